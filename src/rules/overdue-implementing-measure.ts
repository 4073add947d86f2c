// A measure that a document in force requires, and that is not in force after its time.

import { implementingDue } from '../measures/due.ts';
import { standingOf } from '../measures/standing.ts';
import { standingWords } from '../registry/words.ts';
import { type RelationRule, within } from './rule.ts';

export const overdueImplementingMeasure: RelationRule = {
  name: 'overdue-implementing-measure',
  severity: 'warning',
  summary: { zh: '配套规定到期未出台', en: 'an implementing measure is overdue' },
  why: {
    zh: '法律、地方性法规明确要求制定配套规定的，有关机关应当在施行后的规定期限内制定；未能按期的要说明情况。',
    en: 'Where a law or local regulation expressly requires an implementing measure, it is to be made within a set time after entry into force, or the delay explained.',
  },
  mend: {
    zh: '登记已经出台的配套规定，并写入 document；没有出台的，列入计划并登记项目。',
    en: 'Register the measure and name it in `document`; where it was not made, plan it and record the project.',
  },
  source: {
    zh: '立法法第六十六条；山东省地方立法条例第七十三条；年数见 jurisdiction.yaml 的 implementing',
    en: 'Legislation Law, art. 66; Shandong Local Legislation Regulations, art. 73; years in `implementing` of jurisdiction.yaml',
  },
  example: {
    wrong: 'implementing_measures:\n  - title: 机关用水定额\n    clause: 第十条\n    due: 2023-01-01',
    right: 'implementing_measures:\n  - title: 机关用水定额\n    clause: 第十条\n    due: 2023-01-01\n    document: jiguan-yongshui-dinge',
  },
  fields: ['implementing_measures'],
  *checkRelations(document, { registry, day }) {
    const { implementing_measures: measures = [], reference } = document.record;
    if (reference === true || measures.length === 0 || standingOf(registry, document, day).state !== 'in-force') return;
    for (const [index, measure] of measures.entries()) {
      const due = implementingDue(registry, document, measure);
      const made = measure.document === undefined ? undefined : registry.byId.get(measure.document);
      // A measure that is named but cannot be read is another fault.
      if (due === undefined || day <= due || (measure.document !== undefined && made === undefined)) continue;
      const state = made && standingOf(registry, made, day).state;
      if (state === 'in-force') continue;
      yield {
        where: within(document, ['implementing_measures', index, made === undefined ? 'title' : 'document']),
        message: {
          zh: `${measure.clause}要求的《${measure.title}》期限是 ${due}，到 ${day} ${state === undefined ? '没有登记' : standingWords[state].zh}`,
          en: `《${measure.title}》, required by ${measure.clause}, was due on ${due} and is ${state === undefined ? 'not registered' : standingWords[state].en} on ${day}`,
        },
        hint: {
          zh: '已经出台的，登记后写入 document；没有出台的，列入计划',
          en: 'if it was made, register it and name it in document; if not, plan it',
        },
        ...(made && {
          related: [{ where: within(made, ['status']), message: { zh: `\`${made.id}\` 的状态`, en: `the status of \`${made.id}\`` } }],
        }),
      };
    }
  },
};
