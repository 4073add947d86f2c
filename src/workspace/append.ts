// Adds to a file that other programs write to as well.
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../diagnostic.ts';
import { reasonOf } from './unreadable.ts';

/** Throws UserError where the file cannot be written. */
export function appendText(cwd: string, file: string, text: string): void {
  try {
    appendFileSync(path.resolve(cwd, file), text);
  } catch (error) {
    const reason = reasonOf(error);
    throw new UserError({ zh: `写不了 ${file}：${reason}`, en: `${file} cannot be written: ${reason}` });
  }
}
