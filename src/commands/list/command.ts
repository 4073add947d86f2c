// How `mlx list` is asked. What it answers is loaded when it is.
import type { Text } from '../../diagnostic.ts';
import type { Command, OptionSpecs, Options } from '../command.ts';

export const filters = ['kind', 'rank', 'level', 'domain', 'topic', 'tier', 'status'] as const;
export type Filter = (typeof filters)[number];

export const filterNames: Readonly<Record<Filter, Text>> = {
  kind: { zh: '类别', en: 'kind' },
  rank: { zh: '位阶', en: 'rank' },
  level: { zh: '层级', en: 'level' },
  domain: { zh: '方面', en: 'domain' },
  topic: { zh: '内容', en: 'topic' },
  tier: { zh: '层次', en: 'tier' },
  status: { zh: '当日效力状态', en: 'standing on the day' },
};

const filter = (name: Filter) =>
  ({
    flags: `--${name} <${name}>`,
    summary: { zh: `按${filterNames[name].zh}筛选，可多次给出`, en: `only this ${filterNames[name].en}; may be given again` },
    isRepeatable: true,
  }) as const;

const options = {
  kind: filter('kind'),
  rank: filter('rank'),
  level: filter('level'),
  domain: filter('domain'),
  topic: filter('topic'),
  tier: filter('tier'),
  status: filter('status'),
  text: { flags: '--text <words>', summary: { zh: '标题、编号或标识里有这些字', en: 'words in title, number or id' }, isRepeatable: true },
} as const satisfies OptionSpecs;
export type ListOptions = Options<typeof options>;

export const list: Command<ListOptions> = {
  name: 'list',
  summary: { zh: '列出文件', en: 'list documents' },
  examples: [
    {
      line: 'mlx list --kind standard --domain official-vehicles',
      says: { zh: '公务用车方面的标准', en: 'standards on official vehicles' },
    },
    { line: 'mlx list --status in-force --as-of 2022-12-01', says: { zh: '某一天有效的文件', en: 'what was in force on a day' } },
    { line: 'mlx list --text 节能', says: { zh: '标题、编号或标识里有“节能”的文件', en: 'documents with 节能 in title, number or id' } },
  ],
  options,
  formats: ['markdown', 'csv'],
  needsRegistry: true,
  load: async () => (await import('./list.ts')).run,
};
