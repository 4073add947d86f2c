// Reads the registry as it is staged: from Git's index and objects alone; nothing is checked out, fetched, locked or written.
import { inLine, UserError } from '../diagnostic.ts';
import { type Git, gitIn, guards, ofHook, outputOf } from './git.ts';
import { shownPath } from './read.ts';
import { candidatesOf, type GitOptions, type Repository, registryAmong, type TreeName, workspaceIn } from './revision.ts';
import { contentsOf, type Entry, isUnder, kindsByMode, type Tree } from './tree.ts';
import type { Workspace } from './workspace.ts';

const name: TreeName = {
  where: { zh: '暂存区里', en: 'in the index' },
  nothing: { zh: '没有暂存区可读', en: 'has no index' },
  hint: { zh: '登记库若在别处，用 --registry 目录 指明', en: 'if the registry lies elsewhere, name it with --registry DIR' },
};

/**
 * The registry as the next commit would hold it, and its absolute path. Throws UserError where there is no Git, no repository, no
 * registry in the index, or a conflict in it.
 */
export function readStaged(options: GitOptions): Workspace & { readonly registry: string } {
  const { repository, candidates } = candidatesOf(options, name);
  const tree = treeOfIndex(gitAtTop(repository, options));
  const { absolute, folder } = registryAmong(tree, candidates, options, name);
  return { ...workspaceIn(tree, folder, shownPath(options.cwd, absolute)), registry: absolute };
}

/**
 * Git lists the index below the folder that it runs in, so it runs at the top. An index that the environment names, such as that of
 * a partial commit, belongs to the repository that Git finds from here, and to no other.
 */
function gitAtTop({ git, folder }: Repository, { cwd, env }: GitOptions): Git {
  const where = (asked: Git, ...more: readonly string[]): string => asked(['rev-parse', ...more, '--absolute-git-dir']).stdout.toString();
  const [, up = '', home = ''] = /^(.*?)\n(.*)$/s.exec(where(git, '--show-cdup')) ?? [];
  const isOwn = !env.GIT_INDEX_FILE || where(gitIn(cwd, { ...env, ...guards })) === home;
  const atTop = isOwn ? git : gitIn(folder, { ...env, ...ofHook, ...guards, GIT_INDEX_FILE: undefined });
  return (argv, input) => atTop(['-C', up, '-c', 'core.fsmonitor=false', ...argv], input);
}

interface Staged extends Entry {
  readonly isMerged: boolean;
}

/** The index as a tree. Git lists what lies under a path at any depth, so one list is kept for each name at the top. */
function treeOfIndex(git: Git): Tree {
  const lists = new Map<string, ReadonlyMap<string, Staged>>();
  const listOf = (place: string): ReadonlyMap<string, Staged> => {
    const [first = ''] = place.split('/');
    const list = lists.get(first) ?? withFolders(stagedUnder(git, first));
    lists.set(first, list);
    return list;
  };
  return {
    at: (place) => {
      const entry = listOf(place).get(place);
      return entry && merged(entry);
    },
    under: (folder) => [...listOf(folder).values()].filter((entry) => isUnder(folder, entry.path)).map(merged),
    contents: (entries) => contentsOf(git, entries),
  };
}

/** Throws UserError for a file that is in conflict: nobody knows what it will hold. */
function merged(entry: Staged): Entry {
  if (entry.isMerged) return entry;
  const file = inLine(entry.path);
  throw new UserError(
    { zh: `${file} 有尚未解决的合并冲突`, en: `${file} has a merge conflict that is not resolved` },
    { zh: '解决冲突后用 git add 暂存', en: 'resolve it and stage the file with git add' },
  );
}

/** Files, links and submodules at a path or under it; all for `''`. */
function stagedUnder(git: Git, place: string): readonly Staged[] {
  const paths = ['--', ...(place === '' ? [] : [place])];
  const lines = outputOf(git(['ls-files', '--stage', '-z', ...paths]))
    .toString()
    .split('\0')
    .slice(0, -1);
  const staged = lines.map((line): Staged => {
    const [, mode = '', id = '', stage, at = ''] = /^(\d+) ([0-9a-f]+) (\d)\t(.*)$/s.exec(line) ?? [];
    return { path: at, kind: kindsByMode[mode] ?? 'file', id, isMerged: stage === '0' };
  });
  const tree = staged.map(({ id }) => emptyTrees[id]).find((each) => each !== undefined);
  if (tree === undefined) return staged;
  const all = git(['diff-index', '--cached', '--ita-invisible-in-index', '--no-renames', '--name-only', '-z', tree, ...paths]);
  const committed = new Set(outputOf(all).toString().split('\0'));
  return staged.filter((entry) => committed.has(entry.path));
}

/**
 * The tree without files, by the id of the file without content, for both hashes. What is only intended to be added (`git add -N`)
 * stands in the index like an empty file; a comparison with the empty tree leaves it out, as a commit does.
 */
const emptyTrees: Readonly<Record<string, string>> = {
  e69de29bb2d1d6434b8b29ae775ad8c2e48c5391: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813': '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
};

/** By path, with the folders that the files lie in. */
function withFolders(staged: readonly Staged[]): ReadonlyMap<string, Staged> {
  const byPath = new Map<string, Staged>();
  for (const entry of staged) {
    byPath.set(entry.path, entry);
    for (let at = parentOf(entry.path); at !== '' && !byPath.has(at); at = parentOf(at))
      byPath.set(at, { path: at, kind: 'folder', id: '', isMerged: true });
  }
  return byPath;
}

function parentOf(place: string): string {
  return place.slice(0, Math.max(0, place.lastIndexOf('/')));
}
