// Times and peak memory of whole processes. Only ratios of runs in turn count: the speed of a machine drifts.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { devNull } from 'node:os';

export interface Command {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** The file that is standard input. */
  readonly stdin?: string;
  /** How it ends; with 0 where nothing is said. */
  readonly exit?: number;
}

/** One command against another, in turn. */
export interface Comparison {
  readonly of: string;
  readonly against: string;
  readonly rounds: number;
  /** Medians, in seconds. */
  readonly seconds: readonly [number, number];
  /** Median of the first's time by the second's, pair by pair, and how far the pairs lie apart. */
  readonly ratio: number;
  readonly range: readonly [number, number];
  /** In MiB; undefined where it cannot be measured. */
  readonly peaks: readonly [number | undefined, number | undefined];
}

/**
 * Runs both in turn, each first in every other round. One run of each goes before, for the memory and the system's file
 * cache. `before` prepares each round; both commands see what it did.
 */
export async function compare(a: Command, b: Command, rounds: number, before: () => void = () => {}): Promise<Comparison> {
  before();
  const peaks = [await peakOf(a), await peakOf(b)] as const;
  const pairs = Array.from({ length: rounds }, (_, round): readonly [number, number] => {
    before();
    if (round % 2 === 0) {
      const first = timeOf(a);
      return [first, timeOf(b)];
    }
    const first = timeOf(b);
    return [timeOf(a), first];
  });
  const ratios = pairs.map(([first, second]) => first / second);
  const comparison: Comparison = {
    of: a.name,
    against: b.name,
    rounds,
    seconds: [median(pairs.map(([first]) => first)), median(pairs.map(([, second]) => second))],
    ratio: median(ratios),
    range: [Math.min(...ratios), Math.max(...ratios)],
    peaks,
  };
  const [first, second] = comparison.seconds.map((each) => each.toFixed(3));
  process.stderr.write(`${a.name} ${first} s, ${b.name} ${second} s, ratio ${comparison.ratio.toFixed(2)} (${rounds} pairs)\n`);
  return comparison;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** What a person's shell may set that slows some programs down and not others, or leads Git elsewhere. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:NODE_EXTRA_CA_CERTS|NODE_OPTIONS|NODE_V8_COVERAGE|GIT_.*)$/.test(name)),
);

export function timeOf(command: Command): number {
  const stdin = openSync(command.stdin ?? devNull, 'r');
  try {
    const [program, ...argv] = command.argv;
    const start = process.hrtime.bigint();
    const { status } = spawnSync(program, argv, { cwd: command.cwd, env: environment, stdio: [stdin, 'ignore', 'ignore'] });
    const end = process.hrtime.bigint();
    if (status !== (command.exit ?? 0)) throw new Error(complaint(command));
    return Number(end - start) / 1e9;
  } finally {
    closeSync(stdin);
  }
}

/** Whether it ends without an error. */
export function succeeds(command: Command): boolean {
  return outcomeOf(command).status === 0;
}

export function outcomeOf({ argv: [program, ...argv], cwd, stdin }: Command): ReturnType<typeof spawnSync> {
  return spawnSync(program, argv, {
    cwd,
    env: environment,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...(stdin !== undefined && { input: readFileSync(stdin) }),
  });
}

function complaint(command: Command): string {
  const { status, stdout, stderr, error } = outcomeOf(command);
  return `${command.argv.join(' ')} ended with ${status ?? error?.message}:\n${`${stdout}${stderr}`.slice(-2_000)}`;
}

/** Peak resident memory of a run in MiB: from GNU time, else on Linux from what the system says while it runs. */
async function peakOf(command: Command): Promise<number | undefined> {
  if (hasGnuTime()) {
    const { status, stderr } = outcomeOf({ ...command, argv: [...gnuTime, ...command.argv] });
    if (status !== (command.exit ?? 0)) throw new Error(complaint(command));
    return Number(String(stderr).trim().split('\n').at(-1)) / 1024;
  }
  return watchedPeakOf(command);
}

const gnuTime = ['/usr/bin/time', '-f', '%M'] as const;
let isGnu: boolean | undefined;

function hasGnuTime(): boolean {
  isGnu ??= /^\d+\s*$/.test(spawnSync(gnuTime[0], [...gnuTime.slice(1), process.execPath, '-e', '0'], { encoding: 'utf8' }).stderr ?? '');
  return isGnu;
}

/** Of the process alone, not of what it starts in its turn. */
function watchedPeakOf(command: Command): Promise<number | undefined> {
  const [program, ...argv] = command.argv;
  const stdin = openSync(command.stdin ?? devNull, 'r');
  return new Promise((resolve, reject) => {
    let peak: number | undefined;
    const child = spawn(program, argv, { cwd: command.cwd, env: environment, stdio: [stdin, 'ignore', 'ignore'] });
    const look = setInterval(() => {
      try {
        const kibibytes = /VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
        if (kibibytes !== undefined) peak = Number(kibibytes) / 1024;
      } catch {
        // Another system, or it has ended.
      }
    }, 5);
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(look);
      closeSync(stdin);
      if (code === (command.exit ?? 0)) resolve(peak);
      else reject(new Error(complaint(command)));
    });
  });
}
