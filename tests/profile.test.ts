// The registry's profile of YAML, as the full parser holds it: what is refused and where, how much is taken in, and where things stand.
import { describe, expect, it } from 'vitest';
import { isScalar, type Node } from 'yaml';
import type { Path } from '../src/diagnostic.ts';
import { deepestNesting, longestInFull, longestText, mostAlike, mostEntries } from '../src/limits.ts';
import { linesOf } from '../src/source/lines.ts';
import { nodeAt, parseTree, parseYaml } from '../src/source/yaml.ts';

const read = (text: string) => parseYaml('x.yaml', text, linesOf(text));

/** What is found, each with the text that it points at. */
function told(text: string) {
  const lines = linesOf(text);
  return read(text).faults.map(({ rule, where, message, hint, field, related }) => {
    if (!('span' in where)) throw new Error('a fault of reading has its place');
    const offset = (line: number, column: number): number => (lines[line - 1] ?? 0) + column - 1;
    const at = [offset(where.span.line, where.span.column), offset(where.span.endLine, where.span.endColumn)] as const;
    const others = (related ?? []).map((each) => ('span' in each.where ? offset(each.where.span.line, each.where.span.column) : undefined));
    return { rule, from: at[0], text: text.slice(...at), message: message.en, hint: hint?.en, field, others };
  });
}

const one = (text: string): string[] => told(text).map(({ from, text: pointed, message }) => `${from} ${pointed}: ${message}`);

describe('what no record needs', () => {
  const anchor = 'anchors (&) are not used in a registry file';
  const tag = 'tags (!) are not used in a registry file';
  const alias = 'aliases (*) are not used in a registry file';
  const key = 'a key must be text';
  const directive = 'directives (%) are not used in a registry file';
  it.each([
    ['a: &n b\n', [`3 &n: ${anchor}`]],
    ['a: &n\n  - b\n', [`3 &n: ${anchor}`]],
    ['&n\na: b\n', [`0 &n: ${anchor}`]],
    ['a: &n b\nc: *n\n', [`3 &n: ${anchor}`, `11 *n: ${alias}`]],
    ['a: !!str b\n', [`3 !!str: ${tag}`]],
    ['a: !!seq\n  - b\n', [`3 !!seq: ${tag}`]],
    ['!!str a: b\n', [`0 !!str: ${tag}`]],
    ['a: [!!str b, c]\n', [`4 !!str: ${tag}`]],
    ['a: {b: c,&n d: e}\n', [`9 &n: ${anchor}`]],
    ['a: [b,&n c]\n', [`6 &n: ${anchor}`]],
    ['a: {&n b}\n', [`4 &n: ${anchor}`]],
    ['&n a: b\n', [`0 &n: ${anchor}`]],
    ['a: &n !!str b\n', [`3 &n: ${anchor}`]],
    ['a: !!str &n b\n', [`9 &n: ${anchor}`]],
    ['[a]: b\n', [`0 [a]: ${key}`]],
    ['? - a\n: b\n', [`2 - a\n: ${key}`]],
    ['%YAML 1.2\n---\na: b\n', [`0 %YAML 1.2: ${directive}`]],
    ['# x\n%YAML 1.2\n---\na: b\n', [`0 # x: ${directive}`]],
  ])('%j', (text, wanted) => {
    expect(one(text)).toEqual(wanted);
    expect(read(text).value).toBeUndefined();
    for (const { rule, hint } of told(text)) expect([rule, hint]).toEqual(['malformed-yaml', 'write the content out']);
  });

  it('is sought at the places of syntax alone', () => {
    const text = 'a: "&n !x *n"\nb: |\n  %YAML 1.2\n  &n\nc: x &n !y *z\n"%d": 1\n';
    expect(read(text).faults).toEqual([]);
    expect(read(text).value).toEqual({ a: '&n !x *n', b: '%YAML 1.2\n&n\n', c: 'x &n !y *z', '%d': 1 });
  });

  it('is told a thousand times and once more, so that the driver can say that there is more', () => {
    const many = (count: number): string => `a: [${'!!str b,'.repeat(count)}]\n`;
    expect(told(many(mostAlike))).toHaveLength(mostAlike);
    expect(told(many(mostAlike + 1))).toHaveLength(mostAlike + 1);
    expect(told(many(mostAlike + 20))).toHaveLength(mostAlike + 1);
  });
});

