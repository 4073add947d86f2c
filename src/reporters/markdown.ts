// Markdown to paste into a report or a job summary: headings, tables, lists.
import { harmless, type Lang } from '../diagnostic.ts';
import type { Block, Cell, Column, Reporter, Row } from '../report.ts';
import { linesOf, positionOf, subjectOf, wordsOf } from './plain.ts';

export const markdown: Reporter = ({ blocks }, { lang, isQuiet }) => {
  const parts = blocks.map((block) => linesOfBlock(block, lang, isQuiet)).filter((lines) => lines.length > 0);
  return parts.map((lines) => `${lines.join('\n')}\n`).join('\n');
};

function linesOfBlock(block: Block, lang: Lang, isQuiet: boolean): readonly string[] {
  const said = (cell: Cell): string => stepped(literal(wordsOf(cell, lang)));
  switch (block.kind) {
    case 'heading':
      return [`## ${said(block.text)}`];
    case 'paragraph':
      return [said(block.text).replace(/^(?=[-+=]|\d+[.)])(.)/, (_, mark: string) => `&#${mark.charCodeAt(0)};`)];
    case 'summary':
      return isQuiet ? [] : [`**${said(block.text)}**`];
    case 'code':
      return fenced(block.text, '');
    case 'diff':
      return fenced(block.after, '');
    case 'fields':
      return block.fields.map(({ name, values }) => `- **${said(name)}** ${values.map(said).join('<br>')}`);
    case 'diagnostics':
      return block.diagnostics.map((each) => `- ${literal(positionOf(each.place))} ${linesOf(each, lang).map(withCode).join('<br>')}`);
    case 'timeline': {
      const { start, end, label } = block.timeline;
      return [`${said(start)} – ${said(end)} · ${said(label)}`];
    }
    case 'table':
      return block.rows.length === 0 ? [] : tableOf(block, lang);
  }
}

function tableOf({ columns, rows }: Extract<Block, { kind: 'table' }>, lang: Lang): readonly string[] {
  return [
    tableRow(columns.map(({ title }) => literal(title[lang]))),
    tableRow(columns.map(({ look }) => (look === 'figure' ? '---:' : '---'))),
    ...rows.map((row) => tableRow(cellsOf(columns, row, lang))),
  ];
}

/** What belongs to the row above steps in; what stands below a cell in a terminal stands below it here. */
function cellsOf(columns: readonly Column[], { cells, level = 0, details = [] }: Row, lang: Lang): readonly string[] {
  const said = (cell: Cell): string => literal(wordsOf(cell, lang));
  const subject = subjectOf(columns);
  const all = cells.map((cell, index) => (index === subject ? wideBlank.repeat(level) : '') + said(cell));
  return [...all.slice(0, -1), [all.at(-1) ?? '', ...details.map(said)].join('<br>')];
}

const wideBlank = '\u3000';

/** HTML folds blanks, so what steps in steps in by wide ones. */
function stepped(text: string): string {
  return text.replace(/^ +/, (blanks) => wideBlank.repeat(Math.ceil(blanks.length / 2)));
}

/** A fence is longer than any in the text. */
function fenced(text: string, language: string): readonly string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [fence + language, harmless(text), fence];
}

/** A row of a Markdown table. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** What messages put in backquotes is code; all else stands as it is. */
export function withCode(message: string): string {
  const parts = message.split('`');
  if (parts.length % 2 === 0) return literal(message);
  return parts.map((part, index) => (index % 2 === 0 ? literal(part) : `<code>${literal(part)}</code>`)).join('');
}

/** Text in which Markdown, HTML and a terminal find nothing of theirs. */
export function literal(value: string): string {
  return harmless(value)
    .replace(/[\\`*_~[\]<>&"|#$@!]/g, (mark) => `&#${mark.charCodeAt(0)};`)
    .replaceAll('\n', '<br>');
}
