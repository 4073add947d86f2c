// What the build makes of the schemas folder.
declare module 'virtual:validators' {
  import type { ValidateFunction } from 'ajv';

  /** The schemas by file name, as text. */
  export const builtIn: ReadonlyMap<string, string>;
  /** ajv's validators of them, by file name. */
  export const generated: ReadonlyMap<string, ValidateFunction>;
}
