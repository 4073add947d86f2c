// Texts that are nearly sound YAML: real ones changed at random, and ones grown from a grammar. Pure: a seed gives its texts.

/** A whole number from 0 up to, not including, `below`. */
export type Random = (below: number) => number;

/** Numbers that look random and follow from the seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * below);
  };
}

/** A grown text, or one of the texts or a piece of it, mostly with a few changes. */
export function nextText(random: Random, others: readonly string[]): string {
  const base = random(2) === 0 ? grow(random) : piece(random, pick(random, others));
  const isChanged = random(4) > 0;
  const changed = isChanged ? mutate(random, base, others) : base;
  return random(16) === 0 ? changed.replaceAll('\n', '\r\n') : changed;
}

/** The text with one to four changes; pieces of the other texts may come into it. */
export function mutate(random: Random, text: string, others: readonly string[]): string {
  let changed = text;
  for (let left = 1 + random(4); left > 0; left--) changed = pick(random, changes)(random, changed, others);
  return changed;
}

type Change = (random: Random, text: string, others: readonly string[]) => string;

/** Texts that stand apart by blanks, and hold blanks, line ends and tabs as signs for them. */
function texts(shown: string): readonly string[] {
  return shown
    .trim()
    .split(/\s+/)
    .map((each) => each.replaceAll('␣', ' ').replaceAll('⏎', '\n').replaceAll('␍', '\r').replaceAll('⇥', '\t'));
}

/** What YAML gives a meaning to, what it nearly does, and what people paste into records. */
const snippets: readonly string[] = [
  ...texts(`
    ␣ ␣␣ ␣␣␣␣ ⇥ ⏎ ⏎⏎ ⏎␣ ⏎␣␣ ⏎␣␣␣␣ ␍⏎ ␍ : :␣ :⏎ ␣: - -␣ -⏎ -␣-␣ ? ?␣ # ␣# ␣#␣注 ⏎#␣注⏎ ⏎␣␣#␣注⏎ ⏎␣␣␣␣␣␣#␣注⏎
    , ,␣ [ ] { } [] {} [␣] [⏎ ]⏎ {⏎ }⏎ ,⏎ ' " '' "" ''' \\ \\n \\" \\x41 \\u4e00 \\ud800 & * ! % @ \` | > & = << < $ ~
    &a␣ *a !!str␣ !␣ %YAML␣1.2⏎ null Null nULL true TRUE tRUE false yes
    0 -0 +1 007 1.5 1. .5 -.5 1e3 1e315 -1e3 1.5e3 0x1F 0o17 0b1 .inf -.inf .nan 12345678901234567890 2023-01-01 1.2.3 1_0 12:30
    -- --- ... ⏎---⏎ ⏎...⏎ ---⏎ ...⏎ ---␣ ⏎---␣a⏎ -1 -a >- >+ |- |+ |2 >1 |⏎ >⏎ |␣#␣a⏎
    a:␣b a:␣b:␣c ⏎a:␣b⏎ ⏎-␣x⏎ ⏎␣␣-␣x⏎ -␣x⏎ ⏎key:⏎ ⏎key:␣|⏎␣␣a⏎ ⏎key:␣>-⏎␣␣a⏎⏎␣␣b⏎ ⏎key:␣|+⏎␣␣a⏎⏎⏎
    {a:␣b} {⏎␣␣␣␣a:␣b,⏎␣␣} [a,␣b] [a:␣b] {a} {a:␣} {a:b} "a":␣b 'a':␣b "a":b a␣:␣b a:b␣: a::b a#b ␣#b
    __proto__:␣x constructor:␣x toString ： ， “” 𠮷`),
  ...[
    '\ufeff',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\u2029%',
    '# \u2028%\n',
    '\u3000',
    '\ud800',
    '\u0000',
    '\u0007',
    '\u001b',
    '\u007f',
    '\u009f',
  ],
  // White space, two and four bytes in UTF-8, and what is hidden or may be.
  ...['\u1680', '\u2003', '\u202f', '\u205f', '\u3000\n', '甲\u3000', 'é', '\u{1f600}', '甲\u{20bb7}\u00a0'],
  ...['\u00ad', '\u200b', '\u2060', '\u3164', '\ufe0f', '\u061c', '\ufdd0', '\u{1fffe}', '\u{e0001}', '葛\u{e0100}', '\u1820'],
];

