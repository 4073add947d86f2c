// What both builds are asked, and about which registries.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { generateRegistry } from '../bench/generate.ts';
import { project, shipped } from '../bench/shipped.ts';
import { seeded, seededFaults, unmarked } from '../support/seeded.ts';

export interface Run {
  readonly argv: readonly string[];
  /** Each is also written to a file, all in one run where the command can. */
  readonly formats?: readonly string[];
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** In a process of its own, with the cache. */
  readonly isProcess?: true;
  /** The files of the registry are compared too. */
  readonly isWriting?: true;
}

export interface Case {
  readonly name: string;
  /** In a clone of the project; otherwise in a folder with these files alone. */
  readonly isRepository: boolean;
  /** By path from the folder. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly runs: readonly Run[];
}

/** Commits whose registries differ: the first of all, one in between, and the last that changed it. */
const revisions = ['739fe6f', '66c1923', 'bd3668b'];
/** The day that fixtures speak of, and days within and before the plan. */
const days = ['2026-11-23', '2023-06-30', '2022-11-30'];
const [today = ''] = days;
const langs = ['zh', 'en'];

const validateFormats = ['text', 'json', 'github', 'gitlab', 'sarif', 'junit'];
const tableFormats = ['text', 'json', 'markdown', 'csv'];
const figureFormats = [...tableFormats, 'svg'];
const plainFormats = ['text', 'json'];

const commands: readonly (readonly [name: string, formats: readonly string[]])[] = [
  ['validate', validateFormats],
  ['coverage', figureFormats],
  ['milestone', figureFormats],
  ['list', tableFormats],
];

export async function* cases(): AsyncGenerator<Case> {
  const texts = textsUnder(shipped);
  const clone = { isRepository: true, files: {} };
  yield { ...clone, name: 'whole processes', runs: processRuns() };
  yield { ...clone, name: 'shipped', runs: shippedRuns(texts) };
  yield { ...clone, name: 'writing', files: untidy(texts), runs: writingRuns };
  for (const fault of seededFaults) {
    const faulty = unmarked(seeded(fault, texts)).text;
    yield { ...clone, name: `fault: ${fault.name}`, files: { [`registry/${fault.file}`]: faulty }, runs: faultRuns };
  }
  for (const name of readdirSync(path.join(project, 'tests', 'fixtures')).sort()) {
    for (const state of ['faulty', 'sound']) {
      const own = bytesUnder(path.join(project, 'tests', 'fixtures', name, state), 'registry');
      yield { name: `fixture: ${name}, ${state}`, isRepository: false, files: { ...base(texts), ...own }, runs: fixtureRuns };
    }
  }
  // From as many files on, a build may use threads.
  yield { name: 'generated, 3,200 documents', isRepository: false, files: generated(3_200), runs: generatedRuns };
}

/** A run in each language, on a day. */
function both(argv: readonly string[], formats: readonly string[] = plainFormats, day = today): readonly Run[] {
  return langs.map((lang) => ({ argv: [...argv, '--no-cache', '--lang', lang, '--as-of', day], formats }));
}

/** Many runs of one kind, each in one of the languages. */
function inTurn(all: readonly (readonly string[])[], formats?: readonly string[], day?: string): readonly Run[] {
  return all.flatMap((argv, index) => both(argv, formats, day).filter((_, which) => which === index % langs.length));
}

function shippedRuns(texts: Readonly<Record<string, string>>): readonly Run[] {
  const taxonomy = parse(texts['taxonomy.yaml'] ?? '');
  const plan = texts['plan.yaml'] ?? '';
  const names = (list: readonly { readonly id: string }[]): readonly string[] => list.map(({ id }) => id);
  const views: readonly (readonly string[])[] = [
    [],
    ...['part', 'domain', 'tier', 'topic', 'rank', 'issuer'].map((by) => ['--by', by]),
    ...[['--gaps'], ['--not-counted'], ['--trend'], ['--compare', '2022-12-01']],
    ...revisions.flatMap((rev) => [
      ['--compare', rev],
      ['--compare', `${rev}@2024-01-01`],
    ]),
  ];
  const filters = [
    ...['law', 'rule', 'normative-document', 'standard'].map((each) => ['--kind', each]),
    ...['national', 'provincial', 'none'].map((each) => ['--level', each]),
    ...['in-force', 'superseded', 'repealed', 'planned', 'drafting'].map((each) => ['--status', each]),
    ...names(taxonomy.domains).map((each) => ['--domain', each]),
    ...names(taxonomy.ranks).map((each) => ['--rank', each]),
    ...names(taxonomy.topics ?? []).map((each) => ['--topic', each]),
    ...names(taxonomy.tiers).map((each) => ['--tier', each]),
    ...[['--text', '节能'], ['--text', 'GB/T', '--kind', 'standard'], ['--kind', 'law', '--kind', 'rule', '--status', 'in-force'], []],
  ];
  const ids = Object.keys(texts).flatMap((name) => /^[a-z-]+\/(.*)\.yaml$/.exec(name)?.[1] ?? []);
  const items = [...plan.matchAll(/^ *- id: (\S+)$/gm)].map(([, id = '']) => id);
  const gates = [
    ['--fail-under', '1'],
    ['--fail-under', '100', '--fail-under', 'energy-conservation=75'],
    ['--fail-under', 'nothing=1'],
    ...revisions.map((rev) => ['--no-decrease-from', rev]),
  ];
  const checks = [[], ['--fail-on', 'warning'], ['--fail-on', 'info'], ['-q'], ['-v']];
  const paths = [['registry/standards'], ['registry/laws', 'registry/plan.yaml'], ['registry/nowhere'], ['/']];
  const dry = [
    ['--fix', '--dry-run'],
    ['--update-baseline', '--dry-run'],
  ];
  return [
    ...[...checks, ...paths, ...dry].flatMap((more) => both(['validate', ...more], validateFormats)),
    ...days.slice(1).flatMap((day) => both(['validate'], validateFormats, day)),
    ...['title: 1\n', texts['laws/jiguan-shiwu-guanli-tiaoli.yaml'] ?? ''].flatMap((stdin) =>
      both(['validate', '--stdin', '--stdin-filepath', 'registry/laws/x.yaml'], validateFormats).map((run) => ({ ...run, stdin })),
    ),
    ...views.flatMap((view) => both(['coverage', ...view], figureFormats)),
    ...inTurn(
      views.map((view) => ['coverage', '--level', 'own', ...view]),
      figureFormats,
      '2023-06-30',
    ),
    ...gates.flatMap((gate) => both(['coverage', ...gate])),
    ...[['--rev', 'nothing'], ...revisions.map((rev) => ['--rev', rev])].flatMap((rev) => [
      ...both(['coverage', '--allow-errors', ...rev], figureFormats),
      ...both(['coverage', '--gaps', '--allow-errors', ...rev], tableFormats),
      ...both(['coverage', ...rev]),
      ...both(['milestone', '--allow-errors', ...rev], figureFormats),
      ...both(['site', '--allow-errors', '--out', 'out/site', ...rev]),
    ]),
    ...days.flatMap((day) => both(['milestone'], figureFormats, day)),
    ...inTurn(
      items.map((id) => ['milestone', id]),
      tableFormats,
    ),
    ...['overdue', 'no-evidence', 'open'].flatMap((level) => both(['milestone', '--fail-on', level, '--best-effort'])),
    ...inTurn(
      filters.map((filter) => ['list', ...filter]),
      tableFormats,
    ),
    ...inTurn(ids.filter((_, index) => index % 4 === 0).map((id) => ['show', id])),
    ...['鲁事管办发〔2023〕14号', 'nothing', 'jiguan-shiwu-guanli'].flatMap((id) => both(['show', id], plainFormats, '2024-12-31')),
    ...readdirSync(path.join(project, 'tests', 'fixtures')).flatMap((rule) => both(['explain', rule])),
    ...[['explain'], ['explain', 'nothing'], ['schema'], ['schema', 'nothing'], ['fmt', '--check'], ['fmt', '--dry-run']].flatMap((argv) =>
      both(argv),
    ),
    ...['law', 'rule', 'normative-document', 'standard', 'taxonomy', 'plan', 'registry', 'jurisdiction', 'baseline'].flatMap((name) =>
      both(['schema', name]),
    ),
    ...days.flatMap((day) => both(['site', '--out', 'out/site'], [], day)),
    ...usage().flatMap((argv) => langs.map((lang) => ({ argv: [...argv, '--lang', lang] }))),
  ];
}

/** Help, the version, and command lines with a mistake. */
function usage(): readonly (readonly string[])[] {
  const names = ['validate', 'coverage', 'milestone', 'list', 'show', 'explain', 'fmt', 'site', 'schema', 'cache'];
  return [
    ...[[], ['--help'], ['-h'], ['help'], ['--version'], ['nothing'], ['valdiate'], ['--nothing'], ['help', 'nothing']],
    ...names.flatMap((name) => [
      [name, '--help'],
      ['help', name],
      [name, '--nothing'],
      [name, '--format', 'nothing'],
      [name, '--as-of', '2023-02-30'],
      [name, '--registry', 'nowhere'],
    ]),
    ...[['show'], ['show', 'a', 'b'], ['cache'], ['cache', 'nothing'], ['list', '--kind'], ['list', '--kind', 'nothing']],
    ...[
      ['coverage', '--by', 'nothing'],
      ['coverage', '--gaps', '--trend'],
      ['coverage', '--fail-under', 'x'],
    ],
    ...[
      ['milestone', 'nothing'],
      ['milestone', '--fail-on', 'nothing'],
      ['coverage', '--compare', 'nothing'],
    ],
    ...[
      ['validate', '--stdin'],
      ['validate', '--fail-on', 'nothing'],
      ['validate', '--format', 'json='],
      ['site', '--rev', 'nothing'],
    ],
  ];
}

/** The program as it is started, each command twice: the second run may answer from the cache. */
function processRuns(): readonly Run[] {
  const asked: readonly Run[] = [
    ...langs.map((lang) => ({ argv: ['--help'], env: { MLX_LANG: lang } })),
    ...commands.flatMap(([name, formats]) =>
      formats.map((format, index) => ({ argv: [name, '--format', format, '--as-of', today], env: { MLX_LANG: langs[index % 2] ?? '' } })),
    ),
    { argv: ['validate', '--as-of', today], env: { LANG: 'en_GB.UTF-8' } },
    { argv: ['validate', '--color', 'always', '--as-of', '2031-01-01'] },
    { argv: ['validate'], env: { SOURCE_DATE_EPOCH: '1700000000', FORCE_COLOR: '1' } },
    { argv: ['validate', '--format', 'github', '--as-of', '2031-01-01'], env: { GITHUB_STEP_SUMMARY: 'out/summary.md' } },
    { argv: ['validate', '--stdin', '--stdin-filepath', 'registry/laws/x.yaml', '--as-of', today], stdin: 'title: 1\n' },
    { argv: ['coverage', '--rev', 'HEAD', '--as-of', today] },
    { argv: ['show', 'jiguan-shiwu-guanli-tiaoli', '--as-of', today] },
    { argv: ['explain', 'basis-cycle'] },
    { argv: ['schema', 'law', '--as-of', today] },
    { argv: ['fmt', '--check', '--as-of', today] },
    { argv: ['site', '--out', 'out/site', '--as-of', today] },
    { argv: ['valdiate'] },
  ];
  return asked.flatMap((run) => [
    { ...run, isProcess: true },
    { ...run, isProcess: true },
  ]);
}

const faultRuns: readonly Run[] = [
  ...both(['validate'], validateFormats),
  ...inTurn([
    ['fmt', '--dry-run'],
    ['validate', '--fix', '--dry-run'],
  ]),
  ...inTurn(
    [
      ['coverage', '--allow-errors'],
      ['milestone', '--allow-errors'],
    ],
    figureFormats,
  ),
  { argv: ['validate', '--fix', '--as-of', today, '--no-cache'], isWriting: true },
];

const fixtureRuns: readonly Run[] = [
  ...commands.flatMap(([name, formats]) => both([name], formats === figureFormats ? [] : formats)),
  ...both(['coverage', '--allow-errors'], figureFormats),
  ...both(['milestone', '--allow-errors'], figureFormats),
  ...inTurn([
    ['fmt', '--dry-run'],
    ['validate', '--fix', '--dry-run'],
  ]),
  ...both(['site', '--allow-errors', '--out', 'out/site'], []),
  { argv: ['validate', '--update-baseline', '--no-cache', '--as-of', today], isWriting: true },
  ...both(['validate'], validateFormats),
  { argv: ['validate', '--fix', '--no-cache', '--as-of', today], isWriting: true },
  { argv: ['fmt', '--no-cache', '--as-of', today], isWriting: true },
];

const writingRuns: readonly Run[] = [
  ...both(['validate'], validateFormats),
  ...both(['fmt', '--check']),
  ...both(['fmt', '--dry-run', 'registry/laws']),
  { argv: ['validate', '--fix', '--no-cache', '--as-of', today], isWriting: true },
  { argv: ['fmt', 'registry/laws', '--no-cache', '--as-of', today], isWriting: true },
  { argv: ['fmt', '--no-cache', '--as-of', today], isWriting: true },
  { argv: ['validate', '--update-baseline', '--no-cache', '--as-of', today], isWriting: true },
  ...both(['validate'], validateFormats),
];

const generatedRuns: readonly Run[] = [
  ...commands.flatMap(([name, formats]) =>
    both([name], formats, '2031-01-01').map((run): Run => ({ ...run, ...(name === 'validate' && { isProcess: true }) })),
  ),
  ...both(['validate', '--fix', '--dry-run'], plainFormats, '2031-01-01').slice(0, 1),
];

/** Several files at once in which much can be fixed and formatted. */
function untidy(texts: Readonly<Record<string, string>>): Case['files'] {
  const chosen = Object.entries(texts).filter(([name], index) => name.includes('/') && index % 5 === 0);
  const turned = chosen.map(([name, text], index) => {
    const lines = text.trimEnd().split('\n');
    const status = lines.filter((line) => line.startsWith('status: '));
    const moved = [...lines.filter((line) => !line.startsWith('status: ')), ...status].join('\n');
    const written = index % 3 === 0 ? moved.replace(/^title: (.*)$/m, 'title: "$1"') : moved.replaceAll('〔', '[').replaceAll('〕', ']');
    return [`registry/${name}`, `${index % 4 === 0 ? '\uFEFF' : ''}${written.replaceAll('\n', index % 7 === 0 ? '\r\n' : '\n')}\n`];
  });
  return Object.fromEntries(turned);
}

/** What fixtures stand on: a taxonomy and a lead document. */
function base(texts: Readonly<Record<string, string>>): Case['files'] {
  const lead = 'title: 总领条例\nrank: local-regulation\nstatus: planned\ndomains: all\nsources:\n  - 测试\n';
  const taxonomy = (texts['taxonomy.yaml'] ?? '').replace(/^lead: .*$/m, 'lead: lead');
  return { 'registry/taxonomy.yaml': taxonomy, 'registry/laws/lead.yaml': lead };
}

function generated(count: number): Case['files'] {
  const folder = mkdtempSync(path.join(tmpdir(), 'mlx-generated-'));
  try {
    generateRegistry(folder, count, today);
    return bytesUnder(path.join(folder, 'registry'), 'registry');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function bytesUnder(folder: string, as: string): Readonly<Record<string, Uint8Array>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.posix.join(as, path.relative(folder, file).split(path.sep).join('/')), readFileSync(file)];
    }),
  );
}

function textsUnder(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(bytesUnder(folder, '')).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
}
