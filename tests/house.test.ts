// The plan of the house, as a literal: which room may import which, who may use which package, who sees the world.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { project } from './support/registry.ts';

/** Each room may import the rooms named after it, and itself. */
const plan: Readonly<Record<string, readonly string[]>> = {
  diagnostic: [],
  limits: [],
  drawing: ['diagnostic'],
  report: ['drawing', 'diagnostic'],
  site: ['report', 'drawing', 'diagnostic'],
  pages: ['site', 'report', 'drawing', 'diagnostic'],
  reporters: ['pages', 'report', 'diagnostic'],
  registry: ['diagnostic'],
  source: ['limits', 'diagnostic'],
  measures: ['registry'],
  schema: ['source', 'registry', 'limits', 'diagnostic'],
  rules: ['measures', 'registry', 'diagnostic'],
  workspace: ['source', 'limits', 'diagnostic'],
  facts: ['workspace', 'rules', 'schema', 'registry', 'source', 'limits', 'diagnostic'],
  check: ['facts', 'workspace', 'rules', 'schema', 'registry', 'source', 'limits', 'diagnostic'],
  mend: ['check', 'workspace', 'source', 'schema', 'registry', 'report', 'diagnostic'],
  commands: ['mend', 'check', 'workspace', 'rules', 'schema', 'measures', 'registry', 'site', 'report', 'drawing', 'diagnostic'],
  cli: ['commands', 'check', 'facts', 'schema', 'workspace', 'registry', 'reporters', 'pages', 'report', 'diagnostic'],
  browser: [],
};

/** Each package, and the one room that may use it. */
const packages: Readonly<Record<string, string>> = {
  commander: 'cli',
  ajv: 'schema',
  'ical.js': 'commands',
  preact: 'pages',
  'preact-render-to-string': 'pages',
  minisearch: 'browser',
  'virtual:assets': 'pages',
  'virtual:build': 'cli',
  'virtual:shapes': 'schema',
  'virtual:validators': 'schema',
  'virtual:validators/full': 'schema',
  yaml: 'source',
  chalk: 'reporters',
  diff: 'reporters',
  'string-width': 'reporters',
  'wrap-ansi': 'reporters',
  'csv-stringify': 'reporters',
  'node:buffer': 'source, facts',
  'node:fs': 'workspace',
  'node:path': 'workspace',
  'node:url': 'workspace',
  'node:crypto': 'facts, workspace, cli',
  'node:child_process': 'workspace',
  'node:os': 'workspace',
  'node:zlib': 'workspace',
};

/** Rooms that are given a workspace, and neither list nor read a folder. */
const pure = ['facts', 'check', 'mend', 'commands'];

/** Names of the outside world that only the command line may speak. */
const outside = /\b(?:process\.[a-z]|console\.|Date\.now|new Date\(\)|performance\.)/;

const source = path.join(project, 'src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => file.split(path.sep).join('/'))
  .sort();
const textOf = (file: string): string => readFileSync(path.join(source, file), 'utf8');
const roomOf = (file: string): string => file.split('/')[0]?.replace(/\.tsx?$/, '') ?? '';
const importsOf = (file: string): readonly string[] =>
  [...textOf(file).matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, name = '']) => name);

describe('the house', () => {
  it('has the rooms of the plan, and no other', () => {
    expect([...new Set(files.map(roomOf))].sort()).toEqual(Object.keys(plan).sort());
  });

  it.each(files)('%s imports only what its room may', (file) => {
    const room = roomOf(file);
    for (const name of importsOf(file)) {
      if (!name.startsWith('.')) {
        const owner = name.includes(':') ? name : name.split('/')[0];
        expect(packages[owner ?? '']?.split(', '), `${file} imports ${name}`).toContain(room);
        continue;
      }
      const target = roomOf(path.posix.join(path.posix.dirname(file), name));
      if (target !== room) expect(plan[room], `${file} imports ${name}`).toContain(target);
    }
  });

  it.each(files.filter((file) => pure.includes(roomOf(file))))('%s takes no more than types and contents from the disk', (file) => {
    const taken = [...textOf(file).matchAll(/^import (?!type )[^;']*'([^']*\/workspace\/[^']+)'/gm)].map(([, name = '']) => name);
    for (const name of taken) expect(name, file).toMatch(/\/workspace\/workspace\.ts$/);
  });

  it('is the plan in ARCHITECTURE.md', () => {
    const text = readFileSync(path.join(project, 'ARCHITECTURE.md'), 'utf8');
    const table = text.slice(text.indexOf('| room '), text.indexOf('What follows:'));
    const named = (cell = ''): readonly string[] => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
    const rows = table.split('\n').map((line) => line.split('|').map(named));
    const written = rows.flatMap(([, names = [], targets = []]) => names.map((name) => [name, [...targets].sort()] as const));
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(Object.entries(plan).map(([room, rooms]) => [room, [...rooms].sort()])));
  });

  it('has no arrow that nothing goes along', () => {
    for (const [room, targets] of Object.entries(plan)) {
      const own = files.filter((file) => roomOf(file) === room);
      const used = new Set(own.flatMap((file) => importsOf(file).map((name) => roomOf(path.posix.join(path.posix.dirname(file), name)))));
      expect(
        targets.filter((target) => !used.has(target)),
        room,
      ).toEqual([]);
    }
  });

  it('keeps rules apart: none imports another', () => {
    for (const file of files.filter((each) => /^rules\/(?!index|rule)/.test(each))) {
      const siblings = importsOf(file).filter((name) => name.startsWith('./') && name !== './rule.ts');
      expect(siblings, file).toEqual([]);
    }
  });

  it.each(files.filter((file) => roomOf(file) !== 'cli'))('%s sees no clock, console or process', (file) => {
    const allowed = file === 'workspace/cache.ts' ? /process\.(?:pid|getuid)/g : /(?!)/g;
    expect(textOf(file).replace(allowed, '')).not.toMatch(outside);
  });

  it('says at the head of each file what it is for', () => {
    for (const file of files) expect(textOf(file), file).toMatch(/^\/\/ \S/);
  });

  it('sets the exit code in one place', () => {
    for (const file of files) expect(textOf(file), file).not.toContain('process.exit');
    expect(readFileSync(path.join(project, 'bin/mlx.js'), 'utf8')).toMatch(/^ +process\.exitCode \?\?= code;$/m);
  });

  it('has no class but the error, no enum, no default export', () => {
    for (const file of files) {
      const classes = [...textOf(file).matchAll(/^\s*(?:export )?(?:abstract )?class (\w+)/gm)].map(([, name]) => name);
      expect(classes, file).toEqual(file === 'diagnostic.ts' ? ['UserError'] : []);
      expect(textOf(file), file).not.toMatch(/^\s*(?:export )?(?:const )?enum |^export default/m);
    }
  });

  it('names every run-time dependency in the plan, and uses it', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8')) as { dependencies: object };
    const planned = Object.keys(packages).filter((name) => !name.includes(':'));
    expect(Object.keys(dependencies).sort()).toEqual(planned.sort());
    const used = new Set(files.flatMap(importsOf).map((name) => (name.includes(':') ? name : name.split('/')[0])));
    expect(Object.keys(packages).filter((name) => !used.has(name))).toEqual([]);
  });
});
