// Characters that nobody sees: where they stand in a text or in an escape, how many, and what each is called.
import { describe, expect, it } from 'vitest';
import { mostAlike } from '../src/limits.ts';
import { escapedFaults, hiddenFaults } from '../src/source/hidden.ts';
import { linesOf } from '../src/source/lines.ts';
import { parseSource } from '../src/source/source.ts';
import { placeOf } from './support/faults.ts';

type Faults = ReturnType<typeof hiddenFaults>;

const told = (faults: Faults): readonly string[] =>
  faults.map((fault) => `${placeOf(fault)} ${fault.message.en.replace(/^hidden character /, '')}`);
const inText = (text: string): readonly string[] => told(hiddenFaults('x.yaml', text));
/** Of a scalar in double quotes that stands in the text behind `a: `. */
const inEscapes = (written: string): readonly string[] => told(escapedFaults('x.yaml', linesOf(`a: ${written}\n`), 3, written));

describe('in a text', () => {
  it.each([
    ['one', 'a: 甲\u200b乙\n', ['1:5-1:6 U+200B (ZERO WIDTH SPACE)']],
    ['several together', 'a: 甲\u200b\u200c\u200d乙\n', ['1:5-1:8 U+200B (ZERO WIDTH SPACE), the first of 3']],
    ['in two lines', 'a: \u202e1\nb: 2\u00ad\n', ['1:4-1:5 U+202E (RIGHT-TO-LEFT OVERRIDE)', '2:5-2:6 U+00AD (SOFT HYPHEN)']],
    ['above the first plane', 'a: x\u{e0041}\u{e0042}\n', ['1:5-1:9 U+E0041 (TAG CHARACTER), the first of 2']],
    ['in a comment', '# \u2066\na: 1\n', ['1:3-1:4 U+2066 (LEFT-TO-RIGHT ISOLATE)']],
    ['none', 'a: 机关事务，“甲”\n', []],
    // A lone CR is no line break, and belongs to no run; the one of Windows is none of them.
    ['before the line end of Windows', 'a: 1\u200b\r\nb: 2\r\n', ['1:5-1:6 U+200B (ZERO WIDTH SPACE)']],
    ['none but line ends of Windows', 'a: 1\r\nb: 2\r\n', []],
    ['none that count, where the text is no YAML', 'a: \u200b\u0001\n', []],
  ])('%s', (_, text, said) => {
    expect(inText(text)).toEqual(said);
  });

  it('as many as are spoken of, and one more that says that there are others', () => {
    const text = (count: number): string => 'a\u200b'.repeat(count);
    expect(inText(text(mostAlike)).length).toBe(mostAlike);
    expect(inText(text(mostAlike + 1)).length).toBe(mostAlike + 1);
    expect(inText(text(mostAlike + 5)).length).toBe(mostAlike + 1);
  });
});

describe('in escapes', () => {
  it.each([
    ['by two digits', String.raw`"甲\xad乙"`, ['1:6-1:10 U+00AD (SOFT HYPHEN)']],
    ['by four', String.raw`"甲\u200b乙"`, ['1:6-1:12 U+200B (ZERO WIDTH SPACE)']],
    ['by eight', String.raw`"甲\U000e0041乙"`, ['1:6-1:16 U+E0041 (TAG CHARACTER)']],
    ['several together', String.raw`"\u200b\u200c"`, ['1:5-1:17 U+200B (ZERO WIDTH SPACE), the first of 2']],
    ['halves of one character', String.raw`"\ud800x"`, ['1:5-1:11 U+D800 (SURROGATE)']],
    ['what stands there itself is told elsewhere', '"甲\u200b乙"', []],
    ['an escape behind what stands there itself', '"\u200b\\u200c"', ['1:6-1:12 U+200C (ZERO WIDTH NON-JOINER)']],
    ['one before it', '"\\u200b\u200c"', ['1:5-1:11 U+200B (ZERO WIDTH SPACE), the first of 2']],
    ['line feed and tab are not hidden', String.raw`"\n\t\x41\\ \" \/ \  "`, []],
    ['an escape of a backslash, and letters that look like one', String.raw`"\\u200b"`, []],
    ['by letter: \\0', String.raw`"\0"`, ['1:5-1:7 U+0000 (NULL)']],
    ['by letter: \\a', String.raw`"\a"`, ['1:5-1:7 U+0007 (ALERT)']],
    ['by letter: \\b', String.raw`"\b"`, ['1:5-1:7 U+0008 (BACKSPACE)']],
    ['by letter: \\e', String.raw`"\e"`, ['1:5-1:7 U+001B (ESCAPE)']],
    ['by letter: \\f', String.raw`"\f"`, ['1:5-1:7 U+000C (FORM FEED)']],
    ['by letter: \\r', String.raw`"\r"`, ['1:5-1:7 U+000D (CARRIAGE RETURN)']],
    ['by letter: \\v', String.raw`"\v"`, ['1:5-1:7 U+000B (LINE TABULATION)']],
    ['by letter: \\N', String.raw`"\N"`, ['1:5-1:7 U+0085 (NEXT LINE)']],
    ['by letter: \\L', String.raw`"\L"`, ['1:5-1:7 U+2028 (LINE SEPARATOR)']],
    ['by letter: \\P', String.raw`"\P"`, ['1:5-1:7 U+2029 (PARAGRAPH SEPARATOR)']],
    ['by letter: \\_, a blank that is seen', String.raw`"\_"`, []],
  ])('%s', (_, written, said) => {
    expect(inEscapes(written)).toEqual(said);
  });

  it('are those that the file tells of, each once', () => {
    const { faults } = parseSource('x.yaml', new TextEncoder().encode('a: "甲\u200b\\u200c"\n'));
    expect(told(faults)).toEqual(['1:7-1:13 U+200C (ZERO WIDTH NON-JOINER)', '1:6-1:7 U+200B (ZERO WIDTH SPACE)']);
  });
});

describe('names', () => {
  it.each([
    [0x80, 'CONTROL CHARACTER'],
    [0x9b, 'CONTROL SEQUENCE INTRODUCER'],
    [0x9f, 'CONTROL CHARACTER'],
    [0xd800, 'SURROGATE'],
    [0xdfff, 'SURROGATE'],
    [0xfe00, 'VARIATION SELECTOR-1'],
    [0xfe0f, 'VARIATION SELECTOR-16'],
    [0xe0100, 'VARIATION SELECTOR-17'],
    [0xe01ef, 'VARIATION SELECTOR-256'],
    [0xe0001, 'LANGUAGE TAG'],
    [0xe0020, 'TAG CHARACTER'],
    [0xe007e, 'TAG CHARACTER'],
    [0xe007f, 'CANCEL TAG'],
    [0xe0080, 'UNASSIGNED'],
    [0xe001f, 'UNASSIGNED'],
    [0xe01f0, 'UNASSIGNED'],
    [0x2065, 'UNASSIGNED'],
    [0xfdd0, 'NONCHARACTER'],
    [0xfdef, 'NONCHARACTER'],
    [0xfffe, 'NONCHARACTER'],
    [0x1ffff, 'NONCHARACTER'],
    [0xfff0, 'UNASSIGNED'],
    [0xfeff, 'ZERO WIDTH NO-BREAK SPACE'],
    [0x1d17a, 'MUSICAL SYMBOL END PHRASE'],
  ])('U+%s', (code, name) => {
    const written = `\\U${code.toString(16).padStart(8, '0')}`;
    const point = code.toString(16).toUpperCase().padStart(4, '0');
    expect(inEscapes(`"a${written}"`)).toEqual([`1:6-1:16 U+${point} (${name})`]);
  });
});
