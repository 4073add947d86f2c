// The tool's schemas as code, made when it is built: loading it takes 5 ms, compiling them 135.
import standalone from 'ajv/dist/standalone/index.js';
import { newAjv } from './ajv.ts';
import { parseSchema } from './parse.ts';

/** CommonJS that exports one validator a schema, by file name. */
export function standaloneCode(texts: ReadonlyMap<string, string>): string {
  const ajv = newAjv(true);
  for (const [name, text] of texts) ajv.addSchema(parseSchema(name, text), name);
  return standalone.default(ajv, Object.fromEntries([...texts.keys()].map((name) => [name, name])));
}
