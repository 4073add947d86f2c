// Compares values on a tape: whether the items of a list differ, and whether a text in its file is a given word. Pure.
import type { Strings } from '../source/strings.ts';
import { afterValue, JSON_TEXT, LIST, MAP, NUMBER, RAW, TEXT } from '../source/tape.ts';

/** What a comparison reads, and where it says that it is in doubt. */
interface Reading {
  readonly tape: { readonly strings: Strings };
  readonly tokens: Int32Array;
  readonly bytes: Buffer;
  isUnsure: boolean;
}

/** Whether a text that stands in the file is one of the words, given as tokens. */
export function isRawWord(reading: Reading, at: number, words: readonly number[]): boolean {
  const token = reading.tokens[at] as number;
  if ((token & 7) === JSON_TEXT) reading.isUnsure = true;
  if ((token & 7) !== RAW) return false;
  const text = bytesAt(reading, at);
  return words.some((word) => (word & 7) === TEXT && areEqual(text, bytesOf(reading.tape.strings, word >>> 3)));
}

function hasNoNumber(token: number): boolean {
  return (token & 7) === RAW || (token & 7) === JSON_TEXT;
}

function isString(token: number): boolean {
  return (token & 7) === TEXT || hasNoNumber(token);
}

/** Longer lists are compared by a set. */
const fewItems = 16;

/** Whether the items of a list differ from each other. Where that is not certain, they count as equal, in doubt. */
export function areDistinct(reading: Reading, list: number): boolean {
  const { tokens } = reading;
  const count = (tokens[list] as number) >>> 3;
  if (count < 2) return true;
  const isCertain = count <= fewItems ? differInPairs(reading, list) : areTextsOfSet(tokens, list);
  if (!isCertain) reading.isUnsure = true;
  return isCertain;
}

function differInPairs(reading: Reading, list: number): boolean {
  const { tokens } = reading;
  const end = afterValue(tokens, list);
  for (let item = list + 2; item < end; item = afterValue(tokens, item)) {
    for (let other = afterValue(tokens, item); other < end; other = afterValue(tokens, other))
      if (!differ(reading, item, other)) return false;
  }
  return true;
}

function areTextsOfSet(tokens: Int32Array, list: number): boolean {
  const items = tokens.subarray(list + 2, afterValue(tokens, list));
  return items.every((token) => (token & 7) === TEXT) && new Set(items).size === items.length;
}

/** Whether two values certainly differ. */
function differ(reading: Reading, one: number, two: number): boolean {
  const { tokens } = reading;
  const a = tokens[one] as number;
  const b = tokens[two] as number;
  if (isString(a) && isString(b) && (hasNoNumber(a) || hasNoNumber(b))) return differInBytes(reading, one, two);
  if ((a & 7) !== (b & 7)) return true;
  if ((a & 7) === NUMBER) return false;
  return a !== b || (((a & 7) === MAP || (a & 7) === LIST) && differWithin(reading, one, two));
}

/** Compares two texts, of which at least one has no number. */
function differInBytes(reading: Reading, one: number, two: number): boolean {
  const { tokens } = reading;
  if (isJson(tokens, one) || isJson(tokens, two)) return false;
  return !areEqual(bytesAt(reading, one), bytesAt(reading, two));
}

function isJson(tokens: Int32Array, at: number): boolean {
  return ((tokens[at] as number) & 7) === JSON_TEXT;
}

/** Where a text stands. */
interface Range {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

function areEqual(a: Range, b: Range): boolean {
  return a.to - a.from === b.to - b.from && a.bytes.compare(b.bytes, b.from, b.to, a.from, a.to) === 0;
}

function bytesAt({ tokens, bytes, tape }: Reading, at: number): Range {
  const token = tokens[at] as number;
  const from = tokens[at + 1] as number;
  return (token & 7) === RAW ? { bytes, from, to: from + (token >>> 3) } : bytesOf(tape.strings, token >>> 3);
}

function bytesOf({ bytes, starts }: Strings, id: number): Range {
  return { bytes, from: starts[id] as number, to: starts[id + 1] as number };
}

/** Whether two maps with equal keys in equal order, or two lists, certainly differ in a value. */
function differWithin(reading: Reading, one: number, two: number): boolean {
  const { tokens } = reading;
  const isMap = ((tokens[one] as number) & 7) === MAP;
  let a = one + 2;
  let b = two + 2;
  for (let left = (tokens[one] as number) >>> 3; left > 0; left--) {
    // Another order of keys: the rest is not comparable.
    if (isMap && tokens[a++] !== tokens[b++]) return false;
    if (differ(reading, a, b)) return true;
    a = afterValue(tokens, a);
    b = afterValue(tokens, b);
  }
  return false;
}
