// The registry's YAML profile on top of the `yaml` package: one document of maps, lists and scalars.
// Anchors, aliases, tags and directives are refused: a record is read by people and edited by tools.
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  Parser,
  parseDocument,
  type Scalar,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import type { Fault, FaultRule, Path, Text } from '../diagnostic.ts';
import { deepestNesting, longestInFull, longestText, mostAlike, mostEntries } from '../limits.ts';
import { controlCharacter, escapedFaults } from './hidden.ts';
import { type Lines, spanBetween } from './lines.ts';
import { doubtIn, type Excess } from './reader.ts';
import { syntaxMessage } from './syntax.ts';

type Range = readonly [start: number, end: number];

export interface YamlTree {
  readonly value: unknown;
  readonly faults: readonly Fault[];
  rangeOf(path: Path, part: 'key' | 'value'): Range;
}

export function parseYaml(file: string, text: string, lines: Lines): YamlTree {
  const refuse = (start: number, end: number, message: Text, hint?: Text): YamlTree => ({
    value: undefined,
    faults: [malformed(file, lines, [start, end], message, hint)],
    rangeOf: () => [0, 0],
  });
  const control = controlCharacter.exec(text);
  if (control !== null) return refuse(control.index, control.index + 1, controlMessage(control[0]), controlHint(control[0]));
  if (text.length > longestInFull) {
    const { at, excess } = doubtIn(text);
    const [message, hint] = excess === undefined ? [tooLongMessage, tooLongHint] : [excessMessages[excess], splitHint];
    return refuse(at, at + 1, message, hint);
  }
  const tooDeep = offsetOfDeepest(text);
  if (tooDeep !== undefined) return refuse(tooDeep, tooDeep + 1, depthMessage);
  const document = parseTree(text);
  const error = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0])[0];
  if (error !== undefined) return { ...refuse(0, 0, depthMessage), faults: [syntaxFault(file, text, lines, error)] };
  const walk: Walk = { file, text, lines, faults: [], counts: new Map(), refused: false };
  if (/^%/m.test(text.slice(0, document.contents?.range?.[0] ?? text.length))) refuseNode(walk, [0, text.indexOf('\n')], directiveMessage);
  const value = readValue(walk, document.contents, []);
  return { value: walk.refused ? undefined : value, faults: walk.faults, rangeOf: rangesOf(text) };
}

/**
 * Spans are asked for only where something is wrong, so the tree is not kept but made again:
 * memory then grows with the text alone.
 */
function rangesOf(text: string): YamlTree['rangeOf'] {
  let contents: Node | null | undefined;
  return (path, part) => {
    contents ??= parseTree(text).contents;
    return rangeAt(contents ?? null, path, part);
  };
}

/** The syntax tree of a text in the registry's profile. */
export function parseTree(text: string): Document.Parsed {
  return parseDocument(text, { schema: 'core', uniqueKeys: false, merge: false, prettyErrors: false, logLevel: 'error' });
}

interface Walk {
  readonly file: string;
  readonly text: string;
  readonly lines: Lines;
  readonly faults: Fault[];
  readonly counts: Map<FaultRule, number>;
  refused: boolean;
}

function readValue(walk: Walk, node: unknown, path: Path): unknown {
  if (!isNode(node)) return null;
  const range = rangeOfNode(node);
  if (isAlias(node)) return refuseNode(walk, range, aliasMessage);
  if (refusesMarks(walk, node)) return undefined;
  const excess = excessOf(node, range);
  if (excess !== undefined) return refuseNode(walk, [range[0], range[0] + 1], excessMessages[excess], splitHint);
  if (isMap(node)) return mapOf(walk, node.items, path);
  if (isSeq(node)) return node.items.map((item, index) => readValue(walk, item, [...path, index]));
  return isScalar(node) ? scalarOf(walk, node) : null;
}

function excessOf(node: Node, [start, end]: Range): Excess | undefined {
  if (isMap(node) || isSeq(node)) return node.items.length > mostEntries ? 'entries' : undefined;
  return end - start > longestText ? 'characters' : undefined;
}

function scalarOf(walk: Walk, node: Scalar): unknown {
  if (node.type === 'QUOTE_DOUBLE') for (const fault of hiddenByEscape(walk, node)) walk.faults.push(fault);
  return node.value;
}

function hiddenByEscape({ file, text, lines }: Walk, node: Scalar): readonly Fault[] {
  const [start, end] = rangeOfNode(node);
  const written = text.slice(start, end);
  return written.includes('\\') ? escapedFaults(file, lines, start, written) : [];
}

