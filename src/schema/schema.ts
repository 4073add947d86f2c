// JSON Schemas held against sources: what ajv says, as findings that name the field and how to mend it. Pure.
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type Fault, fileStart, type Path, type Text, UserError } from '../diagnostic.ts';
import { isDay, isDayOrMonth } from '../registry/day.ts';
import type { Source } from '../source/source.ts';
import { fieldMeantBy, missingField, shapeFault, unknownField } from './explain.ts';

/** A schema as parsed JSON. */
export type Schema = Readonly<Record<string, unknown>>;

export interface Schemas {
  /** Faults of shape, one a value, and the top-level fields that have one. */
  check(name: string, source: Source): ShapeCheck;
}

export interface ShapeCheck {
  readonly faults: readonly Fault[];
  readonly faulty: ReadonlySet<string>;
  /** Whether there is a map of fields at all. */
  readonly isRecord: boolean;
}

/** Compiling costs as much as parsing the whole shipped registry, so one set of schemas is compiled once. */
const compiledSets = new WeakMap<ReadonlyMap<string, string>, Schemas>();

/**
 * Compiles the schemas, given as JSON text by file name (`law.json`).
 * Throws UserError where one is not JSON or not a JSON Schema: the installation is damaged.
 */
export function compileSchemas(texts: ReadonlyMap<string, string>): Schemas {
  const schemas = compiledSets.get(texts) ?? compileSet(texts);
  compiledSets.set(texts, schemas);
  return schemas;
}

function compileSet(texts: ReadonlyMap<string, string>): Schemas {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    verbose: true,
    logger: false,
    formats: { date: isDay, 'day-or-month': isDayOrMonth },
  });
  for (const [name, text] of texts) addSchema(ajv, name, text);
  const compiled = new Map<string, ValidateFunction>();
  return {
    check: (name, source) => {
      const validate = compiled.get(name) ?? compileSchema(ajv, name);
      compiled.set(name, validate);
      return checkShape(validate, source);
    },
  };
}

function addSchema(ajv: Ajv, name: string, text: string): void {
  try {
    ajv.addSchema(parseSchema(name, text), name);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw brokenSchema(name, error);
  }
}

function compileSchema(ajv: Ajv, name: string): ValidateFunction {
  try {
    const validate = ajv.getSchema(name);
    if (validate !== undefined) return validate;
  } catch (error) {
    throw brokenSchema(name, error);
  }
  throw new UserError({ zh: `缺少 schemas/${name}`, en: `schemas/${name} is missing` }, reinstall);
}

export function parseSchema(name: string, text: string): Schema {
  try {
    return JSON.parse(text) as Schema;
  } catch (error) {
    throw brokenSchema(name, error);
  }
}

function brokenSchema(name: string, error: unknown): UserError {
  const reason = error instanceof Error ? error.message : String(error);
  return new UserError({ zh: `schemas/${name} 已损坏：${reason}`, en: `schemas/${name} is broken: ${reason}` }, reinstall);
}

const reinstall: Text = {
  zh: '重新安装 mlx-registry，或恢复 schemas 目录',
  en: 'install mlx-registry again, or restore its schemas folder',
};

function checkShape(validate: ValidateFunction, source: Source): ShapeCheck {
  const none = { faulty: new Set<string>() };
  if (source.value === undefined) return { ...none, faults: [], isRecord: false };
  if (source.value === null) return { ...none, faults: [emptyFile(source)], isRecord: false };
  if (validate(source.value)) return { ...none, faults: [], isRecord: true };
  const isRecord = typeof source.value === 'object' && !Array.isArray(source.value);
  const faults = worstPerPlace(validate.errors ?? []).map((error) => faultOf(source, error));
  return { faults: faults.map(({ fault }) => fault), faulty: new Set(faults.flatMap(({ field }) => field ?? [])), isRecord };
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
const echoes = new Set(['if', 'anyOf', 'allOf', 'not']);

/** One cause, one finding: of several complaints about one value the first says it, a wrong type before all. */
function worstPerPlace(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const chosen = new Map<string, ErrorObject>();
  for (const error of errors) {
    if (echoes.has(error.keyword)) continue;
    const place = `${error.instancePath} ${error.params.missingProperty ?? error.params.additionalProperty ?? ''}`;
    const held = chosen.get(place);
    if (held === undefined || (error.keyword === 'type' && held.keyword !== 'type')) chosen.set(place, error);
  }
  const all = [...chosen.values()];
  return all.filter((error) => error.keyword !== 'required' || !all.some((other) => explains(other, error)));
}

/** Whether a field is missing only because another complaint stands in its place: an open choice, or its own name misspelt. */
function explains(other: ErrorObject, missing: ErrorObject): boolean {
  if (other.instancePath !== missing.instancePath) return false;
  if (other.keyword !== 'additionalProperties') return other.keyword === 'oneOf';
  return fieldMeantBy(other) === missing.params.missingProperty;
}

interface FaultOfField {
  readonly fault: Fault;
  /** The top-level field whose value is not to be relied on. */
  readonly field: string | undefined;
}

function faultOf(source: Source, error: ErrorObject): FaultOfField {
  const path = pathOf(source.value, error.instancePath);
  const at = (part: 'key' | 'value', to: Path = path) => ({ file: source.file, path: to, part });
  if (error.keyword === 'additionalProperties') {
    const name = String(error.params.additionalProperty);
    // A misspelt field is absent under its own name, and its absence means nothing.
    const field = path.length === 0 ? fieldMeantBy(error) : undefined;
    return { field, fault: { rule: 'unknown-field', where: at('key', [...path, name]), ...unknownField(error, name) } };
  }
  if (error.keyword === 'required') {
    const name = String(error.params.missingProperty);
    const field = path.length === 0 ? name : String(path[0]);
    return { field, fault: { rule: 'wrong-shape', where: at('key'), ...missingField(error, name, path) } };
  }
  const field = path.length === 0 ? undefined : String(path[0]);
  return { field, fault: { rule: 'wrong-shape', ...shapeFault(source.file, error, path) } };
}

/** A JSON pointer as a path, list positions as numbers. */
function pathOf(value: unknown, pointer: string): Path {
  const path: (string | number)[] = [];
  let at: unknown = value;
  for (const raw of pointer.split('/').slice(1)) {
    const step = raw.replace(/~1/g, '/').replace(/~0/g, '~');
    path.push(Array.isArray(at) ? Number(step) : step);
    at = (at as Record<string, unknown> | undefined)?.[step];
  }
  return path;
}
