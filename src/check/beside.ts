// The files beside the records, held against their schemas.
import type { Fault, FaultRule } from '../diagnostic.ts';
import { dataFiles } from '../registry/registry.ts';
import type { Taxonomy } from '../registry/taxonomy.ts';
import type { Schemas } from '../schema/schema.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { sourceOf } from './slice.ts';
import { taxonomyFaults } from './taxonomy.ts';

/** By their names; undefined for one that there is not. */
export type HeldBeside = ReadonlyMap<(typeof dataFiles)[number], HeldFile | undefined>;

export interface HeldFile {
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
  const isSound = shape.isRecord && faults.every(({ rule }) => harmlessToData.has(rule));
  return { file: source.file, faults, value: isSound ? source.value : undefined };
}

/** Faults of the text alone: what the file says is known all the same. */
const harmlessToData: ReadonlySet<FaultRule> = new Set(['byte-order-mark', 'hidden-character']);

/** A taxonomy in which an id stands twice, or a kind is missing, means two things: it is not sound. */
function withoutRepeats(held: HeldFile | undefined): HeldFile | undefined {
  if (held?.value === undefined) return held;
  const faults = taxonomyFaults(held.file, held.value as Taxonomy);
  return faults.length === 0 ? held : { ...held, faults: [...held.faults, ...faults], value: undefined };
}

export function holdBeside(workspace: Workspace, schemas: Schemas): HeldBeside {
  const held = new Map(dataFiles.map((name) => [name, holdDataFile(workspace, schemas, name)]));
  held.set('taxonomy', withoutRepeats(held.get('taxonomy')));
  return held;
}

/** Whether a path in the registry is that of such a file. */
export function isBeside(path: string): boolean {
  return dataFiles.some((name) => path === `${name}.yaml`);
}