describe('control characters', () => {
  it.each([
    ['a: \u001b[1m\n', '3 \u001b: control character U+001B', 'delete the character'],
    ['a: b\u0000', '4 \u0000: control character U+0000', 'this is no text file, or it was damaged when saved'],
    ['a: \u0007\n', '3 \u0007: control character U+0007', 'delete the character'],
  ])('%j', (text, wanted, hint) => {
    expect(one(text)).toEqual([wanted]);
    expect(told(text)[0]?.hint).toBe(hint);
    expect(read(text).value).toBeUndefined();
    expect(read(text).rangeOf(['a'], 'value')).toEqual([0, 0]);
  });
});

describe('errors of syntax', () => {
  it('are told by the first of them, be it an error or a warning', () => {
    expect(told('a: "\\q"\nb: [\n')).toMatchObject([{ rule: 'malformed-yaml', from: 4 }]);
    expect(told('a: b\na\nb: "\\q"\n')[0]?.from).toBeLessThan(8);
    expect(read('a: [\n').value).toBeUndefined();
  });
});

describe('a key that stands twice', () => {
  it('is told at the second, with the first beside it, and counts as the field at the top', () => {
    const message = 'key `b` stands twice';
    expect(told('b: 1\nb: 2\n')).toMatchObject([{ rule: 'duplicate-key', from: 5, text: 'b', message, field: 'b', others: [0] }]);
    expect(told('a:\n  b: 1\n  c: 2\n  b: 3\n')).toMatchObject([{ from: 19, text: 'b', message, field: 'a', others: [5] }]);
    expect(told('a:\n  - b: 1\n    b: 2\n')).toMatchObject([{ from: 16, message, field: 'a', others: [7] }]);
    expect(told('a:\n  c:\n    b: 1\n    b: 2\n')).toMatchObject([{ message, field: 'a' }]);
    expect(told('- b: 1\n  b: 2\n')).toMatchObject([{ message, field: '0' }]);
    expect(told('b: 1\nb: 2\n')[0]?.hint).toBe('keep one of the two');
  });

  it('leaves the first value, and the same however it is written', () => {
    expect(read('b: 1\nb: 2\n').value).toEqual({ b: 1 });
    expect(told('1: a\n"1": b\n')).toMatchObject([{ message: 'key `1` stands twice' }]);
    expect(told('null: a\nnull: b\n')).toMatchObject([{ message: 'key `null` stands twice' }]);
    expect(told('0x10: a\n16: b\n')).toEqual([]);
  });

  it('is told a thousand times and once more', () => {
    const many = (count: number): string => `a: 1\n${'a: 1\n'.repeat(count)}`;
    expect(told(many(mostAlike))).toHaveLength(mostAlike);
    expect(told(many(mostAlike + 20))).toHaveLength(mostAlike + 1);
  });
});

describe('hidden characters that are written as escapes', () => {
  it('are found in keys and values, in double quotes alone', () => {
    expect(told('"a\\u200b": "b\\u200b"\n').map(({ from, text }) => [from, text])).toEqual([
      [2, '\\u200b'],
      [13, '\\u200b'],
    ]);
    expect(told('a: \'\\u200b\'\nb: \\u200b\nc: "\\t"\n')).toEqual([]);
  });
});

