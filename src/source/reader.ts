// Reads the YAML that records are written in, fast: bytes in, tokens and places out. All other YAML is left to the full parser.
import { longestText, mostEntries } from '../limits.ts';
import {
  backslash,
  blankBefore,
  byteOrderMark,
  carriageReturn,
  closeBrace,
  closeBracket,
  colon,
  comma,
  dash,
  dot,
  doubleQuote,
  excesses,
  FORBIDDEN,
  greater,
  hash,
  isBlank,
  isDigit,
  kinds,
  LINE_END,
  lineFeed,
  lineSeparator,
  mayBeHidden,
  ORDINARY,
  openBrace,
  openBracket,
  paragraphSeparator,
  plus,
  RARE,
  SIGN,
  SPACE,
  singleQuote,
  space,
  tab,
  threeAt,
} from './characters.ts';
import { hashOf, hashPrime, intern } from './strings.ts';
import { addPlaces, FALSE, LIST, MAP, NULL, NUMBER, newTape, put, RAW, type Tape, TEXT, TRUE } from './tape.ts';

/*
 * The grammar. A text of another form is handed over as a whole, even if it is good YAML. On a text of this form
 * `parseYaml` finds no fault and gives the same value and the same places.
 *
 *   text      = gap map(0)
 *   map(n)    = ( key ':' value(n) )+               each key in column n; no duplicates, no name that every object has
 *   list(n)   = ( '-' item(n) )+                    each dash in column n
 *   value(n)  = blanks leaf(n) | rest ( list(n) | below(n) )?
 *   item(n)   = blanks ( map(k) | leaf(n) ) | rest below(n)?                     without either: null
 *   below(n)  = list(k) | map(k) | leaf(n)          on its own line in column k > n; no scalar below a comment
 *   leaf(n)   = scalar rest | flow(n) rest | block(n) gap
 *   scalar    = plain | quoted
 *   key       = plain | quoted                      up to 1024 characters; a plain key is text as it is written
 *   plain     = start ( any but ': ', ' #', and in a flow ,[]{} )*               on one line; not only non-ASCII spaces
 *   start     = non-ASCII, a letter or digit, one of _$()/;<=^~\, or '-' before a digit
 *   quoted    = "'" ( any | "''" )* "'" | '"' ( any | '\' ["\/nt] )* '"'         on one line, without tabs
 *   flow(n)   = '[' ( node ( ',' node )* ','? )? ']' | '{' ( pair ( ',' pair )* ','? )? '}'
 *   pair      = key ':' blanks node
 *   node      = scalar | flow(n)                    between them blanks, or one line end before a line deeper than n
 *   block(n)  = [|>] [+-]? rest-of-line line+       the first line deeper than n; the others as deep or empty; in `|` also deeper
 *   rest      = ( blanks '#' any* )? line-end gap
 *   gap       = ( ' '* ( '#' any* )? line-end )*
 *
 * A plain scalar is null, true, false or a whole number of up to 15 digits by the core schema of YAML 1.2, else text.
 * Other numbers are handed over, and text that may be one. Also handed over: hidden characters (`hiddenIn`), control
 * characters, tabs outside comments and block scalars, CRLF in block scalars (elsewhere CRLF is a line end), more than 20
 * levels, and what exceeds `limits.ts`.
 *
 * `yaml` ends a value after the comments below it that are indented deeper than the collection around it, and a collection
 * after the comments behind its last entry that are indented as deep as its entries. `tail` and `loose` track these ends.
 */

/** Bytes behind the text that `readOnto` may write to. */
export const spareBytes = 2;

/** What there can be too much of: entries of a list or map, or characters of a text. */
export type Excess = 'entries' | 'characters';

interface ReadOptions {
  /** The numbers of top-level keys. Texts in their values become RAW tokens if they can be left as they are written. */
  readonly rawKeys?: ReadonlySet<number>;
  /** Whether to read a text with hidden characters. */
  readonly allowsHidden?: boolean;
}

/**
 * Reads one record onto the tape: its tokens begin at the former `end`, its places at the former `placesEnd`. Returns
 * false, with the tape as it was, if the full parser has to read the text. The text is UTF-8 without a byte order mark and
 * fills the first `length` bytes; `spareBytes` more are overwritten.
 */
