// Tables and time lines for a terminal: straight with Chinese text, readable without colour, and down to narrow screens.
import type { ChalkInstance } from 'chalk';
import { inLine, type Lang } from '../diagnostic.ts';
import type { Cell, Column, Row, Timeline, Tone } from '../report.ts';
import { columnsOf } from './columns.ts';
import { runsOf, subjectOf } from './plain.ts';
import { brokenAt } from './terminal.ts';

export interface Look {
  readonly lang: Lang;
  /** Columns of the terminal; undefined where there is none to keep to. */
  readonly width: number | undefined;
  readonly chalk: ChalkInstance;
}

/** A table where it fits, with its long column broken over lines; else each row as a paragraph of its own. */
export function tableLines(columns: readonly Column[], rows: readonly Row[], look: Look): readonly string[] {
  if (rows.length === 0) return [];
  const table = {
    columns,
    titles: columns.map(({ title }) => inLine(title[look.lang])),
    rows: rows.map((row) => drawn(columns, row, look)),
  };
  const widths = table.titles.map((title, index) => Math.max(columnsOf(title), ...table.rows.map(({ cells }) => widthOf(cells[index]))));
  const hasDetails = rows.some(({ details = [] }) => details.length > 0);
  const room = roomForLast(columns, widths, hasDetails, look);
  return room === undefined ? table.rows.flatMap((row) => stacked(table, row, look)) : tabled(table, widths, room, look);
}

interface Drawn {
  readonly cells: readonly string[];
  readonly details: readonly string[];
  readonly level: number;
  readonly isApart: boolean | undefined;
}

interface Table {
  readonly columns: readonly Column[];
  readonly titles: readonly string[];
  readonly rows: readonly Drawn[];
}

const gap = 2;
const step = '  ';
/** A long column narrower than this is harder to read than a paragraph. */
const leastRoom = 28;

function drawn(columns: readonly Column[], { cells, level = 0, isApart, details = [] }: Row, look: Look): Drawn {
  const inLine = (cell: Cell): string => painted(cell, look).replaceAll('\n', ' ');
  const subject = subjectOf(columns);
  const lines = cells.map((cell, index) => (index === subject ? step.repeat(level) : '') + inLine(cell));
  return {
    cells: lines,
    details: details.map((cell) => step.repeat(subject === cells.length - 1 ? level : 0) + inLine(cell)),
    level,
    isApart,
  };
}

function widthOf(text: string | undefined): number {
  return columnsOf(text ?? '');
}

/** The columns that the last cell of a row may take, without end where nothing limits it; undefined where the table does not fit. */
function roomForLast(columns: readonly Column[], widths: readonly number[], hasDetails: boolean, { width }: Look): number | undefined {
  if (width === undefined) return Number.POSITIVE_INFINITY;
  const last = widths.at(-1) ?? 0;
  const room = width - widths.slice(0, -1).reduce((sum, each) => sum + each + gap, 0);
  const look = columns.at(-1)?.look;
  const isLong = look === 'long' || look === 'subject';
  const isWide = room >= (hasDetails ? leastRoom : 1);
  return (last <= room && isWide) || (isLong && room >= leastRoom) ? room : undefined;
}

function tabled({ columns, titles, rows }: Table, widths: readonly number[], room: number, look: Look): readonly string[] {
  const line = (cells: readonly string[]): string =>
    cells.map((cell, index) => (columns[index]?.look === 'figure' ? aligned : padded)(cell, widths[index] ?? 0)).join(' '.repeat(gap));
  const before = widths.slice(0, -1).reduce((sum, each) => sum + each + gap, 0);
  const rule = '-'.repeat(before + Math.min(widths.at(-1) ?? 0, room));
  const body = rows.flatMap(({ cells, details, isApart }) => {
    const [first = '', ...rest] = wrapped(cells.at(-1) ?? '', room);
    const under = [...rest, ...details.flatMap((detail) => wrapped(detail, room)).map((text) => look.chalk.dim(text))];
    return [
      ...(isApart ? [look.chalk.dim(rule)] : []),
      line([...cells.slice(0, -1), first]),
      ...under.map((text) => ' '.repeat(before) + text),
    ];
  });
  return [look.chalk.bold(line(titles).trimEnd()), ...body];
}