const changes: readonly Change[] = [
  // Characters.
  (random, text) => splice(text, random(text.length + 1), 1 + random(3), ''),
  (random, text) => splice(text, random(text.length + 1), 0, pick(random, snippets)),
  (random, text) => splice(text, random(text.length + 1), 0, pick(random, snippets)),
  (random, text) => splice(text, random(text.length + 1), 1, pick(random, snippets)),
  (random, text) => {
    const at = random(text.length + 1);
    return splice(text, at, 0, text.slice(at, at + 1 + random(8)));
  },
  (random, text) => {
    const at = random(text.length + 1);
    return splice(text, at, 2, (text[at + 1] ?? '') + (text[at] ?? ''));
  },
  // Tokens.
  (random, text) => atToken(random, text, () => ''),
  (random, text) => atToken(random, text, (token) => token + token),
  (random, text) => atToken(random, text, () => pick(random, snippets)),
  (random, text) => atToken(random, text, (token) => pick(random, ["'", '"', '[', '{']) + token + pick(random, ["'", '"', ']', '}'])),
  // What stands at the end of a line, or at its beginning.
  (random, text) => atLine(random, text, (line) => [line + pick(random, snippets)]),
  (random, text) => atLine(random, text, (line) => [line.replace(/: .*|$/, `: ${pick(random, snippets)}`)]),
  (random, text) => atLine(random, text, (line) => [line.replace(/: .*|$/, ':')]),
  (random, text) => atLine(random, text, (line) => [line.replace(/(?<=^ *)(?=\S)/, pick(random, snippets))]),
  // Lines.
  (random, text) => atLine(random, text, () => []),
  (random, text) => atLine(random, text, (line) => [line, line]),
  (random, text) => atLine(random, text, (line) => [line, ' '.repeat(random(8)) + pick(random, snippets)]),
  (random, text) => atLine(random, text, (line) => [line, `${' '.repeat(random(8))}# 注`]),
  (random, text) => atLine(random, text, (line) => [' '.repeat(random(5)) + line]),
  (random, text) => atLine(random, text, (line) => [line.slice(Math.min(random(4), /^ */.exec(line)?.[0].length ?? 0))]),
  (random, text) => atLine(random, text, (line) => [line, ...(random(3) === 0 ? ['', ' '.repeat(random(9))] : [''])]),
  (random, text) => {
    const lines = text.split('\n');
    const [from, to] = [random(lines.length), random(lines.length)];
    [lines[from], lines[to]] = [lines[to] ?? '', lines[from] ?? ''];
    return lines.join('\n');
  },
  // All lines from one on stand deeper.
  (random, text) => {
    const lines = text.split('\n');
    const [from, lead] = [random(lines.length), ' '.repeat(1 + random(4))];
    return lines.map((line, index) => (index < from || line === '' ? line : lead + line)).join('\n');
  },
  // Two texts.
  (random, text, others) => text.slice(0, random(text.length + 1)) + piece(random, pick(random, others)),
  (random, text, others) => atLine(random, text, (line) => [line, ...piece(random, pick(random, others)).split('\n')]),
  // The end.
  (_, text) => text.replace(/\n$/, ''),
  (random, text) => text.slice(0, random(text.length + 1)),
];

function pick<T>(random: Random, from: readonly T[]): T {
  return from[random(from.length)] as T;
}

function splice(text: string, at: number, length: number, by: string): string {
  return text.slice(0, at) + by + text.slice(at + length);
}

