// The system as the plan draws it: the lead on top, parts and their domains against the tiers, a square for each topic.
import type { Text } from '../../diagnostic.ts';
import { type Box, type Drawing, fittedText, type Look, type Mark, sizes, words } from '../../drawing.ts';
import { type Cell, domainTiers, isFilled, seen, type TopicCover } from '../../measures/coverage.ts';
import { titleOf } from '../../registry/document.ts';
import type { Tier } from '../../registry/taxonomy.ts';
import { standingWords } from '../../registry/words.ts';
import { documentPage, domainPage } from '../pages.ts';
import { both, fractionText } from '../words.ts';
import { tierText } from './picture.ts';
import { type ScopeEntry, scopesOf } from './scopes.ts';
import { coverWords, signs } from './signs.ts';
import { headingText, type Picture, termTitle, title } from './view.ts';

const width = 960;
const margin = 16;
const row = 38;
const nameRoom = 236;
const cellRoom = 118;
const square = 16;
const step = square + 3;
/** Where there are more topics than this, squares give way to shares of a bar. */
const mostSquares = 11;

export function coverageDrawing(picture: Picture): Drawing {
  const tiers = domainTiers(picture.ground.registry);
  const entries = scopesOf(picture);
  const marks: Mark[] = [...headMarks(picture)];
  let y = 108;
  marks.push(...columnMarks(picture, tiers, y));
  y += 14;
  for (const entry of entries) {
    const isAside = entry.scope === 'uncounted';
    if (entry.isApart) y += isAside ? 22 : 8;
    marks.push(...rowMarks(picture, entry, tiers, y));
    y += row;
  }
  marks.push(...legendMarks(y + 26));
  const heading = headingText(picture);
  return {
    title: { zh: `${heading.zh} 覆盖情况`, en: `${heading.en}: coverage` },
    description: descriptionOf(picture),
    width,
    height: y + 44,
    marks,
  };
}

function descriptionOf({ coverage, view }: Picture): Text {
  const { topics, cells } = seen(coverage.total, view);
  return {
    zh: `内容覆盖 ${fractionText(topics)}，格位 ${fractionText(cells)}；各方面按层次列出，自有和上级分开。`,
    en: `Topics covered ${fractionText(topics)}, cells filled ${fractionText(cells)}; domains by tier, own documents apart from others.`,
  };
}

function headMarks(picture: Picture): readonly Mark[] {
  const { coverage, vocabulary } = picture;
  const { lead } = vocabulary.taxonomy;
  const found = coverage.tallied.find(({ document }) => document.id === lead);
  const isThere = coverage.lead.count > 0;
  const tier = termTitle(vocabulary.taxonomy.tiers, 'lead');
  const name = found === undefined ? lead : `《${titleOf(found.document)}》`;
  const state: Text = isThere
    ? { zh: '现行有效', en: 'in force' }
    : found === undefined
      ? { zh: '未登记', en: 'not registered' }
      : standingWords[found.standing.state];
  const box = { x: 180, y: 36, width: width - 360, height: 40 };
  const text = { zh: `${tier.zh}　${name}（${state.zh}）`, en: `${tier.en}: ${name} (${state.en})` };
  const inside: readonly Mark[] = [
    { kind: 'box', ...box, look: isThere ? 'own' : 'gap' },
    words(box.x + box.width / 2, box.y + 26, fittedText(text, box.width - 24, sizes.normal), isThere ? 'own' : 'gap', { anchor: 'middle' }),
  ];
  const page = documentPage(lead);
  const drop = box.y + box.height;
  return [
    words(margin, 22, headingText(picture), 'strong'),
    {
      kind: 'line',
      points: [
        [width / 2, drop],
        [width / 2, drop + 12],
      ],
      look: 'grid',
    },
    {
      kind: 'line',
      points: [
        [margin, drop + 12],
        [width - margin, drop + 12],
      ],
      look: 'grid',
    },
    ...(found === undefined || page === undefined ? inside : [{ kind: 'link', href: page, label: text, marks: inside } as const]),
  ];
}

/** Where the columns begin: cells of the tiers, then topics. */
function tierX(index: number): number {
  return margin + nameRoom + index * cellRoom;
}

function columnMarks({ vocabulary }: Picture, tiers: readonly Tier[], y: number): readonly Mark[] {
  const heads = tiers.map((tier, index) =>
    words(tierX(index) + (cellRoom - 8) / 2, y, termTitle(vocabulary.taxonomy.tiers, tier), 'faint', { size: 'small', anchor: 'middle' }),
  );
  return [
    words(margin, y, title.domain, 'faint', { size: 'small' }),
    ...heads,
    words(tierX(tiers.length) + 8, y, title.topics, 'faint', { size: 'small' }),
  ];
}

