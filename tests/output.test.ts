// JSON answers keep to the schemas that are published for them.
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { coverWords } from '../src/commands/coverage/signs.ts';
import { commands } from '../src/commands/index.ts';
import { stateWords } from '../src/commands/milestone/words.ts';
import { reasonWords } from '../src/commands/words.ts';
import { isDay } from '../src/registry/day.ts';
import { standings } from '../src/registry/words.ts';
import { run } from './support/cli.ts';
import { gitEnv, repositoryIn } from './support/git.ts';
import { base, day, folderWith, project } from './support/registry.ts';

const folder = path.join(project, 'schemas/output');
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true, formats: { date: isDay } });
const validators = new Map(
  readdirSync(folder).map((file) => [file.replace('.json', ''), ajv.compile(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))]),
);

async function answer(argv: readonly string[], cwd: string, on = day): Promise<unknown> {
  const { stdout, stderr } = await run([...argv, '--format', 'json', '--as-of', on], { cwd, env: gitEnv });
  expect(stdout, stderr).not.toBe('');
  return JSON.parse(stdout);
}

/** Command lines with their names, for tables of tests. */
function named<Argv extends readonly string[]>(all: readonly Argv[]): readonly (readonly [string, Argv])[] {
  return all.map((argv) => [argv.join(' '), argv]);
}

/** Ways to texts that were left in both languages. */
function untranslated(value: unknown, way = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('zh' in value || 'en' in value) return [way];
  return Object.entries(value).flatMap(([key, each]) => untranslated(each, `${way}/${key}`));
}

function expectValid(name: string, data: unknown): void {
  const validate = validators.get(name);
  expect(validate?.(data), JSON.stringify(validate?.errors)).toBe(true);
}

describe('JSON', () => {
  it('has a schema for every command', () => {
    expect([...validators.keys()].sort()).toEqual(commands.map(({ name }) => name).sort());
  });

  it.each(
    named([
      ['validate'],
      ['list'],
      ['show', 'jiguan-shiwu-guanli-tiaoli'],
      ['show', 'shandong-dangzheng-jiguan-huiyi-dingdian-guanli-xize-2015'],
      ['explain'],
      ['explain', 'date-order'],
      ['schema'],
      ['coverage'],
      ['coverage', '--gaps'],
      ['coverage', '--not-counted'],
      ['coverage', '--by', 'issuer'],
      ['coverage', '--compare', '2022-12-01'],
      ['coverage', '--trend'],
      ['coverage', '--level', 'own'],
      ['coverage', '--level', 'own', '--compare', '2022-12-01'],
      ['coverage', '--fail-under', '90', '--fail-under', 'energy-conservation=100'],
      ['milestone'],
      ['milestone', 'plan-making'],
      ['milestone', 'pilot-plan'],
      ['milestone', 'system-four-tiers'],
      ['milestone', 'local-standards-published'],
      ['milestone', '--fail-on', 'open', '--best-effort'],
      ['site', '--out', path.join(tmpdir(), `mlx-json-${process.pid}`)],
    ]),
  )('of %s keeps to it', async (_, argv) => {
    const data = await answer(argv, project);
    expectValid(argv[0] as string, data);
    expect(untranslated(data)).toEqual([]);
  });

  it.each(['2022-11-30', '2022-12-01', '2023-06-30', '2024-12-31', '2025-01-01'])('of the plan on %s keeps to it', async (on) => {
    expectValid('milestone', await answer(['milestone'], project, on));
    expectValid('coverage', await answer(['coverage', '--trend'], project, on));
  });

  it('of a registry with faults keeps to it', async () => {
    const cwd = folderWith({
      'laws/a.yaml':
        'title: 甲\nrank: national-law\nstatus: in-force\ndates:\n  adopted: 2020-01-02\n  published: 2020-01-01\ndomains: all\nbasis:\n  - nobody\n  - title: 宪法\n  - document: lead\n    version: 2020-01-01\nsources:\n  - 测试\n',
      'laws/b.yaml': 'title: [',
    });
    const validated = (await answer(['validate'], cwd)) as { diagnostics: { fingerprint: string }[] };
    expectValid('validate', validated);
    expect(new Set(validated.diagnostics.map(({ fingerprint }) => fingerprint)).size).toBe(4);
    expectValid('show', await answer(['show', 'a'], cwd));
    expectValid('list', await answer(['list'], cwd));
  });

  it('carries the finding as the text does', async () => {
    const cwd = folderWith({
      'laws/a.yaml': 'title: 甲\nrank: national-law\nstatus: in-force\ndomains: all\nbasis:\n  - leed\nsources:\n  - 测试\n',
    });
    expect(await answer(['validate', '--lang', 'en'], cwd)).toMatchObject({
      schemaVersion: 1,
      command: 'validate',
      registry: 'registry',
      asOf: '2026-11-23',
      summary: { files: 3, documents: 2, errors: 1, warnings: 0, infos: 0, waived: 0 },
      diagnostics: [
        {
          rule: 'dangling-reference',
          severity: 'error',
          file: 'registry/laws/a.yaml',
          line: 6,
          column: 5,
          endLine: 6,
          endColumn: 9,
          message: 'the registry has no document `leed`',
          hint: 'did you mean `lead`?',
        },
      ],
    });
  });

  it('says what can be fixed', async () => {
    const record =
      'title: 甲办法\nrank: provincial-government-rule\nnumber: 鲁政发[2020]14号\nstatus: in-force\ndomains: all\nsources:\n  - 测试\n';
    const data = await answer(['validate'], folderWith({ 'rules/a.yaml': record }));
    expectValid('validate', data);
    expect(data).toMatchObject({ diagnostics: [{ rule: 'malformed-number', fixable: true }] });
  });

  it('keeps a fingerprint when lines move, comments come and other findings go', async () => {
    const text = 'title: 甲\nrank: national-law\nstatus: in-force\ndomains: all\nbasis:\n  - nobody\n  - no-one\nsources:\n  - 测试\n';
    const moved = `# 说明\n\n${text.replace('  - nobody\n', '')}`;
    const prints = async (content: string): Promise<readonly string[]> =>
      ((await answer(['validate'], folderWith({ 'laws/a.yaml': content }))) as { diagnostics: { fingerprint: string }[] }).diagnostics.map(
        ({ fingerprint }) => fingerprint,
      );
    expect(await prints(moved)).toEqual((await prints(text)).slice(1));
  });
});

