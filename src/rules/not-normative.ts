// A document that is called a normative document although it is of another sort, or the other way round.
import type { Finding } from '../diagnostic.ts';
import { hasField, type Recorded } from '../registry/document.ts';
import { isOwnNormative } from '../registry/normative.ts';
import { type RecordRule, within } from './rule.ts';

export const notNormative: RecordRule = {
  name: 'not-normative',
  severity: 'warning',
  summary: { zh: '文件性质与标题或登记号不符', en: 'class does not agree with the title or the registration number' },
  why: {
    zh: '工作方案、会议纪要、请示报告、表彰任免不是行政规范性文件；不是行政规范性文件的，也不会有规范性文件登记号。',
    en: 'Work plans, minutes, requests, reports, commendations and appointments are no administrative normative documents, and what is none has no registration number.',
  },
  mend: {
    zh: '改正 class；性质确实无误的，核对标题或登记号。',
    en: 'Correct `class`; where it is right check the title or the registration number.',
  },
  source: {
    zh: '山东省行政规范性文件制定和监督管理办法（省政府令第353号）第三条；国办发〔2018〕115号',
    en: 'Shandong Measures on administrative normative documents (provincial order No. 353), art. 3; State Council General Office [2018] No. 115',
  },
  example: { wrong: 'title: 节能试点工作方案\nclass: administrative', right: 'title: 节能试点工作方案\nclass: plan' },
  kinds: ['normative-document'],
  fields: ['class'],
  screen: (document, { registry }) =>
    document.class === 'administrative'
      ? registry.jurisdiction?.value.not_normative?.title_words.some((word) => document.title?.includes(word)) === true
      : hasField(document, 'registration'),
  *checkRecord(document, { registry }) {
    const { not_normative: barred } = registry.jurisdiction?.value ?? {};
    if (barred === undefined || !isOwnNormative(registry, document)) return;
    const finding = mismatch(document, barred.title_words);
    if (finding !== undefined) yield finding;
  },
};

function mismatch(document: Recorded, words: readonly string[]): Finding | undefined {
  const { class: given, title, registration } = document.record;
  if (given === undefined) return undefined;
  if (given !== 'administrative') {
    if (registration === undefined) return undefined;
    return {
      where: within(document, ['class']),
      message: {
        zh: `性质是 \`${given}\`，却有规范性文件登记号 \`${registration}\``,
        en: `class is \`${given}\`, yet the document has registration number \`${registration}\``,
      },
      hint: { zh: '有登记号的写 class: administrative；否则删去登记号', en: 'write class: administrative, or take the number out' },
      related: [{ where: within(document, ['registration']), message: { zh: '登记号在这里', en: 'the registration number stands here' } }],
    };
  }
  const word = words.find((each) => title?.includes(each));
  if (word === undefined) return undefined;
  return {
    where: within(document, ['class']),
    message: {
      zh: `性质是 \`administrative\`，标题却有“${word}”`,
      en: `class is \`administrative\`, yet the title has the word \`${word}\``,
    },
    hint: { zh: '一般写 plan、internal 或 other', en: 'such papers are `plan`, `internal` or `other`' },
    related: [{ where: within(document, ['title']), message: { zh: '标题在这里', en: 'the title stands here' } }],
  };
}
