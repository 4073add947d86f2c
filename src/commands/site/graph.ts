// What rests on what: tiers from left to right, a band for each domain, a line from each document to its bases.
import type { Text } from '../../diagnostic.ts';
import { type Drawing, fittedText, type Line, type Look, type Mark, sizes } from '../../drawing.ts';
import { isAside, type Tallied } from '../../measures/counted.ts';
import { titleOf } from '../../registry/document.ts';
import type { Tier } from '../../registry/taxonomy.ts';
import type { Choice, Page, PageBlock } from '../../site.ts';
import { termTitle } from '../coverage/view.ts';
import { documentPage } from '../pages.ts';
import { type Based, basedOn, type Shown, type Tie } from './ground.ts';
import { lookOf, tieLooks } from './tree.ts';

/** More documents than this in one picture are no picture: then only broken and stale ties are drawn. */
const mostNodes = 600;

const graphPath = 'graph.html';
const pageOf = (domain: string): string => `graph/${domain}.html`;

export function graphPages(shown: Shown): readonly Page[] {
  const { domains } = shown.vocabulary.taxonomy;
  const ties = new Map(shown.documents.map((each) => [each.document.id, basedOn(shown, each.document)]));
  return [graphPage(shown, ties), ...domains.map(({ id }) => graphPage(shown, ties, id))];
}

type Ties = ReadonlyMap<string, readonly Based[]>;

function graphPage(shown: Shown, ties: Ties, domain?: string): Page {
  const name = domain === undefined ? undefined : termTitle(shown.vocabulary.taxonomy.domains, domain);
  const { chosen, isCut } = chosenFor(shown, ties, domain);
  const counts = countsOf(chosen, ties);
  return {
    path: domain === undefined ? graphPath : pageOf(domain),
    title:
      name === undefined
        ? { zh: '依据关系', en: 'What rests on what' }
        : { zh: `依据关系：${name.zh}`, en: `What rests on what: ${name.en}` },
    lead: {
      zh: `${chosen.length} 份文件，${counts.sound + counts.stale + counts.dead} 条依据，其中依据失效 ${counts.dead} 条、依据已修改 ${counts.stale} 条`,
      en: `${chosen.length} documents, ${counts.sound + counts.stale + counts.dead} ties: ${counts.dead} to a basis that has ended, ${counts.stale} to one that was amended since`,
    },
    under: graphPath,
    sections: [
      {
        blocks: [
          choiceOf(shown, domain),
          ...(isCut ? [cutNote] : []),
          legend,
          { kind: 'drawing', drawing: graphDrawing(shown, chosen, ties) },
        ],
      },
    ],
  };
}

const cutNote: PageBlock = {
  kind: 'paragraph',
  text: {
    zh: `文件超过 ${mostNodes} 份，这里只画依据失效或已修改的；其余见各文件页`,
    en: `more than ${mostNodes} documents: only ties to what has ended or was amended are drawn; the rest is on the pages of the documents`,
  },
};

const legend: PageBlock = {
  kind: 'paragraph',
  text: {
    zh: '红线：依据失效；黄线：依据已修改；灰线：未见问题。绿框自有，黄框上级，蓝框在办，红框已终止。',
    en: 'Red lines: the basis has ended; amber: it was amended since; grey: nothing is known to be wrong. Green boxes: own; amber: upper; blue: in progress; red: ended.',
  },
};

function choiceOf({ vocabulary }: Shown, here: string | undefined): PageBlock {
  const all: Choice = { href: graphPath, text: { zh: '全部', en: 'All' }, isHere: here === undefined };
  const choices = vocabulary.taxonomy.domains.map(({ id, title }): Choice => ({ href: pageOf(id), text: title, isHere: id === here }));
  return { kind: 'choice', label: { zh: '方面', en: 'Domains' }, choices: [all, ...choices] };
}

/** The documents of a domain, or all, with what they rest on. */
function chosenFor(shown: Shown, ties: Ties, domain: string | undefined): { readonly chosen: readonly Tallied[]; readonly isCut: boolean } {
  const isOf = ({ document: { domains } }: Tallied): boolean => domain === undefined || (domains !== 'all' && domains.includes(domain));
  const isMeant = (each: Tallied): boolean => each.document.rank !== undefined && !isReference(each) && isOf(each);
  const own = shown.documents.filter(isMeant);
  const isCut = own.length > mostNodes;
  const isDrawn = ({ tie }: Based): boolean => !isCut || tie !== 'sound';
  const tied = own.filter((each) => ties.get(each.document.id)?.some(isDrawn));
  const bases = tied.flatMap((each) => (ties.get(each.document.id) ?? []).filter(isDrawn).map(({ document }) => document.id));
  const wanted = new Set([...(isCut ? tied : own).map(({ document }) => document.id), ...bases]);
  return { chosen: shown.documents.filter(({ document }) => wanted.has(document.id) && document.rank !== undefined), isCut };
}

function isReference(each: Tallied): boolean {
  return each.reason === 'reference' && isAside(each);
}

function countsOf(chosen: readonly Tallied[], ties: Ties): Readonly<Record<Tie, number>> {
  const ids = new Set(chosen.map(({ document }) => document.id));
  const counts = { dead: 0, stale: 0, sound: 0 };
  for (const id of ids) for (const { document, tie } of ties.get(id) ?? []) if (ids.has(document.id)) counts[tie]++;
  return counts;
}

const margin = 40;
const columnRoom = 240;
const columnGap = 60;
const row = 24;
const box = 20;

interface Placed {
  readonly tallied: Tallied;
  readonly x: number;
  readonly y: number;
}

