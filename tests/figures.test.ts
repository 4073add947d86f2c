// `mlx coverage` and `mlx milestone` as users and CI rely on them: views, gates, revisions, soundness; with real Git.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from './support/cli.ts';
import { gitEnv, type Repository, repositoryIn } from './support/git.ts';
import { base, folderWith, folderWithShipped, project } from './support/registry.ts';

const own = (topics: string, more = ''): string =>
  `title: 甲办法\nrank: provincial-government-rule\nnumber_unpublished: true\nstatus: in-force\ndomains: [official-vehicles]\ntopics: [${topics}]\n${more}sources: [测试]\n`;
const national = own('driver-service').replace('provincial-government-rule', 'departmental-rule').replace('甲办法', '乙办法');

const title = '{ zh: 试点, en: Pilot }';
const plan = `title: ${title}
document: lead
period: { start: 2022-12-01, end: 2024-12-31 }
phases:
  - id: first
    title: { zh: 第一阶段, en: First }
    clause: 一
    due: 2023-03-31
    tasks:
      - id: survey
        title: { zh: 调研, en: Survey }
        clause: 一
        done: { evidence: [{ date: 2023-02-01, title: 报告, source: 测试 }] }
targets:
  - id: vehicles
    title: { zh: 公务用车, en: Vehicles }
    clause: 二
    due: 2024-12-31
    done: { coverage: { figure: topics, domain: official-vehicles }, at_least: 100 }
  - id: ordinance
    title: { zh: 力争出台条例, en: The ordinance }
    clause: 二
    due: 2024-12-31
    best_effort: true
    done: { document: lead, reached: published }
  - id: mechanism
    title: { zh: 机制, en: A mechanism }
    clause: 二
    due: 2024-12-31
    done: { evidence: [] }
measures:
  - id: meetings
    title: { zh: 会议, en: Meetings }
    clause: 三
    due: 2027-12-31
    done: { evidence: [] }
`;

const dated = 'verified: 2026-11-01\ndates: { published: 2024-01-01, effective: 2024-03-01 }\n';
const files = {
  'rules/a.yaml': own('vehicle-statistics'),
  'rules/b.yaml': national,
  'rules/c.yaml': own('vehicle-dispatch', dated),
  'plan.yaml': plan,
};

interface Case {
  readonly name: string;
  readonly argv: readonly string[];
  readonly files?: Readonly<Record<string, string | null>>;
  readonly exit: number;
  readonly out?: string | RegExp;
  readonly err?: string | RegExp;
}

const on = ['--as-of', '2026-11-23'];
const broken = { 'rules/x.yaml': own('vehicle-statistics', 'basis: [nobody]\n') };