export function readOnto(target: Tape, source: Buffer, length: number, options: ReadOptions = {}): boolean {
  begin(target, source, length, options);
  const start = tape.end;
  try {
    skipGap(0, false);
    if (lead !== 0 || threeAt(bytes, at) === byteOrderMark) handOver();
    scanKey(false);
    readMap(0);
  } catch (reason) {
    if (reason !== unsure) throw reason;
    tape.end = start;
    return false;
  }
  tape.line = 1;
  addPlaces(tape, places, placesEnd);
  return true;
}

/** The offset where reading a text stops that the full parser has to read, and the limit that it exceeds there. */
export function doubtIn(text: string): { readonly at: number; readonly excess: Excess | undefined } {
  const { buffer, size } = withSpare(Buffer.from(text));
  readOnto(newTape(), buffer, size, { allowsHidden: true });
  return { at: Math.min(buffer.toString('utf8', 0, at).length, Math.max(0, text.length - 1)), excess };
}

/** The bytes in a buffer that `readOnto` takes. */
export function withSpare(given: Uint8Array): { readonly buffer: Buffer; readonly size: number } {
  const buffer = Buffer.allocUnsafe(given.length + spareBytes);
  buffer.set(given);
  return { buffer, size: given.length };
}

// The state of the one reading that is under way: module variables are faster than properties of an object.
let tape: Tape;
let bytes: Buffer;
let size = 0;
/** The end of the text, behind its last line end, which is added if there is none. */
let end = 0;
let at = 0;
let line = 1;
/** An offset in the current line, at or before the cursor, less this is its column. */
let shift = -1;
/** The indentation of the content at the cursor, once a line has ended; -1 at the end of the text. */
let lead = 0;
/** Levels that are open. */
let depth = 0;
/** The column behind the last value, key or dash on the current line, without trailing white space. */
let endColumn = 0;
/** Where the last value ends, together with the comments that count to it. */
let tailLine = 0;
let tailColumn = 0;
/** The indentation of the deepest comment in the last gap that counts to no value yet, or -1; and where the last of these ends. */
let loose = -1;
let looseLine = 0;
let looseEnd = 0;
/** The scalar that was scanned last: its first and last offset and column, and its length in UTF-16 units. */
let scalarStart = 0;
let scalarEnd = 0;
let scalarLength = 0;
let startColumn = 0;
let isPlain = false;
/** The text of this scalar, in UTF-8, with its hash. It stands in the scratch buffer if it had to be decoded. */
let textIn: Buffer;
let textFrom = 0;
let textTo = 0;
let textHash = 0;
let textId = 0;
let scratch = Buffer.allocUnsafeSlow(1 << 13);
/** The keys of all open maps. */
let keys = new Int32Array(1 << 8);
let keysEnd = 0;
/** The places of all values and keys so far, each as four numbers: line, column, last line, last column. */
let places = new Int32Array(1 << 12);
let placesEnd = 0;
let rawKeys: ReadonlySet<number> | undefined;
/** Whether the cursor is in the value of a raw key. */
let isRaw = false;
let allowsHidden = false;
/** Why the text is handed over, if it is for its size. */
let excess: Excess | undefined;

function begin(target: Tape, source: Buffer, length: number, options: ReadOptions): void {
  tape = target;
  bytes = source;
  size = length;
  rawKeys = options.rawKeys;
  allowsHidden = options.allowsHidden === true;
  // A last CR alone must not become a line end.
  end = source[size - 1] === lineFeed || source[size - 1] === carriageReturn ? size : size + 1;
  source[size] = lineFeed;
  // No scan goes beyond a control character.
  source[end] = 0;
  at = depth = keysEnd = placesEnd = 0;
  line = 1;
  shift = -1;
  isRaw = false;
  excess = undefined;
  if (scratch.length < size) scratch = Buffer.allocUnsafeSlow(size * 2);
}

/** Thrown where the full parser has to read the text. */
const unsure = Symbol('unsure');

function handOver(): never {
  throw unsure;
}

function handOverFor(reason: Excess): never {
  excess = reason;
  return handOver();
}

const deepest = 20;

/** A map in a column, from behind its first key on. */
function readMap(indent: number): void {
  const head = open(startColumn);
  const firstKey = keysEnd;
  for (;;) {
    addKey(firstKey);
    readValue(indent);
    if (lead !== indent) break;
    scanKey(false);
  }
  closeBlock(indent, head, ((keysEnd - firstKey) << 3) | MAP);
  keysEnd = firstKey;
}

