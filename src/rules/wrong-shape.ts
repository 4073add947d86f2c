// A value that its schema does not let through, or a field that it asks for and does not find.
import { recordFormat, type TextRule } from './rule.ts';

export const wrongShape: TextRule = {
  name: 'wrong-shape',
  severity: 'error',
  summary: { zh: '字段缺失，或值的写法不对', en: 'a field is missing, or its value is not what the record format asks for' },
  why: {
    zh: '值的类型、日期、可选项不对，后面的检查和统计就没有依据。这个字段只报这一处，其他检查不再用它。',
    en: 'With a wrong type, day or choice nothing can be reckoned from the value. The field is reported once and left out of all other checks.',
  },
  mend: {
    zh: '按提示填写；不知道的字段删去，不要留空或推测。',
    en: 'Fill it in as the hint says; leave out what is unknown rather than leaving it blank or guessing.',
  },
  source: recordFormat,
  example: { wrong: 'dates:\n  published: 2023-2-30', right: 'dates:\n  published: 2023-02-28' },
  isOfText: true,
};
