// The grammars of document, order and announcement numbers, and the repair of near misses.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Recorded } from '../src/registry/document.ts';
import {
  agencyCodeOf,
  comparableNumber,
  formOfNumber,
  hasShortYear,
  isDocumentNumber,
  repairNumber,
  yearOfNumber,
} from '../src/registry/number.ts';
import { malformedNumber } from '../src/rules/malformed-number.ts';
import type { RecordFacts } from '../src/rules/rule.ts';

const documents = [
  '国管办发〔2022〕27号',
  '鲁事管办发〔2023〕14号',
  '鲁事管发〔2020〕32号',
  '冀事管〔2021〕120号',
  '川机管发〔2015〕53号',
  '中办发〔2012〕14号',
  '鲁政字〔2022〕225号',
  '鲁建标字〔2016〕39号',
  '鲁政发〔1983〕90号',
];
const orders = [
  '中华人民共和国国务院令第621号',
  '山东省人民政府令第282号',
  '国家发展改革委、国管局令第32号',
  '商务部、发改委、公安部、环境保护部令2012年第12号',
];
const decrees = ['主席令第五十六号', '中华人民共和国主席令第五十六号'];
const announcements = [
  '安徽省人民代表大会常务委员会公告（十四届）第六十六号',
  '陕西省人民代表大会常务委员会公告〔十四届〕第五十一号',
  '某省人民代表大会公告第1号',
  '某省人民代表大会常务委员会公告（第123号）',
  '某某总局公告2019年第41号',
];

describe('the strict forms', () => {
  it.each(documents)('%s is a document number', (number) => {
    expect(formOfNumber(number)).toBe('document');
    expect(isDocumentNumber(number)).toBe(true);
  });

  it.each(orders)('%s is the number of an order', (number) => {
    expect(formOfNumber(number)).toBe('order');
    expect(isDocumentNumber(number)).toBe(false);
  });

  it.each(decrees)('%s is that of an order of the President', (number) => {
    expect(formOfNumber(number)).toBe('decree');
  });

  it.each(announcements)('%s is that of an announcement', (number) => {
    expect(formOfNumber(number)).toBe('announcement');
    expect(isDocumentNumber(number)).toBe(false);
  });

  it.each([
    '',
    '国管办发〔2022〕27',
    '国管办发〔2022〕027号',
    '国管办发〔2022〕0号',
    '国管办发〔2022〕第27号',
    '国管办发〔1822〕27号',
    '发〔2022〕27号',
    '国管办发〔2022〕27号 ',
    '国管办发〔2022〕27号\n',
    'GB/T 29118-2023',
    '国务院令',
    '国务院令第零621号',
    '国务院令第0号',
    '令第621号',
    '财政部 发展改革委令第1号',
    '某公司公告第1号',
  ])('%j is none', (number) => {
    expect(formOfNumber(number)).toBeUndefined();
  });
});

