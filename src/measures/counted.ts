// Which documents count on a day, and why the others do not.
import type { Day } from '../registry/day.ts';
import { type Document, isIntact } from '../registry/document.ts';
import type { Registry } from '../registry/registry.ts';
import { type Domain, isOwnLevel, type Tier } from '../registry/taxonomy.ts';
import type { StandingState } from '../registry/words.ts';
import { type Standing, standingOf } from './standing.ts';

/**
 * Why a document does not count. `all-domains`: it counts for the system and for the topics that it names, and
 * fills no domain's cell. `uncounted-domain`: it counts for topics and cells that enter no total. `not-applicable`: it
 * counts for topics, and the taxonomy says that its domain needs none of its tier. `unsound`: its record has errors,
 * and figures were asked for all the same.
 */
export type Reason =
  | Exclude<StandingState, 'in-force'>
  | 'reference'
  | 'unknown-rank'
  | 'unsound'
  | 'all-domains'
  | 'uncounted-domain'
  | 'not-applicable';

/** A document on the day, and the reason where it does not count. */
export interface Tallied {
  readonly document: Document;
  readonly standing: Standing;
  readonly isOwn: boolean;
  readonly reason: Reason | undefined;
}

/** Ids of documents that have errors and are left out. */
export type Unsound = ReadonlySet<string>;

/** Whether every record could be read whole: a gap may only be concluded from what is known. */
export function isCountable({ documents, otherIds }: Registry): boolean {
  return otherIds.size === 0 && documents.every(isWhole);
}

function isWhole(document: Document): boolean {
  return document.isUnderstood && isIntact(document, 'number', 'dates', 'status', 'topics', 'replaces', 'reference');
}

/** A document on a day, with the reason where it does not count. */
export function tallyOf(registry: Registry, document: Document, day: Day, unsound: Unsound): Tallied {
  const standing = standingOf(registry, document, day);
  const isOwn = document.rank !== undefined && isOwnLevel(registry.vocabulary, document.rank.level);
  const reason = unsound.has(document.id) ? 'unsound' : reasonOf(registry, document, standing.state);
  return { document, standing, isOwn, reason };
}

function reasonOf(registry: Registry, document: Document, state: StandingState): Reason | undefined {
  const { rank, domains } = document;
  if (rank === undefined) return 'unknown-rank';
  if (document.isReference) return 'reference';
  if (state !== 'in-force') return state;
  if (domains === 'all') return 'all-domains';
  if (!domains.some((id) => isCountedDomain(registry, id))) return 'uncounted-domain';
  const isNeeded = (id: string): boolean => isCountedDomain(registry, id) && isApplicable(registry.vocabulary.domains.get(id), rank.tier);
  return document.id === registry.vocabulary.taxonomy.lead || domains.some(isNeeded) ? undefined : 'not-applicable';
}

/**
 * The domains whose cell a document is of, by its rank's tier: none for one that governs the whole field, and none for
 * the lead, which is of a tier of its own.
 */
export function cellDomains({ vocabulary }: Registry, { id, domains, rank }: Document): readonly string[] {
  return domains === 'all' || rank === undefined || id === vocabulary.taxonomy.lead ? [] : withoutRepeats(domains);
}

/** Each word once: a record may name a term by its id and by another name. */
export function withoutRepeats(words: readonly string[]): readonly string[] {
  return words.length < 2 ? words : words.filter((word, index) => words.indexOf(word) === index);
}

/** Whether the taxonomy asks for documents of the tier in the domain. */
export function isApplicable(domain: Domain | undefined, tier: Tier): boolean {
  return domain?.not_applicable?.every((each) => each.tier !== tier) ?? true;
}

export function isCountedDomain({ vocabulary }: Registry, id: string): boolean {
  return vocabulary.domains.get(id)?.counted !== false;
}

/** Whether it is in force and counts for the system, be it for no domain's cell. */
export function isInForce({ reason }: Tallied): boolean {
  return reason === undefined || reason === 'all-domains' || reason === 'uncounted-domain' || reason === 'not-applicable';
}

/** Planned, published and not yet effective, or under way by the day: what was only made later was no project then. */
export function isInProgress({ document, reason }: Tallied, day: Day): boolean {
  if (reason !== 'planned' && reason !== 'drafting' && reason !== 'in-the-making') return reason === 'not-yet-effective';
  const { project, dates } = document;
  const isBegun = project?.events?.some(({ date }) => date <= day);
  if (reason !== 'in-the-making') return isBegun ?? true;
  return isBegun === true || (dates.adopted !== undefined && dates.adopted <= day);
}

const ended: ReadonlySet<Reason | undefined> = new Set(['superseded', 'expired', 'repealed']);

/** Whether it counted once and is over. */
export function isOver({ reason }: Tallied): boolean {
  return ended.has(reason);
}

/** Whether it deals with something and does not count for it: kept for reference, over, or faulty. */
export function isAside({ reason, standing }: Tallied): boolean {
  return (
    reason === 'unsound' || ended.has(reason) || (reason === 'reference' && (standing.state === 'in-force' || ended.has(standing.state)))
  );
}
