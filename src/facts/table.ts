// What is known of each record file by itself: its value on a tape, and what is wrong with it. A row is a file's position. Pure.
import type { Diagnostic, Path } from '../diagnostic.ts';
import { type Document, type DocumentRecord, documentBuilder, type Field, fields, keptFields } from '../registry/document.ts';
import { type BasisLinks, missing, outside, type Records } from '../registry/registry.ts';
import { type Kind, kinds, type Vocabulary } from '../registry/taxonomy.ts';
import { numberOf, textOf } from '../source/strings.ts';
import { afterValue, fieldAt, itemAt, LIST, MAP, spanAt, type Tape, TEXT, valueAt } from '../source/tape.ts';
import type { DataWhere, Spot } from './diagnose.ts';

export interface Table {
  readonly tape: Tape;
  /** Where each file's value begins on the tape. Where it has none, a `null` marks the place of the whole. */
  readonly values: Int32Array;
  /** Where the places of each value begin. */
  readonly places: Int32Array;
  /** 1 + the position of the record's kind among `kinds`, or 0 where the file holds no record. */
  readonly kinds: Uint8Array;
  /** The number of each id's text. */
  readonly ids: Int32Array;
  /** Fields that have a fault of shape, by row. */
  readonly faulty: Map<number, ReadonlySet<string>>;
  /** What reading and the rules on one record have found, by row; the file of their places is left empty. */
  readonly findings: Map<number, readonly Diagnostic[]>;
  /** Bytes on the tape when nothing on it had been replaced yet; undefined where that is so now. */
  readonly fresh: number | undefined;
}

export function newTable(tape: Tape, files: number, fresh?: number): Table {
  return {
    tape,
    values: new Int32Array(files),
    places: new Int32Array(files),
    kinds: new Uint8Array(files),
    ids: new Int32Array(files),
    faulty: new Map(),
    findings: new Map(),
    fresh,
  };
}

/** Takes over what another table on the same tape knows of a file. */
export function copyRow(from: Table, row: number, to: Table, target: number): void {
  for (const column of ['values', 'places', 'kinds', 'ids'] as const) to[column][target] = from[column][row] ?? 0;
  for (const column of ['faulty', 'findings'] as const) {
    const known = from[column].get(row);
    if (known !== undefined) (to[column] as Map<number, unknown>).set(target, known);
  }
}

export function spotOnTape({ tape, values, places }: Table, row: number, { path, part = 'value' }: DataWhere): Spot {
  const value = values[row] ?? 0;
  return { span: spanAt(tape, value, places[row] ?? 0, path, part), value: path.length === 0 ? '' : jsonOf(tape, value, path) };
}

/** The value at a path as JSON; empty where there is none. */
function jsonOf(tape: Tape, value: number, path: Path): string {
  let at = value;
  for (const step of path) {
    at = typeof step === 'number' ? itemAt(tape, at, step) : fieldAt(tape, at, numberOf(tape.strings, step));
    if (at < 0) return '';
  }
  return JSON.stringify(valueAt(tape, at));
}

const intact: ReadonlySet<string> = new Set();
const bits: ReadonlyMap<string, number> = new Map(fields.map((name, index) => [name, 1 << index]));

/** A file's place in the registry. */
export interface Located {
  readonly id: string;
  /** Path as it is shown. */
  readonly file: string;
  readonly folderKind: Kind | undefined;
}

/** Makes the document of a row; undefined where its file holds no record. */
export function documentsOf(table: Table, vocabulary: Vocabulary): (row: number, file: Located) => Document | undefined {
  const build = documentBuilder(vocabulary);
  const { tape } = table;
  const { strings } = tape;
  // For the text of each key: its bit, and where its value is wanted, its name.
  const [bitOf, nameOf]: [number[], (string | undefined)[]] = [[], []];
  for (const [name, bit] of bits) bitOf[numberOf(strings, name)] = bit;
  for (const name of keptFields) nameOf[numberOf(strings, name)] = name;
  return (row, { id, file, folderKind }) => {
    const kind = kinds[(table.kinds[row] ?? 0) - 1];
    if (kind === undefined) return undefined;
    const faulty = table.faulty.get(row) ?? intact;
    const { tokens } = tape;
    const record: Record<string, unknown> = {};
    let present = 0;
    let key = (table.values[row] ?? 0) + 2;
    for (let left = (tokens[key - 2] ?? 0) >>> 3; left > 0; left--, key = afterValue(tokens, key + 1)) {
      const word = tokens[key] ?? 0;
      const bit = bitOf[word];
      if (bit === undefined || (faulty.size > 0 && faulty.has(textOf(strings, word)))) continue;
      present |= bit;
      const name = nameOf[word];
      if (name !== undefined) record[name] = valueAt(tape, key + 1);
    }
    const said = faulty.has('reference') ? asReference(record) : record;
    return build({ row, id, file, kind, folderKind, present, faulty, record: said });
  };
}

