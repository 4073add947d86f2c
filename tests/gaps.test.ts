// Gaps: the nearest thing there is to a topic that nothing covers, against its definition written out document by document.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import type { Tallied } from '../src/measures/counted.ts';
import { coverageOf, type TopicState } from '../src/measures/coverage.ts';
import { gapsOf, type Near, nearestTo } from '../src/measures/gaps.ts';
import { day, schemas, workspaceOf } from './support/registry.ts';

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

function coverageWith(records: readonly object[]) {
  const files = records.map((record, i) => [`rules/d${i}.yaml`, JSON.stringify({ ...record, sources: ['测试'] })]);
  const { registry } = check(workspaceOf(Object.fromEntries(files)), schemas, day);
  if (registry === undefined) throw new Error('the taxonomy is not sound');
  return coverageOf(registry, day);
}

/** How many pairs of neighbouring characters of the topic's title stand in the document's. */
function shared({ document }: Tallied, { topic }: TopicState): number {
  return [...topic.title.zh].filter((_, i, all) => i > 0 && document.record.title?.includes(`${all[i - 1]}${all[i]}`)).length;
}

const kinds = ['project', 'upper', 'reference', 'general', 'ended', 'unsound'];

/** What decides which of two is nearer, in this order, the lesser first. */
function order(near: Near, state: TopicState): readonly number[] {
  const { document, isOwn } = near.tallied;
  const { effective, published, adopted } = document.record.dates ?? {};
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
        const gaps = gapsOf(coverage, 'lead', 'own').filter(({ topic }) => topic !== undefined && topics.includes(topic.id));
        for (const { topic, nearest } of gaps) {
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
