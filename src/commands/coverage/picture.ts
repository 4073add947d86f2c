// The picture: the lead on top, parts and their domains against the tiers, a bar of topics for each, what is not counted below.

import type { Text } from '../../diagnostic.ts';
import { domainTiers, type Figures, filledOf, type Cell as GridCell, isFilled, partOf, seen } from '../../measures/coverage.ts';
import { titleOf } from '../../registry/document.ts';
import type { Tier } from '../../registry/taxonomy.ts';
import { standingWords } from '../../registry/words.ts';
import type { Block, Cell, Column, Row, Toned } from '../../report.ts';
import { both, fractionText, plural, reasonWords } from '../words.ts';
import { notCounted } from './not-counted.ts';
import { figureSheet, type Scope, scopeRow, scopesOf } from './scopes.ts';
import { barOf, legend } from './signs.ts';
import { figure, headingText, inForceDocuments, type Part, type Picture, termTitle, title } from './view.ts';

export function pictureReport(picture: Picture): Part {
  return {
    blocks: [
      { kind: 'heading', text: headingText(picture) },
      { kind: 'fields', fields: headline(picture) },
      { kind: 'table', columns: columnsOf(picture), rows: rowsOf(picture) },
      ...notes(picture),
    ],
    sheet: figureSheet(picture),
  };
}

function headline(picture: Picture): readonly { readonly name: Text; readonly values: readonly Cell[] }[] {
  const { coverage, vocabulary, view } = picture;
  const { topics, cells } = seen(coverage.total, view);
  const documents = inForceDocuments(picture);
  const own = documents.filter(({ isOwn }) => isOwn).length;
  const undated = documents.filter(({ standing }) => standing.undated).length;
  const ownText = (count: Figures['topics']): Text => ({ zh: `自有 ${fractionText(count)}`, en: `own ${fractionText(count)}` });
  const blank = both('  ');
  const bar: readonly Toned[] = [
    { text: fractionText(topics), tone: 'strong' },
    { text: blank, tone: 'faint' },
    ...barOf(coverage.total),
    ...(view === 'own'
      ? []
      : [{ text: blank, tone: 'faint' } as const, { text: ownText(coverage.total.ownTopics), tone: 'good' } as const]),
  ];
  const cellText: Text =
    view === 'own'
      ? both(fractionText(cells))
      : {
          zh: `${fractionText(cells)}  自有 ${fractionText(coverage.total.ownCells)}`,
          en: `${fractionText(cells)}  own ${fractionText(coverage.total.ownCells)}`,
        };
  return [
    { name: termTitle(vocabulary.taxonomy.tiers, 'lead'), values: [leadCell(picture)] },
    { name: title.topics, values: [bar] },
    { name: title.cells, values: [cellText] },
    {
      name: { zh: '四项要求', en: 'Traits' },
      values: [
        {
          zh: `${fractionText(coverage.traits)}（自有现行文件中，写明目标、程序、量化、控制的）`,
          en: `${fractionText(coverage.traits)} of own documents in force show objective, procedure, measure, control`,
        },
      ],
    },
    {
      name: { zh: '现行文件', en: 'In force' },
      values: [
        {
          zh: `${documents.length} 份，其中自有 ${own} 份${undated > 0 ? `；${undated} 份无日期，按记录的状态计` : ''}`,
          en: `${plural(documents.length, 'document')}, ${own} own${undated > 0 ? `; ${undated} undated, by recorded status` : ''}`,
        },
      ],
    },
  ];
}

function leadCell({ coverage, vocabulary }: Picture): Cell {
  const { lead } = vocabulary.taxonomy;
  const found = coverage.tallied.find(({ document }) => document.id === lead);
  if (found === undefined) return [{ text: { zh: `缺 ${lead}（未登记）`, en: `gap: ${lead} (not registered)` }, tone: 'bad' }];
  const name = `《${titleOf(found.document)}》`;
  if (coverage.lead.count > 0) return [{ text: { zh: `有 ${name}`, en: `in force: ${name}` }, tone: 'good' }];
  const state = standingWords[found.standing.state];
  return [{ text: { zh: `缺 ${name}（${state.zh}）`, en: `gap: ${name} (${state.en})` }, tone: 'bad' }];
}

