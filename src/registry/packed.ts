// Records in little room: a number a value, each text once. Decoded when it is asked for; the last ones stay at hand.
import type { DocumentRecord } from './document.ts';

/** Packed records, in a form that can be handed to another thread. */
export interface PackedRecords {
  /** Where each record begins among the tokens. */
  readonly starts: Uint32Array;
  readonly tokens: Uint32Array;
  readonly texts: readonly string[];
  /** Rare texts in UTF-8. */
  readonly bytes: Uint8Array;
  /** The keys of each form of map. */
  readonly shapes: readonly (readonly string[])[];
}

/** Records by their number. */
export interface Records {
  readonly at: (index: number) => DocumentRecord;
  /** Reads records with these fields at least: the others are passed over, and not unpacked for it. */
  readonly only: (fields: readonly (keyof DocumentRecord)[]) => (index: number) => DocumentRecord;
}

/**
 * A value is a number whose last three bits say what it is: a common text (its index), a rare text (its length in bytes,
 * its place follows), a list (its length, its items follow), a map (its shape, its values follow), a number (its text
 * follows), true, false, or null.
 */
const [common, rare, list, map, number, yes, no, nothing] = [0, 1, 2, 3, 4, 5, 6, 7];

/** Texts that are kept once however often they stand there; by then all that are common have been met. */
const mostCommon = 50_000;

/** Packs records one after another. */
export function recordPacker(): { readonly add: (record: DocumentRecord) => void; readonly packed: () => PackedRecords } {
  const starts: number[] = [];
  const texts: string[] = [];
  const shapes: (readonly string[])[] = [];
  const [textIndex, shapeIndex] = [new Map<string, number>(), new Map<string, number>()];
  let tokens = new Uint32Array(1 << 16);
  let bytes = Buffer.allocUnsafeSlow(1 << 16);
  let [end, bytesEnd] = [0, 0];

  const put = (token: number): void => {
    if (end === tokens.length) {
      const larger = new Uint32Array(tokens.length * 2);
      larger.set(tokens);
      tokens = larger;
    }
    tokens[end++] = token;
  };

  const encodeText = (value: string): void => {
    const known = textIndex.get(value);
    if (known !== undefined) put(known * 8 + common);
    else if (texts.length < mostCommon || halves.test(value)) {
      const own = ownCopy(value);
      textIndex.set(own, texts.length);
      put((texts.push(own) - 1) * 8 + common);
    } else {
      if (bytesEnd + value.length * 3 > bytes.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(bytes.length * 2, bytesEnd + value.length * 3));
        bytes.copy(larger);
        bytes = larger;
      }
      const length = bytes.write(value, bytesEnd);
      put(length * 8 + rare);
      put(bytesEnd);
      bytesEnd += length;
    }
  };

  const encode = (value: unknown): void => {
    if (typeof value === 'string') encodeText(value);
    else if (typeof value === 'number') {
      put(number);
      encodeText(Object.is(value, -0) ? '-0' : String(value));
    } else if (Array.isArray(value)) {
      put(value.length * 8 + list);
      for (const item of value) encode(item);
    } else if (typeof value === 'object' && value !== null) {
      const keys = Object.keys(value);
      put(shapeOf(keys) * 8 + map);
      for (const key of keys) encode((value as Readonly<Record<string, unknown>>)[key]);
    } else put(value === true ? yes : value === false ? no : nothing);
  };

  const shapeOf = (keys: readonly string[]): number => {
    const name = keys.join('\n');
    const known = shapeIndex.get(name);
    // A key may hold a line end itself, so that other keys have the same name.
    if (known !== undefined && isSame(shapes[known] ?? [], keys)) return known;
    if (known === undefined) shapeIndex.set(ownCopy(name), shapes.length);
    return shapes.push(keys.map(ownCopy)) - 1;
  };

  return {
    add: (record) => {
      starts.push(end);
      encode(record);
    },
    packed: () => ({
      starts: Uint32Array.from(starts),
      tokens: tokens.slice(0, end),
      texts,
      bytes: new Uint8Array(bytes.subarray(0, bytesEnd)),
      shapes,
    }),
  };
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((key, index) => key === others[index]);
}

