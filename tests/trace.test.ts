// A check that starts from an earlier one gives what a check of everything gives, whatever was changed in between.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Checked, check } from '../src/check/check.ts';
import type { Earlier } from '../src/check/trace.ts';
import { rules } from '../src/rules/index.ts';
import { base, day, type Files, filesUnder, schemas, shipped, workspaceOfAll } from './support/registry.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'F_g'];
const standardNumbers = ['GB/T 1001-2010', 'GB/T 1001-2019', 'GB 1001-2022'];
const numbers = ['鲁事管发〔2020〕1号', '鲁事管发〔2020〕 1 号', '鲁政办发〔2021〕7号', 'DB37/T 9-2021', ...standardNumbers];
const titles = ['山东省公务用车管理办法', '机关办公用房管理规定（试行）', '公务接待管理办法'];
const days = ['2015-03-01', '2019-12-31', '2021-06-01', '2024-02-29', '2026-12-01'];
const kinds = {
  laws: ['law', 'local-regulation'],
  rules: ['provincial-rule', 'departmental-rule'],
  'normative-documents': ['bureau-document', 'provincial-document'],
  standards: ['national-standard', 'local-standard'],
};

const one = fc.constantFrom;
const few = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<readonly Value[]> => fc.uniqueArray(values, { minLength: 1, maxLength: 2 });
const reference = fc.oneof(one(...ids.slice(0, 5), 'nobody'), one(...numbers));
const basis = fc.oneof(
  one(...ids.slice(0, 5), 'nobody'),
  one(...titles).map((title) => ({ title })),
  fc.record({ document: one(...ids.slice(0, 5)), version: one(...days) }),
);

/** The fields of a record as YAML writes them: JSON is YAML. */
const fieldsWith = (own: readonly string[]): fc.Arbitrary<object> =>
  fc.record(
    {
      title: one(...titles),
      status: one('planned', 'drafting', 'in-force', 'in-force', 'superseded', 'expired', 'repealed', 'not-yet-effective'),
      domains: one('all', ['official-vehicles'], ['office-premises', 'nothing']),
      sources: one(['来源']),
      number: one(...own),
      class: one('administrative', 'internal'),
      issuers: one(['山东省机关事务管理局'], ['山东省人民政府办公厅', '山东省财政厅']),
      dates: fc.record(
        { adopted: one(...days), published: one(...days), effective: one(...days), expires: one(...days), repealed: one(...days) },
        { requiredKeys: [] },
      ),
      basis: few(basis),
      replaces: few(reference),
      repealed_by: fc.oneof(
        reference,
        one(...titles).map((title) => ({ title })),
      ),
      amendments: fc.array(fc.record({ date: one(...days) }), { minLength: 1, maxLength: 2 }),
      implementing_measures: one(
        [{ title: '细则', clause: '第三条', document: 'b', due: '2021-01-01' }],
        [{ title: '细则', clause: '第三条', due: '2020-01-01' }],
      ),
      verified: one('2020-01', '2026-01-01'),
      reference: one(true),
      registration: one('SDPR-2020-0010001'),
      waivers: one(
        [{ rule: 'stale-basis', reason: '已去函', until: '2027-01-01' }],
        [{ rule: 'dangling-reference', reason: '已去函', until: '2020-01-01' }],
      ),
    },
    { requiredKeys: ['title', 'status', 'domains', 'sources'] },
  );

interface File {
  readonly name: string;
  readonly text: string | undefined;
}

const file: fc.Arbitrary<File> = one(...(Object.keys(kinds) as (keyof typeof kinds)[])).chain((folder) =>
  fc.record({
    name: one(...ids).map((id) => `${folder}/${id}.yaml`),
    text: fc.oneof(
      {
        weight: 9,
        arbitrary: fc
          .tuple(one(...kinds[folder]), fieldsWith(folder === 'standards' ? standardNumbers : numbers))
          .map(([rank, rest]) => textOf({ rank, ...rest })),
      },
      { weight: 1, arbitrary: one(undefined, 'title: [', 'nothing', 'title: 1\ntitle: 2\n') },
    ),
  }),
);

