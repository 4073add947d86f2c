// The pages of the site as files: figures are those of the commands, links lead somewhere, bytes are the same twice.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { run } from './support/cli.ts';
import { repositoryIn } from './support/git.ts';
import { decoded, linksIn, markdownTables, packed, tablesIn, wordsOf } from './support/html.ts';
import { filesUnder, folderWith, project, temporaryFolder } from './support/registry.ts';

const day = '2026-11-23';
const at = ['--as-of', day] as const;
const text = (bytes: string | Uint8Array | undefined): string => (bytes === undefined ? '' : Buffer.from(bytes).toString('utf8'));

/** The shipped registry's site, made once. */
const out = path.join(tmpdir(), `mlx-site-${process.pid}`);
let files: Readonly<Record<string, string>> = {};
const pageOf = (name: string): string => files[name] ?? '';

beforeAll(async () => {
  const { exit, stdout } = await run(['site', '--out', out, ...at], { cwd: project });
  expect({ exit, stdout }).toEqual({ exit: 0, stdout: `已写入 ${out}：289 份文件\n` });
  files = Object.fromEntries(Object.entries(filesUnder(out)).map(([name, bytes]) => [name, text(bytes)]));
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

async function markdownOf(...argv: readonly string[]): Promise<ReturnType<typeof markdownTables>> {
  const { stdout, stderr } = await run([...argv, '--format', 'markdown'], { cwd: project });
  expect(stderr).toBe('');
  return markdownTables(stdout);
}

describe('figures of pages', () => {
  it.each([
    [
      'coverage.html',
      [
        ['coverage', ...at],
        ['coverage', '--by', 'tier', ...at],
        ['coverage', '--by', 'rank', ...at],
        ['coverage', '--by', 'issuer', ...at],
        ['coverage', '--not-counted', ...at],
      ],
    ],
    ['gaps.html', [['coverage', '--gaps', ...at]]],
    ['plan.html', [['milestone', ...at]]],
    ['time.html', [['coverage', '--trend', ...at]]],
  ] as const)('are those of the commands: %s', async (page, commands) => {
    const said = [];
    for (const argv of commands) said.push(...(await markdownOf(...argv)));
    expect(said.length).toBeGreaterThan(0);
    expect(tablesIn(pageOf(page))).toEqual(said);
  });

  /** `公共机构节能 核心：自有 9　上级 11` of a picture, as the command's table says it: `9+11`. */
  const cellsIn = (picture: string): readonly (readonly [string, string])[] =>
    [...picture.matchAll(/<title>([^<]*) (\S+)：(自有 (\d+)　上级 (\d+)|缺(?:（上级 (\d+)）)?|不适用)<\/title>/g)].map(
      ([, domain = '', tier, said, own, upper, rest]) => [
        `${decoded(domain)} ${tier}`,
        own === undefined ? (rest === undefined ? (said ?? '') : `缺+${rest}`) : `${own}+${upper}`,
      ],
    );
  const cellsOf = async (on: string): Promise<readonly (readonly [string, string])[]> => {
    const [table = []] = await markdownOf('coverage', '--as-of', on);
    const [head = [], ...rows] = table;
    return rows
      .map(([name = '', ...cells]) => [name.replace('（不计入）', ''), cells] as const)
      .filter(([, cells]) => /[+缺不]/.test(cells[0] ?? ''))
      .flatMap(([name, cells]) => cells.slice(0, 3).map((cell, index) => [`${name} ${head[index + 1]}`, cell] as const));
  };

  it('are those of the command in each cell of the picture', async () => {
    expect(cellsIn(pageOf('index.html'))).toEqual(await cellsOf(day));
    expect(cellsIn(pageOf('index.html'))).toHaveLength(27);
  });

  it('are those of the command on the last day of each quarter', async () => {
    const frames = pageOf('time.html').split('<section class="frame"').slice(1);
    expect(frames).toHaveLength(9);
    for (const frame of frames) {
      const on = /（(\d{4}-\d{2}-\d{2})）/.exec(frame)?.[1] ?? '';
      expect(cellsIn(frame), on).toEqual(await cellsOf(on));
    }
  });

  it('are those of the command in SVG files too', async () => {
    const { stdout } = await run(['coverage', '--format', 'svg', ...at], { cwd: project });
    const said = wordsOf(stdout.replace(/<style>.*?<\/style>/s, '').replaceAll('</text>', '</text>\n')).split('\n');
    const [table = []] = await markdownOf('coverage', ...at);
    const shares = table.slice(1).map((row) => row[4] ?? '');
    expect(shares).toHaveLength(13);
    expect(said.map(packed)).toEqual(expect.arrayContaining(shares.map(packed)));
    expect(stdout).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(stdout).not.toContain('<a ');
    const plan = await run(['milestone', '--format', 'svg', '--lang', 'en', ...at], { cwd: project });
    expect(wordsOf(plan.stdout)).toContain('days after');
  });

  it('count the findings of each rule, and list every document', async () => {
    const { diagnostics } = JSON.parse((await run(['validate', '--format', 'json', ...at], { cwd: project })).stdout);
    const [counts = []] = tablesIn(pageOf('findings.html'));
    const expected = new Map<string, number>();
    for (const { rule } of diagnostics) expected.set(rule, (expected.get(rule) ?? 0) + 1);
    expect(new Map(counts.slice(1).map((row) => [row[0], Number(row[3])]))).toEqual(expected);

    const { documents } = JSON.parse((await run(['list', '--format', 'json', ...at], { cwd: project })).stdout);
    const data = JSON.parse(pageOf('assets/documents.js').replace(/^window.mlxDocuments = |;\n$/g, ''));
    const standing = data.facets.indexOf('standing') + 7;
    expect(data.rows.map((row: readonly string[]) => [row[0], row[2], row[standing]])).toEqual(
      documents.map((each: { id: string; title: string; standing: string }) => [each.id, each.title, each.standing]),
    );
  });
});

describe('pages', () => {
  it('lead to pages and places that there are', () => {
    const pages = Object.keys(files).filter((name) => name.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(2 * 289);
    const places = new Map(pages.map((name) => [name, linksIn(pageOf(name)).places]));
    const broken = pages.flatMap((name) =>
      linksIn(pageOf(name)).hrefs.flatMap((href) => {
        if (/^https?:|^data:/.test(href)) return [];
        const [file = '', place] = href.split('#');
        const target = file === '' ? name : path.posix.join(path.posix.dirname(name), file);
        const isThere = target in files && (place === undefined || places.get(target)?.has(place) === true);
        return isThere ? [] : [`${name}: ${href}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  it('are the same bytes twice, and another state on another day', async () => {
    const again = temporaryFolder();
    await run(['site', '--out', path.join(again, 'a'), ...at], { cwd: project });
    expect(Object.fromEntries(Object.entries(filesUnder(path.join(again, 'a'))).map(([name, bytes]) => [name, text(bytes)]))).toEqual(
      files,
    );
    await run(['site', '--out', path.join(again, 'b'), '--as-of', '2023-06-30'], { cwd: project });
    expect(readFileSync(path.join(again, 'b/index.html'), 'utf8')).toContain('2023-06-30');
  });

  it('come in both languages, the chosen one first', async () => {
    expect(pageOf('index.html')).toContain('<html lang="zh-CN">');
    expect(pageOf('en/index.html')).toContain('<html lang="en">');
    expect(pageOf('en/index.html')).toContain('href="../index.html" lang="zh-CN"');
    const folder = temporaryFolder();
    const { exit } = await run(['site', '--lang', 'en', '--out', path.join(folder, 'pages'), ...at], { cwd: project });
    expect(exit).toBe(0);
    expect(readFileSync(path.join(folder, 'pages/index.html'), 'utf8')).toContain('<html lang="en">');
    expect(readFileSync(path.join(folder, 'pages/zh/index.html'), 'utf8')).toContain('<html lang="zh-CN">');
  });

  it('hold every text as text, and show what is hidden', async () => {
    const hostile = `title: "<img src=x onerror=alert(1)></script><b>甲\\"'&办法"\nrank: provincial-government-rule\nnumber_unpublished: true\nissuers: ['<i>厅</i>']\nstatus: in-force\ndates: { published: 2020-01-01 }\ndomains: [official-vehicles]\nowner: </title>\nsources: ["https://a.example/?x=<y>", "javascript:alert(1)", 测试]\n`;
    const cwd = folderWith({ 'rules/a.yaml': hostile, 'rules/b.yaml': hostile.replace('甲', '\\u202e乙\\u200b') });
    const { exit } = await run(['site', '--allow-errors', ...at], { cwd });
    expect(exit).toBe(0);
    const made = Object.entries(filesUnder(path.join(cwd, 'site'))).map(([name, bytes]) => [name, text(bytes)] as const);
    for (const [name, html] of made.filter(([name]) => name.endsWith('.html'))) {
      expect(html, name).not.toMatch(/<img|<b>|<i>|<\/script><b|javascript:alert\(1\)"/);
      expect(html, name).not.toMatch(/[\u202e\u200b]/);
      // Attributes without what they hold.
      expect(html.replace(/"[^"]*"/g, '""'), name).not.toMatch(/<script(?![^<>]*\ssrc=)|<[^<>]*\s(?:on\w+|style)=/);
    }
    expect(made.map(([name]) => name)).toContain('documents/a.html');
    const data = made.find(([name]) => name === 'assets/documents.js')?.[1] ?? '';
    expect(data).not.toContain('<');
  });

  it('are made of what was committed, and of the sound documents where there are errors', async () => {
    const own =
      'title: 甲办法\nrank: provincial-government-rule\nnumber_unpublished: true\nstatus: in-force\ndomains: [official-vehicles]\nsources: [测试]\n';
    const cwd = folderWith({ 'rules/a.yaml': own });
    const { commit } = repositoryIn(cwd);
    commit('first');
    writeFileSync(path.join(cwd, 'registry/rules/b.yaml'), 'title: [');
    const refused = await run(['site', ...at], { cwd });
    expect(refused).toMatchObject({ exit: 2, stderr: expect.stringContaining('--allow-errors') });
    expect(existsSync(path.join(cwd, 'site'))).toBe(false);
    expect(await run(['site', '--rev', 'HEAD', '--out', 'old', ...at], { cwd })).toMatchObject({ exit: 0 });
    expect(readFileSync(path.join(cwd, 'old/documents/a.html'), 'utf8')).toContain('甲办法');
    expect(await run(['site', '--allow-errors', ...at], { cwd })).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('1 条有误的记录没有计入'),
    });
    expect(readFileSync(path.join(cwd, 'site/index.html'), 'utf8')).toContain('1 条有误的记录没有计入');
  });

  it('are spoken of in JSON', async () => {
    const cwd = folderWith({});
    const { stdout } = await run(['site', '--format', 'json', ...at], { cwd });
    expect(JSON.parse(stdout)).toEqual({ schemaVersion: 1, command: 'site', registry: 'registry', asOf: day, out: 'site', documents: 1 });
  });

  it('give a registry without a plan, and one of a single document', async () => {
    const cwd = folderWith({});
    expect(await run(['site', ...at], { cwd })).toMatchObject({ exit: 0 });
    const names = Object.keys(filesUnder(path.join(cwd, 'site')));
    expect(names).toContain('documents/lead.html');
    expect(names).not.toContain('plan.html');
  });
});

describe('the calendar', () => {
  const soon = (id: string, expires: string): string =>
    `title: ${id}办法，第一;二\\n\nrank: provincial-document\nnumber_unpublished: true\nclass: other\nstatus: in-force\ndates: { published: 2024-01-01, expires: ${expires} }\ndomains: [official-vehicles]\nsources: [测试]\n`;

  it('is iCalendar with a day-long event for each thing that falls due, in the order of days', async () => {
    const cwd = folderWith({
      'normative-documents/a.yaml': soon('甲', '2027-02-28'),
      'normative-documents/b.yaml': soon('很长的题名'.repeat(30), '2026-12-01'),
      'normative-documents/c.yaml': soon('丙', '2028-11-23'),
      'normative-documents/d.yaml': soon('丁', '2028-11-24'),
    });
    expect(await run(['site', '--allow-errors', ...at], { cwd })).toMatchObject({ exit: 0 });
    const written = readFileSync(path.join(cwd, 'site/calendar.ics'), 'utf8');
    expect(written.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const events = new ICAL.Component(ICAL.parse(written)).getAllSubcomponents('vevent');
    expect(events.map((event) => String(event.getFirstPropertyValue('dtstart')))).toEqual(['2026-12-01', '2027-02-28', '2028-11-23']);
    expect(events.map((event) => String(event.getFirstPropertyValue('dtend')))).toEqual(['2026-12-02', '2027-03-01', '2028-11-24']);
    expect(new Set(events.map((event) => event.getFirstPropertyValue('uid'))).size).toBe(3);
    expect(String(events[1]?.getFirstPropertyValue('summary'))).toContain('甲办法，第一;二');
    const [, ...rows] = tablesIn(readFileSync(path.join(cwd, 'site/calendar.html'), 'utf8')).flat();
    expect(rows.filter(([first = '']) => /^\d/.test(first)).map(([first]) => first)).toEqual(['2026-12-01', '2027-02-28', '2028-11-23']);
  });
});

describe('the folder', () => {
  const write = (cwd: string, ...more: readonly string[]) => run(['site', ...more, ...at], { cwd });

  it('is swapped for a new one, and nothing of the old stays', async () => {
    const cwd = folderWith({});
    await write(cwd);
    const before = readdirSync(path.join(cwd, 'site'), { recursive: true });
    rmSync(path.join(cwd, 'site/rules.html'));
    expect(await write(cwd)).toMatchObject({ exit: 0 });
    expect(readdirSync(path.join(cwd, 'site'), { recursive: true })).toEqual(before);
    expect(readdirSync(cwd).sort()).toEqual(['registry', 'site']);
  });

  it('is left alone where it holds what mlx site did not write', async () => {
    const cwd = folderWith({});
    mkdirSync(path.join(cwd, 'site'));
    writeFileSync(path.join(cwd, 'site/mine.txt'), 'mine');
    expect(await write(cwd)).toEqual({
      exit: 2,
      stdout: '',
      stderr: 'mlx: site 里的 mine.txt 不是 mlx site 写的，没有改动任何文件\n    用 --out 另指定一个目录，或先移走它\n',
    });
    expect(readdirSync(path.join(cwd, 'site'))).toEqual(['mine.txt']);
    rmSync(path.join(cwd, 'site/mine.txt'));
    expect(await write(cwd)).toMatchObject({ exit: 0 });
    mkdirSync(path.join(cwd, 'site/notes'));
    writeFileSync(path.join(cwd, 'site/notes/mine.txt'), 'mine');
    expect(await write(cwd)).toMatchObject({ exit: 2, stderr: expect.stringContaining('notes/mine.txt') });
    expect(readFileSync(path.join(cwd, 'site/notes/mine.txt'), 'utf8')).toBe('mine');
    expect(await write(cwd, '--out', 'registry')).toMatchObject({ exit: 2 });
    expect(await write(cwd, '--out', '.')).toMatchObject({ exit: 2 });
    writeFileSync(path.join(cwd, 'file'), '');
    expect(await write(cwd, '--out', 'file')).toMatchObject({ exit: 2, stderr: 'mlx: file 是文件，不是目录\n' });
  });

  it('is made with the folders above it, and written through a link', async () => {
    const cwd = folderWith({});
    expect(await write(cwd, '--out', '汇报/2026 年/网页')).toMatchObject({ exit: 0 });
    expect(statSync(path.join(cwd, '汇报/2026 年/网页/index.html')).isFile()).toBe(true);
    mkdirSync(path.join(cwd, 'elsewhere'));
    symlinkSync('elsewhere', path.join(cwd, 'door'));
    expect(await write(cwd, '--out', 'door')).toMatchObject({ exit: 0 });
    expect(existsSync(path.join(cwd, 'elsewhere/index.html'))).toBe(true);
    expect(readdirSync(cwd).sort()).toEqual(['door', 'elsewhere', 'registry', '汇报']);
  });

  it.skipIf(process.getuid?.() === 0)('says that it cannot be written', async () => {
    const cwd = folderWith({});
    chmodSync(cwd, 0o500);
    expect(await write(cwd)).toMatchObject({ exit: 2, stderr: expect.stringContaining('没有写入权限') });
    chmodSync(cwd, 0o700);
  });

  it.skipIf(process.platform !== 'linux')('is opened with what the system has for pages, or else its address is said', async () => {
    const [cwd, programs] = [folderWith({}), temporaryFolder()];
    const opened = path.join(programs, 'opened');
    const before = process.env.PATH;
    onTestFinished(() => {
      process.env.PATH = before;
    });
    process.env.PATH = programs;
    expect(await run(['site', '--out', 'a b', '--open', ...at], { cwd })).toMatchObject({
      exit: 0,
      stderr: 'mlx: 没有找到浏览器，请自行打开 a b/index.html\n',
    });
    writeFileSync(
      path.join(programs, 'xdg-open'),
      `#!/bin/sh\nprintf '%s' "$*" > '${opened}.part' && exec /bin/mv '${opened}.part' '${opened}'\n`,
    );
    chmodSync(path.join(programs, 'xdg-open'), 0o755);
    expect(await run(['site', '--out', 'a b', '--open', ...at], { cwd })).toMatchObject({ exit: 0, stderr: '' });
    await vi.waitFor(() => expect(readFileSync(opened, 'utf8')).toBe(path.join(cwd, 'a b/index.html')), { timeout: 10_000 });
  });
});
