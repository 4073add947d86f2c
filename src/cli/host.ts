// What the program sees of its surroundings: streams, environment, terminal, clock.
import { type Lang, UserError } from '../diagnostic.ts';
import { type Day, dayOfTime } from '../registry/day.ts';

export interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The part of `process` that is used; tests give their own. */
export interface Host {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly env: Readonly<Record<string, string | undefined>>;
  cwd(): string;
  /** Milliseconds, for what is remembered; the system's clock where there is none. */
  now?(): number;
}

/** Milliseconds. */
export function nowOn({ now }: Host): number {
  return now?.() ?? Date.now();
}

/** `--lang`, else MLX_LANG, else English where the locale begins with `en`, else Chinese. */
export function langOf(argv: readonly string[], env: Host['env']): Lang {
  const at = argv.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const named = at === -1 ? env.MLX_LANG : argv[at] === '--lang' ? argv[at + 1] : argv[at]?.slice('--lang='.length);
  if (named === 'en' || named === 'zh') return named;
  return (env.LC_ALL || env.LANG || '').startsWith('en') ? 'en' : 'zh';
}

/** `--color`, else NO_COLOR, FORCE_COLOR, TERM=dumb, else whether the stream is a terminal. */
export function hasColor(choice: unknown, env: Host['env'], stream: Stream): boolean {
  if (choice === 'always' || choice === 'never') return choice === 'always';
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return env.TERM !== 'dumb' && stream.isTTY === true;
}

/** Today in Asia/Shanghai, or the day of SOURCE_DATE_EPOCH (seconds) where a build asks for one. Throws UserError where that is no time. */
export function todayOf(env: Host['env']): Day {
  const { SOURCE_DATE_EPOCH: asked } = env;
  const time = asked ? timeAsked(asked) : Date.now();
  // China has kept UTC+8 without summer time since 1991; asking the system's time zones for it costs 15 ms.
  return dayOfTime(time + aheadOfUtc);
}

const aheadOfUtc = 8 * 3_600_000;

function timeAsked(seconds: string): number {
  const time = /^\d{1,12}$/.test(seconds) ? Number(seconds) * 1000 : Number.NaN;
  if (time + aheadOfUtc < endOfYears) return time;
  throw new UserError(
    { zh: `环境变量 SOURCE_DATE_EPOCH 的值 ${seconds} 不对`, en: `SOURCE_DATE_EPOCH is ${seconds}, which is no time` },
    { zh: '写从 1970 年起的秒数，到 9999 年为止', en: 'write the seconds since 1970, up to the year 9999' },
  );
}

/** No day is written for a later year. */
const endOfYears = Date.UTC(10_000, 0);
