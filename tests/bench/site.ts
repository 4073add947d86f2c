// How long the pages of the site take to make, how much a reader loads, and how fast the table of documents answers in a
// real browser: `node tests/support/run.js tests/bench/site.ts [--sizes 289,10000] [--folder …]`. It writes its part of
// docs/benchmarks.md.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { launch } from '../support/chromium.ts';
import { withPart } from '../support/page.ts';
import { compare, median } from './measure.ts';
import { registryOf } from './registries.ts';
import { project } from './shipped.ts';
import { cold, mustBeBuilt, site } from './subjects.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '289,10000' },
    folder: { type: 'string', default: path.join(tmpdir(), 'mlx-bench') },
    output: { type: 'string', default: path.join(project, 'docs', 'benchmarks.md') },
  },
});

const queries = ['办公用房', '机关事务管理', '节能', 'DB37/T', '中办发〔2017〕71号', '2023', '没有这样的文件'];

interface Measured {
  readonly size: number;
  readonly seconds: number;
  readonly peak: number | undefined;
  readonly files: number;
  readonly bytes: number;
  readonly overview: number;
  /** Milliseconds until the index is made, while the page answers already, and of each key that is typed then. */
  readonly keys: { readonly count: number; readonly ready: number; readonly median: number; readonly slowest: number };
}

mustBeBuilt();
const measured: Measured[] = [];
for (const size of values.sizes.split(',').map(Number)) measured.push(await measure(size));
const page = existsSync(values.output) ? readFileSync(values.output, 'utf8') : '# Benchmarks\n';
writeFileSync(values.output, withPart(page, 'site', section()));

async function measure(size: number): Promise<Measured> {
  const folder = registryOf(path.resolve(values.folder), size);
  const out = path.join(path.resolve(values.folder), `site-${size}`);
  const { seconds, peaks } = await compare(site(folder, out), cold(folder), 3);
  const all = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = all.reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
  const overview = ['index.html', 'assets/site.css', 'assets/site.js'].reduce(
    (sum, name) => sum + gzipSync(readFileSync(path.join(out, name))).length,
    0,
  );
  const keys = await typed(out);
  rmSync(out, { recursive: true, force: true });
  const found = { size, seconds: seconds[0], peak: peaks[0], files: all.length, bytes, overview, keys };
  process.stderr.write(`${JSON.stringify(found)}\n`);
  return found;
}

/** Types each query key by key, and takes the time from the key until the table has been laid out again. */
async function typed(out: string): Promise<Measured['keys']> {
  const browser = await launch();
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(pathToFileURL(path.join(out, 'documents.html')).href);
    const opened = performance.now();
    await page.locator('.finder[data-ready]').waitFor();
    const ready = performance.now() - opened;
    const times: number[] = await page.evaluate((texts) => {
      const field = document.querySelector<HTMLInputElement>('input[name=q]');
      if (field === null) return [];
      return texts.flatMap((text) =>
        [...text].map((_, index) => {
          field.value = text.slice(0, index + 1);
          const start = performance.now();
          field.dispatchEvent(new Event('input', { bubbles: true }));
          // Asking for a height makes the browser lay the table out.
          void document.body.offsetHeight;
          return performance.now() - start;
        }),
      );
    }, queries);
    return { count: times.length, ready, median: median(times), slowest: Math.max(...times) };
  } finally {
    await browser.close();
  }
}

function section(): string {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const rows = measured.map(({ size, seconds, peak, files, bytes, overview, keys }) =>
    row([
      size.toLocaleString('en'),
      `${seconds.toFixed(2)} s`,
      peak === undefined ? 'n/a' : `${peak.toFixed(0)} MiB`,
      files.toLocaleString('en'),
      `${(bytes / 2 ** 20).toFixed(1)} MiB`,
      `${(overview / 1024).toFixed(1)} KiB`,
      `${keys.ready.toFixed(0)} ms`,
      `${keys.median.toFixed(1)} ms`,
      `${keys.slowest.toFixed(0)} ms`,
    ]),
  );
  const heads = [
    'Documents',
    'mlx site',
    'Peak',
    'Files',
    'In all',
    'Overview, compressed, with all it loads',
    'Index made',
    'A key, median',
    'A key, slowest',
  ];
  return [
    '## 网页 Pages',
    `\`mlx site\` writes every page in both languages (median of 3 runs, without memory); the overview page is compressed by gzip with its style and script; in Chromium ${queries.length} queries are typed key by key into the table of documents, each timed from the key until the table is laid out again; the index is made before that in small pieces, while the page can be used. Wanted: 289 documents in under 5 s; 10,000 in under 60 s and 1 GB; an answer in under 100 ms; an overview of under 200 KB. ${new Date().toISOString().slice(0, 10)}, Node.js ${process.version}.`,
    [row(heads), row(heads.map(() => '---')), ...rows].join('\n'),
    '```sh\nnode tests/support/run.js tests/bench/site.ts\n```',
  ].join('\n\n');
}
