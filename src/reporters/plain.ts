// Texts as a person may see them: what a file says is shown, never obeyed.
import { type Diagnostic, harmless, inLine, type Lang, type Place } from '../diagnostic.ts';
import { type Cell, type Column, isText, type Report, type Tone, type Validation } from '../report.ts';

export function positionOf({ file, line, column }: Place): string {
  return `${inLine(file)}:${line}:${column}`;
}

/** The last line that a place has something of; an end is exclusive. */
export function lastLineOf({ line, endLine, endColumn }: Place): number {
  return endColumn === 1 ? Math.max(line, endLine - 1) : endLine;
}

/** What is said of a finding: the message, the places it concerns, and how to mend it. */
export function linesOf({ message, related, hint }: Diagnostic, lang: Lang): readonly string[] {
  const places = related.map((each) => `${positionOf(each.place)}: ${inLine(each.message[lang])}`);
  return [inLine(message[lang]), ...places, ...(hint ? [inLine(hint[lang])] : [])];
}

/** The findings, for formats of `validate` alone; the command line gives them to no other command. */
export function validationOf({ validation }: Report): Validation {
  if (validation === undefined) throw new Error('this report has no findings');
  return validation;
}

/** A cell's words in a language, each with its tone where it has one. */
export function runsOf(cell: Cell, lang: Lang): readonly { readonly text: string; readonly tone?: Tone }[] {
  if (typeof cell === 'string') return [{ text: harmless(cell) }];
  if (isText(cell)) return [{ text: harmless(cell[lang]) }];
  return cell.map(({ text, tone }) => ({ text: harmless(typeof text === 'string' ? text : text[lang]), tone }));
}

/** A cell's words alone. */
export function wordsOf(cell: Cell, lang: Lang): string {
  return runsOf(cell, lang)
    .map(({ text }) => text)
    .join('');
}

/** The column that a row is about: the one that says so, else the first. */
export function subjectOf(columns: readonly Column[]): number {
  return Math.max(
    columns.findIndex(({ look }) => look === 'subject'),
    0,
  );
}
