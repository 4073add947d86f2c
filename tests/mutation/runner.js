// How Stryker runs the tests: vitest's own runner starts a worker and loads every module anew for each of thousands of changes,
// this one bundles tests and code once, and loads them again only for changes that are in force while modules load.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';

const entry = '\0tests';
let loads = 0;

class Runner {
  constructor(options) {
    this.files = options.suite.files;
    this.bundle = path.resolve('tests/mutation/bundle.mjs');
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    if (!existsSync(this.bundle)) await bundled(this.files, this.bundle);
  }

  async dryRun() {
    const ns = namespace();
    Object.assign(ns, {
      activeMutant: undefined,
      hitCount: undefined,
      hitLimit: undefined,
      mutantCoverage: undefined,
      currentTestId: undefined,
    });
    const tests = [];
    await this.#load();
    for (const test of this.loaded.suite.tests) {
      ns.currentTestId = test.id;
      const [started, failureMessage] = [performance.now(), await failureOf(this.loaded, test)];
      ns.currentTestId = undefined;
      const result = { id: test.id, name: test.id, fileName: path.resolve(test.file), timeSpentMs: performance.now() - started };
      tests.push(failureMessage === undefined ? { ...result, status: 0 } : { ...result, status: 1, failureMessage });
    }
    await finish(this.loaded);
    // Most changes are noticed by many tests: the quickest come first. Other runners than this one read it here.
    const order = [...tests].sort((one, other) => one.timeSpentMs - other.timeSpentMs).map(({ id }) => id);
    writeFileSync(`${this.bundle}.json`, JSON.stringify(order));
    return { status: 'complete', tests, mutantCoverage: ns.mutantCoverage ?? { static: {}, perTest: {} } };
  }

  async mutantRun({ activeMutant, hitLimit, reloadEnvironment, testFilter }) {
    const ns = namespace();
    Object.assign(ns, { activeMutant: undefined, hitCount: 0, hitLimit, currentTestId: undefined });
    if (reloadEnvironment) ns.activeMutant = activeMutant.id;
    else if (this.loaded === undefined) await this.#load();
    let loaded;
    try {
      loaded = reloadEnvironment ? await loadedFrom(this.bundle) : this.loaded;
    } catch (error) {
      // A program that does not load any more fails every test.
      return { status: 'killed', killedBy: ['load'], failureMessage: String(error), nrOfTests: 1 };
    }
    ns.activeMutant = activeMutant.id;
    const byId = new Map(loaded.suite.tests.map((test) => [test.id, test]));
    const wanted = testFilter === undefined ? undefined : new Set(testFilter);
    let nrOfTests = 0;
    for (const id of JSON.parse(readFileSync(`${this.bundle}.json`, 'utf8'))) {
      if (wanted !== undefined && !wanted.has(id)) continue;
      const test = byId.get(id);
      // A change of what tests are made from takes some away.
      if (test === undefined) return { status: 'killed', killedBy: [id], failureMessage: 'the test is gone', nrOfTests };
      nrOfTests++;
      const failureMessage = await failureOf(loaded, test);
      if (hitLimit !== undefined && ns.hitCount > hitLimit) return { status: 'timeout', reason: `ran ${ns.hitCount} times` };
      if (failureMessage !== undefined) return { status: 'killed', killedBy: [test.id], failureMessage, nrOfTests };
    }
    await finish(loaded);
    return { status: 'survived', nrOfTests };
  }

  async #load() {
    this.loaded = await loadedFrom(this.bundle);
  }
}
Runner.inject = ['options'];

function namespace() {
  globalThis.__stryker__ ??= {};
  return globalThis.__stryker__;
}

async function failureOf({ run }, test) {
  try {
    await run(test);
    return undefined;
  } catch (error) {
    return String(error?.message ?? error);
  }
}

async function finish({ suite }) {
  for (const each of suite.afterAll) await each();
}

/** The tests, from modules that no run has used before. */
async function loadedFrom(bundle) {
  const { loaded } = await import(`${pathToFileURL(bundle).href}?${loads++}`);
  return loaded();
}

async function bundled(files, file) {
  const { validators } = await import(pathToFileURL(path.resolve('build/plugin.js')).href);
  const own = path.join(import.meta.dirname, 'suite.js');
  const shimmed = (id) => id === 'vitest' || id === 'fast-check';
  const code = `import { collect, run, suite } from ${JSON.stringify(own)};
export async function loaded() {
${files.map((each) => `  await collect(${JSON.stringify(each)}, () => import(${JSON.stringify(path.resolve(each))}));`).join('\n')}
  return { run, suite };
}`;
  const tests = {
    name: 'tests',
    resolveId: (id) => (id === entry ? id : shimmed(id) ? own : undefined),
    load: (id) => (id === entry ? code : undefined),
  };
  await build({
    input: entry,
    platform: 'node',
    plugins: [tests, validators()],
    external: (id, importer) => /^(?:node:|[a-z@][^:]*$)/.test(id) && (!shimmed(id) || importer === own),
    logLevel: 'warn',
    output: { file, format: 'esm', codeSplitting: false },
  });
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'suite', injectableClass: Runner }];
