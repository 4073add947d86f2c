// How Stryker runs the tests: vitest's own runner starts a worker and loads every module anew for each of thousands of changes,
// this one bundles tests and code once, and loads them again only for changes that are in force while modules load.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { build } from 'rolldown';

const entry = '\0tests';
const stamp = 'virtual:build';
/** Every change makes another program: an answer that was remembered under one change must not come back under the next. */
const changing = `const loaded = crypto.randomUUID();
export const build = { toJSON: () => [loaded, globalThis.__stryker__?.activeMutant ?? null] };`;
let loads = 0;

/** A test that takes far longer than it did runs without end; a machine that others share is no reason to say so. Milliseconds. */
const limitOf = (usual) => Math.ceil(10_000 + 20 * usual);

class Runner {
  constructor(options) {
    this.files = options.suite.files;
    this.bundle = path.resolve('tests/mutation/bundle.mjs');
    this.memory = `${this.bundle}.json`;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    if (!existsSync(this.bundle)) await bundled(this.files, this.bundle);
    // Another runner than this one has made the dry run.
    if (existsSync(this.memory)) this.known = JSON.parse(readFileSync(this.memory, 'utf8'));
  }

  async dryRun() {
    const ns = namespace({ hitCount: undefined, hitLimit: undefined, mutantCoverage: undefined });
    const tests = [];
    this.loaded = await loadedFrom(this.bundle);
    for (const test of this.loaded.suite.tests) {
      ns.currentTestId = test.id;
      const started = performance.now();
      const failure = await failureOf(this.loaded, test, 600_000);
      ns.currentTestId = undefined;
      const result = { id: test.id, name: test.id, fileName: path.resolve(test.file), timeSpentMs: performance.now() - started };
      tests.push(failure === undefined ? { ...result, status: 0 } : { ...result, status: 1, failureMessage: failure.message });
    }
    await finish(this.loaded);
    const mutantCoverage = ns.mutantCoverage ?? { static: {}, perTest: {} };
    this.known = knownFrom(tests, mutantCoverage);
    writeFileSync(this.memory, JSON.stringify(this.known));
    return { status: 'complete', tests, mutantCoverage };
  }

  /** What is in force while modules load and later too is first tried without loading them again, which is quicker. */
  async mutantRun({ activeMutant: { id }, hitLimit, reloadEnvironment, testFilter }) {
    const reached = testFilter ?? this.known.reached[id];
    if (reached !== undefined) {
      namespace();
      this.loaded ??= await loadedFrom(this.bundle);
      const result = await this.#run(this.loaded, namespace({ activeMutant: id, hitCount: 0, hitLimit }), new Set(reached));
      if (!reloadEnvironment || result.status !== 'survived') return result;
    }
    const ns = namespace({ activeMutant: id, hitCount: 0, hitLimit });
    try {
      return await this.#run(await loadedFrom(this.bundle), ns);
    } catch (error) {
      // A program that does not load any more fails every test.
      return { status: 'killed', killedBy: [this.known.tests[0].id], failureMessage: String(error), nrOfTests: 1 };
    }
  }

  async #run(loaded, ns, wanted) {
    const byId = new Map(loaded.suite.tests.map((test) => [test.id, test]));
    let nrOfTests = 0;
    for (const { id, usual } of this.known.tests) {
      if (wanted !== undefined && !wanted.has(id)) continue;
      const test = byId.get(id);
      // A change of what tests are made from takes some away.
      if (test === undefined) return { status: 'killed', killedBy: [id], failureMessage: 'the test is gone', nrOfTests };
      nrOfTests++;
      const failure = await failureOf(loaded, test, limitOf(usual));
      if (failure?.isEndless || ns.hitCount > ns.hitLimit) return { status: 'timeout', reason: `${id} ran without end` };
      if (failure !== undefined) return { status: 'killed', killedBy: [id], failureMessage: failure.message, nrOfTests };
    }
    await finish(loaded);
    return { status: 'survived', nrOfTests };
  }
}
Runner.inject = ['options'];

/** What the changed code looks at to know which change is in force. */
function namespace(state = {}) {
  globalThis.__stryker__ ??= {};
  return Object.assign(globalThis.__stryker__, { activeMutant: undefined, currentTestId: undefined, ...state });
}

/** The tests, quickest first, since most changes are noticed by many; and which of them reach a change. */
function knownFrom(tests, { perTest }) {
  const reached = {};
  for (const [test, mutants] of Object.entries(perTest)) {
    for (const mutant of Object.keys(mutants)) {
      reached[mutant] ??= [];
      reached[mutant].push(test);
    }
  }
  const timed = tests.map(({ id, timeSpentMs }) => ({ id, usual: timeSpentMs }));
  return { tests: timed.sort((one, other) => one.usual - other.usual), reached };
}

async function failureOf({ run }, test, timeout) {
  try {
    globalThis.__run__ = () => run(test);
    await vm.runInThisContext('__run__()', { timeout });
    return undefined;
  } catch (error) {
    return { message: String(error?.message ?? error), isEndless: error?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' };
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
    resolveId: (id) => (id === entry || id === stamp ? id : shimmed(id) ? own : undefined),
    load: (id) => (id === entry ? code : id === stamp ? changing : undefined),
  };
  await build({
    input: entry,
    platform: 'node',
    plugins: [tests, validators()],
    external: (id, importer) => /^(?:node:|[a-z@][^:]*$)/.test(id) && (!shimmed(id) || importer === own),
    logLevel: 'silent',
    output: { file, format: 'esm', codeSplitting: false },
  });
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'suite', injectableClass: Runner }];
