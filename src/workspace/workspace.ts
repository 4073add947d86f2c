// What was read from outside, before anything is made of it.
import type { Text } from '../diagnostic.ts';

export interface WorkspaceFile {
  /** Path in the registry, with `/`. */
  readonly path: string;
  /** Path as it is shown: from the working folder, with `/`. */
  readonly shown: string;
}

/** What a file holds, or why that is not known. */
export type Content = { readonly bytes: Uint8Array } | { readonly unreadable: Text };

export interface Workspace {
  /** The registry's folder as it is shown. */
  readonly root: string;
  /** The commit that was read, where it was not the files. */
  readonly commit?: string;
  /** Every YAML file of the registry, by code point of its path. */
  readonly files: readonly WorkspaceFile[];
  /** Reads a file when it is asked for: a registry may be larger than memory should be. */
  readonly read: (file: WorkspaceFile) => Content;
  /** Reads files together, where that is quicker than one by one. */
  readonly prefetch?: (files: readonly WorkspaceFile[]) => void;
  /** What Git names a file's content, where it is read from Git. */
  readonly idOf?: (file: WorkspaceFile) => string | undefined;
  /** The path of the file that an unsaved buffer stands in for. */
  readonly buffer?: string;
}

/** The workspace with some files holding something else. */
export function withContents(workspace: Workspace, contents: ReadonlyMap<WorkspaceFile, Content>): Workspace {
  return contents.size === 0 ? workspace : { ...workspace, read: (file) => contents.get(file) ?? workspace.read(file) };
}
