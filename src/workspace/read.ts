// Reads the registry from disk: every YAML file, each as bytes or as the reason why not.
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { compareText, type Text, UserError } from '../diagnostic.ts';
import { largestFile, tooLarge } from '../source/source.ts';
import { packageFolder } from './package.ts';
import { cannotRead, isFolderMessage, isNoFileMessage, leavesRegistry, linkedFolder, noTaxonomy, reasonOf } from './unreadable.ts';
import type { Workspace, WorkspaceFile } from './workspace.ts';

export interface ReadOptions {
  readonly cwd: string;
  /** Absolute path of the registry. */
  readonly registry: string;
  /** An unsaved buffer that stands in for a file. */
  readonly buffer?: { readonly file: string; readonly bytes: Uint8Array };
}

/** Throws UserError where the folder cannot be read or holds no taxonomy. */
export function readWorkspace({ cwd, registry, buffer }: ReadOptions): Workspace {
  const root = shownPath(cwd, registry);
  const real = realpathSync(registry);
  const files = [...filesUnder(real, real, '')].map((file): WorkspaceFile => ({ ...file, shown: shownIn(root, file.path) }));
  const all = buffer === undefined ? files : withBuffer(files, { ...buffer, registry: real, root, cwd });
  if (!all.some((file) => file.path === 'taxonomy.yaml')) throw noTaxonomy(root);
  return { root, files: all.sort((a, b) => compareText(a.path, b.path)) };
}

/** A path as it is shown: from the working folder, with `/` on every system. */
export function shownPath(cwd: string, absolute: string): string {
  return path.relative(cwd, absolute).split(path.sep).join('/') || '.';
}

/** A path in the registry as it is shown; standing in the registry, it is shown as it is. */
export function shownIn(root: string, file: string): string {
  return root === '.' ? file : `${root}/${file}`;
}

type FoundFile = { readonly path: string } & ({ readonly bytes: Uint8Array } | { readonly unreadable: Text });

function* filesUnder(real: string, folder: string, prefix: string): Iterable<FoundFile> {
  for (const entry of entriesOf(folder, prefix)) {
    if (entry.name.startsWith('.')) continue;
    const [name, at] = [`${prefix}${entry.name}`, path.join(folder, entry.name)];
    const isYaml = /\.ya?ml$/i.test(entry.name);
    if (entry.isDirectory() && !isYaml) yield* filesUnder(real, at, `${name}/`);
    else if (isYaml) yield { path: name, ...readRecord(real, at) };
    else if (entry.isSymbolicLink() && leadsToFolder(at)) yield { path: name, unreadable: linkedFolder };
  }
}

function entriesOf(folder: string, prefix: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const name = prefix === '' ? folder : prefix;
    throw new UserError({ zh: `目录 ${name} 读不出来：${reasonOf(error)}`, en: `folder ${name} cannot be read: ${reasonOf(error)}` });
  }
}

function readRecord(real: string, at: string): { readonly bytes: Uint8Array } | { readonly unreadable: Text } {
  try {
    const target = realpathSync(at);
    const outside = path.relative(real, target).startsWith('..');
    const stat = statSync(target);
    if (outside) return { unreadable: leavesRegistry };
    if (stat.isDirectory()) return { unreadable: isFolderMessage };
    // Reading a pipe or a device would wait for ever.
    if (!stat.isFile()) return { unreadable: isNoFileMessage };
    return stat.size > largestFile ? { unreadable: tooLarge(stat.size) } : { bytes: readFileSync(target) };
  } catch (error) {
    return { unreadable: cannotRead(reasonOf(error)) };
  }
}

function leadsToFolder(at: string): boolean {
  return isThere(at) && statSync(at).isDirectory();
}

/** A path through a file (`x.yaml/y`) is not there either. */
function isThere(at: string): boolean {
  try {
    return statSync(at, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

interface Buffer extends NonNullable<ReadOptions['buffer']> {
  readonly registry: string;
  readonly root: string;
  readonly cwd: string;
}

/** The files with one of them replaced by what stands in the editor, or added where it was never saved. */
function withBuffer(files: readonly WorkspaceFile[], { file, bytes, registry, root, cwd }: Buffer): WorkspaceFile[] {
  const inRegistry = pathInRegistry(cwd, registry, file);
  if (inRegistry === undefined || !/\.ya?ml$/i.test(inRegistry)) {
    throw new UserError({ zh: `${file} 不是登记库里的 YAML 文件`, en: `${file} is no YAML file of the registry` });
  }
  const others = files.filter((each) => each.path !== inRegistry);
  return [...others, { path: inRegistry, shown: shownIn(root, inRegistry), bytes }];
}

/** A path given by a user as a path in the registry: `''` for the registry itself, undefined outside it. */
export function pathInRegistry(cwd: string, registry: string, given: string): string | undefined {
  const written = isThere(path.resolve(cwd, given)) ? given : given.replaceAll('\\', '/');
  const absolute = path.resolve(cwd, written);
  const [real, place] = [realpathSync(registry), realPlace(absolute)];
  // A folder that holds the registry means all of it.
  if (leadsToFolder(place) && !path.relative(place, real).startsWith('..') && !path.isAbsolute(path.relative(place, real))) return '';
  const resolved = path.relative(real, place).split(path.sep).join('/');
  return resolved === '..' || resolved.startsWith('../') || path.isAbsolute(resolved) ? undefined : resolved.normalize('NFC');
}

/** The path with links in its folders resolved; a file stays what it is called, and may not exist yet. */
function realPlace(absolute: string): string {
  try {
    if (leadsToFolder(absolute)) return realpathSync(absolute);
    return path.join(realpathSync(path.dirname(absolute)), path.basename(absolute));
  } catch {
    return absolute;
  }
}

let schemas: ReadonlyMap<string, string> | undefined;

/** The schemas that come with the tool, read once. Throws UserError where the installation is damaged. */
export function readSchemas(): ReadonlyMap<string, string> {
  schemas ??= schemasOnDisk();
  return schemas;
}

function schemasOnDisk(): ReadonlyMap<string, string> {
  const folder = path.join(packageFolder(), 'schemas');
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return new Map(names.sort(compareText).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
  } catch (error) {
    throw new UserError({ zh: `schemas 目录读不出来：${reasonOf(error)}`, en: `the schemas folder cannot be read: ${reasonOf(error)}` });
  }
}
