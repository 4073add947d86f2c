// Writes files whole or not at all, and several together: each is laid down beside its place, and only when all of them
// lie there are they moved. A full disk or a folder that is read-only is met before anything has changed. A run that is
// killed between two moves leaves some files new and the others as before, each whole; a second run does the rest.
//
// What is laid down is flushed (fsync) before it is moved. Some file systems note a renaming before the bytes it brings:
// after a power cut the file would be empty, and Git cannot give back what nobody had committed yet. That costs one to a few
// milliseconds a file in place of a fraction of one; a program that is killed loses nothing either way. The folder is not
// flushed: at worst it shows the file of before, which is whole too.
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type Text, UserError } from '../diagnostic.ts';
import { attempt, reasonOf } from './attempt.ts';

export interface Write {
  /** As the user calls it: a path from the working folder. */
  readonly file: string;
  /** What was read of the file: it is replaced only while it still holds that. Without it, whatever is there is replaced. */
  readonly before?: Uint8Array | undefined;
  readonly after: Uint8Array | string;
}

/** Throws UserError where one of the places cannot be written; what was there stays, in all of them. */
export function writeTogether(cwd: string, writes: readonly Write[]): void {
  const stages = new Map<string, string>();
  try {
    const ready = writes.map((write, index) => attempting(write.file, () => laidDown(cwd, write, index, stages)));
    for (const each of ready) if (each.write.before !== undefined) checkUnchanged(each, each.write.before);
    for (const { write, target, temporary } of ready) {
      if (temporary === undefined) attempting(write.file, () => pour(target, write.after));
    }
    for (const { write, target, temporary } of ready) {
      if (temporary !== undefined) attempting(write.file, () => renameSync(temporary, target));
    }
  } finally {
    for (const stage of stages.values()) remove(stage);
  }
}

interface LaidDown {
  readonly write: Write;
  /** Where it will be. */
  readonly target: string;
  /** Where it lies; undefined for what is no file that could be replaced: it is poured out when all others lie ready. */
  readonly temporary: string | undefined;
}

function laidDown(cwd: string, write: Write, index: number, stages: Map<string, string>): LaidDown {
  const given = path.resolve(cwd, write.file);
  const held = statSync(given, { throwIfNoEntry: false });
  if (held?.isDirectory() || write.file.endsWith('/')) throw refused('EISDIR');
  if (held?.isCharacterDevice() || held?.isFIFO() || (held?.isFile() && streamOf(held) !== undefined))
    return { write, target: given, temporary: undefined };
  if (held !== undefined && !held.isFile()) throw refused('ENXIO');
  const target = targetOf(given);
  // Renaming asks nothing of the file it replaces; whoever made it read-only meant it.
  if (held !== undefined) accessSync(target, constants.W_OK);
  const temporary = path.join(stageIn(path.dirname(target), stages), String(index));
  layDown(temporary, write.after, held);
  return { write, target, temporary };
}

/** A link stays a link: what it points to is written, also where nothing is there yet. */
function targetOf(absolute: string): string {
  try {
    return realpathSync(absolute);
  } catch (error) {
    if (reasonOf(error) !== 'ENOENT') throw error;
  }
  const named = path.join(realpathSync(path.dirname(absolute)), path.basename(absolute));
  try {
    return targetOf(path.resolve(path.dirname(named), readlinkSync(named)));
  } catch (error) {
    if (reasonOf(error) === 'ENOENT') return named;
    throw error;
  }
}

/** A folder in the folder, where Git sees nothing of what lies in it; it is gone again when the work is done. */
const stageName = /^\.mlx-[0-9a-f]{12}$/;

/** Milliseconds: a run that is still at work touches its stage more often. */
const longestStill = 10_000;

export function stageIn(folder: string, stages: Map<string, string>): string {
  const held = stages.get(folder);
  if (held !== undefined) return held;
  const stage = path.join(folder, `.mlx-${randomBytes(6).toString('hex')}`);
  mkdirSync(stage, { mode: 0o700 });
  stages.set(folder, stage);
  hide(stage);
  sweep(folder, statSync(stage).mtimeMs - longestStill);
  return stage;
}

function hide(stage: string): void {
  writeFileSync(path.join(stage, '.gitignore'), '*\n');
}

/**
 * Removes what was left by runs that were killed; whoever still needs it would fail, and lose nothing. What may be in use
 * is hidden again: a run can be killed before it has hidden its own.
 */
function sweep(folder: string, before: number): void {
  const stages = attempt(() => readdirSync(folder))?.filter((name) => stageName.test(name)) ?? [];
  for (const stage of stages.map((name) => path.join(folder, name))) {
    const stat = attempt(() => statSync(stage, { throwIfNoEntry: false }));
    if (stat?.isDirectory() && stat.mtimeMs < before) remove(stage);
    else if (stat?.isDirectory() && !attempt(() => statSync(path.join(stage, '.gitignore')).size)) attempt(() => hide(stage));
  }
}

