// What is written is whole or was never there: when the program is killed, when the disk is full, when nobody may write.
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeTogether } from '../src/workspace/write.ts';
import { run } from './support/cli.ts';
import { repositoryIn } from './support/git.ts';
import { deeds, killMany } from './support/kills.ts';
import { day, filesUnder, folderWith, project, temporaryFolder } from './support/registry.ts';

const isWindows = process.platform === 'win32';
const isRoot = process.getuid?.() === 0;
const at = ['--as-of', day] as const;
const program = path.join(project, 'bin/mlx.js');
const rule = (number: string, notes = ''): string =>
  `title: 甲办法\nrank: provincial-government-rule\nnumber: '${number}'\ndates:\n  effective: 2020-01-01\nstatus: in-force\ndomains: all\n${notes === '' ? '' : `notes: ${notes}\n`}sources:\n  - 测试\n`;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Everything in a folder, stages too. */
const listed = (folder: string): readonly string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
const thrown = (act: () => void): { readonly zh: string; readonly en: string } | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as { readonly text: { readonly zh: string; readonly en: string } }).text;
  }
};

describe.skipIf(isWindows)('killed at any moment', () => {
  it('leaves every file as before or as after, and the next run finishes', { timeout: 400_000 }, async () => {
    const tallies = await killMany({ project, count: 72, seed: 20261125, files: 60, rerunEvery: 6 });
    expect(deeds.flatMap((deed) => tallies[deed].damage)).toEqual([]);
    const sum = (of: 'killed' | 'writing' | 'reruns'): number => deeds.reduce((total, deed) => total + tallies[deed][of], 0);
    expect(sum('killed')).toBeGreaterThan(30);
    expect(sum('writing')).toBeGreaterThan(12);
    expect(sum('reruns')).toBe(12);
  });

  it('finishes with a second --fix what a first one has begun', async () => {
    const numbered = (open: string, close: string) => (index: number) =>
      [`rules/r${index}.yaml`, rule(`鲁政发${open}2020${close}${index + 1}号`)] as const;
    const faulty = [0, 1, 2, 3, 4, 5].map(numbered('[', ']'));
    const sound = [0, 1, 2, 3, 4, 5].map(numbered('〔', '〕'));
    const folder = folderWith(Object.fromEntries([...faulty, ...sound.slice(0, 3)]));
    expect(await run(['validate', '--fix', ...at], { cwd: folder })).toMatchObject({
      exit: 0,
      stdout: expect.stringMatching(/^已修正 3 个问题，3 个文件\n/),
    });
    expect(filesUnder(path.join(folder, 'registry'))).toMatchObject(
      Object.fromEntries(sound.map(([name, text]) => [name, new Uint8Array(bytes(text))])),
    );
  });
});

const writeWhole = (folder: string, file: string, after: string): void => writeTogether(folder, [{ file, after }]);

describe('what a killed run left', () => {
  const leave = (folder: string, name: string, seconds: number): void => {
    const stage = path.join(folder, name);
    mkdirSync(stage);
    writeFileSync(path.join(stage, '.gitignore'), '*\n');
    writeFileSync(path.join(stage, '0'), 'title: [');
    const then = new Date(Date.now() - seconds * 1000);
    utimesSync(stage, then, then);
  };

  it('is no record, and nothing to Git', async () => {
    const folder = folderWith({ 'rules/a.yaml': rule('鲁政发〔2020〕1号') });
    const { git, commit } = repositoryIn(folder);
    commit('first');
    const before = await run(['validate', ...at], { cwd: folder });
    leave(path.join(folder, 'registry/rules'), '.mlx-0123456789ab', 0);
    expect(await run(['validate', ...at], { cwd: folder })).toEqual(before);
    expect(git('status', '--porcelain')).toBe('');
  });

  it('is hidden from Git by the next write where the run had no time to', () => {
    const folder = folderWith({});
    const { git, commit } = repositoryIn(folder);
    commit('first');
    leave(folder, '.mlx-0123456789ab', 0);
    writeFileSync(path.join(folder, '.mlx-0123456789ab/.gitignore'), '');
    // Killed a moment earlier, it has not even that.
    leave(folder, '.mlx-ba9876543210', 0);
    rmSync(path.join(folder, '.mlx-ba9876543210/.gitignore'));
    expect(git('status', '--porcelain')).toBe('?? .mlx-0123456789ab/\n?? .mlx-ba9876543210/');
    writeWhole(folder, 'registry/a.json', '{}');
    writeWhole(folder, 'b.json', '{}');
    expect(git('status', '--porcelain')).toBe('?? b.json\n?? registry/a.json');
  });

  it('goes with the next write in its folder, unless a run may be at work there', () => {
    const folder = temporaryFolder();
    leave(folder, '.mlx-0123456789ab', 60);
    leave(folder, '.mlx-ba9876543210', 0);
    mkdirSync(path.join(folder, '.mlx-mine'));
    writeWhole(folder, 'a.json', '{}');
    expect(readdirSync(folder).sort()).toEqual(['.mlx-ba9876543210', '.mlx-mine', 'a.json']);
  });
});

