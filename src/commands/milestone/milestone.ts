// Where does the plan stand?
import { didYouMean, UserError } from '../../diagnostic.ts';
import { type ItemStatus, itemsOf, type Milestones, milestonesOf, type PhaseStatus } from '../../measures/milestone.ts';
import type { Registry } from '../../registry/registry.ts';
import type { Report } from '../../report.ts';
import { type Command, head, type Input } from '../command.ts';
import { allowErrors, errorBlocks, errorData, groundOf, noPlan } from '../sound.ts';
import { milestoneData } from './data.ts';
import { itemBlocks, phaseBlocks } from './detail.ts';
import { failing, gateBlocks, gateNotice, levels } from './gate.ts';
import { overviewBlocks } from './overview.ts';
import { milestoneSheet } from './sheet.ts';

export const milestone: Command = {
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
  options: [
    { flags: '--rev <rev>', summary: { zh: '读 Git 某个版本的登记库', en: 'read the registry as it was committed' } },
    {
      flags: '--fail-on <state>',
      summary: {
        zh: '到哪一步算不通过：逾期；逾期或暂无佐证；凡未完成',
        en: 'what fails: what is overdue; that and what has no evidence; all that is not met',
      },
      choices: levels,
    },
    { flags: '--best-effort', summary: { zh: '与 --fail-on 一起用：力争项也算', en: 'with --fail-on: best-effort items fail too' } },
    allowErrors,
  ],
  formats: ['markdown', 'csv'],
  needsRegistry: true,
  run: (input) => report(input),
};

function report(input: Input): Report {
  const ground = groundOf(input);
  const all = milestonesOf(ground.registry, input.day, ground.unsound);
  if (all === undefined) throw noPlan(ground);
  if (input.options.bestEffort === true && input.options.failOn === undefined)
    throw new UserError({ zh: '--best-effort 要与 --fail-on 一起用', en: '--best-effort goes with --fail-on' });
  const asked = input.args[0];
  const { milestones, blocks } =
    asked === undefined ? { milestones: all, blocks: overviewBlocks(ground.registry, all) } : chosen(ground.registry, all, asked);
  const failed = failing(milestones, input.options);
  const notice = gateNotice(failed);
  return {
    data: { ...head('milestone', input), ...errorData(ground), ...milestoneData(milestones) },
    blocks: [...blocks, ...errorBlocks(ground), ...gateBlocks(failed, input.options)],
    sheet: milestoneSheet(ground.registry, milestones),
    exit: failed.length > 0 ? 1 : 0,
    ...(notice && { notice }),
  };
}

/** The plan with nothing but the phase, task, target or measure of that id. Throws UserError where there is none. */
function chosen(registry: Registry, all: Milestones, id: string): { readonly milestones: Milestones; readonly blocks: Report['blocks'] } {
  const phase = all.phases.find((each) => each.phase.id === id);
  const none = { ...all, phases: [], targets: [], measures: [] };
  if (phase !== undefined) return { milestones: { ...none, phases: [phase] }, blocks: phaseBlocks(registry, phase) };
  const item = itemsOf(all).find((each) => each.item.id === id);
  if (item === undefined) throw unknownItem(all, id);
  const only = (items: readonly ItemStatus[]): readonly ItemStatus[] => items.filter((each) => each === item);
  const phases = all.phases.map((each): PhaseStatus => ({ ...each, tasks: only(each.tasks) })).filter(({ tasks }) => tasks.length > 0);
  return { milestones: { ...none, phases, targets: only(all.targets), measures: only(all.measures) }, blocks: itemBlocks(registry, item) };
}

function unknownItem(all: Milestones, id: string): UserError {
  const known = [...all.phases.map(({ phase }) => phase.id), ...itemsOf(all).map(({ item }) => item.id)];
  return new UserError(
    { zh: `方案里没有 ${id}`, en: `the plan has no ${id}` },
    didYouMean(id, known) ?? { zh: '运行 mlx milestone 查看全部标识', en: 'run mlx milestone for all ids' },
  );
}
