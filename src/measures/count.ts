// Conditions that count documents: how many of a kind reached a stage within a period.
import type { Day } from '../registry/day.ts';
import type { Document } from '../registry/document.ts';
import type { Condition, Filter } from '../registry/plan.ts';
import type { Registry } from '../registry/registry.ts';
import { isOwnLevel } from '../registry/taxonomy.ts';
import { isUnderWay, type Reached, reachedBy } from './stage.ts';
import { standingOf } from './standing.ts';
import { isEnded } from './validity.ts';
import { type Asked, type Counted, compareDays, isWithin, mayBeWithin, nothing, numberOf, type Period, type Verdict } from './verdict.ts';

export function judgeCount(asked: Asked, condition: Condition, filter: Filter): Verdict {
  const { registry, plan, day, unsound, isWhole } = asked;
  const reached = condition.reached ?? 'in-force';
  const period = condition.within ?? (condition.reached === undefined ? undefined : plan.period);
  const documents: Counted[] = [];
  const possible: Document[] = [];
  let isBegun = false;
  for (const document of registry.documents) {
    if (unsound.has(document.id) || document.record.reference === true || !matches(document, filter)) continue;
    const isOwned = filter.owned !== true || document.record.owner !== undefined;
    const found = reachedBy(registry, document, reached, day);
    if (found === undefined) isBegun ||= isOwned && isUnderWay(registry, document, day);
    else if (isWithin(found, period) && isOwned) documents.push({ document, day: found.day });
    else if (mayCount({ registry, day, filter, period }, document, found)) possible.push(document);
  }
  const atLeast = numberOf(registry, condition.at_least);
  const want = atLeast ?? 1;
  documents.sort((a, b) => compareDays(a.day, b.day));
  const isMet = atLeast !== undefined && documents.length >= want;
  return {
    ...nothing,
    condition,
    isMet,
    // Where some of their days are unknown, so is the day on which there were enough.
    metOn: isMet && documents.every((each) => each.day !== undefined) ? documents[want - 1]?.day : undefined,
    isKnown: isMet || (isWhole && atLeast !== undefined && documents.length + possible.length < want),
    isBegun: isBegun || documents.length > 0,
    progress: { have: documents.length, want },
    documents,
    missing: isMet || atLeast === undefined ? [] : [{ kind: 'documents', short: want - documents.length, possible }],
  };
}

/**
 * Whether a document would count, were its day known or its owner recorded. Others' documents have no office in charge
 * here, unless the filter names their rank.
 */
function mayCount({ registry, day, filter, period }: Counting, document: Document, found: Reached): boolean {
  const { record, rank } = document;
  const isOwnable = rank !== undefined && (isOwnLevel(registry.vocabulary, rank.level) || filter.rank?.includes(rank.id) === true);
  if (filter.owned === true && record.owner === undefined && !isOwnable) return false;
  // What has ended nobody knows when is not looked for in a plan's period.
  if (found.day === undefined && isEnded(standingOf(registry, document, day))) return false;
  return mayBeWithin(document, found, period);
}

interface Counting {
  readonly registry: Registry;
  readonly day: Day;
  readonly filter: Filter;
  readonly period: Period | undefined;
}

/** Every list of the filter is a choice; a document for the whole field is of no single domain. */
function matches({ kind, rank, domains, topics }: Document, filter: Filter): boolean {
  const holds = (wanted: readonly string[] | undefined, has: readonly (string | undefined)[]): boolean =>
    wanted === undefined || has.some((each) => each !== undefined && wanted.includes(each));
  return (
    holds(filter.kind, [kind]) &&
    holds(filter.rank, [rank?.id]) &&
    holds(filter.level, [rank?.level]) &&
    holds(filter.tier, [rank?.tier]) &&
    holds(filter.domain, domains === 'all' ? [] : domains) &&
    holds(filter.topic, topics)
  );
}
