// What was read from outside, before anything is made of it.
import type { Text } from '../diagnostic.ts';

export type WorkspaceFile = {
  /** Path in the registry, with `/`. */
  readonly path: string;
  /** Path as it is shown: from the working folder, with `/`. */
  readonly shown: string;
} & ({ readonly bytes: Uint8Array } | { readonly unreadable: Text });

export interface Workspace {
  /** The registry's folder as it is shown. */
  readonly root: string;
  /** The commit that was read, where it was not the files. */
  readonly commit?: string;
  /** Every YAML file of the registry, by code point of its path. */
  readonly files: readonly WorkspaceFile[];
}
