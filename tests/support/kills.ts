// Kills the program while it writes, and says what it left: real files, the real program, real Git.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  type FSWatcher,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Random, randomOf } from '../fuzz/mutate.ts';

/** What the program is killed at. */
export const deeds = ['fix', 'fmt', 'baseline', 'output', 'memory', 'site'] as const;
export type Deed = (typeof deeds)[number];

export interface Tally {
  /** Kills that met a program that still ran. */
  readonly killed: number;
  /** Of these, while it wrote: something lay beside its place, or some files were as after and some as before. */
  readonly writing: number;
  /** Of these, with some files as after and some as before, each whole. */
  readonly between: number;
  /** Runs afterwards, to the end. */
  readonly reruns: number;
  /** What must never be, in words. */
  readonly damage: readonly string[];
}

export interface Killing {
  /** The project whose program it is, with its shipped registry. */
  readonly project: string;
  readonly count: number;
  readonly seed: number;
  /** Files that the program has to change at once. */
  readonly files: number;
  /** After how many kills the program is run to its end. */
  readonly rerunEvery: number;
  readonly say?: (line: string) => void;
}

const day = '2026-11-23';
const argvOf: Readonly<Record<Deed, (round: number) => readonly string[]>> = {
  fix: () => ['validate', '--fix', '--as-of', day, '--quiet'],
  fmt: () => ['fmt'],
  baseline: () => ['validate', '--update-baseline', '--as-of', day],
  output: () => ['validate', '--as-of', day, '--format', 'json=答 案/全部 结果.json'],
  // Another day each time: what is remembered already is not written again.
  memory: (round) => ['validate', '--as-of', new Date(Date.UTC(2026, 0, 1 + round)).toISOString().slice(0, 10)],
  site: () => ['site', '--allow-errors', '--as-of', day, '--out', '网 页'],
};
/** The folder in which something appears first. */
const watchedOf: Readonly<Record<Deed, string>> = {
  fix: 'registry/rules',
  fmt: 'registry/rules',
  baseline: 'registry',
  output: '答 案',
  memory: '.git/mlx',
  site: '.',
};
const stageName = /(?:^|\/)\.mlx-[0-9a-f]{12}$/;
const env = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/nonexistent/gitconfig',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.org',
};

/** Kills the program so many times, at moments that follow from the seed as far as time can. */
export async function killMany({ project, count, seed, files, rerunEvery, say }: Killing): Promise<Readonly<Record<Deed, Tally>>> {
  const place = mkdtempSync(path.join(tmpdir(), 'mlx-kill-'));
  try {
    const random = randomOf(seed);
    const template = path.join(place, 'template');
    lay(template, project, files);
    const prepare = (deed: Deed): Promise<Target> => targetOf(template, path.join(place, deed), deed, project, files);
    const targets: Readonly<Record<Deed, Target>> = {
      fix: await prepare('fix'),
      fmt: await prepare('fmt'),
      baseline: await prepare('baseline'),
      output: await prepare('output'),
      memory: await prepare('memory'),
      site: await prepare('site'),
    };
    for (let round = 0; round < count; round++) {
      const target = targets[deeds[round % deeds.length] ?? 'fix'];
      await killOnce(target, round, random);
      if (Math.floor(round / deeds.length) % rerunEvery === rerunEvery - 1) await runToTheEnd(target, round, random(2) === 0);
      restore(target);
      if (round % 100 === 99) say?.(`${round + 1} of ${count}`);
    }
    const { fix, fmt, baseline, output, memory, site } = targets;
    return { fix: fix.tally, fmt: fmt.tally, baseline: baseline.tally, output: output.tally, memory: memory.tally, site: site.tally };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Milliseconds: hundreds of files come to their places in less. */
const longestMoving = 8;

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

interface Target {
  readonly folder: string;
  readonly deed: Deed;
  readonly program: string;
  /** Every file but Git's, as it is before and after a whole run. */
  readonly before: Contents;
  readonly after: Contents;
  readonly exit: number | null;
  /** Milliseconds from the start to the first sign of writing, to the first file in its place, and to the end. */
  readonly times: readonly [number, number, number];
  readonly tally: Mutable<Tally> & { damage: string[] };
}

type Contents = ReadonlyMap<string, Buffer>;

/** A committed registry of records with something to mend and to format. */
function lay(folder: string, project: string, files: number): void {
  const write = (name: string, content: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  };
  const taxonomy = readFileSync(path.join(project, 'registry/taxonomy.yaml'), 'utf8').replace(/^lead: .*$/m, 'lead: lead');
  write('registry/taxonomy.yaml', taxonomy);
  write('registry/laws/lead.yaml', 'title: 总领条例\nrank: local-regulation\nstatus: planned\ndomains: all\nsources:\n  - 测试\n');
  for (let index = 1; index <= files; index++) write(`registry/rules/r${index}.yaml`, record(index));
  write('答 案/全部 结果.json', '"以前的答案"\n');
  spawnSync('git', ['init', '-q', '-b', 'main', '--template='], { cwd: folder, env });
  commitAll(folder);
  mkdirSync(path.join(folder, '.git/mlx'));
}

function commitAll(folder: string): void {
  for (const argv of [
    ['add', '-A'],
    ['commit', '-qm', 'all'],
  ])
    spawnSync('git', ['-c', 'core.fsync=none', ...argv], { cwd: folder, env });
}

/** A copy to kill at, and a whole run in another for comparison. */
async function targetOf(template: string, folder: string, deed: Deed, project: string, files: number): Promise<Target> {
  const whole = `${folder}-whole`;
  for (const copy of [folder, whole]) cpSync(template, copy, { recursive: true });
  const program = path.join(project, 'bin/mlx.js');
  const argv = argvOf[deed](0);
  // The pages of another day lie there already.
  if (deed === 'site')
    for (const copy of [folder, whole]) {
      spawnSync(process.execPath, [program, ...argv, '--as-of', '2026-01-01'], { cwd: copy, env });
      commitAll(copy);
    }
  const before = contentsOf(folder);
  // Memory keeps nothing of files that are younger than the clocks of file systems are fine.
  if (deed === 'memory') await new Promise((resolve) => setTimeout(resolve, 2500));
  const { exit, times } = await timed(program, whole, argv, deed);
  const after = contentsOf(whole);
  const tally = { killed: 0, writing: 0, between: 0, reruns: 0, damage: [] };
  const target = { folder, deed, program, before, after, exit, times, tally };
  const changed = changedIn(target);
  const expected = { fix: files, fmt: files, baseline: 1, output: 1, memory: 0, site: undefined }[deed];
  if (expected === undefined ? changed.length === 0 : changed.length !== expected)
    throw new Error(`${deed}: ${changed.length} files change in place of ${expected}, exit ${exit}`);
  return target;
}

function record(index: number): string {
  return `rank: "provincial-government-rule"
title: "第 ${index} 号办法"   # 题名
number: '鲁政发[2020]${index}号'
dates:
  effective: 2020-01-01
status: in-force
domains: all
basis:
  - nobody-${index}
notes: ${'这一段说明使文件长一些。'.repeat(index % 7)}完。
sources:
  - 测试
`;
}

/** Every file under the folder, but those of Git and of stages. */
function contentsOf(folder: string): Contents {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = entries.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  const own = names.filter((name) => !name.startsWith('.git/') && !name.split('/').some((part) => stageName.test(part)));
  return new Map(own.sort().map((name) => [name, readFileSync(path.join(folder, name))]));
}

function stagesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => stageName.test(name));
}

