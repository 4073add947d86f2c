// The cache file of a registry: what was found in its files. Never in the way: what cannot be read is not there, and what
// cannot be written is left.
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { attempt } from './attempt.ts';
import type { Environment } from './git.ts';
import { locateGit } from './repository.ts';

/*
 * A head of `headSize` bytes: JSON behind its length and check sum. Then parts, each a list of numbers or a text, whose sizes
 * and check sums stand in the head: the file is written whole and put in place by renaming. Then a tail, JSON again, which is
 * written over where the rest stays. What fails its check sum is not there.
 */
const headSize = 4096;
const magic = 'mlx cache 1';

interface Head {
  readonly magic: string;
  readonly name: string;
  readonly parts: readonly { readonly size: number; readonly sum: number }[];
}

export type Part = Float64Array | Int32Array | Uint8Array;

export interface Cache {
  /** What the parts are known by. */
  readonly name: string;
  /** Of each part, in bytes. */
  readonly sizes: readonly number[];
  /** The bytes of a part, in a buffer of that capacity; undefined where they are damaged. */
  readonly part: (index: number, capacity?: number) => Uint8Array | undefined;
  readonly tail: unknown;
  readonly close: () => void;
}

/** The cache in a file; undefined where there is none. Another user's is none. */
export function openCache(file: string): Cache | undefined {
  return attempt(() => {
    // A pipe that somebody put there would never open.
    const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(descriptor);
    const head = stat.isFile() && isOwn(stat.uid) ? readHead(descriptor) : undefined;
    if (head === undefined) {
      closeSync(descriptor);
      return undefined;
    }
    const starts = startsOf(head);
    return {
      name: head.name,
      sizes: head.parts.map(({ size }) => size),
      part: (index, capacity) => {
        const { size, sum } = head.parts[index] ?? { size: 0, sum: 0 };
        const bytes = readAt(descriptor, starts[index] ?? 0, size, capacity);
        return bytes !== undefined && crc32(bytes) === sum ? bytes : undefined;
      },
      tail: readJson(descriptor, starts.at(-1) ?? 0),
      close: () => closeSync(descriptor),
    };
  });
}

function isOwn(user: number): boolean {
  return process.getuid === undefined || process.getuid() === user;
}

function readHead(descriptor: number): Head | undefined {
  const head = readJson(descriptor, 0) as Head | undefined;
  return head?.magic === magic ? head : undefined;
}

/** Where each part begins, and behind the last one the tail. */
function startsOf({ parts }: Head): readonly number[] {
  const starts = [headSize];
  for (const { size } of parts) starts.push((starts.at(-1) ?? 0) + size);
  return starts;
}

/** As many bytes from a position, in a buffer of their own; undefined where the file ends before. */
function readAt(descriptor: number, position: number, size: number, capacity = size): Buffer | undefined {
  const bytes = Buffer.from(new ArrayBuffer(capacity), 0, size);
  let length = 0;
  for (let read = -1; read !== 0 && length < size; length += read)
    read = readSync(descriptor, bytes, length, size - length, position + length);
  return length === size ? bytes : undefined;
}

function readJson(descriptor: number, position: number): unknown {
  const start = readAt(descriptor, position, 8);
  const size = start?.readUInt32LE(0) ?? 0;
  // The check sum of nothing is 0: a file of zeros, which a crash may leave, must not pass.
  const bytes = size > 0 && size < mostJson ? readAt(descriptor, position + 8, size) : undefined;
  return bytes !== undefined && crc32(bytes) === start?.readUInt32LE(4) ? JSON.parse(bytes.toString()) : undefined;
}

/** The longest tail, in bytes: what is longer is not kept. */
const mostJson = 8 * 1024 * 1024;

function jsonBytes(value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value));
  const start = Buffer.alloc(8);
  start.writeUInt32LE(text.length, 0);
  start.writeUInt32LE(crc32(text), 4);
  return Buffer.concat([start, text]);
}

/** Writes a cache file whole, beside its place, and moves it there: another run finds it whole or not at all. */
export function writeCache(file: string, name: string, parts: readonly Part[], tail: unknown): void {
  const bytes = parts.map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  const head: Head = { magic, name, parts: bytes.map((each) => ({ size: each.length, sum: crc32(each) })) };
  const temporary = `${file}.${process.pid}.tmp`;
  const isWritten = attempt(() => {
    mkdirSync(path.dirname(file), { recursive: true });
    const descriptor = openSync(temporary, 'w', 0o600);
    try {
      const start = Buffer.alloc(headSize);
      jsonBytes(head).copy(start);
      for (const each of [start, ...bytes, tailBytes(tail)]) writeAll(descriptor, each);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
    return true;
  });
  if (isWritten !== true) attempt(() => rmSync(temporary, { force: true }));
  makeRoom(path.dirname(file));
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

function tailBytes(tail: unknown): Buffer {
  const bytes = jsonBytes(tail);
  return bytes.length < mostJson ? bytes : jsonBytes(null);
}

/** Writes the tail of a cache file over, where the file is still the one of that name. */
export function writeTail(file: string, name: string, tail: unknown): void {
  attempt(() => {
    const descriptor = openSync(file, 'r+');
    try {
      const head = readHead(descriptor);
      if (head?.name !== name) return;
      const [position, bytes] = [startsOf(head).at(-1) ?? 0, tailBytes(tail)];
      writeSync(descriptor, bytes, 0, bytes.length, position);
      ftruncateSync(descriptor, position + bytes.length);
    } finally {
      closeSync(descriptor);
    }
  });
}

/** Cache files in one folder: those that were not used for longest make room. */
const mostFiles = 64;

function makeRoom(folder: string): void {
  attempt(() => {
    const files = readdirSync(folder).map((name) => path.join(folder, name));
    if (files.length <= mostFiles) return;
    const times = new Map(files.map((file) => [file, statSync(file).mtimeMs]));
    files.sort((a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0));
    for (const file of files.slice(mostFiles)) rmSync(file, { force: true });
  });
}

/** The folder of the cache of a registry, links resolved: in its Git directory, or among the user's caches. Undefined where there is no home. */
export function cacheFolder(real: string, env: Environment): string | undefined {
  const repository = locateGit(real);
  return repository === undefined ? userFolder(env) : path.join(repository.gitDir, 'mlx');
}

/** By the custom of the system. */
export function userFolder({ XDG_CACHE_HOME, LOCALAPPDATA, HOME }: Environment): string | undefined {
  if (XDG_CACHE_HOME) return path.join(XDG_CACHE_HOME, 'mlx');
  if (LOCALAPPDATA) return path.join(LOCALAPPDATA, 'mlx', 'cache');
  return HOME ? path.join(HOME, '.cache', 'mlx') : undefined;
}

/** Deletes the cache folders; gives how many files went, and the files and folders that could not be removed. */
export function clearCaches(folders: readonly string[]): { readonly removed: number; readonly left: readonly string[] } {
  let removed = 0;
  const left: string[] = [];
  for (const folder of new Set(folders)) {
    for (const name of attempt(() => readdirSync(folder)) ?? []) {
      const file = path.join(folder, name);
      const isGone = attempt(() => {
        rmSync(file, { recursive: true, force: true });
        return true;
      });
      if (isGone) removed++;
      else left.push(file);
    }
    attempt(() => rmSync(folder, { recursive: true, force: true }));
    if (existsSync(folder) && !left.some((file) => path.dirname(file) === folder)) left.push(folder);
  }
  return { removed, left };
}
