// Every distinct text once, as UTF-8 in one buffer. A text is then a number, and equal texts have the same number. Pure.

export interface Strings {
  /** The texts, one after another. */
  bytes: Buffer;
  /** Where each text begins; the one after the last says where the last ends. */
  starts: Int32Array;
  hashes: Int32Array;
  /** A hash table with open addressing: 1 + the number of a text, or 0 where the slot is free. Its length is a power of two. */
  slots: Int32Array;
  count: number;
  /** Decoded texts with low numbers: the words that nearly every record uses. */
  readonly decoded: (string | undefined)[];
}

const mostDecoded = 1 << 15;

/** The table with these words, which get the numbers 0, 1, 2 and so on. `bytes` is the expected size. */
export function newStrings(words: readonly string[] = [], bytes = 1 << 16): Strings {
  const slots = 1 << Math.max(6, Math.ceil(Math.log2(bytes / 16)));
  const strings: Strings = {
    bytes: Buffer.allocUnsafeSlow(bytes),
    starts: new Int32Array(slots / 2 + 1),
    hashes: new Int32Array(slots / 2),
    slots: new Int32Array(slots),
    count: 0,
    decoded: [],
  };
  for (const word of words) numberOf(strings, word);
  return strings;
}

/** The hash of a text is that of FNV-1a: from 0, for each byte, `Math.imul(hash ^ byte, hashPrime)`. */
export const hashPrime = 0x01000193;

export function hashOf(bytes: Uint8Array): number {
  let hash = 0;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, hashPrime);
  return hash;
}

/** The number of the text that stands in `source`; `hashed` is the hash of its bytes. */
export function intern(strings: Strings, source: Buffer, from: number, to: number, hashed: number): number {
  let hash = Math.imul(hashed ^ (hashed >>> 15), 0x2c1b3c6d);
  hash ^= hash >>> 13;
  const { bytes, starts, hashes, slots } = strings;
  const length = to - from;
  let slot = hash & (slots.length - 1);
  for (let found = slots[slot] as number; found > 0; found = slots[slot] as number) {
    const id = found - 1;
    const start = starts[id] as number;
    if (hashes[id] === hash && (starts[id + 1] as number) - start === length) {
      let at = 0;
      while (at < length && bytes[start + at] === source[from + at]) at++;
      if (at === length) return id;
    }
    slot = (slot + 1) & (slots.length - 1);
  }
  return add(strings, source, from, length, hash);
}

function add(strings: Strings, source: Buffer, from: number, length: number, hash: number): number {
  const id = strings.count++;
  const start = strings.starts[id] as number;
  if (start + length > strings.bytes.length) growBytes(strings, start, length);
  const { bytes } = strings;
  for (let at = 0; at < length; at++) bytes[start + at] = source[from + at] as number;
  strings.hashes[id] = hash;
  strings.starts[id + 1] = start + length;
  if (strings.count === strings.hashes.length) growSlots(strings);
  else place(strings.slots, hash, id);
  return id;
}

function growBytes(strings: Strings, used: number, more: number): void {
  const larger = Buffer.allocUnsafeSlow(Math.max(Math.ceil(strings.bytes.length * 1.5), used + more));
  strings.bytes.copy(larger, 0, 0, used);
  strings.bytes = larger;
}

function growSlots(strings: Strings): void {
  const size = strings.slots.length * 2;
  const [starts, hashes] = [new Int32Array(size / 2 + 1), new Int32Array(size / 2)];
  starts.set(strings.starts);
  hashes.set(strings.hashes);
  strings.starts = starts;
  strings.hashes = hashes;
  strings.slots = new Int32Array(size);
  for (let id = 0; id < strings.count; id++) place(strings.slots, hashes[id] as number, id);
}

function place(slots: Int32Array, hash: number, id: number): void {
  let slot = hash & (slots.length - 1);
  while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
  slots[slot] = id + 1;
}

/** The number of a text. Half a character is no UTF-8: such a text cannot be kept here. */
export function numberOf(strings: Strings, text: string): number {
  const bytes = Buffer.from(text);
  return intern(strings, bytes, 0, bytes.length, hashOf(bytes));
}

export function textOf(strings: Strings, id: number): string {
  const known = strings.decoded[id];
  if (known !== undefined) return known;
  const text = strings.bytes.toString('utf8', strings.starts[id], strings.starts[id + 1]);
  if (id < mostDecoded) strings.decoded[id] = text;
  return text;
}
