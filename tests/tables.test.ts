// Tables and time lines: straight and whole on a terminal of any width, harmless in Markdown, readable by a spreadsheet.
// To write the golden files anew: npx vitest run tests/tables.test.ts -u
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { type Checked, check } from '../src/check/check.ts';
import { parseArgv } from '../src/cli/argv.ts';
import { commands } from '../src/commands/index.ts';
import { harmless, type Lang } from '../src/diagnostic.ts';
import type { Block, Cell, Column, Report, Row, Sheet, Style, Timeline, Tone } from '../src/report.ts';
import { reporters } from '../src/reporters/index.ts';
import { wordsOf } from '../src/reporters/plain.ts';
import { wrapped } from '../src/reporters/table.ts';
import { readWorkspace } from '../src/workspace/read.ts';
import type { Workspace } from '../src/workspace/workspace.ts';
import { run } from './support/cli.ts';
import { day, type Files, folderWith, project, schemas, shipped, workspaceOf } from './support/registry.ts';

const langs = ['zh', 'en'] as const;
const style = (lang: Lang, more: Partial<Style> = {}): Style => ({ lang, hasColor: false, width: undefined, isQuiet: false, ...more });
const print = (format: string, report: Report, lang: Lang, more?: Partial<Style>): string =>
  reporters[format]?.(report, style(lang, more)) ?? '';
const reportOf = (...blocks: readonly Block[]): Report => ({ data: {}, blocks, exit: 0 });

/** Many answers are drawn from one reading. */
const readings = new WeakMap<Workspace, Map<string, Checked>>();

function checkedOn(workspace: Workspace, on: string): Checked {
  const days = readings.get(workspace) ?? new Map<string, Checked>();
  readings.set(workspace, days);
  const checked = days.get(on) ?? check(workspace, schemas, on);
  days.set(on, checked);
  return checked;
}

const runs = new Map(await Promise.all(commands.map(async ({ name, load }) => [name, await load()] as const)));

/** The answer to a command line, without a disk. */
function answerOf(workspace: Workspace, argv: readonly string[], on = day): Report {
  const request = parseArgv(argv, 'zh', () => '0');
  if ('told' in request) throw new Error(request.told);
  const { command, args, options } = request;
  const none = (): never => {
    throw new Error('not asked for here');
  };
  const checked = checkedOn(workspace, on);
  return (runs.get(command.name) ?? none)({
    workspace,
    checked,
    day: on,
    version: '0',
    args,
    options,
    within: [],
    schemas,
    revision: none,
    clearCaches: none,
  });
}

const terms = (words: string): string =>
  words
    .split(' ')
    .map((id) => `{ id: ${id}, title: { zh: ${id}, en: ${id} } }`)
    .join(', ');

/** Three domains, of which one is not counted, and six topics: small enough to be read at a glance. */
const taxonomy = `kinds:
  - { id: law, title: { zh: 法律法规, en: Laws }, folder: laws }
  - { id: rule, title: { zh: 规章, en: Rules }, folder: rules }
  - { id: normative-document, title: { zh: 文件, en: Documents }, folder: normative-documents }
  - { id: standard, title: { zh: 标准, en: Standards }, folder: standards }
levels:
  - { id: national, title: { zh: 国家, en: National }, own: false }
  - { id: provincial, title: { zh: 省级, en: Provincial }, own: true }
  - { id: bureau, title: { zh: 本局, en: Bureau }, own: true }
tiers:
  - { id: lead, title: { zh: 总领, en: Lead } }
  - { id: core, title: { zh: 核心, en: Core } }
  - { id: base, title: { zh: 基础, en: Base } }
  - { id: support, title: { zh: 支撑, en: Support } }
lead: lead
ranks:
  - { id: national-law, title: { zh: 法律, en: National law }, kind: law, level: national, tier: core }
  - { id: local-regulation, title: { zh: 地方性法规, en: Local regulation }, kind: law, level: provincial, tier: core }
  - { id: departmental-rule, title: { zh: 部门规章, en: Departmental rule }, kind: rule, level: national, tier: core }
  - { id: provincial-document, title: { zh: 省级文件, en: Provincial document }, kind: normative-document, level: provincial, tier: base }
  - { id: local-standard, title: { zh: 地方标准, en: Local standard }, kind: standard, level: provincial, tier: support }
parts:
  - { id: goods, title: { zh: 资产保障, en: Asset support } }
  - { id: service, title: { zh: 后勤服务, en: Logistics } }
domains:
  - { id: vehicles, title: { zh: 公务用车, en: Official vehicles }, part: goods }
  - id: reception
    title: { zh: 公务接待, en: Official reception }
    part: service
    not_applicable: [{ tier: support, reason: { zh: 无需标准, en: no standard is needed } }]
  - { id: construction, title: { zh: 建设工程, en: Construction }, counted: false }
topics:
  - { id: dispatch, title: { zh: 车辆调度, en: Dispatch }, domain: vehicles }
  - { id: drivers, title: { zh: 司勤人员, en: Drivers }, domain: vehicles }
  - { id: expenses, title: { zh: 接待开支, en: Expenses }, domain: reception }
  - { id: supervision, title: { zh: 监督检查, en: Supervision }, domain: reception }
  - { id: process, title: { zh: 建设流程, en: Process }, domain: construction }
stages:
  law: [${terms('approved drafting adopted published effective')}]
  rule: [${terms('approved drafting adopted published effective')}]
  normative-document: [${terms('approved drafting adopted published effective')}]
  standard: [${terms('approved drafting adopted published')}]
`;

