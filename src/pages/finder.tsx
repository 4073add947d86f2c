// The table of documents with what narrows it. Without the page's program its first rows can be read all the same.
import type { JSX } from 'preact';
import { harmless, type Lang, type Text } from '../diagnostic.ts';
import type { Facet, Finder, FinderRow } from '../site.ts';
import type { Place } from './place.ts';

/** Rows that are shown at a time. */
const shownRows = 100;

const words = {
  search: { zh: '搜索标题、编号、标识', en: 'Search titles, numbers, ids' },
  any: { zh: '不限', en: 'any' },
  clear: { zh: '清除条件', en: 'Clear' },
  more: { zh: '再显示 100 份', en: 'Show 100 more' },
  found: { zh: '{found} 份，共 {all} 份', en: '{found} of {all} documents' },
} as const;

const columns: readonly Text[] = [
  { zh: '文件', en: 'Document' },
  { zh: '编号', en: 'Number' },
  { zh: '位阶', en: 'Rank' },
  { zh: '状态', en: 'Standing' },
  { zh: '日期', en: 'Day' },
];

export function FinderView({ finder, lang, place }: { finder: Finder; lang: Lang; place: Place }): JSX.Element {
  const { facets, rows } = finder;
  const count = words.found[lang].replace('{found}', `${rows.length}`).replace('{all}', `${rows.length}`);
  return (
    <div class="finder" data-lang={lang} data-base={place.linkTo('')} data-shown={shownRows} data-found={words.found[lang]}>
      <form class="narrow" role="search" hidden>
        <label class="search">
          {words.search[lang]}
          <input type="search" name="q" autocomplete="off" spellcheck={false} />
        </label>
        {facets.map((facet) => facetView(facet, lang))}
        <button type="reset">{words.clear[lang]}</button>
      </form>
      <p class="found" role="status">
        {count}
      </p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              {columns.map((title) => (
                <th scope="col">{title[lang]}</th>
              ))}
            </tr>
          </thead>
          <tbody>{rows.slice(0, shownRows).map((row) => rowView(row, lang, place))}</tbody>
        </table>
      </div>
      <p>
        <button type="button" class="more" hidden>
          {words.more[lang]}
        </button>
      </p>
    </div>
  );
}

function facetView({ id, title, choices }: Facet, lang: Lang): JSX.Element {
  return (
    <label>
      {harmless(title[lang])}
      <select name={id}>
        <option value="">{words.any[lang]}</option>
        {choices.map((choice) => (
          <option value={choice.id}>{harmless(choice.text[lang])}</option>
        ))}
      </select>
    </label>
  );
}

function rowView({ href, title, number, rank, standing, date }: FinderRow, lang: Lang, place: Place): JSX.Element {
  return (
    <tr>
      <td>
        <a href={place.linkTo(href)}>{harmless(title)}</a>
      </td>
      <td>{harmless(number)}</td>
      <td>{harmless(rank[lang])}</td>
      <td>{harmless(standing[lang])}</td>
      <td class="day">{date}</td>
    </tr>
  );
}
