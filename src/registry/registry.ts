// The registry as a whole: sound documents, the words they use, and what points to what. Pure.
import { type Nearest, nearestAmong, type Severity, type Text } from '../diagnostic.ts';
import { basisTarget, type Document, type DocumentRecord, type Field, hasField, type Replaced } from './document.ts';
import { editionOf, newerEditionsIn } from './editions.ts';
import type { Jurisdiction } from './jurisdiction.ts';
import { comparableNumber } from './number.ts';
import type { Plan } from './plan.ts';
import { standardNumberOf } from './standard-number.ts';
import type { Vocabulary } from './taxonomy.ts';

/** `registry/registry.yaml`. */
export interface Settings {
  readonly title: Text;
  readonly keeper: Text;
  /** Day or month in which the records were entered. */
  readonly recorded?: string;
  /** Severities that differ from the rules' own; `off` gives its reason. */
  readonly rules?: Readonly<Record<string, { readonly severity: Severity | 'off'; readonly reason?: string }>>;
  readonly note?: string;
}

/** `registry/baseline.yaml`: findings of a registry that was taken over, accepted until they are mended. */
export interface Baseline {
  readonly findings: readonly BaselineEntry[];
}

export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  /** Path in the registry. */
  readonly file: string;
}

/** The files beside the records, `<name>.yaml` in the registry's own folder, each with a schema of its name. */
export const dataFiles = ['taxonomy', 'plan', 'registry', 'jurisdiction', 'baseline'] as const;

/** Whether a path in the registry is that of a data file. */
export function isDataFile(path: string): boolean {
  return !path.includes('/') && dataFiles.some((name) => path === `${name}.yaml`);
}

/** A file of the registry that is no record. */
export interface DataFile<Value> {
  readonly file: string;
  readonly value: Value;
}

/** A document that replaces another, and the position of the reference in its `replaces`. */
export interface Successor {
  readonly document: Document;
  readonly index: number;
}

/** What the data files say. */
export interface DataFiles {
  readonly vocabulary: Vocabulary;
  readonly taxonomyFile: string;
  readonly plan: DataFile<Plan> | undefined;
  readonly settings: DataFile<Settings> | undefined;
  readonly jurisdiction: DataFile<Jurisdiction> | undefined;
  readonly baseline: DataFile<Baseline> | undefined;
}

/** What rules on one record need of them: the words, and the limits of the law. */
export type Terms = Pick<DataFiles, 'vocabulary' | 'jurisdiction'>;

/** The bases (上位依据) of all documents, by the rows of their files. */
export interface BasisLinks {
  /** Where the bases of each row begin; those of the last end with the list. */
  readonly starts: Int32Array;
  /** The row of each basis, or `outside` or `missing`. */
  readonly rows: Int32Array;
  /** 1 where a version of the basis is cited. */
  readonly versions: Uint8Array;
}

/** A basis that is named by its title, outside the registry. */
export const outside = -1;
/** A basis whose id no document has. */
export const missing = -2;

/** What the records of a registry hold, looked up when it is asked for. */
export interface Records {
  /** The documents in the order of their files. */
  readonly documents: readonly Document[];
  /** The document of a row; undefined where its file holds no record. */
  readonly at: (row: number) => Document | undefined;
  readonly recordOf: (document: Document) => DocumentRecord;
  /** One field of a record, without the rest. */
  readonly fieldOf: <Name extends Field>(document: Document, name: Name) => DocumentRecord[Name] | undefined;
  readonly basis: BasisLinks;
}

export interface Registry extends DataFiles, Records {
  readonly byId: ReadonlyMap<string, Document>;
  /** Whether a file has this id, also one that could not be read: a reference to it is not dangling. */
  readonly isId: (id: string) => boolean;
  /** The id that a word nearly is. */
  readonly nearestId: Nearest;
  /** Ids of files that hold no document, and ids that names of another form nearly are. */
  readonly otherIds: ReadonlySet<string>;
  readonly successorsOf: (id: string) => readonly Successor[];
  readonly dependentsOf: (id: string) => readonly Document[];
  /** The document that an id or a number means. */
  readonly find: (idOrNumber: string) => Document | undefined;
  /** Documents with this number, however it is written, in the order of their files. */
  readonly numbered: (number: string) => readonly Document[];
  /** Documents with this very title, in the order of their files. */
  readonly titled: (title: string) => readonly Document[];
  /** Editions of the same standard whose numbers are of a later year, the earliest first. */
  readonly newerEditionsOf: (document: Document) => readonly Document[];
}

