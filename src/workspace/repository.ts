// Where the Git repository of a folder lies, found without asking Git.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export interface Repository {
  /** The top folder of the working tree. */
  readonly top: string;
  /** Its own Git directory, which is another for each working tree. */
  readonly gitDir: string;
  /** The Git directory that all working trees share. */
  readonly commonDir: string;
  readonly index: string;
}

/** The nearest folder that holds `.git`, as a folder or as a file that names one. */
export function locateGit(folder: string): Repository | undefined {
  for (let top = folder; ; top = path.dirname(top)) {
    const gitDir = gitDirOf(path.join(top, '.git'));
    if (gitDir !== undefined) return { top, gitDir, commonDir: commonDirOf(gitDir), index: path.join(gitDir, 'index') };
    if (path.dirname(top) === top) return undefined;
  }
}

function gitDirOf(at: string): string | undefined {
  const stat = statSync(at, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return at;
  const named = stat?.isFile() ? /^gitdir: (.*?)\n?$/.exec(read(at) ?? '')?.[1] : undefined;
  return named === undefined ? undefined : path.resolve(path.dirname(at), named);
}

function commonDirOf(gitDir: string): string {
  const named = read(path.join(gitDir, 'commondir'))?.trim();
  return named === undefined ? gitDir : path.resolve(gitDir, named);
}

function read(at: string): string | undefined {
  try {
    return readFileSync(at, 'utf8');
  } catch {
    return undefined;
  }
}
