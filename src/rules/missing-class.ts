// A normative document of the registry's own that does not say what class it is of.
import { isIntact } from '../registry/document.ts';
import { isOwnNormative } from '../registry/normative.ts';
import { type RecordRule, within } from './rule.ts';

export const missingClass: RecordRule = {
  name: 'missing-class',
  severity: 'error',
  summary: { zh: '规范性文件没有写明性质', en: 'a normative document does not say what class it is of' },
  why: {
    zh: '登记号、有效期、备案只要求行政规范性文件；内部管理制度、规划计划和其他公文不要求。不写性质，这些检查就无从谈起。',
    en: 'Registration, validity and filing are asked of administrative normative documents, not of internal rules, plans and other papers. Without a class nothing can be asked.',
  },
  mend: {
    zh: '涉及公民、组织权利义务，公开发布、反复适用的写 administrative；只约束机关内部的写 internal；规划、计划、方案、要点写 plan；其余写 other。',
    en: 'Write `administrative` for what is published, touches rights and duties of citizens and organisations and is applied repeatedly; `internal` for what binds the organs alone; `plan` for plans and programmes; `other` for the rest.',
  },
  source: {
    zh: '山东省行政规范性文件制定和监督管理办法（省政府令第353号）第三条',
    en: 'Shandong Measures on administrative normative documents (provincial order No. 353), art. 3',
  },
  example: {
    wrong: 'title: 省级机关公务用车管理细则\nrank: bureau-document',
    right: 'title: 省级机关公务用车管理细则\nrank: bureau-document\nclass: internal',
  },
  kinds: ['normative-document'],
  screen: (document, { registry }) => document.class === undefined && isOwnNormative(registry, document),
  *checkRecord(document, { registry }) {
    const { class: given, status } = document.record;
    if (given !== undefined || status === 'planned' || status === 'drafting') return;
    if (!isOwnNormative(registry, document) || !isIntact(document, 'class', 'status')) return;
    yield {
      where: within(document, ['title']),
      message: { zh: '没有写明文件性质 class', en: 'the document has no `class`' },
      hint: { zh: '写 administrative、internal、plan 或 other', en: 'write `administrative`, `internal`, `plan` or `other`' },
    };
  },
};
