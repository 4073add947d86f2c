// The partial order of ranks: every pair with the article that orders it, and what any such order must keep to.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Order, outranks } from '../src/registry/outranks.ts';
import { buildVocabulary, type Taxonomy } from '../src/registry/taxonomy.ts';
import { parseSource } from '../src/source/source.ts';
import { base } from './support/registry.ts';

const shipped = parseSource('taxonomy.yaml', new TextEncoder().encode(base['taxonomy.yaml'] as string)).value as Taxonomy;
const ranks = [...buildVocabulary(shipped).ranks.values()];
const ids = ranks.map(({ id }) => id);
const standards = ranks.filter(({ kind }) => kind === 'standard').map(({ id }) => id);

/** Each pair once, as the first stands to the second; what is not here is undetermined or follows by turning round. */
const table: readonly (readonly [a: string, b: string, order: Order, why: string])[] = [
  ['national-law', 'administrative-regulation', 'yes', '立法法第九十九条'],
  ['national-law', 'local-regulation', 'yes', '立法法第九十九条'],
  ['national-law', 'departmental-rule', 'yes', '立法法第九十九条'],
  ['national-law', 'provincial-government-rule', 'yes', '立法法第九十九条'],
  ['national-law', 'state-council-document', 'yes', '国办发〔2018〕37号'],
  ['national-law', 'departmental-document', 'yes', '国办发〔2018〕37号'],
  ['national-law', 'provincial-document', 'yes', '国办发〔2018〕37号'],
  ['national-law', 'bureau-document', 'yes', '国办发〔2018〕37号'],
  ['administrative-regulation', 'local-regulation', 'yes', '立法法第九十九条'],
  ['administrative-regulation', 'departmental-rule', 'yes', '立法法第九十九条'],
  ['administrative-regulation', 'provincial-government-rule', 'yes', '立法法第九十九条'],
  ['administrative-regulation', 'state-council-document', 'yes', '国办发〔2018〕37号'],
  ['administrative-regulation', 'departmental-document', 'yes', '国办发〔2018〕37号'],
  ['administrative-regulation', 'provincial-document', 'yes', '国办发〔2018〕37号'],
  ['administrative-regulation', 'bureau-document', 'yes', '国办发〔2018〕37号'],
  ['local-regulation', 'departmental-rule', 'undetermined', '立法法第一百零六条'],
  ['local-regulation', 'provincial-government-rule', 'yes', '立法法第一百条'],
  ['local-regulation', 'state-council-document', 'undetermined', '立法法没有规定'],
  ['local-regulation', 'departmental-document', 'yes', '国办发〔2018〕37号'],
  ['local-regulation', 'provincial-document', 'yes', '国办发〔2018〕37号'],
  ['local-regulation', 'bureau-document', 'yes', '国办发〔2018〕37号'],
  ['departmental-rule', 'provincial-government-rule', 'equal', '立法法第一百零二条'],
  ['departmental-rule', 'state-council-document', 'undetermined', '立法法第九十一条：国务院的决定、命令是部门规章的依据'],
  ['departmental-rule', 'departmental-document', 'yes', '国办发〔2018〕37号'],
  ['departmental-rule', 'provincial-document', 'yes', '国办发〔2018〕37号'],
  ['departmental-rule', 'bureau-document', 'yes', '国办发〔2018〕37号'],
  ['provincial-government-rule', 'state-council-document', 'undetermined', '立法法没有规定'],
  ['provincial-government-rule', 'departmental-document', 'yes', '国办发〔2018〕37号'],
  ['provincial-government-rule', 'provincial-document', 'yes', '国办发〔2018〕37号'],
  ['provincial-government-rule', 'bureau-document', 'yes', '国办发〔2018〕37号'],
  ['state-council-document', 'departmental-document', 'yes', '上级行政机关'],
  ['state-council-document', 'provincial-document', 'yes', '上级行政机关'],
  ['state-council-document', 'bureau-document', 'yes', '上级行政机关'],
  ['departmental-document', 'provincial-document', 'undetermined', '部门与省没有隶属关系'],
  ['departmental-document', 'bureau-document', 'undetermined', '部门与省的部门没有隶属关系'],
  ['provincial-document', 'bureau-document', 'undetermined', '省级文件包括同级部门的文件'],
  ...ids
    .filter((id) => id !== 'party-regulation' && !standards.includes(id))
    .map((id): [string, string, Order, string] => ['party-regulation', id, 'undetermined', '党内法规与国家法律是两个体系']),
  ...standards.flatMap((a, index) =>
    [...ids.filter((id) => !standards.includes(id)), ...standards.slice(index)].map((b): [string, string, Order, string] => [
      a,
      b,
      'undetermined',
      '标准不在位阶之列',
    ]),
  ),
];

const turned: Readonly<Record<Order, Order>> = { yes: 'no', no: 'yes', equal: 'equal', undetermined: 'undetermined' };
const rank = fc.constantFrom(...ids);

describe('outranks', () => {
  it.each(table)('%s, %s: %s (%s)', (a, b, order) => {
    expect(outranks(a, b)).toBe(order);
    expect(outranks(b, a)).toBe(turned[order]);
  });

  it('has every pair of the shipped ranks in the table, once', () => {
    const key = (a: string, b: string): string => [a, b].sort().join(' ');
    const pairs = ids.flatMap((a, index) => ids.slice(index).map((b) => key(a, b)));
    const same = ids.filter((id) => !standards.includes(id)).map((id) => key(id, id));
    expect([...table.map(([a, b]) => key(a, b)), ...same].sort()).toEqual(pairs.sort());
  });

  it('holds a rank equal to itself, but for standards', () => {
    for (const id of ids) expect(outranks(id, id)).toBe(standards.includes(id) ? 'undetermined' : 'equal');
  });

  it('is antisymmetric', () => {
    fc.assert(fc.property(rank, rank, (a, b) => outranks(b, a) === turned[outranks(a, b)]));
  });

  it('is transitive where it is determined', () => {
    fc.assert(
      fc.property(rank, rank, rank, (a, b, c) => outranks(a, b) !== 'yes' || outranks(b, c) !== 'yes' || outranks(a, c) === 'yes'),
      { numRuns: 5000 },
    );
  });

  it('sets no order for what is no rank of the law', () => {
    fc.assert(
      fc.property(rank, fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', 'toString')), (a, b) => {
        fc.pre(!ids.includes(b));
        return outranks(a, b) === 'undetermined' && outranks(b, a) === 'undetermined';
      }),
    );
  });
});
