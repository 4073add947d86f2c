// Standing: what a document is on a day, by the order that the domain gives.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import { standingOf } from '../src/measures/standing.ts';
import { dayMeantBy, isDay, lastDayOf } from '../src/registry/day.ts';
import { comparableNumber, yearOfNumber } from '../src/registry/number.ts';
import { day, type Files, schemas, workspaceOf } from './support/registry.ts';

function registryOf(records: Readonly<Record<string, string>>) {
  const files: Files = Object.fromEntries(
    Object.entries(records).map(([id, fields]) => [
      `normative-documents/${id}.yaml`,
      `title: ${id}\nrank: bureau-document\ndomains: all\nsources:\n  - 测试\n${fields.includes('status:') ? '' : 'status: in-force\n'}${fields}`,
    ]),
  );
  const { registry } = check(workspaceOf(files), schemas, day);
  if (registry === undefined) throw new Error('the registry is not sound');
  return registry;
}

function stateOf(records: Readonly<Record<string, string>>, id: string, on: string): string {
  const registry = registryOf(records);
  const document = registry.byId.get(id);
  if (document === undefined) throw new Error(`no document ${id}`);
  const { state, undated } = standingOf(registry, document, on);
  return undated ? `${state}, undated` : state;
}

const dates = (fields: string): string =>
  `dates:\n${fields
    .split(', ')
    .map((field) => `  ${field}\n`)
    .join('')}`;

describe('standing by a document alone', () => {
  const whole = dates('adopted: 2020-01-01, published: 2020-02-01, effective: 2020-03-01, expires: 2025-02-28');
  it.each([
    ['before publication it is in the making', whole, '2020-01-31', 'in-the-making'],
    ['from publication it is not yet effective', whole, '2020-02-01', 'not-yet-effective'],
    ['the day before', whole, '2020-02-29', 'not-yet-effective'],
    ['on the day it is in force', whole, '2020-03-01', 'in-force'],
    ['on its last day it is in force', whole, '2025-02-28', 'in-force'],
    ['the day after it has expired', whole, '2025-03-01', 'expired'],
    ['repealed on the day of repeal', `${whole}  repealed: 2024-01-01\n`, '2024-01-01', 'repealed'],
    ['in force the day before', `${whole}  repealed: 2024-01-01\n`, '2023-12-31', 'in-force'],
    ['repeal goes before expiry', `${whole}  repealed: 2024-01-01\n`, '2026-01-01', 'repealed'],
    ['only effective: not yet', dates('effective: 2020-03-01'), '2020-02-29', 'not-yet-effective'],
    ['only published: in force from then', dates('published: 2020-02-01'), '2020-02-01', 'in-force'],
    ['only published: before', dates('published: 2020-02-01'), '2020-01-31', 'in-the-making'],
    ['published goes before adopted', dates('adopted: 2020-01-01, published: 2020-02-01'), '2020-01-15', 'in-the-making'],
    ['only adopted: in force from then', dates('adopted: 2020-01-01'), '2020-01-01', 'in-force'],
    ['no date: the recorded status', 'status: repealed\n', '1999-01-01', 'repealed, undated'],
    ['no date: not before the year of its number', 'number: 鲁事管发〔2020〕32号\n', '2019-12-31', 'nonexistent, undated'],
    ['no date: from the first day of that year', 'number: 鲁事管发〔2020〕32号\n', '2020-01-01', 'in-force, undated'],
    ['planned', 'status: planned\n', '2020-01-01', 'planned, undated'],
    ['a number without a year', 'number: 国务院令第621号\n', '1999-01-01', 'in-force, undated'],
  ])('%s', (_, fields, on, state) => {
    expect(stateOf({ a: fields }, 'a', on)).toBe(state);
  });
});

