// Makes a registry of any size in a Git repository of its own, the same bytes each time:
// `node tests/support/run.js tests/bench/generate.ts FOLDER COUNT [DAY]`. The shipped registry is part of it.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import path from 'node:path';
import { documentsBeside } from './documents.ts';
import { readShipped, shipped } from './shipped.ts';

/** The day on which a generated registry has no findings but those of the shipped one. */
export const soundDay = '2026-11-25';

/** Writes `count` documents below `folder`/registry and commits them; the folder must not hold any yet. */
export function generateRegistry(folder: string, count: number, day: string): void {
  const registry = path.join(folder, 'registry');
  const base = readShipped();
  if (count < base.ids.size) throw new Error(`a generated registry has at least the ${base.ids.size} documents of the shipped one`);
  mkdirSync(folder, { recursive: true });
  cpSync(shipped, registry, { recursive: true, errorOnExist: true, force: false });
  for (const { path: name, text } of documentsBeside(base, count - base.ids.size, day)) {
    writeFileSync(path.join(registry, name), text, { flag: 'wx' });
  }
  commit(folder);
}

function commit(folder: string): void {
  git(folder, 'init', '--quiet');
  // Housekeeping must not begin while something is measured.
  git(folder, 'config', 'gc.auto', '0');
  // A threshold of one byte writes all files into one pack, as they are in a clone, and not each into a file of its own.
  git(folder, '-c', 'core.bigFileThreshold=1', 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'A generated registry');
}

function git(folder: string, ...argv: readonly string[]): void {
  const who = { NAME: 'Generator', EMAIL: 'generator@example.org', DATE: '2026-01-01T00:00:00Z' };
  const roles = ['AUTHOR', 'COMMITTER'].flatMap((role) => Object.entries(who).map(([name, value]) => [`GIT_${role}_${name}`, value]));
  execFileSync('git', ['-c', 'core.autocrlf=false', '-c', 'core.hooksPath=/dev/null', ...argv], {
    cwd: folder,
    env: { ...process.env, ...Object.fromEntries(roles), GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

// Run as a program, and not read by another one.
if (process.argv[1]?.endsWith(path.join('tests', 'bench', 'generate.ts'))) {
  const [folder, count, day = soundDay] = process.argv.slice(2);
  if (folder === undefined || !Number.isInteger(Number(count))) throw new Error('usage: generate.ts FOLDER COUNT [DAY]');
  generateRegistry(path.resolve(folder), Number(count), day);
}
