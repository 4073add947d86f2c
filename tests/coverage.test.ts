// Coverage: which documents count on a day, what topics and cells they fill, and that the sums hold.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { check } from '../src/check/check.ts';
import { cells, countedDocuments, coverageOf, type Figures, isCountable, percentOf, topicStates } from '../src/measures/coverage.ts';
import type { Registry } from '../src/registry/registry.ts';
import { base, day, type Files, filesUnder, schemas, shipped, workspaceOf } from './support/registry.ts';

function registryOf(files: Files, on = day): Registry {
  const { registry } = check(workspaceOf(files), on);
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
    const tallied = countedDocuments(registryOf(of(document)), day);
    expect(tallied.find(({ document: { id } }) => id === 'd0')?.reason).toBe(reason);
    expect(tallied.length).toBe(2);
  });
});

describe('topics', () => {
  const stateOn = (on: string, ...documents: readonly Made[]) =>
    topicStates(registryOf(of(...documents)), on).find(({ topic }) => topic.id === 'procurement');
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
    cells(registryOf(files), day)
      .filter(({ state }) => state !== 'empty')
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
    const taxonomy = String(base['taxonomy.yaml']).replace(
      '  - id: staff-housing\n',
      '  - id: staff-housing\n    not_applicable:\n      - { tier: support, reason: { zh: 无需, en: none } }\n',
    );
    const registry = registryOf({ ...of({}), 'taxonomy.yaml': taxonomy });
    expect(cells(registry, day).find(({ domain, tier }) => domain.id === 'staff-housing' && tier === 'support')?.state).toBe(
      'not-applicable',
    );
    expect(coverageOf(registry, day).total.cells).toEqual({ count: 1, of: 23 });
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
    ['a field of the wrong shape', { 'rules/x.yaml': made({ rest: 'dates: 2020\n' }) }],
    ['a topic that nobody knows', { 'rules/x.yaml': made({ topics: '[procuremant]' }) }],
    ['a domain that nobody knows', { 'rules/x.yaml': made({ domains: '[housing]' }) }],
  ])('%s: no gap may be concluded', (_, files) => {
    expect(isCountable(registryOf(files as Files))).toBe(false);
    expect(isCountable(registryOf({}))).toBe(true);
  });

  const anyDocument = fc.record({
    rank: fc.constantFrom('departmental-rule', 'provincial-government-rule', 'party-regulation'),
    domains: fc.constantFrom('all', '[construction]', '[staff-housing]', '[finance-assets, office-premises]'),
    topics: fc.constantFrom(undefined, '[procurement]', '[public-rental-rent, construction-process]'),
    rest: fc.constantFrom('', 'reference: true\n', 'status: planned\n', 'dates: { effective: 2025-01-01 }\n', 'status: repealed\n'),
  }) as fc.Arbitrary<Made>;

  it('are the sums of their rows, and an own document in force never lowers one', () => {
    fc.assert(
      fc.property(fc.array(anyDocument, { maxLength: 6 }), (documents) => {
        const before = coverageOf(registryOf(of(...documents)), day);
        const after = coverageOf(registryOf(of(...documents, { topics: '[procurement]' })), day);
        for (const figure of ['topics', 'ownTopics', 'cells'] as const) {
          for (const rows of [before.domains, before.parts]) {
            const sum = (key: 'count' | 'of'): number => rows.reduce((total, row) => total + row[figure][key], 0);
            expect({ count: sum('count'), of: sum('of') }).toEqual(before.total[figure]);
          }
          for (const [i, row] of before.domains.entries())
            expect(after.domains[i]?.[figure].count).toBeGreaterThanOrEqual(row[figure].count);
        }
      }),
      { numRuns: 30 },
    );
  });
});

