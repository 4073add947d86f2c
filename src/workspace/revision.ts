// Reads the registry as it was committed: from Git's objects alone; nothing is checked out, fetched or written.
import { lstatSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { compareText, inLine, type Text, UserError } from '../diagnostic.ts';
import { attempt } from './attempt.ts';
import { type Answer, commitOf, complaintOf, type Environment, environmentOfHook, type Git, gitIn, guards, ofHook, quoted } from './git.ts';
import { wayInto } from './naming.ts';
import { shownIn, shownPath } from './read.ts';
import { type Entry, type Followed, follow, isFolder, isUnder, notInClone, type Tree, treeOf, withListed } from './tree.ts';
import { cannotRead, isFolderMessage, leavesRegistry, linkedFolder, noTaxonomy } from './unreadable.ts';
import type { Content, Workspace, WorkspaceFile } from './workspace.ts';

export interface GitOptions {
  readonly cwd: string;
  /** `--registry` as given, or undefined to look for it. */
  readonly named: string | undefined;
  /** The environment that Git is given, but for what a hook sets in it. */
  readonly env: Environment;
}

export interface RevisionOptions extends GitOptions {
  readonly rev: string;
}

/** What messages call the tree that is read. */
export interface TreeName {
  /** `at HEAD`. */
  readonly where: Text;
  /** What is missing outside a repository. */
  readonly nothing: Text;
  /** How to name the registry. */
  readonly hint: Text;
}

/** The registry as it was committed. Throws UserError where there is no Git, no repository, no such revision, or no registry in it. */
export function readRevision(options: RevisionOptions): Workspace & { readonly commit: string } {
  const name = nameOf(options.rev);
  const { repository, candidates } = candidatesOf(options, name);
  const commit = commitOf(repository.git, options.rev);
  const tree = treeOf(repository.git, commit);
  const { absolute, folder } = registryAmong(tree, candidates, options, name);
  return { ...workspaceIn(tree, folder, shownPath(options.cwd, absolute)), commit };
}

function nameOf(rev: string): TreeName {
  return {
    where: { zh: `版本 ${quoted(rev)} 里`, en: `at ${quoted(rev)}` },
    nothing: { zh: '没有版本可读', en: 'has no revisions' },
    hint: { zh: '登记库当时若在别处，用 --registry 目录 指明', en: 'if the registry lay elsewhere then, name it with --registry DIR' },
  };
}

/**
 * The registry in a folder of a tree. Git gives many contents at once: those that are fetched together, else those of the
 * folder that a file lies in. Throws UserError without a taxonomy.
 */
export function workspaceIn(tree: Tree, folder: string, root: string): Workspace {
  const records = new Map([...recordsUnder(tree, folder)].map(({ path: name, record }) => [name, record]));
  if (!records.has('taxonomy.yaml')) throw noTaxonomy(root);
  const files = [...records.keys()].sort(compareText).map((name): WorkspaceFile => ({ path: name, shown: shownIn(root, name) }));
  const contents = new Map<string, Content>();
  const recordOf = ({ path: name }: WorkspaceFile) => records.get(name) ?? { unreadable: cannotRead('ENOENT') };
  const prefetch = (wanted: readonly WorkspaceFile[]): void => {
    const entries = wanted.map(recordOf).flatMap((each) => ('id' in each ? [each] : []));
    if (entries.length > 0) for (const [id, content] of tree.contents(entries)) contents.set(id, content);
  };
  const read = (file: WorkspaceFile): Content => {
    const record = recordOf(file);
    if ('unreadable' in record) return record;
    if (!contents.has(record.id)) prefetch(files.filter(({ path: other }) => path.posix.dirname(other) === path.posix.dirname(file.path)));
    return contents.get(record.id) ?? { unreadable: notInClone(record.id) };
  };
  const idOf = (file: WorkspaceFile): string | undefined => {
    const record = recordOf(file);
    return 'id' in record ? record.id : undefined;
  };
  return { root, files, read, prefetch, idOf };
}

/** A folder that may be the registry: its path, and its path from the top of the repository. */
interface Candidate {
  readonly absolute: string;
  readonly inTree: string;
}

export interface Repository {
  readonly git: Git;
  /** A folder, and its path from the top of the repository. */
  readonly folder: string;
  readonly prefix: string;
}

/** Throws UserError where there is no Git or no repository. */
export function candidatesOf(
  { cwd, named, env }: GitOptions,
  name: TreeName,
): { readonly repository: Repository; readonly candidates: readonly Candidate[] } {
  const absolute = path.resolve(cwd, named ?? '.');
  const folders = named === undefined ? [absolute] : [nearestFolder(absolute, lstatSync), nearestFolder(absolute, statSync)];
  const repository = repositoryAmong(folders, { cwd, named, env }, name);
  const here = path.posix.join(repository.prefix, shownPath(repository.folder, absolute));
  if (named !== undefined) return { repository, candidates: [{ absolute, inTree: here }] };
  const above = here.split('/').filter((name) => name !== '' && name !== '.');
  const candidates = [...Array(above.length + 1).keys()].map((up) => ({
    absolute: path.resolve(cwd, '../'.repeat(up), 'registry'),
    inTree: [...above.slice(0, above.length - up), 'registry'].join('/'),
  }));
  return { repository, candidates };
}

/** The path or the nearest folder above that is there. What is a link now may have been a folder then, so links are followed last. */
function nearestFolder(absolute: string, stat: (at: string) => { isDirectory(): boolean }): string {
  for (let at = absolute; ; at = path.dirname(at)) if (attempt(() => stat(at).isDirectory()) === true || path.dirname(at) === at) return at;
}

/** Throws UserError where none of the folders lies in a repository that Git reads. */
function repositoryAmong(folders: readonly string[], { cwd, named, env }: GitOptions, name: TreeName): Repository {
  const plain = { ...env, ...ofHook, ...guards };
  const attempts = folders.map((folder) => ({ folder, git: gitIn(folder, plain) }));
  if (env.GIT_DIR) attempts.push({ folder: cwd, git: gitIn(cwd, { ...plain, ...environmentOfHook(cwd, env) }) });
  const refusals: Answer[] = [];
  for (const { folder, git } of attempts) {
    const answer = git(['rev-parse', '--is-inside-work-tree', '--show-prefix']);
    if (answer.isOk) return { git, folder, prefix: prefixOf(git, folder, answer.stdout.toString()) };
    refusals.push(answer);
  }
  throw noRepository(refusals, named, name);
}

/** Git knows the folder's place in a work tree; a bare repository's own folder is the top. */
function prefixOf(git: Git, folder: string, said: string): string {
  const [, isInside, prefix = ''] = /^(true|false)\n(.*)\n$/s.exec(said) ?? [];
  if (isInside === 'true') return prefix;
  const home = git(['rev-parse', '--absolute-git-dir']).stdout.toString().replace(/\n$/, '');
  return wayInto(realpathSync(home), realpathSync(folder)) ?? '';
}

function noRepository(refusals: readonly Answer[], named: string | undefined, { nothing }: TreeName): UserError {
  const place = named === undefined ? { zh: '当前目录', en: 'this folder' } : { zh: `${inLine(named)} `, en: inLine(named) };
  const refusal = refusals.find(({ stderr }) => !stderr.includes('fatal: not a git repository'));
  if (refusal === undefined)
    return new UserError(
      { zh: `${place.zh}不在 Git 仓库里，${nothing.zh}`, en: `${place.en} is in no Git repository, so it ${nothing.en}` },
      {
        zh: '到登记库所在的 Git 仓库里运行，或用 --registry 目录 指明',
        en: 'run it in the repository, or name the registry with --registry DIR',
      },
    );
  const reason = complaintOf(refusal);
  const way = /^\s*(git config .*safe\.directory .*)$/m.exec(refusal.stderr)?.[1];
  const hint = way && { zh: `若信任这个仓库：${inLine(way)}`, en: `if you trust the repository: ${inLine(way)}` };
  return new UserError(
    { zh: `${place.zh}的 Git 仓库读不了：${reason}`, en: `Git cannot read the repository of ${place.en}: ${reason}` },
    hint || undefined,
  );
}

/** The first candidate that holds a taxonomy, else the first that is there. Throws UserError where none is. */
export function registryAmong(
  tree: Tree,
  candidates: readonly Candidate[],
  { named }: GitOptions,
  { where, hint }: TreeName,
): { readonly absolute: string; readonly folder: string } {
  const found: { readonly absolute: string; readonly folder: string }[] = [];
  for (const { absolute, inTree } of candidates) {
    const place = follow(tree, inTree);
    if ('unreadable' in place || !isFolder(place)) continue;
    if (!('unreadable' in follow(tree, `${place.path}/taxonomy.yaml`))) return { absolute, folder: place.path };
    found.push({ absolute, folder: place.path });
  }
  const submodule = candidates.flatMap(({ inTree }) => pathsAlong(inTree)).find((place) => tree.at(place)?.kind === 'submodule');
  if (submodule !== undefined) throw isSubmodule(submodule);
  if (found[0] !== undefined) return found[0];
  const folder = inLine(named ?? 'registry');
  throw new UserError(
    named === undefined
      ? { zh: `${where.zh}，从当前目录往上没有 registry 目录`, en: `${where.en} there is no registry folder from here upward` }
      : { zh: `${where.zh}没有目录 ${folder}`, en: `${where.en} there is no folder ${folder}` },
    hint,
  );
}

/** `a`, `a/b` and `a/b/c` for `a/b/c`; none for the top of the repository and what lies outside. */
function pathsAlong(place: string): readonly string[] {
  if (/^\.{0,2}(?:\/|$)/.test(place)) return [];
  const steps = place.split('/');
  return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
}

function isSubmodule(place: string): UserError {
  const shown = inLine(place);
  return new UserError(
    { zh: `${shown} 是 Git 子模块，内容不在这个仓库里`, en: `${shown} is a submodule: its files are not in this repository` },
    {
      zh: '用 git submodule update --init 取出后，到子模块里运行，或用 --registry 指明其中的目录',
      en: 'check it out with git submodule update --init and run mlx there, or name the folder in it with --registry',
    },
  );
}

function* recordsUnder(outer: Tree, folder: string): Iterable<FoundRecord> {
  const listed = outer.under(folder);
  const tree = withListed(outer, folder, listed);
  for (const entry of listed) yield* recordAt(tree, folder, entry);
}

interface FoundRecord {
  readonly path: string;
  readonly record: Followed;
}

const yaml = /\.ya?ml$/i;

function* recordAt(tree: Tree, folder: string, entry: Entry): Iterable<FoundRecord> {
  const { path: place, kind } = entry;
  const name = folder === '' ? place : place.slice(folder.length + 1);
  const steps = name.split('/');
  if (steps.some((step) => step.startsWith('.')) || steps.slice(0, -1).some((step) => yaml.test(step))) return;
  const isYaml = yaml.test(name);
  if (!isYaml && kind !== 'link') return;
  // Nothing lies behind a link in a tree: all but links are what their paths lead to.
  const end = kind === 'link' ? follow(tree, place) : entry;
  if (isYaml) yield { path: name, record: recordOrNot(folder, end) };
  else if ('kind' in end && isFolder(end)) yield { path: name, record: { unreadable: linkedFolder } };
}

function recordOrNot(folder: string, end: Followed): Followed {
  if ('unreadable' in end) return end;
  if (end.path !== folder && !isUnder(folder, end.path)) return { unreadable: leavesRegistry };
  return isFolder(end) ? { unreadable: isFolderMessage } : end;
}
