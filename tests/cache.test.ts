// What is remembered is what would be found: after anything that can happen to a registry, and wherever it lies.
import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
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
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { drawing } from '../src/cli/ahead.ts';
import { main } from '../src/cli/main.ts';
import { commands } from '../src/commands/index.ts';
import { run, type Surroundings } from './support/cli.ts';
import { gitEnv, gitIn, repositoryIn } from './support/git.ts';
import { day, folderWith, project, temporaryFolder } from './support/registry.ts';
import { events, live, sealed, templateOf, withPlanted, worldOf } from './support/warm.ts';

const isWindows = process.platform === 'win32';
const isRoot = process.getuid?.() === 0;
const program = path.join(project, 'bin/mlx.js');
const validate = ['validate', '--as-of', day];
const list = ['list', '--as-of', day];
const rule = (title: string): string =>
  `title: ${title}\nrank: provincial-government-rule\nnumber: 鲁政发〔2020〕1号\ndates:\n  effective: 2020-01-01\nstatus: in-force\ndomains: all\nsources:\n  - 测试\n`;
const files = { 'rules/办法/a.yaml': rule('甲办法') };
const record = 'registry/rules/办法/a.yaml';

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

/** Every file of the memories that a place may have. */
function keptAt({ cwd, env }: Place): readonly string[] {
  const gitDirs = [cwd, path.join(cwd, 'registry')].map((at) => gitIn(at, ['rev-parse', '--absolute-git-dir']).stdout.trim());
  const places = [...new Set(gitDirs.map((at) => path.join(at || path.join(cwd, '.git'), 'mlx'))), path.join(env.HOME ?? '', '.cache/mlx')];
  return places.filter((at) => existsSync(at)).flatMap((at) => readdirSync(at).map((name) => path.join(at, name)));
}

const answersAt = (place: Place): readonly string[] => keptAt(place).filter((at) => at.endsWith('.answer'));

/** Whether Git names what is remembered: it was not found to be silent about anything. */
function isByGit(place: Place): boolean {
  const layouts = keptAt(place).filter((at) => at.endsWith('.layout') && at.includes('.git/'));
  return layouts.length === 1 && !layouts.some((at) => readFileSync(at, 'utf8').includes('distrusted'));
}

/** Whether an answer that is put in place of the kept ones comes back: only then is the memory asked at all. */
async function isRemembered(argv: readonly string[], place: Place): Promise<boolean> {
  const whole = answersAt(place).map((at) => [at, readFileSync(at)] as const);
  for (const [at] of whole) writeFileSync(at, sealed(path.basename(at), '{"said":[["stdout","planted"]],"exit":0}'));
  const { stdout } = await run(argv, place);
  for (const [at, bytes] of whole) writeFileSync(at, bytes);
  return stdout === 'planted';
}

/** The warm answer, which must be the cold one. */
async function same(argv: readonly string[], place: Surroundings): ReturnType<typeof run> {
  const warm = await run(argv, place);
  expect(warm).toEqual(await run([...argv, '--no-cache'], place));
  return warm;
}

/** Lets a place be remembered, whether by Git or, where that has been found silent, by contents. */
async function warmUp(argv: readonly string[], place: Place): Promise<void> {
  for (let round = 0; round < 3; round++) await same(argv, place);
}

describe('any sequence of events', () => {
  const template = templateOf(project);
  afterAll(template.dispose);

  it('leaves the warm answer what the cold one is', { timeout: 300_000 }, async () => {
    const tally = { checks: 0, kept: 0, recalled: 0, restarted: 0 };
    let count = 0;
    const happening = fc.record({ event: fc.constantFrom(...Object.keys(events)), a: fc.nat(1023), b: fc.nat(1023) });
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 6, maxLength: 16, size: 'max' }), async (happenings) => {
        const world = worldOf(template, count++, tally);
        await live(world, happenings);
        rmSync(path.dirname(world.folder), { recursive: true, force: true });
      }),
      { numRuns: 60, seed: 20261129 },
    );
    // Otherwise nothing would have been held against anything.
    expect(tally.checks).toBeGreaterThan(500);
    expect(tally.kept).toBeGreaterThan(200);
    expect(tally.recalled).toBeGreaterThan(50);
    expect(tally.restarted).toBeGreaterThan(50);
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

