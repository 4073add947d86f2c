// Answers that were given, remembered by what they were drawn from. What is damaged, foreign or half written is no memory;
// a place that cannot be written is none either. Nothing here ever fails.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { attempt } from './attempt.ts';
import { deserialize, serialize } from './engine.ts';
import type { Environment } from './git.ts';
import { locateGit } from './repository.ts';
import type { Naming } from './workspace.ts';

/** What was printed, in order, and how it ended. */
export interface Kept {
  readonly said: readonly (readonly [stream: 'stdout' | 'stderr', text: string])[];
  readonly exit: 0 | 1 | 2;
}

/** What was found of a registry when it was last read. */
export interface Layout {
  readonly folders: readonly string[];
  /** A state of the index in which Git was silent about something. */
  readonly distrusted?: string | undefined;
}

export interface Memory {
  readonly layout: Layout | undefined;
  /** Whether these words were ever answered. */
  readonly knows: (line: string) => boolean;
  /** What was said to them in a state of the registry. */
  readonly recall: (line: string, state: string) => Kept | undefined;
  readonly keep: (line: string, state: string, kept: Kept) => void;
  readonly note: (layout: Layout) => void;
  /** What the last check of the registry left, where that was kept under this name. */
  readonly recallCheck: (name: string) => KeptCheck | undefined;
  readonly keepCheck: (name: string, kept: KeptCheck) => void;
}

/** What a check left, and what the files held that it was drawn from. */
export interface KeptCheck {
  readonly trace: unknown;
  readonly noted: Noted;
}

/** What files held, and how that was known. */
export interface Noted {
  readonly hash: Naming['hash'];
  /** By their paths in the registry; those that had just been changed are not among them. */
  readonly names: ReadonlyMap<string, string>;
  /** When each of these was last changed, in milliseconds. */
  readonly times: Float64Array;
  /** The state of the index, where Git told and no later one can look the same. */
  readonly index: string | undefined;
  /** Files whose names were not those of the index, or are not known. */
  readonly changed: readonly string[];
}

/** Files that are kept of a repository; the oldest make room. */
const mostFiles = 64;
const mostBytes = 256 * 1024 * 1024;
/** Longer answers are quicker to give anew than their number is to bear. */
const longestAnswer = 8 * 1024 * 1024;

/** The memory of a registry, links resolved: in its Git directory, or in the user's cache folder where there is none. */
export function memoryOf(real: string, env: Environment): Memory | undefined {
  const place = placeOf(real, env);
  if (place === undefined) return undefined;
  const [layoutFile, checkFile] = [`${digest([real])}.layout`, `${digest([real])}.check`];
  const known = loadJson(place, layoutFile, isLayout);
  return {
    layout: known,
    knows: (line) => (attempt(() => readdirSync(place)) ?? []).some((name) => name.startsWith(`${line}-`)),
    recall: (line, state) => loadJson(place, answerFile(line, state), isKept),
    keep: (line, state, kept) => {
      if (kept.said.reduce((length, [, text]) => length + text.length, 0) <= longestAnswer)
        save(place, answerFile(line, state), Buffer.from(JSON.stringify(kept)));
    },
    note: (layout) => {
      if (JSON.stringify(layout) !== JSON.stringify(known)) save(place, layoutFile, Buffer.from(JSON.stringify(layout)));
    },
    recallCheck: (name) => recallCheck(place, checkFile, name),
    keepCheck: (name, kept) => save(place, checkFile, serialize({ name, ...kept })),
  };
}

function answerFile(line: string, state: string): string {
  return `${line}-${state}.answer`;
}

function recallCheck(place: string, file: string, name: string): KeptCheck | undefined {
  const kept = load(place, file, deserialize) as (KeptCheck & { readonly name: string }) | undefined;
  return kept?.name === name ? kept : undefined;
}

/** A name for values that belong together: 64 hexadecimal digits. */
export function digest(values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}

/** Forgets all that is remembered of the folders' repositories, and of registries without one; gives how many files there were. */
export function forget(folders: readonly string[], env: Environment): number {
  const places = [...folders.map((folder) => placeOf(realpathSync(folder), env)), userPlace(env)].filter((each) => each !== undefined);
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

function loadJson<Value>(place: string, name: string, isOne: (value: unknown) => value is Value): Value | undefined {
  const value = load(place, name, (bytes) => JSON.parse(bytes.toString()) as unknown);
  return attempt(() => (isOne(value) ? value : undefined));
}

/** The file begins with what the rest must be, in a file of this name: one that was moved here is no memory. */
function load(place: string, name: string, read: (bytes: Buffer) => unknown): unknown {
  return attempt(() => {
    const at = path.join(place, name);
    // Reading a pipe that somebody put there would never end.
    if (!statSync(at).isFile()) return undefined;
    const bytes = readFileSync(at);
    const rest = bytes.subarray(sealLength);
    return sealOf(name, rest).equals(bytes.subarray(0, sealLength)) ? read(rest) : undefined;
  });
}

const sealLength = 32;

function sealOf(name: string, bytes: Uint8Array): Buffer {
  return createHash('sha256').update(`${name}\0`).update(bytes).digest();
}

/** What another version of the tool wrote may be whole and yet of another shape. */
function isLayout(value: unknown): value is Layout {
  const { folders, distrusted } = value as Record<keyof Layout, unknown>;
  return isListOf(folders, isText) && (distrusted === undefined || isText(distrusted));
}

function isKept(value: unknown): value is Kept {
  const { said, exit } = value as Record<keyof Kept, unknown>;
  const isSaid = (each: unknown): boolean => isListOf(each, isText) && (each[0] === 'stdout' || each[0] === 'stderr') && each.length === 2;
  return isListOf(said, isSaid) && (exit === 0 || exit === 1 || exit === 2);
}

function isListOf(value: unknown, isOne: (each: unknown) => boolean): value is readonly unknown[] {
  return Array.isArray(value) && value.every(isOne);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

/** Written beside its place and moved there, so that another run finds it whole or not at all. */
function save(place: string, name: string, bytes: Uint8Array): void {
  const temporary = path.join(place, `${name}.${process.pid}.tmp`);
  const isSaved = attempt(() => {
    mkdirSync(place, { recursive: true });
    writeFileSync(temporary, Buffer.concat([sealOf(name, bytes), bytes]));
    renameSync(temporary, path.join(place, name));
    return true;
  });
  if (isSaved !== true) attempt(() => rmSync(temporary, { force: true }));
  makeRoom(place);
}

function makeRoom(place: string): void {
  attempt(() => {
    const kept = readdirSync(place).map((name) => ({ name, stat: statSync(path.join(place, name)) }));
    kept.sort((a, b) => b.stat.mtimeMs - a.stat.mtimeMs);
    let bytes = 0;
    for (const [index, { name, stat }] of kept.entries()) {
      bytes += stat.size;
      if (index >= mostFiles || bytes > mostBytes) rmSync(path.join(place, name), { force: true });
    }
  });
}
