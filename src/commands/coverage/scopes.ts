// Parts, domains and the total, as tables and spreadsheets show them.
import type { Text } from '../../diagnostic.ts';
import { type Row as FigureRow, type Figures, partOf } from '../../measures/coverage.ts';
import { percentOf } from '../../measures/fraction.ts';
import type { Block, Cell, Row, Sheet } from '../../report.ts';
import { type Picture, partTitle, termTitle, title } from './view.ts';
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
