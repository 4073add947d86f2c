// Writes a file whole or not at all: to a temporary file beside it, then renamed.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../diagnostic.ts';

/** Throws UserError where the place cannot be written; what was there stays. */
export function writeWhole(cwd: string, file: string, text: string): void {
  const target = path.resolve(cwd, file);
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UserError({ zh: `写不了 ${file}：${reason}`, en: `${file} cannot be written: ${reason}` });
  }
}
