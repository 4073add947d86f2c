// What is missing, the most wanted first, each with the nearest thing there is.

import type { Text } from '../../diagnostic.ts';
import { type Gap, gapsOf, type Near, type NearKind } from '../../measures/gaps.ts';
import { standingWords } from '../../registry/words.ts';
import type { Cell, Row } from '../../report.ts';
import { documentLink } from '../pages.ts';
import { both, plural } from '../words.ts';
import { headingText, type Part, type Picture, termTitle, title } from './view.ts';

const kindWords: Readonly<Record<Gap['kind'], Text>> = {
  lead: { zh: '总领', en: 'lead' },
  topic: { zh: '内容', en: 'topic' },
  cell: { zh: '格位', en: 'cell' },
};

const nearWords: Readonly<Record<NearKind, Text>> = {
  project: { zh: '在办项目', en: 'project' },
  upper: { zh: '上级文件', en: 'upper-level document' },
  reference: { zh: '外省参考', en: "another province's" },
  general: { zh: '适用全领域', en: 'for the whole field' },
  ended: { zh: '曾有', en: 'there was' },
  unsound: { zh: '记录有误', en: 'faulty record' },
  alike: { zh: '题名相近', en: 'title is alike' },
};

export function gapReport(picture: Picture): Part {
  const { coverage, vocabulary, view } = picture;
  const gaps = gapsOf(coverage, vocabulary.taxonomy.lead, view);
  const rows = gaps.map((gap, index): Row => {
    const isFirstUncounted = !gap.isCounted && gaps[index - 1]?.isCounted !== false;
    return { ...gapRow(picture, gap), ...(isFirstUncounted && { isApart: true }) };
  });
  const counted = gaps.filter(({ isCounted }) => isCounted).length;
  const others = gaps.length - counted;
  const said = {
    zh: `${counted} 处空缺${others > 0 ? `，另有 ${others} 处不计入合计` : ''}${view === 'own' ? '（只认自有文件）' : ''}`,
    en: `${plural(counted, 'gap')}${others > 0 ? `, and ${others} not counted` : ''}${view === 'own' ? ' (own documents alone)' : ''}`,
  };
  return {
    blocks: [
      { kind: 'heading', text: headingText(picture) },
      { kind: 'table', columns: gapColumns, rows },
      { kind: 'summary', text: said, severity: counted > 0 ? 'warning' : 'ok' },
    ],
    sheet: {
      columns: [...gapColumns.map((column) => column.title), { zh: '最接近的文件', en: 'Nearest document' }],
      rows: gaps.map((gap) => [
        kindWords[gap.kind],
        domainText(gap),
        whatText(picture, gap),
        gap.nearest === undefined ? '' : nearWords[gap.nearest.kind],
        gap.nearest?.tallied.document.id ?? '',
      ]),
    },
  };
}

export const gapColumns = [
  { title: { zh: '种类', en: 'Kind' } },
  { title: title.domain },
  { title: { zh: '缺什么', en: 'What is missing' } },
  { title: { zh: '最接近的', en: 'Nearest' }, look: 'long' },
] as const;

export function gapRow(picture: Pick<Picture, 'vocabulary'>, gap: Gap): Row {
  return { cells: [kindWords[gap.kind], domainText(gap), whatText(picture, gap), nearText(gap.nearest)] };
}

function domainText({ domain, isCounted }: Gap): Text {
  if (domain === undefined) return both('');
  return isCounted ? domain.title : { zh: `${domain.title.zh}（不计入）`, en: `${domain.title.en} (not counted)` };
}

export function whatText({ vocabulary }: Pick<Picture, 'vocabulary'>, gap: Gap): Text {
  if (gap.kind === 'topic') return gap.topic.title;
  if (gap.kind === 'lead') return { zh: '总领文件', en: 'the lead document' };
  const { zh, en } = termTitle(vocabulary.taxonomy.tiers, gap.tier);
  return { zh: `${zh}层次的文件`, en: `documents of tier ${en}` };
}

export function nearText(near: Near | undefined): Cell {
  if (near === undefined) return [{ text: { zh: '没有', en: 'nothing' }, tone: 'faint' }];
  const { document, standing } = near.tallied;
  const { zh, en } = nearWords[near.kind];
  const state = standingWords[standing.state];
  const isSaid = near.kind === 'project' || near.kind === 'ended';
  return [
    { text: { zh: `${zh}：`, en: `${en}: ` }, tone: 'plain' },
    documentLink(document),
    {
      text: { zh: `${isSaid ? `（${state.zh}）` : ''} ${document.id}`, en: `${isSaid ? ` (${state.en})` : ''} ${document.id}` },
      tone: 'plain',
    },
  ];
}
