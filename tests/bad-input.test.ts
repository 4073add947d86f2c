// Input that no editor would write: a finding or exit 2, never a crash, a hang or a silent pass.
import { chmodSync, mkdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import { longestText, mostAlike, mostEntries } from '../src/limits.ts';
import { compileSchemas } from '../src/schema/schema.ts';
import { parseSource } from '../src/source/source.ts';
import { run } from './support/cli.ts';
import { base, day, folderWith, schemas, temporaryFolder, workspaceOf } from './support/registry.ts';

const record = 'title: 甲\nrank: national-law\nstatus: in-force\ndomains: all\nsources:\n  - 测试\n';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const gbk = Uint8Array.from([...bytes('title: '), 0xbb, 0xfa, 0xb9, 0xd8, 0xca, 0xc2, 0xce, 0xf1, 0x0a]);
const utf16 = Uint8Array.from([0xff, 0xfe, ...[...'title: a\n'].flatMap((letter) => [letter.charCodeAt(0), 0])]);
const bomb = `${['a: &a [x, x, x, x, x, x, x, x, x]', ...[...'bcdefghi'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(', ')}]`)].join('\n')}\n`;

/** Each input, and the rule and place of the one finding that it gives; none where it is sound. */
const inputs: readonly (readonly [name: string, content: string | Uint8Array, found: readonly string[]])[] = [
  ['an empty file', '', ['1:1 wrong-shape']],
  ['blank lines', '\n\n  \n', ['1:1 wrong-shape']],
  // Of another kind, and of no shape that a rule could read.
  ['a field of another kind', `${record}dates: { published: 2001-01-01 }\nstandard: [1]\n`, ['8:1 unknown-field']],
  ['only comments', '# a\n# b\n', ['1:1 wrong-shape']],
  ['only ---', '---\n', ['1:1 wrong-shape']],
  ['a BOM', `\ufeff${record}`, ['1:1 byte-order-mark']],
  ['a BOM and nothing', '\ufeff', ['1:1 byte-order-mark', '1:1 wrong-shape']],
  ['CRLF', record.replaceAll('\n', '\r\n'), []],
  ['lone CR', record.replaceAll('\n', '\r'), ['1:9 malformed-yaml']],
  ['a tab', record.replace('  - ', '\t- '), ['6:1 malformed-yaml']],
  ['a byte that is no UTF-8', Uint8Array.from([...bytes('title: 甲'), 0xff, 0x0a]), ['1:9 unreadable-file']],
  ['half a character at the end', bytes('title: 甲').subarray(0, -1), ['1:8 unreadable-file']],
  ['GBK', gbk, ['1:8 unreadable-file']],
  ['UTF-16', utf16, ['1:1 unreadable-file']],
  ['a NUL', record.replace('甲', '甲\u0000'), ['1:9 malformed-yaml']],
  ['NULs alone', '\u0000\u0000\u0000', ['1:1 malformed-yaml']],
  ['several documents', `${record}---\n${record}`, ['7:1 malformed-yaml']],
  ['an alias bomb of nine levels', bomb, Array.from({ length: 9 }, (_, i) => `${i + 1}:4 malformed-yaml`)],
  ['10,000 lists in each other', `title: ${'['.repeat(10_000)}`, ['1:106 malformed-yaml']],
  ['10,000 closed lists', `title: ${'['.repeat(10_000)}${']'.repeat(10_000)}`, ['1:106 malformed-yaml']],
  ['9,000 maps in each other', `title: ${'{a: '.repeat(9_000)}`, ['1:400 malformed-yaml']],
  ['10,000 dashes on a line', `title:\n  ${'- '.repeat(10_000)}`, ['2:199 malformed-yaml']],
  ['brackets in a text are no nesting', record.replace('甲', `'${'['.repeat(9_000)}'`), []],
  ['a deep indent in a block text', `${record}note: |\n  a\n${' '.repeat(5_000)}b\n`, []],
  ['a date that is a number', record.replace('domains', 'dates:\n  adopted: 20230320\ndomains'), ['5:12 wrong-shape']],
  ['a date without its zero', record.replace('domains', 'dates:\n  adopted: 2023-3-20\ndomains'), ['5:12 wrong-shape']],
  ['keys twice', record.replace('status', 'title: 乙\nstatus'), ['3:1 duplicate-key']],
  ['a list where the record should be', '- title: 甲\n', ['1:1 wrong-shape']],
  ['a number where the record should be', '42\n', ['1:1 wrong-shape']],
  ['a long line', record.replace('甲', '甲'.repeat(longestText)), []],
  ['a text that is too long', record.replace('甲', '甲'.repeat(longestText + 1)), ['1:8 malformed-yaml']],
  ['a text that is too long, in a long file', record.replace('甲', `'${'甲'.repeat(200_000)}'`), ['1:8 malformed-yaml']],
  ['a block text that is too long', `${record}note: |\n${'  甲乙丙丁\n'.repeat(20_000)}`, ['7:7 malformed-yaml']],
  ['a key that is too long', `${record}? ${'a'.repeat(longestText + 1)}\n: 1\n`, ['7:3 malformed-yaml']],
  ['a list that is too long', `${record}basis:\n${'- a\n'.repeat(mostEntries + 1)}`, ['10008:1 malformed-yaml']],
  ['a list in brackets that is too long', `${record}basis: [${'a,'.repeat(mostEntries + 1)}]\n`, ['7:8 malformed-yaml']],
  ['a map that is too long', record + Array.from({ length: mostEntries }, (_, i) => `k${i}: 1\n`).join(''), ['10002:6 malformed-yaml']],
  ['a fault beyond what is read in full', `${record}basis:\n${'- 甲乙\n'.repeat(9_000)}note: [\n`, ['9008:8 malformed-yaml']],
];

describe('the bytes of a record', () => {
  it.each(inputs)('%s', (_, content, found) => {
    const { diagnostics } = check(workspaceOf({ 'laws/x.yaml': content }), schemas, day);
    const got = diagnostics.map(({ place, rule }) => `${place.line}:${place.column} ${rule}`);
    // The bomb's later lines hold an alias each as well as an anchor; the anchor is what is reported first.
    expect([...new Set(got)]).toEqual([...found]);
    for (const { message, hint } of diagnostics) for (const text of [message, hint]) expect(text?.zh ?? '').not.toContain('undefined');
  });

  it.each([
    ['dangling-reference', `${record}basis:\n${Array.from({ length: mostEntries }, (_, i) => `  - a${i}\n`).join('')}`],
    ['wrong-shape', `${record}basis:\n${'  - 1\n'.repeat(mostEntries)}`],
    ['unknown-field', record + Array.from({ length: 9_000 }, (_, i) => `titel${i}: 1\n`).join('')],
    ['duplicate-key', record + 'note: a\n'.repeat(4_000)],
    ['malformed-yaml', record + '? [a]\n: b\n'.repeat(3_000)],
    ['hidden-character', `${record}# ${'a\u200b'.repeat(100_000)}\n`],
    ['hidden-character', `${record}issuers:\n${'- "\\e"\n'.repeat(4_000)}`],
  ])('thousands of %s are told up to a thousand, and that there are more', (rule, content) => {
    const { diagnostics } = check(workspaceOf({ 'laws/x.yaml': content }), schemas, day);
    const alike = diagnostics.filter((each) => each.rule === rule);
    expect(alike.length).toBe(mostAlike + 1);
    expect(alike.at(-1)?.message.zh).toBe('这个文件里同样的问题超过 1000 个，其余没有列出');
  });

  it('a taxonomy with more terms than anyone needs is not sound', () => {
    const terms = Array.from({ length: 1001 }, (_, i) => `  - id: d${i}\n    title: { zh: 甲, en: A }\n    part: logistics\n`).join('');
    const taxonomy = String(base['taxonomy.yaml']).replace(/^domains:\n/m, `domains:\n${terms}`);
    const { registry, diagnostics } = check(workspaceOf({ 'taxonomy.yaml': taxonomy }), schemas, day);
    expect(registry).toBeUndefined();
    expect(diagnostics.map(({ rule, message }) => `${rule}: ${message.zh}`)).toEqual(['wrong-shape: `domains` 超过 1000 项']);
  });

  it('a record of 20 MB is refused without being read', async () => {
    const folder = folderWith({ 'laws/big.yaml': `${record}note: ${'x'.repeat(20 * 1024 * 1024)}\n` });
    expect(await run(['validate'], { cwd: folder })).toMatchObject({
      exit: 1,
      stdout: expect.stringContaining('registry/laws/big.yaml:1:1: 错误: 文件有 20.0 MiB'),
    });
  });

  it('a buffer of 20 MB is refused', async () => {
    const argv = ['validate', '--stdin', '--stdin-filepath', 'registry/laws/big.yaml'];
    const result = await run(argv, { cwd: folderWith({}), stdin: new Uint8Array(20 * 1024 * 1024) });
    expect(result).toMatchObject({ exit: 1, stdout: expect.stringContaining('big.yaml:1:1: 错误: 文件有 20.0 MiB') });
  });

  it('anything at all gives a value or a fault, at a place inside the text', () => {
    const anyBytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 120 }).map(bytes),
      fc
        .array(
          fc.constantFrom(
            'a',
            ': ',
            '- ',
            '\n',
            '  ',
            '[',
            ']',
            '{',
            '}',
            '"',
            "'",
            '#',
            '|',
            '>',
            '&',
            '*',
            '!',
            '%',
            '---',
            '?',
            ',',
            '\t',
            '甲',
            'title',
            'dates',
          ),
        )
        .map((parts) => bytes(parts.join(''))),
    );
    fc.assert(
      fc.property(anyBytes, (content) => {
        const source = parseSource('x.yaml', content);
        const faults = [...source.faults, ...schemas.check('law.json', source).faults];
        const lines = new TextDecoder().decode(content).split('\n').length;
        expect(faults.length).toBeGreaterThan(0);
        for (const { where } of faults) {
          const span = 'span' in where ? where.span : source.spanOf(where.path, where.part ?? 'value');
          expect(span.line).toBeGreaterThanOrEqual(1);
          expect(span.endLine).toBeLessThanOrEqual(lines);
          expect(span.line < span.endLine || (span.line === span.endLine && span.column <= span.endColumn)).toBe(true);
        }
      }),
      { numRuns: 3000, seed: 20261123 },
    );
  });
});

