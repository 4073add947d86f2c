// Standard numbers: the vectors of the domain's section 11.3, and what must hold for every text.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStandardNumber, normaliseStandardNumber, parseStandardNumber } from '../src/registry/standard-number.ts';

/** The strict grammar as section 11.3 gives it, kept apart from the code. */
const strict =
  /^(GB(\/T|\/Z)?|GSB|DB\d{2}(\d{2})?(\/T|\/Z)?|T\/[A-Z0-9]{2,10}|Q\/.{1,20}?|[A-Z]{2,3}(\/T|\/Z)?) \d{1,6}(\.\d{1,3}){0,2}-(19|20)\d{2}$/;

const accepted = [
  'GB/T 29118-2023',
  'GB/T 1.1-2020',
  'GB 55015-2021',
  'DB37/T 2672-2019',
  'DB3702/T 23-2023',
  'DB2302/T 046-2023',
  'DB4403/T 300.1-2022',
  'JS/T 303-2026',
  'T/CHEAA 0001-2017',
  'CJJ/T 34-2022',
];

describe('the vectors of 11.3', () => {
  it.each(accepted)('%s is a standard number', (number) => {
    expect(isStandardNumber(number)).toBe(true);
    expect(strict.test(number)).toBe(true);
  });

  it.each([
    ['GB/T 29118—2023', 'GB/T 29118-2023'],
    ['GB/T29118-2023', 'GB/T 29118-2023'],
    ['DB64-T 1773-2021', 'DB64/T 1773-2021'],
    ['DB1411/T62—2023', 'DB1411/T 62-2023'],
    ['GB ／T 1.1－2020', 'GB/T 1.1-2020'],
  ])('%s is written %s', (text, number) => {
    expect(isStandardNumber(text)).toBe(false);
    expect(normaliseStandardNumber(text)).toBe(number);
  });

  it.each(['GB/T 1.12020', 'DB51/T 2610 2019', 'T/XZYC 00552024'])('%s is rejected, and no dash is invented', (text) => {
    expect(normaliseStandardNumber(text)).toBeUndefined();
  });
});

describe('writing a number anew', () => {
  it.each([
    [' gb/t 29118 - 2023 ', 'GB/T 29118-2023'],
    ['GB/T 29118——2023', 'GB/T 29118-2023'],
    ['ＧＢ／Ｔ　２９１１８－２０２３', 'GB/T 29118-2023'],
    ['DB4109∕T 059-2024', 'DB4109/T 059-2024'],
    ['GBT 29118-2023', 'GB/T 29118-2023'],
    ['GB50189-2015', 'GB 50189-2015'],
    ['GBZ 2.1-2019', 'GBZ 2.1-2019'],
    ['DB37T 2672-2019', 'DB37/T 2672-2019'],
    ['DB 37/T 2672-2019', 'DB37/T 2672-2019'],
    ['db37 2672−2019', 'DB37 2672-2019'],
    ['t/cheaa 0001-2017', 'T/CHEAA 0001-2017'],
    ['q/Abc 001-2020', 'Q/Abc 001-2020'],
    ['GB/T 24421 . 4-2023', 'GB/T 24421.4-2023'],
  ])('%s is %s', (text, number) => {
    expect(normaliseStandardNumber(text)).toBe(number);
  });

  it.each([
    ['two digits of a year', 'JGJ 67-89'],
    ['a year of no century', 'GB/T 1.1-2120'],
    ['where the code ends is open: DB37 2672 or DB3726 72', 'DB372672-2019'],
    ['where the code ends is open: T/CHEAA 0001 or T/CHEAA0 001', 'T/CHEAA0001-2017'],
    ['DB and digits, and no serial', 'DB37-2019'],
    ['three digits of a region', 'DB370/T 1-2019'],
    ['words behind', 'GB/T 29118-2023 节约型机关评价导则'],
    ['a document number', '鲁事管发〔2020〕32号'],
    ['a number of a plan', '20230001-T-469'],
    ['a series that nobody named', '建标 157-2011'],
    ['a mark that nobody sees, where a blank may be', 'GB/T\ufeff29118-2023'],
    ['a blank of no width in the code', 'Q/AB\u200bC 1-2023'],
    ['nothing', ''],
  ])('%s is not guessed at', (_, text) => {
    expect(normaliseStandardNumber(text)).toBeUndefined();
  });

  it('knows the series that it is told of', () => {
    expect(isStandardNumber('建标 157-2011', ['建标'])).toBe(true);
    expect(normaliseStandardNumber('建标157—2011', ['建标'])).toBe('建标 157-2011');
    expect(normaliseStandardNumber('建标 157 2011', ['建标'])).toBeUndefined();
  });
});

