// What makes `mlx milestone` fail, where that is asked for.
import type { Text } from '../../diagnostic.ts';
import { type ItemState, type ItemStatus, itemsOf, type Milestones } from '../../measures/milestone.ts';
import type { Block } from '../../report.ts';
import { plural } from '../words.ts';
import type { MilestoneOptions } from './command.ts';
import { timedText } from './words.ts';

const failingStates: Readonly<Record<NonNullable<MilestoneOptions['failOn']>, readonly ItemState[]>> = {
  overdue: ['overdue'],
  'no-evidence': ['overdue', 'no-evidence'],
  open: ['overdue', 'no-evidence', 'open', 'partial'],
};

/** The items that fail; what is only striven for fails where `--best-effort` says so. */
export function failing(milestones: Milestones, { failOn, bestEffort }: MilestoneOptions): readonly ItemStatus[] {
  if (failOn === undefined) return [];
  return itemsOf(milestones).filter(
    ({ state, item }) => failingStates[failOn].includes(state) && (bestEffort || item.best_effort !== true),
  );
}

export function gateBlocks(failed: readonly ItemStatus[], { failOn }: MilestoneOptions): readonly Block[] {
  if (failOn === undefined) return [];
  const said = gateNotice(failed);
  const text: Text = said ?? { zh: '门槛达到：没有未达标的事项', en: 'the gate holds: nothing fails' };
  return [{ kind: 'paragraph', text: [{ text, tone: said === undefined ? 'good' : 'bad' }] }];
}

export function gateNotice(failed: readonly ItemStatus[]): Text | undefined {
  if (failed.length === 0) return undefined;
  const named = failed.map((status) => {
    const { zh, en } = timedText(status);
    return { zh: `${status.item.id}（${zh}）`, en: `${status.item.id} (${en})` };
  });
  return {
    zh: `${failed.length} 项未达标：${named.map(({ zh }) => zh).join('、')}`,
    en: `${plural(failed.length, 'item')} failed: ${named.map(({ en }) => en).join(', ')}`,
  };
}
