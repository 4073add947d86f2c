// Bytes that are UTF-8, and bytes that are not: what is said of them, and where.
import { describe, expect, it } from 'vitest';
import { largestFile } from '../src/limits.ts';
import { parseSource, type Source, unreadableSource } from '../src/source/source.ts';
import { placeOf, saidOf } from './support/faults.ts';

const bytesOf = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  new Uint8Array(parts.flatMap((part) => [...(typeof part === 'string' ? new TextEncoder().encode(part) : part)]));

/** Each fault with its rule, its message, and its place from the first character to the last. */
function told({ value, faults }: Source): { readonly value: unknown; readonly faults: readonly string[] } {
  return { value, faults: faults.map((fault) => `${placeOf(fault)} ${fault.rule}: ${saidOf(fault)}`) };
}

const save = 'save the file as UTF-8 in the editor';
const bad = (place: string, byte: string, guess = ''): string => `${place} unreadable-file: byte 0x${byte} is not UTF-8${guess} (${save})`;

describe('bytes that are no UTF-8', () => {
  it.each([
    ['at the beginning', bytesOf([0x80], 'a: 1\n'), bad('1:1-1:2', '80')],
    ['in the first line', bytesOf('a: ', [0xc0], '1\n'), bad('1:4-1:5', 'c0')],
    ['at the end', bytesOf('a: 1\nb: 甲', [0xff]), bad('2:5-2:6', 'ff')],
    ['behind Chinese text', bytesOf('标题: 机关事务\n备注: 甲', [0x81], '乙\n'), bad('2:6-2:7', '81')],
    ['a character cut short at the end, after one byte', bytesOf('a: 甲', [0xe4]), bad('1:5-1:6', 'e4')],
    ['after two', bytesOf('a: 甲', [0xe4, 0xb8]), bad('1:5-1:6', 'e4')],
    ['after three of four', bytesOf('a: ', [0xf0, 0x9f, 0x98]), bad('1:4-1:5', 'f0')],
    ['a character cut short in the middle', bytesOf('a: ', [0xe4, 0xb8], 'b\n'), bad('1:4-1:5', 'e4')],
    ['a surrogate', bytesOf('a: ', [0xed, 0xa0, 0x80], '\n'), bad('1:4-1:5', 'ed')],
    ['the first of several', bytesOf('a: ', [0xfe], '\nb: ', [0xfe], '\n'), bad('1:4-1:5', 'fe')],
    ['a byte below sixteen', bytesOf('a: ', [0xc3, 0x0a]), bad('1:4-1:5', 'c3')],
    ['GBK', bytesOf('title: ', [0xbb, 0xfa, 0xb9, 0xd8], '\n'), bad('1:8-1:9', 'bb', '; the file looks like GBK')],
    ['one GBK character, which may be chance', bytesOf('title: ', [0xbb, 0xfa], '\n'), bad('1:8-1:9', 'bb')],
    ['what is no GBK either', bytesOf('title: ', [0xbb, 0xfa, 0xb9, 0xd8, 0x81], '\n'), bad('1:8-1:9', 'bb')],
    ['UTF-16, little end first', bytesOf([0xff, 0xfe, 0x61, 0x00]), `1:1-1:1 unreadable-file: the file is UTF-16, not UTF-8 (${save})`],
    ['UTF-16, big end first', bytesOf([0xfe, 0xff, 0x00, 0x61]), `1:1-1:1 unreadable-file: the file is UTF-16, not UTF-8 (${save})`],
    ['half a mark of UTF-16', bytesOf([0xff, 0x61]), bad('1:1-1:2', 'ff')],
    ['the other half', bytesOf([0xfe, 0x61]), bad('1:1-1:2', 'fe')],
    ['halves that do not fit', bytesOf([0x61, 0xfe]), bad('1:2-1:3', 'fe')],
    ['nor these', bytesOf([0x61, 0xff]), bad('1:2-1:3', 'ff')],
  ])('%s', (_, bytes, said) => {
    expect(told(parseSource('x.yaml', bytes))).toEqual({ value: undefined, faults: [said] });
  });

  it('say nothing, whatever place is asked for', () => {
    const source = parseSource('x.yaml', bytesOf('a: 1\nb: ', [0xff]));
    expect(source.spanOf(['b'], 'value')).toEqual({ line: 1, column: 1, endLine: 1, endColumn: 1 });
  });
});

describe('a byte order mark', () => {
  it('is told of, and read over', () => {
    expect(told(parseSource('x.yaml', bytesOf([0xef, 0xbb, 0xbf], 'a: 1\n')))).toEqual({
      value: { a: 1 },
      faults: [
        '1:1-1:1 byte-order-mark: the file begins with a byte order mark (BOM) (it is read all the same; better save as UTF-8 without BOM)',
      ],
    });
  });

  it.each(['：: 1\n', '\ufefb: 1\n', '\u00bf: 1\n', '\u00bb: 1\n', 'a\u00bb\u00bf: 1\n'])('is not seen in %j', (text) => {
    expect(parseSource('x.yaml', bytesOf(text)).faults).toEqual([]);
  });
});

describe('a large file', () => {
  const ofLength = (length: number): Uint8Array => {
    const lines = `a: 1\n${`# ${'x'.repeat(97)}\n`.repeat(Math.floor((length - 5) / 100))}`;
    return bytesOf(`${lines}#${'x'.repeat(length - lines.length - 1)}`);
  };

  it('is read up to the limit', () => {
    expect(ofLength(largestFile).length).toBe(largestFile);
    expect(told(parseSource('x.yaml', ofLength(largestFile)))).toEqual({ value: { a: 1 }, faults: [] });
  });

  it('is refused above it, and its size is said', () => {
    const above = (size: string): string => `1:1-1:1 unreadable-file: the file has ${size} MiB, a registry file has 1 MiB at most`;
    expect(told(parseSource('x.yaml', ofLength(largestFile + 1)))).toEqual({ value: undefined, faults: [above('1.0')] });
    expect(told(parseSource('x.yaml', new Uint8Array(2.5 * largestFile)))).toEqual({ value: undefined, faults: [above('2.5')] });
  });
});

describe('a file that gave no text', () => {
  it('is a fault at its beginning, with a hint where there is one', () => {
    const [message, hint] = [
      { zh: '打不开', en: 'it cannot be opened' },
      { zh: '再试', en: 'try again' },
    ];
    expect(told(unreadableSource('x.yaml', message))).toEqual({
      value: undefined,
      faults: ['1:1-1:1 unreadable-file: it cannot be opened'],
    });
    expect(told(unreadableSource('x.yaml', message, hint)).faults).toEqual(['1:1-1:1 unreadable-file: it cannot be opened (try again)']);
    expect(unreadableSource('x.yaml', message).faults[0]).not.toHaveProperty('hint');
  });
});
