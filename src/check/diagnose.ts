// Findings to diagnostics: each gets its line, its severity and its fingerprint.
import { createHash } from 'node:crypto';
import {
  compareText,
  type Diagnostic,
  type Finding,
  fileStart,
  type Path,
  type Place,
  type Span,
  type Text,
  type Where,
} from '../diagnostic.ts';
import { mostAlike } from '../limits.ts';
import type { Rule } from '../rules/rule.ts';
import type { Source } from '../source/source.ts';

/** What findings stand on. */
export interface Ground {
  /** The registry's folder as it is shown. */
  readonly root: string;
  readonly spotOf: (where: DataWhere) => Spot;
}

/** A finding's pointer to data. */
export type DataWhere = Extract<Where, { readonly path: Path }>;

/** What stands where a finding points. */
export interface Spot {
  /** Undefined where the file cannot be read. */
  readonly span: Span | undefined;
  /** The value as JSON, empty for a file as a whole. */
  readonly value: string;
}

export function spotIn(source: Source | undefined, { path, part = 'value' }: DataWhere): Spot {
  return { span: source?.spanOf(path, part), value: JSON.stringify(valueAt(source?.value, path)) ?? '' };
}

/** A rule's finding before it has a place. */
export interface Raised {
  /** The rule's name. */
  readonly rule: string;
  readonly finding: Finding;
}

/** A finding with its place in the texts. */
export interface Placed extends Raised {
  readonly place: Place;
  readonly related: readonly Place[];
  /** What makes it the same finding after lines have moved. */
  readonly identity: string;
}

/** Gives findings their places; those that have them keep them. */
export function placed(ground: Ground, raised: readonly (Raised | Placed)[]): readonly Placed[] {
  return withoutFlood(raised).map((each) => {
    if ('place' in each) return each;
    const { rule, finding } = each;
    const related = (finding.related ?? []).map(({ where }) => placeOf(ground, where));
    return { rule, finding, place: placeOf(ground, finding.where), related, identity: identityOf(ground, rule, finding) };
  });
}

/** In the order of their places; `rules` gives the severities in force. */
export function diagnose(rules: readonly Rule[], findings: readonly Placed[]): readonly Diagnostic[] {
  const severities = new Map(rules.map(({ name, severity }) => [name, severity]));
  const counts = new Map<string, number>();
  return [...findings]
    .sort((a, b) => comparePlaces(a, b) || compareText(a.finding.message.en, b.finding.message.en))
    .map(({ rule, finding, place, related, identity }): Diagnostic => {
      const count = (counts.get(identity) ?? 0) + 1;
      counts.set(identity, count);
      return {
        rule,
        severity: severities.get(rule) ?? 'error',
        place,
        message: finding.message,
        ...(finding.hint && { hint: finding.hint }),
        ...(finding.fix && { fix: finding.fix }),
        related: related.map((where, index) => ({ place: where, message: finding.related?.[index]?.message ?? noText })),
        fingerprint: createHash('sha256').update(`${identity}\n${count}`).digest('hex').slice(0, 32),
      };
    });
}

const noText: Text = { zh: '', en: '' };

/** With one finding in place of all that are too many; what can be mended for certain stays. */
function withoutFlood(raised: readonly (Raised | Placed)[]): readonly (Raised | Placed)[] {
  if (raised.length <= mostAlike) return raised;
  const counts = new Map<string, number>();
  return raised.flatMap((each): readonly (Raised | Placed)[] => {
    const { rule, finding } = each;
    if (finding.fix !== undefined) return [each];
    const key = `${rule} ${finding.where.file}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count <= mostAlike) return [each];
    return count === mostAlike + 1 ? [{ rule, finding: { where: finding.where, ...tooManyAlike } }] : [];
  });
}

const tooManyAlike: Pick<Finding, 'message' | 'hint'> = {
  message: {
    zh: `这个文件里同样的问题超过 ${mostAlike} 个，其余没有列出`,
    en: `more than ${mostAlike} findings like this in this file; the rest are not listed`,
  },
  hint: { zh: '先改正已列出的问题', en: 'mend the ones listed first' },
};

export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return comparePlaces(a, b) || compareText(a.message.en, b.message.en);
}

function comparePlaces(a: Pick<Placed, 'rule' | 'place'>, b: Pick<Placed, 'rule' | 'place'>): number {
  return (
    compareText(a.place.file, b.place.file) || a.place.line - b.place.line || a.place.column - b.place.column || compareText(a.rule, b.rule)
  );
}

function placeOf({ spotOf }: Ground, where: Where): Place {
  const span = 'span' in where ? where.span : spotOf(where).span;
  return { file: where.file, ...(span ?? fileStart) };
}

/**
 * What makes a finding the same finding after lines have moved: rule, file in the registry, keys on the
 * way, and the value that stands there; list positions and the message's words do not count.
 */
function identityOf({ root, spotOf }: Ground, rule: string, { where, message }: Finding): string {
  const file = root === '.' ? where.file : where.file.slice(root.length + 1);
  if ('span' in where) return [rule, file, message.en].join('\n');
  const keys = where.path.filter((step) => typeof step === 'string').join('.');
  return [rule, file, keys, spotOf(where).value].join('\n');
}

function valueAt(value: unknown, path: Path): unknown {
  return path.length === 0
    ? undefined
    : path.reduce<unknown>((at, step) => (at as Record<string | number, unknown> | null | undefined)?.[step], value);
}
