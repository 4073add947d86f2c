// What pages say, as far as tests ask: tables, links, words. It reads what the site writes, which is regular.

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };

export function decoded(html: string): string {
  return html.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) =>
    decimal || hex ? String.fromCodePoint(Number.parseInt(decimal ?? hex, hex ? 16 : 10)) : (entities[name] ?? whole),
  );
}

/** The words between the tags. */
export function wordsOf(html: string): string {
  return decoded(html.replace(/<[^>]*>/g, ''));
}

/** Each table: its rows, the head among them, and the words of their cells without blanks. */
export function tablesIn(html: string): readonly (readonly (readonly string[])[])[] {
  return [...html.matchAll(/<table>(.*?)<\/table>/gs)].map(([, table = '']) =>
    [...table.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
        packed(wordsOf(cell.replace(/<span class="unseen">.*?<\/span>/g, ''))),
      ),
    ),
  );
}

/** The same of tables in Markdown as the command line prints them. */
export function markdownTables(text: string): readonly (readonly (readonly string[])[])[] {
  const blocks = text.split('\n\n').map((block) => block.split('\n').filter((line) => line.startsWith('|')));
  return blocks
    .filter((lines) => lines.length > 1)
    .map((lines) =>
      lines
        .filter((_, index) => index !== 1)
        .map((line) =>
          line
            .slice(1, -1)
            .split('|')
            .map((cell) => packed(wordsOf(cell))),
        ),
    );
}

/** Blanks say nothing about what is said. */
export function packed(text: string): string {
  return text.replace(/[\s\u3000`]+/g, '');
}

/** Where a page leads to, and what can be led to on it. */
export function linksIn(html: string): { readonly hrefs: readonly string[]; readonly places: ReadonlySet<string> } {
  return {
    hrefs: [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, href = '']) => decoded(href)),
    places: new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => decoded(id))),
  };
}
