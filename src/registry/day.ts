// Calendar days as the registry writes them: text, YYYY-MM-DD, compared as text; no time zone, no clock.
import { millisecondsInDay } from 'date-fns/constants';
import { getDaysInMonth } from 'date-fns/getDaysInMonth';

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/;
const monthForm = /^(\d{4})-(\d{2})$/;

/** Whether the text is a day that the Gregorian calendar has. */
export function isDay(text: string): text is Day {
  const match = dayForm.exec(text);
  return match !== null && isMonth(match[2]) && Number(match[3]) >= 1 && Number(match[3]) <= daysIn(match[1], match[2]);
}

/** Whether the text is a day, or a month `YYYY-MM`. */
export function isDayOrMonth(text: string): boolean {
  const match = monthForm.exec(text);
  return match === null ? isDay(text) : isMonth(match[2]);
}

/** The last day that a day or month covers: `2025-04` gives `2025-04-30`. */
export function lastDayOf(dayOrMonth: string): Day {
  const match = monthForm.exec(dayOrMonth);
  return match === null ? dayOrMonth : `${dayOrMonth}-${daysIn(match[1], match[2])}`;
}

/** The day that a near miss means (`2023-3-20`, `2023/03/20`, `20230320`, `2023年3月20日`), if it is one. */
export function dayMeantBy(text: string): Day | undefined {
  const match = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(text.trim());
  if (match === null) return undefined;
  const month = (match[2] ?? match[4] ?? '').padStart(2, '0');
  const day = `${match[1]}-${month}-${(match[3] ?? match[5] ?? '').padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

/** The day some months later (or earlier, with a negative number), or the last of its month where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const total = year * 12 + month - 1 + months;
  const first = `${String(Math.floor(total / 12)).padStart(4, '0')}-${String((total % 12) + 1).padStart(2, '0')}`;
  return `${first}-${String(Math.min(date, Number(lastDayOf(first).slice(8)))).padStart(2, '0')}`;
}

export function addYears(day: Day, years: number): Day {
  return addMonths(day, years * 12);
}

/** The day some days later; undefined beyond the year 9999, which no day is written for. */
export function addDays(day: Day, days: number): Day | undefined {
  const later = new Date(Date.parse(`${day}T00:00:00Z`) + days * millisecondsInDay).toISOString();
  return later.startsWith('+') ? undefined : later.slice(0, 10);
}

/** The last days of the quarters that end between two days; the last is the period's end where that ends no quarter. */
export function quarterEnds(start: Day, end: Day): readonly Day[] {
  const year = Number(start.slice(0, 4));
  const first = [3, 6, 9, 12]
    .map((month) => lastDayOf(`${start.slice(0, 4)}-${String(month).padStart(2, '0')}`))
    .find((day) => day >= start);
  const ends: Day[] = [];
  for (let day = first ?? `${year}-12-31`; day < end; day = lastDayOf(addMonths(day, 3).slice(0, 7))) ends.push(day);
  return [...ends, end];
}

/** Calendar days from one day to another; negative where the second comes first. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / millisecondsInDay;
}

/** The month that a near miss means (`2025-4`, `2025年4月`), if it is one. */
export function monthMeantBy(text: string): string | undefined {
  const match = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(text.trim());
  return match !== null && isMonth(match[2]) ? `${match[1]}-${match[2]?.padStart(2, '0')}` : undefined;
}

function isMonth(month: string | undefined): boolean {
  return Number(month) >= 1 && Number(month) <= 12;
}

function daysIn(year: string | undefined, month: string | undefined): number {
  const first = new Date(0);
  first.setFullYear(Number(year), Number(month) - 1, 1);
  return getDaysInMonth(first);
}
