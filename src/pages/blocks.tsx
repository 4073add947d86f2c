// Each kind of block as HTML.
import type { JSX } from 'preact';
import { type Diagnostic, harmless, type Lang, severityWords, type Text } from '../diagnostic.ts';
import type { Block, Cell, Column, Row } from '../report.ts';
import type { Finder, PageBlock } from '../site.ts';
import { Said, Words } from './cell.tsx';
import { FinderView } from './finder.tsx';
import type { Place } from './place.ts';
import { Picture } from './svg.tsx';

/** How and where a block is shown. */
export interface View {
  readonly lang: Lang;
  readonly place: Place;
  readonly finder: Finder;
}

export function BlockView({ block, view }: { block: PageBlock; view: View }): JSX.Element | null {
  const { lang, place } = view;
  const said = (text: Text): string => harmless(text[lang]);
  const cell = (of: Cell): JSX.Element => <Said cell={of} lang={lang} place={place} />;
  switch (block.kind) {
    case 'heading':
      return <h3>{cell(block.text)}</h3>;
    case 'paragraph':
      return <p>{cell(block.text)}</p>;
    case 'summary':
      return <p class={`summary ${block.severity}`}>{said(block.text)}</p>;
    case 'code':
      return <pre tabIndex={0}>{harmless(block.text)}</pre>;
    case 'diff':
      return <pre tabIndex={0}>{harmless(block.after)}</pre>;
    case 'timeline':
      return (
        <p>
          {block.timeline.start} – {block.timeline.end} {cell(block.timeline.label)}
        </p>
      );
    case 'fields':
      return <FieldsView block={block} view={view} />;
    case 'diagnostics':
      return <ul class="findings">{block.diagnostics.map((each) => findingView(each, lang))}</ul>;
    case 'table':
      return block.rows.length === 0 ? null : <TableView block={block} view={view} />;
    case 'drawing':
      return (
        <div class="scroll" tabIndex={0} role="region" aria-label={said(block.drawing.title)}>
          <Picture drawing={block.drawing} lang={lang} linkTo={place.linkTo} />
        </div>
      );
    case 'choice':
      return (
        <nav class="choice" aria-label={said(block.label)}>
          <ul>
            {block.choices.map(({ href, text, isHere }) => (
              <li key={href}>
                <a href={place.linkTo(href)} aria-current={isHere ? 'page' : undefined}>
                  {said(text)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      );
    case 'replay':
      return <ReplayView block={block} view={view} />;
    case 'finder':
      return <FinderView finder={view.finder} lang={lang} place={place} />;
    case 'download':
      return (
        <p>
          <a href={place.linkTo(block.path)} download="">
            {said(block.text)}
          </a>
        </p>
      );
  }
}

function FieldsView({ block, view }: { block: Extract<Block, { kind: 'fields' }>; view: View }): JSX.Element {
  return (
    <dl>
      {block.fields.map(({ name, values }) => (
        <div>
          <dt>
            <Said cell={name} lang={view.lang} place={view.place} />
          </dt>
          {values.map((value) => (
            <dd>
              <Said cell={value} lang={view.lang} place={view.place} />
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

function findingView({ rule, severity, message, hint }: Diagnostic, lang: Lang): JSX.Element {
  return (
    <li>
      <strong class={severity}>{severityWords[severity][lang]}</strong> <Words text={message[lang]} />
      {hint && (
        <span class="hint">
          <Words text={hint[lang]} />
        </span>
      )}
      <span class="faint"> {rule}</span>
    </li>
  );
}

function TableView({ block: { columns, rows }, view }: { block: Extract<Block, { kind: 'table' }>; view: View }): JSX.Element {
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            {columns.map(({ title, look }) => (
              <th scope="col" class={look === 'figure' ? 'figure' : undefined}>
                {harmless(title[view.lang]) || <span class="unseen">{{ zh: '名称', en: 'Name' }[view.lang]}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{rows.map((row) => rowView(columns, row, view))}</tbody>
      </table>
    </div>
  );
}

function rowView(
  columns: readonly Column[],
  { cells, level = 0, isApart, details = [], place }: Row,
  { lang, place: page }: View,
): JSX.Element {
  const classes = [isApart && 'apart', level > 0 && 'under'].filter(Boolean).join(' ');
  return (
    <tr id={place} class={classes || undefined}>
      {cells.map((each, index) => (
        <td class={columns[index]?.look ?? (typeof each === 'string' && isDayForm.test(each) ? 'day' : undefined)}>
          <Said cell={each} lang={lang} place={page} />
          {index === cells.length - 1 && details.length > 0 && (
            <ul class="details">
              {details.map((detail) => (
                <li>
                  <Said cell={detail} lang={lang} place={page} />
                </li>
              ))}
            </ul>
          )}
        </td>
      ))}
    </tr>
  );
}

const isDayForm = /^\d{4}-\d{2}-\d{2}$/;

/** All states stand on the page; the program of the page shows one at a time. */
function ReplayView({ block: { label, first, frames }, view }: { block: Extract<PageBlock, { kind: 'replay' }>; view: View }): JSX.Element {
  const said = (text: Text): string => harmless(text[view.lang]);
  const last = frames.length - 1;
  return (
    <div class="replay">
      <div class="slider" hidden>
        <label>
          {said(label)}{' '}
          <input type="range" min={0} max={last} step={1} value={first} aria-valuetext={said(frames[first]?.label ?? label)} />
        </label>
        <button type="button" data-steps="-1">
          {{ zh: '上一季', en: 'Earlier' }[view.lang]}
        </button>
        <button type="button" data-steps="1">
          {{ zh: '下一季', en: 'Later' }[view.lang]}
        </button>
      </div>
      {frames.map((frame) => (
        <section class="frame" data-label={said(frame.label)}>
          <h3>{said(frame.label)}</h3>
          {frame.blocks.map((each) => (
            <BlockView key={each} block={each} view={view} />
          ))}
        </section>
      ))}
    </div>
  );
}
