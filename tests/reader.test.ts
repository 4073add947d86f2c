// The reader of records: what it reads, what it leaves to the full parser, and that the two never differ.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../src/source/lines.ts';
import { parseYaml } from '../src/source/yaml.ts';
import { faultOf, fuzz, readOf, textsUnder } from './fuzz/reader.ts';
import { project, shipped } from './support/registry.ts';

const fixtures = path.join(project, 'tests/fixtures');

const read: Readonly<Record<string, readonly [text: string, value: unknown]>> = {
  'text, numbers, truth values and null': [
    'a: 甲 乙\nb: 12\nc: -5\nd: True\ne: FALSE\nf: ~\ng: null\nh: 2023-01-01\ni: 007\n',
    { a: '甲 乙', b: 12, c: -5, d: true, e: false, f: null, g: null, h: '2023-01-01', i: 7 },
  ],
  'a negative zero': ['a: -0\n', { a: -0 }],
  'text that only begins like a number or a word': [
    'a: 35.240.20\nb: 3.1节\nc: 12:30\nd: nulls\ne: tRUE\nf: 1_0\n',
    { a: '35.240.20', b: '3.1节', c: '12:30', d: 'nulls', e: 'tRUE', f: '1_0' },
  ],
  'signs within plain text': ["a: http://x/?y=[1],{2}#z it's\nb: a:b::c\n", { a: "http://x/?y=[1],{2}#z it's", b: 'a:b::c' }],
  'keys that look like values': ['2023: a\ntrue: b\n~: c\n"": d\n-1: e\n', { 2023: 'a', true: 'b', '~': 'c', '': 'd', '-1': 'e' }],
  'no value': ['a:\nb: # c\nc:\n\n  # d\nd:\n  - \n  -\n  - e', { a: null, b: null, c: null, d: [null, null, 'e'] }],
  'a map in a map': ['a:\n  b:\n     c: d\n  e: f\n', { a: { b: { c: 'd' }, e: 'f' } }],
  'a list, also in the column of its key': ['a:\n- b\n- c\nd:\n  - e\n', { a: ['b', 'c'], d: ['e'] }],
  'maps in a list': [
    'a:\n  -  b: c\n     d:\n     - e\n  - "f": g\n  -\n    h: i\n',
    { a: [{ b: 'c', d: ['e'] }, { f: 'g' }, { h: 'i' }] },
  ],
  'a list in a list, below its dash': ['a:\n  -\n    - b\n', { a: [['b']] }],
  'values on their own line': ['a:\n  b\nc:\n  "d"\ne:\n  |\n   f\n', { a: 'b', c: 'd', e: 'f\n' }],
  quotes: ["a: 'it''s: #'\nb: \"x\\\"\\\\\\/\\n\\ty\"\nc: ''\nd: \"\"\n", { a: "it's: #", b: 'x"\\/\n\ty', c: '', d: '' }],
  'lists and maps in brackets': [
    "a: []\nb: {}\nc: [ d, 'e', [f, 1], {g: h,}, ]\ni: {j: k l, m: [n]} # o\n",
    { a: [], b: {}, c: ['d', 'e', ['f', 1], { g: 'h' }], i: { j: 'k l', m: ['n'] } },
  ],
  'brackets over several lines': ['a:\n  {\n    b: c,\n    d: [\n      e\n    ]\n  }\n', { a: { b: 'c', d: ['e'] } }],
  'literal text': [
    'a: |\n  b\n    c\n\n  # d\ne: |-\n  f\n\ng: |+ # x\n  h\n\n\ni: j\n',
    { a: 'b\n  c\n\n# d\n', e: 'f', g: 'h\n\n\n', i: 'j' },
  ],
  'folded text': ['a: >\n  b\n  c\n\n  d\n\n\n  e\nf: >-\n  g', { a: 'b c\nd\n\ne\n', f: 'g' }],
  'comments and blank lines': ['\n# a\n   # b\nc: d # e\n\n    # f\n \n# g\nh:\n# i\n  - j\n#k', { c: 'd', h: ['j'] }],
  'lines that end in CRLF': ['a: b\r\n# c\r\nd:\r\n  - e\r\n\r\n  - {f: g}\r\n', { a: 'b', d: ['e', { f: 'g' }] }],
  'characters that look like blanks': [
    'a: \u00a0b\u3000c\u2003\nd:\n  - "e\u00a0"\n  - f\u3000\n',
    { a: '\u00a0b\u3000c\u2003', d: ['e\u00a0', 'f\u3000'] },
  ],
};

