// What a check leaves for the next one of the same day: the records, what the rules found on each document, and by which
// keys they reached others. So the next one reads and rules on no more than a change can reach. Pure.
import { mostAlike } from '../limits.ts';
import type { Document } from '../registry/document.ts';
import type { Registry } from '../registry/registry.ts';
import type { Facts, Rule } from '../rules/rule.ts';
import type { HeldBeside } from './beside.ts';
import type { Placed, Raised, Spot } from './diagnose.ts';
import { allIds, everything, type Key, keysOf, keysOfId, noting } from './keys.ts';
import type { Slice } from './slice.ts';

export interface Trace {
  /** Paths in the registry of the files that hold a record, or should, in their order. */
  readonly paths: readonly string[];
  readonly slices: readonly Slice[];
  /** What the rules found on the file's document, by the file's position. */
  readonly findings: ReadonlyMap<number, readonly Placed[]>;
  readonly reach: Reach;
  /** The files beside the records. */
  readonly beside: HeldBeside;
  /** What stands in these where findings have pointed. */
  readonly spots: ReadonlyMap<string, Spot>;
}

/** By which keys the rules on each file's document reached others. */
export interface Reach {
  /** Those of one file after those of another. */
  readonly keys: Uint32Array;
  /** For each file where its keys end. */
  readonly ends: Uint32Array;
}

/** A check to start from, and the paths in the registry of all files that have changed, come or gone since. */
export interface Earlier {
  readonly trace: Trace;
  readonly changed: ReadonlySet<string>;
}

/** How the files of a check lie to those of an earlier one. */
export interface Carried {
  readonly trace: Trace;
  /** For each file its position in the earlier check, or -1 where it was read again. */
  readonly from: Int32Array;
  /** The documents of files that have changed or gone, as they were. */
  readonly ended: readonly Document[];
  /** Ids of files that have changed, come or gone. */
  readonly ids: readonly string[];
  /** Whether files have come or gone. */
  readonly isOtherFiles: boolean;
}

/** A finding on the document of the file at a position. */
export type OnDocument = (Raised | Placed) & { readonly position: number };

/** Takes each document once through the rules that speak about one. `positions` are those of the documents' files. */
export function ruleAll(rules: readonly Rule[], facts: Facts, positions: ArrayLike<number>): readonly OnDocument[] {
  const findings: OnDocument[] = [];
  for (const [index, document] of facts.registry.documents.entries()) ruleOne(rules, facts, document, positions[index] ?? 0, findings);
  return findings;
}

/** The same, with the keys by which others were reached; `files` is their number. */
export function ruleAndTrace(
  rules: readonly Rule[],
  facts: Facts,
  positions: ArrayLike<number>,
  files: number,
): { readonly findings: readonly OnDocument[]; readonly reach: Reach } {
  const findings: OnDocument[] = [];
  const ends = new Uint32Array(files);
  const keys = keyList();
  const watched = watchedFacts(facts, keys.note);
  let filled = 0;
  for (const [index, document] of facts.registry.documents.entries()) {
    const position = positions[index] ?? 0;
    ends.fill(keys.end(), filled, position);
    ruleOne(rules, watched, document, position, findings);
    filled = position;
  }
  ends.fill(keys.end(), filled);
  return { findings, reach: { keys: keys.all(), ends } };
}

/** What the rules say now, asked of those documents alone that a change can reach. */
export function ruleReached(rules: readonly Rule[], facts: Facts, positions: ArrayLike<number>, carried: Carried): readonly OnDocument[] {
  const findings: OnDocument[] = [];
  const { trace, from } = carried;
  const isReached = reachedBy(trace.reach, changedKeys(facts.registry, positions, carried));
  for (const [index, document] of facts.registry.documents.entries()) {
    const position = positions[index] ?? 0;
    const before = from[position] ?? -1;
    if (before < 0 || isReached(before)) ruleOne(rules, facts, document, position, findings);
    else for (const each of trace.findings.get(before) ?? []) findings.push({ ...each, position });
  }
  return findings;
}

function ruleOne(rules: readonly Rule[], facts: Facts, document: Document, position: number, findings: OnDocument[]): void {
  for (const rule of rules) {
    let alike = 0;
    for (const finding of rule.checkDocument?.(document, facts) ?? []) {
      findings.push({ rule: rule.name, finding, position });
      // No more are told, so no more are found.
      if (finding.fix === undefined && ++alike > mostAlike) break;
    }
  }
}

/** A list of keys that grows, in which those of the present document stand once. */
function keyList(): { note(key: Key): void; end(): number; all(): Uint32Array } {
  let keys = new Uint32Array(1 << 12);
  let [first, end] = [0, 0];
  return {
    note: (key) => {
      for (let at = first; at < end; at++) if (keys[at] === key) return;
      if (end === keys.length) {
        const larger = new Uint32Array(keys.length * 2);
        larger.set(keys);
        keys = larger;
      }
      keys[end++] = key;
    },
    end: () => {
      first = end;
      return end;
    },
    all: () => keys.slice(0, end),
  };
}

/** The facts, telling by which keys they are asked. */
function watchedFacts(facts: Facts, note: (key: Key) => void): Facts {
  return {
    ...facts,
    registry: noting(facts.registry, note),
    get files() {
      note(everything);
      return facts.files;
    },
    once: (figure) => {
      note(everything);
      return facts.once(figure);
    },
    faultsOf: (rule) => {
      note(everything);
      return facts.faultsOf(rule);
    },
  };
}

/** All keys under which somebody could have met what has changed, or can meet it now. */
function changedKeys(registry: Registry, positions: ArrayLike<number>, carried: Carried): ReadonlySet<Key> {
  const { from, ended, ids, isOtherFiles } = carried;
  const begun = registry.documents.filter((_, index) => (from[positions[index] ?? 0] ?? -1) < 0);
  const keys = new Set<Key>([everything, ...(isOtherFiles ? [allIds] : [])]);
  for (const id of ids) for (const key of keysOfId(id)) keys.add(key);
  for (const document of [...ended, ...begun]) for (const key of keysOf(registry, document)) keys.add(key);
  return keys;
}

function reachedBy({ keys, ends }: Reach, changed: ReadonlySet<Key>): (position: number) => boolean {
  return (position) => {
    const end = ends[position] ?? 0;
    for (let at = position === 0 ? 0 : (ends[position - 1] ?? 0); at < end; at++) if (changed.has(keys[at] ?? everything)) return true;
    return false;
  };
}
