// A registry to which anything may happen, in a real Git repository, and the program that is asked about it after each event:
// with its cache it must say what it says without. The program is a copy of the built one, so that its schemas can change too.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { main } from '../../src/cli/main.ts';
import { openCache, writeCache } from '../../src/workspace/cache.ts';

/** One thing that happens, and two numbers that say to what and how. */
export interface Happening {
  readonly event: string;
  readonly a: number;
  readonly b: number;
}

export interface Said {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams, as a terminal shows them. */
  readonly both: string;
}

export interface Tally {
  /** Answers that were compared with those of `--no-cache`. */
  checks: number;
  /** Answers that were planted in the cache, and came back. */
  recalled: number;
  /** Checks in which findings came back that had been planted in the facts of the cache. */
  taken: number;
  /** Of these, checks in which some files were read all the same. */
  reread: number;
}

export const newTally = (): Tally => ({ checks: 0, recalled: 0, taken: 0, reread: 0 });

export interface World {
  readonly folder: string;
  /** The copy of the program. */
  readonly tool: string;
  readonly home: string;
  readonly tally: Tally;
  readonly env: Record<string, string>;
  readonly git: (...argv: readonly string[]) => boolean;
  /** Runs the program so many milliseconds from now. */
  readonly run: (argv: readonly string[], later?: number, stdin?: string) => Promise<Said>;
  main: typeof main;
  /** Counts, so that no two times that are set are the same. */
  times: number;
  /** A cache as it once was. */
  earlier?: Buffer;
}

/** By then all files are old enough that an answer can be kept. */
const muchLater = 10_000;

/** What a test is made of: the built program, and a registry that is committed. */
export interface Template {
  readonly place: string;
  readonly dispose: () => void;
}

export function templateOf(project: string): Template {
  const place = mkdtempSync(path.join(tmpdir(), 'mlx-warm-'));
  for (const part of ['bin', 'dist', 'schemas', 'package.json'])
    cpSync(path.join(project, part), path.join(place, 'tool', part), { recursive: true });
  for (const name of ['plan.yaml', 'jurisdiction.yaml']) cpSync(path.join(project, 'registry', name), path.join(place, name));
  const taxonomy = readFileSync(path.join(project, 'registry/taxonomy.yaml'), 'utf8').replace(/^lead: .*$/m, 'lead: lead');
  const small = {
    'taxonomy.yaml': taxonomy,
    'registry.yaml': 'title: { zh: 库, en: Registry }\nkeeper: { zh: 局, en: Bureau }\n',
    'laws/lead.yaml': 'title: 总领条例\nrank: local-regulation\nstatus: planned\ndomains: all\nsources:\n  - 测试\n',
    'laws/a.yaml': record(0),
    'rules/b.yaml': record(1),
    'rules/细则/c.yaml': record(2),
  };
  commitIn(path.join(place, 'small'), small);
  // Of so many files one may change before the cache is written anew.
  const more = Array.from({ length: 40 }, (_, index) => [`rules/more/m${index}.yaml`, record(index)]);
  commitIn(path.join(place, 'large'), { ...small, ...Object.fromEntries(more) });
  return { place, dispose: () => rmSync(place, { recursive: true, force: true }) };
}

function commitIn(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) write(path.join(folder, 'registry', name), text);
  write(path.join(folder, '.gitignore'), '*.local.yaml\n');
  const argvs = [
    ['init', '-q', '-b', 'main', '--template='],
    ['add', '-A'],
    ['commit', '-qm', 'first'],
    ['branch', 'other'],
  ];
  for (const argv of argvs) gitIn(folder, argv, folder);
}

/** A copy of its own for each sequence. */
export function worldOf({ place }: Template, count: number, tally: Tally): World {
  const own = path.join(place, `world-${count}`);
  const [folder, tool, home] = ['work', 'tool', 'home'].map((name) => path.join(own, name)) as [string, string, string];
  cpSync(path.join(place, count % 2 === 0 ? 'small' : 'large'), folder, { recursive: true });
  mkdirSync(home);
  // What links lead to outside the working folder.
  write(path.join(own, 'beyond/a.yaml'), record(3));
  const env: Record<string, string> = { PATH: process.env.PATH ?? '', HOME: home };
  const world: World = {
    folder,
    tool,
    home,
    tally,
    env,
    git: (...argv) => gitIn(folder, argv, home),
    run: (argv, later, stdin) => runIn(world, argv, later, stdin),
    main: programIn(place, tool),
    times: 0,
  };
  return world;
}

