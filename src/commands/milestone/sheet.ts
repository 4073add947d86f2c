// The plan as a spreadsheet has it: a row for each phase, task, target and measure.
import type { Text } from '../../diagnostic.ts';
import type { ItemStatus, Milestones, PhaseStatus } from '../../measures/milestone.ts';
import type { Registry } from '../../registry/registry.ts';
import type { Sheet } from '../../report.ts';
import { groupWords } from './overview.ts';
import { foundTexts, missingTexts, stateText } from './words.ts';

const columns: readonly Text[] = [
  { zh: '分组', en: 'Group' },
  { zh: '阶段', en: 'Phase' },
  { zh: '标识', en: 'Id' },
  { zh: '事项', en: 'What' },
  { zh: '出处', en: 'Clause' },
  { zh: '责任处室', en: 'Owner' },
  { zh: '期限', en: 'Due' },
  { zh: '情况', en: 'State' },
  { zh: '完成日期', en: 'Met on' },
  { zh: '剩余天数', en: 'Days left' },
  { zh: '超期天数', en: 'Days past due' },
  { zh: '力争', en: 'Best effort' },
  { zh: '已具备', en: 'Have' },
  { zh: '应有', en: 'Want' },
  { zh: '文件和证据', en: 'Documents and evidence' },
  { zh: '尚缺', en: 'Missing' },
];

type SheetRow = Sheet['rows'][number];

export function milestoneSheet(registry: Registry, { phases, targets, measures }: Milestones): Sheet {
  return {
    columns,
    rows: [
      ...phases.flatMap((phase) => [
        phaseRow(phase),
        ...phase.tasks.map((task) => itemRow(registry, groupWords.tasks, task, phase.phase.title)),
      ]),
      ...targets.map((target) => itemRow(registry, groupWords.targets, target)),
      ...measures.map((measure) => itemRow(registry, groupWords.measures, measure)),
    ],
  };
}

function timeCells(
  { due, state, metOn, daysLeft, daysLate }: Omit<PhaseStatus, 'phase' | 'tasks' | 'progress'>,
  isStriven = false,
): SheetRow {
  return [due, stateText(state, isStriven), metOn ?? '', daysLeft ?? '', daysLate ?? ''];
}

function phaseRow(status: PhaseStatus): SheetRow {
  const { phase, progress } = status;
  return [
    { zh: '阶段', en: 'Phase' },
    phase.title,
    phase.id,
    phase.title,
    phase.clause,
    '',
    ...timeCells(status),
    '',
    progress.have,
    progress.want,
    '',
    '',
  ];
}

function itemRow(registry: Registry, group: Text, status: ItemStatus, phase: Text | '' = ''): SheetRow {
  const { item, verdict } = status;
  return [
    ...[group, phase, item.id, item.title, item.clause, item.owner ?? ''],
    ...timeCells(status, item.best_effort === true),
    item.best_effort === true ? { zh: '是', en: 'yes' } : '',
    ...[verdict.progress.have, verdict.progress.want],
    inLines(foundTexts(verdict)),
    inLines(missingTexts(registry, verdict)),
  ];
}

function inLines(texts: readonly Text[]): Text {
  return { zh: texts.map(({ zh }) => zh).join('\n'), en: texts.map(({ en }) => en).join('\n') };
}