interface Titles {
  readonly registry: string;
  readonly plan: string;
  readonly task: string;
  readonly law: string;
  readonly rule: string;
  readonly standard: string;
}

const plain: Titles = {
  registry: '小登记库',
  plan: '小方案',
  task: '出台条例',
  law: '道路交通安全法',
  rule: '接待管理规定',
  standard: '公务用车调度规范',
};

/** A registry with something of everything, and titles to choose. */
function small(titles: Titles): Files {
  const quoted = JSON.stringify;
  const both = (title: string): string => `{ zh: ${quoted(title)}, en: ${quoted(`${title} in English`)} }`;
  const record = (title: string, rank: string, ...more: readonly string[]): string =>
    [`title: ${quoted(title)}`, `rank: ${rank}`, ...more, 'sources:', '  - 测试', ''].join('\n');
  const inForce = ['status: in-force', 'dates: { published: 2023-05-01, effective: 2023-07-01 }'];
  return {
    'registry.yaml': `title: ${both(titles.registry)}\nkeeper: { zh: 甲处, en: Office }\nrecorded: 2026-11-23\n`,
    'taxonomy.yaml': taxonomy,
    'plan.yaml': `title: ${both(titles.plan)}
document: plan
period: { start: 2023-01-01, end: 2024-12-31 }
phases:
  - id: making
    title: { zh: 制定阶段, en: Making }
    clause: 一
    due: 2023-06-30
    tasks:
      - { id: plan-made, title: { zh: 制定方案, en: Make the plan }, clause: 一, done: { document: plan, reached: published } }
      - { id: ordinance, title: ${both(titles.task)}, clause: 一, best_effort: true, done: { document: lead, reached: effective } }
targets:
  - id: covered
    title: { zh: 内容覆盖, en: Topics covered }
    clause: 二
    due: 2024-12-31
    done: { coverage: { figure: topics }, at_least: 100 }
measures:
  - id: training
    title: { zh: 培训, en: Training }
    clause: 三
    due: 2023-12-31
    owner: ${quoted(titles.task)}
    done: { evidence: [{ date: 2024-01-09, title: ${quoted(titles.task)}, source: 'https://example.org/a_b?c=*d*' }] }
  - { id: survey, title: { zh: 调研, en: Survey }, clause: 三, due: 2026-12-31, done: { evidence: [] } }
`,
    'laws/lead.yaml': record('总领条例', 'local-regulation', 'status: planned', 'domains: all'),
    'laws/law.yaml': record(
      titles.law,
      'national-law',
      'number_unpublished: true',
      'domains: [vehicles]',
      'topics: [dispatch, drivers]',
      ...inForce,
    ),
    'rules/rule.yaml': record(
      titles.rule,
      'departmental-rule',
      'number_unpublished: true',
      'domains: [reception]',
      'topics: [expenses]',
      ...inForce,
    ),
    'normative-documents/plan.yaml': record(
      titles.plan,
      'provincial-document',
      'number: 鲁政发〔2023〕1号',
      'class: other',
      'domains: all',
      ...inForce,
    ),
    'standards/standard.yaml': record(
      titles.standard,
      'local-standard',
      'number: DB37/T 1-2023',
      'domains: [vehicles, construction]',
      'topics: [dispatch, process]',
      'standard: { nature: recommended }',
      ...inForce,
    ),
    'standards/draft.yaml': record(
      '接待监督规范',
      'local-standard',
      'number_unpublished: true',
      'status: drafting',
      'domains: [reception]',
      'topics: [supervision]',
      'standard: { nature: recommended }',
      'project: { stage: drafting, events: [{ stage: approved, date: 2024-01-01 }] }',
    ),
  };
}