function readList(indent: number): void {
  const head = open(at - shift);
  let count = 0;
  do {
    if (count++ === mostEntries) handOverFor('entries');
    readItem(indent);
  } while (lead === indent && isAtItem());
  closeBlock(indent, head, (count << 3) | LIST);
}

/** Begins a collection, and returns where its first token is. The second token keeps the position of its place. */
function open(column: number): number {
  if (++depth > deepest) handOver();
  put(tape, 0);
  put(tape, placesEnd);
  addPlace(line, column, 0, 0);
  return tape.end - 2;
}

function close(head: number, token: number, lastLine: number, lastColumn: number): void {
  depth--;
  const { tokens } = tape;
  const place = tokens[head + 1] as number;
  places[place + 2] = lastLine;
  places[place + 3] = lastColumn;
  tokens[head] = token;
  tokens[head + 1] = tape.end - head - 2;
}

/** The end of a block collection: a line that is less indented, or the end of the text. */
function closeBlock(indent: number, head: number, token: number): void {
  if (lead > indent) handOver();
  close(head, token, tailLine, tailColumn);
  if (indent > 0 && loose >= indent) takeLoose();
}

/** Counts the comments of the last gap to the last value. */
function takeLoose(): void {
  setTail(looseLine, looseEnd);
  loose = -1;
}

/** The key that was scanned last, with its colon. */
function addKey(firstKey: number): void {
  if (scalarLength > 1024) handOver();
  const key = textId;
  if (inherited[textHash & 0xffff] === 1) refuseInherited();
  refuseRepeated(key, firstKey);
  if (keysEnd - firstKey === mostEntries) handOverFor('entries');
  if (keysEnd === keys.length) keys = enlarged(keys);
  keys[keysEnd++] = key;
  put(tape, key);
  addPlace(line, startColumn, line, endColumn);
  at++;
  endColumn = at - shift;
  if (depth === 1) isRaw = rawKeys?.has(key) === true;
}

/** Names that every object has, by the low bits of their hashes. */
const inherited = new Uint8Array(1 << 16);
for (const name of Object.getOwnPropertyNames(Object.prototype)) inherited[hashOf(Buffer.from(name)) & 0xffff] = 1;

function refuseInherited(): void {
  if (textIn.toString('utf8', textFrom, textTo) in Object.prototype) handOver();
}

const fewKeys = 32;
/** The keys of the open maps with more keys than that, by the position of their first key. */
const largeMaps = new Map<number, Set<number>>();

function refuseRepeated(key: number, firstKey: number): void {
  if (keysEnd - firstKey >= fewKeys) refuseRepeatedInLarge(key, firstKey);
  else for (let other = firstKey; other < keysEnd; other++) if (keys[other] === key) handOver();
}

function refuseRepeatedInLarge(key: number, firstKey: number): void {
  if (keysEnd - firstKey === fewKeys) largeMaps.set(firstKey, new Set(keys.subarray(firstKey, keysEnd)));
  const seen = largeMaps.get(firstKey);
  if (seen?.has(key)) handOver();
  seen?.add(key);
}

/** What stands behind the colon of a key in the column; a list may stand below in the same column. */
function readValue(indent: number): void {
  skipSpaces();
  readNode(indent, -1);
}

/** What stands behind a dash in the column. */
function readItem(indent: number): void {
  const start = at++;
  endColumn = at - shift;
  skipSpaces();
  readNode(indent, indent + at - start);
}

/** What stands below a key or a dash that has nothing behind it. */
function readBelow(indent: number, itemColumn: number): void {
  const onLine = line;
  const column = at - shift;
  const isItem = itemColumn >= 0;
  endLine(indent, false);
  if (lead >= (isItem ? indent + 1 : indent) && isAtItem()) readList(lead);
  else if (lead > indent) readOwnLine(indent);
  else {
    // An empty value is said to stand where its key does.
    if (isItem) addPlace(onLine, column, onLine, column);
    else addPlace(onLine, places[placesEnd - 3] as number, onLine, places[placesEnd - 1] as number);
    put(tape, NULL);
    if (loose >= 0) takeLoose();
  }
}

