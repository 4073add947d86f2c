// A picture before it has a format: shapes and words at their places, in pixels from the top left. What a shape means is
// said by its look; how a look is painted is decided where the picture is shown.
import type { Text } from './diagnostic.ts';

/** What a shape or a word says about what it stands for. The words beside it say the same: colour only repeats them. */
export type Look =
  | 'own'
  | 'upper'
  | 'in-progress'
  | 'gap'
  | 'not-applicable'
  | 'frame'
  | 'grid'
  | 'now'
  | 'good'
  | 'fair'
  | 'poor'
  | 'bad'
  | 'faint'
  | 'strong'
  | 'plain';

export type Point = readonly [x: number, y: number];

export interface Box {
  readonly kind: 'box';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly look: Look;
}

export interface Line {
  readonly kind: 'line';
  /** Joined by straight lines, or two of them by a curve that leaves and arrives level, to the left where both are in one column. */
  readonly points: readonly Point[];
  readonly look: Look;
  readonly isCurved?: true;
  /** The names of the links that it joins. */
  readonly joins?: readonly [string, string];
}

export interface Words {
  readonly kind: 'words';
  readonly x: number;
  /** Of the line that letters stand on. */
  readonly y: number;
  readonly text: Text;
  readonly look: Look;
  readonly size?: 'small' | 'large';
  readonly anchor?: 'middle' | 'end';
}

export function words(x: number, y: number, text: Text, look: Look, how: Pick<Words, 'size' | 'anchor'> = {}): Words {
  return { kind: 'words', x, y, text, look, ...how };
}

/** Shapes that lead to a page, and are said to a reader as one. */
export interface Link {
  readonly kind: 'link';
  readonly href: string;
  readonly label: Text;
  readonly marks: readonly Mark[];
  readonly name?: string;
}

export type Mark = Box | Line | Words | Link;

export interface Drawing {
  readonly title: Text;
  /** What is to be seen, in a sentence. */
  readonly description: Text;
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

/** Heights of letters, in pixels. */
export const sizes = { small: 12, normal: 14, large: 20 } as const;

/** How wide a text is at most, in pixels: a Chinese character is as wide as it is high, a Latin one as in the widest of usual fonts. */
export function widthOf(text: string, size: number): number {
  return [...text].reduce((sum, character) => sum + shareOf(character), 0) * size;
}

/** Widths of DejaVu Sans as shares of the height, rounded up: wider than what Windows, macOS and Android bring. */
function shareOf(character: string): number {
  if (character > '\u2e7f') return 1;
  if (/[ijl|' .,:;()[\]ftr]/.test(character)) return 0.42;
  if (/[mwMW%@…—]/.test(character)) return 1;
  return /[A-Z]/.test(character) ? 0.79 : 0.65;
}

/** The text, cut with an ellipsis where it is wider than there is room. */
export function fitted(text: string, room: number, size: number): string {
  const characters = [...text];
  let [sum, kept] = [0, 1];
  for (const [index, character] of characters.entries()) {
    sum += shareOf(character);
    if ((sum + shareOf('…')) * size <= room) kept = index + 1;
  }
  return sum * size <= room ? text : `${characters.slice(0, kept).join('')}…`;
}

/** The same in both languages. */
export function fittedText({ zh, en }: Text, room: number, size: number): Text {
  return { zh: fitted(zh, room, size), en: fitted(en, room, size) };
}
