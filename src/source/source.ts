// YAML text and where each value stands in it: bytes in, a plain value, faults and spans out. Pure.
import { isUtf8 } from 'node:buffer';
import { type Fault, fileStart, type Path, type Span, type Text } from '../diagnostic.ts';
import { largestFile, longestInFull } from '../limits.ts';
import { hiddenFaults } from './hidden.ts';
import { type Lines, linesOf, spanBetween } from './lines.ts';
import { readOnto, withSpare } from './reader.ts';
import { tooLarge } from './size.ts';
import { newStrings } from './strings.ts';
import { newTape, spanAt, valueAt } from './tape.ts';
import { parseYaml, type YamlTree } from './yaml.ts';

/** What a file says. `value` is undefined where the text could not be read as one YAML document. */
export interface Source {
  readonly file: string;
  readonly value: unknown;
  readonly faults: readonly Fault[];
  /**
   * The span of a value or of its key. A path that is not there gives the nearest parent's key,
   * and the root gives the first line of the record.
   */
  spanOf(path: Path, part: 'key' | 'value'): Span;
}

/** A file that gave no text: why, and under which rule that is reported. */
export function unreadableSource(file: string, message: Text, hint?: Text): Source {
  return faultySource(file, '', { rule: 'unreadable-file', where: { file, span: fileStart }, message, ...(hint && { hint }) });
}

/** Reads the bytes of one file: UTF-8, with or without a byte order mark, LF or CRLF, one YAML document. */
export function parseSource(file: string, bytes: Uint8Array): Source {
  if (bytes.length > largestFile || !isUtf8(bytes)) return brokenSource(file, bytes);
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = hasMark ? bytes.subarray(3) : bytes;
  const marked = hasMark ? [markFault(file)] : [];
  const read = readFast(content, false);
  if (read !== undefined) return { file, ...read, faults: marked };
  const text = utf8.decode(bytes);
  const { faults, ...tree } = (text.length > longestInFull ? readLong(content) : undefined) ?? readInFull(file, text);
  return { file, ...tree, faults: [...marked, ...faults, ...hiddenFaults(file, text)] };
}

type Tree = Pick<Source, 'value' | 'spanOf'>;

/** Reads what the reader of records takes; undefined for all else. */
export function readFast(bytes: Uint8Array, allowsHidden: boolean): Tree | undefined {
  const { buffer, size } = withSpare(bytes);
  const tape = newTape(newStrings([], size), (size >> 3) + 16);
  if (!readOnto(tape, buffer, size, { allowsHidden })) return undefined;
  return { value: valueAt(tape, 0), spanOf: (path, part) => spanAt(tape, 0, 0, path, part) };
}

/** The full parser takes no text of this length: of one with hidden characters, these are reported and nothing else. */
function readLong(bytes: Uint8Array): Omit<Source, 'file'> | undefined {
  const tree = readFast(bytes, true);
  return tree && { ...tree, faults: [] };
}

export function readInFull(file: string, text: string): Omit<Source, 'file'> {
  const tree = parseYaml(file, text, linesOf(text));
  return { value: tree.value, faults: tree.faults, spanOf: spanFinder(tree, text) };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text without its byte order mark; undefined where the bytes are no UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function faultySource(file: string, text: string, fault: Fault): Source {
  const lines = linesOf(text);
  return { file, value: undefined, faults: [fault], spanOf: () => spanBetween(lines, 0, 0) };
}

/** Bytes that are no UTF-8 text at all, each with a guess at what they are instead. */
function brokenSource(file: string, bytes: Uint8Array): Source {
  if (bytes.length > largestFile) {
    return unreadableSource(file, tooLarge(bytes.length));
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return unreadableSource(file, { zh: '文件是 UTF-16 编码，不是 UTF-8', en: 'the file is UTF-16, not UTF-8' }, saveAsUtf8);
  }
  const offset = firstBadByte(bytes);
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, offset));
  // Chinese that was read as UTF-8 up to there is no GBK, which would be read as other characters.
  const guess = !/[\u4e00-\u9fff]/.test(before) && isGbk(bytes);
  const byte = (bytes[offset] ?? 0).toString(16).padStart(2, '0');
  return faultySource(file, before, {
    rule: 'unreadable-file',
    where: { file, span: spanBetween(linesOf(before), before.length, before.length + 1) },
    message: {
      zh: `字节 0x${byte} 不是 UTF-8${guess ? '，文件像是 GBK 编码' : ''}`,
      en: `byte 0x${byte} is not UTF-8${guess ? '; the file looks like GBK' : ''}`,
    },
    hint: saveAsUtf8,
  });
}

const saveAsUtf8: Text = { zh: '请在编辑器中另存为 UTF-8 编码', en: 'save the file as UTF-8 in the editor' };

/** The offset of the first byte of the first character that is no UTF-8, found by halving. */
function firstBadByte(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8Prefix(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  // The good bytes may end in a character that is cut short: it begins up to three bytes before.
  while (good > 0 && textOf(bytes.subarray(0, good)) === undefined) good--;
  return good;
}

/** Whether the bytes are UTF-8, apart from a last character that may be cut short. */
function isUtf8Prefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function isGbk(bytes: Uint8Array): boolean {
  try {
    return /[\u4e00-\u9fff]{2}/.test(new TextDecoder('gbk', { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
}

function markFault(file: string): Fault {
  return {
    rule: 'byte-order-mark',
    where: { file, span: fileStart },
    message: { zh: '文件以字节顺序标记（BOM）开头', en: 'the file begins with a byte order mark (BOM)' },
    hint: { zh: '不影响读取；建议另存为不带 BOM 的 UTF-8', en: 'it is read all the same; better save as UTF-8 without BOM' },
  };
}

function spanFinder(tree: YamlTree, text: string): Source['spanOf'] {
  let lines: Lines | undefined;
  return (path, part) => {
    const [start, end] = tree.rangeOf(path, part);
    lines ??= linesOf(text);
    return spanBetween(lines, start, Math.max(start, trimmedEnd(text, start, end)));
  };
}

/** The end of a value without the blank space that YAML counts to it. */
function trimmedEnd(text: string, start: number, end: number): number {
  let last = Math.min(end, text.length);
  while (last > start && /\s/.test(text[last - 1] ?? '')) last--;
  return last;
}
