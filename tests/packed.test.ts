// A packed record is unpacked as it was, whatever it holds and however many there are.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentRecord } from '../src/registry/document.ts';
import { type PackedRecords, type Records, recordPacker, recordsIn } from '../src/registry/packed.ts';

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.constantFrom('in-force', '2024-02-29', '机关事务管理条例', ''));
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    fc.double({ noNaN: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('title', 'dates', 'a', '名称', 'note'), tie('value'), { noNullPrototype: true }),
  ),
})).value;
const record = fc.dictionary(fc.constantFrom('title', 'rank', 'dates', 'basis', 'events'), value, {
  noNullPrototype: true,
}) as fc.Arbitrary<DocumentRecord>;

function packed(records: readonly DocumentRecord[]): PackedRecords {
  const packer = recordPacker();
  for (const each of records) packer.add(each);
  return packer.packed();
}

const one = (only: DocumentRecord): Records => recordsIn([packed([only])]);

describe('packed records', () => {
  it('are unpacked as they were', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 8 }), (records) => {
        const half = records.length >> 1;
        const unpacked = recordsIn([packed(records.slice(0, half)), packed(records.slice(half))]);
        for (const [i, record] of records.entries()) expect(unpacked.at(i)).toEqual(record);
      }),
      { numRuns: 400, seed: 20261125 },
    );
  });

  it('give some of their fields as the whole has them, whatever stands between', () => {
    const names = ['title', 'rank', 'dates', 'basis'] as const;
    fc.assert(
      fc.property(fc.array(record, { maxLength: 8 }), fc.subarray([...names]), (records, fields) => {
        const half = records.length >> 1;
        const [some, whole] = [
          recordsIn([packed(records.slice(0, half)), packed(records.slice(half))]).only(fields),
          recordsIn([packed(records)]),
        ];
        const told = (i: number): unknown => fields.map((field) => some(i)[field]);
        const inFull = (i: number): unknown => fields.map((field) => whole.at(i)[field]);
        // Backwards too: where one is read from does not rest on the one before.
        for (const i of [...records.keys(), ...[...records.keys()].reverse()]) expect(told(i)).toEqual(inFull(i));
      }),
      { numRuns: 400, seed: 20261129 },
    );
  });

  it('read none of the fields that nobody asked for', () => {
    const records = one({ title: '甲', dates: { adopted: '2024-01-01' }, basis: [{ title: '乙' }, 'b'], rank: 'national-law' });
    expect(records.only(['rank'])(0)).toEqual({ rank: 'national-law' });
    expect(records.only(['waivers'])(0)).toEqual({});
    expect(records.at(0).title).toBe('甲');
  });

  it('are unpacked beyond the texts that are kept once, and beyond what stays at hand', () => {
    const made = (i: number): DocumentRecord => ({
      title: `关于第${i}号办公用房的规定${i % 3 === 0 ? '𠮷' : ''}${i % 500 === 0 ? '\ud800' : ''}`,
      rank: 'local-regulation',
      domains: [`d${i % 7}`],
    });
    const records = recordsIn([packed(Array.from({ length: 60_000 }, (_, i) => made(i)))]);
    for (let i = 0; i < 60_000; i += 50) expect(records.at(i)).toEqual(made(i));
    expect(records.at(59_999)).toEqual(made(59_999));
  });

  it('have the fields that they write, and no prototype for it', () => {
    const hostile = JSON.parse('{"title": "甲", "__proto__": {"issuers": "x"}, "dates": {"__proto__": null}}') as DocumentRecord;
    const unpacked = one(hostile).at(0);
    expect(JSON.stringify(unpacked)).toBe(JSON.stringify(hostile));
    expect(unpacked.issuers).toBeUndefined();
    expect(Object.getPrototypeOf(unpacked)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(unpacked.dates)).toBe(Object.prototype);
  });

  it('hold no key for two, whatever stands in it', () => {
    const records = [
      { title: '甲', rank: '乙', dates: { a: '1', b: '2' } },
      { 'title\nrank': '甲', dates: { 'a\nb': '1' } },
      { 'title\nrank': '甲', dates: '丙' },
      { title: '甲', 'rank\ndates': '乙' },
    ] as readonly object[] as readonly DocumentRecord[];
    const unpacked = recordsIn([packed([...records, ...records])]);
    for (const [index, each] of [...records, ...records].entries()) expect(unpacked.at(index)).toEqual(each);
  });

  it('hold no number for another: -0, large and small ones', () => {
    const odd = { title: [0, 1.5e300, -7, 2 ** 53, 0.1] } as unknown as DocumentRecord;
    expect(one(odd).at(0)).toEqual(odd);
  });
});
