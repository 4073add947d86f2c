// Coverage: how far the documents in force on a day reach, by topics and by cells, in exact fractions.
import type { Day } from '../registry/day.ts';
import type { Registry } from '../registry/registry.ts';
import type { Domain, Tier, Topic, Vocabulary } from '../registry/taxonomy.ts';
import {
  cellDomains,
  isApplicable,
  isAside,
  isCountedDomain,
  isInForce,
  isInProgress,
  type Tallied,
  tallyOf,
  type Unsound,
  withoutRepeats,
} from './counted.ts';
import { type Fraction, sumOf } from './fraction.ts';

/** `own` by an own document in force, `upper` by others alone, `in-progress` by a project alone. */
export type TopicCover = 'own' | 'upper' | 'in-progress' | 'gap';

/** Whether documents of any level cover, or own ones alone. */
export type LevelView = 'any' | 'own';

export interface TopicState {
  readonly topic: Topic;
  /** Position among the taxonomy's topics. */
  readonly index: number;
  readonly isCounted: boolean;
  readonly state: TopicCover;
  readonly own: readonly Tallied[];
  readonly upper: readonly Tallied[];
  readonly inProgress: readonly Tallied[];
  /** What deals with the topic and does not count: kept for reference, over, or faulty. */
  readonly others: readonly Tallied[];
}

/** What documents of one tier there are in one domain. */
export interface Cell {
  readonly domain: Domain;
  /** Position among the taxonomy's domains. */
  readonly index: number;
  readonly tier: Tier;
  readonly isCounted: boolean;
  readonly state: 'filled' | 'empty' | 'not-applicable';
  readonly documents: readonly Tallied[];
  /** What names the domain at this tier and does not fill the cell: projects, references, what is over. */
  readonly others: readonly Tallied[];
}

export interface Figures {
  /** Covered by any document in force. */
  readonly topics: Fraction;
  readonly ownTopics: Fraction;
  /** Topics that a project alone deals with. */
  readonly inProgress: number;
  readonly cells: Fraction;
  readonly ownCells: Fraction;
  readonly notApplicable: number;
  /** Documents in force that name the domain; in a sum a document counts once for each domain that it names. */
  readonly documents: number;
  readonly ownDocuments: number;
}

export interface Row extends Figures {
  readonly id: string;
}

export interface Coverage {
  readonly registry: Registry;
  readonly day: Day;
  /** Every document, counted or not. */
  readonly tallied: readonly Tallied[];
  readonly topics: readonly TopicState[];
  readonly cells: readonly Cell[];
  /** The counted domains; parts and total are their sums. */
  readonly domains: readonly Row[];
  readonly parts: readonly Row[];
  readonly total: Figures;
  /** Over the counted domains; their cells and documents sum to the total. The lead is none of them. */
  readonly tiers: readonly Row[];
  /** Domains that enter no total. */
  readonly uncounted: readonly Row[];
  /** The lead document's own cell, which is in no domain. */
  readonly lead: Fraction;
  /** Own documents in force that show all four traits. */
  readonly traits: Fraction;
}

export function coverageOf(registry: Registry, day: Day, unsound: Unsound = new Set()): Coverage {
  const { tallied, byTopic, byCell, traits } = sorted(registry, day, unsound);
  const topics = topicStates(registry, byTopic);
  const cells = cellsOf(registry, byCell);
  const rows = (isCounted: boolean): readonly Row[] =>
    registry.vocabulary.taxonomy.domains
      .filter(({ id }) => isCountedDomain(registry, id) === isCounted)
      .map(({ id }) =>
        rowOf(
          id,
          topics.filter(isOfDomain(id)),
          cells.filter(({ domain }) => domain.id === id),
        ),
      );
  const domains = rows(true);
  const lead = registry.byId.get(registry.vocabulary.taxonomy.lead);
  return {
    registry,
    day,
    tallied,
    topics,
    cells,
    domains,
    parts: partRows(registry, domains),
    total: totalOf(domains),
    tiers: domainTiers(registry).map((tier) =>
      rowOf(
        tier,
        [],
        cells.filter((cell) => cell.isCounted && cell.tier === tier),
      ),
    ),
    uncounted: rows(false),
    lead: { count: lead !== undefined && isInForce(tallyOf(registry, lead, day, unsound)) ? 1 : 0, of: 1 },
    traits,
  };
}

