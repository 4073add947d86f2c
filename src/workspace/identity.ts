// What names the contents of a registry, so that an answer can be remembered under it: the same name, the same bytes.
import { spawn } from 'node:child_process';
import { createHash, type Hash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Environment, guards } from './git.ts';
import { locateGit, type Repository } from './repository.ts';

export interface Identity {
  readonly name: string;
  /** A time, in milliseconds: what changed no earlier is not sure to be part of the name. */
  readonly takenAt: number;
}

/**
 * By Git where it can tell: the commit, the index, the folders, and the contents of what `git status` says is changed,
 * untracked or ignored. Undefined where Git cannot tell for certain: there is none, files are not stored as they are
 * (attributes may convert them), bits in the index hide changes, or links and modules lead elsewhere.
 */
export async function identityByGit(
  registry: string,
  folders: readonly string[],
  env: Environment,
  now: number,
): Promise<Identity | undefined> {
  const real = realpathSync(registry);
  const repository = locateGit(real);
  if (repository === undefined || mayConvert(repository, real)) return undefined;
  const hash = createHash('sha256');
  if (!addStat(hash, repository.index)) return undefined;
  for (const folder of ['', ...folders]) addStat(hash, path.join(real, folder));
  const status = await gitStatus(real, env);
  return status !== undefined && addStatus(hash, repository, status) ? { name: hash.digest('hex'), takenAt: now - margin } : undefined;
}

/** Clocks of file systems are coarse: some count two seconds. */
const margin = 2000;

/** By all contents, where each file was read for it. */
export function identityByContents(files: Iterable<readonly [name: string, content: Uint8Array | string]>, now: number): Identity {
  const hash = createHash('sha256');
  for (const [name, content] of files) {
    hash.update(`${name}\0${typeof content === 'string' ? 'unreadable' : content.length}\0`);
    hash.update(content);
  }
  return { name: hash.digest('hex'), takenAt: now - margin };
}

/** Whether a folder has changed since a time: an entry came, went or was renamed. */
export function changedSince(registry: string, folder: string, time: number): boolean {
  const stat = statSync(path.join(registry, folder), { throwIfNoEntry: false });
  return stat === undefined || Math.max(stat.ctimeMs, stat.mtimeMs) >= time;
}

/** The folders of a registry, at any depth, by their paths in it. */
export function foldersUnder(registry: string): readonly string[] {
  const under = (folder: string): readonly string[] =>
    readdirSync(path.join(registry, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .flatMap(({ name }) => [path.join(folder, name), ...under(path.join(folder, name))]);
  return under('');
}

/** Attributes can make Git store other bytes than a file has; then what Git holds unchanged may have changed. */
function mayConvert({ top, commonDir }: Repository, real: string): boolean {
  const folders = [path.join(commonDir, 'info')];
  for (let folder = real; ; folder = path.dirname(folder)) {
    folders.push(folder);
    if (folder === top) break;
  }
  const settings = path.join(commonDir, 'config');
  // A working tree that the settings put elsewhere is not the one that was found.
  if (/worktree/i.test(existsSync(settings) ? readFileSync(settings, 'utf8') : '')) return true;
  return folders.some((folder) => existsSync(path.join(folder, folder === folders[0] ? 'attributes' : '.gitattributes')));
}

function addStat(hash: Hash, at: string): boolean {
  const stat = statSync(at, { throwIfNoEntry: false });
  hash.update(stat === undefined ? 'none\0' : `${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}\0`);
  return stat !== undefined;
}

/** Settings that could make Git look less closely, or run something, are overruled. */
const settings = [
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'core.trustctime=true',
  'core.checkStat=default',
  'core.autocrlf=false',
  'core.attributesFile=',
  'core.excludesFile=',
  'status.renames=false',
  'submodule.recurse=false',
].flatMap((setting) => ['-c', setting]);

const statusArgv = [
  'status',
  '--porcelain=v2',
  '--branch',
  '-z',
  '--untracked-files=all',
  '--ignored=traditional',
  '--no-renames',
  '--',
  '.',
];

/** What Git says in a folder; undefined where it fails or is not there. Nothing in the environment may lead it elsewhere. */
export function askGit(folder: string, argv: readonly string[], env: Environment): Promise<Buffer | undefined> {
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('GIT_')));
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const git = spawn('git', ['-C', folder, ...settings, ...argv], {
      env: { ...own, ...guards, GIT_ATTR_NOSYSTEM: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
    });
    git.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    git.on('error', () => resolve(undefined));
    git.on('close', (code) => resolve(code === 0 ? Buffer.concat(chunks) : undefined));
  });
}

async function gitStatus(folder: string, env: Environment): Promise<readonly string[] | undefined> {
  return (await askGit(folder, statusArgv, env))?.toString().split('\0').slice(0, -1);
}

/** Enters the commit, and the contents of all that differs from it; false where something is no plain file. */
function addStatus(hash: Hash, { top }: Repository, entries: readonly string[]): boolean {
  for (const entry of entries) {
    if (entry.startsWith('# branch.oid ')) {
      if (entry.endsWith('(initial)')) return false;
      hash.update(`${entry}\0`);
    }
    if (entry.startsWith('# ')) continue;
    const place = pathIn(entry);
    if (place === undefined || !addFile(hash, path.join(top, place), place)) return false;
  }
  return true;
}

/** How many fields stand before the path, by the kind of entry; of a module or a conflict nothing is certain. */
const fieldsBefore: Readonly<Record<string, number>> = { '1': 8, '?': 1, '!': 1 };

function pathIn(entry: string): string | undefined {
  // A name that is no UTF-8 cannot be found again.
  if (entry.includes('\ufffd')) return undefined;
  const before = fieldsBefore[entry[0] ?? ''];
  const isModule = entry.startsWith('1 ') && entry.split(' ', 3)[2] !== 'N...';
  return before === undefined || isModule ? undefined : entry.split(' ').slice(before).join(' ');
}

function addFile(hash: Hash, at: string, place: string): boolean {
  const stat = lstatSync(at, { throwIfNoEntry: false });
  hash.update(`${place}\0`);
  if (stat === undefined) hash.update('gone\0');
  else if (!stat.isFile() || /(?:^|\/)\.gitattributes$/.test(place)) return false;
  else if (/\.ya?ml$/i.test(place)) {
    const bytes = readFileSync(at);
    hash.update(`${bytes.length}\0`).update(bytes);
  }
  return true;
}

/**
 * Whether the index holds nothing that Git would keep silent about: bits that hide changes, attributes below the
 * registry, links and modules.
 */
export async function isPlainIndex(registry: string, env: Environment): Promise<boolean> {
  const listed = await askGit(realpathSync(registry), ['ls-files', '-v', '-s', '-z', '--', '.'], env);
  if (listed === undefined) return false;
  return !/(?:^|\0)(?!H 100)|\/?\.gitattributes\0/.test(listed.toString('latin1').replace(/\0$/, ''));
}