/** The program is loaded once for all worlds whose schemas are those it came with. */
const programs = new Map<string, typeof main>();

function programIn(place: string, tool: string): typeof main {
  const at = existsSync(tool) ? tool : path.join(place, 'tool');
  if (at !== tool && programs.has(at)) return programs.get(at) as typeof main;
  const require = createRequire(path.join(at, 'bin/loader.js'));
  const file = require.resolve('./loader.js');
  delete require.cache[file];
  const loaded = require(file).load('./main.cjs').main as typeof main;
  if (at !== tool) programs.set(at, loaded);
  return loaded;
}

async function runIn({ folder, env, main: program }: World, argv: readonly string[], later = 0, input = ''): Promise<Said> {
  const said = { stdout: '', stderr: '', both: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      said[name] += text;
      said.both += text;
    },
  });
  const stdin = (async function* (): AsyncIterable<string> {
    yield input;
  })();
  const now = (): number => Date.now() + later;
  const exit = await program(argv, { stdin, stdout: stream('stdout'), stderr: stream('stderr'), env: { ...env }, cwd: () => folder, now });
  return { exit, ...said };
}

function gitIn(cwd: string, argv: readonly string[], home: string): boolean {
  const name = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.org', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.org' };
  const env = { PATH: process.env.PATH ?? '', HOME: home, GIT_CONFIG_NOSYSTEM: '1', ...name };
  return spawnSync('git', ['-c', 'core.fsync=none', '-c', 'gc.auto=0', ...argv], { cwd, env, stdio: 'ignore' }).status === 0;
}

/** What is asked: the same few things, so that kept answers are asked for again. */
const questions: readonly (readonly string[])[] = [
  ['validate', '-v'],
  ['validate', '--format', 'json'],
  ['list', '-v'],
  ['coverage', '--gaps', '--allow-errors'],
  ['milestone', '--allow-errors'],
  ['show', 'a', '--allow-errors'],
  ['validate', 'registry/rules'],
  ['validate', '--registry', 'door/registry', 'door/registry/laws'],
  ['validate', '--stdin', '--stdin-filepath', 'registry/laws/a.yaml'],
  ['validate', '--stdin', '--stdin-filepath', 'registry/rules/not-there-yet.yaml'],
  ['validate', '--staged'],
];
const days = ['2026-11-23', '2030-01-01'];

/** Milliseconds from now: mostly all files are old enough, sometimes they may still be changing, sometimes the clock went back. */
const clocks = [muchLater, muchLater, muchLater, 0, muchLater, muchLater, -3_600_000, 0];

/** Lets all of it happen; throws where an answer is not what it would be without the cache. */
export async function live(world: World, happenings: readonly Happening[]): Promise<void> {
  const past: string[] = [];
  for (const { event, a, b } of happenings) {
    const asked: Asked = {
      argv: [...pick(questions, a >> 5), '--as-of', pick(days, b >> 6)],
      later: pick(clocks, b),
      stdin: record(b >> 4),
    };
    past.push(`${event}(${a}, ${b})`);
    nextTick(world);
    const happening = (): Promise<void> => happen(world, { event, a, b });
    if (a % 3 === 1) await plantFindings(world, happening, asked);
    else await happening();
    await compare(world, asked, past);
    if (a % 3 === 0) await plantAnswer(world, asked);
  }
  for (const at of cacheFolders(world)) chmodSync(at, 0o700);
}

