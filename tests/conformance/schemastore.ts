// SchemaStore's tests in YAML: what `source` and `schema` say of them, beside `yaml` with plain ajv, and what the suite demands.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSource } from '../../src/source/source.ts';
import { judge, referenceOf } from './reading.ts';
import { byConfigured, byFindings, byPlainAjv, type Holds, type Schemas, toDraft07 } from './schemas.ts';
import { countInto, countTable, type Explanation, explained, filesBelow, linesUnder, type Outcome, type Suite, table } from './suite.ts';

export const schemastore: Suite = {
  option: 'schemastore',
  folder: 'schemastore',
  address: 'https://github.com/SchemaStore/schemastore',
  landmarks: ['src/schemas/json/base.json'],
  run: outcomeOf,
};

interface Test {
  /** `test/jekyll/x.yml`: its path below `src`. */
  readonly id: string;
  readonly bytes: Uint8Array;
  /** Whether the suite says that the file is right. */
  readonly isRight: boolean;
}

type Result =
  /** Its schema is not one that can be held against it here. */
  | { readonly kind: 'not applicable'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string }
  /** Both say the same of it, and so does the suite. */
  | { readonly kind: 'agreed'; readonly isStrict: boolean; readonly hasOwnKeys: boolean }
  /** Both say the same, and the suite's verdict rests on a check of this format. */
  | { readonly kind: 'by format'; readonly why: string }
  /** Both say the same, and the suite demands another verdict. */
  | { readonly kind: 'not demanded'; readonly why: string }
  | { readonly kind: 'deviation'; readonly why: string };

/** A schema ready to be held against files; or why it is not. */
type Ready = { readonly schemas: Schemas; readonly plain: Holds; readonly findings: Holds } | { readonly unfit: string };

function outcomeOf(folder: string): Outcome {
  const results = new Map<Test, Result>();
  const sources = path.join(folder, 'src');
  const ready = new Map<string, Ready>();
  for (const id of filesBelow(sources, /^(?:negative_)?test\/.*\.ya?ml$/)) {
    const test = { id, bytes: readFileSync(path.join(sources, id)), isRight: id.startsWith('test/') };
    const name = `${id.split('/')[1]}.json`;
    const schema = ready.get(name) ?? readyOf(path.join(sources, 'schemas', 'json'), name);
    ready.set(name, schema);
    results.set(test, 'unfit' in schema ? { kind: 'not applicable', why: schema.unfit } : resultOf(test, schema));
  }
  return written(results);
}

function resultOf({ bytes, isRight }: Test, { schemas, plain, findings }: Exclude<Ready, { unfit: string }>): Result {
  const reference = referenceOf(new TextDecoder().decode(bytes));
  const verdict = judge(bytes, reference);
  if (verdict.kind === 'deviation') return { kind: 'deviation', why: verdict.what };
  if (verdict.kind === 'refused') return { kind: 'refused', why: verdict.reason };
  if (verdict.kind === 'rejected') return isRight ? { kind: 'not demanded', why: 'no YAML for the package either' } : agreed;
  const source = parseSource('x.yaml', bytes);
  const [ours, theirs] = [findings(source), plain({ ...source, value: reference.values[0] })];
  if (ours !== theirs) return { kind: 'deviation', why: `${word(ours)} for us, ${word(theirs)} for plain ajv` };
  if (ours === isRight) return { kind: 'agreed', isStrict: verdict.isStrict, hasOwnKeys: verdict.hasOwnKeys };
  // As if no text were of the format: what then gets the other verdict depends on it.
  const format = formatsOf(schemas).find((each) => byConfigured(schemas, [each])(source) === isRight);
  if (format !== undefined) return { kind: 'by format', why: `\`${format}\`` };
  return { kind: 'not demanded', why: `${word(ours)}, for plain ajv too` };
}

const agreed: Result = { kind: 'agreed', isStrict: false, hasOwnKeys: false };

function word(isRight: boolean): string {
  return isRight ? 'right' : 'wrong';
}

function formatsOf(schemas: Schemas): readonly string[] {
  const formats = new Set<string>();
  eachField([...schemas.values()], (name, value) => {
    if (name === 'format' && typeof value === 'string') formats.add(value);
  });
  return [...formats].sort();
}

function eachField(value: unknown, look: (name: string, value: unknown) => void): void {
  for (const [name, field] of typeof value === 'object' && value !== null ? Object.entries(value) : []) {
    look(name, field);
    eachField(field, look);
  }
}

function readyOf(folder: string, name: string): Ready {
  const schemas = new Map<string, unknown>();
  const unfit = gather(folder, `${home}${name}`, schemas);
  if (unfit !== undefined) return { unfit };
  const plain = plainOf(schemas);
  if (typeof plain === 'string') return { unfit: `plain ajv cannot compile \`${name}\`: ${plain}` };
  const findings = byFindings(schemas);
  return findings === undefined ? { unfit: 'the schema is no map' } : { schemas, plain, findings };
}

/** The schema by plain ajv, or why it cannot compile it. */
function plainOf(schemas: Schemas): Holds | string {
  try {
    return byPlainAjv(schemas);
  } catch (reason) {
    return reason instanceof Error ? reason.message : String(reason);
  }
}

