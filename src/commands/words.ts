// The words in which commands name fields, standings and kinds to a person.
import type { Text } from '../diagnostic.ts';
import type { Reason } from '../measures/counted.ts';
import { type Fraction, percentOf } from '../measures/fraction.ts';
import type { Standing } from '../measures/standing.ts';
import type { Document } from '../registry/document.ts';
import type { Vocabulary } from '../registry/taxonomy.ts';
import { standingWords } from '../registry/words.ts';

export function standingText({ state, undated }: Standing): Text {
  const { zh, en } = standingWords[state];
  return undated ? { zh: `${zh}（无日期）`, en: `${en} (undated)` } : { zh, en };
}

/** The rank's title, with a mark on documents that are kept for reference alone. */
export function rankText(document: Document): Text {
  const { rank, rankWord = '', isReference } = document;
  const title = rank?.title ?? { zh: rankWord, en: rankWord };
  return isReference ? { zh: `${title.zh}（参考）`, en: `${title.en} (reference)` } : title;
}

export function domainsText(vocabulary: Vocabulary, domains: 'all' | readonly string[]): Text {
  if (domains === 'all') return { zh: '全领域', en: 'all domains' };
  return joined(domains.map((id) => vocabulary.domains.get(id)?.title ?? { zh: id, en: id }));
}

export function joined(texts: readonly Text[]): Text {
  return { zh: texts.map(({ zh }) => zh).join('、'), en: texts.map(({ en }) => en).join(', ') };
}

export const reasonWords: Readonly<Record<Reason, Text>> = {
  ...standingWords,
  reference: { zh: '外省参考', en: 'kept for reference' },
  'unknown-rank': { zh: '位阶不明', en: 'of no known rank' },
  unsound: { zh: '记录有误', en: 'faulty record' },
  'all-domains': { zh: '适用全领域', en: 'for the whole field' },
  'uncounted-domain': { zh: '方面不计入', en: 'of a domain that is not counted' },
  'not-applicable': { zh: '格位不适用', en: 'of a cell that does not apply' },
};

/** `15/22 68%`; without the percentage out of nothing. */
export function fractionText(fraction: Fraction): string {
  const percent = percentOf(fraction);
  return `${fraction.count}/${fraction.of}${percent === undefined ? '' : ` ${percent}%`}`;
}

/** The same in both languages. */
export function both(text: string): Text {
  return { zh: text, en: text };
}

export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`;
}
