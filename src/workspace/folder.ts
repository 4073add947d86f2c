// Writes a folder whole: laid down beside its place, then swapped in. What the folder held goes only where this program
// wrote all of it: a list of its files lies in it.
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../diagnostic.ts';
import { attempting, remove, stageIn } from './write.ts';

export interface FolderFile {
  /** From the folder, with `/`. */
  readonly path: string;
  readonly content: string;
}

/** The list of the files that were written; it is itself none of them. */
const listName = '.mlx-site';

/** Gives the number of files. Throws UserError where the place cannot be written, or holds what this program did not write. */
export function writeFolder(cwd: string, shown: string, files: Iterable<FolderFile>): number {
  const given = path.resolve(cwd, shown);
  // A link stays a link: the folder that it leads to is replaced.
  const target = existsSync(given) ? realpathSync(given) : given;
  return attempting(shown, () => {
    checkReplaceable(target, shown);
    mkdirSync(path.dirname(target), { recursive: true });
    const stages = new Map<string, string>();
    try {
      const stage = stageIn(path.dirname(target), stages);
      const count = layDown(path.join(stage, 'new'), files);
      // It took a while to make: somebody may have put something there.
      checkReplaceable(target, shown);
      swap(path.join(stage, 'new'), target, path.join(stage, 'old'));
      return count;
    } finally {
      for (const stage of stages.values()) remove(stage);
    }
  });
}

function checkReplaceable(target: string, shown: string): void {
  if (!existsSync(target)) return;
  if (!statSync(target).isDirectory()) throw new UserError({ zh: `${shown} 是文件，不是目录`, en: `${shown} is a file, not a folder` });
  const foreign = foreignIn(target);
  if (foreign !== undefined)
    throw new UserError(
      {
        zh: `${shown} 里的 ${foreign} 不是 mlx site 写的，没有改动任何文件`,
        en: `${foreign} in ${shown} was not written by mlx site: nothing was changed`,
      },
      { zh: '用 --out 另指定一个目录，或先移走它', en: 'name another folder with --out, or move it away first' },
    );
}

/** A file in the folder that this program did not write; undefined where there is none. */
function foreignIn(folder: string): string | undefined {
  const list = path.join(folder, listName);
  const own = new Set(existsSync(list) ? [listName, ...readFileSync(list, 'utf8').split('\n')] : []);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .find((name) => !own.has(name));
}

function layDown(folder: string, files: Iterable<FolderFile>): number {
  const names = new Set<string>();
  const made = new Set<string>();
  mkdirSync(folder);
  for (const { path: name, content } of files) {
    const file = path.join(folder, name);
    if (names.has(name) || path.relative(folder, file).startsWith('..')) throw new Error(`${name} is no place of its own in the folder`);
    names.add(name);
    const under = path.dirname(file);
    if (!made.has(under)) mkdirSync(under, { recursive: true });
    made.add(under);
    writeFileSync(file, content);
  }
  writeFileSync(path.join(folder, listName), `${[...names].join('\n')}\n`);
  return names.size;
}

/** Where the new one does not get to its place the old one goes back. */
function swap(laid: string, target: string, aside: string): void {
  if (!existsSync(target)) {
    renameSync(laid, target);
    return;
  }
  renameSync(target, aside);
  try {
    renameSync(laid, target);
  } catch (error) {
    renameSync(aside, target);
    throw error;
  }
}
