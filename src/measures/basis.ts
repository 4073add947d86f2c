// Whether what a document rests on still carries it on a day: a basis that has ended is dead, one that was amended since is stale.
import { type Day, lastDayOf } from '../registry/day.ts';
import { type Document, isIntact } from '../registry/document.ts';
import { yearOfNumber } from '../registry/number.ts';
import type { Registry } from '../registry/registry.ts';
import { type Standing, standingOf } from './standing.ts';
import { isEnded, knownStandingOf } from './validity.ts';

/** How a basis has ended; undefined where it has not, or where that is not certain. */
export function endOfBasis(registry: Registry, basis: Document, day: Day): Standing | undefined {
  const standing = knownStandingOf(registry, basis, day);
  return standing === undefined || !isEnded(standing) || isInQuestion(basis) ? undefined : standing;
}

/** A basis that says of itself that it has not ended has a finding of its own, and may well stand. */
function isInQuestion({ status }: Document): boolean {
  return status !== undefined && status !== 'repealed' && status !== 'superseded' && status !== 'expired';
}

export interface Amended {
  /** When the basis was last amended, and the position of the amendment. */
  readonly amended: { readonly date: Day; readonly index: number };
  /** The day up to which the document can have known the basis: the version that it cites, or its own last change. */
  readonly known: Day;
}

/** Undefined where a basis in force was not amended since the document was made, amended or reviewed. */
export function amendedSince(
  registry: Registry,
  document: Document,
  basis: Document,
  version: Day | undefined,
  day: Day,
): Amended | undefined {
  const known = version ?? newestDayOf(registry, document, day);
  const amended = newestAmendment(registry, basis, day);
  if (known === undefined || amended === undefined || amended.date <= known) return undefined;
  return standingOf(registry, basis, day).state === 'in-force' ? { amended, known } : undefined;
}

/** The newest amendment of a document that is in force by the day. */
export function newestAmendment({ fieldOf }: Registry, basis: Document, day: Day): Amended['amended'] | undefined {
  return (fieldOf(basis, 'amendments') ?? [])
    .flatMap(({ date, effective }, index) => ((effective ?? date) <= day ? [{ date, index }] : []))
    .reduce<Amended['amended'] | undefined>((newest, each) => (newest && newest.date >= each.date ? newest : each), undefined);
}

/**
 * The last day on which the document was made, amended or reviewed. Where no day is known, it is at the latest
 * the end of the year in its number, or the day up to which its status is known: by then it had been made.
 */
function newestDayOf({ fieldOf }: Registry, document: Document, day: Day): Day | undefined {
  const { dates, number, verified } = document;
  if (!isIntact(document, 'dates', 'amendments', 'review', 'number', 'verified')) return undefined;
  const made = [dates.adopted, dates.published, dates.effective];
  const amendments = fieldOf(document, 'amendments') ?? [];
  const since = [...amendments.flatMap(({ date, effective }) => [date, effective]), fieldOf(document, 'review')?.date];
  const known = [...made, ...since].filter((each) => each !== undefined && each <= day).sort();
  const year = number === undefined ? undefined : yearOfNumber(number);
  const bounds = [year && `${year}-12-31`, verified && lastDayOf(verified)].filter((each) => typeof each === 'string').sort();
  return known.at(-1) ?? bounds[0];
}
