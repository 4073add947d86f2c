// How `mlx site` is asked. What it answers is loaded when it is.
import { allowErrors, type Command, type OptionSpecs, type Options, rev } from '../command.ts';

const options = {
  out: { flags: '--out <dir>', summary: { zh: '写到哪个目录（默认 site）', en: 'the folder to write to (default: site)' } },
  rev,
  open: { flags: '--open', summary: { zh: '写完在浏览器里打开', en: 'open it in the browser afterwards' } },
  allowErrors,
} as const satisfies OptionSpecs;
export type SiteOptions = Options<typeof options>;

export const site: Command<SiteOptions> = {
  name: 'site',
  summary: { zh: '把登记库做成网页，离线可看', en: 'the registry as pages that open without a network' },
  examples: [
    { line: 'mlx site', says: { zh: '写到 site 目录', en: 'into the folder site' } },
    { line: 'mlx site --out 汇报/网页 --open', says: { zh: '写到指定目录，写完在浏览器里打开', en: 'into another folder, and open it' } },
    { line: 'mlx site --rev v1.0 --as-of 2024-12-31', says: { zh: '某个版本在某一天的情况', en: 'as it was committed, on a day' } },
  ],
  options,
  reachesBeyond: true,
  needsRegistry: true,
  load: async () => (await import('./site.ts')).run,
};
