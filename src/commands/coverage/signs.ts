// How far a topic is, in words and signs: bars, their legend, and sparklines.

import type { Text } from '../../diagnostic.ts';
import type { Figures, TopicCover } from '../../measures/coverage.ts';
import type { Tone, Toned } from '../../report.ts';
export const coverWords: Readonly<Record<TopicCover, Text>> = {
  own: { zh: '自有', en: 'own' },
  upper: { zh: '上级', en: 'upper' },
  'in-progress': { zh: '在办', en: 'in progress' },
  gap: { zh: '空缺', en: 'gap' },
};

export const coverTones: Readonly<Record<TopicCover, Tone>> = { own: 'good', upper: 'fair', 'in-progress': 'poor', gap: 'faint' };

export const signs: readonly (readonly [TopicCover, string])[] = [
  ['own', '█'],
  ['upper', '▒'],
  ['in-progress', '○'],
  ['gap', '·'],
];

/** `█自有 ▒上级 ○在办 ·空缺` */
export const legend: readonly Toned[] = signs.map(([cover, sign], index) => {
  const { zh, en } = coverWords[cover];
  const blank = index === 0 ? '' : ' ';
  return { text: { zh: `${blank}${sign}${zh}`, en: `${blank}${sign}${en}` }, tone: coverTones[cover] };
});

/** Where there are more topics than this, a sign stands for several. */
const longestBar = 24;

/**
 * A sign for each topic, the covered ones first. Where there are too many, signs are floored like percentages: full
 * only if all are covered, and none is lost that there is one of.
 */
export function barOf({ topics, ownTopics, inProgress }: Figures): readonly Toned[] {
  const counts: Readonly<Record<TopicCover, number>> = {
    own: ownTopics.count,
    upper: topics.count - ownTopics.count,
    'in-progress': inProgress,
    gap: topics.of - topics.count - inProgress,
  };
  const scaled = (count: number): number =>
    topics.of <= longestBar || count === 0 ? count : Math.max(1, Math.floor((count * longestBar) / topics.of));
  return signs.flatMap(([cover, sign]) =>
    counts[cover] === 0 ? [] : [{ text: sign.repeat(scaled(counts[cover])), tone: coverTones[cover] }],
  );
}

const steps = '▁▂▃▄▅▆▇█';

/** A step for each fraction: the highest only if all, the lowest only if none; a blank out of nothing. */
export function sparkline(fractions: readonly { readonly count: number; readonly of: number }[]): string {
  return fractions
    .map(({ count, of }) => {
      if (of === 0) return ' ';
      const share = count === 0 ? 0 : Math.max(1, Math.floor((count * (steps.length - 1)) / of));
      return steps[share] ?? '';
    })
    .join('');
}
