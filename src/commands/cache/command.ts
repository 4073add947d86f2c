// How `mlx cache` is asked. What it answers is loaded when it is.
import type { Command } from '../command.ts';

export const cache: Command = {
  name: 'cache',
  argument: '<action>',
  summary: { zh: '清除为加快下次运行而记住的结果（clear）', en: 'forget what warm runs remember (clear)' },
  examples: [{ line: 'mlx cache clear', says: { zh: '清除记住的结果', en: 'forget what is remembered' } }],
  options: {},
  needsRegistry: false,
  load: async () => (await import('./cache.ts')).run,
};