/** Every document, in the registry's order, and those under each topic and each cell that they name. */
interface Sorted extends Pick<Coverage, 'tallied' | 'traits'> {
  readonly byTopic: ReadonlyMap<string, Readonly<Record<Dealing, readonly Tallied[]>>>;
  readonly byCell: ReadonlyMap<Tier, ReadonlyMap<string, Pick<Cell, 'documents' | 'others'>>>;
}

type Dealing = 'own' | 'upper' | 'inProgress' | 'others';

/** One pass for all that is asked: of very many documents, going to each costs more than asking it. */
function sorted(registry: Registry, day: Day, unsound: Unsound): Sorted {
  const { domains, topics } = registry.vocabulary.taxonomy;
  const none = (): Record<Dealing, Tallied[]> => ({ own: [], upper: [], inProgress: [], others: [] });
  const byTopic = new Map(topics.map(({ id }) => [id, none()]));
  const ofTier = (): Map<string, Record<'documents' | 'others', Tallied[]>> =>
    new Map(domains.map(({ id }) => [id, { documents: [], others: [] }]));
  const byCell = new Map(domainTiers(registry).map((tier) => [tier, ofTier()]));
  const traits = { count: 0, of: 0 };
  const tallied = registry.documents.map((document) => {
    const each = tallyOf(registry, document, day, unsound);
    const counts = isInForce(each);
    const how = document.topics.length === 0 ? undefined : dealingOf(each, day);
    if (how !== undefined) for (const topic of withoutRepeats(document.topics)) byTopic.get(topic)?.[how].push(each);
    const cells = document.rank && byCell.get(document.rank.tier);
    for (const domain of cellDomains(registry, document)) cells?.get(domain)?.[counts ? 'documents' : 'others'].push(each);
    if (counts && each.isOwn) {
      traits.of += 1;
      if (document.showsTraits) traits.count += 1;
    }
    return each;
  });
  return { tallied, byTopic, byCell, traits };
}

/** The id of the row of domains that belong to no part. */
export const noPart = '';

/** Each part as the sum of its domains, and what belongs to none, so that the rows sum to the total. */
function partRows({ vocabulary }: Registry, domains: readonly Row[]): readonly Row[] {
  const ids = vocabulary.taxonomy.parts.map(({ id }) => id);
  const isLoose = domains.some(({ id }) => partOf(vocabulary, id) === noPart);
  return [...ids, ...(isLoose ? [noPart] : [])].map((id) => ({
    id,
    ...totalOf(domains.filter((row) => partOf(vocabulary, row.id) === id)),
  }));
}

export function partOf({ taxonomy, domains }: Vocabulary, domain: string): string {
  return taxonomy.parts.find(({ id }) => id === domains.get(domain)?.part)?.id ?? noPart;
}

/** Every topic, in the taxonomy's order, those of uncounted domains too. */
function topicStates(registry: Registry, byTopic: Sorted['byTopic']): readonly TopicState[] {
  return registry.vocabulary.taxonomy.topics.map((topic, index) => {
    const { own = [], upper = [], inProgress = [], others = [] } = byTopic.get(topic.id) ?? {};
    const state = own.length > 0 ? 'own' : upper.length > 0 ? 'upper' : inProgress.length > 0 ? 'in-progress' : 'gap';
    return { topic, index, isCounted: isCountedDomain(registry, topic.domain), state, own, upper, inProgress, others };
  });
}

