// Whether a new build answers as an old one did, byte for byte:
// `node tests/support/run.js tests/compare/compare.ts OLD_CHECKOUT [NEW_CHECKOUT] [--only TEXT]`, both built. It asks both the
// same about the same registries, lists what differs, and ends with 1 where a difference is not in wanted.ts.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { diffLines } from 'diff';
import { project } from '../bench/shipped.ts';
import { type Case, cases, type Run } from './cases.ts';
import { type Outcome, type Side, startSide } from './side.ts';
import { wanted } from './wanted.ts';

interface Difference {
  /** The command, the part of the answer and the language. */
  readonly kind: string;
  /** The case, the command line and the part. */
  readonly where: string;
  readonly lines: readonly string[];
  /** Why it is wanted; undefined where it is not. */
  readonly why: string | undefined;
}

const { values, positionals } = parseArgs({ options: { only: { type: 'string', default: '' } }, allowPositionals: true });
const [old, now = project] = positionals;
if (old === undefined) throw new Error('usage: compare.ts OLD_CHECKOUT [NEW_CHECKOUT] [--only TEXT]');

const started = Date.now();
const folder = mkdtempSync(path.join(tmpdir(), 'mlx-compare-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const sides = [sideIn('old', old), sideIn('new', now)] as const;
const differences: Difference[] = [];
const counts = { runs: 0, outputs: 0 };
for await (const given of cases()) {
  if (!given.name.includes(values.only)) continue;
  process.stderr.write(`${given.name}\n`);
  for (const side of sides) side.prepare(given);
  for (const run of given.runs) await compareRun(given, run);
}
for (const side of sides) side.stop();
report();

function sideIn(name: string, checkout: string): Side {
  const place = path.join(folder, name);
  mkdirSync(place);
  return startSide(path.resolve(checkout), place);
}

async function compareRun(given: Case, run: Run): Promise<void> {
  const [before, after] = await outcomes(withFormats(run, run.formats ?? []));
  compareOutcomes(given, run, before, after);
  // Formats that the answer does not have hide those that it has.
  if (before.get('exit') !== '2') return;
  for (const format of run.formats ?? []) compareOutcomes(given, run, ...(await outcomes(withFormats(run, [format]))));
}

function withFormats(run: Run, formats: readonly string[]): Run {
  const asked = formats.flatMap((format) => ['--format', `${format}=out/${format}`]);
  return { ...run, argv: [...run.argv, ...asked] };
}

async function outcomes(run: Run): Promise<readonly [Outcome, Outcome]> {
  counts.runs++;
  const [before, after] = await Promise.all([sides[0].run(run), sides[1].run(run)]);
  return [before, after];
}

function compareOutcomes(given: Case, { argv, env }: Run, before: Outcome, after: Outcome): void {
  for (const part of new Set([...before.keys(), ...after.keys()])) {
    counts.outputs++;
    const [first, second] = [before.get(part), after.get(part)];
    if (first === second) continue;
    const lang = env?.MLX_LANG ?? argv[argv.indexOf('--lang') + 1] ?? '';
    const where = `${given.name}: ${argv.join(' ')} → ${part}`;
    const lines = changedLines(first, second);
    const why = wanted.find((each) => each.where.test(where) && lines.every((line) => each.line.test(line)))?.why;
    differences.push({ kind: `${argv[0]}, ${part.replace(/^out\/site\/.*\//, 'out/site/…/')}, ${lang}`, where, lines, why });
  }
}

function changedLines(before: string | undefined, after: string | undefined): readonly string[] {
  if (before === undefined || after === undefined) return [before === undefined ? '+ (the whole)' : '- (the whole)'];
  const [first, second] = [before, after].map((text) => Buffer.from(text, 'latin1').toString());
  // Undefined where the two have little in common.
  const changes = diffLines(first ?? '', second ?? '', { maxEditLength: 2_000 });
  if (changes === undefined) return ['± (nearly all)'];
  return changes.flatMap(({ value, added, removed }) =>
    added || removed
      ? value
          .replace(/\n$/, '')
          .split('\n')
          .map((line) => `${added ? '+' : '-'} ${line}`)
      : [],
  );
}

function report(): void {
  const kinds = new Map<string, Difference[]>();
  for (const each of differences) {
    const kind = `${each.why === undefined ? 'NOT WANTED' : `wanted: ${each.why}`}: ${each.kind}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), each]);
  }
  for (const [kind, all] of [...kinds].sort(([a], [b]) => (a < b ? -1 : 1))) {
    process.stdout.write(`\n${kind}: ${all.length}\n`);
    for (const { where, lines } of all.slice(0, 3)) process.stdout.write(`  ${where}\n${shortened(lines).join('')}`);
    if (all.length > 3) process.stdout.write(`  … and ${all.length - 3} more\n`);
  }
  for (const { why } of wanted) if (!differences.some((each) => each.why === why)) process.stdout.write(`\nnot seen: ${why}\n`);
  const unwanted = differences.filter(({ why }) => why === undefined).length;
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stdout.write(
    `\n${counts.runs} runs of each build, ${counts.outputs} outputs, ${seconds} s: ${differences.length} differ, ${unwanted} of them not wanted\n`,
  );
  if (unwanted > 0 || counts.runs === 0) process.exitCode = 1;
}

function shortened(lines: readonly string[]): readonly string[] {
  const shown = lines.slice(0, 8).map((line) => `    ${line.length > 240 ? `${line.slice(0, 240)}…` : line}\n`);
  return lines.length > 8 ? [...shown, `    … ${lines.length - 8} lines more\n`] : shown;
}
