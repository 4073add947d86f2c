// An administrative normative document made by a body that may make none.
import { isOwnAdministrative } from '../registry/normative.ts';
import { type RecordRule, within } from './rule.ts';

export const unauthorisedIssuer: RecordRule = {
  name: 'unauthorised-issuer',
  severity: 'warning',
  summary: { zh: '制定主体无权制定行政规范性文件', en: 'the issuer may not make administrative normative documents' },
  why: {
    zh: '行政规范性文件由政府、部门、派出机关和经授权的组织制定；内设机构、临时机构、议事协调机构制定的无效。',
    en: 'Governments, departments, their agencies and authorised organisations make them; what internal offices, temporary bodies and coordinating groups make is void.',
  },
  mend: {
    zh: '核对署名，写有权制定的机关；确由该机构印发的，改正 class。',
    en: 'Check the signature and name the competent body; where this body did issue it, correct `class`.',
  },
  source: {
    zh: '山东省行政规范性文件制定和监督管理办法（省政府令第353号）第五条；机构名称为记忆',
    en: 'Shandong Measures on administrative normative documents (provincial order No. 353), art. 5; the list of bodies is from memory',
  },
  example: {
    wrong: 'class: administrative\nissuers:\n  - 节能工作领导小组',
    right: 'class: administrative\nissuers:\n  - 山东省机关事务管理局',
  },
  kinds: ['normative-document'],
  fields: ['issuers'],
  screen: (document, { registry }) => isOwnAdministrative(registry, document),
  *checkRecord(document, { registry }) {
    if (!isOwnAdministrative(registry, document)) return;
    const endings = registry.jurisdiction?.value.issuers?.barred_endings ?? [];
    for (const [index, issuer] of (document.record.issuers ?? []).entries()) {
      const ending = endings.find((each) => issuer.endsWith(each));
      if (ending === undefined) continue;
      yield {
        where: within(document, ['issuers', index]),
        message: {
          zh: `“${issuer}”以“${ending}”结尾，这类机构不得制定行政规范性文件`,
          en: `\`${issuer}\` ends in \`${ending}\`: such a body may not make administrative normative documents`,
        },
        hint: { zh: '写有权制定的机关，或改正 class', en: 'name the competent body, or correct `class`' },
      };
    }
  },
};
