// Commands that write: fixes, formatting, the baseline. Only the bytes that are meant change, and only when asked.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import { fixAll, type Mended } from '../src/mend.ts';
import type { Workspace } from '../src/workspace/workspace.ts';
import { run } from './support/cli.ts';
import { day, folderWith, folderWithShipped, schemas, workspaceOf } from './support/registry.ts';

const at = ['--as-of', day] as const;
const rule = (title: string, number: string, more = ''): string =>
  `# 说明\ntitle: ${title}   # 题名\nrank: provincial-government-rule\nnumber: ${number} # 文号\ndates:\n  effective: 2020-01-01\nstatus: in-force\ndomains: all\n${more}sources:\n  - 测试\n`;
const read = (folder: string, name: string): string => readFileSync(path.join(folder, 'registry', name), 'utf8');

describe('mlx validate --fix', () => {
  const files = { 'rules/a.yaml': rule('甲办法', "'鲁政发[2020]14号'"), 'rules/b.yaml': rule('乙办法', '鲁政发〔20〕15号') };

  it('shows with --dry-run what it would change, and writes nothing', async () => {
    const folder = folderWith(files);
    const result = await run(['validate', '--fix', '--dry-run', ...at], { cwd: folder });
    expect(result.stdout).toContain(
      [
        '--- a/registry/rules/a.yaml',
        '+++ b/registry/rules/a.yaml',
        '@@ -1,7 +1,7 @@',
        ' # 说明',
        ' title: 甲办法   # 题名',
        ' rank: provincial-government-rule',
        "-number: '鲁政发[2020]14号' # 文号",
        "+number: '鲁政发〔2020〕14号' # 文号",
        ' dates:',
        '   effective: 2020-01-01',
        ' status: in-force',
        '可修正 1 个问题，1 个文件',
      ].join('\n'),
    );
    expect(read(folder, 'rules/a.yaml')).toBe(files['rules/a.yaml']);
    expect(result.exit).toBe(1);
  });

  it('changes the bytes of the number and no other, and nothing the second time', async () => {
    const folder = folderWith(files);
    const first = await run(['validate', '--fix', ...at], { cwd: folder });
    expect(first.stdout).toMatch(/^已修正 1 个问题，1 个文件\n\nregistry\/rules\/b\.yaml:4:9: 错误: .*\[malformed-number\]/);
    expect(read(folder, 'rules/a.yaml')).toBe(files['rules/a.yaml'].replace('[2020]', '〔2020〕'));
    expect(read(folder, 'rules/b.yaml')).toBe(files['rules/b.yaml']);
    expect((await run(['validate', '--fix', ...at], { cwd: folder })).stdout).toMatch(/^已修正 0 个问题，0 个文件/);
  });

  it("keeps CRLF, a byte order mark and the file's mode", async () => {
    const text = `\ufeff${rule('甲办法', '鲁政发[2020]14号').replaceAll('\n', '\r\n')}`;
    const folder = folderWith({ 'rules/a.yaml': text });
    const file = path.join(folder, 'registry/rules/a.yaml');
    const { mode } = statSync(file);
    await run(['validate', '--fix', ...at], { cwd: folder });
    expect(readFileSync(file, 'utf8')).toBe(text.replace('[2020]', '〔2020〕'));
    expect(statSync(file).mode).toBe(mode);
  });

  it('keeps to the paths that are given', async () => {
    const folder = folderWith({ 'rules/a.yaml': files['rules/a.yaml'], 'rules/c.yaml': rule('丙办法', '鲁政发（2020）16号') });
    await run(['validate', '--fix', 'registry/rules/c.yaml', ...at], { cwd: folder });
    expect(read(folder, 'rules/a.yaml')).toBe(files['rules/a.yaml']);
    expect(read(folder, 'rules/c.yaml')).toContain('number: 鲁政发〔2020〕16号 # 文号');
  });

  it("says when a number in its strict form is another document's", async () => {
    const folder = folderWith({ 'rules/a.yaml': files['rules/a.yaml'], 'rules/c.yaml': rule('丙办法', '鲁政发〔2020〕14号') });
    const { stdout } = await run(['validate', '--fix', ...at], { cwd: folder });
    expect(stdout).toContain('duplicate-number');
  });

  it("writes every number of the grammar's repair vectors in its strict form, two of one number too", async () => {
    const numbers = [
      '国管办发﹝2022﹞27号',
      '莱政发[2013]6号',
      '潍建发〔2017〕5 号',
      '鲁事管办发（2023）第014号',
      '鲁事管办发【2023】14',
      '某市财发〔1992〕字第36号',
    ];
    const folder = folderWith(
      Object.fromEntries(numbers.map((number, index) => [`rules/n${index}.yaml`, rule(`办法${index}`, `'${number}'`)])),
    );
    await run(['validate', '--fix', ...at], { cwd: folder });
    expect(numbers.map((_, index) => /^number: '(.*)'/m.exec(read(folder, `rules/n${index}.yaml`))?.[1])).toEqual([
      '国管办发〔2022〕27号',
      '莱政发〔2013〕6号',
      '潍建发〔2017〕5号',
      '鲁事管办发〔2023〕14号',
      '鲁事管办发〔2023〕14号',
      '某市财发〔1992〕36号',
    ]);
  });

  it('does not go with standard input', async () => {
    const argv = ['validate', '--fix', '--stdin', '--stdin-filepath', 'registry/rules/a.yaml'];
    expect(await run(argv, { cwd: folderWith(files), stdin: 'x: 1' })).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('不能与 --fix'),
    });
  });

  it('keeps what is hidden where it mends something beside it: an escape stays one', async () => {
    const text = rule('甲\u200b办法', '"鲁政发[2020]1号"').replace('issuers:', 'note: "\\u202e"\nissuers:');
    const folder = folderWith({ 'rules/a.yaml': text });
    await run(['validate', '--fix', ...at], { cwd: folder });
    expect(read(folder, 'rules/a.yaml')).toBe(text.replace('[2020]', '〔2020〕'));
  });

  it('is done after one time, whatever the numbers', () => {
    const brackets = fc.constantFrom(['[', ']'], ['（', '）'], ['【', '】'], ['﹝', '﹞'], ['〔', '〕']);
    const fixed = (workspace: Workspace): Mended => fixAll(workspace, check(workspace, schemas, day), schemas, () => true);
    const number = fc.tuple(
      fc.constantFrom('鲁政发', '鲁建标字'),
      brackets,
      fc.integer({ min: 1990, max: 2026 }),
      fc.integer({ min: 1, max: 999 }),
      fc.constantFrom('', '0', ' ', '第', '字第'),
    );
    fc.assert(
      fc.property(number, fc.constantFrom('', "'", '"'), ([code, [open, close], year, sequence, odd], quote) => {
        const text = rule('甲办法', `${quote}${code}${open}${year}${close}${odd}${sequence}号${quote}`);
        const once = fixed(workspaceOf({ 'rules/a.yaml': text }));
        const after = once.changes[0] === undefined ? text : new TextDecoder('utf-8', { ignoreBOM: true }).decode(once.changes[0].after);
        expect(after).toContain(`${code}〔${year}〕${sequence}号`);
        expect(fixed(workspaceOf({ 'rules/a.yaml': after })).changes).toEqual([]);
      }),
      { numRuns: 60, seed: 20261123 },
    );
  });
});