describe('several files', () => {
  const folderOfTwo = (): string => {
    const folder = temporaryFolder();
    for (const name of ['a', 'b']) writeFileSync(path.join(folder, name), `old ${name}`);
    return folder;
  };
  const two = ['a', 'b'].map((file) => ({ file, before: bytes(`old ${file}`), after: `new ${file}` }));
  const textsIn = (folder: string): readonly string[] => ['a', 'b'].map((name) => readFileSync(path.join(folder, name), 'utf8'));

  it('are written together', () => {
    const folder = folderOfTwo();
    writeTogether(folder, two);
    expect(textsIn(folder)).toEqual(['new a', 'new b']);
    expect(listed(folder)).toEqual(['a', 'b']);
  });

  it('stay as they are when one was changed, deleted or made a folder meanwhile', () => {
    const folder = folderOfTwo();
    writeFileSync(path.join(folder, 'b'), 'edited');
    expect(thrown(() => writeTogether(folder, two))).toEqual({
      zh: 'b 刚被别的程序改动，什么也没有写入',
      en: 'b was changed meanwhile: nothing was written',
    });
    expect(textsIn(folder)).toEqual(['old a', 'edited']);
    rmSync(path.join(folder, 'b'));
    expect(thrown(() => writeTogether(folder, two))?.en).toBe('b was deleted meanwhile: nothing was written');
    expect(listed(folder)).toEqual(['a']);
    mkdirSync(path.join(folder, 'b'));
    expect(thrown(() => writeTogether(folder, two))?.zh).toBe('写不了 b：这是目录，不是文件（EISDIR）');
    expect(readFileSync(path.join(folder, 'a'), 'utf8')).toBe('old a');
    expect(listed(folder)).toEqual(['a', 'b']);
  });

  it('stay as they are when one has no place', () => {
    const folder = folderOfTwo();
    expect(thrown(() => writeTogether(folder, [...two, { file: 'no/such.json', after: '' }]))?.en).toBe(
      'no/such.json cannot be written: there is no such folder (ENOENT)',
    );
    expect(textsIn(folder)).toEqual(['old a', 'old b']);
    expect(listed(folder)).toEqual(['a', 'b']);
  });
});

describe.skipIf(isWindows)('a full disk', () => {
  /** No file may become larger than so many bytes, as on a disk that is full. */
  const limited = (cwd: string, argv: readonly string[]): { status: number | null; stdout: string; stderr: string } => {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', 'ulimit -f 1 && exec "$@"', 'sh', process.execPath, program, ...argv], {
      cwd,
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '' },
    });
    return { status, stdout, stderr };
  };

  it('leaves the record and the output file as they are', () => {
    const dangling = Array.from({ length: 9 }, (_, index) => `  - nobody-${index}\n`).join('');
    const text = `${rule('鲁政发[2020]1号', '长'.repeat(2000))}basis:\n${dangling}`;
    const folder = folderWith({ 'rules/a.yaml': text });
    writeFileSync(path.join(folder, 'out.json'), '{}\n');
    const before = filesUnder(folder);
    expect(limited(folder, ['validate', '--fix', ...at])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'mlx: 写不了 registry/rules/a.yaml：超过了文件大小的上限（EFBIG）\n',
    });
    expect(limited(folder, ['validate', '--lang', 'en', '--format', 'json=out.json', ...at])).toMatchObject({
      status: 2,
      stderr: 'mlx: out.json cannot be written: this is larger than a file may be (EFBIG)\n',
    });
    expect(filesUnder(folder)).toEqual(before);
    expect(listed(folder)).not.toContainEqual(expect.stringContaining('.mlx-'));
  });

  // One place delivers all that a run writes; it has to hand it over together.
  it('leaves the small files as they are where only a large one has no room', () => {
    const folder = folderWith({
      'rules/a.yaml': rule('鲁政发[2020]1号'),
      'rules/b.yaml': rule('鲁政发[2020]2号', '长'.repeat(2000)),
    });
    const before = filesUnder(folder);
    expect(limited(folder, ['validate', '--fix', ...at]).status).toBe(2);
    expect(filesUnder(folder)).toEqual(before);
    expect(limited(folder, ['validate', '--fix', '--format', 'json=no/such.json', ...at, 'registry/rules/a.yaml']).status).toBe(2);
    expect(filesUnder(folder)).toEqual(before);
  });

  it('leaves all as it was on a disk that is really full', (context) => {
    const folder = temporaryFolder();
    const mounted = isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'none', folder]).status === 0;
    if (!mounted) return context.skip('no disk can be mounted here');
    onTestFinished(() => void spawnSync('umount', [folder]));
    const writes = Array.from({ length: 20 }, (_, index) => ({ file: `${index}.yaml`, before: bytes('old'), after: 'x'.repeat(20_000) }));
    for (const { file, before } of writes) writeFileSync(path.join(folder, file), before);
    const before = filesUnder(folder);
    expect(thrown(() => writeTogether(folder, writes))?.zh).toMatch(/^写不了 \d+\.yaml：磁盘已满（ENOSPC）$/);
    expect(filesUnder(folder)).toEqual(before);
  });

  it.skipIf(!existsSync('/dev/full'))('is said of a device', async () => {
    const folder = folderWith({});
    expect(await run(['list', '--format', 'json=/dev/full', ...at], { cwd: folder })).toEqual({
      exit: 2,
      stdout: '',
      stderr: 'mlx: 写不了 /dev/full：磁盘已满（ENOSPC）\n',
    });
    expect(lstatSync('/dev/full').isCharacterDevice()).toBe(true);
  });
});

