// Document numbers compared across the ways they are written; the strict grammars are rules' business.

const brackets: readonly (readonly [RegExp, string])[] = [
  [/[[【〖(〈<{]/g, '〔'],
  [/[\]】〗)〉>}]/g, '〕'],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/\s+/g, ''],
];

/** The same text for every way of writing one number: width, brackets, dashes, spaces and case do not count. */
export function comparableNumber(number: string): string {
  return brackets.reduce((text, [from, to]) => text.replace(from, to), number.normalize('NFKC')).toUpperCase();
}

/** The year that a number carries, such as 2023 in 鲁事管办发〔2023〕14号 or GB/T 29118-2023. */
export function yearOfNumber(number: string): number | undefined {
  const match = /〔(\d{4})〕|-(\d{4})$|令(\d{4})年/.exec(comparableNumber(number));
  return match === null ? undefined : Number(match[1] ?? match[2] ?? match[3]);
}
