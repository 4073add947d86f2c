// Milestones: what meets a condition and since when, what nobody knows, where items and phases stand, and the shipped plan.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { check } from '../src/check/check.ts';
import { itemsOf, lateItems, type Milestones, milestonesOf, type PhaseStatus } from '../src/measures/milestone.ts';
import { addDays } from '../src/registry/day.ts';
import type { Condition, CountCondition, CoverageCondition, Evidence, Filter, Phase, Plan, PlanItem } from '../src/registry/plan.ts';
import type { Registry } from '../src/registry/registry.ts';
import { base, day, type Files, filesUnder, schemas, shipped, workspaceOf } from './support/registry.ts';

type Fields = Readonly<Record<string, unknown>>;
type Records = Readonly<Record<string, Fields>>;

const folders: Readonly<Record<string, string>> = {
  'national-law': 'laws',
  'local-regulation': 'laws',
  'departmental-rule': 'rules',
  'provincial-government-rule': 'rules',
  'bureau-document': 'normative-documents',
  'national-standard': 'standards',
  'local-standard': 'standards',
};

/** The file of a record, as JSON, which is YAML too: a provincial rule in force, unless it says otherwise. */
function fileOf(id: string, { rank = 'provincial-government-rule', ...fields }: Fields): readonly [string, string] {
  const standard = folders[String(rank)] === 'standards' ? { standard: { nature: 'recommended' } } : {};
  const record = { title: id, rank, status: 'in-force', domains: 'all', sources: ['测试'], ...standard, ...fields };
  return [`${folders[String(rank)]}/${id}.yaml`, JSON.stringify(record)];
}

const due = '2024-06-30';
const period = { start: '2022-12-01', end: '2024-12-31' };
const title = { zh: '项', en: 'Item' };
const evidence = (...dates: readonly string[]): Condition => ({
  evidence: dates.map((date): Evidence => ({ date, title: '材料', source: 'https://example.org' })),
});
const item = (id: string, done: Condition, rest: Partial<PlanItem> = {}): PlanItem => ({ id, title, clause: '二', done, ...rest });
const phaseWith = (id: string, on: string, ...tasks: readonly PlanItem[]): Phase => ({ id, title, clause: '四', due: on, tasks });

/** A plan needs one of each; what is not given is open for ever. */
function planOf({ phases, targets }: { readonly phases?: readonly Phase[]; readonly targets?: readonly PlanItem[] }): Plan {
  const far = '2999-12-31';
  return {
    title,
    document: 'lead',
    period,
    phases: phases ?? [phaseWith('phase', far, item('task', evidence()))],
    targets: targets ?? [item('target', evidence(), { due: far })],
    measures: [item('measure', evidence(), { due: far })],
  };
}

function registryOf(plan: Plan, records: Records = {}, others: Files = {}, isBackwards = false): Registry {
  const files = Object.entries(records).map(([id, fields]) => fileOf(id, fields));
  const all = [['plan.yaml', JSON.stringify(plan)] as const, ...Object.entries(others), ...files];
  const { registry, diagnostics } = check(workspaceOf(Object.fromEntries(isBackwards ? all.reverse() : all)), schemas, day);
  // A field of the wrong shape is left out of the record, and the test would be of another document.
  const faults = diagnostics.filter(({ rule }) => ['wrong-shape', 'unknown-field', 'unknown-term', 'malformed-yaml'].includes(rule));
  if (registry === undefined || faults.length > 0) throw new Error(JSON.stringify(faults));
  return registry;
}

function milestones(registry: Registry, on: string): Milestones {
  const found = milestonesOf(registry, on);
  if (found === undefined) throw new Error('the registry has no plan');
  return found;
}

function lateOn(registry: Registry, on: string, state: 'overdue' | 'no-evidence') {
  return lateItems(registry, milestones(registry, on), state);
}

/** A target with this condition, on a day. */
function target(done: Condition, records: Records, on: string, rest: Partial<PlanItem> = {}) {
  const [status] = milestones(registryOf(planOf({ targets: [item('target', done, { due, ...rest })] }), records), on).targets;
  if (status === undefined) throw new Error('no target');
  return status;
}

type Timed = Pick<PhaseStatus, 'state' | 'metOn' | 'daysLeft' | 'daysLate'>;

/** `met on 2024-07-01, 1 late`, `open, 0 left`. */
function told({ state, metOn, daysLeft, daysLate }: Timed): string {
  const on = metOn === undefined ? '' : ` on ${metOn}`;
  return `${state}${on}${daysLeft === undefined ? '' : `, ${daysLeft} left`}${daysLate === undefined ? '' : `, ${daysLate} late`}`;
}

const step = (stage: string, date: string): Fields => ({ stage, date });
const [before, after] = ['2024-06-29', '2024-07-01'];

describe('a document', () => {
  const published: Condition = { document: 'a', reached: 'published' };
  const on = (date: string): Fields => ({ dates: { published: date } });
  const drafting = { status: 'drafting', rank: 'local-regulation' };
  const begun = { ...drafting, project: { stage: 'drafting', events: [step('drafting', '2024-01-10')] } };
  it.each([
    ['nothing done, the day before', drafting, before, 'partial, 1 left'],
    ['planned, the day before', { status: 'planned' }, before, 'open, 1 left'],
    ['planned, on the due day', { status: 'planned' }, due, 'open, 0 left'],
    ['planned, the day after', { status: 'planned' }, after, 'overdue, 1 late'],
    ['begun later', begun, '2024-01-09', 'open, 173 left'],
    ['a step taken, on the due day', begun, due, 'partial, 0 left'],
    ['a step taken, the day after', begun, after, 'overdue, 1 late'],
    [
      'given up without having begun',
      { status: 'planned', rank: 'local-regulation', project: { stage: 'terminated', events: [step('terminated', '2024-01-10')] } },
      due,
      'open, 0 left',
    ],
    ['adopted', { ...on('2024-08-01'), dates: { adopted: '2024-06-30', published: '2024-08-01' } }, due, 'partial, 0 left'],
    ['published long ago', on('2015-03-01'), '2022-12-01', 'met on 2015-03-01'],
    ['published on the due day', on(due), due, 'met on 2024-06-30'],
    ['published on the due day, later', on(due), '2026-11-23', 'met on 2024-06-30'],
    ['published the day after, on the due day', on(after), due, 'open, 0 left'],
    ['published the day after', on(after), after, 'met on 2024-07-01, 1 late'],
    ['published a year late', on('2025-06-30'), '2026-11-23', 'met on 2025-06-30, 365 late'],
    ['in force, nobody knows since when', {}, after, 'met'],
    // What the status is known for.
    ['verified in the month before', { status: 'planned', verified: '2024-05' }, after, 'no-evidence, 1 late'],
    ['not yet due', { status: 'planned', verified: '2024-05' }, due, 'open, 0 left'],
    ['verified the day before', { status: 'planned', verified: before }, after, 'no-evidence, 1 late'],
    ['verified on the due day', { status: 'planned', verified: due }, after, 'overdue, 1 late'],
    ['verified in the month of the due day', { status: 'planned', verified: '2024-06' }, after, 'overdue, 1 late'],
    ['verified later', { status: 'planned', verified: '2025-01' }, '2026-11-23', 'overdue, 876 late'],
    ['known to come later, whatever was verified', { ...on('2025-03-01'), verified: '2023-01' }, after, 'overdue, 1 late'],
    ['come at last', { ...on('2025-03-01'), verified: '2023-01' }, '2025-03-01', 'met on 2025-03-01, 244 late'],
    [
      'ended without a result',
      { ...drafting, project: { stage: 'terminated', events: [step('terminated', '2024-02-01')] } },
      after,
      'overdue, 1 late',
    ],
  ])('%s: %s', (_, fields, asked, result) => {
    expect(told(target(published, { a: fields }, asked))).toBe(result);
  });

  it('that is not registered decides nothing', () => {
    const status = target({ document: 'nobody', reached: 'published' }, {}, after);
    expect([told(status), status.verdict.isKnown]).toEqual(['no-evidence, 1 late', false]);
  });

  it('whose record has errors decides nothing', () => {
    const registry = registryOf(planOf({ targets: [item('target', published, { due })] }), { a: on('2024-01-01') });
    expect(told(milestonesOf(registry, after, new Set(['a']))?.targets[0] as Timed)).toBe('no-evidence, 1 late');
    expect(told(milestones(registry, after).targets[0] as Timed)).toBe('met on 2024-01-01');
  });

  it.each([
    ['2022-12-31', 'overdue, 1 late'],
    ['2023-01-01', 'met on 2023-01-01'],
    ['2023-12-31', 'met on 2023-12-31'],
    ['2024-01-01', 'overdue, 1 late'],
  ])('published on %s, within a year', (date, result) => {
    const within = { start: '2023-01-01', end: '2023-12-31' };
    expect(told(target({ ...published, within }, { a: on(date) }, after))).toBe(result);
  });

  it('says what is missing, and up to when that is known', () => {
    const missing = (fields: Fields) => target(published, { a: fields }, after).verdict.missing;
    expect(missing({ status: 'planned', verified: '2024-05' })).toMatchObject([
      { kind: 'stage', id: 'a', reached: 'published', standing: { state: 'planned' }, knownUntil: '2024-05' },
    ]);
    expect(missing({ status: 'planned', verified: due })[0]).not.toHaveProperty('knownUntil');
    expect(missing(on('2024-01-01'))).toEqual([]);
  });

  it('may be asked for a standing', () => {
    const expired: Condition = { document: 'a', reached: 'expired' };
    expect(told(target(expired, { a: { dates: { effective: '2020-01-01', expires: due } } }, after))).toBe('met on 2024-07-01, 1 late');
  });
});

