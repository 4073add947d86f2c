// Workspace → checked registry: the definition of "sound". Pure.
import type { Diagnostic, Fault, FaultRule, Finding } from '../diagnostic.ts';
import type { Day } from '../registry/day.ts';
import type { Document, FullRecord } from '../registry/document.ts';
import type { Registry } from '../registry/registry.ts';
import { rules } from '../rules/index.ts';
import type { BaselineUse, Facts, RecordFile, Rule, WaiverUse } from '../rules/rule.ts';
import type { Schemas } from '../schema/schema.ts';
import type { Source } from '../source/source.ts';
import type { Workspace, WorkspaceFile } from '../workspace/workspace.ts';
import { isBeside } from './beside.ts';
import {
  compareDiagnostics,
  type DataWhere,
  diagnose,
  type Ground,
  type Placed,
  placed,
  type Raised,
  type Spot,
  spotIn,
} from './diagnose.ts';
import { type HoldSlices, holdHere } from './files.ts';
import { type HeldRegistry, hold } from './hold.ts';
import { fullRecordOf, sourceOf } from './slice.ts';
import { type Earlier, type OnDocument, ruleAll, ruleAndTrace, ruleReached, type Trace } from './trace.ts';

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
  /** What a later check can start from, where that was asked for and there is something. */
  readonly trace?: Trace;
}

/** How a large registry is checked. */
export interface Conduct {
  /** Called for each file that has been read, so that a long run can say so. */
  readonly tick?: (done: number, all: number) => void;
  /** Lets several threads read. */
  readonly holdSlices?: HoldSlices;
  /** A check of the same day and registry to start from; the answer is that of a check without one. */
  readonly earlier?: Earlier;
  /** Whether a trace is to be left for a later check. */
  readonly isTraced?: boolean;
}

export function check(workspace: Workspace, schemas: Schemas, day: Day, conduct: Conduct = {}): Checked {
  const { tick = () => {}, holdSlices = holdHere } = conduct;
  const earlier = conduct.earlier && (reachesData(conduct.earlier) ? undefined : conduct.earlier);
  const holding = hold(workspace, schemas, tick, holdSlices, earlier);
  const { registry, faults, files } = holding;
  const { root, commit } = workspace;
  const ground = textsOf(workspace, earlier?.trace.spots);
  const shown = workspace.files.map((file) => file.shown);
  const head = {
    root,
    day,
    ...(commit !== undefined && { commit }),
    files: shown,
    records: files.length,
    recordOf: ({ file, faulty }: Document): FullRecord => fullRecordOf(ground.sourceOf(file), faulty),
  };
  if (registry === undefined)
    return { ...head, registry, diagnostics: diagnose(rules, placed(ground, faults.map(raisedFault))), waived: [], baselined: [] };
  return { ...head, registry, ...runRules(ground, factsOf(registry, day, faults, files), holding, conduct.isTraced === true) };
}

/** What the files beside the records say can reach every document. */
function reachesData({ changed }: Earlier): boolean {
  return [...changed].some(isBeside);
}

/** What findings stand on, and how it is found. */
interface Texts extends Ground {
  readonly sourceOf: (shown: string) => Source | undefined;
  /** What was looked up in the files beside the records. */
  readonly spots: ReadonlyMap<string, Spot>;
}

/** Places are looked up in the files' texts, which are read again for it. */
function textsOf(workspace: Workspace, known: Trace['spots'] = new Map()): Texts {
  let byShown: ReadonlyMap<string, WorkspaceFile> | undefined;
  const fileOf = (shown: string): WorkspaceFile | undefined => {
    byShown ??= new Map(workspace.files.map((file) => [file.shown, file]));
    return byShown.get(shown);
  };
  const read = new Map<string, Source>();
  const sourceOfFile = (shown: string): Source | undefined => {
    const file = fileOf(shown);
    const source = read.get(shown) ?? (file && sourceOf(workspace, file));
    if (source === undefined) return undefined;
    if (read.size === mostSources) read.clear();
    read.set(shown, source);
    return source;
  };
  const spots = new Map(known);
  const spotOf = (where: DataWhere): Spot => {
    if (!isBeside(registryPathOf(workspace, where.file))) return spotIn(sourceOfFile(where.file), where);
    const key = JSON.stringify([where.file, where.path, where.part]);
    const spot = spots.get(key) ?? spotIn(sourceOfFile(where.file), where);
    spots.set(key, spot);
    return spot;
  };
  return { root: workspace.root, sourceOf: sourceOfFile, spotOf, spots };
}

/** Files with findings whose text is kept at a time. */
const mostSources = 1000;

function raisedFault(fault: Fault): Raised {
  return { rule: fault.rule, finding: fault };
}

function factsOf(registry: Registry, day: Day, faults: readonly Fault[], files: readonly RecordFile[]): Facts {
  const byRule = new Map<FaultRule, Finding[]>();
  for (const fault of faults) {
    const held = byRule.get(fault.rule);
    if (held === undefined) byRule.set(fault.rule, [fault]);
    else held.push(fault);
  }
  const figures = new Map<(facts: Facts) => unknown, unknown>();
  const facts: Facts = {
    registry,
    day,
    once: (figure) => {
      if (!figures.has(figure)) figures.set(figure, figure(facts));
      return figures.get(figure) as ReturnType<typeof figure>;
    },
    files,
    ruleNames: rules.map(({ name }) => name),
    faultsOf: (rule) => byRule.get(rule) ?? [],
    waivers: [],
    baseline: [],
  };
  return facts;
}

