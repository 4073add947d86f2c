// One order of keys and one style of quoting; comments, blank lines and every other byte stay with what they stand by.
import { isMap, isNode, isPair, isScalar, isSeq, type Scalar, type YAMLMap } from 'yaml';
import { isRecord } from '../diagnostic.ts';
import { longestInFull } from '../limits.ts';
import { applyEdits, type Edit } from './edit.ts';
import { canonicalScalar } from './quote.ts';
import { parseSource } from './source.ts';
import { parseTree } from './yaml.ts';

/** The order of keys of a map, and of what lies under each key; a list has the order of its entries. */
export interface KeyOrder {
  readonly keys: readonly string[];
  readonly under: Readonly<Record<string, KeyOrder>>;
}

/**
 * The formatted text. A text that cannot be read, that is too long to be read in full, or whose value or comments formatting would change,
 * comes back as it is.
 */
export function formatText(text: string, order: KeyOrder): string {
  if (text.length > longestInFull || readValue(text) === undefined) return text;
  const quoted = applyEdits(text, [...quoteEdits(text, parseTree(text).contents, false)]);
  const ordered = orderKeys(quoted, order);
  if (ordered === text) return text;
  return isSame(text, ordered) ? ordered : isSame(text, quoted) ? quoted : text;
}

function readValue(text: string): unknown {
  const { value, faults } = parseSource('', new TextEncoder().encode(text));
  return faults.length > 0 ? undefined : value;
}

