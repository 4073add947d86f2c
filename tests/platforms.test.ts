// What other systems do differently, put in where this one lets it: signs between folders, drives, names that pass for the
// same, line ends, links that are files, code pages. The workflow runs all tests on Windows and macOS themselves.
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import { programOf } from '../src/workspace/git.ts';
import { speltAs, wayInto } from '../src/workspace/naming.ts';
import { run } from './support/cli.ts';
import { repositoryIn } from './support/git.ts';
import { base, day, folderWith, schemas, workspaceOf } from './support/registry.ts';

const record = 'title: 甲\nrank: national-law\nstatus: in-force\ndomains: all\nsources:\n  - 测试\n';
const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const { win32, posix } = path;
const isPosix = path.sep === '/';
const isRoot = process.getuid?.() === 0;

/** `rule file:line` for each finding on these files. */
function found(files: Readonly<Record<string, string | Uint8Array>>): readonly string[] {
  return check(workspaceOf(files), schemas, day).diagnostics.map(({ rule, place }) => `${rule} ${place.file}:${place.line}`);
}

const textOf = (folder: string, name: string): string => readFileSync(path.join(folder, 'registry', name), 'utf8');

describe('paths', () => {
  it.each([
    [win32, 'C:\\库\\registry', 'C:\\库\\registry\\laws\\a.yaml', 'laws/a.yaml'],
    [win32, 'C:\\库\\registry', 'c:\\库\\REGISTRY\\laws\\a.yaml', 'laws/a.yaml'],
    [win32, 'C:\\库\\registry', 'C:\\库\\registry', ''],
    [win32, 'C:\\库\\registry', 'C:\\库\\other\\a.yaml', undefined],
    [win32, 'C:\\库\\registry', 'D:\\库\\registry\\a.yaml', undefined],
    [win32, '\\\\server\\share\\registry', '\\\\server\\share\\registry\\a.yaml', 'a.yaml'],
    [win32, '\\\\server\\share\\registry', '\\\\server\\other\\a.yaml', undefined],
    [win32, 'C:\\registry', 'C:\\registry\\..a\\b.yaml', '..a/b.yaml'],
    [posix, '/库/registry', '/库/registry/..a/b.yaml', '..a/b.yaml'],
    [posix, '/库/registry', '/库/registry/a\\b.yaml', 'a\\b.yaml'],
    [posix, '/库/registry', '/库', undefined],
  ])('the way on %#', (system, folder, place, way) => {
    expect(wayInto(folder, place, system)).toBe(way);
  });

  it('with \\ are taken as those of folders', async () => {
    const folder = folderWith({ 'laws/a.yaml': record, 'laws/b.yaml': 'title: [' });
    const at = (given: string) => run(['validate', given, '--as-of', day], { cwd: folder });
    expect(await at('registry\\laws\\a.yaml')).toMatchObject({ exit: 0 });
    expect(await at('registry\\laws\\b.yaml')).toMatchObject({ exit: 1, stdout: expect.stringMatching(/^registry\/laws\/b\.yaml:1:8/) });
    expect(await at('.\\registry\\laws\\')).toMatchObject({ exit: 1 });
  });

  it.runIf(isPosix)('a link within the registry is followed, also where a folder begins with two dots', async () => {
    const folder = folderWith({ '..data/a.yaml': record.replace('甲', '丁') });
    mkdirSync(path.join(folder, 'registry/laws'), { recursive: true });
    symlinkSync('../..data/a.yaml', path.join(folder, 'registry/laws/a.yaml'));
    expect(await run(['show', 'a', '--as-of', day], { cwd: folder })).toMatchObject({ exit: 0, stdout: expect.stringContaining('丁') });
  });
});

describe('the program of Git', () => {
  const at = (env: Readonly<Record<string, string>>, there: readonly string[]) => programOf(env, win32, (file) => there.includes(file));

  it('is looked for on the PATH alone, never in the folder that is worked in', () => {
    const git = 'C:\\Program Files\\Git\\cmd\\git.exe';
    expect(at({ Path: 'C:\\Windows;"C:\\Program Files\\Git\\cmd"' }, [git, 'git.exe'])).toBe(git);
    expect(at({ PATH: '.;bin;C:\\Windows' }, ['git.exe', 'bin\\git.exe'])).toBeUndefined();
    expect(at({}, ['git.exe'])).toBeUndefined();
  });

  it('is called by its name where the system looks on the PATH alone', () => {
    expect(programOf({ PATH: '.:/usr/bin' }, posix, () => false)).toBe('git');
  });
});

