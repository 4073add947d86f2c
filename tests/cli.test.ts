// The command line as users and CI rely on it: one table, run through `main`; a few lines more through the real program.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { commands } from '../src/commands/index.ts';
import { run } from './support/cli.ts';
import { folderWith, folderWithShipped, project, temporaryFolder } from './support/registry.ts';

const law = (title: string, more = ''): string =>
  `title: ${title}\nrank: national-law\nstatus: in-force\ndomains: all\n${more}sources:\n  - 测试\n`;

interface Case {
  readonly name: string;
  readonly argv: readonly string[];
  readonly files?: Readonly<Record<string, string | null>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Folder to stand in, below the one that holds `registry/`. */
  readonly cwd?: string;
  readonly exit: number;
  readonly out?: string | RegExp;
  readonly err?: string | RegExp;
}

const broken = { 'laws/a.yaml': law('甲', 'number: 621\n') };

const table: readonly Case[] = [
  {
    name: 'a file with a name that is no id counts once',
    argv: ['validate'],
    files: { 'laws/Yusuan.yaml': law('甲') },
    exit: 1,
    out: /^.*malformed-id[\s\S]*\n2 份文件：1 个错误/,
  },
  {
    name: 'a path of one of two that clash',
    argv: ['validate', 'registry/laws/a.yaml'],
    files: { 'laws/a.yaml': law('甲', 'number: 主席令第一号\n'), 'laws/b.yaml': law('乙', 'number: 主席令第一号\n') },
    exit: 1,
    out: /duplicate-number/,
  },
  { name: 'the folder above the registry', argv: ['validate', '.'], files: broken, exit: 1, out: /wrong-shape/ },
  { name: 'a path through a file', argv: ['validate', 'registry/laws/lead.yaml/x'], exit: 2, err: /不是登记库/ },
  { name: 'a format that every object has', argv: ['validate', '--format', 'constructor'], exit: 2, err: /没有格式 constructor/ },
  { name: 'options and no command', argv: ['--lang', 'en'], exit: 2, err: /^Examples:[\s\S]*Exit codes:/ },
  {
    name: 'a broken taxonomy under a path',
    argv: ['validate', 'registry/laws'],
    files: { 'taxonomy.yaml': 'kinds: [\n' },
    exit: 2,
    out: /malformed-yaml/,
  },
  { name: 'a sound registry', argv: ['validate'], exit: 0, out: '1 份文件：0 个错误，0 个警告，0 个提示\n', err: '' },
  { name: 'the same in English', argv: ['validate', '--lang', 'en'], exit: 0, out: '1 document: 0 errors, 0 warnings, 0 infos\n' },
  {
    name: 'a finding with its hint',
    argv: ['validate'],
    files: broken,
    exit: 1,
    out: 'registry/laws/a.yaml:5:9: 错误: `number` 应为文字，不能是数字 `621` [wrong-shape]\n    放进单引号\n\n2 份文件：1 个错误，0 个警告，0 个提示\n',
  },
  {
    name: 'the finding in English',
    argv: ['validate', '--lang=en'],
    files: broken,
    exit: 1,
    out: 'registry/laws/a.yaml:5:9: error: `number` must be text, not the number `621` [wrong-shape]\n    put it in single quotes\n\n2 documents: 1 error, 0 warnings, 0 infos\n',
  },
  { name: 'quiet', argv: ['validate', '-q'], exit: 0, out: '' },
  {
    name: 'quiet about what does not fail',
    argv: ['validate', '-q'],
    files: { ...broken, 'laws/b.yaml': `\ufeff${law('乙')}` },
    exit: 1,
    out: 'registry/laws/a.yaml:5:9: 错误: `number` 应为文字，不能是数字 `621` [wrong-shape]\n    放进单引号\n',
  },
  {
    name: 'verbose',
    argv: ['validate', '-v', '--as-of', '2024-12-31'],
    exit: 0,
    err: '登记库 registry，2024-12-31：读了 2 个文件，1 条记录\n',
  },
  { name: 'a path that holds the finding', argv: ['validate', 'registry/laws/a.yaml'], files: broken, exit: 1, out: /wrong-shape/ },
  { name: 'a folder', argv: ['validate', 'registry/laws/'], files: broken, exit: 1, out: /wrong-shape/ },
  { name: 'backslashes', argv: ['validate', 'registry\\laws\\a.yaml'], files: broken, exit: 1, out: /wrong-shape/ },
  {
    name: 'a path without the finding',
    argv: ['validate', 'registry/laws/lead.yaml'],
    files: broken,
    exit: 0,
    out: '2 份文件：0 个错误，0 个警告，0 个提示\n',
  },
  {
    name: 'a path that matches nothing',
    argv: ['validate', 'registry/rules'],
    exit: 2,
    err: /^mlx: registry\/rules 不是登记库 registry 里的文件或目录\n/,
    out: '',
  },
  { name: 'a path outside', argv: ['validate', '/etc/passwd'], exit: 2, err: /不是登记库/ },
  { name: 'one good path and one bad', argv: ['validate', 'registry/laws', 'nowhere'], exit: 2, err: /nowhere/ },
  {
    name: 'the registry found from inside',
    argv: ['validate', 'laws/a.yaml'],
    files: broken,
    cwd: 'registry',
    exit: 1,
    out: /^laws\/a\.yaml:5:9: /,
  },
  {
    name: 'warnings pass',
    argv: ['validate'],
    files: { 'laws/a.yaml': law('甲', 'waivers:\n  - rule: date-order\n    reason: 测\n    until: 2020-01-01\n') },
    exit: 0,
    out: /expired-waiver/,
  },
  {
    name: 'warnings fail when asked',
    argv: ['validate', '--fail-on', 'warning'],
    files: { 'laws/a.yaml': law('甲', 'waivers:\n  - rule: date-order\n    reason: 测\n    until: 2020-01-01\n') },
    exit: 1,
  },
  {
    name: 'infos fail when asked',
    argv: ['validate', '--fail-on=info'],
    files: { 'laws/a.yaml': `\ufeff${law('甲')}` },
    exit: 1,
    out: /a\.yaml:1:1: 提示/,
  },
  {
    name: 'a buffer',
    argv: ['validate', '--stdin', '--stdin-filepath', 'registry/laws/a.yaml'],
    files: { 'laws/a.yaml': law('甲') },
    stdin: law('甲', 'basis:\n  - nobody\n'),
    exit: 1,
    out: /a\.yaml:6:5: .*dangling-reference/,
  },
  {
    name: 'a buffer that mends',
    argv: ['validate', '--stdin', '--stdin-filepath', 'registry/laws/a.yaml'],
    files: broken,
    stdin: law('甲'),
    exit: 0,
  },
  {
    name: 'a buffer of a new file',
    argv: ['validate', '--stdin', '--stdin-filepath', 'registry/laws/new.yaml'],
    files: broken,
    stdin: law('新'),
    exit: 0,
    out: /^3 份文件/,
  },
  {
    name: 'a buffer from nowhere',
    argv: ['validate', '--stdin', '--stdin-filepath', 'x.yaml'],
    stdin: law('甲'),
    exit: 2,
    err: /不是登记库里的 YAML 文件/,
  },
  { name: 'stdin without a path', argv: ['validate', '--stdin'], exit: 2, err: /一起用/ },
  {
    name: 'no registry',
    argv: ['validate', '--registry', 'nowhere'],
    exit: 2,
    err: 'mlx: 没有目录 nowhere\n    用 --registry 目录 指明登记库\n',
  },
  { name: 'a registry without a taxonomy', argv: ['validate'], files: { 'taxonomy.yaml': null }, exit: 2, err: /没有 taxonomy\.yaml/ },
  {
    name: 'a registry without a record',
    argv: ['validate'],
    files: { 'laws/lead.yaml': null },
    exit: 2,
    err: 'mlx: registry 里没有任何记录\n',
  },
  {
    name: 'a broken taxonomy',
    argv: ['validate'],
    files: { 'taxonomy.yaml': 'kinds: [\n' },
    exit: 2,
    out: /taxonomy\.yaml:1:8: 错误: .*malformed-yaml/,
    err: 'mlx: taxonomy.yaml 有误，记录没有检查\n',
  },
  {
    name: 'a taxonomy of the wrong shape',
    argv: ['validate'],
    files: { 'taxonomy.yaml': 'kinds: []\n' },
    exit: 2,
    out: /缺少字段 `ranks`/,
  },
  { name: 'a list over a broken taxonomy', argv: ['list'], files: { 'taxonomy.yaml': 'kinds: [\n' }, exit: 2, err: /taxonomy\.yaml 有误/ },
  {
    name: 'a list',
    argv: ['list', '--as-of', '2026-11-23'],
    exit: 0,
    out: '标题      编号  位阶        状态              方面    标识\n总领条例        地方性法规  拟制定（无日期）  全领域  lead\n\n1 份文件\n',
  },
  { name: 'a list that matches nothing', argv: ['list', '--kind', 'standard'], exit: 2, out: /0 份文件/, err: 'mlx: 没有符合条件的文件\n' },
  {
    name: 'a filter word that is none',
    argv: ['list', '--domain', 'official-vehicle'],
    exit: 2,
    err: 'mlx: 没有方面 official-vehicle\n    是否想写 `official-vehicles`？\n',
  },
  { name: 'a filter by another name', argv: ['list', '--domain', '住房管理'], exit: 0, out: /lead/ },
  {
    name: 'a document',
    argv: ['show', 'lead', '--lang', 'en', '--as-of', '2026-11-23'],
    exit: 0,
    out: /^总领条例\n\nid +lead\nrank +Local regulation\nstanding +planned \(undated\) on 2026-11-23\n/,
  },
  { name: 'a document by its title', argv: ['show', '《总领条例》'], exit: 0, out: /^总领条例/ },
  { name: 'a document that is none', argv: ['show', 'leed'], exit: 2, err: 'mlx: 登记库里没有 leed\n    是否想写 `lead`？\n' },
  { name: 'a document that is broken', argv: ['show', 'a'], files: { 'laws/a.yaml': 'title: [' }, exit: 2, err: /a 的文件有误/ },
  {
    name: 'a document with its findings',
    argv: ['show', 'a'],
    files: { 'laws/a.yaml': law('甲', 'basis:\n  - nobody\n') },
    exit: 0,
    out: /dangling-reference/,
  },
  { name: 'no id', argv: ['show'], exit: 2, err: 'mlx: 缺少参数 id\n    运行 mlx --help 查看用法\n' },
  { name: 'a rule', argv: ['explain', 'basis-cycle'], exit: 0, out: /^basis-cycle\n错误：依据绕成一圈\n\n为什么\n/ },
  {
    name: 'a rule that is none',
    argv: ['explain', 'basis-circle'],
    exit: 2,
    err: 'mlx: 没有规则 basis-circle\n    是否想写 `basis-cycle`？\n',
  },
  { name: 'a schema', argv: ['schema', 'law'], exit: 0, out: /"administrative-regulation"/ },
  { name: 'a schema that is none', argv: ['schema', 'laws'], exit: 2, err: /是否想写 `law`/ },
  { name: 'no command', argv: [], exit: 2, err: /^例子：[\s\S]*用法:[\s\S]*退出码：/, out: '' },
  { name: 'a command that is none', argv: ['validat'], exit: 2, err: 'mlx: 没有命令 validat\n    是否想写 validate？\n' },
  {
    name: 'an option that is none',
    argv: ['validate', '--fail-onn', 'error', '--lang', 'en'],
    exit: 2,
    err: "mlx: unknown option '--fail-onn'\n    did you mean --fail-on?\n",
  },
  {
    name: 'a level that is none',
    argv: ['validate', '--fail-on', 'never'],
    exit: 2,
    err: /的值 never 不对\n {4}可用的：error, warning, info/,
  },
  {
    name: 'a day that is none',
    argv: ['validate', '--as-of', '2023-02-30'],
    exit: 2,
    err: 'mlx: --as-of 2023-02-30 不是日期\n    写成 2024-12-31 的样子\n',
  },
  {
    name: 'a format that is none',
    argv: ['validate', '--format', 'xml'],
    exit: 2,
    err: 'mlx: mlx validate 没有格式 xml\n    可用的：text, json, github, gitlab, sarif, junit\n',
  },
  { name: 'too many words', argv: ['show', 'lead', 'more'], exit: 2, err: /参数太多/ },
  { name: 'the version', argv: ['--version'], exit: 0, out: /^\d+\.\d+\.\d+\n$/ },
  { name: 'help, examples first', argv: ['--help'], exit: 0, out: /^例子：[\s\S]*用法:[\s\S]*退出码：/ },
  {
    name: 'help of a command',
    argv: ['validate', '--help', '--lang', 'en'],
    exit: 0,
    out: /^Examples:[\s\S]*Usage: mlx validate[\s\S]*Exit codes:/,
  },
  { name: 'the language of MLX_LANG', argv: ['validate'], env: { MLX_LANG: 'en', LANG: 'zh_CN.UTF-8' }, exit: 0, out: /1 document/ },
  { name: 'the language of the locale', argv: ['validate'], env: { LANG: 'en_US.UTF-8' }, exit: 0, out: /1 document/ },
  { name: 'Chinese for any other locale', argv: ['validate'], env: { LANG: 'de_DE.UTF-8' }, exit: 0, out: /1 份文件/ },
  {
    name: 'colour when asked',
    argv: ['validate', '--color', 'always'],
    exit: 0,
    out: '\u001b[32m1 份文件：0 个错误，0 个警告，0 个提示\u001b[39m\n',
  },
  {
    name: 'colour by FORCE_COLOR',
    argv: ['validate'],
    env: { FORCE_COLOR: '1' },
    exit: 0,
    out: '\u001b[32m1 份文件：0 个错误，0 个警告，0 个提示\u001b[39m\n',
  },
  { name: 'no colour by NO_COLOR', argv: ['validate'], env: { FORCE_COLOR: '1', NO_COLOR: '1' }, exit: 0, out: /^1 份/ },
  {
    name: 'the day of SOURCE_DATE_EPOCH, in Shanghai',
    argv: ['validate', '-v'],
    env: { SOURCE_DATE_EPOCH: '1735660800' },
    exit: 0,
    err: /，2025-01-01：/,
  },
  ...['1735660800.5', '-5', 'today', '253402271999x', '253402272000', '99999999999999999'].map(
    (asked): Case => ({
      name: `a SOURCE_DATE_EPOCH that is no time of a day: ${asked}`,
      argv: ['validate'],
      env: { SOURCE_DATE_EPOCH: asked },
      exit: 2,
      err: `mlx: 环境变量 SOURCE_DATE_EPOCH 的值 ${asked} 不对\n    写从 1970 年起的秒数，到 9999 年为止\n`,
    }),
  ),
  {
    name: 'the last day that SOURCE_DATE_EPOCH can mean',
    argv: ['validate', '-v'],
    env: { SOURCE_DATE_EPOCH: '253402271999' },
    exit: 0,
    err: /，9999-12-31：/,
  },
  {
    name: 'a day that is given, whatever SOURCE_DATE_EPOCH says',
    argv: ['validate', '--as-of', '2024-12-31', '-v'],
    env: { SOURCE_DATE_EPOCH: 'today' },
    exit: 0,
    err: /，2024-12-31：/,
  },
];

