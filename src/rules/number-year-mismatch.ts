// A document number of another year than the document.
import { isIntact } from '../registry/document.ts';
import { isDocumentNumber, yearOfNumber } from '../registry/number.ts';
import { dateWords } from '../registry/words.ts';
import { type RecordRule, within } from './rule.ts';

export const numberYearMismatch: RecordRule = {
  name: 'number-year-mismatch',
  severity: 'warning',
  summary: { zh: '发文字号的年份与成文日期不在同一年', en: 'the year in the number is not the year of the document' },
  why: {
    zh: '发文字号按年编流水号，年份就是成文的那一年。年份不同，多半是编号或日期抄错了；年底成文、年初发布的，缺的是成文日期。',
    en: 'Numbers run by year, the year of signature. Another year mostly means that the number or the date was miscopied, or that the day of signature is missing where publication came after new year.',
  },
  mend: {
    zh: '对照来源改正编号或日期；跨年发布的，补上成文日期 dates.adopted。',
    en: 'Correct the number or the date from the source; where it was published in the year after, add `dates.adopted`.',
  },
  source: { zh: 'GB/T 9704-2012 发文字号', en: 'GB/T 9704-2012 on document numbers' },
  example: {
    wrong: 'number: 国办发〔2018〕37号\ndates:\n  adopted: 2019-05-16',
    right: 'number: 国办发〔2018〕37号\ndates:\n  adopted: 2018-05-16',
  },
  fields: ['number'],
  screen: ({ number, dates }) =>
    number?.includes('〔') === true && !number.includes(`〔${(dates.adopted ?? dates.published)?.slice(0, 4)}〕`),
  *checkRecord(document) {
    const { number, dates, reference } = document.record;
    const field = dates?.adopted === undefined ? 'published' : 'adopted';
    const day = dates?.[field];
    if (reference === true || number === undefined || day === undefined) return;
    if (!isDocumentNumber(number) || !isIntact(document, 'dates')) return;
    const year = yearOfNumber(number);
    if (year === undefined || Number(day.slice(0, 4)) === year) return;
    const name = dateWords[field];
    yield {
      where: within(document, ['number']),
      message: {
        zh: `编号 \`${number}\` 的年份是 ${year}，${name.zh}日期是 ${day}`,
        en: `number \`${number}\` is of ${year}, the document was ${name.en} on ${day}`,
      },
      hint:
        field === 'adopted'
          ? { zh: '对照来源，改正编号或日期', en: 'look at the source and correct the number or the date' }
          : {
              zh: '对照来源改正；跨年发布的，补上 dates.adopted',
              en: 'correct it from the source; if it was signed the year before, add dates.adopted',
            },
      related: [{ where: within(document, ['dates', field]), message: { zh: `${name.zh}日期在这里`, en: `${name.en} on this day` } }],
    };
  },
};