function textOf(record: object): string {
  return Object.entries(record)
    .map(([field, value]) => `${field}: ${JSON.stringify(value)}\n`)
    .join('');
}

const beside: Files = Object.fromEntries(
  ['registry', 'jurisdiction'].map((name) => [`${name}.yaml`, readFileSync(path.join(shipped, `${name}.yaml`))]),
);

/** The files with others written over them; without a text a file goes. */
function changed(files: Files, changes: readonly File[]): Files {
  const next = new Map(Object.entries(files));
  for (const { name, text } of changes) {
    if (text === undefined) next.delete(name);
    else next.set(name, text);
  }
  return Object.fromEntries([...next].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function checked(files: Files, earlier?: Earlier): Checked {
  return check(workspaceOfAll(files), schemas, day, { isTraced: true, ...(earlier && { earlier }) });
}

function said({ registry, diagnostics, waived, baselined, files, records }: Checked): unknown {
  const documents = registry?.documents.map(({ id, record, faulty, kind, domains }) => [id, record, [...faulty], kind, domains]);
  return { documents, diagnostics, waived, baselined, files, records };
}

/** What rules of a changed registry find that they did not before: the test must reach the rules that look beyond a document. */
const met = new Set<string>();

it('says what a check of everything says, after any changes of records', () => {
  fc.assert(
    fc.property(fc.array(file, { minLength: 3, maxLength: 9 }), fc.array(file, { minLength: 1, maxLength: 3 }), (first, then) => {
      const before = changed({ ...base, ...beside }, first);
      const after = changed(before, then);
      const { trace } = checked(before);
      if (trace === undefined) throw new Error('the first check left no trace');
      const whole = checked(after);
      for (const { rule } of whole.diagnostics) met.add(rule);
      expect(said(checked(after, { trace, changed: new Set(then.map(({ name }) => name)) }))).toEqual(said(whole));
    }),
    { numRuns: 400, seed: 20261129 },
  );
  const looking = [
    'stale-basis',
    'dead-basis',
    'inverted-basis',
    'dangling-reference',
    'unlinked-reference',
    'duplicate-number',
    'one-sided-replacement',
    'repeal-without-act',
    'two-editions-in-force',
    'overdue-implementing-measure',
    'status-contradicts-dates',
    'unused-waiver',
    'basis-cycle',
    'duplicate-id',
    'malformed-yaml',
  ];
  expect(looking.filter((rule) => !met.has(rule))).toEqual([]);
  expect(looking.filter((rule) => !rules.some(({ name }) => name === rule))).toEqual([]);
});

it('takes the shipped registry up after each record has gone, come back or been renamed', () => {
  const files = filesUnder(shipped);
  const { trace } = checked(files);
  if (trace === undefined) throw new Error('no trace');
  const records = trace.paths.filter((_, index) => index % 24 === 0);
  for (const name of records) {
    const renamed = name.replace(/[^/]*$/, 'another-name.yaml');
    for (const changes of [
      [{ name, text: undefined }],
      [
        { name, text: undefined },
        { name: renamed, text: String(new TextDecoder().decode(files[name] as Uint8Array)) },
      ],
    ]) {
      const after = changed(files, changes);
      expect(said(checked(after, { trace, changed: new Set(changes.map((each) => each.name)) }))).toEqual(said(checked(after)));
    }
  }
});

it('starts anew where what lies beside the records has changed', () => {
  const files = changed({ ...base, ...beside }, [
    {
      name: 'laws/a.yaml',
      text: textOf({ title: '某条例', rank: 'local-regulation', status: 'planned', domains: 'all', sources: ['来源'] }),
    },
  ]);
  const { trace } = checked(files);
  if (trace === undefined) throw new Error('no trace');
  const after = {
    ...files,
    'registry.yaml': `${new TextDecoder().decode(beside['registry.yaml'] as Uint8Array)}rules:\n  missing-effective-date:\n    severity: 'off'\n    reason: 试验\n`,
  };
  expect(said(checked(after, { trace, changed: new Set(['registry.yaml']) }))).toEqual(said(checked(after)));
});
