// Answers that were given, remembered by what they were drawn from. What is damaged, foreign or half written is no memory;
// a place that cannot be written is none either. Nothing here ever fails.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from './git.ts';
import { locateGit } from './repository.ts';

/** What was printed, and how it ended. */
export interface Kept {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

export interface Memory {
  /** The registry's folders when it was last read. */
  readonly folders: readonly string[] | undefined;
  readonly recall: (name: string) => Kept | undefined;
  readonly keep: (name: string, kept: Kept, folders: readonly string[]) => void;
}

/** Answers that are remembered of a repository; the oldest make room. */
const mostAnswers = 64;
/** Longer answers are quicker to give anew than their number is to bear. */
const longestAnswer = 8 * 1024 * 1024;

/** The memory of a registry: in its Git directory, or in the user's cache folder where there is none. */
export function memoryOf(registry: string, env: Environment): Memory | undefined {
  const real = realpathSync(registry);
  const place = placeOf(real, env);
  if (place === undefined) return undefined;
  const foldersFile = `${digest([real])}.folders`;
  return {
    folders: load(place, foldersFile) as readonly string[] | undefined,
    recall: (name) => load(place, `${name}.answer`) as Kept | undefined,
    keep: (name, kept, folders) => {
      if (kept.stdout.length + kept.stderr.length > longestAnswer) return;
      save(place, foldersFile, folders);
      save(place, `${name}.answer`, kept);
      makeRoom(place);
    },
  };
}

/** A name for values that belong together: 64 hexadecimal digits. */
export function digest(values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}

/** Forgets all that is remembered of the registry's repository, and of registries without one; gives how many files there were. */
export function forget(folder: string, env: Environment): number {
  const places = [placeOf(realpathSync(folder), env), userPlace(env)].filter((each) => each !== undefined);
  return [...new Set(places)].reduce((count, place) => count + clear(place), 0);
}

function clear(place: string): number {
  const files = attempt(() => readdirSync(place)) ?? [];
  attempt(() => rmSync(place, { recursive: true, force: true }));
  return files.length;
}

function placeOf(real: string, env: Environment): string | undefined {
  const repository = locateGit(real);
  return repository === undefined ? userPlace(env) : path.join(repository.gitDir, 'mlx');
}

/** By the custom of the system; undefined where the environment names no home. */
function userPlace({ XDG_CACHE_HOME, LOCALAPPDATA, HOME }: Environment): string | undefined {
  if (XDG_CACHE_HOME) return path.join(XDG_CACHE_HOME, 'mlx');
  if (LOCALAPPDATA) return path.join(LOCALAPPDATA, 'mlx', 'cache');
  return HOME ? path.join(HOME, '.cache', 'mlx') : undefined;
}

/** The first line says what the rest must be. */
function load(place: string, name: string): unknown {
  return attempt(() => {
    const text = readFileSync(path.join(place, name), 'utf8');
    const end = text.indexOf('\n');
    return text.slice(0, end) === digest([text.slice(end + 1)]) ? JSON.parse(text.slice(end + 1)) : undefined;
  });
}

/** Written beside its place and moved there, so that another run finds it whole or not at all. */
function save(place: string, name: string, value: unknown): void {
  const text = JSON.stringify(value);
  const temporary = path.join(place, `${name}.${process.pid}.tmp`);
  const isSaved = attempt(() => {
    mkdirSync(place, { recursive: true });
    writeFileSync(temporary, `${digest([text])}\n${text}`);
    renameSync(temporary, path.join(place, name));
    return true;
  });
  if (isSaved !== true) attempt(() => rmSync(temporary, { force: true }));
}

function makeRoom(place: string): void {
  attempt(() => {
    const kept = readdirSync(place).filter((name) => !name.endsWith('.folders'));
    if (kept.length <= mostAnswers) return;
    const byAge = kept.map((name) => ({ name, age: statSync(path.join(place, name)).mtimeMs })).sort((a, b) => b.age - a.age);
    for (const { name } of byAge.slice(mostAnswers)) rmSync(path.join(place, name), { force: true });
  });
}

function attempt<Value>(act: () => Value): Value | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
