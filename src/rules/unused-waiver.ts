// A waiver that waives nothing.
import { type RegistryRule, within } from './rule.ts';

export const unusedWaiver: RegistryRule = {
  name: 'unused-waiver',
  severity: 'warning',
  summary: { zh: '豁免没有对应的问题', en: 'a waiver that waives nothing' },
  why: {
    zh: '问题已经解决而豁免还在，将来同样的问题再出现就会被悄悄放过。',
    en: 'Once the fault is mended the waiver would hide it silently if it came back.',
  },
  mend: { zh: '删去这条豁免。', en: 'Delete the waiver.' },
  source: { zh: '登记库的豁免约定', en: "the registry's terms for waivers" },
  example: { wrong: 'waivers:\n  - rule: date-order\n    reason: 来源如此\n    until: 2027-12-31', right: '# 日期已改正，不再需要豁免' },
  pass: 'last',
  *checkRegistry({ waivers, day, ruleNames }) {
    for (const { document, index, waiver, isUsed } of waivers) {
      // An expired one is reported as such, and a rule that does not exist is an unknown term.
      if (isUsed || waiver.until < day || !ruleNames.includes(waiver.rule)) continue;
      yield {
        where: within(document, ['waivers', index, 'rule']),
        message: { zh: `这份文件没有 \`${waiver.rule}\` 的问题，豁免多余`, en: `there is no \`${waiver.rule}\` finding here to waive` },
        hint: { zh: '删去这条豁免', en: 'delete the waiver' },
      };
    }
  },
};
