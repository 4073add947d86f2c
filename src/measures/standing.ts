// Standing: what a document is on a day. One function, and every figure goes through it.
import { type Day, lastDayOf } from '../registry/day.ts';
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
 * in its turn.
 */
export function standingOf(registry: Registry, document: Document, day: Day): Standing {
  return standingAfter(registry, document, day, new Set());
}

function standingAfter(registry: Registry, document: Document, day: Day, visited: ReadonlySet<string>): Standing {
  const { repealed, expires } = document.record.dates ?? {};
  if (repealed !== undefined && repealed <= day) return dated('repealed', 'repealed');
  const seen = new Set([...visited, document.id]);
  const successor = registry
    .successorsOf(document.id)
    .find((each) => !seen.has(each.document.id) && hasTakenEffect(registry, each.document, day, seen));
  if (successor !== undefined) return { ...dated('superseded', 'successor'), successor };
  if (expires !== undefined && expires < day) return dated('expired', 'expires');
  return standingByStart(document, day);
}

function hasTakenEffect(registry: Registry, successor: Document, day: Day, seen: ReadonlySet<string>): boolean {
  if (successor.record.reference === true) return false;
  const { state } = standingAfter(registry, successor, day, seen);
  return state === 'in-force' || ((state === 'superseded' || state === 'expired' || state === 'repealed') && isStarted(successor, day));
}

/** Whether a document that has ended had begun: a bill that was repealed before its day never replaced anything. */
function isStarted(document: Document, day: Day): boolean {
  const { state } = standingByStart(document, day);
  return state !== 'nonexistent' && state !== 'in-the-making' && state !== 'not-yet-effective';
}

function standingByStart(document: Document, day: Day): Standing {
  const { adopted, published, effective } = document.record.dates ?? {};
  const issued = published ?? adopted;
  if (effective !== undefined) {
    if (effective <= day) return dated('in-force', 'effective');
    if (issued !== undefined && issued > day) return dated('in-the-making', published === undefined ? 'adopted' : 'published');
    return dated('not-yet-effective', 'effective');
  }
  if (issued !== undefined) return dated(issued <= day ? 'in-force' : 'in-the-making', published === undefined ? 'adopted' : 'published');
  return undatedStanding(document, day);
}

function undatedStanding(document: Document, day: Day): Standing {
  const { number, status } = document.record;
  const year = number === undefined ? undefined : yearOfNumber(number);
  const exists = year === undefined || day.slice(0, 4) >= String(year);
  return { state: exists ? (status ?? 'nonexistent') : 'nonexistent', undated: true, by: 'status' };
}

function dated(state: StandingState, by: Standing['by']): Standing {
  return { state, undated: false, by };
}

/**
 * The day for which a document's recorded status speaks: the day asked for or, where they are later, the day
 * up to which it was verified and the day on which the registry's records were entered.
 */
export function statusDayOf(registry: Registry, document: Document, day: Day): Day {
  const spoken = [document.record.verified, registry.settings?.value.recorded].flatMap((known) =>
    known === undefined ? [] : lastDayOf(known),
  );
  return [day, ...spoken].reduce((latest, each) => (each > latest ? each : latest));
}
