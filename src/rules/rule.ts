// The contract of a rule: what it is given, what it yields, and what it must say about itself.
// A rule states one bad thing. It knows neither the severity in force nor how it is printed,
// and points at data; the driver finds the line.
import type { FaultRule, Finding, Path, RuleData, Text, Where } from '../diagnostic.ts';
import { isCountable } from '../measures/counted.ts';
import { type Coverage, coverageOf } from '../measures/coverage.ts';
import { type Milestones, milestonesOf } from '../measures/milestone.ts';
import type { Day } from '../registry/day.ts';
import type { Document, Waiver } from '../registry/document.ts';
import type { BaselineEntry, Registry } from '../registry/registry.ts';

/** One file that should hold a record, whether or not it could be read. */
export interface RecordFile {
  /** The file's name without its extension. */
  readonly id: string;
  /** Path as it is shown. */
  readonly file: string;
  /** Folders from the registry down to the file. */
  readonly folders: readonly string[];
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

export interface Facts {
  readonly registry: Registry;
  /** The day the rules speak about. */
  readonly day: Day;
  readonly files: readonly RecordFile[];
  readonly ruleNames: readonly string[];
  /** A figure over the whole registry, reckoned once however many rules ask for it. */
  readonly once: <Figure>(figure: (facts: Facts) => Figure) => Figure;
  /** What the rooms below found while reading. */
  readonly faultsOf: (rule: FaultRule) => readonly Finding[];
  /** These two are filled for the rules of the last pass alone. */
  readonly waivers: readonly WaiverUse[];
  readonly baseline: readonly BaselineUse[];
}

/** A rule checks documents, the registry, or both. */
export interface Rule extends RuleData {
  /** `last` for rules about waivers and the baseline, which run when all others have. */
  readonly pass?: 'last';
  /** It finds a status that time has overtaken. Figures go by the dates, so they need no mending first. */
  readonly isOvertaken?: true;
  /**
   * What is wrong with one document, seen in its registry. Other documents are reached by what the registry looks up
   * by key (`byId`, `find`, `successorsOf` and so on), never by going through all of them.
   */
  readonly checkDocument?: (document: Document, facts: Facts) => Iterable<Finding>;
  /** What is wrong with the registry as a whole. */
  readonly checkRegistry?: (facts: Facts) => Iterable<Finding>;
}

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
