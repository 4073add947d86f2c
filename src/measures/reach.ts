// Conditions that ask for a coverage figure: how far it is, and since when it has been that far.
import type { Day } from '../registry/day.ts';
import type { CoverageCondition } from '../registry/plan.ts';
import type { Registry } from '../registry/registry.ts';
import type { Topic } from '../registry/taxonomy.ts';
import { isOver, type Tallied } from './counted.ts';
import { type Cell, type Coverage, type Figures, partOf } from './coverage.ts';
import { type Fraction, needed } from './fraction.ts';
import { earlier, inForceOf, startOf } from './standing.ts';
import { type Asked, compareDays, nothing, numberOf, type Verdict } from './verdict.ts';

export function judgeCoverage(asked: Asked, condition: CoverageCondition, due: Day): Verdict {
  const { registry, isWhole } = asked;
  const scope = scopeOf(asked, condition.coverage);
  const fraction = scope.fraction;
  const percent = numberOf(registry, condition.at_least);
  // Nothing to cover is neither covered nor missing.
  const isAsked = fraction.of > 0 && percent !== undefined;
  const want = isAsked ? needed(fraction.of, { count: percent, of: 100 }) : fraction.of;
  const isMet = isAsked && fraction.count >= want;
  return {
    ...nothing,
    condition,
    isMet,
    metOn: isMet ? firstDayOf(asked, scope.slots, { want, due }) : undefined,
    isKnown: isMet || (isAsked && isWhole),
    isBegun: fraction.count > 0,
    progress: { have: fraction.count, want },
    documents: () => [...new Set(scope.slots.flatMap(({ filling }) => filling))].map(({ document }) => ({ document, day: undefined })),
    missing: isMet || !isAsked ? [] : [{ short: want - fraction.count, ...scope.missing }],
  };
}

interface Scope {
  readonly fraction: Fraction;
  /** Each topic or cell that is asked for. */
  readonly slots: readonly Slot[];
  readonly missing:
    | { readonly kind: 'topics'; readonly topics: readonly Topic[] }
    | { readonly kind: 'cells'; readonly cells: readonly Cell[] };
}

/** What fills a topic or a cell on the day, and what else may have filled it before. */
interface Slot {
  readonly filling: readonly Tallied[];
  readonly others: readonly Tallied[];
}

function scopeOf({ registry, coverage }: Asked, { figure, domain, part }: CoverageCondition['coverage']): Scope {
  const { cells: allCells, topics: allTopics, ...rows } = coverage();
  const figures = figuresOf(rows, domain, part);
  const isOfScope = (id: string, isCounted: boolean): boolean =>
    domain !== undefined ? id === domain : isCounted && (part === undefined || partOf(registry.vocabulary, id) === part);
  if (figure === 'cells') {
    const cells = allCells.filter((cell) => cell.state !== 'not-applicable' && isOfScope(cell.domain.id, cell.isCounted));
    return {
      fraction: figures?.cells ?? { count: 0, of: 0 },
      slots: cells.map(({ documents, others }) => ({ filling: documents, others })),
      missing: { kind: 'cells', cells: cells.filter(({ state }) => state === 'empty') },
    };
  }
  const isOwnOnly = figure === 'own-topics';
  const topics = allTopics.filter(({ topic, isCounted }) => isOfScope(topic.domain, isCounted));
  return {
    fraction: (isOwnOnly ? figures?.ownTopics : figures?.topics) ?? { count: 0, of: 0 },
    slots: topics.map(({ own, upper, others }) => ({
      filling: isOwnOnly ? own : [...own, ...upper],
      others: isOwnOnly ? others.filter(({ isOwn }) => isOwn) : others,
    })),
    missing: {
      kind: 'topics',
      topics: topics.filter(({ state }) => state !== 'own' && (isOwnOnly || state !== 'upper')).map(({ topic }) => topic),
    },
  };
}

function figuresOf(
  coverage: Pick<Coverage, 'domains' | 'uncounted' | 'parts' | 'total'>,
  domain: string | undefined,
  part: string | undefined,
): Figures | undefined {
  if (domain !== undefined) return [...coverage.domains, ...coverage.uncounted].find(({ id }) => id === domain);
  return part !== undefined ? coverage.parts.find(({ id }) => id === part) : coverage.total;
}

/**
 * The first day on which so many slots were filled: one pass over the days on which anything changes. What was so
 * before the plan began counts from its start, or from the due day where that is earlier: what was reached once and
 * lost long before is no reason to be on time. Undefined where it was always so, for all that is known.
 */
function firstDayOf(
  { registry, plan, day }: Asked,
  slots: readonly Slot[],
  { want, due }: { readonly want: number; readonly due: Day },
): Day | undefined {
  const from = due < plan.period.start ? due : plan.period.start;
  const start = day < from ? '' : from;
  const turns = slots.flatMap((slot, index) => turnsOf(registry, slot, start).map((turn) => ({ ...turn, slot: index })));
  turns.sort((a, b) => compareDays(a.on, b.on));
  const held = slots.map(() => 0);
  let filled = 0;
  for (const [index, { on, slot, by }] of turns.entries()) {
    const before = held[slot] ?? 0;
    held[slot] = before + by;
    if (before === 0) filled += 1;
    else if (before + by === 0) filled -= 1;
    if (filled >= want && turns[index + 1]?.on !== on) return on === '' ? undefined : on;
  }
  return undefined;
}

/** A day from which one document more, or one less, fills a slot. */
interface Turn {
  readonly on: Day;
  readonly by: 1 | -1;
}

/** From the start on, as far as they matter: from the day on which the oldest of what fills it still took effect it has been filled. */
function turnsOf(registry: Registry, { filling, others }: Slot, start: Day): readonly Turn[] {
  let since: Day | undefined;
  for (const { document } of filling) {
    since = earlier(since, startOf(document)?.day);
    if (since !== undefined && since <= start) return [{ on: start, by: 1 }];
  }
  const turns: Turn[] = since === undefined ? [] : [{ on: since, by: 1 }];
  for (const { document } of others.filter(isOver)) {
    const stretch = inForceOf(registry, document);
    if (stretch?.end === undefined || stretch.end <= start || (since !== undefined && stretch.from >= since)) continue;
    turns.push({ on: stretch.from > start ? stretch.from : start, by: 1 }, { on: stretch.end, by: -1 });
  }
  return turns;
}
