// What SECURITY.md promises: no network, no code from a registry, no path out of it, no pattern that runs away, no prototype touched.
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../src/rules/index.ts';
import { run } from './support/cli.ts';
import { folderWith, project } from './support/registry.ts';

const record = 'title: 甲\nrank: national-law\nstatus: in-force\ndomains: all\nsources:\n  - 测试\n';

function textsIn(folder: string, form: RegExp): readonly (readonly [name: string, text: string])[] {
  const names = readdirSync(path.join(project, folder), { recursive: true, encoding: 'utf8' }).filter((name) => form.test(name));
  expect(names.length).toBeGreaterThan(0);
  return names.sort().map((name) => [name.split(path.sep).join('/'), readFileSync(path.join(project, folder, name), 'utf8')]);
}

const sources = textsIn('src', /\.ts$/);

describe('the network', () => {
  /** Modules of Node.js that reach it, and what is there without a module; a method of that name is something else. */
  const reaching =
    /(?:from|import\(|require\()\s*["'`](?:node:)?(?:https?|http2|net|tls|dgram|dns|inspector|undici)(?:\/\w+)?["'`]|(?<!\.)\b(?:fetch|WebSocket|EventSource|XMLHttpRequest)\s*\((?![\w,$]*\)\{)/;

  it.each([...sources, ...textsIn('bin', /\.js$/)])('is not reached for by %s', (_, text) => {
    expect(text).not.toMatch(reaching);
  });

  it.each(textsIn('dist', /\.cjs$/))('is not reached for by dist/%s, with all packages that it holds', (_, text) => {
    expect(text).not.toMatch(reaching);
  });

  it('is closed to Git, which is the only program that is run beside the browser of --open', () => {
    const runners = sources.filter(([, text]) => text.includes('child_process'));
    expect(runners.map(([name]) => name).sort()).toEqual(['workspace/git.ts', 'workspace/open.ts']);
    for (const [name, text] of runners) {
      expect([name, [...text.matchAll(/(?<!\.)\b(?:spawn|exec|fork)\w*\(([^,)]+)/g)].map(([, program]) => program)]).toEqual([
        name,
        ['program'],
      ]);
    }
    expect(sources.find(([name]) => name === 'workspace/git.ts')?.[1]).toContain("GIT_ALLOW_PROTOCOL: 'none'");
  });
});

describe('code', () => {
  it.each(sources)('is not made of text by %s', (_, text) => {
    expect(text).not.toMatch(/\beval\s*\(|\bFunction\s*\(|node:vm|\bimport\((?!')/);
  });

  // The loader runs the chunks of the installation itself. ajv makes functions of schemas, and these are the installation's
  // own: they are read from beside the program, and no registry can name another.
  it('comes from the installation alone', async () => {
    expect(sources.filter(([, text]) => /from 'ajv'/.test(text) && /new Ajv/.test(text)).map(([name]) => name)).toEqual(['schema/ajv.ts']);
    const cwd = folderWith({ 'laws/x.yaml': record });
    mkdirSync(path.join(cwd, 'schemas'));
    mkdirSync(path.join(cwd, 'registry/schemas'));
    for (const folder of ['schemas', 'registry/schemas']) writeFileSync(path.join(cwd, folder, 'law.json'), '{"not": {}}');
    expect((await run(['validate', '--no-cache'], { cwd })).exit).toBe(0);
  });

  it.each([
    '!!js/function "function () { globalThis.ran = true }"',
    '!!js/regexp /x/',
    '!!python/object/apply:os.system [x]',
    '!ran x',
    '!!binary eA==',
  ])('is not run by the tag %s', async (tagged) => {
    const cwd = folderWith({ 'laws/x.yaml': `${record}note: ${tagged}\n`, 'plan.yaml': `x: ${tagged}\n` });
    const { exit, stdout } = await run(['validate', '--no-cache'], { cwd });
    expect(exit).toBe(1);
    expect(stdout.match(/\[malformed-yaml\]/g)?.length).toBe(2);
    expect(globalThis).not.toHaveProperty('ran');
  });
});

describe('paths', () => {
  const secret = 'title: 秘密\nrank: national-law\nstatus: in-force\ndomains: all\nsources:\n  - 测试\n';

  it('that data names are not followed', async () => {
    const cwd = folderWith({
      'laws/x.yaml': `${record}basis:\n  - ../../secret\n  - /etc/passwd\nreplaces:\n  - ../../secret.yaml\n`,
    });
    writeFileSync(path.join(cwd, 'secret.yaml'), secret);
    for (const argv of [['validate'], ['list'], ['show', '../../secret'], ['show', 'x']]) {
      const { stdout, stderr } = await run([...argv, '--no-cache'], { cwd });
      expect(stdout + stderr).not.toMatch(/秘密|root:/);
    }
  });

  it('that a taxonomy gives its kinds lead nowhere else', async () => {
    const cwd = folderWith({ 'laws/x.yaml': record });
    const at = path.join(cwd, 'registry/taxonomy.yaml');
    writeFileSync(at, readFileSync(at, 'utf8').replace('folder: laws', 'folder: ../outside'));
    mkdirSync(path.join(cwd, 'outside'));
    writeFileSync(path.join(cwd, 'outside/y.yaml'), secret);
    expect((await run(['list', '--no-cache'], { cwd })).stdout).not.toContain('秘密');
  });

  it('on the command line may not lie outside', async () => {
    const cwd = folderWith({ 'laws/x.yaml': record });
    writeFileSync(path.join(cwd, 'secret.yaml'), secret);
    for (const given of ['../secret.yaml', 'secret.yaml', 'registry/../secret.yaml', '/etc/passwd']) {
      expect([given, (await run(['validate', given, '--no-cache'], { cwd })).exit]).toEqual([given, 2]);
      const argv = ['validate', '--stdin', '--stdin-filepath', given, '--no-cache'];
      expect([given, (await run(argv, { cwd, stdin: record })).exit]).toEqual([given, 2]);
    }
  });

  it('are not written through a link that leaves the registry', async () => {
    const cwd = folderWith({});
    const outside = path.join(cwd, 'outside.yaml');
    const text = 'rank: departmental-rule\ntitle: "甲办法"\nnumber: 国办发[2020]1号\nstatus: in-force\ndomains: all\nsources:\n  - 测试\n';
    writeFileSync(outside, text);
    symlinkSync(outside, path.join(cwd, 'registry/laws/x.yaml'));
    symlinkSync(cwd, path.join(cwd, 'registry/rules'));
    for (const argv of [['fmt'], ['validate', '--fix']]) await run([...argv, '--no-cache'], { cwd });
    expect(readFileSync(outside, 'utf8')).toBe(text);
  });
});

describe('patterns', () => {
  it('are never taken from a registry', () => {
    // A new one is looked at: what it is made of must stand in the code.
    const made = sources.flatMap(([name, text]) => {
      const count = text.split('new RegExp(').length - 1;
      return count === 0 ? [] : [[name, count]];
    });
    expect(Object.fromEntries(made)).toEqual({
      'diagnostic.ts': 2,
      'registry/number.ts': 3,
      'registry/standard-number.ts': 8,
      'reporters/table.ts': 2,
      'reporters/text.ts': 1,
      'schema/shapes.ts': 1,
    });
    for (const [name, text] of textsIn('schemas', /\.json$/)) expect([name, text.match(/"format": "regex"/)]).toEqual([name, null]);
  });

  /** What makes a pattern go back and forth: long runs of what it repeats, and an end that it does not want. */
  const runs = [
    'a',
    '-',
    '0',
    '9',
    ' ',
    '《',
    '（',
    '〔',
    '国',
    '第0',
    '国 ',
    '印发《',
    '关于',
    '的通知',
    'GB/T ',
    '2020-',
    '1.',
    'a-',
    '、',
    '人民代表大会',
    '公告',
    '令',
  ];
  const longest = 9_990;

  it.each([
    ['laws', 'national-law'],
    ['rules', 'departmental-rule'],
    ['normative-documents', 'state-council-document'],
    ['standards', 'national-standard'],
  ])('of rules on %s do not run away on the longest texts', async (folder, rank) => {
    const texts = runs.flatMap((each) => [each.repeat(longest / each.length), `${each.repeat(longest / each.length - 2)}x《`]);
    const of = (text: string): string =>
      `title: '${text}'\nrank: ${rank}\nnumber: '${text}'\ncarrier: '${text}'\nissuers: ['${text}']\nstatus: in-force\ndomains: all\ndates: {published: '${text.slice(0, 4000)}'}\namendments:\n  - {date: 2020-01-01, number: '${text}', by: '${text}'}\nregistration: '${text}'\nsources:\n  - 测试\n`;
    const cwd = folderWith(Object.fromEntries(texts.map((text, index) => [`${folder}/x${index}.yaml`, of(text)])));
    const started = process.cpuUsage();
    const { exit } = await run(['validate', '--no-cache'], { cwd });
    const { user, system } = process.cpuUsage(started);
    expect(exit).toBe(1);
    // Less than a second for each of the files by far; a pattern that runs away takes hours.
    expect((user + system) / 1000 / texts.length).toBeLessThan(500);
  });

  it('of schemas do not run away', () => {
    const patterns = new Set(
      textsIn('schemas', /\.json$/).flatMap(([, text]) =>
        [...text.matchAll(/"pattern": ("(?:[^"\\]|\\.)*")/g)].map(([, each = '']) => JSON.parse(each) as string),
      ),
    );
    expect(patterns.size).toBeGreaterThan(3);
    for (const pattern of patterns) {
      const form = new RegExp(pattern, 'u');
      const started = performance.now();
      for (const each of runs) for (const end of ['', ' ', '!', '》x']) form.test(each.repeat(longest / each.length) + end);
      expect([pattern, performance.now() - started < 5000]).toEqual([pattern, true]);
    }
  });
});

describe('prototypes', () => {
  it('stay as they are, whatever keys a registry has', async () => {
    const hostile = '__proto__: {polluted: true, title: x}\nconstructor: {prototype: {polluted: true}}\nprototype: {polluted: true}\n';
    const cwd = folderWith({
      'laws/x.yaml': record + hostile,
      'laws/y.yaml': `${record}dates: {__proto__: {polluted: true}, published: 2020-01-01}\n`,
      'plan.yaml': hostile,
      'registry.yaml': `title: {zh: 甲, en: A}\nkeeper: {zh: 乙, en: B}\nrules:\n  __proto__: {severity: off, reason: x}\n  constructor: {severity: off, reason: x}\n`,
      'baseline.yaml': `findings: []\n${hostile}`,
    });
    for (const argv of [
      ['validate', '--format', 'json'],
      ['validate', '--fix', '--dry-run'],
      ['list'],
      ['show', 'x', '--format', 'json'],
      ['coverage', '--allow-errors'],
      ['fmt', '--dry-run'],
    ]) {
      const { exit, stderr } = await run([...argv, '--no-cache'], { cwd });
      expect([argv, exit < 2, stderr]).toEqual([argv, true, '']);
    }
    expect({}).not.toHaveProperty('polluted');
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('SECURITY.md', () => {
  it('is linked from both READMEs, and names the rule that it speaks of', () => {
    for (const name of ['README.md', 'README.zh.md']) expect(readFileSync(path.join(project, name), 'utf8')).toContain('(SECURITY.md)');
    expect(existsSync(path.join(project, 'SECURITY.md'))).toBe(true);
    expect(rules.map(({ name }) => name)).toContain('hidden-character');
  });
});