/** A scalar below a comment may go on in the lines after it, even if they are less indented. */
function readOwnLine(indent: number): void {
  const isBelowComment = loose >= 0;
  const start = tape.end;
  readNode(indent, lead);
  const kind = (tape.tokens[start] as number) & 7;
  if (isBelowComment && kind !== LIST && kind !== MAP) handOver();
}

/** What stands behind a dash or on its own line, in the column, or behind a key if the column is -1: no map may stand there. */
function readNode(indent: number, column: number): void {
  const read = readers[begins[bytes[at] as number] as number] as (indent: number, column: number) => void;
  read(indent, column);
}

function readScalar(indent: number, column: number): void {
  scanScalar(false);
  if (isAtColon()) {
    if (column < 0) handOver();
    readMap(column);
  } else {
    addScalar();
    endLine(indent, true);
  }
}

function readBrackets(indent: number): void {
  readCollection(indent);
  endLine(indent, true);
}

/** Scans a key, up to its colon. */
function scanKey(isInFlow: boolean): void {
  scanScalar(isInFlow);
  if (!isAtColon()) handOver();
}

/** Whether the scalar that was just scanned is a key. */
function isAtColon(): boolean {
  if (bytes[at] !== colon) return false;
  return (at === scalarEnd && isBlank(bytes[at + 1] as number)) || handOver();
}

function isAtItem(): boolean {
  return bytes[at] === dash && isBlank(bytes[at + 1] as number);
}

/** A value in brackets, behind a key or dash in the column. */
function readFlow(indent: number): void {
  if (bytes[at] === openBracket || bytes[at] === openBrace) readCollection(indent);
  else {
    scanScalar(true);
    addScalar();
  }
}

/** A list or map in brackets. */
function readCollection(indent: number): void {
  const isMap = bytes[at] === openBrace;
  const head = open(at - shift);
  const firstKey = keysEnd;
  let count = 0;
  for (; isBeforeEntry(indent, isMap ? closeBrace : closeBracket, count === 0); count++) {
    if (isMap) {
      scanKey(true);
      addKey(firstKey);
      skipSpaces();
    } else if (count === mostEntries) handOverFor('entries');
    readFlow(indent);
  }
  at++;
  endColumn = at - shift;
  keysEnd = firstKey;
  close(head, (count << 3) | (isMap ? MAP : LIST), line, endColumn);
}

/** Goes to the next entry behind the opening bracket or a comma; false if the closing bracket comes first. */
function isBeforeEntry(indent: number, closer: number, isFirst: boolean): boolean {
  if (!isFirst) {
    skipBreak(indent);
    if (bytes[at] === closer) return false;
    if (bytes[at] !== comma) handOver();
  }
  at++;
  skipBreak(indent);
  return bytes[at] !== closer;
}

/** Skips blanks in brackets, and one line end if the next line is deeper than the collection around. */
function skipBreak(indent: number): void {
  skipSpaces();
  if (bytes[at] !== lineFeed && bytes[at] !== carriageReturn) return;
  skipLine(at);
  skipSpaces();
  if (at - shift - 1 <= indent) handOver();
}

/** Scans a scalar on one line. `at` is then behind it or, if only blanks stand between, at the line end or sign behind it. */
function scanScalar(isInFlow: boolean): void {
  scalarStart = at;
  startColumn = at - shift;
  const first = bytes[at] as number;
  const scan = scanners[begins[first] as number] as (isInFlow: boolean) => void;
  scan(isInFlow);
  if (!isRaw || textIn !== bytes || bytes[at] === colon) internText();
}

function internText(): void {
  textId = intern(tape.strings, textIn, textFrom, textTo, textHash);
}

/** What may begin with a byte, by its position in `scanners` and `readers`. */
const begins = Uint8Array.from({ length: 0x100 }, (_, byte) => {
  const char = String.fromCharCode(byte);
  if (byte > 0x7f || /[\w$()/;<=^~\\]/.test(char)) return 1;
  return ['', '', `'"`, '-', '|>', '[{', '#\n\r'].findLastIndex((chars, index) => index === 0 || chars.includes(char));
});

// Tables, so that no scanner or reader is compiled once more within each of its callers.
const scanners = [handOver, scanPlain, scanQuoted, scanDash, handOver, handOver, handOver] as const;
const readers = [handOver, readScalar, readScalar, readScalar, readBlock, readBrackets, readBelow] as const;

