// Workspace → checked registry: the definition of "sound". Pure.
import { compareText, type Diagnostic, type FaultRule } from '../diagnostic.ts';
import { compareDiagnostics, type DataWhere, diagnose, type Raised, type Spot, type SpotOf, spotIn } from '../facts/diagnose.ts';
import { type Facts as FileFacts, factsOf, folderOf, idOf, inFile, type Known, sourceOf } from '../facts/read.ts';
import { checkOf, ruled } from '../facts/ruled.ts';
import { recordsOf, spotOnTape, type Table } from '../facts/table.ts';
import type { Day } from '../registry/day.ts';
import { type Document, type FullRecord, hasField } from '../registry/document.ts';
import { buildRegistry, isDataFile, type Registry } from '../registry/registry.ts';
import { rules } from '../rules/index.ts';
import type { Facts, RecordFile, Rule, WaiverUse } from '../rules/rule.ts';
import type { Schemas } from '../schema/schema.ts';
import type { Content, Workspace, WorkspaceFile } from '../workspace/workspace.ts';
import { type DataRead, readData } from './data.ts';

/** The registry on a day, and everything that is wrong with it. */
export interface Checked {
  /** The registry's folder as it is shown. */
  readonly root: string;
  readonly day: Day;
  /** The commit that was read, where it was not the files. */
  readonly commit?: string;
  /** Undefined where the taxonomy is not sound: no record means anything then. */
  readonly registry: Registry | undefined;
  /** By path, line, column and rule; what is waived or in the baseline is not among them. */
  readonly diagnostics: readonly Diagnostic[];
  readonly waived: readonly Diagnostic[];
  /** Old findings that the baseline accepts. */
  readonly baselined: readonly Diagnostic[];
  /** Paths of the files that were read, as they are shown. */
  readonly files: readonly string[];
  /** Files that hold a record, or should. */
  readonly records: number;
  /** A document's record in full, read again. */
  readonly recordOf: (document: Document) => FullRecord;
  /** The facts of the record files; undefined without a sound taxonomy. */
  readonly facts: FileFacts | undefined;
}

/** How a registry is checked. */
export interface Conduct {
  /** Called for each file that has been read, so that a long run can say so. */
  readonly tick?: (done: number) => void;
  /** Facts that are known already, of some of the record files. */
  readonly known?: (data: DataRead) => Known | undefined;
  /** Called with each content that is read; a row is a position among the files by their paths. */
  readonly seen?: (row: number, content: Content) => void;
}

export function check(
  workspace: Workspace,
  schemas: Schemas,
  day: Day,
  { tick = () => {}, known, seen = () => {} }: Conduct = {},
): Checked {
  const read = readData(workspace, schemas);
  const files = [...workspace.files].sort((a, b) => compareText(a.path, b.path));
  const recordFiles = files.filter(({ path }) => !isDataFile(path));
  for (const [row, { path }] of files.entries()) {
    const content = read.contents.get(path);
    if (content !== undefined) seen(row, content);
  }
  const { root, commit } = workspace;
  const head = {
    root,
    day,
    ...(commit !== undefined && { commit }),
    files: workspace.files.map(({ shown }) => shown),
    records: recordFiles.length,
    recordOf: (document: Document): FullRecord => fullRecordOf(workspace, document),
  };
  if (read.data === undefined) {
    // What can be said without a taxonomy is said all the same.
    const sources = new Map([...read.sources, ...recordFiles.map((file) => [file.shown, sourceOf(workspace.read(file), file)] as const)]);
    const faults = [...read.faults, ...recordFiles.flatMap(({ shown }) => sources.get(shown)?.faults ?? [])];
    const diagnostics = graded(
      rules,
      diagnose(faults, root, (where) => spotInOne(sources, where)),
    );
    return { ...head, records: 0, registry: undefined, facts: undefined, diagnostics, waived: [], baselined: [] };
  }
  const reading = { root, schemas, given: { registry: read.data, ruleNames }, read: workspace.read, tick, seen };
  const facts = factsOf(files, reading, known?.(read));
  const registry = buildRegistry(
    read.data,
    recordsOf(facts.table, facts.documents),
    recordFiles.map(({ path }) => idOf(path)),
  );
  return { ...head, registry, facts, ...runRules(registry, day, { root, files, recordFiles, table: facts.table, ...read }) };
}

