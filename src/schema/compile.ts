// Compiles schemas while the tool runs: those of an installation whose schemas folder somebody has changed.
import type { Ajv, ValidateFunction } from 'ajv';
import { newAjv } from './ajv.ts';
import { brokenSchema, missingSchema, parseSchema } from './parse.ts';
import type { Validators } from './schema.ts';

/** Each is compiled when it is first asked for. Throws UserError where one is no JSON Schema. */
export function validatorsOf(texts: ReadonlyMap<string, string>): Validators {
  const ajv = newAjv();
  for (const [name, text] of texts) addSchema(ajv, name, text);
  const compiled = new Map<string, ValidateFunction>();
  const errorsOf: Validators['errorsOf'] = (name, value) => {
    const validate = compiled.get(name) ?? compileSchema(ajv, name);
    compiled.set(name, validate);
    return validate(value) ? [] : (validate.errors ?? []);
  };
  return { errorsOf };
}

function addSchema(ajv: Ajv, name: string, text: string): void {
  const schema = parseSchema(name, text);
  try {
    ajv.addSchema(schema, name);
  } catch (error) {
    throw brokenSchema(name, error);
  }
}

function compileSchema(ajv: Ajv, name: string): ValidateFunction {
  let validate: ValidateFunction | undefined;
  try {
    validate = ajv.getSchema(name);
  } catch (error) {
    throw brokenSchema(name, error);
  }
  if (validate === undefined) throw missingSchema(name);
  return validate;
}
