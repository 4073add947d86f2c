// The tape: what is put on it comes back the same, with its places; its tables grow.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiddenIn, type Path, type Span } from '../src/diagnostic.ts';
import { kinds, mayBeHidden, RARE } from '../src/source/characters.ts';
import { readOnto, withSpare } from '../src/source/reader.ts';
import { newStrings, numberOf, textOf } from '../src/source/strings.ts';
import { addValue, fieldAt, newTape, RAW, spanAt, valueAt } from '../src/source/tape.ts';

const nowhere: Span = { line: 1, column: 1, endLine: 1, endColumn: 1 };

function roundTrip(value: unknown): unknown {
  const tape = newTape(newStrings([], 16), 1);
  addValue(tape, 'before', () => nowhere);
  const at = tape.end;
  addValue(tape, value, () => nowhere);
  return valueAt(tape, at);
}

/** A span that differs from path to path, over one line or more. */
function spanOf(path: Path, part: 'key' | 'value'): Span {
  const seed = [...JSON.stringify([path, part])].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 100_003, 7);
  const lines = seed % 3;
  return { line: 1 + (seed % 500), column: 1 + (seed % 300), endLine: 1 + (seed % 500) + lines, endColumn: 1 + (seed % 300) + (seed % 7) };
}

function* pathsOf(value: unknown, path: Path = []): Iterable<Path> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [step, each] of Object.entries(value)) yield* pathsOf(each, [...path, Array.isArray(value) ? Number(step) : step]);
}

describe('the tape', () => {
  it('gives back any data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(roundTrip(value)).toEqual(value);
        expect(JSON.stringify(roundTrip(value))).toBe(JSON.stringify(value));
      }),
    );
  });

  it.each([[-0], [Infinity], [-Infinity], [Number.NaN], [1e21], [5e-324], [0.1], ['\ud800'], ['a\udc00\n"'], [''], [[[], {}]]])(
    'gives back %j',
    (value) => {
      expect(roundTrip(value)).toStrictEqual(value);
    },
  );

  it('gives back keys that every object has', () => {
    const value = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2, "toString": null}');
    const read = roundTrip(value);
    expect(JSON.stringify(read)).toBe(JSON.stringify(value));
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  it('says where everything stands', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const tape = newTape(newStrings([], 16), 1);
        addValue(tape, 'before', () => nowhere);
        const [at, places] = [tape.end, tape.placesEnd];
        addValue(tape, value, spanOf);
        for (const path of pathsOf(value)) {
          expect(spanAt(tape, at, places, path, 'value')).toEqual(spanOf(path, 'value'));
          const last = path.at(-1);
          if (typeof last === 'string') expect(spanAt(tape, at, places, path, 'key')).toEqual(spanOf(path, 'key'));
        }
      }),
    );
  });

  it('finds fields', () => {
    const tape = newTape(newStrings(['a', 'b', 'c']));
    addValue(tape, { a: [1, { b: 2 }], b: 'x' }, () => nowhere);
    expect(valueAt(tape, fieldAt(tape, 0, 1))).toBe('x');
    expect(fieldAt(tape, 0, 2)).toBe(-1);
  });

  it('holds records one after the other, and none that was handed over', () => {
    const tape = newTape(newStrings(['note']), 1);
    const starts = ['a: 1\n', 'b: *x\n', 'c:\n  - d\nnote: 甲乙\n'].map((text) => {
      const { buffer, size } = withSpare(Buffer.from(text));
      const start = { at: tape.end, places: tape.placesEnd };
      return readOnto(tape, buffer, size, { rawKeys: new Set([0]) }) ? start : undefined;
    });
    expect(starts.map((start) => start !== undefined)).toEqual([true, false, true]);
    const [first, , last] = starts;
    expect(valueAt(tape, first?.at ?? 0)).toEqual({ a: 1 });
    expect(valueAt(tape, fieldAt(tape, last?.at ?? 0, numberOf(tape.strings, 'c')))).toEqual(['d']);
    const note = fieldAt(tape, last?.at ?? 0, 0);
    expect([...tape.tokens.subarray(note, note + 2)]).toEqual([(6 << 3) | RAW, 15]);
    expect(spanAt(tape, last?.at ?? 0, last?.places ?? 0, ['note'], 'value')).toEqual({ line: 3, column: 7, endLine: 3, endColumn: 9 });
  });
});

describe('the strings', () => {
  it('have one number each, however many they are', () => {
    const strings = newStrings([], 1);
    const texts = Array.from({ length: 20_000 }, (_, index) => `${index % 3 === 0 ? '文' : ''}${index}`);
    const numbers = texts.map((text) => numberOf(strings, text));
    expect(numbers).toEqual(texts.map((_, index) => index));
    expect(texts.map((text) => numberOf(strings, text))).toEqual(numbers);
    expect(numbers.map((id) => textOf(strings, id))).toEqual(texts);
  });
});

describe('the reader', () => {
  it('suspects every character that is hidden, and few others that are written in Chinese texts', () => {
    const suspects = (point: number): boolean => {
      const bytes = Buffer.from(String.fromCodePoint(point));
      return bytes.length > 1 && !/[\ud800-\udfff]/u.test(String.fromCodePoint(point)) && mayBeHidden(bytes, 0);
    };
    const all = Array.from({ length: 0x110000 - 0x80 }, (_, index) => index + 0x80).filter((point) => point < 0xd800 || point > 0xdfff);
    const isRare = (point: number): boolean =>
      [...Buffer.from(String.fromCodePoint(point)).subarray(0, 1)].some((byte) => kinds[byte] === RARE);
    const missed = all.filter((point) => [...hiddenIn(String.fromCodePoint(point))].length > 0 && !(isRare(point) && suspects(point)));
    expect(missed).toEqual([]);
    const usual = [...'“”‘’—…·、。《》〈〉「」【】〔〕（），：；？！￥％～①Ⅱ→≥×℃é\u{1f600}\u{20bb7}'].map(
      (char) => char.codePointAt(0) ?? 0,
    );
    expect(usual.filter(suspects)).toEqual([]);
  });
});