/** What cannot happen to files that are as they are by now does not. */
async function happen(world: World, { event, a, b }: Happening): Promise<void> {
  try {
    await events[event]?.(world, a, b);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

/** Waits until the clock of the file system has moved on: it counts in steps of some milliseconds, and the program is told that seconds went by. */
function nextTick({ home }: World): void {
  const touched = (): number => {
    writeFileSync(path.join(home, 'tick'), '');
    return statSync(path.join(home, 'tick')).mtimeMs;
  };
  for (const first = touched(); touched() === first; );
}

/** One command line, the time at which it is given, and what is on standard input. */
interface Asked {
  readonly argv: readonly string[];
  readonly later: number;
  readonly stdin: string;
}

/** Two runs at once, then a third, must say what a run without the cache says. What is staged is checked without writing to the cache. */
async function compare(world: World, { argv, later, stdin }: Asked, past: readonly string[]): Promise<void> {
  const before = argv.includes('--staged') ? bytesOf(world) : undefined;
  const [cold, ...warm] = [
    await world.run([...argv, '--no-cache'], later, stdin),
    ...(await Promise.all([world.run(argv, later, stdin), world.run(argv, later, stdin)])),
    await world.run(argv, later, stdin),
  ];
  world.tally.checks += warm.length;
  const wrong = warm.find((said) => JSON.stringify(said) !== JSON.stringify(cold));
  const command = `after ${past.join(', ')}: mlx ${argv.join(' ')}`;
  if (wrong !== undefined)
    throw new Error(`${command} said\n${wrong.both}exit ${wrong.exit}, and without its cache\n${cold.both}exit ${cold.exit}`);
  if (before !== undefined && before !== bytesOf(world)) throw new Error(`${command} has written to the cache`);
  if (cachesOf(world).some((at) => at.endsWith('.tmp'))) throw new Error(`${command} has left a temporary file`);
}

function bytesOf(world: World): string {
  return cachesOf(world)
    .filter((at) => statOf(at)?.isFile())
    .map((at) => `${at} ${readFileSync(at, 'latin1')}`)
    .join('\n');
}

/** Puts other answers in the place of those that were kept. That one is given proves that the cache is asked. */
async function plantAnswer(world: World, { argv, later, stdin }: Asked): Promise<void> {
  for (const at of cachesOf(world)) {
    const bytes = statOf(at)?.isFile() ? readFileSync(at) : undefined;
    if (bytes === undefined || !withAnswers(at, { said: [['stdout', 'planted']], exit: 1 })) continue;
    if ((await world.run(argv, later, stdin)).both === 'planted') world.tally.recalled++;
    writeFileSync(at, bytes);
  }
}

/** Puts other findings into the facts of each file, and lets something happen. What comes back was not read again. */
async function plantFindings(world: World, happening: () => Promise<void>, { argv, later }: Asked): Promise<void> {
  const [at] = cachesOf(world).filter((each) => statOf(each)?.isFile());
  const bytes = at === undefined ? undefined : readFileSync(at);
  const planted = at === undefined ? 0 : withFindings(at, 'planted');
  await happening();
  if (at === undefined || bytes === undefined || planted === 0) return;
  // Nobody else asks in English: this answer is not met again.
  const { stdout } = await world.run(['validate', '--lang', 'en', '--format', 'json', '--as-of', argv.at(-1) ?? ''], later);
  const found = stdout.split('"planted"').length - 1;
  if (found > 0) world.tally.taken++;
  if (found > 0 && found < planted) world.tally.reread++;
  // Wherever the cache lies by now, nothing that was planted may stay.
  for (const each of cachesOf(world))
    if (statOf(each)?.isFile() && readFileSync(each).includes('planted')) writeFileSync(each, each === at ? bytes : '');
}

/** Gives another answer in the place of every one that the cache in a file has; false where it has none. */
export function withAnswers(at: string, answer: unknown): boolean {
  return rewritten(at, (parts, tail) => {
    if (!tail?.answers.length) return undefined;
    return [parts, { ...tail, answers: tail.answers.map(([line]) => [line, answer]) }];
  });
}

interface Tail {
  readonly answers: readonly (readonly [line: string, answer: unknown])[];
}

/** Gives each file in a cache one finding with this fingerprint in the place of its own, with right check sums; gives how many. */
export function withFindings(at: string, fingerprint: string): number {
  let count = 0;
  const isDone = rewritten(at, (parts, tail) => {
    const names = String(Buffer.from(parts[0] ?? [])).split('\0');
    const records = [...names.keys()].filter((row) => (names[row] ?? '').includes('/'));
    count = records.length;
    const place = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };
    const finding = {
      rule: 'date-order',
      severity: 'error',
      place,
      message: { zh: '另', en: 'other' },
      related: [],
      fingerprint,
    };
    const notes = { ...(JSON.parse(String(Buffer.from(parts.at(-1) ?? []))) as object), findings: records.map((row) => [row, [finding]]) };
    return [[...parts.slice(0, -1), Buffer.from(JSON.stringify(notes))], tail];
  });
  return isDone ? count : 0;
}

type Parts = readonly Uint8Array[];

/** Writes a cache again with other parts or another tail; false where it is damaged, or nothing is to be changed. */
function rewritten(at: string, change: (parts: Parts, tail: Tail | undefined) => readonly [Parts, unknown] | undefined): boolean {
  const cache = openCache(at);
  if (cache === undefined) return false;
  const parts = cache.sizes.map((_, index) => cache.part(index));
  cache.close();
  const next = parts.every((part) => part !== undefined) ? change(parts, cache.tail as Tail | undefined) : undefined;
  if (next !== undefined) writeCache(at, cache.name, next[0], next[1] ?? null);
  return next !== undefined;
}

function cacheFolders({ folder }: World): readonly string[] {
  return ['.git/mlx', '.git-away/mlx', '../home/.cache/mlx'].map((at) => path.join(folder, at)).filter((at) => statOf(at)?.isDirectory());
}

/** Everything that lies in the folders of caches. */
function cachesOf(world: World): readonly string[] {
  return cacheFolders(world).flatMap((at) => readdirSync(at).map((name) => path.join(at, name)));
}

// What may happen.

const titles = ['甲办法', '乙办法', '丙办法', '丁 办法', '$Id$'];

function record(index: number, end = '\n'): string {
  const title = titles[index % titles.length];
  const status = ['in-force', 'repealed', 'draft-ing!'][Math.floor(index / titles.length) % 3];
  const lines = [`title: ${title}`, 'rank: provincial-government-rule', 'dates:', '  effective: 2020-01-01', `status: ${status}`];
  return [...lines, 'domains: all', 'sources:', '  - 测试', ''].join(end);
}

function pick<T>(from: readonly T[], at: number): T {
  return from[at % from.length] as T;
}

function write(at: string, content: string | Uint8Array): void {
  mkdirSync(path.dirname(at), { recursive: true });
  writeFileSync(at, content);
}

/** Paths in the working folder: of files (and links) in the registry, or of folders there. */
function namesIn({ folder }: World, isFolder = false): readonly string[] {
  const registry = path.join(folder, 'registry');
  if (!existsSync(registry)) return [];
  return readdirSync(registry, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory() === isFolder)
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((name) => !name.includes('.git'))
    .sort();
}

type Event = (world: World, a: number, b: number) => unknown;

/** Something that happens to one file of the registry. */
function toFile(act: (world: World, name: string, b: number, at: string) => unknown): Event {
  return (world, a, b) => {
    const names = namesIn(world);
    const name = names[a % Math.max(names.length, 1)];
    if (name !== undefined) act(world, name, b, path.join(world.folder, name));
  };
}

function toFolder(act: (world: World, name: string, b: number, at: string) => unknown): Event {
  return (world, a, b) => {
    const names = namesIn(world, true);
    const name = names[a % Math.max(names.length, 1)];
    if (name !== undefined) act(world, name, b, path.join(world.folder, name));
  };
}

function byGit(...lines: readonly string[]): Event {
  return (world, a) => world.git(...pick(lines, a).split(' '));
}

function isPlain(at: string): boolean {
  return lstatSync(at).isFile() && statSync(at).size < 100_000;
}

/** Long ago, and another time each time. */
function backDate(world: World, at: string): void {
  const then = 1_000_000_000 + world.times++;
  utimesSync(at, then, then);
}

/** The same length and the same time of change: only the time at which the file system noted it tells. */
function sneak(at: string): void {
  if (!isPlain(at)) return;
  const text = readFileSync(at, 'utf8');
  const changed = text.includes('甲') ? text.replace('甲', '乙') : text.replace('乙', '甲');
  const { atime, mtime } = statSync(at);
  writeFileSync(at, changed);
  utimesSync(at, atime, mtime);
}

const places = ['rules', 'laws', 'normative-documents', 'rules/细则', '制度 一', 'rules/.hidden', 'standards/nested.yaml'];
const fileNames = ['n.yaml', '新 办法.yaml', 'q\'uo"te.yml', 'N.YAML', 'x.local.yaml', 'line\nbreak.yaml', 'notes.txt', 'a.yaml'];
const targets = ['a.yaml', '../laws/lead.yaml', '../../outside.yaml', 'nowhere.yaml', '../laws', '../../../beyond'];
const attributeLines = ['*.yaml text eol=crlf\n', '*.yaml ident\n', '* filter=same\n', '*.yaml text=auto\n', '# nothing\n'];
const attributePlaces = ['.gitattributes', 'registry/.gitattributes', 'registry/rules/.gitattributes', '.git/info/attributes'];
const settings = [
  'core.autocrlf true',
  'core.autocrlf input',
  'core.autocrlf false',
  'core.trustctime false',
  'core.checkStat minimal',
  'core.ignoreCase true',
  'core.fileMode false',
  'core.symlinks false',
  'core.untrackedCache true',
  'core.ignoreStat true',
  'core.splitIndex true',
  'core.quotepath true',
  'core.attributesFile ../home/attributes',
  'core.excludesFile ../home/excludes',
  'include.path ../../home/included',
  'status.showUntrackedFiles no',
  'filter.same.clean sed\ts/甲/乙/g',
  'core.fsmonitor true',
  'core.fsmonitor ../home/monitor',
];
const environments: readonly Readonly<Record<string, string>>[] = [
  { GIT_INDEX_FILE: '/nonexistent/index' },
  { GIT_DIR: '/nonexistent' },
  { GIT_WORK_TREE: '/' },
  { GIT_CONFIG_PARAMETERS: "'core.autocrlf'='true'" },
  { GIT_LITERAL_PATHSPECS: '0', GIT_ICASE_PATHSPECS: '1' },
  { MLX_LANG: 'en' },
  { FORCE_COLOR: '1' },
  { CI: 'true', GITHUB_ACTIONS: 'true' },
];

export const events: Readonly<Record<string, Event>> = {
  nothing: () => undefined,
  edit: toFile(
    (_, name, b, at) => isPlain(at) && name.endsWith('.yaml') && !/taxonomy|registry\.yaml|lead/.test(name) && writeFileSync(at, record(b)),
  ),
  editLead: ({ folder }, a) => {
    const at = path.join(folder, 'registry/laws/lead.yaml');
    if (existsSync(at)) writeFileSync(at, readFileSync(at, 'utf8').replace(/^title: .*$/m, `title: 总领${pick(titles, a)}`));
  },
  sneak: toFile((_, __, ___, at) => sneak(at)),
  commitAndSneak: toFile((world, _, __, at) => {
    if (!isPlain(at)) return;
    backDate(world, at);
    world.git('add', '-A');
    sneak(at);
  }),
  replace: toFile((_, name, b, at) => {
    if (!isPlain(at) || /taxonomy|lead/.test(name)) return;
    const { atime, mtime, size } = statSync(at);
    writeFileSync(`${at}.new`, Buffer.from(record(b)).subarray(0, size));
    utimesSync(`${at}.new`, atime, mtime);
    renameSync(`${at}.new`, at);
  }),
  touch: toFile((_, __, ___, at) => isPlain(at) && utimesSync(at, new Date(), new Date())),
  editOutside: (world, _, b) => writeFileSync(path.join(world.folder, pick(['outside.yaml', '../beyond/a.yaml'], b)), record(b)),
  linkThrough: (world, a, b) => {
    const [inside, outside] = [path.join(world.folder, 'registry', pick(places, a)), path.join(world.folder, 'moved-out')];
    const [from, to] = existsSync(outside) ? [outside, inside] : [inside, outside];
    const via = path.join(world.folder, 'via');
    rmSync(via, { force: true });
    renameSync(from, to);
    symlinkSync(to, via);
    const link = path.join(world.folder, 'registry/laws/through.yaml');
    if (b % 2 === 0 && statOf(link) === undefined) symlinkSync(`../../via/${pick(['b.yaml', 'a.yaml', 'c.yaml'], b >> 1)}`, link);
  },
  dataFile: ({ folder }, a, b) => {
    const name = pick(['plan', 'jurisdiction', 'baseline'], a);
    const at = path.join(folder, `registry/${name}.yaml`);
    const shipped = path.join(folder, '../..', `${name}.yaml`);
    if (b % 4 === 0) rmSync(at, { force: true });
    else if (b % 4 === 1 || !existsSync(at)) cpSync(existsSync(shipped) ? shipped : at, at);
    else if (b % 4 === 2) appendFileSync(at, '# 注\n');
    else writeFileSync(at, readFileSync(at, 'utf8').replace(/2025|山东省|id: /, '2024'));
  },
  updateBaseline: (world) => world.run(['validate', '--update-baseline']),
  fix: (world) => world.run(['validate', '--fix'], muchLater),
  noAccess: (world, a) => {
    const at = path.dirname(cachesOf(world)[0] ?? path.join(world.folder, '.git/mlx/x'));
    if (statOf(at)?.isDirectory()) chmodSync(at, pick([0o500, 0o700], a));
  },
  backDate: toFile((world, _, __, at) => isPlain(at) && backDate(world, at)),
  breakYaml: toFile((_, __, ___, at) => isPlain(at) && appendFileSync(at, ': [\n')),
  crlf: toFile((_, __, ___, at) => {
    if (!isPlain(at)) return;
    const text = readFileSync(at, 'utf8');
    writeFileSync(at, text.includes('\r') ? text.replaceAll('\r', '') : text.replaceAll('\n', '\r\n'));
  }),
  bytes: toFile((_, __, b, at) => isPlain(at) && writeFileSync(at, Buffer.from([0xef, 0xbb, 0xbf, b, 0xff, 0x0a]))),
  large: toFile((_, name, __, at) => isPlain(at) && !name.includes('taxonomy') && writeFileSync(at, Buffer.alloc(1_100_000, 'a'))),
  add: ({ folder }, a, b) => {
    const at = path.join(folder, 'registry', pick(places, a), pick(fileNames, b));
    if (!existsSync(at)) write(at, record(a + b));
  },
  addFolder: ({ folder }, a) => mkdirSync(path.join(folder, 'registry', pick(places, a), 'empty.yaml'), { recursive: true }),
  addPipe: ({ folder }, a) => {
    mkdirSync(path.join(folder, 'registry', pick(places, a)), { recursive: true });
    spawnSync('mkfifo', [path.join(folder, 'registry', pick(places, a), 'pipe.yaml')]);
  },
  ignore: ({ folder }, a) => {
    const at = path.join(folder, pick(['.gitignore', '.git/info/exclude', 'registry/.gitignore'], a));
    mkdirSync(path.dirname(at), { recursive: true });
    appendFileSync(at, `${pick(['n.yaml', '*.yml', 'rules/', '!*', 'q*'], a >> 3)}\n`);
  },
  remove: toFile((_, name, b, at) => (b % 4 > 0 && /taxonomy/.test(name) ? undefined : rmSync(at))),
  rename: toFile(({ folder }, name, b, at) => {
    if (/taxonomy|lead/.test(name)) return;
    const target = path.join(
      folder,
      'registry',
      pick(places, b),
      b % 3 === 0 ? path.basename(at).toUpperCase() : `${pick(['z', '改 名', 'a'], b >> 2)}.yaml`,
    );
    mkdirSync(path.dirname(target), { recursive: true });
    if (!existsSync(target) || lstatSync(target).isFile()) renameSync(at, target);
  }),
  swap: (world, a, b) => {
    const names = namesIn(world).filter((name) => !/taxonomy|lead/.test(name));
    const [one, two] = [pick(names, a), pick(names, b)].map((name) => path.join(world.folder, name ?? ''));
    if (names.length < 2 || one === two || one === undefined || two === undefined) return;
    renameSync(one, `${world.folder}/swap`);
    renameSync(two, one);
    renameSync(`${world.folder}/swap`, two);
  },
  moveFolder: toFolder(({ folder }, _, b, at) => {
    const target = path.join(folder, 'registry', pick(['moved', '搬走', 'laws2'], b));
    if (!existsSync(target) && existsSync(at)) renameSync(at, target);
  }),
  link: toFile((_, name, b, at) => {
    if (/taxonomy/.test(name)) return;
    rmSync(at);
    symlinkSync(pick(targets, b), at);
  }),
  linkFolder: toFolder(({ folder }, name, b, at) => {
    if (name.includes('laws')) return;
    rmSync(at, { recursive: true });
    // Never to a folder of the system: `git sparse-checkout` empties what a link leads to.
    symlinkSync(pick(['../outside', 'laws', '../../beyond'], b), at);
    mkdirSync(path.join(folder, 'outside'), { recursive: true });
  }),
  mode: toFile((_, __, b, at) => isPlain(at) && chmodSync(at, b % 2 === 0 ? 0o755 : 0o644)),
  taxonomy: ({ folder }, a) => {
    const at = path.join(folder, 'registry/taxonomy.yaml');
    if (!existsSync(at)) return;
    const text = readFileSync(at, 'utf8');
    writeFileSync(
      at,
      pick([text.replace('法律法规', '法规'), text.replace('id: bureau', 'id: bureau2'), text.replace('Laws and', 'Acts and')], a),
    );
  },
  settings: ({ folder }, a) =>
    write(
      path.join(folder, 'registry/registry.yaml'),
      `title: { zh: 库${a % 3}, en: Registry }\nkeeper: { zh: 局, en: Bureau }\n${pick(['', 'recorded: 2026-01-01\n', 'nonsense: 1\n'], a >> 2)}`,
    ),
  schemas: (world, a) => changeSchemas(world, a),
  door: ({ folder }, a) => {
    rmSync(path.join(folder, 'door'), { force: true });
    symlinkSync(pick(['.', 'elsewhere'], a), path.join(folder, 'door'));
    cpSync(path.join(folder, 'registry'), path.join(folder, 'elsewhere/registry'), {
      recursive: true,
      force: true,
      verbatimSymlinks: true,
      filter: (from) => !statOf(from)?.isFIFO(),
    });
  },
  nested: ({ folder, git }, a) => {
    const at = path.join(folder, 'registry', pick(places, a));
    mkdirSync(at, { recursive: true });
    git('init', '-q', '--template=', at);
    if (a % 2 === 0) git('-C', at, 'add', '-A');
    if (a % 4 === 0) git('-C', at, 'commit', '-qm', 'nested');
  },
  stage: (world, a) => world.git('add', ...pick([['-A'], ['-u'], ['-AN'], ['registry/rules'], ['-Af', 'registry']], a)),
  commit: (world, a) => world.git('add', '-A') && world.git('commit', '-qm', `c${a}`),
  commitIndex: byGit('commit -qm i', 'commit -qm i --allow-empty', 'commit -q --amend --no-edit'),
  gitRemove: toFile(({ git }, name, b) => git('rm', '-qf', ...(b % 2 === 0 ? ['--cached'] : []), '--', name)),
  gitMove: toFile(
    ({ git }, name, b) =>
      !/taxonomy|lead/.test(name) &&
      git('mv', '-f', name, `registry/${pick(['rules', 'laws'], b)}/${pick(['移.yaml', 'm.yaml', 'A.yaml'], b >> 1)}`),
  ),
  checkout: byGit(
    'checkout -q other',
    'checkout -qf other',
    'checkout -qf main',
    'checkout -qf --detach HEAD~1',
    'checkout -q -B other',
    'checkout -q -- registry',
  ),
  reset: byGit('reset -q --hard', 'reset -q --hard HEAD~1', 'reset -q', 'reset -q --soft HEAD~1', 'clean -fdxq', 'read-tree other'),
  stash: byGit('stash -q -u', 'stash pop -q', 'stash pop -q --index'),
  merge: byGit('merge -q other -m m', 'cherry-pick other', 'merge --abort', 'checkout -q --theirs -- registry'),
  bit: toFile(({ git }, name, b) =>
    git('update-index', pick(['--assume-unchanged', '--skip-worktree', '--no-assume-unchanged', '--no-skip-worktree'], b), '--', name),
  ),
  bitAndEdit: toFile(({ git }, name, b, at) => {
    if (!isPlain(at) || /taxonomy|lead/.test(name)) return;
    git('update-index', pick(['--assume-unchanged', '--skip-worktree'], b), '--', name);
    writeFileSync(at, record(b));
  }),
  index: byGit(
    'update-index -q --refresh',
    'update-index --split-index',
    'update-index --untracked-cache',
    'update-index --fsmonitor',
    'status',
    'update-index --index-version 4',
    'update-index -q --really-refresh',
    'update-index --no-split-index',
  ),
  noIndex: ({ folder }, a) => a % 3 === 0 && rmSync(path.join(folder, '.git/index'), { force: true }),
  orphan: byGit('checkout -q --orphan new', 'checkout -qf main'),
  sparse: byGit(
    'sparse-checkout set --no-cone /* !/registry/rules/',
    'sparse-checkout set --sparse-index registry/laws',
    'sparse-checkout disable',
  ),
  module: ({ git }, a) => git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},registry/${pick(places, a)}/module`),
  attributes: (world, a, b) => {
    write(path.join(world.folder, pick(attributePlaces, a)), pick(attributeLines, b));
    if (b % 2 === 0) world.git('config', 'filter.same.clean', 'sed s/甲/乙/g');
    if (b % 3 === 0) world.git('add', '-A');
  },
  noAttributes: ({ folder }, a) => rmSync(path.join(folder, pick(attributePlaces, a)), { force: true }),
  config: ({ git, home }, a) => {
    write(path.join(home, 'attributes'), pick(attributeLines, a >> 4));
    write(path.join(home, 'excludes'), '*.yml\nn.yaml\n');
    write(path.join(home, 'included'), '[core]\n\tautocrlf = true\n\ttrustctime = false\n\tignoreCase = true\n');
    // It says that nothing has changed since the last time.
    write(path.join(home, 'monitor'), '#!/bin/sh\nprintf "token\\0"\n');
    chmodSync(path.join(home, 'monitor'), 0o755);
    const [key = '', value = ''] = pick(settings, a).split(' ');
    git('config', key, value.replace('\t', ' '));
  },
  globalConfig: ({ home }, a) =>
    write(
      path.join(home, '.gitconfig'),
      pick(
        ['[core]\n\tautocrlf = true\n', '[core]\n\tignoreCase = true\n\ttrustctime = false\n', '[safe]\n\tdirectory = /nowhere\n', ''],
        a,
      ),
    ),
  environment: ({ env }, a) => Object.assign(env, pick(environments, a)),
  plainEnvironment: ({ env }) => {
    for (const name of Object.keys(env)) if (name !== 'PATH' && name !== 'HOME') delete env[name];
  },
  noGit: ({ folder }, a) => {
    const [at, away] = [path.join(folder, '.git'), path.join(folder, '.git-away')];
    if (existsSync(away)) renameSync(away, at);
    else if (a % 2 === 0) renameSync(at, away);
  },
  clear: async (world, a) => {
    const { exit } = await world.run(['cache', 'clear', ...(a % 2 === 0 ? ['--registry', 'registry'] : [])]);
    if (exit === 0 && a % 2 === 0 && cachesOf(world).some((at) => at.includes('.git/'))) throw new Error('cache clear has left something');
  },
  damage: (world, a, b) => damage(world, a, b),
};

function statOf(at: string): ReturnType<typeof lstatSync> | undefined {
  return lstatSync(at, { throwIfNoEntry: false });
}

/** Caches are cut off, changed in one bit, exchanged for each other, or replaced by something else. */
function damage(world: World, a: number, b: number): void {
  const files = cachesOf(world).filter((at) => statOf(at)?.isFile());
  const at = files[a % Math.max(files.length, 1)];
  if (at === undefined) return;
  const bytes = readFileSync(at);
  const how = b % 6;
  if (how === 0) writeFileSync(at, bytes.subarray(0, (b * 7919) % bytes.length));
  if (how === 1) writeFileSync(at, flipped(bytes, (b * 7919) % bytes.length));
  if (how === 2) writeFileSync(at, otherCache(world, bytes, b >> 3));
  if (how === 3) writeFileSync(at, pick(['', 'null', '{}', '\0'.repeat(8192), record(b)], b >> 3));
  if (how === 4) {
    rmSync(at);
    mkdirSync(at);
  }
  if (how === 5) {
    rmSync(at);
    spawnSync('mkfifo', [at]);
  }
}

/** One bit is another. */
export function flipped(bytes: Uint8Array, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8));
  return copy;
}

/** The cache of another registry, of another build or of an earlier state of this registry. */
function otherCache(world: World, bytes: Buffer, which: number): Buffer {
  const held = world.earlier;
  if (!bytes.includes('planted')) world.earlier = bytes;
  if (which % 3 === 0) return held ?? bytes;
  const at = path.join(world.home, 'other');
  writeFileSync(at, bytes);
  const cache = openCache(at);
  const parts = cache?.sizes.map((_, index) => cache.part(index) ?? new Uint8Array()) ?? [];
  cache?.close();
  const [build = '', ...rest] = (cache?.name ?? '').split(' ');
  const name = [which % 3 === 1 ? build.replace(/./g, '0') : build, ...rest.map((each) => each.replace(/./g, '1'))].join(' ');
  writeCache(at, name, parts, cache?.tail ?? null);
  const other = readFileSync(at);
  rmSync(at);
  return other;
}

/** The program gets a folder of its own, with a schema that asks for something else. */
function changeSchemas(world: World, a: number): void {
  const place = path.join(world.folder, '../..');
  if (!existsSync(world.tool)) cpSync(path.join(place, 'tool'), world.tool, { recursive: true });
  const at = path.join(world.tool, 'schemas/rule.json');
  const schema = JSON.parse(readFileSync(path.join(place, 'tool/schemas/rule.json'), 'utf8')) as { required: string[]; title: string };
  if (a % 3 === 0) schema.required.push('notes');
  if (a % 3 === 1) schema.title += '？';
  writeFileSync(at, a % 3 === 2 ? readFileSync(path.join(place, 'tool/schemas/rule.json')) : JSON.stringify(schema));
  if (a % 5 === 0) {
    const manifest = path.join(world.tool, 'package.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/"version": ".*"/, `"version": "0.0.${a % 7}"`));
  }
  world.main = programIn(place, world.tool);
}
