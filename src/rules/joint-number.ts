// A number whose agency code is not that of the lead issuer.
import type { Text } from '../diagnostic.ts';
import { isIntact } from '../registry/document.ts';
import { agencyCodeOf } from '../registry/number.ts';
import { type RecordRule, within } from './rule.ts';

export const jointNumber: RecordRule = {
  name: 'joint-number',
  severity: 'warning',
  summary: { zh: '发文字号不是主办机关的', en: 'the number is not one of the lead agency' },
  why: {
    zh: '几个机关联合行文，只用主办机关的发文字号，主办机关署名在前。代字与第一个机关对不上，署名次序或编号有一处抄错。',
    en: 'A joint document bears only the number of its lead agency, which signs first. A code that is not the first issuer’s means that the order of issuers or the number was miscopied.',
  },
  mend: {
    zh: '把主办机关写在 issuers 的第一个，或改正编号；代字表有遗漏的，在 jurisdiction.yaml 的 agencies 里补上。',
    en: 'Put the lead agency first in `issuers`, or correct the number; where the table of codes has a gap, add to `agencies` in jurisdiction.yaml.',
  },
  source: { zh: 'GB/T 9704-2012 发文字号（联合行文）', en: 'GB/T 9704-2012 on document numbers (joint documents)' },
  example: {
    wrong: 'number: 国管节能〔2023〕211号\nissuers: [商务部, 国家机关事务管理局]',
    right: 'number: 国管节能〔2023〕211号\nissuers: [国家机关事务管理局, 商务部]',
  },
  fields: ['issuers'],
  screen: ({ number }, { registry }) =>
    number !== undefined && registry.jurisdiction?.value.agencies?.some(({ code }) => number.startsWith(code)) === true,
  *checkRecord(document, { registry }) {
    const { number, issuers = [], reference } = document.record;
    const [lead] = issuers;
    if (reference === true || number === undefined || lead === undefined || !isIntact(document, 'issuers')) return;
    const agencies = registry.jurisdiction?.value.agencies ?? [];
    const code = agencyCodeOf(number);
    // A code that nobody has entered yet says nothing.
    const users = agencies.filter((agency) => agency.code === code).flatMap((agency) => agency.issuers);
    if (users.length === 0 || users.includes(lead)) return;
    const later = issuers.findIndex((issuer) => users.includes(issuer));
    const hint: Text =
      later > 0
        ? { zh: `主办机关是${issuers[later]}的，写在第一个`, en: `if ${issuers[later]} is the lead agency, put it first` }
        : { zh: '对照来源，改正编号或署名机关', en: 'look at the source and correct the number or the issuers' };
    yield {
      where: within(document, ['number']),
      message: {
        zh: `编号 \`${number}\` 的代字属于${users.join('、')}，第一个署名机关是${lead}`,
        en: `number \`${number}\` has the code of ${users.join(', ')}, the first issuer is ${lead}`,
      },
      hint,
      related: [{ where: within(document, ['issuers', 0]), message: { zh: '第一个署名机关', en: 'the first issuer' } }],
    };
  },
};
