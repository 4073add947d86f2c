// An own standard whose periodic review is past its day.
import type { Path, Text } from '../diagnostic.ts';
import { type ReviewDue, reviewDueOf } from '../measures/due.ts';
import type { Recorded } from '../registry/document.ts';
import { type RelationRule, within } from './rule.ts';

export const standardReviewOverdue: RelationRule = {
  name: 'standard-review-overdue',
  severity: 'warning',
  summary: { zh: '标准复审逾期', en: 'the periodic review of a standard is overdue' },
  why: {
    zh: '标准要定期复审，决定继续有效、修订还是废止。逾期未复审的标准，内容可能已经落后于法规和上级标准。国家标准、行业标准由发布机关复审，不在此列。',
    en: 'A standard is reviewed in its cycle, to be kept, revised or withdrawn; one that was not may have fallen behind the law. National and industry standards are reviewed by those who issue them.',
  },
  mend: {
    zh: '已复审的，把日期和结论写进 review；没有复审的，报归口单位安排。',
    en: 'Where it was reviewed enter day and result in `review`; where it was not have the review arranged.',
  },
  source: {
    zh: '标准化法第二十九条；山东省标准化条例第二十八条',
    en: 'Standardization Law, art. 29; Shandong Standardization Regulation, art. 28',
  },
  example: {
    wrong: 'dates:\n  published: 2019-12-24',
    right: 'dates:\n  published: 2019-12-24\nreview:\n  date: 2024-11-01\n  result: keep',
  },
  kinds: ['standard'],
  screen: (document, { registry, day }) => reviewDueOf(registry, document, day) !== undefined,
  *checkRelations(document, { registry, day }) {
    const review = reviewDueOf(registry, document, day);
    if (review === undefined || review.due >= day) return;
    const { due, years } = review;
    const since = sinceTexts(document, review);
    yield {
      where: within(document, paths[review.since.by]),
      message: {
        zh: `复审已于 ${due} 到期：${since.zh}，周期 ${years} 年，此后没有复审记录`,
        en: `a review fell due on ${due}: ${since.en}, the cycle is ${years} years, and none is recorded since`,
      },
      hint: {
        zh: '已复审的写进 review: {date: 日期, result: keep}',
        en: 'enter a review that took place as review: {date: …, result: keep}',
      },
    };
  },
};

/** Where the day stands that the years count from. */
const paths: Readonly<Record<ReviewDue['since']['by'], Path>> = {
  review: ['review', 'date'],
  published: ['dates', 'published'],
  effective: ['dates', 'effective'],
  number: ['number'],
};

function sinceTexts({ record: { number } }: Recorded, { since: { on, by } }: ReviewDue): Text {
  const year = on.slice(0, 4);
  return {
    review: { zh: `上次复审 ${on}`, en: `last reviewed on ${on}` },
    published: { zh: `${on} 发布`, en: `published on ${on}` },
    effective: { zh: `${on} 实施`, en: `in force since ${on}` },
    number: { zh: `按编号 \`${number}\` 最迟 ${year} 年底发布`, en: `\`${number}\` is from ${year} by its number` },
  }[by];
}
