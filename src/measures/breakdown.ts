// The documents in force by rank and by issuer: each counts once, so that the rows sum to all of them.
import type { Document } from '../registry/document.ts';
import type { Rank } from '../registry/taxonomy.ts';
import { isInForce, type Tallied } from './counted.ts';
import type { Coverage } from './coverage.ts';

export interface RankRow {
  readonly rank: Rank;
  readonly documents: readonly Tallied[];
}

/** Every rank of the taxonomy, in its order, with its documents. */
export function rankRows(coverage: Coverage, ranks: readonly Rank[]): readonly RankRow[] {
  const byRank = inForceBy(coverage, ({ rank }) => rank?.id);
  return ranks.map((rank) => ({ rank, documents: byRank.get(rank.id) ?? [] }));
}

export interface IssuerRow {
  /** Undefined for documents whose record names none. */
  readonly issuer: string | undefined;
  readonly documents: readonly Tallied[];
}

/** By the lead agency, which signs first. Most documents first, equals in the registry's order. */
export function issuerRows(coverage: Coverage): readonly IssuerRow[] {
  const byIssuer = inForceBy(coverage, (document) => coverage.registry.fieldOf(document, 'issuers')?.[0]);
  return [...byIssuer].map(([issuer, documents]) => ({ issuer, documents })).sort((a, b) => b.documents.length - a.documents.length);
}

/** The documents in force by something that their records name. */
function inForceBy(
  { tallied }: Coverage,
  nameOf: (document: Document) => string | undefined,
): ReadonlyMap<string | undefined, readonly Tallied[]> {
  const groups = new Map<string | undefined, Tallied[]>();
  for (const each of tallied) {
    if (!isInForce(each)) continue;
    const name = nameOf(each.document);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [each]);
    else group.push(each);
  }
  return groups;
}
