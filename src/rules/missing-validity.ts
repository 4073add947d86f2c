// An administrative normative document that does not say how long it is valid.

import { standingOf } from '../measures/standing.ts';
import { isLiving } from '../measures/validity.ts';
import { isIntact } from '../registry/document.ts';
import { limitOn } from '../registry/jurisdiction.ts';
import { isOwnAdministrative, issuedOn } from '../registry/normative.ts';
import { type RelationRule, within } from './rule.ts';

export const missingValidity: RelationRule = {
  name: 'missing-validity',
  severity: 'warning',
  summary: { zh: '行政规范性文件没有写明有效期', en: 'an administrative normative document has no end of validity' },
  why: {
    zh: '行政规范性文件应当规定有效期，到期自动失效。没有有效期，就说不清它哪一天不再适用。',
    en: 'An administrative normative document has to say how long it is valid and ends by itself. Without an end nobody can say when it ceases to apply.',
  },
  mend: {
    zh: '对照文本末条写 dates.expires；文本确实没有规定的，列入清理，重新公布时补上。',
    en: 'Copy `dates.expires` from the last article; where the text has none, put it on the list for clean-up.',
  },
  source: {
    zh: '山东省行政程序规定（省政府令第238号）第五十三条；2024年2月1日起依省政府令第353号，年数为记忆',
    en: 'Shandong Administrative Procedure Provisions (order No. 238), art. 53; from 2024-02-01 order No. 353, from memory',
  },
  example: {
    wrong: 'class: administrative\ndates:\n  published: 2021-03-01\n  effective: 2021-04-01',
    right: 'class: administrative\ndates:\n  published: 2021-03-01\n  effective: 2021-04-01\n  expires: 2026-03-31',
  },
  kinds: ['normative-document'],
  screen: (document, { registry }) => document.dates.expires === undefined && isOwnAdministrative(registry, document),
  *checkRelations(document, { registry, day }) {
    if (!isOwnAdministrative(registry, document)) return;
    const issued = issuedOn(document);
    if (issued === undefined || document.record.dates?.expires !== undefined || !isIntact(document, 'dates')) return;
    const limit = limitOn(registry.jurisdiction?.value.validity, document.rank?.id, issued);
    if (limit?.required !== true || !isLiving(standingOf(registry, document, day))) return;
    yield {
      where: within(document, ['dates'], 'key'),
      message: {
        zh: `${issued} 制定的行政规范性文件应有有效期，没有写 dates.expires`,
        en: `an administrative normative document of ${issued} has to have an end of validity, and \`dates.expires\` is missing`,
      },
      hint: { zh: `对照文本补上；出处：${limit.source}`, en: `copy it from the text; rule: ${limit.source}` },
    };
  },
};
