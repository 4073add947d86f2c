// Characters in UTF-8: kinds of bytes, white space, and what may be hidden.

export const tab = 0x09;
export const lineFeed = 0x0a;
export const carriageReturn = 0x0d;
export const space = 0x20;
export const doubleQuote = 0x22;
export const singleQuote = 0x27;
export const backslash = 0x5c;
export const hash = 0x23;
export const plus = 0x2b;
export const comma = 0x2c;
export const dash = 0x2d;
export const dot = 0x2e;
export const colon = 0x3a;
export const greater = 0x3e;
export const pipe = 0x7c;
export const openBracket = 0x5b;
export const closeBracket = 0x5d;
export const openBrace = 0x7b;
export const closeBrace = 0x7d;
export const lineSeparator = 0xe280a8;
export const paragraphSeparator = 0xe280a9;
export const byteOrderMark = 0xefbbbf;

/** Kinds of bytes, by what they may mean in text. SIGN is one of :#,[]{}. RARE begins a character that may be hidden. */
export const ORDINARY = 0;
export const SPACE = 1;
export const SIGN = 2;
export const RARE = 3;
export const LINE_END = 4;
export const FORBIDDEN = 5;

export const kinds = Uint8Array.from({ length: 0x100 }, (_, byte) => {
  if (byte >= 0xc0) return byte === 0xe0 || (byte >= 0xe4 && byte <= 0xee) ? ORDINARY : RARE;
  if (byte === lineFeed || byte === carriageReturn) return LINE_END;
  if (byte === space) return SPACE;
  if (byte < space || byte === 0x7f) return FORBIDDEN;
  return ':#,[]{}'.includes(String.fromCharCode(byte)) ? SIGN : ORDINARY;
});

/** How many bytes more than UTF-16 units a character has, to be summed over its bytes. */
export const excesses = Int8Array.from({ length: 0x100 }, (_, byte) => (byte >= 0xf0 ? -1 : byte >= 0x80 && byte < 0xc0 ? 1 : 0));

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

export function isBlank(byte: number): boolean {
  return byte === space || byte === lineFeed || byte === carriageReturn;
}

/** Three bytes as one number. */
export function threeAt(bytes: Buffer, at: number): number {
  return ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
}

/** Whether `hiddenIn` may report a character, of which the first byte is RARE. Some scripts are suspected as a whole. */
export function mayBeHidden(bytes: Buffer, at: number): boolean {
  const first = bytes[at] as number;
  const second = bytes[at + 1] as number;
  const isChinesePunctuation = first === 0xe3 ? second === 0x80 : first === 0xef && (second === 0xbc || second === 0xbd);
  return !isChinesePunctuation && isSuspect(bytes, at, first, second);
}

function isSuspect(bytes: Buffer, at: number, first: number, second: number): boolean {
  const third = bytes[at + 2] as number;
  switch (first) {
    case 0xc2:
      return second < 0xa0 || second === 0xad;
    case 0xe2:
      return second === 0x80 ? (third >= 0x8b && third <= 0x8f) || (third >= 0xa8 && third <= 0xae) : second === 0x81 && third >= 0xa0;
    case 0xe3:
      return second === 0x85 && third === 0xa4;
    case 0xef:
      if (second === 0xbf) return third >= 0xb0;
      return (
        second === 0xb7 || (second === 0xb8 && third <= 0x8f) || (second === 0xbb && third === 0xbf) || (second === 0xbe && third === 0xa0)
      );
    case 0xf0:
      return second === 0x9b || second === 0x9d || (third === 0xbf && (bytes[at + 3] as number) >= 0xbe);
    default:
      return first === 0xcd || first === 0xd8 || first === 0xe1 || first > 0xf0;
  }
}

/** How many bytes the white space has (`\s` in JavaScript) that ends before an offset; 0 if no white space ends there. */
export function blankBefore(bytes: Buffer, offset: number): number {
  const last = bytes[offset - 1] as number;
  if (last < 0x80) return isBlank(last) || last === tab ? 1 : 0;
  if (bytes[offset - 2] === 0xc2) return last === 0xa0 ? 2 : 0;
  const first = bytes[offset - 3];
  if (first !== 0xe1 && first !== 0xe2 && first !== 0xe3 && first !== 0xef) return 0;
  const char = threeAt(bytes, offset - 3);
  return blanks.has(char) || (char >= 0xe28080 && char <= 0xe2808a) ? 3 : 0;
}

/** U+1680, U+202F, U+205F, U+3000, and three that are hidden. */
const blanks: ReadonlySet<number> = new Set([0xe19a80, 0xe280af, 0xe2819f, 0xe38080, lineSeparator, paragraphSeparator, byteOrderMark]);
