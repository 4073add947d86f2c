// Forgets what warm runs remember.
import { UserError } from '../../diagnostic.ts';
import type { Report } from '../../report.ts';
import { head, type Input } from '../command.ts';
import { plural } from '../words.ts';

export function run(input: Input): Report {
  const [action = ''] = input.args;
  if (action !== 'clear')
    throw new UserError({ zh: `mlx cache 没有 ${action}`, en: `mlx cache has no ${action}` }, { zh: '可用的：clear', en: 'known: clear' });
  const files = input.forget();
  const text = { zh: `已清除 ${files} 个文件`, en: `${plural(files, 'file')} removed` };
  return { data: { ...head('cache', input), removed: files }, blocks: [{ kind: 'summary', text, severity: 'ok' }], exit: 0 };
}
