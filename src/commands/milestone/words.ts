// How the state of the plan is said to a person.
import type { Text } from '../../diagnostic.ts';
import type { ItemState, ItemStatus, PhaseStatus } from '../../measures/milestone.ts';
import { type Missing, numberOf, type Verdict } from '../../measures/verdict.ts';
import { titleOf } from '../../registry/document.ts';
import { type Condition, type CountCondition, type CoverageCondition, type Filter, innerOf } from '../../registry/plan.ts';
import type { Registry } from '../../registry/registry.ts';
import { kinds, type Term } from '../../registry/taxonomy.ts';
import { standings, standingWords } from '../../registry/words.ts';
import type { Tone, Toned } from '../../report.ts';
import { both, joined, plural, standingText } from '../words.ts';

export const stateWords: Readonly<Record<ItemState, Text>> = {
  met: { zh: '已完成', en: 'met' },
  partial: { zh: '部分完成', en: 'partial' },
  open: { zh: '未完成', en: 'open' },
  overdue: { zh: '逾期', en: 'overdue' },
  'no-evidence': { zh: '暂无佐证', en: 'no evidence' },
};

const stateTones: Readonly<Record<ItemState, Tone>> = {
  met: 'good',
  partial: 'fair',
  open: 'faint',
  overdue: 'bad',
  'no-evidence': 'poor',
};

type Timed = Pick<PhaseStatus, 'state' | 'metOn' | 'daysLeft' | 'daysLate'>;

/** The state with its days: `逾期 30 天`, `未完成，剩余 76 天`, `逾期 12 天完成`. */
export function timedText({ state, metOn, daysLeft, daysLate }: Timed): Text {
  const { zh, en } = stateWords[state];
  if (state === 'met') {
    if (daysLate !== undefined) return { zh: `逾期 ${daysLate} 天完成`, en: `${en}, ${plural(daysLate, 'day')} late` };
    return metOn === undefined ? { zh: `${zh}，日期不明`, en: `${en}, day unknown` } : { zh: `按期完成`, en: `${en} on time` };
  }
  if (daysLeft !== undefined) return { zh: `${zh}，剩余 ${daysLeft} 天`, en: `${en}, ${plural(daysLeft, 'day')} left` };
  if (state === 'overdue') return { zh: `${zh} ${daysLate ?? 0} 天`, en: `${en} by ${plural(daysLate ?? 0, 'day')}` };
  return { zh: `${zh}，超期 ${daysLate ?? 0} 天`, en: `${en}, due ${plural(daysLate ?? 0, 'day')} ago` };
}

/** What is striven for and not met has not failed. */
const striven: Text = { zh: '到期未实现', en: 'not met by its day' };

/** The state without its days. */
export function stateText(state: ItemState, isStriven: boolean): Text {
  return isStriven && state === 'overdue' ? striven : stateWords[state];
}

export function stateCell(status: Timed, isBestEffort = false): readonly Toned[] {
  return [{ text: shownState(status, isBestEffort), tone: stateTones[status.state] }];
}

/** The state with its days, and whether the item is best effort. */
export function shownState(status: Timed, isBestEffort: boolean): Text {
  const { zh, en } = isBestEffort && status.state === 'overdue' ? striven : timedText(status);
  return isBestEffort ? { zh: `力争：${zh}`, en: `best effort: ${en}` } : { zh, en };
}

/** Documents and evidence that meet an item. */
export function foundTexts({ documents, evidence, condition }: Verdict): readonly Text[] {
  // What fills a coverage figure is listed by `mlx coverage`; here it would be half the registry.
  const shown = hasCoverage(condition) ? [] : documents();
  return [
    ...shown.map(({ document, day }) => both(`${day ?? '????-??-??'} 《${titleOf(document)}》 ${document.id}`)),
    ...evidence.map(({ date, title, source }) => both(`${date} ${title} ${source}`)),
  ];
}