function columnsOf({ ground, vocabulary }: Picture): readonly Column[] {
  return [
    { title: title.domain },
    ...domainTiers(ground.registry).map((tier) => figure(termTitle(vocabulary.taxonomy.tiers, tier))),
    figure(title.topics),
    figure(title.ownTopics),
    { title: { zh: '各项内容', en: 'Each topic' } },
  ];
}

function rowsOf(picture: Picture): readonly Row[] {
  const { view } = picture;
  const tiers = domainTiers(picture.ground.registry);
  return scopesOf(picture).map((entry, index): Row => {
    const { scope, row } = entry;
    const isDomain = scope === 'domain' || scope === 'uncounted';
    const cells = tiers.map((tier) => (isDomain ? cellText(picture, row.id, tier) : tierText(picture, scope, row.id, tier)));
    const own = `${row.ownTopics.count}/${row.ownTopics.of}`;
    const bar = scope === 'total' ? '' : barOf(row);
    return scopeRow({ ...entry, isApart: entry.isApart || index === 0 }, [...cells, fractionText(seen(row, view).topics), own, bar]);
  });
}

/** `2+14`: own and other documents that fill the cell. */
function cellText({ coverage, view }: Picture, domain: string, tier: Tier): Cell {
  const cell = coverage.cells.find((each) => each.domain.id === domain && each.tier === tier);
  if (cell === undefined) return '';
  if (cell.state === 'not-applicable') return [{ text: { zh: '不适用', en: 'n/a' }, tone: 'faint' }];
  const own = cell.documents.filter(({ isOwn }) => isOwn).length;
  const others = cell.documents.length - own;
  if (isFilled(cell, view)) return `${own}+${others}`;
  const rest = others > 0 ? `+${others}` : '';
  return [{ text: { zh: `缺${rest}`, en: `gap${rest}` }, tone: 'bad' }];
}

/** How many of the part's cells of a tier are filled: the sum of the domains below it. */
export function tierText(picture: Picture, scope: Scope, part: string, tier: Tier): string {
  const { coverage, vocabulary, view } = picture;
  const isMine = ({ domain, isCounted }: GridCell): boolean => isCounted && (scope === 'total' || partOf(vocabulary, domain.id) === part);
  const { count, of } = filledOf(
    coverage.cells.filter((cell) => cell.tier === tier && isMine(cell)),
    view,
  );
  return `${count}/${of}`;
}

function notes(picture: Picture): readonly Block[] {
  const reasons = new Map<Text, number>();
  for (const { reason } of notCounted(picture)) reasons.set(reasonWords[reason], (reasons.get(reasonWords[reason]) ?? 0) + 1);
  const counts = [...reasons].sort(([, a], [, b]) => b - a);
  const listed: Text = {
    zh: counts.map(([{ zh }, count]) => `${zh} ${count}`).join('、'),
    en: counts.map(([{ en }, count]) => `${en} ${count}`).join(', '),
  };
  const key: Text = {
    zh: '部分和合计：已有/应有格位；方面：自有+上级文件数',
    en: 'parts and total: cells filled/wanted; domains: own+upper documents',
  };
  return [
    { kind: 'paragraph', text: legend },
    { kind: 'paragraph', text: [{ text: key, tone: 'faint' }] },
    ...notApplicableBlocks(picture),
    ...(counts.length === 0
      ? []
      : [
          {
            kind: 'paragraph',
            text: [
              {
                text: {
                  zh: `不填方面格位的文件：${listed.zh}（--not-counted 列出）`,
                  en: `documents in no domain's cell: ${listed.en} (--not-counted lists them)`,
                },
                tone: 'faint',
              },
            ],
          } as const,
        ]),
  ];
}

/** A cell that leaves the denominator is named with its reason. */
function notApplicableBlocks({ coverage, vocabulary }: Picture): readonly Block[] {
  return coverage.cells
    .filter(({ state }) => state === 'not-applicable')
    .map(({ domain, tier }): Block => {
      const reason = domain.not_applicable?.find((each) => each.tier === tier)?.reason ?? both('');
      const name = termTitle(vocabulary.taxonomy.tiers, tier);
      return {
        kind: 'paragraph',
        text: {
          zh: `不适用：${domain.title.zh} ${name.zh}——${reason.zh}`,
          en: `not applicable: ${domain.title.en}, ${name.en}: ${reason.en}`,
        },
      };
    });
}