const ruleNames = rules.map(({ name }) => name);

/** The record of a document in full, from its file. */
function fullRecordOf(workspace: Workspace, { file, faulty }: Document): FullRecord {
  const held = workspace.files.find(({ shown }) => shown === file);
  const value = ((held && sourceOf(workspace.read(held), held).value) ?? {}) as FullRecord;
  return Object.fromEntries(Object.entries(value).filter(([field]) => !faulty.has(field)));
}

function spotInOne(sources: DataRead['sources'], where: DataWhere): Spot {
  const source = sources.get(where.file);
  if (source === undefined) throw new Error(`there is no file ${where.file}`);
  return spotIn(source, where);
}

/** What findings point at. */
interface Ground extends DataRead {
  readonly root: string;
  readonly files: readonly WorkspaceFile[];
  readonly recordFiles: readonly WorkspaceFile[];
  readonly table: Table;
}

function spotsOf({ sources, files, table }: Ground): SpotOf {
  return (where) => {
    if (sources.has(where.file)) return spotInOne(sources, where);
    return spotOnTape(table, rowOf(files, where.file), where);
  };
}

/** The position of a file among those that are ordered by their paths. */
function rowOf(files: readonly WorkspaceFile[], shown: string): number {
  let [low, high] = [0, files.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (compareText(files[middle]?.shown ?? '', shown) <= 0) low = middle;
    else high = middle;
  }
  return low;
}

/** Runs all rules but those about waivers and the baseline, sets aside what these accept, and runs the rest. */
function runRules(registry: Registry, day: Day, ground: Ground): Pick<Checked, 'diagnostics' | 'waived' | 'baselined'> {
  const facts = factsFor(registry, day, ground.recordFiles);
  const inForce = severitiesInForce(registry);
  const spotOf = spotsOf(ground);
  const [usual, last] = [inForce.filter(({ pass }) => pass !== 'last'), inForce.filter(({ pass }) => pass === 'last')];
  const raised = [...ground.faults, ...onRelations(usual, facts), ...onRegistry(usual, facts)];
  const found = graded(inForce, [...onRecords(ground), ...diagnose(raised, ground.root, spotOf)]);
  const waivers = waiverUses(registry);
  const [waived, open] = parted(found, (diagnostic) => isWaived(waivers, diagnostic, day));
  const accepted = new Set(registry.baseline?.value.findings.map(({ fingerprint }) => fingerprint));
  const [baselined, rest] = parted(open, ({ fingerprint }) => accepted.has(fingerprint));
  const isFound = new Set(baselined.map(({ fingerprint }) => fingerprint));
  const baseline = (registry.baseline?.value.findings ?? []).map((entry, index) => ({
    entry,
    index,
    isUsed: isFound.has(entry.fingerprint),
  }));
  const closing = onRegistry(last, { ...facts, waivers: [...waivers.values()].flat(), baseline });
  return {
    diagnostics: [...rest, ...graded(inForce, diagnose(closing, ground.root, spotOf))].sort(compareDiagnostics),
    waived,
    baselined,
  };
}

function onRecords({ table, files }: Ground): readonly Diagnostic[] {
  return [...table.findings].flatMap(([row, found]) => found.map((each) => inFile(each, files[row]?.shown ?? '')));
}

