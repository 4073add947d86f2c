// Coverage: which documents count on a day, what topics and cells they fill, and that the sums hold.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import { isAside, isCountable, isInForce, isOver, type Tallied } from '../src/measures/counted.ts';
import { coverageOf, noPart, type Row } from '../src/measures/coverage.ts';
import { isLess, needed, parsePercent, percentOf } from '../src/measures/fraction.ts';
import { gapsOf } from '../src/measures/gaps.ts';
import type { Registry } from '../src/registry/registry.ts';
import { base, day, type Files, schemas, withoutTier, workspaceOf } from './support/registry.ts';

function registryOf(files: Files, on = day): Registry {
  const { registry } = check(workspaceOf(files), schemas, on);
  if (registry === undefined) throw new Error('the registry is not sound');
  return registry;
}

interface Made {
  readonly rank?: string;
  readonly domains?: string;
  readonly topics?: string;
  readonly rest?: string;
}

/** A document in `rules/`, of a provincial rank and in force unless it says otherwise. */
function made({ rank = 'provincial-government-rule', domains = '[finance-assets]', topics, rest = '' }: Made = {}): string {
  const status = rest.includes('status:') ? '' : 'status: in-force\n';
  return `title: 甲\nrank: ${rank}\ndomains: ${domains}\n${topics === undefined ? '' : `topics: ${topics}\n`}${status}${rest}sources: [测试]\n`;
}

const of = (...documents: readonly Made[]): Files => Object.fromEntries(documents.map((each, i) => [`rules/d${i}.yaml`, made(each)]));

describe('which documents count', () => {
  it.each([
    ['an own document in force', {}, undefined],
    ['a national one', { rank: 'departmental-rule' }, undefined],
    ['one that is kept for reference', { rest: 'reference: true\n' }, 'reference'],
    ['one that was repealed', { rest: 'status: repealed\n' }, 'repealed'],
    ['one that was repealed, by its date', { rest: 'status: repealed\ndates: { repealed: 2026-11-23 }\n' }, 'repealed'],
    ['one that will be repealed', { rest: 'dates: { repealed: 2026-11-24 }\n' }, undefined],
    ['one that has expired', { rest: 'status: expired\ndates: { effective: 2020-01-01, expires: 2026-11-22 }\n' }, 'expired'],
    ['one on its last day', { rest: 'dates: { effective: 2020-01-01, expires: 2026-11-23 }\n' }, undefined],
    ['one that is not yet effective', { rest: 'status: not-yet-effective\ndates: { effective: 2026-11-24 }\n' }, 'not-yet-effective'],
    ['one that is planned', { rest: 'status: planned\n' }, 'planned'],
    ['one that did not exist yet', { rest: 'number: 某发〔2027〕1号\n' }, 'nonexistent'],
    ['one for the whole field', { domains: 'all' }, 'all-domains'],
    ['one of the uncounted domain', { domains: '[construction]' }, 'uncounted-domain'],
    ['one of a counted and the uncounted domain', { domains: '[construction, staff-housing]' }, undefined],
  ] as const)('%s: %s', (_, document, reason) => {
    const { tallied } = coverageOf(registryOf(of(document)), day);
    expect(tallied.find(({ document: { id } }) => id === 'd0')?.reason).toBe(reason);
    expect(tallied.length).toBe(2);
  });

  const unneeded = withoutTier(withoutTier(String(base['taxonomy.yaml']), 'staff-housing', 'core'), 'construction', 'base');
  const tallyIn = (document: Made, unsound: readonly string[] = []) =>
    coverageOf(registryOf({ ...of(document), 'taxonomy.yaml': unneeded }), day, new Set(unsound)).tallied.find(
      ({ document: { id } }) => id === 'd0',
    );

  it.each([
    ['in the only domain, which needs none of its tier', '[staff-housing]', 'not-applicable'],
    ['in that domain and an uncounted one', '[staff-housing, construction]', 'not-applicable'],
    ['in that domain and one that needs its tier', '[staff-housing, finance-assets]', undefined],
    ['in the uncounted domain alone', '[construction]', 'uncounted-domain'],
  ])('one %s: %s', (_, domains, reason) => {
    const tallied = tallyIn({ domains });
    expect(tallied?.reason).toBe(reason);
    expect(tallied && isInForce(tallied)).toBe(true);
  });

  it('one of a rank that nobody knows, or with errors, which is no own one', () => {
    expect(tallyIn({ rank: 'provincial-rule' })).toMatchObject({ reason: 'unknown-rank', isOwn: false });
    const tallied = tallyIn({}, ['d0']);
    expect(tallied).toMatchObject({ reason: 'unsound', isOwn: true });
    expect(tallied && [isInForce(tallied), isAside(tallied), isOver(tallied)]).toEqual([false, true, false]);
  });

  it.each([
    ['expired', 'status: expired\ndates: { effective: 2020-01-01, expires: 2026-11-22 }\n', [false, true, true]],
    ['repealed', 'status: repealed\n', [false, true, true]],
    ['planned', 'status: planned\n', [false, false, false]],
    ['for reference and in force', 'reference: true\n', [false, true, false]],
    ['for reference and repealed', 'reference: true\nstatus: repealed\n', [false, true, false]],
    ['for reference and planned', 'reference: true\nstatus: planned\n', [false, false, false]],
  ])('one that is %s counts, lies beside, or is over', (_, rest, expected) => {
    const tallied = tallyIn({ rest });
    expect(tallied && [isInForce(tallied), isAside(tallied), isOver(tallied)]).toEqual(expected);
  });

  it('one that was replaced is over', () => {
    const files = of({ rest: 'dates: { effective: 2019-01-01 }\n' }, { rest: 'dates: { effective: 2020-01-01 }\nreplaces: [d0]\n' });
    const [replaced, successor] = coverageOf(registryOf(files), day).tallied.filter(({ document: { id } }) => id !== 'lead');
    expect([replaced?.reason, replaced && isOver(replaced), successor?.reason]).toEqual(['superseded', true, undefined]);
  });
});

