// The documents in force by rank and by issuer: each counts once, so that the rows sum to all of them.
import type { Rank } from '../registry/taxonomy.ts';
import { isInForce, type Tallied } from './counted.ts';
import type { Coverage } from './coverage.ts';

export interface RankRow {
  readonly rank: Rank;
  readonly documents: readonly Tallied[];
}

/** Every rank of the taxonomy, in its order, with its documents. */
export function rankRows({ tallied }: Coverage, ranks: readonly Rank[]): readonly RankRow[] {
  const documents = tallied.filter(isInForce);
  return ranks.map((rank) => ({ rank, documents: documents.filter(({ document }) => document.rank?.id === rank.id) }));
}

export interface IssuerRow {
  /** Undefined for documents whose record names none. */
  readonly issuer: string | undefined;
  readonly documents: readonly Tallied[];
}

/** By the lead agency, which signs first. Most documents first, equals in the registry's order. */
export function issuerRows({ tallied }: Coverage): readonly IssuerRow[] {
  const byIssuer = new Map<string | undefined, Tallied[]>();
  for (const each of tallied.filter(isInForce)) {
    const issuer = each.document.record.issuers?.[0];
    const held = byIssuer.get(issuer);
    if (held === undefined) byIssuer.set(issuer, [each]);
    else held.push(each);
  }
  return [...byIssuer].map(([issuer, documents]) => ({ issuer, documents })).sort((a, b) => b.documents.length - a.documents.length);
}
