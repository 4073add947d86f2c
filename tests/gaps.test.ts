// Gaps: the nearest thing there is to a topic that nothing covers, against its definition written out document by document.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import { isInProgress, type Tallied } from '../src/measures/counted.ts';
import { type Coverage, coverageOf, type TopicState } from '../src/measures/coverage.ts';
import { type Gap, gapsOf, type Near, type NearKind, nearestTo } from '../src/measures/gaps.ts';
import { base, day, type Files, schemas, withoutTier, workspaceOf } from './support/registry.ts';

const topics = ['property-staff-conduct', 'property-service-evaluation'];
const titles = ['物业服务人员行为规范', '物业服务评价', '物业服务人员', '物业人员', '会议办法'];

/** Any document that may be near a topic of logistics, or far from it. */
const anyRecord = fc.record(
  {
    title: fc.constantFrom(...titles),
    rank: fc.constantFrom('provincial-government-rule', 'departmental-rule'),
    status: fc.constantFrom('planned', 'in-force', 'expired', 'repealed'),
    domains: fc.constantFrom('all', ['logistics-service'], ['logistics-service', 'staff-housing'], ['staff-housing']),
    topics: fc.subarray(topics),
    dates: fc.constantFrom({ effective: '2020-01-01' }, { effective: '2022-01-01' }, { effective: '2020-01-01', expires: '2023-01-01' }),
    reference: fc.constant(true),
  },
  { requiredKeys: ['title', 'rank', 'status', 'domains'] },
);

function coverageWith(records: readonly object[], more: Files = {}, unsound: readonly string[] = []): Coverage {
  const files = records.map((record, i) => [`rules/d${i}.yaml`, JSON.stringify({ ...record, sources: ['测试'] })]);
  const { registry } = check(workspaceOf({ ...Object.fromEntries(files), ...more }), schemas, day);
  if (registry === undefined) throw new Error('the taxonomy is not sound');
  return coverageOf(registry, day, new Set(unsound));
}

/** How many pairs of neighbouring characters of the topic's title stand in the document's. */
function shared({ document }: Tallied, { topic }: TopicState): number {
  return [...topic.title.zh].filter((_, i, all) => i > 0 && document.title?.includes(`${all[i - 1]}${all[i]}`)).length;
}

const kinds = ['project', 'upper', 'reference', 'general', 'ended', 'unsound'];

/** What decides which of two is nearer, in this order, the lesser first. */
function order(near: Near, state: TopicState): readonly number[] {
  const { document, isOwn } = near.tallied;
  const { effective, published, adopted } = document.dates;
  const isGeneral = near.kind === 'upper' && near.tallied.reason === 'all-domains';
  const kind = isGeneral ? 'general' : near.kind;
  return [
    kind === 'ended' && isOwn ? 1.5 : kinds.indexOf(kind),
    -shared(near.tallied, state),
    isGeneral ? -document.topics.length : document.topics.length + (document.domains === 'all' ? 0 : document.domains.length),
    -Number((effective ?? published ?? adopted ?? '').replaceAll('-', '')),
  ];
}

function compareOrders(a: readonly number[], b: readonly number[]): number {
  return a.map((each, i) => each - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

describe('the nearest to a topic', () => {
  it('is the first of those that nothing is nearer than, or else the title that is most alike', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 6 }), (records) => {
        const coverage = coverageWith(records);
        const gaps = gapsOf(coverage, 'lead', 'own').filter((gap) => gap.kind === 'topic');
        for (const { topic, nearest } of gaps.filter((gap) => topics.includes(gap.topic.id))) {
          const state = coverage.topics.find((each) => each.topic === topic);
          if (state === undefined) throw new Error('no such topic');
          const candidates = [...state.inProgress, ...state.upper, ...state.others].flatMap(
            (each) => nearestTo({ ...state, inProgress: [], upper: [], others: [each] }, day) ?? [],
          );
          const [first] = [...candidates].sort((a, b) => compareOrders(order(a, state), order(b, state)));
          const ofDomain = coverage.tallied.filter(({ document: { domains } }) => domains.includes('logistics-service'));
          const most = Math.max(3, ...ofDomain.map((each) => shared(each, state)));
          const alike = ofDomain.find((each) => shared(each, state) === most);
          const wanted = first ?? (alike && { kind: 'alike', tallied: alike });
          expect(nearest).toEqual(wanted);
          seen.add(wanted?.kind ?? 'none');
        }
      }),
      { numRuns: 300, seed: 20261129 },
    );
    expect([...seen].sort()).toEqual(['alike', 'ended', 'none', 'project', 'reference', 'upper']);
  });
});

