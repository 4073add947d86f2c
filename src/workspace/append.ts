// Adds to a file that other programs write to as well.
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { attempting } from './write.ts';

/** Throws UserError where the file cannot be written. */
export function appendText(cwd: string, file: string, text: string): void {
  const absolute = path.resolve(cwd, file);
  attempting(file, () => appendFileSync(absolute, text));
}
