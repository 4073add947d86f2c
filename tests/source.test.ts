// YAML text to values and places: the same values as the `yaml` package, and spans that hold what they say.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument, stringify } from 'yaml';
import type { Path } from '../src/diagnostic.ts';
import { parseSource } from '../src/source/source.ts';
import { filesUnder, shipped } from './support/registry.ts';

const sourceOf = (text: string) => parseSource('x.yaml', new TextEncoder().encode(text));

/** The text between the places of a span. */
function textAt(text: string, { line, column, endLine, endColumn }: ReturnType<ReturnType<typeof sourceOf>['spanOf']>): string {
  const lines = text.split('\n');
  const offset = (at: number, from: number): number => lines.slice(0, at - 1).reduce((sum, each) => sum + each.length + 1, 0) + from - 1;
  return text.slice(offset(line, column), offset(endLine, endColumn));
}

function* pathsOf(value: unknown, path: Path = []): Iterable<readonly [Path, unknown]> {
  if (path.length > 0) yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) yield* pathsOf(each, [...path, Array.isArray(value) ? Number(key) : key]);
}

describe('values', () => {
  it.each(Object.entries(filesUnder(shipped)))('%s reads as the yaml package reads it', (_, bytes) => {
    const { value, faults } = parseSource('x.yaml', bytes as Uint8Array);
    expect(faults).toEqual([]);
    expect(value).toEqual(parse(new TextDecoder().decode(bytes as Uint8Array)));
  });

  it('dates stay text, and numbers and truth values are what YAML 1.2 says', () => {
    expect(sourceOf("a: 2023-03-20\nb: 20230320\nc: yes\nd: true\ne: 0o17\nf: '2'\ng: ~\nh:\n").value).toEqual({
      a: '2023-03-20',
      b: 20230320,
      c: 'yes',
      d: true,
      e: 15,
      f: '2',
      g: null,
      h: null,
    });
  });

  it('keys are text, and `__proto__` is a key like any other', () => {
    const { value } = sourceOf('2023: a\ntrue: b\n__proto__: c\n');
    expect(Object.entries(value as object)).toEqual(
      expect.arrayContaining([
        ['2023', 'a'],
        ['true', 'b'],
        ['__proto__', 'c'],
      ]),
    );
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('of whatever the yaml package writes are what it reads, and every place holds its value', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'é', '甲', '〔', '𠮷', ' ', ':', '#', '-', "'", '"', '\n', '1', '[', '*'),
      maxLength: 12,
    });
    const key = fc.constantFrom('title', '标题', 'a b', '2023', 'x:y');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.dictionary(key, tie('value'), { noNullPrototype: true, minKeys: 1 }),
      value: fc.oneof({ maxDepth: 3 }, text, fc.integer(), fc.boolean(), fc.array(tie('value'), { maxLength: 3 }), tie('tree')),
    }));
    fc.assert(
      fc.property(tree, fc.boolean(), (value, isFlow) => {
        const written = stringify(value, { collectionStyle: isFlow ? 'flow' : 'any', aliasDuplicateObjects: false });
        // The package writes some flow texts that it cannot read back itself.
        fc.pre(parseDocument(written).errors.length === 0);
        const source = sourceOf(written);
        expect(source.faults).toEqual([]);
        expect(source.value).toEqual(parse(written));
        for (const [path, each] of pathsOf(source.value)) {
          const last = path.at(-1);
          if (typeof last === 'string') expect(String(parse(textAt(written, source.spanOf(path, 'key'))))).toBe(last);
          if (typeof each === 'number' || typeof each === 'boolean')
            expect(textAt(written, source.spanOf(path, 'value'))).toBe(String(each));
        }
      }),
      { numRuns: 500, seed: 20261123 },
    );
  });
});

describe('places', () => {
  const text = 'title: 甲𠮷 # 标题\ndates:\n  adopted: 2020-01-01\nbasis: [a, {title: 乙}]\nnote: |\n  一\n  二\n\nnumber:\n';
  const source = sourceOf(text);
  it.each([
    [['title'], 'key', 'title'],
    [['title'], 'value', '甲𠮷'],
    [['dates', 'adopted'], 'value', '2020-01-01'],
    [['dates'], 'key', 'dates'],
    [['dates'], 'value', 'adopted: 2020-01-01'],
    [['basis', 1], 'value', '{title: 乙}'],
    [['basis', 1, 'title'], 'value', '乙'],
    [['note'], 'value', '|\n  一\n  二'],
    [['number'], 'value', 'number'],
    [['dates', 'published'], 'key', 'dates'],
    [['dates', 'published', 'x'], 'value', 'dates'],
    [[], 'key', 'title'],
    [['nowhere'], 'value', 'title'],
  ] as const)('%j, %s', (path, part, held) => {
    expect(textAt(text, source.spanOf(path, part))).toBe(held);
  });

  it('columns count UTF-16 code units, as editors do', () => {
    expect(sourceOf('a: [𠮷, x]').spanOf(['a', 1], 'value')).toEqual({ line: 1, column: 9, endLine: 1, endColumn: 10 });
  });

  it('CRLF does not move a place', () => {
    const crlf = sourceOf(text.replaceAll('\n', '\r\n'));
    expect(crlf.spanOf(['dates', 'adopted'], 'value')).toEqual(source.spanOf(['dates', 'adopted'], 'value'));
  });

  it('a byte order mark does not move a place', () => {
    expect(sourceOf(`\ufeff${text}`).spanOf(['title'], 'value')).toEqual(source.spanOf(['title'], 'value'));
  });
});

