// The table of documents as a script that the page loads: pages opened from a disk may fetch nothing.
import { harmless, type Text } from '../diagnostic.ts';
import type { Finder } from '../site.ts';

/** Each text is written once, and rows name it by its position. The program of the page reads it as `src/browser/data.ts` says. */
export function dataScript({ facets, rows }: Finder): string {
  const texts: Text[] = [];
  const positions = new Map<string, number>();
  const positionOf = (text: Text): number => {
    const key = `${text.zh}\n${text.en}`;
    const known = positions.get(key);
    if (known !== undefined) return known;
    positions.set(key, texts.length);
    return texts.push(text) - 1;
  };
  const written = rows.map(({ id, href, title, number, rank, standing, date, of }) => [
    id,
    href,
    harmless(title),
    harmless(number),
    positionOf(rank),
    positionOf(standing),
    date,
    ...facets.map((facet) => (of[facet.id] ?? []).join(' ')),
  ]);
  const data = { facets: facets.map(({ id }) => id), texts: texts.map(({ zh, en }) => [harmless(zh), harmless(en)]), rows: written };
  // What would end a script in a page ends nothing here, and is written so that it could not.
  return `window.mlxDocuments = ${JSON.stringify(data).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')};\n`;
}