const views: readonly (readonly string[])[] = [
  ['coverage'],
  ['coverage', '--level', 'own'],
  ['coverage', '--gaps'],
  ['coverage', '--not-counted'],
  ...['part', 'domain', 'tier', 'topic', 'rank', 'issuer'].map((by) => ['coverage', '--by', by]),
  ['coverage', '--compare', '2023-02-01'],
  ['coverage', '--trend'],
  ['coverage', '--fail-under', '99', '--fail-under', '10'],
  ['milestone'],
  ['milestone', '--fail-on', 'open', '--best-effort'],
  ['list'],
];
const smallViews = [...views, ['milestone', 'making'], ['milestone', 'ordinance'], ['milestone', 'training'], ['milestone', 'covered']];
const shippedViews = [
  ...views,
  ['coverage', '--compare', '2022-12-01', '--level', 'own'],
  ['milestone', 'plan-making'],
  ['milestone', 'document-batch'],
  ['milestone', 'system-four-tiers'],
  ['milestone', 'ordinance'],
];
const named = (all: readonly (readonly string[])[]): readonly (readonly [string, readonly string[]])[] =>
  all.map((argv) => [argv.join(' '), argv]);

const shippedFiles = readWorkspace({ cwd: project, registry: shipped });
const smallFiles = workspaceOf(small(plain));

/** What Markdown, HTML, a terminal and a spreadsheet would each take for theirs. */
const nasty: Titles = {
  registry: '# 登记库 <script>alert(1)</script>',
  plan: '方案 | 甲\n| --- | 乙',
  task: '`rm -rf` *急* _件_ [看](javascript:alert(1)) ![](x) \\| &lt; ~~删~~',
  law: '甲|<img src=x onerror=alert(1)>\n\n## 乙',
  rule: '=HYPERLINK("http://x","y")',
  standard: '@SUM(1+1)*cmd|"/C calc"!A0',
};

