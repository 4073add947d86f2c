// Conditions that ask for a coverage figure: how far it is, and since when it has been that far.
import type { Day } from '../registry/day.ts';
import type { Document } from '../registry/document.ts';
import type { Condition } from '../registry/plan.ts';
import { isOwnLevel, type Topic } from '../registry/taxonomy.ts';
import { cellDomains } from './counted.ts';
import { type Cell, type Coverage, type Figures, partOf } from './coverage.ts';
import { type Fraction, needed } from './fraction.ts';
import { inForceOf } from './standing.ts';
import { type Asked, compareDays, nothing, numberOf, type Verdict } from './verdict.ts';

type CoverageCondition = NonNullable<Condition['coverage']>;

export function judgeCoverage(asked: Asked, condition: Condition, wanted: CoverageCondition, due: Day): Verdict {
  const { registry, isWhole } = asked;
  const scope = scopeOf(asked, wanted);
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
    documents: scope.documents.map((document) => ({ document, day: undefined })),
    missing: isMet || !isAsked ? [] : [{ short: want - fraction.count, ...scope.missing }],
  };
}

interface Scope {
  readonly fraction: Fraction;
  /** For each topic or cell, the documents that could ever fill it. */
  readonly slots: readonly (readonly Document[])[];
  /** What fills it on the day. */
  readonly documents: readonly Document[];
  readonly missing:
    | { readonly kind: 'topics'; readonly topics: readonly Topic[] }
    | { readonly kind: 'cells'; readonly cells: readonly Cell[] };
}

function scopeOf(asked: Asked, { figure, domain, part }: CoverageCondition): Scope {
  const { registry, unsound } = asked;
  const coverage = asked.coverage();
  const figures = figuresOf(coverage, domain, part);
  const isOfScope = (id: string, isCounted: boolean): boolean =>
    domain !== undefined ? id === domain : isCounted && (part === undefined || partOf(registry.vocabulary, id) === part);
  const usable = registry.documents.filter(({ id, rank, record }) => rank !== undefined && record.reference !== true && !unsound.has(id));
  if (figure === 'cells') {
    const cells = coverage.cells.filter((cell) => cell.state !== 'not-applicable' && isOfScope(cell.domain.id, cell.isCounted));
    return {
      fraction: figures?.cells ?? { count: 0, of: 0 },
      slots: cells.map((cell) =>
        usable.filter((document) => document.rank?.tier === cell.tier && cellDomains(registry, document).includes(cell.domain.id)),
      ),
      documents: [...new Set(cells.flatMap(({ documents }) => documents.map(({ document }) => document)))],
      missing: { kind: 'cells', cells: cells.filter(({ state }) => state === 'empty') },
    };
  }
  const isOwnOnly = figure === 'own-topics';
  const topics = coverage.topics.filter(({ topic, isCounted }) => isOfScope(topic.domain, isCounted));
  const isEligible = ({ rank }: Document): boolean => !isOwnOnly || (rank !== undefined && isOwnLevel(registry.vocabulary, rank.level));
  return {
    fraction: (isOwnOnly ? figures?.ownTopics : figures?.topics) ?? { count: 0, of: 0 },
    slots: topics.map(({ topic }) => usable.filter((document) => document.topics.includes(topic.id) && isEligible(document))),
    documents: [...new Set(topics.flatMap(({ own, upper }) => (isOwnOnly ? own : [...own, ...upper])))],
    missing: {
      kind: 'topics',
      topics: topics.filter(({ state }) => state !== 'own' && (isOwnOnly || state !== 'upper')).map(({ topic }) => topic),
    },
  };
}

function figuresOf(coverage: Coverage, domain: string | undefined, part: string | undefined): Figures | undefined {
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
  slots: Scope['slots'],
  { want, due }: { readonly want: number; readonly due: Day },
): Day | undefined {
  const from = due < plan.period.start ? due : plan.period.start;
  const start = day < from ? '' : from;
  const turns = slots.flatMap((documents, slot) =>
    documents.flatMap((document) => {
      const stretch = inForceOf(registry, document);
      if (stretch === undefined) return [];
      const begins = { on: stretch.from > start ? stretch.from : start, slot, by: 1 };
      if (stretch.end === undefined) return [begins];
      return stretch.end <= start ? [] : [begins, { on: stretch.end, slot, by: -1 }];
    }),
  );
  turns.sort((a, b) => compareDays(a.on, b.on));
  const held = slots.map(() => 0);
  let filled = 0;
  for (const [index, { on, slot, by }] of turns.entries()) {
    if (on > day) return undefined;
    const before = held[slot] ?? 0;
    held[slot] = before + by;
    if (before === 0) filled += 1;
    else if (before + by === 0) filled -= 1;
    if (filled >= want && turns[index + 1]?.on !== on) return on === '' ? undefined : on;
  }
  return undefined;
}
