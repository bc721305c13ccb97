import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { connect, openExplorer, paid, set } from './steps.ts';

const run = (page: Page) => page.getByRole('button', { name: /^Run/ });
const cell = (page: Page, figure: string, target: string) => page.locator(`tr[data-figure="${figure}"] td[data-target="${target}"]`);
const section = (page: Page, title: string) => page.locator(`tbody[data-section="${title}"]`);

async function expectNoFaults(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode()
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
      colorScheme,
    ).toEqual([]);
  }
}

test('sites stand side by side, the best of each figure has a word, and each figure is a door', async ({ app }) => {
  test.setTimeout(180_000);
  await connect(app);
  const page = await openExplorer(app, '#/compare');
  await expect(page.getByText('Add at least two to compare.')).toBeVisible();
  await expectNoFaults(page);
  const add = page.getByLabel('Add a site or page');
  await add.fill('www.Forbes.com');
  await page.keyboard.press('Enter');
  await add.fill('moz.com, localhost');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('“localhost”: This name is not on the public internet.');
  await add.fill('https://ahrefs.com/blog');
  await page.keyboard.press('Enter');
  await expect(page.locator('th[data-target]')).toHaveCount(3);
  await expect(page).toHaveURL(/#\/compare\?targets=forbes\.com&targets=moz\.com&targets=https/);
  // The whole price before the first call.
  await expect(run(page)).toHaveText('Run 4 calls · $0.0964');
  expect(paid(app)).toHaveLength(0);
  await run(page).click();
  await expect(page.getByText('Everything here is known. Looking is free.')).toBeVisible();
  expect(paid(app).map(({ path }) => path.split('/')[3])).toEqual([
    ...['bulk_pages_summary', 'bulk_spam_score', 'bulk_new_lost_referring_domains', 'bulk_new_lost_backlinks'],
  ]);
  const ranks = await Promise.all(
    ['forbes.com', 'moz.com', 'https://ahrefs.com/blog'].map(async (target) => {
      const text = (await cell(page, 'rank', target).textContent()) ?? '';
      return { rank: Number.parseInt(text, 10), isBest: text.includes('best') };
    }),
  );
  const top = Math.max(...ranks.map(({ rank }) => rank));
  for (const { rank, isBest } of ranks) expect(isBest).toBe(rank === top);
  await expectNoFaults(page);
  await page.setViewportSize({ width: 720, height: 800 });
  await expectNoFaults(page);

  const door = cell(page, 'referring_main_domains', 'moz.com').getByRole('link');
  await expect(door).toHaveAttribute('href', '#/referring_domains?target=moz.com');
  await page.reload();
  await expect(page.getByText('Everything here is known. Looking is free.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove moz.com' }).click();
  await expect(page.locator('th[data-target]')).toHaveCount(2);
  expect(paid(app)).toHaveLength(4);
});

test('a stored overview serves the comparison, and each section is bought, fails and is tried by itself', async ({ app }) => {
  test.setTimeout(180_000);
  await connect(app);
  await set(app, { dayCapUsd: 5 });
  const page = await openExplorer(app, '#/summary?target=forbes.com');
  await run(page).click();
  await expect(page.locator('[data-field="rank"]').first()).toBeVisible();
  await page.goto(app.url('options.html#/compare?targets=forbes.com&targets=moz.com'));
  await expect(cell(page, 'rank', 'forbes.com')).toHaveText(/^\d/);
  await expect(cell(page, 'rank', 'moz.com')).toHaveText('not bought');
  await section(page, 'Authority')
    .getByRole('button', { name: /^Load the rest/ })
    .click();
  await expect(cell(page, 'rank', 'moz.com')).toHaveText(/^\d/);
  expect(paid(app).at(-1)?.body).toMatchObject([{ targets: ['moz.com'] }]);
  await expect(cell(page, 'backlinks', 'moz.com')).toHaveText(/^\d/);

  app.server.faults.push({ path: 'bulk_spam_score', status: 500, body: 'busy' });
  await expect(run(page)).toHaveText('Run 3 calls · $0.0722');
  await run(page).click();
  await expect(section(page, 'Spam of the site').getByRole('alert')).toContainText('DataForSEO has trouble');
  await expect(cell(page, 'new_backlinks', 'moz.com')).toHaveText(/^\d/);
  await expect(page.getByRole('alert')).toHaveCount(1);
  await section(page, 'Spam of the site')
    .getByRole('button', { name: /^Ask again/ })
    .click();
  await expect(cell(page, 'spam_score', 'moz.com')).toHaveText(/^\d/);
  expect(paid(app)).toHaveLength(6);
});

test('more than five, or addresses that are none, are said and not sent', async ({ app }) => {
  const page = await openExplorer(app, `#/compare?${['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `targets=${name}.com`).join('&')}`);
  await expect(page.getByText('The address names more than five; these are the first.')).toBeVisible();
  await expect(page.locator('th[data-target]')).toHaveCount(5);
  await expect(page.getByRole('button', { name: 'Add', exact: true })).toBeDisabled();
});
