// Something that the plan asks for is late.

import { lateItems } from '../measures/milestone.ts';
import { milestones, type RegistryRule, within } from './rule.ts';

export const overdueTask: RegistryRule = {
  name: 'overdue-task',
  severity: 'warning',
  summary: { zh: '方案事项逾期未完成', en: 'a task, target or measure of the plan is overdue' },
  why: {
    zh: '期限已过，登记库里的文件和数字表明尚未完成。逾期的事项要么抓紧完成，要么按程序调整方案。力争项未实现不算逾期。',
    en: 'Its day has passed, and the documents and figures of the registry show that it is not met. What is late is hurried on, or the plan is changed in due form. What is only striven for is never late.',
  },
  mend: {
    zh: '完成后登记文件、日期或证据；已经完成的，补记录；用 mlx milestone 加标识查看尚缺什么。',
    en: 'Enter the documents, days or evidence once it is done, or where it was done already; mlx milestone ID says what is missing.',
  },
  source: { zh: '试点工作方案四（期限）', en: 'section 4 of the pilot plan (due days)' },
  example: {
    wrong:
      '# 2026-11-25\n- id: management-measures\n  due: 2023-12-31\n  done:\n    document: gonggong-jigou-banfa # status: drafting\n    reached: published',
    right: '# gonggong-jigou-banfa\ndates:\n  published: 2023-11-20',
  },
  *checkRegistry({ registry, once }) {
    const progress = once(milestones);
    if (registry.plan === undefined || progress === undefined) return;
    const { file } = registry.plan;
    for (const { path, status } of lateItems(registry, progress, 'overdue')) {
      const { item, due, daysLate, verdict } = status;
      const { have, want } = verdict.progress;
      yield {
        where: within({ file }, [...path, 'id']),
        message: {
          zh: `\`${item.id}\`（${item.title.zh}）期限 ${due}，逾期 ${daysLate} 天，完成 ${have}/${want}`,
          en: `\`${item.id}\` (${item.title.en}) was due on ${due}: ${daysLate} ${daysLate === 1 ? 'day' : 'days'} late, ${have}/${want} done`,
        },
        hint: { zh: `运行 mlx milestone ${item.id} 查看尚缺什么`, en: `run mlx milestone ${item.id} for what is missing` },
      };
    }
  },
};
