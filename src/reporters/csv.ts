// CSV as a spreadsheet opens it: UTF-8 with a mark, a row a thing, and no cell that would run as a formula.
import { stringify } from 'csv-stringify/sync';
import { harmless } from '../diagnostic.ts';
import type { Reporter } from '../report.ts';

export const csv: Reporter = ({ sheet }, { lang }) => {
  if (sheet === undefined) throw new Error('this report has no sheet');
  const written = (value: (typeof sheet.rows)[number][number]): string | number =>
    typeof value === 'number' ? value : harmless(typeof value === 'string' ? value : value[lang]);
  // Spreadsheets take `=`, `+`, `-` and `@` at the start for a formula; numbers are ours, and stay numbers.
  return stringify([sheet.columns.map(written), ...sheet.rows.map((row) => row.map(written))], {
    bom: true,
    record_delimiter: 'windows',
    quote_record_delimiter: true,
    escape_formulas: true,
  });
};
