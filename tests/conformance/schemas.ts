// JSON Schemas of the suites, made ready for ajv, and held against a source in the registry's way and in ajv's own.
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { shapeTables } from '../../build/shapes.ts';
import { newAjv } from '../../src/schema/ajv.ts';
import * as formats from '../../src/schema/formats.ts';
import * as repeats from '../../src/schema/repeats.ts';
import { schemasBy } from '../../src/schema/schema.ts';
import { shapesOf } from '../../src/schema/shapes.ts';
import { standaloneCode } from '../../src/schema/standalone.ts';
import { parseSource, type Source } from '../../src/source/source.ts';
import { onTape, tapeWith } from '../support/tape.ts';

/** A schema with those it refers to, by address; the first is meant. All are of draft-07. */
export type Schemas = ReadonlyMap<string, unknown>;

export type Holds = (source: Source) => boolean;

/** Ajv as `src/schema` sets it up, and as if no text were of the `unmet` formats. Throws where it cannot compile the schema. */
export function byConfigured(schemas: Schemas, unmet: readonly string[] = []): Holds {
  const ajv = newAjv();
  for (const format of unmet) ajv.addFormat(format, () => false);
  return compiled(ajv, schemas);
}

/** Ajv as it comes, without formats; `strict` only refuses schemas, and speaks of no value. */
export function byPlainAjv(schemas: Schemas): Holds {
  return compiled(new Ajv({ strict: false, logger: false }), schemas);
}

function compiled(ajv: Ajv, schemas: Schemas): Holds {
  const [main = ''] = schemas.keys();
  for (const [address, schema] of schemas) ajv.addSchema(schema as object, address);
  const validate = ajv.getSchema(main);
  if (validate === undefined) throw new Error(`no schema ${main}`);
  return ({ value }) => validate(value) === true;
}

/**
 * The whole way of a record: by a validator that was generated as the build does it, no finding is made.
 * Undefined where that way is closed: schemas that are no maps.
 */
export function byFindings(schemas: Schemas): Holds | undefined {
  const [main = ''] = schemas.keys();
  if (typeof schemas.get(main) !== 'object') return undefined;
  const texts = new Map([...schemas].map(([address, schema]) => [address, JSON.stringify(schema)]));
  const full = generated(standaloneCode(texts))[main];
  if (full === undefined) throw new Error(`no schema ${main}`);
  const errorsOf = (_: string, value: unknown): readonly ErrorObject[] => (full(value) ? [] : (full.errors ?? []));
  const set = schemasBy({ errorsOf }, new Map([['document.json', '{"definitions":{}}'], ...texts]));
  return (source) => set.check(main, source).faults.length === 0;
}

/** Whether a value on a tape certainly holds. Throws where the schema has keywords that the tables do not support. */
export function byShape(schema: unknown): (value: unknown) => boolean {
  const tables = shapeTables(new Map([['test.json', JSON.stringify(schema)]]));
  return (value) => {
    const { tape, at, bytes } = onTape(tapeWith(tables.words), value);
    return shapesOf(tape, tables).get('test.json')?.(at, bytes) === true;
  };
}

const requirePackage = createRequire(import.meta.url);

/** What the build finds under these names. */
const ownModules: Readonly<Record<string, unknown>> = { '#formats': formats, '#repeats': repeats };

function generated(code: string): Readonly<Record<string, ValidateFunction | undefined>> {
  const module = { exports: {} };
  compileFunction(code, ['module', 'exports', 'require'])(
    module,
    module.exports,
    (name: string) => ownModules[name] ?? requirePackage(name),
  );
  return module.exports;
}

/** JSON is YAML: the value as a file of the registry would hold it. */
export function sourceOf(value: unknown): Source {
  return parseSource('x.yaml', new TextEncoder().encode(`${JSON.stringify(value)}\n`));
}

type Fields = Readonly<Record<string, unknown>>;

const single = ['additionalItems', 'items', 'contains', 'additionalProperties', 'propertyNames', 'not', 'if', 'then', 'else'];
const several = ['items', 'allOf', 'anyOf', 'oneOf'];
const named = ['definitions', 'properties', 'patternProperties', 'dependencies'];

/** The schema with each schema in it changed, the outer ones first. */
export function mapSchema(schema: unknown, change: (fields: Fields) => Fields): unknown {
  if (!isMap(schema)) return schema;
  const fields: Record<string, unknown> = { ...change(schema) };
  const within = (each: unknown): unknown => mapSchema(each, change);
  for (const name of single) if (isMap(fields[name])) fields[name] = within(fields[name]);
  for (const name of several) if (Array.isArray(fields[name])) fields[name] = fields[name].map(within);
  for (const name of named) {
    if (isMap(fields[name])) fields[name] = Object.fromEntries(Object.entries(fields[name]).map(([key, each]) => [key, within(each)]));
  }
  return fields;
}

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The same schema without two things that ajv takes amiss: a `$id` beside a `$ref`, which draft-07 ignores and ajv reads,
 * and a schema for a property `__proto__`, which ajv leaves out where it does not stand among the patterns.
 */
export function asAjvReads(schema: unknown): unknown {
  return mapSchema(schema, ({ $id, properties, patternProperties, ...fields }) => {
    const id = '$ref' in fields || $id === undefined ? {} : { $id };
    const patterns = isMap(patternProperties) ? { patternProperties } : {};
    if (!isMap(properties) || !Object.hasOwn(properties, '__proto__')) {
      return { ...id, ...fields, ...patterns, ...(properties !== undefined && { properties }) };
    }
    const { ['__proto__']: prototype, ...others } = properties;
    return { ...id, ...fields, properties: others, patternProperties: { ...patterns.patternProperties, '^__proto__$': prototype } };
  });
}

/** A schema of draft-04 or -06 as draft-07 writes it: `id` was renamed, and exclusive limits became numbers. */
export function toDraft07(schema: unknown): unknown {
  const written = mapSchema(schema, ({ id, exclusiveMinimum: above, exclusiveMaximum: below, minimum, maximum, ...fields }) => ({
    ...(typeof id === 'string' ? { $id: id } : id !== undefined && { id }),
    ...fields,
    ...limits('minimum', 'exclusiveMinimum', minimum, above),
    ...limits('maximum', 'exclusiveMaximum', maximum, below),
  }));
  return isMap(written) ? { ...written, $schema: 'http://json-schema.org/draft-07/schema#' } : written;
}

function limits(name: string, exclusive: string, limit: unknown, isExclusive: unknown): Fields {
  if (isExclusive === true) return { [exclusive]: limit };
  return { ...(limit !== undefined && { [name]: limit }), ...(typeof isExclusive === 'number' && { [exclusive]: isExclusive }) };
}