function rowMarks(picture: Picture, entry: ScopeEntry, tiers: readonly Tier[], y: number): readonly Mark[] {
  const { scope, row: figures, title: name } = entry;
  const isDomain = scope === 'domain' || scope === 'uncounted';
  const base = y + 24;
  const { topics } = seen(figures, picture.view);
  const share: Mark = words(width - margin - 10, base, both(fractionText(topics)), isDomain ? 'plain' : 'strong', { anchor: 'end' });
  if (!isDomain)
    return [
      ...(scope === 'total' ? [ruleAt(y)] : []),
      words(margin, base, name, 'strong'),
      ...tiers.map((tier, index) =>
        words(tierX(index) + (cellRoom - 8) / 2, base, both(tierText(picture, scope, figures.id, tier)), 'plain', { anchor: 'middle' }),
      ),
      share,
    ];
  const shown: Text = scope === 'uncounted' ? { zh: `${name.zh}（不计入）`, en: `${name.en} (not counted)` } : name;
  const label: readonly Mark[] = [words(margin + 14, base, fittedText(shown, nameRoom - 18, sizes.normal), 'plain')];
  return [
    ...(scope === 'uncounted' ? [{ kind: 'box', x: margin, y, width: width - 2 * margin, height: row, look: 'frame' } as const] : []),
    { kind: 'link', href: domainPage(figures.id), label: shown, marks: label },
    ...tiers.flatMap((tier, index) => cellMarks(picture, figures.id, tier, tierX(index), y + 4)),
    ...topicMarks(picture, figures.id, tierX(tiers.length) + 8, y + 11),
    share,
  ];
}

function ruleAt(y: number): Mark {
  return {
    kind: 'line',
    points: [
      [margin, y],
      [width - margin, y],
    ],
    look: 'grid',
  };
}

function cellMarks({ coverage, vocabulary, view }: Picture, domain: string, tier: Tier, x: number, y: number): readonly Mark[] {
  const cell = coverage.cells.find((each) => each.domain.id === domain && each.tier === tier);
  if (cell === undefined) return [];
  const { look, text, said } = cellSaid(cell, view);
  const room: Box = { kind: 'box', x, y, width: cellRoom - 8, height: row - 8, look };
  const name = termTitle(vocabulary.taxonomy.tiers, tier);
  const label = { zh: `${cell.domain.title.zh} ${name.zh}：${said.zh}`, en: `${cell.domain.title.en}, ${name.en}: ${said.en}` };
  const marks = [room, words(x + room.width / 2, y + 20, text, look, { size: 'small', anchor: 'middle' })];
  return [{ kind: 'link', href: domainPage(domain, tier), label, marks }];
}

/** Own and other documents of a cell, in few words and in more. */
function cellSaid(cell: Cell, view: Picture['view']): { readonly look: Look; readonly text: Text; readonly said: Text } {
  const own = cell.documents.filter(({ isOwn }) => isOwn).length;
  const upper = cell.documents.length - own;
  if (cell.state === 'not-applicable') {
    const none = { zh: '不适用', en: 'n/a' };
    return { look: 'not-applicable', text: none, said: none };
  }
  const counts = { zh: `自有 ${own}　上级 ${upper}`, en: `own ${own}, upper ${upper}` };
  if (isFilled(cell, view)) return { look: own > 0 ? 'own' : 'upper', text: counts, said: counts };
  const gap = { zh: upper > 0 ? `缺（上级 ${upper}）` : '缺', en: upper > 0 ? `gap (upper ${upper})` : 'gap' };
  return { look: 'gap', text: gap, said: gap };
}

/** A square for each topic, covered ones first; where they are many, a bar of shares. */
function topicMarks(picture: Picture, domain: string, x: number, y: number): readonly Mark[] {
  const order: readonly TopicCover[] = ['own', 'upper', 'in-progress', 'gap'];
  const topics = picture.coverage.topics
    .filter(({ topic }) => topic.domain === domain)
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  if (topics.length > mostSquares)
    return shareMarks(
      topics.map(({ state }) => state),
      x,
      y,
    );
  return topics.map(({ topic, state }, index): Mark => {
    const { zh, en } = coverWords[state];
    const box: Box = { kind: 'box', x: x + index * step, y, width: square, height: square, look: state };
    const label = { zh: `${topic.title.zh}：${zh}`, en: `${topic.title.en}: ${en}` };
    return { kind: 'link', href: domainPage(domain, `topic-${topic.id}`), label, marks: [box] };
  });
}

function shareMarks(states: readonly TopicCover[], x: number, y: number): readonly Mark[] {
  const whole = mostSquares * step;
  const looks = [...new Set(states)];
  let from = x;
  return looks.map((look): Mark => {
    const share = (states.filter((state) => state === look).length / states.length) * whole;
    from += share;
    return { kind: 'box', x: from - share, y, width: share, height: square, look };
  });
}

function legendMarks(y: number): readonly Mark[] {
  return signs.flatMap(([state], index) => {
    const x = margin + index * 120;
    return [
      { kind: 'box', x, y: y - 13, width: square, height: square, look: state } as const,
      words(x + square + 6, y, coverWords[state], 'faint', { size: 'small' }),
    ];
  });
}
