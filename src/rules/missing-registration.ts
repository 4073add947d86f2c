// An administrative normative document without a registration number.
import { standingOf } from '../measures/standing.ts';
import { isLiving } from '../measures/validity.ts';
import { hasField, isIntact } from '../registry/document.ts';
import { isOwnAdministrative, issuedOn } from '../registry/normative.ts';
import { type RelationRule, within } from './rule.ts';

export const missingRegistration: RelationRule = {
  name: 'missing-registration',
  severity: 'warning',
  summary: { zh: '行政规范性文件没有登记号', en: 'an administrative normative document has no registration number' },
  why: {
    zh: '行政规范性文件统一登记、统一编号、统一公布；没有登记号的，不得作为行政管理的依据。',
    en: 'Administrative normative documents are registered, numbered and published in one place; one without a registration number is no basis for administration.',
  },
  mend: {
    zh: '从公布页面抄写登记号；没有登记的，补办登记，或改正 class。',
    en: 'Copy the number from where it was published; where there is none have it registered, or correct `class`.',
  },
  source: {
    zh: '山东省行政程序规定（省政府令第238号）第五十条',
    en: 'Shandong Administrative Procedure Provisions (provincial order No. 238), art. 50',
  },
  example: {
    wrong: 'class: administrative\ndates:\n  published: 2021-03-01',
    right: 'class: administrative\nregistration: SDPR-2021-0010001\ndates:\n  published: 2021-03-01',
  },
  kinds: ['normative-document'],
  screen: (document, { registry }) => !hasField(document, 'registration') && isOwnAdministrative(registry, document),
  *checkRelations(document, { registry, day }) {
    const limit = registry.jurisdiction?.value.registration;
    if (limit === undefined || document.record.registration !== undefined || !isOwnAdministrative(registry, document)) return;
    const issued = issuedOn(document);
    if (issued === undefined || issued < limit.from || !limit.ranks.includes(document.rank?.id ?? '')) return;
    if (!isIntact(document, 'registration') || !isLiving(standingOf(registry, document, day))) return;
    yield {
      where: within(document, ['title']),
      message: {
        zh: `${issued} 制定的行政规范性文件应有登记号，没有写 registration`,
        en: `an administrative normative document of ${issued} has to be registered, and \`registration\` is missing`,
      },
      hint: { zh: `从公布页面抄写；出处：${limit.source}`, en: `copy it from where it was published; rule: ${limit.source}` },
    };
  },
};