/** What the row is about on a line, the other cells below it; a figure says what it is. */
function stacked({ columns, titles }: Table, { cells, details, level }: Drawn, { chalk, width = 80 }: Look): readonly string[] {
  const at = subjectOf(columns);
  const others = cells.flatMap((cell, index) => {
    if (index === at || cell.trim() === '') return [];
    return columns[index]?.look === 'figure' ? `${titles[index]} ${cell.trim()}` : cell.trim();
  });
  const indent = `${step.repeat(level)}    `;
  const under = [others.join(' · '), ...details.map((detail) => chalk.dim(detail.trim()))].filter((line) => line !== '');
  return [...wrapped(cells[at] ?? '', width).map((line) => chalk.bold(line)), ...under.flatMap((line) => wrapped(indent + line, width))];
}

/** A line narrower than this holds no word. */
const narrowest = 10;

/** Chinese has no blanks to break at, so a line is filled and broken anywhere; what steps in goes on stepping in. */
export function wrapped(text: string, room: number): readonly string[] {
  return text.split('\n').flatMap((line) => {
    if (!Number.isFinite(room)) return [line];
    const blanks = /^ */.exec(line)?.[0] ?? '';
    const margin = blanks.slice(0, Math.max(0, room - narrowest));
    const words = brokenAt(Math.max(room - margin.length, narrowest), line.slice(blanks.length));
    return words.flatMap((each, index) =>
      index === 0 ? [margin + each] : isBlank(each) ? [] : [margin + each.replace(openingBlank, '$1')],
    );
  });
}

const colour = '\u001b\\[[\\d;]*m';
/** Colour codes, for a regular expression. */
export const colours = `(?:${colour})*`;
/** The blank at which a line was broken opens the next. */
const openingBlank = new RegExp(`^(${colours}) `);
const onlyBlanks = new RegExp(`^(?:${colour}| )*$`);

function isBlank(line: string): boolean {
  return onlyBlanks.test(line);
}

/** Padded to a number of terminal columns, in which a Chinese character takes two. */
export function padded(words: string, columns: number): string {
  return words + ' '.repeat(Math.max(0, columns - columnsOf(words)));
}

function aligned(words: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - columnsOf(words))) + words;
}

/** A cell in its language and colours. */
export function painted(cell: Cell, { lang, chalk }: Look): string {
  const paint: Readonly<Record<Tone, (text: string) => string>> = {
    good: chalk.green,
    fair: chalk.cyan,
    poor: chalk.yellow,
    bad: chalk.red,
    faint: chalk.dim,
    strong: chalk.bold,
    plain: (text) => text,
  };
  return runsOf(cell, lang)
    .map(({ text, tone }) => (tone === undefined ? text : paint[tone](text)))
    .join('');
}

const longestLine = 72;

/** `|====1=====^----2-----3`: what has passed, where the parts end, and the day under it. */
export function timelineLines({ start, end, parts, now, label }: Timeline, look: Look): readonly string[] {
  const length = Math.max(20, Math.min(longestLine, look.width ?? longestLine)) - 1;
  const placeOf = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * (length - 1));
  const passed = now < 0 ? -1 : placeOf(now);
  const signs = Array.from({ length }, (_, index): string => (index <= passed ? '=' : '-'));
  signs[0] = '|';
  for (const part of parts) signs[placeOf(part.end)] = part.sign;
  const mark = now < 0 ? '<' : now > 1 ? '>' : '^';
  return [
    look.chalk.dim(padded(start, length - end.length) + end),
    signs.join(''),
    ...markLines(mark, Math.max(0, passed), painted(label, look), length),
  ];
}

/** The mark under the day, and its words after it, before it or below it, where there is room. */
function markLines(mark: string, at: number, words: string, length: number): readonly string[] {
  const width = columnsOf(words);
  if (at + 2 + width <= length) return [`${' '.repeat(at)}${mark} ${words}`];
  if (width + 1 <= at) return [`${' '.repeat(at - width - 1)}${words} ${mark}`];
  return [' '.repeat(at) + mark, ...wrapped(words, length)];
}
