// The plan in time: its phases one after the other with their states, the day's mark, and the targets.
import type { Text } from '../../diagnostic.ts';
import { type Drawing, fittedText, type Look, type Mark, sizes, widthOf, words } from '../../drawing.ts';
import type { ItemState, ItemStatus, Milestones, PhaseStatus } from '../../measures/milestone.ts';
import { type Day, daysBetween } from '../../registry/day.ts';
import { both } from '../words.ts';
import { groupWords, signOf, timelineOf } from './overview.ts';
import { isBestEffort, shownState } from './words.ts';

const width = 960;
const margin = 16;
const band = { y: 58, height: 34 } as const;
const row = 26;

const looks: Readonly<Record<ItemState, Look>> = { met: 'good', partial: 'fair', open: 'faint', overdue: 'bad', 'no-evidence': 'poor' };

/** The phases, and below them the targets, where they are wanted. */
export function milestoneDrawing(milestones: Milestones, targets: Milestones['targets'] = milestones.targets): Drawing {
  const { plan, day, phases } = milestones;
  const scale = scaleOf(milestones);
  const columns = columnsFor([...phases, ...targets]);
  const title: Text = { zh: `${plan.title.zh} ${day}`, en: `${plan.title.en}, ${day}` };
  const phasesFrom = band.y + band.height + 74;
  const targetsFrom = phasesFrom + phases.length * row + 24;
  return {
    title,
    description: {
      zh: `方案期 ${plan.period.start} 至 ${plan.period.end}，共 ${phases.length} 个阶段；各阶段和目标的情况逐行列出。`,
      en: `The plan from ${plan.period.start} to ${plan.period.end} in ${phases.length} phases; the state of each phase and target in a line.`,
    },
    width,
    height: targets.length === 0 ? targetsFrom - 34 : targetsFrom + targets.length * row + 4,
    marks: [
      words(margin, 26, fittedText(title, width - 2 * margin, sizes.normal), 'strong'),
      ...yearMarks(milestones, scale),
      ...phases.map((phase, index) => bandMark(milestones, phase, index, scale)),
      ...nowMarks(milestones, scale),
      ...phases.flatMap((phase, index) => phaseMarks(phase, index, columns, phasesFrom + index * row)),
      ...(targets.length === 0 ? [] : [words(margin, targetsFrom - 14, groupWords.targets, 'faint', { size: 'small' })]),
      ...targets.flatMap((target, index) => targetMarks(target, columns, targetsFrom + 10 + index * row)),
    ],
  };
}

type Scale = (day: Day) => number;

function scaleOf({ plan: { period } }: Milestones): Scale {
  const length = Math.max(1, daysBetween(period.start, period.end));
  return (day) => margin + Math.min(Math.max(daysBetween(period.start, day) / length, 0), 1) * (width - 2 * margin);
}

/** Where each year begins, within the plan's period. */
function yearMarks({ plan: { period } }: Milestones, scale: Scale): readonly Mark[] {
  const [first, last] = [Number(period.start.slice(0, 4)), Number(period.end.slice(0, 4))];
  const years = Array.from({ length: last - first }, (_, index) => first + index + 1);
  return [
    words(margin, band.y - 8, both(period.start), 'faint', { size: 'small' }),
    words(width - margin, band.y - 8, both(period.end), 'faint', { size: 'small', anchor: 'end' }),
    ...years.flatMap((year): readonly Mark[] => {
      const x = scale(`${year}-01-01`);
      return [
        {
          kind: 'line',
          points: [
            [x, band.y - 6],
            [x, band.y + band.height + 6],
          ],
          look: 'grid',
        },
        words(x, band.y + band.height + 20, both(`${year}`), 'faint', { size: 'small', anchor: 'middle' }),
      ];
    }),
  ];
}

function bandMark({ plan, phases }: Milestones, status: PhaseStatus, index: number, scale: Scale): Mark {
  const from = scale(phases[index - 1]?.phase.due ?? plan.period.start);
  const room = Math.max(scale(status.phase.due) - from, 2);
  const state = stateTexts(status);
  const { title } = status.phase;
  return {
    kind: 'link',
    href: `plan.html#${status.phase.id}`,
    label: { zh: `${title.zh}：${state.zh}`, en: `${title.en}: ${state.en}` },
    marks: [
      { kind: 'box', x: from, y: band.y, width: room, height: band.height, look: looks[status.state] },
      words(from + room / 2, band.y + 22, both(signOf(index)), looks[status.state], { anchor: 'middle' }),
    ],
  };
}

/** The day, at the edge where it lies outside the plan's period. */
function nowMarks(milestones: Milestones, scale: Scale): readonly Mark[] {
  const x = scale(milestones.day);
  const { label } = timelineOf(milestones);
  const bottom = band.y + band.height + 30;
  const anchor = x > width * 0.75 ? 'end' : x < width * 0.25 ? undefined : 'middle';
  return [
    {
      kind: 'line',
      points: [
        [x, band.y - 6],
        [x, bottom],
      ],
      look: 'now',
    },
    words(x, bottom + 14, label, 'now', { size: 'small', ...(anchor && { anchor }) }),
  ];
}

function stateTexts(status: PhaseStatus | ItemStatus): Text {
  return shownState(status, 'item' in status && isBestEffort(status));
}

const stateX = margin + 20;
const widestState = 320;

/** Where the columns behind the states begin. */
interface Columns {
  readonly due: number;
  readonly progress: number;
  readonly title: number;
}

/** The states take what room they need, in whichever language it is more. */
function columnsFor(shown: readonly (PhaseStatus | ItemStatus)[]): Columns {
  const rooms = shown.map(stateTexts).flatMap(({ zh, en }) => [widthOf(zh, sizes.small), widthOf(en, sizes.small)]);
  const due = stateX + Math.ceil(Math.min(Math.max(130, ...rooms), widestState)) + 16;
  return { due, progress: due + 90, title: due + 150 };
}

function phaseMarks(status: PhaseStatus, index: number, columns: Columns, y: number): readonly Mark[] {
  const { phase, progress } = status;
  const name: Text = { zh: `${signOf(index)} ${phase.title.zh}`, en: `${signOf(index)} ${phase.title.en}` };
  const shown = { due: phase.due, progress: `${progress.have}/${progress.want}`, name, href: `plan.html#${phase.id}` };
  return lineMarks(status, shown, columns, y);
}

function targetMarks(status: ItemStatus, columns: Columns, y: number): readonly Mark[] {
  const { item, verdict, due } = status;
  const { have, want } = verdict.progress;
  return lineMarks(status, { due, progress: `${have}/${want}`, name: item.title, href: `plan.html#${item.id}` }, columns, y);
}

interface Shown {
  readonly due: Day;
  readonly progress: string;
  readonly name: Text;
  readonly href: string;
}

function lineMarks(status: PhaseStatus | ItemStatus, { due, progress, name, href }: Shown, columns: Columns, y: number): readonly Mark[] {
  const look = looks[status.state];
  return [
    { kind: 'box', x: margin, y: y - 11, width: 11, height: 11, look },
    words(stateX, y, fittedText(stateTexts(status), widestState, sizes.small), 'plain', { size: 'small' }),
    words(columns.due, y, both(due), 'faint', { size: 'small' }),
    words(columns.progress, y, both(progress), 'plain', { size: 'small' }),
    {
      kind: 'link',
      href,
      label: name,
      marks: [words(columns.title, y, fittedText(name, width - margin - columns.title, sizes.normal), 'plain')],
    },
  ];
}