describe('topics', () => {
  const stateOn = (on: string, ...documents: readonly Made[]) =>
    coverageOf(registryOf(of(...documents)), on).topics.find(({ topic }) => topic.id === 'procurement');
  const stateOf = (...documents: readonly Made[]): string | undefined => stateOn(day, ...documents)?.state;
  const topics = '[procurement]';
  it('is own, upper, in progress or a gap, the first that holds', () => {
    const own = { topics };
    const upper = { topics, rank: 'departmental-rule' };
    const project = { topics, rest: 'status: planned\n' };
    expect(stateOf(project, upper, own)).toBe('own');
    expect(stateOf(project, upper)).toBe('upper');
    expect(stateOf(project)).toBe('in-progress');
    expect(stateOf({})).toBe('gap');
  });

  it('a document for the whole field covers the topics that it names', () => {
    expect(stateOf({ topics, domains: 'all' })).toBe('own');
  });

  it.each([
    [
      'published and not yet effective',
      'status: not-yet-effective\ndates: { published: 2026-11-01, effective: 2027-01-01 }\n',
      'in-progress',
    ],
    ['adopted and not yet published', 'status: drafting\ndates: { adopted: 2026-11-23, published: 2026-12-01 }\n', 'in-progress'],
    ['made only later', 'status: drafting\ndates: { published: 2026-12-01 }\n', 'gap'],
    [
      'a project under way',
      'status: drafting\nproject: { stage: drafting, events: [{ stage: drafting, date: 2026-11-23 }] }\n',
      'in-progress',
    ],
    ['published later, and adopted later', 'status: drafting\ndates: { adopted: 2026-11-24, published: 2026-12-01 }\n', 'gap'],
    [
      'published later, and a project by now',
      'status: drafting\ndates: { published: 2026-12-01 }\nproject: { stage: drafting, events: [{ stage: drafting, date: 2026-11-23 }] }\n',
      'in-progress',
    ],
    ['a project without an event', 'status: planned\nproject: { stage: drafting }\n', 'in-progress'],
    [
      'a project that has begun and goes on later',
      'status: drafting\nproject: { stage: drafting, events: [{ stage: planned, date: 2026-11-23 }, { stage: drafting, date: 2026-11-24 }] }\n',
      'in-progress',
    ],
    [
      'a project that begins later',
      'status: drafting\nproject: { stage: drafting, events: [{ stage: drafting, date: 2026-11-24 }] }\n',
      'gap',
    ],
  ])('%s', (_, rest, state) => {
    expect(stateOf({ topics, rest })).toBe(state);
  });

  it('tells what deals with a gap and does not count', () => {
    const state = stateOn(
      day,
      { topics, rest: 'reference: true\n' },
      { topics, rest: 'status: repealed\n' },
      { topics, rest: 'number: 某发〔2027〕1号\n' },
    );
    expect(state?.others.map(({ document, reason }) => `${document.id} ${reason}`)).toEqual(['d0 reference', 'd1 repealed']);
  });

  it('moves on the very day', () => {
    const coming = { topics, rest: 'status: in-force\ndates: { published: 2024-01-01, effective: 2024-03-01 }\n' };
    expect(['2023-12-31', '2024-01-01', '2024-02-29', '2024-03-01'].map((on) => stateOn(on, coming)?.state)).toEqual([
      'gap',
      'in-progress',
      'in-progress',
      'own',
    ]);
  });
});