function hasCoverage(condition: Condition): boolean {
  return 'coverage' in condition || innerOf(condition).some(hasCoverage);
}

/** What is still missing, in a line each; documents that may count are named on lines of their own. */
export function missingTexts(registry: Registry, { missing }: Verdict): readonly Text[] {
  return missing.flatMap((each) => [
    missingText(registry, each),
    ...(each.kind === 'documents' ? each.possible.map((document) => both(`  《${titleOf(document)}》 ${document.id}`)) : []),
  ]);
}

/** The same where there is little room: a line each, and no names of what may count. */
export function missingInBrief(registry: Registry, { missing }: Verdict): readonly Text[] {
  return missing.map((each) => missingText(registry, each));
}

function missingText(registry: Registry, missing: Missing): Text {
  switch (missing.kind) {
    case 'evidence':
      return { zh: '尚缺佐证材料', en: 'evidence that it was done is missing' };
    case 'stage':
      return stageMissing(registry, missing);
    case 'documents': {
      const { short, possible } = missing;
      const rest =
        possible.length === 0
          ? { zh: '', en: '' }
          : {
              zh: `；另有 ${possible.length} 份责任处室或日期不详，可能计入`,
              en: `; ${possible.length} without an owner or a day may count`,
            };
      return { zh: `尚差 ${short} 份文件${rest.zh}`, en: `${plural(short, 'document')} short${rest.en}` };
    }
    case 'topics': {
      const { zh, en } = joined(missing.topics.map(({ title }) => title));
      const among = amongText(missing.short, missing.topics);
      return { zh: `尚差 ${missing.short} 项内容${among.zh}：${zh}`, en: `${plural(missing.short, 'topic')} short${among.en}: ${en}` };
    }
    case 'cells': {
      const titles = missing.cells.map(({ domain, tier }) => {
        const name = registry.vocabulary.taxonomy.tiers.find(({ id }) => id === tier)?.title ?? both(tier);
        return { zh: `${domain.title.zh}${name.zh}`, en: `${domain.title.en} ${name.en}` };
      });
      const { zh, en } = joined(titles);
      const among = amongText(missing.short, missing.cells);
      return { zh: `尚差 ${missing.short} 个格位${among.zh}：${zh}`, en: `${plural(missing.short, 'cell')} short${among.en}: ${en}` };
    }
  }
}

/** That fewer are wanted than are missing. */
function amongText(short: number, missing: readonly unknown[]): Text {
  return missing.length > short ? { zh: '，可从以下补齐', en: ', of these' } : { zh: '', en: '' };
}

function stageMissing(registry: Registry, { id, reached, standing, knownUntil }: Extract<Missing, { kind: 'stage' }>): Text {
  const document = registry.byId.get(id);
  const name = document === undefined ? id : `《${titleOf(document)}》`;
  const stage = stageText(registry, reached);
  if (standing === undefined) return { zh: `${name} 没有可用的记录`, en: `there is no usable record of ${name}` };
  const state = standingText({ ...standing, undated: false });
  const until =
    knownUntil === undefined
      ? { zh: '', en: '' }
      : { zh: `，状态只核实到 ${knownUntil}`, en: `, its status known only up to ${knownUntil}` };
  return {
    zh: `${name} 还没有“${stage.zh}”的记录（${state.zh}${until.zh}）`,
    en: `${name} is not recorded as ${stage.en.toLowerCase()} (${state.en}${until.en})`,
  };
}

/** A stage of any kind, or a standing, by its word. */
function stageText({ vocabulary }: Registry, word: string): Text {
  const stages = kinds.flatMap((kind) => vocabulary.taxonomy.stages[kind]);
  const standing = standings.find((each) => each === word);
  return stages.find(({ id }) => id === word)?.title ?? (standing === undefined ? both(word) : standingWords[standing]);
}