function factsFor(registry: Registry, day: Day, files: readonly WorkspaceFile[]): Facts {
  const figures = new Map<(facts: Facts) => unknown, unknown>();
  const facts: Facts = {
    registry,
    day,
    once: (figure) => {
      if (!figures.has(figure)) figures.set(figure, figure(facts));
      return figures.get(figure) as ReturnType<typeof figure>;
    },
    files: { [Symbol.iterator]: () => recordFiles(files) },
    ruleNames,
    fieldOf: registry.fieldOf,
    waivers: [],
    baseline: [],
  };
  return facts;
}

function* recordFiles(files: readonly WorkspaceFile[]): Generator<RecordFile> {
  for (const { path, shown } of files) yield { id: idOf(path), file: shown, folder: folderOf(path) };
}

function onRelations(pass: readonly Rule[], facts: Facts): readonly Raised[] {
  const { documents, recordOf } = facts.registry;
  const checks = pass.flatMap((rule) => ('checkRelations' in rule ? [checkOf<Facts>(rule.name, rule, rule.checkRelations)] : []));
  return ruled(checks, documents, facts, recordOf).map(({ raised }) => raised);
}

function onRegistry(pass: readonly Rule[], facts: Facts): readonly Raised[] {
  return pass.flatMap((rule) => [...(rule.checkRegistry?.(facts) ?? [])].map((finding) => ({ rule: rule.name, ...finding })));
}

/** The diagnostics of the rules that are in force, each with its severity, in the order of their places. */
function graded(inForce: readonly Rule[], diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const severities = new Map(inForce.map(({ name, severity }) => [name, severity]));
  return diagnostics
    .flatMap((diagnostic): readonly Diagnostic[] => {
      const severity = severities.get(diagnostic.rule);
      return severity === undefined ? [] : [{ ...diagnostic, severity }];
    })
    .sort(compareDiagnostics);
}

function parted<Value>(values: readonly Value[], isFirst: (value: Value) => boolean): readonly [Value[], Value[]] {
  const [first, second]: [Value[], Value[]] = [[], []];
  for (const value of values) (isFirst(value) ? first : second).push(value);
  return [first, second];
}

/** The rules with the severities of the registry's settings; one that is off is not run. */
function severitiesInForce({ settings }: Registry): readonly Rule[] {
  return rules.flatMap((rule) => {
    const severity = settings?.value.rules?.[rule.name]?.severity ?? rule.severity;
    return severity === 'off' ? [] : [{ ...rule, severity }];
  });
}

/** The waivers of all documents by file and rule. */
type Waivers = ReadonlyMap<string, (WaiverUse & { isUsed: boolean })[]>;

function waiverUses({ documents, fieldOf }: Registry): Waivers {
  const uses = documents
    .filter((document) => hasField(document, 'waivers'))
    .flatMap((document) => (fieldOf(document, 'waivers') ?? []).map((waiver, index) => ({ document, index, waiver, isUsed: false })));
  const byKey = new Map<string, typeof uses>();
  for (const use of uses) {
    const key = `${use.document.file} ${use.waiver.rule}`;
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [use]);
    else group.push(use);
  }
  return byKey;
}

/** Whether a waiver of the document accepts the finding; notes which do. */
function isWaived(waivers: Waivers, { rule, place }: Diagnostic, day: Day): boolean {
  if (unwaivable.has(rule)) return false;
  const valid = (waivers.get(`${place.file} ${rule}`) ?? []).filter(({ waiver }) => waiver.until >= day);
  for (const use of valid) use.isUsed = true;
  return valid.length > 0;
}

/** What cannot be read or has the wrong shape says nothing, and nobody can accept nothing. */
const unwaivable: ReadonlySet<string> = new Set<FaultRule>([
  'unreadable-file',
  'malformed-yaml',
  'duplicate-key',
  'duplicate-id',
  'wrong-shape',
  'unknown-field',
]);

/** A shown path as a path in the registry. */
export function registryPathOf({ root }: { readonly root: string }, file: string): string {
  return root === '.' ? file : file.slice(root.length + 1);
}
