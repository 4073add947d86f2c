// Checks the shape of values on a tape, by tables that the build compiles from the schemas. Pure.
import { tables as builtIn } from 'virtual:shapes';
import { isDay } from '../registry/day.ts';
import { textOf } from '../source/strings.ts';
import { afterValue, JSON_TEXT, LIST, MAP, NUMBER, RAW, type Tape, TEXT } from '../source/tape.ts';
import { areDistinct, isRawWord } from './distinct.ts';

/**
 * Whether the value at a position of the tape certainly has the shape. Where the answer is no, ajv says what is wrong, if anything.
 * `bytes` is the file that RAW tokens point into. No map may have a key twice.
 */
export type Shape = (at: number, bytes: Buffer) => boolean;

/** The shape checks of one tape, by schema file name. */
export type Shapes = ReadonlyMap<string, Shape>;

/** What the build compiles the schemas to. */
export interface ShapeTables {
  /** Property names, and texts of `enum` and `const`. Their index is their number in the strings of a tape. */
  readonly words: readonly string[];
  /** What patterns and formats ask of a text. */
  readonly tests: readonly { readonly isDay: boolean; readonly pattern: string }[];
  /** Schemas; they refer to each other by index. */
  readonly nodes: readonly TableNode[];
  /** The node of each schema file. */
  readonly roots: Readonly<Record<string, number>>;
}

/** A schema. What is left out restricts nothing. */
export interface TableNode {
  /** The kinds of tokens that the type takes, one bit each. */
  readonly kinds?: number;
  /** The tokens that `enum` or `const` takes. */
  readonly tokens?: readonly number[];
  readonly isInteger?: boolean;
  readonly minimum?: number;
  /** The test of a text. */
  readonly test?: number;
  readonly minItems?: number;
  readonly items?: number;
  readonly isUnique?: boolean;
  readonly minProperties?: number;
  /** How many keys the tables of this map have: 1 more than the highest key. */
  readonly keys?: number;
  /** Keys, each followed by the node for its value. */
  readonly fields?: readonly number[];
  readonly required?: readonly number[];
  /** The node for values of other keys. */
  readonly others?: number;
  /** `if`, `then` and `else`. */
  readonly choice?: readonly [number, number, number];
  readonly oneOf?: readonly number[];
}

/** The texts that the strings of a tape must begin with. */
export const words = builtIn.words;

/** Throws where the strings of the tape do not begin with the words of the tables. */
export function shapesOf(tape: Tape, tables: ShapeTables = builtIn): Shapes {
  const last = tables.words.length - 1;
  if (last >= 0 && textOf(tape.strings, last) !== tables.words[last]) throw new Error('the strings of a tape must begin with the words');
  const reading = newReading(tape, tables);
  const shapeOf =
    (node: Node): Shape =>
    (at, bytes) => {
      begin(reading, bytes);
      return fits(reading, node, at) && !reading.isUnsure;
    };
  return new Map(Object.entries(tables.roots).map(([name, root]) => [name, shapeOf(reading.nodes[root] as Node)]));
}

/** The tables in use for one tape. */
export interface Reading {
  readonly tape: Tape;
  readonly nodes: readonly Node[];
  readonly tests: readonly Test[];
  tokens: Int32Array;
  /** The answers of the tests, eight bytes per string: 0 not asked yet, 1 yes, 2 no. */
  known: Uint8Array;
  bytes: Buffer;
  /** Whether a check could not decide. The result is then not certain, whatever it is. */
  isUnsure: boolean;
}

interface Test {
  readonly pattern: RegExp;
  readonly isDay: boolean;
  /** Whether any character suffices that is not blank: the commonest pattern. */
  readonly isInk: boolean;
}

/** A node with all its fields: the engine then reads them all alike. -1 stands for none. */
interface Node {
  readonly kinds: number;
  readonly tokens: readonly number[] | undefined;
  readonly isInteger: boolean;
  readonly minimum: number;
  readonly test: number;
  readonly minItems: number;
  readonly items: number;
  readonly isUnique: boolean;
  readonly minProperties: number;
  /** By key, the node for its value, and the bit of a required key. Higher keys are others. */
  readonly fields: Int16Array;
  readonly bits: Int32Array;
  readonly others: number;
  /** The bits of all required keys. */
  readonly required: number;
  /** Whether `if` or `oneOf` is to be looked at. */
  readonly isChoice: boolean;
  readonly choice: readonly [number, number, number] | undefined;
  readonly oneOf: readonly number[] | undefined;
}

function newReading(tape: Tape, { nodes, tests }: ShapeTables): Reading {
  return {
    tape,
    nodes: nodes.map(nodeOf),
    tests: tests.map(({ isDay, pattern }) => ({ pattern: new RegExp(pattern, 'u'), isDay, isInk: !isDay && pattern === '\\S' })),
    tokens: tape.tokens,
    known: new Uint8Array(1 << 15),
    bytes: Buffer.alloc(0),
    isUnsure: false,
  };
}

const noFields = new Int16Array(0);
const noBits = new Int32Array(0);

