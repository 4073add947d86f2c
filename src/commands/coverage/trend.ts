// Coverage by quarter across the plan's period: a sparkline for each domain, the figures for each quarter.

import { type Figures, seen } from '../../measures/coverage.ts';
import { type TrendPoint, trendOf } from '../../measures/trend.ts';
import type { Cell, Column, Row } from '../../report.ts';
import { noPlan } from '../sound.ts';
import { fractionText } from '../words.ts';
import { figuresData } from './data.ts';
import { figureCells, figureColumns, type ScopeEntry, scopeRow, scopesOf, scopeWords } from './scopes.ts';
import { sparkline } from './signs.ts';
import { figure, headingText, type Part, type Picture, termTitle, title } from './view.ts';

export function trendReport(picture: Picture): Part {
  const points = trendOf(picture.ground.registry, picture.coverage.day, picture.ground.unsound);
  if (points === undefined) throw noPlan(picture.ground);
  const scopesAt = points.map(({ coverage }) => scopesOf({ ...picture, coverage }));
  return {
    data: { trend: points.map((point) => pointData(picture, point)) },
    blocks: [
      { kind: 'heading', text: headingText(picture) },
      { kind: 'table', columns: lineColumns(points), rows: lineRows(picture, scopesAt) },
      { kind: 'table', columns: pointColumns(picture), rows: points.map((point) => pointRow(picture, point)) },
    ],
    sheet: {
      columns: [{ zh: '日期', en: 'Day' }, { zh: '推算', en: 'Ahead' }, ...figureColumns],
      rows: points.flatMap(({ day, isAhead }, index) =>
        (scopesAt[index] ?? []).map(({ scope, title: name, row }) => [
          day,
          isAhead ? { zh: '是', en: 'yes' } : '',
          scopeWords[scope],
          row.id,
          name,
          ...figureCells(row),
        ]),
      ),
    },
  };
}

export function quarterOf({ day }: TrendPoint): string {
  return `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

function lineColumns(points: readonly TrendPoint[]): readonly Column[] {
  const [first, last] = [points[0], points.at(-1)].map((point) => (point === undefined ? '' : quarterOf(point)));
  return [
    { title: title.domain },
    figure({ zh: `内容 ${first}`, en: `Topics ${first}` }),
    figure({ zh: `${last}`, en: `${last}` }),
    figure({ zh: `格位 ${first}`, en: `Cells ${first}` }),
    figure({ zh: `${last}`, en: `${last}` }),
    { title: { zh: '内容逐季', en: 'Topics by quarter' } },
  ];
}

/** The taxonomy is the same at each point, so the scopes are, in the same order. */
function lineRows({ view }: Picture, scopesAt: readonly (readonly ScopeEntry[])[]): readonly Row[] {
  return (scopesAt[0] ?? []).map((entry, index): Row => {
    const figures = scopesAt.flatMap((scopes) => scopes[index]?.row ?? []).map((row: Figures) => seen(row, view));
    const ends = (of: 'topics' | 'cells'): readonly Cell[] =>
      [figures[0], figures.at(-1)].map((each) => (each === undefined ? '' : `${each[of].count}/${each[of].of}`));
    const line = sparkline(figures.map(({ topics }) => topics));
    return scopeRow(entry, [...ends('topics'), ...ends('cells'), [{ text: line, tone: 'good' }]]);
  });
}

function pointColumns({ vocabulary }: Picture): readonly Column[] {
  return [
    { title: { zh: '日期', en: 'Day' } },
    ...[title.topics, title.ownTopics, title.cells, termTitle(vocabulary.taxonomy.tiers, 'lead')].map(figure),
    { title: { zh: '', en: '' } },
  ];
}

function pointRow({ view }: Picture, { day, coverage, isAhead }: TrendPoint): Row {
  const { topics, cells } = seen(coverage.total, view);
  const { ownTopics } = coverage.total;
  const note: Cell = isAhead ? [{ text: { zh: '按已知日期推算', en: 'by the dates that are known' }, tone: 'faint' }] : '';
  return { cells: [day, fractionText(topics), fractionText(ownTopics), fractionText(cells), `${coverage.lead.count}/1`, note] };
}

function pointData({ view }: Picture, { day, coverage, isAhead }: TrendPoint): object {
  return {
    day,
    ...(isAhead && { ahead: true }),
    total: figuresData(coverage.total, view),
    parts: coverage.parts.map((row) => ({ id: row.id, ...figuresData(row, view) })),
    domains: [...coverage.domains, ...coverage.uncounted].map((row) => ({ id: row.id, ...figuresData(row, view) })),
    lead: { filled: coverage.lead.count > 0 },
  };
}
