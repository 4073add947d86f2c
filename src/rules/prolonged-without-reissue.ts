// A validity that was prolonged without registering and publishing the document again.
import type { Text } from '../diagnostic.ts';
import type { Prolongation } from '../registry/document.ts';
import { limitOn } from '../registry/jurisdiction.ts';
import { isOwnAdministrative } from '../registry/normative.ts';
import { type RecordRule, within } from './rule.ts';

export const prolongedWithoutReissue: RecordRule = {
  name: 'prolonged-without-reissue',
  severity: 'warning',
  summary: { zh: '延续有效期，没有重新登记、公布', en: 'validity was prolonged without a new registration and publication' },
  why: {
    zh: '延续有效期须重新登记、编制新的登记号、重新公布，有效期自公布之日起重新计算；只发通知改日期的，延续无效。',
    en: 'To prolong a document it is registered under a new number and published again, and the period counts anew. A notice that only moves the date prolongs nothing.',
  },
  mend: {
    zh: '补写新登记号和重新公布的日期；确实没有的，按原有效期处理。',
    en: 'Add the new registration number and the day of publication; where there was none the old end of validity stands.',
  },
  source: {
    zh: '山东省行政程序规定（省政府令第238号）第五十三条',
    en: 'Shandong Administrative Procedure Provisions (provincial order No. 238), art. 53',
  },
  example: {
    wrong: 'prolongations:\n  - until: 2028-12-31',
    right: 'prolongations:\n  - until: 2028-12-31\n    published: 2023-12-20\n    registration: SDPR-2023-0010001',
  },
  fields: ['prolongations'],
  *checkRecord(document, { registry }) {
    if (!isOwnAdministrative(registry, document)) return;
    for (const [index, prolongation] of (document.record.prolongations ?? []).entries()) {
      const { published, until } = prolongation;
      const lacking = lackOf(prolongation);
      if (lacking === undefined || !limitOn(registry.jurisdiction?.value.validity, document.rank?.id, published ?? until)) continue;
      yield {
        where: within(document, ['prolongations', index, 'until']),
        message: { zh: `延续至 ${until}，没有${lacking.zh}`, en: `prolonged until ${until} without ${lacking.en}` },
        hint: {
          zh: '对照重新公布的文本补上；没有重新公布的，延续不成立',
          en: 'add it from the text as published again; without that the prolongation does not stand',
        },
      };
    }
  },
};

function lackOf({ published, registration }: Prolongation): Text | undefined {
  if (published === undefined && registration === undefined)
    return { zh: '重新公布的日期和新登记号', en: 'a new publication and registration' };
  if (published === undefined) return { zh: '重新公布的日期', en: 'the day of a new publication' };
  return registration === undefined ? { zh: '新登记号', en: 'a new registration number' } : undefined;
}
