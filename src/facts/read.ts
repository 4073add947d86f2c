// One file → its facts: its record, where its values stand, and what reading and the rules on one record find in it. Pure.

import { isUtf8 } from 'node:buffer';
import type { Diagnostic } from '../diagnostic.ts';
import { largestFile } from '../limits.ts';
import type { Document } from '../registry/document.ts';
import { isDataFile } from '../registry/registry.ts';
import { type Kind, kinds, type Vocabulary } from '../registry/taxonomy.ts';
import { rules } from '../rules/index.ts';
import type { RecordFacts } from '../rules/rule.ts';
import type { Schemas, ShapeCheck } from '../schema/schema.ts';
import { words } from '../schema/shapes.ts';
import { readOnto, spareBytes } from '../source/reader.ts';
import { parseSource, type Source, unreadableSource } from '../source/source.ts';
import { newStrings, numberOf } from '../source/strings.ts';
import { addValue, fieldAt, newTape, spanAt, type Tape, TEXT, valueAt } from '../source/tape.ts';
import type { Content, WorkspaceFile } from '../workspace/workspace.ts';
import { diagnose, type Raised, spotIn } from './diagnose.ts';
import { checkOf, ruled } from './ruled.ts';
import { copyRow, documentsOf, fieldLookup, type Located, newTable, recordOnTape, spotOnTape, type Table } from './table.ts';

/** What facts are made with, beside the files. */
export interface Reading {
  /** The registry's folder as it is shown. */
  readonly root: string;
  readonly schemas: Schemas;
  readonly given: Omit<RecordFacts, 'fieldOf'>;
  readonly read: (file: WorkspaceFile) => Content;
  readonly tick: (done: number) => void;
  /** Called with each content that is read. */
  readonly seen: (row: number, content: Content) => void;
}

/** Facts that are known already. */
export interface Known {
  readonly table: Table;
  /** The row in that table of a file with the same path and content, or -1. The content is read only if it has to be compared. */
  readonly rowOf: (row: number, contentOf: () => Content) => number;
}

export interface Facts {
  readonly table: Table;
  /** The document of each file; undefined where it holds no record. */
  readonly documents: readonly (Document | undefined)[];
}

/** The facts of all files, in their order; data files have none. */
export function factsOf(files: readonly WorkspaceFile[], reading: Reading, known?: Known): Facts {
  const table = newTable(known?.table.tape ?? tapeFor(files.length), files.length, known?.table.fresh);
  const { vocabulary } = reading.given.registry;
  const documentOf = documentsOf(table, vocabulary);
  const readInto = reader(table, reading, documentOf);
  const fresh: Document[] = [];
  const documents = files.map((file, row) => {
    if (isDataFile(file.path)) return undefined;
    const located = locate(vocabulary, file);
    let content: Content | undefined;
    const contentOf = (): Content => {
      if (content === undefined) {
        reading.tick(row + 1);
        content = reading.read(file);
        reading.seen(row, content);
      }
      return content;
    };
    const before = known?.rowOf(row, contentOf) ?? -1;
    if (known !== undefined && before >= 0) {
      copyRow(known.table, before, table, row);
      return documentOf(row, located);
    }
    const document = readInto(row, file, located, contentOf());
    if (document !== undefined) fresh.push(document);
    return document;
  });
  addFindings(table, fresh, reading);
  return { table, documents };
}

/** A tape with room for so many files as they mostly are: what grows is copied. */
function tapeFor(files: number): Tape {
  return newTape(newStrings(words, files * 400 + 4096), files * 80 + 4096);
}

