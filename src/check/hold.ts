// Sources held against their schemas, and the registry that is built from what is sound.
import type { Fault } from '../diagnostic.ts';
import type { DocumentEntry, DocumentRecord } from '../registry/document.ts';
import type { Jurisdiction } from '../registry/jurisdiction.ts';
import type { Plan } from '../registry/plan.ts';
import { type Baseline, buildRegistry, type DataFile, dataFiles, idMeantBy, type Registry, type Settings } from '../registry/registry.ts';
import { buildVocabulary, type Kind, type Taxonomy, type Vocabulary } from '../registry/taxonomy.ts';
import type { RecordFile } from '../rules/rule.ts';
import type { Schemas, ShapeCheck } from '../schema/schema.ts';
import type { Source } from '../source/source.ts';
import type { Workspace, WorkspaceFile } from '../workspace/workspace.ts';
import { taxonomyFaults } from './taxonomy.ts';

export interface HeldRegistry {
  /** Undefined where the taxonomy is not sound. */
  readonly registry: Registry | undefined;
  readonly faults: readonly Fault[];
  /** Every file that should hold a record. */
  readonly files: readonly RecordFile[];
}

export function hold(workspace: Workspace, schemas: Schemas, sources: ReadonlyMap<string, Source>): HeldRegistry {
  const held = new Map(dataFiles.map((name) => [name, holdDataFile(workspace, schemas, sources, name)]));
  held.set('taxonomy', withoutRepeats(held.get('taxonomy')));
  const beside = [...held.values()].flatMap((each) => each?.faults ?? []);
  const recordFiles = workspace.files.filter(({ path }) => !dataFiles.some((name) => path === `${name}.yaml`));
  const taxonomy = held.get('taxonomy');
  if (taxonomy?.value === undefined) {
    // What can be said without a taxonomy is said all the same.
    const unread = recordFiles.flatMap(({ shown }) => sources.get(shown)?.faults ?? []);
    return { registry: undefined, faults: [...beside, ...unread], files: [] };
  }
  const vocabulary = buildVocabulary(taxonomy.value as Taxonomy);
  const records = recordFiles.map((file) => holdRecord(vocabulary, schemas, file, sources.get(file.shown) as Source));
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

interface HeldFile {
  readonly file: string;
  readonly faults: readonly Fault[];
  /** Undefined where anything is wrong with its shape. */
  readonly value: unknown;
}

function holdDataFile(workspace: Workspace, schemas: Schemas, sources: ReadonlyMap<string, Source>, name: string): HeldFile | undefined {
  const file = workspace.files.find(({ path }) => path === `${name}.yaml`);
  const source = file && sources.get(file.shown);
  if (source === undefined) return undefined;
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

function holdRecord(vocabulary: Vocabulary, schemas: Schemas, { path, shown }: WorkspaceFile, source: Source): HeldRecord {
  const folders = path.split('/').slice(0, -1);
  const id = path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/i, '');
  const file: RecordFile = { id, file: shown, folders };
  const folderKind = folders.length === 1 ? vocabulary.kindOfFolder.get(folders[0] ?? '') : undefined;
  const rankKind = kindByRank(vocabulary, source.value) ?? folderKind;
  if (rankKind === undefined) return { file, faults: source.faults, entry: undefined };
  const [kind, shape] = shapeAs([rankKind, folderKind ?? rankKind], schemas, source);
  const faults = [...source.faults, ...shape.faults];
  if (!shape.isRecord) return { file, faults, entry: undefined };
  const faulty = new Set([...shape.faulty, ...repeatedFields(source)]);
  const sound = Object.entries(source.value as object).filter(([field]) => !faulty.has(field));
  return { file, faults, entry: { id, file: shown, kind, folderKind, record: Object.fromEntries(sound) as DocumentRecord, faulty } };
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
