// Lines for a terminal: findings that can be clicked, tables that stand straight with Chinese text.
import { Chalk, type ChalkInstance } from 'chalk';
import { createTwoFilesPatch } from 'diff';
import stringWidth from 'string-width';
import { type Diagnostic, type Lang, type Severity, severityWords, type Text } from '../diagnostic.ts';
import type { Block, Cell, Field, Reporter, Style } from '../report.ts';
import { harmless, linesOf as linesOfFinding, positionOf } from './plain.ts';

interface Look {
  readonly lang: Lang;
  readonly width: number | undefined;
  readonly chalk: ChalkInstance;
}

export const text: Reporter = ({ blocks }, style) => {
  const look = { lang: style.lang, width: style.width, chalk: new Chalk({ level: style.hasColor ? 1 : 0 }) };
  const parts = blocks.map((block) => ({ block, lines: linesOf(block, look, style) })).filter(({ lines }) => lines.length > 0);
  const spaced = parts.flatMap(({ block, lines }, index) => (index > 0 && stands(block) ? ['', ...lines] : lines));
  return spaced.map((line) => `${line.trimEnd()}\n`).join('');
};

/** Blocks that a blank line sets apart from what is before. */
function stands({ kind }: Block): boolean {
  return kind !== 'paragraph' && kind !== 'code';
}

function linesOf(block: Block, look: Look, { isQuiet }: Style): readonly string[] {
  switch (block.kind) {
    case 'diagnostics':
      return block.diagnostics.flatMap((diagnostic) => diagnosticLines(diagnostic, look));
    case 'summary':
      return isQuiet ? [] : [painted(look, block.severity, block.text[look.lang])];
    case 'heading':
      return [look.chalk.bold(said(block.text, look))];
    case 'paragraph':
      return said(block.text, look).split('\n');
    case 'code':
      return block.text.split('\n').map((line) => `    ${line}`);
    case 'diff':
      return diffLines(block, look);
    case 'fields':
      return fieldLines(block.fields, look);
    case 'table':
      return tableLines(block.columns, block.rows, look);
  }
}

function said(cell: Cell, { lang }: Look): string {
  return harmless(typeof cell === 'string' ? cell : cell[lang]);
}

function painted({ chalk }: Look, severity: Severity | 'ok', words: string): string {
  const paint = { error: chalk.red, warning: chalk.yellow, info: chalk.cyan, ok: chalk.green }[severity];
  return paint(words);
}

function diagnosticLines(diagnostic: Diagnostic, look: Look): readonly string[] {
  const { place, severity, rule, related } = diagnostic;
  const { lang, chalk } = look;
  const [message = '', ...more] = linesOfFinding(diagnostic, lang);
  const head = `${chalk.bold(positionOf(place))}: ${painted(look, severity, severityWords[severity][lang])}: ${message} ${chalk.dim(`[${rule}]`)}`;
  return [head, ...more.map((line, index) => `    ${index < related.length ? chalk.dim(line) : line}`)];
}

/** A unified diff, as `git apply` reads it. */
function diffLines({ file, before, after }: Extract<Block, { kind: 'diff' }>, { chalk }: Look): readonly string[] {
  const patch = createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, '', '', { context: 3 });
  const paint = (line: string): string =>
    /^[+](?![+]{2} )/.test(line) ? chalk.green(line) : /^-(?!-- )/.test(line) ? chalk.red(line) : line;
  return patch
    .split('\n')
    .slice(1, -1)
    .map((line) => paint(harmless(line.replace(/\t$/, ''))));
}

/** Names in one column, values in the next; a list has a line each. */
function fieldLines(fields: readonly Field[], look: Look): readonly string[] {
  const column = Math.max(...fields.map(({ name }) => stringWidth(said(name, look)))) + 2;
  return fields.flatMap(({ name, values }) =>
    values.map((value, index) => look.chalk.dim(padded(index === 0 ? said(name, look) : '', column)) + said(value, look)),
  );
}

/** A table where it fits; else each row's first cell on a line and the others indented below it. */
function tableLines(columns: readonly Text[], rows: readonly (readonly Cell[])[], look: Look): readonly string[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => row.map((cell) => said(cell, look)));
  const titles = columns.map((column) => column[look.lang]);
  const widths = titles.map((title, index) => Math.max(stringWidth(title), ...cells.map((row) => stringWidth(row[index] ?? ''))));
  const total = widths.reduce((sum, width) => sum + width, 0) + 2 * (widths.length - 1);
  if (look.width !== undefined && total > look.width) return cells.flatMap((row) => stacked(row, look));
  const line = (row: readonly string[]): string => row.map((cell, index) => padded(cell, widths[index] ?? 0)).join('  ');
  return [look.chalk.bold(line(titles).trimEnd()), ...cells.map(line)];
}

function stacked([first = '', ...others]: readonly string[], { chalk }: Look): readonly string[] {
  return [chalk.bold(first), `    ${others.filter((cell) => cell !== '').join(' · ')}`];
}

/** Padded to a number of terminal columns, in which a Chinese character takes two. */
function padded(words: string, columns: number): string {
  return words + ' '.repeat(Math.max(0, columns - stringWidth(words)));
}