describe.skipIf(isWindows)('where nobody may write', () => {
  /** Root may write anywhere, but not to what is immutable. False where that is not to be had. */
  const locked = (place: string): boolean => {
    if (!isRoot) {
      const { mode } = statSync(place);
      chmodSync(place, mode & 0o555);
      onTestFinished(() => chmodSync(place, mode));
      return true;
    }
    if (spawnSync('chattr', ['+i', place]).status !== 0) return false;
    onTestFinished(() => void spawnSync('chattr', ['-i', place]));
    return true;
  };
  it.for(['a folder', 'a file'])('leaves %s as it is', async (what, context) => {
    const folder = folderWith({ 'rules/a.yaml': rule('鲁政发[2020]1号') });
    const before = filesUnder(folder);
    const place = path.join(folder, what === 'a folder' ? 'registry/rules' : 'registry/rules/a.yaml');
    if (!locked(place)) return context.skip('root may write everywhere here');
    const { exit, stderr } = await run(['validate', '--fix', ...at], { cwd: folder });
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: expect.stringMatching(/^mlx: 写不了 registry\/rules\/a\.yaml：没有写入权限（E(?:PERM|ACCES)）\n$/),
    });
    const english = await run(['validate', '--fix', '--lang', 'en', ...at], { cwd: folder });
    expect(english.stderr).toMatch(/^mlx: registry\/rules\/a\.yaml cannot be written: permission denied \(E(?:PERM|ACCES)\)\n$/);
    expect(filesUnder(folder)).toEqual(before);
    expect(listed(folder)).not.toContainEqual(expect.stringContaining('.mlx-'));
  });
});

describe('a file that is replaced', () => {
  it.skipIf(isWindows)('keeps its mode, and its owner where that can be', () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'a');
    writeFileSync(file, 'old');
    chmodSync(file, 0o640);
    if (isRoot) chownSync(file, 65534, 65534);
    const { mode, uid, gid } = statSync(file);
    writeTogether(folder, [{ file: 'a', before: bytes('old'), after: bytes('new') }]);
    expect(statSync(file)).toMatchObject({ mode, uid, gid });
    expect(readFileSync(file, 'utf8')).toBe('new');
  });

  it.skipIf(isWindows)('is written through a link, which stays one, to where nothing is yet too', () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'far'));
    writeFileSync(path.join(folder, 'far/a'), 'old');
    symlinkSync('far/a', path.join(folder, 'link'));
    symlinkSync('far/b', path.join(folder, 'dangling'));
    symlinkSync('round', path.join(folder, 'round'));
    writeWhole(folder, 'link', 'new');
    writeWhole(folder, 'dangling', 'new');
    expect(['link', 'dangling'].map((name) => lstatSync(path.join(folder, name)).isSymbolicLink())).toEqual([true, true]);
    expect(['far/a', 'far/b'].map((name) => readFileSync(path.join(folder, name), 'utf8'))).toEqual(['new', 'new']);
    expect(thrown(() => writeWhole(folder, 'round', ''))?.zh).toBe('写不了 round：链接绕成一圈（ELOOP）');
    expect(listed(folder)).toEqual(['dangling', 'far', 'far/a', 'far/b', 'link', 'round']);
  });

  it('leaves its other names what they were', () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'a'), 'old');
    linkSync(path.join(folder, 'a'), path.join(folder, 'b'));
    writeWhole(folder, 'a', 'new');
    expect(['a', 'b'].map((name) => readFileSync(path.join(folder, name), 'utf8'))).toEqual(['new', 'old']);
  });

  it('may have any name that a file can have', () => {
    const folder = temporaryFolder();
    for (const name of ['结果 与 说明.json', `${'长'.repeat(83)}.json`, '.mlx', "a'b.json"]) {
      writeWhole(folder, name, name);
      expect(readFileSync(path.join(folder, name), 'utf8')).toBe(name);
    }
    expect(listed(folder)).toHaveLength(4);
  });
});

