// A Party regulation with a name that Party regulations, or those of a province, do not have.
import { isOwnLevel } from '../registry/taxonomy.ts';
import { type RecordRule, within } from './rule.ts';

export const partyRegulationName: RecordRule = {
  name: 'party-regulation-name',
  severity: 'error',
  summary: { zh: '党内法规的名称不在规定之列', en: 'a Party regulation does not have one of the names' },
  why: {
    zh: '党内法规只用规定的几种名称，省级党委的不得称准则、条例；称通知、意见、决定的是党内规范性文件。名称不对，位阶就登记错了。',
    en: 'Party regulations have a fixed set of names, and those of provincial committees fewer. What is called 通知, 意见 or 决定 is a Party document of lower rank.',
  },
  mend: {
    zh: '对照来源，改正标题；不是党内法规的，改正位阶。',
    en: 'Correct the title from the source; where it is no Party regulation, correct the rank.',
  },
  source: {
    zh: '中国共产党党内法规制定条例第四条；名称见 jurisdiction.yaml 的 party',
    en: 'Regulations on Making Party Regulations, art. 4; names in `party` of jurisdiction.yaml',
  },
  example: {
    wrong: 'title: 关于厉行节约反对浪费的意见\nrank: party-regulation',
    right: 'title: 党政机关厉行节约反对浪费条例\nrank: party-regulation',
  },
  fields: ['title'],
  screen: ({ rank }, { registry }) =>
    rank?.kind === 'rule' && registry.jurisdiction?.value.orders?.some((order) => order.rank === rank.id) === false,
  *checkRecord(document, { registry }) {
    const { rank, record } = document;
    if (rank?.kind !== 'rule' || record.title === undefined || record.reference === true) return;
    const { party, orders } = registry.jurisdiction?.value ?? {};
    // State rules are promulgated by order; what else is of their kind is the Party's.
    if (party === undefined || orders === undefined || orders.some((order) => order.rank === rank.id)) return;
    const names = isOwnLevel(registry.vocabulary, rank.level) ? party.provincial_names : party.names;
    const name = record.title.replace(/[（(][^（）()]*[）)]$/, '');
    if (names.some((word) => name.endsWith(word))) return;
    yield {
      where: within(document, ['title']),
      message: {
        zh: `${rank.title.zh}应称${names.join('、')}，标题是《${record.title}》`,
        en: `a document of rank \`${rank.id}\` is named one of ${names.join(', ')}, the title is 《${record.title}》`,
      },
      hint: { zh: '改正标题；不是党内法规的，改正位阶', en: 'correct the title, or the rank if it is no Party regulation' },
      related: [{ where: within(document, ['rank']), message: { zh: '位阶在这里', en: 'the rank stands here' } }],
    };
  },
};
