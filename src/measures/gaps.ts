// Gaps: what is missing on a day, the most wanted first, and the nearest thing there is to fill each.
import type { Domain, Tier, Topic } from '../registry/taxonomy.ts';
import { isInProgress, type Tallied } from './counted.ts';
import type { Cell, Coverage, LevelView, TopicState } from './coverage.ts';
import { type Fraction, isLess } from './fraction.ts';
import { startOf } from './standing.ts';

/**
 * What there is instead. `project` is planned or under way · `upper` is in force and not one's own · `reference` is
 * another province's · `general` governs the whole field · `ended` was in force once · `unsound` has a faulty record.
 */
export type NearKind = 'project' | 'upper' | 'reference' | 'general' | 'ended' | 'unsound';

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
  const byId = new Map(tallied.map((each) => [each.document.id, each]));
  return topics
    .filter(({ state }) => state !== 'own' && (view === 'own' || state !== 'upper'))
    .map((state): Gap => {
      const { topic, isCounted } = state;
      const domain = domains.get(topic.domain);
      const near = nearestOf(dealingWith(state, byId), day);
      // A general document that names the topic deals with it.
      const nearest: Near | undefined = near?.kind === 'general' ? { ...near, kind: 'upper' } : near;
      return { kind: 'topic', ...(domain && { domain }), topic, isCounted, nearest };
    });
}

function dealingWith({ upper, inProgress, others }: TopicState, byId: ReadonlyMap<string, Tallied>): readonly Tallied[] {
  return [...[...inProgress, ...upper].flatMap(({ id }) => byId.get(id) ?? []), ...others];
}

function cellGaps({ cells, tallied, day }: Coverage, view: LevelView): readonly Gap[] {
  const general = tallied.filter(({ reason }) => reason === 'all-domains');
  const isFilled = ({ documents }: Cell): boolean => documents.some(({ isOwn }) => view === 'any' || isOwn);
  return cells
    .filter((cell) => cell.state !== 'not-applicable' && !isFilled(cell))
    .map(({ domain, tier, isCounted, documents, others }) => {
      const ofTier = general.filter(({ document }) => document.rank?.tier === tier);
      return { kind: 'cell', domain, tier, isCounted, nearest: nearestOf([...others, ...documents, ...ofTier], day) };
    });
}

/** The nearest candidate; of equals the one with the fewest topics and domains, then the newest, then the first. */
function nearestOf(candidates: readonly Tallied[], day: string): Near | undefined {
  let best: Near | undefined;
  for (const tallied of candidates) {
    const kind = nearKind(tallied, day);
    if (kind !== undefined && (best === undefined || isNearer({ kind, tallied }, best))) best = { kind, tallied };
  }
  return best;
}

function isNearer(a: Near, b: Near): boolean {
  const [nearer, narrower] = [distance(a) - distance(b), breadth(a) - breadth(b)];
  return nearer !== 0 ? nearer < 0 : narrower !== 0 ? narrower < 0 : startDay(a) > startDay(b);
}

function breadth({ tallied: { document } }: Near): number {
  return document.topics.length + (document.domains === 'all' ? 1_000 : document.domains.length);
}

function startDay({ tallied: { document } }: Near): string {
  return startOf(document.record)?.day ?? '';
}

/** What is under way is nearest, then what is in force, what one had oneself, what others have, and what is over elsewhere. */
function distance({ kind, tallied }: Near): number {
  if (kind === 'ended' && tallied.isOwn) return 1.5;
  return (['project', 'upper', 'reference', 'general', 'ended', 'unsound'] as const).indexOf(kind);
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
