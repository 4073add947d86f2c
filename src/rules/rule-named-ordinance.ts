// A departmental or government rule that is called an ordinance (条例).
import { type RecordRule, within } from './rule.ts';

export const ruleNamedOrdinance: RecordRule = {
  name: 'rule-named-ordinance',
  severity: 'error',
  summary: { zh: '规章的名称用了条例', en: 'a rule is named an ordinance' },
  why: {
    zh: '规章一般称规定、办法，不得称条例；称条例的是行政法规、地方性法规。名称是条例的，多半是位阶登记错了，效力高低就排错了。标题里提到某条例的办法、细则不在此列。',
    en: 'Rules are called 规定 or 办法 and never 条例, the name of regulations. One that is so called mostly has the wrong rank, and with it the wrong place in the hierarchy. A rule that only mentions an ordinance in its title is none.',
  },
  mend: { zh: '对照来源，改正位阶或标题。', en: 'Correct the rank or the title from the source.' },
  source: { zh: '规章制定程序条例第七条', en: 'Regulations on Procedures for Making Rules, art. 7' },
  example: {
    wrong: 'title: 某省机关事务管理条例\nrank: provincial-government-rule',
    right: 'title: 某省机关事务管理办法\nrank: provincial-government-rule',
  },
  fields: ['title'],
  screen: ({ rank, title }, { registry }) =>
    rank?.kind === 'rule' && registry.jurisdiction?.value.rule_names?.barred.some((word) => title?.includes(word)) === true,
  *checkRecord(document, { registry }) {
    const { rank, record } = document;
    if (rank?.kind !== 'rule' || record.title === undefined || record.reference === true) return;
    const { rule_names: names, orders = [] } = registry.jurisdiction?.value ?? {};
    // Party regulations are of this kind too, but not promulgated by order.
    if (!orders.some((order) => order.rank === rank.id)) return;
    const name = record.title.replace(/[（(][^（）()]*[）)]$/, '');
    const barred = names?.barred.find((word) => name.endsWith(word));
    if (barred === undefined) return;
    yield {
      where: within(document, ['title']),
      message: {
        zh: `${rank.title.zh}不得称${barred}，标题是《${record.title}》`,
        en: `a document of rank \`${rank.id}\` may not be named ${barred}, the title is 《${record.title}》`,
      },
      hint: { zh: '对照来源，改正位阶或标题', en: 'look at the source and correct the rank or the title' },
      related: [{ where: within(document, ['rank']), message: { zh: '位阶在这里', en: 'the rank stands here' } }],
    };
  },
};