const table: readonly Case[] = [
  // Gates: exact, on the total, a domain, a part, by id or name.
  {
    name: 'a threshold that holds',
    argv: ['coverage', ...on, '--fail-under', '13'],
    exit: 0,
    out: /达到：合计内容 3\/22 13%，不低于 13%\n$/,
    err: '',
  },
  {
    name: 'a threshold that is missed by one',
    argv: ['coverage', ...on, '--fail-under', '14'],
    exit: 1,
    out: /未达到：合计内容 3\/22 13%，低于 14%，差 1 项\n$/,
    err: 'mlx: 合计内容 3/22 13%，低于 14%，差 1 项\n',
  },
  { name: 'a threshold between two percents', argv: ['coverage', ...on, '--fail-under', '13.63'], exit: 0 },
  { name: 'the exact fraction decides', argv: ['coverage', ...on, '--fail-under', '13.64'], exit: 1, err: /差 1 项/ },
  {
    name: 'a domain that is full',
    argv: ['coverage', ...on, '--fail-under', 'official-vehicles=100'],
    exit: 0,
    out: /公务用车内容 3\/3 100%/,
  },
  { name: 'a domain by its name', argv: ['coverage', ...on, '--fail-under', '公务用车=100%'], exit: 0 },
  {
    name: 'a domain by another name',
    argv: ['coverage', ...on, '--fail-under', '住房管理=1'],
    exit: 1,
    err: /职工住房内容 0\/1 0%，低于 1%，差 1 项/,
  },
  {
    name: 'a part',
    argv: ['coverage', ...on, '--fail-under', 'asset-support=31', '--lang', 'en'],
    exit: 1,
    err: 'mlx: Asset support: topics 3/10 30%, under 31%, 1 topic short\n',
  },
  { name: 'the uncounted domain, by name', argv: ['coverage', ...on, '--fail-under', 'construction=1'], exit: 1 },
  {
    name: 'own documents alone',
    argv: ['coverage', ...on, '--level', 'own', '--fail-under', 'official-vehicles=100'],
    exit: 1,
    err: /公务用车自有内容 2\/3 66%/,
  },
  {
    name: 'several gates, each named',
    argv: ['coverage', ...on, '--fail-under', '50', '--fail-under', 'official-vehicles=100', '--fail-under', 'logistics=10'],
    exit: 1,
    out: /未达到：合计[^\n]*差 8 项\n达到：公务用车[^\n]*\n未达到：后勤服务[^\n]*\n$/,
    err: /合计[^\n]*；后勤服务/,
  },
  {
    name: 'the shortfall where a format has no room for it',
    argv: ['coverage', ...on, '--format', 'csv', '--fail-under', '99'],
    exit: 1,
    err: /合计内容 3\/22 13%，低于 99%，差 19 项/,
  },
  { name: 'a threshold that is none', argv: ['coverage', '--fail-under', 'many'], exit: 2, out: '', err: /--fail-under many 不是百分数/ },
  { name: 'a threshold over a hundred', argv: ['coverage', '--fail-under', '101'], exit: 2, err: /不是百分数/ },
  {
    name: 'a domain that is none',
    argv: ['coverage', '--fail-under', 'official-vehicle=5'],
    exit: 2,
    err: /没有方面或部分 official-vehicle\n {4}是否想写 `official-vehicles`/,
  },

  // Views.
  { name: 'two views at once', argv: ['coverage', '--gaps', '--trend'], exit: 2, out: '', err: /只能选一个/ },
  { name: 'a view that is none', argv: ['coverage', '--by', 'year'], exit: 2, err: /--by/ },
  {
    name: 'a day that moves a figure: before',
    argv: ['coverage', '--as-of', '2024-02-29', '--by', 'domain'],
    exit: 0,
    out: /公务用车 +2\/3 66%/,
  },
  {
    name: 'a day that moves a figure: on it',
    argv: ['coverage', '--as-of', '2024-03-01', '--by', 'domain'],
    exit: 0,
    out: /公务用车 +3\/3 100%/,
  },
  {
    name: 'a published text is in progress until then',
    argv: ['coverage', '--as-of', '2024-02-29', '--by', 'topic'],
    exit: 0,
    out: /统管车辆调度使用 +在办/,
  },
  { name: 'the lead on top', argv: ['coverage', ...on], exit: 0, out: /^\S[^\n]*2026-11-23\n\n总领 +缺 《总领条例》（拟制定）\n/ },
  { name: 'the ninth domain below the line', argv: ['coverage', ...on], exit: 0, out: /\n合计[^\n]*\n-+\n建设工程管理（不计入）/ },
  {
    name: 'gaps, the lead first',
    argv: ['coverage', ...on, '--gaps', '--lang', 'en'],
    exit: 0,
    out: /^lead +the lead document +project: 《总领条例》 \(planned\) lead$/m,
  },
  {
    name: 'what only others have is a gap of one’s own',
    argv: ['coverage', ...on, '--gaps', '--level', 'own'],
    exit: 0,
    out: /内容 +公务用车 +司勤人员行为服务评价 +上级文件：《乙办法》 b/,
  },
  {
    name: 'the nearest is another province’s',
    argv: ['coverage', ...on, '--gaps'],
    files: { 'rules/z.yaml': own('healthy-offices', 'reference: true\n').replace('official-vehicles', 'social-affairs') },
    exit: 0,
    out: /内容 +社会事务 +建设省直“健康机关” +外省参考：《甲办法》 z/,
  },
  {
    name: 'where nothing deals with a topic, a title of its domain that is alike',
    argv: ['coverage', ...on, '--gaps'],
    files: {
      'rules/y.yaml': own('property-service-evaluation')
        .replace('official-vehicles', 'logistics-service')
        .replace('甲办法', '物业服务规范'),
    },
    exit: 0,
    out: /内容 +后勤服务 +物业服务人员行为规范 +题名相近：《物业服务规范》 y/,
  },
  {
    name: 'what does not count, and why',
    argv: ['coverage', ...on, '--not-counted'],
    exit: 0,
    out: /^拟制定（无日期） +地方性法规 +lead +总领条例$/m,
  },
  {
    name: 'a cell that does not apply is listed with its reason',
    argv: ['coverage', ...on],
    files: {
      'taxonomy.yaml': String(base['taxonomy.yaml']).replace(
        '  - id: staff-housing\n',
        '  - id: staff-housing\n    not_applicable:\n      - { tier: support, reason: { zh: 无需标准, en: none is needed } }\n',
      ),
    },
    exit: 0,
    out: /\n +职工住房[^\n]*不适用[\s\S]*\n不适用：职工住房 支撑——无需标准\n/,
  },
  {
    name: 'another day',
    argv: ['coverage', ...on, '--compare', '2024-02-29'],
    exit: 0,
    out: /公务用车 +2\/3 → 3\/3[\s\S]*统管车辆调度使用 +在办 → 自有[\s\S]*新增 1\n[\s\S]*c +尚未施行 → 现行有效[\s\S]*新增 1 份现行文件，退出 0 份/,
  },
  { name: 'a day that is none', argv: ['coverage', '--compare', '2024-02-30'], exit: 2, err: /--compare 2024-02-30 不是日期/ },
  {
    name: 'a trend',
    argv: ['coverage', ...on, '--trend'],
    exit: 0,
    out: /公务用车 +2\/3 +3\/3[^\n]*▅▅▅▅▅████\n[\s\S]*2022-12-31[\s\S]*2024-12-31/,
  },
  {
    name: 'a trend into the future says so',
    argv: ['coverage', '--as-of', '2024-01-15', '--trend'],
    exit: 0,
    out: /2023-12-31 [^\n]*0\/1\n2024-03-31 [^\n]*按已知日期推算/,
  },
  { name: 'a trend without a plan', argv: ['coverage', '--trend'], files: { 'plan.yaml': null }, exit: 2, err: /没有方案（plan.yaml）/ },

  { name: 'a day that is nearly one', argv: ['coverage', '--compare', '2024-3-1'], exit: 2, err: /2024-3-1 不是日期\n {4}写成 2024-03-01/ },
  { name: 'the total by its name', argv: ['coverage', ...on, '--fail-under', 'total=13'], exit: 0 },
  { name: 'a threshold of nothing', argv: ['coverage', '--fail-under', '=5'], exit: 2, err: /--fail-under =5 不是百分数/ },
  {
    name: 'a status that time has overtaken leaves figures as they are',
    argv: ['coverage', '--as-of', '2027-01-01', '--by', 'domain'],
    files: {
      'rules/c.yaml': own('vehicle-dispatch', 'verified: 2026-11-01\ndates: { published: 2026-11-01, effective: 2027-01-01 }\n').replace(
        'in-force',
        'not-yet-effective',
      ),
    },
    exit: 0,
    out: /公务用车 +3\/3 100%/,
  },
  {
    name: 'a domain of no part has a row, and the rows sum to the total',
    argv: ['coverage', ...on, '--by', 'part'],
    files: { 'taxonomy.yaml': String(base['taxonomy.yaml']).replace(/(id: official-vehicles\n.*\n) +part: asset-support\n/, '$1') },
    exit: 0,
    out: /资产保障 +0\/7[^\n]*\n后勤服务[^\n]*\n不属于任何部分 +3\/3 100%[^\n]*\n-+\n合计 +3\/22/,
  },
  {
    name: 'a document of a cell that does not apply says so',
    argv: ['coverage', ...on, '--not-counted'],
    files: {
      'taxonomy.yaml': String(base['taxonomy.yaml']).replace(
        '  - id: official-vehicles\n',
        '  - id: official-vehicles\n    not_applicable:\n      - { tier: core, reason: { zh: 无需法规, en: none is needed } }\n',
      ),
    },
    exit: 0,
    out: /^格位不适用\S* +省政府规章 +a +甲办法$/m,
  },
  {
    name: 'the lead fills its own cell and no domain’s',
    argv: ['coverage', ...on, '--by', 'tier'],
    files: {
      'laws/lead.yaml': String(base['laws/lead.yaml']).replace('planned', 'in-force').replace('domains: all', 'domains: [staff-housing]'),
    },
    exit: 0,
    out: /核心 +1\/8 12%[\s\S]*总领 +1\/1 100%/,
  },

  // Soundness.
  {
    name: 'an unsound registry gives no figure',
    argv: ['coverage', ...on],
    files: broken,
    exit: 2,
    out: '',
    err: /^mlx: 登记库有 1 个错误，不予统计\n.*--allow-errors/,
  },
  {
    name: 'nor a milestone',
    argv: ['milestone', '--lang', 'en'],
    files: broken,
    exit: 2,
    out: '',
    err: /the registry has 1 error: no figures are given/,
  },
  { name: 'nor a gate', argv: ['coverage', '--fail-under', '1'], files: broken, exit: 2, out: '' },
  {
    name: 'errors allowed: the sound documents count, and it is said',
    argv: ['coverage', ...on, '--allow-errors'],
    files: { ...broken, 'rules/a.yaml': null },
    exit: 0,
    out: /2\/22 9%[\s\S]*登记库有 1 个错误：1 条有误的记录没有计入\n$/,
  },
  {
    name: 'a file that cannot be read',
    argv: ['coverage', ...on, '--allow-errors', '-q'],
    files: { 'rules/x.yaml': 'title: [\n' },
    exit: 0,
    out: /1 条有误的记录没有计入\n$/,
  },
  {
    name: 'an unsound taxonomy cannot be allowed',
    argv: ['coverage', '--allow-errors'],
    files: { 'taxonomy.yaml': 'kinds: [\n' },
    exit: 2,
    out: '',
    err: /taxonomy.yaml 有误/,
  },
  {
    name: 'no record is no answer',
    argv: ['coverage'],
    files: { 'rules/a.yaml': null, 'rules/b.yaml': null, 'rules/c.yaml': null, 'laws/lead.yaml': null, 'plan.yaml': null },
    exit: 2,
    out: '',
  },

  // Milestones.
  {
    name: 'the plan on a day',
    argv: ['milestone', '--as-of', '2023-01-15'],
    exit: 0,
    out: /\n\|=+-*1-+\|?\n? *\^ 2023-01-15，第 46 天，剩余 716 天\n/,
  },
  { name: 'what was met', argv: ['milestone', ...on], exit: 0, out: /按期完成 +2023-03-31 +1\/1 +调研 survey\n +2023-02-01 报告 测试\n/ },
  {
    name: 'late by a coverage figure',
    argv: ['milestone', ...on],
    files: { 'rules/b.yaml': null },
    exit: 0,
    out: /逾期 692 天 +2024-12-31 +2\/3 +公务用车 vehicles\n +尚差 1 项内容：司勤人员行为服务评价\n/,
  },
  {
    name: 'best effort has not failed',
    argv: ['milestone', ...on],
    exit: 0,
    out: /力争：到期未实现 +2024-12-31 +0\/1 +力争出台条例 ordinance\n/,
  },
  { name: 'one item in full', argv: ['milestone', 'vehicles', ...on], exit: 0, out: /完成标准 +✓ 公务用车内容覆盖率达到 100%（3\/3）/ },
  { name: 'a phase in full', argv: ['milestone', 'first', ...on, '--lang', 'en'], exit: 0, out: /progress +1\/1 tasks met/ },
  {
    name: 'a count that a faulty record may fill is not known to be missed',
    argv: ['milestone', 'vehicles', ...on, '--allow-errors'],
    files: { 'rules/b.yaml': national.replace('domains: [official-vehicles]', 'domains: [official-vehicle]') },
    exit: 0,
    out: /情况 +暂无佐证，超期 692 天/,
  },
  {
    name: 'a faulty plan is not no plan',
    argv: ['milestone', '--allow-errors'],
    files: { 'plan.yaml': plan.replace('measures:', 'meas:') },
    exit: 2,
    err: /registry\/plan.yaml 有误，方案无法读取/,
  },
  { name: 'best effort without a gate', argv: ['milestone', '--best-effort'], exit: 2, err: /--best-effort 要与 --fail-on 一起用/ },
  {
    name: 'the lead fills no cell on any day of the plan either',
    argv: ['milestone', 'cells', '--as-of', '2024-12-31'],
    files: {
      'laws/lead.yaml':
        'title: 总领条例\nrank: local-regulation\nnumber_unpublished: true\nstatus: in-force\nverified: 2026-11-01\ndates: { published: 2023-01-01, effective: 2023-02-01 }\ndomains: [staff-housing]\nsources: [测试]\n',
      'rules/h.yaml': own('public-rental-rent', 'verified: 2026-11-01\ndates: { published: 2024-05-01, effective: 2024-06-01 }\n').replace(
        'official-vehicles',
        'staff-housing',
      ),
      'plan.yaml': plan.replace(
        '  - id: mechanism\n',
        '  - id: cells\n    title: { zh: 格位, en: Cells }\n    clause: 二\n    due: 2024-12-31\n    done: { coverage: { figure: cells, domain: staff-housing }, at_least: 33 }\n  - id: mechanism\n',
      ),
    },
    exit: 0,
    out: /完成日期 +2024-06-01\n/,
  },
  { name: 'an item that is none', argv: ['milestone', 'vehicle'], exit: 2, out: '', err: /方案里没有 vehicle\n {4}是否想写 `vehicles`？/ },
  { name: 'no plan', argv: ['milestone'], files: { 'plan.yaml': null }, exit: 2, err: /没有方案/ },
  { name: 'nothing is overdue', argv: ['milestone', ...on, '--fail-on', 'overdue'], exit: 0, out: /门槛达到/ },
  {
    name: 'no evidence fails where it is asked for',
    argv: ['milestone', ...on, '--fail-on', 'no-evidence'],
    exit: 1,
    err: 'mlx: 1 项未达标：mechanism（暂无佐证，超期 692 天）\n',
  },
  {
    name: 'so does what is open',
    argv: ['milestone', ...on, '--fail-on', 'open', '--lang', 'en'],
    exit: 1,
    err: /^mlx: 2 items failed: mechanism \(no evidence, due 692 days ago\), meetings \(open, 403 days left\)\n$/,
  },
  {
    name: 'best effort fails only when asked',
    argv: ['milestone', ...on, '--fail-on', 'overdue', '--best-effort'],
    exit: 1,
    err: /ordinance/,
  },
  { name: 'a gate on one item', argv: ['milestone', 'survey', ...on, '--fail-on', 'open'], exit: 0 },
  { name: 'a state that is none', argv: ['milestone', '--fail-on', 'late'], exit: 2, err: /--fail-on/ },
];

