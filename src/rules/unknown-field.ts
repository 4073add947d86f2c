// A field that the record format does not have.
import { recordFormat, type TextRule } from './rule.ts';

export const unknownField: TextRule = {
  name: 'unknown-field',
  severity: 'error',
  summary: { zh: '没有这个字段', en: 'a field that the record format does not have' },
  why: {
    zh: '写错的字段名等于没有写：里面的内容不会被任何检查用到。',
    en: 'A misspelt field is as good as absent: no check will ever read it.',
  },
  mend: { zh: '改成提示的字段名；需要补充说明的写进 note。', en: 'Use the field name in the hint; put remarks into `note`.' },
  source: recordFormat,
  example: { wrong: 'tilte: 机关事务管理条例', right: 'title: 机关事务管理条例' },
  isOfText: true,
};
