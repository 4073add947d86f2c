// docs/rules.md is made from the rules. After a change of rules: npx vitest run tests/docs.test.ts --update
import { expect, it } from 'vitest';
import { severityWords } from '../src/diagnostic.ts';
import { rules } from '../src/rules/index.ts';
import type { Rule } from '../src/rules/rule.ts';

function section({ name, severity, summary, why, mend, source, example }: Rule): string {
  const fence = (code: string): string => `\`\`\`yaml\n${code}\n\`\`\``;
  return [
    `## ${name}`,
    `**${severityWords[severity].zh}** ${summary.zh} · **${severityWords[severity].en}** ${summary.en}`,
    `${why.zh}\n\n${why.en}`,
    `出处 Source: ${source.zh} · ${source.en}`,
    `有问题 Wrong:\n\n${fence(example.wrong)}`,
    `正确 Right:\n\n${fence(example.right)}`,
    `怎么改 How to mend: ${mend.zh} ${mend.en}`,
  ].join('\n\n');
}

it('the rule reference is current', async () => {
  const rows = rules.map(
    ({ name, severity, summary }) =>
      `| [${name}](#${name}) | ${severityWords[severity].zh} ${severityWords[severity].en} | ${summary.zh} | ${summary.en} |`,
  );
  const text = [
    '# 规则 Rules',
    '本页由规则生成，不手工修改。This page is made from the rules; do not edit it by hand.',
    ['| 规则 Rule | 级别 Severity | 说明 | What is wrong |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    ...rules.map(section),
  ].join('\n\n');
  await expect(`${text}\n`).toMatchFileSnapshot('../docs/rules.md');
});
