// Compiles the JSON Schemas to tables, by which values on a tape are checked.
import type { ShapeTables, TableNode } from '../src/schema/shapes.ts';
import { FALSE, JSON_TEXT, LIST, LITERAL, MAP, NULL, NUMBER, RAW, TEXT, TRUE } from '../src/source/tape.ts';

type Schema = Readonly<Record<string, unknown>>;

interface Compiler {
  readonly schemas: ReadonlyMap<string, unknown>;
  readonly nodes: TableNode[];
  /** The number of each node, by its text, and by the `$ref` that leads to it. */
  readonly numbers: Map<string, number>;
  /** The number of each word, and of each test of a text. */
  readonly words: Map<string, number>;
  readonly tests: Map<string, number>;
}

/** A schema, and the file that its `$ref`s start from. */
interface Place {
  readonly compiler: Compiler;
  readonly schema: unknown;
  readonly file: string;
}

/**
 * Compiles schemas, given as text by file name.
 * Throws where a schema has a keyword, or a form of one, that is not supported.
 */
export function shapeTables(texts: ReadonlyMap<string, string>): ShapeTables {
  const schemas = new Map([...texts].map(([file, text]) => [file, JSON.parse(text) as unknown]));
  const compiler: Compiler = { schemas, nodes: [], numbers: new Map(), words: new Map(), tests: new Map() };
  const roots = [...schemas].map(([file, schema]) => [file, numberOf({ compiler, schema, file })] as const);
  const tests = [...compiler.tests.keys()].map((text) => JSON.parse(text));
  // Each string has eight bytes for answers.
  if (tests.length > 8) throw new Error('more than 8 patterns and formats');
  return { words: [...compiler.words.keys()], tests, nodes: compiler.nodes, roots: Object.fromEntries(roots) };
}

/** The number of the node for a schema. Equal nodes are kept once. */
function numberOf(place: Place): number {
  const { compiler, schema } = place;
  if (isSchema(schema) && schema.$ref !== undefined) return numberOfReference(place, String(schema.$ref));
  const node = nodeOf(place);
  return numbered(compiler.numbers, JSON.stringify(node), () => compiler.nodes.push(node) - 1);
}

function numbered(numbers: Map<string, number>, key: string, make: () => number): number {
  const number = numbers.get(key) ?? make();
  numbers.set(key, number);
  return number;
}

/** A reference has its number before its node is complete: schemas may be recursive. */
function numberOfReference({ compiler, file }: Place, reference: string): number {
  const [target = '', pointer = ''] = reference.split('#');
  const address = `${target === '' ? file : target}#${pointer}`;
  const known = compiler.numbers.get(address);
  if (known !== undefined) return known;
  const number = compiler.nodes.push({}) - 1;
  compiler.numbers.set(address, number);
  compiler.nodes[number] = nodeOf(targetOf(compiler, address));
  return number;
}

function targetOf(compiler: Compiler, address: string): Place {
  const [file = '', pointer = ''] = address.split('#');
  let schema = compiler.schemas.get(file);
  for (const step of pointer.split('/').slice(1)) {
    const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    schema = isSchema(schema) && Object.hasOwn(schema, key) ? schema[key] : undefined;
  }
  if (schema === undefined || (pointer !== '' && !pointer.startsWith('/'))) throw new Error(`$ref ${address} is not supported`);
  return { compiler, schema, file };
}

function isSchema(schema: unknown): schema is Schema {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema);
}

/** Keywords that do not restrict a value. */
const annotations = ['$schema', '$comment', 'title', 'description', 'default', 'examples', 'definitions'];
const supported = new Set([
  ...annotations,
  ...['type', 'enum', 'const', 'if', 'then', 'else', 'oneOf', 'pattern', 'format', 'minimum'],
  ...['items', 'minItems', 'uniqueItems', 'properties', 'required', 'additionalProperties', 'minProperties'],
]);

function nodeOf(place: Place): TableNode {
  const { schema, file } = place;
  if (typeof schema === 'boolean') return schema ? {} : { kinds: 0 };
  if (!isSchema(schema)) throw new Error(`${file}: a schema must be an object or a boolean`);
  for (const keyword of Object.keys(schema)) if (!supported.has(keyword)) throw new Error(`${file}: ${keyword} is not supported`);
  // A `$ref` stands alone: what stands beside it is ignored.
  if (schema.$ref !== undefined) throw new Error(`${file}: a reference to a reference is not supported`);
  const within = { ...place, schema };
  return { ...typePart(schema), ...enumPart(within), ...textPart(within), ...choicePart(within), ...listPart(within), ...mapPart(within) };
}

