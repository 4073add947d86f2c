// The registry's own YAML, read fast: what is not certain is left to the full parser, which alone decides.
import type { Path } from '../diagnostic.ts';
import { longestText, mostEntries } from '../limits.ts';

/*
 * What is read. A text that is not of this form is handed over as a whole, however good YAML it is; on one that is,
 * `parseYaml` has no fault and gives the same value and the same places.
 *
 *   text      = gap map(0)
 *   map(n)    = ( key ':' value(n) )+               each key in column n; none twice, none that every object has
 *   list(n)   = ( '-' item(n) )+                    each dash in column n
 *   value(n)  = blanks leaf(n) | rest ( list(n) | below(n) )?
 *   item(n)   = blanks ( map(k) | leaf(n) ) | rest below(n)?                     without either: null
 *   below(n)  = list(k) | map(k) | leaf(n)          on its own line in column k > n; no scalar below a comment
 *   leaf(n)   = scalar rest | flow(n) rest | block(n)
 *   scalar    = plain | quoted
 *   key       = plain | quoted                      up to 1024 characters; a plain one is the text as it is written
 *   plain     = start ( any but ': ', ' #', and in a flow ,[]{} )*               on one line
 *   start     = what means nothing to YAML and is no dot or plus, or '-' before a digit
 *   quoted    = "'" ( any | "''" )* "'" | '"' ( any | '\' ["\/nt] )* '"'         on one line, without tabs
 *   flow(n)   = '[' ( node ( ',' node )* ','? )? ']' | '{' ( pair ( ',' pair )* ','? )? '}'
 *   pair      = key ':' blanks node
 *   node      = scalar | flow(n)                    between them blanks, or one line end before a line deeper than n
 *   block(n)  = [|>] [+-]? rest-of-line line+       the first deeper than n, the others as deep or blank; in `|` deeper
 *   rest      = ( blanks '#' any* )? line-end gap
 *   gap       = ( ' '* ( '#' any* )? line-end )*
 *
 * A plain scalar is null, true, false or a whole number of up to 15 digits as the core schema has them, else text; other
 * numbers, and what is not sure to be none, are handed over. So are characters that YAML forbids, tabs but in comments and
 * block scalars, CRLF in block scalars (elsewhere it is a line end), more than 20 levels, and what
 * is larger than may be (`limits.ts`).
 *
 * `yaml` counts to a value the comments below it that stand deeper than its collection, and to a collection those after
 * its last entry that stand as deep as itself. Places are the same here: hence `tail` and `loose`.
 */

/** The value of a text in the strict profile; undefined where the full parser has to read it. */
export function readStrict(text: string): Readonly<Record<string, unknown>> | undefined {
  return readText(cursorOver(text, undefined));
}

/** Where keys and values stand, as `YamlTree.rangeOf` says it; undefined where the full parser has to say it. */
export function placesStrict(text: string): Places | undefined {
  const spots: Cursor['spots'] = new Map();
  const cursor = cursorOver(text, spots);
  const root = readText(cursor);
  if (root === undefined) return undefined;
  const whole: Range = [cursor.start, cursor.end];
  const firstKey = spots.get(root)?.values().next().value?.key ?? whole;
  return { rangeOf: (path, part) => rangeAt(spots, root, path, part) ?? (path.length === 0 && part === 'value' ? whole : firstKey) };
}

/** Where reading a text stopped that the full parser has to read, and whether that is for its size alone. */
export function doubtIn(text: string): { readonly at: number; readonly excess: Excess | undefined } {
  const cursor = cursorOver(text, undefined);
  readText(cursor);
  return { at: Math.min(cursor.at, Math.max(0, text.length - 1)), excess: cursor.excess };
}

/** What there can be too much of: entries of a list or map, or characters of a text. */
export type Excess = 'entries' | 'characters';

export interface Places {
  rangeOf(path: Path, part: 'key' | 'value'): Range;
}

type Range = readonly [start: number, end: number];

/** Where an entry of a map or list stands; the key of a list's entry is the value itself. */
interface Spot {
  readonly key: Range;
  readonly value: Range;
  readonly child: unknown;
}

/** The entries of a map by key, of a list by position. */
type Spots = Map<string | number, Spot>;

