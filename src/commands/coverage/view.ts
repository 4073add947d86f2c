// What every view of coverage is drawn from, and the words and signs that they share.
import type { Text } from '../../diagnostic.ts';
import { isInForce, type Tallied } from '../../measures/counted.ts';
import { type Coverage, type LevelView, noPart } from '../../measures/coverage.ts';
import type { Term, Vocabulary } from '../../registry/taxonomy.ts';
import type { Block, Column, Sheet } from '../../report.ts';
import type { FiguresInput, Ground } from '../sound.ts';

export interface Picture {
  readonly input: FiguresInput;
  readonly ground: Ground;
  readonly vocabulary: Vocabulary;
  readonly coverage: Coverage;
  readonly view: LevelView;
}

/** One view: what it adds to the JSON, its blocks, and its sheet. */
export interface Part {
  readonly data?: object;
  readonly blocks: readonly Block[];
  readonly sheet: Sheet;
}

export const title = {
  domain: { zh: '方面', en: 'Domain' },
  topics: { zh: '内容', en: 'Topics' },
  ownTopics: { zh: '自有', en: 'Own' },
  cells: { zh: '格位', en: 'Cells' },
  total: { zh: '合计', en: 'Total' },
  uncounted: { zh: '不计入合计', en: 'Not counted' },
} as const;

export function figure(text: Text): Column {
  return { title: text, look: 'figure' };
}

export function termTitle(terms: readonly Term[], id: string): Text {
  return terms.find((term) => term.id === id)?.title ?? { zh: id, en: id };
}

/** The title of a part, or of what belongs to none. */
export function partTitle(parts: Parameters<typeof termTitle>[0], id: string): Text {
  return id === noPart ? { zh: '不属于任何部分', en: 'Of no part' } : termTitle(parts, id);
}

/** Every document that is in force, once. */
export function inForceDocuments({ coverage }: Picture): readonly Tallied[] {
  return coverage.tallied.filter(isInForce);
}

/** What is spoken of, and when: the day, and the commit where one was read. */
export function headingText({ input, ground }: Picture): Text {
  const name = ground.registry.settings?.value.title ?? { zh: '登记库', en: 'registry' };
  const { commit } = input.checked ?? {};
  const rev = commit === undefined ? '' : ` ${commit.slice(0, 10)}`;
  return { zh: `${name.zh} ${input.day}${rev}`, en: `${name.en} ${input.day}${rev}` };
}
