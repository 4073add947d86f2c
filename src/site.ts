// Pages before they have a format: what each says, in the blocks that reports have, and how pages lead to each other.
import type { Text } from './diagnostic.ts';
import type { Drawing } from './drawing.ts';
import type { Block, Cell } from './report.ts';

export interface Site {
  readonly title: Text;
  /** What the pages speak of: the day, and the commit where one was read. */
  readonly state: Text;
  /** The pages that every page leads to. */
  readonly menu: readonly MenuEntry[];
  /** Made one by one, and not kept: there can be very many. */
  readonly pages: () => Iterable<Page>;
  /** What the table of documents is made from, once for both languages. */
  readonly finder: Finder;
  /** Files beside the pages, in each language. */
  readonly files: readonly SiteFile[];
}

export interface MenuEntry {
  readonly path: string;
  readonly title: Text;
}

export interface SiteFile {
  readonly path: string;
  readonly text: Text;
}

export interface Page {
  /** From the folder of its language, with `/`. */
  readonly path: string;
  readonly title: Text;
  /** Said under the title. */
  readonly lead?: Cell;
  /** The entry of the menu that it belongs to, by its path. */
  readonly under: string;
  readonly sections: readonly Section[];
}

export interface Section {
  /** What a link may lead to: `page.html#place`. */
  readonly place?: string;
  readonly heading?: Text;
  readonly blocks: readonly PageBlock[];
}

export type PageBlock =
  | Block
  | { readonly kind: 'drawing'; readonly drawing: Drawing }
  /** Links, of which at most one is where the reader is. */
  | { readonly kind: 'choice'; readonly label: Text; readonly choices: readonly Choice[] }
  /** One state after the other; the one with the index is shown first. */
  | { readonly kind: 'replay'; readonly label: Text; readonly first: number; readonly frames: readonly Frame[] }
  /** The table of documents, with what narrows it. */
  | { readonly kind: 'finder' }
  | { readonly kind: 'download'; readonly path: string; readonly text: Text };

export interface Choice {
  readonly href: string;
  readonly text: Text;
  readonly isHere: boolean;
}

export interface Frame {
  readonly label: Text;
  readonly blocks: readonly PageBlock[];
}

/** What narrows the table of documents, and a row for each document. */
export interface Finder {
  readonly facets: readonly Facet[];
  readonly rows: readonly FinderRow[];
}

export interface Facet {
  /** In the address of a view. */
  readonly id: string;
  readonly title: Text;
  readonly choices: readonly { readonly id: string; readonly text: Text }[];
}

export interface FinderRow {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  readonly number: string;
  readonly rank: Text;
  readonly standing: Text;
  readonly date: string;
  /** Of each facet, the choices that it is of. */
  readonly of: Readonly<Record<string, readonly string[]>>;
}
