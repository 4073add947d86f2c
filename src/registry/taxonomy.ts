// The words of the system: parts, domains, topics, ranks, stages, and the names that also go for them.
import type { Text } from '../diagnostic.ts';

export type Kind = 'law' | 'rule' | 'normative-document' | 'standard';
export type Level = 'national' | 'provincial' | 'bureau';
export type Tier = 'lead' | 'core' | 'base' | 'support';

export const kinds: readonly Kind[] = ['law', 'rule', 'normative-document', 'standard'];

export interface Term {
  readonly id: string;
  readonly title: Text;
}

export interface Rank extends Term {
  readonly kind: Kind;
  readonly level: Level;
  readonly tier: Exclude<Tier, 'lead'>;
  readonly assumption?: string;
}

export interface Domain extends Term {
  readonly part?: string;
  /** `false` keeps the domain out of every total. */
  readonly counted?: boolean;
  readonly not_applicable?: readonly { readonly tier: Tier; readonly reason: Text }[];
  readonly assumption?: string;
}

export interface Topic extends Term {
  readonly domain: string;
}

export interface Stage extends Term {
  readonly code?: string;
  /** The project ends here, whatever stages it went through. */
  readonly ends_without_result?: true;
}

export interface Quantity {
  readonly id: string;
  readonly words: string;
  readonly at_least: number;
  readonly assumption?: string;
}

/** Another name for exactly one domain, topic or rank. */
export type Alias = OneOf<Record<TermKind, string>> & { readonly alias: string; readonly source?: string; readonly assumption?: string };

/** An object with exactly one of the fields. */
type OneOf<Fields> = {
  readonly [Field in keyof Fields]: Readonly<Pick<Fields, Field> & Partial<Record<Exclude<keyof Fields, Field>, never>>>;
}[keyof Fields];

/** `registry/taxonomy.yaml`, as its schema lets it through. */
export interface Taxonomy {
  readonly assumptions?: readonly { readonly id: string; readonly statement: Text; readonly reason: Text }[];
  readonly kinds: readonly { readonly id: Kind; readonly title: Text; readonly folder: string }[];
  readonly levels: readonly { readonly id: Level; readonly title: Text; readonly own: boolean }[];
  readonly tiers: readonly { readonly id: Tier; readonly title: Text }[];
  /** Id of the document that leads the whole system. */
  readonly lead: string;
  readonly ranks: readonly Rank[];
  readonly parts: readonly Term[];
  readonly domains: readonly Domain[];
  readonly topics: readonly Topic[];
  readonly stages: Readonly<Record<Kind, readonly Stage[]>>;
  readonly quantities?: readonly Quantity[];
  readonly aliases?: readonly Alias[];
}

/** What a vocabulary is asked for. */
export type TermKind = 'rank' | 'domain' | 'topic';

/** The taxonomy with its words looked up in constant time. */
export interface Vocabulary {
  readonly taxonomy: Taxonomy;
  readonly ranks: ReadonlyMap<string, Rank>;
  readonly domains: ReadonlyMap<string, Domain>;
  readonly topics: ReadonlyMap<string, Topic>;
  readonly kindOfFolder: ReadonlyMap<string, Kind>;
  readonly folderOfKind: ReadonlyMap<Kind, string>;
}

export function buildVocabulary(taxonomy: Taxonomy): Vocabulary {
  return {
    taxonomy,
    ranks: new Map(taxonomy.ranks.map((rank) => [rank.id, rank])),
    domains: new Map(taxonomy.domains.map((domain) => [domain.id, domain])),
    topics: new Map(taxonomy.topics.map((topic) => [topic.id, topic])),
    kindOfFolder: new Map(taxonomy.kinds.map((kind) => [kind.folder, kind.id])),
    folderOfKind: new Map(taxonomy.kinds.map((kind) => [kind.id, kind.folder])),
  };
}

/** The term that a word means: the word itself where it is an id, else the id that it is another name or a title of. */
export function termMeantBy(vocabulary: Vocabulary, kind: TermKind, word: string): string | undefined {
  const terms = termsOf(vocabulary, kind);
  if (terms.has(word)) return word;
  const alias = vocabulary.taxonomy.aliases?.find((each) => each.alias === word && each[kind] !== undefined);
  if (alias !== undefined) return alias[kind];
  for (const term of terms.values()) if (term.title.zh === word || term.title.en === word) return term.id;
  return undefined;
}

export function termsOf({ ranks, domains, topics }: Vocabulary, kind: TermKind): ReadonlyMap<string, Term> {
  return kind === 'rank' ? ranks : kind === 'domain' ? domains : topics;
}

/** Whether documents of this level are the registry's own. */
export function isOwnLevel(vocabulary: Vocabulary, level: Level): boolean {
  return vocabulary.taxonomy.levels.find((each) => each.id === level)?.own ?? false;
}
