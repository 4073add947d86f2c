// The answer before it has a format: the data a program reads and the blocks a person reads.
import { type Diagnostic, isRecord, type RuleData, type Severity, type Text } from './diagnostic.ts';
import type { Drawing } from './drawing.ts';

/** A text in both languages, or one that is the same in both: an id, a title, a number; or several, each with its tone. */
export type Cell = Text | string | readonly Toned[];

/** What a word says about how things stand; colour only repeats what the words say. */
export type Tone = 'good' | 'fair' | 'poor' | 'bad' | 'faint' | 'strong' | 'plain';

export interface Toned {
  readonly text: Text | string;
  readonly tone: Tone;
  /** The page of the site that it leads to, or an address. */
  readonly href?: string;
}

export interface Column {
  readonly title: Text;
  /**
   * `figure` stands at the right, and says what it is where there is no room for a table; `long` is broken over lines,
   * and so is `subject`, which the row is about.
   */
  readonly look?: 'figure' | 'long' | 'subject';
}

export interface Row {
  readonly cells: readonly Cell[];
  /** Steps in, under the row that it belongs to. */
  readonly level?: 0 | 1;
  /** A line is drawn above it. */
  readonly isApart?: true;
  /** Lines below it, under its last cell. */
  readonly details?: readonly Cell[];
  /** What a link to it may lead to, where it stands on a page. */
  readonly place?: string;
}

/** A stretch of time with its parts; places on it are shares of its length, 0 to 1. */
export interface Timeline {
  readonly start: string;
  readonly end: string;
  /** Where each part ends, in order, and the sign that stands there. */
  readonly parts: readonly { readonly end: number; readonly sign: string }[];
  /** Beyond 0 and 1 where the day lies outside. */
  readonly now: number;
  readonly label: Text;
}

export type Block =
  | { readonly kind: 'diagnostics'; readonly diagnostics: readonly Diagnostic[] }
  /** The closing line; `--quiet` leaves it out. */
  | { readonly kind: 'summary'; readonly text: Text; readonly severity: Severity | 'ok' }
  | { readonly kind: 'heading'; readonly text: Cell }
  | { readonly kind: 'paragraph'; readonly text: Cell }
  | { readonly kind: 'code'; readonly text: string }
  /** A file before and after. */
  | { readonly kind: 'diff'; readonly file: string; readonly before: string; readonly after: string }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | { readonly kind: 'timeline'; readonly timeline: Timeline }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly Row[] };

export interface Field {
  readonly name: Cell;
  readonly values: readonly Cell[];
}

/** 0 answered · 1 findings or a threshold missed · 2 could not answer. */
export type ExitCode = 0 | 1 | 2;

export interface Report {
  /** What JSON prints; a Text in it becomes the chosen language's string. */
  readonly data: unknown;
  readonly blocks: readonly Block[];
  readonly exit: ExitCode;
  /** Files to be written, each only where it still holds what was read. */
  readonly changes?: readonly FileChange[];
  /** A message on the error stream. */
  readonly notice?: Text;
  /** What a spreadsheet is made from: one row a thing, one figure a cell. */
  readonly sheet?: Sheet;
  /** What it looks like, drawn when it is asked for. */
  readonly drawing?: () => Drawing;
  /** What the formats of continuous integration are made from; of `validate` alone. */
  readonly validation?: Validation;
}

export interface Sheet {
  readonly columns: readonly Text[];
  readonly rows: readonly (readonly (Text | string | number)[])[];
}

export interface Validation {
  /** By path, line, column and rule. */
  readonly diagnostics: readonly Diagnostic[];
  /** Paths of the files that were checked and are spoken of, as they are shown. */
  readonly files: readonly string[];
  readonly rules: readonly RuleData[];
  /** The severities that make the run fail, worst first. */
  readonly failing: readonly Severity[];
  /** What came of it, in a line. */
  readonly summary: Text;
  /** Of the tool. */
  readonly version: string;
}

/** A file as it is shown, before and after; `before` is undefined for one that is new. */
export interface FileChange {
  readonly shown: string;
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array;
}

/** How a report is to look. */
export interface Style {
  readonly lang: 'zh' | 'en';
  readonly hasColor: boolean;
  /** Columns of the terminal; undefined where there is none, and nothing is cut. */
  readonly width: number | undefined;
  readonly isQuiet: boolean;
}

export type Reporter = (report: Report, style: Style) => string;

/** A diagnostic as JSON carries it. */
export function diagnosticData(diagnostic: Diagnostic): unknown {
  const { rule, severity, place, message, hint, fix, related, fingerprint } = diagnostic;
  return {
    rule,
    severity,
    ...place,
    message,
    ...(hint && { hint }),
    ...(fix && { fixable: true }),
    ...(related.length > 0 && { related: related.map((each) => ({ ...each.place, message: each.message })) }),
    fingerprint,
  };
}

export function isText(value: unknown): value is Text {
  if (!isRecord(value)) return false;
  const { zh, en, ...others } = value;
  return typeof zh === 'string' && typeof en === 'string' && Object.keys(others).length === 0;
}
