// Puts files that no editor would write before the command line, in process: `… tests/fuzz/inputs.ts [count] [seed] [--write]`.
// Each file is an input. Small ones are the files of one registry, two hundred a run; a large one has a run of its own.
// With `--write` the figures go into docs/reliability.md.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isScalar, type ParsedNode, parseDocument } from 'yaml';
import { run } from '../support/cli.ts';
import { withPart } from '../support/page.ts';
import { type Input, type Kind, kinds, nextInput } from './hostile.ts';
import { type Random, randomOf } from './mutate.ts';
import { textsUnder } from './reader.ts';

export interface Tally {
  /** Inputs by their kind. */
  readonly inputs: Readonly<Record<Kind, number>>;
  /** Inputs that are not said to be unreadable, malformed or of another shape; the `yaml` package reads each as one map. */
  readonly passed: number;
  /** Runs of the command line by their exit code. */
  readonly exits: Readonly<Record<number, number>>;
  /** The most processor time that one input took by itself, in milliseconds, and the most memory of all. */
  readonly slowest: number;
  readonly peak: number;
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly what: string;
  readonly argv: readonly string[];
  readonly files: readonly Uint8Array[];
}

const filesPerRun = 200;

/** Processor time in milliseconds that an input may take in a process that is warm; the promise for a fresh one is a second. */
const slow = 1000;

/** What each run is asked; `validate` tells of each file, so it is asked of all. */
const others: readonly (readonly string[])[] = [
  ['validate', '--fix', '--dry-run'],
  ['list'],
  ['list', '--format', 'csv'],
  ['coverage', '--gaps', '--allow-errors'],
  ['coverage', '--allow-errors', '--format', 'markdown'],
  ['milestone', '--allow-errors'],
  ['show', 'x0'],
  ['fmt', '--dry-run'],
  ['validate', '--format', 'sarif'],
  ['validate', '--lang', 'en'],
];

const beside = ['plan', 'registry', 'jurisdiction', 'baseline'];

interface Ground {
  readonly project: string;
  /** Real records and fixtures, which are changed. */
  readonly records: readonly string[];
  readonly folder: string;
}

