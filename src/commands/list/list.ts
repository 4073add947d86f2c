// Which documents are there?

import { didYouMean, listed, type Text, UserError } from '../../diagnostic.ts';
import { type Standing, standingOf } from '../../measures/standing.ts';
import { type Document, dateFields, titleOf } from '../../registry/document.ts';
import { comparableNumber } from '../../registry/number.ts';
import type { Registry } from '../../registry/registry.ts';
import { kinds, type Term, type TermKind, termMeantBy, type Vocabulary } from '../../registry/taxonomy.ts';
import { dateWords, standings } from '../../registry/words.ts';
import type { Report, Sheet } from '../../report.ts';
import { head, type Input, registryOf } from '../command.ts';
import { domainsText, joined, plural, rankText, standingText } from '../words.ts';
import { type Filter, filterNames, filters, type ListOptions } from './command.ts';

interface Entry {
  readonly document: Document;
  readonly standing: Standing;
}

export function run(input: Input<ListOptions>): Report {
  const { registry } = registryOf(input);
  const { vocabulary } = registry;
  const wanted = wantedOf(vocabulary, input.options);
  const entries = registry.documents
    .map((document): Entry => ({ document, standing: standingOf(registry, document, input.day) }))
    .filter((entry) => filters.every((name) => matches(entry, name, wanted[name])) && hasWords(entry, input.options.text ?? []));
  return {
    data: { ...head('list', input), documents: entries.map(entryData) },
    blocks: [
      {
        kind: 'table',
        columns: columns.map((title) => ({ title })),
        rows: entries.map((entry) => ({ cells: rowOf(vocabulary, entry) })),
      },
      {
        kind: 'summary',
        text: { zh: `${entries.length} 份文件`, en: plural(entries.length, 'document') },
        severity: 'ok',
      },
    ],
    sheet: { columns: sheetColumns, rows: entries.map((entry) => sheetRow(registry, entry)) },
    exit: entries.length === 0 ? 2 : 0,
    ...(entries.length === 0 && { notice: { zh: '没有符合条件的文件', en: 'no document matches' } }),
  };
}

const columns: readonly Text[] = [
  { zh: '标题', en: 'Title' },
  { zh: '编号', en: 'Number' },
  { zh: '位阶', en: 'Rank' },
  { zh: '状态', en: 'Standing' },
  { zh: '方面', en: 'Domains' },
  { zh: '标识', en: 'Id' },
];

function rowOf(vocabulary: Vocabulary, { document, standing }: Entry): readonly (Text | string)[] {
  const { number } = document;
  return [
    titleOf(document),
    number ?? '',
    rankText(document),
    standingText(standing),
    domainsText(vocabulary, document.domains),
    document.id,
  ];
}

const sheetColumns: readonly Text[] = [
  { zh: '标识', en: 'Id' },
  { zh: '类别', en: 'Kind' },
  { zh: '位阶', en: 'Rank' },
  { zh: '层级', en: 'Level' },
  { zh: '标题', en: 'Title' },
  { zh: '编号', en: 'Number' },
  { zh: '制定机关', en: 'Issuers' },
  ...dateFields.map((name) => dateWords[name]),
  { zh: '状态', en: 'Standing' },
  { zh: '方面', en: 'Domains' },
  { zh: '内容', en: 'Topics' },
  { zh: '参考', en: 'Reference' },
  { zh: '文件', en: 'File' },
];

function sheetRow(registry: Registry, { document, standing }: Entry): Sheet['rows'][number] {
  const { vocabulary } = registry;
  const { taxonomy, topics } = vocabulary;
  const { id, kind, rank, number, dates, isReference, file } = document;
  const titleIn = (terms: readonly Term[], term: string | undefined): Text | string => terms.find((each) => each.id === term)?.title ?? '';
  return [
    id,
    titleIn(taxonomy.kinds, kind),
    rankText(document),
    titleIn(taxonomy.levels, rank?.level),
    titleOf(document),
    number ?? '',
    registry.fieldOf(document, 'issuers')?.join('、') ?? '',
    ...dateFields.map((name) => dates[name] ?? ''),
    standingText(standing),
    domainsText(vocabulary, document.domains),
    joined(document.topics.map((topic) => topics.get(topic)?.title ?? { zh: topic, en: topic })),
    isReference ? { zh: '是', en: 'yes' } : '',
    file,
  ];
}

function entryData({ document, standing }: Entry): unknown {
  const { id, kind, rank, file, domains, topics } = document;
  const { title, number } = document;
  return {
    id,
    kind,
    rank: rank?.id ?? null,
    level: rank?.level ?? null,
    title: title ?? null,
    number: number ?? null,
    standing: standing.state,
    domains,
    topics,
    reference: document.isReference,
    file,
  };
}

type Wanted = Readonly<Record<Filter, readonly string[]>>;

/** The filters' words as ids. Throws UserError for a word that nothing could match. */
function wantedOf(vocabulary: Vocabulary, options: ListOptions): Wanted {
  const { taxonomy } = vocabulary;
  const idsOf = (terms: readonly Term[]): readonly string[] => terms.map(({ id }) => id);
  const among = (name: Filter, known: readonly string[]): readonly string[] =>
    (options[name] ?? []).map((word) => resolved(vocabulary, name, word, known));
  return {
    kind: among('kind', kinds),
    rank: among('rank', idsOf(taxonomy.ranks)),
    level: among('level', idsOf(taxonomy.levels)),
    domain: among('domain', idsOf(taxonomy.domains)),
    topic: among('topic', idsOf(taxonomy.topics)),
    tier: among('tier', idsOf(taxonomy.tiers)),
    status: among('status', standings),
  };
}

function resolved(vocabulary: Vocabulary, name: Filter, word: string, known: readonly string[]): string {
  const meant = isTermKind(name) ? termMeantBy(vocabulary, name, word) : word;
  if (meant !== undefined && known.includes(meant)) return meant;
  const choices = listed(known);
  throw new UserError(
    { zh: `没有${filterNames[name].zh} ${word}`, en: `there is no ${filterNames[name].en} ${word}` },
    didYouMean(word, known) ?? { zh: `可用的：${choices.zh}`, en: `known: ${choices.en}` },
  );
}

function isTermKind(name: Filter): name is TermKind & Filter {
  return name === 'rank' || name === 'domain' || name === 'topic';
}

function matches({ document, standing }: Entry, name: Filter, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const { kind, rank, domains, topics } = document;
  const has: Readonly<Record<Filter, readonly (string | undefined)[]>> = {
    kind: [kind],
    rank: [rank?.id],
    level: [rank?.level],
    domain: domains === 'all' ? wanted : domains,
    topic: topics,
    tier: [rank?.tier],
    status: [standing.state],
  };
  return has[name].some((each) => each !== undefined && wanted.includes(each));
}

function hasWords({ document }: Entry, words: readonly string[]): boolean {
  const { title = '', number = '' } = document;
  return words.every(
    (word) =>
      `${title}\n${document.id}`.toLowerCase().includes(word.toLowerCase()) || comparableNumber(number).includes(comparableNumber(word)),
  );
}
