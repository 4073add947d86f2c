// Texts as a person may see them: what a file says is shown, never obeyed.
import type { Diagnostic, Lang, Place } from '../diagnostic.ts';
import type { Report, Validation } from '../report.ts';

/** Control and bidirectional marks, and halves of characters, become visible. */
export function harmless(value: string): string {
  return value.replace(/(?!\n)[\p{Cc}\p{Cs}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]/gu, escaped);
}

/** The same, in one line. */
export function inLine(value: string): string {
  return harmless(value).replaceAll('\n', escaped);
}

function escaped(mark: string): string {
  return `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

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
