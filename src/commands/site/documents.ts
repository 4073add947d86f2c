// The table of all documents, and a page for each: its record, its life, what it rests on, its findings, its sources.
import type { Text } from '../../diagnostic.ts';
import type { Tallied } from '../../measures/counted.ts';
import { type Document, titleOf } from '../../registry/document.ts';
import { standings, standingWords } from '../../registry/words.ts';
import type { Cell, Field } from '../../report.ts';
import type { Facet, Finder, FinderRow, Page, PageBlock, Section } from '../../site.ts';
import { documentPage } from '../pages.ts';
import { fieldsOf, linksOf } from '../show/show.ts';
import { both, rankText, standingText } from '../words.ts';
import type { Shown } from './ground.ts';
import { lifeDrawing } from './life.ts';
import { treeDrawing } from './tree.ts';

export function documentsPage({ documents }: Shown): Page {
  return {
    path: 'documents.html',
    title: { zh: '文件', en: 'Documents' },
    lead: { zh: `共 ${documents.length} 份`, en: `${documents.length} in all` },
    under: 'documents.html',
    sections: [{ blocks: [{ kind: 'finder' }] }],
  };
}

export function finderOf({ vocabulary, documents }: Shown): Finder {
  const { taxonomy } = vocabulary;
  const terms = (of: readonly { readonly id: string; readonly title: Text }[]): Facet['choices'] =>
    of.map(({ id, title }) => ({ id, text: title }));
  const years = [...new Set(documents.map(({ document }) => dateOf(document).slice(0, 4)))]
    .filter((year) => year !== '')
    .sort()
    .reverse();
  return {
    facets: [
      { id: 'kind', title: { zh: '类别', en: 'Kind' }, choices: terms(taxonomy.kinds) },
      { id: 'rank', title: { zh: '位阶', en: 'Rank' }, choices: terms(taxonomy.ranks) },
      { id: 'level', title: { zh: '层级', en: 'Level' }, choices: terms(taxonomy.levels) },
      {
        id: 'domain',
        title: { zh: '方面', en: 'Domain' },
        choices: [{ id: 'all', text: { zh: '全领域', en: 'all domains' } }, ...terms(taxonomy.domains)],
      },
      { id: 'tier', title: { zh: '层次', en: 'Tier' }, choices: terms(taxonomy.tiers) },
      { id: 'standing', title: { zh: '状态', en: 'Standing' }, choices: standings.map((id) => ({ id, text: standingWords[id] })) },
      { id: 'year', title: { zh: '年份', en: 'Year' }, choices: years.map((id) => ({ id, text: both(id) })) },
    ],
    rows: documents.map(rowOf),
  };
}

function rowOf({ document, standing }: Tallied): FinderRow {
  const { id, kind, rank, domains } = document;
  const date = dateOf(document);
  return {
    id,
    href: documentPage(id) ?? '',
    title: titleOf(document),
    number: document.number ?? '',
    rank: rankText(document),
    standing: standingText(standing),
    date,
    of: {
      kind: [kind],
      rank: rank === undefined ? [] : [rank.id],
      level: rank === undefined ? [] : [rank.level],
      domain: domains === 'all' ? ['all'] : domains,
      tier: rank === undefined ? [] : [rank.tier],
      standing: [standing.state],
      year: date === '' ? [] : [date.slice(0, 4)],
    },
  };
}

/** The day that a reader looks for a document by. */
function dateOf({ dates }: Document): string {
  return dates.published ?? dates.adopted ?? dates.effective ?? '';
}

export function* documentPages(shown: Shown): Iterable<Page> {
  for (const tallied of shown.documents) {
    const path = documentPage(tallied.document.id);
    if (path !== undefined) yield pageOf(shown, tallied, path);
  }
}

function pageOf(shown: Shown, tallied: Tallied, path: string): Page {
  const { document, standing } = tallied;
  const { registry } = shown.ground;
  const record = shown.input.checked?.recordOf(document) ?? registry.recordOf(document);
  const fields = fieldsOf(registry, document, record, shown.input, linksOf(registry, document, shown.input));
  const life = lifeDrawing(registry, document, shown.input.day);
  const tree = treeDrawing(shown, tallied);
  const findings = shown.findingsIn(document.file);
  const state = standingText(standing);
  const number = document.number === undefined ? '' : `${document.number}　`;
  const section = (place: string, zh: string, en: string, ...blocks: readonly PageBlock[]): Section => ({
    place,
    heading: { zh, en },
    blocks,
  });
  return {
    path,
    title: both(titleOf(document)),
    lead: { zh: `${number}${rankText(document).zh}　${state.zh}`, en: `${number}${rankText(document).en}　${state.en}` },
    under: 'documents.html',
    sections: [
      ...(life === undefined ? [] : [section('life', '经历', 'Life', { kind: 'drawing', drawing: life })]),
      ...(findings.length === 0 ? [] : [section('findings', '检查出的问题', 'Findings', { kind: 'diagnostics', diagnostics: findings })]),
      section('record', '登记内容', 'Record', { kind: 'fields', fields: fields.map(withLinks) }),
      ...(tree === undefined
        ? []
        : [section('basis', '依据和被依据', 'What it rests on, and what rests on it', { kind: 'drawing', drawing: tree })]),
    ],
  };
}

/** Addresses lead to where they say. */
function withLinks({ name, values }: Field): Field {
  return { name, values: values.map((value): Cell => (typeof value === 'string' ? addressed(value) : value)) };
}

function addressed(text: string): Cell {
  const pieces = text.split(/(https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+)/);
  if (pieces.length === 1) return text;
  return pieces
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, tone: 'plain', ...(/^https?:/.test(piece) && { href: piece }) }));
}
