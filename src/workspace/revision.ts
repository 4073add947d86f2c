// Reads the registry as it was committed: from Git's objects alone; nothing is checked out, fetched or written.
import { lstatSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { compareText, inLine, UserError } from '../diagnostic.ts';
import { type Answer, commitOf, complaintOf, type Environment, environmentOfHook, type Git, gitIn, guards, ofHook, quoted } from './git.ts';
import { wayInto } from './naming.ts';
import { shownIn, shownPath } from './read.ts';
import { type Entry, type Followed, follow, isUnder, notInClone, type Tree, treeOf, withListed } from './tree.ts';
import { cannotRead, isFolderMessage, leavesRegistry, linkedFolder, noTaxonomy } from './unreadable.ts';
import type { Content, Workspace, WorkspaceFile } from './workspace.ts';

export interface RevisionOptions {
  readonly cwd: string;
  /** `--registry` as given, or undefined to look for it. */
  readonly named: string | undefined;
  readonly rev: string;
  /** The environment that Git is given, but for what a hook sets in it. */
  readonly env: Environment;
}

/** The registry as it was committed. Throws UserError where there is no Git, no repository, no such revision, or no registry in it. */
export function readRevision(options: RevisionOptions): Workspace & { readonly commit: string } {
  const { git, candidates } = candidatesOf(options);
  const commit = commitOf(git, options.rev);
  const tree = treeOf(git, commit);
  const { absolute, folder } = registryAmong(tree, candidates, options);
  const root = shownPath(options.cwd, absolute);
  const contents = new Map(filesUnder(tree, folder).map(({ path: name, ...content }) => [name, content]));
  if (!contents.has('taxonomy.yaml')) throw noTaxonomy(root);
  const files = [...contents.keys()].sort(compareText).map((name): WorkspaceFile => ({ path: name, shown: shownIn(root, name) }));
  return { root, files, commit, read: (file) => contents.get(file.path) ?? { unreadable: cannotRead('ENOENT') } };
}

/** A folder that may be the registry: its path, and its path from the top of the repository. */
interface Candidate {
  readonly absolute: string;
  readonly inTree: string;
}

interface Repository {
  readonly git: Git;
  /** A folder, and its path from the top of the repository. */
  readonly folder: string;
  readonly prefix: string;
}

function candidatesOf({ cwd, named, env }: RevisionOptions): { readonly git: Git; readonly candidates: readonly Candidate[] } {
  const absolute = path.resolve(cwd, named ?? '.');
  const folders = named === undefined ? [absolute] : [nearestFolder(absolute, lstatSync), nearestFolder(absolute, statSync)];
  const { git, folder, prefix } = repositoryAmong(folders, { cwd, named, env });
  const here = path.posix.join(prefix, shownPath(folder, absolute));
  if (named !== undefined) return { git, candidates: [{ absolute, inTree: here }] };
  const above = here.split('/').filter((name) => name !== '' && name !== '.');
  const candidates = [...Array(above.length + 1).keys()].map((up) => ({
    absolute: path.resolve(cwd, '../'.repeat(up), 'registry'),
    inTree: [...above.slice(0, above.length - up), 'registry'].join('/'),
  }));
  return { git, candidates };
}

/** The path or the nearest folder above that is there. What is a link now may have been a folder then, so links are followed last. */
function nearestFolder(absolute: string, stat: (at: string) => { isDirectory(): boolean }): string {
  for (let at = absolute; ; at = path.dirname(at)) if (isFolder(at, stat) || path.dirname(at) === at) return at;
}

function isFolder(at: string, stat: (at: string) => { isDirectory(): boolean }): boolean {
  try {
    return stat(at).isDirectory();
  } catch {
    return false;
  }
}

/** Throws UserError where none of the folders lies in a repository that Git reads. */
function repositoryAmong(folders: readonly string[], { cwd, named, env }: Omit<RevisionOptions, 'rev'>): Repository {
  const plain = { ...env, ...ofHook, ...guards };
  const attempts = folders.map((folder) => ({ folder, git: gitIn(folder, plain) }));
  if (env.GIT_DIR) attempts.push({ folder: cwd, git: gitIn(cwd, { ...plain, ...environmentOfHook(cwd, env) }) });
  const refusals: Answer[] = [];
  for (const { folder, git } of attempts) {
    const answer = git(['rev-parse', '--is-inside-work-tree', '--show-prefix']);
    if (answer.isOk) return { git, folder, prefix: prefixOf(git, folder, answer.stdout.toString()) };
    refusals.push(answer);
  }
  throw noRepository(refusals, named);
}

/** Git knows the folder's place in a work tree; a bare repository's own folder is the top. */
function prefixOf(git: Git, folder: string, said: string): string {
  const [, isInside, prefix = ''] = /^(true|false)\n(.*)\n$/s.exec(said) ?? [];
  if (isInside === 'true') return prefix;
  const home = git(['rev-parse', '--absolute-git-dir']).stdout.toString().replace(/\n$/, '');
  return wayInto(realpathSync(home), realpathSync(folder)) ?? '';
}

function noRepository(refusals: readonly Answer[], named: string | undefined): UserError {
  const place = named === undefined ? { zh: '当前目录', en: 'this folder' } : { zh: `${inLine(named)} `, en: inLine(named) };
  const refusal = refusals.find(({ stderr }) => !stderr.includes('fatal: not a git repository'));
  if (refusal === undefined)
    return new UserError(
      { zh: `${place.zh}不在 Git 仓库里，没有版本可读`, en: `${place.en} is in no Git repository, so it has no revisions` },
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
function registryAmong(
  tree: Tree,
  candidates: readonly Candidate[],
  { named, rev }: RevisionOptions,
): { readonly absolute: string; readonly folder: string } {
  const found: { readonly absolute: string; readonly folder: string }[] = [];
  for (const { absolute, inTree } of candidates) {
    const place = follow(tree, inTree);
    if ('unreadable' in place || place.kind !== 'folder') continue;
    if (!('unreadable' in follow(tree, `${place.path}/taxonomy.yaml`))) return { absolute, folder: place.path };
    found.push({ absolute, folder: place.path });
  }
  if (found[0] !== undefined) return found[0];
  const [at, folder] = [quoted(rev), inLine(named ?? 'registry')];
  throw new UserError(
    named === undefined
      ? { zh: `版本 ${at} 里，从当前目录往上没有 registry 目录`, en: `at ${at} there is no registry folder from here upward` }
      : { zh: `版本 ${at} 里没有目录 ${folder}`, en: `at ${at} there is no folder ${folder}` },
    { zh: '登记库当时若在别处，用 --registry 目录 指明', en: 'if the registry lay elsewhere then, name it with --registry DIR' },
  );
}

type FoundFile = { readonly path: string } & Content;

function filesUnder(outer: Tree, folder: string): FoundFile[] {
  const listed = outer.under(folder);
  const tree = withListed(outer, folder, listed);
  const found = listed.flatMap((entry) => [...recordAt(tree, folder, entry)]);
  const contents = outer.contents(found.flatMap(({ record }) => ('id' in record ? [record] : [])));
  return found.map(({ path: name, record }) => {
    if ('unreadable' in record) return { path: name, unreadable: record.unreadable };
    return { path: name, ...(contents.get(record.id) ?? { unreadable: notInClone(record.id) }) };
  });
}

interface FoundRecord {
  readonly path: string;
  readonly record: Followed;
}

const yaml = /\.ya?ml$/i;

function* recordAt(tree: Tree, folder: string, { path: place, kind }: Entry): Iterable<FoundRecord> {
  const name = folder === '' ? place : place.slice(folder.length + 1);
  const steps = name.split('/');
  if (steps.some((step) => step.startsWith('.')) || steps.slice(0, -1).some((step) => yaml.test(step))) return;
  const isYaml = yaml.test(name);
  if (!isYaml && kind !== 'link') return;
  const end = follow(tree, place);
  if (isYaml) yield { path: name, record: recordOrNot(folder, end) };
  else if ('kind' in end && end.kind === 'folder') yield { path: name, record: { unreadable: linkedFolder } };
}

function recordOrNot(folder: string, end: Followed): Followed {
  if ('unreadable' in end) return end;
  if (end.path !== folder && !isUnder(folder, end.path)) return { unreadable: leavesRegistry };
  return end.kind === 'folder' ? { unreadable: isFolderMessage } : end;
}
