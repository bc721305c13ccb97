import AxeBuilder from '@axe-core/playwright';
import { type App, test as base, expect, withPermission } from './fixtures.ts';
import { connect, figure, paid, popupOn, pressLast } from './steps.ts';

/** The extension as it ships, but with the addresses of tabs allowed in its manifest: a driver cannot answer the browser's question. */
const test = base.extend<{ following: App }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  following: async ({}, use) => withPermission('tabs', use),
});

test('kept open, it follows the tabs and buys only by its button', async ({ following: app }) => {
  await connect(app);
  const { page, popup } = await popupOn(app, 'https://forbes.com/');
  await expect(figure(popup, 'rank')).toHaveText('689');
  const panel = await app.openPopup(page, {
    file: 'sidepanel.html',
    by: async () => {
      const second = await app.openPopup(page);
      await pressLast(second.getByRole('button', { name: 'Keep open' }));
    },
  });
  await expect(panel.getByRole('heading', { name: 'forbes.com', level: 1 })).toBeVisible();
  await expect(figure(panel, 'rank')).toHaveText('689');
  expect(paid(app)).toHaveLength(1);

  // Another page of the tab, another tab: their names, and a price in place of a purchase.
  await page.goto('https://example.com/');
  await expect(panel.getByRole('heading', { name: 'example.com', level: 1 })).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Get figures $0.024' })).toBeVisible();
  const other = await app.context.newPage();
  await other.goto('https://theverge.com/');
  await expect(panel.getByRole('heading', { name: 'theverge.com', level: 1 })).toBeVisible();
  await panel.waitForTimeout(500);
  expect(paid(app)).toHaveLength(1);
  await panel.getByRole('button', { name: 'Get figures $0.024' }).click();
  await expect(figure(panel, 'rank')).toHaveText(/\d/);
  expect(paid(app)).toHaveLength(2);
  await page.bringToFront();
  await expect(panel.getByRole('heading', { name: 'example.com', level: 1 })).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Keep open' })).toHaveCount(0);

  for (const colorScheme of ['light', 'dark'] as const) {
    await panel.emulateMedia({ colorScheme });
    await panel.screenshot({ path: `artifacts/panel-${colorScheme}.png` });
    const { violations } = await new AxeBuilder({ page: panel })
      .setLegacyMode()
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  }
});

test('without the addresses of tabs it knows the page that the button was pressed on, and offers to follow the others', async ({ app }) => {
  await connect(app);
  const { page, popup } = await popupOn(app, 'https://forbes.com/');
  await expect(figure(popup, 'rank')).toHaveText('689');
  const panel = await app.openPopup(page, {
    file: 'sidepanel.html',
    by: async () => {
      const second = await app.openPopup(page);
      await pressLast(second.getByRole('button', { name: 'Keep open' }));
    },
  });
  await expect(panel.getByRole('heading', { name: 'forbes.com', level: 1 })).toBeVisible();
  await panel.getByRole('button', { name: 'Links on this page' }).click();
  await expect(panel.getByRole('heading', { name: 'Links on this page', level: 1 })).toBeVisible();
  await panel.screenshot({ path: 'artifacts/panel-links.png' });
  const other = await app.context.newPage();
  await other.goto('https://example.com/');
  await expect(panel.locator('[data-state="unreadable"]')).toBeVisible();
  await panel.getByRole('button', { name: 'Back to the figures' }).click();
  await expect(panel.getByRole('button', { name: 'Let this panel follow every tab' })).toBeVisible();
  expect(paid(app)).toHaveLength(1);
});
