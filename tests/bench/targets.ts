// What mlx is meant to reach, and whether it does.
import type { PartName, Result } from './parts.ts';

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
  /** In place of the reason for all that is compared so. */
  readonly why?: string;
}

const ofStart =
  'Node.js has to start and load the program, and V8 compiles it while it runs: 289 documents take more than half of the time of 1,000 (the rows below).';

/** By what is compared. The figures that these sentences speak of are measured in the same run, under Limits. */
const reasons: Readonly<Record<string, string>> = {
  'peers ajv-cli':
    'ajv-cli holds each record against its schema and does nothing else; mlx runs all its rules across files besides. Reading the files alone, without looking at a byte, takes a good part of the time that is asked for (Limits).',
  'peers sourcemeta':
    'A native program that holds each record against its schema and does nothing else; where files are few the start of Node.js counts, where they are many reading them does (Limits).',
  'peers v8r': ofStart,
  'peers Spectral': ofStart,
  'git mlx validate, one file changed':
    'The warm run, which only finds out that nothing has changed, takes most of the time that is asked for (the row above). Beyond it the check starts from the one before and reads one file, but it takes up what is known of every document, since rules on the whole registry may look at any of them.',
  'git mlx validate, warm': 'Node.js has to start and load the program beside what Git does; at 289 and 1,000 files that is most of it.',
  'git mlx validate, cold':
    'Reading the files alone takes half of what is asked for (Limits). The rest is what rules reason with, kept for every document at once: its words, days and references, and by what it is found.',
  'start mlx validate --stdin':
    'Node.js has to start, Git is asked what has changed, which is a process of its own (Limits), and the rules are loaded. Then the check before is taken up, and the rules on the whole registry run.',
  'start mlx --help': 'What is left is loading the command line itself.',
};

type Pair = Pick<Target, 'part' | 'size' | 'of' | 'against'>;

const timesAsFast = ({ ratio }: Result): number => 1 / ratio;
const timesTheTime = ({ ratio }: Result): number => ratio;
const timesLeaner = ({ peaks: [own, other] }: Result): number | undefined => own && other && other / own;
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

const viewSizes = [1_000, 10_000, 100_000];

const targets: readonly Target[] = [
  faster('ajv-cli', 10_000, 3),
  faster('ajv-cli', 100_000, 4),
  faster('sourcemeta', 1_000, 1),
  faster('sourcemeta', 10_000, 2),
  faster('sourcemeta', 100_000, 3),
  {
    ...faster('sourcemeta', 100_000, 10),
    what: 'cold, 100,000 documents: memory of sourcemeta by its own',
    value: timesLeaner,
    why: 'A tenth of what sourcemeta takes is what Node.js takes before it has done anything (Start-up, `node -e 0`); reading the files and nothing else takes three times as much (Limits).',
  },
  faster('v8r', 1_000, 100),
  faster('Spectral', 1_000, 100),
  memory(10_000, 160),
  memory(100_000, 256),
  {
    part: 'scale',
    size: 100_000,
    of: `${coldRun}, 100000`,
    against: `${coldRun}, 10000`,
    what: 'cold, 100,000 documents: time of 10,000',
    value: timesTheTime,
    most: 9,
    unit: '×',
  },
  atMost('mlx validate, warm', 'git status', 'git', 10_000, 3),
  atMost('mlx validate, warm', 'git status', 'git', 100_000, 1.5),
  atMost('mlx validate, one file changed', 'git status', 'git', 10_000, 3.5),
  atMost('mlx validate, one file changed', 'git status', 'git', 100_000, 1.7),
  atMost('mlx --help', 'node -e 0', 'start', 289, 1.4),
  atMost('mlx validate --stdin', 'node -e 0', 'start', 289, 2.5),
  ...['coverage', 'milestone'].flatMap((view) =>
    ['cold', 'warm'].flatMap((state) =>
      viewSizes.map((size) => atMost(`mlx ${view}, ${state}`, `mlx validate, ${state}`, 'views', size, 1.3)),
    ),
  ),
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

function verdictOf({ what, value, least, most, unit, why, ...pair }: Target, results: readonly Result[]): Verdict {
  const result = results.find(
    (each) => each.part === pair.part && each.size === pair.size && each.of === pair.of && each.against === pair.against,
  );
  const measured = result && value(result);
  return {
    what,
    wanted: least === undefined ? `≤ ${most}${unit}` : `≥ ${least}${unit}`,
    measured: measured === undefined ? undefined : `${rounded(measured)}${unit}`,
    why: why ?? reasonOf(pair),
    isMet: measured === undefined ? undefined : least === undefined ? measured <= (most ?? 0) : measured >= least,
  };
}

/** Three digits that count, so that a bound that is barely missed does not look as if it were met. */
export function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
