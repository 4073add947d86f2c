// Coverage by quarter across the plan's period.
import { type Day, quarterEnds } from '../registry/day.ts';
import type { Registry } from '../registry/registry.ts';
import type { Unsound } from './counted.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { daysOfChange } from './standing.ts';

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
  const changes = [...new Set(registry.documents.flatMap(daysOfChange))].sort();
  let passed = 0;
  let last: Coverage | undefined;
  return quarterEnds(period.start, period.end).map((day): TrendPoint => {
    const before = passed;
    while ((changes[passed] ?? never) <= day) passed++;
    // Between two days of change nothing does: a plan may have very many quarters.
    last = last === undefined || passed > before ? coverageOf(registry, day, unsound) : { ...last, day };
    return { day, coverage: last, isAhead: day > asOf };
  });
}

/** After every day. */
const never = '~';
