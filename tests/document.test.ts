// Documents: what is kept at hand of a record, and when the taxonomy knows all of its words.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Document, DocumentRecord } from '../src/registry/document.ts';
import { buildVocabulary, type Taxonomy } from '../src/registry/taxonomy.ts';
import { registryWith } from './support/documents.ts';
import { shipped } from './support/registry.ts';

const vocabulary = buildVocabulary(parse(readFileSync(path.join(shipped, 'taxonomy.yaml'), 'utf8')) as Taxonomy);

function documentsOf(records: readonly DocumentRecord[]): readonly Document[] {
  return registryWith(
    vocabulary,
    records,
    records.map((_, index) => `a${index}`),
  ).documents;
}

function documentOf(record: DocumentRecord): Document {
  const [document] = documentsOf([record]);
  if (document === undefined) throw new Error('no document');
  return document;
}

const day = fc.constantFrom('2015-12-31', '2020-01-01');
const anyRecord = fc.record(
  {
    rank: fc.constant('local-regulation'),
    dates: fc.record({ adopted: day, published: day, effective: day, expires: day, repealed: day }, { requiredKeys: [] }),
    status: fc.constantFrom('planned', 'in-force'),
    filing: fc.record({ date: day }),
    project: fc.record({ stage: fc.constant('drafting'), events: fc.array(fc.record({ stage: fc.constant('published'), date: day })) }),
    reference: fc.constant(true),
    owner: fc.constant('政策法规处'),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<DocumentRecord>;

describe('what is at hand of a record', () => {
  it('is what the record says', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const { dates, filed, status, project, isReference, hasOwner } = documentOf(record);
        expect({ dates, filed, status, project }).toEqual({
          dates: record.dates ?? {},
          filed: record.filing?.date,
          status: record.status,
          project: record.project,
        });
        expect([isReference, hasOwner]).toEqual([record.reference === true, record.owner !== undefined]);
      }),
    );
  });

  const traits = { objective: '第一条', procedure: '第二条', measure: '第三条', control: '第四条' };

  it('says that four traits are shown where all four are', () => {
    expect(documentOf({ traits }).showsTraits).toBe(true);
    expect(documentOf({}).showsTraits).toBe(false);
    for (const missing of Object.keys(traits)) {
      const others = Object.fromEntries(Object.entries(traits).filter(([name]) => name !== missing));
      expect(documentOf({ traits: others }).showsTraits).toBe(false);
    }
  });
});

describe('lists of ids', () => {
  it('are those of the record, one for all records that name the same', () => {
    const one = ['official-vehicles', 'construction'];
    const two = ['construction', 'official-vehicles'];
    const three = ['公务用车', 'construction'];
    const [a, b, c] = documentsOf([{ domains: one }, { domains: two }, { domains: three }]);
    expect([a?.domains, b?.domains]).toEqual([one, two]);
    expect(c?.domains).toBe(a?.domains);
    expect(b?.topics).toBe(a?.topics);
  });
});

describe('a record whose words are known', () => {
  const rank = 'local-regulation';

  it.each<[boolean, DocumentRecord]>([
    [true, { rank, domains: 'all' }],
    [true, { rank, domains: ['official-vehicles'] }],
    [true, { rank, domains: [] }],
    [true, { rank: '地方性法规', domains: ['公务用车'] }],
    [true, { rank, domains: 'all', topics: [] }],
    [false, {}],
    [false, { rank }],
    [false, { domains: 'all' }],
    [false, { rank: '没有的', domains: 'all' }],
    [false, { rank, domains: ['official-vehicles', '没有的'] }],
    [false, { rank, domains: 'all', topics: ['没有的'] }],
  ])('%s: %j', (isUnderstood, record) => {
    expect(documentOf(record).isUnderstood).toBe(isUnderstood);
  });
});
