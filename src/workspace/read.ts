// Reads the registry from disk: every YAML file, each as bytes or as the reason why not.
import { closeSync, constants, type Dirent, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { compareText, UserError } from '../diagnostic.ts';
import { largestFile } from '../limits.ts';
import { tooLarge } from '../source/size.ts';
import { attempt, reasonOf } from './attempt.ts';
import { sameIn, speltAs, wayInto } from './naming.ts';
import {
  cannotRead,
  isFolderMessage,
  isNoFileMessage,
  leavesRegistry,
  linkedFolder,
  nameInAnotherEncoding,
  noTaxonomy,
} from './unreadable.ts';
import type { Content, Workspace, WorkspaceFile } from './workspace.ts';

export interface ReadOptions {
  readonly cwd: string;
  /** Absolute path of the registry. */
  readonly registry: string;
  /** An unsaved buffer that stands in for a file. */
  readonly buffer?: { readonly file: string; readonly bytes: Uint8Array };
  /** The registry's files, where they have been listed already. */
  readonly listing?: Listing | undefined;
}

/** Throws UserError where the folder cannot be read or holds no taxonomy. */
export function readWorkspace({ cwd, registry, buffer, listing }: ReadOptions): Workspace {
  const root = shownPath(cwd, registry);
  const real = realpathSync(registry);
  const { names, links, others } = listing ?? listRegistry(real);
  const named = buffer && { path: pathOfBuffer(names, cwd, registry, buffer.file), bytes: buffer.bytes };
  const found = named === undefined || names.includes(named.path) ? names : [...names, named.path].sort(compareText);
  if (!found.includes('taxonomy.yaml')) throw noTaxonomy(root);
  const files = found.map((name): WorkspaceFile => ({ path: name, shown: shownIn(root, name) }));
  const read = ({ path: name }: WorkspaceFile): Content =>
    name === named?.path
      ? named
      : links.has(name)
        ? readLink(real, name)
        : others.has(name)
          ? readRecord(`${real}/${name}`)
          : readFile(`${real}/${name}`);
  return { root, files, read, ...(named && { buffer: named.path }) };
}

/** The files of a registry. */
export interface Listing {
  /** Their paths in it, by code point. */
  readonly names: readonly string[];
  /** Those that are links. */
  readonly links: ReadonlySet<string>;
  /** Those that are neither files nor links. */
  readonly others: ReadonlySet<string>;
}

/** Every YAML file of a registry, links resolved in its path. Throws UserError where a folder cannot be read. */
export function listRegistry(real: string): Listing {
  const [links, others] = [new Set<string>(), new Set<string>()];
  return { names: [...filesUnder(real, '', links, others)].sort(compareText), links, others };
}

/** A path as it is shown: from the working folder, with `/` on every system. */
export function shownPath(cwd: string, absolute: string): string {
  return path.relative(cwd, absolute).split(path.sep).join('/') || '.';
}

/** A path in the registry as it is shown; standing in the registry, it is shown as it is. */
export function shownIn(root: string, file: string): string {
  return root === '.' ? file : `${root}/${file}`;
}

const yaml = /\.ya?ml$/i;

/** Paths of the YAML files under a folder, and of links to folders; those that are links are noted. */
function* filesUnder(real: string, prefix: string, links: Set<string>, others: Set<string>): Iterable<string> {
  for (const entry of entriesOf(path.join(real, prefix), prefix)) {
    if (entry.name.startsWith('.')) continue;
    const name = `${prefix}${entry.name}`;
    const isYaml = yaml.test(entry.name);
    if (entry.isSymbolicLink()) links.add(name);
    else if (isYaml && !entry.isFile()) others.add(name);
    if (entry.isDirectory() && !isYaml) yield* filesUnder(real, `${name}/`, links, others);
    else if (isYaml || (entry.isSymbolicLink() && leadsToFolder(path.join(real, name)))) yield name;
  }
}

function entriesOf(folder: string, prefix: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const name = prefix === '' ? folder : prefix;
    if (isLost(folder))
      throw new UserError({ zh: `目录 ${name}：${nameInAnotherEncoding.zh}`, en: `folder ${name}: ${nameInAnotherEncoding.en}` });
    throw new UserError({ zh: `目录 ${name} 读不出来：${reasonOf(error)}`, en: `folder ${name} cannot be read: ${reasonOf(error)}` });
  }
}