describe('the command line', () => {
  it.each(table.map((each) => [each.name, each] as const))('%s', async (_, { argv, files = {}, env, stdin, cwd = '.', exit, out, err }) => {
    const folder = folderWith(files);
    mkdirSync(path.join(folder, '.git'));
    const result = await run(argv, { cwd: path.join(folder, cwd), ...(env && { env }), ...(stdin !== undefined && { stdin }) });
    expect(result.stderr).toEqual(expect.stringMatching(err instanceof RegExp ? err : ''));
    if (typeof err === 'string') expect(result.stderr).toBe(err);
    if (typeof out === 'string') expect(result.stdout).toBe(out);
    else if (out !== undefined) expect(result.stdout).toMatch(out);
    expect(result.exit).toBe(exit);
  });

  it('finds no registry above the Git root', async () => {
    const folder = folderWith({});
    mkdirSync(path.join(folder, 'inner/.git'), { recursive: true });
    expect((await run(['validate'], { cwd: path.join(folder, 'inner') })).stderr).toMatch(/没有找到 registry 目录/);
  });

  it('passes by a folder of the same name that is no registry', async () => {
    const folder = folderWith({});
    mkdirSync(path.join(folder, 'src/registry'), { recursive: true });
    expect((await run(['validate'], { cwd: path.join(folder, 'src') })).exit).toBe(0);
  });

  it('writes a format to a file and prints the other', async () => {
    const folder = folderWith({});
    const result = await run(['validate', '--format', 'text', '--format', 'json=out.json'], { cwd: folder });
    expect(result.stdout).toMatch(/^1 份文件/);
    expect(JSON.parse(readFileSync(path.join(folder, 'out.json'), 'utf8'))).toMatchObject({
      command: 'validate',
      summary: { documents: 1 },
    });
  });

  it('says what cannot be written', async () => {
    const result = await run(['validate', '--format', 'json=no/such/folder.json'], { cwd: folderWith({}) });
    expect(result).toMatchObject({ exit: 2, stderr: 'mlx: 写不了 no/such/folder.json：所在的目录不存在（ENOENT）\n' });
  });

  it('narrows a table to a list where the terminal is narrow', async () => {
    const { stdout } = await run(['list', '--as-of', '2026-11-23'], { cwd: folderWith({}), columns: 30 });
    expect(stdout).toBe('总领条例\n    地方性法规 ·\n    拟制定（无日期） · 全领域\n    · lead\n\n1 份文件\n');
  });

  it('prints control characters and bidirectional marks harmless', async () => {
    const { stdout } = await run(['list'], { cwd: folderWith({ 'laws/a.yaml': law('"\\u202e甲\\u001b[31m"') }) });
    expect(stdout).toContain('\\u202e甲\\u001b[31m');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('\u202e');
  });

  it('hides the stack of a fault of its own unless asked', async () => {
    const host = {
      cwd: () => {
        throw new Error('gone');
      },
    };
    expect(await run(['validate'], host)).toMatchObject({ exit: 2, stderr: expect.stringMatching(/^mlx: 内部错误: gone\n.*\n$/) });
    expect((await run(['validate'], { ...host, env: { MLX_DEBUG: '1' } })).stderr).toMatch(/at .*cli\.test/);
  });

  it('keeps each option under the name that commander gives it', () => {
    for (const { name, options } of commands)
      for (const [key, { flags }] of Object.entries(options)) {
        const option = new Option(flags);
        if (option.required) option.negate = false;
        expect([name, option.attributeName()]).toEqual([name, key]);
      }
  });

  it('describes every command and option in both languages', () => {
    for (const { summary, options, examples } of commands) {
      for (const text of [summary, ...Object.values(options).map((each) => each.summary), ...examples.map(({ says }) => says)]) {
        expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
        expect(text.en).toMatch(/^[a-z]/i);
      }
    }
  });
});