describe('how much is taken in', () => {
  const split = 'a record holds facts, not whole documents; if need be split the file';
  const entries = `more than ${mostEntries} entries here`;
  const characters = `this text has more than ${longestText} characters`;
  const padded = (text: string, length: number): string => `${text}#${'x'.repeat(length - text.length - 1)}`;

  it('of a text that only the full parser reads: so many characters', () => {
    const text = '? a\n: b\n';
    expect(read(padded(text, longestInFull)).value).toEqual({ a: 'b' });
    const [fault, ...others] = told(padded(text, longestInFull + 1));
    expect(others).toEqual([]);
    expect(fault).toMatchObject({
      from: 0,
      text: '?',
      message: `this cannot be read: of a file with more than ${longestInFull} characters only what is written as records mostly are`,
      hint: 'check quotes, brackets and indentation here; if they are right write it as other records do, or split the file',
    });
    expect(told(padded('a: b\n? c\n: d\n', longestInFull + 1))).toMatchObject([{ from: 5, text: '?' }]);
  });

  it('of a longer one what it has too much of', () => {
    expect(told(`a: b\nc:\n${'  - d\n'.repeat(mostEntries + 1)}`)).toMatchObject([{ message: entries, hint: split }]);
    const long = `a: b\nc: ${'d'.repeat(longestText + 1)}\n`;
    expect(told(padded(long, longestInFull + 1))).toMatchObject([{ message: characters, hint: split }]);
  });

  it.each([
    ['a list', (count: number) => `a: [${'b,'.repeat(count)}]\n`, mostEntries, 3, '[', entries],
    ['a map', (count: number) => `a: {${'b,'.repeat(count)}}\n`, mostEntries, 3, '{', entries],
    ['a text', (count: number) => `a: ${'b'.repeat(count)}\n`, longestText, 3, 'b', characters],
    ['a text in quotes', (count: number) => `a: "${'b'.repeat(count - 2)}"\n`, longestText, 3, '"', characters],
    ['a key', (count: number) => `? ${'b'.repeat(count)}\n: c\n`, longestText, 2, 'b', characters],
  ])('of %s so much', (_, made, most, from, text, message) => {
    expect(told(made(most)).filter(({ rule }) => rule !== 'duplicate-key')).toEqual([]);
    expect(told(made(most + 1))).toMatchObject([{ rule: 'malformed-yaml', from, text, message, hint: split }]);
    expect(read(made(most + 1)).value).toBeUndefined();
  });
});

describe('how deep', () => {
  const deep = `nested deeper than ${deepestNesting} levels`;
  /** Texts by their depth, each with the offset of its deepest part. */
  const forms: Readonly<Record<string, (depth: number) => string>> = {
    lists: (depth) => `${'['.repeat(depth)}a${']'.repeat(depth)}\n`,
    maps: (depth) => `${'{a: '.repeat(depth)}b${'}'.repeat(depth)}\n`,
    'lists on one line': (depth) => `${'- '.repeat(depth)}a\n`,
    'maps on lines of their own': (depth) => Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
    'keys on one line': (depth) => `${'? '.repeat(depth)}a\n`,
    'lists below lists': (depth) => `- ${'['.repeat(depth - 1)}a${']'.repeat(depth - 1)}\n`,
  };
  it.each(Object.entries(forms))('%s', (_, made) => {
    const isTooDeep = (depth: number): boolean => told(made(depth)).some(({ message }) => message === deep);
    const deepest = Array.from({ length: 130 }, (__, i) => i + 1).filter((depth) => !isTooDeep(depth));
    // From some depth on all are too deep; the parser counts one or two of its own, or does not count a value that is missing.
    expect(deepest).toEqual(Array.from({ length: deepest.length }, (__, i) => i + 1));
    expect(Math.abs(deepestNesting - deepest.length)).toBeLessThanOrEqual(2);
    expect(told(made(deepest.length + 1))).toMatchObject([{ rule: 'malformed-yaml', message: deep }]);
  });

  it('is told where it begins', () => {
    const [fault] = told(forms.lists?.(200) ?? '');
    expect(fault?.text).toBe('[');
    expect(fault?.from).toBeGreaterThan(deepestNesting - 3);
    expect(fault?.from).toBeLessThan(deepestNesting + 2);
  });

  it('is not mistaken for width', () => {
    const brackets = '['.repeat(300);
    const wide = `a: "${brackets}"\nb: '${brackets}'\nc: x${brackets}\n# ${brackets}\nd: |\n${' '.repeat(4)}${'- '.repeat(200)}\n`;
    expect(told(wide)).toEqual([]);
    expect(told(`a: [${'[],{},'.repeat(200)}]\n`)).toEqual([]);
    expect(told(`a: ${']'.repeat(3)}\n`).some(({ message }) => message === deep)).toBe(false);
  });
});

