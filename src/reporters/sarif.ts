// SARIF 2.1.0, for code scanning and for viewers of results.
import { type Diagnostic, harmless, type Lang, type Place, type RuleData, type Severity, type Text } from '../diagnostic.ts';
import type { Reporter } from '../report.ts';
import { validationOf } from './plain.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** What the paths in the log start from; the one who uploads it knows where that is. */
const base = '%SRCROOT%';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

export const sarif: Reporter = (report, { lang }) => {
  const { diagnostics, rules, version } = validationOf(report);
  const indexOf = new Map(rules.map(({ name }, index) => [name, index]));
  const { notice, exit } = report;
  const run = {
    tool: {
      driver: {
        name: 'mlx',
        semanticVersion: version,
        language: { zh: 'zh-CN', en: 'en-US' }[lang],
        rules: rules.map((rule) => descriptor(rule, lang)),
      },
    },
    invocations: [
      {
        executionSuccessful: exit !== 2,
        exitCode: exit,
        ...(notice && { toolExecutionNotifications: [{ level: 'error', message: { text: notice[lang] } }] }),
      },
    ],
    originalUriBaseIds: {
      [base]: { description: { text: { zh: '运行 mlx 的目录', en: 'The folder in which mlx was run.' }[lang] } },
    },
    columnKind: 'utf16CodeUnits',
    results: diagnostics.map((diagnostic) => result(diagnostic, indexOf.get(diagnostic.rule), lang)),
  };
  return `${harmless(JSON.stringify({ $schema: schema, version: '2.1.0', runs: [run] }, null, 2))}\n`;
};

function result(
  { rule, severity, place, message, hint, related, fingerprint }: Diagnostic,
  ruleIndex: number | undefined,
  lang: Lang,
): unknown {
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levels[severity],
    message: { text: [message, ...(hint ? [hint] : [])].map((each) => harmless(each[lang])).join('\n') },
    locations: [{ physicalLocation: physicalLocation(place) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((each, id) => ({
        id,
        physicalLocation: physicalLocation(each.place),
        message: { text: harmless(each.message[lang]) },
      })),
    }),
    partialFingerprints: { 'mlx/v1': fingerprint },
  };
}

function physicalLocation({ file, line, column, endLine, endColumn }: Place): unknown {
  return {
    artifactLocation: artifactLocation(file),
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}

/** On another drive of Windows than the working folder nothing but the whole path leads to a file. */
function artifactLocation(file: string): unknown {
  const [, drive, rest] = /^([a-z]:)\/(.*)$/i.exec(file) ?? [undefined, undefined, file];
  const uri = rest.split('/').map(encoded).join('/');
  return drive === undefined ? { uri, uriBaseId: base } : { uri: `file:///${drive}/${uri}` };
}

/** Half a character in a file's name has no encoding; it stands as the mark for what is lost. */
function encoded(name: string): string {
  return encodeURIComponent(name.replace(/[\ud800-\udfff]/gu, '\ufffd'));
}

/** Titles are in the language of the run; the help is in both, since one log is read by many. */
function descriptor(rule: RuleData, lang: Lang): unknown {
  const { name, severity, summary, why } = rule;
  return {
    id: name,
    name: name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: summary[lang] },
    fullDescription: { text: why[lang] },
    help: {
      text: `${helpText(rule, 'zh')}\n\n${helpText(rule, 'en')}`,
      markdown: `${helpMarkdown(rule, 'zh')}\n\n---\n\n${helpMarkdown(rule, 'en')}`,
    },
    defaultConfiguration: { level: levels[severity] },
  };
}

const titles = {
  why: { zh: '为什么', en: 'Why' },
  source: { zh: '出处', en: 'Source' },
  wrong: { zh: '有问题的写法', en: 'Wrong' },
  right: { zh: '正确的写法', en: 'Right' },
  mend: { zh: '怎么改', en: 'How to mend' },
} as const satisfies Readonly<Record<string, Text>>;

function helpText({ summary, why, source, example, mend }: RuleData, lang: Lang): string {
  const section = (title: Text, body: string): string => `${title[lang]}\n${body}`;
  return [
    summary[lang],
    section(titles.why, why[lang]),
    section(titles.source, source[lang]),
    section(titles.wrong, example.wrong),
    section(titles.right, example.right),
    section(titles.mend, mend[lang]),
  ].join('\n\n');
}

function helpMarkdown({ summary, why, source, example, mend }: RuleData, lang: Lang): string {
  const section = (title: Text, body: string): string => `### ${title[lang]}\n\n${body}`;
  const yaml = (code: string): string => `\`\`\`yaml\n${code}\n\`\`\``;
  return [
    `**${summary[lang]}**`,
    section(titles.why, why[lang]),
    section(titles.source, source[lang]),
    section(titles.wrong, yaml(example.wrong)),
    section(titles.right, yaml(example.right)),
    section(titles.mend, mend[lang]),
  ].join('\n\n');
}