describe('the program itself', () => {
  const program = path.join(project, 'bin/mlx.js');
  const env = { PATH: process.env.PATH };

  it('checks the shipped registry', () => {
    expect(execFileSync(process.execPath, [program, 'validate'], { cwd: project, env, encoding: 'utf8' })).toMatch(
      /^289 份文件：0 个错误/m,
    );
  });

  it('exits with 1 on a finding and with 2 on no answer', () => {
    const folder = folderWithShipped();
    writeFileSync(path.join(folder, 'registry/laws/broken.yaml'), 'title: [');
    expect(spawnSync(process.execPath, [program, 'validate'], { cwd: folder, env }).status).toBe(1);
    expect(spawnSync(process.execPath, [program, 'validate'], { cwd: temporaryFolder(), env }).status).toBe(2);
  });

  it('ends quietly when the reader goes away', async () => {
    const child = spawn(process.execPath, [program, 'schema', 'standard'], { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr += chunk));
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('reads a buffer from standard input', () => {
    const result = spawnSync(process.execPath, [program, 'validate', '--stdin', '--stdin-filepath', 'registry/laws/yusuan-fa.yaml'], {
      cwd: project,
      env,
      input: 'title: 甲\n',
      encoding: 'utf8',
    });
    expect(result.status).toBe(1);
    expect(result.stdout).toContain('registry/laws/yusuan-fa.yaml:1:1: ');
  });

  it('waits for a buffer that comes slowly, and says of one that cannot be read that it cannot', async () => {
    const argv = [program, 'validate', '--stdin', '--stdin-filepath', 'registry/laws/yusuan-fa.yaml'];
    const slow = spawn(process.execPath, argv, { cwd: project, env, stdio: ['pipe', 'pipe', 'inherit'] });
    const said: Buffer[] = [];
    slow.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    slow.stdin.write('title: ');
    setTimeout(() => slow.stdin.end('甲\n'), 700);
    expect(await new Promise((resolve) => slow.on('close', resolve))).toBe(1);
    const whole = spawnSync(process.execPath, argv, { cwd: project, env, input: 'title: 甲\n' });
    expect(Buffer.concat(said).toString()).toBe(whole.stdout.toString());

    const folder = openSync(project, 'r');
    const refused = spawnSync(process.execPath, argv, { cwd: project, env, stdio: [folder, 'pipe', 'pipe'], encoding: 'utf8' });
    closeSync(folder);
    expect(refused).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('EISDIR') });
    expect(refused.stderr).not.toContain('MLX_DEBUG');
  });

  it('answers in the same bytes twice', () => {
    const once = () =>
      execFileSync(process.execPath, [program, 'list', '--format', 'json', '--as-of', '2026-11-23'], {
        cwd: project,
        env,
        encoding: 'utf8',
      });
    expect(once()).toBe(once());
  });

  // Samoa had no 30 December 2011: days between days are those of the calendar, not of a time zone.
  it('counts the same days in every time zone', () => {
    const inZone = (TZ: string): string =>
      execFileSync(process.execPath, [program, 'milestone', '--format', 'json', '--as-of', '2011-12-30'], {
        cwd: project,
        env: { ...env, TZ },
        encoding: 'utf8',
      });
    expect(inZone('Pacific/Apia')).toBe(inZone('UTC'));
  });
});
