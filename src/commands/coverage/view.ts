// What every view of coverage is drawn from, and the words and signs that they share.
import type { Text } from '../../diagnostic.ts';
import { isInForce, type Reason, type Tallied } from '../../measures/counted.ts';
import {
  type Coverage,
  type Row as FigureRow,
  type Figures,
  type LevelView,
  noPart,
  partOf,
  type TopicCover,
} from '../../measures/coverage.ts';
import { percentOf } from '../../measures/fraction.ts';
import { titleOf } from '../../registry/document.ts';
import type { Vocabulary } from '../../registry/taxonomy.ts';
import type { Block, Cell, Column, Row, Sheet, Tone, Toned } from '../../report.ts';
import type { Input } from '../command.ts';
import type { Ground } from '../sound.ts';
import { domainsText, plural, rankText, reasonWords } from '../words.ts';

export interface Picture {
  readonly input: Input;
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

export const coverWords: Readonly<Record<TopicCover, Text>> = {
  own: { zh: '自有', en: 'own' },
  upper: { zh: '上级', en: 'upper' },
  'in-progress': { zh: '在办', en: 'in progress' },
  gap: { zh: '空缺', en: 'gap' },
};

const signs: readonly (readonly [TopicCover, string, Tone])[] = [
  ['own', '█', 'good'],
  ['upper', '▒', 'fair'],
  ['in-progress', '○', 'poor'],
  ['gap', '·', 'faint'],
];

export const coverTones = Object.fromEntries(signs.map(([cover, , tone]) => [cover, tone])) as Readonly<Record<TopicCover, Tone>>;

/** `█自有 ▒上级 ○在办 ·空缺` */
export const legend: readonly Toned[] = signs.map(([cover, sign, tone], index) => {
  const { zh, en } = coverWords[cover];
  const blank = index === 0 ? '' : ' ';
  return { text: { zh: `${blank}${sign}${zh}`, en: `${blank}${sign}${en}` }, tone };
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
  return signs.flatMap(([cover, sign, tone]) => (counts[cover] === 0 ? [] : [{ text: sign.repeat(scaled(counts[cover])), tone }]));
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

export function termTitle(terms: readonly { readonly id: string; readonly title: Text }[], id: string): Text {
  return terms.find((term) => term.id === id)?.title ?? { zh: id, en: id };
}

/** The title of a part, or of what belongs to none. */
export function partTitle(parts: Parameters<typeof termTitle>[0], id: string): Text {
  return id === noPart ? { zh: '不属于任何部分', en: 'Of no part' } : termTitle(parts, id);
}

/** What a spreadsheet has of a part, a domain, a tier or the total. */
export const figureColumns: readonly Text[] = [
  { zh: '范围', en: 'Scope' },
  { zh: '标识', en: 'Id' },
  { zh: '名称', en: 'Title' },
  { zh: '已覆盖内容', en: 'Topics covered' },
  { zh: '自有内容', en: 'Own topics' },
  { zh: '在办内容', en: 'Topics in progress' },
  { zh: '内容总数', en: 'Topics' },
  { zh: '内容覆盖率（%）', en: 'Topics covered (%)' },
  { zh: '已有格位', en: 'Cells filled' },
  { zh: '自有格位', en: 'Own cells' },
  { zh: '格位总数', en: 'Cells' },
  { zh: '不适用格位', en: 'Cells not applicable' },
  { zh: '格位覆盖率（%）', en: 'Cells filled (%)' },
  { zh: '现行文件', en: 'Documents in force' },
  { zh: '自有现行文件', en: 'Own documents in force' },
];

export function figureCells(figures: Figures): readonly (string | number)[] {
  const { topics, ownTopics, inProgress, cells, ownCells, notApplicable, documents, ownDocuments } = figures;
  const percent = (fraction: typeof topics): string | number => percentOf(fraction) ?? '';
  return [
    ...[topics.count, ownTopics.count, inProgress, topics.of, percent(topics)],
    ...[cells.count, ownCells.count, cells.of, notApplicable, percent(cells)],
    ...[documents, ownDocuments],
  ];
}

/** Why the documents of the rows are more than there are in all. */
export const documentsNote: Block = {
  kind: 'paragraph',
  text: [
    { text: { zh: '一份文件属于几个方面的，在各方面都计', en: 'a document of several domains counts in each of them' }, tone: 'faint' },
  ],
};

export const scopeWords = {
  total: { zh: '合计', en: 'total' },
  part: { zh: '部分', en: 'part' },
  domain: { zh: '方面', en: 'domain' },
  uncounted: { zh: '方面（不计入合计）', en: 'domain (not counted)' },
  tier: { zh: '层次', en: 'tier' },
} as const;

export type Scope = keyof typeof scopeWords;

/** A part, a domain, the total: its name and its figures. */
export interface ScopeEntry {
  readonly scope: Scope;
  readonly title: Text;
  readonly row: FigureRow;
  /** A line is drawn above it. */
  readonly isApart: boolean;
}

/** Parts with their domains, the total, and what is not counted, as the tables show them. */
export function scopesOf({ coverage, vocabulary }: Picture): readonly ScopeEntry[] {
  const { taxonomy } = vocabulary;
  const domainEntry = (row: FigureRow): ScopeEntry => ({
    scope: 'domain',
    title: termTitle(taxonomy.domains, row.id),
    row,
    isApart: false,
  });
  return [
    ...coverage.parts.flatMap((row): readonly ScopeEntry[] => [
      { scope: 'part', title: partTitle(taxonomy.parts, row.id), row, isApart: false },
      ...coverage.domains.filter(({ id }) => partOf(vocabulary, id) === row.id).map(domainEntry),
    ]),
    { scope: 'total', title: title.total, row: { id: '', ...coverage.total }, isApart: true },
    ...coverage.uncounted.map((row, index): ScopeEntry => ({ ...domainEntry(row), scope: 'uncounted', isApart: index === 0 })),
  ];
}

/** A row of a table over scopes: parts and the total stand out, domains step in, and what is not counted says so. */
export function scopeRow({ scope, title: { zh, en }, isApart }: ScopeEntry, cells: readonly Cell[]): Row {
  const text = scope === 'uncounted' ? { zh: `${zh}（不计入）`, en: `${en} (not counted)` } : { zh, en };
  const name: Cell = scope === 'domain' ? text : [{ text, tone: 'strong' }];
  return { cells: [name, ...cells], ...(scope === 'domain' && { level: 1 }), ...(isApart && { isApart }) };
}

export function figureSheet(picture: Picture): Sheet {
  return {
    columns: figureColumns,
    rows: scopesOf(picture).map(({ scope, title: name, row }) => [scopeWords[scope], row.id, name, ...figureCells(row)]),
  };
}

/** Documents that do not fill a cell of a counted domain, with the reason; those that have no date are marked. */
export function notCounted({ coverage }: Picture): readonly (Tallied & { readonly reason: Reason })[] {
  return coverage.tallied.flatMap((each) => (each.reason === undefined ? [] : [{ ...each, reason: each.reason }]));
}

export function notCountedReport(picture: Picture): Part {
  const { vocabulary } = picture;
  const order = Object.keys(reasonWords);
  const rows = [...notCounted(picture)].sort((a, b) => order.indexOf(a.reason) - order.indexOf(b.reason));
  const columns = [
    { title: { zh: '原因', en: 'Reason' } },
    { title: { zh: '位阶', en: 'Rank' } },
    { title: { zh: '标识', en: 'Id' } },
    { title: { zh: '标题', en: 'Title' }, look: 'subject' },
  ] as const;
  const reasonCell = ({ reason, standing }: (typeof rows)[number]): Text => {
    const { zh, en } = reasonWords[reason];
    return standing.undated && reason !== 'reference' ? { zh: `${zh}（无日期）`, en: `${en} (undated)` } : { zh, en };
  };
  const tableRows: readonly Row[] = rows.map((each) => ({
    cells: [reasonCell(each), rankText(each.document), each.document.id, titleOf(each.document)],
  }));
  const said = {
    zh: `${rows.length} 份文件不填方面的格位；适用全领域和方面不计入的，仍计入所规范的内容`,
    en: `${plural(rows.length, 'document')} fill no domain's cell; those for the whole field or of a domain that is not counted still count for their topics`,
  };
  return {
    blocks: [
      { kind: 'table', columns, rows: tableRows },
      { kind: 'summary', text: said, severity: 'ok' },
    ],
    sheet: {
      columns: [...columns.map((column) => column.title), { zh: '方面', en: 'Domains' }],
      rows: rows.map((each) => [
        reasonCell(each),
        rankText(each.document),
        each.document.id,
        titleOf(each.document),
        domainsText(vocabulary, each.document.domains),
      ]),
    },
  };
}

/** Every document that is in force, once. */
export function inForceDocuments({ coverage }: Picture): readonly Tallied[] {
  return coverage.tallied.filter(isInForce);
}
