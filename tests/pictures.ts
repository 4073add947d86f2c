// Takes the pictures of the READMEs: `npm run pictures`. They speak of one day, so that only a change of the pages or of
// the registry changes them. Fonts are those of the machine: on Debian the packages chromium and fonts-noto-cjk.
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { browserPath, launch } from './support/chromium.ts';
import { run } from './support/cli.ts';

const project = path.resolve(process.argv[1] ?? '', '../..');
const folder = path.join(project, 'docs/pictures');

interface Picture {
  readonly name: string;
  readonly page: string;
  readonly act?: (page: Page) => Promise<unknown>;
}

const pictures: readonly Picture[] = [
  { name: 'overview', page: 'index.html' },
  { name: 'quarters', page: 'time.html', act: (page) => page.locator('input[type=range]').fill('5') },
  {
    name: 'documents',
    page: 'documents.html',
    act: async (page) => {
      await page.locator('.finder[data-ready]').waitFor();
      await page.locator('input[type=search]').fill('办公用房');
    },
  },
  { name: 'document', page: 'documents/jiguan-shiwu-guanli-tiaoli.html' },
  { name: 'relations', page: 'graph.html' },
];

if (browserPath === undefined) throw new Error('no Chromium was found: install it, or name it in MLX_CHROMIUM');
const out = path.join(tmpdir(), `mlx-pictures-${process.pid}`);
const { exit, stderr } = await run(['site', '--out', out, '--as-of', '2026-11-23', '--no-cache'], { cwd: project });
if (exit !== 0) throw new Error(stderr);
mkdirSync(folder, { recursive: true });
const browser = await launch();
try {
  for (const lang of ['zh', 'en']) {
    for (const { name, page: file, act } of pictures) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, colorScheme: 'light' });
      await page.goto(pathToFileURL(path.join(out, lang === 'en' ? `en/${file}` : file)).href);
      await act?.(page);
      await page.waitForTimeout(300);
      await page.screenshot({ path: path.join(folder, `${name}.${lang}.png`) });
      await page.close();
    }
  }
} finally {
  await browser.close();
  rmSync(out, { recursive: true, force: true });
}
