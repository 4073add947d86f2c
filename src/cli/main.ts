// The door's other side: argv → request, whatever answers it, and errors → exit code.
import { harmless, type Lang, UserError } from '../diagnostic.ts';
import type { ExitCode } from '../report.ts';
import { readVersion } from '../workspace/package.ts';
import { type Host, langOf, todayOf } from './host.ts';
import { type Recall, recall } from './recall.ts';

/** Runs one command line and gives the exit code; prints to the host's streams, never throws. */
export async function main(argv: readonly string[], host: Host): Promise<ExitCode> {
  const lang = langOf(argv, host.env);
  let recalled: Recall | undefined;
  try {
    recalled = recall(argv, lang, host);
    if (recalled?.told !== undefined) {
      for (const [stream, text] of recalled.told.said) host[stream].write(text);
      return recalled.told.exit;
    }
    const { parseArgv } = await import('./argv.ts');
    const parsed = parseArgv(argv, lang, readVersion);
    if ('told' in parsed) {
      (parsed.exit === 0 ? host.stdout : host.stderr).write(parsed.told);
      return parsed.exit;
    }
    const { answer } = await import('./answer.ts');
    return await answer(lang, { ...parsed, day: parsed.day ?? recalled?.today ?? todayOf(host.env) }, host, recalled);
  } catch (error) {
    host.stderr.write(complaint(error, lang, host.env.MLX_DEBUG === '1'));
    return 2;
  } finally {
    recalled?.known.cache?.close();
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
