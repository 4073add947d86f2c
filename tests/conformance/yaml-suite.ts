// The YAML Test Suite: what `parseSource` reads, rejects and refuses, beside the `yaml` package and the suite itself.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { judge, type Reference, referenceOf } from './reading.ts';
import { countInto, countTable, type Explanation, explained, filesBelow, linesUnder, type Outcome, type Suite, table } from './suite.ts';

export const yamlSuite: Suite = {
  option: 'yaml-test-suite',
  folder: 'yaml-test-suite',
  address: 'https://github.com/yaml/yaml-test-suite',
  landmarks: ['src/229Q.yaml', '229Q/in.yaml'],
  run: (folder) => outcomeOf(readCases(folder)),
};

/** One case of the suite; `json` has one value a document, and is absent where the suite gives none. */
interface Case {
  readonly id: string;
  readonly text: string;
  readonly fails: boolean;
  readonly json: readonly unknown[] | undefined;
}

/** A test as the files in `src` write it; what a further test of a file leaves out is as in the one before. */
interface Entry {
  readonly yaml?: string;
  readonly json?: string | null;
  readonly fail?: boolean;
  readonly skip?: boolean;
}

function readCases(folder: string): readonly Case[] {
  const sources = path.join(folder, 'src');
  if (existsSync(sources)) return filesBelow(sources, /\.yaml$/).flatMap((file) => casesOfFile(path.join(sources, file)));
  return filesBelow(folder, /^\w{4}\/(?:\d+\/)?in\.yaml$/).map((file) => caseOfFolder(folder, path.posix.dirname(file)));
}

function casesOfFile(file: string): readonly Case[] {
  const entries = parse(readFileSync(file, 'utf8')) as readonly Entry[];
  if (entries[0]?.skip === true) return [];
  const id = path.basename(file, '.yaml');
  let [yaml, json]: [string, string | null] = ['', null];
  return entries.map((entry, index) => {
    yaml = entry.yaml ?? yaml;
    json = entry.json === undefined ? json : entry.json;
    const name = entries.length === 1 ? id : `${id}/${String(index).padStart(String(entries.length - 1).length + 1, '0')}`;
    return { id: name, text: decoded(yaml), fails: entry.fail !== undefined, json: jsonValues(decoded(json ?? '')) };
  });
}

/** The suite's marks for what is hard to see, as its ReadMe lists them. */
export function decoded(text: string): string {
  return text.replace(/␣/g, ' ').replace(/—*»/g, '\t').replace(/←/g, '\r').replace(/⇔/g, '\ufeff').replace(/↵/g, '').replace(/∎\n$/, '');
}

function caseOfFolder(folder: string, id: string): Case {
  const json = path.join(folder, id, 'in.json');
  return {
    id,
    text: readFileSync(path.join(folder, id, 'in.yaml'), 'utf8'),
    fails: existsSync(path.join(folder, id, 'error')),
    json: existsSync(json) ? jsonValues(readFileSync(json, 'utf8')) : undefined,
  };
}

/** One JSON value a document, each beginning on a line of its own. */
function jsonValues(text: string): readonly unknown[] | undefined {
  const values: unknown[] = [];
  let open = '';
  for (const line of text.split('\n')) {
    open += `${line}\n`;
    try {
      values.push(JSON.parse(open));
      open = '';
    } catch {
      // More lines belong to the value.
    }
  }
  return values.length === 0 ? undefined : values;
}

function outcomeOf(cases: readonly Case[]): Outcome {
  const counts = { read: 0, rejected: 0, refused: 0, strict: 0, json: 0 };
  const reasons = new Map<string, number>();
  const deviations = new Map<string, string>();
  const ofPackage = new Map<string, string>();
  for (const each of cases) {
    const reference = referenceOf(each.text.replace(/^\ufeff/, ''));
    const verdict = judge(new TextEncoder().encode(each.text), reference);
    const lapse = lapseOf(each, reference);
    if (lapse !== undefined) ofPackage.set(each.id, lapse);
    if (verdict.kind === 'deviation') deviations.set(each.id, verdict.what);
    else counts[verdict.kind]++;
    if (verdict.kind === 'refused') countInto(reasons, verdict.reason);
    if (verdict.kind !== 'read') continue;
    if (verdict.isStrict) counts.strict++;
    const wanted = each.json;
    if (each.fails) deviations.set(each.id, `the suite rejects it, we read ${JSON.stringify(verdict.value)}`);
    else if (wanted !== undefined && !isDeepStrictEqual([verdict.value], wanted)) {
      deviations.set(each.id, `read as ${JSON.stringify(verdict.value)}, in.json says ${JSON.stringify(wanted[0])}`);
    } else if (wanted !== undefined) counts.json++;
  }
  const own = explained(deviations, ownDeviations);
  const others = explained(ofPackage, packageDeviations);
  const { read, rejected, refused, strict, json } = counts;
  const total = cases.length;
  return {
    summary: `${total} cases: ${read} read, ${rejected} rejected, ${refused} refused by the profile, ${deviations.size} deviations`,
    blocks: [
      table(
        ['verdict', 'cases'],
        [
          ['read, with the value that `yaml` gives', String(read)],
          ['… of these with a value in `in.json`, which is the same', String(json)],
          ['… of these by the strict reader, without the `yaml` package', String(strict)],
          ['rejected, as `yaml` does', String(rejected)],
          ['refused by the profile although YAML allows it', String(refused)],
          ['in all', String(total)],
        ],
      ),
      'The strict reader accepts no case that the package rejects or the profile refuses, and gives no value that differs. Refused by the ' +
        'profile (the first reason counts):',
      countTable('reason', 'cases', reasons),
      linesUnder('Deviations', own.lines),
      linesUnder('Where the `yaml` package itself deviates from the suite', others.lines),
    ],
    problems: [...own.problems, ...others.problems].map((problem) => `yaml-test-suite ${problem}`),
  };
}

/** Where the package, with nothing refused, does not do what the suite says. */
function lapseOf({ fails, json }: Case, { error, values }: Reference): string | undefined {
  if (fails) return error === undefined ? `reads ${JSON.stringify(values)}, which the suite rejects` : undefined;
  if (error !== undefined) return `rejects (${error}) what the suite reads`;
  if (json === undefined || isDeepStrictEqual(values, json)) return undefined;
  return `gives ${JSON.stringify(values)}, in.json says ${JSON.stringify(json)}`;
}

const ownDeviations: readonly Explanation[] = [];

const packageDeviations: readonly Explanation[] = [
  {
    cases: ['2XXW', '565N', 'J7PZ'],
    reason:
      'the tags `!!set`, `!!binary` and `!!omap` become a Set, a Buffer and a Map; the suite writes them as JSON has them. The profile refuses tags.',
  },
  { cases: ['M7A3'], reason: 'a comment between two `...` counts as an empty document. The profile refuses several documents.' },
  { cases: ['SF5V'], reason: 'two `%YAML` directives on one document are read. The profile refuses directives.' },
];
