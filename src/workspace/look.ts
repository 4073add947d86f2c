// Git looks at a registry's files: what has changed since the index was written. Asked as soon as it is known where they lie.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { attempt } from './attempt.ts';
import { type Environment, guards, programOf } from './git.ts';
import { locateGit, type Repository } from './repository.ts';
import { stampOf } from './stamp.ts';

export interface Look {
  /** The registry's folder, with links resolved. */
  readonly real: string;
  readonly env: Environment;
  /** When it began, in milliseconds. */
  readonly since: number;
  readonly repository: Repository;
  /** The state of the index before Git was asked. */
  readonly index: string;
  /** What Git says; undefined where it fails or is not there. */
  readonly status: Promise<Buffer | undefined>;
  /** Nobody waits for the answer any more. */
  readonly stop: () => void;
}

/**
 * Asks Git what is changed, untracked or ignored. Undefined where Git cannot tell for certain: there is no repository, or files are
 * not stored as they are, since attributes may convert them.
 */
export function lookByGit(real: string, env: Environment, since: number): Look | undefined {
  const repository = locateGit(real);
  if (repository === undefined || mayConvert(repository, real)) return undefined;
  const index = stampOf(repository.index);
  if (index === undefined) return undefined;
  const { said, stop } = ask(real, statusArgv, env);
  return { real, env, since, repository, index, status: said, stop };
}

/** Attributes can make Git store other bytes than a file has; then what Git holds unchanged may have changed. */
function mayConvert(repository: Repository, real: string): boolean {
  const { commonDir } = repository;
  // A working tree that the settings put elsewhere is not the one that was found.
  if (/worktree/i.test(attempt(() => readFileSync(path.join(commonDir, 'config'), 'utf8')) ?? '')) return true;
  const folders = foldersAbove(repository, real);
  return [path.join(commonDir, 'info/attributes'), ...folders.map((folder) => path.join(folder, '.gitattributes'))].some((at) =>
    existsSync(at),
  );
}

/** From the top of the working tree down to the registry. */
export function foldersAbove({ top }: Repository, real: string): readonly string[] {
  const steps = path.relative(top, real).split(path.sep);
  return [top, ...steps.map((_, index) => path.join(top, ...steps.slice(0, index + 1)))];
}

/** Settings that could make Git look less closely, convert files, or run something, are overruled. */
const settings = [
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'core.trustctime=true',
  'core.checkStat=default',
  // `a.yaml` and `A.yaml` are two names: a change in one must not pass for the other.
  'core.ignoreCase=false',
  'core.autocrlf=false',
  'core.attributesFile=',
  'attr.tree=',
  'core.excludesFile=',
  'status.renames=false',
  'submodule.recurse=false',
].flatMap((setting) => ['-c', setting]);

const statusArgv = ['status', '--porcelain=v2', '-z', '--untracked-files=all', '--ignored=traditional', '--no-renames', '--', '.'];

/** What Git says in a folder; undefined where it fails or is not there. */
export function askGit(folder: string, argv: readonly string[], env: Environment): Promise<Buffer | undefined> {
  return ask(folder, argv, env).said;
}

/** Nothing in the environment may lead Git elsewhere. */
function ask(folder: string, argv: readonly string[], env: Environment): { said: Look['status']; stop: () => void } {
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('GIT_')));
  const program = programOf(env);
  if (program === undefined) return { said: Promise.resolve(undefined), stop: () => {} };
  const git = spawn(program, ['-C', folder, ...settings, ...argv], {
    env: { ...own, ...guards, GIT_ATTR_NOSYSTEM: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
  });
  const chunks: Buffer[] = [];
  const said = new Promise<Buffer | undefined>((resolve) => {
    git.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    git.on('error', () => resolve(undefined));
    git.on('close', (code) => resolve(code === 0 ? Buffer.concat(chunks) : undefined));
  });
  return { said, stop: () => git.kill() };
}
