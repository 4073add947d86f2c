// Milestones: where the plan stands on a day, each phase, task, target and measure by the condition it states.
import { type Day, daysBetween } from '../registry/day.ts';
import { isIntact } from '../registry/document.ts';
import { type Condition, innerOf, isMeasured, type Phase, type Plan, type PlanEntry, type PlanItem, planItems } from '../registry/plan.ts';
import type { Registry } from '../registry/registry.ts';
import { judge, latest } from './condition.ts';
import { countsOf } from './count.ts';
import { isCountable, type Unsound } from './counted.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import type { Asked, Progress, Verdict } from './verdict.ts';

/**
 * `met` by the day · `partial` and `open`: not yet due, begun or not · `overdue`: past its due day and known not to be
 * met · `no-evidence`: past its due day, and nothing that is recorded says whether it was met.
 */
export const itemStates = ['met', 'partial', 'open', 'overdue', 'no-evidence'] as const;
export type ItemState = (typeof itemStates)[number];

interface Timed {
  readonly state: ItemState;
  readonly due: Day;
  /** Undefined too where it is met and no day is known. */
  readonly metOn: Day | undefined;
  /** To the due day, of what is not met and not past it. */
  readonly daysLeft: number | undefined;
  /** Past the due day: of what is not met by now, or was met late. */
  readonly daysLate: number | undefined;
}

export interface ItemStatus extends Timed {
  readonly item: PlanItem;
  readonly verdict: Verdict;
}

export interface PhaseStatus extends Timed {
  readonly phase: Phase;
  /** Tasks that are met. */
  readonly progress: Progress;
  readonly tasks: readonly ItemStatus[];
}

export interface Milestones {
  readonly plan: Plan;
  readonly day: Day;
  /** Whether every record could be read whole and is sound. */
  readonly isWhole: boolean;
  readonly phases: readonly PhaseStatus[];
  readonly targets: readonly ItemStatus[];
  readonly measures: readonly ItemStatus[];
}

/** Undefined where the registry has no plan. `coverage` is that of the same day, where it has been reckoned already. */
export function milestonesOf(
  registry: Registry,
  day: Day,
  unsound: Unsound = new Set(),
  coverage: () => Coverage = lazily(() => coverageOf(registry, day, unsound)),
): Milestones | undefined {
  const plan = registry.plan?.value;
  if (plan === undefined) return undefined;
  const isWhole = unsound.size === 0 && isCountable(registry);
  const asked: Asked = {
    registry,
    plan,
    day,
    unsound,
    isWhole,
    coverage,
    counts: lazily(() => countsOf({ registry, plan, day, unsound })),
  };
  const statuses = (items: readonly PlanItem[], due: Day): readonly ItemStatus[] =>
    items.map((item) => statusOf(asked, item, item.due ?? due));
  return {
    plan,
    day,
    isWhole,
    phases: plan.phases.map((phase) => phaseOf(phase, statuses(phase.tasks, phase.due), day)),
    targets: statuses(plan.targets, plan.period.end),
    measures: statuses(plan.measures, plan.period.end),
  };
}

/** Every task, target and measure, in the plan's order, as `planItems` gives them. */
export function itemsOf({ phases, targets, measures }: Milestones): readonly ItemStatus[] {
  return [...phases.flatMap(({ tasks }) => tasks), ...targets, ...measures];
}

/** An item that is past its day and not met, and the way to it in the plan's file. */
export interface LateItem {
  readonly path: PlanEntry<PlanItem>['path'];
  readonly status: ItemStatus;
}

/**
 * What is late, or past its day without evidence, and binding. Nothing is said where a faulty record may be the
 * reason: a figure over documents of which some cannot be read, a document that is not registered or whose dates are
 * of the wrong shape, a period that ends before it starts.
 */
export function lateItems(registry: Registry, milestones: Milestones, state: 'overdue' | 'no-evidence'): readonly LateItem[] {
  if (milestones.plan.period.end < milestones.plan.period.start) return [];
  const paths = planItems(milestones.plan).map(({ path }) => path);
  return itemsOf(milestones)
    .map((status, index): LateItem => ({ status, path: paths[index] ?? [] }))
    .filter(({ status }) => status.state === state && status.item.best_effort !== true)
    .filter(({ status: { item } }) => (milestones.isWhole || !isMeasured(item.done)) && isLegible(registry, item.done));
}

/** Whether every document that a condition names is registered, and can be read as far as it matters. */
function isLegible(registry: Registry, condition: Condition): boolean {
  if (!('document' in condition)) return innerOf(condition).every((each) => isLegible(registry, each));
  const document = registry.byId.get(condition.document);
  return document !== undefined && isIntact(document, 'dates', 'status', 'verified', 'project', 'filing', 'replaces');
}

function statusOf(asked: Asked, item: PlanItem, due: Day): ItemStatus {
  const verdict = judge(asked, item.done, due);
  const late = verdict.isKnown ? 'overdue' : 'no-evidence';
  const state = verdict.isMet ? 'met' : asked.day > due ? late : verdict.isBegun ? 'partial' : 'open';
  return { item, verdict, ...timed(state, due, verdict.metOn, asked.day) };
}

/**
 * A phase is as far as its tasks; what is only striven for holds it up as little as it fails. Past its day it is late
 * where a task is, and not where a task has a later day of its own.
 */
function phaseOf(phase: Phase, tasks: readonly ItemStatus[], day: Day): PhaseStatus {
  const binding = tasks.filter(({ item }) => item.best_effort !== true);
  const asked = binding.length > 0 ? binding : tasks;
  const has = (wanted: ItemState): boolean => asked.some(({ state }) => state === wanted);
  const isBegun = tasks.some(({ state, verdict }) => state === 'met' || verdict.isBegun);
  const late = day > phase.due && has('overdue') ? 'overdue' : day > phase.due && has('no-evidence') ? 'no-evidence' : undefined;
  const isMet = asked.every(({ state }) => state === 'met');
  const state = isMet ? 'met' : (late ?? (isBegun ? 'partial' : 'open'));
  const metOn = isMet ? latest(asked.map((task) => task.metOn)) : undefined;
  const progress = { have: tasks.filter((task) => task.state === 'met').length, want: tasks.length };
  const last = asked.reduce((due, task) => (task.state !== 'met' && task.due > due ? task.due : due), phase.due);
  // A phase that waits for a task with a later day of its own waits until then.
  const due = late === undefined && !isMet ? last : phase.due;
  return { phase, progress, tasks, ...timed(state, due, metOn, day), due: phase.due };
}

function timed(state: ItemState, due: Day, metOn: Day | undefined, day: Day): Timed {
  const late = Math.max(0, daysBetween(due, state === 'met' ? (metOn ?? due) : day));
  const isAhead = state === 'open' || state === 'partial';
  return { state, due, metOn, daysLeft: isAhead ? daysBetween(day, due) : undefined, daysLate: late > 0 ? late : undefined };
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