/** How a document deals with the topics that it names; undefined where it only will one day. */
function dealingOf(tallied: Tallied, day: Day): Dealing | undefined {
  if (isInForce(tallied)) return tallied.isOwn ? 'own' : 'upper';
  return isInProgress(tallied, day) ? 'inProgress' : isAside(tallied) ? 'others' : undefined;
}

/** Every domain against every tier but the lead, in the taxonomy's order, uncounted domains too. */
function cellsOf(registry: Registry, byCell: Sorted['byCell']): readonly Cell[] {
  const tiers = domainTiers(registry);
  return registry.vocabulary.taxonomy.domains.flatMap((domain, index) =>
    tiers.map((tier): Cell => {
      const { documents = [], others = [] } = byCell.get(tier)?.get(domain.id) ?? {};
      const state = isApplicable(domain, tier) ? (documents.length > 0 ? 'filled' : 'empty') : 'not-applicable';
      return { domain, index, tier, isCounted: isCountedDomain(registry, domain.id), state, documents, others };
    }),
  );
}

/** The tiers that each domain has a cell of. */
export function domainTiers({ vocabulary }: Registry): readonly Tier[] {
  return vocabulary.taxonomy.tiers.map(({ id }) => id).filter((id) => id !== 'lead');
}

/** Whether a document fills the cell, or in the own view an own one. */
export function isFilled({ state, documents }: Cell, view: LevelView): boolean {
  return state === 'filled' && (view === 'any' || documents.some(({ isOwn }) => isOwn));
}

/** The filled ones of those that apply. */
export function filledOf(cells: readonly Cell[], view: LevelView): Fraction {
  return {
    count: cells.filter((cell) => isFilled(cell, view)).length,
    of: cells.filter(({ state }) => state !== 'not-applicable').length,
  };
}

function isOfDomain(id: string): (state: TopicState) => boolean {
  return ({ topic }) => topic.domain === id;
}

function rowOf(id: string, topics: readonly TopicState[], cells: readonly Cell[]): Row {
  const own = topics.filter(({ state }) => state === 'own').length;
  const covered = own + topics.filter(({ state }) => state === 'upper').length;
  const applicable = cells.filter(({ state }) => state !== 'not-applicable');
  const sum = (numberOf: (cell: Cell) => number): number => applicable.reduce((all, cell) => all + numberOf(cell), 0);
  return {
    id,
    topics: { count: covered, of: topics.length },
    ownTopics: { count: own, of: topics.length },
    inProgress: topics.filter(({ state }) => state === 'in-progress').length,
    cells: filledOf(cells, 'any'),
    ownCells: filledOf(cells, 'own'),
    notApplicable: cells.length - applicable.length,
    documents: sum(({ documents }) => documents.length),
    ownDocuments: sum(({ documents }) => documents.filter(({ isOwn }) => isOwn).length),
  };
}

function totalOf(rows: readonly Figures[]): Figures {
  const fractions = (figure: 'topics' | 'ownTopics' | 'cells' | 'ownCells'): Fraction => sumOf(rows.map((row) => row[figure]));
  const numbers = (figure: 'inProgress' | 'notApplicable' | 'documents' | 'ownDocuments'): number =>
    rows.reduce((sum, row) => sum + row[figure], 0);
  return {
    topics: fractions('topics'),
    ownTopics: fractions('ownTopics'),
    inProgress: numbers('inProgress'),
    cells: fractions('cells'),
    ownCells: fractions('ownCells'),
    notApplicable: numbers('notApplicable'),
    documents: numbers('documents'),
    ownDocuments: numbers('ownDocuments'),
  };
}

/** The topics that count as covered, and the cells that count as filled, in a view. */
export function seen(figures: Figures, view: LevelView): { readonly topics: Fraction; readonly cells: Fraction } {
  return view === 'own' ? { topics: figures.ownTopics, cells: figures.ownCells } : { topics: figures.topics, cells: figures.cells };
}
