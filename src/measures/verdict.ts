// What is said of a condition of the plan, and what every kind of condition is judged by.
import type { Day } from '../registry/day.ts';
import type { Document } from '../registry/document.ts';
import { yearOfNumber } from '../registry/number.ts';
import type { Condition, Evidence, Period, Plan } from '../registry/plan.ts';
import type { Registry } from '../registry/registry.ts';
import type { Topic } from '../registry/taxonomy.ts';
import type { Count } from './count.ts';
import type { Unsound } from './counted.ts';
import type { Cell, Coverage } from './coverage.ts';
import type { Reached } from './stage.ts';
import type { Standing } from './standing.ts';

export interface Asked {
  readonly registry: Registry;
  readonly plan: Plan;
  readonly day: Day;
  /** Documents whose records have errors: nothing is concluded from them. */
  readonly unsound: Unsound;
  /** Whether every record could be read whole and is sound: else no figure over documents is known to be missed. */
  readonly isWhole: boolean;
  readonly coverage: () => Coverage;
  readonly counts: () => ReadonlyMap<Condition, Count>;
}

export interface Progress {
  readonly have: number;
  readonly want: number;
}

/** A document that counts, and the day on which it came to count, where one is known. */
export interface Counted extends Reached {
  readonly document: Document;
}

export type Missing =
  | { readonly kind: 'evidence' }
  /** The document has not reached the stage; `standing` where it is registered, `knownUntil` where its status is older than the due day. */
  | { readonly kind: 'stage'; readonly id: string; readonly reached: string; readonly standing?: Standing; readonly knownUntil?: string }
  /** So many documents more; those of `possible` would count if a day or an owner were recorded. */
  | { readonly kind: 'documents'; readonly short: number; readonly possible: readonly Document[] }
  | { readonly kind: 'topics'; readonly short: number; readonly topics: readonly Topic[] }
  | { readonly kind: 'cells'; readonly short: number; readonly cells: readonly Cell[] };

export interface Verdict {
  readonly condition: Condition;
  readonly isMet: boolean;
  /** The first day on which it was met, where that is known. */
  readonly metOn: Day | undefined;
  /** Whether what is recorded decides it: false where it may have been met and nobody wrote it down. */
  readonly isKnown: boolean;
  readonly isBegun: boolean;
  readonly progress: Progress;
  /** What counts; there may be many, and few ask. */
  readonly documents: () => readonly Counted[];
  readonly evidence: readonly Evidence[];
  readonly missing: readonly Missing[];
  /** Of `all` and `any`. */
  readonly inner: readonly Verdict[];
}

/** What a verdict says where nothing is to be said. */
export const nothing = { metOn: undefined, isBegun: false, documents: () => [], evidence: [], missing: [], inner: [] } as const;

export function isWithin({ day }: Reached, period: Period | undefined): boolean {
  return period === undefined || (day !== undefined && day >= period.start && day <= period.end);
}

/** Whether the day on which something was reached lies in the period, or may: unknown days can, where the number's year does not say otherwise. */
export function mayBeWithin({ number }: Document, found: Reached, period: Period | undefined): boolean {
  if (period === undefined || found.day !== undefined) return isWithin(found, period);
  const year = number === undefined ? undefined : yearOfNumber(number);
  return year === undefined || (year >= Number(period.start.slice(0, 4)) && year <= Number(period.end.slice(0, 4)));
}

/** Unknown days come last: they are no earlier than anything. */
export function compareDays(a: Day | undefined, b: Day | undefined): number {
  if (a === b) return 0;
  return (a ?? '9999') < (b ?? '9999') ? -1 : 1;
}

/** A number, or one of the taxonomy's quantities. */
export function numberOf({ vocabulary }: Registry, atLeast: number | string): number | undefined {
  if (typeof atLeast !== 'string') return atLeast;
  return vocabulary.taxonomy.quantities?.find(({ id }) => id === atLeast)?.at_least;
}
