// A law, regulation or rule that bears another number than that of the order that promulgated it.
import type { Text } from '../diagnostic.ts';
import { isIntact, isMisplaced } from '../registry/document.ts';
import type { OrderForm } from '../registry/jurisdiction.ts';
import { formOfNumber } from '../registry/number.ts';
import { type RecordRule, within } from './rule.ts';

export const missingOrderNumber: RecordRule = {
  name: 'missing-order-number',
  severity: 'error',
  summary: { zh: '应当以令或公告公布，编号却不是令号、公告号', en: 'it is promulgated by order or announcement, but its number is none' },
  why: {
    zh: '法律以主席令、行政法规以国务院令、规章以部门令或政府令、地方性法规以公告公布。编号是发文字号的，不是位阶登记错了，就是把转发通知的文号当成了令号。',
    en: 'Laws, administrative regulations and rules are promulgated by order, local regulations by announcement. With a document number instead, either the rank is wrong or the number is that of a notice that carried it.',
  },
  mend: {
    zh: '写公布它的令或公告的编号；本来就不是法规规章的，改正位阶。',
    en: 'Enter the number of the order or announcement that promulgated it; where it is no law, regulation or rule, correct the rank.',
  },
  source: {
    zh: '立法法第二十八条、第七十七条、第八十八条、第九十六条；起始日期见 jurisdiction.yaml 的 orders',
    en: 'Legislation Law, art. 28, 77, 88 and 96; first days in `orders` of jurisdiction.yaml',
  },
  example: {
    wrong: 'rank: provincial-government-rule\nnumber: 鲁政发〔2015〕1号',
    right: 'rank: provincial-government-rule\nnumber: 山东省人民政府令第282号',
  },
  fields: ['number'],
  screen: ({ rank, number = '' }, { registry }) =>
    registry.jurisdiction?.value.orders?.some((order) => order.rank === rank?.id && order.form !== formOfNumber(number)) === true,
  *checkRecord(document, { registry }) {
    const { rank, record } = document;
    const { number, dates, reference } = record;
    const day = dates?.published ?? dates?.adopted;
    if (
      rank === undefined ||
      isMisplaced(document) ||
      reference === true ||
      number === undefined ||
      day === undefined ||
      !isIntact(document, 'dates')
    )
      return;
    const orders = registry.jurisdiction?.value.orders ?? [];
    const asked = orders.filter((order) => order.rank === rank.id && order.from <= day);
    if (asked.length === 0) return;
    // What has no strict form is reported as such.
    const form = formOfNumber(number);
    if (form === undefined || asked.some((order) => order.form === form)) return;
    const meant = asked.map((order) => formWords[order.form]);
    yield {
      where: within(document, ['number']),
      message: {
        zh: `${rank.title.zh}以${meant.map(({ zh }) => zh).join('、')}公布，编号 \`${number}\` 却是${formWords[form].zh}`,
        en: `${rank.title.en} is promulgated by ${meant.map(({ en }) => en).join(' or ')}, but \`${number}\` is ${formWords[form].en}`,
      },
      hint: { zh: '写公布它的令或公告的编号，或改正位阶', en: 'enter the number of the order or announcement, or correct the rank' },
      related: [{ where: within(document, ['rank']), message: { zh: '位阶在这里', en: 'the rank stands here' } }],
    };
  },
};

const formWords: Readonly<Record<OrderForm['form'] | 'document', Text>> = {
  order: { zh: '令', en: 'an order' },
  decree: { zh: '主席令', en: 'a presidential decree' },
  announcement: { zh: '公告', en: 'an announcement' },
  document: { zh: '发文字号', en: 'a document number' },
};
