import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { expect, test } from './fixtures.ts';
import { connect, figure, openExplorer, paid } from './steps.ts';

const run = (page: Page) => page.getByRole('button', { name: /^Run/ });
const segments = (page: Page, distribution: string) => page.locator(`section[data-field="${distribution}"] [data-segment]`);

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

test('a target at a glance: scores with their words first, every count a door, and six distributions', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/summary?target=forbes.com');
  await run(page).click();
  await expect(figure(page, 'rank')).toHaveText('689');
  expect((await page.locator('.heads dt').allTextContents()).slice(0, 3)).toEqual(['Rank', 'Spam of this site', 'Spam of its links']);
  await expect(page.locator('.heads')).toContainText('of 1,000');
  await expect(page.locator('.heads .pill')).toHaveText(['Low', 'Low']);
  await expect(figure(page, 'info.server')).not.toHaveText('');
  for (const part of ['tld', 'types', 'attributes', 'platform_types', 'semantic_locations', 'countries'])
    expect(await segments(page, `referring_links_${part}`).count(), part).toBeGreaterThan(1);

  await figure(page, 'referring_main_domains').click();
  await expect(page).toHaveURL(/#\/referring_domains\?target=forbes\.com/);
  await page.goBack();
  await figure(page, 'broken_backlinks').click();
  await expect(page).toHaveURL(/#\/backlinks\?.*is_broken/);
  await page.goBack();
  await expect(page.getByRole('link', { name: /^Backlinks \$0\.0276/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Trends \$0\.0489/ })).toHaveAttribute('href', '#/trends?target=forbes.com');
  // Every door is free to open.
  expect(paid(app)).toHaveLength(1);
});

test('a segment opens the links it counts by a filter the API takes; one it cannot filter says so', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/summary?target=forbes.com');
  await run(page).click();
  await segments(page, 'referring_links_types').filter({ hasText: 'image' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Backlinks' })).toBeVisible();
  await run(page).click();
  await expect(page.locator('tbody tr').first()).toBeVisible();
  expect(paid(app).at(-1)?.body).toMatchObject([{ target: 'forbes.com', mode: 'as_is', filters: [['item_type', '=', 'image']] }]);
  await page.goto(app.url('options.html#/summary?target=forbes.com'));
  await expect(page.locator('.heads [data-field="rank"]')).toHaveText('689');
  const country = segments(page, 'referring_links_countries').filter({ hasText: 'US' });
  await expect(country).toHaveAttribute('title', /cannot filter by it/);
  expect(await country.evaluate(({ tagName }) => tagName)).toBe('SPAN');
});

test('from the second summary on, what changed since is shown for nothing, as figures, a curve and a file', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/summary?target=forbes.com');
  await run(page).click();
  await expect(page.locator('[data-state="first-record"]')).toBeVisible();
  // A summary of some weeks ago, as the store would have it.
  await page.evaluate(async () => {
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((done) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
      });
      if (!db.objectStoreNames.contains('figures')) continue;
      const store = db.transaction('figures', 'readwrite').objectStore('figures');
      const all = await new Promise<Record<string, unknown>[]>((done) => {
        const request = store.getAll();
        request.onsuccess = () => done(request.result);
      });
      const [kept] = all;
      if (!kept) continue;
      const row = { ...(kept.row as Record<string, unknown>), rank: 680, backlinks: null };
      await new Promise((done) => {
        store.put({ ...kept, day: '2026-10-21', fetchedAt: Date.parse('2026-10-21T12:00:00Z'), row }).onsuccess = done;
      });
      db.close();
    }
  });
  await page.reload();
  await expect(page.locator('[data-change="rank"]')).toHaveText(/^\+9 since/);
  await expect(page.locator('[data-change="backlinks"]')).toHaveCount(0);
  await expect(page.getByRole('img', { name: 'Rank, from 680 to 689' })).toBeVisible();
  const chart = page.getByRole('figure', { name: 'Your own record of it' });
  await expect(chart.locator('.line path').first()).toBeVisible();
  const downloading = page.waitForEvent('download');
  await chart.getByRole('button', { name: /CSV/ }).click();
  const text = await readFile(await (await downloading).path(), 'utf8');
  const { data } = Papa.parse<Record<string, string>>(text.replace(/^\ufeff/, ''), { header: true, skipEmptyLines: true });
  expect(data.map(({ date, rank }) => [date, rank])[0]).toEqual(['2026-10-21', '680']);
  expect(paid(app)).toHaveLength(1);
});

test('a target that lost its links says so first', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/summary?target=lost-garden.com');
  await run(page).click();
  await expect(page.locator('[data-notice="lost"]')).toContainText('of the past');
  await page.locator('[data-notice="lost"] a').click();
  await expect(page).toHaveURL(/backlinks_status_type=lost/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the overview has no accessibility fault, ${colorScheme}`, async ({ app }) => {
    await connect(app);
    const page = await openExplorer(app, '#/summary?target=forbes.com');
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await run(page).click();
    await expect(figure(page, 'rank')).toHaveText('689');
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 720, height: 800 });
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
}
