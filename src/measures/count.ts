// Conditions that count documents: how many of a kind reached a stage within a period.
import type { Day } from '../registry/day.ts';
import type { Document } from '../registry/document.ts';
import { type Condition, type CountCondition, type Filter, type Period, planConditions } from '../registry/plan.ts';
import type { Registry } from '../registry/registry.ts';
import { isOwnLevel } from '../registry/taxonomy.ts';
import { isUnderWay, reachedBy } from './stage.ts';
import { standingOf } from './standing.ts';
import { isEnded } from './validity.ts';
import { type Asked, type Counted, compareDays, isWithin, mayBeWithin, nothing, numberOf, type Verdict } from './verdict.ts';

/** A condition that counts, and what it finds among the documents. */
export interface Count {
  readonly condition: CountCondition;
  readonly filter: Filter;
  readonly reached: string;
  readonly period: Period | undefined;
  readonly documents: Counted[];
  /** What might count, were a day known or an owner recorded: looked into where documents are missing. */
  readonly others: Document[];
  isBegun: boolean;
}

/** All counts of the plan: each document is looked at once for all of them. */
export function countsOf(asked: Pick<Asked, 'registry' | 'plan' | 'day' | 'unsound'>): ReadonlyMap<Condition, Count> {
  const counts = planConditions(asked.plan).flatMap(({ value: condition }): readonly Count[] => {
    if (!('count' in condition)) return [];
    const period = condition.within ?? (condition.reached === undefined ? undefined : asked.plan.period);
    const reached = condition.reached ?? 'in-force';
    return [{ condition, filter: condition.count, reached, period, documents: [], others: [], isBegun: false }];
  });
  for (const document of asked.registry.documents) {
    if (document.isReference || asked.unsound.has(document.id)) continue;
    for (const count of counts) if (matches(document, count.filter)) addTo(count, document, asked);
  }
  return new Map(counts.map((count) => [count.condition, count]));
}

function addTo(count: Count, document: Document, { registry, day }: Pick<Asked, 'registry' | 'day'>): void {
  const { filter, reached, period } = count;
  if (filter.owned === true && !document.hasOwner) {
    if (isOwnable(registry, document, filter)) count.others.push(document);
    return;
  }
  const found = reachedBy(registry, document, reached, day);
  if (found === undefined) count.isBegun ||= isUnderWay(registry, document, day);
  else if (isWithin(found, period)) count.documents.push({ document, day: found.day });
  else count.others.push(document);
}

export function judgeCount({ registry, day, isWhole, counts }: Asked, condition: CountCondition): Verdict {
  const count = counts().get(condition);
  const documents = [...(count?.documents ?? [])].sort((a, b) => compareDays(a.day, b.day));
  const atLeast = numberOf(registry, condition.at_least);
  const want = atLeast ?? 1;
  const isMet = atLeast !== undefined && documents.length >= want;
  const isShort = atLeast !== undefined && !isMet;
  const possible = count !== undefined && isShort ? count.others.filter((document) => mayCount(registry, day, document, count)) : [];
  return {
    ...nothing,
    condition,
    isMet,
    // Where some of their days are unknown, so is the day on which there were enough.
    metOn: isMet && documents.every((each) => each.day !== undefined) ? documents[want - 1]?.day : undefined,
    isKnown: isMet || (isWhole && isShort && documents.length + possible.length < want),
    isBegun: count?.isBegun === true || documents.length > 0,
    progress: { have: documents.length, want },
    documents: () => documents,
    missing: isShort ? [{ kind: 'documents', short: want - documents.length, possible }] : [],
  };
}

/** Whether an owner may be recorded yet: others' documents have no office in charge here, unless the filter names their rank. */
function isOwnable({ vocabulary }: Registry, { rank }: Document, filter: Filter): boolean {
  return rank !== undefined && (isOwnLevel(vocabulary, rank.level) || filter.rank?.includes(rank.id) === true);
}

/** Whether a document would count, were its day known or its owner recorded. */
function mayCount(registry: Registry, day: Day, document: Document, { reached, period }: Count): boolean {
  const found = reachedBy(registry, document, reached, day);
  // What has ended nobody knows when is not looked for in a plan's period.
  if (found === undefined || (found.day === undefined && isEnded(standingOf(registry, document, day)))) return false;
  return mayBeWithin(document, found, period);
}

/** Every list of the filter is a choice; a document for the whole field is of no single domain. */
function matches(document: Document, filter: Filter): boolean {
  return (
    isAmong(filter.kind, document.kind) &&
    isAmong(filter.rank, document.rank?.id) &&
    isAmong(filter.level, document.rank?.level) &&
    isAmong(filter.tier, document.rank?.tier) &&
    isAnyAmong(filter.domain, document.domains === 'all' ? [] : document.domains) &&
    isAnyAmong(filter.topic, document.topics)
  );
}

function isAmong(wanted: readonly string[] | undefined, word: string | undefined): boolean {
  return wanted === undefined || (word !== undefined && wanted.includes(word));
}

function isAnyAmong(wanted: readonly string[] | undefined, words: readonly string[]): boolean {
  return wanted === undefined || words.some((word) => wanted.includes(word));
}
