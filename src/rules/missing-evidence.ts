// Something that the plan asks for is past its day, and nothing says whether it was done.

import { lateItems } from '../measures/milestone.ts';
import { milestones, type RegistryRule, within } from './rule.ts';

export const missingEvidence: RegistryRule = {
  name: 'missing-evidence',
  severity: 'warning',
  summary: { zh: '方案事项到期，暂无佐证材料', en: 'a task, target or measure of the plan is past its day without evidence' },
  why: {
    zh: '期限已过，登记库里没有任何记录说明是否完成。暂无佐证不代表未开展，但自评、验收时说不清楚。力争项不要求。',
    en: 'Its day has passed, and nothing in the registry says whether it was done. That is not the same as failed, but neither the self-assessment nor the acceptance can count on it. It is not asked of what is only striven for.',
  },
  mend: {
    zh: '找到通知、纪要、报道等材料，在 evidence 里写日期、名称、来源；涉及文件的，补上日期、责任处室或核实状态。',
    en: 'Enter day, title and source of a notice, minutes or a report under `evidence`; where documents decide, enter their day or owner, or verify their status.',
  },
  source: { zh: '试点工作方案四（自评、验收）', en: 'section 4 of the pilot plan (self-assessment, acceptance)' },
  example: {
    wrong: '# 2026-11-25\n- id: pilot-launch\n  due: 2023-03-31\n  done:\n    evidence: []',
    right:
      '- id: pilot-launch\n  due: 2023-03-31\n  done:\n    evidence:\n      - date: 2023-03-28\n        title: 试点工作动员会\n        source: https://example.org/2023/0328.html',
  },
  *checkRegistry({ registry, once }) {
    const progress = once(milestones);
    if (registry.plan === undefined || progress === undefined) return;
    const { file } = registry.plan;
    for (const { path, status } of lateItems(registry, progress, 'no-evidence')) {
      const { item, due, daysLate } = status;
      yield {
        where: within({ file }, [...path, 'id']),
        message: {
          zh: `\`${item.id}\`（${item.title.zh}）期限 ${due}，超期 ${daysLate} 天，暂无佐证材料`,
          en: `\`${item.id}\` (${item.title.en}) was due on ${due}, ${daysLate} ${daysLate === 1 ? 'day' : 'days'} ago, and nothing shows that it was done`,
        },
        hint: {
          zh: `已完成的，把日期、名称、来源记入 evidence；mlx milestone ${item.id} 列出尚缺什么`,
          en: `if it was done, enter day, title and source under evidence; mlx milestone ${item.id} lists what is missing`,
        },
      };
    }
  },
};
