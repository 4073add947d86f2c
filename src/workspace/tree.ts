// What was committed: entries by their paths, contents by their ids, links followed within the tree.
import path from 'node:path';
import type { Text } from '../diagnostic.ts';
import { largestFile } from '../limits.ts';
import { tooLarge } from '../source/size.ts';
import { type Answer, type Git, outputOf } from './git.ts';
import { cannotRead, leavesRegistry } from './unreadable.ts';
import type { Content } from './workspace.ts';

export interface Entry {
  /** Path from the top of the repository. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'submodule';
  readonly id: string;
}

export interface Tree {
  /** What stands at a path; links in it are not followed. */
  readonly at: (place: string) => Entry | undefined;
  /** All that stands under a folder, at any depth. */
  readonly under: (folder: string) => readonly Entry[];
  readonly contents: (entries: readonly Entry[]) => ReadonlyMap<string, Content>;
}

/** A submodule is a folder, empty as long as nobody fills it. */
export function isFolder({ kind }: Entry): boolean {
  return kind === 'folder' || kind === 'submodule';
}

const top: Entry = { path: '', kind: 'folder', id: '' };

/** Throws UserError where Git cannot list a folder. */
export function treeOf(git: Git, commit: string): Tree {
  const known = new Map<string, Entry | undefined>([['', top]]);
  return {
    at: (place) => {
      if (!known.has(place)) known.set(place, entriesIn(git(['ls-tree', '-z', '--full-tree', commit, '--', place]))[0]);
      return known.get(place);
    },
    under: (folder) => {
      const entries = entriesIn(git(['ls-tree', '-r', '-t', '-z', '--full-tree', commit, '--', ...(folder === '' ? [] : [folder])]));
      return entries.filter((entry) => isUnder(folder, entry.path));
    },
    contents: (entries) => contentsOf(git, entries),
  };
}

/** The tree with a folder's entries and the targets of its links at hand, so that Git need not be asked for each. */
export function withListed(tree: Tree, folder: string, listed: readonly Entry[]): Tree {
  const byPath = new Map(listed.map((entry) => [entry.path, entry]));
  const targets = tree.contents(listed.filter(({ kind }) => kind === 'link'));
  return {
    ...tree,
    at: (place) => (isUnder(folder, place) ? byPath.get(place) : tree.at(place)),
    contents: (entries) => (entries.every(({ id }) => targets.has(id)) ? targets : tree.contents(entries)),
  };
}

export function isUnder(folder: string, place: string): boolean {
  return folder === '' ? place !== '' : place.startsWith(`${folder}/`);
}

function entriesIn(answer: Answer): readonly Entry[] {
  const lines = outputOf(answer).toString().split('\0').slice(0, -1);
  return lines.map((line) => {
    const [, mode = '', id = '', place = ''] = /^(\d+) [a-z]+ ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    return { path: place, kind: kindsByMode[mode] ?? 'file', id };
  });
}

export const kindsByMode: Readonly<Record<string, Entry['kind']>> = { '040000': 'folder', '160000': 'submodule', '120000': 'link' };

/** Each object's content, or why there is none. Sizes come first: what is too large is not read. */
export function contentsOf(git: Git, entries: readonly Entry[]): ReadonlyMap<string, Content> {
  const ids = [...new Set(entries.map(({ id }) => id))];
  const sizes = sizesOf(git, ids);
  const blobs = blobsOf(
    git,
    ids.filter((id) => (sizes.get(id) ?? Number.POSITIVE_INFINITY) <= largestFile),
  );
  return new Map(
    ids.map((id): [string, Content] => {
      const [bytes, size] = [blobs.get(id), sizes.get(id)];
      if (bytes !== undefined) return [id, { bytes }];
      return [id, { unreadable: size !== undefined && size > largestFile ? tooLarge(size) : notInClone(id) }];
    }),
  );
}

