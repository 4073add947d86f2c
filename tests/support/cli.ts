// Runs `main` in process with streams that are kept.
import { main } from '../../src/cli/main.ts';

export interface Surroundings {
  readonly cwd: string | (() => string);
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** The time that it is, for what is remembered. */
  readonly now?: () => number;
  /** Columns of the terminal; none without it. */
  readonly columns?: number;
}

export async function run(
  argv: readonly string[],
  { cwd, env = {}, stdin, columns, now }: Surroundings,
): Promise<{ exit: number; stdout: string; stderr: string }> {
  const kept = { stdout: '', stderr: '' };
  const exit = await main(argv, {
    stdin: (async function* () {
      if (stdin !== undefined) yield stdin;
    })(),
    stdout: { write: (text: string) => (kept.stdout += text), ...(columns !== undefined && { isTTY: true, columns }) },
    stderr: { write: (text: string) => (kept.stderr += text) },
    env: { ...(columns !== undefined && { NO_COLOR: '1' }), ...env },
    cwd: typeof cwd === 'string' ? () => cwd : cwd,
    ...(now !== undefined && { now }),
  });
  return { exit, ...kept };
}
