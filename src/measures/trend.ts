// Coverage by quarter across the plan's period.
import { type Day, quarterEnds } from '../registry/day.ts';
import type { Registry } from '../registry/registry.ts';
import type { Unsound } from './counted.ts';
import { type Coverage, coverageOf } from './coverage.ts';

export interface TrendPoint {
  /** The last day of the quarter, or of the period. */
  readonly day: Day;
  readonly coverage: Coverage;
  /** After the day asked for: reckoned from the dates that are known. */
  readonly isAhead: boolean;
}

/** Undefined where the registry has no plan, and so no period. */
export function trendOf(registry: Registry, asOf: Day, unsound?: Unsound): readonly TrendPoint[] | undefined {
  const period = registry.plan?.value.period;
  if (period === undefined) return undefined;
  return quarterEnds(period.start, period.end).map((day) => ({ day, coverage: coverageOf(registry, day, unsound), isAhead: day > asOf }));
}
