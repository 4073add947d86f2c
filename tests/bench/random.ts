// Numbers that look random and are the same each time, on every system.

export interface Random {
  /** From 0 up to `below`, without it. */
  readonly below: (below: number) => number;
  /** Both ends included. */
  readonly between: (from: number, to: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <Each>(list: readonly [Each, ...Each[]]) => Each;
  /** Some of a list, none twice, in the list's order. */
  readonly some: <Each>(list: readonly Each[], count: number) => Each[];
  /** A key, as often as its weight says. */
  readonly weighted: <Key extends string>(weights: Readonly<Record<Key, number>>) => Key;
}

/** Mulberry32: 32 bits of state, and nothing but whole numbers, so that no system rounds differently. */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => next() % limit;
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    chance: (share) => below(10_000) < share * 10_000,
    pick: (list) => list[below(list.length)] ?? list[0],
    some: (list, count) => {
      const left = [...list.keys()];
      while (left.length > count) left.splice(below(left.length), 1);
      return left.flatMap((index) => list[index] ?? []);
    },
    weighted: (weights) => {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let at = below(entries.reduce((sum, [, weight]) => sum + weight, 0));
      const found = entries.find(([, weight]) => {
        at -= weight;
        return at < 0;
      });
      return (found ?? (entries[0] as (typeof entries)[number]))[0];
    },
  };
}
