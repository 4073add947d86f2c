// Two editions of one standard, both in force.
import { standingOf } from '../measures/standing.ts';
import { type Document, hasField } from '../registry/document.ts';
import { type RelationRule, within } from './rule.ts';

export const twoEditionsInForce: RelationRule = {
  name: 'two-editions-in-force',
  severity: 'error',
  summary: { zh: '同一标准的两个版本同时有效', en: 'two editions of one standard are both in force' },
  why: {
    zh: '代号、顺序号相同而年份不同，是同一标准的修订。新版施行，旧版即被代替；两版都算有效，数目就多了，也可能引用旧版。性质改变（如 GB 改为 GB/T）也是同一标准。',
    en: 'The same code and serial with another year is a revision. The old edition is superseded once the new one takes effect; with both in force the count is too high, and the old one may be cited. A change of nature, such as GB to GB/T, keeps the standard the same.',
  },
  mend: {
    zh: '在新版的 replaces 里写上旧版，旧版状态改为 superseded；年份抄错的改正编号。',
    en: "Name the old edition in the new one's `replaces` and set its status to `superseded`; correct a year that was miscopied.",
  },
  source: {
    zh: '标准化法第二十九条；GB/T 1.1-2020（封面的代替标准）',
    en: 'Standardization Law, art. 29; GB/T 1.1-2020 (replaced standards on the cover)',
  },
  example: {
    wrong: 'db37t-2673-2015.yaml:\n  status: in-force\ndb37t-2673-2019.yaml:\n  status: in-force',
    right: 'db37t-2673-2015.yaml:\n  status: superseded\ndb37t-2673-2019.yaml:\n  status: in-force\n  replaces:\n    - db37t-2673-2015',
  },
  kinds: ['standard'],
  fields: ['number'],
  screen: (document, { registry }) => registry.newerEditionsOf(document).length > 0,
  *checkRelations(older, { registry, day }) {
    // Without dates nothing but the status can put it in force; asked first, since one standard may have many editions.
    const isInForce = (document: Document): boolean =>
      (hasField(document, 'dates') || document.status === 'in-force') && standingOf(registry, document, day).state === 'in-force';
    if (older.kind !== 'standard' || !isInForce(older)) return;
    const newer = registry.newerEditionsOf(older).find(isInForce);
    // A document that is kept for reference replaces nothing in the figures, and may say what it replaces all the same.
    if (newer === undefined || registry.successorsOf(older.id).some(({ document }) => document === newer)) return;
    yield {
      where: within(older, ['number']),
      message: {
        zh: `\`${older.number}\` 与新版 \`${newer.number}\` 在 ${day} 都有效`,
        en: `\`${older.number}\` and its newer edition \`${newer.number}\` are both in force on ${day}`,
      },
      hint: {
        zh: `在 ${newer.id} 的 replaces 里写上 ${older.id}`,
        en: `name ${older.id} in replaces of ${newer.id}`,
      },
      related: [{ where: within(newer, ['number']), message: { zh: '新版在这里', en: 'the newer edition stands here' } }],
    };
  },
};
