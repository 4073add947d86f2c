// A cell's words, each with its tone, and with the page that it leads to.
import type { JSX } from 'preact';
import { harmless, type Lang } from '../diagnostic.ts';
import { type Cell, isText } from '../report.ts';
import type { Place } from './place.ts';

export function Said({ cell, lang, place }: { cell: Cell; lang: Lang; place: Place }): JSX.Element {
  if (typeof cell === 'string') return <Words text={cell} />;
  if (isText(cell)) return <Words text={cell[lang]} />;
  return (
    <>
      {cell.map(({ text, tone, href }) => {
        const said = typeof text === 'string' ? text : text[lang];
        // Bars are for the eye: the figures stand beside them.
        const isBar = /^[█▒○·▁-▇ ]+$/.test(said) && said.trim() !== '';
        const words = isBar ? said : <Words text={said} />;
        const toned =
          tone === 'plain' ? (
            words
          ) : (
            <span class={isBar ? `bar ${tone}` : tone} aria-hidden={isBar || undefined}>
              {words}
            </span>
          );
        return href === undefined ? toned : <a href={place.linkTo(href)}>{toned}</a>;
      })}
    </>
  );
}

/** What messages put in backquotes is code. */
export function Words({ text }: { text: string }): JSX.Element {
  const pieces = harmless(text).split('`');
  if (pieces.length === 1 || pieces.length % 2 === 0) return <>{pieces.join('`')}</>;
  return <>{pieces.map((piece, index) => (index % 2 === 0 ? piece : <code>{piece}</code>))}</>;
}
