// Reads the registry from disk: every YAML file, each as bytes or as the reason why not.
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareText, type Text, UserError } from '../diagnostic.ts';
import { largestFile, tooLarge } from '../source/source.ts';
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
  if (!all.some((file) => file.path === 'taxonomy.yaml')) {
    throw new UserError(
      { zh: `${root} 里没有 taxonomy.yaml，不是登记库`, en: `${root} has no taxonomy.yaml: it is no registry` },
      { zh: '从已有的登记库复制 taxonomy.yaml，再按本单位修改', en: 'copy taxonomy.yaml from an existing registry and adapt it' },
    );
  }
  return { root, files: all.sort((a, b) => compareText(a.path, b.path)), schemas: readSchemas() };
}

/** A path as it is shown: from the working folder, with `/` on every system. */
export function shownPath(cwd: string, absolute: string): string {
  return path.relative(cwd, absolute).split(path.sep).join('/') || '.';
}

/** A path in the registry as it is shown; standing in the registry, it is shown as it is. */
function shownIn(root: string, file: string): string {
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
    const reason = reasonOf(error);
    return { unreadable: { zh: `文件读不出来：${reasonsInChinese[reason] ?? reason}`, en: `the file cannot be read: ${reason}` } };
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

const leavesRegistry: Text = { zh: '链接指向登记库之外，不读取', en: 'the link leaves the registry and is not followed' };
const linkedFolder: Text = { zh: '目录链接不读取', en: 'a link to a folder is not followed' };

const isFolderMessage: Text = { zh: '这是目录，不是文件', en: 'this is a folder, not a file' };
const isNoFileMessage: Text = { zh: '这不是普通文件', en: 'this is no ordinary file' };

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

const reasonsInChinese: Readonly<Record<string, string>> = {
  EACCES: '没有读取权限（EACCES）',
  EPERM: '没有读取权限（EPERM）',
  ENOENT: '链接的目标不存在（ENOENT）',
  ELOOP: '链接绕成一圈（ELOOP）',
};

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

/** The schemas that come with the tool. Throws UserError where the installation is damaged. */
export function readSchemas(): ReadonlyMap<string, string> {
  const folder = fileURLToPath(new URL('../../schemas/', import.meta.url));
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return new Map(names.sort(compareText).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
  } catch (error) {
    throw new UserError({ zh: `schemas 目录读不出来：${reasonOf(error)}`, en: `the schemas folder cannot be read: ${reasonOf(error)}` });
  }
}
