// What the files of a registry held when they were read: names of their bytes, so that it can be told afterwards.
import { createHash } from 'node:crypto';
import type { Content, Naming, Witness } from './workspace.ts';

export interface Witnessing {
  /** Notes when a file was changed. */
  readonly changed: (time: number) => void;
  readonly read: (path: string, content: Content) => void;
  /** Takes over what another thread has seen. */
  readonly add: (other: Witness) => void;
  readonly witness: () => Witness;
}

/** A file that did not hold the same whenever it was read has no name. */
const unsteady = 'unsteady';

/** Without a naming only times are noted. */
export function witnessing(naming: Naming | undefined): Witnessing {
  let latest = 0;
  const names = new Map<string, string>();
  const changed = (time: number): void => {
    latest = Math.max(latest, time);
  };
  const note = (path: string, name: string): void => {
    names.set(path, (names.get(path) ?? name) === name ? name : unsteady);
  };
  return {
    changed,
    read: (path, content) => {
      if (naming !== undefined) note(path, nameOf(content, naming));
    },
    add: (other) => {
      changed(other.latest);
      for (const [path, name] of other.names) note(path, name);
    },
    witness: () => ({ latest, names }),
  };
}

/** As Git names what it stores as it is; what cannot be read is named by the reason. */
export function nameOf(content: Content, naming: Naming): string {
  if (!('bytes' in content)) return `unreadable: ${content.unreadable.en}`;
  return createHash(naming).update(`blob ${content.bytes.length}\0`).update(content.bytes).digest('hex');
}
