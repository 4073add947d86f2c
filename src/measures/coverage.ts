// Coverage: how far the documents in force on a day reach, by topics and by cells, in exact fractions.
import type { Day } from '../registry/day.ts';
import { type Document, isIntact } from '../registry/document.ts';
import type { Registry } from '../registry/registry.ts';
import { type Domain, isOwnLevel, type Tier, type Topic } from '../registry/taxonomy.ts';
import type { StandingState } from '../registry/words.ts';
import { type Standing, standingOf } from './standing.ts';

/**
 * Why a document does not count. `all-domains`: it counts for the system and for the topics that it names, and
 * fills no domain's cell. `uncounted-domain`: it counts for topics that enter no total.
 */
export type Reason = Exclude<StandingState, 'in-force'> | 'reference' | 'unknown-rank' | 'all-domains' | 'uncounted-domain';

/** A document on the day, and the reason where it does not count. */
export interface Tallied {
  readonly document: Document;
  readonly standing: Standing;
  readonly isOwn: boolean;
  readonly reason: Reason | undefined;
}

/** `own` by an own document in force, `upper` by others alone, `in-progress` by a project alone. */
export type TopicCover = 'own' | 'upper' | 'in-progress' | 'gap';

export interface TopicState {
  readonly topic: Topic;
  /** Position among the taxonomy's topics. */
  readonly index: number;
  readonly isCounted: boolean;
  readonly state: TopicCover;
  readonly own: readonly Document[];
  readonly upper: readonly Document[];
  readonly inProgress: readonly Document[];
  /** What deals with the topic and does not count: kept for reference, or over. */
  readonly others: readonly Tallied[];
}

/** What documents of one tier there are in one domain. */
export interface Cell {
  readonly domain: Domain;
  /** Position among the taxonomy's domains. */
  readonly index: number;
  readonly tier: Tier;
  readonly state: 'filled' | 'empty' | 'not-applicable';
  readonly documents: readonly Tallied[];
}

/** So many out of so many. */
export interface Fraction {
  readonly count: number;
  readonly of: number;
}

export interface Figures {
  readonly topics: Fraction;
  readonly ownTopics: Fraction;
  readonly cells: Fraction;
}

export interface Row extends Figures {
  readonly id: string;
}

export interface Coverage {
  /** The counted domains; parts and total are their sums. */
  readonly domains: readonly Row[];
  readonly parts: readonly Row[];
  readonly total: Figures;
  /** Domains that enter no total. */
  readonly uncounted: readonly Row[];
  /** The lead document's own cell, which is in no domain. */
  readonly lead: Fraction;
  /** Own documents in force that show all four traits. */
  readonly traits: Fraction;
}

/** Whether every record could be read whole: a gap may only be concluded from what is known. */
export function isCountable({ documents, ids, byId }: Registry): boolean {
  return [...ids].every((id) => byId.has(id)) && documents.every(isWhole);
}

function isWhole(document: Document): boolean {
  const { rank, domains, topics, record } = document;
  return (
    rank !== undefined &&
    (domains === 'all' || domains.length === record.domains?.length) &&
    topics.length === (record.topics ?? []).length &&
    isIntact(document, 'number', 'dates', 'status', 'topics', 'replaces', 'reference')
  );
}

/** Every document of the registry, in its order, with the reason where it does not count. */
export function countedDocuments(registry: Registry, day: Day): readonly Tallied[] {
  return registry.documents.map((document) => {
    const standing = standingOf(registry, document, day);
    const isOwn = document.rank !== undefined && isOwnLevel(registry.vocabulary, document.rank.level);
    return { document, standing, isOwn, reason: reasonOf(registry, document, standing.state) };
  });
}

function reasonOf(registry: Registry, { rank, record, domains }: Document, state: StandingState): Reason | undefined {
  if (rank === undefined) return 'unknown-rank';
  if (record.reference === true) return 'reference';
  if (state !== 'in-force') return state;
  if (domains === 'all') return 'all-domains';
  return domains.some((id) => isCountedDomain(registry, id)) ? undefined : 'uncounted-domain';
}

function isCountedDomain({ vocabulary }: Registry, id: string): boolean {
  return vocabulary.domains.get(id)?.counted !== false;
}

const inForce: ReadonlySet<Reason | undefined> = new Set([undefined, 'all-domains', 'uncounted-domain']);
const begun: ReadonlySet<StandingState> = new Set(['in-force', 'superseded', 'expired', 'repealed']);

