// The pilot plan as data: period, phases with their tasks, targets, measures, and how each is known to be done.
import type { Path, Text } from '../diagnostic.ts';
import type { Day } from './day.ts';

export interface Evidence {
  readonly date: Day;
  readonly title: string;
  readonly source: string;
}

/** Which documents count; every list is a choice, and all that are given must hold. */
export interface Filter {
  readonly kind?: readonly string[];
  readonly rank?: readonly string[];
  readonly level?: readonly string[];
  readonly tier?: readonly string[];
  readonly domain?: readonly string[];
  readonly topic?: readonly string[];
  readonly owned?: true;
}

export interface Period {
  readonly start: Day;
  readonly end: Day;
}

/** A document reached a stage or a standing. */
export interface DocumentCondition {
  readonly document: string;
  readonly reached: string;
  readonly within?: Period;
}

/** So many documents reached a stage or a standing. */
export interface CountCondition {
  readonly count: Filter;
  readonly reached?: string;
  readonly within?: Period;
  /** A number, or the id of one of the taxonomy's quantities. */
  readonly at_least: number | string;
}

/** A coverage figure is so many percent. */
export interface CoverageCondition {
  readonly coverage: { readonly figure: 'topics' | 'own-topics' | 'cells'; readonly domain?: string; readonly part?: string };
  readonly at_least: number | string;
}

export interface EvidenceCondition {
  readonly evidence: readonly Evidence[];
}

/** How it is known that an item is done. */
export type Condition =
  | DocumentCondition
  | CountCondition
  | CoverageCondition
  | EvidenceCondition
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

export interface PlanItem {
  readonly id: string;
  readonly title: Text;
  readonly clause: string;
  readonly due?: Day;
  readonly best_effort?: true;
  readonly owner?: string;
  readonly assumption?: string;
  readonly done: Condition;
  readonly note?: string;
}

export interface Phase {
  readonly id: string;
  readonly title: Text;
  readonly clause: string;
  readonly due: Day;
  readonly tasks: readonly PlanItem[];
}

export interface Plan {
  readonly title: Text;
  readonly document: string;
  readonly period: Period;
  readonly phases: readonly Phase[];
  readonly targets: readonly PlanItem[];
  readonly measures: readonly PlanItem[];
}

/** Something in the plan, and the way to it in the file. */
export interface PlanEntry<Value> {
  readonly path: Path;
  readonly value: Value;
}

/** Every task, target and measure, in the file's order. */
export function planItems(plan: Plan): readonly PlanEntry<PlanItem>[] {
  const under = (path: Path, items: readonly PlanItem[]): readonly PlanEntry<PlanItem>[] =>
    items.map((value, index) => ({ path: [...path, index], value }));
  return [
    ...plan.phases.flatMap((phase, index) => under(['phases', index, 'tasks'], phase.tasks)),
    ...under(['targets'], plan.targets),
    ...under(['measures'], plan.measures),
  ];
}

/** Every condition of the plan, those inside `all` and `any` too. */
export function planConditions(plan: Plan): readonly PlanEntry<Condition>[] {
  return planItems(plan).flatMap((item) => conditionsUnder([...item.path, 'done'], item.value.done));
}

function conditionsUnder(path: Path, condition: Condition): readonly PlanEntry<Condition>[] {
  const name = 'all' in condition ? 'all' : 'any';
  return [{ path, value: condition }, ...innerOf(condition).flatMap((each, index) => conditionsUnder([...path, name, index], each))];
}

/** The conditions inside `all` or `any`. */
export function innerOf(condition: Condition): readonly Condition[] {
  return 'all' in condition ? condition.all : 'any' in condition ? condition.any : [];
}

/** Whether a figure over the documents decides, and not one document or what is recorded in the plan. */
export function isMeasured(condition: Condition): boolean {
  return 'count' in condition || 'coverage' in condition || innerOf(condition).some(isMeasured);
}
