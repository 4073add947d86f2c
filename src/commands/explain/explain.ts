// Why does a rule exist, and how is it mended?
import { didYouMean, severityWords, UserError } from '../../diagnostic.ts';
import type { Block, Report } from '../../report.ts';
import { rules } from '../../rules/index.ts';
import type { Rule } from '../../rules/rule.ts';
import { head, type Input } from '../command.ts';

export function run(input: Input): Report {
  const name = input.args[0];
  const chosen = name === undefined ? rules : [ruleOf(name)];
  const data = { ...head('explain', input), rules: chosen.map(ruleData) };
  return { data, blocks: name === undefined ? [tableOf(rules)] : chosen.flatMap(blocksOf), exit: 0 };
}

function ruleOf(name: string): Rule {
  const rule = rules.find((each) => each.name === name);
  if (rule !== undefined) return rule;
  const names = rules.map((each) => each.name);
  throw new UserError(
    { zh: `没有规则 ${name}`, en: `there is no rule ${name}` },
    didYouMean(name, names) ?? { zh: '运行 mlx explain 查看全部规则', en: 'run mlx explain for all rules' },
  );
}

function tableOf(all: readonly Rule[]): Block {
  const columns = [
    { title: { zh: '规则', en: 'Rule' } },
    { title: { zh: '级别', en: 'Severity' } },
    { title: { zh: '说明', en: 'What is wrong' } },
  ];
  return { kind: 'table', columns, rows: all.map(({ name, severity, summary }) => ({ cells: [name, severityWords[severity], summary] })) };
}

function blocksOf(rule: Rule): readonly Block[] {
  const heading = (zh: string, en: string): Block => ({ kind: 'heading', text: { zh, en } });
  return [
    { kind: 'heading', text: rule.name },
    {
      kind: 'paragraph',
      text: { zh: `${severityWords[rule.severity].zh}：${rule.summary.zh}`, en: `${severityWords[rule.severity].en}: ${rule.summary.en}` },
    },
    heading('为什么', 'Why'),
    { kind: 'paragraph', text: rule.why },
    heading('出处', 'Source'),
    { kind: 'paragraph', text: rule.source },
    heading('有问题的写法', 'Wrong'),
    { kind: 'code', text: rule.example.wrong },
    heading('正确的写法', 'Right'),
    { kind: 'code', text: rule.example.right },
    heading('怎么改', 'How to mend'),
    { kind: 'paragraph', text: rule.mend },
  ];
}

function ruleData({ name, severity, summary, why, mend, source, example }: Rule): unknown {
  return { name, severity, summary, why, source, example, mend };
}
