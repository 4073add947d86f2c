// Facts as lists of numbers and a text, in which they are kept in a file, and back. Pure.
import type { Diagnostic } from '../diagnostic.ts';
import type { Tape } from '../source/tape.ts';
import type { Cache } from '../workspace/cache.ts';
import type { Table } from './table.ts';

/** The order of the parts is fixed: `unpacked` reads them by it. */
export type Packed = readonly (Int32Array | Uint8Array)[];

interface Notes {
  readonly faulty: readonly (readonly [row: number, fields: readonly string[]])[];
  readonly findings: readonly (readonly [row: number, diagnostics: readonly Diagnostic[]])[];
  readonly fresh: number;
}

export function packed({ tape, values, places, kinds, ids, faulty, findings, fresh = sizeOf(tape) }: Table): Packed {
  const { bytes, starts, hashes, slots, count } = tape.strings;
  const notes: Notes = { faulty: [...faulty].map(([row, fields]) => [row, [...fields]]), findings: [...findings], fresh };
  return [
    values,
    places,
    kinds,
    ids,
    tape.tokens.subarray(0, tape.end),
    tape.places.subarray(0, tape.placesEnd),
    bytes.subarray(0, starts[count]),
    starts.subarray(0, count + 1),
    hashes.subarray(0, count),
    slots,
    Buffer.from(JSON.stringify(notes)),
  ];
}

function sizeOf({ end, placesEnd, strings: { starts, count } }: Tape): number {
  return 4 * end + placesEnd + (starts[count] ?? 0);
}

/** Whether more than half of the tape may be records that were replaced: it is better begun anew than kept. */
export function isWorn({ tape, fresh = Number.POSITIVE_INFINITY }: Table): boolean {
  return sizeOf(tape) > 2 * fresh;
}

/** How many bytes of the tape's lists are left free, so that a few records can be put on it. */
const room = 1 << 16;

/** The table again, from the parts of a cache that begin at `first`. Undefined where one is damaged. */
export function unpacked({ sizes, part }: Pick<Cache, 'sizes' | 'part'>, first: number): Table | undefined {
  const texts = (sizes[first + 9] ?? 0) / 8;
  const capacities = new Map([
    ...[4, 5, 6].map((index) => [index, (sizes[first + index] ?? 0) + room] as const),
    [7, 4 * (texts + 1)],
    [8, 4 * texts],
  ]);
  const parts = Array.from({ length: 11 }, (_, index) => part(first + index, capacities.get(index)));
  if (!parts.every((bytes) => bytes !== undefined)) return undefined;
  const at = (index: number): Uint8Array => parts[index] ?? empty;
  const [tokens, spots, starts] = [at(4), at(5), at(7)];
  const { faulty, findings, fresh } = JSON.parse(Buffer.from(at(10)).toString()) as Notes;
  const tape: Tape = {
    tokens: whole(tokens),
    end: tokens.length / 4,
    places: new Uint8Array(spots.buffer),
    placesEnd: spots.length,
    line: 1,
    strings: {
      bytes: Buffer.from(at(6).buffer),
      starts: whole(starts),
      hashes: whole(at(8)),
      slots: whole(at(9)),
      count: starts.length / 4 - 1,
      decoded: [],
    },
  };
  return {
    tape,
    values: whole(at(0)),
    places: whole(at(1)),
    kinds: at(2),
    ids: whole(at(3)),
    faulty: new Map(faulty.map(([row, fields]) => [row, new Set(fields)])),
    findings: new Map(findings),
    fresh,
  };
}

function whole({ buffer }: Uint8Array): Int32Array {
  return new Int32Array(buffer);
}

const empty = new Uint8Array();
