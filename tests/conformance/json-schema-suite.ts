// The JSON Schema Test Suite, draft-07: required tests through ajv as the registry sets it up, and through its findings.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { asAjvReads, byConfigured, byFindings, byShape, type Holds, type Schemas, sourceOf } from './schemas.ts';
import { type Explanation, explained, filesBelow, linesUnder, type Outcome, type Suite, table } from './suite.ts';

export const jsonSchemaSuite: Suite = {
  option: 'json-schema-test-suite',
  folder: 'JSON-Schema-Test-Suite',
  address: 'https://github.com/json-schema-org/JSON-Schema-Test-Suite',
  landmarks: ['tests/draft7/type.json'],
  run: outcomeOf,
};

interface Group {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly Test[];
}

interface Test {
  readonly description: string;
  readonly data: unknown;
  readonly valid: boolean;
}

/** What became of the tests of one file. */
interface Tally {
  readonly file: string;
  total: number;
  passed: number;
  /** Of the passed, those whose schema was first written so that ajv reads it. */
  rewritten: number;
  /** Those that could also be put to the registry's findings, and how many of them agree. */
  asked: number;
  agreed: number;
  /** Of the valid ones whose schema the shape checks support, how many there are, and how many they are certain of. */
  supported: number;
  certain: number;
  readonly failures: Map<string, string>;
}

function outcomeOf(folder: string): Outcome {
  const remotes = remotesOf(path.join(folder, 'remotes'));
  const tests = path.join(folder, 'tests', 'draft7');
  const tally = (file: string): Tally => tallyOf(file, JSON.parse(readFileSync(path.join(tests, file), 'utf8')), remotes);
  const required = filesBelow(tests, /^[^/]+\.json$/).map(tally);
  const optional = filesBelow(tests, /^optional\/(?:[^/]+|format\/date)\.json$/).map(tally);
  const sum = (count: (each: Tally) => number): number => required.reduce((all, each) => all + count(each), 0);
  const [total, passed] = [sum((each) => each.total), sum((each) => each.passed)];
  const own = explained(new Map(required.flatMap(({ failures }) => [...failures])), deviations);
  return {
    summary: `draft-07, required: ${passed} of ${total} tests pass (${sum((each) => each.agreed)} of ${sum((each) => each.asked)} through findings), ${sum((each) => each.certain)} of ${sum((each) => each.supported)} valid ones are certain on a tape`,
    blocks: [
      table(
        ['required tests of draft-07', 'tests'],
        [
          ['pass', `${passed} of ${total}`],
          ['… of these with the schema written anew, see below', String(sum((each) => each.rewritten))],
          ['get the same verdict as findings on a file of the registry', `${sum((each) => each.agreed)} of ${sum((each) => each.asked)}`],
          ['are valid, by keywords that the checks on a tape support', String(sum((each) => each.supported))],
          ['… of these certain on a tape; none is accepted wrongly', String(sum((each) => each.certain))],
        ],
      ),
      'Two things in a schema ajv takes amiss, and no schema of the registry has them. Draft-07 ignores what stands beside a `$ref`; ' +
        'with `ignoreKeywordsWithRef` so does ajv, but for a `$id`. And a property that is called `__proto__` has no schema for ajv. ' +
        'Where a test fails for that, it is run again without that `$id`, or with `^__proto__$` among `patternProperties`.',
      'As findings: the data as a YAML file, held against the schema by a validator that is generated as the build does it. A root ' +
        'that is null is always a finding there (the file is empty), and `true` or `false` is no schema file; such tests are put to ajv alone.',
      linesUnder('Deviations', own.lines),
      'Optional tests, for information. Of the formats only `date` is checked.',
      table(
        ['file', 'pass'],
        optional.map((each) => [`\`${each.file}\``, `${each.passed} of ${each.total}`]),
      ),
      optionalNotes,
    ],
    problems: own.problems.map((problem) => `JSON-Schema-Test-Suite ${problem}`),
  };
}

/** Schemas that tests refer to by address; those of other drafts are left out. */
function remotesOf(folder: string): Schemas {
  const files = filesBelow(folder, /\.json$/).filter((file) => !/^(?:v1|draft(?!7\/))/.test(file));
  return new Map(files.map((file) => [`http://localhost:1234/${file}`, JSON.parse(readFileSync(path.join(folder, file), 'utf8'))]));
}

function tallyOf(file: string, groups: readonly Group[], remotes: Schemas): Tally {
  const tally: Tally = { file, total: 0, passed: 0, rewritten: 0, asked: 0, agreed: 0, supported: 0, certain: 0, failures: new Map() };
  for (const group of groups) {
    const isRemote = JSON.stringify(group.schema).includes('localhost:1234');
    const schemas = (schema: unknown): Schemas => new Map([['test.json', schema], ...(isRemote ? remotes : [])]);
    const asWritten = holdsOf(() => byConfigured(schemas(group.schema)));
    const rewritten = holdsOf(() => byConfigured(schemas(asAjvReads(group.schema))));
    const findings = holdsOf(() => byFindings(schemas(asAjvReads(group.schema))));
    const shape = holdsOf(() => byShape(group.schema));
    for (const test of group.tests) {
      runTest(tally, group, test, { asWritten, rewritten, findings });
      if (typeof shape !== 'string') runShape(tally, group, test, shape(test.data));
    }
  }
  return tally;
}

interface Ways {
  readonly asWritten: Holds | string;
  readonly rewritten: Holds | string;
  readonly findings: Holds | string;
}

function runTest(tally: Tally, group: Group, { description, data, valid }: Test, ways: Ways): void {
  const fail = (what: string): unknown => tally.failures.set(`${tally.file}: ${group.description}: ${description}`, what);
  const source = sourceOf(data);
  tally.total++;
  // What is hidden is told of, and read all the same.
  if (source.faults.some(({ rule }) => rule !== 'hidden-character') || !isDeepStrictEqual(source.value, data))
    fail('its data is not read as it is written');
  const said = (holds: Holds | string): boolean | string => (typeof holds === 'string' ? holds : holds(source));
  if (said(ways.asWritten) === valid) tally.passed++;
  else if (said(ways.rewritten) === valid) {
    tally.passed++;
    tally.rewritten++;
  } else fail(`must be ${valid ? 'valid' : 'invalid'}: ${said(ways.asWritten)}`);
  if (data === null || typeof ways.findings === 'string') return;
  tally.asked++;
  if (ways.findings(source) === valid) tally.agreed++;
  else fail(`must give ${valid ? 'no finding' : 'a finding'}`);
}

/** A shape check may be in doubt about what is valid, but must not accept what is not. */
function runShape(tally: Tally, group: Group, { description, valid }: Test, isCertain: boolean): void {
  if (isCertain && !valid) tally.failures.set(`${tally.file}: ${group.description}: ${description}`, 'accepted on a tape');
  tally.supported += valid ? 1 : 0;
  tally.certain += valid && isCertain ? 1 : 0;
}

/** The compiled schema, or why there is none. */
function holdsOf<Way>(make: () => Way | undefined): Way | string {
  try {
    return make() ?? 'no way';
  } catch (reason) {
    return reason instanceof Error ? reason.message : String(reason);
  }
}

const deviations: readonly Explanation[] = [];

const optionalNotes =
  '`content.json` asks for `contentEncoding` and `contentMediaType` to be checked, which draft-07 leaves open. `cross-draft.json` refers to a ' +
  'schema of draft 2019-09, `float-overflow.json` to numbers beyond those of JavaScript. In `unknownKeyword.json` ajv takes a `$id` inside an ' +
  'unknown keyword for one.';
