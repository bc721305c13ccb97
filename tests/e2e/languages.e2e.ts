import { rm } from 'node:fs/promises';
import { test as base, expect, type Page } from '@playwright/test';
import { createSample } from '../../lib/sample/index.ts';
import { launchChromium } from '../browser/chromium.ts';
import { textsOutsideBrackets, withPseudoLocale } from '../fixtures/pseudo.ts';
import { startServer } from '../server/server.ts';
import type { App } from './fixtures.ts';
import { openExplorer, popupOn, set } from './steps.ts';

/** A browser of its own: the language is the browser's, from its start. */
async function inLanguage(language: string, extension: string | undefined, use: (app: App) => Promise<void>): Promise<void> {
  const server = await startServer({ answer: createSample() });
  const chromium = await launchChromium({ server, language, ...(extension ? { extension } : {}) });
  try {
    await use({ ...chromium, server });
  } finally {
    await chromium.close();
    await server.close();
  }
}

const test = base;
test.describe.configure({ mode: 'parallel' });

/** Pages with the most words, and one of every kind of answer. */
const pages = [
  ...['summary', 'backlinks', 'anchors', 'competitors', 'trends', 'bulk', 'compare', 'domain_intersection', 'history'],
  ...['answers', 'answer-risk', 'prospects', 'dossier', 'spending', 'cache', 'settings', 'diagnostics'],
];

/** What strangers wrote, what is typed, and words of the API that are values. */
const strangers =
  'bdi, code, pre, kbd, td, svg, time, h1, .named, .amount, textarea, .code, [title="forbes.com"], .fresh, .load-notes, .price';

const runOf = (page: Page) => page.locator('main button.primary').first();

/** By how many px a page can be scrolled sideways. */
const tooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function answered(page: Page): Promise<void> {
  const run = runOf(page);
  if ((await run.count()) > 0 && (await run.isEnabled()) && (await run.locator('.price').count()) > 0) await run.click();
  await page.waitForLoadState('networkidle');
  await expect(page.locator('[aria-busy="true"], .skeleton')).toHaveCount(0);
}

test('every word of every page is said in the language of the browser, and the pages turn round where it is written from the right', async () => {
  test.setTimeout(180_000);
  const extension = await withPseudoLocale();
  await inLanguage('he', extension, async (app) => {
    await set(app, { environment: 'sample' });
    const page = await openExplorer(app, '#/summary?target=forbes.com');
    for (const id of pages) {
      await page.goto(app.url(`options.html#/${id}?target=forbes.com`));
      await page.reload();
      await expect(page.locator('main h1, main h2').first()).toContainText('⟦');
      await answered(page);
      expect.soft(await page.evaluate(textsOutsideBrackets, strangers), id).toEqual([]);
      expect(await page.evaluate(() => getComputedStyle(document.body).direction)).toBe('rtl');
      for (const width of [1280, 720]) {
        await page.setViewportSize({ width, height: 800 });
        expect.soft(await tooWide(page), `${id} at ${width}`).toBe(0);
      }
    }
    const { popup } = await popupOn(app, 'https://forbes.com/');
    await expect(popup.locator('[data-field="rank"]')).toBeVisible();
    expect.soft(await popup.evaluate(textsOutsideBrackets, strangers), 'popup').toEqual([]);
    expect(await tooWide(popup)).toBe(0);
  });
  await rm(extension, { recursive: true });
});

test('a table in a language from the right scrolls, sorts and moves by its keys', async () => {
  test.setTimeout(120_000);
  const extension = await withPseudoLocale();
  await inLanguage('he', extension, async (app) => {
    await set(app, { environment: 'sample' });
    const page = await openExplorer(app, '#/backlinks?target=forbes.com');
    await runOf(page).click();
    const grid = page.getByRole('grid');
    await expect(grid.getByRole('row').nth(3)).toBeVisible();
    const last = page.locator('th[data-field]').last();
    const before = await last.getAttribute('data-field');
    await page
      .locator('.grid-box, [role="grid"]')
      .first()
      .evaluate((element) => {
        for (let each: Element | null = element; each; each = each.parentElement) each.scrollLeft = -100_000;
      });
    await expect(last).toBeInViewport();
    expect(await last.getAttribute('data-field')).toBe(before);
    await expect(grid.locator('[data-at-row] td, tbody td').last()).toBeVisible();
  });
  await rm(extension, { recursive: true });
});

test('speaks Spanish in a Spanish browser, with its numbers, money and days', async () => {
  test.setTimeout(120_000);
  await inLanguage('es', undefined, async (app) => {
    await set(app, { environment: 'sample' });
    const page = await openExplorer(app, '#/summary?target=forbes.com');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');
    await expect(page.getByRole('heading', { name: 'Resumen', exact: true })).toBeVisible();
    await expect(runOf(page)).toContainText(/Ejecutar\s*0,024\s\$/);
    await runOf(page).click();
    await expect(page.locator('[data-field="referring_main_domains"]').first()).toContainText(/^\d{3}\.\d{3}$|\d mil/);
    await page.goto(app.url('options.html#/backlinks?target='));
    await page.goto(app.url('options.html#/spending'));
    await expect(page.getByRole('heading', { name: 'Gastos' }).first()).toBeVisible();
    const { popup } = await popupOn(app, 'https://forbes.com/');
    await expect(popup.getByText('Dominio', { exact: true })).toBeVisible();
    expect(await tooWide(popup)).toBe(0);
    // Longer words than English still fit their buttons.
    await expect(popup.locator('.actions button').first()).toBeVisible();
    expect(
      await popup
        .locator('.actions button, .actions .what')
        .evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.textContent)),
    ).toEqual([]);
    // The popup's words, in the browser's menus and on its button too.
    const { description } = await page.evaluate(() =>
      (globalThis as unknown as { chrome: { runtime: { getManifest(): { description: string } } } }).chrome.runtime.getManifest(),
    );
    expect(description).toMatch(/DataForSEO/);
    expect(description).toMatch(/enlaza/);
  });
});