describe('where things stand', () => {
  const text = 'a: 甲\nb:\n  - c: 1\n    d:\n  - 乙\ne: {f: [x, y]}\ng:\n';
  const at = (path: Path, part: 'key' | 'value'): string => text.slice(...read(text).rangeOf(path, part));

  it.each([
    [['a'], 'value', '甲'],
    [['a'], 'key', 'a'],
    [['b', 0, 'c'], 'value', '1'],
    [['b', 0, 'c'], 'key', 'c'],
    [['b', 1], 'value', '乙'],
    [['b', 1], 'key', '乙'],
    [['e', 'f', 1], 'value', 'y'],
    [['e', 'f'], 'value', '[x, y]'],
    [['e'], 'value', '{f: [x, y]}'],
    // Nothing stands there: its key says more.
    [['g'], 'value', 'g'],
    [['b', 0, 'd'], 'value', 'd'],
    // What is not there stands where the way to it ends.
    [['b', 0, 'z'], 'value', 'c: 1\n    d:'],
    [['b', 7], 'value', 'b'],
    [['e', 'f', 7], 'key', 'f'],
    [['z'], 'value', 'a'],
    [['z', 'y'], 'key', 'a'],
    [['a', 'z'], 'value', 'a'],
    [[], 'key', 'a'],
  ] as const)('%j, its %s', (path, part, wanted) => {
    expect(at(path, part)).toBe(wanted);
  });

  it('the root is all of it, and where there is none the beginning', () => {
    expect(at([], 'value')).toContain('a: 甲\nb:');
    expect(read('').rangeOf([], 'value')).toEqual([0, 0]);
    expect(read('').rangeOf(['a'], 'key')).toEqual([0, 0]);
    expect(read('# x\n').rangeOf(['a'], 'value')).toEqual([0, 0]);
    expect(read(' 甲\n').rangeOf(['a'], 'value')).toEqual([1, 2]);
    expect(read('- 甲\n- 乙\n').rangeOf(['a'], 'value')).toEqual([0, 8]);
    expect(read('? [x]\n: y\n').rangeOf(['a'], 'value')).toEqual([2, 5]);
    expect(read('{}\n').rangeOf(['a'], 'value')).toEqual([0, 2]);
  });

  it('of a key that stands twice the first', () => {
    expect(read('a: 1\nb: 2\na: 3\n').rangeOf(['a'], 'value')).toEqual([3, 4]);
  });

  it('a node is found by its path, and whether it stands in brackets', () => {
    const root = parseTree(text).contents as Node;
    const found = (...path: Path): readonly [unknown, boolean] => {
      const { node, isInFlow } = nodeAt(root, path);
      return [isScalar(node) ? node.value : typeof node, isInFlow];
    };
    expect(found('a')).toEqual(['甲', false]);
    expect(found('b', 0, 'c')).toEqual([1, false]);
    expect(found('b', 1)).toEqual(['乙', false]);
    expect(found('e')).toEqual(['object', false]);
    expect(found('e', 'f')).toEqual(['object', true]);
    expect(found('e', 'f', 1)).toEqual(['y', true]);
    expect(found('z')).toEqual(['undefined', false]);
    expect(found('z', 'y')).toEqual(['undefined', false]);
    expect(found('a', 'y')).toEqual(['undefined', false]);
    expect(found('b', 7)).toEqual(['undefined', false]);
    expect(nodeAt(root, [])).toEqual({ node: root, isInFlow: false });
  });
});
