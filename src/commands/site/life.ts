// A document's life as a strip: when it was made, published, in force, amended, and when it ends or ended.
import type { Text } from '../../diagnostic.ts';
import { type Drawing, type Look, type Mark, sizes, widthOf } from '../../drawing.ts';
import { inForceOf } from '../../measures/standing.ts';
import { addYears, type Day, daysBetween } from '../../registry/day.ts';
import { type Document, dateFields, titleOf } from '../../registry/document.ts';
import type { Registry } from '../../registry/registry.ts';
import { dateWords } from '../../registry/words.ts';

interface Moment {
  readonly day: Day;
  readonly text: Text;
  readonly look: Look;
}

const width = 960;
const margin = 24;
const band = { y: 20, height: 18 } as const;
const line = 20;

/** Undefined for a document of which no day is known. */
export function lifeDrawing(registry: Registry, document: Document, day: Day): Drawing | undefined {
  const moments = momentsOf(registry, document);
  const [first] = moments;
  if (first === undefined) return undefined;
  const all: readonly Moment[] = [...moments, { day, text: { zh: '统计日', en: 'as of' }, look: 'now' } as const].sort((a, b) =>
    a.day < b.day ? -1 : a.day > b.day ? 1 : 0,
  );
  const [start, end] = [all[0]?.day ?? day, addYears(all.at(-1)?.day ?? day, 1)];
  const length = Math.max(1, daysBetween(start, end));
  const x = (on: Day): number => margin + (Math.min(Math.max(daysBetween(start, on), 0), length) / length) * (width - 2 * margin);
  const levels = levelsOf(all, x);
  const height = band.y + band.height + 12 + (Math.max(...levels) + 1) * line;
  const force = inForceOf(registry, document);
  const isOpen = force !== undefined && force.end === undefined;
  return {
    title: { zh: `《${titleOf(document)}》的经历`, en: `the life of 《${titleOf(document)}》` },
    description: {
      zh: all.map((each) => `${each.day} ${each.text.zh}`).join('，'),
      en: all.map((each) => `${each.day} ${each.text.en}`).join(', '),
    },
    width,
    height,
    marks: [
      { kind: 'box', x: margin, y: band.y, width: width - 2 * margin, height: band.height, look: 'plain' },
      ...(force === undefined || force.from === ''
        ? []
        : [
            {
              kind: 'box',
              x: x(force.from),
              y: band.y,
              width: Math.max(2, (isOpen ? width - margin : x(force.end ?? end)) - x(force.from)),
              height: band.height,
              look: 'own',
            } as const,
          ]),
      ...all.flatMap((moment, index) => momentMarks(moment, x(moment.day), levels[index] ?? 0)),
    ],
  };
}

/** Whole days alone: of a month nobody knows where it stands. */
function momentsOf(registry: Registry, document: Document): readonly Moment[] {
  const { amendments = [], review, prolongations = [] } = document.record;
  const dates = dateFields.flatMap((name): readonly Moment[] => {
    const on = document.dates[name];
    return on === undefined ? [] : [{ day: on, text: dateWords[name], look: name === 'repealed' || name === 'expires' ? 'bad' : 'strong' }];
  });
  const successors = registry.successorsOf(document.id).flatMap(({ document: next }): readonly Moment[] => {
    const on = next.dates.effective ?? next.dates.published;
    return on === undefined || next.id === document.id ? [] : [{ day: on, text: { zh: '被代替', en: 'replaced' }, look: 'bad' }];
  });
  return [
    ...dates,
    ...amendments.map(({ date }): Moment => ({ day: date, text: { zh: '修改', en: 'amended' }, look: 'fair' })),
    ...(review === undefined ? [] : [{ day: review.date, text: { zh: '清理（复审）', en: 'reviewed' }, look: 'fair' } as const]),
    ...prolongations.map(({ until }): Moment => ({ day: until, text: { zh: '延续至', en: 'prolonged until' }, look: 'bad' })),
    ...successors,
  ];
}

function labelOf({ day, text }: Moment): Text {
  return { zh: `${day} ${text.zh}`, en: `${day} ${text.en}` };
}

/** Labels are written in as few lines as there are without one upon another. */
function levelsOf(moments: readonly Moment[], x: (on: Day) => number): readonly number[] {
  const ends: number[] = [];
  return moments.map((moment) => {
    const { zh, en } = labelOf(moment);
    const room = Math.max(widthOf(zh, sizes.small), widthOf(en, sizes.small));
    const from = startOf(x(moment.day), room);
    const free = ends.findIndex((end) => end < from);
    const level = free === -1 ? ends.length : free;
    ends[level] = from + room + 10;
    return level;
  });
}

/** Where a label begins: under its moment, and within the picture. */
function startOf(x: number, room: number): number {
  return Math.max(margin, Math.min(x, width - margin - room));
}

function momentMarks(moment: Moment, x: number, level: number): readonly Mark[] {
  const text = labelOf(moment);
  const room = Math.max(widthOf(text.zh, sizes.small), widthOf(text.en, sizes.small));
  const y = band.y + band.height + 16 + level * line;
  return [
    {
      kind: 'line',
      points: [
        [x, band.y - 4],
        [x, y - 10],
      ],
      look: moment.look,
    },
    { kind: 'words', x: startOf(x, room), y, text, look: moment.look, size: 'small' },
  ];
}
