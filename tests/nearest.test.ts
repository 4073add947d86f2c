// The nearest word: against the distance written out in full, over words of few letters, where many are near.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearestAmong } from '../src/diagnostic.ts';

/** Insertions, deletions, substitutions, and swaps of neighbours. */
function distance(a: string, b: string): number {
  const rows: number[][] = [];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 0; i <= a.length; i++) {
    rows.push([]);
    for (let j = 0; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const ways = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1), ...(swapped ? [at(i - 2, j - 2) + 1] : [])];
      rows[i]?.push(i === 0 ? j : j === 0 ? i : Math.min(...ways));
    }
  }
  return at(a.length, b.length);
}

function nearestByDefinition(word: string, candidates: readonly string[]): string | undefined {
  const most = Math.min(4, Math.max(1, Math.floor(word.length / 3)));
  const near = candidates.map((each) => ({ each, edits: distance(word.toLowerCase(), each.toLowerCase()) }));
  return near.filter(({ edits }) => edits <= most).sort((a, b) => a.edits - b.edits)[0]?.each;
}

it.each(['ab', 'abc-', 'abcdefgh0123456789-', '机关事务管理aA'])('of %s', (letters) => {
  const word = fc.string({ unit: fc.constantFrom(...letters), maxLength: 16 });
  const property = fc.property(fc.array(word, { maxLength: 20 }), fc.array(word, { minLength: 1, maxLength: 10 }), (candidates, words) => {
    const near = nearestAmong(candidates);
    for (const each of [...words, ...words]) expect(near(each)).toBe(nearestByDefinition(each, candidates));
  });
  fc.assert(property, { numRuns: 300 });
});