describe('what a number says', () => {
  it.each([
    ['GB/T 24421.4-2023', { series: 'national', prefix: 'GB', nature: 'T', number: '24421.4', year: 2023 }],
    ['GB 17167-2025', { series: 'national', prefix: 'GB', nature: 'mandatory', number: '17167', year: 2025 }],
    ['GSB 16-2001', { series: 'national', prefix: 'GSB', nature: 'mandatory', number: '16', year: 2001 }],
    ['DB37/Z 12-2022', { series: 'local', prefix: 'DB37', nature: 'Z', localCode: '37', number: '12', year: 2022 }],
    ['DB3702 23-2023', { series: 'local', prefix: 'DB3702', nature: 'mandatory', localCode: '3702', number: '23', year: 2023 }],
    ['DB/T 58-2023', { series: 'industry', prefix: 'DB', nature: 'T', number: '58', year: 2023 }],
    ['JGJ 176-2009', { series: 'industry', prefix: 'JGJ', nature: 'mandatory', number: '176', year: 2009 }],
    ['T/CHES 68-2022', { series: 'association', prefix: 'T/CHES', number: '68', year: 2022 }],
    ['Q/CR 9218-2015', { series: 'enterprise', prefix: 'Q/CR', number: '9218', year: 2015 }],
    ['建标 157-2011', { series: 'other', prefix: '建标', number: '157', year: 2011 }],
  ])('%s', (text, said) => {
    expect(parseStandardNumber(text, ['建标'])).toEqual(said);
  });
});

describe('for every text', () => {
  const part = fc.constantFrom('GB', 'DB', 'T', 'Q', 'JGJ', '/', '-', '—', ' ', '　', '.', '2023', '19', '37', '1', 'x', '／', '标');
  const soup = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));

  it('what comes out is what the strict grammar accepts, and stays as it is', () => {
    fc.assert(
      fc.property(fc.oneof(soup, fc.string(), fc.string({ unit: 'grapheme' })), (text) => {
        const number = normaliseStandardNumber(text);
        if (number === undefined) return;
        expect(number).toMatch(strict);
        expect(normaliseStandardNumber(number)).toBe(number);
        expect(isStandardNumber(number)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  const year = fc.integer({ min: 1900, max: 2099 });
  const serial = fc.stringMatching(/^[0-9]{1,6}(\.[0-9]{1,3}){0,2}$/);
  const code = fc.oneof(
    fc.stringMatching(/^GB(\/[TZ])?$/),
    fc.stringMatching(/^DB[0-9]{2}([0-9]{2})?(\/[TZ])?$/),
    fc.stringMatching(/^T\/[A-Z0-9]{2,10}$/),
    fc.stringMatching(/^Q\/[A-Z0-9]{1,20}$/),
    fc.stringMatching(/^[A-Z]{2,3}(\/[TZ])?$/).filter((letters) => letters !== 'GBT'),
  );
  const number = fc.tuple(code, serial, year).map(([letters, digits, of]) => `${letters} ${digits}-${of}`);

  it('a number of the strict grammar is left alone', () => {
    fc.assert(
      fc.property(number, (text) => {
        expect(text).toMatch(strict);
        expect(normaliseStandardNumber(text)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('dashes, blanks and widths do not count', () => {
    const dash = fc.constantFrom('-', '—', '–', '－', '−', '——', ' - ');
    const blank = fc.constantFrom(' ', '  ', '\u3000', '\u00a0');
    const widen = (text: string): string => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(number, dash, blank, fc.boolean(), (text, stroke, gap, isWide) => {
        const [head = '', tail = ''] = text.split('-');
        const written = `${isWide ? widen(head.replace(' ', '\u3000')) : head.replace(' ', gap)}${stroke}${tail}`;
        expect(normaliseStandardNumber(written)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('without its dash it is no number', () => {
    fc.assert(
      fc.property(number, fc.constantFrom('', ' '), (text, gap) => {
        expect(normaliseStandardNumber(text.replace('-', gap))).toBeUndefined();
      }),
    );
  });
});
