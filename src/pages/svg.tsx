// A drawing as SVG: inside a page, whose style paints it, or as a file that brings its own.

import { lightStyle, pictureStyle } from 'virtual:assets';
import { Fragment, type JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { harmless, type Lang, type Text } from '../diagnostic.ts';
import type { Drawing, Line, Mark } from '../drawing.ts';

/** Where a link of a drawing leads from the page that it is on; undefined in a picture that stands alone. */
export type LinkTo = (href: string) => string | undefined;

export function Picture({ drawing, lang, linkTo }: { drawing: Drawing; lang: Lang; linkTo: LinkTo }): JSX.Element {
  const { width, height, marks } = drawing;
  return (
    <svg
      class="picture"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-label={said(drawing.title, lang)}
      xmlns="http://www.w3.org/2000/svg"
    >
      <title>{said(drawing.title, lang)}</title>
      <desc>{said(drawing.description, lang)}</desc>
      {marks.map((mark) => shape(mark, lang, linkTo))}
    </svg>
  );
}

/** The picture as a file of its own, without links. */
export function svgFile(drawing: Drawing, lang: Lang): string {
  const alone = (
    <svg
      class="picture"
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      width={drawing.width}
      height={drawing.height}
      role="img"
      xmlns="http://www.w3.org/2000/svg"
    >
      <title>{said(drawing.title, lang)}</title>
      <desc>{said(drawing.description, lang)}</desc>
      <style>{`${lightStyle}${pictureStyle}`}</style>
      <rect class="paper" width={drawing.width} height={drawing.height} fill="#ffffff" />
      {drawing.marks.map((mark) => shape(mark, lang, () => undefined))}
    </svg>
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderToString(alone)}\n`;
}

function said(text: Text, lang: Lang): string {
  return harmless(text[lang]);
}

function shape(mark: Mark, lang: Lang, linkTo: LinkTo): JSX.Element {
  switch (mark.kind) {
    case 'box':
      return <rect class={mark.look} x={round(mark.x)} y={round(mark.y)} width={round(mark.width)} height={round(mark.height)} />;
    case 'line':
      return lineShape(mark);
    case 'words':
      return (
        <text class={[mark.look, mark.size].filter(Boolean).join(' ')} x={round(mark.x)} y={round(mark.y)} text-anchor={mark.anchor}>
          {said(mark.text, lang)}
        </text>
      );
    case 'link': {
      const href = linkTo(mark.href);
      const inside = mark.marks.map((each) => shape(each, lang, linkTo));
      if (href === undefined) return <Fragment>{inside}</Fragment>;
      return (
        <a href={href} data-name={mark.name}>
          <title>{said(mark.label, lang)}</title>
          {inside}
        </a>
      );
    }
  }
}

function lineShape({ points, look, isCurved, joins }: Line): JSX.Element {
  const [from, to] = points;
  const ends = joins && { 'data-start': joins[0], 'data-end': joins[1] };
  if (isCurved === undefined || from === undefined || to === undefined)
    return <polyline class={look} points={points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')} {...ends} />;
  const middle = from[0] === to[0] ? from[0] - bulge : (from[0] + to[0]) / 2;
  const d = `M${round(from[0])} ${round(from[1])}C${round(middle)} ${round(from[1])} ${round(middle)} ${round(to[1])} ${round(to[0])} ${round(to[1])}`;
  return <path class={look} d={d} {...ends} />;
}

/** How far a curve between two places of one column leaves it. */
const bulge = 36;

/** A tenth of a pixel is finer than is seen. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
