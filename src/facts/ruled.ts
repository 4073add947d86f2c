// Runs rules on documents: their screens first, and on what these let through the checks. Pure.
import type { Finding } from '../diagnostic.ts';
import { mostAlike } from '../limits.ts';
import { bitsOf, type Document, type DocumentRecord, type Recorded } from '../registry/document.ts';
import { type Kind, kinds } from '../registry/taxonomy.ts';
import type { Screen } from '../rules/rule.ts';
import type { Raised } from './diagnose.ts';

/** A rule on documents, as it is run. */
export interface Check<Given> {
  readonly name: string;
  readonly kinds: readonly Kind[];
  /** The bits of the fields of which a document has at least one; all bits if it need have none. */
  readonly bits: number;
  readonly screen: ((document: Document, given: Given) => boolean) | undefined;
  readonly check: (document: Recorded, given: Given) => Iterable<Finding>;
}

const anyField = -1;

export function checkOf<Given>(
  name: string,
  { kinds: of = kinds, fields, screen }: Screen<Given>,
  check: Check<Given>['check'],
): Check<Given> {
  return { name, kinds: of, bits: fields === undefined ? anyField : bitsOf(fields), screen, check };
}

/** A finding on the document in a row. */
export interface Ruled {
  readonly row: number;
  readonly raised: Raised;
}

/** Documents whose records are kept at a time: each is looked up once for all rules. */
const batch = 256;

export function ruled<Given>(
  checks: readonly Check<Given>[],
  documents: readonly Document[],
  given: Given,
  recordOf: (document: Document) => DocumentRecord,
): readonly Ruled[] {
  const found: Ruled[] = [];
  for (let start = 0; start < documents.length; start += batch) {
    const some = documents.slice(start, start + batch);
    const recorded: (Recorded | undefined)[] = [];
    for (const check of checks) {
      for (let index = 0; index < some.length; index++) {
        const document = some[index];
        if (document === undefined || !isLetThrough(check, document, given)) continue;
        recorded[index] ??= { ...document, record: recordOf(document) };
        addFindings(found, check, recorded[index] as Recorded, given);
      }
    }
  }
  return found;
}

function isLetThrough<Given>({ bits, kinds: of, screen }: Check<Given>, document: Document, given: Given): boolean {
  if (bits !== anyField && (document.present & bits) === 0) return false;
  return (of === kinds || of.includes(document.kind)) && (screen === undefined || screen(document, given));
}

function addFindings<Given>(found: Ruled[], { name, check }: Check<Given>, document: Recorded, given: Given): void {
  let alike = 0;
  for (const finding of check(document, given)) {
    found.push({ row: document.row, raised: { rule: name, ...finding } });
    // No more are told, so no more are found.
    if (finding.fix === undefined && ++alike > mostAlike) break;
  }
}
