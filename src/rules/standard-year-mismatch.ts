// The year in a standard's number is not the year in which it was published.
import { standardNumberOf } from '../registry/standard-number.ts';
import { type RecordRule, within } from './rule.ts';

export const standardYearMismatch: RecordRule = {
  name: 'standard-year-mismatch',
  severity: 'info',
  summary: {
    zh: '标准号的年份与发布日期不符',
    en: 'the year in a standard number is not that of its publication',
  },
  why: {
    zh: '标准号的年份通常是发布的年份。两者不同，多半抄错了一个；也有年底批准、次年年初发布的，如 GB/T 14885-2010。',
    en: 'The year in the number is mostly that of publication, and another one was mostly miscopied; some were approved at the end of one year and published at the start of the next, such as GB/T 14885-2010.',
  },
  mend: {
    zh: '对照标准封面改正；两处都没有抄错的，不必改。',
    en: 'Correct it from the cover of the standard; where both are right nothing is to be done.',
  },
  source: { zh: '标准化法第二十四条（编号规则：年代号）', en: 'Standardization Law, art. 24 (numbering rules: the year)' },
  example: {
    wrong: 'number: GB/T 29118-2022\ndates:\n  published: 2023-09-07',
    right: 'number: GB/T 29118-2023\ndates:\n  published: 2023-09-07',
  },
  kinds: ['standard'],
  fields: ['number'],
  screen: (document, { registry }) => {
    const [published, year] = [document.dates.published, standardNumberOf(registry, document)?.year];
    return published !== undefined && year !== undefined && year !== Number(published.slice(0, 4));
  },
  *checkRecord(document, { registry }) {
    const published = document.record.dates?.published;
    if (published === undefined) return;
    const year = standardNumberOf(registry, document)?.year;
    if (year === undefined || published.startsWith(`${year}-`)) return;
    yield {
      where: within(document, ['number']),
      message: {
        zh: `\`${document.record.number}\` 的年份是 ${year}，发布日期是 ${published}`,
        en: `\`${document.record.number}\` carries the year ${year}, and was published on ${published}`,
      },
      hint: { zh: '对照标准封面，改正抄错的一个', en: 'look at the cover of the standard and correct the one that was miscopied' },
      related: [
        { where: within(document, ['dates', 'published']), message: { zh: '发布日期在这里', en: 'the day of publication stands here' } },
      ],
    };
  },
};
