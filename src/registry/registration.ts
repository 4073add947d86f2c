// The forms of registration numbers: a form is data, and is read character by character.

/** What a number that fits a form says: the year, where the form has one. */
export interface Fit {
  readonly year?: string;
}

const yearMark = 'YYYY';

/** Whether the text fits the form: `A` is a capital letter, `9` a digit, `YYYY` the year, all else stands as it is. */
export function fitForm(form: string, text: string): Fit | undefined {
  if (text.length !== form.length) return undefined;
  const at = form.indexOf(yearMark);
  const inYear = (index: number): boolean => at >= 0 && index >= at && index < at + yearMark.length;
  for (let index = 0; index < form.length; index++) {
    if (!fits(inYear(index) ? '9' : form.charAt(index), text.charAt(index))) return undefined;
  }
  return at < 0 ? {} : { year: text.slice(at, at + yearMark.length) };
}

function fits(mark: string, character: string): boolean {
  if (mark === 'A') return character >= 'A' && character <= 'Z';
  if (mark === '9') return character >= '0' && character <= '9';
  return mark === character;
}
