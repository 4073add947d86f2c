// JSON Schemas held against sources: what ajv says, as findings that name the field and how to mend it. Pure.

import { builtIn } from 'virtual:validators';
import type { ErrorObject } from 'ajv';
import { type Fault, fileStart, isRecord, type Path } from '../diagnostic.ts';
import { mostAlike } from '../limits.ts';
import type { Source } from '../source/source.ts';
import type { Tape } from '../source/tape.ts';
import { builtInErrors } from './errors.ts';
import { fieldMeantBy, missingField, shapeFault, unknownField } from './explain.ts';
import { type Definitions, missingSchema, parseSchema } from './parse.ts';
import { type Shapes, shapesOf } from './shapes.ts';

export interface Schemas {
  /** The schemas by file name, as text. */
  readonly texts: ReadonlyMap<string, string>;
  /** Faults of shape, one a value, and the top-level fields that have one. */
  check(name: string, source: Source): ShapeCheck;
  /** The quick checks of values on a tape; undefined where there are none for these schemas. */
  shapesFor(tape: Tape): Shapes | undefined;
}

export interface ShapeCheck {
  readonly faults: readonly Fault[];
  readonly faulty: ReadonlySet<string>;
  /** Whether there is a map of fields at all. */
  readonly isRecord: boolean;
}

/** What holds values against one schema; each throws UserError where there is none of that name. */
export interface Validators {
  /** All that is wrong with a value. */
  readonly errorsOf: (name: string, value: unknown) => readonly ErrorObject[];
}

/** The tool's own schemas are compiled when it is built; anything else that lies in their place is compiled now, once. */
const compiledSets = new WeakMap<ReadonlyMap<string, string>, Promise<Schemas>>();

/**
 * Compiles the schemas, given as JSON text by file name (`law.json`).
 * Throws UserError where one is not JSON or not a JSON Schema: the installation is damaged.
 */
export function compileSchemas(texts: ReadonlyMap<string, string>): Promise<Schemas> {
  const schemas = compiledSets.get(texts) ?? compileSet(texts);
  compiledSets.set(texts, schemas);
  return schemas;
}

async function compileSet(texts: ReadonlyMap<string, string>): Promise<Schemas> {
  if (!isBuiltIn(texts)) return schemasBy((await import('./compile.ts')).validatorsOf(texts), texts);
  return { ...schemasBy(generated, texts), shapesFor: (tape) => shapesOf(tape) };
}

function isBuiltIn(texts: ReadonlyMap<string, string>): boolean {
  return texts.size === builtIn.size && [...texts].every(([name, text]) => builtIn.get(name) === text);
}

const generated: Validators = {
  errorsOf: (name, value) => {
    const errors = builtInErrors(name, value);
    if (errors === undefined) throw missingSchema(name);
    return errors;
  },
};

/** What is held against sources by these validators; `texts` are the schemas that they were made of. */
export function schemasBy(validators: Validators, texts: ReadonlyMap<string, string>): Schemas {
  const shared = (): Definitions => parseSchema('document.json', texts.get('document.json') ?? '{}').definitions ?? {};
  return { texts, check: (name, source) => checkShape(validators, name, source, shared), shapesFor: () => undefined };
}

function checkShape(validators: Validators, name: string, source: Source, shared: () => Definitions): ShapeCheck {
  const none = { faulty: new Set<string>() };
  if (source.value === undefined) return { ...none, faults: [], isRecord: false };
  if (source.value === null) return { ...none, faults: [emptyFile(source)], isRecord: false };
  const errors = validators.errorsOf(name, source.value);
  if (errors.length === 0) return { ...none, faults: [], isRecord: true };
  const isRecord = typeof source.value === 'object' && !Array.isArray(source.value);
  const definitions = shared();
  const { told, untold } = toldOf(errors);
  const faults = told.map((error) => faultOf(source, error, definitions));
  const faulty = new Set([...faults, ...untold.map(fieldAlone)].flatMap(({ fields }) => fields));
  return { faults: faults.map(({ fault }) => fault), faulty, isRecord };
}

interface Told {
  readonly told: readonly ErrorObject[];
  /** What is too much to tell; it makes fields faulty all the same. */
  readonly untold: readonly ErrorObject[];
}

/** As many errors as are told of each rule, and one more, so that it is said that there are others. */
function toldOf(errors: readonly ErrorObject[]): Told {
  const [unknown, known] = parted(errors, ({ keyword }) => keyword === 'additionalProperties');
  const [shapes, fields] = parted(
    worstPerPlace([...known, ...unknown.slice(0, mostAlike + 1)]),
    ({ keyword }) => keyword !== 'additionalProperties',
  );
  return { told: [...fields, ...shapes.slice(0, mostAlike + 1)], untold: shapes.slice(mostAlike + 1) };
}

function parted(errors: readonly ErrorObject[], isFirst: (error: ErrorObject) => boolean): readonly [ErrorObject[], ErrorObject[]] {
  return [errors.filter(isFirst), errors.filter((error) => !isFirst(error))];
}