function changedIn({ before, after }: Target): readonly string[] {
  return [...after].filter(([name, bytes]) => before.get(name)?.equals(bytes) !== true).map(([name]) => name);
}

function start(program: string, folder: string, argv: readonly string[]): ChildProcess {
  return spawn(process.execPath, [program, ...argv], { cwd: folder, env, stdio: 'ignore' });
}

function ended(child: ChildProcess): Promise<{ readonly exit: number | null; readonly signal: string | null }> {
  return new Promise((resolve) => child.on('exit', (exit, signal) => resolve({ exit, signal })));
}

/** Calls back at the first sign of writing, and when the first file is in its place. */
function watching(folder: string, deed: Deed, began: () => void, moved: () => void): FSWatcher {
  let [hasBegun, hasMoved] = [false, false];
  return watch(path.join(folder, watchedOf[deed]), (_, name) => {
    const isBeside = name === null || stageName.test(name) || name.endsWith('.tmp');
    if (!hasBegun) began();
    if (!isBeside && !hasMoved) moved();
    [hasBegun, hasMoved] = [true, hasMoved || !isBeside];
  });
}

async function timed(program: string, folder: string, argv: readonly string[], deed: Deed): Promise<Pick<Target, 'exit' | 'times'>> {
  const started = performance.now();
  const since = (): number => performance.now() - started;
  let [begun, moved] = [0, 0];
  const watcher = watching(
    folder,
    deed,
    () => (begun = since()),
    () => (moved = since()),
  );
  const { exit } = await ended(start(program, folder, argv));
  const all = since();
  watcher.close();
  return { exit, times: [Math.min(begun || all, all), Math.min(moved || all, all), all] };
}

