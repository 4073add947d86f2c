// What generated registries take over from the shipped one: its files, its words, and documents that can be a basis.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Day } from '../../src/registry/day.ts';
import type { DocumentRecord } from '../../src/registry/document.ts';
import type { Kind, Taxonomy } from '../../src/registry/taxonomy.ts';

/** The project's folder, from this file and from a program that `tests/support/run.js` has bundled. */
export const project = fileURLToPath(new URL('../../', import.meta.url));
export const shipped = path.join(project, 'registry');

/** A document that others can rest on. */
export interface Ground {
  readonly id: string;
  readonly rank: string;
  readonly since: Day;
  /** Its newest amendment. */
  readonly amended?: Day | undefined;
}

export interface Shipped {
  readonly taxonomy: Taxonomy;
  readonly ids: ReadonlySet<string>;
  readonly countOf: Readonly<Record<Kind, number>>;
  readonly grounds: readonly Ground[];
}

export function readShipped(): Shipped {
  const taxonomy: Taxonomy = parse(readFileSync(path.join(shipped, 'taxonomy.yaml'), 'utf8'));
  const records = taxonomy.kinds.flatMap(({ id: kind, folder }) =>
    readdirSync(path.join(shipped, folder))
      .sort()
      .map((name) => {
        const record: DocumentRecord = parse(readFileSync(path.join(shipped, folder, name), 'utf8'));
        return { kind, id: name.replace(/\.yaml$/, ''), record };
      }),
  );
  const replaced = new Set(records.flatMap(({ record }) => record.replaces ?? []));
  const count = (kind: Kind): number => records.filter((each) => each.kind === kind).length;
  return {
    taxonomy,
    ids: new Set(records.map(({ id }) => id)),
    countOf: {
      law: count('law'),
      rule: count('rule'),
      'normative-document': count('normative-document'),
      standard: count('standard'),
    },
    // Laws and rules that are in force for certain, and say since when.
    grounds: records.flatMap(({ kind, id, record }): Ground[] => {
      const { rank, status, dates = {}, number = '', amendments = [], reference } = record;
      const since = [dates.adopted, dates.published, dates.effective]
        .filter((day) => day !== undefined)
        .sort()
        .at(-1);
      const isLasting = status === 'in-force' && dates.repealed === undefined && dates.expires === undefined && reference !== true;
      if ((kind !== 'law' && kind !== 'rule') || !isLasting || replaced.has(id) || replaced.has(number)) return [];
      if (rank === undefined || since === undefined) return [];
      return [
        {
          id,
          rank,
          since,
          amended: amendments
            .map(({ date }) => date)
            .sort()
            .at(-1),
        },
      ];
    }),
  };
}