function mapOf(walk: Walk, pairs: readonly Pair[], path: Path): unknown {
  const map: Record<string, unknown> = {};
  const seen = new Map<string, Node>();
  for (const { key, value } of pairs) {
    if (!isScalar(key)) {
      refuseNode(walk, isNode(key) ? rangeOfNode(key) : [0, 0], keyMessage);
      continue;
    }
    if (refusesMarks(walk, key)) continue;
    scalarOf(walk, key);
    const [start, end] = rangeOfNode(key);
    if (end - start > longestText) {
      refuseNode(walk, [start, start + 1], excessMessages.characters, splitHint);
      continue;
    }
    const name = keyName(key);
    const first = seen.get(name);
    if (first === undefined) {
      seen.set(name, key);
      // Defined, not assigned: the key `__proto__` is a key like any other.
      Object.defineProperty(map, name, {
        value: readValue(walk, value, [...path, name]),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    } else if (hasRoom(walk, 'duplicate-key'))
      walk.faults.push({ ...duplicateKey(walk, name, first, key), field: String(path[0] ?? name) });
  }
  return map;
}

/** Keys are text: `2023:` is the key "2023". */
function keyName(key: { readonly value: unknown; readonly source?: string }): string {
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function duplicateKey(walk: Walk, name: string, first: Node, again: Node): Fault {
  return {
    rule: 'duplicate-key',
    where: { file: walk.file, span: spanBetween(walk.lines, ...rangeOfNode(again)) },
    message: { zh: `键 \`${name}\` 重复`, en: `key \`${name}\` stands twice` },
    hint: { zh: '两处只留一处', en: 'keep one of the two' },
    related: [
      {
        where: { file: walk.file, span: spanBetween(walk.lines, ...rangeOfNode(first)) },
        message: { zh: '第一次出现在这里', en: 'it first stands here' },
      },
    ],
  };
}

function refuseNode(walk: Walk, range: Range, message: Text, hint = profileHint): undefined {
  walk.refused = true;
  if (hasRoom(walk, 'malformed-yaml')) walk.faults.push(malformed(walk.file, walk.lines, range, message, hint));
  return undefined;
}

/** Whether another fault of the rule is to be found: no more are told. */
function hasRoom({ counts }: Walk, rule: FaultRule): boolean {
  const count = (counts.get(rule) ?? 0) + 1;
  counts.set(rule, count);
  return count <= mostAlike + 1;
}

/** Whether a node bears an anchor or a tag, which is refused then. */
function refusesMarks(walk: Walk, node: Node): boolean {
  const [start] = rangeOfNode(node);
  if ('anchor' in node && node.anchor !== undefined) refuseNode(walk, markBefore(walk.text, start, '&'), anchorMessage);
  else if (node.tag !== undefined) refuseNode(walk, markBefore(walk.text, start, '!'), tagMessage);
  else return false;
  return true;
}

/** The anchor or tag that stands before a node, where the other may stand between: `&n`, `!!str`. */
function markBefore(text: string, start: number, mark: string): Range {
  for (let at = start; ; ) {
    let end = at;
    while (end > 0 && isBlankAt(text, end - 1)) end--;
    let from = end;
    while (from > 0 && !/[\s[{,]/.test(text.charAt(from - 1))) from--;
    if (text.startsWith(mark, from)) return [from, end];
    if (from === end || !/[&!]/.test(text.charAt(from))) return [start, start + 1];
    at = from;
  }
}

function isBlankAt(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at));
}

function malformed(file: string, lines: Lines, range: Range, message: Text, hint?: Text): Fault {
  return { rule: 'malformed-yaml', where: { file, span: spanBetween(lines, ...range) }, message, ...(hint && { hint }) };
}

function syntaxFault(file: string, text: string, lines: Lines, error: YAMLError): Fault {
  const { range, message, hint } = syntaxMessage(text, error);
  return malformed(file, lines, range, message, hint);
}

function rangeOfNode(node: Node): Range {
  const range = node.range ?? [0, 0, 0];
  return [range[0], range[1]];
}

/** The node at a path, and whether it stands inside brackets. */
export function nodeAt(root: Node | null, path: Path): { readonly node: unknown; readonly isInFlow: boolean } {
  let [node, isInFlow]: [unknown, boolean] = [root, false];
  for (const step of path) {
    if (isMap(node) || isSeq(node)) isInFlow ||= node.flow === true;
    if (isMap(node)) node = pairOf(node, String(step))?.value;
    else node = isSeq(node) ? node.items[Number(step)] : undefined;
  }
  return { node, isInFlow };
}

/** Pairs by key, made once a map: a file with thousands of faults asks for thousands of places. */
const pairsOfMaps = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  const pairs =
    pairsOfMaps.get(map) ??
    new Map(map.items.toReversed().flatMap((pair) => (isScalar(pair.key) ? [[keyName(pair.key), pair] as const] : [])));
  pairsOfMaps.set(map, pairs);
  return pairs.get(key);
}

function rangeAt(root: Node | null, path: Path, part: 'key' | 'value'): Range {
  let node: unknown = root;
  let key: Range | undefined;
  for (const [depth, step] of path.entries()) {
    const pair = isMap(node) ? pairOf(node, String(step)) : undefined;
    const child: unknown = isSeq(node) ? node.items[Number(step)] : pair?.value;
    if (pair === undefined && !isNode(child)) return key ?? firstKey(root);
    if (pair !== undefined && isNode(pair.key)) key = rangeOfNode(pair.key);
    else if (isNode(child)) key = rangeOfNode(child);
    if (depth === path.length - 1) return part === 'value' && isNode(child) && !isEmpty(child) ? rangeOfNode(child) : (key ?? [0, 0]);
    node = child;
  }
  return part === 'value' && root !== null ? rangeOfNode(root) : firstKey(root);
}

/** A key without a value has a value of no length: its key says more. */
function isEmpty(node: Node): boolean {
  const [start, end] = rangeOfNode(node);
  return start === end;
}

function firstKey(root: Node | null): Range {
  const key = isMap(root) ? root.items[0]?.key : undefined;
  if (isNode(key)) return rangeOfNode(key);
  return root === null ? [0, 0] : rangeOfNode(root);
}

/**
 * Where the text nests too deeply for the parser, which recurses and can exhaust the process.
 * The leading run of a line and its open brackets bound the depth from above; only a text that goes
 * beyond that bound is measured exactly, with the parser's own token stack, and only as far as needed.
 */
function offsetOfDeepest(text: string): number | undefined {
  if (depthBound(text) <= deepestNesting) return undefined;
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    for (const _token of parser.next(lexeme));
    if (parser.stack.length > deepestNesting) return Math.max(0, parser.offset - 1);
  }
  return undefined;
}

function depthBound(text: string): number {
  let [open, mostOpen, mostLead, lead] = [0, 0, 0, 0];
  let leading = true;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x0a) [leading, lead] = [true, 0];
    else if (leading && (unit === 0x20 || unit === 0x2d || unit === 0x3f)) mostLead = Math.max(mostLead, ++lead);
    else {
      leading = false;
      if (unit === 0x5b || unit === 0x7b) mostOpen = Math.max(mostOpen, ++open);
      else if ((unit === 0x5d || unit === 0x7d) && open > 0) open--;
    }
  }
  return mostOpen + mostLead;
}

