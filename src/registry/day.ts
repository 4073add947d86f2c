// Calendar days as the registry writes them: text, YYYY-MM-DD, compared as text; no time zone, no clock.

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

/** Whether the text is a day that the Gregorian calendar has. */
export function isDay(text: string): text is Day {
  if (text.length !== 10 || text[7] !== '-' || !startsWithMonth(text)) return false;
  const date = dateIn(text);
  return date >= 1 && date <= daysIn(yearIn(text), monthIn(text));
}

/** The last day that a day or month covers: `2025-04` gives `2025-04-30`. */
export function lastDayOf(dayOrMonth: string): Day {
  return dayOrMonth.length === 7 ? `${dayOrMonth}-${daysIn(yearIn(dayOrMonth), monthIn(dayOrMonth))}` : dayOrMonth;
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
  const total = yearIn(day) * 12 + monthIn(day) - 1 + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  return written(year, month, Math.min(dateIn(day), daysIn(year, month)));
}

export function addYears(day: Day, years: number): Day {
  return addMonths(day, years * 12);
}

/** The day some days later; undefined beyond the year 9999, which no day is written for. */
export function addDays(day: Day, days: number): Day | undefined {
  let [year, month, date] = [yearIn(day), monthIn(day), dateIn(day) + days];
  for (; date > daysIn(year, month); month = (month % 12) + 1) {
    date -= daysIn(year, month);
    if (month === 12) year += 1;
  }
  while (date < 1) {
    if (month === 1) year -= 1;
    month = month === 1 ? 12 : month - 1;
    date += daysIn(year, month);
  }
  return year > 9999 ? undefined : written(year, month, date);
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
  return numberOfDay(to) - numberOfDay(from);
}

/** The day of a time, given in milliseconds since 1970 began in UTC, down to the year 0 and up to 9999. */
export function dayOfTime(time: number): Day {
  // Not `toISOString`, which has the system look for its own time zone: 20 ms where that is not set.
  const at = new Date(time);
  return written(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
}

/** The month that a near miss means (`2025-4`, `2025年4月`), if it is one. */
export function monthMeantBy(text: string): string | undefined {
  const match = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(text.trim());
  const month = match === null ? '' : `${match[1]}-${match[2]?.padStart(2, '0')}`;
  return startsWithMonth(month) ? month : undefined;
}

// Integers all the way: days are looked at ten times for each document.

function yearIn(text: string): number {
  return digits(text, 0, 4);
}

function monthIn(text: string): number {
  return digits(text, 5, 7);
}

function dateIn(text: string): number {
  return digits(text, 8, 10);
}

/** The number that stands there, or NaN where something else than digits does. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

function startsWithMonth(text: string): boolean {
  return yearIn(text) >= 0 && text[4] === '-' && monthIn(text) >= 1 && monthIn(text) <= 12;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since a day of long ago. Years are taken to begin in March, so that a leap day is their last. */
function numberOfDay(day: Day): number {
  const month = (monthIn(day) + 9) % 12;
  const year = yearIn(day) - (month > 9 ? 1 : 0);
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return year * 365 + leapDays + Math.floor((month * 153 + 2) / 5) + dateIn(day);
}

function written(year: number, month: number, date: number): Day {
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(date)}`;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : `${number}`;
}