describe('standing by what replaces it', () => {
  const old = dates('effective: 2010-01-01');
  const chain = {
    a: old,
    b: `${dates('effective: 2015-01-01')}replaces:\n  - a\n`,
    c: `${dates('effective: 2020-01-01')}replaces:\n  - b\n`,
  };
  it.each([
    ['before its successor', 'a', '2014-12-31', 'in-force'],
    ['from the day of its successor', 'a', '2015-01-01', 'superseded'],
    ['it does not revive when the successor is replaced', 'a', '2020-01-01', 'superseded'],
    ['the successor in its turn', 'b', '2020-01-01', 'superseded'],
    ['the last of the chain', 'c', '2020-01-01', 'in-force'],
  ])('%s', (_, id, on, state) => {
    expect(stateOf(chain, id, on)).toBe(state);
  });

  it.each([
    [
      'a successor that is repealed later does not revive it',
      `${dates('effective: 2015-01-01, repealed: 2016-01-01')}replaces:\n  - a\n`,
      '2017-01-01',
      'superseded',
    ],
    [
      'a successor that was repealed before its day never replaced it',
      `${dates('effective: 2015-01-01, repealed: 2014-01-01')}replaces:\n  - a\n`,
      '2014-06-01',
      'in-force',
    ],
    ['an undated successor counts from the year of its number', 'number: 某发〔2015〕1号\nreplaces:\n  - a\n', '2014-12-31', 'in-force'],
    ['and from then on', 'number: 某发〔2015〕1号\nreplaces:\n  - a\n', '2015-01-01', 'superseded'],
    ['a planned successor replaces nothing', 'status: planned\nreplaces:\n  - a\n', '2030-01-01', 'in-force'],
    [
      'a successor kept for reference replaces nothing',
      `${dates('effective: 2015-01-01')}reference: true\nreplaces:\n  - a\n`,
      '2016-01-01',
      'in-force',
    ],
  ])('%s', (_, successor, on, state) => {
    expect(stateOf({ a: old, b: successor }, 'a', on)).toBe(state);
  });

  it('a number means the document that has it, however it is written', () => {
    expect(
      stateOf(
        { a: `${old}number: GB/T 1.1-2009\n`, b: `${dates('effective: 2015-01-01')}replaces:\n  - GB/T1.1—2009\n` },
        'a',
        '2016-01-01',
      ),
    ).toBe('superseded');
  });

  it('thousands that replace each other, in a chain and each with each, are reckoned at once', () => {
    const ids = Array.from({ length: 40 }, (_, index) => `d${index}`);
    const ring = Object.fromEntries(
      ids.map((id) => [
        id,
        `${old}replaces:\n${ids
          .filter((each) => each !== id)
          .map((each) => `  - ${each}\n`)
          .join('')}`,
      ]),
    );
    const chain = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [`c${index}`, `${old}${index > 0 ? `replaces:\n  - c${index - 1}\n` : ''}`]),
    );
    const registry = registryOf({ ...ring, ...chain });
    const states = registry.documents.map((document) => standingOf(registry, document, '2020-01-01').state);
    expect(states.filter((state) => state === 'in-force').length).toBe(1);
  });

  it('a successor that was repealed before its day never replaces anything, whatever the day', () => {
    const never = { a: old, b: `${dates('effective: 2015-01-01, repealed: 2014-01-01')}replaces:\n  - a\n` };
    expect([stateOf(never, 'a', '2014-06-01'), stateOf(never, 'a', '2017-01-01')]).toEqual(['in-force', 'in-force']);
  });

  it('two that replace each other, and one that replaces itself, come to an end', () => {
    const ring = { a: `${old}replaces:\n  - b\n`, b: `${old}replaces:\n  - a\n`, c: `${old}replaces:\n  - c\n` };
    expect(['a', 'b', 'c'].map((id) => stateOf(ring, id, '2020-01-01'))).toEqual(['superseded', 'superseded', 'in-force']);
  });
});

describe('days', () => {
  const anyDay = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('every day of the calendar is one, and the day after the last of a month is not', () => {
    fc.assert(
      fc.property(anyDay, (text) => {
        expect(isDay(text)).toBe(true);
        expect(lastDayOf(text)).toBe(text);
        const last = lastDayOf(text.slice(0, 7));
        expect(isDay(last)).toBe(true);
        expect(isDay(`${last.slice(0, 8)}${Number(last.slice(8)) + 1}`)).toBe(false);
        expect(new Date(`${last}T00:00:00Z`).getUTCMonth() + 1).toBe(Number(text.slice(5, 7)));
      }),
    );
  });

  it.each([
    '2023-02-29',
    '2023-02-30',
    '2023-13-01',
    '2023-00-10',
    '2023-01-00',
    '2023-1-1',
    '20230101',
    '2023-01-01T00:00:00',
    '',
    '２０２３-01-01',
  ])('%s is no day', (text) => {
    expect(isDay(text)).toBe(false);
  });

  it.each([
    ['2023-3-20', '2023-03-20'],
    ['2023/03/20', '2023-03-20'],
    ['2023.3.20', '2023-03-20'],
    ['2023年3月20日', '2023-03-20'],
    ['20230320', '2023-03-20'],
    ['2023-2-30', undefined],
    ['明年', undefined],
  ])('%s means %s', (text, meant) => {
    expect(dayMeantBy(text)).toBe(meant);
  });

  it('the last day of a February is the leap day where there is one', () => {
    expect(['2024-02', '1900-02'].map(lastDayOf)).toEqual(['2024-02-29', '1900-02-28']);
  });
});

describe('numbers', () => {
  it.each([
    ['国管办发﹝2022﹞27号', '国管办发〔2022〕27号'],
    ['莱政发[2013]6号', '莱政发〔2013〕6号'],
    ['潍建发〔2017〕5 号', '潍建发〔2017〕5号'],
    ['鲁事管办发（2023）14号', '鲁事管办发〔2023〕14号'],
    ['GB/T 29118—2023', 'GB/T29118-2023'],
    ['gb／t 1.1－2020', 'GB/T 1.1-2020'],
  ])('%s is the same as %s', (a, b) => {
    expect(comparableNumber(a)).toBe(comparableNumber(b));
  });

  it.each([
    ['鲁事管办发〔2023〕14号', 2023],
    ['GB/T 29118-2023', 2023],
    ['商务部、发改委、公安部、环境保护部令2012年第12号', 2012],
    ['国务院令第621号', undefined],
    ['JGJ 67-89', undefined],
  ])('%s carries the year %s', (number, year) => {
    expect(yearOfNumber(number)).toBe(year);
  });
});
