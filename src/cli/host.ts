// What the program sees of its surroundings: streams, environment, terminal, clock.
import type { Lang } from '../diagnostic.ts';

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

/** Today in Asia/Shanghai, or the day of SOURCE_DATE_EPOCH (seconds) where a build asks for one. */
export function todayOf(env: Host['env']): string {
  const { SOURCE_DATE_EPOCH: asked = '' } = env;
  const epoch = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.now();
  // China has kept UTC+8 without summer time since 1991; asking the system's time zones for it costs 15 ms.
  return new Date(epoch + 8 * 3_600_000).toISOString().slice(0, 10);
}
