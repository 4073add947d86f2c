// Coverage in tables, and a page for each domain: its topics with their documents, its cells, its gaps.
import type { Text } from '../../diagnostic.ts';
import type { Tallied } from '../../measures/counted.ts';
import { domainTiers, type TopicState } from '../../measures/coverage.ts';
import { gapsOf } from '../../measures/gaps.ts';
import type { Domain } from '../../registry/taxonomy.ts';
import type { Cell, Row, Toned } from '../../report.ts';
import type { Choice, Page, Section } from '../../site.ts';
import { byReport } from '../coverage/by.ts';
import { gapColumns, gapReport, gapRow } from '../coverage/gaps.ts';
import { notCountedReport } from '../coverage/not-counted.ts';
import { pictureReport } from '../coverage/picture.ts';
import { coverTones, coverWords } from '../coverage/signs.ts';
import { termTitle } from '../coverage/view.ts';
import { documentLink, domainPage } from '../pages.ts';
import { fractionText, rankText, standingText } from '../words.ts';
import type { Shown } from './ground.ts';

export function coveragePage(shown: Shown): Page {
  const section = (place: string, zh: string, en: string, blocks: Section['blocks']): Section => ({ place, heading: { zh, en }, blocks });
  const tableOf = (by: Parameters<typeof byReport>[1]): Section['blocks'] =>
    byReport(shown, by).blocks.filter(({ kind }) => kind !== 'heading');
  return {
    path: 'coverage.html',
    title: { zh: '覆盖情况', en: 'Coverage' },
    under: 'coverage.html',
    sections: [
      { blocks: [domainChoice(shown)] },
      section(
        'picture',
        '按方面和层次',
        'By domain and tier',
        pictureReport(shown).blocks.filter(({ kind }) => kind !== 'heading'),
      ),
      section('tiers', '按层次', 'By tier', tableOf('tier')),
      section('ranks', '按位阶', 'By rank', tableOf('rank')),
      section('issuers', '按制定机关', 'By issuer', tableOf('issuer')),
      section(
        'not-counted',
        '不填格位的文件',
        'Documents that fill no cell',
        notCountedReport(shown).blocks.filter(({ kind }) => kind !== 'heading'),
      ),
    ],
  };
}

function domainChoice({ vocabulary }: Shown, here?: string): Section['blocks'][number] {
  const choices = vocabulary.taxonomy.domains.map(({ id, title }): Choice => ({ href: domainPage(id), text: title, isHere: id === here }));
  return { kind: 'choice', label: { zh: '方面', en: 'Domains' }, choices };
}

export function gapsPage(shown: Shown): Page {
  return {
    path: 'gaps.html',
    title: { zh: '空缺', en: 'Gaps' },
    lead: {
      zh: '缺什么，最要紧的在前，各附最接近的文件',
      en: 'What is missing, the most wanted first, each with the nearest thing there is',
    },
    under: 'gaps.html',
    sections: [{ blocks: gapReport(shown).blocks.filter(({ kind }) => kind !== 'heading') }],
  };
}

export function domainPages(shown: Shown): readonly Page[] {
  return shown.vocabulary.taxonomy.domains.map((domain) => domainPageOf(shown, domain));
}