describe('names that pass for the same', () => {
  const files = ['laws/a.yaml', 'laws/e\u0301.yaml', 'rules/\u1112\u1161\u11ab.yaml', 'rules/か\u3099.yaml', 'taxonomy.yaml'];
  const never = (): boolean => false;
  const always = (): boolean => true;

  it.each([
    ['', ''],
    ['laws', 'laws'],
    ['laws/a.yaml', 'laws/a.yaml'],
    ['laws/\u00e9.yaml', 'laws/e\u0301.yaml'],
    ['rules/\ud55c.yaml', 'rules/\u1112\u1161\u11ab.yaml'],
    ['rules/が.yaml', 'rules/か\u3099.yaml'],
    ['law', undefined],
    ['laws/b.yaml', undefined],
  ])('%j is %j on every system', (given, spelt) => {
    expect(speltAs(files, given, never)).toBe(spelt);
    expect(speltAs(files, given, always)).toBe(spelt);
  });

  it.each([
    ['Laws', 'laws'],
    ['LAWS/A.YAML', 'laws/a.yaml'],
    ['laws/\u00c9.yaml', 'laws/e\u0301.yaml'],
  ])('%j is %j where the system says so', (given, spelt) => {
    expect(speltAs(files, given, always)).toBe(spelt);
    expect(speltAs(files, given, never)).toBeUndefined();
  });

  it('are told apart where both are there', () => {
    expect(speltAs(['laws/A.yaml', 'laws/a.yaml'], 'laws/a.yaml', always)).toBe('laws/a.yaml');
    expect(speltAs(['laws/\u00e9.yaml', 'laws/e\u0301.yaml'], 'laws/e\u0301.yaml', always)).toBe('laws/e\u0301.yaml');
  });

  it('in another case are no files of the registry where case counts', async () => {
    const folder = folderWith({ 'laws/a.yaml': record });
    const { exit } = await run(['validate', 'registry/LAWS/A.yaml', '--as-of', day], { cwd: folder });
    // macOS and Windows take it for the file.
    expect(exit).toBe(isPosix && process.platform !== 'darwin' ? 2 : 0);
  });

  it.each([
    ['composed for decomposed', 'e\u0301t\u0065', '\u00e9te'],
    ['decomposed for composed', '\u00e9te', 'e\u0301te'],
    ['a syllable of Hangul', '\u1112\u1161\u11ab', '\ud55c'],
    ['kana with its mark apart', 'か\u3099', 'が'],
  ])('text that is not saved yet stands in for its file: %s', async (_, held, asked) => {
    const folder = folderWith({ [`laws/${held}.yaml`]: 'title: [' });
    const argv = ['validate', '--stdin', '--stdin-filepath', `registry/laws/${asked}.yaml`, '--as-of', day];
    const { stdout } = await run(argv, { cwd: folder, stdin: record });
    expect(stdout).toContain('malformed-id');
    expect(stdout).not.toContain('malformed-yaml');
    expect(stdout).not.toContain('duplicate-id');
    expect(stdout).toContain('2 份文件');
  });

  it('a file that is not there yet lies in the folder that is', async () => {
    const folder = folderWith({ 'laws/甲e\u0301/a.yaml': record });
    const argv = ['validate', '--stdin', '--stdin-filepath', 'registry/laws/甲\u00e9/b.yaml', '--as-of', day];
    expect((await run(argv, { cwd: folder, stdin: 'title: [' })).stdout).toContain('registry/laws/甲e\u0301/b.yaml:1:8: ');
  });

  it('are one id in two files', () => {
    expect(found({ 'laws/a.yaml': record, 'laws/A.yaml': record })).toContain('duplicate-id registry/laws/a.yaml:1');
    expect(found({ 'laws/\u00e9.yaml': record, 'laws/e\u0301.yaml': record })).toContain('duplicate-id registry/laws/\u00e9.yaml:1');
  });

  it.each(['a ', 'a.', 'a. ', ' a', 'a:b', 'a?', 'a*'])('%j, which Windows cannot write, is no id', (id) => {
    expect(found({ [`laws/${id}.yaml`]: record })).toEqual([`malformed-id registry/laws/${id}.yaml:1`]);
  });

  it('a reference in another case is none, also where the disk would find its file', () => {
    const files = { 'laws/a-law.yaml': record, 'laws/b.yaml': `${record.replace('甲', '乙')}basis:\n  - A-Law\n` };
    expect(found(files)).toEqual(['wrong-shape registry/laws/b.yaml:8']);
  });
});

