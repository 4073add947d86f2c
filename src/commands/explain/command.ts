// How `mlx explain` is asked. What it answers is loaded when it is.
import type { Command } from '../command.ts';

export const explain: Command = {
  name: 'explain',
  argument: '[rule]',
  summary: {
    zh: '说明一条规则：为什么、出处、例子、怎么改；不写规则名则列出全部',
    en: 'explain a rule: why, its source, an example, how to mend; without a name list them all',
  },
  examples: [
    { line: 'mlx explain', says: { zh: '全部规则', en: 'all rules' } },
    { line: 'mlx explain basis-cycle', says: { zh: '一条规则', en: 'one rule' } },
  ],
  options: {},
  needsRegistry: false,
  load: async () => (await import('./explain.ts')).run,
};
