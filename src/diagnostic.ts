// The ground: what a finding is, where it stands, and in which words; imports nothing.

/** A language that messages come in. */
export type Lang = 'zh' | 'en';

/** One text in both languages, side by side where it is made. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export type Severity = 'error' | 'warning' | 'info';

export const severityWords: Readonly<Record<Severity, Text>> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
  info: { zh: '提示', en: 'info' },
};

/** Worst first. */
export const severities: readonly Severity[] = ['error', 'warning', 'info'];

/** A stretch of a file: 1-based lines and columns in UTF-16 code units, the end exclusive. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Where a file begins: the place of what concerns it as a whole. */
export const fileStart: Span = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** A span in a named file; `file` is the path as it is shown, with `/`. */
export interface Place extends Span {
  readonly file: string;
}

/** The way from a file's root to a value: keys and list positions. */
export type Path = readonly (string | number)[];

/** Whether a parsed value is a map of fields. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Where a finding stands. Rules point by data (`path`, and whether the key or the value is meant);
 * whoever reads text points by `span`. Only `check` turns the first into the second.
 */
export type Where =
  | { readonly file: string; readonly path: Path; readonly part?: 'key' | 'value' }
  | { readonly file: string; readonly span: Span };

export interface Related {
  readonly where: Where;
  readonly message: Text;
}

/** A fix: the scalar at a path becomes another text; an edit on the source, all else stays. */
export interface Fix {
  readonly path: Path;
  readonly to: string;
}

/** What is wrong, before the driver has given it a rule name and a severity. */
export interface Finding {
  readonly where: Where;
  readonly message: Text;
  readonly hint?: Text;
  readonly related?: readonly Related[];
  /** What mends it for certain, in the same file. */
  readonly fix?: Fix;
}

/** A finding of a room below the rules, with the name of the rule it is reported under. */
export interface Fault extends Finding {
  readonly rule: FaultRule;
  /** The top-level field it lies in, where that is known. */
  readonly field?: string;
}

/** The rules whose findings come from reading, before there is a registry to reason about. */
export type FaultRule =
  | 'unreadable-file'
  | 'byte-order-mark'
  | 'hidden-character'
  | 'malformed-yaml'
  | 'duplicate-key'
  | 'duplicate-id'
  | 'wrong-shape'
  | 'unknown-field';

/** A finding as it is reported. */
export interface Diagnostic {
  readonly rule: string;
  readonly severity: Severity;
  readonly place: Place;
  readonly message: Text;
  readonly hint?: Text;
  readonly related: readonly { readonly place: Place; readonly message: Text }[];
  readonly fix?: Fix;
  /** 32 hexadecimal digits; stays the same when lines move and, where data is pointed at, when messages are reworded. */
  readonly fingerprint: string;
}

/** What a rule says about itself. */
export interface RuleData {
  /** Kebab-case, names the bad thing, the same as the file's name. */
  readonly name: string;
  /** Severity unless the registry's settings say otherwise. */
  readonly severity: Severity;
  /** One line: what is wrong when this fires. */
  readonly summary: Text;
  /** Why it matters. */
  readonly why: Text;
  /** How to mend it. */
  readonly mend: Text;
  /** Where the rule comes from: articles of law, a standard, or the registry's own record format. */
  readonly source: Text;
  /** YAML that breaks the rule, and the same put right. */
  readonly example: { readonly wrong: string; readonly right: string };
}

/** A user's mistake: exit 2 and one line. Anything else that is thrown is our bug. */
export class UserError extends Error {
  readonly text: Text;
  readonly hint: Text | undefined;

  constructor(text: Text, hint?: Text) {
    super(text.en);
    this.name = 'UserError';
    this.text = text;
    this.hint = hint;
  }
}

/** Joins texts that are the same in both languages, such as ids: in backquotes, with 、 or commas. */
export function listed(items: readonly string[]): Text {
  const quoted = items.map((item) => `\`${item}\``);
  return { zh: quoted.join('、'), en: quoted.join(', ') };
}

/** A hint that names the nearest candidate, or undefined where none is near. */
export function didYouMean(word: string, candidates: Iterable<string> | Nearest): Text | undefined {
  const near = typeof candidates === 'function' ? candidates(word) : nearest(word, candidates);
  return near === undefined ? undefined : { zh: `是否想写 \`${near}\`？`, en: `did you mean \`${near}\`?` };
}

/** Edits that a slip of the hand makes at most; more is another word. */
const mostEdits = 4;

/** The candidate that is fewest edits away, at most a third of the word's length and never more than four; the first of equals. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  return nearestAmong(candidates)(word);
}

/** Finds the nearest of its candidates to a word. */
export type Nearest = (word: string) => string | undefined;

/**
 * Prepares the search for many words: only candidates with nearly the same letters are compared in full, and each
 * word is searched for once.
 */
export function nearestAmong(candidates: Iterable<string>): Nearest {
  const all = [...candidates];
  const lower = all.map((each) => each.toLowerCase());
  const lengths = Int32Array.from(lower, ({ length }) => length);
  const marks = new Int32Array(all.length * marksOfWord);
  for (const [index, each] of lower.entries()) markLetters(each, marks, index * marksOfWord);
  const own = new Int32Array(marksOfWord);
  const found = new Map<string, string | undefined>();
  const search = (word: string): string | undefined => {
    const given = word.toLowerCase();
    markLetters(given, own.fill(0), 0);
    let best: string | undefined;
    let fewest = Math.min(mostEdits, Math.max(1, Math.floor(given.length / 3))) + 1;
    for (let index = 0; index < all.length; index++) {
      if (Math.abs((lengths[index] ?? 0) - given.length) >= fewest || isFar(own, marks, index * marksOfWord, fewest)) continue;
      const edits = editsBetween(given, lower[index] ?? '', fewest);
      if (edits < fewest) [best, fewest] = [all[index], edits];
    }
    return best;
  };
  return (word) => {
    if (!found.has(word)) found.set(word, search(word));
    return found.get(word);
  };
}