function domainPageOf(shown: Shown, domain: Domain): Page {
  const { coverage, ground } = shown;
  const row = [...coverage.domains, ...coverage.uncounted].find(({ id }) => id === domain.id);
  const gaps = gapsOf(coverage, shown.vocabulary.taxonomy.lead, shown.view).filter((gap) => gap.domain?.id === domain.id);
  const isCounted = domain.counted !== false;
  return {
    path: domainPage(domain.id),
    title: isCounted ? domain.title : { zh: `${domain.title.zh}（不计入合计）`, en: `${domain.title.en} (not counted)` },
    ...(row && {
      lead: {
        zh: `内容 ${fractionText(row.topics)}，自有 ${fractionText(row.ownTopics)}；格位 ${fractionText(row.cells)}`,
        en: `topics ${fractionText(row.topics)}, own ${fractionText(row.ownTopics)}; cells ${fractionText(row.cells)}`,
      },
    }),
    under: 'coverage.html',
    sections: [
      { blocks: [domainChoice(shown, domain.id)] },
      { place: 'topics', heading: { zh: '各项内容', en: 'Topics' }, blocks: [topicTable(shown, domain)] },
      ...(gaps.length === 0
        ? []
        : [
            {
              place: 'gaps',
              heading: { zh: '空缺', en: 'Gaps' },
              blocks: [{ kind: 'table', columns: gapColumns, rows: gaps.map((gap) => gapRow(shown, gap)) } as const],
            },
          ]),
      ...domainTiers(ground.registry).map((tier) => cellSection(shown, domain, tier)),
    ],
  };
}

function topicTable({ coverage }: Shown, domain: Domain): Section['blocks'][number] {
  const rows = coverage.topics.filter(({ topic }) => topic.domain === domain.id).map(topicRow);
  return {
    kind: 'table',
    columns: [
      { title: { zh: '内容', en: 'Topic' }, look: 'subject' },
      { title: { zh: '情况', en: 'State' } },
      { title: { zh: '文件', en: 'Documents' }, look: 'long' },
    ],
    rows,
  };
}

function topicRow({ topic, state, own, upper, inProgress }: TopicState): Row {
  const documents = state === 'in-progress' ? inProgress : [...own, ...upper];
  return {
    cells: [topic.title, [{ text: coverWords[state], tone: coverTones[state] }], linksTo(documents)],
    place: `topic-${topic.id}`,
  };
}

function linksTo(documents: readonly Tallied[]): Cell {
  return documents.flatMap(({ document }, index): readonly Toned[] => [
    ...(index === 0 ? [] : [{ text: { zh: '、', en: ', ' }, tone: 'plain' } as const]),
    documentLink(document),
  ]);
}

function cellSection(shown: Shown, domain: Domain, tier: string): Section {
  const cell = shown.coverage.cells.find((each) => each.domain.id === domain.id && each.tier === tier);
  const name = termTitle(shown.vocabulary.taxonomy.tiers, tier);
  const documents = [...(cell?.documents ?? []), ...(cell?.others ?? [])];
  const own = cell?.documents.filter(({ isOwn }) => isOwn).length ?? 0;
  const upper = (cell?.documents.length ?? 0) - own;
  const reason = domain.not_applicable?.find((each) => each.tier === tier)?.reason;
  const said: Text =
    reason !== undefined
      ? { zh: `不适用：${reason.zh}`, en: `not applicable: ${reason.en}` }
      : cell?.state === 'filled'
        ? { zh: `自有 ${own} 份，上级 ${upper} 份`, en: `${own} own, ${upper} upper` }
        : { zh: '缺', en: 'gap' };
  return {
    place: tier,
    heading: { zh: `${name.zh}层次`, en: `Tier: ${name.en}` },
    blocks: [
      { kind: 'paragraph', text: [{ text: said, tone: cell?.state === 'empty' ? 'bad' : 'plain' }] },
      ...(documents.length === 0 ? [] : [documentTable(documents)]),
    ],
  };
}

/** Documents with what a reader asks of each. */
function documentTable(documents: readonly Tallied[]): Section['blocks'][number] {
  return {
    kind: 'table',
    columns: [
      { title: { zh: '文件', en: 'Document' }, look: 'subject' },
      { title: { zh: '编号', en: 'Number' } },
      { title: { zh: '位阶', en: 'Rank' } },
      { title: { zh: '状态', en: 'Standing' } },
    ],
    rows: documents.map(({ document, standing }) => ({
      cells: [[documentLink(document)], document.number ?? '', rankText(document), standingText(standing)],
    })),
  };
}
