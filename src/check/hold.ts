// Sources held against their schemas, and the registry that is built from what is sound.
import { compareText, type Fault } from '../diagnostic.ts';
import type { DocumentEntry } from '../registry/document.ts';
import type { Jurisdiction } from '../registry/jurisdiction.ts';
import { recordsIn } from '../registry/packed.ts';
import type { Plan } from '../registry/plan.ts';
import { type Baseline, buildRegistry, type DataFile, dataFiles, idMeantBy, type Registry, type Settings } from '../registry/registry.ts';
import { buildVocabulary, kinds, type Taxonomy, type Vocabulary } from '../registry/taxonomy.ts';
import type { RecordFile } from '../rules/rule.ts';
import type { Schemas } from '../schema/schema.ts';
import type { Workspace, WorkspaceFile } from '../workspace/workspace.ts';
import { folderKindOf, holdSlice, type Slice, sourceOf } from './slice.ts';
import { taxonomyFaults } from './taxonomy.ts';

export interface HeldRegistry {
  /** Undefined where the taxonomy is not sound. */
  readonly registry: Registry | undefined;
  readonly faults: readonly Fault[];
  /** Every file that should hold a record. */
  readonly files: readonly RecordFile[];
}

export function hold(
  workspace: Workspace,
  schemas: Schemas,
  tick: (done: number, all: number) => void,
  holdSlices: HoldSlices,
): HeldRegistry {
  const isData = ({ path }: WorkspaceFile): boolean => dataFiles.some((name) => path === `${name}.yaml`);
  const held = new Map(dataFiles.map((name) => [name, holdDataFile(workspace, schemas, name)]));
  held.set('taxonomy', withoutRepeats(held.get('taxonomy')));
  const beside = [...held.values()].flatMap((each) => each?.faults ?? []);
  const recordFiles = workspace.files.filter((file) => !isData(file)).sort((a, b) => compareText(a.path, b.path));
  const taxonomy = held.get('taxonomy');
  if (taxonomy?.value === undefined) {
    // What can be said without a taxonomy is said all the same.
    const unread = recordFiles.flatMap((file) => sourceOf(workspace, file).faults);
    return { registry: undefined, faults: [...beside, ...unread], files: [] };
  }
  const vocabulary = buildVocabulary(taxonomy.value as Taxonomy);
  const folders = foldersOf();
  const files = recordFiles.map((file): RecordFile => ({ id: idOf(file), file: file.shown, folders: folders(file) }));
  const slices = holdSlices(workspace, recordFiles, vocabulary, schemas, (done) => tick(done, recordFiles.length));
  const registry = buildRegistry({
    vocabulary,
    taxonomyFile: taxonomy.file,
    plan: dataFile<Plan>(held.get('plan')),
    settings: dataFile<Settings>(held.get('registry')),
    jurisdiction: dataFile<Jurisdiction>(held.get('jurisdiction')),
    baseline: dataFile<Baseline>(held.get('baseline')),
    entries: entriesOf(slices, recordFiles, files, vocabulary),
    records: recordsIn(slices.map(({ records }) => records)),
    ids: new Set(files.flatMap(({ id }) => [id, idMeantBy(id) ?? id])),
  });
  return { registry, faults: [...beside, ...slices.flatMap(({ faults }) => [...faults.values()].flat())], files };
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

function entriesOf(
  slices: readonly Slice[],
  recordFiles: readonly WorkspaceFile[],
  files: readonly RecordFile[],
  vocabulary: Vocabulary,
): readonly DocumentEntry[] {
  const entries: DocumentEntry[] = [];
  let at = 0;
  for (const slice of slices) {
    for (const [position, kindNumber] of slice.kinds.entries()) {
      const [kind, workspaceFile, recordFile] = [kinds[kindNumber - 1], recordFiles[at], files[at]];
      at++;
      if (kind === undefined || workspaceFile === undefined || recordFile === undefined) continue;
      const { id, file } = recordFile;
      const folderKind = folderKindOf(vocabulary, workspaceFile);
      entries.push({ id, file, kind, folderKind, index: entries.length, faulty: slice.faulty.get(position) ?? intact });
    }
  }
  return entries;
}

const intact: ReadonlySet<string> = new Set();

function idOf({ path }: WorkspaceFile): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/i, '');
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
