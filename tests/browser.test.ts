// The site as a director opens it: from a folder, in a real browser, without a network, by keyboard, in the dark, on a phone.
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, launch } from './support/chromium.ts';
import { run } from './support/cli.ts';
import { folderWith, project } from './support/registry.ts';

const at = ['--as-of', '2026-11-23'] as const;
const out = path.join(tmpdir(), `mlx-browser-${process.pid}`);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One page of each kind. */
const kinds = [
  'index.html',
  'time.html',
  'plan.html',
  'coverage.html',
  'gaps.html',
  'documents.html',
  'graph.html',
  'graph/office-premises.html',
  'calendar.html',
  'findings.html',
  'rules.html',
  'domains/office-premises.html',
  'documents/jiguan-shiwu-guanli-tiaoli.html',
  'en/index.html',
  'en/documents/jiguan-shiwu-guanli-tiaoli.html',
];

describe.skipIf(browserPath === undefined)('the site in a browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    expect((await run(['site', '--out', out, ...at], { cwd: project })).exit).toBe(0);
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(out, { recursive: true, force: true });
  });

  /** Opens a page and does something on it; whatever the page complains of or asks a network for is a fault. */
  async function on<Value>(
    name: string,
    act: (page: Page) => Promise<Value>,
    options: BrowserContextOptions = {},
    folder = out,
  ): Promise<Value> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('dialog', (dialog) => faults.push(`dialog: ${dialog.message()}`));
    page.on('request', (request) => {
      if (!/^(?:file|data):/.test(request.url())) faults.push(request.url());
    });
    const [file = '', hash] = name.split('#');
    await page.goto(`${pathToFileURL(path.join(folder, file)).href}${hash === undefined ? '' : `#${hash}`}`);
    // What is typed is searched for in all documents once they are indexed.
    if (options.javaScriptEnabled !== false && file === 'documents.html') await page.locator('.finder[data-ready]').waitFor();
    const value = await act(page);
    await context.close();
    expect(faults, name).toEqual([]);
    return value;
  }

  it.each(['light', 'dark'] as const)('has nothing that axe finds wrong, in %s', { timeout: 180_000 }, async (colorScheme) => {
    for (const name of kinds) {
      const found = await on(
        name,
        async (page) => {
          await page.evaluate(axe);
          // In the dark the colours alone are others.
          const runOnly =
            colorScheme === 'dark' ? ['color-contrast'] : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
          return page.evaluate(async (asked) => {
            const { violations }: AxeResults = await (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run({
              preload: false,
              runOnly: asked,
            });
            return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
          }, runOnly);
        },
        { colorScheme, bypassCSP: true },
      );
      expect(found, name).toEqual([]);
    }
  });

  it.each([360, 1280])('fits a screen of %i pixels', async (width) => {
    for (const name of kinds) {
      const over = await on(name, (page) => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), {
        viewport: { width, height: 800 },
      });
      expect(over, name).toBe(0);
    }
  });

  const rowsOf = (page: Page): Promise<string[]> => page.locator('.finder tbody tr td:first-child').allTextContents();

  it('finds documents as one types, by title, by number however it is written, by id', async () => {
    await on('documents.html', async (page) => {
      const search = page.getByLabel('搜索标题、编号、标识');
      const asked = async (query: string): Promise<string[]> => {
        await search.fill(query);
        return rowsOf(page);
      };
      expect(await asked('机关事务管理条例')).toEqual(['机关事务管理条例']);
      for (const title of await asked('用房')) expect(title).toContain('用房');
      expect((await rowsOf(page)).length).toBeGreaterThan(5);
      const numbered = await asked('中办发〔2017〕71号');
      expect(numbered).toContain('党政机关公务用车管理办法');
      for (const query of ['中办发[2017]71号', '中办发（2017）71号', '中办发２０１７ 71', '中办发【2017】71'])
        expect((await asked(query))[0], query).toBe('党政机关公务用车管理办法');
      const standard = await asked('GB/T 45241-2025');
      expect(standard).toHaveLength(1);
      for (const query of ['gbt 45241', 'GB/T 45241—2025', '45241']) expect(await asked(query), query).toEqual(standard);
      expect(await asked('jiguan-shiwu-guanli-tiaoli')).toContain('机关事务管理条例');
      expect(await asked('没有这样的文件')).toEqual([]);
      expect(await page.getByRole('status').textContent()).toBe('0 份，共 289 份');
    });
  });

  it('narrows by every list, and a view can be sent as an address', async () => {
    const { address, rows } = await on('documents.html', async (page) => {
      await page.getByLabel('方面').selectOption('official-vehicles');
      await page.getByLabel('状态').selectOption('in-force');
      await page.getByLabel('层次').selectOption('support');
      await page.getByLabel('搜索标题、编号、标识').fill('规范');
      // The page knows its address at once; whoever drives it learns of it later.
      return { address: await page.evaluate<string>('location.hash'), rows: await rowsOf(page) };
    });
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.length).toBeLessThan(40);
    await on(`documents.html${address}`, async (page) => {
      expect(await rowsOf(page)).toEqual(rows);
      expect(await page.getByLabel('方面').inputValue()).toBe('official-vehicles');
      await page.getByRole('button', { name: '清除条件' }).click();
      await page.getByRole('status').filter({ hasText: '289 份，共 289 份' }).waitFor();
      expect(await page.evaluate('location.hash')).toBe('');
      await page.getByRole('button', { name: '再显示 100 份' }).click();
      expect(await rowsOf(page)).toHaveLength(200);
    });
    const { documents } = JSON.parse(
      (await run(['list', '--format', 'json', '--domain', 'official-vehicles', ...at], { cwd: project })).stdout,
    );
    await on('documents.html#domain=official-vehicles', async (page) => {
      const named = documents.filter((each: { domains: unknown }) => each.domains !== 'all');
      expect(await rowsOf(page)).toEqual(named.map((each: { title: string }) => each.title));
    });
  });

  it('replays the quarters by slider, by buttons and by keyboard', async () => {
    await on('time.html', async (page) => {
      const shown = (): Promise<string[]> => page.locator('.frame:visible > h3').allTextContents();
      expect(await shown()).toEqual(['2024Q4（2024-12-31）']);
      await page.getByRole('slider').focus();
      await page.keyboard.press('Home');
      expect(await shown()).toEqual(['2022Q4（2022-12-31）']);
      await page.keyboard.press('ArrowRight');
      expect(await page.getByRole('slider').getAttribute('aria-valuetext')).toBe('2023Q1（2023-03-31）');
      await page.getByRole('button', { name: '下一季' }).click();
      expect(await shown()).toEqual(['2023Q2（2023-06-30）']);
    });
  });

  it('leads by keyboard to the content, to a cell, and to the other language', async () => {
    await on('index.html', async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').textContent()).toBe('跳到正文');
      const cell = page.locator('svg.picture a', { hasText: '缺' }).first();
      await cell.focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/documents\/|domains\//);
    });
    await on('documents/jiguan-shiwu-guanli-tiaoli.html', async (page) => {
      await page.getByRole('link', { name: 'English' }).click();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      expect(await page.locator('h1').textContent()).toBe('机关事务管理条例');
      expect(await page.locator('h2').first().textContent()).toBe('Life');
    });
  });

  it('leads from a cell to a document, to what it rests on, and back', async () => {
    await on('index.html', async (page) => {
      const heading = page.locator('h1');
      await page.locator('svg.picture a[href*="domains/official-vehicles.html#core"]').click();
      expect(await heading.textContent()).toBe('公务用车');
      await page.getByRole('link', { name: '《党政机关公务用车管理办法》', exact: true }).first().click();
      expect(await heading.textContent()).toBe('党政机关公务用车管理办法');
      await page.getByRole('link', { name: '机关事务管理条例', exact: true }).first().click();
      expect(await heading.textContent()).toBe('机关事务管理条例');
      for (const title of ['党政机关公务用车管理办法', '公务用车', '总览']) {
        await page.goBack();
        expect(await heading.textContent()).toBe(title);
      }
    });
  });

  it('is light or dark as the system is, and always light on paper', async () => {
    const paper = (page: Page): Promise<number> =>
      page.evaluate(`Number(/\\d+/.exec(getComputedStyle(document.documentElement).backgroundColor)?.[0])`);
    await on('index.html', async (page) => {
      await page.emulateMedia({ colorScheme: 'light' });
      expect(await paper(page)).toBeGreaterThan(240);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await paper(page)).toBeLessThan(40);
      await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
      expect(await paper(page)).toBeGreaterThan(240);
    });
  });

  it.each(['index.html', 'documents.html', 'time.html', 'graph.html', 'documents/jiguan-shiwu-guanli-tiaoli.html'])(
    'prints %s to PDF, without what only a screen needs',
    async (name) => {
      await on(name, async (page) => {
        const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
        expect(pdf).toMatch(/^%PDF-/);
        expect(pdf.match(/\/Type \/Page\b(?!s)/g)?.length).toBeGreaterThan(0);
        expect(await page.locator('header nav').isVisible()).toBe(true);
        await page.emulateMedia({ media: 'print' });
        for (const control of ['header nav', 'form', '.slider', '.language'])
          for (const each of await page.locator(control).all()) expect(await each.isVisible(), control).toBe(false);
        expect(await page.locator('h1').isVisible()).toBe(true);
      });
    },
  );

  it('lights the lines of the document that one points at', async () => {
    await on('graph.html', async (page) => {
      const node = page.locator('a[data-name="jiguan-shiwu-guanli-tiaoli"]');
      await node.hover();
      expect(await page.locator('.lit').count()).toBe(3);
      await page.mouse.move(0, 0);
      expect(await page.locator('.lighting').count()).toBe(0);
    });
  });

  it('can be read without its program', async () => {
    await on(
      'documents.html',
      async (page) => {
        expect(await rowsOf(page)).toHaveLength(100);
        expect(await page.locator('form').isVisible()).toBe(false);
      },
      { javaScriptEnabled: false },
    );
    await on('time.html', async (page) => expect(await page.locator('.replay > .frame:visible').count()).toBe(9), {
      javaScriptEnabled: false,
    });
  });

  it('runs nothing that a record holds', async () => {
    const title = `"<img src=x onerror=alert(1)></script><script>alert(2)</script>甲办法"`;
    const record = `title: ${title}\nrank: provincial-government-rule\nnumber_unpublished: true\nstatus: in-force\ndates: { published: 2020-01-01 }\ndomains: [official-vehicles]\nsources: [测试]\n`;
    const cwd = folderWith({ 'rules/a.yaml': record });
    expect((await run(['site', '--allow-errors', ...at], { cwd })).exit).toBe(0);
    const folder = path.join(cwd, 'site');
    for (const name of [
      'index.html',
      'documents.html',
      'documents/a.html',
      'graph.html',
      'domains/official-vehicles.html',
      'findings.html',
    ])
      expect(await on(name, (page) => page.locator('img').count(), {}, folder), name).toBe(0);
    await on(
      'documents.html',
      async (page) => expect((await rowsOf(page)).some((row) => row.includes('<img src=x onerror=alert(1)>'))).toBe(true),
      {},
      folder,
    );
  });
});