const handedOver: Readonly<Record<string, string>> = {
  'an empty text': '',
  'comments alone': '# a\n',
  'a text that is no map': 'a\n',
  'a list': '- a\n',
  'a map in brackets': '{a: b}\n',
  'an indented map': '  a: b\n',
  'a document that begins with its mark': '---\na: b\n',
  'a document that ends with its mark': 'a: b\n...\n',
  'two documents': 'a: b\n---\nc: d\n',
  'a directive': '%YAML 1.2\na: b\n',
  'what counts as a directive by its line separator': '# \u2028%\na: b\n',
  'a byte order mark': '\ufeffa: b\n',
  'an anchor': 'a: &b c\n',
  'an alias': 'a: *b\n',
  'a tag': 'a: !!str b\n',
  'a key twice': 'a: b\na: c\n',
  'a key twice in brackets': 'a: {b: c, b: d}\n',
  'a key that every object has': '__proto__: a\n',
  'a key of a prototype': 'a: {constructor: b}\n',
  'no key': ': a\n',
  'a key that is none': 'a\nb: c\n',
  'an explicit key': '? a\n: b\n',
  'a list as a key': '[a]: b\n',
  'a list as a key below': 'a:\n  [b]: c\n',
  'a map as a key below': 'a:\n  {b: c}: d\n',
  'a key of more than 1024 characters': `${'a'.repeat(1025)}: b\n`,
  'a blank before a colon': 'a : b\n',
  'no blank after a colon': 'a:b\n',
  'no blank after a quoted key': '"a":b\n',
  'a map behind a key': 'a: b: c\n',
  'a list behind a key': 'a: - b\n',
  'a list in a list': 'a:\n- - b\n',
  'an item in the column of a key with a value': 'a: b\n- c\n',
  'a dash without a blank': 'a:\n  -b\n',
  'a line too deep': 'a: b\n  c: d\n',
  'a line not deep enough': 'a:\n    b: c\n  d: e\n',
  'an item not deep enough': 'a:\n    - b\n  - c\n',
  'text over two lines': 'a: b\n  c\n',
  'quoted text over two lines': 'a: "b\n  c"\n',
  'text that goes on since a comment stands less deep': 'a:\n b:\n# c\n  d e\n f: g\n',
  'an open quote': "a: 'b\n",
  'text behind a quote': "a: 'b' c\n",
  'a comment without a blank': "a: 'b'#c\n",
  'an escape by number': 'a: "\\u4e00"\n',
  'an escape that is none': 'a: "\\q"\n',
  'an open bracket': 'a: [b\n',
  'text behind a bracket': 'a: [b] c\n',
  'no entry between commas': 'a: [b,, c]\n',
  'a pair in a list': 'a: [b: c]\n',
  'a colon before a comma in a list': 'a: [b:, c]\n',
  'a colon before a comma in a map': 'a: {b:, c: d}\n',
  'a key alone in brackets': 'a: {b}\n',
  'no value in brackets': 'a: {b: }\n',
  'text over two lines in brackets': 'a: [b\n  c]\n',
  'a comment in brackets': 'a: [ # b\n  c]\n',
  'a bracket that is not deep enough': 'a:\n  b: [\n  c]\n',
  'text that begins with a reserved sign': 'a: @b\n',
  'text that begins with a comma': 'a: ,b\n',
  'text that begins with a bracket that closes': 'a: ]b\n',
  'a fraction': 'a: 1.5\n',
  'a number with an exponent': 'a: 1e3\n',
  'a number with an exponent in capitals': 'a: 1.5E3\n',
  'a number beyond all numbers': 'a: 1e315\n',
  'a hexadecimal number': 'a: 0x1F\n',
  'an octal number': 'a: 0o17\n',
  'a number with a plus': 'a: +1\n',
  'a number that begins with a dot': 'a: .5\n',
  infinity: 'a: -.inf\n',
  'more digits than a number holds': 'a: 1234567890123456\n',
  'a block scalar with an indent': 'a: |2\n  b\n',
  'a block scalar with nothing in it': 'a: |\n',
  'a block scalar with nothing in it before a key': 'a: |\nb: c\n',
  'a block scalar that begins with a blank line': 'a: |\n\n  b\n',
  'a block scalar that is not deep enough': 'a:\n  b: |\n  c\n',
  'a block scalar with blanks on a line': 'a: |\n  b\n   \nc: d\n',
  'a block scalar that ends in blanks': 'a: |+\n  b\n  ',
  'a block scalar with one line in CRLF': 'a: |+\n  b\n\r\nc: d\n',
  'a block scalar in CRLF': 'a: |\r\n  b\r\n',
  'a deeper line in folded text': 'a: >\n  b\n    c\n',
  'a tab before a value': 'a:\tb\n',
  'a tab at the beginning of a line': 'a:\n\tb: c\n',
  'a tab in text': 'a: b\tc\n',
  'a CR alone': 'a: b\rc: d\n',
  'a CR at the end of the text': 'a: b\r',
  'a control character': 'a: b\u0007\n',
  'a control character in a comment': 'a: b # \u001b\n',
  'a control character in quotes': "a: '\u0000'\n",
  'a delete character in quotes': "a: 'b\u007f'\n",
  'a delete character': 'a: b\u007f\n',
  'more than 20 levels': `${Array.from({ length: 21 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')}`,
  'more than 20 levels in brackets': `a: ${'['.repeat(20)}${']'.repeat(20)}\n`,
};

