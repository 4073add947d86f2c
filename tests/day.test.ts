// Days are reckoned with integers: held against the calendar of the language, and at its edges.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, addYears, dayOfTime, daysBetween, isDay, lastDayOf, monthMeantBy, quarterEnds } from '../src/registry/day.ts';

/** Days since 1970-01-01, by the language; `Date.UTC` takes the years up to 99 for those of a century. */
const utc = (year: number, month: number, date: number): number => new Date(0).setUTCFullYear(year, month - 1, date) / 86_400_000;
const written = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);

const [first, last] = [utc(0, 1, 1), utc(9999, 12, 31)];
/** Often near the turn of a month, a year or a century, where rules for leap years meet. */
const number = fc.oneof(
  fc.integer({ min: first, max: last }),
  fc
    .tuple(
      fc.constantFrom(0, 4, 100, 400, 1600, 1900, 1996, 2000, 2023, 2024, 2100, 9999),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: -2, max: 2 }),
    )
    .map(([year, month, by]) => Math.min(last, Math.max(first, utc(year, month, 1) + by))),
);

describe('days of the calendar', () => {
  it('are those of their times', () => {
    const time = fc.integer({ min: first * 86_400_000, max: (last + 1) * 86_400_000 - 1 });
    fc.assert(
      fc.property(time, (at) => {
        expect(dayOfTime(at)).toBe(written(Math.floor(at / 86_400_000)));
      }),
    );
  });

  it('are those that there are', () => {
    const part = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(0, 1, 12, 13, 28, 29, 30, 31, 32));
    const year = fc.oneof(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(0, 4, 100, 400, 1900, 2000, 2023, 2024, 2100));
    fc.assert(
      fc.property(year, part, part, (y, month, date) => {
        const text = [String(y).padStart(4, '0'), String(month).padStart(2, '0'), String(date).padStart(2, '0')].join('-');
        const on = new Date(0);
        on.setUTCFullYear(y, month - 1, date);
        const isReal = on.getUTCFullYear() === y && on.getUTCMonth() === month - 1 && on.getUTCDate() === date;
        expect(isDay(text), text).toBe(isReal);
        expect(monthMeantBy(text.slice(0, 7)), text).toBe(month >= 1 && month <= 12 ? text.slice(0, 7) : undefined);
      }),
      { numRuns: 2000 },
    );
  });

  it('have one form', () => {
    const sign = fc.constantFrom('', '0', '-', '/', ' ', '\n', '１', '٣', 'x', '.', ':', '\u0000');
    const nearly = fc
      .tuple(number.map(written), fc.integer({ min: 0, max: 10 }), sign, fc.boolean())
      .map(([text, at, other, isInstead]) => text.slice(0, at) + other + text.slice(isInstead ? at + 1 : at));
    const form = /^(\d{4})-(\d{2})-(\d{2})$/;
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string({ maxLength: 12 })), (text) => {
        const [year = 0, month = 0, date = 0] = (form.exec(text) ?? []).slice(1).map(Number);
        expect(isDay(text), JSON.stringify(text)).toBe(form.test(text) && written(utc(year, month, date)) === text);
      }),
      { numRuns: 3000 },
    );
  });

  it('are so many from each other', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(daysBetween(written(a), written(b))).toBe(b - a);
      }),
      { numRuns: 2000 },
    );
  });

  it('come one after another', () => {
    const by = fc.oneof(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -40_000, max: 40_000 }));
    fc.assert(
      fc.property(number, by, (from, days) => {
        const to = from + days;
        fc.pre(to >= first);
        expect(addDays(written(from), days)).toBe(to > last ? undefined : written(to));
      }),
      { numRuns: 2000 },
    );
    expect([addDays('9999-12-31', 1), addDays('9999-12-31', 0)]).toEqual([undefined, '9999-12-31']);
  });

  it('come months later on the same date, or on the last of the month', () => {
    fc.assert(
      fc.property(number, fc.integer({ min: -500, max: 500 }), (from, months) => {
        const on = new Date(from * 86_400_000);
        const [year, month] = [on.getUTCFullYear(), on.getUTCMonth() + 1 + months];
        const turn = utc(year, month + 1, 0);
        fc.pre(turn >= first + 31 && turn <= last);
        expect(addMonths(written(from), months)).toBe(written(Math.min(utc(year, month, on.getUTCDate()), turn)));
        if (months % 12 === 0) expect(addYears(written(from), months / 12)).toBe(addMonths(written(from), months));
      }),
      { numRuns: 2000 },
    );
    expect(['2024-01-31', '2023-01-31', '2024-03-31'].map((day) => addMonths(day, day === '2024-03-31' ? -1 : 1))).toEqual([
      '2024-02-29',
      '2023-02-28',
      '2024-02-29',
    ]);
  });
});

describe('months', () => {
  it('end on their last day', () => {
    for (const year of [0, 4, 100, 400, 1900, 1999, 2000, 2023, 2024, 2100, 9999])
      for (let month = 1; month <= 12; month++) {
        const end = written(utc(year, month + 1, 0));
        expect(lastDayOf(end.slice(0, 7))).toBe(end);
        expect(lastDayOf(end)).toBe(end);
      }
  });

  it.each([
    ['2025-4', '2025-04'],
    ['2025年4月', '2025-04'],
    ['2025/12', '2025-12'],
    ['2025-13', undefined],
    ['2025-0', undefined],
    ['25-4', undefined],
  ])('%s means %s', (text, month) => {
    expect(monthMeantBy(text)).toBe(month);
  });

  it('end quarters', () => {
    expect(quarterEnds('2022-12-01', '2023-08-15')).toEqual(['2022-12-31', '2023-03-31', '2023-06-30', '2023-08-15']);
  });
});