/** `ids` are those of all files. */
export function buildRegistry(data: DataFiles, records: Records, ids: Iterable<string>): Registry {
  const { documents, fieldOf } = records;
  const byId = new Map<string, Document>();
  for (const document of documents) if (!byId.has(document.id)) byId.set(document.id, document);
  const otherIds = new Set<string>();
  for (const id of withMeant(ids)) if (!byId.has(id)) otherIds.add(id);
  const byNumber = once(() => groupsBy(documents, ({ number }) => (number === undefined ? none : [comparableNumber(number)])));
  const byTitle = once(() => groupsBy(documents, ({ title }) => [title]));
  const dependents = once(() => groupsBy(documents, (document) => (fieldOf(document, 'basis') ?? none).map(basisTarget)));
  const nearestId = once(() => nearestAmong(withMeant(ids)));
  const newerEditions = once(() => newerEditionsIn(registry));
  const numbered = (number: string): readonly Document[] => groupIn(byNumber(), comparableNumber(number));
  const find = (word: string): Document | undefined => byId.get(word) ?? numbered(word)[0];
  const successors = once(() => successorsIn(records, find));
  const registry: Registry = {
    ...data,
    ...records,
    byId,
    isId: (id) => byId.has(id) || otherIds.has(id),
    nearestId: (word) => nearestId()(word),
    otherIds,
    find,
    numbered,
    titled: (title) => groupIn(byTitle(), title),
    newerEditionsOf: (document) => {
      const number = standardNumberOf(registry, document);
      return (number && newerEditions().get(editionOf(number))) ?? none;
    },
    successorsOf: (id) => successors().get(id) ?? none,
    dependentsOf: (id) => [...new Set(groupIn(dependents(), id))],
  };
  return registry;
}

function* withMeant(ids: Iterable<string>): Generator<string> {
  for (const id of ids) {
    yield id;
    const meant = idMeantBy(id);
    if (meant !== undefined && meant !== id) yield meant;
  }
}

function successorsIn({ documents, fieldOf }: Records, find: Registry['find']): ReadonlyMap<string, readonly Successor[]> {
  const successors = new Map<string, Successor[]>();
  for (const document of documents) {
    if (!hasField(document, 'replaces')) continue;
    for (const [index, replaced] of (fieldOf(document, 'replaces') ?? none).entries()) {
      const id = replacedId(find, replaced);
      if (id === undefined) continue;
      const held = successors.get(id);
      if (held === undefined) successors.set(id, [{ document, index }]);
      else held.push({ document, index });
    }
  }
  return successors;
}

/** What a file's name says its id is; names with another form are reported, and stand as they are. */
export const idForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The id that a file's name nearly is, where it only differs in case or separators. */
export function idMeantBy(name: string): string | undefined {
  if (idForm.test(name)) return name;
  const id = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_./\\-]+/g, '-')
    .replace(/^-|-$/g, '');
  return idForm.test(id) ? id : undefined;
}

/** A value that is made when it is first asked for, and not again. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function replacedId(find: (word: string) => Document | undefined, replaced: Replaced): string | undefined {
  return typeof replaced === 'string' ? find(replaced)?.id : undefined;
}

/** Documents by a key. Mostly one has it, and no list is made for it. */
type Groups = Map<string, Document | Document[]>;

const none: readonly never[] = [];

function groupIn(groups: Groups, key: string): readonly Document[] {
  const group = groups.get(key);
  return group === undefined ? none : Array.isArray(group) ? group : [group];
}

function groupsBy(documents: readonly Document[], keysOf: (document: Document) => readonly (string | undefined)[]): Groups {
  const groups: Groups = new Map();
  for (const document of documents) for (const key of keysOf(document)) if (key !== undefined) addTo(groups, key, document);
  return groups;
}

function addTo(groups: Groups, key: string, document: Document): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, document);
  else if (Array.isArray(group)) group.push(document);
  else groups.set(key, [group, document]);
}
