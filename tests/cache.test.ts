// With the cache the program says what it says without: after anything that can happen to a registry, and wherever it lies.
// One thing cannot be noticed: a content that is changed while size, time of change, time of change of the file itself (ctime) and inode
// stay the same. A user cannot set ctime; setting the clock of the system back to the nanosecond, or writing to the disk below the file
// system, can.
import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '../src/cli/main.ts';
import { drawing } from '../src/cli/recall.ts';
import { commands } from '../src/commands/index.ts';
import { openCache } from '../src/workspace/cache.ts';
import { answerIn, type KnownFiles, keep, knownFiles } from '../src/workspace/known.ts';
import { run, type Surroundings } from './support/cli.ts';
import { gitEnv, gitIn, repositoryIn } from './support/git.ts';
import { day, folderWith, project, temporaryFolder } from './support/registry.ts';
import { events, flipped, live, newTally, templateOf, withAnswers, withFindings, worldOf } from './support/warm.ts';

const isWindows = process.platform === 'win32';
const isRoot = process.getuid?.() === 0;
const program = path.join(project, 'bin/mlx.js');
const validate = ['validate', '--as-of', day];
const list = ['list', '--as-of', day];
const rule = (title: string): string =>
  `title: ${title}\nrank: provincial-government-rule\nnumber: 鲁政发〔2020〕1号\ndates:\n  effective: 2020-01-01\nstatus: in-force\ndomains: all\nsources:\n  - 测试\n`;
const files = { 'rules/办法/a.yaml': rule('甲办法') };
const record = 'registry/rules/办法/a.yaml';
/** Of so many files some may change before the cache is written anew. */
const many = (count: number): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`rules/m${i}.yaml`, rule(`第${i}办法`).replace('1号', `${i + 100}号`)]));

/** By then every file is old enough. */
const muchLater = (): number => Date.now() + 10_000;

interface Place extends Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A folder to run in, with a home whose cache folder is empty. */
function placeAt(cwd: string, env: Readonly<Record<string, string>> = {}): Place {
  return { cwd, env: { PATH: gitEnv.PATH, HOME: temporaryFolder(), ...env }, now: muchLater };
}

/** A committed registry. */
function committed(more: Readonly<Record<string, string>> = {}) {
  const repository = repositoryIn(folderWith({ ...files, ...more }));
  repository.commit('first');
  return { ...repository, place: placeAt(repository.folder) };
}

/** A registry outside Git, whose cache lies in the home. */
const plain = (more: Readonly<Record<string, string>> = {}): Place => placeAt(folderWith({ ...files, ...more }));

/** All that lies in the cache folders that a place may have. */
function keptAt({ cwd, env }: Place): readonly string[] {
  const gitDirs = [cwd, path.join(cwd, 'registry')].map((at) => gitIn(at, ['rev-parse', '--absolute-git-dir']).stdout.trim());
  const places = [...new Set(gitDirs.map((at) => path.join(at || path.join(cwd, '.git'), 'mlx'))), path.join(env.HOME ?? '', '.cache/mlx')];
  return places.filter((at) => existsSync(at)).flatMap((at) => readdirSync(at).map((name) => path.join(at, name)));
}

/** The one cache of a place. */
function cacheAt(place: Place): string {
  const kept = keptAt(place);
  expect(kept).toHaveLength(1);
  return kept[0] ?? '';
}

/** The number of answers in a cache; undefined where it is damaged. */
function answersIn(at: string): number | undefined {
  const cache = openCache(at);
  cache?.close();
  return (cache?.tail as { answers: readonly unknown[] } | undefined)?.answers.length;
}

const answersAt = (place: Place): number => keptAt(place).reduce((sum, at) => sum + (answersIn(at) ?? 0), 0);

/** Whether an answer that is put in place of the kept ones comes back: only then is the cache asked at all. */
async function isRemembered(argv: readonly string[], place: Place): Promise<boolean> {
  const whole = keptAt(place).map((at) => [at, readFileSync(at)] as const);
  for (const [at] of whole) withAnswers(at, { said: [['stdout', 'planted']], exit: 0 });
  const { stdout } = await run(argv, place);
  for (const [at, bytes] of whole) writeFileSync(at, bytes);
  return stdout === 'planted';
}

/** Plants a finding in the facts of each file, and gives the number of those that the next check takes from the cache. */
async function takenFromCache(place: Place, argv = validate, change = (): void => undefined): Promise<number> {
  const at = cacheAt(place);
  const whole = readFileSync(at);
  withFindings(at, 'planted');
  change();
  // Nobody else asks for this, as the answer may be kept.
  const { stdout } = await run([...argv, '--lang', 'en', '--format', 'json', '--verbose'], place);
  writeFileSync(at, whole);
  return stdout.split('"planted"').length - 1;
}

/** The warm answer, which must be the cold one. */
async function same(argv: readonly string[], place: Surroundings): ReturnType<typeof run> {
  const warm = await run(argv, place);
  expect(warm).toEqual(await run([...argv, '--no-cache'], place));
  return warm;
}

/** Fills the cache, and uses it. */
async function warmUp(argv: readonly string[], place: Place): Promise<void> {
  for (let round = 0; round < 2; round++) await same(argv, place);
}

describe('any sequence of events', () => {
  const template = templateOf(project);
  afterAll(template.dispose);

  it('leaves the warm answer what the cold one is', { timeout: 300_000 }, async () => {
    const tally = newTally();
    let count = 0;
    const happening = fc.record({ event: fc.constantFrom(...Object.keys(events)), a: fc.nat(1023), b: fc.nat(1023) });
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 8, size: 'max' }), async (happenings) => {
        const world = worldOf(template, count++, tally);
        await live(world, happenings);
        rmSync(path.dirname(world.folder), { recursive: true, force: true });
      }),
      { numRuns: 12, seed: 20261129 },
    );
    // Otherwise nothing would have been compared with anything. `tests/fuzz/cache.ts` does the same for as long as one likes.
    expect(tally.checks).toBeGreaterThan(150);
    expect(tally.recalled).toBeGreaterThan(2);
    expect(tally.taken).toBeGreaterThan(2);
    expect(tally.reread).toBeGreaterThan(0);
  });
});

/** A place in which a registry lies, and the folder that it is in. */
type Situation = () => Place;

