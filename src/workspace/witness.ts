// What the files of a registry held when they were read: names of their bytes, so that it can be told afterwards.
import { createHash } from 'node:crypto';
import type { Content, Naming, Witness } from './workspace.ts';

export interface Witnessing {
  /** Notes when a file was changed, in milliseconds. */
  readonly changed: (path: string, time: number) => void;
  readonly read: (path: string, content: Content) => void;
  /** Takes over what another thread has seen. */
  readonly add: (other: Witness) => void;
  readonly witness: () => Witness;
}

/** A file that did not hold the same whenever it was read has no name. */
const unsteady = 'unsteady';

/** Without a naming nothing is noted. */
export function witnessing(naming: Naming | undefined): Witnessing {
  const young = new Set<string>();
  const names = new Map<string, string>();
  const times = new Map<string, number>();
  const note = (path: string, name: string): void => {
    names.set(path, (names.get(path) ?? name) === name ? name : unsteady);
  };
  return {
    changed: (path, time) => {
      if (naming === undefined) return;
      times.set(path, time);
      if (time >= naming.youngFrom) young.add(path);
    },
    read: (path, content) => {
      if (naming !== undefined) note(path, nameOf(content, naming.hash));
    },
    add: (other) => {
      for (const path of other.young) young.add(path);
      for (const [path, name] of other.names) note(path, name);
      for (const [path, time] of other.times) times.set(path, time);
    },
    witness: () => ({ young, names, times }),
  };
}

/** As Git names what it stores as it is; what cannot be read is named by the reason. */
export function nameOf(content: Content, hash: Naming['hash']): string {
  if (!('bytes' in content)) return `unreadable: ${content.unreadable.en}`;
  return createHash(hash).update(`blob ${content.bytes.length}\0`).update(content.bytes).digest('hex');
}
