// The formats of `mlx validate`: what they look like (golden files), and that those who read them can.
// To write the golden files anew: npx vitest run tests/reporters.test.ts -u
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatsOf } from '../src/commands/command.ts';
import { commands } from '../src/commands/index.ts';
import { type Diagnostic, harmless, type Lang, type RuleData, type Severity } from '../src/diagnostic.ts';
import { diagnosticData, type Report, type Style } from '../src/report.ts';
import { jobSummary, reporters } from '../src/reporters/index.ts';
import { rules } from '../src/rules/index.ts';
import { run } from './support/cli.ts';
import { folderWith, project } from './support/registry.ts';

const style = (lang: Lang): Style => ({ lang, hasColor: false, width: undefined, isQuiet: false });
const print = (format: string, report: Report, lang: Lang = 'zh'): string => reporters[format]?.(report, style(lang)) ?? '';

const shape: RuleData = {
  name: 'wrong-shape',
  severity: 'error',
  summary: { zh: '字段缺失，或值的写法不对', en: 'a field is missing, or its value is not what the record format asks for' },
  why: { zh: '后面的检查没有依据。', en: 'Nothing can be reckoned from the value.' },
  mend: { zh: '按提示填写。', en: 'Fill it in as the hint says.' },
  source: { zh: '登记库的记录格式', en: "the registry's record format" },
  example: { wrong: 'dates:\n  published: 2023-2-30', right: 'dates:\n  published: 2023-02-28' },
};
const order: RuleData = { ...shape, name: 'date-order', summary: { zh: '日期先后颠倒', en: 'dates stand in an order that cannot be' } };
const mark: RuleData = { ...shape, name: 'byte-order-mark', severity: 'info', summary: { zh: '有字节顺序标记', en: 'a byte order mark' } };

const odd = 'registry/normative-documents/附件 一/乙, 100%: "a&b".yaml';