/** The range at the path or of the last key on the way to it; undefined where there is none. */
function rangeAt(spots: ReadonlyMap<unknown, Spots>, root: unknown, path: Path, part: 'key' | 'value'): Range | undefined {
  let [node, range]: [unknown, Range | undefined] = [root, undefined];
  for (const [depth, step] of path.entries()) {
    const spot = spots.get(node)?.get(Array.isArray(node) ? Number(step) : String(step));
    if (spot === undefined) return range;
    const isMeant = part === 'value' && depth === path.length - 1 && spot.value[0] < spot.value[1];
    range = isMeant ? spot.value : spot.key;
    node = spot.child;
  }
  return range;
}

/** How far a text has been read, and what was found last. */
interface Cursor {
  /** With a line end at its end, so that no character is looked for behind it. */
  readonly text: string;
  /** The length of the text as it was given. */
  readonly size: number;
  /** Where entries stand; undefined where only the value is asked for. */
  readonly spots: Map<unknown, Spots> | undefined;
  at: number;
  /** The column of the content at the cursor, once a line has been ended; -1 at the end of the text. */
  indent: number;
  /** The range of the last scalar or collection. */
  start: number;
  end: number;
  /** Where the last value ends together with the comments that are counted to it. */
  tail: number;
  /** The deepest comment after the last value that has not been counted to anything yet; -1 where there is none. */
  loose: number;
  /** Levels that are open. */
  depth: number;
  /** Why the text is handed over, where it is for its size. */
  excess: Excess | undefined;
}

function cursorOver(given: string, spots: Cursor['spots']): Cursor {
  // A last CR alone must not become a line end.
  const text = given.endsWith('\n') || given.endsWith('\r') ? given : `${given}\n`;
  return { text, size: given.length, spots, at: 0, indent: 0, start: 0, end: 0, tail: 0, loose: -1, depth: 0, excess: undefined };
}

/** Thrown where the full parser has to read the text. */
const unsure = Symbol('unsure');

function handOver(): never {
  throw unsure;
}

function handOverFor(cursor: Cursor, excess: Excess): never {
  cursor.excess = excess;
  return handOver();
}

/** For a text that is too long, which begins at the offset. */
function handOverAt(cursor: Cursor, start: number): never {
  cursor.at = start;
  return handOverFor(cursor, 'characters');
}

const deepest = 20;

const [tab, lineFeed, carriageReturn, space, del] = [0x09, 0x0a, 0x0d, 0x20, 0x7f] as const;
const [doubleQuote, singleQuote, backslash] = [0x22, 0x27, 0x5c] as const;
const [hash, plus, comma, dash, dot, colon, greater, pipe] = [0x23, 0x2b, 0x2c, 0x2d, 0x2e, 0x3a, 0x3e, 0x7c] as const;
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d] as const;
const [zero, nine] = [0x30, 0x39] as const;
const [lineSeparator, paragraphSeparator, byteOrderMark] = [0x2028, 0x2029, 0xfeff] as const;

