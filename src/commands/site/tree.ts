// What a document rests on, upwards, and what rests on it, downwards: a line for each document, stepping in with each level.
import type { Text } from '../../diagnostic.ts';
import { type Drawing, fittedText, type Look, type Mark, sizes } from '../../drawing.ts';
import { isInForce, isOver, type Tallied } from '../../measures/counted.ts';
import { type Document, titleOf } from '../../registry/document.ts';
import { documentPage } from '../pages.ts';
import { standingText } from '../words.ts';
import { basedOn, type Shown, type Tie } from './ground.ts';

/** Levels that are followed in each direction. */
const depth = 3;
/** Lines in each direction; what is beyond is counted. */
const mostLines = 40;

interface Node {
  readonly document: Document;
  readonly level: number;
  readonly tie: Tie;
  /** The index of the node that it hangs from; that of the document itself is -1. */
  readonly parent: number;
}

type Next = (document: Document) => readonly { readonly document: Document; readonly tie: Tie }[];

const width = 960;
const margin = 12;
const row = 30;
const step = 32;
const box = 24;

/** Undefined where it rests on nothing that is registered, and nothing rests on it. */
export function treeDrawing(shown: Shown, { document }: Tallied): Drawing | undefined {
  const up = walk(document, (each) => basedOn(shown, each));
  const down = walk(document, (each) => dependentsOf(shown, each));
  if (up.nodes.length + down.nodes.length === 0) return undefined;
  const middle = margin + (up.nodes.length + (up.more > 0 ? 1 : 0)) * row;
  const upY = (index: number): number => middle - (index + 1) * row;
  const downY = (index: number): number => middle + (index + 1) * row;
  const marks: readonly Mark[] = [
    ...branches(up.nodes, upY, middle),
    ...branches(down.nodes, downY, middle),
    ...up.nodes.flatMap((node, index) => nodeMarks(shown, node, upY(index))),
    ...(up.more > 0 ? [moreMark(up.more, margin)] : []),
    ...nodeMarks(shown, { document, level: 0, tie: 'sound', parent: -1 }, middle, 'strong'),
    ...down.nodes.flatMap((node, index) => nodeMarks(shown, node, downY(index))),
    ...(down.more > 0 ? [moreMark(down.more, downY(down.nodes.length))] : []),
  ];
  return {
    title: { zh: `《${titleOf(document)}》的依据和被依据`, en: `what 《${titleOf(document)}》 rests on, and what rests on it` },
    description: {
      zh: `向上 ${up.nodes.length + up.more} 份依据，向下 ${down.nodes.length + down.more} 份以它为依据的文件。`,
      en: `${up.nodes.length + up.more} bases above, ${down.nodes.length + down.more} documents below that rest on it.`,
    },
    width,
    height: downY(down.nodes.length) + (down.more > 0 ? row : 0) + margin / 2,
    marks,
  };
}

function dependentsOf(shown: Shown, document: Document): ReturnType<Next> {
  return shown.ground.registry.dependentsOf(document.id).map((dependent) => ({
    document: dependent,
    tie: basedOn(shown, dependent).find((basis) => basis.document.id === document.id)?.tie ?? 'sound',
  }));
}

/** Each document once, where it is met first. */
function walk(from: Document, next: Next): { readonly nodes: readonly Node[]; readonly more: number } {
  const seen = new Set([from.id]);
  const nodes: Node[] = [];
  let more = 0;
  const visit = (document: Document, level: number, parent: number): void => {
    for (const { document: each, tie } of next(document)) {
      if (seen.has(each.id)) continue;
      seen.add(each.id);
      if (nodes.length === mostLines) {
        more++;
        continue;
      }
      const index = nodes.push({ document: each, level, tie, parent }) - 1;
      if (level < depth) visit(each, level + 1, index);
    }
  };
  visit(from, 1, -1);
  return { nodes, more };
}

export const tieLooks: Readonly<Record<Tie, Look>> = { dead: 'bad', stale: 'fair', sound: 'grid' };

function branches(nodes: readonly Node[], y: (index: number) => number, middle: number): readonly Mark[] {
  return nodes.map(({ level, tie, parent }, index): Mark => {
    const from = (parent === -1 ? middle : y(parent)) + box / 2;
    const x = margin + (level - 1) * step + 14;
    const to = y(index) + box / 2;
    return {
      kind: 'line',
      points: [
        [x, from],
        [x, to],
        [margin + level * step, to],
      ],
      look: tieLooks[tie],
    };
  });
}

function nodeMarks(shown: Shown, { document, level, tie }: Node, y: number, look?: Look): readonly Mark[] {
  const tallied = shown.tallied.get(document.id);
  const x = margin + level * step;
  const room = width - margin - x;
  const { zh, en } = tallied === undefined ? { zh: '', en: '' } : standingText(tallied.standing);
  const note = tieNotes[tie];
  const text = {
    zh: `${titleOf(document)}（${zh}${note === undefined ? '' : `；${note.zh}`}）`,
    en: `${titleOf(document)} (${en}${note === undefined ? '' : `; ${note.en}`})`,
  };
  const shape: Look = look ?? (tallied === undefined ? 'faint' : lookOf(tallied));
  const marks: readonly Mark[] = [
    { kind: 'box', x, y, width: room, height: box, look: shape },
    { kind: 'words', x: x + 10, y: y + 17, text: fittedText(text, room - 20, sizes.normal), look: shape },
  ];
  const href = documentPage(document.id);
  return href === undefined || look !== undefined ? marks : [{ kind: 'link', href, label: text, marks }];
}

const tieNotes: Readonly<Record<Tie, Text | undefined>> = {
  dead: { zh: '依据失效', en: 'basis has ended' },
  stale: { zh: '依据已修改', en: 'basis was amended' },
  sound: undefined,
};

/** What a document is to the system on the day. */
export function lookOf(tallied: Tallied): Look {
  if (isInForce(tallied)) return tallied.isOwn ? 'own' : 'upper';
  if (isOver(tallied)) return 'bad';
  return tallied.reason === 'reference' || tallied.reason === 'unsound' ? 'faint' : 'in-progress';
}

function moreMark(count: number, y: number): Mark {
  return { kind: 'words', x: margin + step, y: y + 17, text: { zh: `另有 ${count} 份`, en: `${count} more` }, look: 'faint' };
}
