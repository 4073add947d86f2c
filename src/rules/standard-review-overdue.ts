// An own standard whose periodic review is past its day.
import type { Path } from '../diagnostic.ts';
import { standingOf } from '../measures/standing.ts';
import { addYears, type Day } from '../registry/day.ts';
import { type Document, isIntact } from '../registry/document.ts';
import type { Registry } from '../registry/registry.ts';
import { standardNumberOf } from '../registry/standard-number.ts';
import { isOwnLevel } from '../registry/taxonomy.ts';
import { type Rule, within } from './rule.ts';

export const standardReviewOverdue: Rule = {
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
  *checkDocument(document, { registry, day }) {
    const years = registry.jurisdiction?.value.standards?.review_years;
    if (years === undefined || !isForUsToReview(registry, document, day)) return;
    const since = lastLookedAt(registry, document, day);
    if (since === undefined) return;
    const due = addYears(since.on, years);
    if (due >= day) return;
    yield {
      where: within(document, since.path),
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

function isForUsToReview(registry: Registry, document: Document, day: Day): boolean {
  const { kind, rank, record } = document;
  return (
    kind === 'standard' &&
    rank !== undefined &&
    isOwnLevel(registry.vocabulary, rank.level) &&
    record.reference !== true &&
    isIntact(document, 'reference', 'dates', 'review') &&
    standingOf(registry, document, day).state === 'in-force'
  );
}

interface Since {
  readonly path: Path;
  readonly on: Day;
  readonly zh: string;
  readonly en: string;
}

/** The last review up to the day, else publication; where no date is known, the end of the year in the number. */
function lastLookedAt(registry: Registry, document: Document, day: Day): Since | undefined {
  const { review, dates, number } = document.record;
  if (review !== undefined && review.date <= day)
    return { path: ['review', 'date'], on: review.date, zh: `上次复审 ${review.date}`, en: `last reviewed on ${review.date}` };
  if (dates?.published !== undefined)
    return { path: ['dates', 'published'], on: dates.published, zh: `${dates.published} 发布`, en: `published on ${dates.published}` };
  if (dates?.effective !== undefined)
    return { path: ['dates', 'effective'], on: dates.effective, zh: `${dates.effective} 实施`, en: `in force since ${dates.effective}` };
  const year = standardNumberOf(registry, document)?.year;
  return year === undefined
    ? undefined
    : {
        path: ['number'],
        on: `${year}-12-31`,
        zh: `按编号 \`${number}\` 最迟 ${year} 年底发布`,
        en: `\`${number}\` is from ${year} by its number`,
      };
}
