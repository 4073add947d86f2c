// One document of the registry: the record as it is written, and what follows from it and the taxonomy.
import type { Day } from './day.ts';
import { type Kind, type Rank, type TermKind, termMeantBy, termsOf, type Vocabulary } from './taxonomy.ts';

export type Status = 'planned' | 'drafting' | 'not-yet-effective' | 'in-force' | 'superseded' | 'expired' | 'repealed';

export const dateFields = ['adopted', 'published', 'effective', 'expires', 'repealed'] as const;
export type DateField = (typeof dateFields)[number];
export type Dates = Readonly<Partial<Record<DateField, Day>>>;

/** 有目标、有程序、可量化、可控制: what the plan asks of each document. */
const traitNames = ['objective', 'procedure', 'measure', 'control'] as const;

/** 上位依据: an id, a title outside the registry, or an id with the version that is cited. */
export type Basis = string | { readonly title: string } | { readonly document: string; readonly version: Day };

/** What is replaced: an id or a number, or a title outside the registry. */
export type Replaced = string | { readonly title: string };

export interface Amendment {
  readonly date: Day;
  readonly by?: string;
  readonly number?: string;
  readonly effective?: Day;
  readonly note?: string;
}

export interface ProjectEvent {
  readonly stage: string;
  readonly date: Day;
  readonly note?: string;
  readonly source?: string;
}

/** 配套规定: what a document expressly requires to be made. */
export interface ImplementingMeasure {
  readonly title: string;
  readonly clause: string;
  readonly document?: string;
  readonly due?: Day;
}

/** 延续: validity prolonged, with what a prolongation must show. */
export interface Prolongation {
  readonly until: Day;
  readonly published?: Day;
  readonly registration?: string;
  readonly number?: string;
}

export interface Waiver {
  readonly rule: string;
  readonly reason: string;
  readonly until: Day;
}

/**
 * A record as its schema lets it through, as far as the registry reasons with it. Every field is optional here, even those the schema asks
 * for: a field whose shape is wrong has been left out, so that the rest can still be checked.
 */
export interface DocumentRecord {
  readonly title?: string;
  readonly carrier?: string;
  readonly rank?: string;
  readonly trial?: true;
  readonly class?: 'administrative' | 'internal' | 'plan' | 'other';
  readonly number?: string;
  readonly number_unpublished?: true;
  readonly registration?: string;
  readonly issuers?: readonly string[];
  readonly dates?: Dates;
  readonly immediate_reason?: string;
  readonly status?: Status;
  readonly verified?: string;
  readonly amendments?: readonly Amendment[];
  readonly prolongations?: readonly Prolongation[];
  readonly repealed_by?: Replaced;
  readonly domains?: 'all' | readonly string[];
  readonly topics?: readonly string[];
  readonly basis?: readonly Basis[];
  readonly replaces?: readonly Replaced[];
  readonly implementing_measures?: readonly ImplementingMeasure[];
  readonly filing?: { readonly date: Day; readonly number?: string };
  readonly project?: { readonly stage: string; readonly due?: Day; readonly events?: readonly ProjectEvent[] };
  readonly review?: { readonly date: Day; readonly result: 'keep' | 'amend' | 'repeal' };
  readonly traits?: Readonly<Partial<Record<(typeof traitNames)[number], string>>>;
  readonly standard?: {
    readonly nature: 'mandatory' | 'recommended' | 'guidance';
    readonly ics?: string;
    readonly ccs?: string;
    readonly centralized_by?: string;
    readonly title_en?: string;
  };
  readonly reference?: true;
  readonly owner?: string;
  readonly waivers?: readonly Waiver[];
}

/** A record with what only its reader needs: it stays in the file until somebody asks for it. */
export interface FullRecord extends DocumentRecord {
  readonly sources?: readonly string[];
  readonly unverified?: readonly string[];
  readonly note?: string;
}

/** What is at hand of every document: the record itself is looked up by `recordOf` of the registry. */
export interface Document {
  /** Position among the files that hold a record, or should. */
  readonly row: number;
  /** The file's stem. */
  readonly id: string;
  /** Path of the file as it is shown. */
  readonly file: string;
  readonly kind: Kind;
  /** The kind whose folder the file lies in, or undefined in a folder of no kind. */
  readonly folderKind: Kind | undefined;
  readonly rank: Rank | undefined;
  /** The rank as the record names it. */
  readonly rankWord: string | undefined;
  /** Ids of domains, other names resolved and unknown ones left out. */
  readonly domains: 'all' | readonly string[];
  readonly topics: readonly string[];
  /** Whether it names its rank and its domains, and the taxonomy knows all its words for these and for topics. */
  readonly isUnderstood: boolean;
  /** Whether all its words for rank, domains and topics are ids, and not other names. */
  readonly usesIds: boolean;
  readonly title: string | undefined;
  readonly number: string | undefined;
  readonly class: DocumentRecord['class'];
  readonly dates: Dates;
  /** The day of its filing (备案). */
  readonly filed: Day | undefined;
  readonly status: Status | undefined;
  readonly verified: string | undefined;
  readonly project: DocumentRecord['project'];
  readonly isReference: boolean;
  readonly hasOwner: boolean;
  /** Whether its record shows all four traits that the plan asks for. */
  readonly showsTraits: boolean;
  /** One bit for each of `fields` that the record has: see `hasField`. */
  readonly present: number;
  /** Fields that have a finding of shape already; they are left out of the record and say nothing. */
  readonly faulty: ReadonlySet<string>;
}

