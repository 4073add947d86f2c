// Standard numbers: what a number says, and the one way to write it.
import { hiddenIn } from '../diagnostic.ts';
import type { Document } from './document.ts';
import type { Registry } from './registry.ts';

export interface StandardNumber {
  /** Whose numbers it is one of; `other` for a series that the jurisdiction names. */
  readonly series: 'national' | 'industry' | 'local' | 'association' | 'enterprise' | 'other';
  /** The code without the letter of its nature: `GB`, `DB37`, `JGJ`, `T/CHEAA`. */
  readonly prefix: string;
  /** What national, industry and local numbers say of the nature; the other series say nothing. */
  readonly nature?: 'T' | 'Z' | 'mandatory';
  /** The digits of a local code: two for a province, four for a city. */
  readonly localCode?: string;
  /** With its parts, such as `24421.4`. */
  readonly number: string;
  readonly year: number;
}

const nature = ' ?[/-] ?(?<nature>[TZ])';
const tail = String.raw`(?<number>\d{1,6}(?: ?\. ?\d{1,3}){0,2}) ?- ?(?<year>(?:19|20)\d{2})$`;

/**
 * Every way of writing that leaves no doubt, the first that fits. Where the code itself may end in digits a blank
 * must follow it. Local codes come before industry codes: `DB` without digits is the code of earthquakes.
 */
const forms: readonly (readonly [StandardNumber['series'], RegExp])[] = [
  ['local', new RegExp(String.raw`^(?<prefix>DB ?(?:\d{4}|\d{2})) ?[/-]? ?(?<nature>[TZ]) ?${tail}`, 'i')],
  ['local', new RegExp(String.raw`^(?<prefix>DB(?:\d{4}|\d{2})) ${tail}`, 'i')],
  ['association', new RegExp(`^(?<prefix>T ?[/-] ?[A-Z0-9]{2,10}) ${tail}`, 'i')],
  ['enterprise', new RegExp(String.raw`^(?<prefix>Q ?/ ?\S{1,20}) ${tail}`, 'i')],
  ['national', new RegExp(`^(?<prefix>GB) ?(?<nature>T) ?${tail}`, 'i')],
  ['national', new RegExp(`^(?<prefix>GB[A-Z]?|GSB)(?:${nature})? ?${tail}`, 'i')],
  ['industry', new RegExp(String.raw`^(?!DB\d)(?<prefix>[A-Z]{2,3})(?:${nature})? ?${tail}`, 'i')],
];

/** What a number says, however it is written; undefined where that cannot be had without guessing, as with a missing dash. */
export function parseStandardNumber(text: string, otherSeries: readonly string[] = []): StandardNumber | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[-\u2010-\u2015\u2212\u2500]+/g, '-')
    .replace(/[\u2044\u2215]/g, '/')
    .replace(/\s+/g, ' ')
    .trim();
  for (const prefix of otherSeries) {
    const rest = plain.startsWith(prefix) ? new RegExp(`^ ?${tail}`).exec(plain.slice(prefix.length))?.groups : undefined;
    if (rest !== undefined) return { series: 'other', prefix, ...serialOf(rest) };
  }
  for (const [series, form] of forms) {
    const groups = form.exec(plain)?.groups;
    if (groups !== undefined) return stated(series, groups);
  }
  return undefined;
}

type Groups = Readonly<Record<string, string | undefined>>;

function stated(series: StandardNumber['series'], groups: Groups): StandardNumber {
  const compact = (groups.prefix ?? '').replaceAll(' ', '');
  const serial = serialOf(groups);
  if (series === 'enterprise') return { series, prefix: `Q${compact.slice(1)}`, ...serial };
  if (series === 'association') return { series, prefix: `T/${compact.slice(2).toUpperCase()}`, ...serial };
  const prefix = compact.toUpperCase();
  const letter = groups.nature?.toUpperCase();
  const said = { series, prefix, nature: letter === 'T' || letter === 'Z' ? letter : 'mandatory', ...serial } as const;
  return series === 'local' ? { ...said, localCode: prefix.slice(2) } : said;
}

function serialOf({ number = '', year }: Groups): Pick<StandardNumber, 'number' | 'year'> {
  return { number: number.replaceAll(' ', ''), year: Number(year) };
}

/**
 * The number as it is stored, such as `GB/T 29118-2023`, or undefined where the text does not say it for certain, or has
 * something in it that nobody sees.
 */
export function normaliseStandardNumber(text: string, otherSeries: readonly string[] = []): string | undefined {
  const parsed = parseStandardNumber(text, otherSeries);
  if (parsed === undefined || [...hiddenIn(text)].length > 0) return undefined;
  const letter = parsed.nature === 'T' || parsed.nature === 'Z' ? `/${parsed.nature}` : '';
  return `${parsed.prefix}${letter} ${parsed.number}-${parsed.year}`;
}

/** Whether the text is a standard's number as it is stored: writing it anew changes nothing. */
export function isStandardNumber(text: string, otherSeries: readonly string[] = []): boolean {
  return normaliseStandardNumber(text, otherSeries) === text;
}

/** The series that the jurisdiction knows beside those of the grammar. */
export function otherSeriesOf({ jurisdiction }: Pick<Registry, 'jurisdiction'>): readonly string[] {
  return (jurisdiction?.value.standards?.other_series ?? []).map(({ prefix }) => prefix);
}

/** What a standard's number says; undefined for other documents, and where it has none that can be read. */
export function standardNumberOf(registry: Pick<Registry, 'jurisdiction'>, document: Document): StandardNumber | undefined {
  const { kind, number } = document;
  if (kind !== 'standard' || number === undefined) return undefined;
  if (!parsed.has(document)) parsed.set(document, parseStandardNumber(number, otherSeriesOf(registry)));
  return parsed.get(document);
}

/** Seven rules ask for it, and it takes up to eight patterns. */
const parsed = new WeakMap<Document, StandardNumber | undefined>();

/** What all editions of a standard share: code and serial. */
export function standardOf({ prefix, number }: StandardNumber): string {
  return `${prefix} ${number}`;
}