/** Whether two texts say the same, key order aside, and hold the same comments. */
function isSame(a: string, b: string): boolean {
  const canonical = (text: string): string =>
    JSON.stringify(readValue(text), (_, value) => (isRecord(value) ? Object.fromEntries(Object.entries(value).sort()) : value));
  const comments = (text: string): string =>
    text
      .split('\n')
      .flatMap((line) => /(?:^|\s)#.*$/s.exec(line)?.[0].trim() ?? [])
      .sort()
      .join('\n');
  return canonical(a) === canonical(b) && comments(a) === comments(b);
}

function* quoteEdits(text: string, node: unknown, isInFlow: boolean): Iterable<Edit> {
  if (isMap(node) || isSeq(node)) {
    const inFlow = isInFlow || node.flow === true;
    for (const item of node.items) {
      if (isNode(item)) yield* quoteEdits(text, item, inFlow);
      else if (isPair(item)) for (const each of [item.key, item.value]) yield* quoteEdits(text, each, inFlow);
    }
  } else if (isScalar(node)) yield* quoteEdit(text, node, isInFlow);
}

function* quoteEdit(text: string, { value, type, range }: Scalar, isInFlow: boolean): Iterable<Edit> {
  if (typeof value !== 'string' || range == null || (type !== 'QUOTE_DOUBLE' && type !== 'QUOTE_SINGLE')) return;
  const written = text.slice(range[0], range[1]);
  const wanted = canonicalScalar(value, isInFlow);
  if (!written.includes('\n') && wanted !== written) yield { start: range[0], end: range[1], text: wanted };
}

/**
 * Orders the keys of every map, the outermost first: moving an entry moves all that lies in it. A text is
 * parsed again only after a map has been put in order, so that one in order already costs one parse.
 */
function orderKeys(text: string, order: KeyOrder): string {
  for (const { map, keys } of mapsUnder(parseTree(text).contents, order)) {
    const ordered = orderMap(text, map, keys);
    if (ordered !== text) return orderKeys(ordered, order);
  }
  return text;
}

interface OrderedMap {
  readonly map: YAMLMap;
  readonly keys: readonly string[];
}

function* mapsUnder(node: unknown, order: KeyOrder | undefined): Iterable<OrderedMap> {
  if (order === undefined) return;
  if (isSeq(node)) for (const item of node.items) yield* mapsUnder(item, order);
  if (!isMap(node)) return;
  yield { map: node, keys: order.keys };
  for (const { key, value } of node.items) {
    // Only its own: a file may have a key such as `constructor`, which every object knows.
    if (isScalar(key) && Object.hasOwn(order.under, String(key.value))) yield* mapsUnder(value, order.under[String(key.value)]);
  }
}

function orderMap(text: string, map: YAMLMap, keys: readonly string[]): string {
  if (!map.items.every(({ key }) => isScalar(key))) return text;
  const rank = (key: string): number => (keys.includes(key) ? keys.indexOf(key) : keys.length);
  const entries = map.flow === true ? flowEntries(text, map) : blockEntries(text, map);
  const sorted = [...entries].sort((a, b) => rank(a.key) - rank(b.key));
  if (sorted.every((entry, index) => entry === entries[index])) return text;
  return map.flow === true
    ? replaced(
        text,
        entries,
        sorted.map((entry) => entry.text),
      )
    : blockOrdered(text, entries, sorted);
}

/** An entry of a map: its key, where it stands, and its text. */
interface Entry {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Each place takes the text of the entry that belongs there. */
function replaced(text: string, places: readonly Entry[], texts: readonly string[]): string {
  return applyEdits(
    text,
    places.map(({ start, end }, index) => ({ start, end, text: texts[index] ?? '' })),
  );
}

/** Entries on one line; a flow map over several lines, or with comments, is left alone. */
function flowEntries(text: string, map: YAMLMap): readonly Entry[] {
  const whole = map.range == null ? '\n' : text.slice(map.range[0], map.range[1]);
  if (/[\n#]/.test(whole)) return [];
  return map.items.map(({ key, value }) => {
    const [start, keyEnd] = rangeOf(key);
    const end = isNode(value) ? Math.max(keyEnd, rangeOf(value)[1]) : keyEnd;
    return { key: keyOf(key), start, end, text: text.slice(start, end) };
  });
}

/**
 * Entries of a block map as whole lines, each with the comments and blank lines above its key, the first
 * without: what stands above a map is its head and stays. What follows the last value stays too.
 */
function blockEntries(text: string, map: YAMLMap): readonly Entry[] {
  const starts = map.items.map(({ key }, index) => (index === 0 ? rangeOf(key)[0] : entryStart(text, rangeOf(key)[0])));
  const last = map.items.at(-1);
  const valueEnd = isNode(last?.value) ? Math.max(rangeOf(last.value)[1], rangeOf(last.key)[1]) : rangeOf(last?.key)[1];
  const end = lineEnd(text, /\n$/.test(text.slice(0, valueEnd)) ? valueEnd - 1 : valueEnd);
  return map.items.map(({ key }, index) => {
    const [start, stop] = [starts[index] ?? 0, starts[index + 1] ?? end];
    return { key: keyOf(key), start, end: stop, text: text.slice(start, stop) };
  });
}

/** The first place begins at a key, behind its indent or a dash; all others begin at a line. */
function blockOrdered(text: string, entries: readonly Entry[], sorted: readonly Entry[]): string {
  const [first] = entries;
  if (first === undefined) return text;
  const lead = text.slice(text.lastIndexOf('\n', first.start - 1) + 1, first.start);
  const indent = ' '.repeat(lead.length);
  const mayLead = (entry: Entry): boolean => entry === first || /^ *[^\s#]/.test(entry.text);
  // A comment cannot stand behind a dash, and one above the first key would become part of the head.
  if (sorted[0] === undefined || !mayLead(sorted[0])) return text;
  const texts = sorted.map((entry, index) => {
    const lines = entry.text.endsWith('\n') ? entry.text : `${entry.text}\n`;
    const bare = index === 0 ? lines.trimStart() : entry === first ? indent + lines : lines;
    return index === sorted.length - 1 && !(entries.at(-1)?.text.endsWith('\n') ?? true) ? bare.replace(/\n$/, '') : bare;
  });
  return replaced(text, entries, texts);
}

function keyOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

function rangeOf(node: unknown): readonly [start: number, end: number] {
  const range = isNode(node) ? node.range : undefined;
  return range == null ? [0, 0] : [range[0], range[1]];
}

/** Where the lines of an entry begin: its key's line, and the comments and blank lines right above it. */
function entryStart(text: string, keyStart: number): number {
  let start = text.lastIndexOf('\n', keyStart - 1) + 1;
  for (;;) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    if (start === 0 || !/^[ \t]*(?:#.*)?\r?\n$/.test(text.slice(above, start))) return start;
    start = above;
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end + 1;
}
