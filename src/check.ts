// Workspace → checked registry: the definition of "sound". Pure.
import { createHash } from 'node:crypto';
import {
  compareText,
  type Diagnostic,
  type Fault,
  type FaultRule,
  type Finding,
  fileStart,
  type Path,
  type Place,
  type Text,
  type Where,
} from './diagnostic.ts';
import type { Day } from './registry/day.ts';
import type { DocumentEntry, DocumentRecord } from './registry/document.ts';
import type { Plan } from './registry/plan.ts';
import { buildRegistry, type DataFile, type Registry, type Settings } from './registry/registry.ts';
import { buildVocabulary, type Kind, type Taxonomy, termMeantBy, type Vocabulary } from './registry/taxonomy.ts';
import { rules } from './rules/index.ts';
import type { Facts, RecordFile, Rule, WaiverUse } from './rules/rule.ts';
import { compileSchemas, type Schemas } from './schema/schema.ts';
import { parseSource, type Source, unreadableSource } from './source/source.ts';
import type { Workspace, WorkspaceFile } from './workspace/workspace.ts';

/** The registry on a day, and everything that is wrong with it. */
export interface Checked {
  /** The registry's folder as it is shown. */
  readonly root: string;
  readonly day: Day;
  /** Undefined where the taxonomy is not sound: no record means anything then. */
  readonly registry: Registry | undefined;
  /** By path, line, column and rule; waived findings are not among them. */
  readonly diagnostics: readonly Diagnostic[];
  readonly waived: readonly Diagnostic[];
  /** Files that were read. */
  readonly files: number;
}

/** A rule's finding before it has a place. */
interface Raised {
  readonly rule: Rule;
  readonly finding: Finding;
}

/** `tick` is called for each file that has been read, so that a long run can say so. */
export function check(workspace: Workspace, day: Day, tick: (done: number, all: number) => void = () => {}): Checked {
  const schemas = compileSchemas(workspace.schemas);
  const sources = new Map<string, Source>();
  for (const file of workspace.files) {
    sources.set(file.shown, sourceOf(file));
    tick(sources.size, workspace.files.length);
  }
  const held = (name: string): Held | undefined => holdDataFile(workspace, schemas, sources, name);
  const taxonomy = held('taxonomy');
  const head = { root: workspace.root, day, files: workspace.files.length };
  if (taxonomy?.value === undefined) {
    const faults = taxonomy?.faults ?? [];
    const diagnostics = report(
      workspace,
      sources,
      faults.flatMap((fault) => raisedFault(fault)),
    );
    return { ...head, registry: undefined, diagnostics, waived: [] };
  }
  const vocabulary = buildVocabulary(taxonomy.value as Taxonomy);
  const [plan, settings] = [held('plan'), held('registry')];
  const records = workspace.files
    .filter(isRecordFile)
    .map((file) => holdRecord(vocabulary, schemas, file, sources.get(file.shown) as Source));
  const registry = buildRegistry({
    vocabulary,
    taxonomyFile: taxonomy.file,
    plan: dataFile<Plan>(plan),
    settings: dataFile<Settings>(settings),
    entries: records.flatMap(({ entry }) => entry ?? []),
    ids: new Set(records.map(({ file }) => file.id)),
  });
  const faults = [taxonomy, plan, settings, ...records].flatMap((each) => each?.faults ?? []);
  const { open, waived } = raiseAll(
    registry,
    day,
    faults,
    records.map(({ file }) => file),
  );
  return { ...head, registry, diagnostics: report(workspace, sources, open), waived: report(workspace, sources, waived) };
}

function sourceOf(file: WorkspaceFile): Source {
  return 'bytes' in file ? parseSource(file.shown, file.bytes) : unreadableSource(file.shown, file.unreadable);
}

/** One of the files beside the records: taxonomy, plan, settings. */
interface Held {
  readonly file: string;
  readonly faults: readonly Fault[];
  /** Undefined where anything is wrong with its shape. */
  readonly value: unknown;
}

function holdDataFile(workspace: Workspace, schemas: Schemas, sources: ReadonlyMap<string, Source>, name: string): Held | undefined {
  const file = workspace.files.find(({ path }) => path === `${name}.yaml`);
  const source = file && sources.get(file.shown);
  if (source === undefined) return undefined;
  const shape = schemas.check(`${name}.json`, source);
  const faults = [...source.faults, ...shape.faults];
  const isSound = shape.isRecord && faults.every(({ rule }) => rule === 'byte-order-mark');
  return { file: source.file, faults, value: isSound ? source.value : undefined };
}

function dataFile<Value>(held: Held | undefined): DataFile<Value> | undefined {
  return held?.value === undefined ? undefined : { file: held.file, value: held.value as Value };
}

/** Files beside the records, which lie in the registry's own folder. */
const dataFiles: ReadonlySet<string> = new Set(['taxonomy.yaml', 'plan.yaml', 'registry.yaml']);

function isRecordFile({ path }: WorkspaceFile): boolean {
  return !dataFiles.has(path);
}

interface HeldRecord {
  readonly file: RecordFile;
  readonly faults: readonly Fault[];
  readonly entry: DocumentEntry | undefined;
}

function holdRecord(vocabulary: Vocabulary, schemas: Schemas, { path, shown }: WorkspaceFile, source: Source): HeldRecord {
  const folders = path.split('/').slice(0, -1);
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/i, '');
  const file: RecordFile = { id: stem, file: shown, folders };
  const folderKind = folders.length === 1 ? vocabulary.kindOfFolder.get(folders[0] ?? '') : undefined;
  const kind = kindByRank(vocabulary, source.value) ?? folderKind;
  if (kind === undefined) return { file, faults: source.faults, entry: undefined };
  const shape = schemas.check(`${kind}.json`, source);
  const faults = [...source.faults, ...shape.faults];
  if (!shape.isRecord) return { file, faults, entry: undefined };
  const faulty = new Set([...shape.faulty, ...repeatedFields(source)]);
  const sound = Object.entries(source.value as object).filter(([field]) => !faulty.has(field));
  return { file, faults, entry: { id: stem, file: shown, kind, folderKind, record: Object.fromEntries(sound) as DocumentRecord, faulty } };
}

