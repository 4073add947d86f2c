// Where the pages of the site lie, for whatever leads to one. Formats without pages leave links out.
import type { Document } from '../registry/document.ts';
import { titleOf } from '../registry/document.ts';
import { idForm } from '../registry/registry.ts';
import type { Cell, Toned } from '../report.ts';

/** Undefined for a file whose name can be no id. */
export function documentPage(id: string): string | undefined {
  return idForm.test(id) ? `documents/${id}.html` : undefined;
}

/** The page of a domain, or a place on it. */
export function domainPage(id: string, place?: string): string {
  return `domains/${id}.html${place === undefined ? '' : `#${place}`}`;
}

export function rulePage(name: string): string {
  return `rules.html#${name}`;
}

/** The title of a document in 《》, leading to its page. */
export function documentLink(document: Document): Toned {
  const href = documentPage(document.id);
  return { text: `《${titleOf(document)}》`, tone: 'plain', ...(href !== undefined && { href }) };
}

export function linked(text: Toned['text'], href: string | undefined): Cell {
  return [{ text, tone: 'plain', ...(href !== undefined && { href }) }];
}
