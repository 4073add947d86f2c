// Sources held against their schemas, and the registry that is built from what is sound.
import { compareText, type Fault } from '../diagnostic.ts';
import type { Jurisdiction } from '../registry/jurisdiction.ts';
import type { Plan } from '../registry/plan.ts';
import { type Baseline, buildRegistry, type DataFile, dataFiles, idMeantBy, type Registry, type Settings } from '../registry/registry.ts';
import { buildVocabulary, type Taxonomy } from '../registry/taxonomy.ts';
import type { RecordFile } from '../rules/rule.ts';
import type { Schemas } from '../schema/schema.ts';
import type { Workspace, WorkspaceFile } from '../workspace/workspace.ts';
import { type HeldFiles, type HoldSlices, holdFiles, idOf } from './files.ts';
import { sourceOf } from './slice.ts';
import { taxonomyFaults } from './taxonomy.ts';
import type { Earlier } from './trace.ts';

export interface HeldRegistry {
  /** Undefined where the taxonomy is not sound. */
  readonly registry: Registry | undefined;
  readonly faults: readonly Fault[];
  /** Every file that should hold a record. */
  readonly files: readonly RecordFile[];
  /** Their paths in the registry. */
  readonly paths: readonly string[];
  /** How the record files were held. */
  readonly held: Pick<HeldFiles, 'positions' | 'slices' | 'carried'> | undefined;
}

export function hold(
  workspace: Workspace,
  schemas: Schemas,
  tick: (done: number, all: number) => void,
  holdSlices: HoldSlices,
  earlier?: Earlier,
): HeldRegistry {
  const isData = ({ path }: WorkspaceFile): boolean => dataFiles.some((name) => path === `${name}.yaml`);
  const data = new Map(dataFiles.map((name) => [name, holdDataFile(workspace, schemas, name)]));
  data.set('taxonomy', withoutRepeats(data.get('taxonomy')));
  const beside = [...data.values()].flatMap((each) => each?.faults ?? []);
  const recordFiles = workspace.files.filter((file) => !isData(file)).sort((a, b) => compareText(a.path, b.path));
  const taxonomy = data.get('taxonomy');
  if (taxonomy?.value === undefined) {
    // What can be said without a taxonomy is said all the same.
    const unread = recordFiles.flatMap((file) => sourceOf(workspace, file).faults);
    return { registry: undefined, faults: [...beside, ...unread], files: [], paths: [], held: undefined };
  }
  const vocabulary = buildVocabulary(taxonomy.value as Taxonomy);
  const folders = foldersOf();
  const paths = recordFiles.map(({ path }) => path);
  const files = recordFiles.map(({ path, shown }): RecordFile => ({ id: idOf(path), file: shown, folders: folders(path) }));
  const read = (unread: readonly WorkspaceFile[]) =>
    holdSlices(workspace, unread, vocabulary, schemas, (done) => tick(done, unread.length));
  const { entries, records, faults, ...held } = holdFiles(recordFiles, vocabulary, read, earlier);
  const registry = buildRegistry({
    vocabulary,
    taxonomyFile: taxonomy.file,
    plan: dataFile<Plan>(data.get('plan')),
    settings: dataFile<Settings>(data.get('registry')),
    jurisdiction: dataFile<Jurisdiction>(data.get('jurisdiction')),
    baseline: dataFile<Baseline>(data.get('baseline')),
    entries,
    records,
    ids: new Set(files.flatMap(({ id }) => [id, idMeantBy(id) ?? id])),
  });
  return { registry, faults: [...beside, ...faults], files, paths, held };
}

/** The folders down to a file, one list for all files of a folder. */
function foldersOf(): (path: string) => readonly string[] {
  const lists = new Map<string, readonly string[]>();
  return (path) => {
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
