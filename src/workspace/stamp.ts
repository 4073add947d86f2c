// What the file system tells of files and folders without reading them: when they were changed, and whether they are as they were.
import { statSync } from 'node:fs';
import { attempt } from './attempt.ts';

/** Clocks of file systems are coarse: some count two seconds. */
export const margin = 2000;

/** What tells one state of a file or folder from another; undefined where there is none. */
export function stampOf(at: string): string | undefined {
  const stat = attempt(() => statSync(at));
  return stat && `${stat.dev} ${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}`;
}

/** When it was last changed, in milliseconds; undefined where there is none. */
export function lastChangeOf(at: string): number | undefined {
  const stat = attempt(() => statSync(at));
  return stat && Math.max(stat.ctimeMs, stat.mtimeMs);
}

/** Whether it is there and was last changed before a time, in milliseconds. */
export function isOlder(at: string, time: number): boolean {
  const changed = lastChangeOf(at);
  return changed !== undefined && changed < time;
}