/** Runs all rules but those about waivers and the baseline, sets aside what these accept, and runs the rest. */
function runRules(
  ground: Texts,
  facts: Facts,
  holding: HeldRegistry,
  isTraced: boolean,
): Pick<Checked, 'diagnostics' | 'waived' | 'baselined' | 'trace'> {
  const inForce = severitiesInForce(facts.registry);
  const usual = inForce.filter(({ pass }) => pass !== 'last');
  const { onDocuments, trace } = ruleDocuments(ground, usual, facts, holding, isTraced);
  const first = diagnose(inForce, placed(ground, [...onDocuments, ...raisedOnRegistry(usual, facts)]));
  const waivers = waiverUses(facts, first);
  const isWaived = (diagnostic: Diagnostic): boolean => waivers.some((use) => waives(use, diagnostic, facts.day));
  const open = first.filter((diagnostic) => !isWaived(diagnostic));
  const baseline = baselineUses(facts, open);
  const known = new Set(baseline.filter(({ isUsed }) => isUsed).map(({ entry }) => entry.fingerprint));
  const closing = inForce.filter(({ pass }) => pass === 'last');
  const last = diagnose(inForce, placed(ground, raisedOnRegistry(closing, { ...facts, waivers, baseline })));
  return {
    diagnostics: [...open.filter(({ fingerprint }) => !known.has(fingerprint)), ...last].sort(compareDiagnostics),
    waived: first.filter(isWaived),
    baselined: open.filter(({ fingerprint }) => known.has(fingerprint)),
    ...(trace !== undefined && { trace }),
  };
}

/** The rules on documents first, those that a change can reach where there was a check before; then those on the whole. */
function ruleDocuments(
  ground: Texts,
  pass: readonly Rule[],
  facts: Facts,
  { held, paths, beside }: HeldRegistry,
  isTraced: boolean,
): { readonly onDocuments: readonly (Raised | Placed)[]; readonly trace?: Trace } {
  const onDocuments = pass.filter(({ checkDocument }) => checkDocument !== undefined);
  if (held === undefined) return { onDocuments: [] };
  const { positions, carried, slices } = held;
  if (carried !== undefined) return { onDocuments: ruleReached(onDocuments, facts, positions, carried) };
  if (!isTraced) return { onDocuments: ruleAll(onDocuments, facts, positions) };
  const { findings, reach } = ruleAndTrace(onDocuments, facts, positions, paths.length);
  const all = placed(ground, findings);
  // Where there are too many to tell one by one, there is nothing to start from.
  if (all.length < findings.length || all.some(({ finding }, index) => finding !== findings[index]?.finding))
    return { onDocuments: findings };
  return { onDocuments: all, trace: { paths, slices, findings: byPosition(findings, all), reach, beside, spots: ground.spots } };
}

function byPosition(findings: readonly OnDocument[], all: readonly Placed[]): ReadonlyMap<number, readonly Placed[]> {
  const groups = new Map<number, Placed[]>();
  for (const [index, { position }] of findings.entries()) {
    const each = all[index];
    const group = groups.get(position);
    if (each === undefined) continue;
    if (group === undefined) groups.set(position, [each]);
    else group.push(each);
  }
  return groups;
}

function raisedOnRegistry(pass: readonly Rule[], facts: Facts): readonly Raised[] {
  return pass.flatMap((rule) => [...(rule.checkRegistry?.(facts) ?? [])].map((finding) => ({ rule: rule.name, finding })));
}

/** The rules with the severities of the registry's settings; one that is off is not run. */
function severitiesInForce({ settings }: Registry): readonly Rule[] {
  return rules.flatMap((rule) => {
    const severity = settings?.value.rules?.[rule.name]?.severity ?? rule.severity;
    return severity === 'off' ? [] : [{ ...rule, severity }];
  });
}

function waiverUses({ registry, day }: Facts, diagnostics: readonly Diagnostic[]): readonly WaiverUse[] {
  const uses: WaiverUse[] = [];
  for (const document of registry.documents)
    for (const [index, waiver] of document.waivers?.entries() ?? [])
      uses.push({ document, index, waiver, isUsed: diagnostics.some((each) => waives({ document, waiver }, each, day)) });
  return uses;
}

function waives({ document, waiver }: Pick<WaiverUse, 'document' | 'waiver'>, { rule, place }: Diagnostic, day: Day): boolean {
  return !unwaivable.has(rule) && waiver.rule === rule && waiver.until >= day && place.file === document.file;
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

function baselineUses({ registry }: Facts, diagnostics: readonly Diagnostic[]): readonly BaselineUse[] {
  const found = new Set(diagnostics.map(({ fingerprint }) => fingerprint));
  return (registry.baseline?.value.findings ?? []).map((entry, index) => ({ entry, index, isUsed: found.has(entry.fingerprint) }));
}

/** A shown path as a path in the registry. */
export function registryPathOf({ root }: { readonly root: string }, file: string): string {
  return root === '.' ? file : file.slice(root.length + 1);
}