/** Puts so many inputs before the command line. */
export async function fuzzInputs(project: string, count: number, seed: number, say: (line: string) => void = () => {}): Promise<Tally> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mlx-inputs-'));
  try {
    const records = textsUnder(path.join(project, 'registry'), path.join(project, 'tests/fixtures'));
    return await fuzzIn({ project, records, folder }, count, randomOf(seed), say);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fuzzIn(ground: Ground, count: number, random: Random, say: (line: string) => void): Promise<Tally> {
  const inputs = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>;
  const exits: Record<number, number> = { 0: 0, 1: 0, 2: 0 };
  const failures: Failure[] = [];
  let [passed, slowest, peak, done] = [0, 0, 0, 0];
  while (done < count) {
    const [small, large]: [Input[], Input[]] = [[], []];
    while (small.length < filesPerRun && done < count) {
      const input = nextInput(random, ground.records);
      (input.kind === 'large' ? large : small).push(input);
      inputs[input.kind]++;
      done++;
    }
    for (const files of [small, ...large.map((each) => [each])]) {
      if (files.length === 0) continue;
      const asked = await ask(
        ground,
        files.map(({ bytes }) => bytes),
        random,
      );
      for (const exit of asked.exits) exits[exit] = (exits[exit] ?? 0) + 1;
      passed += asked.passed;
      if (files.length === 1) slowest = Math.max(slowest, asked.milliseconds);
      failures.push(...asked.failures);
      for (const failure of asked.failures) say(toldOf(failure));
    }
    peak = Math.max(peak, process.memoryUsage.rss());
    if (done % 20_000 < filesPerRun) say(`${done} inputs, ${failures.length} failures, slowest ${slowest.toFixed(0)} ms`);
  }
  return { inputs, passed, exits, slowest, peak, failures };
}

interface Asked {
  readonly exits: readonly number[];
  readonly passed: number;
  readonly milliseconds: number;
  readonly failures: readonly Failure[];
}

/** Lays the files into a registry and asks about it: as records, now and then one beside them or on standard input. */
async function ask(ground: Ground, files: readonly Uint8Array[], random: Random): Promise<Asked> {
  const folders = ['laws', 'rules', 'normative-documents', 'standards'];
  const names = files.map((_, n) =>
    n === 1 && random(4) === 0 ? `${beside[random(beside.length)]}.yaml` : `${folders[n % folders.length]}/x${n}.yaml`,
  );
  if (files.length > 1 && random(40) === 0) names[0] = 'taxonomy.yaml';
  layOut(ground, names, files);
  const failures: Failure[] = [];
  const exits: number[] = [];
  const fail = (argv: readonly string[], what: string, of: readonly Uint8Array[] = files): number =>
    failures.push({ what, argv, files: of });
  const started = process.cpuUsage();
  const argv = ['validate', '--format', 'json', '--no-cache'];
  const validated = await run(argv, { cwd: ground.folder });
  const { user, system } = process.cpuUsage(started);
  const milliseconds = (user + system) / 1000;
  if (files.length === 1 && milliseconds > slow) fail(argv, `took ${milliseconds.toFixed(0)} ms`);
  if (isTroubled(validated)) fail(argv, `exit ${validated.exit}: ${validated.stderr}`, await culprit(ground, names, files, argv));
  exits.push(validated.exit);
  const verdict = verdictOf(validated, names, files);
  for (const { what, bytes } of verdict.failures) fail(argv, what, bytes === undefined ? files : [bytes]);
  const other = [...(others[random(others.length)] ?? []), '--no-cache'];
  const stdin = ['validate', '--no-cache', '--stdin', '--stdin-filepath', 'registry/laws/x0.yaml'];
  for (const each of [...(random(5) === 0 ? [other] : []), ...(random(20) === 0 ? [stdin] : [])]) {
    const result = await run(each, { cwd: ground.folder, ...(each === stdin && { stdin: files.at(-1) ?? '' }) });
    exits.push(result.exit);
    if (isTroubled(result)) fail(each, `exit ${result.exit}: ${result.stderr}`, await culprit(ground, names, files, each));
  }
  return { exits, passed: verdict.passed, milliseconds, failures };
}

function layOut({ project, folder }: Ground, names: readonly string[], files: readonly Uint8Array[]): void {
  const registry = path.join(folder, 'registry');
  rmSync(registry, { recursive: true, force: true });
  for (const kind of ['laws', 'rules', 'normative-documents', 'standards']) mkdirSync(path.join(registry, kind), { recursive: true });
  for (const name of ['taxonomy', 'plan', 'jurisdiction'])
    writeFileSync(path.join(registry, `${name}.yaml`), readFileSync(path.join(project, 'registry', `${name}.yaml`)));
  for (const [index, name] of names.entries()) writeFileSync(path.join(registry, name), files[index] ?? new Uint8Array());
}

/** The files beside the records, and the one record with which the same happens; all where it takes more. */
async function culprit(
  ground: Ground,
  names: readonly string[],
  files: readonly Uint8Array[],
  argv: readonly string[],
): Promise<readonly Uint8Array[]> {
  const isBeside = (name: string): boolean => !name.includes('/');
  const fileOf = (name: string): Uint8Array => files[names.indexOf(name)] ?? new Uint8Array();
  const kept = names.filter(isBeside);
  for (const name of names.filter((each) => !isBeside(each))) {
    for (const few of [[name], [...kept, name]]) {
      layOut(ground, few, few.map(fileOf));
      if (isTroubled(await run(argv, { cwd: ground.folder, stdin: files.at(-1) ?? '' }))) return few.map(fileOf);
    }
  }
  return files;
}

interface Result {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** An exit code that there is not, or a fault of the program's own. */
function isTroubled({ exit, stderr }: Result): boolean {
  return ![0, 1, 2].includes(exit) || /MLX_DEBUG|\n\s+at /.test(stderr);
}

interface Verdict {
  readonly passed: number;
  readonly failures: readonly { readonly what: string; readonly bytes?: Uint8Array | undefined }[];
}

/** Rules that say that a file is no record, or not one of the right shape. */
const ofReading = new Set(['unreadable-file', 'malformed-yaml', 'duplicate-key', 'wrong-shape']);

/** Nothing broken may pass: what these do not report must be one map to the `yaml` package. And places must lie in their files. */
function verdictOf({ exit, stdout }: Result, names: readonly string[], files: readonly Uint8Array[]): Verdict {
  if (stdout === '') return exit === 2 ? { passed: 0, failures: [] } : { passed: 0, failures: [{ what: `exit ${exit} and no answer` }] };
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly Finding[] };
  const hasErrors = diagnostics.some(({ severity }) => severity === 'error');
  const refused = new Set(diagnostics.filter(({ rule }) => ofReading.has(rule)).map(({ file }) => nameOf(file)));
  const failures: { what: string; bytes?: Uint8Array | undefined }[] = [];
  if (exit < 2 && (exit === 1) !== hasErrors) failures.push({ what: `exit ${exit} ${hasErrors ? 'with' : 'without'} errors` });
  let passed = 0;
  for (const [index, name] of names.entries()) {
    const bytes = files[index] ?? new Uint8Array();
    if (refused.has(name)) continue;
    passed++;
    const broken = brokenness(bytes);
    // Without a sound taxonomy nothing is held against a shape, and the answer is exit 2.
    if (broken !== undefined && !(exit === 2 && broken === noMap)) failures.push({ what: `passed although ${broken}`, bytes });
  }
  for (const { file, line, endLine } of diagnostics) {
    const bytes = files[names.indexOf(nameOf(file))];
    if (bytes !== undefined && (line < 1 || endLine < line || endLine > linesIn(bytes)))
      failures.push({ what: `a place that is not there: ${file}:${line}-${endLine}`, bytes });
  }
  return { passed, failures };
}

interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
}

