// Screens decide nothing: without any, the rules find the same.
import { describe, expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import { rules } from '../src/rules/index.ts';
import type { Rule } from '../src/rules/rule.ts';
import { type Case, fixtureCases, mixedCase, seededCases, shippedCases } from './support/cases.ts';
import { schemas, workspaceOfAll } from './support/registry.ts';

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
type Screened = Extract<Rule, { readonly kinds?: unknown }>;

const isScreened = (rule: Rule): rule is Screened => 'kinds' in rule || 'fields' in rule || 'screen' in rule;
const screened = rules.filter(isScreened);

interface Run {
  /** All diagnostics, also those that are waived or in the baseline. */
  readonly found: readonly string[];
  /** How many documents each screened rule was given. */
  readonly given: ReadonlyMap<string, number>;
}

/** Checks a registry, and counts on the way. `isScreened` false takes the screens from all rules meanwhile. */
function run({ files, day }: Case, isWithScreens: boolean): Run {
  const given = new Map<string, number>();
  const restores = screened.map((rule) => changed(rule, isWithScreens, () => given.set(rule.name, (given.get(rule.name) ?? 0) + 1)));
  try {
    const { diagnostics, waived, baselined } = check(workspaceOfAll(files), schemas, day);
    return { found: [...diagnostics, ...waived, ...baselined].map((each) => JSON.stringify(each)), given };
  } finally {
    for (const restore of restores) restore();
  }
}

function changed(rule: Screened, isWithScreen: boolean, count: () => void): () => void {
  const before = { ...rule };
  const mutable = rule as Mutable<Screened>;
  if (!isWithScreen) for (const name of ['kinds', 'fields', 'screen'] as const) delete mutable[name];
  const counted =
    <Given extends readonly unknown[], Found>(act: (...given: Given) => Found) =>
    (...given: Given): Found => {
      count();
      return act(...given);
    };
  if ('checkRecord' in mutable) mutable.checkRecord = counted(mutable.checkRecord);
  else mutable.checkRelations = counted(mutable.checkRelations);
  return () => Object.assign(mutable, before);
}

const found = new Set<string>();
const given = { with: new Map<string, number>(), without: new Map<string, number>() };

function holds(each: Case): void {
  const [one, other] = [run(each, true), run(each, false)];
  expect(one.found, each.name).toEqual(other.found);
  for (const line of one.found) found.add((JSON.parse(line) as { rule: string }).rule);
  for (const [total, counts] of [[given.with, one.given] as const, [given.without, other.given] as const])
    for (const [rule, count] of counts) total.set(rule, (total.get(rule) ?? 0) + count);
}

describe('without screens the findings are the same', () => {
  it.each([
    ['in the shipped registry, day by day', shippedCases],
    ['in the fixtures of all rules', fixtureCases],
    ['with faults put in', seededCases],
    ['in registries that are mixed at random', Array.from({ length: 200 }, (_, seed) => mixedCase(seed + 1))],
  ])('%s', { timeout: 180_000 }, (_, cases) => {
    for (const each of cases) holds(each);
  });

  it('and each rule that has one has found something, and was spared documents', () => {
    expect(screened.length).toBeGreaterThan(40);
    expect(screened.filter(({ name }) => !found.has(name)).map(({ name }) => name)).toEqual([]);
    const spared = ({ name }: Rule): number => 1 - (given.with.get(name) ?? 0) / (given.without.get(name) ?? 0);
    expect(screened.filter((rule) => !(spared(rule) > 0.1)).map(({ name }) => name)).toEqual([]);
  });
});