/** A document with its record. */
export interface Recorded extends Document {
  readonly record: DocumentRecord;
}

/** Fields of a record whose presence is known without looking it up. */
export const fields = [
  'title',
  'carrier',
  'rank',
  'trial',
  'class',
  'number',
  'number_unpublished',
  'registration',
  'issuers',
  'dates',
  'immediate_reason',
  'status',
  'verified',
  'amendments',
  'prolongations',
  'repealed_by',
  'domains',
  'topics',
  'basis',
  'replaces',
  'implementing_measures',
  'filing',
  'project',
  'review',
  'traits',
  'standard',
  'reference',
  'owner',
  'waivers',
] as const satisfies readonly (keyof DocumentRecord)[];

export type Field = (typeof fields)[number];

/** Whether the record has at least one of the fields. */
export function hasField({ present }: Document, ...names: readonly Field[]): boolean {
  return (present & bitsOf(names)) !== 0;
}

/** The bits of the fields in `present`. */
export function bitsOf(names: readonly Field[]): number {
  return names.reduce((bits, name) => bits | (1 << fields.indexOf(name)), 0);
}

/** A document as its file and its record say it, before the taxonomy has said what its words mean; `kind` by rank, else by folder. */
export type Said = Pick<Document, 'row' | 'id' | 'file' | 'kind' | 'folderKind' | 'present' | 'faulty'> & {
  readonly record: Pick<DocumentRecord, (typeof keptFields)[number]>;
};

/** What is read of each record to make a document. */
export const keptFields = [
  'title',
  'number',
  'class',
  'verified',
  'rank',
  'domains',
  'topics',
  'dates',
  'filing',
  'status',
  'project',
  'traits',
  'reference',
  'owner',
] as const satisfies readonly Field[];

/** Makes documents; those that name the same domains and topics share one list. */
export function documentBuilder(vocabulary: Vocabulary): (said: Said) => Document {
  const shared = sharedLists();
  return ({ row, id, file, kind, folderKind, present, faulty, record }) => {
    const { title, number, verified, dates = noDates, filing, status, project, traits, reference, owner } = record;
    const rank = rankOf(vocabulary, record.rank);
    const domains = record.domains === 'all' ? 'all' : shared(known(vocabulary, 'domain', record.domains));
    const topics = shared(known(vocabulary, 'topic', record.topics));
    const isUnderstood =
      rank !== undefined &&
      (domains === 'all' || domains.length === record.domains?.length) &&
      topics.length === (record.topics ?? none).length;
    return {
      row,
      id,
      file,
      kind,
      folderKind,
      rank,
      rankWord: record.rank,
      domains,
      topics,
      isUnderstood,
      usesIds:
        (record.rank === undefined || vocabulary.ranks.has(record.rank)) &&
        (domains === 'all' || areIds(vocabulary, 'domain', record.domains)) &&
        areIds(vocabulary, 'topic', record.topics),
      title,
      number,
      class: record.class,
      dates,
      filed: filing?.date,
      status,
      verified,
      project,
      isReference: reference === true,
      hasOwner: owner !== undefined,
      showsTraits: traits !== undefined && traitNames.every((name) => traits[name] !== undefined),
      present,
      faulty,
    };
  };
}

/** Keeps lists of ids once: many documents name the same domains and topics. Ids hold no blanks. */
function sharedLists(): (ids: readonly string[]) => readonly string[] {
  const lists = new Map<string, readonly string[]>();
  return (ids) => {
    const key = ids.join(' ');
    const known = lists.get(key);
    if (known === undefined) lists.set(key, ids);
    return known ?? ids;
  };
}

function rankOf(vocabulary: Vocabulary, word: string | undefined): Rank | undefined {
  const id = word === undefined ? undefined : termMeantBy(vocabulary, 'rank', word);
  return id === undefined ? undefined : vocabulary.ranks.get(id);
}

// One for all documents that say nothing.
const noDates: Dates = {};
const none: readonly string[] = [];

function areIds(vocabulary: Vocabulary, kind: TermKind, words: 'all' | readonly string[] = none): boolean {
  const terms = termsOf(vocabulary, kind);
  return words !== 'all' && words.every((word) => terms.has(word));
}

/** The ids that the words mean; mostly they are ids already. */
function known(vocabulary: Vocabulary, kind: 'domain' | 'topic', words: readonly string[] = none): readonly string[] {
  return areIds(vocabulary, kind, words) ? words : words.flatMap((word) => termMeantBy(vocabulary, kind, word) ?? []);
}

/** Whether none of these fields has a finding of shape, so that their absence means something. */
export function isIntact(document: Document, ...fields: readonly (keyof DocumentRecord)[]): boolean {
  return document.faulty.size === 0 || fields.every((field) => !document.faulty.has(field));
}

/** Whether the rank is of another kind than the folder: one of the two is wrong, and that is reported. */
export function isMisplaced({ kind, folderKind, rank }: Document): boolean {
  return folderKind !== undefined && (rank?.kind ?? kind) !== folderKind;
}

/** The title, or the id where the title is missing. */
export function titleOf(document: Document): string {
  return document.title ?? document.id;
}

/** The id that a basis points to, or undefined for a title outside the registry. */
export function basisTarget(basis: Basis): string | undefined {
  if (typeof basis === 'string') return basis;
  return 'document' in basis ? basis.document : undefined;
}
