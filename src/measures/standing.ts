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
 * in its turn. So nothing is asked of the successor's own successors, and chains and rings cost nothing.
 */
export function standingOf(registry: Registry, document: Document, day: Day): Standing {
  const { repealed, expires } = document.record.dates ?? {};
  if (repealed !== undefined && repealed <= day) return dated('repealed', 'repealed');
  const successor = registry
    .successorsOf(document.id)
    .find((each) => each.document.id !== document.id && hasTakenEffect(each.document, day));
  if (successor !== undefined) return { ...dated('superseded', 'successor'), successor };
  if (expires !== undefined && expires < day) return dated('expired', 'expires');
  return standingByStart(document, day);
}

/** Whether a successor was ever in force up to the day; one that ended before its day came never replaced anything. */
function hasTakenEffect({ record }: Document, day: Day): boolean {
  if (record.reference === true) return false;
  const { adopted, published, effective, expires, repealed } = record.dates ?? {};
  const start = effective ?? published ?? adopted;
  if (start === undefined) return hasBegunUndated(record, day);
  return start <= day && (repealed === undefined || repealed > start) && (expires === undefined || expires >= start);
}

function hasBegunUndated(record: Document['record'], day: Day): boolean {
  const { state } = undatedStanding(record, day);
  return state === 'in-force' || state === 'superseded' || state === 'expired' || state === 'repealed';
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
  return undatedStanding(document.record, day);
}

function undatedStanding({ number, status }: Document['record'], day: Day): Standing {
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