function graphDrawing(shown: Shown, chosen: readonly Tallied[], ties: Ties): Drawing {
  const { taxonomy } = shown.vocabulary;
  const tiers = taxonomy.tiers.map(({ id }) => id).filter((tier) => chosen.some((each) => tierOf(shown, each) === tier));
  const x = (tier: Tier): number => margin + tiers.indexOf(tier) * (columnRoom + columnGap);
  const width = Math.max(960, margin + 8 + tiers.length * columnRoom + (tiers.length - 1) * columnGap);
  const { bands, placed, height } = layOut(shown, chosen, ties, tiers, x);
  const heads = tiers.map((tier): Mark => ({ kind: 'words', x: x(tier), y: 24, text: termTitle(taxonomy.tiers, tier), look: 'strong' }));
  return {
    title: { zh: '依据关系图', en: 'What rests on what' },
    description: {
      zh: `${chosen.length} 份文件按层次从左到右、按方面分段排列，线连到各自的依据。`,
      en: `${chosen.length} documents, tiers from left to right and domains from top to bottom, each joined to its bases.`,
    },
    width,
    height,
    marks: [
      ...heads,
      ...bands.flatMap(({ title, y }): readonly Mark[] => [
        {
          kind: 'line',
          points: [
            [margin, y - 4],
            [width - 8, y - 4],
          ],
          look: 'grid',
        },
        { kind: 'words', x: margin, y: y + 12, text: title, look: 'faint', size: 'small' },
      ]),
      ...lines(placed, ties),
      ...[...placed.values()].flatMap(nodeMarks),
    ],
  };
}

function tierOf({ vocabulary }: Shown, { document }: Tallied): Tier {
  return document.id === vocabulary.taxonomy.lead ? 'lead' : (document.rank?.tier ?? 'support');
}

interface Laid {
  readonly bands: readonly { readonly title: Text; readonly y: number }[];
  readonly placed: ReadonlyMap<string, Placed>;
  readonly height: number;
}

/** Band by band; within a band each tier's documents in the order of what they rest on, so that lines cross little. */
function layOut(shown: Shown, chosen: readonly Tallied[], ties: Ties, tiers: readonly Tier[], x: (tier: Tier) => number): Laid {
  const bands: Laid['bands'][number][] = [];
  const placed = new Map<string, Placed>();
  let y = 44;
  const middleOf = ({ document }: Tallied): number => {
    const heights = (ties.get(document.id) ?? []).flatMap((basis) => placed.get(basis.document.id)?.y ?? []);
    return heights.length === 0 ? Number.POSITIVE_INFINITY : heights.reduce((sum, each) => sum + each, 0) / heights.length;
  };
  for (const { title, documents } of bandsOf(shown, chosen)) {
    bands.push({ title, y });
    let lowest = 0;
    for (const tier of tiers) {
      const mine = documents.filter((each) => tierOf(shown, each) === tier);
      const ordered = mine.map((tallied) => ({ tallied, middle: middleOf(tallied) })).sort((a, b) => compare(a.middle, b.middle));
      for (const [index, { tallied }] of ordered.entries())
        placed.set(tallied.document.id, { tallied, x: x(tier), y: y + 20 + index * row });
      lowest = Math.max(lowest, ordered.length);
    }
    y += 20 + lowest * row + 12;
  }
  return { bands, placed, height: y };
}

/** Infinity is not subtracted from itself. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function bandsOf(
  { vocabulary }: Shown,
  chosen: readonly Tallied[],
): readonly { readonly title: Text; readonly documents: readonly Tallied[] }[] {
  const bandOf = ({ document: { domains } }: Tallied): string => (domains === 'all' ? '' : (domains[0] ?? ''));
  const all = [{ id: '', title: { zh: '全领域', en: 'All domains' } }, ...vocabulary.taxonomy.domains];
  return all
    .map(({ id, title }) => ({ title, documents: chosen.filter((each) => bandOf(each) === id) }))
    .filter(({ documents }) => documents.length > 0);
}

const tieOrder: readonly Tie[] = ['sound', 'stale', 'dead'];

/** What is wrong is drawn last, and so on top. */
function lines(placed: ReadonlyMap<string, Placed>, ties: Ties): readonly Mark[] {
  const all = [...placed.values()].flatMap((from) =>
    (ties.get(from.tallied.document.id) ?? []).flatMap(({ document, tie }) => {
      const to = placed.get(document.id);
      return to === undefined ? [] : [{ tie, line: lineBetween(to, from, tieLooks[tie]) }];
    }),
  );
  return all.sort((a, b) => tieOrder.indexOf(a.tie) - tieOrder.indexOf(b.tie)).map(({ line }) => line);
}

/** From the right of the basis to the left of what rests on it; within a column from left to left. */
function lineBetween(basis: Placed, from: Placed, look: Look): Line {
  const isAfter = from.x > basis.x;
  const start = [isAfter ? basis.x + columnRoom : basis.x, basis.y + box / 2] as const;
  return {
    kind: 'line',
    points: [start, [from.x, from.y + box / 2]],
    look,
    isCurved: true,
    joins: [basis.tallied.document.id, from.tallied.document.id],
  };
}

function nodeMarks({ tallied, x, y }: Placed): readonly Mark[] {
  const { document } = tallied;
  const text = { zh: titleOf(document), en: titleOf(document) };
  const look = lookOf(tallied);
  const marks: readonly Mark[] = [
    { kind: 'box', x, y, width: columnRoom, height: box, look },
    { kind: 'words', x: x + 6, y: y + 14, text: fittedText(text, columnRoom - 12, sizes.small), look, size: 'small' },
  ];
  const href = documentPage(document.id);
  return href === undefined ? marks : [{ kind: 'link', href, label: text, marks, name: document.id }];
}