describe('markdown', () => {
  it.each(named([['coverage'], ['coverage', '--gaps'], ['milestone'], ['milestone', 'ordinance'], ['list']]))(
    'of %s',
    async (name, argv) => {
      const folder = folderWith(small(plain), {});
      for (const lang of langs) {
        const { stdout } = await run([...argv, '--format', 'markdown', '--as-of', day, '--lang', lang], { cwd: folder });
        const file = name.replace('--', '').replaceAll(' ', '-');
        await expect(stdout).toMatchFileSnapshot(`golden/${file}${lang === 'zh' ? '' : '.en'}.markdown`);
      }
    },
  );

  /** The number of cells in each row of each table; throws where lines around a table run into it. */
  function tablesIn(printed: string): readonly (readonly number[])[] {
    return printed.split(/\n{2,}/).flatMap((part) => {
      const lines = part.replace(/\n$/, '').split('\n');
      if (!lines[0]?.startsWith('|')) return [];
      expect(lines[1]).toMatch(/^\|(?: -{3}:? \|)+$/);
      for (const line of lines) expect(line).toMatch(/^\| .* \|$/);
      // A stroke in a cell is an entity, so every stroke that stands there is a table's.
      return [lines.map((line) => line.split('|').length - 2)];
    });
  }

  it.each(named(smallViews))('has as many cells in each row of %s', (_, argv) => {
    for (const titles of [plain, nasty]) {
      const report = answerOf(workspaceOf(small(titles)), argv);
      for (const lang of langs) {
        const tables = tablesIn(print('markdown', report, lang));
        expect(tables).toHaveLength(report.blocks.filter((block) => block.kind === 'table' && block.rows.length > 0).length);
        for (const counts of tables) expect(new Set(counts).size).toBe(1);
      }
    }
  });

  it.each(named(shippedViews))('has as many cells in each row of the shipped %s', (_, argv) => {
    const report = answerOf(shippedFiles, argv);
    for (const lang of langs) for (const counts of tablesIn(print('markdown', report, lang))) expect(new Set(counts).size).toBe(1);
  });

  /** A line without what the reporter itself put there. */
  function bare(line: string): string {
    return line
      .replace(/^## /, '')
      .replace(/^- \*\*(.*?)\*\* /, '$1 ')
      .replace(/^\*\*(.*)\*\*$/, '$1')
      .replace(/^\| (.*) \|$/, '$1')
      .replaceAll(' | ', ' ')
      .replaceAll('<br>', ' ');
  }

  const decoded = (text: string): string =>
    text.replaceAll('<br>', '\n').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

  function expectHarmless(printed: string): void {
    for (const line of printed.split('\n')) {
      if (/^\|(?: -{3}:? \|)+$/.test(line)) continue;
      expect(bare(line), line).toMatch(/^(?:[^\\`*_~[\]<>"|#$@!&]|&#\d+;)*$/);
    }
  }

  it.each(named(smallViews))('leaves titles harmless in %s', (_, argv) => {
    const report = answerOf(workspaceOf(small(nasty)), argv);
    for (const lang of langs) expectHarmless(print('markdown', report, lang));
  });

  it('shows titles as they are', () => {
    const files = workspaceOf(small(nasty));
    const shown = ['list', 'milestone', 'coverage'].map((name) => decoded(print('markdown', answerOf(files, [name]), 'zh'))).join('\n');
    for (const title of Object.values(nasty)) expect(shown).toContain(title);
  });

  const anything = fc.string({ unit: 'binary', maxLength: 30 });
  const anyMark = fc.string({ unit: fc.constantFrom(...'甲 \n|`*_[]<>#&\\!~-+=.1)('), maxLength: 12 });
  const anyText = fc.oneof(anything, anyMark);

  it('holds whatever a text says', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyText, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 }), anyText, (cells, other) => {
        const columns = ['甲', '乙', '丙'].map((title): Column => ({ title: { zh: title, en: title } }));
        const printed = print(
          'markdown',
          reportOf(
            { kind: 'heading', text: other },
            { kind: 'fields', fields: [{ name: { zh: '名', en: 'name' }, values: [other, other] }] },
            { kind: 'table', columns, rows: cells.map((row, index) => ({ cells: row, details: [other], ...(index > 0 && { level: 1 }) })) },
            { kind: 'summary', text: { zh: other, en: other }, severity: 'ok' },
          ),
          'zh',
        );
        const parts = printed.split('\n\n');
        expect(parts).toHaveLength(4);
        expect([parts[0], parts[1]].map((part) => part?.split('\n').length)).toEqual([1, 1]);
        expect(tablesIn(printed)).toEqual([Array(cells.length + 2).fill(3)]);
        expectHarmless(printed);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['- 甲', '+ 甲', '1. 甲', '---', '    甲'])('leaves a paragraph a paragraph: %j', (text) => {
    expect(print('markdown', reportOf({ kind: 'paragraph', text }), 'zh')).not.toMatch(/^(?:[-+] |\d+[.)] |---\n| {4})/);
  });

  it('steps in where a condition has parts', () => {
    const printed = print('markdown', answerOf(shippedFiles, ['milestone', 'system-four-tiers']), 'zh');
    expect(printed).not.toMatch(/<br> +[✓✗?]/);
    expect(printed).toMatch(/<br>(?:\u3000|&nbsp;|&#160;)+[✓✗?]/);
  });
});

/** RFC 4180 to the letter, with the mark that spreadsheets look for: throws at whatever it does not know. */
function parseCsv(text: string): readonly (readonly string[])[] {
  expect(text.startsWith('\ufeff')).toBe(true);
  const body = text.slice(1);
  expect(body.startsWith('\ufeff')).toBe(false);
  const rows: string[][] = [[]];
  let at = 0;
  while (at < body.length) {
    const [whole, inQuotes, bare, end] =
      /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(body.slice(at)) ?? fail(`no field at ${JSON.stringify(body.slice(at, at + 40))}`);
    rows.at(-1)?.push(inQuotes === undefined ? (bare ?? '') : inQuotes.replaceAll('""', '"'));
    at += whole.length;
    if (end === '\r\n' && at < body.length) rows.push([]);
  }
  expect(body.endsWith('\r\n')).toBe(true);
  return rows;
}

function fail(message: string): never {
  throw new Error(message);
}

describe('csv', () => {
  const csvOf = (...rows: Sheet['rows']): string =>
    print('csv', { ...reportOf(), sheet: { columns: [{ zh: '甲', en: 'a' }], rows } }, 'zh');

  function expectReadable(argv: readonly string[]): void {
    const report = answerOf(shippedFiles, argv);
    for (const lang of langs) {
      const [header = [], ...rows] = parseCsv(print('csv', report, lang));
      expect(header).toEqual(report.sheet?.columns.map((column) => column[lang]));
      expect(rows).toHaveLength(report.sheet?.rows.length ?? -1);
      for (const row of rows) expect(row).toHaveLength(header.length);
      expect(new Set(header).size).toBe(header.length);
    }
  }

  const hasLines = ([command, id]: readonly string[]): boolean => command === 'milestone' && id !== 'plan-making' && id !== 'ordinance';

  it.each(named(shippedViews.filter((argv) => !hasLines(argv))))('of %s is read back, each row as long as the first', (_, argv) => {
    expectReadable(argv);
  });

  it.each(named(shippedViews.filter(hasLines)))('of %s is read back, each row as long as the first', (_, argv) => {
    expectReadable(argv);
  });
  it.each(['甲\n乙', '甲\r乙', '\r=1', '=1\n2'])('keeps a cell of several lines whole: %j', (text) => {
    const [[read = ''] = []] = parseCsv(csvOf([text])).slice(1);
    expect(read.replace(/^'/, '')).toBe(harmless(text));
  });

  it('has a row for each document, phase, task, target and measure', async () => {
    const [csv, json] = await Promise.all(['csv', 'json'].map((format) => run(['list', '--format', format], { cwd: project })));
    const ids = parseCsv(csv?.stdout ?? '').map(([id]) => id);
    const { documents } = JSON.parse(json?.stdout ?? '') as { documents: readonly { id: string }[] };
    expect(ids.slice(1)).toEqual(documents.map(({ id }) => id));
    const rows = parseCsv(print('csv', answerOf(smallFiles, ['milestone']), 'en'));
    expect(rows.map((row) => row[2])).toEqual(['Id', 'making', 'plan-made', 'ordinance', 'covered', 'training', 'survey']);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1', '＋1', '－1', '＠甲', '-', '="a""b"'])('lets no cell run: %j', (text) => {
    expect(parseCsv(csvOf([text], [{ zh: text, en: text }])).slice(1)).toEqual([[`'${text}`], [`'${text}`]]);
  });

  it('leaves titles, numbers and issuers harmless in every sheet', () => {
    const titles = { ...nasty, law: '＝1+1', plan: '-2+3', task: '+cmd|"/C calc"!A0' };
    const files = workspaceOf({
      ...small(titles),
      // It is listed with its faults; `coverage` and `milestone` take none of it.
      'laws/faulty.yaml':
        'title: "\\t=1"\nrank: national-law\nnumber: "@1"\nissuers: ["－1", "乙"]\nstatus: in-force\ndomains: all\nsources: [测试]\n',
    });
    const cells = smallViews.flatMap((argv) =>
      langs.flatMap((lang) =>
        parseCsv(print('csv', answerOf(files, [...argv, ...(argv[0] === 'list' ? [] : ['--allow-errors'])]), lang)).flat(),
      ),
    );
    expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
    for (const title of [titles.law, titles.plan, titles.task, titles.rule, titles.standard, '@1', '－1、乙'])
      expect(cells).toContain(`'${title}`);
    expect(cells).toContain('\\u0009=1');
  });

  it('leaves numbers numbers', () => {
    expect(csvOf([0], [-5], [12.5], [-0.5], [1e6])).toBe('\ufeff甲\r\n0\r\n-5\r\n12.5\r\n-0.5\r\n1000000\r\n');
    const [header = [], ...rows] = parseCsv(print('csv', answerOf(shippedFiles, ['coverage']), 'en'));
    const columns = header.flatMap((title, index) => (/covered|Own|progress|Cells|Documents|Topics/.test(title) ? [index] : []));
    expect(columns.length).toBe(12);
    for (const row of rows) for (const index of columns) expect(row[index]).toMatch(/^\d*$/);
  });

  it('is read back as it was, what is hidden as an escape, whatever a cell says', () => {
    const anyCell = fc
      .oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ unit: fc.constantFrom(...'甲",;=+ \'\t'), maxLength: 6 }))
      .map((cell) => cell.replace(/[\r\n]/g, ''));
    fc.assert(
      fc.property(fc.array(fc.tuple(anyCell, anyCell), { minLength: 1, maxLength: 5 }), (rows) => {
        const sheet = { columns: ['甲', '乙'].map((title) => ({ zh: title, en: title })), rows };
        const read = parseCsv(print('csv', { ...reportOf(), sheet }, 'zh'));
        const guarded = (cell: string): string => (/^[=+\-@＝＋－＠]/.test(cell) ? `'${harmless(cell)}` : harmless(cell));
        expect(read.slice(1)).toEqual(rows.map((row) => row.map(guarded)));
      }),
      { numRuns: 500 },
    );
  });
});

const escapes = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');
const uncoloured = (text: string): string => text.replace(escapes, '');
const solid = (text: string): string => text.normalize().replace(/\s/g, '');

describe('text', () => {
  const alphabets = ['abc xyz', '山东省机关', '甲a乙 b', '𠮷野家', '👩‍👩‍👧🇨🇳😀', 'e\u0301ñ', '（）“”—·', '▁█▒○'];
  const anyWords = fc
    .constantFrom(...alphabets)
    .chain((alphabet) =>
      fc.string({ unit: fc.constantFrom(...[...new Intl.Segmenter().segment(alphabet)].map(({ segment }) => segment)), maxLength: 14 }),
    );

  interface Made {
    readonly columns: readonly Column[];
    readonly rows: readonly (Row & { readonly cells: readonly string[] })[];
  }

  /** A table whose cells can each be told from every other: they begin with their place. The last is ten columns wide at least. */
  const anyTable: fc.Arbitrary<Made> = fc
    .record({
      looks: fc.array(fc.constantFrom<Column['look']>(undefined, 'figure'), { minLength: 1, maxLength: 4 }),
      last: fc.constantFrom<Column['look']>(undefined, 'figure', 'long', 'subject'),
      words: fc.array(fc.tuple(fc.array(anyWords, { minLength: 5, maxLength: 5 }), fc.boolean(), fc.boolean(), anyWords), {
        minLength: 1,
        maxLength: 5,
      }),
    })
    .map(({ looks, last, words }) => ({
      columns: [...looks, last].map(
        (look, index): Column => ({ title: { zh: `列${index}`, en: `col ${index}` }, ...(look !== undefined && { look }) }),
      ),
      rows: words.map(([cells, isApart, isInner, detail], row) => ({
        cells: [...looks, last].map(
          (_, index) => `${row}:${index}${index < looks.length ? '' : '.......'}${(cells[index] ?? '').trimEnd()}`,
        ),
        ...(isApart && { isApart }),
        ...(isInner && { level: 1 as const }),
        ...(detail !== '' && { details: [`${row}:d${detail.trimEnd()}`] }),
      })),
    }));

  const tableOf = ({ columns, rows }: Made, more?: Partial<Style>): string =>
    print('text', reportOf({ kind: 'table', columns, rows }), 'zh', more);

  it('has each column at the same place in every line', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const lines = tableOf(table).split('\n');
        const places = table.columns.map(() => new Set<number>());
        const subject = Math.max(
          0,
          table.columns.findIndex(({ look }) => look === 'subject'),
        );
        const rows: readonly Row[] = [{ cells: table.columns.map(({ title }) => title.zh) }, ...table.rows];
        for (const { cells, level = 0, isApart, details = [] } of rows) {
          if (isApart) expect(lines.shift()).toMatch(/^-+$/);
          const line = lines.shift() ?? '';
          for (const [index, cell] of (cells as readonly string[]).entries()) {
            const at = line.indexOf(cell);
            expect(at, `${cell} in ${line}`).toBeGreaterThanOrEqual(0);
            const isFigure = table.columns[index]?.look === 'figure';
            places[index]?.add(
              isFigure
                ? stringWidth(line.slice(0, at + cell.length))
                : stringWidth(line.slice(0, at)) - (index === subject ? 2 * level : 0),
            );
          }
          for (const detail of details as readonly string[]) {
            const under = lines.shift() ?? '';
            expect(under.trimStart()).toBe(detail);
            const stepped = subject === table.columns.length - 1 ? 2 * level : 0;
            if (table.columns.at(-1)?.look !== 'figure') places.at(-1)?.add(under.length - detail.length - stepped);
          }
        }
        expect(lines).toEqual(['']);
        expect(places.map(({ size }) => size)).toEqual(table.columns.map(() => 1));
      }),
      { numRuns: 300 },
    );
  });

  it('stands straight in both scripts', () => {
    const columns: readonly Column[] = [
      { title: { zh: '名称', en: 'Name' } },
      { title: { zh: '数', en: 'N' }, look: 'figure' },
      { title: { zh: '说明', en: 'Note' }, look: 'long' },
    ];
    const rows: readonly Row[] = [
      { cells: ['山东', '1', '甲乙丙'] },
      { cells: ['Shandong 山东', '10', 'mixed 混排'], level: 1 },
      { cells: ['𠮷😀', '200', '😀𠮷'], isApart: true, details: ['下一行'] },
    ];
    expect(print('text', reportOf({ kind: 'table', columns, rows }), 'zh')).toBe(
      [
        '名称              数  说明',
        '山东               1  甲乙丙',
        '  Shandong 山东   10  mixed 混排',
        '--------------------------------',
        '𠮷😀             200  😀𠮷',
        '                      下一行',
        '',
      ].join('\n'),
    );
  });

  it('is no wider than the terminal, and loses no word', () => {
    fc.assert(
      fc.property(anyTable, fc.constantFrom(40, 60, 80), (table, width) => {
        const printed = tableOf(table, { width });
        for (const line of printed.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        const all = solid(printed);
        for (const { cells, details = [] } of table.rows)
          for (const words of [...cells, ...(details as readonly string[])]) expect(all).toContain(solid(words));
      }),
      { numRuns: 300 },
    );
  });

  it('says the same with and without colour', () => {
    const tones: readonly Tone[] = ['good', 'fair', 'poor', 'bad', 'faint', 'strong', 'plain'];
    const anyRun = fc.record({ text: anyWords.map((words) => words.trimStart()), tone: fc.constantFrom(...tones) });
    const anyCell: fc.Arbitrary<Cell> = fc.array(anyRun, { maxLength: 3 });
    const columns: readonly Column[] = [{ title: { zh: '甲', en: 'a' } }, { title: { zh: '乙', en: 'b' }, look: 'long' }];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyCell, anyCell), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(undefined, 40, 60),
        (cells, width) => {
          const blocks: readonly Block[] = [
            { kind: 'table', columns, rows: cells.map((row) => ({ cells: row })) },
            { kind: 'fields', fields: cells.map(([name, value]) => ({ name: { zh: '名', en: 'n' }, values: [name, value] })) },
            ...cells.map(([text]): Block => ({ kind: 'paragraph', text })),
          ];
          const [off, on] = [false, true].map((hasColor) => print('text', reportOf(...blocks), 'zh', { width, hasColor }));
          expect(trimmed(uncoloured(on ?? ''))).toBe(trimmed(off ?? ''));
        },
      ),
      { numRuns: 300 },
    );
  });

  const trimmed = (text: string): string => text.replace(/[ \u00a0]+$/gm, '');
  const texts = fc.oneof(
    anyWords,
    fc.array(anyWords, { maxLength: 6 }).map((all) => all.join(' ')),
  );

  it('wraps without losing anything', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 10, max: 50 }), (text, room) => {
        const lines = wrapped(text, room);
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(room);
        expect(solid(lines.join(''))).toBe(solid(text));
        expect(wrapped(text, Number.POSITIVE_INFINITY)).toEqual([text]);
      }),
      { numRuns: 500 },
    );
  });

  it('breaks at blanks', () => {
    const lines = wrapped('地方性法规 · 拟制定（无日期） · 全领域 · lead', 26).map((line) => line.trimEnd());
    expect(lines).toEqual(['地方性法规 ·', '拟制定（无日期） · 全领域', '· lead']);
  });

  // Where a line is full to its last column, the blank after it must not open the next, nor stand alone before a longer word.
  it('begins no further line with the blank at which it was broken', () => {
    expect(wrapped('一二三四五 六', 10)).toEqual(['一二三四五', '六']);
  });
  it('makes no empty line where it breaks a text', () => {
    const lines = wrapped('  ? 2022-12-01 至 2024-12-31 达到“公布”的文件（国家标准或地方标准；写明责任处室）至少 2 份', 28);
    expect(lines.filter((line) => line.trim() === '')).toEqual([]);
  });

  it('steps in with every line of a value, on a terminal and off it', () => {
    const field = { name: { zh: '说明', en: 'note' }, values: ['第一行\n第二行'] };
    for (const width of [undefined, 80])
      expect(print('text', reportOf({ kind: 'fields', fields: [field] }), 'zh', { width })).toBe('说明  第一行\n      第二行\n');
  });

  it('is no wider than the terminal where lines stand below a narrow last column', () => {
    const columns = ['甲', '乙'].map((title): Column => ({ title: { zh: title, en: title } }));
    const rows = [{ cells: ['甲'.repeat(16), '乙'], details: ['乙'.repeat(9)] }];
    for (const line of print('text', reportOf({ kind: 'table', columns, rows }), 'zh', { width: 40 }).split('\n'))
      expect(stringWidth(line)).toBeLessThanOrEqual(40);
  });

  it('ends no line with a blank, in colour as without', () => {
    const text = [
      { text: '甲'.repeat(19), tone: 'faint' as const },
      { text: ' 乙乙', tone: 'faint' as const },
    ];
    const printed = uncoloured(print('text', reportOf({ kind: 'paragraph', text }), 'zh', { width: 40, hasColor: true }));
    expect(printed).toBe(trimmed(printed));
  });

  /** Every text of a report that is more than a column's name. */
  function cellsOf({ blocks }: Report): readonly Cell[] {
    return blocks.flatMap((block): readonly Cell[] => {
      if (block.kind === 'table') return block.rows.flatMap(({ cells, details = [] }) => [...cells, ...details]);
      if (block.kind === 'fields') return block.fields.flatMap(({ name, values }) => [name, ...values]);
      return block.kind === 'heading' || block.kind === 'paragraph' || block.kind === 'summary' ? [block.text] : [];
    });
  }

  describe('of the shipped registry', () => {
    it.each(named(shippedViews))('%s is no wider than the terminal', (_, argv) => {
      const reports = [answerOf(shippedFiles, argv), ...(argv[0] === 'milestone' ? [answerOf(shippedFiles, argv, '2023-05-01')] : [])];
      for (const report of reports)
        for (const lang of langs)
          for (const width of [80, 60, 40]) {
            const wide = print('text', report, lang, { width })
              .split('\n')
              .filter((line) => stringWidth(line) > width);
            expect(wide, `${lang} ${width}`).toEqual([]);
          }
    });

    it.each(named(shippedViews))('%s says the same with and without colour, and at any width', (_, argv) => {
      const report = answerOf(shippedFiles, argv);
      for (const lang of langs) {
        for (const width of [undefined, 80, 40]) {
          const off = print('text', report, lang, { width });
          const on = print('text', report, lang, { width, hasColor: true });
          expect(on).not.toBe(off);
          expect(trimmed(uncoloured(on))).toBe(off);
        }
        const narrow = solid(print('text', report, lang, { width: 40 }));
        for (const cell of cellsOf(report)) expect(narrow).toContain(solid(wordsOf(cell, lang)));
      }
    });

    it.each([80, 60, 40])('keeps to a terminal of %d columns', async (columns) => {
      for (const argv of [['coverage'], ['milestone'], ['coverage', '--gaps', '--lang', 'en']]) {
        const { stdout } = await run([...argv, '--as-of', day], { cwd: project, columns });
        expect(stdout.length).toBeGreaterThan(500);
        for (const line of stdout.split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
      }
    });

    it.each(['coverage', 'milestone'])('%s has the colours that are asked for, and no other words', async (name) => {
      const [always, never] = await Promise.all(
        ['always', 'never'].map(async (color) => (await run([name, '--as-of', day, '--color', color], { cwd: project })).stdout),
      );
      expect(always).toContain('\u001b[');
      expect(never).not.toContain('\u001b');
      expect(uncoloured(always ?? '')).toBe(never);
    });
  });
});

