// An administrative normative document that rests on internal rules or plans alone.

import { listed } from '../diagnostic.ts';
import { basesOf } from '../registry/bases.ts';
import { isOwnAdministrative } from '../registry/normative.ts';
import { type RelationRule, within } from './rule.ts';

export const basisOnlyInternal: RelationRule = {
  name: 'basis-only-internal',
  severity: 'warning',
  summary: {
    zh: '行政规范性文件只以内部制度或规划计划为依据',
    en: 'an administrative normative document rests on internal rules or plans alone',
  },
  why: {
    zh: '涉及公民、组织权利义务的规定，要有法律、法规、规章或上级规范性文件作依据；内部制度和规划计划不足以支撑。',
    en: 'What touches rights and duties of citizens and organisations needs laws, regulations, rules or higher normative documents as its basis; internal rules and plans do not carry it.',
  },
  mend: { zh: '补写上位依据；确实没有的，重新考虑文件性质。', en: 'Add the basis in law; where there is none think the class over.' },
  source: { zh: '记忆；参见国办发〔2018〕37号', en: 'from memory; see State Council General Office [2018] No. 37' },
  example: {
    wrong: 'class: administrative\nbasis:\n  - some-work-plan',
    right: 'class: administrative\nbasis:\n  - jiguan-shiwu-guanli-tiaoli\n  - some-work-plan',
  },
  kinds: ['normative-document'],
  fields: ['basis'],
  screen: (document, { registry }) => isOwnAdministrative(registry, document),
  *checkRelations(document, { registry }) {
    if (!isOwnAdministrative(registry, document)) return;
    const bases = basesOf(registry, document).map(({ document: basis }) => basis);
    // Of a basis outside the registry nobody knows what it is.
    if (bases.length === 0 || bases.length < (document.record.basis ?? []).length) return;
    if (!bases.every((basis) => basis.class === 'internal' || basis.class === 'plan')) return;
    const names = listed(bases.map(({ id }) => id));
    yield {
      where: within(document, ['basis'], 'key'),
      message: { zh: `依据只有内部制度或规划计划：${names.zh}`, en: `the only bases are internal rules or plans: ${names.en}` },
      hint: { zh: '补写法律、法规、规章或上级规范性文件', en: 'add the law, regulation, rule or higher document it rests on' },
    };
  },
};
