// What surrounds every page: its head, the way to the other pages and to the other language, the day it speaks of.
import type { JSX } from 'preact';
import { harmless, type Lang, type Text } from '../diagnostic.ts';
import type { Page, Section, Site } from '../site.ts';
import { BlockView, type View } from './blocks.tsx';
import { Said } from './cell.tsx';
import type { Place } from './place.ts';

/** Nothing is loaded but what lies beside the page; `file:` is what a page on a disk comes from. */
const policy =
  "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; base-uri 'none'; form-action 'none'";

const words = {
  skip: { zh: '跳到正文', en: 'Skip to the content' },
  menu: { zh: '主要页面', en: 'Main pages' },
} as const;

const tags: Readonly<Record<Lang, string>> = { zh: 'zh-CN', en: 'en' };

export function Frame({ site, page, lang, place }: { site: Site; page: Page; lang: Lang; place: Place }): JSX.Element {
  const said = (text: Text): string => harmless(text[lang]);
  const view: View = { lang, place, finder: site.finder };
  const other: Lang = lang === 'zh' ? 'en' : 'zh';
  return (
    <html lang={tags[lang]}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="color-scheme" content="light dark" />
        <title>{`${said(page.title)} – ${said(site.title)}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={`${place.top}assets/site.css`} />
        {hasFinder(page) && <script defer src={`${place.top}assets/documents.js`} />}
        <script defer src={`${place.top}assets/site.js`} />
      </head>
      <body>
        <a class="skip" href="#main">
          {said(words.skip)}
        </a>
        <header>
          <p class="name">
            <a href={place.linkTo('index.html')}>{said(site.title)}</a>
          </p>
          <a class="language" href={place.other} lang={tags[other]} hreflang={tags[other]}>
            {{ zh: '中文', en: 'English' }[other]}
          </a>
          <nav aria-label={said(words.menu)}>
            <ul>
              {site.menu.map(({ path, title }) => (
                <li key={path}>
                  <a href={place.linkTo(path)} aria-current={path === page.path ? 'page' : path === page.under ? 'true' : undefined}>
                    {said(title)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main id="main">
          <h1>{said(page.title)}</h1>
          {page.lead && (
            <p class="lead">
              <Said cell={page.lead} lang={lang} place={place} />
            </p>
          )}
          {page.sections.map((section) => sectionView(section, view))}
        </main>
        <footer>
          <p>{said(site.state)}</p>
        </footer>
      </body>
    </html>
  );
}

function hasFinder({ sections }: Page): boolean {
  return sections.some(({ blocks }) => blocks.some(({ kind }) => kind === 'finder'));
}

function sectionView({ place, heading, blocks }: Section, view: View): JSX.Element {
  return (
    <section id={place}>
      {heading && <h2>{harmless(heading[view.lang])}</h2>}
      {blocks.map((block) => (
        <BlockView key={block} block={block} view={view} />
      ))}
    </section>
  );
}
