// How `mlx validate` is asked. What it answers is loaded when it is.
import { severities } from '../../diagnostic.ts';
import type { Command, OptionSpecs, Options } from '../command.ts';

const options = {
  failOn: {
    flags: '--fail-on <level>',
    summary: { zh: '到哪一级算不通过（默认 error）', en: 'the level that fails (default: error)' },
    choices: severities,
  },
  fix: {
    flags: '--fix',
    reachesBeyond: true,
    summary: { zh: '修正能可靠修正的问题，写回文件', en: 'mend what can be mended for certain, in the files' },
  },
  dryRun: {
    flags: '--dry-run',
    summary: {
      zh: '与 --fix、--update-baseline 一起用：只输出差异，不写入',
      en: 'with --fix or --update-baseline: print the difference, write nothing',
    },
  },
  updateBaseline: {
    flags: '--update-baseline',
    reachesBeyond: true,
    summary: {
      zh: '把现有问题记入 baseline.yaml，以后只报新问题',
      en: 'enter what is found now into baseline.yaml, and report only what is new',
    },
  },
  staged: {
    flags: '--staged',
    reachesBeyond: true,
    summary: { zh: '检查 Git 暂存区里的登记库，即下次提交的内容', en: 'check the registry in the Git index: what the next commit holds' },
  },
  stdin: {
    flags: '--stdin',
    summary: { zh: '从标准输入读一个文件的内容', en: "read one file's content from standard input" },
    reachesBeyond: true,
  },
  stdinFilepath: {
    flags: '--stdin-filepath <file>',
    summary: { zh: '标准输入的内容属于哪个文件', en: 'the file that standard input stands for' },
  },
} as const satisfies OptionSpecs;
export type ValidateOptions = Options<typeof options>;

export const validate: Command<ValidateOptions> = {
  name: 'validate',
  argument: '[path...]',
  summary: {
    zh: '检查登记库；路径只限定报告范围，检查总是全库',
    en: 'check the registry; paths limit what is reported, never what is read',
  },
  examples: [
    { line: 'mlx validate', says: { zh: '检查整个登记库', en: 'check the whole registry' } },
    { line: 'mlx validate --fix --dry-run', says: { zh: '看看能自动修正什么', en: 'see what can be mended' } },
    { line: 'mlx validate registry/standards', says: { zh: '只报告标准', en: 'report on the standards alone' } },
    {
      line: 'mlx validate --fail-on warning --format json',
      says: { zh: '有警告也算不通过，输出 JSON', en: 'fail on warnings too, print JSON' },
    },
    {
      line: 'mlx validate --format github --format sarif=mlx.sarif',
      says: { zh: '在 GitHub 上加注释，另写一份 SARIF', en: 'annotate on GitHub, and write SARIF to a file' },
    },
    {
      line: 'cat x.yaml | mlx validate --stdin --stdin-filepath registry/laws/x.yaml',
      says: { zh: '检查编辑器里尚未保存的内容', en: 'check a buffer that is not saved yet' },
    },
    { line: 'mlx validate --staged --quiet', says: { zh: '提交前检查已暂存的内容', en: 'check what is staged before a commit' } },
  ],
  options,
  formats: ['github', 'gitlab', 'sarif', 'junit'],
  takesPaths: true,
  needsRegistry: true,
  load: async () => (await import('./validate.ts')).run,
};
