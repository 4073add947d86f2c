// What tests import as `vitest` where code is mutated: they are only noted down, so that the same tests run again and again
// in one process, each with other changes in force. What they expect is judged by vitest itself.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import check from 'fast-check';

// Vitest asks its worker which file it is in; there is none.
globalThis.__vitest_worker__ ??= { config: {}, filepath: '', environment: { name: 'node' }, ctx: {}, rpc: {} };
export const { expect } = await import('vitest');
// Golden files are compared only: nothing is written from a changed program.
expect.extend({
  toMatchFileSnapshot: (text, file) => ({ pass: readFileSync(join('tests', file), 'utf8') === text, message: () => `${file} is another` }),
});

/** Every test in its order, and what is to be done after all of them. */
export const suite = { tests: [], afterAll: [] };

/**
 * What tests import as `fast-check`: the same few inputs each time, or a change that one run notices would slip through the
 * next. Where a property has a seed of its own, its inputs are the same anyway.
 */
const fewer = {
  ...check,
  assert: (property, options) =>
    check.assert(property, options?.seed === undefined ? { ...options, seed: 1, numRuns: 30, endOnFailure: true } : options),
};

// biome-ignore lint/style/noDefaultExport: tests ask for it by this name.
export { fewer as default };

let path = [];
let finishing = [];

/** Notes down the tests of one file under its name. */
export async function collect(file, load) {
  path = [file];
  await load();
}

/** Runs a test; it fails by throwing. */
export async function run({ body }) {
  finishing = [];
  try {
    await body();
  } finally {
    for (const finish of finishing.reverse()) await finish();
  }
}

export const onTestFinished = (finish) => finishing.push(finish);
export const afterAll = (finish) => suite.afterAll.push(finish);

export const it = caller((name, body) => {
  const title = [...path, name].join(' > ');
  const same = suite.tests.filter((test) => test.title === title).length;
  suite.tests.push({ id: same === 0 ? title : `${title} #${same + 1}`, title, file: path[0], body });
});

export const describe = caller((name, body) => {
  path.push(name);
  body();
  path.pop();
});

/** A function with the ways of calling it that the tests use; what stands between name and body are options. */
function caller(call) {
  const simple = (name, ...rest) =>
    call(
      name,
      rest.find((each) => typeof each === 'function'),
    );
  const each =
    (spread) =>
    (rows) =>
    (name, ...rest) => {
      const body = rest.find((one) => typeof one === 'function');
      for (const [index, row] of rows.entries())
        call(`${name} [${index}]`, () => (spread && Array.isArray(row) ? body(...row) : body(row)));
    };
  return Object.assign(simple, { each: each(true), for: each(false), skipIf: (isSkipped) => (isSkipped ? () => {} : simple) });
}