describe('gaps', () => {
  const unneeded = withoutTier(String(base['taxonomy.yaml']), 'staff-housing', 'base').replace(
    '\ntopics:\n',
    '\n  - id: archives\n    title: { zh: 档案, en: Archives }\n    part: logistics\n    assumption: parts-of-domains\n\ntopics:\n',
  );

  const wide = fc.record(
    {
      title: fc.constantFrom(...titles),
      rank: fc.constantFrom('provincial-government-rule', 'departmental-rule', 'provincial-document', 'departmental-document'),
      status: fc.constantFrom('planned', 'in-force', 'expired', 'repealed', 'not-yet-effective'),
      domains: fc.constantFrom('all', ['logistics-service'], ['construction'], ['staff-housing', 'finance-assets'], ['archives']),
      topics: fc.subarray([...topics, 'construction-process', 'procurement', 'expenditure', 'public-rental-rent'], { maxLength: 3 }),
      dates: fc.constantFrom(
        { effective: '2020-01-01' },
        { effective: '2022-01-01' },
        { published: '2026-01-01', effective: '2027-01-01' },
      ),
      reference: fc.constant(true),
    },
    { requiredKeys: ['title', 'rank', 'status', 'domains'] },
  );
  const leads = fc.constantFrom('planned', 'drafting', 'in-force', 'repealed');
  const leadOf = (status: string): string => `title: 总领\nrank: local-regulation\nstatus: ${status}\ndomains: all\nsources: [测试]\n`;

  function kindOf(tallied: Tallied): NearKind | undefined {
    if (isInProgress(tallied, day)) return 'project';
    const kinds: Readonly<Record<string, NearKind>> = {
      counts: 'upper',
      'uncounted-domain': 'upper',
      'not-applicable': 'upper',
      'all-domains': 'general',
      reference: 'reference',
      unsound: 'unsound',
      superseded: 'ended',
      expired: 'ended',
      repealed: 'ended',
    };
    return kinds[tallied.reason ?? 'counts'];
  }

  /** Of what lies near a cell, or is the lead, the nearest: no words are wanted of it. */
  function nearestOf(candidates: readonly Tallied[]): Near | undefined {
    const orderOf = ({ kind, tallied: { document, isOwn } }: Near): readonly number[] => {
      const { effective, published, adopted } = document.dates;
      return [
        kind === 'ended' && isOwn ? 1.5 : kinds.indexOf(kind),
        kind === 'general' ? -document.topics.length : document.topics.length + (document.domains === 'all' ? 0 : document.domains.length),
        -Number((effective ?? published ?? adopted ?? '').replaceAll('-', '')),
      ];
    };
    const near = candidates.flatMap((tallied): readonly Near[] => {
      const kind = kindOf(tallied);
      return kind === undefined ? [] : [{ kind, tallied }];
    });
    return near.sort((a, b) => compareOrders(orderOf(a), orderOf(b)))[0];
  }

  const nameOf = (gap: Gap): string => `${gap.kind} ${gap.kind === 'topic' ? gap.topic.id : `${gap.domain?.id} ${gap.tier}`}`;

  /** What is missing, by its definition: each with whether it counts, its kind, whether there is a project, and its domain's share. */
  function wantedOf(coverage: Coverage, view: 'any' | 'own') {
    const own = (documents: readonly Tallied[]): readonly Tallied[] => documents.filter(({ isOwn }) => view === 'any' || isOwn);
    const general = coverage.tallied.filter(({ reason }) => reason === 'all-domains');
    const lead = coverage.tallied.filter(({ document }) => document.id === 'lead');
    return [
      ...(coverage.lead.count === 0 ? [{ name: 'lead undefined lead', isCounted: true, nearest: nearestOf(lead) }] : []),
      ...coverage.topics
        .filter((state) => state.own.length === 0 && (view === 'own' || state.upper.length === 0))
        .map(({ topic, isCounted }) => ({ name: `topic ${topic.id}`, isCounted })),
      ...coverage.cells
        .filter((cell) => cell.state !== 'not-applicable' && own(cell.documents).length === 0)
        .map(({ domain, tier, isCounted, documents, others }) => ({
          name: `cell ${domain.id} ${tier}`,
          isCounted,
          nearest: nearestOf([...others, ...documents, ...general.filter(({ document }) => document.rank?.tier === tier)]),
        })),
    ];
  }

  it.each(['any', 'own'] as const)('are all that is missing, with the nearest, in the order that is promised: %s', (view) => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(wide, { maxLength: 9 }), leads, fc.subarray(['d0', 'd1']), (records, lead, unsound) => {
        const coverage = coverageWith(records, { 'taxonomy.yaml': unneeded, 'laws/lead.yaml': leadOf(lead) }, unsound);
        const gaps = gapsOf(coverage, 'lead', view);
        const wanted = wantedOf(coverage, view);
        expect(gaps.map(nameOf).sort()).toEqual(wanted.map(({ name }) => name).sort());
        for (const gap of gaps) {
          const expected = wanted.find(({ name }) => name === nameOf(gap));
          expect(gap.isCounted, nameOf(gap)).toBe(expected?.isCounted);
          if (gap.kind !== 'topic')
            expect(gap.nearest, nameOf(gap)).toEqual(expected && 'nearest' in expected ? expected.nearest : undefined);
          if (gap.kind === 'topic') expect(gap.domain?.id).toBe(gap.topic.domain);
          seen.add(`${gap.kind} ${gap.nearest?.kind ?? 'none'}`);
        }
        const places = wanted.map(({ name }) => name);
        const rows = [...coverage.domains, ...coverage.uncounted];
        for (const [index, b] of gaps.entries()) {
          const a = gaps[index - 1];
          if (a === undefined) continue;
          const first = [a, b].map((gap) => [
            gap.isCounted ? 0 : 1,
            ['lead', 'topic', 'cell'].indexOf(gap.kind),
            gap.nearest?.kind === 'project' ? 1 : 0,
          ]);
          const decided = compareOrders(first[0] ?? [], first[1] ?? []);
          expect(decided, `${nameOf(a)} before ${nameOf(b)}`).toBeLessThanOrEqual(0);
          if (decided < 0) continue;
          const [x, y] = [a, b].map(({ domain }) => rows.find(({ id }) => id === domain?.id)?.[view === 'own' ? 'ownTopics' : 'topics']);
          // A domain without topics has no share, and keeps its place.
          const shares = x && y && x.of > 0 && y.of > 0 ? x.count * y.of - y.count * x.of : 0;
          const inPlace = places.indexOf(nameOf(a)) - places.indexOf(nameOf(b));
          expect(shares || inPlace, `${nameOf(a)} before ${nameOf(b)}`).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 60, seed: 20261129 },
    );
    const lead = ['lead project', 'lead ended'];
    const cell = ['cell project', 'cell general', 'cell ended', 'cell reference', 'cell unsound', 'cell none'];
    expect([...seen]).toEqual(expect.arrayContaining([...lead, ...cell, ...(view === 'own' ? ['cell upper'] : [])]));
  });
});