/** Numbers of 32 bits for a word. Bit `c` of number `n`: letters of class `c` occur more than `n` times. */
const marksOfWord = 4;

function markLetters(word: string, marks: Int32Array, from: number): void {
  for (let i = 0; i < word.length; i++) {
    const bit = 1 << (word.charCodeAt(i) & 31);
    let at = from;
    while (at < from + marksOfWord && (marks[at] ?? 0) & bit) at++;
    if (at < from + marksOfWord) marks[at] = (marks[at] ?? 0) | bit;
  }
}

/** Whether two words are at least `limit` edits apart for certain: an edit adds one letter and takes away one at most. */
function isFar(own: Int32Array, marks: Int32Array, from: number, limit: number): boolean {
  let more = 0;
  let fewer = 0;
  for (let i = 0; i < marksOfWord; i++) {
    const a = own[i] ?? 0;
    const b = marks[from + i] ?? 0;
    more += bitsIn(a & ~b);
    fewer += bitsIn(b & ~a);
    if (more >= limit || fewer >= limit) return true;
  }
  return false;
}

function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Optimal string alignment distance: insertions, deletions, substitutions, and swaps of neighbours. Only the
 * band around the diagonal is reckoned, and not beyond `limit`: a word is held against every id of a registry.
 */
function editsBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let [before, above, row]: [number[], number[], number[]] = [[], [], []];
  for (let j = 0; j <= b.length + 1; j++) above.push(j);
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit + 1);
    const to = Math.min(b.length, i + limit - 1);
    let least = from === 1 ? i : limit;
    row[from - 1] = least;
    for (let j = from; j <= to; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(before, j - 2) + 1);
      row[j] = cost;
      least = Math.min(least, cost);
    }
    // The next row's band ends one further on.
    row[to + 1] = limit;
    if (least >= limit) return limit;
    [before, above, row] = [above, row, before];
  }
  return Math.min(limit, at(above, b.length));
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}

/** Order by code point, the same on every system and in every locale. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (a.charCodeAt(i) !== b.charCodeAt(i)) return codePointRank(a.charCodeAt(i)) - codePointRank(b.charCodeAt(i));
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above U+FFFF, so they sort after every other unit. */
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/**
 * Characters that nobody sees, or that make what stands beside them read otherwise: control characters but line feed
 * and tab, what Unicode tells every font to ignore (zero-width, bidirectional, tag and filler characters, soft
 * hyphens), line and paragraph separators, annotation marks, halves of characters, and code points that are none.
 */
const hiddenForm = String.raw`[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]`;

/** Where such a character does its work in writing: it selects the form of the character before it, or joins two. */
const formsInUse = [
  // Variants of Chinese characters (ideographic variation sequences) and of their punctuation.
  String.raw`(?<=[\p{Script=Han}\u3001\u3002\uff01\uff0c\uff0e\uff1a\uff1b\uff1f\u2018\u2019\u201c\u201d])[\ufe00-\ufe02\u{e0100}-\u{e01ef}]`,
  // Mongolian, and Arabic script as Uyghur and Kazakh are written in it.
  String.raw`(?<=\p{Script=Mongolian})[\u180b-\u180f\u200c\u200d]`,
  String.raw`(?<=\p{Script=Arabic})[\u200c\u200d]`,
  // Pictographs.
  String.raw`(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]`,
  String.raw`(?<=\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)\u200d(?=\p{Extended_Pictographic})`,
];

const hidden = `(?=${hiddenForm})(?!\\n|\\t|${formsInUse.join('|')})[^]`;

/** Made when a text first needs them: nearly none does, and each takes a millisecond to make. */
let hiddenRuns: RegExp | undefined;
let hiddenOrTab: RegExp | undefined;

/** Anything but line feeds, printable ASCII, and Chinese characters with their punctuation: nearly every text has none of it. */
const unusual = /[^\n -~\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]/;

/** Characters that nobody sees, one after the other. */
export interface HiddenRun {
  readonly at: number;
  readonly marks: string;
}

/** The characters of a text that nobody sees, in order. */
export function* hiddenIn(text: string): Iterable<HiddenRun> {
  if (!unusual.test(text)) return;
  hiddenRuns ??= new RegExp(`(?:${hidden})+`, 'gu');
  for (const { index, 0: marks } of text.matchAll(hiddenRuns)) yield { at: index, marks };
}

/** What is hidden becomes visible, written as JSON writes it: JSON made harmless says the same as before. */
export function harmless(text: string): string {
  if (!unusual.test(text)) return text;
  hiddenOrTab ??= new RegExp(`\\t|${hidden}`, 'gu');
  return text.replace(hiddenOrTab, escaped);
}

/** The same, in one line. */
export function inLine(text: string): string {
  return harmless(text).replaceAll('\n', escaped);
}

function escaped(mark: string): string {
  return [...Array(mark.length).keys()].map((at) => `\\u${mark.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}
