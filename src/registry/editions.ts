// Editions of one standard: numbers that share code and serial, and differ in the year.
import type { Document } from './document.ts';
import type { Registry } from './registry.ts';
import { type StandardNumber, standardNumberOf, standardOf } from './standard-number.ts';

/** For each edition the documents that are editions of later years, the earliest first, then in the order of their files. */
type NewerEditions = ReadonlyMap<string, readonly Document[]>;

export function newerEditionsIn(registry: Registry): NewerEditions {
  const standards = new Map<string, Map<number, Document[]>>();
  for (const document of registry.documents) {
    const number = standardNumberOf(registry, document);
    if (number === undefined) continue;
    const standard = standardOf(number);
    const byYear = standards.get(standard) ?? new Map<number, Document[]>();
    const ofYear = byYear.get(number.year);
    if (ofYear === undefined) byYear.set(number.year, [document]);
    else ofYear.push(document);
    standards.set(standard, byYear);
  }
  const newer = new Map<string, readonly Document[]>();
  for (const [standard, byYear] of standards) {
    let later: readonly Document[] = [];
    for (const [year, documents] of [...byYear].sort(([a], [b]) => b - a)) {
      newer.set(`${standard}-${year}`, later);
      later = [...documents, ...later];
    }
  }
  return newer;
}

/** The key of an edition. */
export function editionOf(number: StandardNumber): string {
  return `${standardOf(number)}-${number.year}`;
}
