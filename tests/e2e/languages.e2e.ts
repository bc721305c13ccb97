import { expect, type Page, test } from '@playwright/test';
import { withCopy } from '../browser/copies.ts';
import { inPseudoLocale, textsOutsideBrackets } from '../fixtures/pseudo.ts';
import { answered, everyPage } from './every-page.ts';
import { type App, inOwnBrowser } from './fixtures.ts';
import { openExplorer, popupOn, set } from './steps.ts';

test.describe.configure({ mode: 'parallel' });

const inPseudo = (use: (app: App) => Promise<void>): Promise<void> =>
  withCopy(inPseudoLocale, (extension) => inOwnBrowser({ extension, language: 'he' }, use));

/** What strangers wrote, what is typed, and words of the API that are values. */
const strangers = 'bdi, code, pre, kbd, td, svg, time, h1, .named, .amount, textarea, .code, .fresh, .load-notes, .price';

const runOf = (page: Page) => page.locator('main button.primary').first();

/** By how many px a page can be scrolled sideways. */
const tooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [kind, addressesOf] of Object.entries(everyPage)) {
  test(`every word is said in the language of the browser, and pages turn round where it is written from the right: ${kind}`, async () => {
    test.setTimeout(240_000);
    await inPseudo(async (app) => {
      await set(app, { environment: 'sample', dayCapUsd: 5, monthCapUsd: 50, confirmAboveUsd: 5 });
      const page = await openExplorer(app, '#/no-such-page');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      for (const address of await addressesOf(page)) {
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto(app.url(`options.html${address}`));
        await expect(page.locator('main h1, main h2').first()).toContainText('⟦');
        await answered(page);
        expect.soft(await page.evaluate(textsOutsideBrackets, strangers), address).toEqual([]);
        expect(await page.evaluate(() => getComputedStyle(document.body).direction)).toBe('rtl');
        for (const width of [1280, 720]) {
          await page.setViewportSize({ width, height: 800 });
          expect.soft(await tooWide(page), `${address} at ${width}`).toBe(0);
        }
      }
    });
  });
}

test('every word of the popup is said in the language of the browser', async () => {
  test.setTimeout(120_000);
  await inPseudo(async (app) => {
    await set(app, { environment: 'sample' });
    const { popup } = await popupOn(app, 'https://forbes.com/');
    await expect(popup.locator('[data-field="rank"]')).toBeVisible();
    expect(await popup.evaluate(textsOutsideBrackets, strangers)).toEqual([]);
    expect(await tooWide(popup)).toBe(0);
  });
});

test('a table in a language from the right scrolls, sorts and moves by its keys', async () => {
  test.setTimeout(120_000);
  await inPseudo(async (app) => {
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
});

test('speaks Spanish in a Spanish browser, with its numbers, money and days', async () => {
  test.setTimeout(120_000);
  await inOwnBrowser({ language: 'es' }, async (app) => {
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
