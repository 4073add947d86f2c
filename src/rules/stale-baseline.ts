// An entry of the baseline whose finding is gone.
import { type RegistryRule, within } from './rule.ts';

export const staleBaseline: RegistryRule = {
  name: 'stale-baseline',
  severity: 'warning',
  summary: { zh: '基线里的问题已经不在', en: 'an entry of the baseline whose finding is gone' },
  why: {
    zh: '基线接受登记库接管时已有的问题。问题解决后条目还在，同样的问题再出现就会被悄悄放过。',
    en: 'The baseline accepts what was wrong when the registry was taken over. Once the fault is mended its entry would hide it silently if it came back.',
  },
  mend: { zh: '运行 mlx validate --update-baseline。', en: 'Run mlx validate --update-baseline.' },
  source: { zh: '登记库的基线约定', en: "the registry's terms for the baseline" },
  example: {
    wrong: 'findings:\n  - fingerprint: 0123456789abcdef0123456789abcdef\n    rule: date-order\n    file: laws/x.yaml',
    right: 'findings: []',
  },
  pass: 'last',
  *checkRegistry({ registry, baseline }) {
    if (registry.baseline === undefined) return;
    for (const { entry, index, isUsed } of baseline) {
      if (isUsed) continue;
      yield {
        where: within(registry.baseline, ['findings', index, 'fingerprint']),
        message: {
          zh: `${entry.file} 已没有这个 \`${entry.rule}\` 问题`,
          en: `${entry.file} no longer has this \`${entry.rule}\` finding`,
        },
        hint: { zh: '运行 mlx validate --update-baseline', en: 'run mlx validate --update-baseline' },
      };
    }
  },
};