describe('the files of a registry', () => {
  const lawIn = (folder: string, name: string): string => path.join(folder, 'registry/laws', name);

  it('a folder with the name of a record', async () => {
    const folder = folderWith({});
    mkdirSync(lawIn(folder, 'x.yaml'));
    expect(await run(['validate'], { cwd: folder })).toMatchObject({
      exit: 1,
      stdout: expect.stringMatching(/^registry\/laws\/x\.yaml:1:1: 错误: 这是目录，不是文件 \[unreadable-file\]\n/),
    });
  });

  it('a file without permission', async () => {
    const folder = folderWith({ 'laws/x.yaml': record });
    chmodSync(lawIn(folder, 'x.yaml'), 0o000);
    const { exit, stdout } = await run(['validate'], { cwd: folder });
    // The superuser reads everything; there the file is simply sound.
    if (process.getuid?.() === 0) expect({ exit, stdout }).toEqual({ exit: 0, stdout: '2 份文件：0 个错误，0 个警告，0 个提示\n' });
    else expect({ exit, stdout }).toEqual({ exit: 1, stdout: expect.stringContaining('没有读取权限（EACCES） [unreadable-file]') });
  });

  it('a link that leaves the registry', async () => {
    const folder = folderWith({});
    writeFileSync(path.join(folder, 'outside.yaml'), record);
    symlinkSync(path.join(folder, 'outside.yaml'), lawIn(folder, 'x.yaml'));
    expect(await run(['validate'], { cwd: folder })).toMatchObject({ exit: 1, stdout: expect.stringContaining('链接指向登记库之外') });
  });

  it('a link that leads nowhere, and one that leads to itself', async () => {
    const folder = folderWith({});
    symlinkSync('nowhere.yaml', lawIn(folder, 'x.yaml'));
    symlinkSync('y.yaml', lawIn(folder, 'y.yaml'));
    const { exit, stdout } = await run(['validate'], { cwd: folder });
    expect(exit).toBe(1);
    expect(stdout).toContain('registry/laws/x.yaml:1:1: 错误: 文件读不出来：链接的目标不存在（ENOENT）');
    expect(stdout).toContain('registry/laws/y.yaml:1:1: 错误: 文件读不出来：链接绕成一圈（ELOOP）');
  });

  it('a link to a folder', async () => {
    const folder = folderWith({});
    symlinkSync('..', lawIn(folder, 'loop'));
    expect(await run(['validate'], { cwd: folder })).toMatchObject({
      exit: 1,
      stdout: expect.stringContaining('registry/laws/loop:1:1: 错误: 目录链接不读取 [unreadable-file]'),
    });
  });

  it('a registry that is itself a link', async () => {
    const folder = folderWith({ 'laws/x.yaml': record });
    symlinkSync('registry', path.join(folder, 'other'));
    expect(await run(['validate', '--registry', 'other'], { cwd: folder })).toMatchObject({ exit: 0 });
  });

  it('Chinese and spaced paths, in the registry and above it', async () => {
    const parent = temporaryFolder();
    const folder = path.join(parent, '登记 库');
    mkdirSync(folder);
    symlinkSync(path.join(folderWith({ 'laws/中文 名.yaml': record }), 'registry'), path.join(folder, 'registry'));
    const result = await run(['validate', 'registry/laws/中文 名.yaml'], { cwd: folder });
    expect(result.stdout).toMatch(/^registry\/laws\/中文 名\.yaml:1:1: 错误: 文件名 `中文 名` 不能作标识/);
  });

  it('a path in NFD for a file in NFC', async () => {
    const folder = folderWith({ 'laws/\u00e9t\u00e9.yaml': record });
    const result = await run(['validate', 'registry/laws/e\u0301te\u0301.yaml'], { cwd: folder });
    expect(result).toMatchObject({ exit: 1, stdout: expect.stringContaining('malformed-id') });
  });

  it('files beside the records that are no YAML, and hidden ones', async () => {
    const folder = folderWith({ 'README.md': 'x', 'laws/notes.txt': 'x', 'laws/.x.yaml.swp': 'x', 'laws/.draft.yaml': '[' });
    expect(await run(['validate'], { cwd: folder })).toMatchObject({ exit: 0, stdout: '1 份文件：0 个错误，0 个警告，0 个提示\n' });
  });

  it('a registry that is a file, and an empty one', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'registry'), 'x');
    expect(await run(['validate'], { cwd: folder })).toMatchObject({ exit: 2 });
    unlinkSync(path.join(folder, 'registry'));
    mkdirSync(path.join(folder, 'registry'));
    expect(await run(['validate'], { cwd: folder })).toMatchObject({ exit: 2, stderr: expect.stringContaining('没有 taxonomy.yaml') });
  });

  it('all findings of all files come in one run, in the order of their places', async () => {
    const folder = folderWith({
      'laws/b.yaml': record.replace('甲', '20').replace('in-force', 'in-forse'),
      'laws/a.yaml': 'title: [',
      'rules/c.yaml': gbk,
      'laws/d.yaml': `${record}basis:\n  - nobody\n  - no-one\n`,
    });
    const { stdout } = await run(['validate'], { cwd: folder });
    expect(
      stdout
        .split('\n')
        .filter((line) => /^registry/.test(line))
        .map((line) => line.replace(/: .*\[/, ' [')),
    ).toEqual([
      'registry/laws/a.yaml:1:8 [malformed-yaml]',
      'registry/laws/b.yaml:1:8 [wrong-shape]',
      'registry/laws/b.yaml:3:9 [wrong-shape]',
      'registry/laws/d.yaml:8:5 [dangling-reference]',
      'registry/laws/d.yaml:9:5 [dangling-reference]',
      'registry/rules/c.yaml:1:8 [unreadable-file]',
    ]);
  });
});

