// Where a page lies among the others, and how it leads to them: by relative addresses, so that the folder may lie anywhere.
import type { Lang } from '../diagnostic.ts';

export interface Place {
  /** From the site's folder. */
  readonly path: string;
  /** From the page to the site's folder: `../../` or nothing. */
  readonly top: string;
  /** From the page to the same page in the other language. */
  readonly other: string;
  /** From the page to a page of the same language, or the address itself where it leads elsewhere. */
  readonly linkTo: (href: string) => string;
}

export function placeOf(path: string, lang: Lang, main: Lang): Place {
  const folderOf = (of: Lang): string => (of === main ? '' : `${of}/`);
  const own = `${folderOf(lang)}${path}`;
  const top = '../'.repeat(own.split('/').length - 1);
  const other = folderOf(lang === 'zh' ? 'en' : 'zh');
  return {
    path: own,
    top,
    other: `${top}${other}${path}`,
    linkTo: (href) => (href.startsWith('#') || /^https?:/.test(href) ? href : `${top}${folderOf(lang)}${href}`),
  };
}
