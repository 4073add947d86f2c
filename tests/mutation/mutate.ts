// Mutation testing: Stryker changes the code in thousands of small ways, and each change must make a test fail.
//
//   npm run mutate                                  every room
//   npm run mutate -- measures                      one room
//   npm run mutate -- src/rules/dead-basis.ts …     some files
//     --fresh     nothing is taken over from earlier runs
//     --no-page   docs/reliability.md stays as it is
//
// What a run found is kept in .mutation, batch by batch; the next run takes over what was noticed by a test that is
// still as it was, and tries all else again. The changes that nothing noticed stand in .mutation/<room>.txt.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compareText } from '../../src/diagnostic.ts';
import { withPart } from '../support/page.ts';
import { rooms, testsFor } from './rooms.ts';
import { intro, linesOf, type Report, section, withoutUnnoticed } from './score.ts';

const { values: options, positionals } = parseArgs({
  options: { fresh: { type: 'boolean', default: false }, 'no-page': { type: 'boolean', default: false } },
  allowPositionals: true,
});
const own = 'tests/mutation';
/** Not below `tests`, where the copies of tests would be taken for tests. */
const work = '.mutation';
const page = 'docs/reliability.md';
/** Lines that are changed in one run of Stryker, at most but for a longer file: it keeps what it found at its end. */
const mostLines = 400;

os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
process.exitCode = install() ?? mutate();

function install(): number | undefined {
  const lock = readFileSync(`${own}/package-lock.json`, 'utf8');
  const mark = `${own}/node_modules/.installed-lock.json`;
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return undefined;
  // Its peers are the project's own packages, and none of its packages needs a script.
  const argv = ['ci', '--prefix', own, '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', argv, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) return 2;
  writeFileSync(mark, lock);
  return undefined;
}

function mutate(): number {
  mkdirSync(work, { recursive: true });
  for (const room of Object.keys(rooms)) {
    const all = filesOf(room);
    const files = positionals.length === 0 || positionals.includes(room) ? all : all.filter((file) => positionals.includes(file));
    if (files.length === 0) continue;
    if (options.fresh) rmSync(kept(room), { force: true });
    for (const batch of batchesOf(room, files)) {
      if (!run(room, batch)) return 2;
      write(room, all.length);
    }
  }
  return 0;
}

function filesOf(room: string): readonly string[] {
  const folder = `src/${room}`;
  return readdirSync(folder)
    .sort()
    .map((name) => `${folder}/${name}`);
}

/** Files that the same tests are for, together until they are long enough. */
function batchesOf(room: string, files: readonly string[]): readonly (readonly string[])[] {
  const testsOf = (file: string): string => testsFor(room, path.basename(file)).join(' ');
  const batches: string[][] = [];
  let [left, tests] = [0, ''];
  for (const file of [...files].sort((one, other) => compareText(testsOf(one), testsOf(other)))) {
    const lines = readFileSync(file, 'utf8').split('\n').length;
    if (lines > left || testsOf(file) !== tests) {
      batches.push([]);
      [left, tests] = [mostLines, testsOf(file)];
    }
    batches.at(-1)?.push(file);
    left -= lines;
  }
  return batches;
}

function kept(room: string): string {
  return `${work}/${room}.json`;
}

function reportOf(room: string): Report {
  return JSON.parse(readFileSync(kept(room), 'utf8')) as Report;
}

function run(room: string, files: readonly string[]): boolean {
  if (existsSync(kept(room))) writeFileSync(kept(room), JSON.stringify(withoutUnnoticed(reportOf(room), files)));
  const settings = {
    testRunner: 'suite',
    plugins: ['texts.js', 'runner.js'].map((name) => path.resolve(own, name)),
    ignorers: ['texts'],
    suite: { files: testsFor(room, path.basename(files[0] ?? '')).map((name) => `tests/${name}.test.ts`) },
    mutate: files,
    coverageAnalysis: 'perTest',
    incremental: true,
    incrementalFile: kept(room),
    concurrency: 1,
    // Each change to what modules do when they are loaded loads them once more, and they stay in memory.
    maxTestRunnerReuse: 150,
    ignorePatterns: ['dist', own, 'tests/bench', work],
    tempDirName: `${work}/sandbox`,
    cleanTempDir: 'always',
    // Stryker would read it with the compiler's old interface.
    tsconfigFile: 'none',
    disableTypeChecks: false,
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: { logTests: false, reportTests: false, reportMutants: false },
    warnings: { unknownOptions: false, slow: false },
  };
  writeFileSync(`${work}/stryker.json`, JSON.stringify(settings));
  const program = `${own}/node_modules/@stryker-mutator/core/bin/stryker.js`;
  return spawnSync(process.execPath, [program, 'run', `${work}/stryker.json`], { stdio: 'inherit' }).status === 0;
}

function write(room: string, count: number): void {
  const report = reportOf(room);
  writeFileSync(`${work}/${room}.txt`, linesOf(report).join('\n'));
  if (options['no-page']) return;
  const about = `Figures of ${new Date().toISOString().slice(0, 10)}, Node.js ${process.version}.`;
  const before = withPart(readFileSync(page, 'utf8'), 'mutation', intro);
  writeFileSync(page, withPart(before, `mutation-${room}`, section({ room, report, count, about })));
}
