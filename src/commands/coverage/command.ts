// How `mlx coverage` is asked. What it answers is loaded when it is.
import { allowErrors, type Command, type OptionSpecs, type Options, rev } from '../command.ts';

/** What a table of coverage can go by. */
const byNames = ['part', 'domain', 'tier', 'topic', 'rank', 'issuer'] as const;
export type By = (typeof byNames)[number];

const options = {
  by: { flags: '--by <what>', summary: { zh: '按什么分列', en: 'a table by this' }, choices: byNames },
  gaps: { flags: '--gaps', summary: { zh: '列出空缺，各附最接近的文件', en: 'what is missing, each with the nearest thing there is' } },
  notCounted: { flags: '--not-counted', summary: { zh: '列出不计入的文件和原因', en: 'the documents that do not count, and why' } },
  compare: {
    flags: '--compare <date|rev>',
    reachesBeyond: true,
    summary: {
      zh: '与某一天或某个版本相比：新增、退出、变化；也可写 版本@日期',
      en: 'what came, went and changed since a day or a revision, or REV@DATE',
    },
  },
  trend: { flags: '--trend', summary: { zh: '方案期内逐季的情况', en: "by quarter across the plan's period" } },
  level: {
    flags: '--level <level>',
    summary: {
      zh: '只认自有文件，还是上级文件也算（默认 any）',
      en: 'whether own documents alone cover, or those of any level (default: any)',
    },
    choices: ['own', 'any'],
  },
  rev,
  failUnder: {
    flags: '--fail-under <n>',
    summary: {
      zh: '内容覆盖率低于 n% 则退出码为 1；可写 方面=n 或 部分=n，可多次给出',
      en: 'exit 1 where fewer than n percent of the topics are covered; DOMAIN=n or PART=n for one; may be given again',
    },
    isRepeatable: true,
  },
  noDecreaseFrom: {
    flags: '--no-decrease-from <rev>',
    reachesBeyond: true,
    isRepeatable: true,
    summary: { zh: '任何一项低于某个版本则退出码为 1', en: 'exit 1 where any figure is lower than at a revision' },
  },
  allowErrors,
} as const satisfies OptionSpecs;
export type CoverageOptions = Options<typeof options>;

export const coverage: Command<CoverageOptions> = {
  name: 'coverage',
  summary: {
    zh: '体系覆盖到什么程度：部分、方面、层次、内容，尚缺什么',
    en: 'how far the system reaches: parts, domains, tiers, topics, and what is missing',
  },
  examples: [
    { line: 'mlx coverage', says: { zh: '覆盖情况总图', en: 'the picture' } },
    { line: 'mlx coverage --gaps', says: { zh: '尚缺什么，按紧迫程度排列', en: 'what is missing, most wanted first' } },
    { line: 'mlx coverage --by tier --as-of 2023-12-31', says: { zh: '某一天各层次的情况', en: 'the tiers on a day' } },
    { line: 'mlx coverage --compare 2022-12-01', says: { zh: '与某一天相比', en: 'against another day' } },
    {
      line: 'mlx coverage --trend --format csv=trend.csv',
      says: { zh: '方案期内逐季的情况，另存表格', en: "by quarter across the plan's period, as CSV" },
    },
    {
      line: 'mlx coverage --compare main --no-decrease-from main',
      says: { zh: '合并请求：与主干相比，下降即不通过', en: 'a merge request: against the main branch, and fail where a figure falls' },
    },
    {
      line: 'mlx coverage --fail-under 65 --fail-under energy-conservation=75',
      says: { zh: '低于门槛即不通过', en: 'fail below a threshold' },
    },
  ],
  options,
  formats: ['markdown', 'csv', 'svg'],
  needsRegistry: true,
  load: async () => (await import('./coverage.ts')).run,
};
