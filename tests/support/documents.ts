// Documents of records that need not be sound: put on a tape as data, without files.
import { documentsOf, newTable, recordsOf } from '../../src/facts/table.ts';
import type { Document, DocumentRecord } from '../../src/registry/document.ts';
import { buildRegistry, type Registry } from '../../src/registry/registry.ts';
import { kinds, type Vocabulary } from '../../src/registry/taxonomy.ts';
import { newStrings, numberOf } from '../../src/source/strings.ts';
import { addValue, newTape } from '../../src/source/tape.ts';

const nowhere = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** A registry of local regulations, or of other laws, with these records and ids. */
export function registryWith(vocabulary: Vocabulary, records: readonly DocumentRecord[], ids: readonly string[]): Registry {
  const tape = newTape(newStrings());
  const table = newTable(tape, records.length);
  const documentOf = documentsOf(table, vocabulary);
  const documents = records.map((record, row): Document => {
    const id = ids[row] ?? '';
    table.ids[row] = numberOf(tape.strings, id);
    table.values[row] = tape.end;
    table.places[row] = tape.placesEnd;
    table.kinds[row] = 1 + kinds.indexOf('law');
    addValue(tape, record, () => nowhere);
    const document = documentOf(row, { id, file: `laws/${id}.yaml`, folderKind: 'law' });
    if (document === undefined) throw new Error(`no document ${id}`);
    return document;
  });
  const none = { plan: undefined, settings: undefined, jurisdiction: undefined, baseline: undefined };
  return buildRegistry({ ...none, vocabulary, taxonomyFile: 'taxonomy.yaml' }, recordsOf(table, documents), ids);
}