const situations: Readonly<Record<string, Situation>> = {
  'a repository': () => committed().place,
  'a folder in a repository': () => {
    const repository = repositoryIn(temporaryFolder());
    cpSync(path.join(folderWith(files), 'registry'), path.join(repository.folder, '资料 库/registry'), { recursive: true });
    repository.commit('first');
    return placeAt(path.join(repository.folder, '资料 库'));
  },
  'the top of a repository': () => {
    const folder = folderWith(files);
    repositoryIn(path.join(folder, 'registry')).commit('first');
    return placeAt(folder);
  },
  'a working tree of its own': () => {
    const { git, folder } = committed();
    git('worktree', 'add', '-q', `${folder}/树`, '-b', 'tree');
    return placeAt(`${folder}/树`);
  },
  'a shallow clone': () => {
    const folder = temporaryFolder();
    gitIn(folder, ['clone', '-q', '--depth', '1', `file://${committed().folder}`, 'clone']);
    return placeAt(path.join(folder, 'clone'));
  },
  'a checkout of a server for continuous integration': () => {
    const { folder, git } = repositoryIn(temporaryFolder());
    git('fetch', '-q', '--depth=1', `file://${committed().folder}`, 'main');
    git('checkout', '-q', '--detach', 'FETCH_HEAD');
    return placeAt(folder, { CI: 'true' });
  },
  'a bare repository with its working tree elsewhere': () => {
    const { folder } = committed();
    renameSync(path.join(folder, '.git'), `${folder}/bare.git`);
    return placeAt(folder, { GIT_DIR: `${folder}/bare.git`, GIT_WORK_TREE: folder });
  },
  'a repository whose settings put the working tree elsewhere': () => {
    const { folder, git, place } = committed();
    git('config', 'core.worktree', temporaryFolder());
    return { ...place, cwd: folder };
  },
  'no repository': () => placeAt(folderWith(files)),
  'no Git': () => ({ ...committed().place, env: { PATH: '', HOME: temporaryFolder() } }),
  'no commit': () => placeAt(repositoryIn(folderWith(files)).folder),
  'a repository that Git refuses to read': () => {
    const { place, folder } = committed();
    appendFileSync(path.join(folder, '.git/config'), '[core]\n\trepositoryformatversion = 99\n');
    return place;
  },
  'a repository with a module': () => {
    const { place, git } = committed();
    git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},registry/module`);
    return place;
  },
  'a repository in the registry': () => {
    const { place, folder } = committed();
    repositoryIn(path.join(folder, 'registry/rules/办法')).commit('nested');
    return place;
  },
  'an empty .git in the registry': () => {
    const { place, folder } = committed();
    mkdirSync(path.join(folder, 'registry/.git'));
    return place;
  },
  'a .git file that leads nowhere': () => {
    const folder = folderWith(files);
    writeFileSync(path.join(folder, '.git'), `gitdir: ${folder}/nowhere\n`);
    return placeAt(folder);
  },
  'a .git file written on Windows': () => {
    const outer = repositoryIn(temporaryFolder());
    const { folder } = committed();
    const inner = path.join(outer.folder, 'inner');
    renameSync(folder, inner);
    renameSync(path.join(inner, '.git'), path.join(outer.folder, 'inner.git'));
    writeFileSync(path.join(inner, '.git'), 'gitdir: ../inner.git\r\n');
    outer.git('commit', '-qm', 'outer', '--allow-empty');
    mkdirSync(folder);
    return placeAt(inner);
  },
  'a registry that is a link': () => {
    const { folder } = committed();
    const other = temporaryFolder();
    symlinkSync(path.join(folder, 'registry'), path.join(other, 'registry'));
    return placeAt(other);
  },
  'a record that is a link': () => {
    const { place, folder, commit } = committed();
    renameSync(path.join(folder, record), path.join(folder, 'registry/rules/办法/real'));
    symlinkSync('real', path.join(folder, record));
    commit('link');
    return place;
  },
  'files that are ignored': () => {
    const { place, git, folder } = committed();
    git('rm', '-q', '--cached', record);
    git('commit', '-qm', 'less');
    writeFileSync(path.join(folder, '.gitignore'), '*.yaml\n');
    return place;
  },
  'quoted paths': () => {
    const { place, git } = committed();
    git('config', 'core.quotepath', 'true');
    git('config', 'status.showUntrackedFiles', 'no');
    return place;
  },
  'files that are converted when they are checked out': () => {
    const { place, git } = committed();
    git('config', 'core.autocrlf', 'true');
    git('rm', '-qr', '--cached', '.');
    git('reset', '-q', '--hard');
    expect(readFileSync(path.join(place.cwd, record), 'utf8')).toContain('\r\n');
    return place;
  },
  'attributes that convert': () => {
    const { place, folder, git, commit } = committed();
    writeFileSync(path.join(folder, '.gitattributes'), '*.yaml text eol=crlf\n');
    git('rm', '-qr', '--cached', '.');
    commit('attributes');
    return place;
  },
  'a conflict': () => {
    const { place, folder, git, commit } = committed();
    git('checkout', '-q', '-b', 'other');
    writeFileSync(path.join(folder, record), rule('乙办法'));
    commit('other');
    git('checkout', '-q', 'main');
    writeFileSync(path.join(folder, record), rule('丙办法'));
    commit('main');
    gitIn(folder, ['merge', '-q', 'other']);
    git('checkout', '-q', '--ours', record);
    return place;
  },
  'a split index': () => {
    const { place, git } = committed();
    git('update-index', '--split-index');
    return place;
  },
  'an index that another program watches': () => {
    const { place, git, folder } = committed();
    writeFileSync(path.join(folder, '.git/monitor'), '#!/bin/sh\nprintf "token\\0"\n', { mode: 0o755 });
    git('config', 'core.fsmonitor', '.git/monitor');
    git('update-index', '--fsmonitor', '--untracked-cache');
    gitIn(folder, ['status']);
    return place;
  },
  'a sparse checkout': () => {
    const { place, git, folder } = committed();
    git('sparse-checkout', 'set', '--no-cone', '/*', '!/registry/rules/');
    mkdirSync(path.dirname(path.join(folder, record)), { recursive: true });
    writeFileSync(path.join(folder, record), rule('甲办法'));
    git('config', 'sparse.expectFilesOutsideOfPatterns', 'true');
    return place;
  },
  'a bit that says: assume unchanged': () => {
    const { place, git } = committed();
    git('update-index', '--assume-unchanged', record);
    return place;
  },
  'a bit that says: skip the working tree': () => {
    const { place, git } = committed();
    git('update-index', '--skip-worktree', record);
    git('config', 'sparse.expectFilesOutsideOfPatterns', 'true');
    return place;
  },
};

describe.skipIf(isWindows)('a registry in', () => {
  it.each(Object.keys(situations))('%s is remembered until it changes', async (name) => {
    const place = situations[name]?.() ?? placeAt('');
    await warmUp(list, place);
    expect(await isRemembered(list, place)).toBe(true);
    const before = await same(list, place);
    expect(before.stdout).toContain('总领条例');
    // Where the records lie at the top.
    const at = [record, record.replace('registry/', '')].map((each) => path.join(place.cwd, each)).find((each) => existsSync(each)) ?? '';
    // In the same bytes as many.
    writeFileSync(at, readFileSync(at, 'utf8').replace(/[甲丙]办法/, '丁办法'));
    const after = await same(list, place);
    expect(after.stdout).toContain('丁办法');
    expect(after).not.toEqual(before);
    await warmUp(list, place);
    expect(await isRemembered(list, place)).toBe(true);
    await run(['cache', 'clear'], place);
    expect(keptAt(place)).toEqual([]);
  });
});

describe.skipIf(isWindows)('nothing that Git is silent about goes unnoticed:', () => {
  const changeAfter = async (prepare: (repository: ReturnType<typeof committed>) => void, argv = list): Promise<void> => {
    const repository = committed();
    prepare(repository);
    const { folder, place } = repository;
    await warmUp(argv, place);
    writeFileSync(path.join(folder, record), rule('乙办法'));
    expect((await same(argv, place)).stdout).toContain('乙办法');
    writeFileSync(path.join(folder, record), rule('甲办法'));
    expect((await same(argv, place)).stdout).toContain('甲办法');
  };
  const converting = '*.yaml filter=same\n';
  const filter = ({ git }: ReturnType<typeof committed>): string => git('config', 'filter.same.clean', 'sed s/乙/甲/');

  it('bits that are set after the answer was given', async () => {
    const { folder, git, place } = committed();
    await warmUp(list, place);
    git('update-index', '--assume-unchanged', record);
    writeFileSync(path.join(folder, record), rule('乙办法'));
    expect((await same(list, place)).stdout).toContain('乙办法');
    git('update-index', '--no-assume-unchanged', record);
    expect((await same(list, place)).stdout).toContain('乙办法');
    git('checkout', '-q', '--', record);
    expect((await same(list, place)).stdout).toContain('甲办法');
  });

  it('attributes that come after the answer was given', async () => {
    const repository = committed();
    const { folder, place } = repository;
    filter(repository);
    for (const name of ['.gitattributes', 'registry/.gitattributes', 'registry/rules/.gitattributes', '.git/info/attributes']) {
      await warmUp(list, place);
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), converting);
      writeFileSync(path.join(folder, record), rule('乙办法'));
      expect((await same(list, place)).stdout).toContain('乙办法');
      rmSync(path.join(folder, name));
      writeFileSync(path.join(folder, record), rule('甲办法'));
    }
  });

  it('attributes that lie in the index alone, above the registry too', async () => {
    for (const name of ['.gitattributes', 'registry/rules/办法/.gitattributes'])
      await changeAfter((repository) => {
        filter(repository);
        writeFileSync(path.join(repository.folder, name), converting);
        repository.commit('attributes');
        repository.git('update-index', '--skip-worktree', name);
        rmSync(path.join(repository.folder, name));
      });
  });

  it('attributes in the files of the user and of the system', async () => {
    const home = temporaryFolder();
    writeFileSync(path.join(home, 'attributes'), converting);
    mkdirSync(path.join(home, '.config/git'), { recursive: true });
    writeFileSync(path.join(home, '.config/git/attributes'), converting);
    await changeAfter((repository) => {
      filter(repository);
      repository.git('config', 'core.attributesFile', path.join(home, 'attributes'));
    });
    const repository = committed();
    filter(repository);
    const place = placeAt(repository.folder, { HOME: home });
    await warmUp(list, place);
    writeFileSync(path.join(repository.folder, record), rule('乙办法'));
    expect((await same(list, place)).stdout).toContain('乙办法');
  });

  it('a name that differs in case alone, where Git was told that case does not matter', async () => {
    const { folder, git, place } = committed();
    git('config', 'core.ignoreCase', 'true');
    const renamed = path.join(folder, 'registry/rules/办法/A.yaml');
    renameSync(path.join(folder, record), renamed);
    await warmUp(list, place);
    writeFileSync(renamed, rule('乙办法'));
    expect((await same(list, place)).stdout).toContain('乙办法');
  });

  it('folders and pipes, which Git does not hold', async () => {
    const { folder, place } = committed();
    await warmUp(validate, place);
    mkdirSync(path.join(folder, 'registry/rules/folder.yaml'));
    expect((await same(validate, place)).stdout).toContain('folder.yaml');
    rmSync(path.join(folder, 'registry/rules/folder.yaml'), { recursive: true });
    spawnSync('mkfifo', [path.join(folder, 'registry/rules/pipe.yaml')]);
    expect((await same(validate, place)).stdout).toContain('pipe.yaml');
    rmSync(path.join(folder, 'registry/rules/pipe.yaml'));
    expect((await same(validate, place)).stdout).not.toContain('pipe.yaml');
  });

  it('settings that say not to look closely', async () => {
    await changeAfter(({ git, folder }) => {
      writeFileSync(path.join(folder, '.git/more'), '[core]\n\ttrustctime = false\n\tcheckStat = minimal\n\tignoreStat = true\n');
      git('config', 'include.path', 'more');
    });
  });

  it('folders that were moved on the way of a link, so that it leaves the registry', async () => {
    const { folder, place } = committed({ 'laws/b.yaml': rule('乙办法') });
    symlinkSync('registry/laws', path.join(folder, 'via'));
    symlinkSync('../../via/b.yaml', path.join(folder, 'registry/rules/link.yaml'));
    await warmUp(list, place);
    expect(await isRemembered(list, place)).toBe(true);
    renameSync(path.join(folder, 'registry/laws'), path.join(folder, 'laws'));
    rmSync(path.join(folder, 'via'));
    symlinkSync('laws', path.join(folder, 'via'));
    await warmUp(validate, place);
    expect((await same(validate, place)).stdout).toContain('link.yaml:1:1: 错误: 链接指向登记库之外');
  });

  it('a folder that is moved while another run is at work', async () => {
    const { folder, place } = committed(many(3));
    const at = path.join(folder, 'registry/rules');
    await warmUp(list, place);
    const old = readFileSync(cacheAt(place));
    renameSync(at, path.join(folder, 'registry/rulez'));
    await run(validate, place);
    // The other run knew the old paths: what it would write behind the new facts must not fit.
    const named = (bytes: Uint8Array): string => /"name":"([^"]*)"/.exec(Buffer.from(bytes).toString('latin1', 0, 4096))?.[1] ?? '';
    expect(named(readFileSync(cacheAt(place)))).not.toBe(named(old));
  });

  it('an environment that leads elsewhere', async () => {
    const { folder } = committed();
    const other = committed();
    const env = { GIT_DIR: `${other.folder}/.git`, GIT_INDEX_FILE: `${other.folder}/.git/index`, GIT_CEILING_DIRECTORIES: folder };
    const place = placeAt(folder, env);
    await warmUp(list, place);
    expect(await isRemembered(list, place)).toBe(true);
    writeFileSync(path.join(folder, record), rule('乙办法'));
    expect((await same(list, place)).stdout).toContain('乙办法');
  });
});

describe.skipIf(isWindows)('times', () => {
  /** Changes the content and nothing of what a user can put back. */
  const sneak = (at: string, text: string): void => {
    const { atime, mtime } = statSync(at);
    writeFileSync(at, text);
    utimesSync(at, atime, mtime);
  };

  const shortlyAfter = (place: Place, at: string): Place => {
    const { ctimeMs } = statSync(at);
    return { ...place, now: () => ctimeMs + 500 };
  };

  it('of files that are as young as the clock is coarse are not believed', async () => {
    const { folder, place } = committed();
    const at = path.join(folder, record);
    utimesSync(at, 1_000_000_000, 1_000_000_000);
    const young = shortlyAfter(place, at);
    await warmUp(list, young);
    expect(await isRemembered(list, young)).toBe(false);
    sneak(at, rule('乙办法'));
    expect((await same(list, young)).stdout).toContain('乙办法');
    // The clock went back: such a file may have been changed in what is yet to come.
    const back = { ...place, now: () => Date.now() - 3_600_000 };
    await warmUp(list, back);
    expect(await isRemembered(list, back)).toBe(false);
    // Facts are taken all the same, by the content.
    await warmUp(validate, young);
    expect(await takenFromCache(young)).toBeGreaterThan(0);
  });

  it('that a cache was not sure of are not believed when it is asked later', async () => {
    const { folder, place } = committed(many(60));
    const at = path.join(folder, record);
    await warmUp(list, shortlyAfter(place, at));
    sneak(at, rule('乙办法'));
    expect((await same(list, place)).stdout).toContain('乙办法');
    // Neither where it was written whole, nor in its tail.
    await warmUp(list, place);
    writeFileSync(at, rule('丙办法'));
    await warmUp(list, shortlyAfter(place, at));
    sneak(at, rule('丁办法'));
    expect((await same(list, place)).stdout).toContain('丁办法');
  });

  it('that were put back do not hide a change', async () => {
    const { folder, place } = committed();
    const at = path.join(folder, record);
    await warmUp(list, place);
    sneak(at, rule('乙办法'));
    expect((await same(list, place)).stdout).toContain('乙办法');
    const { atime, mtime } = statSync(at);
    writeFileSync(`${at}.new`, rule('丙办法'));
    utimesSync(`${at}.new`, atime, mtime);
    renameSync(`${at}.new`, at);
    expect((await same(list, place)).stdout).toContain('丙办法');
  });

  it('that moved on hide nothing: the content decides', async () => {
    const { folder, place } = committed(many(60));
    await warmUp(list, place);
    utimesSync(path.join(folder, record), new Date(), new Date());
    await same(list, place);
    expect(await isRemembered(list, place)).toBe(true);
    // There and back again.
    writeFileSync(path.join(folder, record), rule('乙办法'));
    writeFileSync(path.join(folder, record), rule('甲办法'));
    await same(list, place);
    expect(await isRemembered(list, place)).toBe(true);
  });

  it('change over midnight: the day is the one that the run began on', async () => {
    const argv = ['coverage', '--allow-errors', '--format', 'json'];
    const silent = { write: () => true };
    const [before, after] = ['1795363200', '1795449600'];
    // The day turns when it has been looked at so many times.
    for (let turn = 1; turn <= 3; turn++) {
      const { folder } = committed();
      let looks = 0;
      const env = {
        PATH: gitEnv.PATH,
        get SOURCE_DATE_EPOCH() {
          return looks++ < turn ? before : after;
        },
      };
      const host = { stdin: (async function* () {})(), stdout: silent, stderr: silent, cwd: () => folder, now: muchLater };
      await main(argv, { ...host, env });
      for (const epoch of [before, after]) await same(argv, placeAt(folder, { SOURCE_DATE_EPOCH: epoch }));
    }
  });
});

describe('the answer is another one with another', () => {
  it('language, colour, width, day, format or spelling of the registry', async () => {
    const { place } = committed({ 'rules/b.yaml': 'title: 甲\n' });
    const surroundings: readonly (readonly [readonly string[], Partial<Surroundings>])[] = [
      [validate, {}],
      [validate, { columns: 60 }],
      [validate, { columns: 100 }],
      [validate, { env: { ...place.env, FORCE_COLOR: '1' } }],
      [validate, { env: { ...place.env, NO_COLOR: '1', FORCE_COLOR: '1' } }],
      [validate, { env: { ...place.env, LANG: 'en_GB.UTF-8' } }],
      [validate, { env: { ...place.env, MLX_LANG: 'en' } }],
      [validate, { env: { ...place.env, CI: 'true', GITHUB_ACTIONS: 'true' } }],
      [[...validate, '--quiet'], {}],
      [[...validate, '--verbose'], {}],
      [[...validate, '--format', 'sarif'], {}],
      [[...validate, '--format', 'json', '--format', 'text'], {}],
      [[...validate, '--registry', './registry/'], {}],
      [[...validate, 'registry/rules/b.yaml'], {}],
      [[...validate, '--fail-on', 'info'], {}],
      [['validate'], { env: { ...place.env, SOURCE_DATE_EPOCH: '1700000000' } }],
      [['coverage', '--allow-errors'], { env: { ...place.env, SOURCE_DATE_EPOCH: '1700000000' } }],
      [['coverage', '--allow-errors'], { env: { ...place.env, SOURCE_DATE_EPOCH: '1900000000' } }],
      [validate, { cwd: path.join(place.cwd, 'registry') }],
    ];
    for (const [argv, more] of [...surroundings, ...surroundings]) await same(argv, { ...place, ...more });
    // Three of them differ from others in nothing that counts.
    expect(answersAt(place)).toBe(surroundings.length - 3);
  });

  it('command: those that draw on the registry alone are remembered, and no others', () => {
    const alone = commands.filter(({ needsRegistry, reachesBeyond }) => needsRegistry && reachesBeyond !== true);
    expect([...drawing].sort()).toEqual(alone.map(({ name }) => name).sort());
  });

  it.each(['validate', 'coverage --allow-errors', 'milestone --allow-errors', 'list', 'show a', 'schema law'])(
    'command: %s is remembered',
    async (words) => {
      const plan = readFileSync(path.join(project, 'registry/plan.yaml'), 'utf8');
      const { place } = committed({ 'plan.yaml': plan });
      const argv = [...words.split(' '), '--as-of', day];
      await warmUp(argv, place);
      expect(await isRemembered(argv, place)).toBe(true);
    },
  );

  it('registry, wherever in the words it is named', async () => {
    const { place, folder } = committed();
    cpSync(path.join(folder, 'registry'), path.join(folder, 'other'), { recursive: true });
    writeFileSync(path.join(folder, 'other/rules/办法/b.yaml'), rule('乙办法'));
    const spellings = [
      [['--registry', 'other', ...list], 2],
      [['--registry=other', ...list], 2],
      [[...list, '--registry', 'registry', '--registry=other'], 2],
      [['--registry=other', ...list, '--registry', 'registry'], 1],
    ] as const;
    for (const [argv, documents] of spellings)
      for (let round = 0; round < 3; round++) expect((await same(argv, place)).stdout.match(/办法/g)).toHaveLength(documents);
    for (const [argv] of spellings) expect(await isRemembered(argv, place)).toBe(true);
  });

  it('meaning of the same words: what looks like a name of a registry may be a path', async () => {
    const { place, folder } = committed();
    cpSync(path.join(folder, 'registry'), path.join(folder, 'other'), { recursive: true });
    writeFileSync(path.join(folder, 'other/rules/办法/b.yaml'), 'title: [');
    const words = [...validate, '--', '--registry', 'other'];
    for (let round = 0; round < 3; round++) expect(await run(words, place)).toEqual(await run(['--no-cache', ...words], place));
    expect(answersAt(place)).toBe(0);
  });

  it('revision under the same name', async () => {
    const { place, folder, commit, git } = committed();
    const asks = [
      ['coverage', '--rev', 'main'],
      ['coverage', '--compare', 'main'],
      ['milestone', '--rev', 'HEAD'],
      ['coverage', '--no-decrease-from', 'other'],
    ];
    git('branch', 'other');
    for (const argv of asks) await same(argv, place);
    writeFileSync(path.join(folder, record), rule('乙办法').replace('in-force', 'repealed'));
    commit('second');
    for (const argv of asks) await same(argv, place);
    git('branch', '-f', 'other');
    for (const argv of asks) await same(argv, place);
  });

  it.skipIf(isWindows).each([
    ['door', []],
    ['-door', ['--']],
  ] as const)('end of a link that a path leads through: %s', async (door, before) => {
    const { place, folder } = committed({ 'laws/b.yaml': 'title: 甲\n' });
    const words = [...validate, ...before, door];
    const sameAgain = async (): ReturnType<typeof run> => {
      const warm = await run(words, place);
      expect(warm).toEqual(await run(['--no-cache', ...words], place));
      return warm;
    };
    symlinkSync('registry/rules', path.join(folder, door));
    for (let round = 0; round < 3; round++) await sameAgain();
    rmSync(path.join(folder, door));
    symlinkSync('registry/laws', path.join(folder, door));
    expect((await sameAgain()).stdout).toContain('b.yaml');
  });

  it('buffer on standard input', async () => {
    const { place } = committed();
    const argv = [...validate, '--stdin', '--stdin-filepath', record];
    for (const stdin of [rule('甲办法'), 'title: 1\n', rule('甲办法')]) await same(argv, { ...place, stdin });
  });
});

/** A copy of the program, to change what it comes with. */
function programCopy(): string {
  const tool = temporaryFolder();
  for (const part of ['bin', 'dist', 'schemas', 'package.json'])
    cpSync(path.join(project, part), path.join(tool, part), { recursive: true });
  return tool;
}

function runProgram(tool: string, argv: readonly string[], { cwd, env }: Place, more: object = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(tool, 'bin/mlx.js'), ...argv], {
    cwd,
    env,
    encoding: 'utf8',
    ...more,
  });
  return { status, stdout, stderr };
}

describe('the program', () => {
  /** Old enough for a program that has no other clock than the system's. */
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2200));

  it('asks anew with other schemas and under another version', async () => {
    const [tool, { place }] = [programCopy(), committed()];
    const argv = [...validate, '--format', 'sarif'];
    const warmly = (): ReturnType<typeof runProgram> => {
      const warm = runProgram(tool, argv, place);
      expect(runProgram(tool, argv, place)).toEqual(warm);
      expect(runProgram(tool, [...argv, '--no-cache'], place)).toEqual(warm);
      return warm;
    };
    await settle();
    const first = warmly();
    expect(answersAt(place)).toBe(1);
    const schema = path.join(tool, 'schemas/rule.json');
    writeFileSync(schema, readFileSync(schema, 'utf8').replace('"required": [', '"required": ["notes", '));
    expect(warmly()).not.toEqual(first);
    cpSync(path.join(project, 'schemas/rule.json'), schema);
    expect(warmly()).toEqual(first);
    const manifest = path.join(tool, 'package.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/"version": ".*"/, '"version": "9.9.9"'));
    expect(warmly().stdout).toContain('9.9.9');
  });

  it.each([2, 8])('may run %i times at once, whether anything is kept or not', { timeout: 120_000 }, async (count) => {
    const { place, folder } = committed(many(30));
    await settle();
    const asks = [validate, list, ['coverage', '--allow-errors', '--as-of', day], ['validate', '--format', 'json', '--as-of', day]];
    const argvs = Array.from({ length: count }, (_, index) => asks[index % asks.length] ?? validate);
    const cold = (): unknown[] =>
      argvs
        .map((argv) => runProgram(project, [...argv, '--no-cache'], place))
        .map(({ status, stdout, stderr }) => [status, stdout, stderr]);
    const together = (): Promise<unknown[]> =>
      Promise.all(
        argvs.map(
          (argv) =>
            new Promise((resolve) => {
              const child = spawn(process.execPath, [program, ...argv], { cwd: folder, env: place.env });
              const said = ['', ''];
              child.stdout.on('data', (chunk) => (said[0] += chunk));
              child.stderr.on('data', (chunk) => (said[1] += chunk));
              child.on('close', (exit) => resolve([exit, ...said]));
            }),
        ),
      );
    const before = cold();
    for (let round = 0; round < 2; round++) expect(await together()).toEqual(before);
    // Now all of them write their answers behind the same facts.
    writeFileSync(path.join(folder, record), rule('乙办法').replace('in-force', 'in-farce'));
    const after = cold();
    expect(after).not.toEqual(before);
    for (let round = 0; round < 2; round++) expect(await together()).toEqual(after);
    await same(validate, place);
    expect(await isRemembered(validate, place)).toBe(true);
    expect(answersIn(cacheAt(place))).toBeGreaterThan(0);
  });

  it.skipIf(isWindows)('says of what it may not read what it would say without a cache', async () => {
    const { place, folder } = committed();
    chmodSync(folder, 0o755);
    const here = { ...place, env: { ...place.env, HOME: '/nonexistent' } };
    for (const [name, exit] of [
      [record, 1],
      ['registry/rules/办法', 2],
    ] as const) {
      const at = path.join(folder, name);
      const { mode } = statSync(at);
      chmodSync(at, 0);
      const warm = runProgram(project, validate, here, asOther);
      expect(warm).toEqual(runProgram(project, [...validate, '--no-cache'], here, asOther));
      expect(warm).toMatchObject({ status: exit });
      chmodSync(at, mode);
    }
  });
});

/** Whoever is root may read and remove everything. */
const asOther = { ...(isRoot && { uid: 65534, gid: 65534 }) };

describe('facts', () => {
  it('are taken after a change, an addition, a removal, a commit and on another day, with or without Git', async () => {
    for (const [place, count] of [
      [committed().place, 2],
      [plain(), 2],
      [committed(many(60)).place, 62],
      [plain(many(60)), 62],
    ] as const) {
      await warmUp(validate, place);
      expect(await takenFromCache(place)).toBe(count);
      expect(await takenFromCache(place, validate, () => appendFileSync(path.join(place.cwd, record), 'note: 改过\n'))).toBe(count - 1);
      await same(validate, place);
      expect(await takenFromCache(place, ['coverage', '--allow-errors', '--as-of', '2030-01-01'])).toBe(0);
      expect(await takenFromCache(place, ['validate', '--as-of', '2030-01-01'])).toBeGreaterThanOrEqual(count - 1);
      writeFileSync(path.join(place.cwd, 'registry/rules/n.yaml'), rule('丙办法'));
      expect(await takenFromCache(place)).toBeGreaterThanOrEqual(count - 1);
      await same(validate, place);
      rmSync(path.join(place.cwd, record));
      expect(await takenFromCache(place)).toBeGreaterThanOrEqual(count - 1);
      await same(validate, place);
      gitIn(place.cwd, ['add', '-A']);
      gitIn(place.cwd, ['commit', '-qm', 'second']);
      expect(await takenFromCache(place)).toBeGreaterThanOrEqual(count - 1);
      await same(validate, place);
    }
  });

  it('are taken for a text that is not saved yet, which leaves no trace', async () => {
    for (const target of [record, 'registry/rules/a-new-one.yaml', 'registry/rules/z-new-one.yaml']) {
      const { place } = committed(many(60));
      const asked = { ...place, stdin: rule('甲办法').replace('in-force', 'in-farce') };
      const argv = [...validate, '--stdin', '--stdin-filepath', target];
      const cold = await run([...argv, '--no-cache'], asked);
      expect(cold.stdout).toContain('in-farce');
      expect(await run(argv, asked)).toEqual(cold);
      expect(keptAt(place)).toEqual([]);
      await warmUp(validate, place);
      const bytes = readFileSync(cacheAt(place));
      expect(await run(argv, asked)).toEqual(cold);
      expect(await run(argv, asked)).toEqual(cold);
      expect(readFileSync(cacheAt(place)).equals(bytes)).toBe(true);
      expect(
        await takenFromCache({ ...place, stdin: asked.stdin }, [...validate, '--stdin', '--stdin-filepath', 'registry/laws/lead.yaml']),
      ).toBe(0);
      await same(validate, place);
    }
  });

  it('are none where the words changed that they rest on', async () => {
    const jurisdiction = readFileSync(path.join(project, 'registry/jurisdiction.yaml'), 'utf8');
    const { place, folder } = committed({ ...many(60), 'jurisdiction.yaml': jurisdiction });
    for (const name of ['taxonomy.yaml', 'jurisdiction.yaml']) {
      await warmUp(validate, place);
      expect(await takenFromCache(place, validate, () => appendFileSync(path.join(folder, 'registry', name), '# 改过\n'))).toBe(0);
      await same(validate, place);
    }
    await warmUp(validate, place);
    const change = (): void =>
      writeFileSync(path.join(folder, 'registry/registry.yaml'), 'title: { zh: 库, en: R }\nkeeper: { zh: 局, en: B }\n');
    expect(await takenFromCache(place, validate, change)).toBe(62);
    await same(validate, place);
  });

  it('are written anew after many changes, and in its tail after few', async () => {
    const { place, folder } = committed(many(60));
    await warmUp(validate, place);
    const nameAt = (): string | undefined => {
      const cache = openCache(cacheAt(place));
      cache?.close();
      return cache?.name;
    };
    const first = nameAt();
    for (let index = 0; index < 3; index++) {
      appendFileSync(path.join(folder, `registry/rules/m${index}.yaml`), 'note: 改过\n');
      await same(validate, place);
      expect(nameAt()).toBe(first);
    }
    for (let index = 3; index < 6; index++) appendFileSync(path.join(folder, `registry/rules/m${index}.yaml`), 'note: 改过\n');
    await same(validate, place);
    expect(nameAt()).not.toBe(first);
    expect(await takenFromCache(place)).toBe(62);
  });
});

describe('what is staged', () => {
  it('is checked as without a cache, with its facts, and nothing is written', async () => {
    const { place, folder, git } = committed(many(60));
    const staged = ['validate', '--staged', '--as-of', day];
    await same(staged, place);
    await same([...staged, '--format', 'json'], place);
    expect(keptAt(place)).toEqual([]);
    await warmUp(validate, place);
    writeFileSync(path.join(folder, record), rule('乙办法').replace('in-force', 'in-farce'));
    git('add', '-A');
    writeFileSync(path.join(folder, record), rule('丙办法'));
    git('rm', '-q', '--cached', 'registry/rules/m7.yaml');
    const bytes = readFileSync(cacheAt(place));
    expect((await same(staged, place)).stdout).toContain('in-farce');
    await same([...staged, '--format', 'json'], place);
    await same([...staged, '--verbose', 'registry/laws'], place);
    expect(readFileSync(cacheAt(place)).equals(bytes)).toBe(true);
    expect(await takenFromCache(place, staged)).toBe(60);
    await same(validate, place);
  });
});

describe('a cache', () => {
  it('is neither read nor written with --no-cache', async () => {
    const { place } = committed();
    await run([...validate, '--no-cache'], place);
    expect(keptAt(place)).toEqual([]);
    await warmUp(validate, place);
    expect(await isRemembered(['--no-cache', ...validate], place)).toBe(false);
    expect(await takenFromCache(place, ['--no-cache', ...validate])).toBe(0);
    const bytes = readFileSync(cacheAt(place));
    writeFileSync(path.join(place.cwd, record), rule('乙办法'));
    await run([...validate, '--no-cache'], place);
    expect(readFileSync(cacheAt(place)).equals(bytes)).toBe(true);
  });

  it('keeps both streams in order', async () => {
    const { place } = committed();
    const both = async (): Promise<readonly string[]> => {
      const said: string[] = [];
      const stream = (name: string) => ({ write: (text: string) => said.push(`${name}: ${text}`) });
      const host = { stdin: (async function* () {})(), env: place.env, cwd: () => place.cwd, now: muchLater };
      await main([...validate, '--verbose'], { ...host, stdout: stream('out'), stderr: stream('err') });
      return said;
    };
    const cold = await both();
    expect(answersAt(place)).toBe(1);
    expect(await both()).toEqual(cold);
    expect(cold[0]).toMatch(/^err/);
  });

  it('is one more file that is not there where it is cut off, at any length, or has one bit that is another', {
    timeout: 120_000,
  }, async () => {
    const place = plain();
    // With another answer the facts are read too.
    const other = ['validate', '--as-of', '2030-01-01'];
    await warmUp(validate, place);
    const cold = await Promise.all([validate, other].map((argv) => run([...argv, '--no-cache'], place)));
    const at = cacheAt(place);
    const whole = readFileSync(at);
    // Whatever lies behind the head is covered by sums of its own.
    const lengths = [...Array(60).keys(), ...Array.from({ length: 60 }, (_, index) => 60 + Math.floor(((whole.length - 60) * index) / 60))];
    for (const length of [...lengths, whole.length - 1])
      for (const damaged of [whole.subarray(0, length), flipped(whole, length)])
        for (const [index, argv] of [validate, other].entries()) {
          writeFileSync(at, damaged);
          expect(await run(argv, place), `byte ${length} of ${whole.length}`).toEqual(cold[index]);
        }
    writeFileSync(at, whole);
    expect(await isRemembered(validate, place)).toBe(true);
  });

  it('is written anew where any of its parts is damaged', async () => {
    const place = plain(many(60));
    await warmUp(validate, place);
    const at = cacheAt(place);
    const cache = openCache(at);
    cache?.close();
    let start = 4096;
    for (const [index, size] of (cache?.sizes ?? []).entries()) {
      writeFileSync(at, flipped(readFileSync(at), start));
      start += size;
      // A question that was not asked yet.
      await run(['validate', '--as-of', `2030-01-${index + 10}`], place);
      expect(await takenFromCache(place), `part ${index}`).toBe(62);
    }
  });

  it('is none where it is of another build, another registry or anything else', async () => {
    const { place } = committed();
    const other = committed().place;
    for (const each of [place, other]) await warmUp(validate, each);
    const at = cacheAt(place);
    const whole = readFileSync(at);
    const cold = await run([...validate, '--no-cache'], place);
    const [head, ...rest] = whole.toString('latin1').split(/(?<="name":")[0-9a-f]{8}/);
    const shapes = [
      '',
      'null',
      '\0'.repeat(9000),
      Buffer.alloc(9000, 255),
      readFileSync(cacheAt(other)),
      `${head}00000000${rest.join('')}`,
    ];
    for (const shape of shapes) {
      writeFileSync(at, shape);
      expect(await run(validate, place)).toEqual(cold);
      expect(await isRemembered(validate, place)).toBe(true);
    }
    expect(shapes.at(-1)).not.toBe(whole.toString('latin1'));
  });

  it.skipIf(isWindows)('gives way to a folder, and takes the place of a pipe and of what belongs to another user', async () => {
    const { place } = committed();
    await warmUp(validate, place);
    const at = cacheAt(place);
    rmSync(at);
    spawnSync('mkfifo', [at]);
    await warmUp(validate, place);
    expect(await isRemembered(validate, place)).toBe(true);
    if (isRoot) {
      chownSync(at, 65534, 65534);
      const bytes = readFileSync(at);
      withAnswers(at, { said: [['stdout', 'planted']], exit: 0 });
      chownSync(at, 65534, 65534);
      await same(validate, place);
      expect(statSync(at).uid).toBe(0);
      expect(bytes.length).toBeGreaterThan(0);
      expect(await isRemembered(validate, place)).toBe(true);
    }
    rmSync(at);
    mkdirSync(path.join(at, 'of somebody'), { recursive: true });
    await warmUp(validate, place);
    expect(keptAt(place)).toEqual([at]);
    expect(readdirSync(at)).toEqual(['of somebody']);
  });

  it('is none where it cannot be written', async () => {
    const { place, folder } = committed();
    writeFileSync(path.join(folder, '.git/mlx'), '');
    await warmUp(validate, place);
    expect(readFileSync(path.join(folder, '.git/mlx'), 'utf8')).toBe('');
    await warmUp(validate, placeAt(folderWith(files), { HOME: '' }));
    await warmUp(validate, placeAt(folderWith(files), { HOME: '/nonexistent/home' }));
    await warmUp(validate, placeAt(folderWith(files), { HOME: '/dev/null' }));
  });

  it.skipIf(isWindows)('is none where its folder may not be read or written', async () => {
    const { place, folder } = committed();
    chmodSync(folder, 0o755);
    await warmUp(validate, place);
    const cold = runProgram(project, [...validate, '--no-cache'], place, asOther);
    expect(cold.stderr).toBe('');
    for (const mode of [0o555, 0o111, 0]) {
      chmodSync(path.join(folder, '.git/mlx'), mode);
      expect(runProgram(project, validate, place, asOther)).toEqual(cold);
      appendFileSync(path.join(folder, record), '# 改过\n');
      expect(runProgram(project, validate, place, asOther)).toEqual(cold);
    }
    chmodSync(path.join(folder, '.git/mlx'), 0o755);
  });

  it.skipIf(!canMount())('is none where the disk is full', async () => {
    const place = placeAt(folderWith({ ...files, ...many(300) }));
    const disk = path.join(place.env.HOME ?? '', '.cache');
    mkdirSync(disk);
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', disk]).status).toBe(0);
    try {
      await warmUp(validate, place);
      expect(keptAt(place)).toEqual([]);
    } finally {
      spawnSync('umount', [disk]);
    }
  });

  it.skipIf(isWindows)('makes no folder where a .git file leads nowhere', async () => {
    const folder = folderWith(files);
    writeFileSync(path.join(folder, '.git'), `gitdir: ${folder}/nowhere\n`);
    await warmUp(validate, placeAt(folder));
    expect(existsSync(path.join(folder, 'nowhere'))).toBe(false);
  });

  it('does not grow with the number of questions', async () => {
    const { place } = committed();
    const asks = Array.from({ length: 40 }, (_, index) => ['coverage', '--allow-errors', '--as-of', `${2000 + index}-01-01`]);
    for (const argv of asks) await run(argv, place);
    expect(answersAt(place)).toBe(16);
    expect(await isRemembered(asks.at(-1) ?? [], place)).toBe(true);
    expect(await isRemembered(asks.at(-16) ?? [], place)).toBe(true);
    expect(await isRemembered(asks.at(-17) ?? [], place)).toBe(false);
  });

  it('keeps what it has where an answer is too long for it', async () => {
    const real = path.join(folderWith(files), 'registry');
    const at = path.join(temporaryFolder(), 'cache');
    const known = (): KnownFiles => knownFiles(real, at, 'build', muchLater());
    const ids = new Map(known().names.map((_, row) => [row, 'x'.repeat(20)]));
    const give = (line: string, answer: string, isKnown: boolean): void =>
      keep(known(), { build: 'build', basis: '', isKnown, ids, facts: () => [], answer: [line, answer] });
    give('short', 'said', false);
    give('long', '长'.repeat(3_000_000), true);
    for (let index = 0; index < 5; index++) give(`middling ${index}`, 'x'.repeat(1_000_000), true);
    give('last', 'said too', true);
    expect(['long', 'middling 0', 'middling 4', 'last'].map((line) => answerIn(known(), line) !== undefined)).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(statSync(at).size).toBeLessThan(5_000_000);
  });

  it('does not grow with the number of changes', { timeout: 120_000 }, async () => {
    for (const place of [plain(), plain(many(60))]) {
      const edit = (round: number): Promise<unknown> => {
        const issuers = Array.from({ length: 100 }, (_, index) => `  - 第${round}局之${index}\n`);
        writeFileSync(path.join(place.cwd, record), `${rule(`第${round}次改的办法`)}issuers:\n${issuers.join('')}`);
        return run(validate, place);
      };
      await edit(0);
      const first = statSync(cacheAt(place)).size;
      for (let round = 1; round <= 100; round++) await edit(round);
      await same(validate, place);
      expect(statSync(cacheAt(place)).size).toBeLessThan(first * 3);
    }
  });

  it('is one of at most 64 in a folder', async () => {
    const home = temporaryFolder();
    const folder = folderWith(files);
    for (let index = 0; index < 70; index++)
      cpSync(path.join(folder, 'registry'), path.join(folder, `r${index}/registry`), { recursive: true });
    for (let index = 0; index < 70; index++) await run(list, placeAt(path.join(folder, `r${index}`), { HOME: home }));
    expect(readdirSync(path.join(home, '.cache/mlx'))).toHaveLength(64);
    expect(await isRemembered(list, placeAt(path.join(folder, 'r69'), { HOME: home }))).toBe(true);
  });

  it.skipIf(isWindows)('takes no file into memory that is larger than a record may be', async () => {
    const { place, folder } = committed();
    const at = path.join(folder, 'registry/rules/huge.yaml');
    writeFileSync(at, '');
    truncateSync(at, 3 * 1024 ** 3);
    expect((await same(validate, place)).stdout).toContain('huge.yaml');
  });
});

/** Whether a small disk can be made. */
function canMount(): boolean {
  const at = mkdtempSync(path.join(tmpdir(), 'mlx-'));
  const isMade = isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', at]).status === 0;
  if (isMade) spawnSync('umount', [at]);
  rmSync(at, { recursive: true });
  return isMade;
}

describe('mlx cache clear', () => {
  const clear = ['cache', 'clear', '--format', 'json'];
  const cleared = async (place: Place, ...more: readonly string[]): Promise<unknown> => {
    const { exit, stdout } = await run([...clear, ...more], place);
    const { removed, left } = JSON.parse(stdout) as { removed: number; left: readonly string[] };
    return { exit, removed, left };
  };
  const one = { exit: 0, removed: 1, left: [] };

  it('removes the cache of the registry, wherever it lies, and of those without Git', async () => {
    const { place, folder } = committed();
    const elsewhere = { ...place, cwd: temporaryFolder() };
    const named = ['--registry', path.join(folder, 'registry')];
    await warmUp([...validate, ...named], elsewhere);
    expect(answersAt(place)).toBe(1);
    expect(await cleared(elsewhere, ...named)).toEqual(one);
    expect(keptAt(place)).toEqual([]);
    if (!isWindows) {
      symlinkSync(path.join(folder, 'registry'), path.join(elsewhere.cwd, 'registry'));
      await warmUp(validate, elsewhere);
      expect(answersAt(place)).toBe(1);
      expect(await cleared(elsewhere)).toEqual(one);
      expect(keptAt(place)).toEqual([]);
    }
    const outside = plain();
    await warmUp(validate, outside);
    expect(await cleared(outside)).toEqual(one);
    expect(keptAt(outside)).toEqual([]);
    expect(await cleared(outside)).toEqual({ exit: 0, removed: 0, left: [] });
    expect((await run(['cache', 'clear', '--lang', 'en'], outside)).stdout).toContain('0 files removed');
  });

  it('knows working trees and modules', async () => {
    const { git, folder } = committed();
    git('worktree', 'add', '-q', `${folder}/树`, '-b', 'tree');
    const tree = placeAt(`${folder}/树`);
    await warmUp(validate, tree);
    expect(await cleared(tree)).toEqual(one);
    const outer = repositoryIn(temporaryFolder());
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', `file://${folder}`, 'module');
    const module = placeAt(path.join(outer.folder, 'module'));
    await warmUp(validate, module);
    expect(cacheAt(module)).toContain('.git/modules/module/mlx');
    expect(await cleared(module)).toEqual(one);
    expect(keptAt(module)).toEqual([]);
  });

  it.skipIf(isWindows)('says what it could not remove, and fails', async () => {
    const { place, folder } = committed();
    chmodSync(folder, 0o755);
    await warmUp(validate, place);
    const at = cacheAt(place);
    for (const [mode, left] of [
      [0o555, at],
      [0, path.dirname(at)],
    ] as const) {
      chmodSync(path.dirname(at), mode);
      const { status, stdout } = runProgram(project, clear, place, asOther);
      expect({ status, ...JSON.parse(stdout) }).toMatchObject({ status: 2, removed: 0, left: [left] });
      for (const lang of ['zh', 'en']) {
        const text = runProgram(project, ['cache', 'clear', '--lang', lang], place, asOther);
        expect(text).toMatchObject({ status: 2, stdout: expect.stringContaining(left) });
      }
    }
    chmodSync(path.dirname(at), 0o755);
    expect(await cleared(place)).toEqual(one);
  });
});
