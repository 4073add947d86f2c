// Gaps: what is missing on a day, the most wanted first, and the nearest thing there is to fill each.
import type { Domain, Tier, Topic } from '../registry/taxonomy.ts';
import { isInProgress, type Tallied } from './counted.ts';
import { type Coverage, isFilled, type LevelView, type TopicState } from './coverage.ts';
import { type Fraction, isLess } from './fraction.ts';
import { startOf } from './standing.ts';
import { compareDays } from './verdict.ts';

/**
 * What there is instead. `project` is planned or under way · `upper` is in force and not one's own · `reference` is
 * another province's · `general` governs the whole field · `ended` was in force once · `unsound` has a faulty record ·
 * `alike` deals with the domain and, by its title, perhaps with the topic.
 */
export type NearKind = 'project' | 'upper' | 'reference' | 'general' | 'ended' | 'unsound' | 'alike';

export interface Near {
  readonly kind: NearKind;
  readonly tallied: Tallied;
}

/** A gap in the system: no lead document, a topic that nothing covers, or a cell without a document. */
export type Gap = {
  /** `false` for what enters no total. */
  readonly isCounted: boolean;
  readonly nearest: Near | undefined;
  readonly domain?: Domain;
} & (
  | { readonly kind: 'lead'; readonly tier: 'lead' }
  | { readonly kind: 'topic'; readonly topic: Topic }
  | { readonly kind: 'cell'; readonly domain: Domain; readonly tier: Tier }
);

/**
 * What no document in force covers, or in the own view no own one. In this order: what enters the total before what
 * does not, the lead before topics before cells (the plan names each topic, and draws the cells), what has no project
 * before what has one, the domain with the lower coverage first, then the taxonomy's order.
 */
export function gapsOf(coverage: Coverage, lead: string, view: LevelView): readonly Gap[] {
  const shares = new Map([...coverage.domains, ...coverage.uncounted].map((row) => [row.id, view === 'own' ? row.ownTopics : row.topics]));
  const gaps = [...leadGaps(coverage, lead), ...topicGaps(coverage, view), ...cellGaps(coverage, view)];
  return gaps
    .map((gap, index) => ({ gap, index }))
    .sort((a, b) => compareGaps(a.gap, b.gap, shares) || a.index - b.index)
    .map(({ gap }) => gap);
}

const kinds: readonly Gap['kind'][] = ['lead', 'topic', 'cell'];

function compareGaps(a: Gap, b: Gap, shares: ReadonlyMap<string, Fraction>): number {
  const hasProject = ({ nearest }: Gap): number => (nearest?.kind === 'project' ? 1 : 0);
  return (
    Number(b.isCounted) - Number(a.isCounted) ||
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
    hasProject(a) - hasProject(b) ||
    compareShares(shares.get(a.domain?.id ?? ''), shares.get(b.domain?.id ?? ''))
  );
}

function compareShares(a: Fraction | undefined, b: Fraction | undefined): number {
  if (a === undefined || b === undefined || a.of === 0 || b.of === 0) return 0;
  return isLess(a, b) ? -1 : isLess(b, a) ? 1 : 0;
}

function leadGaps({ tallied, lead, day }: Coverage, id: string): readonly Gap[] {
  if (lead.count > 0) return [];
  const found = tallied.filter(({ document }) => document.id === id);
  return [{ kind: 'lead', tier: 'lead', isCounted: true, nearest: nearestOf(found, day) }];
}

function topicGaps({ topics, cells, tallied, day }: Coverage, view: LevelView): readonly Gap[] {
  const domains = new Map(cells.map(({ domain }) => [domain.id, domain]));
  const missing = topics
    .filter(({ state }) => state !== 'own' && (view === 'own' || state !== 'upper'))
    .map((state) => ({ ...state, nearest: nearestTo(state, day) }));
  const alike = alikeTo(
    tallied,
    missing.filter(({ nearest }) => nearest === undefined).map(({ topic }) => topic),
  );
  return missing.map(({ topic, isCounted, nearest = alike.get(topic) }): Gap => {
    const domain = domains.get(topic.domain);
    return { kind: 'topic', ...(domain && { domain }), topic, isCounted, nearest };
  });
}

/** Of what deals with a topic, and does not cover it, the nearest. */
export function nearestTo({ topic, upper, inProgress, others }: TopicState, day: string): Near | undefined {
  const near = nearestOf([...inProgress, ...upper, ...others], day, topic.title.zh);
  // A general document that names the topic deals with it.
  return near?.kind === 'general' ? { ...near, kind: 'upper' } : near;
}

