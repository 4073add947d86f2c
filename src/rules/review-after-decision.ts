// A legality review after the decision that it should prepare, or a decision after the signature.
import type { Finding, Path, Text } from '../diagnostic.ts';
import type { Day } from '../registry/day.ts';
import type { Recorded } from '../registry/document.ts';
import { type RecordRule, within } from './rule.ts';

export const reviewAfterDecision: RecordRule = {
  name: 'review-after-decision',
  severity: 'error',
  summary: { zh: '先决定后审核，或先签发后审议', en: 'reviewed after the decision, or decided after the signature' },
  why: {
    zh: '未经合法性审核或者审核不合格的，不得提交集体审议；未经集体审议的，不得签发。事后补的审核不算审核。',
    en: 'What has not passed the legality review may not be put to collective deliberation, and what has not been deliberated may not be signed. A review made afterwards is none.',
  },
  mend: {
    zh: '对照审核意见、会议纪要和发文稿纸核对日期；确实倒置的，补正程序。',
    en: 'Check the days against the review, the minutes and the signed draft; where the order was really reversed the procedure has to be made good.',
  },
  source: {
    zh: '国办发〔2018〕37号：合法性审核、集体审议决定',
    en: 'State Council General Office [2018] No. 37: legality review, collective deliberation',
  },
  example: {
    wrong: 'events:\n  - { stage: deliberated, date: 2024-03-01 }\n  - { stage: legality-review, date: 2024-03-05 }',
    right: 'events:\n  - { stage: legality-review, date: 2024-02-26 }\n  - { stage: deliberated, date: 2024-03-01 }',
  },
  kinds: ['normative-document'],
  fields: ['project'],
  *checkRecord(document) {
    if (document.kind === 'normative-document' && document.record.reference !== true) yield* findings(document);
  },
};

interface Step {
  readonly name: Text;
  readonly path: Path;
  readonly day: Day;
  /** Its place in the list of events; none for the date of the document itself. */
  readonly index?: number;
}

const reviewed: Text = { zh: '合法性审核', en: 'the legality review' };
const decided: Text = { zh: '集体审议', en: 'the deliberation' };
const signed: Text = { zh: '签发', en: 'the signature' };

function* findings(document: Recorded): Iterable<Finding> {
  const { project, dates } = document.record;
  const steps = (stage: string, name: Text): readonly Step[] =>
    (project?.events ?? []).flatMap((event, index): readonly Step[] =>
      event.stage === stage ? [{ name, path: ['project', 'events', index, 'date'], day: event.date, index }] : [],
    );
  const [reviews, decisions] = [steps('legality-review', reviewed), steps('deliberated', decided)];
  const own: readonly Step[] = dates?.adopted === undefined ? [] : [{ name: signed, path: ['dates', 'adopted'], day: dates.adopted }];
  const signatures = [...steps('adopted', signed), ...own];
  // What was reviewed or decided more than once was so in time if the first time was.
  yield* tooLate(document, reviews[0], decisions.length > 0 ? decisions.slice(-1) : signatures);
  yield* tooLate(document, decisions[0], signatures);
}

function* tooLate(document: Recorded, step: Step | undefined, followers: readonly Step[]): Iterable<Finding> {
  // Events that stand in the right order with days that do not are what `date-order` reports.
  const isBefore = ({ day, index }: Step): boolean => step !== undefined && day < step.day && (index ?? -1) < (step.index ?? 0);
  const follower = followers.find(isBefore);
  if (step === undefined || follower === undefined) return;
  yield {
    where: within(document, step.path),
    message: {
      zh: `${step.name.zh}（${step.day}）晚于${follower.name.zh}（${follower.day}）`,
      en: `${step.name.en} (${step.day}) comes after ${follower.name.en} (${follower.day})`,
    },
    hint: { zh: '核对两个日期；程序确实倒置的须补正', en: 'check both days; a procedure that was reversed has to be made good' },
    related: [
      { where: within(document, follower.path), message: { zh: `${follower.name.zh}在这里`, en: `${follower.name.en} stands here` } },
    ],
  };
}