/** What the rules on one record find in documents that were read anew. */
function addFindings(table: Table, fresh: readonly Document[], { given, root }: Reading): void {
  const checks = rules.flatMap((rule) => ('checkRecord' in rule ? [checkOf<RecordFacts>(rule.name, rule, rule.checkRecord)] : []));
  const byRow = new Map<number, Raised[]>();
  for (const { row, raised } of ruled(checks, fresh, { ...given, fieldOf: fieldLookup(table) }, (document) =>
    recordOnTape(table, document),
  )) {
    const group = byRow.get(row);
    if (group === undefined) byRow.set(row, [raised]);
    else group.push(raised);
  }
  for (const [row, raised] of byRow) {
    const found = diagnose(raised, root, (where) => spotOnTape(table, row, where));
    table.findings.set(row, [...(table.findings.get(row) ?? []), ...withoutFile(found)]);
  }
}

function locate(vocabulary: Vocabulary, { path, shown }: WorkspaceFile): Located {
  return { id: idOf(path), file: shown, folderKind: vocabulary.kindOfFolder.get(folderOf(path)) };
}

/** The folder that a path lies in; empty for one without folders. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A file's name without its extension. */
export function idOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/i, '');
}

const intact: ReadonlySet<string> = new Set();

type DocumentOf = ReturnType<typeof documentsOf>;

type ReadInto = (row: number, file: WorkspaceFile, located: Located, content: Content) => Document | undefined;

/** Reads files into their rows, and gives their documents. */
function reader(table: Table, reading: Reading, documentOf: DocumentOf): ReadInto {
  const { tape } = table;
  const readQuickly = quickReader(tape, reading);
  return (row, file, located, content) => {
    table.ids[row] = numberOf(tape.strings, located.id);
    table.values[row] = tape.end;
    table.places[row] = tape.placesEnd;
    const quick = readQuickly(located, content);
    const source = quick === undefined ? sourceOf(content, file) : undefined;
    const { kind, faulty, faults } =
      source === undefined ? { kind: quick, faulty: intact, faults: none } : shapeOf(reading, located, source);
    if (source !== undefined) addSource(tape, source);
    table.kinds[row] = kind === undefined ? 0 : 1 + kinds.indexOf(kind);
    if (faulty.size > 0) table.faulty.set(row, faulty);
    const document = documentOf(row, located);
    if (source !== undefined && faults.length > 0)
      table.findings.set(row, withoutFile(diagnose(faults, reading.root, (where) => spotIn(source, where))));
    return document;
  };
}

const none: readonly Raised[] = [];

/** Puts a sound record on the tape and gives its kind; undefined for everything else, which is read in full. */
function quickReader(tape: Tape, { schemas, given }: Reading): (located: Located, content: Content) => Kind | undefined {
  const { strings } = tape;
  const rank = numberOf(strings, 'rank');
  const rawKeys = new Set(['note', 'sources', 'unverified'].map((name) => numberOf(strings, name)));
  const kindOfRank = new Map([...given.registry.vocabulary.ranks].map(([id, { kind }]) => [(numberOf(strings, id) << 3) | TEXT, kind]));
  const put = soundReader(tape, schemas, rawKeys);
  return ({ folderKind }, content) => {
    let kind: Kind | undefined;
    const isSound = put(content, (at) => {
      const stands = fieldAt(tape, at, rank);
      kind = stands < 0 ? undefined : kindOfRank.get(tape.tokens[stands] ?? 0);
      return kind === undefined || (folderKind ?? kind) !== kind ? undefined : `${kind}.json`;
    });
    return isSound ? kind : undefined;
  };
}

/** Puts a value on the tape if it is certainly sound by the schema that is named for it; else the tape stays as it was. */
function soundReader(
  tape: Tape,
  schemas: Schemas,
  rawKeys: ReadonlySet<number>,
): (content: Content, nameOf: (at: number) => string | undefined) => boolean {
  const shapes = schemas.shapesFor(tape);
  let buffer = Buffer.allocUnsafeSlow(1 << 16);
  return (content, nameOf) => {
    if (shapes === undefined || !('bytes' in content)) return false;
    const { bytes } = content;
    if (bytes.length > largestFile || !isUtf8(bytes) || bytes[0] === byteOrderMark) return false;
    if (bytes.length + spareBytes > buffer.length) buffer = Buffer.allocUnsafeSlow(bytes.length * 2 + spareBytes);
    buffer.set(bytes);
    const { end, placesEnd } = tape;
    if (readOnto(tape, buffer, bytes.length, { rawKeys }) && shapes.get(nameOf(end) ?? '')?.(end, buffer) === true) return true;
    tape.end = end;
    tape.placesEnd = placesEnd;
    return false;
  };
}

