// Edits and formatting: what is meant changes, every other byte stays, and the value is never another.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { longestInFull } from '../src/limits.ts';
import { applyEdits, editedBytes, scalarEdits } from '../src/source/edit.ts';
import { formatText, type KeyOrder } from '../src/source/format.ts';
import { canonicalScalar, isPlainIn } from '../src/source/quote.ts';
import { filesUnder, shipped } from './support/registry.ts';

const leaf: KeyOrder = { keys: [], under: {} };
const order: KeyOrder = {
  keys: ['title', 'rank', 'dates', 'amendments', 'note'],
  under: { dates: { keys: ['adopted', 'published'], under: {} }, amendments: { keys: ['date', 'by'], under: {} } },
};

describe('a scalar edit', () => {
  it.each([
    ['plain', 'number: 国办发[2018]37号 # 文号\n', ['number'], '国办发〔2018〕37号', 'number: 国办发〔2018〕37号 # 文号\n'],
    ['single quotes', "number: 'a''b'\n", ['number'], "c'd", "number: 'c''d'\n"],
    ['double quotes', 'number: "a"\n', ['number'], '甲"', 'number: "甲\\""\n'],
    ['a text that needs quotes', 'number: a\n', ['number'], '2023', "number: '2023'\n"],
    ['in a flow list', 'x: [a, b , c]\n', ['x', 1], 'd, e', "x: [a, 'd, e' , c]\n"],
    ['in a block list', 'x:\r\n  - a\r\n  - b\r\n', ['x', 1], 'c', 'x:\r\n  - a\r\n  - c\r\n'],
  ])('%s', (_, text, path, to, want) => {
    expect(applyEdits(text, scalarEdits(text, [{ path, to }]))).toBe(want);
  });

  it('of what is no scalar, or not there, is none', () => {
    expect(scalarEdits('a: [1]\n', [{ path: ['a'], to: 'x' }])).toEqual([]);
    expect(scalarEdits('a: 1\n', [{ path: ['b'], to: 'x' }])).toEqual([]);
    expect(scalarEdits('a: |\n  x\n', [{ path: ['a'], to: 'x' }])).toEqual([]);
    expect(scalarEdits('a: "x\n  y"\n', [{ path: ['a'], to: 'x' }])).toEqual([]);
    expect(scalarEdits('a: 1\n', [])).toEqual([]);
  });

  it('is none in a text that is too long to be read in full', () => {
    const fix = [{ path: ['a'], to: 'x' }];
    const text = (length: number): string => `a: 1\n${'#'.repeat(length - 6)}\n`;
    expect([text(longestInFull).length, scalarEdits(text(longestInFull), fix).length]).toEqual([longestInFull, 1]);
    expect(scalarEdits(text(longestInFull + 1), fix)).toEqual([]);
  });

  it.each([
    ['in whatever order they are given', [[4, 5, 'X'] as const, [1, 2, 'Y'] as const], 'aYcdXf'],
    ['leaving out what overlaps an earlier one', [[2, 3, 'Y'] as const, [1, 4, 'X'] as const], 'aXef'],
    ['one behind the other', [[3, 4, 'Y'] as const, [2, 3, 'X'] as const], 'abXYef'],
    ['what is put in before what stands there', [[1, 2, 'Y'] as const, [1, 1, 'X'] as const], 'aXYcdef'],
    ['none', [], 'abcdef'],
  ])('is made with others, %s', (_, edits, want) => {
    expect(
      applyEdits(
        'abcdef',
        edits.map(([start, end, text]) => ({ start, end, text })),
      ),
    ).toBe(want);
  });

  it.each(['\uff1aa', '\ufefba', 'a\u00bf', '\u00bba', '\u00ef\u00bb\u00bf'])('takes no other bytes for the mark: %j', (text) => {
    const bytes = new TextEncoder().encode(text);
    expect(editedBytes(bytes, (same) => same)).toEqual(bytes);
  });

  it('keeps the byte order mark', () => {
    const bytes = new TextEncoder().encode('\ufeffa: 1\n');
    expect(editedBytes(bytes, (text) => text.replace('1', '2'))).toEqual(new TextEncoder().encode('\ufeffa: 2\n'));
  });
});

