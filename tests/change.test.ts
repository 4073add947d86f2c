// What came, went and changed between two states of the system.
import { describe, expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import { type Change, changeBetween, type Moved } from '../src/measures/change.ts';
import { type Coverage, coverageOf, type LevelView } from '../src/measures/coverage.ts';
import { base, day, type Files, schemas, workspaceOf } from './support/registry.ts';

function coverageIn(files: Files, on = day, unsound: readonly string[] = []): Coverage {
  const { registry } = check(workspaceOf(files), schemas, on);
  if (registry === undefined) throw new Error('the registry is not sound');
  return coverageOf(registry, on, new Set(unsound));
}

const made = (rest = 'status: in-force\n', rank = 'provincial-government-rule'): string =>
  `title: 甲\nrank: ${rank}\ndomains: [finance-assets]\n${rest}sources: [测试]\n`;

const shown = (moved: readonly Moved[]): readonly string[] =>
  moved.map(({ document, before, after, fields }) => {
    const [was, is] = [before, after].map((each) => each && (each.reason ?? 'counts'));
    return `${document.id}: ${was} → ${is}${fields.length === 0 ? '' : ` (${fields.join(', ')})`}`;
  });

const documentsOf = ({ came, went, changed }: Change) => ({ came: shown(came), went: shown(went), changed: shown(changed) });
const nothing = { came: [], went: [], changed: [] };

/** Between two days of one registry. */
function over(files: Files, from: string, to: string, view: LevelView = 'any'): Change {
  return changeBetween(coverageIn(files, from), coverageIn(files, to), view);
}

/** Between two registries on one day. */
function between(one: Files, other: Files, view: LevelView = 'any'): Change {
  return changeBetween(coverageIn(one), coverageIn(other), view);
}

describe('documents', () => {
  it('come and go with their days, and with the order of the days', () => {
    const files = {
      'rules/new.yaml': made('status: in-force\ndates: { published: 2024-01-01, effective: 2024-06-01 }\n'),
      'rules/old.yaml': made('status: expired\ndates: { effective: 2020-01-01, expires: 2024-05-31 }\n'),
      'rules/same.yaml': made('status: in-force\ndates: { effective: 2020-01-01 }\n'),
    };
    expect(documentsOf(over(files, '2024-05-31', '2024-06-01'))).toEqual({
      came: ['new: not-yet-effective → counts'],
      went: ['old: counts → expired'],
      changed: [],
    });
    expect(documentsOf(over(files, '2024-06-01', '2024-05-31'))).toEqual({
      came: ['old: expired → counts'],
      went: ['new: counts → not-yet-effective'],
      changed: [],
    });
    expect(documentsOf(over(files, '2024-06-01', '2024-06-02'))).toEqual(nothing);
  });

  it('are entered and taken out', () => {
    const [one, other] = [{ 'rules/a.yaml': made(), 'rules/b.yaml': made('status: planned\n') }, { 'rules/c.yaml': made() }];
    expect(documentsOf(between(one, other))).toEqual({
      came: ['c: undefined → counts'],
      went: ['a: counts → undefined'],
      changed: ['b: planned → undefined'],
    });
    expect(documentsOf(between({}, { 'rules/b.yaml': made('status: planned\n') })).changed).toEqual(['b: undefined → planned']);
  });

  it.each([
    ['the day before it takes effect', '2024-06-29', '2024-06-30', []],
    ['from that day on', '2024-06-30', '2024-07-01', ['a: counts → counts (amendments)']],
    ['the day after', '2024-07-01', '2024-07-02', []],
    ['the other way round', '2024-07-01', '2024-06-30', ['a: counts → counts (amendments)']],
  ])('are amended when the amendment takes effect: %s', (_, from, to, changed) => {
    const rest = 'status: in-force\ndates: { effective: 2020-01-01 }\namendments:\n  - { date: 2024-06-01, effective: 2024-07-01 }\n';
    expect(documentsOf(over({ 'rules/a.yaml': made(rest) }, from, to))).toEqual({ ...nothing, changed });
  });

  it('are amended on the day of the amendment, where it says no other, and one of several is enough', () => {
    const amendments = 'amendments:\n  - { date: 2021-06-01 }\n  - { date: 2024-06-01 }\n';
    const files = { 'rules/a.yaml': made(`status: in-force\ndates: { effective: 2020-01-01 }\n${amendments}`) };
    expect(shown(over(files, '2024-05-31', '2024-06-01').changed)).toEqual(['a: counts → counts (amendments)']);
    expect(shown(over(files, '2024-06-01', '2024-06-01').changed)).toEqual([]);
  });

  it('are recorded otherwise, field by field', () => {
    const one = { 'rules/a.yaml': made('status: in-force\nissuers: [甲厅]\nnotes: 一\n') };
    const other = { 'rules/a.yaml': made('status: in-force\nissuers: [甲厅, 乙厅]\nnumber_unpublished: true\n') };
    expect(shown(between(one, other).changed)).toEqual(['a: counts → counts (issuers, number_unpublished)']);
    expect(shown(between(one, one).changed)).toEqual([]);
    const amended = { 'rules/a.yaml': made('status: in-force\nissuers: [甲厅]\nnotes: 一\namendments: [{ date: 2024-06-01 }]\n') };
    expect(shown(between(one, amended).changed)).toEqual(['a: counts → counts (amendments)']);
  });

  it('make no difference as long as they are kept for reference', () => {
    const own = { 'rules/a.yaml': made('status: planned\n') };
    const kept = 'reference: true\n';
    const rest = `status: in-force\ndates: { published: 2024-01-01, effective: 2024-06-01 }\n${kept}`;
    expect(documentsOf(over({ 'rules/a.yaml': made(rest) }, '2024-05-31', '2024-06-01'))).toEqual(nothing);
    expect(shown(between(own, { 'rules/a.yaml': made(`status: planned\n${kept}`) }).changed)).toEqual([
      'a: planned → reference (reference)',
    ]);
  });

  it('differ where only what they are taken for does, or only their standing', () => {
    const files = { 'rules/a.yaml': made('status: not-yet-effective\ndates: { published: 2024-01-01, effective: 2024-06-01 }\n') };
    const faulty = (on: string) => coverageIn(files, on, ['a']);
    expect(shown(changeBetween(coverageIn(files, '2024-05-31'), faulty('2024-05-31'), 'any').changed)).toEqual([
      'a: not-yet-effective → unsound',
    ]);
    expect(shown(changeBetween(faulty('2024-05-31'), faulty('2024-06-01'), 'any').changed)).toEqual(['a: unsound → unsound']);
  });
});

describe('topics and cells', () => {
  const dealing = (rank: string): string => made('topics: [procurement]\nstatus: in-force\n', rank);
  const cellsOf = ({ cells }: Change): readonly string[] =>
    cells.map(({ domain, tier, before, after }) => `${domain.id} ${tier}: ${before} → ${after}`);
  const topicsOf = ({ topics }: Change): readonly string[] => topics.map(({ topic, before, after }) => `${topic.id}: ${before} → ${after}`);

  it('move with the documents, each told once', () => {
    const [upper, own] = [{ 'rules/u.yaml': dealing('departmental-rule') }, { 'rules/o.yaml': dealing('provincial-government-rule') }];
    const first = between({}, upper);
    expect([topicsOf(first), cellsOf(first)]).toEqual([['procurement: gap → upper'], ['finance-assets core: empty → filled']]);
    const second = between(upper, { ...upper, ...own });
    expect([topicsOf(second), cellsOf(second)]).toEqual([['procurement: upper → own'], []]);
    const back = between(own, {});
    expect([topicsOf(back), cellsOf(back)]).toEqual([['procurement: own → gap'], ['finance-assets core: filled → empty']]);
  });

  it('are filled by own documents alone in the own view', () => {
    const [upper, own] = [{ 'rules/u.yaml': dealing('departmental-rule') }, { 'rules/o.yaml': dealing('provincial-government-rule') }];
    expect(cellsOf(between({}, upper, 'own'))).toEqual([]);
    expect(cellsOf(between(upper, { ...upper, ...own }, 'own'))).toEqual(['finance-assets core: empty → filled']);
  });

  it('come and go with the taxonomy', () => {
    const taxonomy = String(base['taxonomy.yaml']);
    const more = taxonomy
      .replace(
        '\ntopics:\n',
        '\n  - id: archives\n    title: { zh: 档案, en: Archives }\n    part: logistics\n    assumption: parts-of-domains\n\ntopics:\n',
      )
      .replace('\nstages:\n', '\n  - id: filing\n    title: { zh: 归档, en: Filing }\n    domain: archives\n\nstages:\n');
    const [one, other] = [{}, { 'taxonomy.yaml': more }];
    const [came, went] = [between(one, other), between(other, one)];
    expect([topicsOf(came), cellsOf(came)]).toEqual([
      ['filing: undefined → gap'],
      ['archives core: undefined → empty', 'archives base: undefined → empty', 'archives support: undefined → empty'],
    ]);
    expect([topicsOf(went), cellsOf(went)]).toEqual([
      ['filing: gap → undefined'],
      ['archives core: empty → undefined', 'archives base: empty → undefined', 'archives support: empty → undefined'],
    ]);
  });
});
