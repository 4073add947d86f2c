// Document numbers: the strict forms, what a near miss means, and comparison across the ways of writing.
// Standards have a grammar of their own.
import { hiddenIn } from '../diagnostic.ts';

/** 发文字号, order, presidential decree (主席令), and announcement: how a document can be numbered. */
export type NumberForm = 'document' | 'order' | 'decree' | 'announcement';

const year = '(?:19|20)\\d{2}';
const sequence = '[1-9]\\d{0,4}';
const ordinal = `第(?:${sequence}|[〇零一二三四五六七八九十百]+)号`;

/** 国办发〔2018〕37号: agency code (which may end in 字), year, sequence number. */
const documentForm = new RegExp(`^([\\u4e00-\\u9fff]{2,15})〔(${year})〕${sequence}号$`);
/** 国务院令第621号, 主席令第五十六号, 商务部、公安部令2012年第12号. */
const orderForm = new RegExp(`^[\\u4e00-\\u9fff、]{2,40}令(?:${year}年)?${ordinal}$`);
const decreeForm = /主席令/;
/** …人民代表大会常务委员会公告（十四届）第六十六号; also a department's: …总局公告2019年第41号. */
const announcementForm = new RegExp(
  `^(?:[\\u4e00-\\u9fff]+人民代表大会(?:常务委员会)?公告(?:[（(〔][一二三四五六七八九十]+届[）)〕])?(?:${ordinal}|（${ordinal}）|\\(${ordinal}\\))` +
    `|[\\u4e00-\\u9fff、]{2,40}公告${year}年${ordinal})$`,
);

/** The strict form that a number has, or undefined where it has none. */
export function formOfNumber(number: string): NumberForm | undefined {
  if (documentForm.test(number)) return 'document';
  if (orderForm.test(number)) return decreeForm.test(number) ? 'decree' : 'order';
  return announcementForm.test(number) ? 'announcement' : undefined;
}

/** Whether it is a strict 发文字号 (GB/T 9704). */
export function isDocumentNumber(number: string): boolean {
  return formOfNumber(number) === 'document';
}

/** The agency code of a strict 发文字号, such as 国办发 in 国办发〔2018〕37号. */
export function agencyCodeOf(number: string): string | undefined {
  return documentForm.exec(number)?.[1];
}

/** Of a text in which one blank stands for any number of them: runs of blanks could be shared out in too many ways. */
const looseDocument = /^([\u4e00-\u9fff]{2,15}) ?〔 ?(\d{4}) ?〕 ?字? ?第? ?0*([1-9]\d*) ?号?$/;
const looseYear = /^[\u4e00-\u9fff]+\s*〔\s*\d{2}\s*〕/;

/**
 * The strict number that a near miss means: width, brackets, blanks, 字 and 第 after the year, leading
 * zeros and a lost 号 are put right. Undefined where a person must say what was meant, as for a year of two digits
 * or a character that nobody sees.
 */
export function repairNumber(text: string): string | undefined {
  if (formOfNumber(text) !== undefined) return text;
  if ([...hiddenIn(text)].length > 0) return undefined;
  const [, code, of, number] = looseDocument.exec(withOneBlank(inOneWidth(text))) ?? [];
  if (code !== undefined) return strictOrNothing(`${code}〔${of}〕${number}号`);
  // Blanks between the names of bodies may stand for 、 and are left to a person.
  const closed = withOneBlank(text.normalize('NFKC'))
    .replace(/ ?(令|公告|\d+|年|第|号|届|\(|\)|〔|〕) ?/g, '$1')
    .replace(/第0+(?=[1-9])/, '第');
  return strictOrNothing(closed.replaceAll('(', '（').replaceAll(')', '）'));
}

function withOneBlank(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

function strictOrNothing(number: string): string | undefined {
  return formOfNumber(number) === undefined ? undefined : number;
}

/** Whether the year in the brackets has two digits, so that nobody but the reader of the source can tell it. */
export function hasShortYear(number: string): boolean {
  return looseYear.test(inOneWidth(number).trim());
}

const signs: readonly (readonly [RegExp, string])[] = [
  [/[[【〖(〈<{]/g, '〔'],
  [/[\]】〗)〉>}]/g, '〕'],
  [/[\u2010-\u2015\u2212]/g, '-'],
];

/** The text with one width, one kind of bracket and one dash. */
function inOneWidth(number: string): string {
  return signs.reduce((text, [from, to]) => text.replace(from, to), number.normalize('NFKC'));
}

/** The same text for every way of writing one number: width, brackets, dashes, spaces and case do not count. */
export function comparableNumber(number: string): string {
  const compact = number.replaceAll(' ', '');
  if (/^[\u4e00-\u9fff〔〕\dA-Z/.-]*$/.test(compact)) return compact;
  return inOneWidth(number).replace(/\s+/g, '').toUpperCase();
}

/** The year that a number carries, such as 2023 in 鲁事管办发〔2023〕14号 or GB/T 29118-2023. */
export function yearOfNumber(number: string): number | undefined {
  const match = /〔(\d{4})〕|-(\d{4})$|(\d{4})年第/.exec(comparableNumber(number));
  return match === null ? undefined : Number(match[1] ?? match[2] ?? match[3]);
}
