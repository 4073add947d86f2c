// The bases (上位依据) of a document that the registry holds, and where each stands in its record.
import type { Path } from '../diagnostic.ts';
import type { Day } from './day.ts';
import type { Document } from './document.ts';
import type { Registry } from './registry.ts';

export interface RegisteredBasis {
  readonly document: Document;
  readonly path: Path;
  /** The version that is cited, where one is. */
  readonly version?: Day;
}

export function basesOf(registry: Registry, { record }: Document): readonly RegisteredBasis[] {
  return (record.basis ?? []).flatMap((basis, index): readonly RegisteredBasis[] => {
    if (typeof basis !== 'string' && 'title' in basis) return [];
    const document = registry.byId.get(typeof basis === 'string' ? basis : basis.document);
    if (document === undefined) return [];
    return typeof basis === 'string'
      ? [{ document, path: ['basis', index] }]
      : [{ document, path: ['basis', index, 'document'], version: basis.version }];
  });
}
