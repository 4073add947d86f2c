// JSON answers keep to the schemas that are published for them.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { commands } from '../src/commands/index.ts';
import { isDay } from '../src/registry/day.ts';
import { run } from './support/cli.ts';
import { folderWith, project } from './support/registry.ts';

const folder = path.join(project, 'schemas/output');
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true, formats: { date: isDay } });
const validators = new Map(
  readdirSync(folder).map((file) => [file.replace('.json', ''), ajv.compile(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))]),
);

async function answer(argv: readonly string[], cwd: string): Promise<unknown> {
  const { stdout } = await run([...argv, '--format', 'json', '--as-of', '2026-11-23'], { cwd });
  return JSON.parse(stdout);
}

function expectValid(name: string, data: unknown): void {
  const validate = validators.get(name);
  expect(validate?.(data), JSON.stringify(validate?.errors)).toBe(true);
}

describe('JSON', () => {
  it('has a schema for every command', () => {
    expect([...validators.keys()].sort()).toEqual(commands.map(({ name }) => name).sort());
  });

  it.each([
    ['validate'],
    ['list'],
    ['show', 'jiguan-shiwu-guanli-tiaoli'],
    ['show', 'shandong-dangzheng-jiguan-huiyi-dingdian-guanli-xize-2015'],
    ['explain'],
    ['explain', 'date-order'],
    ['schema'],
  ])('of %s %s keeps to it', async (...argv) => {
    expectValid(argv[0] as string, await answer(argv, project));
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