/** A record with `reference: yes` does not mean an own document: what is asked of those would be a second finding. */
function asReference(record: DocumentRecord): DocumentRecord {
  return { ...record, reference: true };
}

/** Only readers of a document ask for these: they stay in its file. */
const unasked: ReadonlySet<string> = new Set(['note', 'sources', 'unverified']);

/** The record of a document, without its faulty fields. */
export function recordOnTape({ tape, values }: Table, { row, faulty }: Pick<Document, 'row' | 'faulty'>): DocumentRecord {
  const { tokens, strings } = tape;
  const record: Record<string, unknown> = {};
  let key = (values[row] ?? 0) + 2;
  for (let left = (tokens[key - 2] ?? 0) >>> 3; left > 0; left--, key = afterValue(tokens, key + 1)) {
    const name = textOf(strings, tokens[key] ?? 0);
    if (!unasked.has(name) && !faulty.has(name)) record[name] = valueAt(tape, key + 1);
  }
  return faulty.has('reference') ? asReference(record) : record;
}

/** Looks up one field of a record, without the rest. */
export function fieldLookup({ tape, values }: Table): Records['fieldOf'] {
  const keys = new Map(fields.map((name) => [name, numberOf(tape.strings, name)]));
  return <Name extends Field>({ row, present }: Document, name: Name) => {
    // A faulty field is not present.
    if ((present & (bits.get(name) ?? 0)) === 0) return undefined;
    return valueAt(tape, fieldAt(tape, values[row] ?? 0, keys.get(name) ?? 0)) as DocumentRecord[Name];
  };
}

/** Looks up the records of documents; `rows` has an entry for each file. */
export function recordsOf(table: Table, rows: readonly (Document | undefined)[]): Records {
  return {
    documents: rows.filter((document) => document !== undefined),
    at: (row) => rows[row],
    recordOf: (document) => recordOnTape(table, document),
    fieldOf: fieldLookup(table),
    basis: basisLinks(table, rows),
  };
}

function basisLinks({ tape, values, ids }: Table, rows: readonly (Document | undefined)[]): BasisLinks {
  const { tokens, strings } = tape;
  const [basis, document, version] = ['basis', 'document', 'version'].map((name) => numberOf(strings, name)) as [number, number, number];
  const rowOf = new Int32Array(strings.count).fill(missing);
  for (let row = rows.length - 1; row >= 0; row--) if (rows[row] !== undefined) rowOf[ids[row] ?? 0] = row;
  const starts = new Int32Array(rows.length + 1);
  const [targets, versions]: [number[], number[]] = [[], []];
  for (let row = 0; row < rows.length; row++) {
    starts[row] = targets.length;
    const holder = rows[row];
    if (holder === undefined || (holder.present & (bits.get('basis') ?? 0)) === 0) continue;
    const list = fieldAt(tape, values[row] ?? 0, basis);
    let item = list + 2;
    for (let left = itemsOf(tokens[list]); left > 0; left--, item = afterValue(tokens, item)) {
      const isMap = ((tokens[item] ?? 0) & 7) === MAP;
      const at = isMap ? fieldAt(tape, item, document) : item;
      versions.push(isMap && fieldAt(tape, item, version) >= 0 ? 1 : 0);
      const token = at < 0 ? 0 : (tokens[at] ?? 0);
      targets.push(at < 0 ? outside : (token & 7) === TEXT ? (rowOf[token >>> 3] ?? missing) : missing);
    }
  }
  starts[rows.length] = targets.length;
  return { starts, rows: Int32Array.from(targets), versions: Uint8Array.from(versions) };
}

function itemsOf(token = 0): number {
  return (token & 7) === LIST ? token >>> 3 : 0;
}
