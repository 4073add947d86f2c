// A number that is no 发文字号, order or announcement number in its strict form.
import type { Finding, Path, Text } from '../diagnostic.ts';
import type { Recorded } from '../registry/document.ts';
import { formOfNumber, hasShortYear, repairNumber } from '../registry/number.ts';
import { type RecordRule, within } from './rule.ts';

export const malformedNumber: RecordRule = {
  name: 'malformed-number',
  severity: 'error',
  summary: { zh: '编号写法不合规范', en: 'a number is not written in its strict form' },
  why: {
    zh: '发文字号由机关代字、六角括号里的四位年份、不编虚位的序号组成，年份之后没有“字”“第”。写法不一，按编号就查不到、比不出同一文件。',
    en: 'A document number is an agency code, a year of four digits in 〔〕 and a sequence number without leading zeros, with no 字 or 第 after the year. Written otherwise, documents are not found by their numbers.',
  },
  mend: {
    zh: '照规范写法改正；年份只有两位的，对照来源补足四位。',
    en: 'Write the strict form; where the year has two digits look at the source and write all four.',
  },
  source: {
    zh: 'GB/T 9704-2012 发文字号；党政机关公文处理工作条例；规章制定程序条例第三十条',
    en: 'GB/T 9704-2012 on document numbers; Regulations on Handling Official Documents; Procedures for Rules, art. 30',
  },
  example: { wrong: 'number: 鲁事管办发[2023]第014号', right: 'number: 鲁事管办发〔2023〕14号' },
  kinds: ['law', 'rule', 'normative-document'],
  fields: ['number', 'amendments'],
  screen: (document, { fieldOf }) =>
    (document.number !== undefined && formOfNumber(document.number) === undefined) ||
    (fieldOf(document, 'amendments') ?? []).some(({ number }) => number !== undefined && formOfNumber(number) === undefined),
  *checkRecord(document) {
    // Standards have numbers of another kind.
    if (document.kind === 'standard') return;
    const { number, amendments } = document.record;
    yield* findings(document, ['number'], number);
    for (const [index, amendment] of (amendments ?? []).entries()) {
      yield* findings(document, ['amendments', index, 'number'], amendment.number);
    }
  },
};

function* findings(document: Recorded, path: Path, number: string | undefined): Iterable<Finding> {
  if (number === undefined || formOfNumber(number) !== undefined) return;
  const where = within(document, path);
  const to = repairNumber(number);
  if (to !== undefined) {
    yield {
      where,
      message: { zh: `编号 \`${number}\` 不合规范，应为 \`${to}\``, en: `number \`${number}\` is not in its strict form \`${to}\`` },
      hint: { zh: `改为 ${to}`, en: `write ${to}` },
      fix: { path, to },
    };
  } else if (hasShortYear(number)) {
    yield {
      where,
      message: { zh: `编号 \`${number}\` 的年份只有两位`, en: `number \`${number}\` has a year of two digits` },
      hint: { zh: '对照来源，年份写足四位：〔1987〕', en: 'look at the source and write four digits: 〔1987〕' },
    };
  } else {
    yield {
      where,
      message: { zh: `编号 \`${number}\` 不是规范写法`, en: `number \`${number}\` has none of the strict forms` },
      hint: strictForms,
    };
  }
}

const strictForms: Text = {
  zh: '写成 机关代字〔年份〕序号号、机关名称令第几号，或 机关名称公告第几号，如 国办发〔2018〕37号、国务院令第621号',
  en: 'write code〔year〕number号, body令第…号 or body公告第…号, such as 国办发〔2018〕37号 or 国务院令第621号',
};
