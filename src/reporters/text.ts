// Lines for a terminal: findings that can be clicked, tables that stand straight with Chinese text.
import { Chalk } from 'chalk';
import { createTwoFilesPatch } from 'diff';
import { type Diagnostic, harmless, type Severity, severityWords } from '../diagnostic.ts';
import type { Block, Field, Reporter, Style } from '../report.ts';
import { columnsOf } from './columns.ts';
import { linesOf as linesOfFinding, positionOf } from './plain.ts';
import { colours, type Look, padded, painted as said, tableLines, timelineLines, wrapped } from './table.ts';

export const text: Reporter = ({ blocks }, style) => {
  const look = { lang: style.lang, width: style.width, chalk: new Chalk({ level: style.hasColor ? 1 : 0 }) };
  const parts = blocks.map((block) => ({ block, lines: linesOf(block, look, style) })).filter(({ lines }) => lines.length > 0);
  const spaced = parts.flatMap(({ block, lines }, index) =>
    index > 0 && standsApart(parts[index - 1]?.block, block) ? ['', ...lines] : lines,
  );
  return spaced.map((line) => `${closed(line)}\n`).join('');
};

/** A line without the blanks at its end, also before a colour that ends there. */
function closed(line: string): string {
  const end = line.search(closingColours);
  return line.slice(0, end).trimEnd() + line.slice(end);
}

const closingColours = new RegExp(`${colours}$`);

/** Whether a blank line sets a block apart from the one before: text goes on, but not from a table. */
function standsApart(before: Block | undefined, { kind }: Block): boolean {
  return (kind !== 'paragraph' && kind !== 'code') || before?.kind === 'table';
}

function linesOf(block: Block, look: Look, { isQuiet }: Style): readonly string[] {
  switch (block.kind) {
    case 'diagnostics':
      return block.diagnostics.flatMap((diagnostic) => diagnosticLines(diagnostic, look));
    case 'summary':
      return isQuiet ? [] : fitted(coloured(look, block.severity, harmless(block.text[look.lang])), look);
    case 'heading':
      return fitted(look.chalk.bold(said(block.text, look)), look);
    case 'paragraph':
      // A plain string is somebody's text, such as JSON, and stays as it is.
      return typeof block.text === 'string' ? said(block.text, look).split('\n') : fitted(said(block.text, look), look);
    case 'code':
      return harmless(block.text)
        .split('\n')
        .map((line) => `    ${line}`);
    case 'diff':
      return diffLines(block, look);
    case 'fields':
      return fieldLines(block.fields, look);
    case 'timeline':
      return timelineLines(block.timeline, look);
    case 'table':
      return tableLines(block.columns, block.rows, look);
  }
}

function coloured({ chalk }: Look, severity: Severity | 'ok', words: string): string {
  const paint = { error: chalk.red, warning: chalk.yellow, info: chalk.cyan, ok: chalk.green }[severity];
  return paint(words);
}

function diagnosticLines(diagnostic: Diagnostic, look: Look): readonly string[] {
  const { place, severity, rule, related } = diagnostic;
  const { lang, chalk } = look;
  const [message = '', ...more] = linesOfFinding(diagnostic, lang);
  const head = `${chalk.bold(positionOf(place))}: ${coloured(look, severity, severityWords[severity][lang])}: ${message} ${chalk.dim(`[${rule}]`)}`;
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
  const column = Math.max(...fields.map(({ name }) => columnsOf(said(name, look)))) + 2;
  const room = look.width === undefined ? Number.POSITIVE_INFINITY : look.width - column;
  return fields.flatMap(({ name, values }) => {
    const lines = values.flatMap((value) => wrapped(said(value, look), room));
    return lines.map((line, index) => look.chalk.dim(padded(index === 0 ? said(name, look) : '', column)) + line);
  });
}

function fitted(words: string, { width = Number.POSITIVE_INFINITY }: Look): readonly string[] {
  return wrapped(words, width);
}
