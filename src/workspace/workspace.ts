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

/** Where files lie on disk: all that another thread needs to read them. */
export interface Disk {
  /** The registry's folder, with links resolved. */
  readonly real: string;
  /** Paths of those files that are links. */
  readonly links: ReadonlySet<string>;
  /** An unsaved buffer that stands in for a file. */
  readonly buffer: { readonly path: string; readonly bytes: Uint8Array } | undefined;
  /** How what is read is noted; undefined where nobody asks for it. */
  readonly naming: Naming | undefined;
}

/** How what is read is noted. */
export interface Naming {
  /** The hash that names bytes: that of most Git repositories, or one that nobody can make two files for. */
  readonly hash: 'sha1' | 'sha256';
  /** A time, in milliseconds: a file that was changed no earlier can be changed again and look the same. */
  readonly youngFrom: number;
}

/** What was seen of the files that were read. */
export interface Witness {
  /** Those that had been changed shortly before. */
  readonly young: ReadonlySet<string>;
  /** What each held, by its path. */
  readonly names: ReadonlyMap<string, string>;
  /** When each was last changed, in milliseconds. */
  readonly times: ReadonlyMap<string, number>;
}

export interface Workspace {
  /** The registry's folder as it is shown. */
  readonly root: string;
  /** The commit that was read, where it was not the files. */
  readonly commit?: string;
  /** Every YAML file of the registry, by code point of its path. */
  readonly files: readonly WorkspaceFile[];
  /** Reads a file when it is asked for: a registry may be larger than memory should be. */
  readonly read: (file: WorkspaceFile) => Content;
  /** What was seen so far; undefined where the files are not read from disk. */
  readonly witness?: () => Witness;
  /** Undefined where the files are not read from disk as they are. */
  readonly disk?: Disk;
}

/** The workspace with some files holding something else. */
export function withContents(workspace: Workspace, contents: ReadonlyMap<WorkspaceFile, Content>): Workspace {
  if (contents.size === 0) return workspace;
  const { disk, ...rest } = workspace;
  return { ...rest, read: (file) => contents.get(file) ?? workspace.read(file) };
}