// The same figures a second time, straight from the YAML and by the slow way: one question at a time, no index, no shared code.
describe('the shipped registry, counted by hand', () => {
  interface Raw {
    readonly id: string;
    readonly rank: string;
    readonly number?: string;
    readonly status?: string;
    readonly reference?: boolean;
    readonly domains: 'all' | string[];
    readonly topics?: string[];
    readonly replaces?: unknown[];
    readonly dates?: Partial<Record<'adopted' | 'published' | 'effective' | 'expires' | 'repealed', string>>;
  }
  const texts = Object.entries(filesUnder(shipped)).map(([name, bytes]) => [name, new TextDecoder().decode(bytes as Uint8Array)] as const);
  const raw: Raw[] = texts
    .filter(([name]) => name.includes('/'))
    .map(([name, text]) => ({ ...parse(text), id: name.replace(/^.*\/|\.yaml$/g, '') }));
  const taxonomy = parse(texts.find(([name]) => name === 'taxonomy.yaml')?.[1] ?? '');
  const rankOf = (document: Raw) => taxonomy.ranks.find((rank: { id: string }) => rank.id === document.rank);

  function beganBy(document: Raw, on: string): boolean {
    const { effective, published, adopted } = document.dates ?? {};
    const start = effective ?? published ?? adopted;
    if (start !== undefined) return start <= on;
    const year = /〔(\d{4})〕|-(\d{4})$|令(\d{4})年/
      .exec(document.number ?? '')
      ?.slice(1)
      .find(Boolean);
    if (year !== undefined && on < `${year}-01-01`) return false;
    return document.status !== 'planned' && document.status !== 'drafting' && document.status !== 'not-yet-effective';
  }
  function isReplaced(document: Raw, on: string): boolean {
    const isItself = (each: unknown): boolean => each === document.id || (document.number !== undefined && each === document.number);
    const successors = raw.filter((other) => other !== document && !other.reference && other.replaces?.some(isItself));
    return successors.some(
      (other) => beganBy(other, on) && !(other.dates?.repealed !== undefined && !beganBy(other, other.dates.repealed)),
    );
  }
  function isInForce(document: Raw, on: string): boolean {
    const { repealed, expires, effective, published, adopted } = document.dates ?? {};
    if (repealed !== undefined && repealed <= on) return false;
    if (isReplaced(document, on)) return false;
    if (expires !== undefined && expires < on) return false;
    if (!beganBy(document, on)) return false;
    return (effective ?? published ?? adopted) !== undefined || document.status === 'in-force';
  }

  const registry = check(
    { root: 'registry', schemas, files: texts.map(([name, text]) => ({ path: name, shown: name, bytes: new TextEncoder().encode(text) })) },
    day,
  ).registry as Registry;

  it.each(['2022-12-01', '2023-12-31', '2024-12-31', day])('on %s', (on) => {
    const slow: Record<string, string> = {};
    const sum = { topics: 0, own: 0, cells: 0 };
    for (const domain of taxonomy.domains) {
      const [seen, own] = [new Set<string>(), new Set<string>()];
      const tiers = new Set<string>();
      let all = 0;
      for (const topic of taxonomy.topics) {
        if (topic.domain !== domain.id) continue;
        all += 1;
        for (const document of raw) {
          if (document.reference || !document.topics?.includes(topic.id) || !isInForce(document, on)) continue;
          seen.add(topic.id);
          if (rankOf(document).level !== 'national') own.add(topic.id);
        }
      }
      for (const document of raw)
        if (!document.reference && document.domains !== 'all' && document.domains.includes(domain.id) && isInForce(document, on))
          tiers.add(rankOf(document).tier);
      slow[domain.id] = `${own.size} ${seen.size}/${all}, ${tiers.size}/3`;
      if (domain.counted === false) continue;
      sum.topics += seen.size;
      sum.own += own.size;
      sum.cells += tiers.size;
    }
    const { domains, uncounted, total } = coverageOf(registry, on);
    const fast = [...domains, ...uncounted].map((row) => [
      row.id,
      `${row.ownTopics.count} ${row.topics.count}/${row.topics.of}, ${row.cells.count}/${row.cells.of}`,
    ]);
    expect(Object.fromEntries(fast)).toEqual(slow);
    expect(total).toEqual({
      topics: { count: sum.topics, of: 22 },
      ownTopics: { count: sum.own, of: 22 },
      cells: { count: sum.cells, of: 24 },
    });
  });

  it('counts the same documents', () => {
    const counted = countedDocuments(registry, day).filter(
      ({ reason }) => reason === undefined || reason === 'all-domains' || reason === 'uncounted-domain',
    );
    const slow = raw.filter((document) => !document.reference && isInForce(document, day)).map(({ id }) => id);
    expect(counted.map(({ document }) => document.id).sort()).toEqual(slow.sort());
  });

  it('stands where it stands today: own topics, covered topics, filled cells', () => {
    const { domains, total, traits, lead } = coverageOf(registry, day);
    const figuresOf = ({ ownTopics, topics, cells: filled }: Figures): string =>
      `${ownTopics.count} ${topics.count}/${topics.of} ${filled.count}/${filled.of}`;
    expect(domains.map((row) => `${row.id} ${figuresOf(row)}`)).toEqual([
      'finance-assets 2 2/2 3/3',
      'office-premises 4 4/4 3/3',
      'official-vehicles 2 2/3 3/3',
      'energy-conservation 3 4/4 3/3',
      'social-affairs 0 1/2 1/3',
      'official-reception 2 3/3 2/3',
      'staff-housing 0 1/1 2/3',
      'logistics-service 2 2/3 3/3',
    ]);
    expect(figuresOf(total)).toBe('15 19/22 20/24');
    expect([lead, traits.count]).toEqual([{ count: 0, of: 1 }, 0]);
  });
});
