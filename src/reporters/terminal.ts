// What only a terminal needs, or a text of rare characters: a chunk of its own, since loading it costs as much as Node's start.
import stringWidth from 'string-width';
import wrap from 'wrap-ansi';

/** The columns that a text takes, colours and combined characters minded. */
export function exactColumns(text: string): number {
  return stringWidth(text);
}

/** The text broken into lines of so many columns, colours kept. */
export function brokenAt(columns: number, text: string): readonly string[] {
  return wrap(text, columns, { hard: true, trim: false }).split('\n');
}