describe('the time line', () => {
  const label = { zh: '2023-05-01，第 152 天，剩余 610 天', en: '2023-05-01, day 152, 610 days left' };
  const parts = [
    { end: 0.158, sign: '1' },
    { end: 0.519, sign: '2' },
    { end: 1, sign: '3' },
  ];
  const linesOf = (now: number, width: number | undefined, more: Partial<Timeline> = {}): readonly string[] =>
    print('text', reportOf({ kind: 'timeline', timeline: { start: '2022-12-01', end: '2024-12-31', parts, now, label, ...more } }), 'zh', {
      width,
    })
      .trimEnd()
      .split('\n');

  it('reads as it does', () => {
    expect(linesOf(0.198, 80)).toEqual([
      '2022-12-01                                                   2024-12-31',
      '|==========1===---------------------2---------------------------------3',
      '              ^ 2023-05-01，第 152 天，剩余 610 天',
    ]);
    expect(linesOf(-0.1, 80)[2]).toMatch(/^< /);
    expect(linesOf(-0.1, 80)[1]).toMatch(/^\|-+1-+2-+3$/);
    expect(linesOf(1.3, 80)[2]).toMatch(/ >$/);
    expect(linesOf(1.3, 80)[1]).toMatch(/^\|=+1=+2=+3$/);
  });

  it('keeps to the terminal, and its ends stand above its ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 120 }), fc.constantFrom(undefined, 40, 60, 80, 200), (percent, width) => {
        const lines = linesOf(percent / 100, width);
        const [days = '', line = '', ...under] = lines;
        for (const each of lines) expect(stringWidth(each)).toBeLessThanOrEqual(width ?? 72);
        expect(days).toMatch(/^2022-12-01 +2024-12-31$/);
        expect(line).toHaveLength(days.length);
        expect(line.replace(/[123|]/g, '')).toMatch(/^=*-*$/);
        const said = under.map((each) => each.trim()).join(' ');
        expect(said.replace(/^[<^>] | [<^>]$/, '')).toBe(label.zh);
      }),
      { numRuns: 500 },
    );
  });

  const placeOf = (now: number, length: number): number => Math.round(now * (length - 1));
  const markAt = (now: number, width: number): readonly [number, number] => {
    const [, line = '', ...under] = linesOf(now, width);
    const marked = under.find((each) => each.includes('^')) ?? '';
    return [stringWidth(marked.slice(0, marked.indexOf('^'))), placeOf(now, line.length)];
  };

  it('has its mark under the day', () => {
    for (const width of [72, 80, 200])
      for (let now = 0; now <= 1; now += 0.01) {
        const [is, wanted] = markAt(now, width);
        expect(is, `${now} of ${width}`).toBe(wanted);
      }
  });

  it.each([40, 50, 60])('has its mark under the day on a terminal of %d columns', (width) => {
    for (let now = 0; now <= 1; now += 0.01) {
      const [is, wanted] = markAt(now, width);
      expect(is, `${now} of ${width}`).toBe(wanted);
    }
  });
});