function scanDash(isInFlow: boolean): void {
  if (!isDigit(bytes[at + 1] as number)) handOver();
  scanPlain(isInFlow);
}

function scanPlain(isInFlow: boolean): void {
  const source = bytes;
  let next = at;
  let hashed = 0;
  let shifted = shift;
  let spaces = 0;
  let hashBefore = 0;
  for (; ; next++) {
    const byte = source[next] as number;
    const kind = kinds[byte] as number;
    if (kind !== ORDINARY) {
      if (kind === RARE) refuseHidden(next);
      else if (kind !== SPACE) {
        if (isPlainEnd(next, byte, isInFlow)) break;
      } else if (source[next - 1] !== space) {
        spaces = next;
        hashBefore = hashed;
      }
    }
    shifted += excesses[byte] as number;
    hashed = Math.imul(hashed ^ byte, hashPrime);
  }
  at = next;
  shift = shifted;
  if (source[next - 1] === space) endPlain(spaces, hashBefore);
  else endPlain(next, hashed);
}

function endPlain(to: number, hashed: number): void {
  isPlain = true;
  setText(bytes, scalarStart, to, hashed);
  scalarEnd = to;
  endColumn = to - shift;
  scalarLength = endColumn - startColumn;
  if ((bytes[to - 1] as number) >= 0x80 && blankBefore(bytes, to) > 0) trimPlain();
}

/** Moves the last column of a plain scalar before non-ASCII white space at its end. */
function trimPlain(): void {
  for (let last = textTo, width = blankBefore(bytes, last); width > 0; width = blankBefore(bytes, last)) {
    last -= width;
    endColumn--;
    if (last === scalarStart) handOver();
  }
}

function setText(source: Buffer, from: number, to: number, hashed: number): void {
  textIn = source;
  textFrom = from;
  textTo = to;
  textHash = hashed;
}

/** Whether a plain scalar ends before a character that may end one. */
function isPlainEnd(next: number, byte: number, isInFlow: boolean): boolean {
  if (byte === lineFeed || byte === carriageReturn) return true;
  if (kinds[byte] === FORBIDDEN) return handOver();
  if (byte === hash) return bytes[next - 1] === space;
  if (byte !== colon) return isInFlow;
  const after = bytes[next + 1] as number;
  return isBlank(after) || (isInFlow && after !== hash && after !== colon && kinds[after] === SIGN ? handOver() : false);
}

/** A quoted scalar; the cursor then stands behind it. */
function scanQuoted(): void {
  const source = bytes;
  const quote = source[at] as number;
  let next = at + 1;
  let hashed = 0;
  let shifted = shift;
  for (; ; next++) {
    const byte = source[next] as number;
    if (byte === quote || (byte === backslash && quote === doubleQuote)) break;
    const kind = kinds[byte] as number;
    if (kind === RARE) refuseHidden(next);
    else if (kind >= LINE_END) handOver();
    shifted += excesses[byte] as number;
    hashed = Math.imul(hashed ^ byte, hashPrime);
  }
  if (source[next] === backslash || (quote === singleQuote && source[next + 1] === quote)) scanEscaped(quote);
  else {
    setText(source, at + 1, next, hashed);
    endQuoted(next + 1, shifted);
  }
}

/** A quoted scalar with escapes or doubled quotes. */
function scanEscaped(quote: number): void {
  let next = at + 1;
  let shifted = shift;
  setText(scratch, 0, 0, 0);
  for (; ; next++) {
    const byte = bytes[next] as number;
    const kind = kinds[byte] as number;
    if (byte === quote && (quote === doubleQuote || bytes[++next] !== quote)) break;
    if (kind === RARE) refuseHidden(next);
    else if (kind >= LINE_END) handOver();
    shifted += excesses[byte] as number;
    write(byte === backslash && quote === doubleQuote ? (escapes[String.fromCharCode(bytes[++next] as number)] ?? handOver()) : byte);
  }
  endQuoted(quote === doubleQuote ? next + 1 : next, shifted);
}

const escapes: Readonly<Record<string, number>> = { '"': doubleQuote, '\\': backslash, '/': 0x2f, n: lineFeed, t: tab };

function endQuoted(behind: number, shifted: number): void {
  isPlain = false;
  at = behind;
  shift = shifted;
  scalarEnd = behind;
  endColumn = behind - shifted;
  scalarLength = endColumn - startColumn;
}