/** ASCII characters that a plain scalar may begin with, apart from a dash before a digit. */
const begins = asciiTable((char) => /[\w$()/;<=^~\\]/.test(char));
/** ASCII characters that are part of a plain scalar wherever they stand in it. */
const goesOn = asciiTable((char) => /[^\s:#,[\]{}\p{Cc}]/u.test(char));

function asciiTable(isIn: (char: string) => boolean): Uint8Array {
  return Uint8Array.from({ length: 0x80 }, (_, unit) => (isIn(String.fromCharCode(unit)) ? 1 : 0));
}

function readText(cursor: Cursor): Readonly<Record<string, unknown>> | undefined {
  try {
    skipGap(cursor, 0, false);
    if (cursor.indent !== 0) handOver();
    return readMap(cursor, 0, readKey(cursor, false));
  } catch (reason) {
    if (reason === unsure) return undefined;
    throw reason;
  }
}

/** A map in a column, from behind its first key on. */
function readMap(cursor: Cursor, indent: number, firstName: string): Readonly<Record<string, unknown>> {
  const map: Record<string, unknown> = {};
  const spots = open(cursor, map);
  const { start } = cursor;
  let name = firstName;
  let entries = 0;
  for (;;) {
    const { start: keyStart, end: keyEnd } = cursor;
    // Also a name that every object has, like `__proto__`: it is rare enough.
    if (map[name] !== undefined || keyEnd - keyStart > 1024) handOver();
    if (++entries > mostEntries) handOverFor(cursor, 'entries');
    cursor.at++;
    const value = readValue(cursor, indent);
    map[name] = value;
    spots?.set(name, spotOf(cursor, keyStart, keyEnd, value));
    if (cursor.indent !== indent) break;
    name = readKey(cursor, false);
  }
  close(cursor, indent, start);
  return map;
}

function readList(cursor: Cursor, indent: number): readonly unknown[] {
  const list: unknown[] = [];
  const spots = open(cursor, list);
  const start = cursor.at;
  let isCommented = false;
  do {
    if (list.length === mostEntries) handOverFor(cursor, 'entries');
    const value = readItem(cursor, indent, isCommented);
    spots?.set(list.length, spotOf(cursor, cursor.start, cursor.end, value));
    list.push(value);
    isCommented = cursor.loose >= 0;
  } while (cursor.indent === indent && isAtItem(cursor));
  close(cursor, indent, start);
  return list;
}

function open(cursor: Cursor, collection: unknown): Spots | undefined {
  if (++cursor.depth > deepest) handOver();
  if (cursor.spots === undefined) return undefined;
  const spots: Spots = new Map();
  cursor.spots.set(collection, spots);
  return spots;
}

function spotOf({ start, end }: Cursor, keyStart: number, keyEnd: number, child: unknown): Spot {
  return { key: [keyStart, keyEnd], value: [start, end], child };
}

/** The end of a block collection: a line that stands less deep, or the end of the text. */
function close(cursor: Cursor, indent: number, start: number): void {
  if (cursor.indent > indent) handOver();
  cursor.depth--;
  cursor.start = start;
  cursor.end = cursor.tail;
  if (indent === 0 || cursor.loose < indent) return;
  cursor.tail = Math.min(cursor.at, cursor.size);
  cursor.loose = -1;
}

/** What stands behind the colon of a key in the column; a list may stand below in the same column. */
function readValue(cursor: Cursor, indent: number): unknown {
  skipSpaces(cursor);
  return isAtLineEnd(cursor) ? readBelow(cursor, indent, indent, false) : readNode(cursor, indent, -1);
}

/** What stands behind a dash in the column; a comment before the dash counts to an item that is empty. */
function readItem(cursor: Cursor, indent: number, isCommented: boolean): unknown {
  const { at } = cursor;
  cursor.at++;
  skipSpaces(cursor);
  return isAtLineEnd(cursor) ? readBelow(cursor, indent, indent + 1, isCommented) : readNode(cursor, indent, indent + cursor.at - at);
}

/** What stands below a key or a dash that has nothing behind it. */
function readBelow(cursor: Cursor, indent: number, leastOfList: number, isCommented: boolean): unknown {
  const { text, at } = cursor;
  endLine(cursor, indent, false);
  if (cursor.indent >= leastOfList && isAtItem(cursor)) return readList(cursor, cursor.indent);
  if (cursor.indent > indent) return readOwnLine(cursor, indent);
  cursor.start = at;
  cursor.end = at;
  cursor.tail = isCommented || text.charCodeAt(at) === hash || cursor.loose >= 0 ? Math.min(cursor.at, cursor.size) : at;
  cursor.loose = -1;
  return null;
}

/** A scalar below a comment may go on in the lines after it, even where they stand less deep. */
function readOwnLine(cursor: Cursor, indent: number): unknown {
  const isBelowComment = cursor.loose >= 0;
  const value = readNode(cursor, indent, cursor.indent);
  return isBelowComment && (typeof value !== 'object' || value === null) ? handOver() : value;
}

/** A value on its line; a map where its first key stands there, in the column, or -1 where none may stand there. */
function readNode(cursor: Cursor, indent: number, column: number): unknown {
  const { text, at } = cursor;
  const first = text.charCodeAt(at);
  if (first === pipe || first === greater) return readBlock(cursor, indent);
  const value = readFlow(cursor, indent, false);
  if (isAtColon(cursor)) {
    if (column < 0 || first === openBracket || first === openBrace) handOver();
    return readMap(cursor, column, typeof value === 'string' ? value : text.slice(at, cursor.end));
  }
  endLine(cursor, indent, true);
  return value;
}

/** A key, up to its colon. */
function readKey(cursor: Cursor, isInFlow: boolean): string {
  const { text, at } = cursor;
  const quoted = isQuote(text.charCodeAt(at)) ? readQuoted(cursor) : scanPlain(cursor, isInFlow);
  return isAtColon(cursor) ? (quoted ?? text.slice(at, cursor.end)) : handOver();
}

/** Whether the scalar that was just read is a key. */
function isAtColon({ text, at, end }: Cursor): boolean {
  if (text.charCodeAt(at) !== colon) return false;
  return (at === end && isBlank(text.charCodeAt(at + 1))) || handOver();
}

function isAtItem({ text, at }: Cursor): boolean {
  return text.charCodeAt(at) === dash && isBlank(text.charCodeAt(at + 1));
}

function isBlank(unit: number): boolean {
  return unit === space || unit === lineFeed || unit === carriageReturn;
}

function isAtLineEnd({ text, at }: Cursor): boolean {
  const unit = text.charCodeAt(at);
  return unit === lineFeed || unit === hash || unit === carriageReturn;
}

/** A scalar, or a list or map in brackets, behind a key or dash in the column. */
function readFlow(cursor: Cursor, indent: number, isInFlow: boolean): unknown {
  const { text, at } = cursor;
  const first = text.charCodeAt(at);
  if (first === openBracket) return readFlowList(cursor, indent);
  if (first === openBrace) return readFlowMap(cursor, indent);
  const quoted = isQuote(first) ? readQuoted(cursor) : scanPlain(cursor, isInFlow);
  if (cursor.end - at > longestText) handOverAt(cursor, at);
  return quoted ?? plainValue(text, at, cursor.end);
}

function isQuote(unit: number): boolean {
  return unit === singleQuote || unit === doubleQuote;
}

function readFlowList(cursor: Cursor, indent: number): readonly unknown[] {
  const start = cursor.at;
  const list: unknown[] = [];
  const spots = open(cursor, list);
  while (isBeforeEntry(cursor, indent, closeBracket, list.length === 0)) {
    if (list.length === mostEntries) handOverFor(cursor, 'entries');
    const value = readFlow(cursor, indent, true);
    spots?.set(list.length, spotOf(cursor, cursor.start, cursor.end, value));
    list.push(value);
  }
  closeFlow(cursor, start);
  return list;
}

function readFlowMap(cursor: Cursor, indent: number): Readonly<Record<string, unknown>> {
  const start = cursor.at;
  const map: Record<string, unknown> = {};
  const spots = open(cursor, map);
  let entries = 0;
  for (let isFirst = true; isBeforeEntry(cursor, indent, closeBrace, isFirst); isFirst = false) {
    const name = readKey(cursor, true);
    const { start: keyStart, end: keyEnd } = cursor;
    if (map[name] !== undefined || keyEnd - keyStart > 1024) handOver();
    if (++entries > mostEntries) handOverFor(cursor, 'entries');
    cursor.at++;
    skipSpaces(cursor);
    const value = readFlow(cursor, indent, true);
    map[name] = value;
    spots?.set(name, spotOf(cursor, keyStart, keyEnd, value));
  }
  closeFlow(cursor, start);
  return map;
}

/** Goes to the next entry behind the opening bracket or a comma; false where the closing one comes first. */
function isBeforeEntry(cursor: Cursor, indent: number, closer: number, isFirst: boolean): boolean {
  const { text } = cursor;
  if (!isFirst) {
    skipBreak(cursor, indent);
    if (text.charCodeAt(cursor.at) === closer) return false;
    if (text.charCodeAt(cursor.at) !== comma) handOver();
  }
  cursor.at++;
  skipBreak(cursor, indent);
  return text.charCodeAt(cursor.at) !== closer;
}

/** Goes over blanks in brackets, and over one line end where the next line stands deeper than the collection around. */
function skipBreak(cursor: Cursor, indent: number): void {
  const { text } = cursor;
  skipSpaces(cursor);
  const unit = text.charCodeAt(cursor.at);
  if (unit !== lineFeed && unit !== carriageReturn) return;
  const start = lineAfter(text, cursor.at);
  cursor.at = skippedSpaces(text, start);
  if (cursor.at - start <= indent) handOver();
}

function closeFlow(cursor: Cursor, start: number): void {
  cursor.depth--;
  cursor.start = start;
  cursor.end = ++cursor.at;
}

/** Goes over a plain scalar; `at` is then left where it ends or its colon stands, `end` behind its last character that is no blank. */
function scanPlain(cursor: Cursor, isInFlow: boolean): undefined {
  const { text } = cursor;
  let { at } = cursor;
  if (!isStart(text, at)) handOver();
  cursor.start = at;
  let end = ++at;
  for (; ; at++) {
    const unit = text.charCodeAt(at);
    if (unit > del || goesOn[unit] === 1) end = at + 1;
    else if (unit !== space) {
      if (isPlainEnd(text, at, isInFlow)) break;
      end = at + 1;
    }
  }
  cursor.at = at;
  cursor.end = end;
  return undefined;
}

/** Whether a plain scalar ends before a character that may end one. */
function isPlainEnd(text: string, at: number, isInFlow: boolean): boolean {
  const unit = text.charCodeAt(at);
  if (unit === lineFeed || unit === carriageReturn) return true;
  if (unit < space || unit === del) return handOver();
  if (unit === hash) return text.charCodeAt(at - 1) === space;
  if (unit !== colon) return isInFlow;
  const next = text.charCodeAt(at + 1);
  return isBlank(next) || (isInFlow && isFlowMark(next) ? handOver() : false);
}

function isStart(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit > del) return unit !== byteOrderMark;
  return begins[unit] === 1 || (unit === dash && isDigit(text.charCodeAt(at + 1)));
}

function isFlowMark(unit: number): boolean {
  return unit === comma || unit === openBracket || unit === closeBracket || unit === openBrace || unit === closeBrace;
}

function isDigit(unit: number): boolean {
  return unit >= zero && unit <= nine;
}

/** What a plain scalar says by the core schema of YAML 1.2. */
function plainValue(text: string, start: number, end: number): unknown {
  const first = text.charCodeAt(start);
  if (first === dash || isDigit(first)) return numberOrText(text, start, end);
  const word = text.slice(start, end);
  if (word.length > 5 || first > del) return word;
  const meant = meanings.get(word);
  return meant === undefined ? word : meant;
}

const meanings: ReadonlyMap<string, boolean | null> = new Map([
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

/** A whole number; text where no number goes on like this; other numbers are handed over. */
function numberOrText(text: string, start: number, end: number): unknown {
  const isNegative = text.charCodeAt(start) === dash;
  const first = isNegative ? start + 1 : start;
  let [at, value] = [first, 0];
  for (; at < end && isDigit(text.charCodeAt(at)); at++) value = value * 10 + text.charCodeAt(at) - zero;
  if (at === end) return at - first > 15 ? handOver() : isNegative ? -value : value;
  if (text.charCodeAt(at) === dot) {
    do at++;
    while (at < end && isDigit(text.charCodeAt(at)));
    if (at === end) handOver();
  }
  return 'eExo'.includes(text.charAt(at)) ? handOver() : text.slice(start, end);
}

/** A quoted scalar on one line; the cursor then stands behind it. */
function readQuoted(cursor: Cursor): string {
  const { text, at: start } = cursor;
  const quote = text.charCodeAt(start);
  let done = '';
  let from = start + 1;
  let at = from;
  for (; ; at++) {
    const unit = text.charCodeAt(at);
    if (unit === quote) {
      if (quote === doubleQuote || text.charCodeAt(at + 1) !== quote) break;
      done += text.slice(from, ++at);
      from = at + 1;
    } else if (unit === backslash && quote === doubleQuote) {
      done += text.slice(from, at++) + (escapes[text.charAt(at)] ?? handOver());
      from = at + 1;
    } else if (unit < space || unit === del) handOver();
  }
  cursor.start = start;
  cursor.at = at + 1;
  cursor.end = cursor.at;
  return done + text.slice(from, at);
}

const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', n: '\n', t: '\t' };

/** A block scalar, from its `|` or `>` to the next content. */
function readBlock(cursor: Cursor, indent: number): string {
  const { text, at: start } = cursor;
  const isFolded = text.charCodeAt(start) === greater;
  const chomping = text.charCodeAt(start + 1);
  let at = lineAfter(text, chomping === plus || chomping === dash ? start + 2 : start + 1);
  const own = skippedSpaces(text, at) - at;
  if (own <= indent) handOver();
  let [value, end, breaks] = ['', at, 0];
  while (at < text.length) {
    const content = skippedSpaces(text, at);
    const unit = text.charCodeAt(content);
    const lead = content - at;
    if (unit === lineFeed) {
      // Blanks alone on a line can be content.
      if (lead > 0) handOver();
      breaks++;
      at++;
    } else {
      if (unit === tab || unit === carriageReturn) handOver();
      if (lead < own) break;
      if (isFolded && lead > own) handOver();
      end = lineAfterPrintable(text, content);
      if (text.charCodeAt(end - 2) === carriageReturn) handOver();
      value += (isFolded && breaks > 0 ? fold(breaks) : '\n'.repeat(breaks)) + text.slice(at + own, end - 1);
      at = end;
      breaks = 1;
    }
  }
  cursor.at = chomping === plus ? at : end;
  cursor.start = start;
  cursor.end = Math.min(cursor.at, cursor.size);
  cursor.tail = cursor.end;
  if (cursor.end - start > longestText) handOverAt(cursor, start);
  skipGap(cursor, indent, false);
  return chomping === dash ? value : value + '\n'.repeat(chomping === plus ? breaks : 1);
}

function fold(breaks: number): string {
  return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
}

/** The end of a value's line, and all up to the next content. */
function endLine(cursor: Cursor, indent: number, takesComments: boolean): void {
  cursor.at = lineAfter(cursor.text, cursor.at);
  cursor.tail = Math.min(cursor.at, cursor.size);
  skipGap(cursor, indent, takesComments);
}

/** The line after one of which only blanks and a comment are left. */
function lineAfter(text: string, from: number): number {
  const at = skippedSpaces(text, from);
  const unit = text.charCodeAt(at);
  if (unit === hash && text.charCodeAt(at - 1) !== space) handOver();
  return unit === hash || isBlank(unit) ? lineAfterPrintable(text, at) : handOver();
}

/**
 * Goes over blank lines and comments, from the beginning of a line to the next content. Comments deeper than the
 * collection count to the last value where it takes any, as long as none stands between.
 */
function skipGap(cursor: Cursor, indent: number, takesComments: boolean): void {
  const { text } = cursor;
  let { at } = cursor;
  cursor.loose = -1;
  cursor.indent = -1;
  while (at < text.length) {
    const content = skippedSpaces(text, at);
    const unit = text.charCodeAt(content);
    const column = content - at;
    at = content;
    if (unit === hash) {
      at = lineAfterPrintable(text, content);
      if (takesComments && cursor.loose < 0 && column > indent) cursor.tail = Math.min(at, cursor.size);
      else if (column > cursor.loose) cursor.loose = column;
    } else if (unit === lineFeed || unit === carriageReturn) at = lineAfterPrintable(text, content);
    else {
      cursor.indent = column;
      break;
    }
  }
  cursor.at = at;
}

/** The line after a comment or text in which no character is forbidden, nor begins a line for whoever counts by `^`. */
function lineAfterPrintable(text: string, from: number): number {
  for (let at = from; ; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= space && unit !== del && unit !== lineSeparator && unit !== paragraphSeparator) continue;
    if (unit === lineFeed) return at + 1;
    if (unit !== tab && (unit !== carriageReturn || text.charCodeAt(at + 1) !== lineFeed)) handOver();
  }
}

function skipSpaces(cursor: Cursor): void {
  cursor.at = skippedSpaces(cursor.text, cursor.at);
}

/** The first offset that is no space. */
function skippedSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === space) at++;
  return at;
}
