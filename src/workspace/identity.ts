// What names the contents of a registry, so that an answer can be remembered under it: the same name, the same bytes.
import { createHash, type Hash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { attempt } from './attempt.ts';
import type { Environment } from './git.ts';
import { askGit, foldersAbove, type Look } from './look.ts';
import type { Layout, Noted } from './memory.ts';
import { isRecordPath, readerOf } from './read.ts';
import type { Repository } from './repository.ts';
import { isOlder, lastChangeOf, margin, stampOf } from './stamp.ts';
import { nameOf } from './witness.ts';
import type { Naming, Witness, Workspace } from './workspace.ts';

export interface Identity {
  /** How the names are made that the files are held against before an answer is kept. */
  readonly naming: Naming;
  /** The name, where the registry has these folders. */
  readonly nameIn: (folders: readonly string[]) => string;
  /** Whether all that it rests on has been still for so long that no later change can look the same. */
  readonly isSettled: (folders: readonly string[], seen: Witness) => boolean;
  /** What each file holds where the name is right; undefined where Git may be silent about a change. Asked once. */
  readonly expected: () => Promise<Names | undefined>;
  /** The files that may hold something else than was noted of them; undefined where that cannot be told. */
  readonly changedSince: (noted: Noted) => Promise<ReadonlySet<string> | undefined>;
  /** Files whose names are not those of the index. */
  readonly changed: readonly string[];
  /** Whether no later change of the index can look the same. */
  readonly isOldIndex: () => boolean;
  /** The state of the index, where Git made the name. */
  readonly index?: string;
}

/** What files hold, by their paths in the registry. */
type Names = ReadonlyMap<string, string>;

/**
 * By Git where it can tell: the index, the folders, and the contents of what `git status` says is changed,
 * untracked or ignored. Undefined where Git cannot tell for certain: there is none, files are not stored as they are
 * (attributes may convert them), or links and modules lead elsewhere. That bits in the index hide changes is found only
 * when an answer is to be kept, and so is a file that is not what its stamp in the index stands for; such an index is
 * distrusted from then on.
 */
export async function identityByGit(look: Look | undefined, { distrusted }: Layout): Promise<Identity | undefined> {
  if (look === undefined || look.index === distrusted) return undefined;
  const { real, env, repository, index } = look;
  const status = await look.status;
  const hash = createHash('sha256').update(`${real}\0${index}\0`);
  const changed = status && addStatus(hash, repository, real, entriesOf(status));
  if (changed === undefined) return undefined;
  const name = hash.digest('hex');
  const takenAt = look.since - margin;
  return {
    naming: { hash: 'sha1', youngFrom: takenAt },
    index,
    isOldIndex: () => isOlder(repository.index, takenAt),
    nameIn: (folders) => `${name} ${['', ...folders].map((folder) => stampOf(path.join(real, folder))).join(' ')}`,
    isSettled: (folders, { young }) =>
      young.size === 0 && [repository.index, real, ...folders.map((folder) => path.join(real, folder))].every((at) => isOlder(at, takenAt)),
    expected: () => expectedOf(repository, real, changed, env),
    changed: [...changed.keys()],
    changedSince: async (noted) => {
      if (noted.hash !== 'sha1') return undefined;
      // The same index stands for the same files, but for those that are not as it has them.
      if (noted.index === index) return differences([...noted.changed, ...changed.keys()], noted.names, changed);
      const expected = await expectedOf(repository, real, changed, env);
      // A file that was changed in the second in which a later index took it in may pass for what that index holds.
      return (
        expected &&
        new Set([...differences([...noted.names.keys(), ...expected.keys()], noted.names, expected), ...touchedSince(noted, real)])
      );
    },
  };
}

/** The files that are not those that were read then, by the clock of the file system, whatever they hold. */
function touchedSince({ names, times }: Noted, real: string): readonly string[] {
  return [...names.keys()].filter((file, at) => lastChangeOf(path.join(real, file)) !== times[at]);
}

function differences(files: readonly string[], before: Names, after: Names): ReadonlySet<string> {
  return new Set(files.filter((file) => before.get(file) === undefined || before.get(file) !== after.get(file)));
}

/** By the bytes of all files. Nothing else is believed, so nothing has to settle. */
export function identityByContents({ files, read, witness }: Workspace): Identity {
  const names = new Map(files.map((file) => [file.path, nameOf(read(file), 'sha256')]));
  const name = createHash('sha256')
    .update(JSON.stringify([...names]))
    .digest('hex');
  return {
    naming: { hash: 'sha256', youngFrom: Number.POSITIVE_INFINITY },
    nameIn: () => name,
    isOldIndex: () => false,
    isSettled: () => witness !== undefined,
    expected: async () => names,
    changed: [],
    changedSince: async (noted) =>
      noted.hash === 'sha256' ? differences([...noted.names.keys(), ...names.keys()], noted.names, names) : undefined,
  };
}

/** Whether an answer was drawn from what the name stands for: from these files, each of which held that whenever it was read. */
export function isDrawnFrom(expected: Names, { files }: Workspace, { names }: Witness): boolean {
  const isAsExpected = (name: string): boolean => names.has(name) && names.get(name) === expected.get(name);
  return files.length === expected.size && files.every(({ path: name }) => isAsExpected(name));
}

/** The folders of a registry, at any depth, by their paths in it. One that cannot be read has none: the answer will say so. */
export function foldersUnder(real: string): readonly string[] {
  const under = (folder: string): readonly string[] =>
    (attempt(() => readdirSync(path.join(real, folder), { withFileTypes: true })) ?? [])
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .flatMap(({ name }) => [path.join(folder, name), ...under(path.join(folder, name))]);
  return under('');
}

function entriesOf(said: Buffer): readonly string[] {
  return said.toString().split('\0').slice(0, -1);
}

/**
 * Enters the contents of all that is not as the index has it; gives what each record among that holds now. Undefined where
 * something is no plain file, or lies where Git and we do not agree.
 */
function addStatus(hash: Hash, { top }: Repository, real: string, entries: readonly string[]): Map<string, string> | undefined {
  const { read } = readerOf({ real, links: new Set(), buffer: undefined, naming: undefined });
  const names = new Map<string, string>();
  const prefix = path.relative(top, real).split(path.sep).join('/');
  for (const entry of entries) {
    const name = nameIn(prefix, pathIn(entry));
    if (name === undefined || !isPlainFile(path.join(real, name), name)) return undefined;
    if (!isRecordPath(name)) continue;
    const held = existsSync(path.join(real, name)) ? read({ path: name, shown: name }) : undefined;
    hash.update(`${name}\0${held === undefined ? gone : nameOf(held, 'sha256')}\0`);
    names.set(name, held === undefined ? gone : nameOf(held, 'sha1'));
  }
  return names;
}

const gone = 'gone';

/** How many fields stand before the path, by the kind of entry; of a module or a conflict nothing is certain. */
const fieldsBefore: Readonly<Record<string, number>> = { '1': 8, '?': 1, '!': 1 };

function pathIn(entry: string): string | undefined {
  // A name that is no UTF-8 cannot be found again.
  if (entry.includes('\ufffd')) return undefined;
  const before = fieldsBefore[entry[0] ?? ''];
  const isModule = entry.startsWith('1 ') && entry.split(' ', 3)[2] !== 'N...';
  return before === undefined || isModule ? undefined : entry.split(' ').slice(before).join(' ');
}

/** A path from the top as a path in the registry. */
function nameIn(prefix: string, place: string | undefined): string | undefined {
  if (prefix === '' || place === undefined) return place;
  return place.startsWith(`${prefix}/`) ? place.slice(prefix.length + 1) : undefined;
}

const attributes = /(?:^|\/)\.gitattributes$/i;

/** Whether it can have no part in the answer but by its bytes. */
function isPlainFile(at: string, name: string): boolean {
  const stat = attempt(() => lstatSync(at, { throwIfNoEntry: false }));
  return !attributes.test(name) && (stat === undefined || stat.isFile());
}

/**
 * What the index says each record holds, and what those hold that Git calls changed. Undefined where the index holds
 * something that Git would keep silent about: bits that hide changes, links, modules, or attributes, which are taken from
 * there where the file is gone.
 */
async function expectedOf(repository: Repository, real: string, changed: Names, env: Environment): Promise<Names | undefined> {
  const above = foldersAbove(repository, real).map((folder) => path.join(path.relative(real, folder), '.gitattributes'));
  const listed = await askGit(real, ['ls-files', '-v', '-s', '-z', '--', '.', ...above], env);
  if (listed === undefined) return undefined;
  const names = new Map<string, string>();
  for (const entry of entriesOf(listed)) {
    const [, id, name] = /^H 100\d{3} ([0-9a-f]+) 0\t(.*)$/s.exec(entry) ?? [];
    if (id === undefined || name === undefined || attributes.test(name)) return undefined;
    if (isRecordPath(name)) names.set(name, id);
  }
  for (const [name, held] of changed) names.set(name, held);
  return new Map([...names].filter(([, held]) => held !== gone));
}