function cellGaps({ cells, tallied, day }: Coverage, view: LevelView): readonly Gap[] {
  const general = tallied.filter(({ reason }) => reason === 'all-domains');
  return cells
    .filter((cell) => cell.state !== 'not-applicable' && !isFilled(cell, view))
    .map(({ domain, tier, isCounted, documents, others }) => {
      const ofTier = general.filter(({ document }) => document.rank?.tier === tier);
      return { kind: 'cell', domain, tier, isCounted, nearest: nearestOf([...others, ...documents, ...ofTier], day) };
    });
}

/**
 * The nearest candidate. Of equals the one whose title has most of the wanted words, then the one with the fewest topics
 * and domains, then the newest, then the first.
 */
function nearestOf(candidates: readonly Tallied[], day: string, wanted = ''): Near | undefined {
  const words = pairsOf(wanted);
  let best: Near | undefined;
  for (const tallied of candidates) {
    const kind = nearKind(tallied, day);
    if (kind === undefined) continue;
    const near = { kind, tallied };
    if (best === undefined || compareNear(near, best, words) < 0) best = near;
  }
  return best;
}

/** What comes first decides, and little is asked of what is farther away: a title is looked at only where two are as near. */
function compareNear(a: Near, b: Near, words: readonly string[]): number {
  return (
    distance(a) - distance(b) ||
    sharedOf(b.tallied, words) - sharedOf(a.tallied, words) ||
    breadth(a) - breadth(b) ||
    compareDays(startDay(b.tallied), startDay(a.tallied))
  );
}

/** Fewer words in common are chance. */
const leastShared = 3;

/** Where nothing deals with a topic: the document of its domain whose title has most of its words. All topics in one pass. */
function alikeTo(tallied: readonly Tallied[], topics: readonly Topic[]): ReadonlyMap<Topic, Near> {
  if (topics.length === 0) return new Map();
  const searches = topics.map((topic) => ({ topic, words: pairsOf(topic.title.zh) }));
  const most = new Map<Topic, { readonly shared: number; readonly tallied: Tallied }>();
  for (const each of tallied) {
    const { domains } = each.document;
    for (const { topic, words } of searches) {
      if (domains === 'all' || !domains.includes(topic.domain)) continue;
      const shared = sharedOf(each, words);
      if (shared >= leastShared && shared > (most.get(topic)?.shared ?? 0)) most.set(topic, { shared, tallied: each });
    }
  }
  return new Map([...most].map(([topic, found]) => [topic, { kind: 'alike', tallied: found.tallied }]));
}

/** How many of the words stand in the document's title. */
function sharedOf({ document }: Tallied, words: readonly string[]): number {
  const { title = '' } = document;
  return words.reduce((shared, word) => (title.includes(word) ? shared + 1 : shared), 0);
}

/** Chinese has no blanks between words: two characters that stand together are the least that means something. */
function pairsOf(title: string): readonly string[] {
  return [...title].slice(1).map((character, index) => `${[...title][index]}${character}`);
}

function startDay({ document }: Tallied): string {
  return startOf(document)?.day ?? '';
}

/** Of documents for the whole field the one that says most of it is the nearest. */
function breadth({ kind, tallied: { document } }: Near): number {
  const { topics, domains } = document;
  return kind === 'general' ? -topics.length : topics.length + (domains === 'all' ? 0 : domains.length);
}

/** What is under way is nearest, then what is in force, what one had oneself, what others have, and what is over elsewhere. */
function distance({ kind, tallied }: Near): number {
  return kind === 'ended' && tallied.isOwn ? 1.5 : distances[kind];
}

const distances: Readonly<Record<NearKind, number>> = { project: 0, upper: 1, reference: 2, general: 3, ended: 4, unsound: 5, alike: 6 };

function nearKind(tallied: Tallied, day: string): NearKind | undefined {
  if (isInProgress(tallied, day)) return 'project';
  switch (tallied.reason) {
    case undefined:
    case 'uncounted-domain':
    case 'not-applicable':
      return 'upper';
    case 'all-domains':
      return 'general';
    case 'reference':
    case 'unsound':
      return tallied.reason;
    case 'superseded':
    case 'expired':
    case 'repealed':
      return 'ended';
    default:
      return undefined;
  }
}