interface Within extends Place {
  readonly schema: Schema;
}

const types: Readonly<Record<string, TableNode>> = {
  string: { kinds: (1 << TEXT) | (1 << RAW) | (1 << JSON_TEXT) },
  object: { kinds: 1 << MAP },
  array: { kinds: 1 << LIST },
  integer: { kinds: 1 << NUMBER, isInteger: true },
  boolean: { kinds: 1 << LITERAL, tokens: [TRUE, FALSE] },
};

function typePart({ type, minimum }: Schema): TableNode {
  if (minimum !== undefined && type !== 'integer') throw new Error('minimum is supported for integers only');
  if (type === undefined) return {};
  const node = typeof type === 'string' && Object.hasOwn(types, type) ? types[type] : undefined;
  if (node === undefined) throw new Error(`type ${JSON.stringify(type)} is not supported`);
  return minimum === undefined ? node : { ...node, minimum: Number(minimum) };
}

function enumPart({ compiler, schema }: Within): TableNode {
  if (!('enum' in schema) && !('const' in schema)) return {};
  if (('enum' in schema && 'const' in schema) || schema.type === 'boolean') throw new Error('two lists of values are not supported');
  const values = 'const' in schema ? [schema.const] : (schema.enum as unknown[]);
  return { tokens: values.map((value) => tokenOf(compiler, value)) };
}

function tokenOf(compiler: Compiler, value: unknown): number {
  if (typeof value === 'string') return (wordNumber(compiler, value) << 3) | TEXT;
  if (typeof value === 'boolean') return value ? TRUE : FALSE;
  if (value === null) return NULL;
  throw new Error('enum and const are supported for texts, booleans and null only');
}

function wordNumber({ words }: Compiler, word: string): number {
  if (/\p{Surrogate}/u.test(word)) throw new Error(`${JSON.stringify(word)} has half a character`);
  return numbered(words, word, () => words.size);
}

function textPart({ compiler: { tests }, schema }: Within): TableNode {
  const { pattern, format } = schema;
  // ajv ignores formats that it does not know.
  const isDay = format === 'date';
  if (pattern === undefined && !isDay) return {};
  const test = JSON.stringify({ isDay, pattern: new RegExp(String(pattern ?? ''), 'u').source });
  return { test: numbered(tests, test, () => tests.size) };
}

function choicePart(place: Within): TableNode {
  const { if: condition, then: yes = true, else: no = true, oneOf } = place.schema;
  const number = (schema: unknown): number => numberOf({ ...place, schema });
  return {
    ...(condition !== undefined && { choice: [number(condition), number(yes), number(no)] as const }),
    ...(oneOf !== undefined && { oneOf: (oneOf as unknown[]).map(number) }),
  };
}

function listPart(place: Within): TableNode {
  const { items, minItems, uniqueItems } = place.schema;
  if (Array.isArray(items)) throw new Error('a list of schemas for items is not supported');
  return {
    ...(items !== undefined && { items: numberOf({ ...place, schema: items }) }),
    ...(minItems !== undefined && { minItems: Number(minItems) }),
    ...(uniqueItems === true && { isUnique: true }),
  };
}

function mapPart(place: Within): TableNode {
  const { minProperties, properties = {}, required = [], additionalProperties: others } = place.schema as MapSchema;
  if (required.length > 31) throw new Error('more than 31 required properties');
  if (Object.hasOwn(properties, '__proto__')) throw new Error('a property `__proto__` is not supported');
  const number = (key: string): number => wordNumber(place.compiler, key);
  const keys = [...Object.keys(properties), ...required].map(number);
  const fields = Object.entries(properties).flatMap(([key, schema]) => [number(key), numberOf({ ...place, schema })]);
  return {
    ...(keys.length > 0 && { keys: Math.max(...keys) + 1 }),
    ...(fields.length > 0 && { fields }),
    ...(required.length > 0 && { required: [...new Set(required)].map(number) }),
    ...(others !== undefined && { others: numberOf({ ...place, schema: others }) }),
    ...(minProperties !== undefined && { minProperties }),
  };
}

interface MapSchema {
  readonly minProperties?: number;
  readonly properties?: Schema;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
}
