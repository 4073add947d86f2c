// Sources held against their schemas, and the registry that is built from what is sound.
import { compareText, type Fault } from '../diagnostic.ts';
import type { Jurisdiction } from '../registry/jurisdiction.ts';
import type { Plan } from '../registry/plan.ts';
import { type Baseline, buildRegistry, type DataFile, idMeantBy, type Registry, type Settings } from '../registry/registry.ts';
import { buildVocabulary, type Taxonomy } from '../registry/taxonomy.ts';
import type { RecordFile } from '../rules/rule.ts';
import type { Schemas } from '../schema/schema.ts';
import type { Workspace, WorkspaceFile } from '../workspace/workspace.ts';
import { type HeldBeside, type HeldFile, holdBeside, isBeside } from './beside.ts';
import { type HeldFiles, type HoldSlices, holdFiles, idOf } from './files.ts';
import { sourceOf } from './slice.ts';
import type { Earlier } from './trace.ts';

export interface HeldRegistry {
  /** Undefined where the taxonomy is not sound. */
  readonly registry: Registry | undefined;
  readonly faults: readonly Fault[];
  /** Every file that should hold a record. */
  readonly files: readonly RecordFile[];
  /** Their paths in the registry. */
  readonly paths: readonly string[];
  readonly beside: HeldBeside;
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
  const beside = earlier?.trace.beside ?? holdBeside(workspace, schemas);
  const faultsBeside = [...beside.values()].flatMap((each) => each?.faults ?? []);
  const recordFiles = workspace.files.filter(({ path }) => !isBeside(path)).sort((a, b) => compareText(a.path, b.path));
  const taxonomy = beside.get('taxonomy');
  if (taxonomy?.value === undefined) {
    // What can be said without a taxonomy is said all the same.
    const unread = recordFiles.flatMap((file) => sourceOf(workspace, file).faults);
    return { registry: undefined, faults: [...faultsBeside, ...unread], files: [], paths: [], beside, held: undefined };
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
    plan: dataFile<Plan>(beside.get('plan')),
    settings: dataFile<Settings>(beside.get('registry')),
    jurisdiction: dataFile<Jurisdiction>(beside.get('jurisdiction')),
    baseline: dataFile<Baseline>(beside.get('baseline')),
    entries,
    records,
    ids: new Set(files.flatMap(({ id }) => [id, idMeantBy(id) ?? id])),
  });
  return { registry, faults: [...faultsBeside, ...faults], files, paths, beside, held };
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

function dataFile<Value>(held: HeldFile | undefined): DataFile<Value> | undefined {
  return held?.value === undefined ? undefined : { file: held.file, value: held.value as Value };
}
