// The shipped registry: what is in it, and that it says so in the form that editors and people rely on.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import { standingOf } from '../src/measures/standing.ts';
import { planItems } from '../src/registry/plan.ts';
import { day, filesUnder, project, schemas, shipped, workspaceOfAll } from './support/registry.ts';

const files = filesUnder(shipped);
const workspace = workspaceOfAll(files);
const { registry, diagnostics, waived, recordOf } = check(workspace, schemas, day);
if (registry === undefined) throw new Error('the taxonomy is not sound');
const { documents, vocabulary, plan } = registry;
const count = <Key>(keys: readonly Key[]): ReadonlyMap<Key, number> =>
  keys.reduce((map, key) => map.set(key, (map.get(key) ?? 0) + 1), new Map<Key, number>());

describe('the shipped registry', () => {
  it('is sound', () => {
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(waived).toEqual([]);
  });

  it.each(['2000-01-01', '2018-01-01', '2022-12-01', '2023-12-31', '2024-12-31', '2026-08-15', '2030-01-01'])(
    'is sound on %s too',
    (on) => {
      expect(check(workspace, schemas, on).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    },
  );

  it('holds the 289 documents that were found', () => {
    expect(documents.length).toBe(289);
    expect(Object.fromEntries(count(documents.map(({ kind }) => kind)))).toEqual({
      law: 79,
      rule: 27,
      'normative-document': 83,
      standard: 100,
    });
    expect(Object.fromEntries(count(documents.map(({ rank }) => rank?.id)))).toEqual({
      'national-law': 28,
      'administrative-regulation': 31,
      'local-regulation': 20,
      'party-regulation': 5,
      'departmental-rule': 12,
      'provincial-government-rule': 10,
      'state-council-document': 6,
      'departmental-document': 34,
      'provincial-document': 26,
      'bureau-document': 17,
      'national-standard': 44,
      'industry-standard': 3,
      'local-standard': 51,
      'association-standard': 2,
    });
    expect(documents.filter(({ isReference }) => isReference).length).toBe(35);
  });

  it('has the 3 parts, 8 counted domains and the ninth, 22 topics and the one outside', () => {
    const { parts, domains, topics, assumptions } = vocabulary.taxonomy;
    expect(parts.map(({ title }) => title.zh)).toEqual(['综合管理', '资产保障', '后勤服务']);
    const counted = domains.filter(({ counted: enters }) => enters !== false).map(({ id }) => id);
    expect(counted.length).toBe(8);
    expect(domains.filter(({ id }) => !counted.includes(id)).map(({ title }) => title.zh)).toEqual(['建设工程管理']);
    expect(topics.filter(({ domain }) => counted.includes(domain)).length).toBe(22);
    expect(topics.length).toBe(23);
    expect(assumptions?.length).toBe(4);
    for (const { part, assumption } of domains) if (part !== undefined) expect(assumption).toBe('parts-of-domains');
  });

  it('marks the field-wide documents as such and leaves the lead ordinance planned', () => {
    expect(registry.byId.get('jiguan-shiwu-guanli-tiaoli')?.domains).toBe('all');
    const lead = registry.byId.get(vocabulary.taxonomy.lead);
    expect(lead && registry.recordOf(lead)).toMatchObject({ title: '山东省机关运行保障管理条例', status: 'planned' });
  });

  it('knows what the Ecological and Environmental Code ended, on its day', () => {
    const waste = registry.byId.get('guti-feiwu-wuran-huanjing-fangzhi-fa');
    if (waste === undefined) throw new Error('no such document');
    expect([standingOf(registry, waste, '2026-08-14').state, standingOf(registry, waste, '2026-08-15').state]).toEqual([
      'in-force',
      'repealed',
    ]);
  });

  it('names its sources, and only fields that it has as unverified', () => {
    for (const document of documents) {
      const [id, record] = [document.id, recordOf(document)];
      expect(record.sources?.length, id).toBeGreaterThan(0);
      for (const field of record.unverified ?? []) {
        const value = field.split('.').reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], record);
        expect(value, `${id}: ${field}`).toBeDefined();
      }
    }
  });

  it("begins every file with the modeline of its schema, and keeps the schema's order of fields", () => {
    for (const [name, bytes] of Object.entries(files)) {
      const text = new TextDecoder().decode(bytes as Uint8Array);
      const folder = name.includes('/') ? '../../' : '../';
      const kind = documents.find(({ file }) => file === `registry/${name}`)?.kind ?? name.replace('.yaml', '');
      expect(text.split('\n')[0], name).toBe(`# yaml-language-server: $schema=${folder}schemas/${kind}.json`);
      const order = Object.keys((JSON.parse(schemas.texts.get(`${kind}.json`) ?? '') as { properties: object }).properties);
      const keys = [...text.matchAll(/^([a-z_]+):/gm)].map(([, key = '']) => order.indexOf(key));
      expect(keys, name).toEqual([...keys].sort((a, b) => a - b));
      expect(text, name).toMatch(/[^\n]\n$/);
    }
  });

  it('gives an address, a public repository, a document or a page as the source of a record', () => {
    for (const document of documents)
      for (const source of recordOf(document).sources ?? [])
        expect(source, document.id).toMatch(/^(https?:\/\/\S+|[\w-]+\/[\w.-]+:.+|《.+》.*|网页（.+|GitHub 公开代码文件 .+)$/);
  });
});