describe('characters that nobody sees', () => {
  /** What is said of each, in English, with the text at its place. */
  const hiddenIn = (text: string): readonly string[] =>
    sourceOf(text).faults.flatMap(({ rule, where, message }) =>
      rule === 'hidden-character' && 'span' in where ? [`${JSON.stringify(textAt(text, where.span))} ${message.en}`] : [],
    );

  it.each([
    ['in a value', 'a: 甲\u200b乙\n', ['"\u200b" hidden character U+200B (ZERO WIDTH SPACE)']],
    [
      'in a key and a comment',
      '甲\u2060: 1 # \u2066乙\n',
      ['"\u2060" … U+2060 (WORD JOINER)', '"\u2066" … U+2066 (LEFT-TO-RIGHT ISOLATE)'],
    ],
    ['several on end', 'a: 甲\u202e\u200f乙\n', ['"\u202e\u200f" … U+202E (RIGHT-TO-LEFT OVERRIDE), the first of 2']],
    ['beyond the first plane', 'a: 甲\u{e0041}\u{e0042}\n', ['"\u{e0041}\u{e0042}" … U+E0041 (TAG CHARACTER), the first of 2']],
    ['at the end of a line with CRLF', 'a: 甲\u200b\r\nb: 乙\r\n', ['"\u200b" … U+200B (ZERO WIDTH SPACE)']],
    ['in a block text', 'a: |\n  甲\u00ad\n  乙\u0085\n', ['"\u00ad" … U+00AD (SOFT HYPHEN)', '"\u0085" … U+0085 (NEXT LINE)']],
    ['where the text is no YAML', 'a: [甲\u200b\n', ['"\u200b" … U+200B (ZERO WIDTH SPACE)']],
    [
      'as escapes',
      'a: "甲\\u202e乙\\x1b[31m\\e"\n',
      ['"\\\\u202e" … U+202E (RIGHT-TO-LEFT OVERRIDE)', '"\\\\x1b" … U+001B (ESCAPE)', '"\\\\e" … U+001B (ESCAPE)'],
    ],
    ['as escapes on end', 'a: "\\L\\U000E0041乙"\n', ['"\\\\L\\\\U000E0041" … U+2028 (LINE SEPARATOR), the first of 2']],
    ['as an escape in a key', '"甲\\u200B": 1\n', ['"\\\\u200B" … U+200B (ZERO WIDTH SPACE)']],
    ['as an escape in brackets', 'a: [{b: "\\0"}]\n', ['"\\\\0" … U+0000 (NULL)']],
    ['half a character', 'a: "甲\\uD83D乙"\n', ['"\\\\uD83D" … U+D83D (SURROGATE)']],
    ['a code point that is none', 'a: 甲\ufdd0"\uffff"\n', ['"\ufdd0" … U+FDD0 (NONCHARACTER)', '"\uffff" … U+FFFF (NONCHARACTER)']],
    ['a variation selector after nothing that has variants', 'a: x\ufe0f\n', ['"\ufe0f" … U+FE0F (VARIATION SELECTOR-16)']],
  ])('%s', (_, text, said) => {
    expect(hiddenIn(text)).toEqual(said.map((each) => each.replace('…', 'hidden character')));
  });

  it.each([
    ['line ends, tabs and escapes of what can be seen', 'a: "甲\\t乙\\n\\u4e00\\\\u202e"\r\nb: |\n  丙\t丁\n'],
    ['an escape in single quotes and in plain text', "a: '\\u202e'\nb: \\u202e\n"],
    ['whole characters written as two escapes', 'a: "\\uD83D\\uDE00"\n'],
    ['variants of Chinese characters', 'a: 葛\u{e0100}\nb: 葛\ufe00\nc: "葛\\U000E0101"\n'],
    ['what scripts and pictographs need', 'a: ᠠ\u180b\nb: ئ\u200c\nc: 👩\u200d💻\nd: ☀\ufe0f\n'],
  ])('not %s', (_, text) => {
    expect(hiddenIn(text)).toEqual([]);
  });

  it('once, where a text is no YAML for its control characters', () => {
    expect(sourceOf('a: \u0001\u200b\n').faults.map(({ rule }) => rule)).toEqual(['malformed-yaml']);
  });
});
