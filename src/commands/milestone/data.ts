// The plan as JSON has it.

import { type ItemStatus, itemStates, itemsOf, type Milestones, type PhaseStatus } from '../../measures/milestone.ts';
import type { Missing, Verdict } from '../../measures/verdict.ts';

export function milestoneData(milestones: Milestones): object {
  const { plan, phases, targets, measures } = milestones;
  const items = itemsOf(milestones);
  return {
    plan: { title: plan.title, document: plan.document },
    period: plan.period,
    summary: Object.fromEntries(itemStates.map((state) => [state, items.filter((item) => item.state === state).length])),
    phases: phases.map(phaseData),
    targets: targets.map(itemData),
    measures: measures.map(itemData),
  };
}

function timeData({
  due,
  state,
  metOn,
  daysLeft,
  daysLate,
}: Pick<PhaseStatus, 'due' | 'state' | 'metOn' | 'daysLeft' | 'daysLate'>): object {
  return {
    due,
    state,
    ...(metOn !== undefined && { metOn }),
    ...(daysLeft !== undefined && { daysLeft }),
    ...(daysLate !== undefined && { daysLate }),
  };
}

function phaseData(status: PhaseStatus): object {
  const { phase, progress, tasks } = status;
  return { id: phase.id, title: phase.title, clause: phase.clause, ...timeData(status), progress, tasks: tasks.map(itemData) };
}

function itemData(status: ItemStatus): object {
  const { item, verdict } = status;
  return {
    id: item.id,
    title: item.title,
    clause: item.clause,
    ...timeData(status),
    ...(item.best_effort && { bestEffort: true }),
    ...(item.owner !== undefined && { owner: item.owner }),
    ...(item.assumption !== undefined && { assumption: item.assumption }),
    progress: verdict.progress,
    documents: verdict.documents().map(({ document }) => document.id),
    evidence: verdict.evidence,
    missing: verdict.missing.map(missingData),
    condition: conditionData(verdict),
  };
}

/** The condition as the plan writes it, with what came of each of its parts. */
function conditionData({ condition, isMet, isKnown, metOn, progress, inner }: Verdict): object {
  return {
    ...condition,
    ...('evidence' in condition && { evidence: true }),
    ...('all' in condition && { all: inner.map(conditionData) }),
    ...('any' in condition && { any: inner.map(conditionData) }),
    met: isMet,
    known: isKnown,
    ...(metOn !== undefined && { metOn }),
    progress,
  };
}

function missingData(missing: Missing): object {
  switch (missing.kind) {
    case 'evidence':
      return { kind: 'evidence' };
    case 'stage': {
      const { kind, id, reached, standing, knownUntil } = missing;
      return {
        kind,
        document: id,
        reached,
        ...(standing && { standing: standing.state }),
        ...(knownUntil !== undefined && { knownUntil }),
      };
    }
    case 'documents':
      return { kind: 'documents', short: missing.short, possible: missing.possible.map(({ id }) => id) };
    case 'topics':
      return { kind: 'topics', short: missing.short, topics: missing.topics.map(({ id }) => id) };
    case 'cells':
      return { kind: 'cells', short: missing.short, cells: missing.cells.map(({ domain, tier }) => ({ domain: domain.id, tier })) };
  }
}