describe('cells', () => {
  const cellsOf = (files: Files): readonly string[] =>
    coverageOf(registryOf(files), day)
      .cells.filter(({ state }) => state !== 'empty')
      .map(({ domain, tier, state }) => `${domain.id} ${tier} ${state}`);

  it('are filled by the domains that a document names, at the tier of its rank', () => {
    expect(cellsOf(of({ domains: '[staff-housing, construction]' }, { domains: '[staff-housing]', rank: 'departmental-rule' }))).toEqual([
      'staff-housing core filled',
      'construction core filled',
    ]);
  });

  it('are not filled by documents for the whole field, for reference, or not in force', () => {
    expect(cellsOf(of({ domains: 'all' }, { rest: 'reference: true\n' }, { rest: 'status: repealed\n' }))).toEqual([]);
  });

  it('leave the denominator where they do not apply, and no other', () => {
    const taxonomy = withoutTier(String(base['taxonomy.yaml']), 'staff-housing', 'support');
    const registry = registryOf({ ...of({}), 'taxonomy.yaml': taxonomy });
    expect(coverageOf(registry, day).cells.find(({ domain, tier }) => domain.id === 'staff-housing' && tier === 'support')?.state).toBe(
      'not-applicable',
    );
    const { total, domains, parts, tiers } = coverageOf(registry, day);
    expect([total.cells, total.notApplicable]).toEqual([{ count: 1, of: 23 }, 1]);
    expect(domains.filter(({ notApplicable }) => notApplicable > 0).map(({ id }) => id)).toEqual(['staff-housing']);
    expect(parts.map(({ cells }) => cells.of).reduce((sum, each) => sum + each)).toBe(23);
    expect(tiers.find(({ id }) => id === 'support')).toMatchObject({ cells: { count: 0, of: 7 }, notApplicable: 1 });
  });

  it('count documents in force where they are needed, own ones apart', () => {
    const taxonomy = withoutTier(String(base['taxonomy.yaml']), 'staff-housing', 'core');
    const domains = '[staff-housing]';
    const files = of({ domains }, { domains, rank: 'departmental-document' }, { domains, rank: 'provincial-document' });
    const { domains: rows } = coverageOf(registryOf({ ...files, 'taxonomy.yaml': taxonomy }), day);
    const row = rows.find(({ id }) => id === 'staff-housing');
    expect(row).toMatchObject({ documents: 2, ownDocuments: 1, cells: { count: 1, of: 2 }, ownCells: { count: 1, of: 2 } });
  });

  it('are told what is not in force there', () => {
    const { cells } = coverageOf(registryOf(of({ rest: 'status: repealed\n' }, { rest: 'status: planned\n' }, {})), day);
    const cell = cells.find(({ domain, tier }) => domain.id === 'finance-assets' && tier === 'core');
    const ids = (list: readonly Tallied[] = []): readonly string[] => list.map(({ document }) => document.id);
    expect([ids(cell?.documents), ids(cell?.others)]).toEqual([['d2'], ['d0', 'd1']]);
  });

  it('count a document once that names a domain or a topic twice, by its id and by another name', () => {
    const alias = 'aliases:\n  - { alias: 采购, topic: procurement, source: 测试, assumption: other-names }\n';
    const taxonomy = String(base['taxonomy.yaml']).replace('aliases:\n', alias);
    const document = { domains: '[finance-assets, 经费资产, staff-housing]', topics: '[procurement, 采购]' };
    const { total, topics } = coverageOf(registryOf({ ...of(document), 'taxonomy.yaml': taxonomy }), day);
    expect(total.documents).toBe(2);
    expect(topics.find(({ topic }) => topic.id === 'procurement')?.own.length).toBe(1);
  });

  it("the lead document fills its own cell and no domain's", () => {
    const lead = String(base['laws/lead.yaml']).replace('status: planned', 'status: in-force');
    const coverage = coverageOf(registryOf({ 'laws/lead.yaml': lead }), day);
    expect([coverage.lead, coverage.total.cells]).toEqual([
      { count: 1, of: 1 },
      { count: 0, of: 24 },
    ]);
    expect(coverageOf(registryOf({}), day).lead).toEqual({ count: 0, of: 1 });
  });
});

