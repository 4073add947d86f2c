// Files that no editor would write: any bytes, real records changed, grown YAML, and what is made to exhaust a reader. Pure.
import { mutate, nextText, type Random } from './mutate.ts';

export const kinds = ['bytes', 'changed', 'grown', 'hostile', 'large'] as const;

export type Kind = (typeof kinds)[number];

export interface Input {
  readonly kind: Kind;
  readonly bytes: Uint8Array;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Of a thousand inputs about one is large. */
export function nextInput(random: Random, records: readonly string[]): Input {
  const share = random(1000);
  if (share < 1) return { kind: 'large', bytes: largeBytes(random) };
  if (share < 100) return { kind: 'hostile', bytes: changedBytes(random, encode(hostileText(random, 4000, records))) };
  if (share < 250) return { kind: 'bytes', bytes: anyBytes(random) };
  if (share < 650) return { kind: 'changed', bytes: changedBytes(random, encode(mutate(random, pick(random, records), records))) };
  return { kind: 'grown', bytes: changedBytes(random, encode(nextText(random, records))) };
}

/** Text of up to 1 MiB, and now and then somewhat more. */
function largeBytes(random: Random): Uint8Array {
  const size = 2 ** (13 + random(8)) - random(2000);
  const text = encode(hostileText(random, size, ['']));
  return random(10) === 0 ? Uint8Array.from([...text.subarray(0, 900), ...anyBytes(random)]) : text;
}

function anyBytes(random: Random): Uint8Array {
  const length = random(random(8) === 0 ? 2000 : 80);
  const from = pick(random, [256, 128, 32]);
  const bytes = Uint8Array.from({ length }, () => random(from));
  return random(4) === 0 ? Uint8Array.from([...pick(random, marks), ...bytes]) : bytes;
}

/** Marks of encodings, and the beginning of a record. */
const marks: readonly Uint8Array[] = [
  Uint8Array.of(0xef, 0xbb, 0xbf),
  Uint8Array.of(0xff, 0xfe),
  Uint8Array.of(0xfe, 0xff),
  Uint8Array.of(0xff, 0xfe, 0, 0),
  encode('title: '),
];

/** Mostly as they are; else cut, with other bytes in them, or in another encoding. */
function changedBytes(random: Random, bytes: Uint8Array): Uint8Array {
  switch (random(24)) {
    case 0:
      return bytes.subarray(0, random(bytes.length + 1));
    case 1: {
      const at = random(bytes.length + 1);
      return Uint8Array.from([...bytes.subarray(0, at), random(256), ...bytes.subarray(at + random(2))]);
    }
    case 2:
      return Uint8Array.from([...pick(random, marks), ...bytes]);
    case 3:
      return encode(new TextDecoder().decode(bytes).replaceAll('\n', pick(random, ['\r', '\r\n', '\n\n', '\u2028', '\u0085'])));
    case 4:
      return Uint8Array.from(Buffer.from(new TextDecoder().decode(bytes), 'utf16le'));
    default:
      return bytes;
  }
}

const head = 'title: 甲\nrank: national-law\nstatus: in-force\ndomains: all\nsources:\n  - 测试\n';

/** A text of about so many characters. */
function hostileText(random: Random, size: number, records: readonly string[]): string {
  const before = random(3) === 0 ? '' : random(2) === 0 ? head : pick(random, records);
  const after = random(2) === 0 ? '' : pick(random, ['\n', ']\n', '}\n', '"\n', `\n${head}`, '\u0000', '...\n', '\n  - x']);
  return before + pick(random, shapes)(random, Math.max(1, size - before.length)) + after;
}

type Shape = (random: Random, size: number) => string;

const shapes: readonly Shape[] = [
  // Floods of one thing.
  (random, size) => repeated(pick(random, pieces), size),
  (random, size) => repeated(pick(random, pieces) + pick(random, pieces), size),
  (random, size) => `note: ${repeated(pick(random, pieces), size)}`,
  (random, size) => `note: ${pick(random, quotes)}${repeated(pick(random, pieces), size)}${pick(random, quotes)}`,
  (random, size) => `note: ${pick(random, ['|', '>', '|+', '>-', '|9', '>2-'])}\n${repeated(`  ${pick(random, pieces)}\n`, size)}`,
  (random, size) => `${pick(random, fields)}:\n${repeated(`- ${pick(random, pieces)}\n`, size)}`,
  (random, size) => `${pick(random, fields)}: [${repeated(`${pick(random, pieces)},`, size)}]`,
  (random, size) => `${pick(random, fields)}: {${repeated(`${pick(random, pieces)}: 1,`, size)}}`,
  // Floods of different things.
  (random, size) => numbered((n) => `${pick(random, ['k', '甲', ''])}${n}: ${pick(random, ['1', '', 'x', '[', '*a'])}\n`, size),
  (random, size) => `${pick(random, fields)}:\n${numbered((n) => `- ${pick(random, ['a', '国发〔2020〕', ''])}${n}\n`, size)}`,
  (random, size) => `${pick(random, fields)}:\n${numbered((n) => `- {${pick(random, fields)}: ${n}, date: 2020-01-01}\n`, size)}`,
  (random, size) => `${pick(random, fields)}: {${numbered((n) => `k${n}: ${n},`, size)}}`,
  // Depth.
  (random, size) => `x: ${pick(random, ['[', '{a: ', '[{a: ', '- ', '? '])}`.padEnd(random(size), pick(random, ['[', '{', '- ', '? '])),
  (random, size) => {
    const levels = random(Math.min(400, size));
    return `x: ${'['.repeat(levels)}${']'.repeat(Math.max(0, levels - random(2)))}\n`;
  },
  (random, size) =>
    Array.from({ length: Math.min(200, random(Math.floor(Math.sqrt(size)) + 1)) }, (_, n) => `${' '.repeat(n)}a:\n`).join(''),
  (_, size) => `x: [${repeated(`${'['.repeat(90)}${']'.repeat(90)},`, size)}]\n`,
  // Bombs: of aliases, and of merged maps.
  (random) => bomb(2 + random(24), (names) => `[${names}]`),
  (random) => bomb(2 + random(24), (names) => `{<<: [${names}]}`),
  (random) => `a: &a\n  b: ${pick(random, ['*a', '[*a]', '{<<: *a}'])}\n`,
  // Tags, directives, documents, and keys that objects have.
  (random, size) => numbered((n) => `k${n}: ${pick(random, tags)} ${pick(random, pieces)}\n`, size),
  (random, size) =>
    `${repeated(pick(random, ['%YAML 1.2\n', '%YAML 9.9\n', '%TAG ! tag:x,2000:\n', '%x\n', '---\n', '...\n', '--- a\n']), size)}--- a: 1\n`,
  (random, size) =>
    repeated(
      `${pick(random, ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'then'])}: ${pick(random, ['1', '{a: b}', '[x]'])}\n`,
      random(size),
    ),
  (random) => `__proto__: {${pick(random, fields)}: x}\n`,
  // Numbers.
  (random, size) =>
    `${pick(random, fields)}: ${pick(random, ['', '-', '0.', '1e', '0x', '0o', '.'])}${repeated(pick(random, ['9', '0', '1', 'f']), size)}\n`,
  // Lines that stand deeper and deeper, and less and less.
  (random, size) => {
    const step = 1 + random(7);
    return numbered((n) => `${' '.repeat((n * step) % 61)}${pick(random, ['a: 1', '- a', '# a', 'a', ''])}\n`, size);
  },
];

/** Floods look different by what they are made of. */
const pieces: readonly string[] = [
  ...[
    'a',
    ' ',
    '\n',
    '\t',
    '\r',
    '甲',
    '𠮷',
    '\u0000',
    '\u0001',
    '\u007f',
    '\u0085',
    '\u00a0',
    '\u00ad',
    '\u200b',
    '\u2028',
    '\u202e',
    '\u3000',
    '\ufeff',
  ],
  ...[
    '葛\u{e0100}',
    '👩\u200d',
    '\ufe0f',
    '\ufdd0',
    'e\u0301',
    '"',
    "'",
    '\\',
    '\\"',
    "''",
    '\\u202e',
    '\\x1b',
    '\\U00110000',
    '\\q',
    '\\ud800',
  ],
  ...[
    '[',
    ']',
    '{',
    '}',
    '[]',
    '{}',
    '[[',
    ',',
    ', ',
    ':',
    ': ',
    ':\n',
    '?',
    '? ',
    '? a\n',
    '-',
    '- ',
    '-\n',
    '- a\n',
    '- - ',
    '#',
    ' #',
    '# a\n',
  ],
  ...[
    '&',
    '&a ',
    '*',
    '*a ',
    '!',
    '!! ',
    '!a ',
    '%',
    '@',
    '`',
    '|',
    '|\n',
    '>',
    '>\n',
    '---',
    '---\n',
    '...\n',
    '<<: ',
    '<<: *a\n',
    '~',
    '=',
    '\u00ab',
  ],
  ...[
    'a: 1\n',
    'a: b: c\n',
    'a:\n',
    ': a\n',
    '  a\n',
    '\ta\n',
    ' \n',
    'a: [\n',
    'a: "\n',
    "a: '\n",
    'a: |\n',
    '- {a: 1}\n',
    '[a]: b\n',
    '{a}: b\n',
  ],
  ...['《', '〔', '（', '印发《', '第0', '国 ', 'GB/T ', '-', '1.', '2020-', '0', '关于', '的通知', '、'],
];

const quotes = ["'", '"', '', '[', '{'];

const tags = [
  '!!str',
  '!!int',
  '!!binary',
  '!!set',
  '!!omap',
  '!!map',
  '!!js/function',
  '!<tag:yaml.org,2002:str>',
  '!x',
  '!',
  '&a',
  '&a !!str',
  '*a',
];

/** Fields of records and of the files beside them. */
const fields: readonly string[] = [
  ...[
    'title',
    'rank',
    'number',
    'issuers',
    'dates',
    'status',
    'verified',
    'amendments',
    'domains',
    'topics',
    'basis',
    'replaces',
    'project',
    'events',
  ],
  ...[
    'review',
    'traits',
    'standard',
    'reference',
    'sources',
    'unverified',
    'waivers',
    'rule',
    'document',
    'reason',
    'until',
    'stage',
    'note',
    'x',
  ],
  ...[
    'kinds',
    'levels',
    'ranks',
    'parts',
    'tiers',
    'lead',
    'stages',
    'period',
    'phases',
    'tasks',
    'targets',
    'findings',
    'rules',
    'recorded',
    '"\\e"',
  ],
];

function bomb(levels: number, wrap: (names: string) => string): string {
  const name = (n: number): string => `n${n}`;
  const lines = Array.from({ length: levels }, (_, n) => {
    const inner =
      n === 0
        ? 'x: 1'
        : `${name(n)}: ${wrap(
            Array(9)
              .fill(`*${name(n - 1)}`)
              .join(', '),
          )}`;
    return `${name(n)}x: &${name(n)} {${inner}}\n`;
  });
  return lines.join('');
}

function repeated(piece: string, size: number): string {
  return piece.repeat(Math.max(1, Math.floor(size / piece.length)));
}

function numbered(line: (n: number) => string, size: number): string {
  const lines: string[] = [];
  for (let [n, length] = [0, 0]; length < size; n++) {
    const next = line(n);
    lines.push(next);
    length += next.length;
  }
  return lines.join('');
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[random(items.length)] as Item;
}
