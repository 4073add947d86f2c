// One document number on two records.
import { type RelationRule, within } from './rule.ts';

export const duplicateNumber: RelationRule = {
  name: 'duplicate-number',
  severity: 'error',
  summary: { zh: '两条记录编号相同', en: 'two records have the same number' },
  why: {
    zh: '发文字号、令号、标准号一号一件。编号相同，要么同一文件登记了两次，要么有一处抄错。括号、空格、连接号、全角半角的不同写法算同一个号。',
    en: 'A number names one document. Two records with one number are the same document entered twice, or one of them was miscopied. Brackets, blanks, dashes and character width do not tell numbers apart.',
  },
  mend: {
    zh: '改正抄错的编号，或删去重复的记录。',
    en: 'Correct the number that was miscopied, or delete the record that was entered twice.',
  },
  source: { zh: 'GB/T 9704-2012 发文字号一文一号', en: 'GB/T 9704-2012: one number, one document' },
  example: { wrong: 'a.yaml:\n  number: 国务院令第621号\nb.yaml:\n  number: 国务院令第621号', right: 'a.yaml:\n  number: 国务院令第621号' },
  fields: ['number'],
  screen: ({ number = '' }, { registry }) => registry.numbered(number).length > 1,
  *checkRelations(document, { registry }) {
    const { number } = document.record;
    if (number === undefined) return;
    const [held] = registry.numbered(number);
    if (held === undefined || held.row === document.row) return;
    yield {
      where: within(document, ['number']),
      message: { zh: `编号 \`${number}\` 与 \`${held.id}\` 相同`, en: `number \`${number}\` is also that of \`${held.id}\`` },
      hint: { zh: '改正抄错的编号，或删去重复的记录', en: 'correct the number, or delete the record that was entered twice' },
      related: [{ where: within(held, ['number']), message: { zh: `\`${held.id}\` 的编号`, en: `the number of \`${held.id}\`` } }],
    };
  },
};
