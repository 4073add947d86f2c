// What came, went and changed since another day, another revision, or a revision on a day.
import { type Text, UserError } from '../../diagnostic.ts';
import { type Change, changeBetween, type Moved } from '../../measures/change.ts';
import { type Coverage, coverageOf, type Figures, seen, type TopicCover } from '../../measures/coverage.ts';
import { type Fraction, isLess } from '../../measures/fraction.ts';
import { type Day, dayMeantBy, isDay } from '../../registry/day.ts';
import { titleOf } from '../../registry/document.ts';
import type { Block, Cell, Column, Row, Tone } from '../../report.ts';
import { checkedAt, errorBlocks, errorData, type Ground, groundOf } from '../sound.ts';
import { plural, rankText, reasonWords, standingText } from '../words.ts';
import { figuresData } from './data.ts';
import { documentsNote, scopeRow, scopesOf } from './scopes.ts';
import { coverWords } from './signs.ts';
import { figure, headingText, type Part, type Picture, termTitle, title } from './view.ts';

/** The other side: what it is called, what was read, and its figures. */
interface Base {
  readonly name: string;
  readonly day: Day;
  readonly commit: string | undefined;
  readonly coverage: Coverage;
  /** What a revision was read from; undefined where it is the same registry on another day. */
  readonly ground: Ground | undefined;
}

export function compareReport(picture: Picture, given: string): Part {
  const base = baseOf(picture, given);
  const change = changeBetween(base.coverage, picture.coverage, picture.view);
  const lists = [
    { words: { zh: '新增', en: 'Came' }, moved: change.came },
    { words: { zh: '退出', en: 'Went' }, moved: change.went },
    { words: { zh: '变化', en: 'Changed' }, moved: change.changed },
  ];
  return {
    data: { compare: compareData(picture, base, change) },
    blocks: [
      { kind: 'heading', text: comparedHeading(picture, base) },
      figureTable(picture, base),
      documentsNote,
      ...(base.ground === undefined ? [] : errorBlocks(base.ground, base.name)),
      ...topicBlocks(change),
      ...cellBlocks(picture, change),
      ...lists.flatMap(({ words, moved }) => movedBlocks(words, moved)),
      { kind: 'summary', text: closing(change), severity: 'ok' },
    ],
    sheet: {
      columns: [{ zh: '变动', en: 'Change' }, ...Object.values(movedTitles), { zh: '位阶', en: 'Rank' }],
      rows: lists.flatMap(({ words, moved }) =>
        moved.map((each) => [
          words,
          each.document.id,
          sideText(each.before),
          sideText(each.after),
          each.fields.join(' '),
          titleOf(each.document),
          rankText(each.document),
        ]),
      ),
    },
  };
}

/** `2022-12-01`, `main`, or `main@2022-12-01`. Throws UserError for what is neither. */
function baseOf({ input, ground, coverage }: Picture, given: string): Base {
  const [, rev = '', on] = /^(?:(.*)@)?(\d{4}-\d{1,2}-\d{1,2})$/s.exec(given) ?? [undefined, given, undefined];
  const meant = dayMeantBy(on ?? given);
  if ((on !== undefined && !isDay(on)) || (on === undefined && meant !== undefined && !/^\d+$/.test(given))) {
    const hint = meant === undefined ? undefined : { zh: `写成 ${meant}`, en: `write ${meant}` };
    throw new UserError({ zh: `--compare ${given} 不是日期`, en: `--compare ${given} is no day` }, hint);
  }
  const day = on ?? coverage.day;
  if (rev === '' && on !== undefined)
    return {
      name: given,
      day,
      commit: input.checked?.commit,
      coverage: coverageOf(ground.registry, day, ground.unsound),
      ground: undefined,
    };
  const checked = checkedAt(input, rev, day);
  const other: Ground = groundOf(input, { checked, rev });
  return { name: given, day, commit: checked.commit, coverage: coverageOf(other.registry, day, other.unsound), ground: other };
}

function comparedHeading(picture: Picture, { name, commit, day }: Base): Text {
  const { zh, en } = headingText(picture);
  const isRevision = commit !== picture.input.checked?.commit;
  const rev = isRevision && commit !== undefined && !commit.startsWith(name) ? `, ${commit.slice(0, 10)}` : '';
  const on = day === picture.coverage.day || name.endsWith(day) ? '' : `, ${day}`;
  return { zh: `${zh}，与 ${name}${(rev + on).replaceAll(', ', '、')} 相比`, en: `${en}, against ${name}${rev}${on}` };
}

function figureTable(picture: Picture, base: Base): Block {
  const { view } = picture;
  const before = new Map(scopesOf({ ...picture, coverage: base.coverage }).map(({ scope, row }) => [`${scope} ${row.id}`, row]));
  const rows = scopesOf(picture).map((entry): Row => {
    const { scope, row } = entry;
    const was: Figures | undefined = before.get(`${scope} ${row.id}`);
    return scopeRow(entry, [
      movedCell(was && seen(was, view).topics, seen(row, view).topics),
      movedCell(was?.ownTopics, row.ownTopics),
      movedCell(was && seen(was, view).cells, seen(row, view).cells),
      movedNumber(was?.documents, row.documents),
    ]);
  });
  const lead: Row = {
    cells: [termTitle(picture.vocabulary.taxonomy.tiers, 'lead'), '', '', movedCell(base.coverage.lead, picture.coverage.lead), ''],
    isApart: true,
  };
  const columns = [{ title: title.domain }, ...[title.topics, title.ownTopics, title.cells, { zh: '文件', en: 'Documents' }].map(figure)];
  return { kind: 'table', columns, rows: [...rows, lead] };
}

