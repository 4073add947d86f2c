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

/** A condition holds exactly one of `document`, `count`, `coverage`, `evidence`, `all` and `any`. */
export interface Condition {
  readonly document?: string;
  readonly reached?: string;
  readonly count?: Filter;
  readonly within?: { readonly start: Day; readonly end: Day };
  readonly coverage?: { readonly figure: 'topics' | 'own-topics' | 'cells'; readonly domain?: string; readonly part?: string };
  /** A number, or the id of one of the taxonomy's quantities. */
  readonly at_least?: number | string;
  readonly evidence?: readonly Evidence[];
  readonly all?: readonly Condition[];
  readonly any?: readonly Condition[];
}

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
  readonly period: { readonly start: Day; readonly end: Day };
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
  const inner = (name: 'all' | 'any'): readonly PlanEntry<Condition>[] =>
    (condition[name] ?? []).flatMap((each, index) => conditionsUnder([...path, name, index], each));
  return [{ path, value: condition }, ...inner('all'), ...inner('any')];
}

/** Whether a figure over the documents decides, and not one document or what is recorded in the plan. */
export function isMeasured({ count, coverage, all = [], any = [] }: Condition): boolean {
  return count !== undefined || coverage !== undefined || [...all, ...any].some(isMeasured);
}
