// What `parseSource` makes of a text, held against the `yaml` package alone: the same verdict and value within the profile.
import { isDeepStrictEqual } from 'node:util';
import { type Document, isAlias, isCollection, isMap, isScalar, parseAllDocuments, parseDocument, visit } from 'yaml';
import { parseSource, readFast } from '../../src/source/source.ts';

/** Why the profile refuses what YAML allows; `depth` and `size` are limits, all others are constructs. */
export type Reason =
  | 'alias'
  | 'anchor'
  | 'control character'
  | 'depth'
  | 'directive'
  | 'duplicate key'
  | 'key that is no text'
  | 'several documents'
  | 'size'
  | 'tag';

export type Verdict =
  | { readonly kind: 'read'; readonly value: unknown; readonly isStrict: boolean; readonly hasOwnKeys: boolean }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'refused'; readonly reason: Reason }
  | { readonly kind: 'deviation'; readonly what: string };

/** What the `yaml` package says of a text, by the schema that the registry uses and with nothing refused. */
export interface Reference {
  /** The code of the first error. */
  readonly error: string | undefined;
  /** One value a document. */
  readonly values: readonly unknown[];
  /** The only value, with keys as they are written: `2023:` is the key "2023", `~:` is "~". */
  readonly asWritten: unknown;
  /** Constructs in the text that the profile refuses. */
  readonly constructs: ReadonlySet<Reason>;
}

const options = { schema: 'core', uniqueKeys: false, merge: false, prettyErrors: false, logLevel: 'error' } as const;

export function referenceOf(text: string): Reference {
  const all = parseAllDocuments(text, options);
  // Where nothing makes a document, not even `---`, there is one all the same; the package only says what is wrong with it if asked for it.
  const documents = all.length > 0 ? all : [parseDocument(text, options)];
  const constructs = constructsOf(text, documents);
  const error = documents.flatMap(({ errors }) => errors)[0];
  if (error !== undefined) return { error: error.code, values: [], asWritten: undefined, constructs };
  try {
    return { error: undefined, values: documents.map((document) => document.toJS()), asWritten: asWritten(documents[0]), constructs };
  } catch (reason) {
    // An alias without an anchor, or too many of them.
    return { error: reason instanceof Error ? reason.name : 'unknown', values: [], asWritten: undefined, constructs };
  }
}

/** Holds our reading of the bytes against the package's. */
export function judge(bytes: Uint8Array, reference: Reference): Verdict {
  const source = parseSource('x.yaml', bytes);
  const faults = source.faults.filter(({ rule }) => rule !== 'byte-order-mark' && rule !== 'hidden-character');
  const [fault] = faults;
  const strict = readFast(bytes, true)?.value;
  const deviation = (what: string): Verdict => ({ kind: 'deviation', what });
  if (strict !== undefined && (faults.length > 0 || !isSame(strict, source.value))) {
    return deviation('the reader of records accepts it with another value, or although it is refused');
  }
  if (reference.error !== undefined) {
    if (faults.some(({ rule }) => rule === 'malformed-yaml' || rule === 'unreadable-file') && source.value === undefined) {
      return { kind: 'rejected' };
    }
    return deviation(`the package rejects it (${reference.error}), we read it`);
  }
  if (fault !== undefined) {
    const reason = reasonOf(fault.rule, fault.message.en);
    if (reason === undefined) return deviation(`the package reads it, we say: ${fault.message.en}`);
    const isThere = reason === 'depth' || reason === 'size' || reference.constructs.has(reason);
    return isThere ? { kind: 'refused', reason } : deviation(`refused for a construct that is not there: ${reason}`);
  }
  if (reference.constructs.size > 0) return deviation(`the profile lets through: ${[...reference.constructs].join(', ')}`);
  const hasOwnKeys = !isSame(source.value, reference.values[0]);
  if (hasOwnKeys && !isSame(source.value, reference.asWritten)) return deviation('another value than the package gives');
  return { kind: 'read', value: source.value, isStrict: strict !== undefined, hasOwnKeys };
}

/** Equal with the order of fields, since the registry's output follows it. */
function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b) && JSON.stringify(a) === JSON.stringify(b);
}

const reasons: readonly (readonly [start: string, reason: Reason])[] = [
  ['control character', 'control character'],
  ['nested deeper', 'depth'],
  ['aliases (*)', 'alias'],
  // The package only warns of `*a:`, where the colon belongs to the name.
  ['malformed alias (*)', 'alias'],
  ['anchors (&)', 'anchor'],
  ['tags (!)', 'tag'],
  ['directives (%)', 'directive'],
  ['malformed directive (%)', 'directive'],
  ['several YAML documents', 'several documents'],
  ['a key must be text', 'key that is no text'],
  ['the file has', 'size'],
  ['this cannot be read: of a file with more than', 'size'],
];

function reasonOf(rule: string, message: string): Reason | undefined {
  return rule === 'duplicate-key' ? 'duplicate key' : reasons.find(([start]) => message.startsWith(start))?.[1];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
const controlCharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\r(?!\n)/;

/** What the profile refuses, found in the package's tree and not in our messages. */
function constructsOf(text: string, documents: readonly Document.Parsed[]): ReadonlySet<Reason> {
  const found = new Set<Reason>();
  if (controlCharacter.test(text)) found.add('control character');
  if (documents.length > 1) found.add('several documents');
  for (const document of documents) {
    if (/^%/m.test(text.slice(0, document.contents?.range?.[0] ?? text.length)) && hasDirective(document)) found.add('directive');
    visit(document, {
      Node: (_, node) => {
        if (isAlias(node)) found.add('alias');
        else if (node.anchor !== undefined) found.add('anchor');
        if (node.tag !== undefined) found.add('tag');
        if (isMap(node) && hasKeyTwice(node.items.map(({ key }) => key))) found.add('duplicate key');
      },
      Pair: (_, { key }) => {
        if (isCollection(key) || isAlias(key) || (isScalar(key) && key.anchor !== undefined)) found.add('key that is no text');
      },
    });
  }
  return found;
}

function hasDirective({ directives, warnings }: Document.Parsed): boolean {
  const { yaml, tags } = directives;
  return yaml.explicit === true || Object.keys(tags).length > 1 || warnings.some(({ code }) => code === 'BAD_DIRECTIVE');
}

function hasKeyTwice(keys: readonly unknown[]): boolean {
  const names = keys.flatMap((key) => (isScalar(key) ? [keyAsWritten(key)] : []));
  return new Set(names).size < names.length;
}

function keyAsWritten({ value, source }: { readonly value: unknown; readonly source?: string }): string {
  return typeof value === 'string' ? value : (source ?? String(value));
}

function asWritten(document: Document.Parsed | undefined): unknown {
  const copy = document?.clone();
  if (copy === undefined) return null;
  visit(copy, {
    Pair: (_, { key }) => {
      if (isScalar(key)) key.value = keyAsWritten(key);
    },
  });
  return copy.toJS();
}
