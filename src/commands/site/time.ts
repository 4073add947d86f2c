// Coverage at each quarter of the plan, one state after the other; each is reckoned by the measures of the day.
import type { Text } from '../../diagnostic.ts';
import type { Drawing, Mark, Point } from '../../drawing.ts';
import { percentOf } from '../../measures/fraction.ts';
import { type TrendPoint, trendOf } from '../../measures/trend.ts';
import type { Page } from '../../site.ts';
import { coverageDrawing } from '../coverage/drawing.ts';
import { quarterOf, trendReport } from '../coverage/trend.ts';
import { both } from '../words.ts';
import type { Shown } from './ground.ts';

/** Undefined where there is no plan, and so no period. */
export function timePage(shown: Shown): Page | undefined {
  const { ground, coverage, input } = shown;
  const points = trendOf(ground.registry, coverage.day, ground.unsound);
  if (points === undefined) return undefined;
  const past = points.filter(({ isAhead }) => !isAhead).length;
  return {
    path: 'time.html',
    title: { zh: '逐季变化', en: 'By quarter' },
    lead: {
      zh: `方案期内每季末的覆盖情况；${input.day} 以后的按已知日期推算。`,
      en: `Coverage at the end of each quarter of the plan; after ${input.day} by the dates that are known.`,
    },
    under: 'time.html',
    sections: [
      { place: 'line', blocks: [{ kind: 'drawing', drawing: lineDrawing(points) }] },
      {
        place: 'replay',
        heading: { zh: '回放', en: 'Replay' },
        blocks: [
          {
            kind: 'replay',
            label: { zh: '季度', en: 'Quarter' },
            first: Math.max(0, past - 1),
            frames: points.map((point) => ({
              label: frameLabel(point),
              blocks: [
                { kind: 'drawing', drawing: coverageDrawing({ ...shown, coverage: point.coverage, input: { ...input, day: point.day } }) },
              ],
            })),
          },
        ],
      },
      {
        place: 'figures',
        heading: { zh: '各季数字', en: 'Figures by quarter' },
        blocks: trendReport(shown).blocks.filter(({ kind }) => kind === 'table'),
      },
    ],
  };
}

function frameLabel(point: TrendPoint): Text {
  const name = `${quarterOf(point)}（${point.day}）`;
  return point.isAhead
    ? { zh: `${name}推算`, en: `${quarterOf(point)} (${point.day}), ahead` }
    : { zh: name, en: `${quarterOf(point)} (${point.day})` };
}

const width = 960;
const height = 240;
const left = 56;
const right = 110;
const top = 24;
const floor = height - 44;

/** Topics and cells covered, in percent, quarter by quarter. */
function lineDrawing(points: readonly TrendPoint[]): Drawing {
  const x = (index: number): number => left + (points.length < 2 ? 0 : (index * (width - left - right)) / (points.length - 1));
  const y = (percent: number): number => floor - ((floor - top) * percent) / 100;
  const series = [
    { name: { zh: '内容', en: 'Topics' }, look: 'good', of: ({ coverage }: TrendPoint) => percentOf(coverage.total.topics) },
    { name: { zh: '自有内容', en: 'Own topics' }, look: 'fair', of: ({ coverage }: TrendPoint) => percentOf(coverage.total.ownTopics) },
    { name: { zh: '格位', en: 'Cells' }, look: 'now', of: ({ coverage }: TrendPoint) => percentOf(coverage.total.cells) },
  ] as const;
  const grid = [0, 25, 50, 75, 100].flatMap((percent): readonly Mark[] => [
    {
      kind: 'line',
      points: [
        [left, y(percent)],
        [width - right, y(percent)],
      ],
      look: 'grid',
    },
    { kind: 'words', x: left - 8, y: y(percent) + 4, text: both(`${percent}%`), look: 'faint', size: 'small', anchor: 'end' },
  ]);
  const quarters = points.map(
    (point, index): Mark => ({
      kind: 'words',
      x: x(index),
      y: floor + 22,
      text: both(quarterOf(point)),
      look: 'faint',
      size: 'small',
      anchor: 'middle',
    }),
  );
  const ends = apart(series.map(({ of }) => y(lastOf(points.map(of)) ?? 0)));
  const lines = series.flatMap(({ name, look, of }, which): readonly Mark[] => {
    const drawn = points.flatMap((point, index): readonly Point[] => {
      const percent = of(point);
      return percent === undefined ? [] : [[x(index), y(percent)]];
    });
    const last = lastOf(points.map(of));
    const said = { zh: `${name.zh} ${last ?? '–'}%`, en: `${name.en} ${last ?? '–'}%` };
    return [
      { kind: 'line', points: drawn, look },
      { kind: 'words', x: width - right + 8, y: (ends[which] ?? 0) + 4, text: said, look, size: 'small' },
    ];
  });
  return {
    title: { zh: '逐季覆盖率', en: 'Coverage by quarter' },
    description: {
      zh: '内容、自有内容、格位的覆盖率，每季末一点。',
      en: 'Topics, own topics and cells covered, at the end of each quarter.',
    },
    width,
    height,
    marks: [...grid, ...quarters, ...lines],
  };
}

function lastOf(values: readonly (number | undefined)[]): number | undefined {
  return values.findLast((value) => value !== undefined);
}

/** Heights of words that would overlap, moved apart. */
function apart(heights: readonly number[]): readonly number[] {
  const order = heights.map((height, index) => ({ height, index })).sort((a, b) => a.height - b.height);
  let last = Number.NEGATIVE_INFINITY;
  const moved = new Map(
    order.map(({ height, index }) => {
      last = Math.max(height, last + 16);
      return [index, last];
    }),
  );
  return heights.map((height, index) => moved.get(index) ?? height);
}
