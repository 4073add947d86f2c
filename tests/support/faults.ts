// Faults as a line each: the place from its first character to its last, and what is said there.
import type { Fault } from '../../src/diagnostic.ts';

/** `1:4-1:5`, counted as editors count. */
export function placeOf({ where }: Fault): string {
  if (!('span' in where)) throw new Error('the fault points at data, not at text');
  const { line, column, endLine, endColumn } = where.span;
  return `${line}:${column}-${endLine}:${endColumn}`;
}

/** The message in English, and the hint in brackets. */
export function saidOf({ message, hint }: Fault): string {
  return `${message.en}${hint === undefined ? '' : ` (${hint.en})`}`;
}
