// Records in compact form: a tape of numbers for the values, and a stream of bytes for their places. Pure.
import type { Path, Span } from '../diagnostic.ts';
import { newStrings, numberOf, type Strings, textOf } from './strings.ts';

/*
 * A value is one token or more. The last three bits of its first token say what it is, the rest is its payload:
 *
 *   text      the number of the text
 *   raw       the length in bytes; the second token is the offset in the file. Only while the file is being read.
 *   number    the number of its text, such as `-5`
 *   list      how many items; the second token says how many tokens they take; then the items
 *   map       how many entries; the second token says how many tokens they take; then for each its key, the number of a text, and its value
 *   literal   0 null, 1 true, 2 false
 *   json      the number of the value's text in JSON: a text with half a character
 *
 * The places stand in the same order: that of a map or list before those of what it holds, that of a key before that of
 * its value. Each is four numbers: the line, from that of the place before; the column; the last line, from the first; the
 * last column, on one line from the first. A number is written in bytes of seven bits, the eighth says that more follow.
 */
export const TEXT = 0;
export const RAW = 1;
export const NUMBER = 2;
export const LIST = 3;
export const MAP = 4;
export const LITERAL = 5;
export const JSON_TEXT = 6;

export const NULL = LITERAL;
export const TRUE = (1 << 3) | LITERAL;
export const FALSE = (2 << 3) | LITERAL;

/** Grows at its ends; what stands on it stays. */
export interface Tape {
  tokens: Int32Array;
  /** Tokens in use. */
  end: number;
  places: Uint8Array;
  /** Bytes of places in use. */
  placesEnd: number;
  /** The line of the place before, while the places of a record are written. */
  line: number;
  readonly strings: Strings;
}

export function newTape(strings: Strings = newStrings(), tokens = 1 << 14): Tape {
  return { tokens: new Int32Array(tokens), end: 0, places: new Uint8Array(tokens * 4), placesEnd: 0, line: 1, strings };
}

export function put(tape: Tape, token: number): void {
  if (tape.end === tape.tokens.length) growTokens(tape);
  tape.tokens[tape.end++] = token;
}

function growTokens(tape: Tape): void {
  const larger = new Int32Array(Math.ceil(tape.tokens.length * 1.5) + 1);
  larger.set(tape.tokens);
  tape.tokens = larger;
}

/** The position after a value. */
export function afterValue(tokens: Int32Array, at: number): number {
  const kind = (tokens[at] as number) & 7;
  return kind === LIST || kind === MAP ? at + 2 + (tokens[at + 1] as number) : kind === RAW ? at + 2 : at + 1;
}

/** A value as plain data. */
export function valueAt(tape: Tape, at: number): unknown {
  const { tokens, strings } = tape;
  const token = tokens[at] as number;
  const payload = token >>> 3;
  switch (token & 7) {
    case TEXT:
      return textOf(strings, payload);
    case NUMBER:
      return Number(textOf(strings, payload));
    case LIST: {
      const items: unknown[] = [];
      for (let item = at + 2, left = payload; left > 0; left--, item = afterValue(tokens, item)) items.push(valueAt(tape, item));
      return items;
    }
    case MAP: {
      const fields: Record<string, unknown> = {};
      for (let key = at + 2, left = payload; left > 0; left--, key = afterValue(tokens, key + 1))
        setField(fields, textOf(strings, tokens[key] as number), valueAt(tape, key + 1));
      return fields;
    }
    case JSON_TEXT:
      return JSON.parse(textOf(strings, payload));
    default:
      return token === NULL ? null : token === TRUE;
  }
}

/** An assignment to `__proto__` would set the prototype, with fields that the record does not have. */
function setField(fields: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });
  else fields[key] = value;
}

/** Where the value of a field stands; -1 where there is no map with such a field. */
export function fieldAt({ tokens }: Tape, map: number, key: number): number {
  const token = tokens[map] as number;
  let at = map + 2;
  for (let left = (token & 7) === MAP ? token >>> 3 : 0; left > 0; left--, at = afterValue(tokens, at + 1))
    if (tokens[at] === key) return at + 1;
  return -1;
}

/** Where an item stands; -1 where there is no list with so many items. */
export function itemAt({ tokens }: Tape, list: number, index: number): number {
  const token = tokens[list] as number;
  if ((token & 7) !== LIST || index < 0 || index >= token >>> 3) return -1;
  let at = list + 2;
  for (let left = index; left > 0; left--) at = afterValue(tokens, at);
  return at;
}

/** Puts plain data on the tape, with its places. */
export function addValue(tape: Tape, value: unknown, spanOf: (path: Path, part: 'key' | 'value') => Span, path: Path = []): void {
  addPlace(tape, spanOf(path, 'value'));
  if (typeof value === 'string') addText(tape, value);
  else if (typeof value === 'number') put(tape, (numberOf(tape.strings, Object.is(value, -0) ? '-0' : String(value)) << 3) | NUMBER);
  else if (typeof value !== 'object' || value === null) put(tape, value === true ? TRUE : value === false ? FALSE : NULL);
  else if (Array.isArray(value)) {
    const start = open(tape, (value.length << 3) | LIST);
    for (const [index, item] of value.entries()) addValue(tape, item, spanOf, [...path, index]);
    close(tape, start);
  } else {
    const fields = Object.entries(value);
    const start = open(tape, (fields.length << 3) | MAP);
    for (const [key, field] of fields) {
      put(tape, numberOf(tape.strings, key));
      addPlace(tape, spanOf([...path, key], 'key'));
      addValue(tape, field, spanOf, [...path, key]);
    }
    close(tape, start);
  }
}

