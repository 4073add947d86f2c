// A project that should have been finished and is not.
import { isFinished } from '../measures/stage.ts';
import { daysBetween } from '../registry/day.ts';
import { isIntact } from '../registry/document.ts';
import { type RelationRule, within } from './rule.ts';

export const overdueProject: RelationRule = {
  name: 'overdue-project',
  severity: 'warning',
  summary: { zh: '在办项目逾期没有出台', en: 'a project is overdue' },
  why: {
    zh: '立法计划、标准计划都写明完成时间。过了时间还没有公布，要么抓紧，要么报请调整计划；不标出来，没有人知道已经晚了。',
    en: 'Legislative plans and standards programmes name the day by which a project is to be done. Once it has passed without publication the project is hurried on, or the programme changed; unmarked, nobody knows that it is late.',
  },
  mend: {
    zh: '已公布的，写公布日期并更新 project.stage；计划调整的，改 due 并在 note 里写依据；终止的，写终止阶段。',
    en: 'Enter the day of publication and the present stage where it is out; change `due` and name the decision in `note` where the programme was changed; enter the stage that ended it where it was given up.',
  },
  source: {
    zh: '规章制定程序条例第十二条（名称、起草单位、完成时间）；试点工作方案三（二）',
    en: 'Regulation on Procedures for Making Rules, art. 12 (title, drafting body, day of completion); section 3(2) of the pilot plan',
  },
  example: {
    wrong: '# 2026-11-25\nstatus: drafting\nproject:\n  stage: consultation\n  due: 2025-12-31',
    right: 'status: in-force\ndates:\n  published: 2025-12-20\n  effective: 2026-02-01\nproject:\n  stage: published\n  due: 2025-12-31',
  },
  fields: ['project'],
  screen: ({ project }, { day }) => project?.due !== undefined && project.due < day,
  *checkRelations(document, { registry, day }) {
    const due = document.record.project?.due;
    if (due === undefined || due >= day || document.record.reference === true) return;
    if (!isIntact(document, 'project', 'dates', 'status') || isFinished(registry, document, day)) return;
    const late = daysBetween(due, day);
    const stage = registry.vocabulary.taxonomy.stages[document.kind].find(({ id }) => id === document.record.project?.stage);
    yield {
      where: within(document, ['project', 'due']),
      message: {
        zh: `项目应在 ${due} 前完成，逾期 ${late} 天，目前阶段：${stage?.title.zh ?? document.record.project?.stage}`,
        en: `the project was due on ${due}: ${late} ${late === 1 ? 'day' : 'days'} late, at stage ${stage?.title.en ?? document.record.project?.stage}`,
      },
      hint: {
        zh: '已公布的，写公布日期和阶段；计划调整的，改 due 并在 note 里写依据',
        en: 'enter the day of publication and the stage if it is out; else change due and name the decision in note',
      },
    };
  },
};
