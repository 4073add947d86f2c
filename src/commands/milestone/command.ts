// How `mlx milestone` is asked. What it answers is loaded when it is.
import { allowErrors, type Command, type OptionSpecs, type Options, rev } from '../command.ts';

/** Each level fails on what it names and on what the levels before it do. */
const levels = ['overdue', 'no-evidence', 'open'] as const;

const options = {
  rev,
  failOn: {
    flags: '--fail-on <state>',
    summary: {
      zh: '到哪一步算不通过：逾期；逾期或暂无佐证；凡未完成',
      en: 'what fails: what is overdue; that and what has no evidence; all that is not met',
    },
    choices: levels,
  },
  bestEffort: {
    flags: '--best-effort',
    summary: { zh: '与 --fail-on 一起用：力争项也算', en: 'with --fail-on: best-effort items fail too' },
  },
  allowErrors,
} as const satisfies OptionSpecs;
export type MilestoneOptions = Options<typeof options>;

export const milestone: Command<MilestoneOptions> = {
  name: 'milestone',
  argument: '[id]',
  summary: { zh: '方案进展到哪一步：阶段、任务、目标、保障措施', en: 'where the plan stands: phases, tasks, targets, measures' },
  examples: [
    { line: 'mlx milestone', says: { zh: '方案进展', en: 'the plan today' } },
    { line: 'mlx milestone --as-of 2023-06-30', says: { zh: '某一天的进展', en: 'the plan on a day' } },
    {
      line: 'mlx milestone local-standards-published',
      says: { zh: '一项的详情：完成标准，已具备什么，尚缺什么', en: 'one item in full: its condition, what meets it, what is missing' },
    },
    { line: 'mlx milestone --fail-on overdue', says: { zh: '有逾期的即不通过', en: 'fail where something is overdue' } },
    { line: 'mlx milestone --format csv=milestones.csv', says: { zh: '另存表格', en: 'as a spreadsheet' } },
  ],
  options,
  formats: ['markdown', 'csv', 'svg'],
  needsRegistry: true,
  load: async () => (await import('./milestone.ts')).run,
};
