// The record files of a registry: what each holds, read now or taken over from an earlier check. Pure.
import { compareText, type Fault } from '../diagnostic.ts';
import { type Document, type DocumentEntry, documentBuilder } from '../registry/document.ts';
import { type Records, recordsIn } from '../registry/packed.ts';
import { kinds, type Vocabulary } from '../registry/taxonomy.ts';
import type { Schemas } from '../schema/schema.ts';
import type { Workspace, WorkspaceFile } from '../workspace/workspace.ts';
import { folderKindOf, holdSlice, type Slice } from './slice.ts';
import type { Carried, Earlier } from './trace.ts';

export interface HeldFiles {
  /** Made when they are asked for: there may be very many, and a document is made of each. */
  readonly entries: Iterable<DocumentEntry>;
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
  const [positions, faults]: [number[], Fault[]] = [[], []];
  const rowAt = new Uint32Array(files.length);
  let next = earlier?.trace.paths.length ?? 0;
  for (let position = 0; position < files.length; position++) {
    const before = from?.[position] ?? unknown;
    const row = before === unknown ? next++ : before;
    rowAt[position] = row;
    for (const fault of rows.faults.get(row) ?? []) faults.push(fault);
    if ((rows.kinds[row] ?? 0) > 0) positions.push(position);
  }
  function* entries(): Generator<DocumentEntry> {
    for (const position of positions) {
      const file = files[position];
      if (file !== undefined) yield* entryOf(vocabulary, rows, rowAt[position] ?? 0, file);
    }
  }
  const carried =
    earlier && from && carriedBy(earlier, from, files, (position) => endedDocument(vocabulary, records, rows, earlier, position));
  return { entries: { [Symbol.iterator]: entries }, positions, faults, records, slices, carried };
}

const unknown = -1;

/** What all slices say of their files, one after another. */
interface Rows {
  /** As in a slice. */
  readonly kinds: Uint8Array;
  /** The numbers of the records. */
  readonly indices: Uint32Array;
  readonly faulty: ReadonlyMap<number, ReadonlySet<string>>;
  readonly faults: ReadonlyMap<number, readonly Fault[]>;
}

function rowsOf(slices: readonly Slice[]): Rows {
  const length = slices.reduce((sum, slice) => sum + slice.kinds.length, 0);
  const [kinds, indices] = [new Uint8Array(length), new Uint32Array(length)];
  const [faulty, faults] = [new Map<number, ReadonlySet<string>>(), new Map<number, readonly Fault[]>()];
  let [row, index] = [0, 0];
  for (const slice of slices) {
    for (const [position, fields] of slice.faulty) faulty.set(row + position, fields);
    for (const [position, found] of slice.faults) faults.set(row + position, found);
    kinds.set(slice.kinds, row);
    for (const kind of slice.kinds) indices[row++] = kind === 0 ? index : index++;
  }
  return { kinds, indices, faulty, faults };
}

const intact: ReadonlySet<string> = new Set();

/** The document that a row holds; none where it holds no record. */
function* entryOf(vocabulary: Vocabulary, rows: Rows, row: number, { path, shown }: WorkspaceFile): Generator<DocumentEntry> {
  const kind = kinds[(rows.kinds[row] ?? 0) - 1];
  if (kind === undefined) return;
  const [folderKind, index, faulty] = [folderKindOf(vocabulary, path), rows.indices[row] ?? 0, rows.faulty.get(row) ?? intact];
  yield { id: idOf(path), file: shown, kind, folderKind, index, faulty };
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
function endedDocument(vocabulary: Vocabulary, records: Records, rows: Rows, { trace }: Earlier, position: number): readonly Document[] {
  const path = trace.paths[position];
  const entries = path === undefined ? [] : [...entryOf(vocabulary, rows, position, { path, shown: path })];
  return entries.map(documentBuilder(vocabulary, records));
}