/** The rank says which kind a record is of, wherever it lies. */
function kindByRank(vocabulary: Vocabulary, value: unknown): Kind | undefined {
  const rank = (value as { rank?: unknown } | null | undefined)?.rank;
  const id = typeof rank === 'string' ? termMeantBy(vocabulary, 'rank', rank) : undefined;
  return id === undefined ? undefined : vocabulary.ranks.get(id)?.kind;
}

/** Top-level fields in which some key stands twice: which of the two is meant is unknown. */
function repeatedFields(source: Source): readonly string[] {
  return source.faults.flatMap(({ rule, field }) => (rule === 'duplicate-key' && field !== undefined ? [field] : []));
}

function raisedFault(fault: Fault): readonly Raised[] {
  return rules.filter(({ name }) => name === fault.rule).map((rule) => ({ rule, finding: fault }));
}

function raiseAll(
  registry: Registry,
  day: Day,
  faults: readonly Fault[],
  files: readonly RecordFile[],
): { open: readonly Raised[]; waived: readonly Raised[] } {
  const byRule = new Map<FaultRule, Finding[]>();
  for (const fault of faults) byRule.set(fault.rule, [...(byRule.get(fault.rule) ?? []), fault]);
  const facts: Facts = {
    registry,
    day,
    files: [...files].sort((a, b) => compareText(a.file, b.file)),
    ruleNames: rules.map(({ name }) => name),
    faultsOf: (rule) => byRule.get(rule) ?? [],
    waivers: [],
  };
  const run = (pass: readonly Rule[], given: Facts): readonly Raised[] =>
    pass.flatMap((rule) => [...rule.check(given)].map((finding) => ({ rule, finding })));
  const first = run(
    rules.filter(({ pass }) => pass !== 'last'),
    facts,
  );
  const uses = waiverUses(registry, day, first);
  const isWaived = (raised: Raised): boolean => uses.some((use) => use.isUsed && waives(use, raised, day));
  const last = run(
    rules.filter(({ pass }) => pass === 'last'),
    { ...facts, waivers: uses },
  );
  return { open: [...first.filter((raised) => !isWaived(raised)), ...last], waived: first.filter(isWaived) };
}

function waiverUses(registry: Registry, day: Day, raised: readonly Raised[]): readonly WaiverUse[] {
  return registry.documents.flatMap((document) =>
    (document.record.waivers ?? []).map((waiver, index) => ({
      document,
      index,
      waiver,
      isUsed: raised.some((each) => waives({ document, waiver }, each, day)),
    })),
  );
}

function waives({ document, waiver }: Pick<WaiverUse, 'document' | 'waiver'>, { rule, finding }: Raised, day: Day): boolean {
  return waiver.rule === rule.name && waiver.until >= day && finding.where.file === document.file;
}

function report(workspace: Workspace, sources: ReadonlyMap<string, Source>, raised: readonly Raised[]): readonly Diagnostic[] {
  const counts = new Map<string, number>();
  return raised
    .map((each) => ({ ...each, place: placeOf(sources, each.finding.where) }))
    .sort(
      (a, b) =>
        comparePlaces(a.place, b.place) || compareText(a.rule.name, b.rule.name) || compareText(a.finding.message.en, b.finding.message.en),
    )
    .map(({ rule, finding, place }): Diagnostic => {
      const identity = identityOf(workspace, sources, rule, finding);
      const count = (counts.get(identity) ?? 0) + 1;
      counts.set(identity, count);
      return {
        rule: rule.name,
        severity: rule.severity,
        place,
        message: finding.message,
        ...(finding.hint && { hint: finding.hint }),
        related: (finding.related ?? []).map(({ where, message }): { place: Place; message: Text } => ({
          place: placeOf(sources, where),
          message,
        })),
        fingerprint: createHash('sha256').update(`${identity}\n${count}`).digest('hex').slice(0, 32),
      };
    });
}

/**
 * What makes a finding the same finding after lines have moved: rule, file in the registry, keys on the
 * way, and the value that stands there; list positions and the message's words do not count.
 */
function identityOf(workspace: Workspace, sources: ReadonlyMap<string, Source>, rule: Rule, { where, message }: Finding): string {
  const file = registryPathOf(workspace, where.file);
  if ('span' in where) return [rule.name, file, message.en].join('\n');
  const keys = where.path.filter((step) => typeof step === 'string').join('.');
  return [rule.name, file, keys, JSON.stringify(valueAt(sources.get(where.file)?.value, where.path)) ?? ''].join('\n');
}

/** A shown path as a path in the registry. */
export function registryPathOf({ root }: { readonly root: string }, file: string): string {
  return root === '.' ? file : file.slice(root.length + 1);
}

function valueAt(value: unknown, path: Path): unknown {
  return path.length === 0
    ? undefined
    : path.reduce<unknown>((at, step) => (at as Record<string | number, unknown> | null | undefined)?.[step], value);
}

function placeOf(sources: ReadonlyMap<string, Source>, where: Where): Place {
  const source = sources.get(where.file);
  const span = 'span' in where ? where.span : source?.spanOf(where.path, where.part ?? 'value');
  return { file: where.file, ...(span ?? fileStart) };
}

function comparePlaces(a: Place, b: Place): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}