/** A path in the registry, of one that is shown. */
function nameOf(file: string): string {
  return file.replace(/^registry\//, '');
}

function linesIn(bytes: Uint8Array): number {
  return bytes.reduce((count, byte) => (byte === 0x0a ? count + 1 : count), 1);
}

const noMap = 'it is no map';

/** Keys are names as they are written: `~` and an empty one are two, though the package takes both for null. */
function isSameKey(one: ParsedNode, other: ParsedNode): boolean {
  return isScalar(one) && isScalar(other) && one.source === other.source;
}

/** Why the bytes are no record, as the `yaml` package sees it. */
function brokenness(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const document = parseDocument(text, { schema: 'core', uniqueKeys: isSameKey, logLevel: 'error', prettyErrors: false });
    if (document.errors.length > 0) return `yaml says ${document.errors[0]?.code}`;
    const value: unknown = document.toJS();
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : noMap;
  } catch (error) {
    return String(error);
  }
}

function toldOf({ what, argv, files }: Failure): string {
  const shown = files.slice(0, 4).map((bytes) => JSON.stringify(Buffer.from(bytes).toString('latin1').slice(0, 20_000)));
  return [what, argv.join(' '), `${files.length} files`, ...shown].join('\n  ');
}

/** The part of docs/reliability.md. */
function partOf(tally: Tally, count: number, seed: number, seconds: number): string {
  const { inputs, passed, exits, slowest, peak, failures } = tally;
  const all = (number: number): string => number.toLocaleString('en');
  const what: Readonly<Record<Kind, string>> = {
    bytes: 'any bytes',
    changed: 'real records and fixtures, changed at random',
    grown: 'YAML grown from a grammar, mostly changed',
    hostile: 'bombs, depth, floods and the like, up to 4 kB',
    large: 'the same, up to 1 MiB and somewhat more, one a run',
  };
  return `## 任意输入 Any input

${all(count)} 个随机生成的文件逐一经命令行检查：有问题的都有报告，没有崩溃、卡住，也没有漏报。

Written by \`node tests/support/run.js tests/fuzz/inputs.ts ${count} ${seed} --write\` with Node.js ${process.version}, in ${all(Math.round(seconds / 60))} minutes on one core that others shared. Each file counts as an input; small ones are checked as files of one registry, ${filesPerRun} a run. What is not said to be malformed is held against the \`yaml\` package.

| inputs | count |
| --- | ---: |
${kinds.map((kind) => `| ${what[kind]} | ${all(inputs[kind])} |`).join('\n')}
| in all | ${all(count)} |
| … of these without an error, and one map to the \`yaml\` package | ${all(passed)} |

| runs of the command line | count |
| --- | ---: |
${Object.entries(exits)
  .map(([exit, runs]) => `| exit ${exit} | ${all(runs)} |`)
  .join('\n')}

Failures (an internal error, another exit code, a broken file without an error, a place outside its file, more than ${slow} ms for a large input): ${failures.length}. The slowest large input took ${slowest.toFixed(0)} ms of processor time, and the process at most ${all(Math.round(peak / 2 ** 20))} MiB.`;
}

const [, program = '', ...given] = process.argv;
if (path.basename(program) === 'inputs.ts') {
  const [count = 10_000, seed = 1] = given.filter((word) => /^\d+$/.test(word)).map(Number);
  const project = path.resolve(program, '../../..');
  const started = performance.now();
  const tally = await fuzzInputs(project, count, seed, (line) => console.error(line));
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `seed ${seed}: ${count} inputs, ${tally.failures.length} failures, slowest ${tally.slowest.toFixed(0)} ms, ${seconds.toFixed(0)} s`,
  );
  const page = path.join(project, 'docs/reliability.md');
  if (given.includes('--write')) writeFileSync(page, withPart(readFileSync(page, 'utf8'), 'inputs', partOf(tally, count, seed, seconds)));
  process.exitCode = tally.failures.length > 0 ? 1 : 0;
}