export function remove(stage: string): void {
  attempt(() => rmSync(stage, { recursive: true, force: true }));
}

/** Writes a new file that belongs to whom the held one belongs to, and admits those it admits. */
function layDown(temporary: string, content: Uint8Array | string, held: Stats | undefined): void {
  const descriptor = openSync(temporary, 'wx');
  try {
    writeFileSync(descriptor, content);
    if (held !== undefined) resemble(descriptor, held);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Only root can give a file away; whoever else mends a colleague's file keeps at least the group, where it is theirs too. */
function resemble(descriptor: number, { uid, gid, mode }: Stats): void {
  const own = fstatSync(descriptor);
  if (own.uid !== uid || own.gid !== gid) {
    attempt(() => fchownSync(descriptor, own.uid, gid));
    attempt(() => fchownSync(descriptor, uid, gid));
  }
  if (fstatSync(descriptor).mode !== mode) fchmodSync(descriptor, mode & 0o7777);
}

function checkUnchanged({ write: { file }, target }: LaidDown, before: Uint8Array): void {
  const stat = attempt(() => statSync(target, { throwIfNoEntry: false }));
  if (stat === undefined)
    throw new UserError({ zh: `${file} 刚被别的程序删掉，什么也没有写入`, en: `${file} was deleted meanwhile: nothing was written` });
  if (!stat.isFile() || !attempting(file, () => readFileSync(target)).equals(before))
    throw new UserError({ zh: `${file} 刚被别的程序改动，什么也没有写入`, en: `${file} was changed meanwhile: nothing was written` });
}

/** Writes to what is no file but takes bytes: a device, a pipe, or the file that this program prints to. */
function pour(target: string, content: Uint8Array | string): void {
  const stat = statSync(target);
  const stream = stat.isFile() ? streamOf(stat) : undefined;
  if (stream !== undefined) {
    writeFileSync(stream, content);
    return;
  }
  // A pipe that nobody reads would be waited for without end; asked in this way, it says so.
  const asked = stat.isFIFO() ? openSync(target, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0)) : undefined;
  try {
    const descriptor = openSync(target, constants.O_WRONLY);
    try {
      writeFileSync(descriptor, content);
    } finally {
      closeSync(descriptor);
    }
  } finally {
    if (asked !== undefined) closeSync(asked);
  }
}

/** The stream of this program that goes to the file. Replacing the file would lose what is printed afterwards. */
function streamOf({ dev, ino }: Stats): number | undefined {
  return [1, 2].find((stream) => {
    const stat = attempt(() => fstatSync(stream));
    return stat?.dev === dev && stat.ino === ino;
  });
}

/** Does what writing takes. Throws UserError where it fails. */
export function attempting<Value>(file: string, act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = reasonOf(error);
    const { zh, en } = reasons[code] ?? { zh: undefined, en: undefined };
    throw new UserError({
      zh: `写不了 ${file}：${zh === undefined ? code : `${zh}（${code}）`}`,
      en: `${file} cannot be written: ${en === undefined ? code : `${en} (${code})`}`,
    });
  }
}

const noPermission: Text = { zh: '没有写入权限', en: 'permission denied' };
const noSpace: Text = { zh: '磁盘已满', en: 'no space is left' };

const reasons: Readonly<Record<string, Text>> = {
  EACCES: noPermission,
  EPERM: noPermission,
  EROFS: { zh: '所在的磁盘只读', en: 'the file system is read-only' },
  ENOENT: { zh: '所在的目录不存在', en: 'there is no such folder' },
  ENOTDIR: { zh: '路径中间的一段是文件，不是目录', en: 'a part of the path is a file, not a folder' },
  EISDIR: { zh: '这是目录，不是文件', en: 'this is a folder, not a file' },
  ELOOP: { zh: '链接绕成一圈', en: 'links lead round in a circle' },
  ENAMETOOLONG: { zh: '名称太长', en: 'the name is too long' },
  ENOSPC: noSpace,
  EDQUOT: { zh: '磁盘配额已用完', en: 'the disk quota is used up' },
  EFBIG: { zh: '超过了文件大小的上限', en: 'this is larger than a file may be' },
  ENXIO: { zh: '这不是文件，也没有程序在读', en: 'this is no file, and nobody reads it' },
  EPIPE: { zh: '读的程序已经离开', en: 'the reader has gone away' },
};

function refused(code: string): Error {
  return Object.assign(new Error(code), { code });
}