describe('mlx fmt', () => {
  const untidy = 'rank: national-law\ntitle: "甲法"\n# 状态\nstatus: in-force\ndomains: all\nsources: [测试]\n';
  const tidy = 'title: 甲法\nrank: national-law\n# 状态\nstatus: in-force\ndomains: all\nsources: [测试]\n';

  it('formats, names the files, and has nothing to do the second time', async () => {
    const folder = folderWith({ 'laws/a.yaml': untidy });
    expect(await run(['fmt', 'registry/laws/a.yaml'], { cwd: folder })).toEqual({
      exit: 0,
      stdout: 'registry/laws/a.yaml\n\n已整理 1 个文件\n',
      stderr: '',
    });
    expect(read(folder, 'laws/a.yaml')).toBe(tidy);
    expect((await run(['fmt', 'registry/laws/a.yaml'], { cwd: folder })).stdout).toBe('已整理 0 个文件\n');
  });

  it('fails with --check where there is something to do, and writes nothing', async () => {
    const folder = folderWith({ 'laws/a.yaml': untidy });
    expect(await run(['fmt', '--check', 'registry/laws'], { cwd: folder })).toMatchObject({
      exit: 1,
      stdout: expect.stringContaining('registry/laws/a.yaml'),
    });
    expect(read(folder, 'laws/a.yaml')).toBe(untidy);
  });

  it('prints the difference with --dry-run', async () => {
    const { stdout } = await run(['fmt', '--dry-run', 'registry/laws/a.yaml'], { cwd: folderWith({ 'laws/a.yaml': untidy }) });
    expect(stdout).toContain('--- a/registry/laws/a.yaml\n+++ b/registry/laws/a.yaml\n');
    expect(stdout).toContain('+title: 甲法\n');
  });

  it('says which files it cannot read, formats the others, and exits with 2', async () => {
    const folder = folderWith({ 'laws/a.yaml': untidy, 'laws/b.yaml': 'title: [\n', 'laws/c.yaml': `${tidy}title: 丙法\n` });
    const { exit, stdout } = await run(['fmt', 'registry/laws'], { cwd: folder });
    expect({ exit, stdout: stdout.replaceAll(/: .*\n(?: +.*\n)*/g, '\n') }).toEqual({
      exit: 2,
      stdout: 'registry/laws/a.yaml\n\nregistry/laws/b.yaml:1:8\nregistry/laws/c.yaml:7:1\n\n已整理 1 个文件，2 个文件无法读取，保持原样\n',
    });
    expect(read(folder, 'laws/a.yaml')).toBe(tidy);
    expect(read(folder, 'laws/b.yaml')).toBe('title: [\n');
    expect(await run(['fmt', '--check', 'registry/laws/a.yaml'], { cwd: folder })).toMatchObject({ exit: 0 });
    for (const argv of [['--check'], ['--dry-run'], []])
      expect(await run(['fmt', ...argv, 'registry/laws/b.yaml'], { cwd: folder })).toMatchObject({ exit: 2 });
    const json = JSON.parse((await run(['fmt', '--format', 'json', 'registry/laws'], { cwd: folder })).stdout);
    expect(json).toMatchObject({ changes: [], unread: [{ file: 'registry/laws/b.yaml' }, { file: 'registry/laws/c.yaml' }] });
  });

  it('leaves a file alone in which something is hidden, and the escape that shows it', async () => {
    const folder = folderWith({ 'laws/a.yaml': untidy.replace('甲法', '甲\\u202e法') });
    expect((await run(['fmt', 'registry/laws/a.yaml'], { cwd: folder })).stdout).toBe('已整理 0 个文件\n');
  });

  it('finds the shipped registry in order', async () => {
    expect(await run(['fmt', '--check'], { cwd: folderWithShipped() })).toMatchObject({ exit: 0, stdout: '0 个文件需要整理\n' });
  });
});

