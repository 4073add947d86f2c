// Thresholds and the ratchet: what must hold for a merge request or a release, exactly and without rounding.
import { didYouMean, listed, type Text, UserError } from '../../diagnostic.ts';
import { coverageOf, type Figures, type Row, seen } from '../../measures/coverage.ts';
import { type Fraction, isLess, needed, parsePercent } from '../../measures/fraction.ts';
import { termMeantBy } from '../../registry/taxonomy.ts';
import type { Block } from '../../report.ts';
import { checkedAt, errorBlocks, errorData, groundOf } from '../sound.ts';
import { both, fractionText, plural } from '../words.ts';
import type { CoverageOptions } from './command.ts';
import { type Picture, partTitle, termTitle, title } from './view.ts';

export interface Gate {
  readonly isPassed: boolean;
  readonly says: Text;
  readonly data: object;
  /** What must be known of it. */
  readonly notes?: readonly Block[];
}

/** Those that were asked for, in the order in which they were. Throws UserError for a threshold that means nothing. */
export function gatesOf(picture: Picture, { failUnder = [], noDecreaseFrom = [] }: CoverageOptions): readonly Gate[] {
  return [...failUnder.map((given) => thresholdOf(picture, given)), ...noDecreaseFrom.flatMap((rev) => ratchetsOf(picture, rev))];
}

function thresholdOf(picture: Picture, given: string): Gate {
  const [, name, written = ''] = /^(?:(.*)=)?(.*)$/s.exec(given) ?? [];
  const percent = written.replace(/\s*%$/, '');
  const least = parsePercent(percent);
  if (least === undefined || name === '') {
    throw new UserError(
      { zh: `--fail-under ${given} 不是百分数`, en: `--fail-under ${given} is no percentage` },
      { zh: '写成 75，或 energy-conservation=75', en: 'write 75, or energy-conservation=75' },
    );
  }
  const { id, text, figures } =
    name === undefined || name === 'total' ? { id: 'total', text: title.total, figures: picture.coverage.total } : scopeOf(picture, name);
  const { topics } = seen(figures, picture.view);
  if (topics.of === 0) throw new UserError({ zh: `${text.zh}没有内容，无从计算`, en: `${text.en} has no topics to cover` });
  const short = Math.max(0, needed(topics.of, least) - topics.count);
  const view = picture.view === 'own' ? { zh: '自有', en: 'own ' } : { zh: '', en: '' };
  const head = { zh: `${text.zh}${view.zh}内容 ${fractionText(topics)}`, en: `${text.en}: ${view.en}topics ${fractionText(topics)}` };
  return {
    isPassed: short === 0,
    says:
      short === 0
        ? { zh: `${head.zh}，不低于 ${percent}%`, en: `${head.en}, not under ${percent}%` }
        : { zh: `${head.zh}，低于 ${percent}%，差 ${short} 项`, en: `${head.en}, under ${percent}%, ${plural(short, 'topic')} short` },
    data: { kind: 'fail-under', scope: id, atLeast: Number(percent), covered: topics.count, total: topics.of, short, passed: short === 0 },
  };
}

interface Scope {
  readonly id: string;
  readonly text: Text;
  readonly figures: Figures;
}

/** A domain or part, by its id, title or another name. */
function scopeOf({ coverage, vocabulary }: Picture, name: string): Scope {
  const { parts, domains } = vocabulary.taxonomy;
  const part = parts.find(({ id, title: { zh, en } }) => id === name || zh === name || en === name);
  const id = part?.id ?? termMeantBy(vocabulary, 'domain', name) ?? name;
  const figures = [...coverage.domains, ...coverage.uncounted, ...coverage.parts].find((row) => row.id === id);
  if (figures !== undefined) return { id, text: termTitle([...domains, ...parts], id), figures };
  const known = [...parts, ...domains].map((term) => term.id);
  const choices = listed(known);
  throw new UserError(
    { zh: `没有方面或部分 ${name}`, en: `there is no domain or part ${name}` },
    didYouMean(name, known) ?? { zh: `可用的：${choices.zh}`, en: `known: ${choices.en}` },
  );
}

/**
 * Every figure that a revision had, of the total, the parts and the domains, held against the same figure now, on the
 * same day; and no domain leaves the count.
 */
