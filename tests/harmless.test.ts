// Nothing that a terminal would obey, or that nobody sees, reaches an output: not from values, keys, file names, words or arguments.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { hiddenIn } from '../src/diagnostic.ts';
import { run } from './support/cli.ts';
import { folderWith, shipped } from './support/registry.ts';

/** Escape sequences, characters that turn the direction, that take no room, that end lines, halves of characters; then marks of formulas, Markdown and HTML. */
const evil = '\u202e\u001b[31m\u009b2J\u200b\u2028\u0007\u{e0041}\ud800\r\n=cmd|`x`<img src=x onerror=y>[a](b)|*';
/** What a file's name can hold of it. */
const evilName = '\u202e\u009b2J\u200b\u2028\u{e0041}';
const quoted = JSON.stringify(evil);

const record = (more = ''): string =>
  [
    `title: ${JSON.stringify(`=甲法${evil}`)}`,
    'rank: national-law',
    'status: in-force',
    `number: ${quoted}`,
    `issuers: [${quoted}]`,
    'dates: {published: 2001-01-01, effective: 2001-01-01}',
    'domains: all',
    `owner: ${quoted}`,
    `${more}sources: [${quoted}]`,
    `note: ${quoted}`,
    '',
  ].join('\n');

/** Keys whose values are text for people. */
const spoken = new Set(['title', 'zh', 'en', 'note', 'name', 'reason', 'summary', 'alias', 'description']);

function withEvil(value: unknown, mark: string, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => withEvil(each, mark, key));
  if (typeof value === 'string') return spoken.has(key) ? `=@${value}${mark}` : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withEvil(each, mark, name)]));
}

function hostileFolder(): string {
  const beside = ['taxonomy', 'plan', 'registry'].map((name) => {
    // The plan has so many texts that it would be larger than what is read in full.
    const value: unknown = withEvil(
      parse(readFileSync(path.join(shipped, `${name}.yaml`), 'utf8')),
      name === 'plan' ? '\u202e\u001b[31m|`x`<b>' : evil,
    );
    return [`${name}.yaml`, stringify(value, { aliasDuplicateObjects: false })] as const;
  });
  return folderWith({
    ...Object.fromEntries(beside),
    [`laws/a${evilName}.yaml`]: record(),
    [`laws/broken${evilName}.yaml`]: 'title: [\u0001',
    [`${evilName}/b.yaml`]: record(),
    'laws/evil.yaml': record(
      `basis: [${quoted}, {title: ${quoted}}]\nreplaces: [${quoted}]\n${quoted}: ${quoted}\nwaivers: [{rule: ${quoted}, reason: ${quoted}, until: 2030-01-01}]\n`,
    ),
    'rules/mend.yaml': record().replace('national-law', 'departmental-rule').replace(quoted, `'国办发[2020]1号'`),
  });
}

/** What of a text is hidden, line ends of CSV and colours of ours aside. */
function hiddenLeft(text: string, format: string): readonly string[] {
  const plain = format === 'csv' ? text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n') : text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with a control character
  const bare = plain.replace(/\u001b\[(?:0|1|2|22|3[1-6]|39)m/g, '');
  return [...hiddenIn(bare)].map(({ at, marks }) => JSON.stringify(bare.slice(Math.max(0, at - 40), at) + marks));
}

const all = ['--allow-errors'];
const asked: readonly (readonly string[])[] = [
  ...['text', 'json', 'github', 'gitlab', 'sarif', 'junit'].map((format) => ['validate', '--verbose', '--format', format]),
  ['validate', '--fix', '--dry-run'],
  ['validate', '--update-baseline', '--dry-run'],
  ['validate', '--color', 'always'],
  ...['text', 'json', 'csv', 'markdown'].flatMap((format) => [
    ['list', '--format', format],
    ['coverage', ...all, '--format', format],
    ['coverage', ...all, '--gaps', '--format', format],
    ['coverage', ...all, '--by', 'issuer', '--format', format],
    ['coverage', ...all, '--not-counted', '--format', format],
    ['milestone', ...all, '--format', format],
  ]),
  ['show', 'evil'],
  ['show', 'evil', '--format', 'json'],
  ['fmt', '--dry-run'],
  ['schema', 'law'],
];

/** Words that mean nothing, wherever a word may stand. */
const mistaken: readonly (readonly string[])[] = [
  [evil],
  [`--${evil}`],
  ['help', evil],
  ['validate', evil],
  ['validate', '--registry', evil],
  ['validate', '--format', evil],
  ['validate', '--format', `json=${evil}/x`],
  ['validate', '--lang', evil],
  ['validate', '--stdin', '--stdin-filepath', evil],
  ['list', '--kind', evil],
  ['show', `${evil}x`],
  ['coverage', '--as-of', evil],
  ['coverage', '--rev', evil],
  ['coverage', ...all, '--compare', evil],
  ['coverage', ...all, '--fail-under', evil],
  ['milestone', evil, ...all],
  ['explain', evil],
  ['schema', evil],
  ['cache', evil],
];

describe('a registry with what nobody sees in every value, word and name', () => {
  it('shows it in no output', async () => {
    const cwd = hostileFolder();
    for (const argv of asked) {
      const { exit, stdout, stderr } = await run([...argv, '--no-cache'], { cwd });
      const format = argv[argv.indexOf('--format') + 1] ?? '';
      expect([argv, hiddenLeft(stdout, format), hiddenLeft(stderr, '')]).toEqual([argv, [], []]);
      // One file cannot be read, which fmt says.
      const isFailing = argv[0] === 'validate' && !argv.includes('--update-baseline');
      expect([argv, exit]).toEqual([argv, argv[0] === 'fmt' ? 2 : isFailing ? 1 : 0]);
      expect(stdout).not.toBe('');
    }
  });

  it('runs as a formula in no cell', async () => {
    const cwd = hostileFolder();
    for (const argv of asked.filter((each) => each.includes('csv'))) {
      const { stdout } = await run(argv, { cwd });
      expect([argv, stdout.match(/(?:^\ufeff?|,|\r\n)"?[=+\-@\t](?!\d)/)?.[0]]).toEqual([argv, undefined]);
    }
  });
});

describe('a word on the command line', () => {
  it.each(mistaken.map((argv) => [argv.map((word) => word.replaceAll(evil, '…')).join(' '), argv] as const))('%s', async (_, argv) => {
    const { exit, stdout, stderr } = await run(argv, { cwd: folderWith({ 'laws/a.yaml': record() }) });
    expect([exit, hiddenLeft(stdout, ''), hiddenLeft(stderr, '')]).toEqual([2, [], []]);
    expect(stderr).not.toContain('\n    at ');
  });
});
