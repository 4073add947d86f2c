// Filed for the record later than the law allows.

import { daysBetween } from '../registry/day.ts';
import { limitOn } from '../registry/jurisdiction.ts';
import { type RecordRule, within } from './rule.ts';

export const lateFiling: RecordRule = {
  name: 'late-filing',
  severity: 'warning',
  summary: { zh: '报送备案超过期限', en: 'it was filed later than allowed' },
  why: {
    zh: '法规规章和行政规范性文件公布后要按期报送备案，逾期的会被通报。只看登记了报送日期的；没有登记的，看不出是没报还是没查到。',
    en: 'Regulations, rules and administrative normative documents are filed within a time after publication. Only recorded filings are looked at: without one nobody can tell whether it was not filed or not found.',
  },
  mend: {
    zh: '对照来源改正日期；确实逾期的，登记豁免并说明理由。',
    en: 'Correct the dates from the source; where it was late, record a waiver with the reason.',
  },
  source: {
    zh: '立法法第一百零九条；法规规章备案审查条例第四条；山东省规章和行政规范性文件备案规定；天数见 jurisdiction.yaml 的 filing',
    en: 'Legislation Law, art. 109; Regulations on Filing, art. 4; Shandong Provisions on Filing; days in `filing` of jurisdiction.yaml',
  },
  example: {
    wrong: 'dates:\n  published: 2021-03-01\nfiling:\n  date: 2021-05-01',
    right: 'dates:\n  published: 2021-03-01\nfiling:\n  date: 2021-03-10',
  },
  fields: ['filing'],
  *checkRecord(document, { registry }) {
    const { dates, filing, reference, class: nature } = document.record;
    const published = dates?.published;
    if (reference === true || published === undefined || filing === undefined) return;
    if (document.kind === 'normative-document' && nature !== 'administrative') return;
    const limit = limitOn(registry.jurisdiction?.value.filing, document.rank?.id, published);
    const days = daysBetween(published, filing.date);
    if (limit === undefined || days <= limit.days) return;
    yield {
      where: within(document, ['filing', 'date']),
      message: {
        zh: `${published} 公布，${filing.date} 报送备案，相隔 ${days} 天，应不超过 ${limit.days} 天（${limit.source}）`,
        en: `published on ${published}, filed on ${filing.date}: ${days} days, at most ${limit.days} are allowed (${limit.source})`,
      },
      hint: { zh: '对照来源，改正抄错的日期', en: 'look at the source and correct the date that was miscopied' },
      related: [{ where: within(document, ['dates', 'published']), message: { zh: '公布日期在这里', en: 'published on this day' } }],
    };
  },
};
