// What falls due by law: the review of standards, and what a document requires to be made.
import { addYears, type Day } from '../registry/day.ts';
import { type Document, type ImplementingMeasure, isIntact } from '../registry/document.ts';
import { limitOn } from '../registry/jurisdiction.ts';
import type { Registry } from '../registry/registry.ts';
import { standardNumberOf } from '../registry/standard-number.ts';
import { isOwnLevel } from '../registry/taxonomy.ts';
import { standingOf } from './standing.ts';

export interface ReviewDue {
  readonly due: Day;
  /** Years from one review to the next. */
  readonly years: number;
  /** The day that the years count from, and what says it. */
  readonly since: { readonly on: Day; readonly by: 'review' | 'published' | 'effective' | 'number' };
}

/** When a standard of one's own that is in force is to be reviewed next. */
export function reviewDueOf(registry: Registry, document: Document, day: Day): ReviewDue | undefined {
  const years = registry.jurisdiction?.value.standards?.review_years;
  if (years === undefined || !isForUsToReview(registry, document, day)) return undefined;
  const since = lastLookedAt(registry, document, day);
  return since && { due: addYears(since.on, years), years, since };
}

function isForUsToReview(registry: Registry, document: Document, day: Day): boolean {
  const { kind, rank } = document;
  return (
    kind === 'standard' &&
    rank !== undefined &&
    isOwnLevel(registry.vocabulary, rank.level) &&
    !document.isReference &&
    isIntact(document, 'reference', 'dates', 'review') &&
    standingOf(registry, document, day).state === 'in-force'
  );
}

/** The last review up to the day, else publication; where no date is known, the end of the year in the number. */
function lastLookedAt(registry: Registry, document: Document, day: Day): ReviewDue['since'] | undefined {
  const { dates } = document;
  const review = registry.fieldOf(document, 'review');
  if (review !== undefined && review.date <= day) return { on: review.date, by: 'review' };
  if (dates.published !== undefined) return { on: dates.published, by: 'published' };
  if (dates.effective !== undefined) return { on: dates.effective, by: 'effective' };
  const year = standardNumberOf(registry, document)?.year;
  return year === undefined ? undefined : { on: `${year}-12-31`, by: 'number' };
}

/** By when what a document requires is to be made: the day that it sets, or the legal one, which counts from entry into force. */
export function implementingDue(
  registry: Registry,
  { rank, dates: { effective } }: Document,
  { due }: ImplementingMeasure,
): Day | undefined {
  if (due !== undefined || effective === undefined) return due;
  const limit = limitOn(registry.jurisdiction?.value.implementing, rank?.id, effective);
  return limit && addYears(effective, limit.years);
}
