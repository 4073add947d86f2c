// Real Git repositories for tests.
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';

/** Nothing of whoever runs the tests: no settings, no name. */
export const gitEnv = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/nonexistent/gitconfig',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.org',
};

export type Ran = Pick<SpawnSyncReturns<string>, 'status' | 'stdout' | 'stderr'>;

export function gitIn(cwd: string, argv: readonly string[], { input = '', more = {} } = {}): Ran {
  const { status, stdout, stderr } = spawnSync('git', argv, { cwd, env: { ...gitEnv, ...more }, input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

export interface Repository {
  readonly folder: string;
  /** Runs Git, which must succeed, and gives what it printed. */
  readonly git: (...argv: readonly string[]) => string;
  readonly write: (name: string, content: string) => void;
  /** Commits all that lies in the folder and gives the hash. */
  readonly commit: (message: string) => string;
}

/** A new repository of what lies in the folder; nothing is committed yet. */
export function repositoryIn(folder: string, ...options: readonly string[]): Repository {
  const git = (...argv: readonly string[]): string => {
    const { status, stdout, stderr } = gitIn(folder, argv);
    expect({ status, stderr: status === 0 ? '' : stderr }, argv.join(' ')).toEqual({ status: 0, stderr: '' });
    return stdout.trim();
  };
  const write = (name: string, content: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  };
  const commit = (message: string): string => {
    git('add', '-A');
    git('commit', '-qm', message);
    return git('rev-parse', 'HEAD');
  };
  git('init', '-q', '-b', 'main', '--template=', ...options);
  return { folder, git, write, commit };
}