/** Every severity, related places, hints, both languages, and all marks that some format gives a meaning to. */
const diagnostics: readonly Diagnostic[] = [
  {
    rule: 'wrong-shape',
    severity: 'error',
    place: { file: 'registry/laws/a.yaml', line: 5, column: 9, endLine: 5, endColumn: 12 },
    message: { zh: '`number` 应为文字，不能是数字 `621`', en: '`number` must be text, not the number `621`' },
    hint: { zh: '放进单引号', en: 'put it in single quotes' },
    related: [],
    fingerprint: '00000000000000000000000000000001',
  },
  {
    rule: 'date-order',
    severity: 'error',
    place: { file: odd, line: 7, column: 14, endLine: 7, endColumn: 24 },
    message: {
      zh: '“施行”早于‘公布’：50% <b>&amp;</b> ]]> | *x*',
      en: '"effective" comes before \'published\': 50% <b>&amp;</b> ]]> | *x*',
    },
    hint: { zh: '对照来源，\n改正抄错的一个', en: 'look at the source,\nand correct the one that was miscopied' },
    related: [
      {
        place: { file: odd, line: 6, column: 14, endLine: 6, endColumn: 24 },
        message: { zh: '公布日期在这里', en: 'publication stands here' },
      },
      {
        place: { file: 'registry/laws/a.yaml', line: 1, column: 1, endLine: 1, endColumn: 6 },
        message: { zh: '依据在这里', en: 'the basis stands here' },
      },
    ],
    fingerprint: '00000000000000000000000000000002',
  },
  {
    rule: 'date-order',
    severity: 'warning',
    place: { file: odd, line: 9, column: 3, endLine: 12, endColumn: 1 },
    message: { zh: '跨行的值\r\n::error::不是命令', en: 'a value over several lines\r\n::error::no command' },
    related: [],
    fingerprint: '00000000000000000000000000000003',
  },
  {
    rule: 'byte-order-mark',
    severity: 'info',
    place: { file: 'registry/standards/丙.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 },
    message: {
      zh: '控制字符 \u001b[31m 和 \u202e 现出原形，𠮷 不变，半个 \ud842 也看得见',
      en: 'a lone ` and \u0000, \u001b[31m, \u202e, \ufffe',
    },
    hint: { zh: '另存为不带标记的 UTF-8', en: 'save it as UTF-8 without the mark' },
    related: [],
    fingerprint: '00000000000000000000000000000004',
  },
];

function reportOf(found: readonly Diagnostic[], more: Partial<Report> = {}): Report {
  const summary = { zh: `4 份文件，${found.length} 个问题`, en: `4 documents, ${found.length} findings` };
  const files = [...new Set(['registry/laws/a.yaml', 'registry/laws/sound.yaml', ...found.map(({ place }) => place.file)])];
  return {
    data: { schemaVersion: 1, command: 'validate', diagnostics: found.map(diagnosticData) },
    blocks: [
      { kind: 'diagnostics', diagnostics: found },
      { kind: 'summary', text: summary, severity: 'error' },
    ],
    exit: 1,
    validation: { diagnostics: found, files, rules: [shape, order, mark], failing: ['error'], summary, version: '1.2.3' },
    ...more,
  };
}

const rich = reportOf(diagnostics);

function many(counts: Readonly<Record<Severity, number>>): Report {
  const found = (['info', 'warning', 'error'] as const).flatMap((severity) =>
    Array.from({ length: counts[severity] }, (_, index): Diagnostic => {
      const place = { file: `registry/laws/${severity}.yaml`, line: index + 1, column: 1, endLine: index + 1, endColumn: 2 };
      const message = { zh: `第 ${index + 1} 个`, en: `number ${index + 1}` };
      return { rule: 'wrong-shape', severity, place, message, related: [], fingerprint: `${severity}${index}` };
    }),
  );
  return reportOf(found);
}

describe('golden files', () => {
  it.each(['text', 'json', 'github', 'gitlab', 'sarif', 'junit'])('%s', async (format) => {
    await expect(print(format, rich)).toMatchFileSnapshot(`golden/validate.${format}`);
    await expect(print(format, rich, 'en')).toMatchFileSnapshot(`golden/validate.en.${format}`);
  });

  it('job summary', async () => {
    await expect(jobSummary(rich, style('zh'))).toMatchFileSnapshot('golden/validate.summary.md');
    await expect(jobSummary(rich, style('en'))).toMatchFileSnapshot('golden/validate.en.summary.md');
  });
});

interface Annotation {
  readonly level: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads workflow commands as GitHub's runner does: `::name key=value,…::data`, one a line. */
function annotations(printed: string): readonly Annotation[] {
  const lines = printed.split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => {
    const [, level = '', written = '', data = ''] = /^::(error|warning|notice) ([^:]*)::(.*)$/s.exec(line) ?? [];
    expect(level, line).not.toBe('');
    const data0 = (value: string): string => value.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
    const property = (value: string): string => data0(value).replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%');
    const pairs = written.split(',').map((pair) => pair.split('=', 2) as [string, string]);
    return {
      level,
      properties: Object.fromEntries(pairs.map(([key, value]) => [key, property(value)])),
      message: data0(data).replaceAll('%25', '%'),
    };
  });
}

describe('github', () => {
  it('is read back by the rules of the runner', () => {
    const [first, second, third, fourth] = annotations(print('github', rich));
    expect(first).toEqual({
      level: 'error',
      properties: { file: 'registry/laws/a.yaml', line: '5', col: '9', endLine: '5', endColumn: '12', title: 'mlx wrong-shape' },
      message: '`number` 应为文字，不能是数字 `621`\n放进单引号',
    });
    expect(second?.properties.file).toBe(odd);
    expect(second?.message).toContain('50% <b>');
    expect(third?.properties).toEqual({ file: odd, line: '9', endLine: '11', title: 'mlx date-order' });
    expect(fourth?.level).toBe('notice');
  });

  it('shows ten of each level, worst first, and says how many more there are', () => {
    const shown = annotations(print('github', many({ error: 25, warning: 12, info: 15 }), 'en'));
    const levels = shown.map(({ level }) => level);
    expect(levels).toEqual([...Array(10).fill('error'), ...Array(10).fill('warning'), ...Array(10).fill('notice')]);
    expect(shown.at(-1)?.message).toBe('and 23 more; the job summary has them');
  });

  it.each([
    [{ error: 10, warning: 10, info: 10 }, 30, 0],
    [{ error: 11, warning: 0, info: 0 }, 11, 1],
    [{ error: 11, warning: 0, info: 10 }, 20, 2],
    [{ error: 0, warning: 0, info: 11 }, 10, 2],
    [{ error: 0, warning: 0, info: 0 }, 0, 0],
  ])('loses none without a word: %j', (counts, lines, more) => {
    const shown = annotations(print('github', many(counts), 'en'));
    expect(shown).toHaveLength(lines);
    expect(shown.at(-1)?.message.match(/^and (\d+) more/)?.[1]).toBe(more === 0 ? undefined : String(more));
  });

  it('says first that there was no answer', () => {
    const report = { ...many({ error: 10, warning: 0, info: 0 }), notice: { zh: '没有检查', en: 'not checked' } };
    const shown = annotations(print('github', report, 'en'));
    expect(shown[0]).toEqual({ level: 'error', properties: { title: 'mlx' }, message: 'not checked' });
    expect(shown.filter(({ level }) => level === 'error')).toHaveLength(10);
    expect(shown.at(-1)?.message).toMatch(/^and 1 more/);
  });

  it('adds the job summary to what stands in the file of the step', async () => {
    const folder = folderWith({ 'laws/a.yaml': 'title: [' });
    const env = { GITHUB_STEP_SUMMARY: path.join(folder, '作业 摘要.md') };
    writeFileSync(env.GITHUB_STEP_SUMMARY, '# before\n');
    expect((await run(['validate', '--format', 'github'], { cwd: folder, env })).exit).toBe(1);
    expect(readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8')).toMatch(/^# before\n## mlx validate\n[\s\S]*\| 错误 \| .*malformed-yaml/);
    await run(['validate', '--format', 'text'], { cwd: folder, env });
    expect(readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8').match(/## mlx/g)).toHaveLength(1);
  });

  it('says where the summary cannot be written', async () => {
    const cwd = folderWith({});
    const result = await run(['validate', '--format', 'github'], { cwd, env: { GITHUB_STEP_SUMMARY: path.join(cwd, 'no/such.md') } });
    expect(result).toMatchObject({ exit: 2, stderr: expect.stringMatching(/^mlx: 写不了 .*such\.md：所在的目录不存在（ENOENT）\n$/) });
  });

  it('keeps the summary below the mebibyte that GitHub takes', () => {
    const summary = jobSummary(many({ error: 30_000, warning: 0, info: 0 }), style('zh'));
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
    const rows = summary.split('\n').filter((line) => line.startsWith('| 错误')).length;
    expect(summary).toMatch(new RegExp(`\n还有 ${30_000 - rows} 个问题\n\n$`));
  });
});

describe('gitlab', () => {
  it('has what GitLab asks for', () => {
    const issues = JSON.parse(print('gitlab', rich)) as Record<string, unknown>[];
    const isIssue = new Ajv().compile({
      type: 'array',
      items: {
        type: 'object',
        required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
        properties: {
          description: { type: 'string', minLength: 1, pattern: '^[^\\n]*$' },
          check_name: { type: 'string', minLength: 1 },
          fingerprint: { type: 'string', minLength: 1 },
          severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
          location: {
            type: 'object',
            required: ['path', 'lines'],
            properties: {
              path: { type: 'string', pattern: '^(?!\\./|/)' },
              lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
            },
          },
        },
      },
    });
    expect(isIssue(issues), JSON.stringify(isIssue.errors)).toBe(true);
    expect(issues.map(({ severity }) => severity)).toEqual(['major', 'major', 'minor', 'info']);
    expect(issues.map(({ location }) => location)).toMatchObject(
      diagnostics.map(({ place }) => ({ path: place.file, lines: { begin: place.line } })),
    );
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  });

  it('is an empty list where nothing was found', () => {
    expect(print('gitlab', reportOf([]))).toBe('[]\n');
  });
});

interface SarifRun {
  readonly tool: { readonly driver: { readonly rules: readonly Record<string, never>[]; readonly semanticVersion: string } };
  readonly invocations: readonly unknown[];
  readonly results: readonly {
    readonly ruleId: string;
    readonly ruleIndex: number;
    readonly locations: readonly [
      { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: object } },
    ];
  }[];
}

const sarifOf = (printed: string): SarifRun => (JSON.parse(printed) as { runs: [SarifRun] }).runs[0];

/** The schema that the SARIF committee published, as @microsoft/jest-sarif carries it. */
function sarifSchema(): (data: unknown) => string {
  const require = createRequire(import.meta.url);
  const text = readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8');
  // Draft 4 names a schema by `id`; what is used of it otherwise means the same in draft 7.
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(text) as Record<string, unknown>;
  const formats = {
    uri: (value: string) => URL.canParse(value),
    'uri-reference': (value: string) => /^[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/.test(value) && URL.canParse(value, 'file:///'),
    'date-time': true as const,
  };
  // Its pattern for languages has a stray bracket, which only the older kind of regular expression lets pass.
  const validate = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats }).compile(schema);
  return (data) => (validate(data) ? '' : JSON.stringify(validate.errors));
}

describe('sarif', () => {
  it('gives whole addresses to files on another drive of Windows than the working folder', () => {
    const place = { file: 'D:/库/laws/a.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
    const found = diagnostics.slice(0, 1).map((diagnostic) => ({ ...diagnostic, place }));
    const printed = print('sarif', reportOf(found));
    expect(sarifSchema()(JSON.parse(printed))).toBe('');
    expect(printed).toContain('"uri": "file:///D:/%E5%BA%93/laws/a.yaml"\n');
  });

  it.each(['zh', 'en'] as const)('keeps to the official schema (%s)', (lang) => {
    const faults = sarifSchema();
    expect(faults({ version: '2.1.0' })).toMatch(/runs/);
    for (const report of [rich, reportOf([]), { ...reportOf([]), exit: 2 as const, notice: { zh: '没有检查', en: 'not checked' } }])
      expect(faults(JSON.parse(print('sarif', report, lang)))).toBe('');
  });

  it('of a real run keeps to it, with all rules', async () => {
    const cwd = folderWith({ 'laws/甲 1.yaml': 'title: [', 'laws/b.yaml': 'title: 乙\n' });
    const { stdout } = await run(['validate', '--format', 'sarif'], { cwd });
    expect(sarifSchema()(JSON.parse(stdout))).toBe('');
    const { tool, results } = sarifOf(stdout);
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(rules.map(({ name }) => name));
    expect(tool.driver.semanticVersion).toBe(JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8')).version);
    expect(results.length).toBeGreaterThan(2);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  it('gives each finding its place and its rule', () => {
    const { tool, results } = sarifOf(print('sarif', rich));
    for (const [index, { ruleId, ruleIndex, locations }] of results.entries()) {
      const { file, line, column, endLine, endColumn } = diagnostics[index]?.place ?? {};
      const { artifactLocation, region } = locations[0].physicalLocation;
      expect(decodeURIComponent(artifactLocation.uri)).toBe(file);
      expect(region).toEqual({ startLine: line, startColumn: column, endLine, endColumn });
      expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    }
  });

  it('says that there was no answer', () => {
    const report: Report = { ...reportOf([]), exit: 2, notice: { zh: '没有检查', en: 'not checked' } };
    expect(sarifOf(print('sarif', report, 'en')).invocations).toEqual([
      { executionSuccessful: false, exitCode: 2, toolExecutionNotifications: [{ level: 'error', message: { text: 'not checked' } }] },
    ]);
  });
});

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** As much of XML as the report uses; throws where it is not well-formed. */
function parseXml(printed: string): Element {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold
  expect(printed).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u);
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const decoded = (raw: string): string => {
    if (/[<>]|&(?!amp;|lt;|gt;|quot;|#10;)/.test(raw)) throw new Error(`not escaped: ${raw}`);
    return raw.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#10;', '\n').replaceAll('&amp;', '&');
  };
  const body = printed.replace('<?xml version="1.0" encoding="UTF-8"?>', '');
  for (const [, raw = '', close, name, written = '', empty] of body.matchAll(/([^<]*)(?:<(\/)?([\w-]+)((?: [\w-]+="[^"<]*")*)(\/)?>|$)/g)) {
    const top = open.at(-1) as Element;
    top.text += decoded(raw);
    if (name === undefined) continue;
    if (close) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another`);
      continue;
    }
    const attributes = Object.fromEntries(
      [...written.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, decoded(value)]),
    );
    const element: Element = { name, attributes, children: [], text: '' };
    top.children.push(element);
    if (!empty) open.push(element);
  }
  const [only, ...others] = root.children;
  if (open.length !== 1 || only === undefined || others.length > 0 || root.text.trim() !== '') throw new Error('not one root');
  return only;
}

const testCases = (printed: string): readonly Element[] => parseXml(printed).children[0]?.children ?? [];

describe('junit', () => {
  it('has a test case a file: what fails is a failure, all else is output', () => {
    const root = parseXml(print('junit', rich));
    expect(root.children[0]?.attributes).toEqual({ name: 'mlx validate', tests: '4', failures: '2', errors: '0', skipped: '0' });
    const cases = testCases(print('junit', rich)).map(({ attributes, children }) => [attributes.name, children.map(({ name }) => name)]);
    expect(cases).toEqual([
      ['registry/laws/a.yaml', ['failure']],
      ['registry/laws/sound.yaml', []],
      [odd, ['failure', 'system-out']],
      ['registry/standards/丙.yaml', ['system-out']],
    ]);
    const failure = testCases(print('junit', rich, 'en'))[2]?.children[0];
    expect(failure?.attributes).toEqual({
      message: '"effective" comes before \'published\': 50% <b>&amp;</b> ]]> | *x*',
      type: 'date-order',
    });
    expect(failure?.text).toContain('registry/laws/a.yaml:1:1: the basis stands here\n');
  });

  it('fails where the run fails', () => {
    const failing = (severities: readonly Severity[]): string =>
      print(
        'junit',
        reportOf(diagnostics, { validation: { ...(rich.validation as NonNullable<Report['validation']>), failing: severities } }),
      );
    expect(parseXml(failing(['error', 'warning', 'info'])).attributes.failures).toBe('3');
    expect(failing(['error', 'warning', 'info'])).not.toContain('system-out');
  });

  it('names the files of the answer, and no file that was not checked', async () => {
    const names = async (argv: readonly string[], cwd: string): Promise<readonly (string | undefined)[]> =>
      testCases((await run(['validate', ...argv, '--format', 'junit'], { cwd })).stdout).map(({ attributes }) => attributes.name);
    expect(await names([], folderWith({}))).toEqual(['registry/laws/lead.yaml', 'registry/taxonomy.yaml']);
    expect(await names(['registry/laws'], folderWith({}))).toEqual(['registry/laws/lead.yaml']);
    expect(await names([], folderWith({ 'taxonomy.yaml': 'kinds: [\n' }))).toEqual(['mlx validate', 'registry/taxonomy.yaml']);
  });
});

describe('every format', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 30 });
  const anyText = fc.record({ zh: anything, en: anything });
  const anyPlace = fc.record({
    file: fc.array(anything, { minLength: 1, maxLength: 3 }).map((names) => `registry/${names.join('/')}.yaml`),
    line: fc.nat(9).map((n) => n + 1),
    column: fc.nat(9).map((n) => n + 1),
  });
  const anyDiagnostic = fc
    .record({
      severity: fc.constantFrom<Severity>('error', 'warning', 'info'),
      place: anyPlace.map(({ file, line, column }) => ({ file, line, column, endLine: line, endColumn: column })),
      message: anyText,
      hint: anyText,
      other: anyText,
    })
    .map(
      ({ other, ...rest }): Diagnostic => ({
        ...rest,
        rule: 'wrong-shape',
        related: [{ place: rest.place, message: other }],
        fingerprint: '',
      }),
    );

  it('is whole whatever a file says', () => {
    const faults = sarifSchema();
    fc.assert(
      fc.property(fc.array(anyDiagnostic, { maxLength: 5 }), (found) => {
        const report = reportOf(found);
        const shown = annotations(print('github', report));
        expect(shown.map(({ properties }) => properties.file).sort()).toEqual(found.map(({ place }) => harmless(place.file)).sort());
        expect(JSON.parse(print('gitlab', report))).toHaveLength(found.length);
        expect(faults(JSON.parse(print('sarif', report)))).toBe('');
        expect(testCases(print('junit', report)).length).toBe(report.validation?.files.length);
        expect(print('text', report).split('\n').length).toBe(3 * found.length + (found.length > 0 ? 3 : 2));
        const rows = jobSummary(report, style('zh')).split('\n');
        expect(rows.filter((row) => /^\| (?:错误|警告|提示) \|.*\| <code>wrong-shape<\/code> \|$/.test(row))).toHaveLength(found.length);
      }),
      { numRuns: 200 },
    );
  });

  it('that a command names is in the table, and the other way round', () => {
    expect([...new Set(commands.flatMap(formatsOf))].sort()).toEqual(Object.keys(reporters).sort());
  });

  it('comes out of one run', async () => {
    const cwd = folderWith({ 'laws/a.yaml': 'title: [' });
    mkdirSync(path.join(cwd, 'out'));
    const formats = ['github', 'gitlab=out/q.json', 'sarif=out/a=b.sarif', 'junit=out/j.xml', 'text=out/t.txt', 'json=out/d.json'];
    const { stdout, exit } = await run(['validate', ...formats.flatMap((each) => ['--format', each])], { cwd });
    expect(exit).toBe(1);
    expect(annotations(stdout)[0]?.properties).toMatchObject({ file: 'registry/laws/a.yaml', title: 'mlx malformed-yaml' });
    const written = (name: string): string => readFileSync(path.join(cwd, 'out', name), 'utf8');
    expect(JSON.parse(written('q.json'))).toMatchObject([{ check_name: 'malformed-yaml' }]);
    expect(sarifOf(written('a=b.sarif')).results).toMatchObject([{ ruleId: 'malformed-yaml' }]);
    expect(testCases(written('j.xml'))).toHaveLength(3);
    expect(written('t.txt')).toContain('[malformed-yaml]');
    expect(JSON.parse(written('d.json')).summary.errors).toBe(1);
  });

  it.each([
    [['list', '--format', 'sarif'], 'mlx list 没有格式 sarif', 'text, json, markdown, csv'],
    [['coverage', '--format', 'junit'], 'mlx coverage 没有格式 junit', 'text, json, markdown, csv, svg'],
    [['milestone', '--format', 'md'], 'mlx milestone 没有格式 md', 'text, json, markdown, csv, svg'],
    [['show', 'lead', '--format', 'csv'], 'mlx show 没有格式 csv', 'text, json'],
    [['explain', '--format', 'github=x'], 'mlx explain 没有格式 github', 'text, json'],
    [['validate', '--format', 'xml'], 'mlx validate 没有格式 xml', 'text, json, github, gitlab, sarif, junit'],
    [['validate', '--update-baseline', '--format', 'sarif'], '--update-baseline 不输出问题，不能用这种格式', 'text, json'],
  ])('is refused where there is none: %j', async (argv, said, known) => {
    expect(await run(argv, { cwd: folderWith({}) })).toEqual({ exit: 2, stdout: '', stderr: `mlx: ${said}\n    可用的：${known}\n` });
  });

  it('is in the help of its command', async () => {
    const help = async (name: string): Promise<string> =>
      (await run([name, '--help', '--lang', 'en'], { cwd: project })).stdout.replace(/\s+/g, ' ');
    expect(await help('validate')).toMatch(/output format: text, json, github, gitlab, sarif, junit;/);
    for (const name of ['coverage', 'milestone']) expect(await help(name)).toMatch(/output format: text, json, markdown, csv, svg;/);
    expect(await help('list')).toMatch(/output format: text, json, markdown, csv;/);
    expect(await help('show')).toMatch(/output format: text, json;/);
  });
});

interface Matcher {
  readonly severity: Severity;
  readonly pattern: { readonly regexp: string } & Readonly<Record<'file' | 'line' | 'column' | 'message' | 'code', number>>;
}

describe('the problem matchers of .vscode/tasks.json', () => {
  const text = readFileSync(path.join(project, '.vscode/tasks.json'), 'utf8').replace(/^\s*\/\/.*$/gm, '');
  const [task] = (JSON.parse(text) as { tasks: [{ args: string[]; problemMatcher: readonly Matcher[] }] }).tasks;

  /** As VS Code does: line by line, and the first matcher that fits. */
  function problems(printed: string): readonly Record<string, unknown>[] {
    return printed.split('\n').flatMap((line) => {
      for (const { severity, pattern } of task.problemMatcher) {
        const found = new RegExp(pattern.regexp).exec(line);
        if (found === null) continue;
        const { file, line: at, column, message, code } = pattern;
        return [
          {
            severity,
            file: found[file],
            line: Number(found[at]),
            column: Number(found[column]),
            message: found[message],
            code: found[code],
          },
        ];
      }
      return [];
    });
  }

  it.each(['zh', 'en'] as const)('find every finding with its severity, and nothing else (%s)', (lang) => {
    const expected = diagnostics.map(({ rule, severity, place: { file, line, column } }) => ({ severity, file, line, column, code: rule }));
    const found = problems(print('text', rich, lang));
    expect(found).toMatchObject(expected);
    expect(found).toHaveLength(expected.length);
    expect(found[0]?.message).toBe(diagnostics[0]?.message[lang]);
  });

  it.each(['zh', 'en'])('fit what the task prints (%s)', async (lang) => {
    const cwd = folderWith({ 'laws/甲 1.yaml': 'title: [', 'laws/b.yaml': '\ufefftitle: 乙\n' });
    const argv = task.args.slice(1);
    expect(task.args[0]).toBe('bin/mlx.js');
    const { stdout } = await run([...argv, '--lang', lang], { cwd });
    const { diagnostics: all } = JSON.parse((await run([...argv, '--format', 'json', '--lang', lang], { cwd })).stdout);
    expect(all.length).toBeGreaterThan(2);
    expect(problems(stdout)).toEqual(
      all.map(({ rule: code, severity, file, line, column, message }: Record<string, unknown>) => ({
        severity,
        file,
        line,
        column,
        message,
        code,
      })),
    );
  });
});