/** The condition in words, a line for each part, stepping in. */
export function conditionTexts(registry: Registry, verdict: Verdict, level = 0): readonly Text[] {
  const mark = verdict.isMet ? '✓' : verdict.isKnown ? '✗' : '?';
  const { have, want } = verdict.progress;
  const { zh, en } = conditionText(registry, verdict.condition);
  const indent = '  '.repeat(level);
  const line = { zh: `${indent}${mark} ${zh}（${have}/${want}）`, en: `${indent}${mark} ${en} (${have}/${want})` };
  return [line, ...verdict.inner.flatMap((each) => conditionTexts(registry, each, level + 1))];
}

function conditionText(registry: Registry, condition: Condition): Text {
  if ('document' in condition) {
    const stage = stageText(registry, condition.reached);
    const found = registry.byId.get(condition.document);
    const name = found === undefined ? condition.document : `《${titleOf(found)}》`;
    return { zh: `${name}达到“${stage.zh}”`, en: `${name} has reached “${stage.en}”` };
  }
  if ('count' in condition) return countText(registry, condition);
  if ('coverage' in condition) return coverageText(registry, condition);
  if ('evidence' in condition) return { zh: '有佐证材料', en: 'evidence that it was done' };
  return 'all' in condition ? { zh: '以下各项都达到', en: 'all of these' } : { zh: '以下任一项达到', en: 'any of these' };
}

function countText(registry: Registry, { count, reached, within, at_least: atLeast }: CountCondition): Text {
  const stage = stageText(registry, reached ?? 'in-force');
  const period = within ?? (reached === undefined ? undefined : registry.plan?.value.period);
  const span =
    period === undefined ? { zh: '', en: '' } : { zh: `${period.start} 至 ${period.end} `, en: ` from ${period.start} to ${period.end}` };
  const which = filterText(registry, count);
  const least = numberOf(registry, atLeast) ?? atLeast;
  return {
    zh: `${span.zh}达到“${stage.zh}”的${which.zh}至少 ${least} 份`,
    en: `at least ${least} of ${which.en} reached “${stage.en}”${span.en}`,
  };
}

function filterText({ vocabulary }: Registry, filter: Filter): Text {
  const { taxonomy } = vocabulary;
  const lists: readonly (readonly [readonly string[] | undefined, readonly Term[]])[] = [
    [filter.kind, taxonomy.kinds],
    [filter.rank, taxonomy.ranks],
    [filter.level, taxonomy.levels],
    [filter.tier, taxonomy.tiers],
    [filter.domain, taxonomy.domains],
    [filter.topic, taxonomy.topics],
  ];
  const parts = lists.flatMap(([words, terms]) => {
    const titles = words?.map((word) => terms.find(({ id }) => id === word)?.title ?? both(word));
    return titles === undefined ? [] : [{ zh: titles.map(({ zh }) => zh).join('或'), en: titles.map(({ en }) => en).join(' or ') }];
  });
  if (filter.owned === true) parts.push({ zh: '写明责任处室', en: 'with an owner' });
  return { zh: `文件（${parts.map(({ zh }) => zh).join('；')}）`, en: `documents (${parts.map(({ en }) => en).join('; ')})` };
}

function coverageText(registry: Registry, { coverage: { figure, domain, part }, at_least: atLeast }: CoverageCondition): Text {
  const { domains, parts } = registry.vocabulary.taxonomy;
  const least = numberOf(registry, atLeast) ?? atLeast;
  const scope = domains.find(({ id }) => id === domain)?.title ?? parts.find(({ id }) => id === part)?.title ?? { zh: '合计', en: 'total' };
  const name = {
    topics: { zh: '内容', en: 'topics' },
    'own-topics': { zh: '自有内容', en: 'own topics' },
    cells: { zh: '格位', en: 'cells' },
  }[figure];
  return { zh: `${scope.zh}${name.zh}覆盖率达到 ${least}%`, en: `${scope.en}: ${name.en} covered by ${least}%` };
}

export function isBestEffort({ item }: ItemStatus): boolean {
  return item.best_effort === true;
}
