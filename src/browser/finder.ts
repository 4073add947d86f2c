// The table of documents: what is typed and chosen narrows it at once, and stands in the address, so that a view can be sent.
import MiniSearch from 'minisearch';
import { type Documents, type Entry, firstFacet } from './data.ts';
import { wordsAsked, wordsIn } from './words.ts';

interface Indexed {
  readonly id: number;
  readonly title: string;
  readonly number: string;
  readonly name: string;
}

export function startFinder(finder: HTMLElement): void {
  const documents = window.mlxDocuments;
  const form = finder.querySelector('form');
  const body = finder.querySelector('tbody');
  const found = finder.querySelector('.found');
  const more = finder.querySelector<HTMLButtonElement>('.more');
  if (documents === undefined || !form || !body || !found || !more) return;
  const index = emptyIndex();
  const search = searchOver(documents, index);
  const step = Number(finder.dataset.shown);
  let rows: readonly Entry[] = documents.rows;
  let shown = step;

  const draw = (): void => {
    body.replaceChildren(...rows.slice(0, shown).map((row) => rowOf(row, documents, finder)));
    more.hidden = shown >= rows.length;
    found.textContent = (finder.dataset.found ?? '')
      .replace('{found}', String(rows.length))
      .replace('{all}', String(documents.rows.length));
  };
  const narrow = (): void => {
    const asked = askedIn(form);
    rows = search(asked);
    shown = step;
    draw();
    const address = asked.toString();
    history.replaceState(null, '', address === '' ? location.pathname : `#${address}`);
  };

  fillIn(form, new URLSearchParams(location.hash.slice(1)));
  form.addEventListener('input', narrow);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(narrow));
  window.addEventListener('hashchange', () => {
    fillIn(form, new URLSearchParams(location.hash.slice(1)));
    rows = search(askedIn(form));
    draw();
  });
  more.addEventListener('click', () => {
    const first = shown;
    shown += step;
    draw();
    body.children[first]?.querySelector('a')?.focus();
  });
  form.hidden = false;
  rows = search(askedIn(form));
  draw();
  // In small pieces, between which the page answers: of very many documents it takes a second.
  const entries = documents.rows.map(([name, , title, number], id): Indexed => ({ id, title, number, name }));
  index.addAllAsync(entries, { chunkSize: 200 }).then(() => {
    finder.dataset.ready = 'true';
    if (askedIn(form).has('q')) narrow();
  });
}

/** What is typed and chosen, without what is left open. */
function askedIn(form: HTMLFormElement): URLSearchParams {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value.trim() !== '') asked.set(name, value.trim());
  return asked;
}

function fillIn(form: HTMLFormElement, asked: URLSearchParams): void {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = asked.get(field.name) ?? '';
  }
}

type Search = (asked: URLSearchParams) => readonly Entry[];

/** It finds among what has been indexed so far. */
function searchOver({ facets, rows }: Documents, index: MiniSearch<Indexed>): Search {
  return (asked) => {
    const wanted = facets.flatMap((facet, position) => {
      const choice = asked.get(facet);
      return choice === null ? [] : [{ at: firstFacet + position, choice }];
    });
    const query = asked.get('q') ?? '';
    // Of equals the first of the registry is first here too.
    const candidates =
      query === ''
        ? rows
        : [...index.search(query)]
            .sort((a, b) => Math.round(1000 * (b.score - a.score)) || a.id - b.id)
            .map(({ id }) => rows[id])
            .filter((row) => row !== undefined);
    return candidates.filter((row) => wanted.every(({ at, choice }) => isAmong(row[at], choice)));
  };
}

function isAmong(choices: string | number | undefined, choice: string): boolean {
  return typeof choices === 'string' && choices.split(' ').includes(choice);
}

function emptyIndex(): MiniSearch<Indexed> {
  return new MiniSearch<Indexed>({
    fields: ['title', 'number', 'name'],
    tokenize: wordsIn,
    processTerm: (term) => term,
    searchOptions: { tokenize: wordsAsked, combineWith: 'AND', prefix: true, boost: { title: 2 } },
  });
}

function rowOf([, href, title, number, rank, standing, day]: Entry, { texts }: Documents, finder: HTMLElement): HTMLElement {
  const which = finder.dataset.lang === 'en' ? 1 : 0;
  const link = document.createElement('a');
  link.href = `${finder.dataset.base ?? ''}${href}`;
  link.textContent = title;
  const row = document.createElement('tr');
  for (const content of [link, number, texts[rank]?.[which] ?? '', texts[standing]?.[which] ?? '', day]) {
    const cell = document.createElement('td');
    cell.append(content);
    row.append(cell);
  }
  row.lastElementChild?.classList.add('day');
  return row;
}
