// The site as files: every page in each language, and what they load. The chosen language lies at the top, the other in a
// folder of its name. One by one: there can be very many.

import { script, siteStyle } from 'virtual:assets';
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Lang } from '../diagnostic.ts';
import type { Page, Site } from '../site.ts';
import { dataScript } from './data.ts';
import { Frame } from './frame.tsx';
import { placeOf } from './place.ts';

export interface WrittenFile {
  /** From the site's folder, with `/`. */
  readonly path: string;
  readonly content: string;
}

export function* siteFiles(site: Site, main: Lang): Iterable<WrittenFile> {
  yield { path: 'assets/site.css', content: siteStyle };
  yield { path: 'assets/site.js', content: script };
  yield { path: 'assets/documents.js', content: dataScript(site.finder) };
  for (const lang of ['zh', 'en'] as const)
    for (const file of site.files) yield { path: placeOf(file.path, lang, main).path, content: file.text[lang] };
  for (const page of site.pages()) for (const lang of ['zh', 'en'] as const) yield written(site, page, lang, main);
}

function written(site: Site, page: Page, lang: Lang, main: Lang): WrittenFile {
  const place = placeOf(page.path, lang, main);
  const html: JSX.Element = <Frame site={site} page={page} lang={lang} place={place} />;
  return { path: place.path, content: `<!doctype html>\n${renderToString(html)}\n` };
}