describe('an entry whose needed field is misspelt', () => {
  it('is reported once, and reaches no rule', () => {
    const text = `${record}project:\n  stage: project\n  events:\n    - sZage: project\n      date: 2024-01-01\n`;
    const { diagnostics } = check(workspaceOf({ 'laws/x.yaml': text }), schemas, day);
    expect(diagnostics.filter(({ place }) => place.file === 'registry/laws/x.yaml').map(({ rule }) => rule)).toContain('unknown-field');
  });
});

describe('a damaged installation', () => {
  it.each([
    ['a schema that is no JSON', '{', /已损坏/],
    ['a schema that is no schema', '{"type": "nothing"}', /已损坏/],
    ['a schema that is missing', undefined, /缺少/],
    ['a schema that points nowhere', '{"$ref": "nowhere.json#/x"}', /已损坏/],
  ])('%s', async (_, text, says) => {
    const damaged = new Map([...schemas.texts].filter(([name]) => name !== 'law.json'));
    if (text !== undefined) damaged.set('law.json', text);
    const checked = compileSchemas(damaged).then((broken) => check(workspaceOf({ 'laws/x.yaml': record }), broken, day));
    await expect(checked).rejects.toMatchObject({ text: { zh: expect.stringMatching(says), en: expect.any(String) } });
  });
});
