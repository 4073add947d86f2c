// Whether a basis has ended, and whether it was amended since: by each date that can say so, on the day and beside it.
import { describe, expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import { amendedSince, endOfBasis } from '../src/measures/basis.ts';
import type { Document } from '../src/registry/document.ts';
import type { Registry } from '../src/registry/registry.ts';
import { day, schemas, workspaceOf } from './support/registry.ts';

/** A document `a` and its basis `b`; a record says of itself that it is in force, unless it says otherwise. */
function pair(a: string, b: string, more = ''): { readonly registry: Registry; readonly a: Document; readonly b: Document } {
  const made = (fields: string): string =>
    `title: 甲\nrank: departmental-rule\n${fields.includes('status:') ? '' : 'status: in-force\n'}domains: all\n${fields}sources: [测试]\n`;
  const files = { 'rules/a.yaml': made(a), 'rules/b.yaml': made(b), ...(more !== '' && { 'rules/c.yaml': made(more) }) };
  const { registry } = check(workspaceOf(files), schemas, day);
  const [one, other] = [registry?.byId.get('a'), registry?.byId.get('b')];
  if (registry === undefined || one === undefined || other === undefined) throw new Error('the registry is not sound');
  return { registry, a: one, b: other };
}

describe('the end of a basis', () => {
  const end = (fields: string, more = ''): string | undefined => {
    const { registry, b } = pair('', fields, more);
    return endOfBasis(registry, b, day)?.state;
  };

  it.each([
    ['repealed', 'status: repealed\ndates: { repealed: 2026-11-23 }\n', 'repealed'],
    ['repealed the day after', 'status: in-force\ndates: { effective: 2020-01-01, repealed: 2026-11-24 }\n', undefined],
    ['expired', 'status: expired\ndates: { effective: 2020-01-01, expires: 2026-11-22 }\n', 'expired'],
    ['in force', 'dates: { effective: 2020-01-01 }\n', undefined],
    ['not yet in force', 'status: not-yet-effective\ndates: { effective: 2027-01-01 }\n', undefined],
    ['by no date, on the day that it was recorded', 'status: repealed\n', 'repealed'],
    ['by no date, on a day before that', 'status: repealed\nverified: 2026-12-01\n', undefined],
    ['by its dates, which its status contradicts', 'status: in-force\ndates: { repealed: 2020-01-01 }\n', undefined],
    ['by its dates, without a status', 'status: nothing\ndates: { repealed: 2020-01-01 }\n', 'repealed'],
  ])('%s', (_, fields, state) => {
    expect(end(fields)).toBe(state);
  });

  it('by what replaced it', () => {
    const successor = 'dates: { effective: 2021-01-01 }\nreplaces: [b]\n';
    expect(end('status: superseded\ndates: { effective: 2020-01-01 }\n', successor)).toBe('superseded');
    expect(end('status: in-force\ndates: { effective: 2020-01-01 }\n', successor)).toBeUndefined();
  });
});

describe('a basis that was amended since', () => {
  const once = 'dates: { effective: 2010-01-01 }\namendments: [{ date: 2024-06-01, effective: 2024-07-01 }]\n';
  const since = (a: string, b = once, { version, on = day }: { readonly version?: string; readonly on?: string } = {}) => {
    const { registry, a: document, b: basis } = pair(a, b);
    const { amended, known } = amendedSince(registry, document, basis, version, on) ?? {};
    return amended && `${amended.date} #${amended.index}, known ${known}`;
  };

  it.each([
    ['adopted before', 'dates: { adopted: 2024-05-31 }\n', '2024-06-01 #0, known 2024-05-31'],
    ['adopted on the day of the amendment', 'dates: { adopted: 2024-06-01 }\n', undefined],
    ['published after', 'dates: { adopted: 2024-05-31, published: 2024-06-02 }\n', undefined],
    ['effective after', 'dates: { adopted: 2024-05-31, effective: 2024-08-01 }\n', undefined],
    ['effective on the very day', `dates: { adopted: 2024-05-31, effective: ${day} }\n`, undefined],
    ['effective one day', 'dates: { adopted: 2024-05-31, effective: 2027-01-01 }\n', '2024-06-01 #0, known 2024-05-31'],
    ['amended after', 'dates: { adopted: 2020-01-01 }\namendments: [{ date: 2025-01-01 }]\n', undefined],
    ['amended before', 'dates: { adopted: 2020-01-01 }\namendments: [{ date: 2022-01-01 }]\n', '2024-06-01 #0, known 2022-01-01'],
    [
      'an amendment that took effect after',
      'dates: { adopted: 2020-01-01 }\namendments: [{ date: 2022-01-01, effective: 2024-06-02 }]\n',
      undefined,
    ],
    ['reviewed after', 'dates: { adopted: 2020-01-01 }\nreview: { date: 2024-06-02, result: keep }\n', undefined],
    ['reviewed before', 'dates: { adopted: 2020-01-01 }\nreview: { date: 2023-06-02, result: keep }\n', '2024-06-01 #0, known 2023-06-02'],
    ['no day but the year of its number', 'number: 甲发〔2023〕1号\n', '2024-06-01 #0, known 2023-12-31'],
    ['a number of the same year', 'number: 甲发〔2024〕1号\n', undefined],
    ['no day but the one on which its status was known', 'verified: 2024-05\n', '2024-06-01 #0, known 2024-05-31'],
    ['both, of which the earlier bounds it', 'number: 甲发〔2023〕1号\nverified: 2022-05\n', '2024-06-01 #0, known 2022-05-31'],
    ['both, the other way round', 'number: 甲发〔2021〕1号\nverified: 2022-05\n', '2024-06-01 #0, known 2021-12-31'],
    ['nothing that says when', '', undefined],
    ['a field that cannot be read', 'dates: { adopted: 2020-01-01 }\namendments: unknown\n', undefined],
    ['dates that cannot be read', 'dates: 2020\nnumber: 甲发〔2020〕1号\n', undefined],
    ['a review that cannot be read', 'dates: { adopted: 2020-01-01 }\nreview: unknown\n', undefined],
    ['a number that cannot be read', 'number: [1]\nverified: 2020-01\n', undefined],
    ['a day of knowledge that cannot be read', 'dates: { adopted: 2020-01-01 }\nverified: [2020]\n', undefined],
  ])('for a document: %s', (_, fields, said) => {
    expect(since(fields)).toBe(said);
  });

  it('by the version that is cited, before all else', () => {
    expect(since('dates: { adopted: 2025-01-01 }\n', once, { version: '2024-05-31' })).toBe('2024-06-01 #0, known 2024-05-31');
    expect(since('dates: { adopted: 2020-01-01 }\n', once, { version: '2024-06-01' })).toBeUndefined();
  });

  it('from the day that the amendment takes effect, or was made', () => {
    const a = 'dates: { adopted: 2020-01-01 }\n';
    expect(since(a, once, { on: '2024-06-30' })).toBeUndefined();
    expect(since(a, once, { on: '2024-07-01' })).toBe('2024-06-01 #0, known 2020-01-01');
    const made = 'dates: { effective: 2010-01-01 }\namendments: [{ date: 2024-06-01 }]\n';
    expect([since(a, made, { on: '2024-05-31' }), since(a, made, { on: '2024-06-01' })]).toEqual([
      undefined,
      '2024-06-01 #0, known 2020-01-01',
    ]);
  });

  it('by its newest amendment, the first of one day', () => {
    const a = 'dates: { adopted: 2020-01-01 }\n';
    const of = (...dates: readonly string[]) =>
      since(a, `dates: { effective: 2010-01-01 }\namendments:\n${dates.map((date) => `  - { date: ${date} }\n`).join('')}`);
    expect(of('2021-01-01', '2024-06-01', '2022-01-01')).toBe('2024-06-01 #1, known 2020-01-01');
    expect(of('2021-01-01', '2022-01-01')).toBe('2022-01-01 #1, known 2020-01-01');
    expect(of('2022-01-01', '2022-01-01')).toBe('2022-01-01 #0, known 2020-01-01');
  });

  it('only while it is in force', () => {
    const ended = 'status: repealed\ndates: { effective: 2010-01-01, repealed: 2025-01-01 }\namendments: [{ date: 2024-06-01 }]\n';
    expect(since('dates: { adopted: 2020-01-01 }\n', ended)).toBeUndefined();
    expect(since('dates: { adopted: 2020-01-01 }\n', ended, { on: '2024-12-31' })).toBe('2024-06-01 #0, known 2020-01-01');
  });
});
