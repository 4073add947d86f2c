// docs/benchmarks.md: what was measured, on what, and what came of it.
import { spawnSync } from 'node:child_process';
import { arch, cpus, release, totalmem, type } from 'node:os';
import { type PartName, partNames, type Result, slowSize } from './parts.ts';
import type { Peer } from './peers.ts';
import { rounded, type Verdict, verdictsOf } from './targets.ts';

export interface Run {
  readonly sizes: readonly number[];
  readonly parts: readonly PartName[];
  readonly results: readonly Result[];
  /** The peers, or why there are none. */
  readonly peers: readonly Peer[] | string;
  readonly day: string;
}

const allSizes = [289, 1_000, 10_000, 100_000];

export function reportOf(run: Run): string {
  const verdicts = verdictsOf(run.results);
  return `${[
    '# Benchmarks',
    '<!-- Written by tests/bench/bench.ts; do not edit it by hand. -->',
    summaryOf(run, verdicts),
    '## What was measured',
    methodOf(run),
    '## On what',
    machineOf(run),
    '## Targets',
    table(
      ['Target', 'Wanted', 'Measured', ''],
      verdicts.map(({ what, wanted, measured, isMet }) => [what, wanted, measured ?? 'not run', stateOf(isMet)]),
    ),
    ...whyNot(verdicts),
    ...partNames.flatMap((part) => [`## ${headings[part]}`, ...sectionOf(part, run)]),
    '## How to reproduce',
    reproduction,
  ].join('\n\n')}\n`;
}

/** What stands in the way of the targets that are not met. */
function whyNot(verdicts: readonly Verdict[]): readonly string[] {
  const missed = verdicts.filter(({ isMet, why }) => isMet === false && why !== undefined);
  return missed.length === 0
    ? []
    : ['### Not met, and why', missed.map(({ what, measured, why }) => `- ${what}: ${measured}. ${why}`).join('\n')];
}

const headings: Readonly<Record<PartName, string>> = {
  peers: 'Cold, against programs that check YAML against JSON Schema',
  git: 'Cold, warm, and with one file changed, against git status',
  start: 'Start-up, against an empty program',
  views: 'Figures, against checking',
  scale: 'Ten times the documents',
  growth: 'Four times of any one thing',
  limits: 'Limits: what no program of Node.js can do without',
};

const remarks: Readonly<Record<PartName, string>> = {
  peers:
    'The peers hold each record against its schema, and nothing else; mlx also reads the plan and the taxonomy, follows every reference, and runs all its rules across files. Each peer was first shown a sound record and one with a planted fault, and told them apart.',
  git: '`git status --porcelain` looks at every file, as any program must that wants to know what has changed. For the last rows one record gets a title that it never had before each pair, so that no remembered answer fits.',
  start: 'In a copy of the shipped registry. `--stdin` checks one document from standard input as part of the whole registry.',
  views: 'Both sides cold, or both warm. Pages are compared with those of an earlier build, where one was given (`--before`).',
  scale: 'The larger registry against the smaller one, in turn.',
  growth:
    'Small registries with much of one thing, cold; the first column counts that thing. The start of the program is part of each time; what grows with the square would take up to 16 times as long.',
  limits:
    '*Reading alone* is a program of one line that reads each record and does nothing else. What is asked for as a multiple of a peer or of `git status` can not be less than that, or than the start of Node.js.',
};

function summaryOf({ results, sizes }: Run, verdicts: readonly Verdict[]): string {
  const count = (state: boolean | undefined): number => verdicts.filter(({ isMet }) => isMet === state).length;
  const largest = sizes.toSorted((a, b) => a - b).at(-1) ?? 0;
  const told = results.flatMap((result): string[] => {
    const { size, of, against, seconds, ratio, peaks, part } = result;
    if (size !== largest) return [];
    if (part === 'peers') return [`冷启动检查 ${largest} 份文件，速度是 ${against} 的 ${rounded(1 / ratio)} 倍。`];
    if (part !== 'git') return [];
    const memory = peaks[0] === undefined ? '' : `，内存峰值 ${rounded(peaks[0])} MiB`;
    if (of === 'mlx validate, cold') return [`冷启动检查 ${largest} 份文件用 ${secondsText(seconds[0])}${memory}。`];
    return [`${of.endsWith('warm') ? '没有改动时' : '改动一份文件后'}再次检查，用时是 git status 的 ${rounded(ratio)} 倍。`];
  });
  return [
    `**摘要** 目标共 ${verdicts.length} 项：达到 ${count(true)} 项，未达到 ${count(false)} 项，本次未测 ${count(undefined)} 项。`,
    ...told.map((line) => `- ${line}`),
    '\n数字由程序测得并写入，比值取成对运行的中位数。',
  ].join('\n');
}

function methodOf({ sizes, parts, peers }: Run): string {
  const missing = [
    ...allSizes.filter((size) => !sizes.includes(size)).map((size) => `${size.toLocaleString('en')} documents`),
    ...partNames.filter((part) => !parts.includes(part)).map((part) => `“${headings[part]}”`),
    ...(typeof peers === 'string' ? [`the peers (${peers})`] : []),
  ];
  return [
    'Whole processes, from start to exit, with their output thrown away. Two commands run in turn, each first in every other pair; times are medians, ratios are the median of the ratios pair by pair, with the lowest and the highest beside it. The speed of a machine drifts: compare ratios, not times. One run of each went before, and gave the peak memory.',
    'Registries of 289 documents (the shipped one) and of 1,000, 10,000 and 100,000: the shipped records and generated ones of 2 KB on average, with all fields, in block and flow style, with comments and block scalars; sound, and committed in Git. *Cold* is without memory (`--no-cache`) and with the files in the system’s cache; *warm* is after the same command with nothing changed.',
    `\`NODE_EXTRA_CA_CERTS\` and \`NODE_OPTIONS\` were unset. ${missing.length === 0 ? 'Everything was run.' : `Not run this time: ${missing.join(', ')}.`}`,
  ].join('\n\n');
}

