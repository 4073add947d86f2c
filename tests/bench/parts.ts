// What is measured, in parts that can be run apart.
import path from 'node:path';
import { growthFolder, growths, times } from './growth.ts';
import { type Command, type Comparison, compare } from './measure.ts';
import type { Peer } from './peers.ts';
import {
  buffer,
  changed,
  cold,
  editorOf,
  emptyNode,
  gitStatus,
  growing,
  help,
  onlyReading,
  site,
  siteBefore,
  type View,
  warm,
} from './subjects.ts';

export const partNames = ['peers', 'git', 'start', 'views', 'scale', 'growth', 'limits'] as const;
export type PartName = (typeof partNames)[number];

export interface Result extends Comparison {
  readonly part: PartName;
  /** Documents. */
  readonly size: number;
}

export interface Bench {
  readonly sizes: readonly number[];
  readonly registryOf: (size: number) => string;
  /** Where other registries are kept. */
  readonly folder: string;
  readonly peers: readonly Peer[];
  /** A build of an earlier state, where one is given. */
  readonly before: string | undefined;
  /** Without what no bound is set for. */
  readonly isQuick: boolean;
  /** Pairs of runs for a size, an odd number. */
  readonly rounds: (size: number) => number;
}

/** The slow peers are run at this size alone. */
export const slowSize = 1_000;
export const shippedSize = 289;
/** Pages are compared with those of an earlier build at these. */
export const siteSizes: readonly number[] = [289, 10_000];

type Measure = (bench: Bench, add: (size: number, comparison: Comparison) => void) => Promise<void>;

export const parts: Readonly<Record<PartName, Measure>> = {
  async peers({ sizes, registryOf, peers, rounds }, add) {
    for (const size of sizes) {
      const folder = registryOf(size);
      for (const peer of peers) {
        if (peer.isSlow && size !== slowSize) continue;
        add(size, await compare(cold(folder), peer.command(folder), peer.isSlow ? 3 : rounds(size)));
      }
    }
  },

  async git({ sizes, registryOf, rounds, isQuick }, add) {
    for (const size of sizes) {
      const folder = registryOf(size);
      if (!isQuick) add(size, await compare(cold(folder), gitStatus(folder), rounds(size)));
      await settle();
      add(size, await compare(warm(folder), gitStatus(folder), rounds(size) + 4));
      const { edit, restore } = editorOf(folder);
      try {
        add(size, await compare(changed(folder), gitStatus(folder), rounds(size), edit));
      } finally {
        restore();
      }
    }
  },

  async start({ registryOf, rounds }, add) {
    const folder = registryOf(shippedSize);
    add(shippedSize, await compare(help(folder), emptyNode(folder), 2 * rounds(shippedSize) + 1));
    await settle();
    add(shippedSize, await compare(warm(folder), emptyNode(folder), 2 * rounds(shippedSize) + 1));
    add(shippedSize, await compare(buffer(folder), emptyNode(folder), 2 * rounds(shippedSize) + 1));
  },

  async views({ sizes, registryOf, rounds, folder: outside, before }, add) {
    for (const size of sizes.filter((each) => each !== shippedSize)) {
      const folder = registryOf(size);
      await settle();
      for (const run of [cold, warm] satisfies ((cwd: string, view?: View) => Command)[]) {
        for (const view of ['coverage', 'milestone'] as const) add(size, await compare(run(folder, view), run(folder), rounds(size)));
      }
    }
    if (before === undefined) return;
    for (const size of sizes.filter((each) => siteSizes.includes(each))) {
      const [folder, out] = [registryOf(size), path.join(outside, 'site')];
      add(size, await compare(site(folder, out), siteBefore(folder, out, before), 3));
    }
  },

  async scale({ sizes, registryOf, rounds }, add) {
    for (const size of sizes) {
      if (!sizes.includes(size / 10)) continue;
      const [large, small] = [cold(registryOf(size)), cold(registryOf(size / 10))];
      add(
        size,
        await compare({ ...large, name: `${large.name}, ${size}` }, { ...small, name: `${small.name}, ${size / 10}` }, rounds(size)),
      );
    }
  },

  async growth({ folder }, add) {
    for (const growth of growths) {
      const [large, small] = [growth.count * times, growth.count].map((count) =>
        growing(growth, growthFolder(folder, growth, count), count),
      );
      if (large !== undefined && small !== undefined) add(growth.count * times, await compare(large, small, 3));
    }
  },

  async limits({ sizes, registryOf, peers, rounds }, add) {
    const references = (folder: string): readonly Command[] => [
      ...peers.filter(({ isSlow }) => !isSlow).map((peer) => peer.command(folder)),
      gitStatus(folder),
    ];
    for (const size of sizes.filter((each) => each >= 10_000)) {
      const folder = registryOf(size);
      for (const reference of references(folder)) add(size, await compare(onlyReading(folder), reference, rounds(size)));
    }
    const small = registryOf(shippedSize);
    add(shippedSize, await compare(gitStatus(small), emptyNode(small), rounds(shippedSize)));
  },
};

/** A memory may not trust files that have just been written, since clocks of file systems are coarse. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 3_000));
}
