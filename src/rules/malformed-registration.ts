// A registration number that is written in no known form, or carries another year.
import { type Finding, listed, type Path } from '../diagnostic.ts';
import type { Day } from '../registry/day.ts';
import { isIntact, type Recorded } from '../registry/document.ts';
import { isOwnAdministrative, issuedOn } from '../registry/normative.ts';
import { fitForm } from '../registry/registration.ts';
import { type RecordRule, within } from './rule.ts';

export const malformedRegistration: RecordRule = {
  name: 'malformed-registration',
  severity: 'warning',
  summary: { zh: '规范性文件登记号不合样式', en: 'a registration number has no known form, or another year' },
  why: {
    zh: '登记号按统一样式编制，其中的年份是登记公布的年份；样式或年份不对，多半是抄错。',
    en: 'Registration numbers are made in one form, and the year in them is that of publication; another form or year was most likely miscopied.',
  },
  mend: {
    zh: '从公布页面重新抄写登记号；样式确有不同的，补进 jurisdiction.yaml。',
    en: 'Copy the number again from where it was published; where another form is in use add it to jurisdiction.yaml.',
  },
  source: {
    zh: '山东省行政程序规定（省政府令第238号）第五十条；样式见威政发〔2020〕13号，省级字母为记忆',
    en: 'Shandong Administrative Procedure Provisions (provincial order No. 238), art. 50; the letter of the province is from memory',
  },
  example: { wrong: 'registration: SDPR〔2021〕0010001', right: 'registration: SDPR-2021-0010001' },
  fields: ['registration', 'prolongations'],
  *checkRecord(document, { registry }) {
    const limit = registry.jurisdiction?.value.registration;
    if (limit === undefined || !isOwnAdministrative(registry, document) || !limit.ranks.includes(document.rank?.id ?? '')) return;
    if (!isIntact(document, 'dates')) return;
    for (const { path, number, published } of registrationsOf(document)) {
      const finding =
        published !== undefined && published < limit.from ? undefined : misfit(document, path, number, published, limit.forms);
      if (finding !== undefined) yield finding;
    }
  },
};

interface Registered {
  readonly path: Path;
  readonly number: string;
  readonly published: Day | undefined;
}

/** The document's own registration and those of its prolongations. */
function registrationsOf(document: Recorded): readonly Registered[] {
  const { registration, prolongations } = document.record;
  const again = (prolongations ?? []).flatMap(({ registration: number, published }, index): readonly Registered[] =>
    number === undefined ? [] : [{ path: ['prolongations', index, 'registration'], number, published }],
  );
  return registration === undefined ? again : [{ path: ['registration'], number: registration, published: issuedOn(document) }, ...again];
}

function misfit(document: Recorded, path: Path, number: string, published: Day | undefined, forms: readonly string[]): Finding | undefined {
  const where = within(document, path);
  const known = listed(forms);
  const fit = forms.flatMap((form) => fitForm(form, number) ?? [])[0];
  if (fit === undefined) {
    return {
      where,
      message: { zh: `登记号 \`${number}\` 不合样式`, en: `registration number \`${number}\` has no known form` },
      hint: {
        zh: `样式：${known.zh}；A 为大写字母，9 为数字，YYYY 为年份`,
        en: `forms: ${known.en}; A is a capital letter, 9 a digit, YYYY the year`,
      },
    };
  }
  if (published === undefined || fit.year === undefined || fit.year === published.slice(0, 4)) return undefined;
  return {
    where,
    message: {
      zh: `登记号 \`${number}\` 是 ${fit.year} 年的，文件 ${published} 公布`,
      en: `registration number \`${number}\` is of ${fit.year}, the document was published on ${published}`,
    },
    hint: { zh: '核对登记号和公布日期', en: 'check the number and the day of publication' },
  };
}