describe('coverage and milestone', () => {
  it.each(table)('$name', async ({ argv, files: more = {}, exit, out, err }) => {
    const result = await run(argv, { cwd: folderWith({ ...files, ...more }) });
    expect(result.exit, result.stderr).toBe(exit);
    if (out !== undefined) expect(result.stdout).toEqual(typeof out === 'string' ? out : expect.stringMatching(out));
    if (err !== undefined) expect(result.stderr).toEqual(typeof err === 'string' ? err : expect.stringMatching(err));
  });

  it('says that lines can be pasted into a report', async () => {
    const { stdout } = await run(['coverage', ...on, '--format', 'markdown'], { cwd: folderWith(files) });
    expect(stdout).toContain('| 　公务用车 | 2+1 | 缺 | 缺 | 3/3 100% | 2/3 | ██▒ |');
  });

  it.each([
    ['2024-02-29T15:59:59Z', '2024-02-29', 2],
    ['2024-02-29T16:00:00Z', '2024-03-01', 3],
  ])('at %s it is %s in Shandong', async (instant, day, covered) => {
    const env = { SOURCE_DATE_EPOCH: String(Date.parse(instant) / 1000) };
    const { stdout } = await run(['coverage', '--format', 'json'], { cwd: folderWith(files), env });
    expect(JSON.parse(stdout)).toMatchObject({ asOf: day, total: { topics: { covered } } });
  });

  it('says the same in both languages, and of the same registry and day the same bytes', async () => {
    const cwd = folderWith(files);
    for (const argv of [['coverage'], ['coverage', '--compare', '2024-02-29'], ['coverage', '--trend'], ['milestone']]) {
      const ask = async (...more: readonly string[]): Promise<string> =>
        (await run([...argv, ...on, '--format', 'json', ...more], { cwd })).stdout;
      expect(await ask()).toBe(await ask());
      const figures = (text: string): string => text.replace(/"(?:title|says|reason)": "[^"]*"/g, '');
      expect(figures(await ask('--lang', 'en'))).toBe(figures(await ask('--lang', 'zh')));
    }
  });
});

