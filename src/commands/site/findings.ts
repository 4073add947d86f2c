// What is wrong, by rule, and what every rule asks for.
import { type Diagnostic, severityWords } from '../../diagnostic.ts';
import type { Block, Row, Tone } from '../../report.ts';
import { rules } from '../../rules/index.ts';
import type { Rule } from '../../rules/rule.ts';
import type { Page, Section } from '../../site.ts';
import { documentLink, rulePage } from '../pages.ts';
import { plural } from '../words.ts';
import type { Shown } from './ground.ts';

const tones: Readonly<Record<Diagnostic['severity'], Tone>> = { error: 'bad', warning: 'fair', info: 'faint' };

export function findingsPage(shown: Shown): Page {
  const found = shown.input.checked?.diagnostics ?? [];
  const documents = new Map(shown.documents.map(({ document }) => [document.file, document]));
  const groups = rules.flatMap((rule) => {
    const mine = found.filter((each) => each.rule === rule.name);
    return mine.length === 0 ? [] : [{ rule, mine }];
  });
  const counts: Row[] = groups.map(({ rule, mine }) => ({
    cells: [
      [{ text: rule.name, tone: 'plain', href: `#${rule.name}` }],
      [{ text: severityWords[mine[0]?.severity ?? rule.severity], tone: tones[mine[0]?.severity ?? rule.severity] }],
      rule.summary,
      String(mine.length),
    ],
  }));
  const rowOf = (each: Diagnostic): Row => {
    const document = documents.get(each.place.file);
    return { cells: [document === undefined ? `${each.place.file}:${each.place.line}` : [documentLink(document)], each.message] };
  };
  return {
    path: 'findings.html',
    title: { zh: '检查出的问题', en: 'Findings' },
    lead: { zh: `共 ${found.length} 个，按规则分列`, en: `${plural(found.length, 'finding')}, by rule` },
    under: 'findings.html',
    sections: [
      {
        blocks: [
          {
            kind: 'table',
            columns: [
              { title: { zh: '规则', en: 'Rule' } },
              { title: { zh: '级别', en: 'Severity' } },
              { title: { zh: '问题', en: 'What is wrong' }, look: 'long' },
              { title: { zh: '个数', en: 'Count' }, look: 'figure' },
            ],
            rows: counts,
          },
        ],
      },
      ...groups.map(
        ({ rule, mine }): Section => ({
          place: rule.name,
          heading: { zh: `${rule.summary.zh}（${mine.length}）`, en: `${rule.summary.en} (${mine.length})` },
          blocks: [
            {
              kind: 'paragraph',
              text: [
                { text: rule.mend, tone: 'plain' },
                { text: ' ', tone: 'plain' },
                { text: rule.name, tone: 'faint', href: rulePage(rule.name) },
              ],
            },
            {
              kind: 'table',
              columns: [
                { title: { zh: '文件', en: 'Document' }, look: 'subject' },
                { title: { zh: '问题', en: 'What is wrong' }, look: 'long' },
              ],
              rows: mine.map(rowOf),
            },
          ],
        }),
      ),
    ],
  };
}

export function rulesPage(): Page {
  return {
    path: 'rules.html',
    title: { zh: '规则', en: 'Rules' },
    lead: { zh: `${rules.length} 条：为什么、出处、怎么改`, en: `${rules.length} of them: why, the source, how to mend` },
    under: 'rules.html',
    sections: rules.map(ruleSection),
  };
}

function ruleSection(rule: Rule): Section {
  const { name, severity, summary, why, source, mend, example } = rule;
  const blocks: readonly Block[] = [
    {
      kind: 'paragraph',
      text: [
        { text: severityWords[severity], tone: tones[severity] },
        { text: ` ${name}`, tone: 'faint' },
      ],
    },
    {
      kind: 'fields',
      fields: [
        { name: { zh: '为什么', en: 'Why' }, values: [why] },
        { name: { zh: '出处', en: 'Source' }, values: [source] },
        { name: { zh: '怎么改', en: 'How to mend' }, values: [mend] },
      ],
    },
    { kind: 'paragraph', text: [{ text: { zh: '有问题的写法', en: 'Wrong' }, tone: 'faint' }] },
    { kind: 'code', text: example.wrong },
    { kind: 'paragraph', text: [{ text: { zh: '正确的写法', en: 'Right' }, tone: 'faint' }] },
    { kind: 'code', text: example.right },
  ];
  return { place: name, heading: summary, blocks };
}
