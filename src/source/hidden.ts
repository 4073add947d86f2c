// Characters that nobody sees, as they stand in a text or are written by escapes: where, and what each is called.
import { type Fault, type HiddenRun, hiddenIn, type Text } from '../diagnostic.ts';
import { mostAlike } from '../limits.ts';
import { type Lines, linesOf, spanBetween } from './lines.ts';

/** Everything that YAML calls unprintable; a lone CR is no line break in the files we read. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
export const controlCharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\r(?!\n)/;

/** Those that stand in the text itself. One with control characters is no YAML, which is reported in their place. */
export function hiddenFaults(file: string, text: string): readonly Fault[] {
  const runs: HiddenRun[] = [];
  for (const { at, marks: all } of hiddenIn(text)) {
    const marks = all.replace(/\r$/, '');
    if (marks !== '') runs.push({ at, marks });
    if (runs.length > mostAlike) break;
  }
  if (runs.length === 0 || controlCharacter.test(text)) return [];
  const lines = linesOf(text);
  return runs.map(({ at, marks }) => fault(file, lines, at, at + marks.length, marks));
}

/** Those that a scalar in double quotes, from `start` on, writes by escapes. */
export function escapedFaults(file: string, lines: Lines, start: number, written: string): readonly Fault[] {
  // Of each unit of what is meant, where it is written; an escape that ends a line writes nothing that is hidden.
  const places: { readonly from: number; readonly to: number; readonly isEscape: boolean }[] = [];
  let meant = '';
  for (const { index: from, 0: piece } of written.matchAll(/\\(?:x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|.)|[^\\]/gsu)) {
    const isEscape = piece.startsWith('\\');
    const said = isEscape ? unescaped(piece.slice(1)) : piece;
    meant += said;
    for (let unit = 0; unit < said.length; unit++) places.push({ from, to: from + piece.length, isEscape });
  }
  return [...hiddenIn(meant)].flatMap((run) => {
    const of = places.slice(run.at, run.at + run.marks.length);
    const first = of.findIndex(({ isEscape }) => isEscape);
    const [from, to] = [of[first], of.findLast(({ isEscape }) => isEscape)];
    if (from === undefined || to === undefined) return [];
    return [fault(file, lines, start + from.from, start + to.to, run.marks.slice(first))];
  });
}

function unescaped(letters: string): string {
  const code = /^[xuU](.{2,})$/.exec(letters)?.[1];
  return code === undefined ? (byLetter[letters] ?? letters) : String.fromCodePoint(Number.parseInt(code, 16));
}

const byLetter: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\x85',
  L: '\u2028',
  P: '\u2029',
};

function fault(file: string, lines: Lines, start: number, end: number, marks: string): Fault {
  const [first = '', ...others] = marks;
  const code = first.codePointAt(0) ?? 0;
  const point = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const count = others.length + 1;
  const more: Text = count === 1 ? { zh: '', en: '' } : { zh: `，连续 ${count} 个`, en: `, the first of ${count}` };
  return {
    rule: 'hidden-character',
    where: { file, span: spanBetween(lines, start, end) },
    message: {
      zh: `看不见的字符 ${point}（${nameOf(code)}）${more.zh}`,
      en: `hidden character ${point} (${nameOf(code)})${more.en}`,
    },
    hint: { zh: '删去，并与原件核对', en: 'delete it, and hold the text against its source' },
  };
}

/** The name that Unicode gives a character, or what it calls its like; control characters by their aliases. */
function nameOf(code: number): string {
  const named = names.get(code);
  if (named !== undefined) return named;
  if (code <= 0x9f) return 'CONTROL CHARACTER';
  if (code >= 0xd800 && code <= 0xdfff) return 'SURROGATE';
  if (code >= 0xfe00 && code <= 0xfe0f) return `VARIATION SELECTOR-${code - 0xfe00 + 1}`;
  if (code >= 0xe0100 && code <= 0xe01ef) return `VARIATION SELECTOR-${code - 0xe0100 + 17}`;
  if (code >= 0xe0020 && code <= 0xe007e) return 'TAG CHARACTER';
  return (code & 0xfffe) === 0xfffe || (code >= 0xfdd0 && code <= 0xfdef) ? 'NONCHARACTER' : 'UNASSIGNED';
}

