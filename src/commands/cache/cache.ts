// Clears the caches of earlier runs.
import { UserError } from '../../diagnostic.ts';
import type { Block, Report } from '../../report.ts';
import { head, type Input } from '../command.ts';
import { plural } from '../words.ts';

export function run(input: Input): Report {
  const [action = ''] = input.args;
  if (action !== 'clear')
    throw new UserError({ zh: `mlx cache 没有 ${action}`, en: `mlx cache has no ${action}` }, { zh: '可用的：clear', en: 'known: clear' });
  const { removed, left } = input.clearCaches();
  const text = { zh: `已清除 ${removed} 个文件`, en: `${plural(removed, 'file')} removed` };
  const rest = left.map((file) => ({ zh: `无法删除：${file}`, en: `cannot be removed: ${file}` }));
  return {
    data: { ...head('cache', input), removed, left },
    blocks: [
      ...rest.map((each): Block => ({ kind: 'paragraph', text: each })),
      { kind: 'summary', text, severity: left.length > 0 ? 'error' : 'ok' },
    ],
    exit: left.length > 0 ? 2 : 0,
  };
}
