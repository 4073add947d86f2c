// The bases (上位依据) of a document that the registry holds, and where each stands in its record.
import type { Path } from '../diagnostic.ts';
import type { Day } from './day.ts';
import type { Document } from './document.ts';
import { outside, type Registry } from './registry.ts';

export interface RegisteredBasis {
  readonly document: Document;
  readonly path: Path;
  /** The version that is cited, where one is. */
  readonly version?: Day;
}

export function basesOf({ byId, fieldOf }: Registry, document: Document): readonly RegisteredBasis[] {
  return (fieldOf(document, 'basis') ?? []).flatMap((basis, index): readonly RegisteredBasis[] => {
    if (typeof basis !== 'string' && 'title' in basis) return [];
    const found = byId.get(typeof basis === 'string' ? basis : basis.document);
    if (found === undefined) return [];
    return typeof basis === 'string'
      ? [{ document: found, path: ['basis', index] }]
      : [{ document: found, path: ['basis', index, 'document'], version: basis.version }];
  });
}

/** Whether one of the document's bases passes the test, by its row and its document. */
export function hasBasis(
  { at, basis: { starts, rows, versions } }: Registry,
  { row }: Document,
  passes: (row: number, basis: Document | undefined, citesVersion: boolean) => boolean,
): boolean {
  const end = starts[row + 1] ?? 0;
  for (let index = starts[row] ?? 0; index < end; index++) {
    const basis = rows[index] ?? outside;
    if (passes(basis, at(basis), versions[index] === 1)) return true;
  }
  return false;
}