const halfCharacter = /\p{Surrogate}/u;

function addText(tape: Tape, value: string): void {
  const isWhole = !halfCharacter.test(value);
  put(tape, isWhole ? (numberOf(tape.strings, value) << 3) | TEXT : (numberOf(tape.strings, JSON.stringify(value)) << 3) | JSON_TEXT);
}

function open(tape: Tape, token: number): number {
  put(tape, token);
  put(tape, 0);
  return tape.end;
}

function close(tape: Tape, start: number): void {
  tape.tokens[start - 1] = tape.end - start;
}

function addPlace(tape: Tape, { line, column, endLine, endColumn }: Span): void {
  addPlaces(tape, Int32Array.of(line, column, endLine, endColumn), 4);
}

/** Writes places, each of which is given as line, column, last line, last column. */
export function addPlaces(tape: Tape, given: Int32Array, end: number): void {
  const most = tape.placesEnd + 5 * end;
  if (most > tape.places.length) {
    const larger = new Uint8Array(Math.max(Math.ceil(tape.places.length * 1.5), most));
    larger.set(tape.places);
    tape.places = larger;
  }
  const bytes = tape.places;
  let [at, before] = [tape.placesEnd, tape.line];
  for (let place = 0; place < end; place += 4) {
    const line = given[place] as number;
    const column = given[place + 1] as number;
    const lines = (given[place + 2] as number) - line;
    const last = given[place + 3] as number;
    // A value may stand before its key only where it is none: then the line is the same or an earlier one.
    at = write(bytes, at, line < before ? 2 * (before - line) - 1 : 2 * (line - before));
    at = write(bytes, at, column);
    at = write(bytes, at, lines);
    at = write(bytes, at, lines === 0 ? last - column : last);
    before = line;
  }
  tape.placesEnd = at;
  tape.line = before;
}

/** Writes a number; returns the position behind it. */
function write(bytes: Uint8Array, start: number, value: number): number {
  let [at, rest] = [start, value];
  for (; rest > 127; rest >>>= 7) bytes[at++] = (rest & 127) | 128;
  bytes[at++] = rest;
  return at;
}

/**
 * The span of the value at a path, or of its key; a list's item has no key but itself. A path that is not there gives the
 * nearest key on the way to it, or that of the first field. `record` and `places` say where the record begins.
 */
export function spanAt(tape: Tape, record: number, places: number, path: Path, part: 'key' | 'value'): Span {
  const reader: PlaceReader = { bytes: tape.places, at: places, line: 1 };
  const whole = nextPlace(reader);
  if (path.length === 0 && part === 'value') return whole;
  let [at, found]: [number, Span | undefined] = [record, undefined];
  for (const [depth, step] of path.entries()) {
    const entry = entryAt(tape, reader, at, step);
    if (entry === undefined) break;
    found = part === 'value' && depth === path.length - 1 ? entry.value : entry.key;
    at = entry.at;
  }
  return found ?? firstKey(tape, record, places) ?? whole;
}

/** An entry of the map or list at `at`, whose place was just read; the reader then stands behind the place of the entry's value. */
function entryAt(
  { tokens, strings }: Tape,
  reader: PlaceReader,
  at: number,
  step: string | number,
): { readonly at: number; readonly key: Span; readonly value: Span } | undefined {
  const token = tokens[at] as number;
  const isMap = (token & 7) === MAP;
  if (!isMap && (token & 7) !== LIST) return undefined;
  for (let [index, next] = [0, at + 2]; index < token >>> 3; index++) {
    const key = isMap ? nextPlace(reader) : undefined;
    const value = nextPlace(reader);
    const child = isMap ? next + 1 : next;
    if (isMap ? textOf(strings, tokens[next] as number) === String(step) : index === Number(step))
      return { at: child, key: key ?? value, value };
    for (let left = placesIn(tokens, child); left > 0; left--) nextPlace(reader);
    next = afterValue(tokens, child);
  }
  return undefined;
}

function firstKey({ tokens, places: bytes }: Tape, record: number, places: number): Span | undefined {
  const token = tokens[record] as number;
  if ((token & 7) !== MAP || token >>> 3 === 0) return undefined;
  const reader: PlaceReader = { bytes, at: places, line: 1 };
  nextPlace(reader);
  return nextPlace(reader);
}

interface PlaceReader {
  readonly bytes: Uint8Array;
  at: number;
  line: number;
}

function nextPlace(reader: PlaceReader): Span {
  const from = nextNumber(reader);
  const line = reader.line + (from % 2 === 1 ? -(from + 1) / 2 : from / 2);
  const column = nextNumber(reader);
  const lines = nextNumber(reader);
  const last = nextNumber(reader);
  reader.line = line;
  return { line, column, endLine: line + lines, endColumn: lines === 0 ? column + last : last };
}

function nextNumber(reader: PlaceReader): number {
  let [value, shift] = [0, 0];
  for (;;) {
    const byte = reader.bytes[reader.at++] as number;
    value |= (byte & 127) << shift;
    if (byte < 128) return value;
    shift += 7;
  }
}

/** How many places there are within a value, beside its own. */
function placesIn(tokens: Int32Array, value: number): number {
  const token = tokens[value] as number;
  const isMap = (token & 7) === MAP;
  if (!isMap && (token & 7) !== LIST) return 0;
  let [count, at] = [0, value + 2];
  for (let left = token >>> 3; left > 0; left--) {
    const item = isMap ? at + 1 : at;
    count += (isMap ? 2 : 1) + placesIn(tokens, item);
    at = afterValue(tokens, item);
  }
  return count;
}