function controlMessage(character: string): Text {
  const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return { zh: `含有控制字符 ${code}`, en: `control character ${code}` };
}

function controlHint(character: string): Text {
  return character === '\u0000'
    ? { zh: '这不是文本文件，或保存时已损坏', en: 'this is no text file, or it was damaged when saved' }
    : { zh: '删去这个字符', en: 'delete the character' };
}

const depthMessage: Text = { zh: `嵌套超过 ${deepestNesting} 层`, en: `nested deeper than ${deepestNesting} levels` };
const tooLongMessage: Text = {
  zh: `这里的写法读不了：文件超过 ${longestInFull} 个字符时，只读取登记文件常用的写法`,
  en: `this cannot be read: of a file with more than ${longestInFull} characters only what is written as records mostly are`,
};
const tooLongHint: Text = {
  zh: '检查这里的引号、括号和缩进；没有错，就照其他登记文件的写法改写，或把文件拆小',
  en: 'check quotes, brackets and indentation here; if they are right write it as other records do, or split the file',
};
const excessMessages: Readonly<Record<Excess, Text>> = {
  entries: { zh: `这里超过 ${mostEntries} 项`, en: `more than ${mostEntries} entries here` },
  characters: { zh: `这段文字超过 ${longestText} 个字符`, en: `this text has more than ${longestText} characters` },
};
const splitHint: Text = {
  zh: '登记的是事实，不是文件全文；确有必要就拆成几个文件',
  en: 'a record holds facts, not whole documents; if need be split the file',
};
const aliasMessage: Text = { zh: '登记文件不使用别名（*）', en: 'aliases (*) are not used in a registry file' };
const anchorMessage: Text = { zh: '登记文件不使用锚点（&）', en: 'anchors (&) are not used in a registry file' };
const tagMessage: Text = { zh: '登记文件不使用标签（!）', en: 'tags (!) are not used in a registry file' };
const keyMessage: Text = { zh: '键必须是文字', en: 'a key must be text' };
const directiveMessage: Text = { zh: '登记文件不使用 % 指令', en: 'directives (%) are not used in a registry file' };
const profileHint: Text = { zh: '把内容直接写出来', en: 'write the content out' };
