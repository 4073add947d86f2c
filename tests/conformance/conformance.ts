// Conformance to public suites, each taken from a clone that the developer has. The figures go to docs/reliability.md.
//
//   npm run conformance -- --suites DIR     DIR holds clones under their usual names; MLX_SUITES says the same
//     --yaml-test-suite DIR, --json-schema-test-suite DIR, --schemastore DIR     a clone elsewhere
//     --allow-missing     a suite that is not there is no failure
//     --no-page           docs/reliability.md stays as it is
//
// Exit 1: a deviation that is not explained, or an explanation of none. Exit 2: a suite was not run.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { withPart } from '../support/page.ts';
import { jsonSchemaSuite } from './json-schema-suite.ts';
import { schemastore } from './schemastore.ts';
import { type Outcome, type Suite, versionOf } from './suite.ts';
import { yamlSuite } from './yaml-suite.ts';

const suites: readonly Suite[] = [yamlSuite, jsonSchemaSuite, schemastore];

const { values: options } = parseArgs({
  options: {
    suites: { type: 'string' },
    'yaml-test-suite': { type: 'string' },
    'json-schema-test-suite': { type: 'string' },
    schemastore: { type: 'string' },
    'allow-missing': { type: 'boolean' },
    'no-page': { type: 'boolean' },
  },
});

/** Where a suite lies, if it does. */
function folderOf({ option, folder, landmarks }: Suite): string | undefined {
  const all = options.suites ?? process.env.MLX_SUITES;
  const given = (options as Readonly<Record<string, unknown>>)[option];
  const place = typeof given === 'string' ? given : all !== undefined ? path.join(all, folder) : undefined;
  return place !== undefined && landmarks.some((landmark) => existsSync(path.join(place, landmark))) ? place : undefined;
}

interface Run {
  readonly suite: Suite;
  readonly version: string;
  readonly outcome: Outcome;
}

function runAll(): readonly Run[] {
  return suites.flatMap((suite) => {
    const folder = folderOf(suite);
    if (folder === undefined) {
      console.log(`${suite.folder}: not run; clone ${suite.address} and name it with --suites or --${suite.option}`);
      return [];
    }
    const outcome = suite.run(folder);
    console.log(`${suite.folder}: ${outcome.summary}`);
    for (const problem of outcome.problems) console.log(`  ! ${problem}`);
    return [{ suite, version: versionOf(folder), outcome }];
  });
}

function section(runs: readonly Run[]): string {
  const versions = ['yaml', 'ajv'].map((name) => `${name} ${packageVersion(name)}`);
  const clones = suites.map(({ address }) => `git -C ../suites clone ${address}`);
  return [
    '## 公开测试集 Public suites',
    '逐例对照三个公开测试集：凡读入的，值与 `yaml` 包一致；凡拒绝的，都说得出原因。',
    `Figures of ${new Date().toISOString().slice(0, 10)}, Node.js ${process.version}, ${versions.join(', ')}. No suite is part of this repository. To make them again, with your own clones:`,
    ['```sh', 'mkdir ../suites', ...clones, 'npm run conformance -- --suites ../suites', '```'].join('\n'),
    ...runs.flatMap(({ suite, version, outcome }) => [
      `### ${suite.folder}`,
      `[${suite.folder}](${suite.address}), commit ${version}.`,
      ...outcome.blocks,
    ]),
  ].join('\n\n');
}

function packageVersion(name: string): string {
  return (JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string }).version;
}

const runs = runAll();
const isSound = runs.every(({ outcome }) => outcome.problems.length === 0);
const page = 'docs/reliability.md';
if (isSound && runs.length === suites.length && options['no-page'] !== true) {
  writeFileSync(page, withPart(existsSync(page) ? readFileSync(page, 'utf8') : '# 可靠性 Reliability\n', 'conformance', section(runs)));
} else console.log(`${page} stays as it is`);
if (!isSound) process.exitCode = 1;
else if (runs.length < suites.length && options['allow-missing'] !== true) process.exitCode = 2;
