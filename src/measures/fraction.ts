// Fractions: exact, floored to a percentage, and held against a threshold without rounding.

/** So many out of so many. */
export interface Fraction {
  readonly count: number;
  readonly of: number;
}

/** Whole percent, floored: 100 only if all, 0 only if none; undefined out of nothing. */
export function percentOf({ count, of }: Fraction): number | undefined {
  if (of === 0) return undefined;
  return count === 0 ? 0 : Math.max(1, Math.floor((count * 100) / of));
}

/** A percentage from 0 to 100 as it was written, with its decimals, as so many out of so many. */
export function parsePercent(text: string): Fraction | undefined {
  const match = /^(\d{1,3})(?:\.(\d{1,6}))?$/.exec(text);
  if (match === null) return undefined;
  const [, whole = '', decimals = ''] = match;
  const parsed = { count: Number(whole + decimals), of: 100 * 10 ** decimals.length };
  return parsed.count <= parsed.of ? parsed : undefined;
}

/** How many a fraction of a whole is at the least: 75 % of 22 is 17. */
export function needed(of: number, { count, of: whole }: Fraction): number {
  return Math.ceil((of * count) / whole);
}

/** Whether the first is less than the second; out of nothing is less than anything, and not less than itself. */
export function isLess(a: Fraction, b: Fraction): boolean {
  if (a.of === 0 || b.of === 0) return a.of === 0 && b.of > 0 && b.count > 0;
  return a.count * b.of < b.count * a.of;
}

export function sumOf(fractions: readonly Fraction[]): Fraction {
  return fractions.reduce((sum, each) => ({ count: sum.count + each.count, of: sum.of + each.of }), { count: 0, of: 0 });
}
