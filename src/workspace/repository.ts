// Where the Git repository of a folder lies, found as Git finds it, without asking Git.
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { attempt } from './attempt.ts';

export interface Repository {
  /** The top folder of the working tree. */
  readonly top: string;
  /** Its own Git directory, which is another for each working tree. */
  readonly gitDir: string;
  /** The Git directory that all working trees share. */
  readonly commonDir: string;
  readonly index: string;
}

/** The nearest folder that holds `.git`, as a folder or as a file that names one; undefined also where Git would refuse it. */
export function locateGit(folder: string): Repository | undefined {
  for (let top = folder; ; top = path.dirname(top)) {
    const at = path.join(top, '.git');
    const kind = kindOf(at);
    const repository = repositoryAt(top, kind === 'file' ? namedBy(at) : at);
    // Git passes over a folder that is none, and stops at a file that leads nowhere.
    if (repository !== undefined || kind === 'file' || path.dirname(top) === top) return repository;
  }
}

function kindOf(at: string): 'folder' | 'file' | undefined {
  const stat = attempt(() => statSync(at));
  return stat?.isDirectory() ? 'folder' : stat?.isFile() ? 'file' : undefined;
}

function repositoryAt(top: string, gitDir: string | undefined): Repository | undefined {
  if (gitDir === undefined || !existsSync(path.join(gitDir, 'HEAD'))) return undefined;
  const commonDir = commonDirOf(gitDir);
  const isOne = ['objects', 'refs'].every((name) => existsSync(path.join(commonDir, name)));
  return isOne ? { top, gitDir, commonDir, index: path.join(gitDir, 'index') } : undefined;
}

function namedBy(at: string): string | undefined {
  const named = /^gitdir: (.*)$/s.exec(lineIn(at) ?? '')?.[1];
  return named === undefined ? undefined : path.resolve(path.dirname(at), named);
}

function commonDirOf(gitDir: string): string {
  const named = lineIn(path.join(gitDir, 'commondir'));
  return named === undefined ? gitDir : path.resolve(gitDir, named);
}

/** What a file of one line holds; the ends of lines may be those of Windows. */
function lineIn(at: string): string | undefined {
  return attempt(() => readFileSync(at, 'utf8'))?.replace(/[\r\n]+$/, '');
}
