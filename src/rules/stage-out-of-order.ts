// Stages of a project that go back, or lag behind what has happened.
import type { Finding } from '../diagnostic.ts';
import { type Document, isIntact, type Recorded } from '../registry/document.ts';
import type { Terms } from '../registry/registry.ts';
import { isStandardNumber, otherSeriesOf } from '../registry/standard-number.ts';
import type { Stage } from '../registry/taxonomy.ts';
import { type RecordRule, within } from './rule.ts';

/** A stage that a project reached, and its position among the stages of its kind. */
interface Reached {
  readonly index: number;
  readonly stage: Stage;
  readonly order: number;
  readonly date: string;
}

export const stageOutOfOrder: RecordRule = {
  name: 'stage-out-of-order',
  severity: 'error',
  summary: { zh: '阶段先后颠倒', en: 'the stages of a project are out of order' },
  why: {
    zh: '立法、制定文件、制定标准都按程序走：先起草，再征求意见、审查、通过、公布。阶段倒退，或目前阶段落后于已有的进展，某天走到哪一步就算不准。标准征求意见后可以退回起草。',
    en: 'Laws, documents and standards go through their stages in order: drafting, consultation, review, adoption, publication. Where a stage goes back, or the present one lags behind what happened, it is unknown how far the project is. A standard may go back from consultation to drafting.',
  },
  mend: {
    zh: '对照来源改正阶段或日期；目前阶段写成最近到达的阶段；标准号发布后再写。',
    en: 'Correct stage or date from the source; set the present stage to the last one reached; enter the number of a standard once it is published.',
  },
  source: {
    zh: '山东省地方立法条例第十二条至第四十八条；规章制定程序条例；国办发〔2018〕37号；GB/T 16733-1997',
    en: 'Shandong Legislation Regulation, art. 12–48; Regulation on Procedures for Making Rules; State Council General Office [2018] No. 37; GB/T 16733-1997',
  },
  example: {
    wrong: 'events:\n  - stage: published\n    date: 2024-01-01\n  - stage: drafting\n    date: 2024-02-01',
    right: 'events:\n  - stage: drafting\n    date: 2024-01-01\n  - stage: published\n    date: 2024-02-01',
  },
  fields: ['project'],
  screen: (document, { registry }) => document.kind === 'standard' || !goesForward(registry, document),
  *checkRecord(document, { registry }) {
    yield* orderFindings(registry, document);
    yield* earlyNumber(registry, document);
  },
};

/** Whether no stage of the document's project comes before the one that it follows. */
function goesForward({ vocabulary }: Terms, { kind, project }: Document): boolean {
  const stages = vocabulary.taxonomy.stages[kind];
  const named = [...(project?.events ?? []).map(({ stage }) => stage), project?.stage];
  const orders = named.map((stage) => stages.findIndex(({ id }) => id === stage));
  return orders.every((order, index) => order >= (orders[index - 1] ?? 0));
}

function* orderFindings(registry: Terms, document: Recorded): Iterable<Finding> {
  const { project } = document.record;
  const stages = registry.vocabulary.taxonomy.stages[document.kind];
  const events = (project?.events ?? []).flatMap(({ stage, date }, index): Reached[] => {
    const order = stages.findIndex(({ id }) => id === stage);
    const found = stages[order];
    return found === undefined ? [] : [{ index, stage: found, order, date }];
  });
  // Where the days go back it is the days that are in question.
  if (project === undefined || events.some(({ date }, i) => date < (events[i - 1]?.date ?? date))) return;
  events.sort((a, b) => (a.date === b.date ? a.order - b.order : 0));
  for (const [i, event] of events.entries()) {
    const before = events[i - 1];
    if (before === undefined || event.order >= before.order || isLoop(before.stage, event.stage)) continue;
    if (isDecisionReview(document, events.slice(0, i), event)) continue;
    yield {
      where: within(document, ['project', 'events', event.index, 'stage']),
      message: {
        zh: `阶段 \`${event.stage.id}\`（${event.date}）在阶段 \`${before.stage.id}\`（${before.date}）之后`,
        en: `stage \`${event.stage.id}\` (${event.date}) comes after stage \`${before.stage.id}\` (${before.date})`,
      },
      hint: { zh: '对照来源，改正阶段或日期', en: 'look at the source and correct the stage or the day' },
      related: [
        {
          where: within(document, ['project', 'events', before.index, 'stage']),
          message: { zh: `阶段 \`${before.stage.id}\` 在这里`, en: `stage \`${before.stage.id}\` stands here` },
        },
      ],
    };
  }
  const last = events.at(-1);
  const order = stages.findIndex(({ id }) => id === project.stage);
  const now = stages[order];
  if (last === undefined || now === undefined || order >= last.order || isLoop(last.stage, now)) return;
  yield {
    where: within(document, ['project', 'stage']),
    message: {
      zh: `目前阶段 \`${now.id}\` 落后于 ${last.date} 到达的 \`${last.stage.id}\``,
      en: `the present stage \`${now.id}\` lies behind \`${last.stage.id}\`, reached on ${last.date}`,
    },
    hint: { zh: `写成 ${last.stage.id}`, en: `write ${last.stage.id}` },
  };
}

/** The codes that GB/T 16733 shares with ISO; only the stages of standards have codes. */
const codes = { drafting: '20', consultation: '30', publication: '60' };

function isLoop(from: Stage, to: Stage): boolean {
  return from.code === codes.consultation && to.code === codes.drafting;
}

/** A legality review after the decision that it should come before is a finding of its own. */
function isDecisionReview({ kind }: Recorded, earlier: readonly Reached[], { stage, order }: Reached): boolean {
  const isStep = ({ id }: Stage): boolean => id === 'legality-review' || id === 'deliberated' || id === 'adopted';
  return kind === 'normative-document' && isStep(stage) && earlier.some((each) => isStep(each.stage) && each.order > order);
}

/** A standard is numbered when it is published; until then it has the number of its plan. */
function* earlyNumber(registry: Terms, document: Recorded): Iterable<Finding> {
  const { kind, record } = document;
  const { number, project, status, dates } = record;
  if (kind !== 'standard' || number === undefined || !isStandardNumber(number, otherSeriesOf(registry))) return;
  const stage = registry.vocabulary.taxonomy.stages.standard.find(({ id }) => id === project?.stage);
  if (stage?.code === undefined || stage.code >= codes.publication) return;
  // A standard that is in force and has a project is being revised, and keeps its number.
  if (!isIntact(document, 'dates', 'status') || dates?.published !== undefined || (status !== 'planned' && status !== 'drafting')) return;
  yield {
    where: within(document, ['number']),
    message: {
      zh: `项目还在 \`${stage.id}\` 阶段，没有发布，却已有标准号 \`${number}\``,
      en: `the project is at stage \`${stage.id}\` and not published, yet has the standard number \`${number}\``,
    },
    hint: {
      zh: '已发布的改正阶段和状态；没有发布的删去编号，计划号写进 note',
      en: 'correct stage and status if it is published; else drop the number and put that of the plan in note',
    },
    related: [{ where: within(document, ['project', 'stage']), message: { zh: '目前阶段在这里', en: 'the present stage stands here' } }],
  };
}
