// Which files of a registry are as they were when its cache was written: by their stamps, else by their contents.
import { createHash } from 'node:crypto';
import { lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { compareText } from '../diagnostic.ts';
import { attempt } from './attempt.ts';
import { type Cache, openCache, type Part, writeCache, writeTail } from './cache.ts';
import { wayInto } from './naming.ts';
import { type Listing, listRegistry } from './read.ts';
import type { Content } from './workspace.ts';

/** What is said of each file by the file system: size, time of the last change to its content and to itself in milliseconds, inode. */
type Stamp = readonly [size: number, modified: number, changed: number, inode: number];

/** What came after the parts of a cache were written. */
interface Tail {
  /** Files that were read since, with their stamps and what names their contents. */
  readonly read: readonly (readonly [path: string, stamp: Stamp, id: string])[];
  /** Answers in this state of the files: what they are known by, and what was said. */
  readonly state: string;
  readonly answers: readonly (readonly [line: string, answer: unknown])[];
}

/** Bytes of an id: SHA-1. */
const idSize = 20;

/** Clocks of file systems are coarse, some count two seconds: a file that was changed so shortly before can change again and look the same. */
const racy = 2000;

/** The first three parts of a cache are the paths, the stamps and the ids of the files; these follow. */
export const firstPart = 3;

/** The files of a registry now, and what its cache knows of them. */
export interface KnownFiles extends Listing {
  /** Undefined where there is no place for a cache. */
  readonly cacheFile: string | undefined;
  readonly cache: Cache | undefined;
  /** When the stamps were taken, in milliseconds. */
  readonly since: number;
  readonly stamps: Float64Array;
  /** For each file the row in the cache that has its path, or -1. */
  readonly rows: Int32Array;
  /** Whether a file has the stamp that it has in the cache. */
  readonly isStill: (row: number) => boolean;
  /** What names the content that a file had when the cache was written. */
  readonly idBefore: (row: number) => string | undefined;
  /** What names the content of a file, where its stamp was seen since. */
  readonly idByStamp: (row: number) => string | undefined;
  /** Files of the cache that are not there any more. */
  readonly gone: readonly string[];
  readonly tail: Tail | undefined;
}

/** What a cache knows of the files that it was written for. */
export interface Stored {
  readonly cache: Cache;
  readonly paths: readonly string[];
  readonly stamps: Float64Array;
  /** What names the content of the file in a row. */
  readonly idOf: (row: number) => string;
}

/** The cache in a file; undefined where there is none of the build. */
export function stored(cacheFile: string | undefined, build: string): Stored | undefined {
  const cache = cacheFile === undefined ? undefined : openCache(cacheFile);
  const isOf = cache?.name.startsWith(`${build} `) === true;
  const [paths, stamps, ids] = [0, 1, 2].map((index) => (isOf ? cache.part(index) : undefined));
  if (cache === undefined || paths === undefined || stamps === undefined || ids === undefined) {
    cache?.close();
    return undefined;
  }
  const bytes = Buffer.from(ids.buffer);
  return {
    cache,
    paths: Buffer.from(paths).toString().split('\0'),
    stamps: new Float64Array(stamps.buffer),
    idOf: (row) => bytes.toString('latin1', row * idSize, (row + 1) * idSize),
  };
}

/** Lists the registry, links resolved in its path, and compares its stamps with the cache of the build. */
export function knownFiles(real: string, cacheFile: string | undefined, build: string, since: number): KnownFiles {
  const listing = listRegistry(real);
  const stamps = stampsOf(real, listing);
  const before = stored(cacheFile, build);
  const { rows, gone } = matched(listing.names, before?.paths ?? []);
  const tail = before?.cache.tail as Tail | null | undefined;
  const later = new Map(tail?.read.map(([path, stamp, id]) => [path, { stamp, id }]));
  const rowOf = (row: number): number => rows[row] ?? -1;
  return {
    ...listing,
    cacheFile,
    cache: before?.cache,
    since,
    stamps,
    rows,
    isStill: (row) => before !== undefined && rowOf(row) >= 0 && isSame(stamps, row, before.stamps, rowOf(row)),
    idBefore: (row) => (rowOf(row) < 0 ? undefined : before?.idOf(rowOf(row))),
    idByStamp: (row) => {
      const read = later.get(listing.names[row] ?? '');
      return read?.stamp.every((each, index) => each === stamps[row * 4 + index]) ? read.id : undefined;
    },
    gone,
    tail: tail ?? undefined,
  };
}

function stampsOf(real: string, { names, links }: Listing): Float64Array {
  const stamps = new Float64Array(names.length * 4);
  let at = 0;
  for (const name of names) {
    const file = `${real}/${name}`;
    const stat = lstatSync(file, { throwIfNoEntry: false });
    const target = links.has(name) ? targetOf(real, file) : stat;
    stamps[at] = target?.size ?? Number.NaN;
    stamps[at + 1] = target?.mtimeMs ?? Number.NaN;
    stamps[at + 2] = Math.max(stat?.ctimeMs ?? Number.NaN, target?.ctimeMs ?? Number.NaN);
    stamps[at + 3] = target?.ino ?? Number.NaN;
    at += 4;
  }
  return stamps;
}

/** What a link leads to can change, and where it leads. A link that leaves the registry has no stamp: folders on its way may have been moved. */
function targetOf(real: string, file: string): Stats | undefined {
  return attempt(() => (wayInto(real, realpathSync(file)) === undefined ? undefined : statSync(file)));
}

function isSame(stamps: Float64Array, row: number, others: Float64Array, other: number): boolean {
  const [at, from] = [row * 4, other * 4];
  return (
    stamps[at] === others[from] &&
    stamps[at + 1] === others[from + 1] &&
    stamps[at + 2] === others[from + 2] &&
    stamps[at + 3] === others[from + 3]
  );
}

/** For each name its position among those before, both in the order of code points, and the names that are gone. */
export function matched(names: readonly string[], before: readonly string[]): Pick<KnownFiles, 'rows' | 'gone'> {
  const rows = new Int32Array(names.length).fill(-1);
  const gone: string[] = [];
  let next = 0;
  for (const [row, name] of names.entries()) {
    for (let old = before[next]; old !== undefined && old !== name && compareText(old, name) < 0; old = before[++next]) gone.push(old);
    if (before[next] === name) rows[row] = next++;
  }
  return { rows, gone: [...gone, ...before.slice(next)] };
}

/** What names a content: SHA-1, by which Git knows files too. */
export function idOf(content: Content): string {
  const hash = createHash('sha1');
  if (!('bytes' in content)) return hash.update(`unreadable ${content.unreadable.en}`).digest('binary');
  return hash.update(`blob ${content.bytes.length}\0`).update(content.bytes).digest('binary');
}

/** What names the state of all files, by those that differ from the cache; undefined where the content of one is not known. */
export function stateOf(known: KnownFiles, idOfChanged: (row: number) => string | undefined): string | undefined {
  const { names, cache, gone } = known;
  const hash = createHash('sha1').update(JSON.stringify([cache?.name, gone]));
  for (const [row, name] of names.entries()) {
    if (known.isStill(row)) continue;
    const id = idOfChanged(row);
    if (id === undefined) return undefined;
    if (id !== known.idBefore(row)) hash.update(JSON.stringify([name, id]));
  }
  return hash.digest('hex');
}

/** The answer that was given in this state of the files; undefined where there was none. */
export function answerIn(known: KnownFiles, line: string): unknown {
  const { tail } = known;
  if (tail === undefined || stateOf(known, known.idByStamp) !== tail.state) return undefined;
  return tail.answers.find(([each]) => each === line)?.[1];
}

/** What a run has found out, to be kept. */
export interface Found {
  /** The build, and what the data files say that facts depend on. */
  readonly build: string;
  readonly basis: string;
  /** Whether the facts in the cache were of use. Where they were not, it is written whole. */
  readonly isKnown: boolean;
  /** What names the contents of the files that were read. */
  readonly ids: ReadonlyMap<number, string>;
  readonly facts: () => readonly Part[];
  readonly answer: readonly [line: string, answer: unknown] | undefined;
}

/** Answers that are kept in one state of the files: those of an editor, a hook and a person. */
const mostAnswers = 16;

/** Bytes of all of them: a tail that is too long is not kept at all. */
const longestAnswers = 4 * 1024 * 1024;

/** The newest answers that fit. */
function fitting(answers: Tail['answers']): Tail['answers'] {
  let room = longestAnswers;
  return answers
    .filter((each) => {
      const size = Buffer.byteLength(JSON.stringify(each));
      const isFitting = size <= room;
      if (isFitting) room -= size;
      return isFitting;
    })
    .slice(0, mostAnswers);
}

/** Writes the cache whole where there was none, or where it knows too few of the files; else what came since. */
export function keep(known: KnownFiles, { build, basis, isKnown, ids, facts, answer }: Found): void {
  const { cacheFile, cache, names, tail } = known;
  if (cacheFile === undefined) return;
  const idOf = (row: number): string | undefined => ids.get(row) ?? known.idByStamp(row);
  const changed = changedIn(known);
  const isWhole = isKnown && !hasManyChanges(known);
  const state = isWhole ? stateOf(known, idOf) : '';
  const answers = isWhole && tail?.state === state ? (tail?.answers.filter(([line]) => line !== answer?.[0]) ?? []) : [];
  const kept = fitting(answer === undefined ? answers : [answer, ...answers]);
  if (isWhole) {
    const read = changed.flatMap((row): Tail['read'] => {
      const [stamp, id] = [settledStamp(known, row), idOf(row)];
      return stamp === undefined || id === undefined ? [] : [[names[row] ?? '', stamp, id]];
    });
    const next: Tail = { read, state: state ?? '', answers: kept };
    if (JSON.stringify(next) !== JSON.stringify(tail)) writeTail(cacheFile, cache?.name ?? '', next);
    return;
  }
  const allIds = [...names.keys()].map((row) => (known.isStill(row) ? known.idBefore(row) : idOf(row)) ?? '');
  if (allIds.some((id) => id.length !== idSize)) return;
  const bytes = Buffer.from(allIds.join(''), 'latin1');
  const stamps = known.stamps.slice();
  for (const row of names.keys()) if (settledStamp(known, row) === undefined) stamps.fill(Number.NaN, row * 4, row * 4 + 4);
  // A folder that was moved leaves ids and stamps as they were.
  const paths = Buffer.from(names.join('\0'));
  const name = `${build} ${basis} ${createHash('sha1').update(paths).update(bytes).update(new Uint8Array(stamps.buffer)).digest('hex')}`;
  const fresh = { ...known, cache: { name } as Cache, gone: [], isStill: () => true };
  writeCache(cacheFile, name, [paths, stamps, bytes, ...facts()], {
    read: [],
    state: stateOf(fresh, () => ''),
    answers: kept,
  });
}

function changedIn({ names, isStill }: KnownFiles): readonly number[] {
  return [...names.keys()].filter((row) => !isStill(row));
}

/** Whether the cache is to be written whole: it knows too few of the files. */
export function hasManyChanges(known: KnownFiles): boolean {
  return changedIn(known).length + known.gone.length > known.names.length / mostChanged;
}

/** One of so many files may have changed before the cache is written anew. */
const mostChanged = 20;

/** The stamp of a file; undefined where it changed so shortly before it was taken that it can change again and look the same. */
function settledStamp({ stamps, since }: KnownFiles, row: number): Stamp | undefined {
  const [size = 0, modified = 0, changed = 0, inode = 0] = stamps.subarray(row * 4, row * 4 + 4);
  return Math.max(modified, changed) < since - racy ? [size, modified, changed, inode] : undefined;
}
