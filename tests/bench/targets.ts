// What mlx is meant to reach, and whether it does.
import { growths, times } from './growth.ts';
import { type PartName, type Result, siteSizes } from './parts.ts';
import { growingName } from './subjects.ts';

export interface Verdict {
  readonly what: string;
  readonly wanted: string;
  /** Undefined where it was not measured in this run. */
  readonly measured: string | undefined;
  readonly isMet: boolean | undefined;
  /** What stands in the way where it is not met. */
  readonly why: string | undefined;
}

interface Target {
  readonly what: string;
  readonly part: PartName;
  readonly size: number;
  readonly of: string;
  readonly against: string;
  readonly value: (result: Result) => number | undefined;
  readonly least?: number;
  readonly most?: number;
  readonly unit: '×' | ' MiB';
}

/** By what is compared. The figures that these sentences speak of are measured in the same run, under Limits. */
const reasons: Readonly<Record<string, string>> = {
  'peers ajv-cli':
    'ajv-cli holds each record against its schema and does nothing else; mlx runs all its rules across files besides. Reading the files alone, without looking at a byte, takes a good part of the time that is asked for (Limits).',
  'peers sourcemeta':
    'A native program that holds each record against its schema and does nothing else; where files are few the start of Node.js counts, where they are many reading them does (Limits).',
  'git mlx validate, one file changed':
    'The warm run, which only finds out that nothing has changed, takes most of the time that is asked for (the row above). Beyond it the check starts from the one before and reads one file, but it takes up what is known of every document, since rules on the whole registry may look at any of them.',
  'git mlx validate, warm': 'Node.js has to start and load the program beside what Git does; at 289 and 1,000 files that is most of it.',
  'git mlx validate, cold':
    'Reading the files alone takes half of what is asked for (Limits). The rest is what rules reason with, kept for every document at once: its words, days and references, and by what it is found.',
  'start mlx validate --stdin':
    'Node.js has to start, Git is asked what has changed, which is a process of its own (Limits), and the rules are loaded. Then the check before is taken up, and the rules on the whole registry run.',
  'start mlx validate, warm': 'Node.js has to start and load the program, and every file is looked at.',
  'start mlx --help': 'What is left is loading the command line itself.',
};

type Pair = Pick<Target, 'part' | 'size' | 'of' | 'against'>;

const timesAsFast = ({ ratio }: Result): number => 1 / ratio;
const timesTheTime = ({ ratio }: Result): number => ratio;
const peak = ({ peaks: [own] }: Result): number | undefined => own;

const documents = (size: number): string => `${size.toLocaleString('en')} documents`;
const coldRun = 'mlx validate, cold';

function faster(peer: string, size: number, least: number): Target {
  const pair: Pair = { part: 'peers', size, of: coldRun, against: peer };
  return { ...pair, what: `cold, ${documents(size)}: times as fast as ${peer}`, value: timesAsFast, least, unit: '×' };
}

function atMost(of: string, against: string, part: PartName, size: number, most: number): Target {
  return { part, size, of, against, what: `${of}, ${documents(size)}: time of ${against}`, value: timesTheTime, most, unit: '×' };
}

function memory(size: number, most: number): Target {
  return {
    part: 'git',
    size,
    of: coldRun,
    against: 'git status',
    what: `cold, ${documents(size)}: peak memory`,
    value: peak,
    most,
    unit: ' MiB',
  };
}

function tenfold(size: number, most: number): Target {
  const small = size / 10;
  return {
    ...atMost(`${coldRun}, ${size}`, `${coldRun}, ${small}`, 'scale', size, most),
    what: `cold, ${documents(size)}: time of ${small.toLocaleString('en')}`,
  };
}

function grown(of: string, count: number, most: number): Target {
  const size = count * times;
  const [large, small] = [growingName(of, size), growingName(of, count)];
  return { ...atMost(large, small, 'growth', size, most), what: `${large}: time of ${count.toLocaleString('en')}` };
}

const viewSizes = [1_000, 10_000, 100_000];

const targets: readonly Target[] = [
  faster('ajv-cli', 289, 2.5),
  faster('ajv-cli', 1_000, 2.5),
  faster('ajv-cli', 10_000, 2),
  faster('ajv-cli', 100_000, 2),
  faster('sourcemeta', 10_000, 0.7),
  faster('sourcemeta', 100_000, 0.7),
  memory(100_000, 256),
  ...[10_000, 100_000].map((size) => tenfold(size, 8)),
  ...growths.map(({ of, count }) => grown(of, count, 5)),
  atMost('mlx validate, warm', 'git status', 'git', 10_000, 5),
  atMost('mlx validate, warm', 'git status', 'git', 100_000, 3),
  atMost('mlx validate, one file changed', 'git status', 'git', 10_000, 7),
  atMost('mlx validate, one file changed', 'git status', 'git', 100_000, 4),
  atMost('mlx validate, warm', 'node -e 0', 'start', 289, 1.6),
  atMost('mlx validate --stdin', 'node -e 0', 'start', 289, 3),
  atMost('mlx --help', 'node -e 0', 'start', 289, 1.4),
  ...['coverage', 'milestone'].flatMap((view) =>
    ['cold', 'warm'].flatMap((state) =>
      viewSizes.map((size) => atMost(`mlx ${view}, ${state}`, `mlx validate, ${state}`, 'views', size, 1.2)),
    ),
  ),
  // No slower, as far as two runs of the same program tell.
  ...siteSizes.map((size) => atMost('mlx site', 'mlx site, before', 'views', size, 1.05)),
];

/**
 * Bounds that any machine keeps, for every change: far from what is measured, and of ratios alone. A time says nothing
 * on a machine that others use too.
 */
const bounds: readonly Target[] = [
  faster('ajv-cli', 1_000, 1),
  atMost('mlx validate, warm', 'git status', 'git', 1_000, 20),
  atMost('mlx validate, one file changed', 'git status', 'git', 1_000, 60),
  atMost('mlx --help', 'node -e 0', 'start', 289, 2.5),
  atMost('mlx validate --stdin', 'node -e 0', 'start', 289, 6),
];

export function verdictsOf(results: readonly Result[]): readonly Verdict[] {
  return targets.map((target) => verdictOf(target, results));
}

export function boundsOf(results: readonly Result[]): readonly Verdict[] {
  return bounds.map((target) => verdictOf(target, results));
}

function reasonOf({ part, of, against }: Pair): string | undefined {
  return reasons[`${part} ${of}`] ?? reasons[`${part} ${against}`];
}

function verdictOf({ what, value, least, most, unit, ...pair }: Target, results: readonly Result[]): Verdict {
  const result = results.find(
    (each) => each.part === pair.part && each.size === pair.size && each.of === pair.of && each.against === pair.against,
  );
  const measured = result && value(result);
  return {
    what,
    wanted: least === undefined ? `≤ ${most}${unit}` : `≥ ${least}${unit}`,
    measured: measured === undefined ? undefined : `${rounded(measured)}${unit}`,
    why: reasonOf(pair),
    isMet: measured === undefined ? undefined : least === undefined ? measured <= (most ?? 0) : measured >= least,
  };
}

/** Three digits that count, so that a bound that is barely missed does not look as if it were met. */
export function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
