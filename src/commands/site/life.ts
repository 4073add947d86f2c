// A document's life as a strip: when it was made, published, in force, amended, and when it ends or ended.
import type { Text } from '../../diagnostic.ts';
import { type Drawing, type Look, type Mark, sizes, widthOf, words } from '../../drawing.ts';
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
/** Of more moments than have ever been seen the last ones are labelled. */
const mostLabelled = 30;

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
  const labelled = all.slice(-mostLabelled);
  const labels = labelsOf(labelled, x);
  const height = band.y + band.height + 12 + (Math.max(...labels.map(({ level }) => level)) + 1) * line;
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
      ...all.slice(0, -mostLabelled).map((moment) => lead(moment, x(moment.day), band.y + band.height + 6)),
      ...labelled.flatMap((moment, index) => {
        const label = labels[index];
        return label === undefined ? [] : momentMarks(moment, label);
      }),
    ],
  };
}

/** Whole days alone: of a month nobody knows where it stands. */
function momentsOf(registry: Registry, document: Document): readonly Moment[] {
  const { amendments = [], review, prolongations = [] } = registry.recordOf(document);
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

/** A moment's label under the strip: the room it takes, beginning or ending at the moment, and the line it is written in. */
interface Label {
  readonly x: number;
  readonly from: number;
  readonly to: number;
  readonly isEnd: boolean;
  readonly level: number;
}

/** Between what leads down to a label and the label. */
const aside = 4;
const gap = 8;

/**
 * Labels of the earlier moments begin there, those of the later end there, where the picture ends: as many begin as can
 * without one upon another, nor upon what leads from a moment down to its label.
 */
function labelsOf(moments: readonly Moment[], x: (on: Day) => number): readonly Label[] {
  const withEnds = (ends: number): readonly Label[] =>
    inLines(moments.map((moment, index) => labelAt(moment, x(moment.day), index >= moments.length - ends)));
  const all = [...moments, undefined].map((_, ends) => withEnds(ends));
  const inside = all.filter((labels) => labels.every(({ from, to }) => from >= 0 && to <= width));
  return inside.find(areApart) ?? inside[0] ?? withEnds(0);
}

function areApart(labels: readonly Label[]): boolean {
  return labels.every((one, index) => labels.slice(index + 1).every((other) => isApart(one, other)));
}

function labelAt(moment: Moment, x: number, isEnd: boolean): Omit<Label, 'level'> {
  const { zh, en } = labelOf(moment);
  const room = Math.max(widthOf(zh, sizes.small), widthOf(en, sizes.small));
  return isEnd ? { x, from: x - aside - room, to: x - aside, isEnd } : { x, from: x + aside, to: x + aside + room, isEnd };
}

/**
 * Each in the highest line where it is apart from the others. Labels that begin at their moments are laid from the last to
 * the first, so that what leads to an earlier one passes the later ones on their left; those that end there the other way round.
 */
function inLines(free: readonly Omit<Label, 'level'>[]): readonly Label[] {
  const order = [...free.filter(({ isEnd }) => isEnd), ...free.filter(({ isEnd }) => !isEnd).reverse()];
  const laid = new Map<Omit<Label, 'level'>, Label>();
  for (const each of order) {
    const others = [...laid.values()];
    let label = { ...each, level: 0 };
    while (label.level < others.length && !others.every((other) => isApart(label, other))) label = { ...label, level: label.level + 1 };
    laid.set(each, label);
  }
  return free.flatMap((each) => laid.get(each) ?? []);
}

function isApart(one: Label, other: Label): boolean {
  if (one.level === other.level) return one.to + gap < other.from || other.to + gap < one.from;
  const [upper, lower] = one.level < other.level ? [one, other] : [other, one];
  return lower.x < upper.from || lower.x > upper.to;
}

function momentMarks(moment: Moment, { x, isEnd, level }: Label): readonly Mark[] {
  const y = band.y + band.height + 16 + level * line;
  return [
    lead(moment, x, y + 2),
    words(isEnd ? x - aside : x + aside, y, labelOf(moment), moment.look, { size: 'small', ...(isEnd && { anchor: 'end' }) }),
  ];
}

/** From the strip down to a label. */
function lead({ look }: Moment, x: number, y: number): Mark {
  return {
    kind: 'line',
    points: [
      [x, band.y - 4],
      [x, y],
    ],
    look,
  };
}
