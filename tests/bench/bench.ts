// The benchmark: `node tests/support/run.js tests/bench/bench.ts [--quick] [--sizes 289,1000] [--parts peers,git] [--before CHECKOUT] …`.
// A full run writes docs/benchmarks.md; `--quick` writes nothing, and fails where a ratio is far beyond what it should be.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { partOf, withPart } from '../support/page.ts';
import { type Bench, type PartName, partNames, parts, type Result } from './parts.ts';
import { type Peer, preparePeers } from './peers.ts';
import { registryOf } from './registries.ts';
import { reportOf, stateOf } from './report.ts';
import { project } from './shipped.ts';
import { mustBeBuilt } from './subjects.ts';
import { boundsOf, type Verdict, verdictsOf } from './targets.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    sizes: { type: 'string', default: '289,1000,10000,100000' },
    parts: { type: 'string', default: partNames.join(',') },
    folder: { type: 'string', default: path.join(tmpdir(), 'mlx-bench') },
    before: { type: 'string' },
    output: { type: 'string', default: path.join(project, 'docs', 'benchmarks.md') },
  },
});

const folder = path.resolve(values.folder);
const sizes = values.quick ? [1_000] : values.sizes.split(',').map(Number);
if (!sizes.every((size) => Number.isInteger(size) && size > 0)) throw new Error(`--sizes ${values.sizes}: write numbers of documents`);
const wanted = values.quick ? (['peers', 'git', 'start'] as const) : values.parts.split(',').map(partNamed);

mustBeBuilt();
const prepared = wanted.includes('peers') ? preparePeers(folder, (name) => !values.quick || name === 'ajv-cli') : [];
if (typeof prepared === 'string') process.stderr.write(`there are no programs to compare with: ${prepared}\n`);
const results = await measured(typeof prepared === 'string' ? [] : prepared);
if (values.quick) quick();
else print(verdictsOf(results), 'not run');

function partNamed(name: string): PartName {
  const found = partNames.find((each) => each === name);
  if (found === undefined) throw new Error(`--parts ${name}: there are ${partNames.join(', ')}`);
  return found;
}

async function measured(peers: readonly Peer[]): Promise<readonly Result[]> {
  const found: Result[] = [];
  const bench: Bench = {
    sizes,
    registryOf: (size) => registryOf(folder, size),
    folder,
    before: values.before,
    peers,
    isQuick: values.quick,
    rounds: (size) => (values.quick ? (size < 1_000 ? 5 : 3) : size < 1_000 ? 15 : size < 10_000 ? 11 : size < 100_000 ? 7 : 5),
  };
  for (const part of wanted) {
    process.stderr.write(`${part}\n`);
    await parts[part](bench, (size, comparison) => found.push({ ...comparison, part, size }));
    // It takes an hour: what is measured stays, whatever becomes of the rest.
    if (!values.quick) writePage(found);
  }
  return found;
}

function quick(): void {
  const verdicts = boundsOf(results);
  print(verdicts, 'not measured');
  if (verdicts.some(({ isMet }) => isMet === false)) process.exitCode = 1;
}

function writePage(results: readonly Result[]): void {
  const day = new Date().toISOString().slice(0, 10);
  const before = existsSync(values.output) ? readFileSync(values.output, 'utf8') : '';
  const page = reportOf({ sizes, parts: wanted, results, peers: prepared, day });
  // What another program has written onto the page stays.
  const site = partOf(before, 'site');
  writeFileSync(values.output, site === undefined ? page : withPart(page, 'site', site));
}

function print(verdicts: readonly Verdict[], missing: string): void {
  for (const { what, wanted: bound, measured: value, isMet } of verdicts) {
    process.stdout.write(`${stateOf(isMet).replaceAll('*', '').padEnd(8)} ${what}: ${value ?? missing} (${bound})\n`);
  }
}
