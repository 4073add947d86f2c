// A stretch of record files, read and held against their schemas: in a form that one thread can hand to another.
import type { Fault } from '../diagnostic.ts';
import type { DocumentRecord, FullRecord } from '../registry/document.ts';
import { type PackedRecords, recordPacker } from '../registry/packed.ts';
import { type Kind, kinds, type Vocabulary } from '../registry/taxonomy.ts';
import type { Schemas, ShapeCheck } from '../schema/schema.ts';
import { parseSource, type Source, unreadableSource } from '../source/source.ts';
import type { Workspace, WorkspaceFile } from '../workspace/workspace.ts';

export interface Slice {
  /** For each file 1 + the position of its record's kind among `kinds`, or 0 where it holds no record. */
  readonly kinds: Uint8Array;
  /** Fields that are left out of a record, by the file's position in the stretch. */
  readonly faulty: ReadonlyMap<number, ReadonlySet<string>>;
  readonly faults: ReadonlyMap<number, readonly Fault[]>;
  /** The records of the files that hold one. */
  readonly records: PackedRecords;
}

/** Reads the files from one position to another. */
export function holdSlice(
  workspace: Pick<Workspace, 'read'>,
  files: readonly WorkspaceFile[],
  vocabulary: Vocabulary,
  schemas: Schemas,
  tick: (done: number) => void = () => {},
): Slice {
  const packer = recordPacker();
  const slice = {
    kinds: new Uint8Array(files.length),
    faulty: new Map<number, ReadonlySet<string>>(),
    faults: new Map<number, readonly Fault[]>(),
  };
  for (const [position, file] of files.entries()) {
    tick(position + 1);
    const { kind, record, faulty, faults } = holdRecord(vocabulary, schemas, file, sourceOf(workspace, file));
    if (faults.length > 0) slice.faults.set(position, faults);
    if (kind === undefined || record === undefined) continue;
    if (faulty.size > 0) slice.faulty.set(position, faulty);
    slice.kinds[position] = 1 + kinds.indexOf(kind);
    packer.add(record);
  }
  return { ...slice, records: packer.packed() };
}

/** What a file says. */
export function sourceOf(workspace: Pick<Workspace, 'read'>, file: WorkspaceFile): Source {
  const content = workspace.read(file);
  return 'bytes' in content ? parseSource(file.shown, content.bytes) : unreadableSource(file.shown, content.unreadable);
}

/** The kind whose folder a file lies in, or undefined in a folder of no kind. */
export function folderKindOf(vocabulary: Vocabulary, path: string): Kind | undefined {
  return vocabulary.kindOfFolder.get(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
}

interface HeldRecord {
  readonly kind?: Kind;
  readonly record?: DocumentRecord;
  readonly faulty: ReadonlySet<string>;
  readonly faults: readonly Fault[];
}

function holdRecord(vocabulary: Vocabulary, schemas: Schemas, file: WorkspaceFile, source: Source): HeldRecord {
  const folderKind = folderKindOf(vocabulary, file.path);
  const rankKind = kindByRank(vocabulary, source.value) ?? folderKind;
  if (rankKind === undefined) return { faulty: none, faults: source.faults };
  const [kind, shape] = shapeAs([rankKind, folderKind ?? rankKind], schemas, source);
  const faults = shape.faults.length === 0 ? source.faults : [...source.faults, ...shape.faults];
  if (!shape.isRecord) return { faulty: none, faults };
  const repeated = repeatedFields(source);
  const faulty = repeated.length + shape.faulty.size === 0 ? none : new Set([...shape.faulty, ...repeated]);
  const record = reasonedWith(fullRecordOf(source, faulty));
  return { kind, record: faulty.has('reference') ? asReference(record) : record, faulty, faults };
}

/** Whoever wrote `reference: yes` does not speak of an own document: what is asked of those would be a second finding. */
function asReference(record: DocumentRecord): DocumentRecord {
  return { ...record, reference: true };
}

const none: ReadonlySet<string> = new Set();

/** The record without the fields that are faulty. */
export function fullRecordOf(source: Source | undefined, faulty: ReadonlySet<string>): FullRecord {
  const value = (source?.value ?? {}) as FullRecord;
  if (faulty.size === 0) return value;
  return Object.fromEntries(Object.entries(value).filter(([field]) => !faulty.has(field))) as FullRecord;
}

/** What the registry reasons with. */
function reasonedWith({ note, sources, unverified, ...record }: FullRecord): DocumentRecord {
  return record;
}

/** Rank and folder may speak of two kinds; the record is of the one whose schema finds less wrong, by rank where both find the same. */
function shapeAs([byRank, byFolder]: readonly [Kind, Kind], schemas: Schemas, source: Source): readonly [Kind, ShapeCheck] {
  const shape = schemas.check(`${byRank}.json`, source);
  if (byRank === byFolder || shape.faults.length === 0) return [byRank, shape];
  const other = schemas.check(`${byFolder}.json`, source);
  return other.faults.length < shape.faults.length ? [byFolder, other] : [byRank, shape];
}

/** The rank says which kind a record is of, wherever it lies. */
function kindByRank(vocabulary: Vocabulary, value: unknown): Kind | undefined {
  const rank = (value as { rank?: unknown } | null | undefined)?.rank;
  return typeof rank === 'string' ? vocabulary.ranks.get(rank)?.kind : undefined;
}

/** Top-level fields in which some key stands twice: which of the two is meant is unknown. */
function repeatedFields(source: Source): readonly string[] {
  return source.faults.flatMap(({ rule, field }) => (rule === 'duplicate-key' && field !== undefined ? [field] : []));
}
