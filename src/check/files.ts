// The record files of a registry: what each holds, read now or taken over from an earlier check. Pure.
import { compareText, type Fault } from '../diagnostic.ts';
import { type Document, type DocumentEntry, documentBuilder } from '../registry/document.ts';
import { type Records, recordsIn } from '../registry/packed.ts';
import { type Kind, kinds, type Vocabulary } from '../registry/taxonomy.ts';
import type { Schemas } from '../schema/schema.ts';
import type { Workspace, WorkspaceFile } from '../workspace/workspace.ts';
import { folderKindOf, holdSlice, type Slice } from './slice.ts';
import type { Carried, Earlier } from './trace.ts';

export interface HeldFiles {
  readonly entries: readonly DocumentEntry[];
  /** Of each entry the position of its file. */
  readonly positions: readonly number[];
  readonly faults: readonly Fault[];
  readonly records: Records;
  readonly slices: readonly Slice[];
  readonly carried: Carried | undefined;
}

/** Holds record files in stretches, in their order. */
export type HoldSlices = (
  workspace: Workspace,
  files: readonly WorkspaceFile[],
  vocabulary: Vocabulary,
  schemas: Schemas,
  tick: (done: number) => void,
) => readonly Slice[];

/** All of them as one stretch, in this thread. */
export const holdHere: HoldSlices = (...given) => [holdSlice(...given)];

/** Takes over what has not changed since an earlier check, and has `read` read the rest; `files` in the order of their paths. */
export function holdFiles(
  files: readonly WorkspaceFile[],
  vocabulary: Vocabulary,
  read: (files: readonly WorkspaceFile[]) => readonly Slice[],
  earlier: Earlier | undefined,
): HeldFiles {
  const from = earlier && positionsBefore(files, earlier);
  const slices = [
    ...(earlier?.trace.slices ?? []),
    ...read(from === undefined ? files : files.filter((_, position) => from[position] === unknown)),
  ];
  const records = recordsIn(slices.map((slice) => slice.records));
  const rows = rowsOf(slices);
  const [entries, positions, faults]: [DocumentEntry[], number[], Fault[]] = [[], [], []];
  let next = earlier?.trace.paths.length ?? 0;
  for (const [position, file] of files.entries()) {
    const before = from?.[position] ?? unknown;
    const row = rows[before === unknown ? next++ : before];
    if (row === undefined) continue;
    for (const fault of row.faults) faults.push(fault);
    if (row.kind === undefined) continue;
    entries.push(entryOf(vocabulary, row, row.kind, file));
    positions.push(position);
  }
  const carried =
    earlier && from && carriedBy(earlier, from, files, (position) => endedDocument(vocabulary, records, rows, earlier, position));
  return { entries, positions, faults, records, slices, carried };
}

const unknown = -1;

interface Row {
  readonly kind: Kind | undefined;
  /** The number of its record. */
  readonly index: number;
  readonly faulty: ReadonlySet<string>;
  readonly faults: readonly Fault[];
}

function rowsOf(slices: readonly Slice[]): readonly Row[] {
  let index = 0;
  return slices.flatMap((slice) =>
    Array.from(slice.kinds, (kindNumber, position): Row => {
      const kind = kinds[kindNumber - 1];
      return {
        kind,
        index: kind === undefined ? index : index++,
        faulty: slice.faulty.get(position) ?? intact,
        faults: slice.faults.get(position) ?? [],
      };
    }),
  );
}

const intact: ReadonlySet<string> = new Set();

function entryOf(vocabulary: Vocabulary, { index, faulty }: Row, kind: Kind, { path, shown }: WorkspaceFile): DocumentEntry {
  return { id: idOf(path), file: shown, kind, folderKind: folderKindOf(vocabulary, path), index, faulty };
}

/** A file's name without its extension. */
export function idOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/i, '');
}

/** For each file its position in the earlier check, where it was there and has not changed. */
function positionsBefore(files: readonly WorkspaceFile[], { trace: { paths }, changed }: Earlier): Int32Array {
  const from = new Int32Array(files.length).fill(unknown);
  let before = 0;
  for (const [position, { path }] of files.entries()) {
    while (before < paths.length && compareText(paths[before] ?? '', path) < 0) before++;
    if (paths[before] === path && !changed.has(path)) from[position] = before;
  }
  return from;
}

function carriedBy(
  { trace }: Earlier,
  from: Int32Array,
  files: readonly WorkspaceFile[],
  documentAt: (position: number) => readonly Document[],
): Carried {
  const isKept = new Uint8Array(trace.paths.length);
  for (const position of from) if (position !== unknown) isKept[position] = 1;
  const gone = trace.paths.flatMap((path, position) => (isKept[position] === 1 ? [] : [{ path, position }]));
  const read = files.filter((_, position) => from[position] === unknown);
  return {
    trace,
    from,
    ended: gone.flatMap(({ position }) => documentAt(position)),
    ids: [...new Set([...gone, ...read].map(({ path }) => idOf(path)))],
    isOtherFiles: gone.length !== read.length || gone.some(({ path }) => !read.some((each) => each.path === path)),
  };
}

/** The document of a file as it was; none where it held no record. */
function endedDocument(
  vocabulary: Vocabulary,
  records: Records,
  rows: readonly Row[],
  { trace }: Earlier,
  position: number,
): readonly Document[] {
  const [row, path] = [rows[position], trace.paths[position]];
  if (row?.kind === undefined || path === undefined) return [];
  return [documentBuilder(vocabulary, records)(entryOf(vocabulary, row, row.kind, { path, shown: path }))];
}