/** Where contents are hashed: Git cannot tell, is not there, or was found to be silent. */
const isHashed =
  /bare|elsewhere|no repository|no Git|refuses|module|repository in the registry|nowhere|link|converted|convert|conflict|sparse|bit/;

describe.skipIf(isWindows)('a registry in', () => {
  it.each(Object.keys(situations))('%s is remembered until it changes', async (name) => {
    const place = situations[name]?.() ?? placeAt('');
    await warmUp(list, place);
    expect(await isRemembered(list, place)).toBe(true);
    if (!isHashed.test(name)) expect(isByGit(place)).toBe(true);
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
    expect(isByGit(place)).toBe(true);
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

/** Waits for the next second: file systems and Git count in them. */
async function nextSecond(): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  // The clock of file systems is behind by some milliseconds.
  while (Math.floor((Date.now() - 50) / 1000) <= now) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe.skipIf(isWindows)('times', () => {
  const sneak = (at: string, text: string): void => {
    const { atime, mtime } = statSync(at);
    writeFileSync(at, text);
    utimesSync(at, atime, mtime);
  };
  const backDate = (at: string): void => utimesSync(at, 1_000_000_000, 1_000_000_000);

  it('keep nothing of files that are as young as the clock is coarse', async () => {
    const { folder, git, place } = committed();
    const at = path.join(folder, record);
    const young = { ...place, now: Date.now };
    backDate(at);
    git('add', '-A');
    git('update-index', '-q', '--refresh');
    await same(list, young);
    sneak(at, rule('乙办法'));
    expect((await same(list, young)).stdout).toContain('乙办法');
    expect(answersAt(place)).toEqual([]);
    await same(list, { ...place, now: () => Date.now() - 3_600_000 });
    expect(answersAt(place)).toEqual([]);
  });

  it('that were put back do not hide a change', async () => {
    const { folder, git, place } = committed();
    const at = path.join(folder, record);
    git('config', 'core.trustctime', 'false');
    backDate(at);
    git('update-index', '-q', '--refresh');
    await warmUp(list, place);
    await nextSecond();
    sneak(at, rule('乙办法'));
    expect((await same(list, place)).stdout).toContain('乙办法');
  });

  it('that Git believes wrongly are not believed with it', async () => {
    const { folder, git, place } = committed();
    const at = path.join(folder, record);
    // All within one second, after which Git calls the file unchanged for ever.
    for (let round = 0; round === 0 || git('status', '--porcelain') !== ''; round++) {
      expect(round).toBeLessThan(20);
      await nextSecond();
      writeFileSync(at, rule('甲办法'));
      backDate(at);
      git('update-index', '-q', '--refresh');
      sneak(at, rule('乙办法'));
    }
    await nextSecond();
    await warmUp(list, place);
    writeFileSync(at, rule('甲办法'));
    expect((await same(list, place)).stdout).toContain('甲办法');
  });

  it('change over midnight: the day is the one that the run began on', async () => {
    const argv = ['coverage', '--allow-errors', '--format', 'json'];
    const silent = { write: () => true };
    const [before, after] = ['1795363200', '1795449600'];
    // The day turns when it has been looked at so many times.
    for (let turn = 1; turn <= 6; turn++) {
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
    expect(answersAt(place)).toHaveLength(surroundings.length - 3);
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
    expect(answersAt(place)).toEqual([]);
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
    expect(answersAt(place)).toHaveLength(1);
    const schema = path.join(tool, 'schemas/rule.json');
    writeFileSync(schema, readFileSync(schema, 'utf8').replace('"required": [', '"required": ["notes", '));
    expect(warmly()).not.toEqual(first);
    cpSync(path.join(project, 'schemas/rule.json'), schema);
    expect(warmly()).toEqual(first);
    const manifest = path.join(tool, 'package.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/"version": ".*"/, '"version": "9.9.9"'));
    expect(warmly().stdout).toContain('9.9.9');
  });

  it('may run several times at once', async () => {
    const { place, folder } = committed();
    await settle();
    const argvs = [validate, list, ['coverage', '--allow-errors', '--as-of', day], validate, list, validate];
    const outputs = await Promise.all(
      argvs.map(
        (argv) =>
          new Promise((resolve) => {
            const child = spawn(process.execPath, [program, ...argv], { cwd: folder, env: place.env });
            let said = '';
            child.stdout.on('data', (chunk) => (said += chunk));
            child.on('close', (exit) => resolve([exit, said]));
          }),
      ),
    );
    const cold = argvs.map((argv) => runProgram(project, [...argv, '--no-cache'], place)).map(({ status, stdout }) => [status, stdout]);
    expect(outputs).toEqual(cold);
    expect(argvs.map((argv) => runProgram(project, argv, place)).map(({ status, stdout }) => [status, stdout])).toEqual(cold);
    expect(keptAt(place).filter((at) => at.endsWith('.tmp'))).toEqual([]);
    expect(answersAt(place)).toHaveLength(3);
  });

  it('remembers what two threads have read', { timeout: 120_000 }, async () => {
    const many = Object.fromEntries(
      Array.from({ length: 3200 }, (_, index) => [`rules/r${index}.yaml`, rule(`第${index}号`).replace('1号', `${index}号`)]),
    );
    const { place, folder } = committed(many);
    await settle();
    const first = runProgram(project, list, place);
    expect(answersAt(place)).toHaveLength(1);
    expect(runProgram(project, list, place)).toEqual(first);
    writeFileSync(path.join(folder, 'registry/rules/r3199.yaml'), rule('改过').replace('1号', '3199号'));
    expect(runProgram(project, list, place).stdout).toContain('改过');
  });

  it.skipIf(isWindows)('says of what it may not read what it would say without memory', async () => {
    const { place, folder } = committed();
    chmodSync(folder, 0o755);
    // Whoever is root may read everything.
    const asOther = { ...(isRoot && { uid: 65534, gid: 65534 }) };
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

describe('a check that was kept', () => {
  const checksAt = (place: Place): readonly string[] => keptAt(place).filter((at) => at.endsWith('.check'));

  /** Whether the next run starts from it: findings that are planted there come back. */
  async function isStartedFrom(argv: readonly string[], place: Place): Promise<boolean> {
    const [at = ''] = checksAt(place);
    const whole = readFileSync(at);
    writeFileSync(at, withPlanted(path.basename(at), whole, 'planted'));
    // In a language that nobody else asks in, for the answer may be kept.
    const { stdout } = await run([...argv, '--lang', 'en'], { ...place, now: Date.now });
    writeFileSync(at, whole);
    return stdout.includes('planted');
  }

  it('is started from after a change, an addition, a removal and a commit, with or without Git', async () => {
    const other = { 'rules/b.yaml': rule('乙办法').replace('1号', '2号') };
    for (const place of [committed(other).place, placeAt(folderWith({ ...files, ...other }))]) {
      await warmUp(validate, place);
      expect(checksAt(place)).toHaveLength(1);
      appendFileSync(path.join(place.cwd, record), 'note: 改过\n');
      expect(await isStartedFrom(validate, place)).toBe(true);
      writeFileSync(path.join(place.cwd, 'registry/rules/c.yaml'), rule('丙办法'));
      expect(await isStartedFrom(validate, place)).toBe(true);
      await same(validate, place);
      rmSync(path.join(place.cwd, record));
      expect(await isStartedFrom(validate, place)).toBe(true);
      expect(await isStartedFrom(['coverage', '--as-of', day, '--allow-errors'], place)).toBe(false);
      await same(validate, place);
      gitIn(place.cwd, ['add', '-A']);
      gitIn(place.cwd, ['commit', '-qm', 'second']);
      expect(await isStartedFrom(validate, place)).toBe(true);
      await same(validate, place);
    }
  });

  it('is not believed of a file that Git believes wrongly since', async () => {
    const { place, folder, git } = committed({ 'rules/b.yaml': rule('乙办法').replace('1号', '2号') });
    await warmUp(validate, place);
    const at = path.join(folder, record);
    // Git is silent about a change within the second in which it took the file in; a second may end between.
    let isSilent = false;
    for (let round = 0; !isSilent && round < 20; round++) {
      git('checkout', '-q', 'HEAD', '--', record);
      utimesSync(at, 1_000_000_000 + round, 1_000_000_000 + round);
      git('update-index', '-q', '--refresh');
      writeFileSync(at, rule('甲办法').replace('in-force', 'in-farce'));
      utimesSync(at, 1_000_000_000 + round, 1_000_000_000 + round);
      isSilent = git('status', '--porcelain') === '';
    }
    expect(isSilent).toBe(true);
    expect((await same(validate, place)).stdout).toContain('in-farce');
  });

  it('is started from with a text that is not saved yet, and left by it', async () => {
    const { place } = committed({ 'rules/b.yaml': rule('乙办法') });
    const asked = { ...place, stdin: rule('甲办法').replace('in-force', 'in-farce') };
    const argv = [...validate, '--stdin', '--stdin-filepath', record];
    const cold = await run([...argv, '--no-cache'], asked);
    expect(cold.stdout).toContain('in-farce');
    expect(await run(argv, asked)).toEqual(cold);
    expect(checksAt(place)).toHaveLength(1);
    expect(await run(argv, asked)).toEqual(cold);
    expect(await isStartedFrom(['validate', '--as-of', day], place)).toBe(true);
    await same(validate, place);
    expect(await run(argv, asked)).toEqual(cold);
  });

  it('is not started from on another day, after a change beside the records, or of many', async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`rules/m${i}.yaml`, rule(`第${i}办法`)]));
    const { place, folder } = committed(many);
    await warmUp(validate, place);
    expect(await isStartedFrom(['validate', '--as-of', '2026-01-01'], place)).toBe(false);
    await warmUp(validate, place);
    for (const name of Object.keys(many)) appendFileSync(path.join(folder, 'registry', name), 'note: 改过\n');
    expect(await isStartedFrom(validate, place)).toBe(false);
    await warmUp(validate, place);
    appendFileSync(path.join(folder, 'registry/taxonomy.yaml'), '# 改过\n');
    expect(await isStartedFrom(validate, place)).toBe(false);
    await same(validate, place);
  });
});

describe('the memory', () => {
  it('is neither asked nor added to with --no-cache', async () => {
    const { place } = committed();
    await run([...validate, '--no-cache'], place);
    expect(keptAt(place)).toEqual([]);
    await warmUp(validate, place);
    expect(await isRemembered([...validate, '--no-cache'], place)).toBe(false);
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
    expect(answersAt(place)).toHaveLength(1);
    expect(await both()).toEqual(cold);
    expect(cold[0]).toMatch(/^err/);
  });

  it('is thrown away where it is cut off, at any length, or has one bit that is another', async () => {
    const place = placeAt(folderWith(files));
    await warmUp(validate, place);
    const cold = await run([...validate, '--no-cache'], place);
    for (const at of keptAt(place)) {
      const whole = readFileSync(at);
      // A check is long, and its seal is the same.
      const step = at.endsWith('.check') ? 97 : 1;
      for (let length = 0; length < whole.length; length += step) {
        writeFileSync(at, whole.subarray(0, length));
        expect(await run(validate, place), `${length} bytes of ${path.basename(at)}`).toEqual(cold);
        const flipped = Buffer.from(whole);
        flipped[length] = (flipped[length] ?? 0) ^ (1 << (length % 8));
        writeFileSync(at, flipped);
        expect(await run(validate, place), `bit in byte ${length} of ${path.basename(at)}`).toEqual(cold);
      }
      writeFileSync(at, whole);
    }
    expect(await isRemembered(validate, place)).toBe(true);
  });

  it('is thrown away where it is of another question, of another tool, or no file at all', async () => {
    const { place } = committed();
    await warmUp(validate, place);
    const [answer = ''] = answersAt(place);
    await warmUp(list, place);
    const other = answersAt(place).find((at) => at !== answer) ?? '';
    const cold = await run([...validate, '--no-cache'], place);
    cpSync(other, answer, { force: true });
    expect(await run(validate, place)).toEqual(cold);
    const shapes = [
      'null',
      '1',
      '[]',
      '{}',
      '{"said":{},"exit":0}',
      '{"said":[["stdin","x"]],"exit":0}',
      '{"said":[["stdout"]],"exit":0}',
      '{"said":[],"exit":9}',
      '{"folders":{}}',
      '{"folders":[1]}',
      '{"folders":[],"distrusted":1}',
    ];
    for (const at of keptAt(place))
      for (const shape of shapes) {
        writeFileSync(at, sealed(path.basename(at), shape));
        expect(await run(validate, place), shape).toEqual(cold);
      }
    for (const at of keptAt(place)) {
      rmSync(at);
      if (isWindows) mkdirSync(at);
      else spawnSync('mkfifo', [at]);
    }
    expect(await run(validate, place)).toEqual(cold);
  });

  it('is none where it cannot be written', async () => {
    const { place, folder } = committed();
    writeFileSync(path.join(folder, '.git/mlx'), '');
    const cold = await run([...validate, '--no-cache'], place);
    expect(await run(validate, place)).toEqual(cold);
    expect(await run(validate, { ...placeAt(folderWith(files), { HOME: '' }) })).toEqual(cold);
    expect(readFileSync(path.join(folder, '.git/mlx'), 'utf8')).toBe('');
  });

  it.skipIf(isWindows)('makes no folder where a .git file leads nowhere', async () => {
    const folder = folderWith(files);
    writeFileSync(path.join(folder, '.git'), `gitdir: ${folder}/nowhere\n`);
    await warmUp(validate, placeAt(folder));
    expect(existsSync(path.join(folder, 'nowhere'))).toBe(false);
  });

  it('does not grow without end', async () => {
    const { place } = committed();
    for (let year = 2000; year < 2070; year++) await run(['coverage', '--allow-errors', '--as-of', `${year}-01-01`], place);
    expect(keptAt(place).length).toBeLessThanOrEqual(64);
    expect(await isRemembered(['coverage', '--allow-errors', '--as-of', '2069-01-01'], place)).toBe(true);
  });

  it.skipIf(isWindows)('takes no file into memory that is larger than a record may be', async () => {
    const { place, folder } = committed();
    const at = path.join(folder, 'registry/rules/huge.yaml');
    writeFileSync(at, '');
    truncateSync(at, 3 * 1024 ** 3);
    expect((await same(validate, place)).stdout).toContain('huge.yaml');
  });

  it('is cleared: of the registry, wherever it lies, and of those without Git', async () => {
    const { place, folder } = committed();
    const elsewhere = { ...place, cwd: temporaryFolder() };
    const named = ['--registry', path.join(folder, 'registry')];
    await warmUp([...validate, ...named], elsewhere);
    expect(answersAt(place)).toHaveLength(1);
    await run(['cache', 'clear', ...named], elsewhere);
    expect(keptAt(place)).toEqual([]);
    if (!isWindows) {
      symlinkSync(path.join(folder, 'registry'), path.join(elsewhere.cwd, 'registry'));
      await warmUp(validate, elsewhere);
      expect(answersAt(place)).toHaveLength(1);
      expect((await run(['cache', 'clear'], elsewhere)).stdout).toMatch(/3/);
      expect(keptAt(place)).toEqual([]);
    }
    const plain = placeAt(folderWith(files));
    await warmUp(validate, plain);
    expect(answersAt(plain)).toHaveLength(1);
    await run(['cache', 'clear'], plain);
    expect(keptAt(plain)).toEqual([]);
  });
});