function atToken(random: Random, text: string, change: (token: string) => string): string {
  const tokens = [...text.matchAll(/[^\s:,'"#[\]{}]+|[^\s]/g)];
  const token = tokens[random(tokens.length)];
  return token === undefined ? text : splice(text, token.index, token[0].length, change(token[0]));
}

function atLine(random: Random, text: string, change: (line: string) => readonly string[]): string {
  const lines = text.split('\n');
  const at = random(lines.length);
  return lines.toSpliced(at, 1, ...change(lines[at] ?? '')).join('\n');
}

/** The text, or a few of its lines, moved to the left as far as the first one goes. */
function piece(random: Random, text: string): string {
  if (random(4) === 0) return text;
  const lines = text.split('\n');
  const from = random(lines.length);
  const lead = /^ */.exec(lines[from] ?? '')?.[0].length ?? 0;
  const some = lines.slice(from, from + 1 + random(16)).map((line) => line.slice(Math.min(lead, line.search(/\S|$/))));
  return `${some.join('\n')}\n`;
}

/** A text of the registry's profile, or nearly: all that it has in every position. */
export function grow(random: Random): string {
  const lines = growMap(random, 0, 1 + random(3));
  const text = [...gap(random, 0), ...lines].join('\n');
  return random(8) === 0 ? text : `${text}\n`;
}

const keys = texts(`title a b 标题 x␣y a.b http://x 2023 true "q" 'it''s' ~ z-1 << -1`);
const anywhere = texts(`
  甲 in-force a␣b 2023-01-01 2023-03 http://x/y?z=1#a 1 -5 0 -0 007 true null ~ a:b it's 12:30 3.1节 35.240.20 a#b << = “甲”
  鲁政发〔2014〕20号 x\\n False 999999999999999 "q" 'it''s␣#:␣'`);
const quoted = texts(`"a␣\\"b\\"␣\\\\␣\\/␣\\n␣\\t" '' "" 'a' "a:␣b␣#␣c" '[x],␣{y}:␣' "甲"`);
const outOfFlow = texts('a,␣b a] a{ x[0] 甲，乙 (a) a␣"b"');
const odd = texts(`1.5 1e3 0x1F +1 .5 *a &a␣b !!str␣x @x %x -␣x ?␣x :␣x a:␣b ,␣x 'a'␣b "\\x41" [a]b .inf`);

function growMap(random: Random, indent: number, levels: number): readonly string[] {
  const lines: string[] = [];
  const lead = ' '.repeat(indent);
  for (let left = 1 + random(4), at = random(keys.length); left > 0; left--, at += 1 + random(3)) {
    const [first = '', ...rest] = growValue(random, indent, levels, true);
    lines.push(`${jittered(random, lead)}${keys[at % keys.length]}:${first}`, ...rest, ...gap(random, indent));
  }
  return lines;
}

function growList(random: Random, indent: number, levels: number): readonly string[] {
  const lines: string[] = [];
  const lead = ' '.repeat(indent);
  for (let left = 1 + random(3); left > 0; left--) {
    if (levels > 0 && random(3) === 0) {
      const blanks = ' '.repeat(random(8) === 0 ? 3 : 1);
      const [first = '', ...rest] = growMap(random, indent + 1 + blanks.length, levels - 1);
      lines.push(`${lead}-${blanks}${first.trimStart()}`, ...rest);
    } else {
      const [first = '', ...rest] = growValue(random, indent, levels, false);
      lines.push(`${jittered(random, lead)}-${first}`, ...rest);
    }
    lines.push(...gap(random, indent));
  }
  return lines;
}

/** What stands behind a key or dash: the rest of its line, and the lines below. */
function growValue(random: Random, indent: number, levels: number, isEntry: boolean): readonly string[] {
  const deeper = indent + 1 + random(3);
  switch (random(levels > 0 ? 12 : 8)) {
    case 0:
      return [lineEnd(random)];
    case 1:
      return [` ${growFlow(random, indent, 2)}${lineEnd(random)}`];
    case 2:
      return [` ${pick(random, headers)}${lineEnd(random)}`, ...growBlock(random, deeper)];
    case 3:
      return [lineEnd(random), ...gap(random, indent), ' '.repeat(deeper) + scalar(random, false) + lineEnd(random)];
    case 8:
    case 9:
      return [lineEnd(random), ...gap(random, indent), ...growMap(random, deeper, levels - 1)];
    case 10:
      return [lineEnd(random), ...gap(random, indent), ...growList(random, deeper, levels - 1)];
    case 11:
      return [lineEnd(random), ...gap(random, indent), ...growList(random, isEntry ? indent : deeper, levels - 1)];
    default:
      return [' '.repeat(random(8) === 0 ? 3 : 1) + scalar(random, false) + lineEnd(random)];
  }
}

const headers = texts('| > |- >- |+ >+');
const blockLines = texts("甲 a:␣b #␣a -␣x ' a␣␣ ⇥a [");

function growBlock(random: Random, indent: number): readonly string[] {
  return Array.from({ length: random(5) }, () => {
    const lead = ' '.repeat(indent + (random(6) === 0 ? random(3) : 0));
    return random(4) === 0 ? ' '.repeat(random(8) === 0 ? random(8) : 0) : lead + pick(random, blockLines);
  });
}

function growFlow(random: Random, indent: number, levels: number): string {
  const isMap = random(2) === 0;
  const glue = random(6) === 0 ? `\n${' '.repeat(indent + random(4))}` : pick(random, ['', ' ']);
  const entries = Array.from({ length: random(4) }, (_, at) => {
    const value = levels > 0 && random(4) === 0 ? growFlow(random, indent, levels - 1) : scalar(random, true);
    return isMap ? `${pick(random, keys)}${random(9) > 0 ? at : ''}: ${value}` : value;
  });
  const inner = entries.join(`,${glue === '' ? ' ' : glue}`) + (random(8) === 0 ? `,${glue}` : glue);
  return isMap ? `{${glue}${inner}}` : `[${glue}${inner}]`;
}

function scalar(random: Random, isInFlow: boolean): string {
  if (random(40) === 0) return pick(random, odd);
  if (random(4) === 0) return pick(random, quoted);
  return pick(random, isInFlow || random(4) > 0 ? anywhere : outOfFlow);
}

/** Blank lines and comments, as deep as anything. */
function gap(random: Random, indent: number): readonly string[] {
  if (random(4) > 0) return [];
  return Array.from({ length: 1 + random(3) }, () => {
    const lead = ' '.repeat(random(3) === 0 ? random(9) : random(2) === 0 ? indent : 0);
    return random(3) === 0 ? lead : `${lead}# 注${random(40) === 0 ? pick(random, snippets) : ''}`;
  });
}

const lineEnds = texts('␣ ␣␣ ␣#␣注 ␣␣␣#␣a:␣b ␣# #␣a');

function lineEnd(random: Random): string {
  return random(6) === 0 ? pick(random, lineEnds) : '';
}

function jittered(random: Random, lead: string): string {
  return random(60) === 0 ? ' '.repeat(random(6)) : lead;
}
