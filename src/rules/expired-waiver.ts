// A waiver whose time has run out.
import { type RegistryRule, within } from './rule.ts';

export const expiredWaiver: RegistryRule = {
  name: 'expired-waiver',
  severity: 'warning',
  summary: { zh: '豁免已到期', en: 'a waiver has run out' },
  why: {
    zh: '豁免只接受一段时间。到期后问题重新报出，该处理的要处理。',
    en: 'A waiver accepts a finding for a while; after that the finding is back and somebody has to decide.',
  },
  mend: {
    zh: '解决问题后删去豁免；确需继续的，写明理由并延长 until。',
    en: 'Mend the fault and delete the waiver, or extend `until` with a reason.',
  },
  source: { zh: '登记库的豁免约定', en: "the registry's terms for waivers" },
  example: {
    wrong: 'waivers:\n  - rule: date-order\n    reason: 待核实\n    until: 2020-12-31',
    right: 'waivers:\n  - rule: date-order\n    reason: 已去函核实\n    until: 2099-12-31',
  },
  pass: 'last',
  *checkRegistry({ waivers, day, ruleNames }) {
    for (const { document, index, waiver } of waivers) {
      if (waiver.until >= day || !ruleNames.includes(waiver.rule)) continue;
      yield {
        where: within(document, ['waivers', index, 'until']),
        message: {
          zh: `对 \`${waiver.rule}\` 的豁免已于 ${waiver.until} 到期`,
          en: `the waiver for \`${waiver.rule}\` ran out on ${waiver.until}`,
        },
        hint: { zh: '解决问题，或写明理由后延长', en: 'mend the fault, or extend the waiver with a reason' },
      };
    }
  },
};