describe('--format json=FILE', () => {
  const told = async (file: string, folder: string): Promise<readonly string[]> => {
    const argv = ['list', ...at, '--format', `json=${file}`];
    const [zh, en] = [await run(argv, { cwd: folder }), await run([...argv, '--lang', 'en'], { cwd: folder })];
    expect([zh.exit, zh.stdout, en.exit, en.stdout]).toEqual([2, '', 2, '']);
    return [zh.stderr, en.stderr];
  };

  it.each([
    ['registry', '这是目录，不是文件（EISDIR）', 'this is a folder, not a file (EISDIR)'],
    ['new/', '这是目录，不是文件（EISDIR）', 'this is a folder, not a file (EISDIR)'],
    ['no/such.json', '所在的目录不存在（ENOENT）', 'there is no such folder (ENOENT)'],
  ])('says of %s why it cannot be written', async (file, zh, en) => {
    const folder = folderWith({});
    expect(await told(file, folder)).toEqual([`mlx: 写不了 ${file}：${zh}\n`, `mlx: ${file} cannot be written: ${en}\n`]);
    expect(readdirSync(folder)).toEqual(['registry']);
  });

  it.skipIf(isWindows)('says that a folder on the way is a file', async () => {
    const folder = folderWith({});
    expect(await told('registry/taxonomy.yaml/x.json', folder)).toEqual([
      'mlx: 写不了 registry/taxonomy.yaml/x.json：路径中间的一段是文件，不是目录（ENOTDIR）\n',
      'mlx: registry/taxonomy.yaml/x.json cannot be written: a part of the path is a file, not a folder (ENOTDIR)\n',
    ]);
  });

  it.skipIf(isWindows)('writes to a pipe that is read, and waits for none that is not', async () => {
    const folder = folderWith({});
    const pipe = path.join(folder, 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    expect((await told('pipe', folder))[1]).toBe('mlx: pipe cannot be written: this is no file, and nobody reads it (ENXIO)\n');
    const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'ignore'] });
    let read = '';
    reader.stdout.on('data', (chunk) => (read += chunk));
    const closed = new Promise((resolve) => reader.on('close', resolve));
    // Open once somebody reads; held so that the reader does not leave before there is something.
    let held: number | undefined;
    while (held === undefined) {
      try {
        held = openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
    expect(await run(['list', ...at, '--format', 'json=pipe'], { cwd: folder })).toMatchObject({ exit: 0, stderr: '' });
    closeSync(held);
    await closed;
    expect(JSON.parse(read)).toMatchObject({ command: 'list' });
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });

  it.skipIf(isWindows)('goes with what is printed where both lead into one file', () => {
    const folder = folderWith({});
    const script = 'exec "$0" "$1" validate --as-of 2026-11-23 --format text --format json=/dev/stdout > out.txt';
    expect(spawnSync('sh', ['-c', script, process.execPath, program], { cwd: folder, env: { PATH: process.env.PATH ?? '' } }).status).toBe(
      0,
    );
    const text = readFileSync(path.join(folder, 'out.txt'), 'utf8');
    expect(text).toContain('1 份文件：0 个错误');
    expect(text).toContain('"command": "validate"');
  });

  it('adds to the job summary, or says why not', async () => {
    const folder = folderWith({});
    const result = await run(['validate', '--format', 'github', ...at], { cwd: folder, env: { GITHUB_STEP_SUMMARY: folder } });
    expect(result).toMatchObject({ exit: 2, stderr: `mlx: 写不了 ${folder}：这是目录，不是文件（EISDIR）\n` });
  });
});