describe('repair', () => {
  it.each([
    ['国管办发﹝2022﹞27号', '国管办发〔2022〕27号'],
    ['莱政发[2013]6号', '莱政发〔2013〕6号'],
    ['潍建发〔2017〕5 号', '潍建发〔2017〕5号'],
    ['鲁事管办发（2023）第014号', '鲁事管办发〔2023〕14号'],
    ['鲁事管办发【2023】14', '鲁事管办发〔2023〕14号'],
    ['某市财发〔1992〕字第36号', '某市财发〔1992〕36号'],
    ['国标委发[2023]58号', '国标委发〔2023〕58号'],
    ['鲁政字［２０２２］２２５号', '鲁政字〔2022〕225号'],
    ['鲁建标字 (2016) 字第 039 号', '鲁建标字〔2016〕39号'],
    ['  国发<1998>23号\n', '国发〔1998〕23号'],
    ['国务院令 第６２１号', '国务院令第621号'],
    ['商务部、公安部令 2012 年第 012 号', '商务部、公安部令2012年第12号'],
    ['安徽省人民代表大会常务委员会公告 (十四届) 第六十六号', '安徽省人民代表大会常务委员会公告（十四届）第六十六号'],
  ])('%j becomes %s', (given, wanted) => {
    expect(formOfNumber(given)).toBeUndefined();
    expect(repairNumber(given)).toBe(wanted);
    expect(comparableNumber(wanted)).toBe(comparableNumber(repairNumber(wanted) ?? ''));
  });

  it.each([
    '鲁事管办发〔23〕14号',
    '鲁事管办发〔87〕14号',
    '鲁事管办发〔1823〕14号',
    '鲁事管办发〔2023〕000号',
    '鲁事管办发〔2023〕123456号',
    '鲁事管发 鲁财行〔2023〕14号',
    '财政部 发展改革委令第1号',
    '二〇二三年十四号文',
    '鲁事管办发\ufeff〔2023〕14号',
    '财政部\u2028令第1号',
    '',
  ])('%j is left to a person', (given) => {
    expect(repairNumber(given)).toBeUndefined();
  });

  it('tells a short year from other faults', () => {
    expect(['鲁事管办发〔23〕14号', '某发[87]1号'].map(hasShortYear)).toEqual([true, true]);
    expect(['鲁事管办发〔2023〕14号', '二三年十四号文'].map(hasShortYear)).toEqual([false, false]);
  });

  it.each([...documents, ...orders, ...decrees, ...announcements])('leaves %s as it is', (number) => {
    expect(repairNumber(number)).toBe(number);
  });

  const piece = fc.constantFrom(
    ...[
      '鲁',
      '政发',
      '字',
      '国务院',
      '令',
      '主席令',
      '第',
      '号',
      '年',
      '公告',
      '某省人民代表大会',
      '（十四届）',
      '、',
      ' ',
      '\n',
      '\u3000',
    ],
    ...[
      '〔2023〕',
      '[2023]',
      '(2023)',
      '【1999】',
      '﹝2022﹞',
      '〔23〕',
      '（',
      '）',
      '〔',
      ']',
      '0',
      '1',
      '14',
      '０',
      '１２',
      '六十六',
      '〇',
      'A',
      '-',
    ],
  );
  const near = fc.oneof(
    fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc
      .tuple(
        fc.constantFrom('鲁政字', ' 国管办发', '商务部、公安部令', '某省人民代表大会公告 ', '主席令'),
        fc.constantFrom('', '〔2023〕', '[ 2023 ]', '（1999）', '﹝2022﹞', '〔23〕', '2012年', '（十四届）', '(十四届)'),
        fc.constantFrom('', '字', '第', '字第', ' 第 ', '字 第'),
        fc.constantFrom('14', '014', '０14', '0', '99999', '100000', '六十六', ''),
        fc.constantFrom('', '号', ' 号', '号 '),
      )
      .map((parts) => parts.join('')),
  );

  it('gives a strict number, or nothing', () => {
    fc.assert(
      fc.property(near, (text) => {
        const repaired = repairNumber(text);
        if (repaired !== undefined) expect(formOfNumber(repaired)).toBeDefined();
      }),
      { numRuns: 3000 },
    );
  });

  it('is idempotent, and changes no strict number', () => {
    fc.assert(
      fc.property(near, (text) => {
        const repaired = repairNumber(text);
        if (repaired !== undefined) expect(repairNumber(repaired)).toBe(repaired);
        if (formOfNumber(text) !== undefined) expect(repaired).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  it('finds every number again behind brackets, blanks, width, zeros and words', () => {
    const code = fc.constantFrom('鲁政字', '国发', '鲁事管办发', '鲁建质安字');
    const written = fc.record({
      open: fc.constantFrom('〔', '[', '（', '(', '【', '﹝', '［', '〖', '<'),
      close: fc.constantFrom('〕', ']', '）', ')', '】', '﹞', '］', '〗', '>'),
      word: fc.constantFrom('', '字', '第', '字第'),
      zeros: fc.constantFrom('', '0', '00'),
      end: fc.constantFrom('', '号', ' 号'),
      isWide: fc.boolean(),
    });
    fc.assert(
      fc.property(code, fc.integer({ min: 1900, max: 2099 }), fc.integer({ min: 1, max: 99999 }), written, (agency, of, sequence, how) => {
        const text = `${agency}${how.open}${of}${how.close}${how.word}${how.zeros}${sequence}${how.end}`;
        const given = how.isWide ? text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) : text;
        expect(repairNumber(given)).toBe(`${agency}〔${of}〕${sequence}号`);
      }),
    );
  });

  it('stays quick on long input', () => {
    const started = process.hrtime.bigint();
    for (const text of ['某'.repeat(50_000), `${'某人民代表大会'.repeat(5_000)}公告`, `鲁${' '.repeat(50_000)}鲁`, '令第'.repeat(20_000)]) {
      repairNumber(text);
      hasShortYear(text);
    }
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(2000);
  });
});

describe('the parts of a number', () => {
  it('are its agency code and its year', () => {
    expect(agencyCodeOf('鲁建标字〔2016〕39号')).toBe('鲁建标字');
    expect(agencyCodeOf('国务院令第621号')).toBeUndefined();
    expect(agencyCodeOf('鲁建标字[2016]39号')).toBeUndefined();
    expect(yearOfNumber('鲁建标字[2016]39号')).toBe(2016);
    expect(yearOfNumber('GB/T 29118—2023')).toBe(2023);
    expect(yearOfNumber('商务部、公安部令2012年第12号')).toBe(2012);
    expect(yearOfNumber('国务院令第621号')).toBeUndefined();
  });

  it('compare across the ways of writing', () => {
    for (const number of ['国管办发﹝2022﹞27号', '国管办发 [2022] 27号', '国管办发（２０２２）27号'])
      expect(comparableNumber(number)).toBe(comparableNumber('国管办发〔2022〕27号'));
  });
});

describe('the fix of a malformed number', () => {
  const fixes = (number: string) => {
    const document = {
      id: 'a',
      file: 'a.yaml',
      kind: 'normative-document',
      record: { number, amendments: [{ date: '2020-01-01', number }] },
    };
    return [...malformedNumber.checkRecord(document as unknown as Recorded, {} as RecordFacts)].map(({ fix }) => fix);
  };

  it('is the repaired number, where there is one', () => {
    const to = '国管办发〔2022〕27号';
    expect(fixes('国管办发﹝2022﹞27号')).toEqual([
      { path: ['number'], to },
      { path: ['amendments', 0, 'number'], to },
    ]);
    expect(fixes('鲁事管办发〔23〕14号')).toEqual([undefined, undefined]);
    expect(fixes(to)).toEqual([]);
  });
});