describe('in Git', () => {
  const made = (): Repository & { readonly first: string } => {
    const repository = repositoryIn(folderWith(files));
    return { ...repository, first: repository.commit('first') };
  };
  const ask = (repository: Repository, ...argv: readonly string[]) => run([...argv, ...on], { cwd: repository.folder, env: gitEnv });

  it('reads a revision as it was, and says which', async () => {
    const repository = made();
    repository.write('registry/rules/d.yaml', own('procurement').replace('official-vehicles', 'finance-assets'));
    const now = JSON.parse((await ask(repository, 'coverage', '--format', 'json')).stdout);
    const then = JSON.parse((await ask(repository, 'coverage', '--rev', 'HEAD', '--format', 'json')).stdout);
    expect([now.total.topics.covered, then.total.topics.covered]).toEqual([4, 3]);
    expect([now.rev, then.rev]).toEqual([undefined, repository.first]);
    expect((await ask(repository, 'milestone', '--rev', 'HEAD')).exit).toBe(0);
  });

  it('gives the same figures for a clean work tree and its commit', async () => {
    const repository = repositoryIn(folderWithShipped());
    repository.commit('all');
    for (const command of ['coverage', 'milestone']) {
      const [disk, git] = await Promise.all([
        ask(repository, command, '--format', 'json'),
        ask(repository, command, '--format', 'json', '--rev', 'main'),
      ]);
      const { rev, ...rest } = JSON.parse(git.stdout);
      expect(rev).toMatch(/^[0-9a-f]{40}$/);
      expect(rest).toEqual(JSON.parse(disk.stdout));
    }
  });

  it('combines both clocks', async () => {
    const repository = made();
    repository.write('registry/rules/c.yaml', own('vehicle-dispatch', dated.replace('2024-03-01', '2025-03-01')));
    repository.commit('second');
    const coveredOn = async (rev: string, day: string): Promise<number> => {
      const { stdout } = await run(['coverage', '--rev', rev, '--as-of', day, '--format', 'json'], { cwd: repository.folder, env: gitEnv });
      return JSON.parse(stdout).total.topics.covered;
    };
    expect([await coveredOn('HEAD~1', '2024-06-01'), await coveredOn('HEAD', '2024-06-01'), await coveredOn('HEAD', '2025-06-01')]).toEqual(
      [3, 2, 3],
    );
    const { stdout } = await ask(repository, 'coverage', '--compare', 'HEAD~1@2024-02-29', '--format', 'json');
    expect(JSON.parse(stdout).compare).toMatchObject({
      asOf: '2024-02-29',
      rev: repository.first,
      came: [{ document: 'c', fields: ['dates'] }],
      went: [],
    });
  });

  it('names what came, went and changed since a revision', async () => {
    const repository = made();
    repository.write('registry/rules/d.yaml', own('procurement').replace('official-vehicles', 'finance-assets'));
    repository.write('registry/rules/a.yaml', own('vehicle-statistics').replace('甲办法', '甲规定'));
    repository.write(
      'registry/rules/e.yaml',
      own('expenditure').replace('official-vehicles', 'finance-assets').replace('in-force', 'planned'),
    );
    repository.git('rm', '-q', 'registry/rules/b.yaml');
    const { stdout } = await ask(repository, 'coverage', '--compare', 'main', '--format', 'json');
    expect(JSON.parse(stdout).compare).toMatchObject({
      came: [{ document: 'd', before: null, after: 'in-force' }],
      went: [{ document: 'b', before: 'in-force', after: null }],
      changed: [
        { document: 'a', before: 'in-force', after: 'in-force', fields: ['title'] },
        { document: 'e', before: null, after: 'planned' },
      ],
      topics: [
        { id: 'procurement', before: 'gap', after: 'own' },
        { id: 'expenditure', before: 'gap', after: 'in-progress' },
        { id: 'driver-service', before: 'upper', after: 'gap' },
      ],
    });
  });

  it('lets no figure of a merge request fall', async () => {
    const repository = made();
    expect(await ask(repository, 'coverage', '--no-decrease-from', 'main')).toMatchObject({
      exit: 0,
      stdout: expect.stringMatching(/达到：与 main 相比，没有一项下降\n$/),
    });
    // One domain rises and another falls: the total says nothing of it.
    repository.write('registry/rules/d.yaml', own('procurement, expenditure').replace('official-vehicles', 'finance-assets'));
    repository.git('rm', '-q', 'registry/rules/b.yaml');
    const { exit, stderr } = await ask(repository, 'coverage', '--no-decrease-from', 'main');
    expect([exit, stderr]).toEqual([1, 'mlx: 公务用车内容 2/3 66%，低于 main 的 3/3 100%\n']);
  });

  it('lets no domain leave the count, nor fall outside it', async () => {
    const construction = own('construction-process').replace('official-vehicles', 'construction');
    const repository = repositoryIn(folderWith({ ...files, 'rules/x.yaml': construction }));
    repository.commit('first');
    repository.git('rm', '-q', 'registry/rules/x.yaml');
    const { stderr } = await ask(repository, 'coverage', '--no-decrease-from', 'main');
    expect(stderr).toMatch(/^mlx: 建设工程管理内容 0\/1 0%，低于 main 的 1\/1 100%；/);
    repository.write('registry/rules/x.yaml', construction);
    repository.write(
      'registry/taxonomy.yaml',
      String(base['taxonomy.yaml']).replace('  - id: social-affairs\n', '  - id: social-affairs\n    counted: false\n'),
    );
    const uncounted = await ask(repository, 'coverage', '--no-decrease-from', 'main', '--no-decrease-from', 'HEAD');
    expect([uncounted.exit, uncounted.stderr]).toEqual([1, expect.stringContaining('社会事务在 main 计入合计，现在不计入；')]);
    expect(uncounted.stderr).toContain('社会事务在 HEAD 计入合计');
  });

  it('says of a revision too that faulty records were left out', async () => {
    const repository = repositoryIn(folderWith({ ...files, ...broken }));
    repository.commit('faulty');
    repository.git('rm', '-q', 'registry/rules/x.yaml');
    const { exit, stdout } = await ask(repository, 'coverage', '--compare', 'main', '--no-decrease-from', 'main', '--allow-errors');
    expect([exit, stdout.match(/版本 main 的登记库有 1 个错误：1 条有误的记录没有计入/g)?.length]).toEqual([0, 2]);
    const json = JSON.parse((await ask(repository, 'coverage', '--compare', 'main', '--allow-errors', '--format', 'json')).stdout);
    expect(json.compare.unsound).toEqual({ errors: 1, files: ['registry/rules/x.yaml'] });
  });

  it('gives the job summary of the workflow', async () => {
    const repository = made();
    repository.write('registry/rules/d.yaml', own('procurement').replace('official-vehicles', 'finance-assets'));
    const workflow = readFileSync(path.join(project, '.github/workflows/validate.yml'), 'utf8');
    const [, line = ''] = /node bin\/mlx\.js (coverage .*--no-decrease-from .*) >> "\$GITHUB_STEP_SUMMARY"/.exec(workflow) ?? [];
    const argv = line.replaceAll('"origin/$GITHUB_BASE_REF"', 'main').split(' ');
    const { exit, stdout } = await ask(repository, ...argv);
    expect(exit).toBe(0);
    expect(stdout).toContain('| 　财务资产管理 | 0/2 → 1/2 |');
    expect(stdout).toContain('| d | 未登记 → 现行有效（无日期） | 甲办法 |');
  });

  it('says what is wrong with a revision', async () => {
    const repository = made();
    repository.write('registry/rules/x.yaml', own('vehicle-statistics', 'basis: [nobody]\n'));
    repository.commit('faulty');
    repository.git('rm', '-q', 'registry/rules/x.yaml');
    expect(await ask(repository, 'coverage', '--compare', 'HEAD')).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining('版本 HEAD 的登记库有 1 个错误'),
    });
    expect(await ask(repository, 'coverage', '--no-decrease-from', 'nowhere')).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining('nowhere'),
    });
    expect(await ask(repository, 'milestone', '--rev', 'HEAD', '--allow-errors')).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('1 条有误的记录没有计入'),
    });
  });

  it('leaves the repository as it was', async () => {
    const repository = made();
    repository.write('registry/rules/d.yaml', own('procurement'));
    const state = () => [
      repository.git('status', '--porcelain=v2', '--branch'),
      readFileSync(path.join(repository.folder, '.git/index')).toString('latin1'),
    ];
    const before = state();
    await ask(repository, 'coverage', '--rev', 'HEAD', '--compare', 'main@2022-12-01', '--no-decrease-from', 'main');
    expect(state()).toEqual(before);
  });
});