describe('parts', () => {
  it('have a row of their own for the domains that belong to none', () => {
    const { parts: without } = coverageOf(registryOf({}), day);
    expect(without.map(({ id }) => id)).toEqual(['general-management', 'asset-support', 'logistics']);
    const taxonomy = String(base['taxonomy.yaml']).replace(/( {2}- id: staff-housing\n(?: {4}.*\n)*? {4}part: )\S+\n/, '$1nowhere\n');
    const registry = registryOf({ ...of({ domains: '[staff-housing]' }), 'taxonomy.yaml': taxonomy });
    const { parts, total } = coverageOf(registry, day);
    expect(parts.map(({ id }) => id)).toEqual(['general-management', 'asset-support', 'logistics', noPart]);
    expect(parts.at(-1)).toMatchObject({ id: '', cells: { count: 1, of: 3 }, documents: 1 });
    expect(parts.reduce((sum, { cells }) => sum + cells.of, 0)).toBe(total.cells.of);
  });
});

describe('figures', () => {
  it('count the own documents that show all four traits', () => {
    const traits = 'traits: { objective: 一, procedure: 二, measure: 三, control: 四 }\n';
    const files = of({ rest: traits }, { rest: traits.replace(', control: 四', '') }, { rest: traits, rank: 'departmental-rule' });
    expect(coverageOf(registryOf(files), day).traits).toEqual({ count: 1, of: 2 });
  });

  it.each([
    [0, 200, 0],
    [1, 200, 1],
    [199, 200, 99],
    [200, 200, 100],
    [2, 3, 66],
    [0, 0, undefined],
  ])('%i of %i is %s percent', (count, whole, percent) => {
    expect(percentOf({ count, of: whole })).toBe(percent);
  });

  it.each([
    ['a record that cannot be read', { 'rules/x.yaml': 'title: [\n' }],
    ['dates of the wrong shape', { 'rules/x.yaml': made({ rest: 'dates: 2020\n' }) }],
    ['a number of the wrong shape', { 'rules/x.yaml': made({ rest: 'number: [1]\n' }) }],
    ['a status of the wrong shape', { 'rules/x.yaml': made({ rest: 'status: [in-force]\n' }) }],
    ['topics of the wrong shape', { 'rules/x.yaml': made({ topics: 'procurement' }) }],
    ['replaced documents of the wrong shape', { 'rules/x.yaml': made({ rest: 'replaces: d0\n' }) }],
    ['a reference of the wrong shape', { 'rules/x.yaml': made({ rest: 'reference: perhaps\n' }) }],
    ['a rank that nobody knows', { 'rules/x.yaml': made({ rank: 'provincial-rule' }) }],
    ['a topic that nobody knows', { 'rules/x.yaml': made({ topics: '[procuremant]' }) }],
    ['a domain that nobody knows', { 'rules/x.yaml': made({ domains: '[housing]' }) }],
  ])('%s: no gap may be concluded', (_, files) => {
    expect(isCountable(registryOf(files as Files))).toBe(false);
    expect(isCountable(registryOf({}))).toBe(true);
  });

  it.each([
    ['75', 22, 17],
    ['100', 22, 22],
    ['0', 22, 0],
    ['33.4', 3, 2],
    ['33.3', 3, 1],
    ['99.999999', 3, 3],
  ])('%s percent of %i are %i', (written, whole, count) => {
    const least = parsePercent(written);
    expect(least && needed(whole, least)).toBe(count);
  });

  it.each(['101', '100.1', '-1', '1e2', '', ' 5', '1/2', '7５'])('%s is no percentage', (written) => {
    expect(parsePercent(written)).toBeUndefined();
  });

  it('are compared as fractions, not as percentages', () => {
    expect(isLess({ count: 667, of: 1000 }, { count: 2, of: 3 })).toBe(false);
    expect(isLess({ count: 666, of: 1000 }, { count: 2, of: 3 })).toBe(true);
    expect(isLess({ count: 2, of: 3 }, { count: 4, of: 6 })).toBe(false);
    expect([isLess({ count: 0, of: 0 }, { count: 1, of: 2 }), isLess({ count: 0, of: 0 }, { count: 0, of: 0 })]).toEqual([true, false]);
    expect(isLess({ count: 1, of: 2 }, { count: 0, of: 0 })).toBe(false);
    expect(isLess({ count: 0, of: 2 }, { count: 1, of: 2 })).toBe(true);
    expect(isLess({ count: 0, of: 0 }, { count: 0, of: 2 })).toBe(false);
  });

  const anyDocument = fc.record({
    rank: fc.constantFrom('departmental-rule', 'provincial-government-rule', 'party-regulation'),
    domains: fc.constantFrom('all', '[construction]', '[staff-housing]', '[finance-assets, office-premises]'),
    topics: fc.constantFrom(undefined, '[procurement]', '[public-rental-rent, construction-process]'),
    rest: fc.constantFrom('', 'reference: true\n', 'status: planned\n', 'dates: { effective: 2025-01-01 }\n', 'status: repealed\n'),
  }) as fc.Arbitrary<Made>;

  it('are the sums of their rows', () => {
    fc.assert(
      fc.property(fc.array(anyDocument, { maxLength: 6 }), (documents) => {
        const { domains, parts, tiers, total } = coverageOf(registryOf(of(...documents)), day);
        const sum = (rows: readonly Row[], figure: 'topics' | 'ownTopics' | 'cells' | 'ownCells') =>
          rows.reduce(({ count, of: all }, row) => ({ count: count + row[figure].count, of: all + row[figure].of }), { count: 0, of: 0 });
        for (const figure of ['topics', 'ownTopics', 'cells', 'ownCells'] as const)
          for (const rows of [domains, parts]) expect(sum(rows, figure)).toEqual(total[figure]);
        for (const figure of ['cells', 'ownCells'] as const) expect(sum(tiers, figure)).toEqual(total[figure]);
        for (const number of ['documents', 'ownDocuments', 'inProgress', 'notApplicable'] as const)
          for (const rows of [domains, parts, ...(number === 'documents' || number === 'ownDocuments' ? [tiers] : [])])
            expect(rows.reduce((all, row) => all + row[number], 0)).toBe(total[number]);
      }),
      { numRuns: 40 },
    );
  });

  it('are never lowered by an own document in force', () => {
    fc.assert(
      fc.property(fc.array(anyDocument, { maxLength: 6 }), anyDocument, (documents, more) => {
        const own = { ...more, rank: 'provincial-government-rule', rest: '' };
        const before = coverageOf(registryOf(of(...documents)), day);
        const after = coverageOf(registryOf(of(...documents, own)), day);
        for (const [i, row] of [...before.domains, ...before.uncounted].entries())
          for (const figure of ['topics', 'ownTopics', 'cells', 'ownCells'] as const)
            expect([...after.domains, ...after.uncounted][i]?.[figure].count).toBeGreaterThanOrEqual(row[figure].count);
        expect(after.traits.count).toBeGreaterThanOrEqual(before.traits.count);
        expect(gapsOf(after, 'lead', 'any').length).toBeLessThanOrEqual(gapsOf(before, 'lead', 'any').length);
      }),
      { numRuns: 40 },
    );
  });

  it('do not depend on the order of the files', () => {
    fc.assert(
      fc.property(fc.array(anyDocument, { minLength: 2, maxLength: 6 }), fc.infiniteStream(fc.nat()), (documents, numbers) => {
        const files = Object.entries(of(...documents));
        const shuffled = files.map((entry) => [numbers.next().value, entry] as const).sort(([a], [b]) => a - b);
        const figures = (each: Files) => JSON.stringify(coverageOf(registryOf(each), day));
        expect(figures(Object.fromEntries(shuffled.map(([, entry]) => entry)))).toBe(figures(Object.fromEntries(files)));
      }),
      { numRuns: 20 },
    );
  });

  it('are moved by a day alone through the documents that have a date between', () => {
    const anyDay = fc.constantFrom('2019-12-31', '2020-01-01', '2020-06-30', '2021-01-01', '2024-02-29', '2024-03-01', '2026-11-23');
    const dated = fc.record({ effective: anyDay, expires: fc.option(anyDay), repealed: fc.option(anyDay) });
    fc.assert(
      fc.property(fc.array(dated, { minLength: 1, maxLength: 5 }), anyDay, anyDay, (all, one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        const registry = registryOf(
          of(
            ...all.map(({ effective, expires, repealed }) => ({
              topics: '[procurement]',
              rest: `dates: { effective: ${effective}${expires ? `, expires: ${expires}` : ''}${repealed ? `, repealed: ${repealed}` : ''} }\n`,
            })),
          ),
        );
        const [before, after] = [coverageOf(registry, from), coverageOf(registry, to)];
        for (const [i, { document, reason }] of before.tallied.entries()) {
          const { effective, expires, repealed } = document.dates;
          const turns = [effective, repealed].some((on) => on !== undefined && on > from && on <= to);
          const ends = expires !== undefined && expires >= from && expires < to;
          if (!turns && !ends) expect(after.tallied[i]?.reason, document.id).toBe(reason);
        }
      }),
      { numRuns: 60 },
    );
  });
});
