// What a run takes from the cache of a registry, and what it keeps there.
import type { Checked, Conduct } from '../check/check.ts';
import type { DataRead } from '../check/data.ts';
import { isWorn, packed, unpacked } from '../facts/store.ts';
import { attempt } from '../workspace/attempt.ts';
import { firstPart, hasManyChanges, idOf, keep, matched, type Stored, stored } from '../workspace/known.ts';
import { locateRegistry, realPath } from '../workspace/locate.ts';
import type { Content, Workspace } from '../workspace/workspace.ts';
import type { Request } from './argv.ts';
import type { Host } from './host.ts';
import { buildOf, cacheFileOf, type Recall, type Told } from './recall.ts';

/** What is known of the registry's files, and what this run finds out of them. */
export interface Keeping {
  readonly recalled: Recall;
  /** What names the contents of the files that were read. */
  readonly ids: Map<number, string>;
  /** What the data files say that facts depend on. */
  basis: string;
  /** Whether the facts in the cache were of use: the same basis, and undamaged. */
  isKnown: boolean;
}

/** Undefined where nothing is to be used or kept: another registry turned out to be meant, or none. */
export function keepingOf({ command, options }: Request, host: Host, recalled: Recall | undefined): Keeping | undefined {
  if (recalled === undefined || options.cache === false || !command.needsRegistry || options.rev !== undefined) return undefined;
  const isMeant = locateRegistry(host.cwd(), options.registry) === recalled.registry;
  return isMeant ? { recalled, ids: new Map(), basis: '', isKnown: false } : undefined;
}

/** How a check uses what is known, and notes what it reads. A buffer stands in for a file, and is neither known nor noted. */
export function conductOf(keeping: Keeping | undefined, { files }: Workspace, buffer: string | undefined): Conduct {
  if (keeping === undefined) return {};
  const { known, build } = keeping.recalled;
  const at = buffer === undefined ? -1 : files.findIndex(({ path }) => path === buffer);
  // A buffer of a file that is not there yet is one more.
  const isMore = files.length > known.names.length;
  const listed = (row: number): number => (at >= 0 && row >= at && isMore ? row - 1 : row);
  return {
    seen: (row, content) => {
      if (row !== at) keeping.ids.set(listed(row), idOf(content));
    },
    known: ({ contents }) => {
      keeping.basis = basisOf(contents);
      const isOf = known.cache?.name.startsWith(`${build} ${keeping.basis} `) === true;
      const kept = isOf && known.cache !== undefined ? unpacked(known.cache, firstPart) : undefined;
      const table = kept !== undefined && isWorn(kept) && hasManyChanges(known) ? undefined : kept;
      keeping.isKnown = table !== undefined;
      return table && { table, rowOf: (row, contentOf) => (row === at ? -1 : rowBefore(keeping, listed(row), contentOf)) };
    },
  };
}

/** How what is read from Git is checked with the facts of the registry's cache, which stays as it is: contents with known ids are not read. */
export function conductOfGit(workspace: Workspace, { options }: Request, registry: string, env: Host['env']): Conduct {
  const made = buildOf(Date.now());
  // In a sparse checkout there may be no such folder.
  const real = attempt(() => realPath(registry));
  const before = options.cache === false || real === undefined ? undefined : stored(cacheFileOf(real, env), made);
  const { files, idOf: idIn, prefetch } = workspace;
  if (before === undefined || idIn === undefined) return {};
  const { rows } = matched(
    files.map(({ path }) => path),
    before.paths,
  );
  const isSame = (row: number, before: Stored): boolean => {
    const [file, from] = [files[row], rows[row] ?? -1];
    return file !== undefined && from >= 0 && Buffer.from(before.idOf(from), 'latin1').toString('hex') === idIn(file);
  };
  return {
    known: ({ contents }) => {
      const table = before.cache.name.startsWith(`${made} ${basisOf(contents)} `) ? unpacked(before.cache, firstPart) : undefined;
      before.cache.close();
      if (table === undefined) return undefined;
      const known = Int32Array.from(files, (_, row) => (isSame(row, before) ? (rows[row] ?? -1) : -1));
      prefetch?.(files.filter((_, row) => known[row] === -1));
      return { table, rowOf: (row) => known[row] ?? -1 };
    },
  };
}

/** The row of a file in the cache if its content is the same, else -1. */
function rowBefore({ recalled: { known }, ids }: Keeping, row: number, contentOf: () => Content): number {
  const before = known.rows[row] ?? -1;
  if (before < 0 || known.isStill(row)) return before;
  if (known.idByStamp(row) !== known.idBefore(row)) {
    contentOf();
    if (ids.get(row) !== known.idBefore(row)) return -1;
  }
  return before;
}

/** What names what the data files say that facts of a record depend on. */
function basisOf(contents: DataRead['contents']): string {
  return (['taxonomy.yaml', 'jurisdiction.yaml'] as const)
    .map((name) => contents.get(name))
    .map((content) => (content === undefined ? '-' : Buffer.from(idOf(content), 'latin1').toString('hex')))
    .join('-');
}

export function keepAll({ recalled, ids, basis, isKnown }: Keeping, { facts }: Checked, told: Told | undefined): void {
  const { known, build, line } = recalled;
  if (facts !== undefined) keep(known, { build, basis, isKnown, ids, facts: () => packed(facts.table), answer: told && [line, told] });
}

/** Whether nothing but the registry's files is asked for, and nothing but the streams is written to. */
export function isOwn({ command, options, outputs }: Request, { env }: Host): boolean {
  const isBeyond = Object.entries(command.options).some(([name, { reachesBeyond }]) => reachesBeyond === true && name in options);
  const isWritten = outputs.some(({ file, format }) => file !== undefined || (format === 'github' && env.GITHUB_STEP_SUMMARY));
  return command.reachesBeyond !== true && !isBeyond && !isWritten;
}
