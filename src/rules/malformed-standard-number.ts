// A standard's number that is not in the form in which standards are numbered.
import { isStandardNumber, normaliseStandardNumber, otherSeriesOf } from '../registry/standard-number.ts';
import { type RecordRule, within } from './rule.ts';

export const malformedStandardNumber: RecordRule = {
  name: 'malformed-standard-number',
  severity: 'error',
  summary: { zh: '标准号写法不对', en: 'a standard number is not in the form of standard numbers' },
  why: {
    zh: '标准号由代号、顺序号和四位年份组成，中间一个空格、一个短横。写法不一，就对不上国家平台的目录，也查不出新旧版本。',
    en: 'A standard number is a code, a serial and a year of four digits, with one blank and one hyphen. Written in other ways it is not found in the national catalogue, and old and new editions cannot be told apart.',
  },
  mend: {
    zh: '改成提示的写法；缺短横、缺年份的，对照标准封面补上，不要推测。其他系列先登记到 jurisdiction.yaml 的 standards.other_series。',
    en: 'Write it as the hint says; take a missing hyphen or year from the cover of the standard and do not guess. Another series goes into `standards.other_series` of jurisdiction.yaml first.',
  },
  source: {
    zh: '标准化法第二十四条（标准应当按照编号规则编号）',
    en: 'Standardization Law, art. 24 (standards follow the numbering rules)',
  },
  example: { wrong: 'number: GB/T29118—2023', right: 'number: GB/T 29118-2023' },
  kinds: ['standard'],
  fields: ['number'],
  screen: ({ number = '' }, { registry }) => !isStandardNumber(number, otherSeriesOf(registry)),
  *checkRecord(document, { registry }) {
    if (registry.jurisdiction?.value.standards === undefined) return;
    const series = otherSeriesOf(registry);
    const { number } = document.record;
    if (document.kind !== 'standard' || number === undefined || isStandardNumber(number, series)) return;
    const to = normaliseStandardNumber(number, series);
    if (to === undefined) {
      yield {
        where: within(document, ['number']),
        message: { zh: `\`${number}\` 不是标准号`, en: `\`${number}\` is not a standard number` },
        hint: {
          zh: '写成代号、空格、顺序号、短横、四位年份，如 GB/T 29118-2023；缺的部分对照标准封面补上',
          en: 'write code, blank, serial, hyphen and a year of four digits, as in GB/T 29118-2023; take what is missing from the cover of the standard',
        },
      };
      return;
    }
    yield {
      where: within(document, ['number']),
      message: { zh: `标准号 \`${number}\` 应写作 \`${to}\``, en: `standard number \`${number}\` is written \`${to}\`` },
      hint: { zh: `写成 ${to}`, en: `write ${to}` },
      fix: { path: ['number'], to },
    };
  },
};