function ratchetsOf({ coverage, vocabulary, input }: Picture, rev: string): readonly Gate[] {
  const ground = groundOf(input, { checked: checkedAt(input, rev, input.day), rev });
  const before = coverageOf(ground.registry, input.day, ground.unsound);
  const { parts, domains, tiers } = vocabulary.taxonomy;
  const pairs = (was: readonly Row[], now: readonly Row[], titleOf: (id: string) => Text): readonly Pair[] =>
    was.map((row) => ({ scope: row.id, text: titleOf(row.id), was: row, now: now.find(({ id }) => id === row.id) }));
  const domainTitle = (id: string): Text => termTitle(domains, id);
  const counted = pairs(before.domains, coverage.domains, domainTitle);
  const all: readonly Pair[] = [
    { scope: 'total', text: title.total, was: before.total, now: coverage.total },
    ...pairs(before.parts, coverage.parts, (id) => partTitle(parts, id)),
    ...counted,
    ...pairs(before.uncounted, [...coverage.uncounted, ...coverage.domains], domainTitle),
  ];
  const lead: Fallen = { scope: 'lead', text: termTitle(tiers, 'lead'), figure: 'lead', was: before.lead, now: coverage.lead };
  const fallen = [lead, ...all.flatMap(figuresBetween)].filter(({ was, now }) => isLess(now, was));
  const missed = [
    ...counted.filter(({ now }) => now === undefined).map((pair) => goneGate(pair, rev)),
    ...fallen.map((each) => fallenGate(each, rev)),
  ];
  const [faulty, notes] = [errorData(ground), errorBlocks(ground, rev)];
  const says = { zh: `与 ${rev} 相比，没有一项下降`, en: `no figure is lower than at ${rev}` };
  const gates = missed.length > 0 ? missed : [{ isPassed: true, says, data: { kind: 'no-decrease', from: rev, passed: true } }];
  return gates.map((gate) => ({ ...gate, notes, data: { ...gate.data, ...faulty } }));
}

/** The figures of a scope at the revision, and now where it is still counted as it was. */
interface Pair {
  readonly scope: string;
  readonly text: Text;
  readonly was: Figures;
  readonly now: Figures | undefined;
}

function goneGate({ scope, text }: Pair, rev: string): Gate {
  return {
    isPassed: false,
    says: { zh: `${text.zh}在 ${rev} 计入合计，现在不计入`, en: `${text.en}: counted at ${rev}, and no longer` },
    data: { kind: 'no-decrease', from: rev, scope, figure: 'counted', passed: false },
  };
}

interface Fallen {
  readonly scope: string;
  readonly text: Text;
  readonly figure: 'topics' | 'ownTopics' | 'cells' | 'ownCells' | 'lead';
  readonly was: Fraction;
  readonly now: Fraction;
}

const figureWords: Readonly<Record<Fallen['figure'], Text>> = {
  topics: { zh: '内容', en: 'topics' },
  ownTopics: { zh: '自有内容', en: 'own topics' },
  cells: { zh: '格位', en: 'cells' },
  ownCells: { zh: '自有格位', en: 'own cells' },
  lead: both(''),
};

function figuresBetween({ scope, text, was, now }: Pair): readonly Fallen[] {
  if (now === undefined) return [];
  return (['topics', 'ownTopics', 'cells', 'ownCells'] as const).map((figure) => ({
    scope,
    text,
    figure,
    was: was[figure],
    now: now[figure],
  }));
}

function fallenGate({ scope, text, figure, was, now }: Fallen, rev: string): Gate {
  const name = figureWords[figure];
  return {
    isPassed: false,
    says: {
      zh: `${text.zh}${name.zh} ${fractionText(now)}，低于 ${rev} 的 ${fractionText(was)}`,
      en: `${text.en}: ${name.en} ${fractionText(now)}, down from ${fractionText(was)} at ${rev}`,
    },
    data: {
      kind: 'no-decrease',
      from: rev,
      scope,
      figure,
      was: { count: was.count, of: was.of },
      now: { count: now.count, of: now.of },
      passed: false,
    },
  };
}

export function gateBlocks(gates: readonly Gate[]): readonly Block[] {
  const marks = { passed: { zh: '达到：', en: 'held: ' }, missed: { zh: '未达到：', en: 'missed: ' } };
  // Several gates of one revision have the same notes.
  const notes = new Set(gates.flatMap((gate) => gate.notes ?? []));
  const verdicts = gates.map(({ isPassed, says }): Block => {
    const mark = isPassed ? marks.passed : marks.missed;
    return { kind: 'paragraph', text: [{ text: { zh: mark.zh + says.zh, en: mark.en + says.en }, tone: isPassed ? 'good' : 'bad' }] };
  });
  return [...notes, ...verdicts];
}

export function gateData(gates: readonly Gate[]): object {
  return gates.length === 0 ? {} : { gates: gates.map(({ data }) => data) };
}

/** What was missed, for the error stream: a format without room for it still says why the run failed. */
export function gateNotice(gates: readonly Gate[]): Text | undefined {
  const missed = gates.filter(({ isPassed }) => !isPassed).map(({ says }) => says);
  if (missed.length === 0) return undefined;
  return { zh: missed.map(({ zh }) => zh).join('；'), en: missed.map(({ en }) => en).join('; ') };
}
