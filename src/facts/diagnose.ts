// Findings to diagnostics: each gets its line, its severity and its fingerprint.
import { createHash } from 'node:crypto';
import { compareText, type Diagnostic, type Finding, type Path, type Place, type Span, type Where } from '../diagnostic.ts';
import { mostAlike } from '../limits.ts';
import type { Source } from '../source/source.ts';

/** A finding with the name of its rule. */
export interface Raised extends Finding {
  readonly rule: string;
}

/** What stands where a finding points: its place, and the value as JSON; the value of a whole file is empty. */
export interface Spot {
  readonly span: Span;
  readonly value: string;
}

/** Looks up the data that a finding points at. */
export type SpotOf = (where: DataWhere) => Spot;

/** A finding's pointer to data. */
export type DataWhere = Extract<Where, { readonly path: Path }>;

export function spotIn(source: Source, { path, part = 'value' }: DataWhere): Spot {
  return { span: source.spanOf(path, part), value: jsonAt(source.value, path) };
}

/** The value at a path as JSON; empty for the whole value, and where there is none. */
export function jsonAt(value: unknown, path: Path): string {
  if (path.length === 0) return '';
  return (
    JSON.stringify(path.reduce<unknown>((at, step) => (at as Record<string | number, unknown> | null | undefined)?.[step], value)) ?? ''
  );
}

/**
 * Findings as diagnostics, in the order of their places. All findings of a rule in a file have to come together: equal
 * ones are numbered, and too many are cut. `root` is the registry's folder as it is shown.
 */
export function diagnose(raised: readonly Raised[], root: string, spotOf: SpotOf): readonly Diagnostic[] {
  const counts = new Map<string, number>();
  return withoutFlood(raised)
    .map((each) => ({ each, place: placeOf(spotOf, each.where), identity: identityOf(root, spotOf, each) }))
    .sort(
      (a, b) =>
        comparePlaces(a.place, b.place) || compareText(a.each.rule, b.each.rule) || compareText(a.each.message.en, b.each.message.en),
    )
    .map(({ each: { rule, message, hint, fix, related = [] }, place, identity }): Diagnostic => {
      const count = (counts.get(identity) ?? 0) + 1;
      counts.set(identity, count);
      return {
        rule,
        severity: 'error',
        place,
        message,
        ...(hint && { hint }),
        ...(fix && { fix }),
        related: related.map((at) => ({ place: placeOf(spotOf, at.where), message: at.message })),
        fingerprint: createHash('sha256').update(`${identity}\n${count}`).digest('hex').slice(0, 32),
      };
    });
}

/** With one finding in place of all that are too many; what can be fixed for certain stays. */
function withoutFlood(raised: readonly Raised[]): readonly Raised[] {
  if (raised.length <= mostAlike) return raised;
  const counts = new Map<string, number>();
  return raised.flatMap((each): readonly Raised[] => {
    if (each.fix !== undefined) return [each];
    const key = `${each.rule} ${each.where.file}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count <= mostAlike) return [each];
    return count === mostAlike + 1 ? [{ rule: each.rule, where: each.where, ...tooManyAlike }] : [];
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
  return comparePlaces(a.place, b.place) || compareText(a.rule, b.rule) || compareText(a.message.en, b.message.en);
}

function comparePlaces(a: Place, b: Place): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

function placeOf(spotOf: SpotOf, where: Where): Place {
  return { file: where.file, ...('span' in where ? where.span : spotOf(where).span) };
}

/**
 * What makes a finding the same finding after lines have moved: rule, file in the registry, keys on the
 * way, and the value that stands there; list positions and the message's words do not count.
 */
function identityOf(root: string, spotOf: SpotOf, { rule, where, message }: Raised): string {
  const file = root === '.' ? where.file : where.file.slice(root.length + 1);
  if ('span' in where) return [rule, file, message.en].join('\n');
  const keys = where.path.filter((step) => typeof step === 'string').join('.');
  return [rule, file, keys, spotOf(where).value].join('\n');
}