/** A link is followed within the registry, to a file. */
function readLink(real: string, name: string): Content {
  if (!yaml.test(name)) return { unreadable: linkedFolder };
  try {
    const target = realpathSync(path.join(real, name));
    return wayInto(real, target) === undefined ? { unreadable: leavesRegistry } : readRecord(target);
  } catch (error) {
    return { unreadable: cannotRead(reasonOf(error)) };
  }
}

/** Most records fit; a larger one is given a buffer of its own. */
const shared = Buffer.allocUnsafeSlow(64 * 1024);

/** A plain file, with as few calls of the system as there can be; what does not fit, or fails, is read with all questions asked. */
function readFile(at: string): Content {
  const length = attempt(() => {
    const descriptor = openSync(at, nonBlocking);
    try {
      return readSync(descriptor, shared);
    } finally {
      closeSync(descriptor);
    }
  });
  return length === undefined || length === shared.length ? readRecord(at) : { bytes: Buffer.from(shared.subarray(0, length)) };
}

const nonBlocking = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Never waits: reading a pipe or a device would, for ever. */
function readRecord(at: string): Content {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(at, nonBlocking);
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) return { unreadable: isFolderMessage };
    if (!stat.isFile()) return { unreadable: isNoFileMessage };
    if (stat.size > largestFile) return { unreadable: tooLarge(stat.size) };
    return { bytes: bytesOf(descriptor, stat.size) };
  } catch (error) {
    return { unreadable: isLost(at) ? nameInAnotherEncoding : cannotRead(reasonOf(error)) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** The file's bytes; a file that grows meanwhile is read as long as it was. */
function bytesOf(descriptor: number, size: number): Uint8Array {
  const buffer = size <= shared.length ? shared : Buffer.allocUnsafeSlow(size);
  let length = 0;
  for (let read = -1; read !== 0 && length < size; length += read) read = readSync(descriptor, buffer, length, size - length, null);
  return buffer === shared ? Buffer.from(shared.subarray(0, length)) : buffer.subarray(0, length);
}

function isLost(at: string): boolean {
  return at.includes('\ufffd') && !isThere(at);
}

function leadsToFolder(at: string): boolean {
  return isThere(at) && statSync(at).isDirectory();
}

/** A path through a file (`x.yaml/y`) is not there either. */
function isThere(at: string): boolean {
  return attempt(() => statSync(at)) !== undefined;
}

/** Where an unsaved buffer belongs: to the file that it is the text of, or to a new one. */
function pathOfBuffer(found: readonly string[], cwd: string, registry: string, file: string): string {
  const inRegistry = pathInRegistry(cwd, registry, file);
  if (inRegistry === undefined || !yaml.test(inRegistry)) {
    throw new UserError({ zh: `${file} 不是登记库里的 YAML 文件`, en: `${file} is no YAML file of the registry` });
  }
  const isSame = sameIn(registry);
  const [, folder = '', name = inRegistry] = /^(.*)\/([^/]*)$/.exec(inRegistry) ?? [];
  const beside = speltAs(found, folder, isSame) ?? folder;
  return speltAs(found, inRegistry, isSame) ?? (beside === '' ? name : `${beside}/${name}`);
}

/** A path given by a user as a path in the registry: `''` for the registry itself, undefined outside it. */
export function pathInRegistry(cwd: string, registry: string, given: string): string | undefined {
  const written = isThere(path.resolve(cwd, given)) ? given : given.replaceAll('\\', '/');
  const absolute = path.resolve(cwd, written);
  const [real, place] = [realPlace(registry), realPlace(absolute)];
  // A folder that holds the registry means all of it.
  if (leadsToFolder(place) && wayInto(place, real) !== undefined) return '';
  return wayInto(real, place)?.normalize('NFC');
}

/** The path with links in its folders resolved; a file stays what it is called, and neither need exist. */
function realPlace(absolute: string): string {
  const above = path.dirname(absolute);
  if (leadsToFolder(absolute)) return realpathSync(absolute);
  return above === absolute ? absolute : path.join(realPlace(above), path.basename(absolute));
}