describe('line ends of Windows', () => {
  const number = '鲁政发[2020]14号';
  const rule = `title: 甲办法\nrank: provincial-government-rule\nnumber: '${number}' # 文号\nstatus: in-force\ndomains: all\nsources:\n  - 测试\n`;
  const at = ['--as-of', day];
  const asCrlf = Object.fromEntries(Object.entries(base).map(([name, text]) => [name, crlf(text as string)]));

  it('change no finding and no place', () => {
    const texts = { 'rules/a.yaml': rule, 'laws/b.yaml': record.replace('national-law', 'national-lwa'), 'laws/c.yaml': `${record}x: 1\n` };
    const both = Object.fromEntries(Object.entries({ ...base, ...texts }).map(([name, text]) => [name, crlf(text as string)]));
    expect(found(both)).toEqual(found(texts));
    expect(found(texts)).not.toEqual([]);
  });

  it('of text that is not saved yet move no place', async () => {
    const folder = folderWith({ 'rules/a.yaml': rule });
    const argv = ['validate', '--stdin', '--stdin-filepath', 'registry/rules/a.yaml', ...at];
    const answers = await Promise.all([rule, crlf(rule)].map((stdin) => run(argv, { cwd: folder, stdin })));
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]?.stdout).toContain('rules/a.yaml:3:9');
  });

  it('are kept by --fix and fmt, each line', async () => {
    const folder = folderWith({ 'rules/a.yaml': crlf(rule) }, asCrlf);
    await run(['validate', '--fix', ...at], { cwd: folder });
    expect(textOf(folder, 'rules/a.yaml')).toBe(crlf(rule.replace('[2020]', '〔2020〕')));
    writeFileSync(path.join(folder, 'registry/rules/a.yaml'), crlf(`status: in-force\n${rule.replace('status: in-force\n', '')}`));
    await run(['fmt', ...at], { cwd: folder });
    const text = textOf(folder, 'rules/a.yaml');
    expect(text.startsWith('title: 甲办法\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('are kept by --update-baseline', async () => {
    const folder = folderWith({ 'laws/a.yaml': `${record}x: 1\n` }, asCrlf);
    const file = path.join(folder, 'registry/baseline.yaml');
    await run(['validate', '--update-baseline', ...at], { cwd: folder });
    const written = readFileSync(file, 'utf8');
    expect(written).not.toContain('\r');
    writeFileSync(file, crlf(written));
    await run(['validate', '--update-baseline', ...at], { cwd: folder });
    expect(readFileSync(file, 'utf8')).toBe(crlf(written));
  });

  it.runIf(isPosix)('in the working tree of a repository that has others', async () => {
    const sound = crlf(rule.replace('[2020]', '〔2020〕'));
    const { folder, git, commit } = repositoryIn(folderWith({ 'rules/a.yaml': sound }, asCrlf));
    git('config', 'core.autocrlf', 'true');
    commit('first');
    const figures = async (...argv: readonly string[]) =>
      (await run(['coverage', ...argv, ...at], { cwd: folder })).stdout.match(/\d+\/\d+/g);
    expect(git('cat-file', 'blob', 'HEAD:registry/rules/a.yaml')).not.toContain('\r');
    expect(await figures()).toEqual(expect.arrayContaining(['0/1']));
    expect(await figures('--rev', 'HEAD')).toEqual(await figures());
  });
});

