// Registries with much of one thing, at two sizes: four times as much must not take more than a few times as long.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomFrom } from './random.ts';
import { shipped } from './shipped.ts';

type Files = Readonly<Record<string, string>>;

export interface Growth {
  /** What there is much of. */
  readonly of: string;
  /** How many there are at the smaller size; the larger has four times as many. */
  readonly count: number;
  /** The command line that is timed, and whether it ends with 1 because there are findings. */
  readonly argv: readonly string[];
  readonly hasFindings?: true;
  /** The records, and the plan where it is not the usual one. */
  readonly files: (count: number) => Files;
}

/** How many times as many the larger registry has. */
export const times = 4;

const syllables =
  'ji guan shi wu li tiao ban fa gui ding xing zheng jie neng ying yong fang gong che biao zhun shan dong sheng huan bao cai zhuang xiao lv kong tu jian zhu pei song hui yi ren yuan wen dang an'.split(
    ' ',
  ) as [string, ...string[]];

/** As many different ids as those of real records. */
function idsOf(count: number): readonly string[] {
  const random = randomFrom(14);
  const ids = new Set<string>();
  while (ids.size < count) ids.add(Array.from({ length: random.between(4, 12) }, () => random.pick(syllables)).join('-'));
  return [...ids];
}

interface Written {
  readonly title?: string;
  readonly more?: string;
  readonly dates?: string;
}

function recordOf({ title = '甲条例', dates = '  adopted: 2001-01-01\n', more = '' }: Written = {}): string {
  return `title: ${title}\nrank: administrative-regulation\nstatus: in-force\ndomains: all\ndates:\n${dates}${more}sources:\n  - 测试\n`;
}

/** A record for each, which is told the id and the one before. */
function recordsOf(count: number, of: (id: string, before: string, index: number) => Written): Files {
  const ids = idsOf(count);
  return Object.fromEntries(ids.map((id, index) => [`laws/${id}.yaml`, recordOf(of(id, ids.at(index - 1) ?? '', index))]));
}

const wrongDates = '  adopted: 2001-01-02\n  published: 2001-01-01\n';
const waiver = (rule: string): string => `  - rule: ${rule}\n    reason: 测试\n    until: 2099-01-01\n`;
const lines = (count: number, line: (index: number) => string): string => Array.from({ length: count }, (_, index) => line(index)).join('');
const day = (index: number): string => `${2001 + (index % 20)}-0${1 + (index % 9)}-${10 + (index % 18)}`;

function planOf(years: number, tasks: number): string {
  const condition = '{ count: { kind: [law] }, at_least: 1 }';
  const item = (id: string): string =>
    `  - { id: ${id}, title: { zh: 任务, en: Task }, clause: 一, due: ${2000 + years}-12-31, done: ${condition} }\n`;
  return [
    'title: { zh: 方案, en: Plan }\ndocument: lead\n',
    `period: { start: 2001-01-01, end: ${2000 + years}-12-31 }\n`,
    `phases:\n  - id: first\n    title: { zh: 阶段, en: Phase }\n    clause: 一\n    due: ${2000 + years}-12-31\n    tasks:\n`,
    lines(tasks, (index) => `    ${item(`task-${index}`)}`),
    `targets:\n${item('target')}measures:\n${item('measure')}`,
  ].join('');
}

const validate = ['validate'];
const everyFigure = ['coverage', '--trend', '--allow-errors', '--format', 'text', '--format', 'svg'];
const pages = ['site', '--allow-errors', '--out', 'site'];