function machineOf({ peers, day }: Run): string {
  const processors = cpus();
  const git = spawnSync('git', ['--version'], { encoding: 'utf8' }).stdout.trim().replace('git version ', '');
  const rows: (readonly string[])[] = [
    ['Day', day],
    ['Processor', `${processors[0]?.model.trim() ?? 'unknown'}, ${processors.length} cores`],
    ['Memory', `${rounded(totalmem() / 1024 ** 3)} GiB`],
    ['System', `${type()} ${release()} ${arch()}`],
    ['Node.js', process.version],
    ['Git', git],
  ];
  for (const { name, package: from, version } of typeof peers === 'string' ? [] : peers) rows.push([name, `${from} ${version}`]);
  return table(['', ''], rows);
}

function sectionOf(part: PartName, run: Run): readonly string[] {
  const rows = run.results.filter((result) => result.part === part);
  if (rows.length === 0) return ['Not run this time.'];
  const isRace = part === 'peers';
  const lines = rows.map(({ size, of, against, seconds, ratio, range, peaks, rounds }) => [
    size.toLocaleString('en'),
    of,
    secondsText(seconds[0]),
    memoryText(peaks[0]),
    against,
    secondsText(seconds[1]),
    memoryText(peaks[1]),
    isRace ? `${rounded(1 / ratio)}× as fast` : `${rounded(ratio)}× the time`,
    isRace ? `${rounded(1 / range[1])}–${rounded(1 / range[0])}` : `${rounded(range[0])}–${rounded(range[1])}`,
    String(rounds),
  ]);
  const head = [part === 'growth' ? 'Number' : 'Documents', 'Command', 'Time', 'MiB', 'Against', 'Time', 'MiB', 'Ratio', 'Range', 'Pairs'];
  return [remarks[part], table(head, lines), ...(isRace ? peerNotes(run) : [])];
}

function peerNotes({ peers, results }: Run): readonly string[] {
  if (typeof peers === 'string') return [];
  const slow = peers.filter(({ isSlow }) => isSlow).map(({ name }) => name);
  const blind = peers.flatMap(({ name, blindTo }) => (blindTo === undefined ? [] : [`${name} does not see ${blindTo}.`]));
  const commands = peers.map((peer) => `- ${peer.name}: \`${shown(peer)}\``);
  const slowNote = results.some(({ against }) => slow.includes(against))
    ? `${slow.join(' and ')} were run at ${slowSize.toLocaleString('en')} documents alone.`
    : '';
  return [
    [slowNote, ...blind, 'The native program of sourcemeta is run directly; `--fast` gives no places of faults.']
      .filter((each) => each !== '')
      .join(' '),
    `How each was run, in the folder that holds \`registry\`:\n\n${commands.join('\n')}`,
  ];
}

/** The command without the paths of this machine. */
function shown({ command }: Peer): string {
  const short = (word: string): string => word.replace(/^.*node_modules[/\\]/, '').replace(/^.*[/\\]schemas[/\\]/, '');
  return command('.')
    .argv.map((word) => (word === process.execPath ? 'node' : /[*{]/.test(word) ? `'${word}'` : short(word)))
    .join(' ');
}

const reproduction = [
  '```sh\nnpm ci && npm run build\nnode tests/support/run.js tests/bench/bench.ts\n```',
  'The first run makes the registries, some 600 MB in a temporary folder (`--folder` names another), and installs the peers with `npm ci` in `tests/bench`; they are no dependencies of the project. `--sizes 1000,10000` and `--parts git,start` limit what is run; `--output` writes to another file than this page, `--quick` is the short run of the CI. Let nothing else run meanwhile.',
].join('\n\n');

export function stateOf(isMet: boolean | undefined): string {
  return isMet === undefined ? '–' : isMet ? 'met' : '**not met**';
}

function secondsText(seconds: number): string {
  return seconds < 1 ? `${rounded(seconds * 1000)} ms` : `${rounded(seconds)} s`;
}

function memoryText(mebibytes: number | undefined): string {
  return mebibytes === undefined ? 'n/a' : rounded(mebibytes);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