const names: ReadonlyMap<number, string> = new Map(
  `
0 NULL
7 ALERT
8 BACKSPACE
b LINE TABULATION
c FORM FEED
d CARRIAGE RETURN
1b ESCAPE
7f DELETE
85 NEXT LINE
9b CONTROL SEQUENCE INTRODUCER
ad SOFT HYPHEN
34f COMBINING GRAPHEME JOINER
61c ARABIC LETTER MARK
115f HANGUL CHOSEONG FILLER
1160 HANGUL JUNGSEONG FILLER
17b4 KHMER VOWEL INHERENT AQ
17b5 KHMER VOWEL INHERENT AA
180b MONGOLIAN FREE VARIATION SELECTOR ONE
180c MONGOLIAN FREE VARIATION SELECTOR TWO
180d MONGOLIAN FREE VARIATION SELECTOR THREE
180e MONGOLIAN VOWEL SEPARATOR
180f MONGOLIAN FREE VARIATION SELECTOR FOUR
200b ZERO WIDTH SPACE
200c ZERO WIDTH NON-JOINER
200d ZERO WIDTH JOINER
200e LEFT-TO-RIGHT MARK
200f RIGHT-TO-LEFT MARK
2028 LINE SEPARATOR
2029 PARAGRAPH SEPARATOR
202a LEFT-TO-RIGHT EMBEDDING
202b RIGHT-TO-LEFT EMBEDDING
202c POP DIRECTIONAL FORMATTING
202d LEFT-TO-RIGHT OVERRIDE
202e RIGHT-TO-LEFT OVERRIDE
2060 WORD JOINER
2061 FUNCTION APPLICATION
2062 INVISIBLE TIMES
2063 INVISIBLE SEPARATOR
2064 INVISIBLE PLUS
2066 LEFT-TO-RIGHT ISOLATE
2067 RIGHT-TO-LEFT ISOLATE
2068 FIRST STRONG ISOLATE
2069 POP DIRECTIONAL ISOLATE
206a INHIBIT SYMMETRIC SWAPPING
206b ACTIVATE SYMMETRIC SWAPPING
206c INHIBIT ARABIC FORM SHAPING
206d ACTIVATE ARABIC FORM SHAPING
206e NATIONAL DIGIT SHAPES
206f NOMINAL DIGIT SHAPES
3164 HANGUL FILLER
feff ZERO WIDTH NO-BREAK SPACE
ffa0 HALFWIDTH HANGUL FILLER
fff9 INTERLINEAR ANNOTATION ANCHOR
fffa INTERLINEAR ANNOTATION SEPARATOR
fffb INTERLINEAR ANNOTATION TERMINATOR
1bca0 SHORTHAND FORMAT LETTER OVERLAP
1bca1 SHORTHAND FORMAT CONTINUING OVERLAP
1bca2 SHORTHAND FORMAT DOWN STEP
1bca3 SHORTHAND FORMAT UP STEP
1d173 MUSICAL SYMBOL BEGIN BEAM
1d174 MUSICAL SYMBOL END BEAM
1d175 MUSICAL SYMBOL BEGIN TIE
1d176 MUSICAL SYMBOL END TIE
1d177 MUSICAL SYMBOL BEGIN SLUR
1d178 MUSICAL SYMBOL END SLUR
1d179 MUSICAL SYMBOL BEGIN PHRASE
1d17a MUSICAL SYMBOL END PHRASE
e0001 LANGUAGE TAG
e007f CANCEL TAG
`
    .trim()
    .split('\n')
    .map((line) => [Number.parseInt(line, 16), line.slice(line.indexOf(' ') + 1)]),
);