/** Puts the scalar that was scanned last on the tape. */
function addScalar(): void {
  if (scalarLength > longestText) {
    at = scalarStart;
    handOverFor('characters');
  }
  addPlace(line, startColumn, line, endColumn);
  const first = bytes[textFrom] as number;
  if (!isPlain) addText();
  else if (first === dash || isDigit(first)) addNumberOrText(first);
  else if (textTo - textFrom <= 5 && mayMean[first] === 1) addWord();
  else addText();
}

function addWord(): void {
  const meant = meanings.get(bytes.toString('latin1', textFrom, textTo));
  if (meant === undefined) addText();
  else put(tape, meant);
}

const meanings: ReadonlyMap<string, number> = new Map([
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, NULL] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, TRUE] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, FALSE] as const),
]);
const mayMean = new Uint8Array(0x100);
for (const word of meanings.keys()) mayMean[word.charCodeAt(0)] = 1;

/** A whole number; text if no number goes on like this; other numbers are handed over. */
function addNumberOrText(first: number): void {
  const digits = first === dash ? textFrom + 1 : textFrom;
  let next = skippedDigits(digits);
  if (next === textTo) {
    if (next - digits > 15) handOver();
    if (isRaw) internText();
    put(tape, (textId << 3) | NUMBER);
    return;
  }
  if (bytes[next] === dot) {
    next = skippedDigits(next + 1);
    if (next === textTo) handOver();
  }
  if (numberSigns[bytes[next] as number] === 1) handOver();
  addText();
}

/** Bytes behind digits that other numbers have. */
const numberSigns = Uint8Array.from({ length: 0x100 }, (_, byte) => ('eExo'.includes(String.fromCharCode(byte)) ? 1 : 0));

function skippedDigits(from: number): number {
  let next = from;
  while (next < textTo && isDigit(bytes[next] as number)) next++;
  return next;
}

function addText(): void {
  if (isRaw && textIn === bytes) {
    put(tape, ((textTo - textFrom) << 3) | RAW);
    put(tape, textFrom);
  } else put(tape, (textId << 3) | TEXT);
}

/** A block scalar, from its `|` or `>` to the next content. */
function readBlock(indent: number): void {
  const start = at;
  const isFolded = bytes[at] === greater;
  const chomping = bytes[at + 1];
  const place = placesEnd;
  addPlace(line, at - shift, 0, 0);
  endRestOfLine(chomping === plus || chomping === dash ? at + 2 : at + 1);
  const own = skippedSpaces(at) - at;
  if (own <= indent) handOver();
  setText(scratch, 0, 0, 0);
  const from = at + own;
  const to = readLines(own, isFolded, chomping);
  if (at - start > longestText && bytes.toString('utf8', start, Math.min(at, size)).length > longestText) {
    at = start;
    handOverFor('characters');
  }
  setTail(line, at);
  places[place + 2] = tailLine;
  places[place + 3] = tailColumn;
  if (isRaw) setText(bytes, from, to, 0);
  else internText();
  addText();
  skipGap(indent, false);
}

/** The lines of a block scalar in a column. Returns where the last one with content ends. */
function readLines(own: number, isFolded: boolean, chomping: number | undefined): number {
  let contentEnd = at;
  let lastLine = line;
  let breaks = 0;
  while (at < end) {
    const content = skippedSpaces(at);
    const column = content - at;
    const byte = bytes[content];
    if (byte === lineFeed) {
      // Blanks alone on a line can be content.
      if (column > 0) handOver();
      breaks++;
      newLine(content + 1);
    } else {
      if (byte === tab || byte === carriageReturn) handOver();
      if (column < own) break;
      if (isFolded && column > own) handOver();
      const from = at + own;
      contentEnd = skipLine(content);
      if (bytes[contentEnd - 1] === carriageReturn) handOver();
      writeBreaks(isFolded ? breaks - 1 : breaks);
      if (isFolded && breaks === 1) write(space);
      if (!isRaw) for (let next = from; next < contentEnd; next++) write(bytes[next] as number);
      lastLine = line;
      breaks = 1;
    }
  }
  if (chomping !== dash) writeBreaks(chomping === plus ? breaks : 1);
  if (chomping !== plus) {
    newLine(contentEnd + 1);
    line = lastLine;
  }
  return contentEnd;
}

