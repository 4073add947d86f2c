// A check that takes facts from an earlier one gives what a check of everything gives, whatever was changed in between.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Checked, type Conduct, check } from '../src/check/check.ts';
import { packed, unpacked } from '../src/facts/store.ts';
import type { Table } from '../src/facts/table.ts';
import { rules } from '../src/rules/index.ts';
import type { Workspace } from '../src/workspace/workspace.ts';
import { base, day, type Files, filesUnder, project, schemas, shipped, workspaceOfAll } from './support/registry.ts';

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

/** Records that rules which are seldom met find something in. */
const rare: Files = Object.assign(
  {},
  ...['stale-basis', 'two-editions-in-force'].map((name) => filesUnder(path.join(project, `tests/fixtures/${name}/faulty`))),
);

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

/** Files, and the facts of them in the order of their paths. */
interface Earlier {
  readonly files: Files;
  readonly table: Table;
}

function checked(files: Files, on = day, known?: Conduct['known']): Checked {
  return check(workspaceOfAll(files), schemas, on, known && { known });
}

function earlierOf(files: Files, { facts }: Checked): Earlier {
  if (facts === undefined) throw new Error('the check gave no facts');
  return { files, table: facts.table };
}

/** Facts as they come out of a cache file. */
function kept({ files, table }: Earlier): Earlier {
  const parts = packed(table).map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  const part = (index: number, capacity = parts[index]?.length ?? 0): Uint8Array => {
    const bytes = new Uint8Array(new ArrayBuffer(capacity), 0, parts[index]?.length);
    bytes.set(parts[index] ?? []);
    return bytes;
  };
  const again = unpacked({ sizes: parts.map(({ length }) => length), part }, 0);
  if (again === undefined) throw new Error('the parts are damaged');
  return { files, table: again };
}

/** Knows the files of the same path and content; none where that has changed which facts of a record rest on, as in `src/cli/keep.ts`. */
function knownFrom({ files: before, table }: Earlier, files: Files): Conduct['known'] {
  if (['taxonomy.yaml', 'jurisdiction.yaml'].some((name) => textIn(before, name) !== textIn(files, name))) return undefined;
  const [names, rows] = [sorted(files), new Map(sorted(before).map((name, row) => [name, row]))];
  const rowOf = (row: number): number => {
    const name = names[row] ?? '';
    return textIn(before, name) === textIn(files, name) ? (rows.get(name) ?? -1) : -1;
  };
  return () => ({ table, rowOf });
}

function sorted(files: Files): readonly string[] {
  return Object.keys(files).sort((a, b) => (a < b ? -1 : 1));
}

/** As text, in which bytes are compared. */
function textIn(files: Files, name: string): string | undefined {
  const content = files[name];
  return content === undefined ? undefined : Buffer.from(content).toString('latin1');
}

function said({ registry, diagnostics, waived, baselined, files, records }: Checked): unknown {
  const documents = registry?.documents.map((document) => [document, registry.recordOf(document)]);
  return { documents, diagnostics, waived, baselined, files, records };
}

/** To compare as vitest does takes far longer. */
function expectSame(warm: Checked, whole: Checked): void {
  const [one, other] = [said(warm), said(whole)];
  if (!isDeepStrictEqual(one, other)) expect(one).toEqual(other);
}

/** What rules of a changed registry find that they did not before: the test must reach the rules that look beyond a document. */
const met = new Set<string>();

const removal = one(...Object.keys(rare)).map((name): File => ({ name, text: undefined }));

