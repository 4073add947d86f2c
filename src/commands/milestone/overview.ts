// The plan on one page: the time line with the day's mark, a summary, then every phase, task, target and measure.
import type { Text } from '../../diagnostic.ts';
import { type ItemState, type ItemStatus, itemStates, itemsOf, type Milestones, type PhaseStatus } from '../../measures/milestone.ts';
import { daysBetween } from '../../registry/day.ts';
import type { Registry } from '../../registry/registry.ts';
import type { Block, Cell, Column, Row, Timeline } from '../../report.ts';
import { both, plural } from '../words.ts';
import { foundTexts, isBestEffort, missingInBrief, stateCell, stateWords } from './words.ts';

export const groupWords = {
  tasks: { zh: '阶段任务', en: 'Tasks' },
  targets: { zh: '目标', en: 'Targets' },
  measures: { zh: '保障措施', en: 'Measures' },
} as const;

export function overviewBlocks(registry: Registry, milestones: Milestones): readonly Block[] {
  const { plan, day, phases, targets, measures } = milestones;
  return [
    { kind: 'heading', text: { zh: `${plan.title.zh} ${day}`, en: `${plan.title.en}, ${day}` } },
    { kind: 'timeline', timeline: timelineOf(milestones) },
    summaryTable(milestones),
    { kind: 'heading', text: groupWords.tasks },
    { kind: 'table', columns, rows: phases.flatMap((phase, index) => phaseRows(registry, phase, index)) },
    { kind: 'heading', text: groupWords.targets },
    { kind: 'table', columns, rows: targets.map((target) => itemRow(registry, target)) },
    { kind: 'heading', text: groupWords.measures },
    { kind: 'table', columns, rows: measures.map((measure) => itemRow(registry, measure)) },
    { kind: 'summary', text: closing(milestones), severity: itemsOf(milestones).some(isLate) ? 'warning' : 'ok' },
  ];
}

export function timelineOf({ plan, day, phases }: Milestones): Timeline {
  const { start, end } = plan.period;
  const length = Math.max(1, daysBetween(start, end));
  const shareOf = (on: string): number => daysBetween(start, on) / length;
  const passed = daysBetween(start, day) + 1;
  const label: Text =
    day < start
      ? { zh: `${day}，距开始还有 ${1 - passed} 天`, en: `${day}, ${plural(1 - passed, 'day')} to go` }
      : day > end
        ? { zh: `${day}，已结束 ${daysBetween(end, day)} 天`, en: `${day}, ${plural(daysBetween(end, day), 'day')} after` }
        : {
            zh: `${day}，第 ${passed} 天，剩余 ${daysBetween(day, end)} 天`,
            en: `${day}, day ${passed}, ${plural(daysBetween(day, end), 'day')} left`,
          };
  return { start, end, parts: phases.map(({ due }, index) => ({ end: shareOf(due), sign: signOf(index) })), now: shareOf(day), label };
}

/** The sign of a phase on the time line and in the list: its number, which must be one character. */
export function signOf(index: number): string {
  return '123456789abcdefghijklmnopqrstuvwxyz'[index] ?? '|';
}

function summaryTable({ phases, targets, measures }: Milestones): Block {
  const groups: readonly (readonly [Text, readonly ItemStatus[]])[] = [
    [groupWords.tasks, phases.flatMap(({ tasks }) => tasks)],
    [groupWords.targets, targets],
    [groupWords.measures, measures],
  ];
  const row = (name: Text, items: readonly ItemStatus[]): readonly Cell[] => [
    name,
    ...itemStates.map((state) => String(items.filter((item) => item.state === state).length)),
    String(items.length),
  ];
  return {
    kind: 'table',
    columns: [
      { title: both('') },
      ...itemStates.map((state): Column => ({ title: stateWords[state], look: 'figure' })),
      { title: { zh: '合计', en: 'Total' }, look: 'figure' },
    ],
    rows: [
      ...groups.map(([name, items]) => ({ cells: row(name, items) })),
      {
        cells: row(
          { zh: '合计', en: 'Total' },
          groups.flatMap(([, items]) => items),
        ),
        isApart: true,
      },
    ],
  };
}

export const columns: readonly Column[] = [
  { title: { zh: '情况', en: 'State' } },
  { title: { zh: '期限', en: 'Due' } },
  { title: { zh: '进度', en: 'Progress' }, look: 'figure' },
  { title: { zh: '事项（标识）', en: 'What (id)' }, look: 'subject' },
];

export function phaseRows(registry: Registry, status: PhaseStatus, index: number): readonly Row[] {
  const { phase, due, progress, tasks } = status;
  const name: Text = { zh: `${signOf(index)} ${phase.title.zh}`, en: `${signOf(index)} ${phase.title.en}` };
  const head: Row = {
    cells: [
      stateCell(status),
      due,
      `${progress.have}/${progress.want}`,
      [
        { text: name, tone: 'strong' },
        { text: ` ${phase.id}`, tone: 'faint' },
      ],
    ],
    isApart: true,
    place: phase.id,
  };
  return [head, ...tasks.map((task): Row => ({ ...itemRow(registry, task), level: 1 }))];
}

export function itemRow(registry: Registry, status: ItemStatus): Row {
  const { item, due, verdict } = status;
  const { have, want } = verdict.progress;
  // That evidence is missing is what the state says already.
  const missing = 'evidence' in verdict.condition ? [] : missingInBrief(registry, verdict);
  return {
    cells: [
      stateCell(status, isBestEffort(status)),
      due,
      `${have}/${want}`,
      [
        { text: item.title, tone: 'plain' },
        { text: ` ${item.id}`, tone: 'faint' },
      ],
    ],
    details: [...foundTexts(verdict), ...missing],
    place: item.id,
  };
}

function isLate({ state, item }: ItemStatus): boolean {
  return state === 'overdue' && item.best_effort !== true;
}

/** Every state that there is one of; of what is overdue, how much is only striven for. */
function closing(milestones: Milestones): Text {
  const items = itemsOf(milestones);
  const late = items.filter(({ state }) => state === 'overdue');
  const striven = late.filter((item) => !isLate(item)).length;
  const notes: Readonly<Partial<Record<ItemState, Text>>> = {
    overdue: striven === 0 ? both('') : { zh: `（其中力争项 ${striven}）`, en: ` (${striven} of them only striven for)` },
    'no-evidence': { zh: '（不代表未开展）', en: ' (which is not the same as failed)' },
  };
  const counts = itemStates.flatMap((state): readonly Text[] => {
    const count = items.filter((item) => item.state === state).length;
    const [word, note] = [stateWords[state], notes[state] ?? both('')];
    return count === 0 ? [] : [{ zh: `${word.zh} ${count}${note.zh}`, en: `${count} ${word.en}${note.en}` }];
  });
  return {
    zh: `共 ${items.length} 项：${counts.map(({ zh }) => zh).join('，')}`,
    en: `${plural(items.length, 'item')}: ${counts.map(({ en }) => en).join(', ')}`,
  };
}
