// How `mlx schema` is asked. What it answers is loaded when it is.
import type { Command } from '../command.ts';

export const schema: Command = {
  name: 'schema',
  argument: '[kind]',
  summary: {
    zh: '输出一类文件的 JSON Schema，可选值取自 taxonomy.yaml；不写类别则列出名称',
    en: "print the JSON Schema of a kind with the taxonomy's values; without a kind list the names",
  },
  examples: [
    {
      line: 'mlx schema standard > standard.schema.json',
      says: { zh: '供编辑器补全和检查', en: 'for an editor to complete and check with' },
    },
  ],
  options: {},
  needsRegistry: true,
  load: async () => (await import('./schema.ts')).run,
};