it('says what a check of everything says, after any changes of records, one after another', () => {
  const change = fc.array(fc.oneof({ weight: 4, arbitrary: file }, { weight: 1, arbitrary: removal }), { minLength: 1, maxLength: 3 });
  const then = fc.array(fc.tuple(change, one(day, day, day, '2020-06-01', '2031-01-01'), fc.boolean()), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(file, { minLength: 3, maxLength: 9 }), then, (first, rounds) => {
      let files = changed({ ...rare, ...base, ...beside }, first);
      let earlier = earlierOf(files, checked(files));
      for (const [changes, on, isKept] of rounds) {
        if (isKept) earlier = kept(earlier);
        files = changed(files, changes);
        const whole = checked(files, on);
        for (const { rule } of whole.diagnostics) met.add(rule);
        const warm = checked(files, on, knownFrom(earlier, files));
        expectSame(warm, whole);
        earlier = earlierOf(files, warm);
      }
    }),
    { numRuns: 60, seed: 20261129 },
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

it('says it of the shipped registry after records have gone, come back or been renamed', () => {
  const files = filesUnder(shipped);
  const earlier = kept(earlierOf(files, checked(files)));
  for (const name of sorted(files).filter((each, index) => each.includes('/') && index % 60 === 0)) {
    const text = String(new TextDecoder().decode(files[name] as Uint8Array));
    const gone = { name, text: undefined };
    for (const changes of [
      [gone],
      [gone, { name: name.replace(/[^/]*$/, 'another-name.yaml'), text }],
      [{ name, text: `${text}# 注\n` }],
    ]) {
      const after = changed(files, changes);
      expectSame(checked(after, day, knownFrom(earlier, after)), checked(after));
    }
  }
});

it('says it after the settings, the plan or the baseline have changed, which facts of a record do not rest on', () => {
  const files = changed(filesUnder(shipped), []);
  const earlier = kept(earlierOf(files, checked(files)));
  const baseline = 'findings:\n  - fingerprint: 00000000000000000000000000000000\n    rule: missing-number\n    file: laws/x.yaml\n';
  const settings = "rules:\n  missing-number:\n    severity: 'off'\n    reason: 试验\n";
  for (const [name, add] of [
    ['registry.yaml', settings],
    ['plan.yaml', '# 注\n'],
    ['plan.yaml', 'nonsense: 1\n'],
    ['baseline.yaml', baseline],
  ] as const) {
    const text = `${files[name] === undefined ? '' : new TextDecoder().decode(files[name] as Uint8Array)}${add}`;
    const after = changed(files, [{ name, text }]);
    expectSame(checked(after, day, knownFrom(earlier, after)), checked(after));
  }
});

it('reads nothing that is known, and takes what is known as it is', () => {
  const files = changed({ ...base, ...beside }, [{ name: 'laws/a.yaml', text: 'title: [' }]);
  const earlier = kept(earlierOf(files, checked(files)));
  const read: string[] = [];
  const workspace = workspaceOfAll(files);
  const known = knownFrom(earlier, files);
  const reading: Workspace = {
    ...workspace,
    read: (each) => {
      read.push(each.path);
      return workspace.read(each);
    },
  };
  expectSame(check(reading, schemas, day, known && { known }), checked(files));
  expect(read.filter((name) => name.includes('/'))).toEqual([]);
});

it('keeps facts as they are, also where the tape grew after it came out of a cache', () => {
  const many = (round: number): readonly File[] =>
    Array.from({ length: 60 }, (_, index) => ({
      name: `laws/n${index}.yaml`,
      text: textOf({
        title: `第${round}次之${index}`,
        rank: 'law',
        status: 'planned',
        domains: 'all',
        sources: ['来源'],
        issuers: Array.from({ length: 40 }, (_, i) => `局${round}-${index}-${i}`),
      }),
    }));
  let files = changed({ ...base, ...beside }, many(0));
  let earlier = earlierOf(files, checked(files));
  for (let round = 1; round < 4; round++) {
    const again = kept(earlier);
    expect(packed(again.table).map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))).toEqual(
      packed(earlier.table).map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)),
    );
    files = changed(files, many(round));
    const warm = checked(files, day, knownFrom(again, files));
    expectSame(warm, checked(files));
    earlier = earlierOf(files, warm);
  }
});
