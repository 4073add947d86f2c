// Coverage in a table by part, domain, tier, topic, rank or issuer; every total is the sum of its rows.

import { issuerRows, rankRows } from '../../measures/breakdown.ts';
import type { Tallied } from '../../measures/counted.ts';
import { type Row as FigureRow, seen, type TopicState } from '../../measures/coverage.ts';
import { type Document, titleOf } from '../../registry/document.ts';
import type { Block, Cell, Column, Row, Sheet } from '../../report.ts';
import { both, fractionText } from '../words.ts';
import type { By } from './command.ts';
import { documentsNote, figureCells, figureColumns, type Scope, scopeRow, scopesOf, scopeWords } from './scopes.ts';
import { barOf, coverTones, coverWords, legend } from './signs.ts';
import { figure, headingText, inForceDocuments, type Part, type Picture, termTitle, title } from './view.ts';

export function byReport(picture: Picture, by: By): Part {
  const { blocks, sheet } = views[by](picture);
  return { blocks: [{ kind: 'heading', text: headingText(picture) }, ...blocks], sheet };
}

const views: Readonly<Record<By, (picture: Picture) => Part>> = {
  part: (picture) => scopeView(picture, ['part', 'total']),
  domain: (picture) => scopeView(picture, ['domain', 'total', 'uncounted']),
  tier: tierView,
  topic: topicView,
  rank: rankView,
  issuer: issuerView,
};

function scopeView(picture: Picture, scopes: readonly Scope[]): Part {
  const all = scopesOf(picture).filter(({ scope }) => scopes.includes(scope));
  const name = scopes.includes('part') ? { zh: '部分', en: 'Part' } : title.domain;
  const columns: readonly Column[] = [
    { title: name },
    figure(title.topics),
    figure(title.ownTopics),
    figure(title.cells),
    figure({ zh: '文件（自有）', en: 'Documents (own)' }),
    { title: { zh: '各项内容', en: 'Each topic' } },
  ];
  const rows = all.map((entry): Row => {
    const { scope, row } = entry;
    const { topics, cells } = seen(row, picture.view);
    const own = `${row.ownTopics.count}/${row.ownTopics.of}`;
    const documents = `${row.documents} (${row.ownDocuments})`;
    const bar = scope === 'total' ? '' : barOf(row);
    return { ...scopeRow(entry, [fractionText(topics), own, fractionText(cells), documents, bar]), level: 0 };
  });
  const sheetRows = all.map(({ scope, title: text, row }) => [scopeWords[scope], row.id, text, ...figureCells(row)]);
  return {
    blocks: [{ kind: 'table', columns, rows }, { kind: 'paragraph', text: legend }, documentsNote],
    sheet: { columns: figureColumns, rows: sheetRows },
  };
}

function tierView(picture: Picture): Part {
  const { coverage, vocabulary, view } = picture;
  const { tiers } = vocabulary.taxonomy;
  const columns: readonly Column[] = [
    { title: { zh: '层次', en: 'Tier' } },
    figure(title.cells),
    figure({ zh: '自有格位', en: 'Own cells' }),
    figure({ zh: '文件（自有）', en: 'Documents (own)' }),
  ];
  const line = (name: Cell, row: Omit<FigureRow, 'id'>): readonly Cell[] => [
    name,
    fractionText(seen(row, view).cells),
    fractionText(row.ownCells),
    `${row.documents} (${row.ownDocuments})`,
  ];
  const lead = fractionText(coverage.lead);
  const rows: readonly Row[] = [
    ...coverage.tiers.map((row) => ({ cells: line(termTitle(tiers, row.id), row) })),
    { cells: line(title.total, coverage.total), isApart: true },
    { cells: [termTitle(tiers, 'lead'), lead, lead, ''], isApart: true },
  ];
  const sheetRows = coverage.tiers.map((row) => [scopeWords.tier, row.id, termTitle(tiers, row.id), ...figureCells(row)]);
  const total = [scopeWords.total, '', title.total, ...figureCells(coverage.total)];
  return { blocks: [{ kind: 'table', columns, rows }, documentsNote], sheet: { columns: figureColumns, rows: [...sheetRows, total] } };
}

