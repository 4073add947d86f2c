// A domain that has no document of a tier.
import { countable, coverage, type RegistryRule, within } from './rule.ts';

export const emptyCell: RegistryRule = {
  name: 'empty-cell',
  severity: 'info',
  summary: { zh: '有方面缺一个层次的文件', en: 'a domain has no document of a tier' },
  why: {
    zh: '方案的体系以法规规章为核心、规范性文件为基础、标准规范为支撑。某个方面缺一层，说明体系在那里断了。规范全领域的文件不替单个方面填空。',
    en: 'The system that the plan draws has laws and rules at its core, normative documents as its base and standards as its support. A domain without one of them has a break there. Documents that govern the whole field fill no single domain.',
  },
  mend: {
    zh: '已有文件的，在 domains 里写上；确实不需要的，在 taxonomy.yaml 这个方面写 not_applicable 并说明理由。',
    en: 'Name the domain in `domains` of the document there is; where none is needed say so with its reason in `not_applicable` of the domain in taxonomy.yaml.',
  },
  source: { zh: '试点工作方案三（一）', en: 'section 3(1) of the pilot plan' },
  example: {
    wrong: 'domains:\n  - id: staff-housing',
    right:
      'domains:\n  - id: staff-housing\n    not_applicable:\n      - tier: support\n        reason: { zh: 无需标准, en: No standard is needed }',
  },
  *checkRegistry({ registry, day, once }) {
    if (registry.plan === undefined || !once(countable)) return;
    const tiers = new Map(registry.vocabulary.taxonomy.tiers.map(({ id, title }) => [id, title]));
    for (const { domain, index, tier, isCounted, state } of once(coverage).cells) {
      if (!isCounted || state !== 'empty') continue;
      yield {
        where: within({ file: registry.taxonomyFile }, ['domains', index, 'id']),
        message: {
          zh: `方面 \`${domain.id}\`（${domain.title.zh}）在 ${day} 没有${tiers.get(tier)?.zh}层次 \`${tier}\` 的文件`,
          en: `domain \`${domain.id}\` (${domain.title.en}) has no document of tier \`${tier}\` on ${day}`,
        },
        hint: {
          zh: `在已有文件的 domains 里写上 ${domain.id}，或在这里写 not_applicable 并说明理由`,
          en: `name ${domain.id} in domains of the document there is, or declare the tier not_applicable here with the reason`,
        },
      };
    }
  },
};
