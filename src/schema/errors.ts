// All that is wrong with a value. A chunk of its own: its code is large, and only what is wrong needs it.

import { full } from 'virtual:validators/full';
import type { ErrorObject } from 'ajv';

/** By the schema's file name; undefined where there is no such schema. */
export function builtInErrors(name: string, value: unknown): readonly ErrorObject[] | undefined {
  const validate = full.get(name);
  if (validate === undefined) return undefined;
  return validate(value) ? [] : (validate.errors ?? []);
}
