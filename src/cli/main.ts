// The door's other side: argv → request, whatever answers it, and errors → exit code.
import { harmless, type Lang, UserError } from '../diagnostic.ts';
import type { ExitCode } from '../report.ts';
import { attempt } from '../workspace/attempt.ts';
import { readVersion } from '../workspace/package.ts';
import { glanceAt } from './ahead.ts';
import { type Host, langOf, todayOf } from './host.ts';
import type { Asking } from './remember.ts';

/** Runs one command line and gives the exit code; prints to the host's streams, never throws. */
export async function main(argv: readonly string[], host: Host): Promise<ExitCode> {
  const lang = langOf(argv, host.env);
  const glance = glanceAt(argv, host);
  const today = attempt(() => todayOf(host.env));
  const read: Asking['read'] = async () => {
    const parsed = (await import('./argv.ts')).parseArgv(argv, lang, readVersion);
    if (!('told' in parsed)) return { ...parsed, day: parsed.day ?? today ?? todayOf(host.env) };
    (parsed.exit === 0 ? host.stdout : host.stderr).write(parsed.told);
    return parsed.exit;
  };
  const answer: Asking['answer'] = async (...given) => (await import('./answer.ts')).answer(lang, ...given);
  try {
    if (glance !== undefined) return await (await import('./remember.ts')).remembered(glance, { argv, lang, host, today, read, answer });
    const request = await read();
    return typeof request === 'number' ? request : (await answer(request, host)).exit;
  } catch (error) {
    host.stderr.write(complaint(error, lang, host.env.MLX_DEBUG === '1'));
    return 2;
  } finally {
    glance?.look?.stop();
  }
}

function complaint(error: unknown, lang: Lang, isDebug: boolean): string {
  if (error instanceof UserError) {
    const hint = error.hint === undefined ? '' : `    ${harmless(error.hint[lang])}\n`;
    return `mlx: ${harmless(error.text[lang])}\n${hint}`;
  }
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  const more = {
    zh: '这是 mlx 的缺陷，请报告；设 MLX_DEBUG=1 可看到出错位置',
    en: 'this is a fault of mlx, please report it; MLX_DEBUG=1 shows where',
  }[lang];
  return `mlx: ${{ zh: '内部错误', en: 'internal error' }[lang]}: ${harmless(message)}\n    ${more}\n${isDebug && stack ? `${stack}\n` : ''}`;
}
