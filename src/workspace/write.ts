// Writes a file whole or not at all: to a temporary file beside it, then renamed.
import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../diagnostic.ts';
import { reasonOf } from './unreadable.ts';

/** Throws UserError where the place cannot be written; what was there stays. */
export function writeWhole(cwd: string, file: string, content: string | Uint8Array): void {
  const target = targetOf(path.resolve(cwd, file));
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, content);
    const held = statSync(target, { throwIfNoEntry: false });
    if (held !== undefined) chmodSync(temporary, held.mode);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    const reason = reasonOf(error);
    throw new UserError({ zh: `写不了 ${file}：${reason}`, en: `${file} cannot be written: ${reason}` });
  }
}

/** Replaces a file that still holds what was read. Throws UserError where somebody has changed it meanwhile. */
export function replaceWhole(cwd: string, file: string, before: Uint8Array, after: Uint8Array): void {
  const now = readFileSync(path.resolve(cwd, file));
  if (!now.equals(before))
    throw new UserError({ zh: `${file} 刚被别的程序改动，没有写入`, en: `${file} was changed meanwhile and is left alone` });
  writeWhole(cwd, file, after);
}

/** A link stays a link: what it points to is written. */
function targetOf(absolute: string): string {
  try {
    return realpathSync(absolute);
  } catch {
    return absolute;
  }
}