/** One kill: anywhere in the run, after the first sign of writing, or once files come to their places. */
async function killOnce(target: Target, round: number, random: Random): Promise<void> {
  const { folder, deed, program, times, tally } = target;
  const [begun, moved, all] = times;
  const within = (length: number): number => (random(1000) / 1000) * length;
  const argv = argvOf[deed](round + 1);
  const aim = random(5);
  const remembered = new Set(readdirSync(path.join(folder, '.git/mlx')));
  const kill = (after: number): void => {
    const until = performance.now() + after;
    const strike = (): void => {
      child.kill('SIGKILL');
    };
    if (after > 5) setTimeout(strike, after);
    else {
      // Timers are coarser than the writing of one file takes.
      while (performance.now() < until);
      strike();
    }
  };
  const [inLaying, inMoving] = [within(Math.max(moved - begun, 2)), within(Math.min(all - moved, longestMoving))];
  const watcher = watching(
    folder,
    deed,
    () => aim > 0 && (aim < 3 || watchedOf[deed] !== 'registry/rules') && kill(inLaying),
    () => aim >= 3 && kill(inMoving),
  );
  const child = start(program, folder, argv);
  const end = ended(child);
  if (aim === 0) kill(within(all));
  const { signal } = await end;
  watcher.close();
  if (signal === 'SIGKILL') tally.killed++;
  const changed = assess(target, `kill ${round}`, /[ /]\.mlx-[0-9a-f]{12}\/$/);
  const leftOver = stagesIn(folder).length > 0 || readdirSync(path.join(folder, '.git/mlx')).some((name) => isNewOver(name, remembered));
  const isBetween = changed > 0 && changed < changedIn(target).length;
  if (isBetween) tally.between++;
  if (signal === 'SIGKILL' && (leftOver || isBetween)) tally.writing++;
}

function isNewOver(name: string, remembered: ReadonlySet<string>): boolean {
  return name.endsWith('.tmp') && !remembered.has(name);
}

/**
 * Enters all that must not be; gives how many files are as after the run. What Git may see: a run can be killed just before
 * it has hidden its stage, and the next run makes up for that.
 */
function assess({ folder, before, after, tally }: Target, when: string, seen = /(?!)/): number {
  const now = contentsOf(folder);
  const possible = new Set([...before.keys(), ...after.keys()]);
  if (isBetweenSites(folder, before, now)) return 0;
  let changed = 0;
  for (const name of now.keys()) if (!possible.has(name)) tally.damage.push(`${when}: ${name} is new`);
  for (const name of possible) {
    const [was, is, will] = [before.get(name), now.get(name), after.get(name)];
    if (is === undefined ? was === undefined : was?.equals(is)) continue;
    if (is !== undefined && will?.equals(is)) changed++;
    else tally.damage.push(`${when}: ${name} is ${is === undefined ? 'gone' : `neither as before nor as after, ${is.length} bytes`}`);
  }
  const { status, stdout } = spawnSync('git', ['-c', 'core.quotePath=false', 'status', '--porcelain', '-z'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  const names = stdout.split('\0').filter((line) => line !== '' && !possible.has(line.slice(3)) && !seen.test(line));
  if (status !== 0 || names.length > 0) tally.damage.push(`${when}: git status is ${status}, and knows ${names.join(', ')}`);
  if (existsSync(path.join(folder, '.git/index.lock'))) tally.damage.push(`${when}: Git's index is locked`);
  return changed;
}

/** Whether it was killed when the old site had gone aside and the new one was not in its place yet: then the old one lies there whole. */
function isBetweenSites(folder: string, before: Contents, now: Contents): boolean {
  const pages = [...before.keys()].filter((name) => name.startsWith('网 页/'));
  if (pages.length === 0 || pages.some((name) => now.has(name))) return false;
  const aside = stagesIn(folder).map((stage) => path.join(folder, stage, 'old'));
  return aside.some((old) => pages.every((name) => existsSync(path.join(old, name.slice('网 页/'.length)))));
}

/** A run after the kill does all that is left to do; what was left behind long ago is gone then. */
async function runToTheEnd(target: Target, round: number, isLater: boolean): Promise<void> {
  const { folder, deed, program, exit, after, tally } = target;
  const stages = stagesIn(folder).map((name) => path.join(folder, name));
  const past = new Date(Date.now() - 60_000);
  if (isLater) for (const stage of stages) utimesSync(stage, past, past);
  const argv = argvOf[deed](round + 1);
  if (deed === 'memory') {
    const say = (...more: readonly string[]): string =>
      spawnSync(process.execPath, [program, ...argv, ...more], { cwd: folder, env, encoding: 'utf8' }).stdout;
    const [first, again, anew] = [say(), say(), say('--no-cache')];
    if (first !== anew || again !== anew) tally.damage.push(`run after kill ${round}: what is remembered is not what is`);
  } else {
    const ran = await ended(start(program, folder, argv));
    if (ran.exit !== exit) tally.damage.push(`run after kill ${round}: exit ${ran.exit} in place of ${exit}`);
    const now = contentsOf(folder);
    const undone = [...after].filter(([name, bytes]) => now.get(name)?.equals(bytes) !== true);
    if (undone.length > 0) tally.damage.push(`run after kill ${round}: ${undone.length} files are not done`);
    if (isLater && stagesIn(folder).length > 0) tally.damage.push(`run after kill ${round}: ${stagesIn(folder).join(', ')} is left`);
  }
  assess(target, `run after kill ${round}`);
  tally.reruns++;
}

/** All as it was before the kill. */
function restore({ folder, before }: Target): void {
  const now = contentsOf(folder);
  for (const name of now.keys()) if (!before.has(name)) rmSync(path.join(folder, name));
  for (const [name, bytes] of before) {
    if (now.get(name)?.equals(bytes) === true) continue;
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  for (const stage of stagesIn(folder)) rmSync(path.join(folder, stage), { recursive: true });
}
