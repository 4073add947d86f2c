// The table of documents as `src/pages/data.ts` writes it.

export interface Documents {
  readonly facets: readonly string[];
  /** Each in Chinese and English. */
  readonly texts: readonly (readonly [string, string])[];
  /** Id, page, title, number, positions of rank and standing among the texts, day; then the choices of each facet. */
  readonly rows: readonly Entry[];
}

export type Entry = readonly [
  id: string,
  href: string,
  title: string,
  number: string,
  rank: number,
  standing: number,
  day: string,
  ...string[],
];

/** Facets begin here in a row. */
export const firstFacet = 7;

declare global {
  interface Window {
    readonly mlxDocuments?: Documents;
  }
}
