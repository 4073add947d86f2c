// Offsets in a text to lines and columns; a line ends at LF.
import type { Span } from '../diagnostic.ts';

/** The offset at which each line begins. */
export type Lines = readonly number[];

export function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

export function spanBetween(lines: Lines, start: number, end: number): Span {
  const [line, column] = positionAt(lines, start);
  const [endLine, endColumn] = positionAt(lines, end);
  return { line, column, endLine, endColumn };
}

function positionAt(lines: Lines, offset: number): [line: number, column: number] {
  let [low, high] = [0, lines.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return [low + 1, offset - (lines[low] ?? 0) + 1];
}
