// A recorded status against dates and relations, one by one: what bears it out, and what the rule makes of the rest.
import { describe, expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import { day, schemas, workspaceOf } from './support/registry.ts';

/** A law unless it says otherwise; other documents by their ids. */
function said(fields: string, others: Readonly<Record<string, string>> = {}, on = day, recorded?: string): string | undefined {
  const made = (record: string): string => `title: 甲\nrank: departmental-rule\ndomains: all\n${record}sources: [测试]\n`;
  const files = Object.entries({ a: fields, ...others }).map(([id, record]) => [`rules/${id}.yaml`, made(record)]);
  const settings =
    recorded === undefined ? {} : { 'registry.yaml': `title: { zh: 甲, en: A }\nkeeper: { zh: 甲, en: A }\nrecorded: ${recorded}\n` };
  const { diagnostics } = check(workspaceOf({ ...Object.fromEntries(files), ...settings }), schemas, on);
  const found = diagnostics.find(({ rule, place }) => rule === 'status-contradicts-dates' && place.file === 'registry/rules/a.yaml');
  return found?.hint?.en.replace(/^.* status: /, '');
}

const [past, future] = ['2020-01-01', '2027-01-01'];

describe('a status', () => {
  it.each([
    ['in-force', `effective: ${past}`, undefined],
    ['in-force', `effective: ${future}`, 'not-yet-effective'],
    ['in-force', `adopted: ${future}`, 'drafting'],
    ['in-force', `repealed: ${day}`, 'repealed'],
    ['in-force', 'repealed: 2026-11-24, effective: 2020-01-01', undefined],
    ['in-force', 'effective: 2019-01-01, expires: 2026-11-22', 'expired'],
    ['not-yet-effective', `published: ${past}, effective: ${future}`, undefined],
    ['not-yet-effective', `published: ${future}, effective: ${future}`, 'drafting'],
    ['planned', `adopted: ${future}`, undefined],
    ['drafting', `published: ${future}`, undefined],
    ['planned', `effective: ${future}`, 'not-yet-effective'],
    ['drafting', `effective: ${past}`, 'in-force'],
    ['expired', 'effective: 2019-01-01, expires: 2026-11-22', undefined],
    ['expired', 'effective: 2019-01-01, expires: 2026-11-23', 'in-force'],
    ['expired', 'effective: 2019-01-01, expires: 2026-11-22, repealed: 2026-11-23', undefined],
    ['expired', 'effective: 2019-01-01, expires: 2026-11-23, repealed: 2026-11-23', 'repealed'],
    ['expired', 'effective: 2019-01-01, repealed: 2026-11-23', 'repealed'],
    ['repealed', 'effective: 2019-01-01, repealed: 2026-11-23', undefined],
    ['repealed', 'effective: 2019-01-01, repealed: 2026-11-24', 'in-force'],
    ['repealed', 'effective: 2019-01-01, expires: 2026-11-22', 'expired'],
    ['superseded', 'effective: 2019-01-01, repealed: 2026-11-23', undefined],
    ['superseded', 'effective: 2019-01-01', 'in-force'],
    ['superseded', 'effective: 2019-01-01, expires: 2026-11-22', 'expired'],
  ])('%s with %s is said to be %s', (status, dates, meant) => {
    expect(said(`status: ${status}\ndates: { ${dates} }\n`)).toBe(meant);
  });

  const replaced = `dates: { effective: 2019-01-01 }\n`;
  const successor = (status: string, effective: string): Readonly<Record<string, string>> => ({
    b: `status: ${status}\ndates: { effective: ${effective} }\nreplaces: [a]\n`,
  });

  it.each([
    ['superseded', 'in-force', past, undefined],
    ['repealed', 'in-force', past, undefined],
    ['expired', 'in-force', past, 'superseded'],
    ['in-force', 'in-force', past, 'superseded'],
    ['in-force', 'not-yet-effective', future, undefined],
    ['superseded', 'not-yet-effective', future, 'in-force'],
    ['superseded', 'planned', future, 'in-force'],
    // What the successor says of itself goes before its dates: the fault is the successor's.
    ['superseded', 'in-force', future, undefined],
    ['repealed', 'superseded', future, undefined],
    ['superseded', 'expired', future, undefined],
    ['superseded', 'repealed', future, undefined],
    ['expired', 'in-force', future, 'in-force'],
  ])('%s, with a successor that is %s and takes effect on %s, is said to be %s', (status, of, effective, meant) => {
    expect(said(`status: ${status}\n${replaced}`, successor(of, effective))).toBe(meant);
  });

  it('is not in question without a date, of whatever year its number is', () => {
    for (const status of ['in-force', 'repealed', 'planned', 'expired']) expect(said(`status: ${status}\n`), status).toBeUndefined();
    expect(said('status: in-force\nnumber: 甲发〔2027〕1号\n')).toBeUndefined();
  });

  it('speaks for the day on which it was known', () => {
    const ahead = `status: in-force\ndates: { effective: 2026-12-01 }\n`;
    expect(said(ahead)).toBe('not-yet-effective');
    expect(said(`${ahead}verified: 2026-11-30\n`)).toBe('not-yet-effective');
    expect(said(`${ahead}verified: 2026-12-01\n`)).toBeUndefined();
    expect(said(ahead, {}, day, '2026-12-01')).toBeUndefined();
    expect(said(ahead, {}, day, '2026-11-30')).toBe('not-yet-effective');
    // It was known before the dates overtook it.
    expect(said('status: not-yet-effective\nverified: 2020-01-01\ndates: { effective: 2021-01-01 }\n')).toBe('in-force');
  });

  it('is not held against what cannot be read', () => {
    expect(said('status: in-force\ndates: { effective: unknown, repealed: 2020-01-01 }\n')).toBeUndefined();
    expect(said('status: in-force\nverified: soon\ndates: { effective: 2026-12-01 }\n')).toBeUndefined();
    expect(said('status: nothing\ndates: { effective: 2026-12-01 }\n')).toBeUndefined();
    expect(said('dates: { effective: 2026-12-01 }\n')).toBeUndefined();
  });

  it('is left to the rule on validity where an own document has run out', () => {
    const own =
      'title: 甲\nrank: provincial-document\nclass: administrative\nstatus: in-force\ndomains: all\ndates: { effective: 2019-01-01, expires: 2026-11-22 }\nsources: [测试]\n';
    const { diagnostics } = check(workspaceOf({ 'normative-documents/a.yaml': own }), schemas, day);
    const rules = diagnostics.map(({ rule }) => rule);
    expect(rules).toContain('expired-but-in-force');
    expect(rules).not.toContain('status-contradicts-dates');
  });
});