/** What a data file says if it is certainly sound by its schema; undefined for everything else. */
export function soundSource(schemas: Schemas, name: string, content: Content, file: string): Source | undefined {
  const tape = newTape(newStrings(words));
  if (!soundReader(tape, schemas, new Set())(content, () => `${name}.json`)) return undefined;
  return { file, value: valueAt(tape, 0), faults: [], spanOf: (path, part) => spanAt(tape, 0, 0, path, part) };
}

/** The first byte of a byte order mark. */
const byteOrderMark = 0xef;

/** The path depends on where the tool runs, and the finding does not: all its places are in the file itself. */
function withoutFile(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => inFile(diagnostic, ''));
}

/** A finding whose places are all in one file, as they are in that of another path. */
export function inFile(diagnostic: Diagnostic, file: string): Diagnostic {
  const { place, related } = diagnostic;
  return { ...diagnostic, place: { ...place, file }, related: related.map((each) => ({ ...each, place: { ...each.place, file } })) };
}

function addSource(tape: Tape, { value, spanOf }: Source): void {
  tape.line = 1;
  if (value === undefined) addValue(tape, null, () => spanOf([], 'key'));
  else addValue(tape, value, spanOf);
}

/** What a file says. */
export function sourceOf(content: Content, { shown }: WorkspaceFile): Source {
  return 'bytes' in content ? parseSource(shown, content.bytes) : unreadableSource(shown, content.unreadable);
}

interface Shape {
  /** Undefined where the file holds no record. */
  readonly kind?: Kind;
  readonly faulty: ReadonlySet<string>;
  readonly faults: readonly Raised[];
}

function shapeOf({ schemas, given }: Reading, { folderKind }: Located, source: Source): Shape {
  const rankKind = kindByRank(given.registry.vocabulary, source.value) ?? folderKind;
  if (rankKind === undefined) return { faulty: intact, faults: source.faults };
  const [kind, shape] = shapeAs([rankKind, folderKind ?? rankKind], schemas, source);
  const faults = [...source.faults, ...shape.faults];
  return shape.isRecord ? { kind, faulty: new Set([...shape.faulty, ...repeatedFields(source)]), faults } : { faulty: intact, faults };
}

/** Rank and folder may speak of two kinds; the record is of the one whose schema finds less wrong, by rank where both find the same. */
function shapeAs([byRank, byFolder]: readonly [Kind, Kind], schemas: Schemas, source: Source): readonly [Kind, ShapeCheck] {
  const shape = schemas.check(`${byRank}.json`, source);
  if (byRank === byFolder || shape.faults.length === 0) return [byRank, shape];
  const other = schemas.check(`${byFolder}.json`, source);
  return other.faults.length < shape.faults.length ? [byFolder, other] : [byRank, shape];
}

/** The rank says which kind a record is of, wherever it lies. */
function kindByRank(vocabulary: Vocabulary, value: unknown): Kind | undefined {
  const rank = (value as { rank?: unknown } | null | undefined)?.rank;
  return typeof rank === 'string' ? vocabulary.ranks.get(rank)?.kind : undefined;
}

/** Top-level fields in which some key stands twice: which of the two is meant is unknown. */
function repeatedFields(source: Source): readonly string[] {
  return source.faults.flatMap(({ rule, field }) => (rule === 'duplicate-key' && field !== undefined ? [field] : []));
}
