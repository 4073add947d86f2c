// The registry as a whole: sound documents, the words they use, and what points to what. Pure.
import type { Severity, Text } from '../diagnostic.ts';
import { basisTarget, type Document, type DocumentEntry, documentBuilder, type Replaced } from './document.ts';
import { editionOf, newerEditionsIn } from './editions.ts';
import type { Jurisdiction } from './jurisdiction.ts';
import { comparableNumber } from './number.ts';
import type { Records } from './packed.ts';
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

export interface Registry {
  readonly vocabulary: Vocabulary;
  readonly taxonomyFile: string;
  readonly plan: DataFile<Plan> | undefined;
  readonly settings: DataFile<Settings> | undefined;
  readonly jurisdiction: DataFile<Jurisdiction> | undefined;
  readonly baseline: DataFile<Baseline> | undefined;
  /** In the order of their files. */
  readonly documents: readonly Document[];
  readonly byId: Pick<ReadonlyMap<string, Document>, 'get' | 'size'>;
  /** Ids of all files, also of those that could not be read: a reference to one is not dangling. */
  readonly ids: Pick<ReadonlySet<string>, 'has' | 'size'> & Iterable<string>;
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

export interface RegistryParts {
  readonly vocabulary: Vocabulary;
  readonly taxonomyFile: string;
  readonly plan: DataFile<Plan> | undefined;
  readonly settings: DataFile<Settings> | undefined;
  readonly jurisdiction: DataFile<Jurisdiction> | undefined;
  readonly baseline: DataFile<Baseline> | undefined;
  /** In the order of their files. */
  readonly entries: Iterable<DocumentEntry>;
  readonly records: Records;
  readonly ids: ReadonlySet<string>;
}

export function buildRegistry(parts: RegistryParts): Registry {
  const { entries, records, ...rest } = parts;
  const build = documentBuilder(parts.vocabulary, records);
  const [documents, byId, byNumber]: [Document[], Map<string, Document>, Groups] = [[], new Map(), new Map()];
  const replacing: (readonly [Document, readonly Replaced[]])[] = [];
  const linked = records.only(['number', 'replaces']);
  for (const entry of entries) {
    const document = build(entry);
    const { number, replaces } = linked(entry.index);
    documents.push(document);
    if (!byId.has(document.id)) byId.set(document.id, document);
    if (number !== undefined) addTo(byNumber, comparableNumber(number), document);
    if (replaces !== undefined) replacing.push([document, replaces]);
  }
  const numbered = (number: string): readonly Document[] => groupIn(byNumber, comparableNumber(number));
  const find = (word: string): Document | undefined => byId.get(word) ?? numbered(word)[0];
  const successors = new Map<string, Successor[]>();
  for (const [document, replaces] of replacing)
    for (const [index, replaced] of replaces.entries()) {
      const id = replacedId(find, replaced);
      if (id === undefined) continue;
      const held = successors.get(id);
      if (held === undefined) successors.set(id, [{ document, index }]);
      else held.push({ document, index });
    }
  const dependents = once(() => groupsBy(documents, ({ basis }) => (basis ?? none).map(basisTarget)));
  const byTitle = once(() => groupsBy(documents, ({ record }) => [record.title]));
  const newerEditions = once(() => newerEditionsIn(registry));
  const registry: Registry = {
    ...rest,
    documents,
    byId,
    find,
    numbered,
    titled: (title) => groupIn(byTitle(), title),
    newerEditionsOf: (document) => {
      const number = standardNumberOf(registry, document);
      return (number && newerEditions().get(editionOf(number))) ?? [];
    },
    successorsOf: (id) => successors.get(id) ?? noSuccessors,
    dependentsOf: (id) => [...new Set(groupIn(dependents(), id))],
  };
  return registry;
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
const noSuccessors: readonly Successor[] = none;

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