function topicView(picture: Picture): Part {
  const { coverage, vocabulary } = picture;
  const columns = [
    { title: { zh: '内容', en: 'Topic' } },
    { title: { zh: '情况', en: 'State' } },
    { title: { zh: '标识', en: 'Id' } },
    { title: { zh: '文件', en: 'Documents' }, look: 'long' },
  ] as const;
  const rows = vocabulary.taxonomy.domains.flatMap((domain): readonly Row[] => {
    const mine = coverage.topics.filter(({ topic }) => topic.domain === domain.id);
    const isCounted = domain.counted !== false;
    const name: Cell = isCounted ? domain.title : { zh: `${domain.title.zh}（不计入合计）`, en: `${domain.title.en} (not counted)` };
    const lines = mine.map((state): Row => ({ cells: topicCells(state), level: 1 }));
    return mine.length === 0 ? [] : [{ cells: [[{ text: name, tone: 'strong' }], '', '', ''] }, ...lines];
  });
  const sheetRows = coverage.topics.map((state) => {
    const { topic } = state;
    const documents = documentsOf(state);
    return [
      termTitle(vocabulary.taxonomy.domains, topic.domain),
      topic.id,
      topic.title,
      coverWords[state.state],
      documents.map((document) => document.id).join('、'),
      documents.map(titleOf).join('、'),
    ];
  });
  const sheetColumns = [title.domain, columns[2].title, columns[0].title, columns[1].title];
  return {
    blocks: [{ kind: 'table', columns, rows }],
    sheet: { columns: [...sheetColumns, { zh: '文件标识', en: 'Document ids' }, { zh: '文件标题', en: 'Documents' }], rows: sheetRows },
  };
}

function topicCells(state: TopicState): readonly Cell[] {
  const { topic } = state;
  const documents = documentsOf(state);
  const [first] = documents;
  const more = documents.length - 1;
  const said: Cell =
    first === undefined
      ? ''
      : {
          zh: `${titleOf(first)}${more > 0 ? ` 等 ${documents.length} 份` : ''}`,
          en: `${titleOf(first)}${more > 0 ? ` and ${more} more` : ''}`,
        };
  return [topic.title, [{ text: coverWords[state.state], tone: coverTones[state.state] }], topic.id, said];
}

function documentsOf({ state, own, upper, inProgress }: TopicState): readonly Document[] {
  return (state === 'in-progress' ? inProgress : [...own, ...upper]).map(({ document }) => document);
}

function rankView(picture: Picture): Part {
  const { levels, tiers } = picture.vocabulary.taxonomy;
  const columns: readonly Column[] = [
    { title: { zh: '位阶', en: 'Rank' } },
    { title: { zh: '层级', en: 'Level' } },
    { title: { zh: '层次', en: 'Tier' } },
    figure({ zh: '现行', en: 'In force' }),
    figure({ zh: '其中自有', en: 'Own' }),
  ];
  const rows = rankRows(picture.coverage, picture.vocabulary.taxonomy.ranks).map(({ rank, documents }) => [
    rank.title,
    termTitle(levels, rank.level),
    termTitle(tiers, rank.tier),
    ...counts(documents),
  ]);
  const total = [title.total, both(''), both(''), ...counts(inForceDocuments(picture))];
  return countView(columns, rows, total);
}

function issuerView(picture: Picture): Part {
  const columns: readonly Column[] = [
    { title: { zh: '制定机关（联合制定的按主办机关）', en: 'Issuer (the lead agency of joint ones)' } },
    figure({ zh: '现行', en: 'In force' }),
    figure({ zh: '其中自有', en: 'Own' }),
  ];
  const rows = issuerRows(picture.coverage).map(({ issuer, documents }) => [
    issuer ?? { zh: '没有写明', en: 'not named' },
    ...counts(documents),
  ]);
  return countView(columns, rows, [title.total, ...counts(inForceDocuments(picture))]);
}

function counts(documents: readonly Tallied[]): readonly number[] {
  return [documents.length, documents.filter(({ isOwn }) => isOwn).length];
}

/** A table of counts, whose sheet is the same table. */
function countView(columns: readonly Column[], rows: Sheet['rows'], total: Sheet['rows'][number]): Part {
  const cellsOf = (row: Sheet['rows'][number]): readonly Cell[] => row.map((cell) => (typeof cell === 'number' ? String(cell) : cell));
  const blocks: readonly Block[] = [
    { kind: 'table', columns, rows: [...rows.map((row) => ({ cells: cellsOf(row) })), { cells: cellsOf(total), isApart: true }] },
  ];
  return { blocks, sheet: { columns: columns.map((column) => column.title), rows: [...rows, total] } };
}