describe('JSON of coverage and milestone', () => {
  const record = (title: string, rank: string, more: string, domains = '[energy-conservation]'): string =>
    `title: ${title}\nrank: ${rank}\ndomains: ${domains}\n${more}\nsources:\n  - 测试\n`;
  const inForce = 'status: in-force\ndates: { adopted: 2022-11-20, published: 2022-12-05, effective: 2023-02-01 }';
  const plan = `title: { zh: 方案, en: Plan }
document: fangan
period: { start: 2022-12-01, end: 2024-12-31 }
phases:
  - id: first
    title: { zh: 第一阶段, en: First }
    clause: 四（一）
    due: 2023-03-31
    tasks:
      - { id: on-time, title: { zh: 按期, en: On time }, clause: 四, done: { document: fangan, reached: published } }
      - id: late
        title: { zh: 迟到, en: Late }
        clause: 四
        owner: 甲处
        done: { evidence: [{ date: 2023-06-01, title: 报告, source: 测试 }, { date: 2023-05-01, title: 初稿, source: 测试 }] }
      - { id: unknown, title: { zh: 不明, en: Unknown }, clause: 四, best_effort: true, done: { evidence: [] } }
  - id: second
    title: { zh: 第二阶段, en: Second }
    clause: 四（二）
    due: 2024-12-31
    tasks:
      - { id: ordinance, title: { zh: 条例, en: Ordinance }, clause: 四, done: { document: lead, reached: effective } }
targets:
  - id: batch
    title: { zh: 一批, en: A batch }
    clause: 三
    due: 2024-12-31
    assumption: several-means-two
    done:
      any:
        - { count: { rank: [local-standard], owned: true }, reached: published, at_least: several }
        - all:
            - count: { kind: [normative-document], level: [provincial], tier: [base], domain: [energy-conservation], topic: [carbon-peak] }
              within: { start: 2023-01-01, end: 2023-12-31 }
              reached: published
              at_least: 2
            - { document: weizhi, reached: published }
  - id: topics
    title: { zh: 内容, en: Topics }
    clause: 三
    due: 2023-12-31
    done: { coverage: { figure: topics, domain: energy-conservation }, at_least: 25 }
  - id: all-topics
    title: { zh: 全部内容, en: All topics }
    clause: 三
    due: 2024-12-31
    done: { coverage: { figure: own-topics }, at_least: 100 }
  - { id: verified, title: { zh: 核实, en: Verified }, clause: 三, due: 2024-12-31, done: { document: weizhi, reached: published } }
measures:
  - id: cells
    title: { zh: 格位, en: Cells }
    clause: 五
    due: 2024-12-31
    done: { coverage: { figure: cells, part: general-management }, at_least: 100 }
`;
  const taxonomy = String(base['taxonomy.yaml'])
    .replace(/(- id: staff-housing\n)/, '$1    not_applicable: [{ tier: support, reason: { zh: 无需标准, en: no standard is needed } }]\n')
    .replace(/(- id: social-affairs\n.*\n) {4}part: .*\n/, '$1');
  const files = {
    // Earlier days are asked about as well: what was entered since does not contradict them.
    'registry.yaml': 'title: { zh: 登记库, en: Registry }\nkeeper: { zh: 甲处, en: Office }\nrecorded: 2026-11-23\n',
    'taxonomy.yaml': taxonomy,
    'plan.yaml': plan,
    'normative-documents/fangan.yaml': record(
      '方案',
      'provincial-document',
      `number: 鲁政发〔2022〕1号\nclass: other\nissuers: [山东省人民政府]\ntopics: [carbon-peak]\n${inForce}`,
    ),
    'laws/falv.yaml': record('法律', 'national-law', `number_unpublished: true\n${inForce}`, 'all'),
    'laws/waisheng.yaml': record('外省条例', 'local-regulation', `number_unpublished: true\nreference: true\n${inForce}`),
    'laws/wuriqi.yaml': record('无日期', 'national-law', 'number_unpublished: true\nstatus: in-force', '[construction]'),
    'rules/weizhi.yaml': record('规章', 'provincial-government-rule', 'status: drafting\nverified: 2023-02'),
    'normative-documents/jiu.yaml': record(
      '旧文件',
      'provincial-document',
      'number: 鲁政发〔2020〕1号\nclass: other\nstatus: repealed\ndates: { published: 2020-01-01, effective: 2020-01-01, repealed: 2023-01-01 }',
    ),
    'standards/biaozhun.yaml': record(
      '标准',
      'local-standard',
      'number: DB37/T 1-2023\nstatus: in-force\ndates: { published: 2023-05-01, effective: 2023-06-01 }\nstandard: { nature: recommended }',
    ),
  };
  const asked: readonly (readonly string[])[] = [
    ['coverage'],
    ['coverage', '--level', 'own'],
    ['coverage', '--compare', '2022-12-01'],
    ['coverage', '--trend'],
    ['coverage', '--fail-under', '90', '--fail-under', '公共机构节能=12.5%', '--level', 'own'],
    ['milestone'],
    ['milestone', 'first'],
    ['milestone', 'late'],
    ['milestone', 'batch'],
  ];
  const days = ['2022-06-01', '2023-03-31', '2023-05-01', day];

  const made = (more: Readonly<Record<string, string | null>> = {}): string => folderWith({ ...files, ...more });

  it.each(named(asked))('of a registry made for it keeps to it: %s', async (_, argv) => {
    const cwd = made();
    for (const on of days) {
      const data = await answer(argv, cwd, on);
      expectValid(argv[0] as string, data);
      expect(untranslated(data)).toEqual([]);
    }
  });

  it.each(named(asked))('is the same in both languages but for titles and reasons: %s', async (_, argv) => {
    const cwd = made();
    const differing = (zh: unknown, en: unknown, key: string): readonly string[] => {
      if (typeof zh !== 'object' || zh === null || typeof en !== 'object' || en === null) return zh === en ? [] : [key];
      expect(Object.keys(en)).toEqual(Object.keys(zh));
      return Object.keys(zh).flatMap((each) => differing(zh[each as keyof typeof zh], en[each as keyof typeof en], each));
    };
    const keys = differing(await answer([...argv, '--lang', 'zh'], cwd), await answer([...argv, '--lang', 'en'], cwd), '');
    expect([...new Set(keys)].sort()).toEqual(argv[0] === 'coverage' ? ['reason', 'title'] : ['title']);
  });

  it('says what is left out where there are errors', async () => {
    const cwd = made({ 'laws/falv.yaml': record('法律', 'no-rank', inForce), 'rules/weizhi.yaml': 'title: [' });
    for (const argv of asked) {
      expect(await run(argv, { cwd })).toMatchObject({ exit: 2, stdout: '' });
      const data = await answer([...argv, '--allow-errors'], cwd);
      expectValid(argv[0] as string, data);
      expect(data).toMatchObject({
        unsound: { errors: expect.any(Number), files: ['registry/laws/falv.yaml', 'registry/rules/weizhi.yaml'] },
      });
    }
  });

  it('is never short of a negative number', async () => {
    const cwd = made({
      'plan.yaml': plan
        .replace('rank: [local-standard], owned: true', 'level: [provincial, national]')
        .replace('at_least: several', 'at_least: no-such'),
    });
    const data = await answer(['milestone', 'batch', '--allow-errors'], cwd);
    expectValid('milestone', data);
  });

  it('keeps to it without a plan, a lead or anything in force', async () => {
    for (const bare of [folderWith({}), folderWith({ 'laws/a.yaml': files['laws/waisheng.yaml'], 'laws/lead.yaml': null })]) {
      for (const argv of [[], ['--level', 'own'], ['--compare', '2022-12-01']])
        expectValid('coverage', await answer(['coverage', '--allow-errors', ...argv], bare));
      for (const argv of [['coverage', '--trend'], ['milestone']])
        expect(await run([...argv, '--allow-errors'], { cwd: bare })).toMatchObject({
          exit: 2,
          stdout: '',
          stderr: expect.stringContaining('plan.yaml'),
        });
    }
  });

  /** Two commits: with the second the ordinance is in force, and a topic is lost. */
  function committed(): string {
    const { folder: cwd, write, commit } = repositoryIn(made());
    commit('first');
    const without = files['normative-documents/fangan.yaml'].replace(/topics: .*\n/, '').replace('山东省人民政府', '山东省财政厅');
    write('registry/normative-documents/fangan.yaml', without);
    write('registry/laws/lead.yaml', record('总领条例', 'local-regulation', `number_unpublished: true\n${inForce}`, 'all'));
    commit('second');
    return cwd;
  }

  it('keeps to it with revisions', async () => {
    const cwd = committed();
    for (const [rev, from] of [
      ['main', 'main~1'],
      ['main~1', 'main'],
    ] as const) {
      const data = await answer(['coverage', '--rev', rev, '--compare', from, '--no-decrease-from', from], cwd);
      expectValid('coverage', data);
      expect(data).toMatchObject({
        rev: expect.stringMatching(/^[0-9a-f]{40}$/),
        compare: { rev: expect.stringMatching(/^[0-9a-f]{40}$/), asOf: day },
        gates: expect.arrayContaining([expect.objectContaining({ kind: 'no-decrease', from, passed: false })]),
      });
      expectValid('milestone', await answer(['milestone', '--rev', rev], cwd));
    }
    const held = await answer(['coverage', '--compare', 'main~1@2022-12-01', '--no-decrease-from', 'main'], cwd);
    expectValid('coverage', held);
    expect(held).toMatchObject({ compare: { asOf: '2022-12-01' }, gates: [{ kind: 'no-decrease', from: 'main', passed: true }] });
    expect(held).not.toHaveProperty('rev');
  });

  /** Every object in a schema. */
  function nodesIn(schema: unknown): readonly { readonly properties?: object; readonly enum?: readonly unknown[] }[] {
    if (typeof schema !== 'object' || schema === null) return [];
    return [schema, ...Object.values(schema).flatMap(nodesIn)];
  }

  function keysOf(value: unknown): readonly string[] {
    if (typeof value !== 'object' || value === null) return [];
    return [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(keysOf)];
  }

  const schemaOf = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));

  it.each(['coverage', 'milestone'])('of %s has every key of its schema somewhere', async (name) => {
    const [cwd, faulty, revisions] = [made(), made({ 'laws/falv.yaml': record('法律', 'no-rank', inForce) }), committed()];
    const since = name === 'coverage' ? ['--compare', 'main~1', '--no-decrease-from', 'main~1'] : [];
    const answers = [
      await answer([name, '--allow-errors'], faulty),
      await answer([name, '--rev', 'main', ...since], revisions),
      await answer([name, '--rev', 'main~1'], revisions, '2023-01-15'),
    ];
    for (const argv of asked.filter(([command]) => command === name)) answers.push(await answer(argv, cwd, '2023-05-01'));
    const found = new Set(answers.flatMap(keysOf));
    const wanted = nodesIn(schemaOf(name)).flatMap(({ properties = {} }) => Object.keys(properties));
    expect(wanted.filter((key) => !found.has(key))).toEqual([]);
  });

  it('names in its schemas what the program names', () => {
    const lists = (name: string): readonly string[] => nodesIn(schemaOf(name)).flatMap((node) => (node.enum ? [node.enum.join(' ')] : []));
    const reasons = Object.keys(reasonWords).filter((reason) => reason !== 'in-force');
    const covers = Object.keys(coverWords);
    // A side that was not there is null, which joins as nothing.
    for (const words of [standings, [...standings, ''], reasons, covers, [...covers, '']])
      expect(lists('coverage')).toContain(words.join(' '));
    for (const words of [standings, Object.keys(stateWords)]) expect(lists('milestone')).toContain(words.join(' '));
  });

  it.each(named([['coverage', '--compare', '2022-12-01', '--fail-under', '90'], ['coverage', '--trend'], ['milestone']]))(
    'of %s lets nothing more through',
    async (_, argv) => {
      const validate = validators.get(argv[0] as string);
      const data = await answer(argv, made());
      /** One object of each place, list positions apart. */
      const places = new Map<string, Record<string, unknown>>();
      const collect = (value: unknown, place: string): void => {
        if (typeof value !== 'object' || value === null) return;
        if (!Array.isArray(value)) places.set(place, value as Record<string, unknown>);
        for (const [key, each] of Object.entries(value)) collect(each, Array.isArray(value) ? place : `${place}/${key}`);
      };
      collect(data, '');
      expect(places.size).toBeGreaterThan(10);
      for (const [place, object] of places) {
        object.more = 1;
        expect(validate?.(data), place).toBe(false);
        delete object.more;
      }
      expectValid(argv[0] as string, data);
    },
  );
});

describe('mlx schema', () => {
  it.each(['law', 'rule', 'normative-document', 'standard'])(
    '%s stands alone, with the taxonomy as enums, and takes the shipped records',
    async (kind) => {
      const { stdout } = await run(['schema', kind], { cwd: project });
      const schema = JSON.parse(stdout);
      expect(stdout).not.toContain('document.json');
      const validate = new Ajv({ strict: false, formats: { date: isDay } }).compile(schema);
      const { parseSource } = await import('../src/source/source.ts');
      const records = path.join(project, 'registry', `${kind}s`);
      for (const file of readdirSync(records)) {
        const { value } = parseSource(file, readFileSync(path.join(records, file)));
        expect(validate(value), `${file} ${JSON.stringify(validate.errors)}`).toBe(true);
      }
      const example = { title: '甲', status: 'in-force', domains: 'all', sources: ['测试'], standard: { nature: 'recommended' } };
      expect(validate({ ...example, rank: 'no-rank' })).toBe(false);
      expect(validate({ ...example, rank: schema.definitions.rank.enum[0], domains: ['no-domain'] })).toBe(false);
    },
  );
});