/** The sizes of the objects that are here; a partial clone has left some behind. */
function sizesOf(git: Git, ids: readonly string[]): ReadonlyMap<string, number> {
  if (ids.length === 0) return new Map();
  const ask = ['cat-file', '--batch-check', '--buffer'];
  const first = git(ask, linesOf(ids));
  // In a partial clone Git dies of the first object that it may not fetch, instead of passing it over.
  const output = outputOf(first.isOk ? first : git(ask, linesOf(presentAmong(git, ids))));
  const lines = output.toString('latin1').matchAll(/^([0-9a-f]+) blob (\d+)$/gm);
  return new Map([...lines].map(([, id = '', size]) => [id, Number(size)]));
}

function presentAmong(git: Git, ids: readonly string[]): readonly string[] {
  const answer = git(['rev-list', '--objects', '--no-walk', '--ignore-missing', '--missing=print', '--stdin'], linesOf(ids));
  return [
    ...outputOf(answer)
      .toString('latin1')
      .matchAll(/^[0-9a-f]+/gm),
  ].map(([id]) => id);
}

function blobsOf(git: Git, ids: readonly string[]): ReadonlyMap<string, Uint8Array> {
  return new Map(ids.length === 0 ? [] : blobsIn(outputOf(git(['cat-file', '--batch', '--buffer'], linesOf(ids)))));
}

/** Reads by the sizes in the heads: a content may hold any byte, and look like a head. */
function* blobsIn(output: Buffer): Iterable<[id: string, bytes: Uint8Array]> {
  for (let at = 0; at < output.length; ) {
    const from = output.indexOf('\n', at) + 1;
    const [, id, size] = /^([0-9a-f]+) blob (\d+)\n$/.exec(output.toString('latin1', at, from)) ?? [];
    at = id === undefined ? from : from + Number(size) + 1;
    if (id !== undefined) yield [id, output.subarray(from, at - 1)];
  }
}

function linesOf(ids: readonly string[]): string {
  return ids.map((id) => `${id}\n`).join('');
}

export type Followed = Entry | { readonly unreadable: Text };

/** As many links as Linux follows in one path, and the longest target that it makes. */
const mostLinks = 40;
const longestTarget = 4095;

/** What a path leads to, links followed within what was committed; where they leave that, nobody knows what was there. */
export function follow(tree: Tree, place: string): Followed {
  const ahead = place.split('/').reverse();
  let here = top;
  for (let links = 0; ahead.length > 0; ) {
    const step = ahead.pop() ?? '';
    if (!isFolder(here)) return { unreadable: cannotRead('ENOTDIR') };
    if (step === '' || step === '.') continue;
    if (step === '..' && here === top) return { unreadable: leavesRegistry };
    const next = tree.at(path.posix.join(here.path, step).replace(/^\.$/, ''));
    if (next === undefined) return { unreadable: cannotRead('ENOENT') };
    if (next.kind !== 'link') here = next;
    else if (++links > mostLinks) return { unreadable: cannotRead('ELOOP') };
    else {
      const target = targetOf(tree, next);
      if (typeof target !== 'string') return target;
      ahead.push(...target.split('/').reverse());
    }
  }
  return here;
}

function targetOf(tree: Tree, link: Entry): string | { readonly unreadable: Text } {
  const content = tree.contents([link]).get(link.id) ?? { unreadable: notInClone(link.id) };
  if ('unreadable' in content) return content;
  if (content.bytes.length > longestTarget) return { unreadable: cannotRead('ENAMETOOLONG') };
  const target = new TextDecoder().decode(content.bytes);
  if (target === '') return { unreadable: cannotRead('ENOENT') };
  return target.startsWith('/') ? { unreadable: leavesRegistry } : target;
}

export function notInClone(id: string): Text {
  return { zh: `Git 对象 \`${id}\` 不在本地仓库里`, en: `the Git object \`${id}\` is not in this clone` };
}