describe('links', () => {
  it('that were checked out as files with a path in them are findings', () => {
    expect(found({ 'laws/a.yaml': record, 'laws/b.yaml': 'a.yaml' })).toEqual(['wrong-shape registry/laws/b.yaml:1']);
  });

  it.runIf(isPosix)('that were committed are followed in what was committed, whatever lies in the working tree', async () => {
    const { folder, git, commit } = repositoryIn(folderWith({ 'laws/a.yaml': record }));
    symlinkSync('a.yaml', path.join(folder, 'registry/laws/b.yaml'));
    commit('first');
    const ask = () => run(['coverage', '--rev', 'HEAD', '--as-of', day], { cwd: folder });
    const before = await ask();
    expect(before.exit).toBe(0);
    git('config', 'core.symlinks', 'false');
    git('rm', '-q', '--cached', 'registry/laws/b.yaml');
    git('reset', '-q', '--hard', 'HEAD');
    expect(textOf(folder, 'laws/b.yaml')).toBe('a.yaml');
    expect(await ask()).toEqual(before);
    expect(await run(['validate', '--as-of', day], { cwd: folder })).toMatchObject({ exit: 1 });
  });
});

describe('code pages', () => {
  it.each([{}, { LANG: 'C' }, { LC_ALL: 'zh_CN.GBK' }, { LANG: 'zh_CN.GB18030' }, { LC_ALL: 'POSIX' }])(
    '%j: the same text in UTF-8',
    async (env) => {
      const folder = folderWith({ 'laws/a.yaml': 'title: [' });
      const argv = ['validate', '--as-of', day];
      expect(await run(argv, { cwd: folder, env })).toEqual(await run(argv, { cwd: folder }));
    },
  );

  it.runIf(process.platform === 'linux')('a name in GBK is said to be one, and the others are checked', async () => {
    const folder = folderWith({ 'laws/a.yaml': 'title: [' });
    const name = Buffer.concat([Buffer.from(`${folder}/registry/laws/`), Buffer.from([0xbb, 0xfa, 0xb9, 0xd8]), Buffer.from('.yaml')]);
    writeFileSync(name, record);
    const { exit, stdout } = await run(['validate', '--as-of', day], { cwd: folder });
    expect(exit).toBe(1);
    expect(stdout).toContain('文件名不是 UTF-8 编码，读不出来；请改名 [unreadable-file]');
    expect(stdout).toContain('registry/laws/a.yaml:1:8');
  });

  it.runIf(process.platform === 'linux')('a folder whose name is in GBK is no silent gap', async () => {
    const folder = folderWith({ 'laws/a.yaml': record });
    mkdirSync(Buffer.concat([Buffer.from(`${folder}/registry/laws/`), Buffer.from([0xbb, 0xfa])]));
    const { exit, stderr } = await run(['validate', '--as-of', day], { cwd: folder });
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining('文件名不是 UTF-8 编码') });
  });

  it('a mark that is part of a name is no lost byte', async () => {
    const folder = folderWith({ 'laws/\ufffd.yaml': record });
    const { stdout } = await run(['validate', '--as-of', day], { cwd: folder });
    expect(stdout).toContain('malformed-id');
    expect(stdout).not.toContain('unreadable-file');
  });
});

describe('what a disk refuses', () => {
  it('a name that is too long is a path that is not there', async () => {
    const folder = folderWith({ 'laws/a.yaml': record });
    for (const name of [`${'a'.repeat(300)}.yaml`, `${'a/'.repeat(3000)}b.yaml`]) {
      expect(await run(['validate', `registry/${name}`, '--as-of', day], { cwd: folder })).toMatchObject({ exit: 2 });
    }
  });

  it('files deeper than the 260 characters of old Windows are read, mended and named', async () => {
    const deep = `laws/${Array.from({ length: 12 }, () => '很长的文件夹名称用来凑够长度').join('/')}/a.yaml`;
    const folder = folderWith({ [deep]: record.replace('sources', "number: '国务院令 第６２１号'\nsources") });
    const { stdout } = await run(['validate', '--fix', '--as-of', day], { cwd: folder });
    expect(stdout).toContain('已修正 1 个问题');
    expect(textOf(folder, deep)).toContain('国务院令第621号');
  });

  it.skipIf(isRoot)('a file that is read-only stays as it is', async () => {
    const folder = folderWith({ 'laws/a.yaml': record.replace('sources', "number: '国务院令 第６２１号'\nsources") });
    const file = path.join(folder, 'registry/laws/a.yaml');
    chmodSync(file, 0o444);
    expect(await run(['validate', '--fix', '--as-of', day], { cwd: folder })).toMatchObject({ exit: 2 });
    expect(readFileSync(file, 'utf8')).toContain('６２１');
  });
});
