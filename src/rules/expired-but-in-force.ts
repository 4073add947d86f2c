// An administrative normative document whose validity has run out, and that is still said to be in force.
import type { Text } from '../diagnostic.ts';
import { isRunOutInForce } from '../measures/validity.ts';
import type { Day } from '../registry/day.ts';
import type { Recorded } from '../registry/document.ts';
import { type RelationRule, within } from './rule.ts';

export const expiredButInForce: RelationRule = {
  name: 'expired-but-in-force',
  severity: 'error',
  isOvertaken: true,
  summary: { zh: '有效期已满，仍写现行有效', en: 'validity has run out, and the document is still said to be in force' },
  why: {
    zh: '行政规范性文件有效期届满自动失效，不再作为行政管理的依据；继续执行须在届满前重新登记、公布。',
    en: 'An administrative normative document ends by itself when its validity runs out and is a basis for nothing from then on; to go on it has to be registered and published again before.',
  },
  mend: {
    zh: '没有延续的，写 status: expired；已经重新公布的，登记 prolongations，并更新 dates.expires。',
    en: 'Write status: expired; where it was published again enter it under `prolongations` and bring `dates.expires` up to date.',
  },
  source: {
    zh: '山东省行政程序规定（省政府令第238号）第五十三条',
    en: 'Shandong Administrative Procedure Provisions (provincial order No. 238), art. 53',
  },
  example: {
    wrong: 'class: administrative\nstatus: in-force\ndates:\n  expires: 2020-12-31',
    right: 'class: administrative\nstatus: expired\ndates:\n  expires: 2020-12-31',
  },
  kinds: ['normative-document'],
  fields: ['status'],
  screen: ({ status, dates }) => status === 'in-force' && dates.expires !== undefined,
  *checkRelations(document, { registry, day }) {
    if (!isRunOutInForce(registry, document, day)) return;
    const expires = document.record.dates?.expires;
    yield {
      where: within(document, ['status']),
      message: {
        zh: `有效期至 ${expires}，到 ${day} 已届满，状态仍写现行有效`,
        en: `valid until ${expires}, which is past on ${day}, yet status says in force`,
      },
      hint: hintFor(document, day),
      related: [{ where: within(document, ['dates', 'expires']), message: { zh: '有效期在这里', en: 'the end of validity stands here' } }],
    };
  },
};

function hintFor({ record: { prolongations } }: Recorded, day: Day): Text {
  const later = prolongations?.findLast(({ until }) => until >= day);
  return later === undefined
    ? { zh: '写 status: expired；已重新公布的登记 prolongations', en: 'write status: expired, or enter its prolongation' }
    : { zh: `已延续，写 expires: ${later.until}`, en: `it was prolonged: write expires: ${later.until}` };
}
