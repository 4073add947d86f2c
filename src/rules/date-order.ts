// Dates that cannot have come in the order they are given in.
import type { Finding, Path, Text } from '../diagnostic.ts';
import type { Day } from '../registry/day.ts';
import { type Amendment, type Document, dateFields, hasField, type Recorded } from '../registry/document.ts';
import type { Plan } from '../registry/plan.ts';
import type { DataFile } from '../registry/registry.ts';
import { dateWords } from '../registry/words.ts';
import { type RecordRule, within } from './rule.ts';

interface Dated {
  readonly path: Path;
  readonly name: Text;
  readonly day: Day;
}

export const dateOrder: RecordRule = {
  name: 'date-order',
  severity: 'error',
  summary: { zh: '日期先后颠倒', en: 'dates stand in an order that cannot be' },
  why: {
    zh: '先通过，再公布，再施行，最后失效或废止；修改在制定之后。次序颠倒说明至少抄错了一个日期，某天是否有效就算不准。',
    en: 'A document is adopted, published, enters into force and ends, in this order, and is amended after it was made. Another order means that a date was miscopied, and with it what is in force on a day.',
  },
  mend: {
    zh: '对照来源改正日期；来源本身有误的，删去存疑的日期并在 note 里说明。',
    en: 'Correct the date from the source; where the source itself is off leave the date out and say so in `note`.',
  },
  source: {
    zh: '立法法第六十一条、第六十二条；GB/T 1.1 发布与实施',
    en: 'Legislation Law, art. 61–62; GB/T 1.1 on publication and implementation',
  },
  example: {
    wrong: 'dates:\n  published: 2023-03-21\n  effective: 2022-03-21',
    right: 'dates:\n  published: 2023-03-21\n  effective: 2023-03-21',
  },
  fields: ['dates', 'amendments', 'project'],
  screen: (document, { fieldOf }) => {
    const { dates, project } = document;
    return (
      !isInOrder([dates.adopted, dates.published, dates.effective, dates.expires, dates.repealed]) ||
      (project?.events !== undefined && !isInOrder(project.events.map(({ date }) => date))) ||
      (hasField(document, 'amendments') && !areInOrder(document, fieldOf(document, 'amendments') ?? []))
    );
  },
  checkRecord: documentFindings,
  checkRegistry: ({ registry }) => (registry.plan === undefined ? [] : planFindings(registry.plan)),
};

/** Whether no day comes before the one that it follows; days that are not known do not count. */
function isInOrder(days: readonly (Day | undefined)[]): boolean {
  let latest = '';
  for (const day of days) {
    if (day === undefined) continue;
    if (day < latest) return false;
    latest = day;
  }
  return true;
}

/** Whether all amendments come after the document was made, and none took effect before it. */
function areInOrder({ dates }: Document, amendments: readonly Amendment[]): boolean {
  const made = dates.adopted ?? dates.published ?? dates.effective ?? '';
  return amendments.every(({ date, effective = date }) => date >= made && effective >= date);
}

function* documentFindings(document: Recorded): Iterable<Finding> {
  const { dates, amendments, project } = document.record;
  const life = dateFields.flatMap((field): Dated[] => {
    const day = dates?.[field];
    return day === undefined ? [] : [{ path: ['dates', field], name: { zh: `${dateWords[field].zh}日期`, en: dateWords[field].en }, day }];
  });
  // Each date is held against the nearest one before it, so that one wrong date gives one finding;
  // the two ways of ending, expiry and repeal, have no order between them.
  for (const [index, later] of life.entries()) {
    const earlier = life.slice(0, index).findLast(({ path }) => path[1] !== 'expires');
    if (earlier !== undefined && later.day < earlier.day) yield finding(document.file, earlier, later);
  }
  const made = life.find(({ path }) => path[1] !== 'expires' && path[1] !== 'repealed');
  for (const [index, { date, effective }] of (amendments ?? []).entries()) {
    const amended: Dated = { path: ['amendments', index, 'date'], name: { zh: '修改日期', en: 'the amendment' }, day: date };
    if (made !== undefined && date < made.day) yield finding(document.file, made, amended);
    const starts: Text = { zh: '修改的施行日期', en: "the amendment's entry into force" };
    if (effective !== undefined && effective < date)
      yield finding(document.file, amended, { path: ['amendments', index, 'effective'], name: starts, day: effective });
  }
  const events = (project?.events ?? []).map(
    ({ date, stage }, index): Dated => ({
      path: ['project', 'events', index, 'date'],
      name: { zh: `阶段 ${stage}`, en: `stage ${stage}` },
      day: date,
    }),
  );
  for (const [index, later] of events.entries()) {
    const earlier = events[index - 1];
    if (earlier !== undefined && later.day < earlier.day) yield finding(document.file, earlier, later);
  }
}

function* planFindings({ file, value: plan }: DataFile<Plan>): Iterable<Finding> {
  const start: Dated = { path: ['period', 'start'], name: { zh: '方案起始日', en: "the plan's start" }, day: plan.period.start };
  const end: Dated = { path: ['period', 'end'], name: { zh: '方案截止日', en: "the plan's end" }, day: plan.period.end };
  if (end.day < start.day) yield finding(file, start, end);
  let before = start;
  for (const [index, phase] of plan.phases.entries()) {
    const due: Dated = {
      path: ['phases', index, 'due'],
      name: { zh: `阶段“${phase.title.zh}”`, en: `phase “${phase.title.en}”` },
      day: phase.due,
    };
    if (due.day < before.day) yield finding(file, before, due);
    before = due;
  }
}

function finding(file: string, earlier: Dated, later: Dated): Finding {
  return {
    where: within({ file }, later.path),
    message: {
      zh: `${later.name.zh} ${later.day} 早于${earlier.name.zh} ${earlier.day}`,
      en: `${later.name.en} (${later.day}) comes before ${earlier.name.en} (${earlier.day})`,
    },
    hint: { zh: '对照来源，改正抄错的一个', en: 'look at the source and correct the one that was miscopied' },
    related: [{ where: within({ file }, earlier.path), message: { zh: `${earlier.name.zh}在这里`, en: `${earlier.name.en} stands here` } }],
  };
}
