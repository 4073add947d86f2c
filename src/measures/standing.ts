// Standing: what a document is on a day. One function, and every figure goes through it.
import { addDays, type Day, lastDayOf } from '../registry/day.ts';
import type { Document } from '../registry/document.ts';
import { yearOfNumber } from '../registry/number.ts';
import type { Registry, Successor } from '../registry/registry.ts';
import type { StandingState } from '../registry/words.ts';

export interface Standing {
  readonly state: StandingState;
  /** No date decided: the recorded status was taken. */
  readonly undated: boolean;
  /** The field that decided. */
  readonly by: 'repealed' | 'successor' | 'expires' | 'effective' | 'published' | 'adopted' | 'status';
  readonly successor?: Successor;
}

/**
 * The standing of a document on a day, in the order of domain.md section 3. A document counts as
 * superseded once its successor has come into force; it does not revive when the successor ends
 * in its turn. So nothing is asked of the successor's own successors, and chains and rings cost nothing.
 */
export function standingOf(registry: Registry, document: Document, day: Day): Standing {
  const { dates } = document;
  if (dates.repealed !== undefined && dates.repealed <= day) return repealed;
  const successor = successorOn(registry, document, day);
  if (successor !== undefined) return { ...superseded, successor };
  if (dates.expires !== undefined && dates.expires < day) return expired;
  return standingByStart(document, day);
}

/** The first of a document's successors that is in force on the day, or was before. */
function successorOn(registry: Registry, document: Document, day: Day): Successor | undefined {
  for (const successor of registry.successorsOf(document.id))
    if (successor.document.id !== document.id && (effectOf(successor.document)?.day ?? never) <= day) return successor;
  return undefined;
}

/** After every day. */
const never = '~';

/** The days on which a document is in force: from the first (`''` for ever, where no date is known), up to the day before `end`. */
export interface InForce {
  readonly from: Day;
  readonly end: Day | undefined;
  /** Whether a date says when it came into force, and not the year of its number, or nothing. */
  readonly isDated: boolean;
}

/**
 * All days on which `standingOf` gives in force: they are one stretch, since nothing that has ended comes back.
 * Undefined where there is none.
 */
export function inForceOf(registry: Registry, document: Document): InForce | undefined {
  const start = startOf(document);
  if (start === undefined || (!start.isDated && document.status !== 'in-force')) return undefined;
  const { repealed, expires } = document.dates;
  let end = earlier(repealed, expires === undefined ? undefined : addDays(expires, 1));
  for (const successor of registry.successorsOf(document.id))
    if (successor.document.id !== document.id) end = earlier(end, effectOf(successor.document)?.day);
  return end !== undefined && end <= start.day ? undefined : { from: start.day, end, isDated: start.isDated };
}

/** The earlier of two days, as far as they are known. */
export function earlier(a: Day | undefined, b: Day | undefined): Day | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}

/** A day on which something began; of an undated document the first of its number's year, or `''` for ever. */
export interface Start {
  readonly day: Day;
  readonly isDated: boolean;
}

/** From when a document has been in force, or would be, where it is not one that is still to come. */
export function startOf(document: Document): Start | undefined {
  const { adopted, published, effective } = document.dates;
  const day = effective ?? published ?? adopted;
  if (day !== undefined) return { day, isDated: true };
  return document.status !== undefined && begun.has(document.status) ? { day: firstDayOfNumber(document), isDated: false } : undefined;
}

const begun: ReadonlySet<StandingState> = new Set(['in-force', 'superseded', 'expired', 'repealed']);

/** From when a document has taken effect and replaced what it replaces, if it ever does; one that ended before its day came never did. */
export function effectOf(document: Document): Start | undefined {
  const start = startOf(document);
  const { expires, repealed } = document.dates;
  if (start === undefined || document.isReference) return undefined;
  if (!start.isDated) return start;
  return (repealed === undefined || repealed > start.day) && (expires === undefined || expires >= start.day) ? start : undefined;
}

/** The first day of the year in the number of an undated document; it does not exist before. */
function firstDayOfNumber({ number }: Document): Day | '' {
  const year = number === undefined ? undefined : yearOfNumber(number);
  return year === undefined ? '' : `${year}-01-01`;
}

/** The days on which its standing, or whether its project has begun, may change. */
export function daysOfChange(document: Document): readonly Day[] {
  const { adopted, published, effective, expires, repealed } = document.dates;
  const known = [adopted, published, effective, expires === undefined ? undefined : addDays(expires, 1), repealed];
  const events = document.project?.events?.map(({ date }) => date) ?? [];
  const dated = [...known.filter((day) => day !== undefined), ...events];
  return (effective ?? published ?? adopted) ? dated : [...dated, firstDayOfNumber(document)];
}

function standingByStart(document: Document, day: Day): Standing {
  const { adopted, published, effective } = document.dates;
  const issued = published ?? adopted;
  const by = published === undefined ? 'adopted' : 'published';
  if (effective !== undefined && effective <= day) return inForce.effective;
  if (issued !== undefined && issued > day) return inTheMaking[by];
  if (effective !== undefined) return notYetEffective;
  return issued !== undefined ? inForce[by] : undatedStanding(document, day);
}

function undatedStanding(document: Document, day: Day): Standing {
  const exists = day >= firstDayOfNumber(document);
  return { state: exists ? (document.status ?? 'nonexistent') : 'nonexistent', undated: true, by: 'status' };
}

function dated(state: StandingState, by: Standing['by']): Standing {
  return { state, undated: false, by };
}

// One for all documents that stand alike: a figure holds the standing of each.
const repealed = dated('repealed', 'repealed');
const superseded = dated('superseded', 'successor');
const expired = dated('expired', 'expires');
const notYetEffective = dated('not-yet-effective', 'effective');
const inForce = {
  effective: dated('in-force', 'effective'),
  published: dated('in-force', 'published'),
  adopted: dated('in-force', 'adopted'),
};
const inTheMaking = { published: dated('in-the-making', 'published'), adopted: dated('in-the-making', 'adopted') };

/**
 * The day for which a document's recorded status speaks: the day asked for or, where they are later, the day
 * up to which it was verified and the day on which the registry's records were entered.
 */
export function statusDayOf(registry: Registry, document: Document, day: Day): Day {
  const spoken = [document.verified, registry.settings?.value.recorded].flatMap((known) => (known === undefined ? [] : lastDayOf(known)));
  return [day, ...spoken].reduce((latest, each) => (each > latest ? each : latest));
}
