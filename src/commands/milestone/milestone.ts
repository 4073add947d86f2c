// Where does the plan stand?
import { didYouMean, UserError } from '../../diagnostic.ts';
import { type ItemStatus, itemsOf, type Milestones, milestonesOf, type PhaseStatus } from '../../measures/milestone.ts';
import type { Registry } from '../../registry/registry.ts';
import type { Report } from '../../report.ts';
import { head, type Input } from '../command.ts';
import { errorBlocks, errorData, groundOf, noPlan } from '../sound.ts';
import type { MilestoneOptions } from './command.ts';
import { milestoneData } from './data.ts';
import { itemBlocks, phaseBlocks } from './detail.ts';
import { milestoneDrawing } from './drawing.ts';
import { failing, gateBlocks, gateNotice } from './gate.ts';
import { overviewBlocks } from './overview.ts';
import { milestoneSheet } from './sheet.ts';

export function run(input: Input<MilestoneOptions>): Report {
  const ground = groundOf(input);
  const all = milestonesOf(ground.registry, input.day, ground.unsound);
  if (all === undefined) throw noPlan(ground);
  if (input.options.bestEffort && input.options.failOn === undefined)
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
    drawing: () => milestoneDrawing(milestones),
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
