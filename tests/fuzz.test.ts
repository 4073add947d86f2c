// A fixed part of what tests/fuzz/inputs.ts puts before the command line a million times.
import { expect, it } from 'vitest';
import { fuzzInputs } from './fuzz/inputs.ts';
import { project } from './support/registry.ts';

it('any input gives a finding or exit 2, soon, and nothing broken passes', { timeout: 120_000 }, async () => {
  const { failures, passed, exits, inputs } = await fuzzInputs(project, 1000, 20261129);
  expect(
    failures.map(({ what, files }) => `${what}: ${files.map((bytes) => new TextDecoder('latin1').decode(bytes.slice(0, 500)))}`),
  ).toEqual([]);
  // It is no trial where nothing passes.
  expect(passed).toBeGreaterThan(60);
  expect(exits[1]).toBeGreaterThan(5);
  expect(inputs.large).toBeGreaterThan(0);
});
