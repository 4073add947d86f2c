// The trend of a long plan: at each quarter what is reckoned for its day alone.
import { expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import { coverageOf } from '../src/measures/coverage.ts';
import { trendOf } from '../src/measures/trend.ts';
import { day, filesUnder, schemas, shipped, workspaceOfAll } from './support/registry.ts';

it('is the coverage of each day', () => {
  const files = filesUnder(shipped);
  const plan = new TextDecoder()
    .decode(files['plan.yaml'] as Uint8Array)
    .replace(/^ {2}start: .*\n {2}end: .*$/m, '  start: 1985-02-01\n  end: 2035-05-06');
  const { registry } = check(workspaceOfAll({ ...files, 'plan.yaml': plan }), schemas, day);
  if (registry === undefined) throw new Error('the registry cannot be read');
  const points = trendOf(registry, day) ?? [];
  expect(points).toHaveLength(202);
  for (const { day: each, coverage } of points) expect(coverage, each).toEqual(coverageOf(registry, each));
});
