// A local standard that is not the province's, or is and is marked as if it were not.
import type { Finding, Text } from '../diagnostic.ts';
import { isIntact, type Recorded } from '../registry/document.ts';
import { type StandardNumber, standardNumberOf } from '../registry/standard-number.ts';
import { type RecordRule, within } from './rule.ts';

export const foreignLocalStandard: RecordRule = {
  name: 'foreign-local-standard',
  severity: 'warning',
  summary: { zh: '地方标准的代号与本省不符', en: 'the code of a local standard does not agree with the province' },
  why: {
    zh: '地方标准只在本行政区域适用。外省标准不标 reference 就会算作本省的，本省标准标了 reference 又会漏算。DB 后面没有数字的是地震行业标准，不是地方标准。',
    en: "A local standard applies in its own region. Another province's standard without `reference` is counted as one's own, and one's own with `reference` is left out. `DB` without digits is the code of earthquake standards, which are no local standards.",
  },
  mend: {
    zh: '外省标准写 reference: true；本省标准删去 reference；代号抄错的对照标准封面改正。',
    en: "Write `reference: true` for another province's standard and drop it from one's own; correct a code that was miscopied from the cover of the standard.",
  },
  source: {
    zh: '标准化法第十三条；jurisdiction.yaml 的 standards.local_codes',
    en: 'Standardization Law, art. 13; `standards.local_codes` of jurisdiction.yaml',
  },
  example: { wrong: 'number: DB11/T 1764-2021', right: 'number: DB11/T 1764-2021\nreference: true' },
  kinds: ['standard'],
  fields: ['number'],
  screen: (document, { registry }) => {
    const { prefix, localCode } = standardNumberOf(registry, document) ?? {};
    const own = registry.jurisdiction?.value.standards?.local_codes;
    return prefix?.startsWith('DB') === true && (document.isReference || localCode === undefined || own?.includes(localCode) !== true);
  },
  *checkRecord(document, { registry }) {
    const { province, standards } = registry.jurisdiction?.value ?? {};
    if (province === undefined || standards === undefined) return;
    const number = standardNumberOf(registry, document);
    if (number !== undefined && isIntact(document, 'reference')) yield* findings(document, number, province, standards.local_codes);
  },
};

function* findings(document: Recorded, number: StandardNumber, province: Text, own: readonly string[]): Iterable<Finding> {
  const { prefix, localCode } = number;
  const isReference = document.record.reference === true;
  if (localCode === undefined) {
    if (prefix !== 'DB' || document.rank?.level !== 'provincial') return;
    yield {
      where: within(document, ['number']),
      message: {
        zh: `位阶是${document.rank.title.zh}，编号的代号 \`DB\` 后面没有数字，是地震行业标准`,
        en: `the rank says ${document.rank.title.en.toLowerCase()}, and \`DB\` without digits is the code of earthquake standards`,
      },
      hint: { zh: '补上抄漏的行政区划代码，或改正位阶', en: 'add the digits of the region that were left out, or correct the rank' },
    };
  } else if (!isReference && !own.includes(localCode)) {
    yield {
      where: within(document, ['number']),
      message: {
        zh: `代号 \`DB${localCode}\` 不是${province.zh}的地方标准，又没有写 \`reference: true\``,
        en: `\`DB${localCode}\` is no local standard of ${province.en}, and \`reference: true\` is missing`,
      },
      hint: {
        zh: '留作参考的写 reference: true；代号抄错的改正',
        en: 'write reference: true if it is kept to learn from, or correct the code',
      },
    };
  } else if (isReference && localCode.length === 2 && own.includes(localCode)) {
    yield {
      where: within(document, ['reference']),
      message: {
        zh: `\`DB${localCode}\` 是${province.zh}自己的地方标准，却写了 \`reference: true\``,
        en: `\`DB${localCode}\` is a local standard of ${province.en} itself, yet it says \`reference: true\``,
      },
      hint: { zh: '删去 reference，或改正代号', en: 'drop reference, or correct the code' },
    };
  }
}
