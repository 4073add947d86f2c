// Pages of which each part is written by another program: a part stands between two marks. Pure.

/** The page with other content between `<!-- part:start -->` and `<!-- part:end -->`; a part that it lacks comes last. */
export function withPart(page: string, part: string, content: string): string {
  const [start, end] = [`<!-- ${part}:start -->`, `<!-- ${part}:end -->`];
  const text = `${start}\n\n${content.trim()}\n\n${end}`;
  const pieces = page.split(start);
  if (pieces.length === 1 && !page.includes(end)) return `${page.trim() === '' ? '' : `${page.trimEnd()}\n\n`}${text}\n`;
  const [before = '', rest = '', ...more] = pieces;
  const [, after, ...again] = rest.split(end);
  if (after === undefined || more.length > 0 || again.length > 0 || before.includes(end)) {
    throw new Error(`the page needs one ${start} and, below it, one ${end}`);
  }
  return `${before}${text}${after}`;
}

/** What stands between the marks of a part; undefined where the page lacks it. */
export function partOf(page: string, part: string): string | undefined {
  return page.split(`<!-- ${part}:start -->`)[1]?.split(`<!-- ${part}:end -->`)[0]?.trim();
}