/** Unpacked records that stay at hand: rules ask one document much, and a few others again and again. */
const mostHeld = 1 << 12;

/** The records of all packs, numbered through; one is unpacked when it is asked for. */
export function recordsIn(packs: readonly PackedRecords[]): Records {
  const readers = packs.map(recordReader);
  const firsts = packs.map((_, i) => packs.slice(0, i).reduce((count, { starts }) => count + starts.length, 0));
  const held: (DocumentRecord | undefined)[] = new Array(mostHeld);
  const heldIndex = new Int32Array(mostHeld).fill(-1);
  const nearBy = (index: number): DocumentRecord | undefined => {
    const place = index % mostHeld;
    return heldIndex[place] === index ? held[place] : undefined;
  };
  const through = (fields: readonly string[] | undefined): ((index: number) => DocumentRecord) => {
    const reads = readers.map((reader) => reader(fields));
    return (index) => {
      const pack = firsts.findLastIndex((first) => first <= index);
      return reads[pack]?.(index - (firsts[pack] ?? 0)) ?? {};
    };
  };
  const whole = through(undefined);
  return {
    at: (index) => {
      const near = nearBy(index);
      if (near !== undefined) return near;
      const record = whole(index);
      held[index % mostHeld] = record;
      heldIndex[index % mostHeld] = index;
      return record;
    },
    only: (fields) => {
      const some = through(fields);
      return (index) => nearBy(index) ?? some(index);
    },
  };
}

const empty: DocumentRecord = {};

/** Reads records of one pack, whole or with some fields alone. */
function recordReader({ starts, tokens, texts, bytes, shapes }: PackedRecords) {
  const utf8 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const decode = (): unknown => {
    const token = tokens[at++] ?? nothing;
    const payload = token >>> 3;
    switch (token & 7) {
      case common:
        return texts[payload];
      case rare: {
        const place = tokens[at++] ?? 0;
        return utf8.toString('utf8', place, place + payload);
      }
      case list: {
        const items: unknown[] = [];
        for (let left = payload; left > 0; left--) items.push(decode());
        return items;
      }
      case map:
        return fieldsOf(shapes[payload] ?? []);
      case number:
        return Number(decode());
      default:
        return token === nothing ? null : token === yes;
    }
  };
  const fieldsOf = (keys: readonly string[], wanted?: readonly boolean[]): Record<string, unknown> => {
    const fields: Record<string, unknown> = {};
    for (let index = 0; index < keys.length; index++) {
      if (wanted?.[index] === false) {
        pass();
        continue;
      }
      const key = keys[index] ?? '';
      const field = decode();
      // An assignment would make it the prototype, with fields that the record does not have.
      if (key === '__proto__') Object.defineProperty(fields, key, { value: field, enumerable: true, configurable: true, writable: true });
      else fields[key] = field;
    }
    return fields;
  };
  /** Goes past one value. */
  const pass = (): void => {
    for (let left = 1; left > 0; left--) {
      const token = tokens[at++] ?? nothing;
      const payload = token >>> 3;
      switch (token & 7) {
        case rare:
          at++;
          break;
        case list:
          left += payload;
          break;
        case map:
          left += shapes[payload]?.length ?? 0;
          break;
        case number:
          left++;
      }
    }
  };
  return (fields: readonly string[] | undefined): ((index: number) => DocumentRecord) => {
    if (fields === undefined)
      return (index) => {
        at = starts[index] ?? 0;
        return decode() as DocumentRecord;
      };
    const wanted = shapes.map((keys) => (keys.some((key) => fields.includes(key)) ? keys.map((key) => fields.includes(key)) : undefined));
    return (index) => {
      at = starts[index] ?? 0;
      const shape = (tokens[at++] ?? nothing) >>> 3;
      const isWanted = wanted[shape];
      return isWanted === undefined ? empty : fieldsOf(shapes[shape] ?? [], isWanted);
    };
  };
}

/** Half a character is no UTF-8, and would not come back. */
const halves = /[\ud800-\udfff]/;

/** A part of a file's text keeps the whole of it in memory; a copy does not. */
function ownCopy(part: string): string {
  return JSON.parse(JSON.stringify(part)) as string;
}