/** Texts whose places were once wrong, or are easily so: comments and blank lines that count to a value or not. */
const places: readonly string[] = [
  'a:\n  b: c\n    # counts to c\n\n  # counts to a\nd: e\n',
  'a:\n  b:\n    - c\n    # counts to b\n   # counts to a\n # to none\nd: e\n',
  'a:\n- b\n # counts to b\n# to none\n',
  'a:\n  - b\n  # counts to the empty item\n  -\n\nc: d\n',
  'a:\n  b:\n    # counts to b\n\nc: d\n',
  'a:\n  b: |\n    c\n\n   # counts to a\n\nd: |+\n  e\n\n\n# f\n',
  'a: b # c',
  'a: [b, {c: d}]   # e\n   # f\n',
  'a:\n  -   \n  - # b\n  -',
  '# a\n\nb: c\n\n  # d\n',
];

describe('the reader of records', () => {
  it.each(Object.entries(read))('reads %s', (_, [text, value]) => {
    expect(readOf(text)?.value).toStrictEqual(value);
    expect(faultOf(text)).toBeUndefined();
  });

  it.each(Object.entries(handedOver))('hands over %s', (_, text) => {
    expect(readOf(text)).toBeUndefined();
    expect(readOf(text, true)).toBeUndefined();
  });

  it.each(places)('says where things stand in %j', (text) => {
    expect(readOf(text)).toBeDefined();
    expect(faultOf(text)).toBeUndefined();
  });

  it('reads a key of 1024 characters', () => {
    const text = `${'a'.repeat(1024)}: b\n`;
    expect(readOf(text)).toBeDefined();
    expect(faultOf(text)).toBeUndefined();
  });

  it('reads 20 levels', () => {
    const text = Array.from({ length: 20 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('');
    expect(readOf(text)).toBeDefined();
    expect(faultOf(text)).toBeUndefined();
  });
});

describe('the reader of records and the full parser', () => {
  it('agree on every file of the registry, and none is handed over', () => {
    const texts = textsUnder(shipped);
    expect(texts.filter((text) => readOf(text) === undefined)).toEqual([]);
    expect(texts.map(faultOf).filter((fault) => fault !== undefined)).toEqual([]);
  });

  it('agree on every file of the fixtures, of which hardly a sound one is handed over', () => {
    const texts = textsUnder(fixtures);
    expect(texts.map(faultOf).filter((fault) => fault !== undefined)).toEqual([]);
    const sound = texts.filter((text) => parseYaml('x.yaml', text, linesOf(text)).faults.length === 0);
    expect(sound.filter((text) => readOf(text, true) === undefined).length / sound.length).toBeLessThan(0.01);
  });

  it('agree on texts that are nearly sound', { timeout: 180_000 }, () => {
    const { accepted, faults } = fuzz(textsUnder(shipped, fixtures), 20_000, 1);
    expect(faults).toEqual([]);
    expect(accepted).toBeGreaterThan(4_000);
  });
});
