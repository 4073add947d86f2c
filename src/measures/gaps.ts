// Gaps: what is missing on a day, the most wanted first, and the nearest thing there is to fill each.
import type { Domain, Tier, Topic } from '../registry/taxonomy.ts';
import { isInProgress, type Tallied } from './counted.ts';
import { type Coverage, isFilled, type LevelView } from './coverage.ts';
import { type Fraction, isLess } from './fraction.ts';
import { startOf } from './standing.ts';

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

export interface Gap {
  readonly kind: 'lead' | 'topic' | 'cell';
  readonly domain?: Domain;
  readonly tier?: Tier;
  readonly topic?: Topic;
  /** `false` for what enters no total. */
  readonly isCounted: boolean;
  readonly nearest: Near | undefined;
}

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
  return topics
    .filter(({ state }) => state !== 'own' && (view === 'own' || state !== 'upper'))
    .map(({ topic, isCounted, upper, inProgress, others }): Gap => {
      const domain = domains.get(topic.domain);
      const near = nearestOf([...inProgress, ...upper, ...others], day, topic.title.zh) ?? alikeOf(tallied, topic);
      // A general document that names the topic deals with it.
      const nearest: Near | undefined = near?.kind === 'general' ? { ...near, kind: 'upper' } : near;
      return { kind: 'topic', ...(domain && { domain }), topic, isCounted, nearest };
    });
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
  const order = (near: Near): readonly number[] => {
    const newest = Number(startDay(near.tallied).replaceAll('-', ''));
    return [distance(near), -sharedOf(near.tallied, words), breadth(near), -newest];
  };
  let best: { readonly near: Near; readonly order: readonly number[] } | undefined;
  for (const tallied of candidates) {
    const kind = nearKind(tallied, day);
    if (kind === undefined) continue;
    const near = { kind, tallied };
    const held = { near, order: order(near) };
    if (best === undefined || isBefore(held.order, best.order)) best = held;
  }
  return best?.near;
}

/** Fewer words in common are chance. */
const leastShared = 3;

/** Where nothing deals with a topic: the document of its domain whose title has most of its words. */
function alikeOf(tallied: readonly Tallied[], { title, domain }: Topic): Near | undefined {
  const words = pairsOf(title.zh);
  const ofDomain = tallied.filter(({ document: { domains } }) => domains !== 'all' && domains.includes(domain));
  const most = ofDomain.reduce((best, each) => Math.max(best, sharedOf(each, words)), leastShared);
  const found = ofDomain.find((each) => sharedOf(each, words) === most);
  return found && { kind: 'alike', tallied: found };
}

/** How many of the words stand in the document's title. */
function sharedOf({ document }: Tallied, words: readonly string[]): number {
  return words.filter((pair) => document.record.title?.includes(pair)).length;
}

/** Chinese has no blanks between words: two characters that stand together are the least that means something. */
function pairsOf(title: string): readonly string[] {
  return [...title].slice(1).map((character, index) => `${[...title][index]}${character}`);
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((each, index) => each !== b[index]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
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
  if (kind === 'ended' && tallied.isOwn) return 1.5;
  return (['project', 'upper', 'reference', 'general', 'ended', 'unsound', 'alike'] as const).indexOf(kind);
}

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