const notThere = 'its schema is not in the clone';
const home = 'https://json.schemastore.org/';

/** Reads the schema at an address and those it refers to, the network left alone; says why where that cannot be done. */
function gather(folder: string, address: string, into: Map<string, unknown>): string | undefined {
  const file = path.join(folder, address.slice(home.length));
  if (!address.startsWith(home)) return 'its schema refers to one on the network';
  if (!existsSync(file)) return notThere;
  const read = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
  const draft = /^https?:\/\/json-schema\.org\/draft[-/](\d{2,4}(?:-\d\d)?)\/schema#?$/.exec(String(read.$schema))?.[1];
  if (draft !== '04' && draft !== '06' && draft !== '07') return `its schema is of draft ${draft ?? String(read.$schema)}`;
  // The address stands for the id: some schemas bear another one's.
  const { $id: _, ...schema } = (draft === '07' ? read : toDraft07(read)) as Readonly<Record<string, unknown>>;
  into.set(address, schema);
  const others = new Set<string>();
  eachField(schema, (name, value) => {
    if (name === '$ref' && typeof value === 'string' && !value.startsWith('#')) others.add(addressOf(value, address));
  });
  for (const other of others) {
    const unfit = into.has(other) ? undefined : gather(folder, other, into);
    if (unfit !== undefined) return unfit;
  }
  return undefined;
}

function addressOf(reference: string, base: string): string {
  const { origin, pathname } = new URL(reference, base);
  return `${origin.replace('//www.schemastore.', '//json.schemastore.')}${pathname}`;
}

function written(results: ReadonlyMap<Test, Result>): Outcome {
  const of = <K extends Result['kind']>(kind: K): readonly [Test, Extract<Result, { kind: K }>][] =>
    [...results].flatMap(([test, result]) => (result.kind === kind ? [[test, result as Extract<Result, { kind: K }>]] : []));
  const count = (kind: Result['kind']): number => of(kind).length;
  const deviations = explained(idsOf(of('deviation')), ownDeviations);
  const exceptions = explained(idsOf(of('not demanded')), suiteExceptions);
  const applicable = results.size - count('not applicable');
  const [right, wrong] = [true, false].map((isRight) => of('agreed').filter(([test]) => test.isRight === isRight).length);
  return {
    summary: `${results.size} files, ${applicable} applicable: ${count('agreed')} as the suite demands, ${count('refused')} refused by the profile, ${count('by format')} left to a format, ${count('deviation') + count('not demanded')} explained exceptions`,
    blocks: [
      table(
        ['files', 'count'],
        [
          ['the same verdict for us and for plain ajv, as the suite demands', String(count('agreed'))],
          ['… of these right', String(right)],
          ['… of these wrong', String(wrong)],
          ['… of these read by the strict reader', String(of('agreed').filter(([, { isStrict }]) => isStrict).length)],
          [
            '… of these with a key as it is written, where `yaml` gives another text',
            String(of('agreed').filter(([, { hasOwnKeys }]) => hasOwnKeys).length),
          ],
          ['the same verdict; that of the suite rests on a format that is not checked', String(count('by format'))],
          ['the same verdict, and otherwise not what the suite demands', String(count('not demanded'))],
          ['refused by the profile', String(count('refused'))],
          ['another verdict than plain ajv', String(count('deviation'))],
          ['not applicable', String(count('not applicable'))],
          ['in all', String(results.size)],
        ],
      ),
      'The strict reader gives no value that differs. A schema of draft-04 is written over to draft-07 first (`id`, exclusive limits); plain ajv is given the same.',
      'Not applicable:',
      countTable('reason', 'files', counted(of('not applicable'))),
      linesUnder('Tests whose schema is not in the clone', linesOf(of('not applicable').filter(([, { why }]) => why === notThere))),
      linesUnder('Refused by the profile', linesOf(of('refused'))),
      linesUnder('A format decides', linesOf(of('by format'))),
      linesUnder('Another verdict than plain ajv', deviations.lines),
      linesUnder('Not what the suite demands', exceptions.lines),
    ],
    problems: [...deviations.problems, ...exceptions.problems].map((problem) => `schemastore ${problem}`),
  };
}

function counted(results: readonly (readonly [Test, { readonly why: string }])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [, { why }] of results) countInto(counts, why);
  return counts;
}

function linesOf(results: readonly (readonly [Test, { readonly why: string }])[]): readonly string[] {
  return results.map(([{ id }, { why }]) => `- \`${id}\`: ${why}`);
}

function idsOf(results: readonly (readonly [Test, { readonly why: string }])[]): ReadonlyMap<string, string> {
  return new Map(results.map(([{ id }, { why }]) => [id, why]));
}

const ownDeviations: readonly Explanation[] = [
  {
    cases: ['test/prometheus-alertmanager/alertmanager-empty.yaml'],
    reason:
      'a file that holds nothing but comments is null, which the schema allows; the registry says of any file without content that it is empty.',
  },
];
const suiteExceptions: readonly Explanation[] = [
  {
    cases: ['test/pubspec/pubspec.yaml'],
    reason: 'a format decides here too: `publish_to: none` fits both branches of a `oneOf`, of which one only has `format: uri`.',
  },
];