/** `3/4 → 4/4`, or the one figure where it did not move. */
function movedCell(was: Fraction | undefined, now: Fraction): Cell {
  const text = `${now.count}/${now.of}`;
  if (was === undefined || (was.count === now.count && was.of === now.of)) return text;
  const tone: Tone = isLess(was, now) ? 'good' : isLess(now, was) ? 'bad' : 'faint';
  return [{ text: `${was.count}/${was.of} → ${text}`, tone }];
}

function movedNumber(was: number | undefined, now: number): Cell {
  if (was === undefined || was === now) return String(now);
  return [{ text: `${was} → ${now}`, tone: was < now ? 'good' : 'bad' }];
}

const absent: Text = { zh: '—', en: '—' };

function topicBlocks({ topics }: Change): readonly Block[] {
  if (topics.length === 0) return [];
  const word = (state: TopicCover | undefined): Text => (state === undefined ? absent : coverWords[state]);
  const rows = topics.map(({ topic, before, after }) => ({ cells: [topic.title, arrow(word(before), word(after))] }));
  return [{ kind: 'table', columns: [{ title: title.topics }, { title: stateTitle }], rows }];
}

const stateTitle: Text = { zh: '情况', en: 'State' };

const cellWords = {
  filled: { zh: '有', en: 'filled' },
  empty: { zh: '缺', en: 'gap' },
  'not-applicable': { zh: '不适用', en: 'not applicable' },
} as const;

function cellBlocks({ vocabulary }: Picture, { cells }: Change): readonly Block[] {
  if (cells.length === 0) return [];
  const word = (state: keyof typeof cellWords | undefined): Text => (state === undefined ? absent : cellWords[state]);
  const rows = cells.map(({ domain, tier, before, after }) => {
    const { zh, en } = termTitle(vocabulary.taxonomy.tiers, tier);
    const name: Text = { zh: `${domain.title.zh}${zh}`, en: `${domain.title.en}, ${en}` };
    return { cells: [name, arrow(word(before), word(after))] };
  });
  return [{ kind: 'table', columns: [{ title: title.cells }, { title: stateTitle }], rows }];
}

const movedTitles = {
  id: { zh: '标识', en: 'Id' },
  before: { zh: '之前', en: 'Before' },
  now: { zh: '现在', en: 'Now' },
  fields: { zh: '字段', en: 'Fields' },
  document: { zh: '标题', en: 'Title' },
} as const;

function movedBlocks({ zh, en }: Text, moved: readonly Moved[]): readonly Block[] {
  if (moved.length === 0) return [];
  // What came and went by dates alone has no fields to name.
  const hasFields = moved.some(({ fields }) => fields.length > 0);
  const titles = [movedTitles.id, { zh: '状态', en: 'Standing' }, ...(hasFields ? [movedTitles.fields] : [])];
  const columns: readonly Column[] = [...titles.map((text) => ({ title: text })), { title: movedTitles.document, look: 'subject' }];
  const rows = moved.map((each): Row => {
    const standing = arrow(sideText(each.before), sideText(each.after));
    return { cells: [each.document.id, standing, ...(hasFields ? [each.fields.join(' ')] : []), titleOf(each.document)] };
  });
  return [
    { kind: 'heading', text: { zh: `${zh} ${moved.length}`, en: `${en} ${moved.length}` } },
    { kind: 'table', columns, rows },
  ];
}

/** `制定中 → 现行有效`, or the one word where it did not move. */
function arrow(before: Text, now: Text): Text {
  return before.zh === now.zh ? now : { zh: `${before.zh} → ${now.zh}`, en: `${before.en} → ${now.en}` };
}

/** The standing on a side, or why a document in force does not count there. */
function sideText(tallied: Moved['before']): Text {
  if (tallied === undefined) return { zh: '未登记', en: 'not registered' };
  const { reason, standing } = tallied;
  return reason === 'reference' || reason === 'unsound' || reason === 'unknown-rank' ? reasonWords[reason] : standingText(standing);
}

function closing({ came, went, changed }: Change): Text {
  return {
    zh: `新增 ${came.length} 份现行文件，退出 ${went.length} 份，另有 ${changed.length} 份变化`,
    en: `${plural(came.length, 'document')} came into the count, ${went.length} went, ${changed.length} changed otherwise`,
  };
}

function compareData({ view }: Picture, { day, commit, coverage, ground }: Base, change: Change): object {
  const moved = ({ document, before, after, fields }: Moved): object => ({
    document: document.id,
    before: before?.standing.state ?? null,
    after: after?.standing.state ?? null,
    ...(fields.length > 0 && { fields }),
  });
  return {
    asOf: day,
    ...(commit !== undefined && { rev: commit }),
    ...(ground && errorData(ground)),
    total: figuresData(coverage.total, view),
    parts: coverage.parts.map((row) => ({ id: row.id, ...figuresData(row, view) })),
    domains: [...coverage.domains, ...coverage.uncounted].map((row) => ({ id: row.id, ...figuresData(row, view) })),
    lead: { filled: coverage.lead.count > 0 },
    came: change.came.map(moved),
    went: change.went.map(moved),
    changed: change.changed.map(moved),
    topics: change.topics.map(({ topic, before, after }) => ({ id: topic.id, before: before ?? null, after: after ?? null })),
    cells: change.cells.map(({ domain, tier, before, after }) => ({
      domain: domain.id,
      tier,
      before: before ?? null,
      after: after ?? null,
    })),
  };
}