describe('the plan', () => {
  it('has its period, three phases with their days, and no two things of one name', () => {
    expect(plan?.value.period).toEqual({ start: '2022-12-01', end: '2024-12-31' });
    expect(plan?.value.phases.map(({ due }) => due)).toEqual(['2023-03-31', '2023-12-31', '2024-12-31']);
    const ids = plan === undefined ? [] : planItems(plan.value).map(({ value }) => value.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(98);
  });

  it('calls what the plan strives for best effort', () => {
    const effort = plan === undefined ? [] : planItems(plan.value).filter(({ value }) => value.best_effort);
    expect(effort.map(({ value }) => value.id)).toEqual(['ordinance', 'national-standard-approved', 'national-standard-published']);
  });

  it('asks full coverage of every domain that the plan lists', () => {
    const targets =
      plan?.value.targets.flatMap(({ done }) => ('coverage' in done && done.coverage.figure === 'topics' ? [done.coverage.domain] : [])) ??
      [];
    for (const { id } of vocabulary.taxonomy.domains) expect(targets).toContain(id);
  });
});

describe('what editors read', () => {
  it('the JSON Schemas describe every field in Chinese and English', () => {
    const undescribed: string[] = [];
    const visit = (value: unknown, at: string, isProperty: boolean): void => {
      if (typeof value !== 'object' || value === null) return;
      const { description, $ref, properties, definitions, if: condition, ...others } = value as Record<string, unknown>;
      expect(typeof condition).toMatch(/object|undefined/);
      if (
        isProperty &&
        $ref === undefined &&
        !/^[^\n]*[\u4e00-\u9fff][^\n]*\n\n[\u0020-\u007e《》…—：、\u4e00-\u9fff]+$/.test(String(description))
      )
        undescribed.push(at);
      for (const [name, each] of Object.entries({ ...(properties as object), ...(definitions as object) }))
        visit(each, `${at}/${name}`, true);
      for (const [name, each] of Object.entries(others)) visit(each, `${at}/${name}`, false);
    };
    for (const [name, text] of schemas.texts) visit(JSON.parse(text), name, false);
    expect(undescribed).toEqual([]);
  });

  it('VS Code maps the folders of all kinds to their schemas', () => {
    const settings = JSON.parse(readFileSync(path.join(project, '.vscode/settings.json'), 'utf8').replace(/^\s*\/\/.*$/gm, '')) as {
      'yaml.schemas': Record<string, unknown>;
    };
    const mapped = JSON.stringify(settings['yaml.schemas']);
    for (const { id, folder } of vocabulary.taxonomy.kinds)
      expect(mapped).toContain(`"./schemas/${id}.json":`) ?? expect(mapped).toContain(folder);
    for (const name of ['taxonomy', 'plan', 'registry']) expect(mapped).toContain(`registry/${name}.yaml`);
  });
});