function emptyFile(source: Source): Fault {
  return {
    rule: 'wrong-shape',
    where: { file: source.file, span: fileStart },
    message: { zh: '文件是空的，没有任何字段', en: 'the file is empty: it has no field' },
    hint: { zh: '填写字段，或删去文件', en: 'fill it in, or delete the file' },
  };
}

/** Keywords that only say that another keyword failed. */
const echoes = new Set(['if', 'anyOf', 'allOf']);

/** One cause, one finding: of several complaints about one value the first says it, a wrong type before all. */
function worstPerPlace(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const chosen = new Map<string, ErrorObject>();
  for (const error of errors) {
    if (echoes.has(error.keyword)) continue;
    const place = `${error.instancePath} ${error.params.missingProperty ?? error.params.additionalProperty ?? error.params.i ?? ''}`;
    const held = chosen.get(place);
    if (held === undefined || strength(error) > strength(held)) chosen.set(place, error);
  }
  const complained = new Set(errors.filter(({ keyword }) => !echoes.has(keyword)).map(({ instancePath }) => instancePath));
  const open = new Map(
    errors.filter((error) => isOpenChoice(error) && complained.has(error.instancePath)).map((error) => [error.instancePath, error]),
  );
  const misspelt = new Set([...chosen.values()].flatMap((error) => meantField(error) ?? []));
  const kept = [...chosen.values()].filter((error) => {
    if (open.has(error.instancePath) && !isOpenChoice(error)) return false;
    return error.keyword !== 'required' || !misspelt.has(`${error.instancePath} ${error.params.missingProperty}`);
  });
  return [...new Set([...kept, ...open.values()])];
}

/** A wrong type goes before all else, and a day that is no day before the way it is written. */
function strength({ keyword }: ErrorObject): number {
  return ['pattern', 'format', 'type'].indexOf(keyword);
}

/**
 * A value that could take one of several forms and takes none: the forms' own complaints would each speak of
 * another form. Branches that the schema describes as a whole are such a choice, and so is `oneOf`.
 */
function isOpenChoice({ keyword, parentSchema }: ErrorObject): boolean {
  return keyword === 'oneOf' || (keyword === 'if' && parentSchema?.description !== undefined && parentSchema.$comment === 'choice');
}

/** Where a misspelt field stands for one that is missing: its place and the field it means. */
function meantField(error: ErrorObject): string | undefined {
  return error.keyword === 'additionalProperties' ? `${error.instancePath} ${fieldMeantBy(error)}` : undefined;
}

interface FaultOfField {
  readonly fault: Fault;
  /** The top-level fields whose values are not to be relied on. */
  readonly fields: readonly string[];
}

function faultOf(source: Source, error: ErrorObject, shared: Definitions): FaultOfField {
  const path = pathOf(source.value, error.instancePath);
  const at = (part: 'key' | 'value', to: Path = path) => ({ file: source.file, path: to, part });
  if (error.keyword === 'additionalProperties') {
    const name = String(error.params.additionalProperty);
    // A misspelt field is absent under its own name, and its absence means nothing.
    const meant = fieldMeantBy(error);
    const required: readonly unknown[] = error.parentSchema?.required ?? [];
    // Further down, an entry without a field that it needs is none to rely on.
    // What a schema does not know it has not looked into: the field is none of the record either.
    const fields = path.length === 0 ? [name, ...(meant === undefined ? [] : [meant])] : required.includes(meant) ? [String(path[0])] : [];
    return { fields, fault: { rule: 'unknown-field', where: at('key', [...path, name]), ...unknownField(error, name) } };
  }
  const { fields } = fieldAlone(error);
  if (error.keyword === 'required') {
    const name = String(error.params.missingProperty);
    return { fields, fault: { rule: 'wrong-shape', where: at('key'), ...missingField(error, name, path, shared) } };
  }
  return { fields, fault: { rule: 'wrong-shape', ...shapeFault(source.file, error, path) } };
}

/** The top-level field that an error lies in, or that is missing; of a misspelt one only its fault tells which is meant. */
function fieldAlone({ keyword, instancePath, params }: ErrorObject): Pick<FaultOfField, 'fields'> {
  if (instancePath !== '') return { fields: [keyOf(instancePath.split('/', 2)[1] ?? '')] };
  const named = { required: params.missingProperty, additionalProperties: params.additionalProperty }[keyword];
  return { fields: named === undefined ? [] : [String(named)] };
}

/** A JSON pointer as a path, list positions as numbers. */
function pathOf(value: unknown, pointer: string): Path {
  const path: (string | number)[] = [];
  let at: unknown = value;
  for (const raw of pointer.split('/').slice(1)) {
    const step = keyOf(raw);
    path.push(Array.isArray(at) ? Number(step) : step);
    at = Array.isArray(at) ? at[Number(step)] : isRecord(at) ? at[step] : undefined;
  }
  return path;
}

/** A step of a JSON pointer as the key that it names. */
function keyOf(step: string): string {
  return step.replace(/~1/g, '/').replace(/~0/g, '~');
}
