// A local regulation or a rule whose record does not say when it entered into force.
import { isIntact } from '../registry/document.ts';
import { type RelationRule, within } from './rule.ts';

export const missingEffectiveDate: RelationRule = {
  name: 'missing-effective-date',
  severity: 'warning',
  summary: { zh: '地方性法规、规章没有登记施行日期', en: 'a local regulation or rule has no day of entry into force' },
  why: {
    zh: '法规规章的文本都写明施行日期，记录没有，是还没有查到。缺了它，只能从公布那天算起有效，提前或者推后都看不出来。修改后文本的施行日期已经登记的，不再问。',
    en: 'The text of every regulation and rule names its day; a record without it has not found it yet, and is taken to be in force from publication, which may be too early. Where the day of an amended text is recorded nothing more is asked.',
  },
  mend: {
    zh: '从文本或公布令中查到施行日期，写入 dates.effective。',
    en: 'Find the day in the text or in the order that promulgated it, and enter it as `dates.effective`.',
  },
  source: {
    zh: '立法法第六十一条；山东省地方立法条例第七十条；规章制定程序条例第三十条',
    en: 'Legislation Law, art. 61; Shandong Local Legislation Regulations, art. 70; Procedures for Rules, art. 30',
  },
  example: {
    wrong: 'rank: local-regulation\ndates:\n  published: 2021-12-03',
    right: 'rank: local-regulation\ndates:\n  published: 2021-12-03\n  effective: 2022-01-01',
  },
  screen: ({ dates, rank }, { registry }) =>
    dates.effective === undefined && registry.jurisdiction?.value.orders?.some((order) => order.rank === rank?.id) === true,
  *checkRelations(document, { registry }) {
    const { rank, record } = document;
    const { dates, amendments, reference, status } = record;
    if (rank === undefined || dates?.effective !== undefined || reference === true || status === 'planned' || status === 'drafting') return;
    // Rules are promulgated by order, local regulations by announcement; Party regulations by neither.
    const orders = registry.jurisdiction?.value.orders ?? [];
    if (!orders.some((order) => order.rank === rank.id && (rank.kind === 'rule' || order.form === 'announcement'))) return;
    if (amendments?.some(({ effective }) => effective !== undefined) || !isIntact(document, 'dates', 'amendments', 'status')) return;
    yield {
      where: dates === undefined ? within(document, ['title']) : within(document, ['dates'], 'key'),
      message: {
        zh: `${rank.title.zh} \`${document.id}\` 没有登记施行日期`,
        en: `\`${document.id}\`, a ${rank.title.en.toLowerCase()}, has no effective date`,
      },
      hint: { zh: '从文本或公布令中查到，写入 dates.effective', en: 'find it in the text or in the order, and enter dates.effective' },
    };
  },
};
