// The data files of a registry, checked against their schemas.
import type { Fault, FaultRule } from '../diagnostic.ts';
import { soundSource, sourceOf } from '../facts/read.ts';
import { type DataFile, type DataFiles, type dataFiles, isDataFile } from '../registry/registry.ts';
import { buildVocabulary, type Taxonomy } from '../registry/taxonomy.ts';
import type { Schemas, ShapeCheck } from '../schema/schema.ts';
import type { Source } from '../source/source.ts';
import type { Content, Workspace } from '../workspace/workspace.ts';
import { taxonomyFaults } from './taxonomy.ts';

type Name = (typeof dataFiles)[number];

export interface DataRead {
  /** Undefined where the taxonomy is not sound: no record means anything then. */
  readonly data: DataFiles | undefined;
  readonly faults: readonly Fault[];
  /** By their paths as they are shown. */
  readonly sources: ReadonlyMap<string, Source>;
  /** By their paths in the registry. */
  readonly contents: ReadonlyMap<string, Content>;
}

export function readData(workspace: Workspace, schemas: Schemas): DataRead {
  const files = workspace.files.flatMap((file) => {
    if (!isDataFile(file.path)) return [];
    const [content, name] = [workspace.read(file), file.path.replace(/\.yaml$/, '')];
    const sound = soundSource(schemas, name, content, file.shown);
    return [{ name, path: file.path, content, source: sound ?? sourceOf(content, file), isSound: sound !== undefined }];
  });
  const checked = new Map(files.map((file) => [file.name, checkFile(file, schemas)]));
  const fileOf = <Value>(name: Name): DataFile<Value> | undefined => {
    const file = checked.get(name);
    return file?.value === undefined ? undefined : { file: file.file, value: file.value as Value };
  };
  const taxonomy = fileOf<Taxonomy>('taxonomy');
  return {
    data: taxonomy && {
      vocabulary: buildVocabulary(taxonomy.value),
      taxonomyFile: taxonomy.file,
      plan: fileOf('plan'),
      settings: fileOf('registry'),
      jurisdiction: fileOf('jurisdiction'),
      baseline: fileOf('baseline'),
    },
    faults: [...checked.values()].flatMap(({ faults }) => faults),
    contents: new Map(files.map(({ path, content }) => [path, content])),
    sources: new Map(files.map(({ source }) => [source.file, source])),
  };
}

interface CheckedFile {
  readonly file: string;
  readonly faults: readonly Fault[];
  /** Undefined where anything is wrong with its shape. */
  readonly value: unknown;
}

function checkFile({ name, source, isSound }: { name: string; source: Source; isSound: boolean }, schemas: Schemas): CheckedFile {
  const shape = isSound ? soundShape : schemas.check(`${name}.json`, source);
  const faults = [...source.faults, ...shape.faults];
  const isRead = shape.isRecord && faults.every(({ rule }) => harmless.has(rule));
  if (!isRead || name !== 'taxonomy') return { file: source.file, faults, value: isRead ? source.value : undefined };
  // A taxonomy in which an id stands twice, or a kind is missing, has two meanings.
  const more = taxonomyFaults(source.file, source.value as Taxonomy);
  return { file: source.file, faults: [...faults, ...more], value: more.length === 0 ? source.value : undefined };
}

const soundShape: ShapeCheck = { faults: [], faulty: new Set(), isRecord: true };

/** Faults of the text alone: what the file says is known all the same. */
const harmless: ReadonlySet<FaultRule> = new Set(['byte-order-mark', 'hidden-character']);