describe('a count', () => {
  const counted = (filter: Filter, records: Records, on: string, rest: Partial<CountCondition> = {}) =>
    target({ count: filter, reached: 'published', at_least: 1, ...rest }, records, on).verdict;
  const idsOf = (filter: Filter, records: Records, on = after, rest: Partial<CountCondition> = {}): string =>
    counted(filter, records, on, rest)
      .documents()
      .map(({ document }) => document.id)
      .join(' ');

  const dates = { published: '2023-01-01' };
  const all: Records = {
    law: { rank: 'national-law', domains: ['finance-assets'], dates },
    regulation: { rank: 'local-regulation', topics: ['procurement'], dates },
    rule: { domains: ['staff-housing'], topics: ['public-rental-rent'], owner: '甲处', dates },
    document: { rank: 'bureau-document', domains: ['finance-assets', 'staff-housing'], topics: ['procurement'], owner: '甲处', dates },
    standard: { rank: 'local-standard', domains: ['staff-housing'], dates },
    gb: { rank: 'national-standard', domains: ['construction'], dates },
    reference: { domains: ['staff-housing'], topics: ['public-rental-rent'], owner: '甲处', reference: true, dates },
    planned: { domains: ['staff-housing'], status: 'planned' },
  };
  it.each([
    [{ kind: ['rule'] }, 'rule'],
    [{ kind: ['rule', 'law'] }, 'law regulation rule'],
    [{ rank: ['bureau-document'] }, 'document'],
    [{ rank: ['national-standard', 'local-standard'] }, 'gb standard'],
    [{ level: ['national'] }, 'gb law'],
    [{ level: ['bureau', 'provincial'] }, 'document regulation rule standard'],
    [{ tier: ['core'] }, 'law regulation rule'],
    [{ tier: ['support', 'base'] }, 'document gb standard'],
    // A document for the whole field is of no single domain.
    [{ domain: ['finance-assets'] }, 'document law'],
    [{ domain: ['construction', 'staff-housing'] }, 'document gb rule standard'],
    [{ topic: ['procurement'] }, 'document regulation'],
    [{ topic: ['procurement', 'public-rental-rent'] }, 'document regulation rule'],
    [{ owned: true }, 'document rule'],
    // All that is given must hold.
    [{ kind: ['rule', 'normative-document'], domain: ['finance-assets'] }, 'document'],
    [{ level: ['provincial'], tier: ['core'], owned: true }, 'rule'],
    [{ kind: ['standard'], topic: ['procurement'] }, ''],
  ] as const)('%j', (filter, ids) => {
    expect(idsOf(filter, all).split(' ').sort().join(' ')).toBe(ids);
  });

  const on = (...days: readonly string[]): Records => Object.fromEntries(days.map((each) => [`d${each}`, { dates: { published: each } }]));
  const edges = on('2022-11-30', '2022-12-01', '2023-06-30', '2024-12-31', '2025-01-01');
  it.each([
    ["the plan's period, if none is given", {}, '2026-11-23', 'd2022-12-01 d2023-06-30 d2024-12-31'],
    ['only up to the day', {}, '2024-12-30', 'd2022-12-01 d2023-06-30'],
    ['its own period', { within: { start: '2022-11-30', end: '2023-06-30' } }, '2026-11-23', 'd2022-11-30 d2022-12-01 d2023-06-30'],
    ['its own period, a day shorter', { within: { start: '2022-12-01', end: '2023-06-29' } }, '2026-11-23', 'd2022-12-01'],
  ])('counts within %s', (_, rest, asked, ids) => {
    expect(idsOf({ kind: ['rule'] }, edges, asked, rest)).toBe(ids);
  });

  it('without a stage counts what came into force, whenever that was', () => {
    const records = { ...on('2015-01-01'), undated: {}, coming: { dates: { published: '2024-01-01', effective: '2025-01-01' } } };
    const verdict = target({ count: { kind: ['rule'] }, at_least: 2 }, records, after).verdict;
    expect([verdict.isMet, ...verdict.documents().map(({ document }) => document.id)]).toEqual([true, 'd2015-01-01', 'undated']);
  });

  it.each([
    [1, 'met on 2023-02-01'],
    [2, 'met on 2024-06-30'],
    ['several', 'met on 2024-06-30'],
    [3, 'met on 2024-09-01, 63 late'],
    [4, 'overdue, 184 late'],
  ])('is met on the day of the last that it takes: at least %s', (least, result) => {
    const records = on('2024-09-01', '2023-02-01', '2024-06-30');
    expect(told(target({ count: { kind: ['rule'] }, reached: 'published', at_least: least }, records, '2024-12-31'))).toBe(result);
  });

  it('has a progress, and is begun by what it counts or by what is under way', () => {
    const project = { status: 'drafting', owner: '甲处' };
    const stateOf = (records: Records): string => {
      const { state, verdict } = target({ count: { owned: true }, reached: 'published', at_least: 'several' }, records, due);
      return `${state} ${verdict.progress.have}/${verdict.progress.want}`;
    };
    expect(stateOf({})).toBe('open 0/2');
    expect(stateOf({ a: { ...project, status: 'planned' } })).toBe('open 0/2');
    expect(stateOf({ a: project })).toBe('partial 0/2');
    expect(stateOf({ a: { status: 'drafting' } })).toBe('open 0/2');
    expect(stateOf({ a: { owner: '甲处', dates } })).toBe('partial 1/2');
    expect(stateOf({ a: { owner: '甲处', dates }, b: { owner: '乙处', dates } })).toBe('met 2/2');
  });

  const owned: Filter = { owned: true };
  const named: Filter = { rank: ['national-standard'], owned: true };
  it.each([
    ['nothing', {}, {}, '', 'overdue'],
    ['an own document without an owner', owned, { a: { dates } }, 'a', 'no-evidence'],
    ['published before the period', owned, { a: { dates: { published: '2020-01-01' } } }, '', 'overdue'],
    ["another's without an owner", owned, { a: { rank: 'national-standard', dates } }, '', 'overdue'],
    ["another's of a rank that is named", named, { a: { rank: 'national-standard', dates } }, 'a', 'no-evidence'],
    ['one for reference', owned, { a: { dates, reference: true } }, '', 'overdue'],
    ['in force since nobody knows when', {}, { a: {} }, 'a', 'no-evidence'],
    ['of a year in the period', {}, { a: { number: '鲁政发〔2023〕1号' } }, 'a', 'no-evidence'],
    ['of the year in which the period starts', {}, { a: { number: '鲁政发〔2022〕1号' } }, 'a', 'no-evidence'],
    ['of a year before the period', {}, { a: { number: '鲁政发〔2021〕1号' } }, '', 'overdue'],
    ['neither day nor owner', owned, { a: {} }, 'a', 'no-evidence'],
    ['not published', {}, { a: { status: 'planned' } }, '', 'overdue'],
  ] as const)('may be met if a day or an owner were recorded: %s', (_, filter, records, possible, state) => {
    const plain = { kind: ['law', 'rule', 'normative-document', 'standard'], ...filter };
    const status = target({ count: plain, reached: 'published', at_least: 1 }, records, after);
    const [missing] = status.verdict.missing;
    expect(missing?.kind === 'documents' && missing.possible.map(({ id }) => id).join(' ')).toBe(possible);
    expect([status.state, status.verdict.isKnown]).toEqual([state, state === 'overdue']);
  });

  it('is known not to be met where even those were too few', () => {
    const records = { a: { owner: '甲处', dates }, b: { dates } };
    const state = (least: number) => target({ count: owned, reached: 'published', at_least: least }, records, after).state;
    expect([1, 2, 3].map(state)).toEqual(['met', 'no-evidence', 'overdue']);
  });

  const anyRule = fc.record({
    rank: fc.constantFrom('provincial-government-rule', 'bureau-document', 'national-law', 'local-standard'),
    dates: fc.record(
      {
        published: fc.constantFrom('2022-11-30', '2023-03-01', '2024-06-30', '2024-07-01', '2025-02-01'),
        repealed: fc.constantFrom('2024-01-01', '2025-03-01'),
      },
      { requiredKeys: ['published'] },
    ),
    owner: fc.constantFrom('甲处', undefined),
    domains: fc.constantFrom('all', ['staff-housing'], ['construction', 'finance-assets']),
  });
  const anyFilter = fc.constantFrom<Filter>({ owned: true }, { tier: ['core', 'base'] }, { domain: ['finance-assets'] });
  const numbered = (records: readonly Fields[], from = 0): Records => Object.fromEntries(records.map((each, i) => [`d${from + i}`, each]));

  it('that is met stays met when documents are added, and on later days', () => {
    const reached = fc.constantFrom('published', 'approved', 'in-force');
    fc.assert(
      fc.property(
        fc.array(anyRule, { minLength: 1, maxLength: 4 }),
        fc.array(anyRule, { maxLength: 3 }),
        anyFilter,
        reached,
        (some, more, count, stage) => {
          const done: Condition = { count, reached: stage, at_least: 1 };
          const few = target(done, numbered(some), due);
          const many = target(done, { ...numbered(some), ...numbered(more, 10) }, due);
          const later = target(done, numbered(some), '2026-11-23');
          if (few.state === 'met') {
            expect([many.state, later.state]).toEqual(['met', 'met']);
            expect(many.metOn !== undefined && few.metOn !== undefined && many.metOn <= few.metOn).toBe(true);
            expect(later.metOn).toBe(few.metOn);
          }
          expect(many.verdict.progress.have).toBeGreaterThanOrEqual(few.verdict.progress.have);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("and all else does not depend on the order of the registry's files", () => {
    const targets = (['topics', 'own-topics', 'cells'] as const)
      .map((figure, i) => item(`c${i}`, { coverage: { figure }, at_least: 5 }, { due }))
      .concat(item('n', { count: { owned: true }, reached: 'published', at_least: 'several' }, { due }));
    fc.assert(
      fc.property(fc.array(anyRule, { minLength: 2, maxLength: 5 }), (records) => {
        const [forth, back] = [false, true].map((isBackwards) =>
          JSON.stringify(milestones(registryOf(planOf({ targets }), numbered(records), {}, isBackwards), day)),
        );
        expect(back).toBe(forth);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a coverage figure', () => {
  type Wanted = CoverageCondition['coverage'];
  const covering = (topics: readonly string[], rest: Fields = {}): Fields => ({ topics, ...rest });
  /** `have/want` and the state on the due day. */
  const figure = (coverage: Wanted, least: number | string, records: Records): string => {
    const { state, verdict } = target({ coverage, at_least: least }, records, due);
    return `${state} ${verdict.progress.have}/${verdict.progress.want}`;
  };

  const vehicles = { a: covering(['vehicle-statistics']), b: covering(['vehicle-dispatch']) };
  it.each([
    [66, 'met 2/2'], // 66 % of 3 topics are 1.98.
    [67, 'partial 2/3'], // 67 % are 2.01: never less than was asked for.
    [34, 'met 2/2'],
    [33, 'met 2/1'],
    [100, 'partial 2/3'],
    ['several', 'met 2/1'],
  ])('of 2 in 3 topics, at least %s percent: %s', (least, result) => {
    expect(figure({ figure: 'topics', domain: 'official-vehicles' }, least, vehicles)).toBe(result);
  });

  // One topic each of finance and assets (own), housing (national), and construction, which is uncounted.
  const some: Records = {
    own: covering(['procurement'], { domains: ['finance-assets'] }),
    upper: covering(['public-rental-rent'], { rank: 'departmental-rule', domains: ['staff-housing', 'finance-assets'] }),
    outside: covering(['construction-process'], { rank: 'bureau-document', domains: ['construction', 'finance-assets'] }),
    reference: covering(['expenditure'], { rank: 'local-standard', domains: ['finance-assets'], reference: true }),
    repealed: covering(['expenditure'], { rank: 'local-standard', domains: ['finance-assets'], dates: { repealed: due } }),
    planned: covering(['expenditure'], { status: 'planned' }),
  };
  it.each([
    [{ figure: 'topics' }, 2, 22],
    [{ figure: 'own-topics' }, 1, 22],
    [{ figure: 'cells' }, 3, 24],
    [{ figure: 'topics', part: 'asset-support' }, 2, 10],
    [{ figure: 'own-topics', part: 'asset-support' }, 1, 10],
    [{ figure: 'cells', part: 'asset-support' }, 3, 12],
    [{ figure: 'topics', part: 'logistics' }, 0, 6],
    [{ figure: 'topics', domain: 'staff-housing' }, 1, 1],
    [{ figure: 'own-topics', domain: 'staff-housing' }, 0, 1],
    [{ figure: 'cells', domain: 'finance-assets' }, 2, 3],
    [{ figure: 'topics', domain: 'construction' }, 1, 1],
    [{ figure: 'own-topics', domain: 'construction' }, 1, 1],
    [{ figure: 'cells', domain: 'construction' }, 1, 3],
  ] as const)('%j is %i of %i', (coverage, have, of) => {
    expect(figure(coverage, 100, some)).toBe(`${have === of ? 'met' : have > 0 ? 'partial' : 'open'} ${have}/${of}`);
  });

  it('says which topics and cells are missing', () => {
    const missing = (coverage: Wanted) => target({ coverage, at_least: 100 }, some, due).verdict.missing;
    expect(missing({ figure: 'topics', domain: 'finance-assets' })).toMatchObject([
      { kind: 'topics', short: 1, topics: [{ id: 'expenditure' }] },
    ]);
    expect(missing({ figure: 'own-topics', domain: 'staff-housing' })).toMatchObject([
      { short: 1, topics: [{ id: 'public-rental-rent' }] },
    ]);
    expect(missing({ figure: 'cells', domain: 'finance-assets' })).toMatchObject([
      { kind: 'cells', short: 1, cells: [{ domain: { id: 'finance-assets' }, tier: 'support' }] },
    ]);
    expect(missing({ figure: 'topics', domain: 'staff-housing' })).toEqual([]);
    // Neither what is covered by national documents alone, nor what is uncounted.
    const [topics] = missing({ figure: 'topics', part: 'asset-support' });
    expect(topics?.kind === 'topics' && topics.topics.map(({ id }) => id).join(' ')).toBe(
      'expenditure premises-renovation premises-statistics premises-archives premises-platform vehicle-statistics vehicle-dispatch driver-service',
    );
    const [cells] = missing({ figure: 'cells' });
    expect(cells?.kind === 'cells' && [cells.cells.length, cells.cells.some(({ domain }) => domain.id === 'construction')]).toEqual([
      21,
      false,
    ]);
  });

  const housing: Condition = { coverage: { figure: 'topics', domain: 'staff-housing' }, at_least: 100 };
  const rent = (effective: string, rest: Fields = {}): Fields => covering(['public-rental-rent'], { dates: { effective, ...rest } });
  const lost = { a: rent('2023-05-01', { repealed: '2023-09-01' }), b: rent('2024-02-01') };
  it.each([
    ['the day before', { a: rent(due) }, before, 'open, 1 left'],
    ['reached on the due day', { a: rent(due) }, '2026-11-23', 'met on 2024-06-30'],
    ['reached the day after', { a: rent(after) }, '2026-11-23', 'met on 2024-07-01, 1 late'],
    ["held before the plan started: reached on the plan's first day", { a: rent('2010-01-01') }, due, 'met on 2022-12-01'],
    ['held for ever', { a: covering(['public-rental-rent']) }, due, 'met on 2022-12-01'],
    ['held before the plan started, asked then', { a: rent('2010-01-01') }, '2022-11-30', 'met on 2010-01-01'],
    ['held for ever, asked before the plan started', { a: covering(['public-rental-rent']) }, '2022-11-30', 'met'],
    ['lost before the plan started', { a: rent('2010-01-01', { repealed: '2022-12-01' }) }, due, 'open, 0 left'],
    ['reached', lost, '2023-08-31', 'met on 2023-05-01'],
    ['lost', lost, '2023-09-01', 'open, 303 left'],
    ['regained: the first day stands', lost, '2026-11-23', 'met on 2023-05-01'],
    ['lost, past its due day', { a: lost.a }, after, 'overdue, 1 late'],
    [
      'handed on without a gap',
      { a: rent('2023-05-01'), b: covering(['public-rental-rent'], { ...rent('2023-09-01'), replaces: ['a'] }) },
      due,
      'met on 2023-05-01',
    ],
    ['not by a document for reference', { a: { ...rent('2023-01-01'), reference: true }, b: rent('2023-05-01') }, due, 'met on 2023-05-01'],
    ['by a project alone', { a: covering(['public-rental-rent'], { status: 'drafting' }) }, after, 'overdue, 1 late'],
  ])('%s: %s', (_, records, asked, result) => {
    expect(told(target(housing, records, asked))).toBe(result);
  });

  it('held since before the plan started is no later than a due day before that', () => {
    expect(told(target(housing, { a: rent('2010-01-01') }, after, { due: '2022-06-30' }))).toBe('met on 2022-06-30');
    expect(told(target(housing, { a: rent('2022-07-01') }, after, { due: '2022-06-30' }))).toBe('met on 2022-07-01, 1 late');
  });

  it('was not reached on a day on which one topic went as the other came', () => {
    const finance: Condition = { coverage: { figure: 'topics', domain: 'finance-assets' }, at_least: 100 };
    const handed = (gone: string, come: string): Records => ({
      a: covering([gone], { dates: { effective: '2023-01-01', repealed: '2023-06-01' } }),
      b: covering([come], { dates: { effective: '2023-06-01' } }),
      c: covering([gone], { dates: { effective: '2024-01-01' } }),
    });
    expect(told(target(finance, handed('procurement', 'expenditure'), due))).toBe('met on 2024-01-01');
    expect(told(target(finance, handed('expenditure', 'procurement'), due))).toBe('met on 2024-01-01');
  });

  it('of nothing is neither reached nor missed', () => {
    const none = ['core', 'base', 'support'].map((tier) => `      - { tier: ${tier}, reason: { zh: 无需, en: none } }\n`).join('');
    const taxonomy = String(base['taxonomy.yaml']).replace(
      '  - id: staff-housing\n',
      `  - id: staff-housing\n    not_applicable:\n${none}`,
    );
    const cells = (domain: string): PlanItem => item(domain, { coverage: { figure: 'cells', domain }, at_least: 1 }, { due });
    const plan = planOf({ targets: [cells('staff-housing'), cells('finance-assets')] });
    const { targets } = milestones(registryOf(plan, { a: { domains: ['staff-housing'] } }, { 'taxonomy.yaml': taxonomy }), after);
    expect(targets.map(({ state, verdict }) => [state, verdict.isKnown])).toEqual([
      ['no-evidence', false],
      ['overdue', true],
    ]);
  });

  const turns = ['2022-11-30', '2022-12-01', '2023-03-01', '2023-07-01', '2024-01-01', '2024-06-30', '2024-07-01'];
  it('was reached on the first day on which the figure of that day says so', () => {
    const turn = fc.constantFrom(...turns);
    const document = fc.record({
      rank: fc.constantFrom('provincial-government-rule', 'departmental-rule', 'bureau-document', 'local-standard'),
      domains: fc.constantFrom('all', ['finance-assets'], ['finance-assets', 'construction']),
      topics: fc.constantFrom(['procurement'], ['expenditure', 'construction-process'], ['procurement', 'expenditure']),
      dates: fc.record({ effective: turn, expires: turn, repealed: turn }, { requiredKeys: ['effective'] }),
      replaces: fc.constantFrom(undefined, ['d0'], ['d1']),
    });
    const targets = (['topics', 'own-topics', 'cells'] as const).flatMap((kind) =>
      [34, 100].map((least) =>
        item(`${kind}-${least}`, { coverage: { figure: kind, domain: 'finance-assets' }, at_least: least }, { due }),
      ),
    );
    const days = [...turns, ...turns.flatMap((each) => addDays(each, 1) ?? [])].filter((each) => each >= period.start).sort();
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 5 }), (documents) => {
        const records = Object.fromEntries(documents.map((each, i) => [`d${i}`, each]));
        const registry = registryOf(planOf({ targets }), records);
        const statuses = days.map((each) => milestones(registry, each).targets);
        for (const [i] of targets.entries()) {
          const first = days.find((_, on) => statuses[on]?.[i]?.verdict.isMet);
          for (const on of statuses) if (on[i]?.verdict.isMet) expect(on[i]?.metOn).toBe(first);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('evidence', () => {
  it.each([
    ['none, the day before', [], before, 'open, 1 left'],
    ['none, on the due day', [], due, 'open, 0 left'],
    ['none, the day after: unknown, not failed', [], after, 'no-evidence, 1 late'],
    ['of the due day', [due], after, 'met on 2024-06-30'],
    ['of the day after', [after], after, 'met on 2024-07-01, 1 late'],
    ['of the day after, the day before', [after], due, 'open, 0 left'],
    ['of tomorrow', ['2024-07-02'], after, 'no-evidence, 1 late'],
    ['the first of several, in any order', ['2024-08-01', '2024-05-01', '2024-06-01'], '2026-11-23', 'met on 2024-05-01'],
    ['before the plan', ['2020-01-01'], due, 'met on 2020-01-01'],
  ] as const)('%s: %s', (_, dates, asked, result) => {
    expect(told(target(evidence(...dates), {}, asked))).toBe(result);
  });

  it('that is dated after the day changes nothing', () => {
    const later = fc.array(fc.constantFrom('2024-07-02', '2024-12-31', '2026-11-23'), { minLength: 1, maxLength: 3 });
    const earlier = fc.array(fc.constantFrom('2023-01-01', due, after), { maxLength: 3 });
    fc.assert(
      fc.property(earlier, later, (some, more) => {
        const without = target(evidence(...some), {}, after);
        const { verdict, ...timed } = target(evidence(...more, ...some), {}, after);
        expect(timed).toMatchObject({ state: without.state, daysLate: without.daysLate, metOn: without.metOn });
        expect(verdict.evidence).toEqual(without.verdict.evidence);
      }),
      { numRuns: 30 },
    );
  });
});

describe('all and any', () => {
  // Published is unmet and known to be; without evidence nothing is known.
  const unmet: Condition = { document: 'a', reached: 'published' };
  const records = { a: { status: 'planned' } };
  const [yes, unknown] = [evidence('2024-01-10'), evidence()];
  it.each([
    ['all, met on the last day', { all: [yes, evidence('2024-03-01')] }, 'met on 2024-03-01'],
    ['all, one late', { all: [yes, evidence(after)] }, 'met on 2024-07-01, 1 late'],
    ['all, one unmet', { all: [yes, unmet] }, 'overdue, 1 late'],
    ['all, one unknown', { all: [yes, unknown] }, 'no-evidence, 1 late'],
    ['all, one unmet and one unknown', { all: [unknown, unmet] }, 'overdue, 1 late'],
    ['any, met on the first day', { any: [evidence('2024-03-01'), yes, unmet] }, 'met on 2024-01-10'],
    ['any, all unmet', { any: [unmet, unmet] }, 'overdue, 1 late'],
    ['any, one unknown', { any: [unmet, unknown] }, 'no-evidence, 1 late'],
    ['any, one late', { any: [unknown, evidence(after)] }, 'met on 2024-07-01, 1 late'],
    ['any of all', { any: [{ all: [yes, unmet] }, { all: [yes, unknown] }] }, 'no-evidence, 1 late'],
    ['all of any', { all: [{ any: [unmet, yes] }, { any: [unmet, unmet] }] }, 'overdue, 1 late'],
  ] as const)('%s: %s', (_, done, result) => {
    expect(told(target(done, records, after))).toBe(result);
  });

  it('tell how far they are, and what is missing of the nearest', () => {
    const progress = (done: Condition) => target(done, records, due).verdict.progress;
    expect(progress({ all: [yes, unmet, unknown] })).toEqual({ have: 1, want: 3 });
    expect(progress({ any: [unmet, { all: [yes, unmet] }] })).toEqual({ have: 1, want: 2 });
    expect(target({ any: [unknown, { all: [yes, unmet] }] }, records, due).verdict.missing).toMatchObject([{ kind: 'stage', id: 'a' }]);
    expect(target({ all: [unknown, unmet] }, records, due).verdict.missing.map(({ kind }) => kind)).toEqual(['evidence', 'stage']);
    expect(target({ any: [unmet, yes] }, records, due).verdict.missing).toEqual([]);
  });

  it('are partial as soon as one of them is begun', () => {
    expect(target({ all: [unmet, unknown] }, records, due).state).toBe('open');
    expect(target({ any: [unmet, unknown] }, records, due).state).toBe('open');
    expect(target({ all: [unmet, yes] }, records, due).state).toBe('partial');
  });

  it('know what can be known, however they are nested', () => {
    type Known = { readonly day: string | undefined; readonly isKnown: boolean };
    type Tree = { readonly done: Condition; readonly known: Known };
    const leaf = fc.oneof(
      fc.constantFrom('2023-01-01', '2024-05-01', due).map((date): Tree => ({ done: evidence(date), known: { day: date, isKnown: true } })),
      fc.constant<Tree>({ done: unmet, known: { day: undefined, isKnown: true } }),
      fc.constant<Tree>({ done: unknown, known: { day: undefined, isKnown: false } }),
    );
    /** One false decides `all`, one true decides `any`; else one unknown leaves it unknown. */
    const joined = (word: 'all' | 'any', trees: readonly Tree[]): Tree => {
      const known = trees.map((tree) => tree.known);
      const days = known.flatMap((each) => each.day ?? []).sort();
      const isMet = word === 'all' ? days.length === known.length : days.length > 0;
      const isDecided = word === 'all' ? known.some((each) => each.isKnown && each.day === undefined) : known.every((each) => each.isKnown);
      const on = isMet ? (word === 'all' ? days.at(-1) : days[0]) : undefined;
      const inner = trees.map((tree) => tree.done);
      return { done: word === 'all' ? { all: inner } : { any: inner }, known: { day: on, isKnown: isMet || isDecided } };
    };
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc
          .tuple(fc.constantFrom('all', 'any'), fc.array(tie('tree'), { minLength: 1, maxLength: 3 }))
          .map(([word, trees]) => joined(word, trees)),
      ),
    }));
    fc.assert(
      fc.property(tree, ({ done, known }) => {
        const { state, metOn, verdict } = target(done, records, after);
        expect([state, metOn]).toEqual([known.day !== undefined ? 'met' : known.isKnown ? 'overdue' : 'no-evidence', known.day]);
        expect(verdict.isKnown).toBe(known.isKnown);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a phase', () => {
  const unmet: Condition = { document: 'a', reached: 'published' };
  const task = (id: string, done: Condition, rest: Partial<PlanItem> = {}): PlanItem => item(id, done, rest);
  const stands = (on: string, ...tasks: readonly PlanItem[]): string => {
    const registry = registryOf(planOf({ phases: [phaseWith('phase', due, ...tasks)] }), { a: { status: 'planned' } });
    const [phase] = milestones(registry, on).phases;
    if (phase === undefined) throw new Error('no phase');
    return `${told(phase)} ${phase.progress.have}/${phase.progress.want}`;
  };
  const [first, second] = [task('one', evidence('2024-01-10')), task('two', evidence('2024-03-01'))];
  const nothing = task('nothing', evidence());
  const late = task('late', evidence(after));
  const striven = task('striven', unmet, { best_effort: true });
  it.each([
    ['nothing begun', due, [nothing, task('other', unmet)], 'open, 0 left 0/2'],
    ['one met', due, [first, nothing], 'partial, 0 left 1/2'],
    ['one met later', '2024-01-09', [first, nothing], 'open, 173 left 0/2'],
    ['all met, on the day of the last', due, [second, first], 'met on 2024-03-01 2/2'],
    ['all met, one late', after, [first, late], 'met on 2024-07-01, 1 late 2/2'],
    ['nobody knows', after, [first, nothing], 'no-evidence, 1 late 1/2'],
    ['one known not to be met', after, [first, nothing, task('other', unmet)], 'overdue, 1 late 1/3'],
    ['what is striven for does not hold it up', after, [first, striven], 'met on 2024-01-10 1/2'],
    ['nor fail it', after, [nothing, striven], 'no-evidence, 1 late 0/2'],
    ['nor make it late', after, [first, task('striven', evidence(after), { best_effort: true })], 'met on 2024-01-10 2/2'],
    ['but begins it', due, [nothing, task('striven', evidence(due), { best_effort: true })], 'partial, 0 left 1/2'],
    ['of what is striven for alone', after, [striven, task('other', evidence(due), { best_effort: true })], 'overdue, 1 late 1/2'],
    ['met, one nobody knows when', after, [first, task('lead', { any: [{ document: 'a', reached: 'planned' }] })], 'met 2/2'],
  ] as const)('%s on %s', (_, on, tasks, result) => {
    expect(stands(on, ...tasks)).toBe(result);
  });

  it('gives its due day to its tasks, and those that have their own keep it', () => {
    const phase = phaseWith('phase', due, nothing, task('own', evidence(), { due: '2024-08-31' }));
    const found = milestones(registryOf(planOf({ phases: [phase] })), after);
    expect(found.phases[0]?.tasks.map((each) => `${each.due} ${told(each)}`)).toEqual([
      '2024-06-30 no-evidence, 1 late',
      '2024-08-31 open, 61 left',
    ]);
  });

  it('waits for a task that has a later day of its own, and is late when it is', () => {
    expect(stands(after, first, task('own', unmet, { due: '2024-08-31' }))).toBe('partial, 61 left 1/2');
    expect(stands('2024-09-01', first, task('own', unmet, { due: '2024-08-31' }))).toBe('overdue, 63 late 1/2');
  });

  it('waits for no task that is met, and is not late before its own day', () => {
    const met = task('met', evidence('2024-02-01'), { due: '2024-12-31' });
    expect(stands(after, met, task('own', unmet, { due: '2024-08-31' }))).toBe('partial, 61 left 1/2');
    const early = task('early', unmet, { due: '2024-05-31' });
    expect([due, after].map((on) => stands(on, early))).toEqual(['open, 0 left 0/1', 'overdue, 1 late 0/1']);
  });
});

describe('what is striven for', () => {
  const unmet: Condition = { document: 'a', reached: 'published' };
  const records = { a: { status: 'planned' } };
  const late = (state: 'overdue' | 'no-evidence', rest: Partial<PlanItem>) => {
    const targets = [item('known', unmet, { due, ...rest }), item('unknown', evidence(), { due, ...rest })];
    return lateOn(registryOf(planOf({ targets }), records), after, state).map(({ path, status }) => `${path.join('.')} ${status.item.id}`);
  };
  it('keeps its states, and is never late', () => {
    const states = [unmet, evidence(), evidence(after)].map((done) => told(target(done, records, after, { best_effort: true })));
    expect(states).toEqual(['overdue, 1 late', 'no-evidence, 1 late', 'met on 2024-07-01, 1 late']);
    expect([late('overdue', { best_effort: true }), late('no-evidence', { best_effort: true })]).toEqual([[], []]);
    expect([late('overdue', {}), late('no-evidence', {})]).toEqual([['targets.0 known'], ['targets.1 unknown']]);
  });

  it('is late on no day but after the due day', () => {
    const registry = registryOf(planOf({ targets: [item('known', unmet, { due })] }), records);
    expect([before, due, after].map((on) => lateOn(registry, on, 'overdue').length)).toEqual([0, 0, 1]);
  });
});

describe('the shipped plan, by hand', () => {
  // Straight from the YAML, one question at a time, with no code of the program.
  interface Raw {
    readonly id: string;
    readonly rank: string;
    readonly number?: string;
    readonly status: string;
    readonly reference?: boolean;
    readonly owner?: string;
    readonly project?: unknown;
    readonly verified?: string;
    readonly domains: 'all' | readonly string[];
    readonly topics?: readonly string[];
    readonly replaces?: readonly unknown[];
    readonly dates?: Partial<Record<'adopted' | 'published' | 'effective' | 'expires' | 'repealed', string>>;
  }
  const texts = Object.entries(filesUnder(shipped)).map(([name, bytes]) => [name, new TextDecoder().decode(bytes as Uint8Array)] as const);
  const raw: readonly Raw[] = texts
    .filter(([name]) => name.includes('/'))
    .map(([name, text]) => ({ ...parse(text), id: name.replace(/^.*\/|\.yaml$/g, '') }));
  const [taxonomy, plan] = ['taxonomy.yaml', 'plan.yaml'].map((file) => parse(texts.find(([name]) => name === file)?.[1] ?? ''));
  const rankOf = (document: Raw) => taxonomy.ranks.find((rank: { readonly id: string }) => rank.id === document.rank);
  const written: readonly PlanItem[] = [...plan.phases.flatMap((phase: Phase) => phase.tasks), ...plan.targets, ...plan.measures];

  const startOf = ({ dates }: Raw) => dates?.effective ?? dates?.published ?? dates?.adopted;
  const yearOf = ({ number = '' }: Raw) =>
    /〔(\d{4})〕/.exec(number)?.[1] ?? /-(\d{4})$/.exec(number)?.[1] ?? /令(\d{4})年/.exec(number)?.[1];
  function hasBegun(document: Raw, on: string): boolean {
    const start = startOf(document);
    if (start !== undefined) return start <= on;
    if (on < `${yearOf(document) ?? '0000'}-01-01`) return false;
    return !['planned', 'drafting', 'not-yet-effective'].includes(document.status);
  }
  function isInForce(document: Raw, on: string): boolean {
    const { repealed = '9999', expires = '9999' } = document.dates ?? {};
    const isItself = (each: unknown) => each === document.id || (document.number !== undefined && each === document.number);
    const isReplaced = raw.some((other) => other !== document && !other.reference && other.replaces?.some(isItself) && hasBegun(other, on));
    if (repealed <= on || isReplaced || expires < on || !hasBegun(document, on)) return false;
    return startOf(document) !== undefined || document.status === 'in-force';
  }
  const inForce = (on: string): readonly Raw[] => raw.filter((document) => !document.reference && isInForce(document, on));

  /** `have/of` of a coverage figure, in the domains that it is about. */
  function figureOn(on: string, { figure, domain, part }: CoverageCondition['coverage']): string {
    let [have, of] = [0, 0];
    for (const each of taxonomy.domains) {
      if (domain === undefined ? each.counted === false || (part !== undefined && each.part !== part) : each.id !== domain) continue;
      if (figure === 'cells') {
        for (const tier of ['core', 'base', 'support']) {
          of += 1;
          if (
            inForce(on).some(
              (document) => rankOf(document).tier === tier && document.domains !== 'all' && document.domains.includes(each.id),
            )
          )
            have += 1;
        }
        continue;
      }
      expect(figure).toBe('topics');
      for (const topic of taxonomy.topics) {
        if (topic.domain !== each.id) continue;
        of += 1;
        if (inForce(on).some(({ topics }) => topics?.includes(topic.id))) have += 1;
      }
    }
    return `${have}/${of}`;
  }

  const days = ['2023-01-15', '2023-06-30', '2024-12-31', '2026-11-23'] as const;
  const { registry } = check(workspaceOf(filesUnder(shipped)), schemas, '2026-11-23');
  const on = (asked: string): Milestones => milestones(registry as Registry, asked);

  it('has 98 items: for 77 of them nothing but evidence can tell, and none is recorded', () => {
    const alone = written.filter(({ done }) => Object.keys(done).join() === 'evidence' && 'evidence' in done && done.evidence.length === 0);
    expect([written.length, plan.phases.length, alone.length, Object.keys(table).length]).toEqual([98, 3, 77, 21]);
    // 16 of the 17 tasks, 29 of the 49 targets, and all 32 measures.
    for (const each of days) {
      const found = itemsOf(on(each)).filter((status) => alone.some(({ id }) => id === status.item.id));
      expect(found.length).toBe(77);
      for (const status of found) {
        const isPast = status.due < each;
        expect([status.state, status.verdict.progress, status.metOn], status.item.id).toEqual([
          isPast ? 'no-evidence' : 'open',
          { have: 0, want: 1 },
          undefined,
        ]);
      }
    }
    const tasks = (asked: string): readonly string[] => on(asked).phases.map(({ tasks: all }) => all.map(({ state }) => state[0]).join(''));
    // Open, met, no evidence: the pilot plan is the third of the first phase.
    expect(days.map(tasks)).toEqual([
      ['ooooo', 'oooooo', 'oooooo'],
      ['nnmnn', 'oooooo', 'oooooo'],
      ['nnmnn', 'nnnnnn', 'oooooo'],
      ['nnmnn', 'nnnnnn', 'nnnnnn'],
    ]);
  });

  // All other targets are due on 2024-12-31, the last day of the period: 716 and 550 days ahead, today, and 692 days ago.
  const unmet = (begun: 'open' | 'partial', late: 'overdue' | 'no-evidence', progress: string): readonly string[] =>
    [`${begun}, 716 left`, `${begun}, 550 left`, `${begun}, 0 left`, `${late}, 692 late`].map((state) => `${state} ${progress}`);
  // What was covered on the first day of the period was reached on that day.
  const covered = (progress: string): readonly string[] => days.map(() => `met on 2022-12-01 ${progress}`);
  const table: Readonly<Record<string, readonly string[]>> = {
    // Adopted on 2023-03-20, eleven days before its phase was to end.
    'pilot-plan': ['open, 75 left 0/1', 'met on 2023-03-20 1/1', 'met on 2023-03-20 1/1', 'met on 2023-03-20 1/1'],
    // Planned, and known up to March 2023 alone.
    'rule-of-law-opinions': unmet('open', 'no-evidence', '0/1'),
    // 4 of 6, 11 of 12 and 5 of 6 cells.
    'system-three-parts': unmet('partial', 'overdue', '0/3'),
    // Social affairs have 1 cell of 3; reception and housing have no standard.
    'system-eight-domains': unmet('partial', 'overdue', '5/8'),
    // Nobody knows of the ordinance, but the 20 of 24 cells decide.
    'system-four-tiers': unmet('partial', 'overdue', '0/2'),
    // No record names an owner; with one, 16 documents and 10 standards would count.
    'document-batch': unmet('open', 'no-evidence', '0/2'),
    // Planned, and known up to March 2023 alone.
    ordinance: unmet('open', 'no-evidence', '0/1'),
    // The 10 national standards of the period, if one were the bureau's.
    'national-standard-approved': unmet('open', 'no-evidence', '0/1'),
    'national-standard-published': unmet('open', 'no-evidence', '0/1'),
    // The registry's own local standards are all older, those of the period are other provinces'.
    'local-standards-approved': unmet('open', 'overdue', '0/2'),
    'local-standards-published': unmet('open', 'overdue', '0/2'),
    // Nothing deals with drivers, healthy offices, or the conduct of property staff.
    'topics-full-coverage': unmet('partial', 'overdue', '19/22'),
    'finance-assets-topics': covered('2/2'),
    'office-premises-topics': covered('4/4'),
    'official-vehicles-topics': unmet('partial', 'overdue', '2/3'),
    'energy-conservation-topics': covered('4/4'),
    'social-affairs-topics': unmet('partial', 'overdue', '1/2'),
    'official-reception-topics': covered('3/3'),
    'construction-topics': covered('1/1'),
    'staff-housing-topics': covered('1/1'),
    'logistics-service-topics': unmet('partial', 'overdue', '2/3'),
  };

  it.each(Object.entries(table))('%s', (id, expected) => {
    const stood = days.map((each) => {
      const status = itemsOf(on(each)).find(({ item: found }) => found.id === id);
      return status && `${told(status)} ${status.verdict.progress.have}/${status.verdict.progress.want}`;
    });
    expect(stood).toEqual(expected);
  });

  it.each(days)('counts topics and cells as the records do, on %s', (asked) => {
    const judged = itemsOf(on(asked)).flatMap(({ verdict }) => (verdict.inner.length > 0 ? verdict.inner : [verdict]));
    const measured = judged.flatMap(({ condition, ...rest }) => ('coverage' in condition ? [{ ...rest, condition }] : []));
    // 10 targets of section 3(3), 3 parts, 8 domains, and the total of cells.
    expect(measured.length).toBe(22);
    for (const { condition, isMet, metOn, progress } of measured) {
      const figure = condition.coverage;
      const [have, of] = figureOn(asked, figure).split('/');
      expect([condition.at_least, `${progress.have}/${progress.want}`, isMet], JSON.stringify(figure)).toEqual([
        100,
        `${have}/${of}`,
        have === of,
      ]);
      if (isMet) expect([metOn, figureOn('2022-12-01', figure)]).toEqual(['2022-12-01', `${of}/${of}`]);
    }
  });

  it.each([
    ['2023-01-15', 13, 1],
    ['2023-06-30', 14, 5],
    ['2024-12-31', 16, 10],
    ['2026-11-23', 16, 10],
  ])('on %s counts no document, where %i and %i would count if they had an owner or a day', (asked, documents, standards) => {
    expect(raw.some(({ owner, project }) => owner !== undefined || project !== undefined)).toBe(false);
    const published = ({ dates }: Raw) => dates?.published ?? dates?.effective ?? dates?.adopted;
    // No day: in force, and of a year of the period if its number tells one.
    const possible = raw.filter((document) => {
      const [date, year] = [published(document), yearOf(document)];
      if (document.reference) return false;
      if (date !== undefined) return date >= '2022-12-01' && date <= '2024-12-31' && date <= asked;
      return document.status === 'in-force' && (year === undefined || (year >= '2022' && year <= '2024' && `${year}-01-01` <= asked));
    });
    const ids = (holds: (document: Raw) => boolean): string =>
      possible
        .filter(holds)
        .map(({ id }) => id)
        .sort()
        .join(' ');
    const own = ids((document) => rankOf(document).kind !== 'standard' && rankOf(document).level !== 'national');
    const national = ids(({ rank }) => rank === 'national-standard' || rank === 'industry-standard');
    expect([own.split(' ').length, national.split(' ').length, ids(({ rank }) => rank === 'local-standard')]).toEqual([
      documents,
      standards,
      '',
    ]);
    const found = itemsOf(on(asked)).flatMap(({ verdict }) => (verdict.inner.length > 0 ? verdict.inner : [verdict]));
    const counts = found.filter(({ condition }) => 'count' in condition);
    const told = counts.map(
      ({ missing: [missing] }) =>
        missing?.kind === 'documents' &&
        missing.possible
          .map(({ id }) => id)
          .sort()
          .join(' '),
    );
    // The batch (documents, then standards), national standards (approved, either way, and published), local ones the same.
    expect(told).toEqual([own, national, national, national, national, '', '', '']);
    expect(counts.every(({ documents: all }) => all.length === 0)).toBe(true);
  });

  it.each([
    ['2023-01-15', 'open, 75 left 0/5', 'open, 350 left 0/6', 'open, 716 left 0/6'],
    // The plan was adopted on the 20th, and nothing else is recorded.
    ['2023-03-31', 'partial, 0 left 1/5', 'open, 275 left 0/6', 'open, 641 left 0/6'],
    ['2023-06-30', 'no-evidence, 91 late 1/5', 'open, 184 left 0/6', 'open, 550 left 0/6'],
    ['2024-12-31', 'no-evidence, 641 late 1/5', 'no-evidence, 366 late 0/6', 'open, 0 left 0/6'],
    ['2026-11-23', 'no-evidence, 1333 late 1/5', 'no-evidence, 1058 late 0/6', 'no-evidence, 692 late 0/6'],
  ])('phases on %s', (asked, ...expected) => {
    expect(on(asked).phases.map((phase) => `${told(phase)} ${phase.progress.have}/${phase.progress.want}`)).toEqual(expected);
  });

  it('is reported line by line: 9 overdue and 79 without evidence, none of what is striven for', () => {
    const late = (state: 'overdue' | 'no-evidence') =>
      lateOn(registry as Registry, '2026-11-23', state).map(({ status }) => status.item.id);
    expect(late('overdue')).toEqual(Object.keys(table).filter((id) => table[id]?.at(-1)?.startsWith('overdue')));
    expect([late('overdue').length, late('no-evidence').length]).toEqual([9, 79]);
  });
});

// What a first version got wrong.
describe('in the corners', () => {
  const published: Condition = { document: 'a', reached: 'published' };

  // As in a count: were its day recorded, it might lie within.
  it('a document in force since nobody knows when may have been published within the period', () => {
    expect(target({ ...published, within: period }, { a: { number: '鲁政发〔2023〕1号' } }, after).state).toBe('no-evidence');
  });

  // It was met on the due day already; that it was met only later is wrong.
  it('what came into force nobody knows when does not make a count late', () => {
    const records = { a: {}, b: { dates: { published: '2023-01-01' } }, c: { dates: { published: '2025-01-01' } } };
    const done: Condition = { count: { kind: ['rule'] }, at_least: 2 };
    expect(target(done, records, due).state).toBe('met');
    expect(told(target(done, records, '2026-11-23'))).toBe('met');
  });
  it('nor any of several', () => {
    const done: Condition = { any: [published, { document: 'b', reached: 'published' }] };
    const records = { a: {}, b: { dates: { published: '2025-01-01' } } };
    expect(target(done, records, due).state).toBe('met');
    expect(told(target(done, records, '2026-11-23'))).toBe('met');
  });

  // In force since 2015 at the latest, by its number; only its filing falls into the period.
  it('what was filed in the period was not therefore published in it', () => {
    const records = { a: { number: '鲁政发〔2015〕1号', filing: { date: '2024-05-01' } } };
    expect(target({ count: { kind: ['rule'] }, reached: 'published', at_least: 1 }, records, due).verdict.progress.have).toBe(0);
  });

  // `overdue` says that it is known not to be met; the record says that it was, not when.
  it.each([
    ['a project past the stage, without steps', { status: 'drafting', project: { stage: 'consultation' } }, 'approved'],
    ['a document that is being drafted', { status: 'drafting' }, 'drafting'],
    ['a document that was repealed', { status: 'repealed', number: '鲁政发〔2023〕1号' }, 'published'],
  ])('%s is not known to have missed it', (_, fields, reached) => {
    expect(target({ document: 'a', reached }, { a: { rank: 'local-regulation', ...fields } }, after).state).not.toBe('overdue');
  });

  // The step was recorded after the status was verified, and it decides.
  it('a project that ended without a result before the due day is known not to meet it', () => {
    const project = { stage: 'terminated', events: [step('terminated', '2024-02-01')] };
    const fields = { rank: 'local-regulation', status: 'drafting', verified: '2023-03', project };
    expect(told(target(published, { a: fields }, after))).toBe('overdue, 1 late');
  });

  it('no figure is known to be missed where a record has errors or cannot be read, nor less met for it', () => {
    const targets = [
      item('coverage', { coverage: { figure: 'topics', domain: 'staff-housing' }, at_least: 100 }, { due }),
      item('count', { count: { kind: ['rule'] }, reached: 'published', at_least: 1 }, { due }),
      item('met', { coverage: { figure: 'topics', domain: 'finance-assets' }, at_least: 50 }, { due }),
    ];
    const b = { topics: ['procurement'], dates: { published: '2020-01-01' } };
    const registry = registryOf(planOf({ targets }), { a: { status: 'planned' }, b });
    const states = (all: Milestones | undefined) => all?.targets.map(({ state }) => state);
    expect(states(milestonesOf(registry, after))).toEqual(['overdue', 'overdue', 'met']);
    expect(states(milestonesOf(registry, after, new Set(['a'])))).toEqual(['no-evidence', 'no-evidence', 'met']);
    const [file, text] = fileOf('b', b);
    const files = { 'plan.yaml': JSON.stringify(planOf({ targets })), [file]: text, 'rules/a.yaml': 'title: [\n' };
    const unread = check(workspaceOf(files), schemas, after).registry;
    expect(states(unread && milestonesOf(unread, after))).toEqual(['no-evidence', 'no-evidence', 'met']);
  });

  it('nothing is late in a plan whose period ends before it starts', () => {
    const plan = planOf({ targets: [item('target', published, { due }), item('unknown', evidence(), { due })] });
    const late = (each: Plan) =>
      (['overdue', 'no-evidence'] as const).map((state) => lateOn(registryOf(each, { a: { status: 'planned' } }), after, state).length);
    expect([late(plan), late({ ...plan, period: { start: period.end, end: period.start } })]).toEqual([
      [1, 1],
      [0, 0],
    ]);
  });

  const foundIn = (done: Condition, files: Files): readonly string[] => {
    const plan = JSON.stringify(planOf({ targets: [item('target', done, { due })] }));
    const { diagnostics } = check(workspaceOf({ 'plan.yaml': plan, ...files }), schemas, day);
    return diagnostics.map(({ rule }) => rule).filter((rule) => rule !== 'uncovered-topic' && rule !== 'empty-cell');
  };

  // One cause, one finding: without its dates nothing can be said of the document. A count is silent here.
  it('a document whose dates are of the wrong shape is not late', () => {
    const [file, text] = fileOf('a', { number_unpublished: true, status: 'not-yet-effective', dates: '2023-05-01' });
    expect(foundIn({ count: { kind: ['rule'] }, reached: 'published', at_least: 1 }, { [file]: text })).toEqual(['wrong-shape']);
    expect(foundIn(published, { [file]: text })).toEqual(['wrong-shape']);
  });

  // Which of the two comes first must not matter.
  it('any of several, of which one is not registered, is silent in both orders', () => {
    const [nobody, lead] = ['nobody', 'lead'].map((document): Condition => ({ document, reached: 'published' }));
    if (nobody === undefined || lead === undefined) throw new Error('no condition');
    expect(foundIn({ any: [nobody, lead] }, {})).toEqual(['dangling-reference']);
    expect(foundIn({ any: [lead, nobody] }, {})).toEqual(['dangling-reference']);
  });

  // Were the day of its approval recorded, it would count.
  it('a project past the stage, without steps, may count', () => {
    const project = { rank: 'local-standard', status: 'drafting', project: { stage: 'consultation' } };
    const done: Condition = { count: { rank: ['local-standard'] }, reached: 'approved', at_least: 1 };
    expect(target(done, { a: project }, after).state).toBe('no-evidence');
  });
});