/** Every topic, in the taxonomy's order, those of uncounted domains too. */
export function topicStates(registry: Registry, day: Day): readonly TopicState[] {
  const tallied = countedDocuments(registry, day);
  return registry.vocabulary.taxonomy.topics.map((topic, index) => {
    const dealing = tallied.filter(({ document }) => document.topics.includes(topic.id));
    const own = dealing.filter(({ reason, isOwn }) => isOwn && inForce.has(reason)).map(({ document }) => document);
    const upper = dealing.filter(({ reason, isOwn }) => !isOwn && inForce.has(reason)).map(({ document }) => document);
    const inProgress = dealing.filter((each) => isInProgress(each, day)).map(({ document }) => document);
    const others = dealing.filter(({ reason, standing }) => !inForce.has(reason) && begun.has(standing.state));
    const state = own.length > 0 ? 'own' : upper.length > 0 ? 'upper' : inProgress.length > 0 ? 'in-progress' : 'gap';
    return { topic, index, isCounted: isCountedDomain(registry, topic.domain), state, own, upper, inProgress, others };
  });
}

/** Planned, published and not yet effective, or under way by the day: what was only made later was no project then. */
function isInProgress({ document: { record }, reason }: Tallied, day: Day): boolean {
  const { events } = record.project ?? {};
  const isBegun = events?.some(({ date }) => date <= day);
  if (reason === 'planned' || reason === 'drafting') return isBegun ?? true;
  if (reason === 'in-the-making') return isBegun === true || (record.dates?.adopted !== undefined && record.dates.adopted <= day);
  return reason === 'not-yet-effective';
}

/** Every domain against every tier but the lead, in the taxonomy's order, uncounted domains too. */
export function cells(registry: Registry, day: Day): readonly Cell[] {
  const { domains, tiers } = registry.vocabulary.taxonomy;
  const tallied = countedDocuments(registry, day).filter(({ reason }) => reason === undefined || reason === 'uncounted-domain');
  return domains.flatMap((domain, index) =>
    tiers
      .filter(({ id }) => id !== 'lead')
      .map(({ id: tier }): Cell => {
        const documents = tallied.filter(({ document }) => document.rank?.tier === tier && document.domains.includes(domain.id));
        const isApplicable = domain.not_applicable?.every((each) => each.tier !== tier) ?? true;
        return { domain, index, tier, state: isApplicable ? (documents.length > 0 ? 'filled' : 'empty') : 'not-applicable', documents };
      }),
  );
}

export function coverageOf(registry: Registry, day: Day): Coverage {
  const { taxonomy } = registry.vocabulary;
  const [topics, grid, tallied] = [topicStates(registry, day), cells(registry, day), countedDocuments(registry, day)];
  const rowOf = (id: string): Row => {
    const [mine, squares] = [topics.filter(({ topic }) => topic.domain === id), grid.filter(({ domain }) => domain.id === id)];
    const own = mine.filter(({ state }) => state === 'own').length;
    const covered = own + mine.filter(({ state }) => state === 'upper').length;
    const filled = squares.filter(({ state }) => state === 'filled').length;
    const applicable = squares.filter(({ state }) => state !== 'not-applicable').length;
    return {
      id,
      topics: { count: covered, of: mine.length },
      ownTopics: { count: own, of: mine.length },
      cells: { count: filled, of: applicable },
    };
  };
  const rows = (isCounted: boolean): readonly Row[] =>
    taxonomy.domains.filter(({ id }) => isCountedDomain(registry, id) === isCounted).map(({ id }) => rowOf(id));
  const domains = rows(true);
  const isOfPart = (domain: string, part: string): boolean => registry.vocabulary.domains.get(domain)?.part === part;
  const own = tallied.filter(({ isOwn, reason }) => isOwn && inForce.has(reason));
  return {
    domains,
    parts: taxonomy.parts.map(({ id }) => ({ id, ...sumOf(domains.filter((row) => isOfPart(row.id, id))) })),
    total: sumOf(domains),
    uncounted: rows(false),
    lead: { count: tallied.filter(({ document, reason }) => document.id === taxonomy.lead && inForce.has(reason)).length, of: 1 },
    traits: { count: own.filter(({ document }) => showsAllTraits(document)).length, of: own.length },
  };
}

function showsAllTraits({ record: { traits } }: Document): boolean {
  return [traits?.objective, traits?.procedure, traits?.measure, traits?.control].every((trait) => trait !== undefined);
}

function sumOf(rows: readonly Figures[]): Figures {
  const sum = (figure: keyof Figures): Fraction => ({
    count: rows.reduce((total, row) => total + row[figure].count, 0),
    of: rows.reduce((total, row) => total + row[figure].of, 0),
  });
  return { topics: sum('topics'), ownTopics: sum('ownTopics'), cells: sum('cells') };
}

/** Whole percent, floored: 100 only if all, 0 only if none; undefined out of nothing. */
export function percentOf({ count, of }: Fraction): number | undefined {
  if (of === 0) return undefined;
  return count === 0 ? 0 : Math.max(1, Math.floor((count * 100) / of));
}
