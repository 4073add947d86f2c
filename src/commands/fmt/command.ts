// How `mlx fmt` is asked. What it answers is loaded when it is.
import type { Command, OptionSpecs, Options } from '../command.ts';

const options = {
  check: {
    flags: '--check',
    summary: { zh: '不写入；有需要整理的文件则退出码为 1', en: 'write nothing; exit 1 where a file would change' },
  },
  dryRun: { flags: '--dry-run', summary: { zh: '不写入；输出差异', en: 'write nothing; print the difference' } },
} as const satisfies OptionSpecs;
export type FmtOptions = Options<typeof options>;

export const fmt: Command<FmtOptions> = {
  name: 'fmt',
  argument: '[path...]',
  summary: { zh: '统一键的次序和引号写法，其余不动', en: 'put keys into one order and quoting into one style, and touch nothing else' },
  examples: [
    { line: 'mlx fmt', says: { zh: '整理整个登记库', en: 'format the whole registry' } },
    { line: 'mlx fmt --dry-run registry/laws', says: { zh: '只看会改什么，不写入', en: 'show what would change, write nothing' } },
    { line: 'mlx fmt --check', says: { zh: '有需要整理的文件就不通过（供 CI 使用）', en: 'fail where a file is not formatted (for CI)' } },
  ],
  options,
  reachesBeyond: true,
  takesPaths: true,
  needsRegistry: true,
  load: async () => (await import('./fmt.ts')).run,
};
