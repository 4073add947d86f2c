// How many columns a text takes on a terminal.
import { exactColumns } from './terminal.ts';

/** Counts letters, Chinese characters and their punctuation itself; a text with anything else is counted exactly. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (let at = 0; at < text.length; at++) {
    const width = plainWidth(text.charCodeAt(at));
    if (width === 0) return exactColumns(text);
    columns += width;
  }
  return columns;
}

/** The width of a character that combines with none, or 0. */
function plainWidth(unit: number): 0 | 1 | 2 {
  if (unit >= 0x20 && unit <= 0x7e) return 1;
  if (unit >= 0x4e00 && unit <= 0x9fff) return 2;
  if ((unit >= 0x3001 && unit <= 0x3020) || (unit >= 0xff01 && unit <= 0xff5e)) return 2;
  return narrow.has(unit) ? 1 : 0;
}

/** Punctuation of Chinese texts that terminals show in one column. */
const narrow = new Set([...'·—‘’“”…'].map((character) => character.charCodeAt(0)));
