// Pictures before they have a format: no words lie upon others, leave the picture, or are crossed by what leads past them.
import { describe, expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import { lifeDrawing } from '../src/commands/site/life.ts';
import { type Drawing, type Line, type Mark, sizes, type Words, widthOf } from '../src/drawing.ts';
import { day, filesUnder, schemas, shipped, workspaceOf, workspaceOfAll } from './support/registry.ts';

function marksIn(marks: readonly Mark[]): readonly Exclude<Mark, { kind: 'link' }>[] {
  return marks.flatMap((mark) => (mark.kind === 'link' ? marksIn(mark.marks) : [mark]));
}

interface Room {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
}

function roomOf({ x, y, text, anchor, size = 'small' }: Words, lang: 'zh' | 'en'): Room {
  const height = sizes[size];
  const width = widthOf(text[lang], height);
  const from = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
  return { text: text[lang], from, to: from + width, top: y - height, bottom: y };
}

/** What cannot be read, in each language: words upon words, words outside, and upright lines through words. */
function faultsIn({ marks, width, height }: Drawing): readonly string[] {
  const all = marksIn(marks);
  const words = all.filter((mark): mark is Words => mark.kind === 'words');
  const lines = all.filter((mark): mark is Line => mark.kind === 'line' && mark.points.every(([x]) => x === mark.points[0]?.[0]));
  return (['zh', 'en'] as const).flatMap((lang) => {
    const rooms = words.map((each) => roomOf(each, lang));
    return rooms.flatMap((room, index) => [
      ...(room.from < 0 || room.to > width || room.bottom > height ? [`outside: ${room.text}`] : []),
      ...rooms
        .slice(index + 1)
        .filter((other) => room.from < other.to && other.from < room.to && room.top < other.bottom && other.top < room.bottom)
        .map((other) => `${room.text} upon ${other.text}`),
      ...lines
        .filter(({ points }) => {
          const [x = 0, ys] = [points[0]?.[0], points.map(([, y]) => y)];
          return x > room.from && x < room.to && Math.min(...ys) < room.bottom && Math.max(...ys) > room.top;
        })
        .map(() => `a line through ${room.text}`),
    ]);
  });
}

const { registry } = check(workspaceOfAll(filesUnder(shipped)), schemas, day);
if (registry === undefined) throw new Error('the registry is not sound');
const sound = registry;

describe('pictures', () => {
  it('of lives: every label can be read', () => {
    const lives = sound.documents.flatMap((document) => lifeDrawing(sound, document, day) ?? []);
    expect(lives.length).toBeGreaterThan(150);
    expect(lives.flatMap((life) => faultsIn(life).map((fault) => `${life.title.en}: ${fault}`))).toEqual([]);
  });

  it('of a life: thousands of amendments are drawn at once, the last of them with labels', () => {
    const amendments = Array.from({ length: 3000 }, (_, i) => `  - date: ${2000 + (i % 20)}-01-${String(1 + (i % 28)).padStart(2, '0')}\n`);
    const file = `title: 甲法\nrank: national-law\nstatus: in-force\ndomains: all\namendments:\n${amendments.join('')}sources: [测试]\n`;
    const amended = check(workspaceOf({ 'laws/a.yaml': file }), schemas, day).registry;
    const document = amended?.byId.get('a');
    const life = amended && document && lifeDrawing(amended, document, day);
    const marks = marksIn(life?.marks ?? []);
    expect(marks.filter(({ kind }) => kind === 'line').length).toBe(3001);
    expect(marks.filter(({ kind }) => kind === 'words').length).toBe(30);
  });
});