describe('the baseline', () => {
  const dangling = 'title: 甲法\nrank: national-law\nstatus: in-force\ndomains: all\nbasis:\n  - nobody\nsources:\n  - 测试\n';

  it('accepts what is old, reports what is new, and says what is gone', async () => {
    const folder = folderWith({ 'laws/a.yaml': dangling });
    const validate = (...more: readonly string[]) => run(['validate', ...at, ...more], { cwd: folder });
    expect((await validate()).exit).toBe(1);
    expect(await validate('--update-baseline')).toMatchObject({ exit: 0, stdout: 'registry/baseline.yaml：1 个问题\n' });
    expect(await validate()).toMatchObject({ exit: 0, stdout: '2 份文件：0 个错误，0 个警告，0 个提示，1 个在基线内\n' });
    writeFileSync(
      path.join(folder, 'registry/laws/a.yaml'),
      `# 上面加一行\n${dangling.replace('  - nobody\n', '  - nobody\n  - no-one\n')}`,
    );
    expect((await validate()).stdout).toMatch(
      /^registry\/laws\/a\.yaml:8:5: 错误: 登记库里没有 `no-one`.*\n.*\n\n2 份文件：1 个错误.*1 个在基线内\n$/,
    );
    writeFileSync(path.join(folder, 'registry/laws/a.yaml'), dangling.replace('basis:\n  - nobody\n', ''));
    expect(await validate()).toMatchObject({
      exit: 0,
      stdout: expect.stringMatching(/^registry\/baseline\.yaml:3:18: 警告: .*\[stale-baseline\]/),
    });
    expect(await validate('--update-baseline')).toMatchObject({ stdout: 'registry/baseline.yaml：0 个问题\n' });
    expect(await validate()).toMatchObject({ exit: 0, stdout: '2 份文件：0 个错误，0 个警告，0 个提示\n' });
  });

  it('shows with --dry-run what it would hold', async () => {
    const folder = folderWith({ 'laws/a.yaml': dangling });
    const { stdout } = await run(['validate', '--update-baseline', '--dry-run', ...at], { cwd: folder });
    expect(stdout).toContain('+    rule: dangling-reference\n');
    expect(() => read(folder, 'baseline.yaml')).toThrow();
  });
});

describe('severities', () => {
  const settings = (rules: string): string => `title: { zh: 库, en: Registry }\nkeeper: { zh: 局, en: Bureau }\nrules:\n${rules}`;
  const law = 'title: 甲法\nrank: national-law\nstatus: in-force\ndomains: all\nbasis:\n  - nobody\nsources:\n  - 测试\n';
  it.each([
    ['a lower one', '  dangling-reference: { severity: warning }\n', 0, /警告: .*\[dangling-reference\]/],
    ['off with a reason', '  dangling-reference: { severity: off, reason: 逐步补录 }\n', 0, /^2 份文件：0 个错误，0 个警告/],
    ['off without one', '  dangling-reference: { severity: off }\n', 1, /registry\.yaml:4:3: 错误: .*缺少字段 `reason`/],
    [
      'a rule that is none',
      '  dangling-references: { severity: warning }\n',
      1,
      /registry\.yaml:4:3: 错误: 没有规则 `dangling-references`/,
    ],
  ])('%s', async (_, rules, exit, out) => {
    const result = await run(['validate', ...at], { cwd: folderWith({ 'registry.yaml': settings(rules), 'laws/a.yaml': law }) });
    expect(result.stdout).toMatch(out);
    expect(result.exit).toBe(exit);
  });
});
