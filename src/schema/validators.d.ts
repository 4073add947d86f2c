// What the build makes of the schemas folder.
declare module 'virtual:validators' {
  /** The schemas by file name, as text. */
  export const builtIn: ReadonlyMap<string, string>;
}

declare module 'virtual:validators/full' {
  import type { ValidateFunction } from 'ajv';

  /** ajv's validators, which say all that is wrong, by the schema's file name. */
  export const full: ReadonlyMap<string, ValidateFunction>;
}

declare module 'virtual:shapes' {
  import type { ShapeTables } from './shapes.ts';

  export const tables: ShapeTables;
}