/** Adds a byte to the text in the scratch buffer. */
function write(byte: number): void {
  scratch[textTo++] = byte;
  textHash = Math.imul(textHash ^ byte, hashPrime);
}

function writeBreaks(count: number): void {
  for (let left = count; left > 0; left--) write(lineFeed);
}

/** The end of a value's line, and all up to the next content. */
function endLine(indent: number, takesComments: boolean): void {
  tailLine = line;
  tailColumn = endColumn;
  if (bytes[at] === lineFeed) newLine(at + 1);
  else {
    const commentEnd = endRestOfLine(at);
    if (commentEnd >= 0) setTail(tailLine, commentEnd);
  }
  skipGap(indent, takesComments);
}

/** Goes to the next line, if only blanks and a comment are left on this one. Returns where the comment ends, or -1. */
function endRestOfLine(from: number): number {
  const next = skippedSpaces(from);
  const byte = bytes[next];
  if (byte === hash && bytes[next - 1] !== space) handOver();
  if (byte !== hash && byte !== lineFeed && byte !== carriageReturn) handOver();
  const lineEnd = skipLine(next);
  return byte === hash ? lineEnd : -1;
}

/** Skips blank lines and comments, from the beginning of a line to the next content. */
function skipGap(indent: number, takesComments: boolean): void {
  loose = -1;
  let content = skippedSpaces(at);
  while (bytes[content] === lineFeed || bytes[content] === hash || bytes[content] === carriageReturn) {
    skipGapLine(content, indent, takesComments);
    content = skippedSpaces(at);
  }
  lead = content < end ? content - at : -1;
  at = content;
}

/**
 * Skips a blank line or comment. Comments that are indented deeper than the collection count to the last value if it takes
 * any, up to the first other comment.
 */
function skipGapLine(content: number, indent: number, takesComments: boolean): void {
  const isComment = bytes[content] === hash;
  const column = content - at;
  const lineEnd = skipLine(content);
  if (!isComment) return;
  if (takesComments && loose < 0 && column > indent) setTail(line - 1, lineEnd);
  else {
    loose = Math.max(loose, column);
    looseLine = line - 1;
    looseEnd = lineEnd;
  }
}

/** Goes over the rest of a line of a comment, a block scalar or nothing to the next line. Returns where the line ends. */
function skipLine(from: number): number {
  for (let next = from; ; next++) {
    const byte = bytes[next] as number;
    const kind = kinds[byte] as number;
    if (kind === RARE) {
      refuseHidden(next);
      // They begin a line for `^` in the pattern of directives.
      if (allowsHidden && (threeAt(bytes, next) === lineSeparator || threeAt(bytes, next) === paragraphSeparator)) handOver();
    } else if (byte === lineFeed) {
      newLine(next + 1);
      return next;
    } else if (kind >= LINE_END && byte !== tab && (byte !== carriageReturn || bytes[next + 1] !== lineFeed)) handOver();
  }
}

function newLine(start: number): void {
  at = start;
  line++;
  shift = start - 1;
}

function refuseHidden(next: number): void {
  if (!allowsHidden && mayBeHidden(bytes, next)) handOver();
}

/** Sets the tail to what ends before an offset on a line, without white space. */
function setTail(onLine: number, offset: number): void {
  let last = offset;
  tailLine = onLine;
  for (let width = blankBefore(bytes, last); width > 0; width = blankBefore(bytes, last)) {
    last -= width;
    if (bytes[last] === lineFeed) tailLine--;
  }
  tailColumn = 1;
  for (let next = last - 1; next >= 0 && bytes[next] !== lineFeed; next--) tailColumn += 1 - (excesses[bytes[next] as number] as number);
}

function skipSpaces(): void {
  while (bytes[at] === space) at++;
}

/** The first offset that is no space. */
function skippedSpaces(from: number): number {
  let next = from;
  while (bytes[next] === space) next++;
  return next;
}

function addPlace(onLine: number, column: number, lastLine: number, lastColumn: number): void {
  if (placesEnd === places.length) places = enlarged(places);
  places[placesEnd] = onLine;
  places[placesEnd + 1] = column;
  places[placesEnd + 2] = lastLine;
  places[placesEnd + 3] = lastColumn;
  placesEnd += 4;
}

function enlarged(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
