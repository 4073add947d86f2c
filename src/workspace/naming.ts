// Paths as systems differ in them: signs between folders, drives, and what passes for the same name.
import { realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { attempt } from './attempt.ts';

/** The way from a folder to what lies in it, with `/` on every system; `''` for itself, undefined for what lies elsewhere. */
export function wayInto(folder: string, place: string, system: path.PlatformPath = path): string | undefined {
  const way = system.relative(folder, place);
  const steps = way.split(system.sep);
  // There is no way from one drive to another.
  return steps[0] === '..' || system.isAbsolute(way) ? undefined : steps.join('/');
}

/** Whether two paths lead to the same file or folder. */
export type IsSame = (one: string, other: string) => boolean;

/**
 * A path as the files spell it: one of them, or a folder that holds some; undefined where it is none. A name may come
 * composed or not, and in another case where the system takes both for the same.
 */
export function speltAs(files: readonly string[], given: string, isSame: IsSame): string | undefined {
  if (given === '' || files.some((file) => leads(file, given))) return given;
  const composed = given.normalize('NFC');
  const folded = composed.toLowerCase();
  const steps = given.split('/').length;
  const named = (isOne: (start: string) => boolean): string | undefined => {
    const starts = files.map((file) => file.split('/').slice(0, steps).join('/'));
    return starts.find(isOne);
  };
  return (
    named((start) => start.normalize('NFC') === composed) ??
    named((start) => start.normalize('NFC').toLowerCase() === folded && isSame(start, given))
  );
}

function leads(file: string, given: string): boolean {
  return file === given || file.startsWith(`${given}/`);
}

/** Holds paths in a folder against each other on the disk. */
export function sameIn(folder: string): IsSame {
  const statOf = (name: string): Stats | undefined => attempt(() => statSync(path.join(realpathSync(folder), name)));
  return (one, other) => {
    const [a, b] = [statOf(one), statOf(other)];
    return a !== undefined && a.dev === b?.dev && a.ino === b.ino;
  };
}