describe('a text as a scalar', () => {
  it.each([
    ['a', true, true],
    ['机关事务', true, true],
    ['a b', true, true],
    ['', false, false],
    [' a', false, false],
    ['a ', false, false],
    ['a\tb', false, false],
    ['a\nb', false, false],
    ['a: b', false, false],
    ['a:b', true, true],
    ['a #b', false, false],
    ['a#b', true, true],
    ['# a', false, false],
    ['2023', false, false],
    ['2023-01-01', true, true],
    ['true', false, false],
    ['null', false, false],
    ['~', false, false],
    ['- a', false, false],
    ['-a', true, true],
    ["'a'", false, false],
    ['"a"', false, false],
    ['"a" b', false, false],
    ['[a]', false, false],
    ['&a', false, false],
    ['*a', false, false],
    ['!a b', false, false],
    ['%a', false, false],
    ['@a', false, false],
    ['| a', false, false],
    ['a, b', true, false],
    ['a]', true, false],
    ['a}', true, false],
    ['a]: [b', false, false],
    ['a], [b', true, false],
    ['...', true, true],
    ['--- a', true, true],
  ] as const)('%j is plain: %s, and in brackets: %s', (text, isPlain, isPlainInFlow) => {
    expect([isPlainIn(text, false), isPlainIn(text, true)]).toEqual([isPlain, isPlainInFlow]);
    // What is written so is read as the same text.
    for (const isInFlow of [false, true]) {
      const written = canonicalScalar(text, isInFlow);
      expect(parse(isInFlow ? `[${written}]` : `- ${written}\n`), written).toEqual([text]);
      expect(written.startsWith("'") || written.startsWith('"')).toBe(!(isInFlow ? isPlainInFlow : isPlain));
    }
  });

  it.each(['\u0000', '\u001f', '\u007f', '\u009f', '\u2028', '\u2029', '\ufeff', '\t'])('%j is written by an escape', (mark) => {
    expect(canonicalScalar(`a: ${mark}`, false)).toBe(JSON.stringify(`a: ${mark}`));
  });
});

