// Sources held against their schemas, and the registry that is built from what is sound.
import type { Fault } from '../diagnostic.ts';
import type { DocumentEntry, DocumentRecord, FullRecord } from '../registry/document.ts';
import type { Jurisdiction } from '../registry/jurisdiction.ts';
import type { Plan } from '../registry/plan.ts';
import { type Baseline, buildRegistry, type DataFile, dataFiles, idMeantBy, type Registry, type Settings } from '../registry/registry.ts';
import { buildVocabulary, type Kind, type Taxonomy, type Vocabulary } from '../registry/taxonomy.ts';
import type { RecordFile } from '../rules/rule.ts';
import type { Schemas, ShapeCheck } from '../schema/schema.ts';
import { parseSource, type Source, unreadableSource } from '../source/source.ts';
import type { Workspace, WorkspaceFile } from '../workspace/workspace.ts';
import { taxonomyFaults } from './taxonomy.ts';

export interface HeldRegistry {
  /** Undefined where the taxonomy is not sound. */
  readonly registry: Registry | undefined;
  readonly faults: readonly Fault[];
  /** Every file that should hold a record. */
  readonly files: readonly RecordFile[];
}

export function hold(workspace: Workspace, schemas: Schemas, tick: (done: number, all: number) => void): HeldRegistry {
  const isData = ({ path }: WorkspaceFile): boolean => dataFiles.some((name) => path === `${name}.yaml`);
  const held = new Map(dataFiles.map((name) => [name, holdDataFile(workspace, schemas, name)]));
  held.set('taxonomy', withoutRepeats(held.get('taxonomy')));
  const beside = [...held.values()].flatMap((each) => each?.faults ?? []);
  const recordFiles = workspace.files.filter((file) => !isData(file));
  const taxonomy = held.get('taxonomy');
  if (taxonomy?.value === undefined) {
    // What can be said without a taxonomy is said all the same.
    const unread = recordFiles.flatMap((file) => sourceOf(workspace, file).faults);
    return { registry: undefined, faults: [...beside, ...unread], files: [] };
  }
  const vocabulary = buildVocabulary(taxonomy.value as Taxonomy);
  const folders = foldersOf();
  const records = recordFiles.map((file, index) => {
    tick(index + 1, recordFiles.length);
    return holdRecord(vocabulary, schemas, file, folders(file), sourceOf(workspace, file));
  });
  const registry = buildRegistry({
    vocabulary,
    taxonomyFile: taxonomy.file,
    plan: dataFile<Plan>(held.get('plan')),
    settings: dataFile<Settings>(held.get('registry')),
    jurisdiction: dataFile<Jurisdiction>(held.get('jurisdiction')),
    baseline: dataFile<Baseline>(held.get('baseline')),
    entries: records.flatMap(({ entry }) => entry ?? []),
    ids: new Set(records.flatMap(({ file }) => [file.id, idMeantBy(file.id) ?? file.id])),
  });
  return { registry, faults: [...beside, ...records.flatMap(({ faults }) => faults)], files: records.map(({ file }) => file) };
}

/** What a file says. */
export function sourceOf(workspace: Workspace, file: WorkspaceFile): Source {
  const content = workspace.read(file);
  return 'bytes' in content ? parseSource(file.shown, content.bytes) : unreadableSource(file.shown, content.unreadable);
}

/** The folders down to a file, one list for all files of a folder. */
function foldersOf(): (file: WorkspaceFile) => readonly string[] {
  const lists = new Map<string, readonly string[]>();
  return ({ path }) => {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const list = lists.get(folder) ?? (folder === '' ? [] : folder.split('/'));
    lists.set(folder, list);
    return list;
  };
}

interface HeldFile {
  readonly file: string;
  readonly faults: readonly Fault[];
  /** Undefined where anything is wrong with its shape. */
  readonly value: unknown;
}

function holdDataFile(workspace: Workspace, schemas: Schemas, name: string): HeldFile | undefined {
  const file = workspace.files.find(({ path }) => path === `${name}.yaml`);
  if (file === undefined) return undefined;
  const source = sourceOf(workspace, file);
  const shape = schemas.check(`${name}.json`, source);
  const faults = [...source.faults, ...shape.faults];
  const isSound = shape.isRecord && faults.every(({ rule }) => rule === 'byte-order-mark');
  return { file: source.file, faults, value: isSound ? source.value : undefined };
}

/** A taxonomy in which an id stands twice, or a kind is missing, means two things: it is not sound. */
function withoutRepeats(held: HeldFile | undefined): HeldFile | undefined {
  if (held?.value === undefined) return held;
  const faults = taxonomyFaults(held.file, held.value as Taxonomy);
  return faults.length === 0 ? held : { ...held, faults: [...held.faults, ...faults], value: undefined };
}

function dataFile<Value>(held: HeldFile | undefined): DataFile<Value> | undefined {
  return held?.value === undefined ? undefined : { file: held.file, value: held.value as Value };
}

interface HeldRecord {
  readonly file: RecordFile;
  readonly faults: readonly Fault[];
  readonly entry: DocumentEntry | undefined;
}

function holdRecord(
  vocabulary: Vocabulary,
  schemas: Schemas,
  { path, shown }: WorkspaceFile,
  folders: readonly string[],
  source: Source,
): HeldRecord {
  const id = path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/i, '');
  const file: RecordFile = { id, file: shown, folders };
  const folderKind = folders.length === 1 ? vocabulary.kindOfFolder.get(folders[0] ?? '') : undefined;
  const rankKind = kindByRank(vocabulary, source.value) ?? folderKind;
  if (rankKind === undefined) return { file, faults: source.faults, entry: undefined };
  const [kind, shape] = shapeAs([rankKind, folderKind ?? rankKind], schemas, source);
  const faults = shape.faults.length === 0 ? source.faults : [...source.faults, ...shape.faults];
  if (!shape.isRecord) return { file, faults, entry: undefined };
  const repeated = repeatedFields(source);
  const faulty = repeated.length + shape.faulty.size === 0 ? none : new Set([...shape.faulty, ...repeated]);
  return { file, faults, entry: { id, file: shown, kind, folderKind, record: reasonedWith(fullRecordOf(source, faulty)), faulty } };
}

const none: ReadonlySet<string> = new Set();

/** The record without the fields that are faulty. */
export function fullRecordOf(source: Source | undefined, faulty: ReadonlySet<string>): FullRecord {
  const value = (source?.value ?? {}) as FullRecord;
  if (faulty.size === 0) return value;
  return Object.fromEntries(Object.entries(value).filter(([field]) => !faulty.has(field))) as FullRecord;
}

/** What the registry reasons with, as a copy of its own: a part of the file's text would keep all of it in memory. */
function reasonedWith({ note, sources, unverified, ...record }: FullRecord): DocumentRecord {
  return JSON.parse(JSON.stringify(record)) as DocumentRecord;
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
