// A recorded status that the record's own dates and relations do not bear out.
import type { Finding, Related } from '../diagnostic.ts';
import { type Standing, standingOf, statusDayOf } from '../measures/standing.ts';
import { isRunOutInForce } from '../measures/validity.ts';
import type { Day } from '../registry/day.ts';
import { type Document, isIntact, type Recorded, type Status } from '../registry/document.ts';
import type { Registry } from '../registry/registry.ts';
import { type StandingState, standingWords } from '../registry/words.ts';
import { type RelationRule, within } from './rule.ts';

export const statusContradictsDates: RelationRule = {
  name: 'status-contradicts-dates',
  severity: 'error',
  isOvertaken: true,
  summary: { zh: '效力状态与日期不符', en: 'the recorded status does not agree with the dates' },
  why: {
    zh: '到期自动失效、到日施行、被代替即不再有效：状态要跟着日期走，否则某天有效的文件数不对。',
    en: 'A document expires, enters into force and is superseded on its day: a status that does not follow the dates makes every count wrong.',
  },
  mend: {
    zh: '对照来源，改正状态或日期；状态更新后一并更新 verified。',
    en: 'Correct the status or the date from the source, and bring `verified` up to date.',
  },
  source: { zh: '立法法第六十一条、第六十三条；标准化法第二十九条', en: 'Legislation Law, art. 61 and 63; Standardization Law, art. 29' },
  example: { wrong: 'status: in-force\ndates:\n  repealed: 2020-01-01', right: 'status: repealed\ndates:\n  repealed: 2020-01-01' },
  fields: ['status'],
  screen: (document, { registry, day }) => document.status !== undefined && standingOf(registry, document, day).state !== document.status,
  *checkRelations(document, { registry, day }) {
    const { status } = document.record;
    if (status === undefined || !isIntact(document, 'dates', 'verified')) return;
    const finding = contradiction(registry, document, status, day);
    // What `expired-but-in-force` reports is not reported twice.
    if (finding !== undefined && !isRunOutInForce(registry, document, day)) yield finding;
  },
};

function contradiction(registry: Registry, document: Recorded, status: Status, day: Day): Finding | undefined {
  const standing = standingOf(registry, document, day);
  if (standing.undated || isBorneOut(status, standing.state, document, day)) return undefined;
  // The successor says that it is in force; if its dates say otherwise, the fault is the successor's and is reported there.
  if (
    (status === 'superseded' || status === 'repealed') &&
    registry.successorsOf(document.id).some(({ document: successor }) => isOrWasInForce(successor))
  )
    return undefined;
  // A status speaks for the day on which it was known: seen from an earlier day it may be ahead of the dates.
  const spokenFor = statusDayOf(registry, document, day);
  if (spokenFor !== day && isBorneOut(status, standingOf(registry, document, spokenFor).state, document, spokenFor)) return undefined;
  const meant = standingWords[standing.state];
  return {
    where: within(document, ['status']),
    message: {
      zh: `状态写的是${standingWords[status].zh}，按日期在 ${day} 是${meant.zh}`,
      en: `status says ${standingWords[status].en}, by its dates it is ${meant.en} on ${day}`,
    },
    hint: {
      zh: `核对来源；日期无误则写 status: ${recorded(standing.state)}`,
      en: `check the source; if the dates hold write status: ${recorded(standing.state)}`,
    },
    related: [reason(document, standing)],
  };
}

/** Whether dates or relations bear the status out, even where another of them decided the standing. */
function isBorneOut(status: Status, state: StandingState, document: Recorded, day: Day): boolean {
  if (status === state) return true;
  const { expires } = document.dates;
  if (status === 'expired') return expires !== undefined && expires < day;
  if (status === 'repealed' || status === 'superseded') return state === 'repealed' || state === 'superseded';
  return (status === 'planned' || status === 'drafting') && state === 'in-the-making';
}

function isOrWasInForce({ status }: Document): boolean {
  return status === 'in-force' || status === 'superseded' || status === 'expired' || status === 'repealed';
}

function recorded(state: StandingState): Status {
  return state === 'in-the-making' || state === 'nonexistent' ? 'drafting' : state;
}

function reason(document: Recorded, standing: Standing): Related {
  if (standing.successor !== undefined) {
    const { document: successor, index } = standing.successor;
    return {
      where: within(successor, ['replaces', index]),
      message: { zh: `\`${successor.id}\` 代替了它`, en: `\`${successor.id}\` replaces it` },
    };
  }
  return {
    where: within(document, ['dates', standing.by]),
    message: { zh: '由这个日期决定', en: 'this date decides' },
  };
}