function nodeOf(node: TableNode): Node {
  const { keys = 0, fields = [], required = [], others = -1 } = node;
  const byKey = keys === 0 ? noFields : new Int16Array(keys).fill(others);
  const bits = keys === 0 ? noBits : new Int32Array(keys);
  for (let at = 0; at < fields.length; at += 2) byKey[fields[at] as number] = fields[at + 1] as number;
  for (let at = 0; at < required.length; at++) bits[required[at] as number] = 1 << at;
  return {
    kinds: node.kinds ?? 0xff,
    tokens: node.tokens,
    isInteger: node.isInteger ?? false,
    minimum: node.minimum ?? Number.NEGATIVE_INFINITY,
    test: node.test ?? -1,
    minItems: node.minItems ?? 0,
    items: node.items ?? -1,
    isUnique: node.isUnique ?? false,
    minProperties: node.minProperties ?? 0,
    fields: byKey,
    bits,
    others,
    // Up to 31 bits.
    required: 2 ** required.length - 1,
    isChoice: node.choice !== undefined || node.oneOf !== undefined,
    choice: node.choice,
    oneOf: node.oneOf,
  };
}

function begin(reading: Reading, bytes: Buffer): void {
  const { strings, tokens } = reading.tape;
  if (strings.count * 8 > reading.known.length) {
    const larger = new Uint8Array(Math.max(strings.count * 8, reading.known.length * 2));
    larger.set(reading.known);
    reading.known = larger;
  }
  reading.tokens = tokens;
  reading.bytes = bytes;
  reading.isUnsure = false;
}

function fits(reading: Reading, node: Node, at: number): boolean {
  const token = reading.tokens[at] as number;
  if ((node.kinds & (1 << (token & 7))) === 0) return false;
  if (node.tokens !== undefined && !node.tokens.includes(token) && !isRawWord(reading, at, node.tokens)) return false;
  if (node.isChoice && !choiceFits(reading, node, at)) return false;
  switch (token & 7) {
    case TEXT:
      return node.test < 0 || reading.known[token + node.test] === 1 || isKnown(reading, node.test, token);
    case MAP:
      return token >>> 3 >= node.minProperties && fieldsFit(reading, node, at);
    case LIST:
      return token >>> 3 >= node.minItems && itemsFit(reading, node, at) && (!node.isUnique || areDistinct(reading, at));
    case RAW:
      return node.test < 0 || rawFits(reading, node.test, at);
    case NUMBER:
      return !node.isInteger || isInteger(reading, token, node.minimum);
    case JSON_TEXT:
      if (node.test >= 0) reading.isUnsure = true;
      return true;
    default:
      return true;
  }
}

function fieldsFit(reading: Reading, { fields, bits, others, required }: Node, map: number): boolean {
  const { tokens, nodes } = reading;
  let seen = 0;
  const end = afterValue(tokens, map);
  for (let at = map + 2; at < end; at = afterValue(tokens, at + 1)) {
    const key = tokens[at] as number;
    const isOwn = key < fields.length;
    const child = isOwn ? (fields[key] as number) : others;
    if (child >= 0 && !fits(reading, nodes[child] as Node, at + 1)) return false;
    if (isOwn) seen |= bits[key] as number;
  }
  return seen === required;
}

function itemsFit(reading: Reading, { items }: Node, list: number): boolean {
  if (items < 0) return true;
  const { tokens } = reading;
  const node = reading.nodes[items] as Node;
  const end = afterValue(tokens, list);
  for (let at = list + 2; at < end; at = afterValue(tokens, at)) if (!fits(reading, node, at)) return false;
  return true;
}

function choiceFits(reading: Reading, { choice, oneOf }: Node, at: number): boolean {
  const isFit = (number: number): boolean => fits(reading, reading.nodes[number] as Node, at);
  if (choice !== undefined && !isFit(isFit(choice[0]) ? choice[1] : choice[2])) return false;
  return oneOf === undefined || oneOf.filter(isFit).length === 1;
}

/** Asks a test about a text, once per distinct text. The token of a text is its number times 8: the place of its answers. */
function isKnown(reading: Reading, test: number, token: number): boolean {
  const { known, tape } = reading;
  const { bytes, starts } = tape.strings;
  const id = token >>> 3;
  if (known[token + test] === 0) {
    const isPassed =
      beginsWithInk(reading, test, bytes, starts[id] as number, starts[id + 1] as number) ||
      passes(reading, test, textOf(tape.strings, id));
    known[token + test] = isPassed ? 1 : 2;
  }
  return known[token + test] === 1;
}

function rawFits(reading: Reading, test: number, at: number): boolean {
  const { tokens, bytes } = reading;
  const from = tokens[at + 1] as number;
  const to = from + ((tokens[at] as number) >>> 3);
  return beginsWithInk(reading, test, bytes, from, to) || passes(reading, test, bytes.toString('utf8', from, to));
}

function passes({ tests }: Reading, test: number, text: string): boolean {
  const { isDay: mustBeDay, pattern } = tests[test] as Test;
  return (!mustBeDay || isDay(text)) && pattern.test(text);
}

/** Whether the first byte is enough to pass the test: no text is decoded then. */
function beginsWithInk({ tests }: Reading, test: number, bytes: Buffer, from: number, to: number): boolean {
  return (tests[test] as Test).isInk && from < to && isInk(bytes[from] as number);
}

/** Whether a character that begins with this byte is surely not blank: visible ASCII, and Chinese from U+4000 on. */
function isInk(byte: number): boolean {
  return (byte > 0x20 && byte < 0x7f) || (byte >= 0xe4 && byte <= 0xe9);
}

function isInteger({ tape }: Reading, token: number, minimum: number): boolean {
  const value = Number(textOf(tape.strings, token >>> 3));
  return Number.isInteger(value) && value >= minimum;
}