describe('formatting', () => {
  it.each([
    ['orders keys', 'note: n\ntitle: t\n', 'title: t\nnote: n\n'],
    ['leaves what is in order', 'title: t\nnote: n\n', 'title: t\nnote: n\n'],
    ['keeps the head', '# modeline\n\nnote: n\ntitle: t\n', '# modeline\n\ntitle: t\nnote: n\n'],
    ['takes comments along', 'note: n\n# about the rank\nrank: r # it\ntitle: t\n', 'title: t\n# about the rank\nrank: r # it\nnote: n\n'],
    ['takes nested lines along', 'dates:\n  published: 2\n  adopted: 1\ntitle: t\n', 'title: t\ndates:\n  adopted: 1\n  published: 2\n'],
    [
      'orders entries of a list',
      'amendments:\n  - by: b\n    date: 1\n  - date: 2\n',
      'amendments:\n  - date: 1\n    by: b\n  - date: 2\n',
    ],
    ['orders a flow map', 'amendments: [{by: b, date: 1}]\n', 'amendments: [{date: 1, by: b}]\n'],
    [
      'knows no order for a key that every object has',
      'constructor:\n  b: 1\n  a: 2\ntitle: t\n',
      'title: t\nconstructor:\n  b: 1\n  a: 2\n',
    ],
    ['puts unknown keys last, as they were', 'z: 1\na: 2\ntitle: t\n', 'title: t\nz: 1\na: 2\n'],
    ['takes block texts along', 'note: |\n  a\n\n  b\ntitle: t\n', 'title: t\nnote: |\n  a\n\n  b\n'],
    ['ends without a line feed as it did', 'note: n\ntitle: t', 'title: t\nnote: n'],
    ['keeps CRLF', 'note: n\r\ntitle: t\r\n', 'title: t\r\nnote: n\r\n'],
    ['quotes singly', 'title: "a: b"\n', "title: 'a: b'\n"],
    ['drops quotes that say nothing', 'title: "甲"\n', 'title: 甲\n'],
    ['keeps quotes that make a text', "title: '2023'\nrank: 'true'\n", "title: '2023'\nrank: 'true'\n"],
    ['keeps double quotes for what only they can say', 'title: "a\\tb\\u0001"\n', 'title: "a\\tb\\u0001"\n'],
    ['keeps quotes in brackets', "title: ['a, b', 'c']\n", "title: ['a, b', c]\n"],
    [
      'leaves a comment between dash and key alone',
      'amendments:\n  - by: b\n    # why\n    date: 1\n',
      'amendments:\n  - by: b\n    # why\n    date: 1\n',
    ],
    ['leaves a text alone that it cannot read', 'title: [\n', 'title: [\n'],
    ['leaves a text alone in which something is hidden', "note: 'n\\u200b'\ntitle: 't\u200b'\n", "note: 'n\\u200b'\ntitle: 't\u200b'\n"],
    ['leaves a flow map over several lines alone', 'dates: {published: 2,\n  adopted: 1}\n', 'dates: {published: 2,\n  adopted: 1}\n'],
    ['leaves a flow map alone that may hold a comment', 'dates: {published: "#", adopted: 1}\n', "dates: {published: '#', adopted: 1}\n"],
    ['orders what has no value', 'note:\nrank: r\ntitle:\n', 'title:\nrank: r\nnote:\n'],
    ['orders what has no value, at the end without a line feed', 'note: n\ntitle:', 'title:\nnote: n'],
    ['orders flow entries without a value', 'dates: {published, adopted: 1}\n', 'dates: {adopted: 1, published}\n'],
    [
      'leaves what stands above the first key of a map inside at its head',
      'dates:\n  # both\n  published: 2\n  adopted: 1\n',
      'dates:\n  # both\n  adopted: 1\n  published: 2\n',
    ],
    ['takes blank lines along', 'note: n\n\n\nrank: r\ntitle: t\n', 'title: t\n\n\nrank: r\nnote: n\n'],
    ['takes lines of nothing but blanks and indented comments along', 'note: n\n \t\n  # c\ntitle: t\n', 'note: n\n \t\n  # c\ntitle: t\n'],
    ['takes comments along with CRLF', 'note: n\r\n# c\r\nrank: r\r\ntitle: t\r\n', 'title: t\r\n# c\r\nrank: r\r\nnote: n\r\n'],
    ['leaves double quotes over several lines', 'note: n\ntitle: "a\n  b"\n', 'title: "a\n  b"\nnote: n\n'],
    ['leaves numbers, and block texts that look quoted', "note: |\n  'a'\nrank: 1\ntitle: t\n", "title: t\nrank: 1\nnote: |\n  'a'\n"],
    [
      'orders maps in lists in maps, and lists of one',
      'note: n\namendments:\n- by: b\n  date: 1\n',
      'amendments:\n- date: 1\n  by: b\nnote: n\n',
    ],
    ['quotes what flow alone would break', "title: {a: 'x, y', b: 'c'}\nrank: 'x, y'\n", "title: {a: 'x, y', b: c}\nrank: x, y\n"],
    ['leaves a text without a map', "'a'\n", 'a\n'],
    ['leaves a trailing comment at the end', 'note: n\ntitle: t\n# end\n', 'title: t\nnote: n\n# end\n'],
  ])('%s', (_, text, want) => {
    expect(formatText(text, order)).toBe(want);
  });

  it('leaves a text alone that is too long to be read in full', () => {
    const text = (length: number): string => `note: n\ntitle: t\n${'#'.repeat(length - 18)}\n`;
    expect(formatText(text(longestInFull), order)).toMatch(/^title: t\nnote: n\n#/);
    expect(formatText(text(longestInFull + 1), order)).toBe(text(longestInFull + 1));
  });

  it('changes nothing of the shipped registry in quoting, and no value', () => {
    for (const [name, bytes] of Object.entries(filesUnder(shipped))) {
      const text = new TextDecoder().decode(bytes as Uint8Array);
      expect(formatText(text, leaf), name).toBe(text);
    }
  });

  it('never changes the parsed value, keeps every comment, and is done after one time', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '甲', ' ', ':', '#', '-', "'", '"', '1', '[', ',', '\t'), maxLength: 8 });
    const value = fc.oneof(
      text,
      fc.integer(),
      fc.array(text, { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('adopted', 'published', 'x'), text, { noNullPrototype: true }),
    );
    const record = fc.dictionary(fc.constantFrom('title', 'rank', 'dates', 'note', 'z', 'amendments'), value, {
      noNullPrototype: true,
      minKeys: 1,
    });
    const options = fc.record({
      collectionStyle: fc.constantFrom('any' as const, 'flow' as const),
      defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
    });
    fc.assert(
      fc.property(record, options, fc.array(fc.nat(20), { maxLength: 4 }), fc.boolean(), (data, style, comments, isCrlf) => {
        const lines = stringify(data, { ...style, lineWidth: 0 }).split('\n');
        for (const at of comments) if (at < lines.length && style.collectionStyle === 'any') lines.splice(at, 0, '# 说明');
        const written = lines.join(isCrlf ? '\r\n' : '\n');
        const formatted = formatText(written, order);
        try {
          expect(parse(formatted)).toEqual(parse(written));
        } catch (error) {
          if (formatted !== written) throw error;
        }
        expect(formatted.split('# 说明').length).toBe(written.split('# 说明').length);
        expect(formatText(formatted, order)).toBe(formatted);
      }),
      { numRuns: 500, seed: 20261123 },
    );
  });
});
