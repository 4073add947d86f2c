// Where the registry is: named, or found upward from the working folder, not past the Git root.
import { existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../diagnostic.ts';

/** The registry's absolute path. Throws UserError where there is none. */
export function locateRegistry(cwd: string, named: string | undefined): string {
  if (named !== undefined) {
    const absolute = path.resolve(cwd, named);
    if (isFolder(absolute)) return absolute;
    throw new UserError({ zh: `没有目录 ${named}`, en: `there is no folder ${named}` }, howToName);
  }
  const found: string[] = [];
  for (const folder of upward(cwd)) {
    const candidate = path.join(folder, 'registry');
    if (!isFolder(candidate)) continue;
    if (existsSync(path.join(candidate, 'taxonomy.yaml'))) return candidate;
    found.push(candidate);
  }
  if (found[0] !== undefined) return found[0];
  throw new UserError({ zh: '从当前目录往上没有找到 registry 目录', en: 'no registry folder was found from here upward' }, howToName);
}

const howToName = { zh: '用 --registry 目录 指明登记库', en: 'name the registry with --registry DIR' };

/** A folder's path with links resolved. */
export function realPath(folder: string): string {
  return realpathSync(folder);
}

function isFolder(candidate: string): boolean {
  return statSync(candidate, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The folder and those above it, up to the one that holds `.git`. */
function* upward(from: string): Iterable<string> {
  for (let folder = from; ; folder = path.dirname(folder)) {
    yield folder;
    if (existsSync(path.join(folder, '.git')) || path.dirname(folder) === folder) return;
  }
}
