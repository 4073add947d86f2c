// Calendar days as the registry writes them: text, YYYY-MM-DD, compared as text; no time zone, no clock.
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

function isMonth(month: string | undefined): boolean {
  return Number(month) >= 1 && Number(month) <= 12;
}

function daysIn(year: string | undefined, month: string | undefined): number {
  const first = new Date(0);
  first.setFullYear(Number(year), Number(month) - 1, 1);
  return getDaysInMonth(first);
}