export const growths: readonly Growth[] = [
  {
    of: 'findings, one a file',
    count: 3_000,
    argv: validate,
    hasFindings: true,
    files: (n) => recordsOf(n, () => ({ dates: wrongDates })),
  },
  {
    of: 'findings in one file',
    count: 2_500,
    argv: validate,
    hasFindings: true,
    files: (n) => ({ 'laws/one.yaml': recordOf({ more: `amendments:\n${lines(n, (i) => `  - date: 1999-0${1 + (i % 9)}-10\n`)}` }) }),
  },
  {
    of: 'waived findings',
    count: 3_000,
    argv: validate,
    files: (n) => recordsOf(n, () => ({ dates: wrongDates, more: `waivers:\n${waiver('date-order')}` })),
  },
  {
    of: 'findings in the baseline',
    count: 2_500,
    argv: ['validate', '--update-baseline', '--dry-run'],
    files: (n) => recordsOf(n, () => ({ dates: wrongDates })),
  },
  {
    of: 'dangling references',
    count: 3_000,
    argv: validate,
    hasFindings: true,
    files: (n) => recordsOf(n, (_, before) => ({ more: `basis:\n  - ${before.slice(3)}-${before.slice(0, 2)}\n` })),
  },
  {
    of: 'documents in a chain of bases',
    count: 3_000,
    argv: validate,
    files: (n) => recordsOf(n, (_, before, index) => (index === 0 ? {} : { more: `basis:\n  - ${before}\n` })),
  },
  {
    of: 'documents in a ring of bases',
    count: 3_000,
    argv: validate,
    hasFindings: true,
    files: (n) => recordsOf(n, (_, before) => ({ more: `basis:\n  - ${before}\n` })),
  },
  {
    of: 'documents in a chain of replacements',
    count: 3_000,
    argv: validate,
    hasFindings: true,
    files: (n) => recordsOf(n, (_, before, index) => (index === 0 ? {} : { more: `replaces:\n  - ${before}\n` })),
  },
  {
    of: 'documents with one number',
    count: 3_000,
    argv: validate,
    hasFindings: true,
    files: (n) => recordsOf(n, () => ({ more: 'number: 国务院令第1号\n' })),
  },
  {
    of: 'amendments of one document',
    count: 2_500,
    argv: validate,
    files: (n) => ({ 'laws/one.yaml': recordOf({ more: `amendments:\n${lines(n, (i) => `  - date: ${day(i)}\n`)}` }) }),
  },
  {
    of: 'characters of a title, as pictures',
    count: 2_500,
    argv: everyFigure,
    files: (n) => ({ 'laws/lead.yaml': recordOf({ title: '长'.repeat(n) }), 'plan.yaml': planOf(2, 1) }),
  },
  {
    of: 'characters of titles, as pages',
    count: 2_500,
    argv: pages,
    files: (n) => recordsOf(20, (_, before, i) => ({ title: '长'.repeat(n), ...(i > 0 && { more: `basis:\n  - ${before}\n` }) })),
  },
  { of: 'years of the plan, as pages', count: 50, argv: pages, files: (n) => ({ 'plan.yaml': planOf(n, 1) }) },
  {
    of: 'tasks of the plan',
    count: 1_500,
    argv: ['milestone', '--format', 'text', '--format', 'svg'],
    files: (n) => ({ 'plan.yaml': planOf(2, n) }),
  },
  {
    of: 'documents, as pages',
    count: 500,
    argv: pages,
    files: (n) => recordsOf(n, (_, before, i) => (i === 0 ? {} : { more: `basis:\n  - ${before}\n` })),
  },
  {
    of: 'findings, in every format',
    count: 2_000,
    argv: ['validate', ...['text', 'json', 'github', 'gitlab', 'sarif', 'junit'].flatMap((format) => ['--format', format])],
    hasFindings: true,
    files: (n) => recordsOf(n, () => ({ dates: wrongDates })),
  },
  {
    of: 'files to be fixed',
    count: 1_000,
    argv: ['validate', '--fix', '--dry-run'],
    hasFindings: true,
    files: (n) => recordsOf(n, () => ({ more: 'number: 国务院令第0621号\ncarrier: 《通知》\n' })),
  },
  {
    of: 'topics of the taxonomy',
    count: 250,
    argv: everyFigure,
    files: (n) => ({ ...recordsOf(500, () => ({})), 'taxonomy.yaml': taxonomyOf(n), 'plan.yaml': planOf(2, 1) }),
  },
  {
    of: 'documents that rest on one, shown',
    count: 3_000,
    argv: ['show', 'lead'],
    files: (n) => recordsOf(n, () => ({ more: 'basis:\n  - lead\n' })),
  },
  {
    of: 'editions of one standard',
    count: 1_500,
    argv: validate,
    hasFindings: true,
    files: (n) =>
      Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          `standards/gb-1-${i}.yaml`,
          `title: 标准\nrank: national-standard\nnumber: GB/T 1-${1950 + (i % 70)}\nstatus: in-force\ndomains: all\nstandard:\n  nature: recommended\nsources:\n  - 测试\n`,
        ]),
      ),
  },
  {
    of: 'events of one project',
    count: 2_500,
    argv: validate,
    hasFindings: true,
    files: (n) => ({
      'laws/one.yaml': `title: 甲条例\nrank: local-regulation\nstatus: drafting\ndomains: all\nproject:\n  stage: drafting\n  events:\n${lines(n, (i) => `    - { stage: drafting, date: ${day(i)} }\n`)}sources:\n  - 测试\n`,
    }),
  },
  { of: 'centuries of the plan', count: 10, argv: everyFigure, files: (n) => ({ 'plan.yaml': planOf(n * 100, 1) }) },
];

/** The folder of a registry with so many of the thing, made if need be. */
export function growthFolder(folder: string, { of, files }: Growth, count: number): string {
  const texts: Files = { ...baseFiles(), ...files(count) };
  const maker = createHash('sha256').update(JSON.stringify(texts)).digest('hex');
  const place = path.join(folder, `growth-${of.replaceAll(/[^a-z]+/g, '-')}-${count}`);
  const mark = path.join(place, 'made-by');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === maker) return place;
  rmSync(place, { recursive: true, force: true });
  for (const [name, text] of Object.entries(texts)) {
    const file = path.join(place, 'registry', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  writeFileSync(mark, maker);
  return place;
}

function taxonomyOf(topics: number): string {
  const list = lines(topics, (i) => `  - id: topic-${i}\n    title: { zh: 内容, en: Topic }\n    domain: finance-assets\n`);
  return (baseFiles()['taxonomy.yaml'] ?? '').replace(/^topics:\n(?: .*\n)*/m, () => `topics:\n${list}`);
}

/** The least that is a registry. */
function baseFiles(): Files {
  const taxonomy = readFileSync(path.join(shipped, 'taxonomy.yaml'), 'utf8').replace(/^lead: .*$/m, 'lead: lead');
  return { 'taxonomy.yaml': taxonomy, 'laws/lead.yaml': recordOf({ title: '总领条例' }) };
}
