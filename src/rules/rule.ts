// The contract of a rule: what it is given, what it yields, and what it must say about itself.
// A rule states one bad thing. It knows neither the severity in force nor how it is printed,
// and points at data; the driver finds the line.
import type { Finding, Path, RuleData, Text, Where } from '../diagnostic.ts';
import { isCountable } from '../measures/counted.ts';
import { type Coverage, coverageOf } from '../measures/coverage.ts';
import { type Milestones, milestonesOf } from '../measures/milestone.ts';
import type { Day } from '../registry/day.ts';
import type { Document, Field, Recorded, Waiver } from '../registry/document.ts';
import type { BaselineEntry, Records, Registry, Terms } from '../registry/registry.ts';
import type { Kind } from '../registry/taxonomy.ts';

/** One file that should hold a record, whether or not it could be read. */
export interface RecordFile {
  /** The file's name without its extension. */
  readonly id: string;
  /** Path as it is shown. */
  readonly file: string;
  /** The folder that it lies in, from the registry; empty for the registry itself. */
  readonly folder: string;
}

/** What a rule on one record is given: the words of the taxonomy and the limits of the jurisdiction. */
export interface RecordFacts {
  readonly registry: Terms;
  readonly ruleNames: readonly string[];
  /** One field of a record, without the rest. */
  readonly fieldOf: Records['fieldOf'];
}

/** A waiver, and whether some finding of this run was waived by it. */
export interface WaiverUse {
  readonly document: Document;
  readonly index: number;
  readonly waiver: Waiver;
  readonly isUsed: boolean;
}

/** An entry of the baseline, and whether the finding it accepts is still there. */
export interface BaselineUse {
  readonly entry: BaselineEntry;
  readonly index: number;
  readonly isUsed: boolean;
}

/** What a rule on relations or on the whole registry is given. */
export interface Facts extends RecordFacts {
  readonly registry: Registry;
  /** The day the rules speak about. */
  readonly day: Day;
  readonly files: Iterable<RecordFile>;
  /** A figure over the whole registry, computed once however many rules ask for it. */
  readonly once: <Figure>(figure: (facts: Facts) => Figure) => Figure;
  /** These two are filled for the rules of the last pass alone. */
  readonly waivers: readonly WaiverUse[];
  readonly baseline: readonly BaselineUse[];
}

/**
 * What every document with a finding meets, and perhaps some without: the record is looked up and checked only where all
 * hold. None of it decides; without any, every document is checked.
 */
export interface Screen<Given> {
  /** The kinds of documents that are looked at; all of them if absent. */
  readonly kinds?: readonly Kind[];
  /** The document has at least one of these fields. */
  readonly fields?: readonly Field[];
  /** A cheap condition on what is at hand of the document. */
  readonly screen?: (document: Document, facts: Given) => boolean;
}

/** Looks at one record and at nothing else: its findings are kept with the content of the file. */
export interface OnRecord extends Screen<RecordFacts> {
  readonly checkRecord: (document: Recorded, facts: RecordFacts) => Iterable<Finding>;
}

/** Looks at a document on the day and at those that it is related to. */
export interface OnRelations extends Screen<Facts> {
  readonly checkRelations: (document: Recorded, facts: Facts) => Iterable<Finding>;
}

/** Looks at the data files, or at the registry as a whole. */
export interface OnRegistry {
  readonly checkRegistry: (facts: Facts) => Iterable<Finding>;
}

/** Its findings come from reading the files: they are made where the text is at hand. */
export interface OnText {
  readonly isOfText: true;
}

interface AboutRule extends RuleData {
  /** `last` for rules about waivers and the baseline, which run when all others have. */
  readonly pass?: 'last';
  /** It finds a status that time has overtaken. Figures go by the dates, so they need no fix first. */
  readonly isOvertaken?: true;
}

// What a rule looks at is its type, which decides what it is given. Rules on documents may look at the data files too.
export type RecordRule = AboutRule & OnRecord & Partial<OnRegistry>;
export type RelationRule = AboutRule & OnRelations & Partial<OnRegistry>;
export type RegistryRule = AboutRule & OnRegistry;
export type TextRule = AboutRule & OnText & Partial<OnRegistry>;
export type Rule = RecordRule | RelationRule | RegistryRule | TextRule;

/** The source of rules that only hold the record format itself. */
export const recordFormat: Text = { zh: '登记库的记录格式（schemas 目录）', en: "the registry's record format (schemas folder)" };

/** A pointer to a value of a document, or to its key. */
export function within(document: { readonly file: string }, path: Path, part: 'key' | 'value' = 'value'): Where {
  return { file: document.file, path, part };
}

// Figures that several rules speak of, for `once`.

export function countable({ registry }: Facts): boolean {
  return isCountable(registry);
}

export function coverage({ registry, day }: Facts): Coverage {
  return coverageOf(registry, day);
}

export function milestones({ registry, day, once }: Facts): Milestones | undefined {
  return milestonesOf(registry, day, undefined, () => once(coverage));
}
