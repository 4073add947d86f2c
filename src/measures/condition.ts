// Conditions of the plan: whether one is met on a day, what meets it, and what is still missing.
import { type Day, lastDayOf } from '../registry/day.ts';
import type { Document } from '../registry/document.ts';
import { type Condition, type DocumentCondition, type EvidenceCondition, innerOf } from '../registry/plan.ts';
import { judgeCount } from './count.ts';
import { judgeCoverage } from './reach.ts';
import { hasFailed, isUnderWay, reachedBy } from './stage.ts';
import { standingOf } from './standing.ts';
import { type Asked, compareDays, isWithin, type Missing, mayBeWithin, nothing, type Progress, type Verdict } from './verdict.ts';

/** Past the due day it matters whether what is recorded still speaks for that day. */
export function judge(asked: Asked, condition: Condition, due: Day): Verdict {
  if ('document' in condition) return judgeDocument(asked, condition, due);
  if ('count' in condition) return judgeCount(asked, condition);
  if ('coverage' in condition) return judgeCoverage(asked, condition, due);
  if ('evidence' in condition) return judgeEvidence(asked, condition);
  const inner = innerOf(condition).map((each) => judge(asked, each, due));
  return 'all' in condition ? allOf(condition, inner) : anyOf(condition, inner);
}

function judgeEvidence({ day }: Asked, condition: EvidenceCondition): Verdict {
  const evidence = condition.evidence.filter(({ date }) => date <= day).sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const isMet = evidence.length > 0;
  return {
    ...nothing,
    condition,
    isMet,
    metOn: evidence[0]?.date,
    isKnown: isMet,
    isBegun: isMet,
    progress: { have: isMet ? 1 : 0, want: 1 },
    evidence,
    missing: isMet ? [] : [{ kind: 'evidence' }],
  };
}

function judgeDocument(asked: Asked, condition: DocumentCondition, due: Day): Verdict {
  const { registry, day, unsound } = asked;
  const { document: id, reached } = condition;
  const document = unsound.has(id) ? undefined : registry.byId.get(id);
  const base = { ...nothing, condition, progress: { have: 0, want: 1 } };
  if (document === undefined) return { ...base, isMet: false, isKnown: false, missing: [{ kind: 'stage', id, reached }] };
  const found = reachedBy(registry, document, reached, day);
  if (found !== undefined && isWithin(found, condition.within)) {
    const documents = [{ document, day: found.day }];
    return {
      ...base,
      isMet: true,
      metOn: found.day,
      isKnown: true,
      isBegun: true,
      progress: { have: 1, want: 1 },
      documents: () => documents,
    };
  }
  const { verified } = document;
  // A status that was last seen before the due day does not say what happened by then.
  const isOld = verified !== undefined && lastDayOf(verified) < due && found === undefined && !isSettled(asked, document, reached);
  const mayBe = found !== undefined && mayBeWithin(document, found, condition.within);
  const standing = standingOf(registry, document, day);
  const missing: Missing = { kind: 'stage', id, reached, standing, ...(isOld && { knownUntil: verified }) };
  return { ...base, isMet: false, isKnown: !isOld && !mayBe, isBegun: isUnderWay(registry, document, day), missing: [missing] };
}

/** Whether what is dated says that the stage was not reached by the day: reached later, or the project ended without it. */
function isSettled({ registry, day }: Asked, document: Document, reached: string): boolean {
  return reachedBy(registry, document, reached, '9999-12-31')?.day !== undefined || hasFailed(registry, document, day);
}

function allOf(condition: Condition, inner: readonly Verdict[]): Verdict {
  const isMet = inner.every((each) => each.isMet);
  return {
    ...together(condition, inner),
    isMet,
    metOn: isMet ? latest(inner.map(({ metOn }) => metOn)) : undefined,
    isKnown: isMet || inner.some((each) => !each.isMet && each.isKnown),
    progress: { have: inner.filter((each) => each.isMet).length, want: inner.length },
  };
}

function anyOf(condition: Condition, inner: readonly Verdict[]): Verdict {
  const met = inner.filter((each) => each.isMet);
  const nearest = [...inner].sort((a, b) => share(b.progress) - share(a.progress))[0];
  return {
    ...together(condition, inner),
    isMet: met.length > 0,
    metOn: met.some(({ metOn }) => metOn === undefined) ? undefined : met.map(({ metOn }) => metOn).sort(compareDays)[0],
    isKnown: met.length > 0 || inner.every((each) => each.isKnown),
    progress: nearest?.progress ?? { have: 0, want: 1 },
    missing: met.length > 0 ? [] : (nearest?.missing ?? []),
  };
}

function share({ have, want }: Progress): number {
  return want === 0 ? 1 : have / want;
}

function together(
  condition: Condition,
  inner: readonly Verdict[],
): Pick<Verdict, 'condition' | 'isBegun' | 'documents' | 'evidence' | 'missing' | 'inner'> {
  return {
    condition,
    inner,
    isBegun: inner.some((each) => each.isBegun),
    documents: () => [...new Map(inner.flatMap((each) => each.documents().map((counted) => [counted.document.id, counted]))).values()],
    evidence: inner.flatMap((each) => each.evidence),
    missing: inner.flatMap((each) => each.missing),
  };
}

/** Undefined where one of the days is unknown. */
export function latest(days: readonly (Day | undefined)[]): Day | undefined {
  return days.reduce((last, each) => (last === undefined || each === undefined ? undefined : each > last ? each : last));
}
