import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { enter, expectFocus, press, tabTo } from './keyboard.ts';
import { connect, figure, openExplorer, paid, popupOn, set } from './steps.ts';

/** The five main jobs with Tab, arrows, Enter and what is typed: no pointer, no letter that is a key of its own. */

const grid = (page: Page) => page.getByRole('grid').first();
const run = (page: Page) => page.getByRole('button', { name: /^Run/ });
const rowCount = async (page: Page) => Number(await grid(page).getAttribute('aria-rowcount')) - 1;

test('by keys alone: the popup’s figures are bought, refreshed, and a report opened', async ({ app }) => {
  await connect(app);
  await set(app, { whenToFetch: 'ask' });
  const { popup } = await popupOn(app, 'https://forbes.com/');
  await tabTo(popup, popup.getByRole('button', { name: 'Get figures $0.024' }));
  await popup.keyboard.press('Enter');
  await expect(figure(popup, 'rank')).toHaveText('689');
  await expectFocus(popup);
  await enter(popup, popup.getByRole('button', { name: /^Refresh/ }));
  await expect.poll(() => paid(app).length).toBe(2);
  await expect(popup.getByText(/Bought now/)).toBeVisible();
  await expectFocus(popup);
  const opening = app.context.waitForEvent('page');
  await enter(popup, popup.getByRole('button', { name: /^Anchors/ })).catch((error: unknown) => {
    if (!/closed/.test(String(error))) throw error; // the popup closes as the report opens
  });
  const report = await opening;
  await expect(report.getByRole('heading', { level: 1, name: 'Anchors' })).toBeVisible();
  await expect(grid(report)).toBeVisible();
});

test('by keys alone: a report is asked for, sorted, filtered, looked into and saved', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/backlinks');
  await tabTo(page, page.getByRole('textbox', { name: 'Target' }));
  await page.keyboard.type('forbes.com');
  await tabTo(page, run(page));
  await expect(run(page)).toHaveText(/\$0\.0276/);
  await page.keyboard.press('Enter');
  await expect(grid(page)).toBeVisible();
  await expectFocus(page);

  await tabTo(page, page.locator('th[data-field] > button'));
  await press(page, 'ArrowRight');
  await press(page, 'Enter');
  await expect(page.locator('th[aria-sort]')).toHaveCount(1);

  const all = await rowCount(page);
  await tabTo(page, page.getByLabel('Filter loaded rows'), 'Shift+Tab');
  await page.keyboard.type('design');
  await expect.poll(() => rowCount(page)).toBeLessThan(all);
  await expectFocus(page);

  await tabTo(page, grid(page));
  await press(page, 'ArrowDown');
  await press(page, 'Enter');
  const details = page.getByRole('complementary', { name: 'Every field of the row' });
  await expect(details).toBeFocused();
  await enter(page, details.getByRole('button', { name: 'Close' }));
  await expect(details).toHaveCount(0);
  await expect(grid(page)).toBeFocused();

  const downloading = page.waitForEvent('download');
  await enter(page, page.getByRole('button', { name: 'Export CSV' }), 'Shift+Tab');
  expect((await downloading).suggestedFilename()).toMatch(/^forbes\.com_backlinks_.*\.csv$/);
  await expectFocus(page);
  expect(paid(app)).toHaveLength(1);
});

test('by keys alone: figures of many targets are asked for, and bought at the second press', async ({ app }) => {
  await connect(app);
  await set(app, { confirmAboveUsd: 0.01 });
  const page = await openExplorer(app, '#/bulk');
  await tabTo(page, page.getByRole('textbox', { name: /Sites or pages/ }));
  await page.keyboard.type('forbes.com\nmoz.com\n');
  await expect(run(page)).toBeEnabled();
  await enter(page, run(page));
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await expectFocus(page);
  await enter(page, dialog.getByRole('button', { name: 'Not now' }));
  await expect(dialog).toHaveCount(0);
  await expect(run(page)).toBeFocused();
  expect(paid(app)).toHaveLength(0);

  await page.keyboard.press('Enter');
  await enter(page, dialog.getByRole('button', { name: /^(Buy|Run)/ }));
  await expect(grid(page)).toBeVisible();
  await expectFocus(page);
  expect(paid(app).length).toBeGreaterThan(0);
});

test('by keys alone: an answer is asked for, and its figure leads to the rows behind it', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/answer-strongest-links');
  await tabTo(page, page.getByRole('textbox', { name: 'Target' }));
  await page.keyboard.type('forbes.com');
  await expect(figure(page, 'plan')).toHaveText('2 calls · $0.0552');
  await enter(page, run(page));
  const found = page.locator('[data-figure="links"]');
  await expect(found).toHaveText(/\d/);
  await expectFocus(page);
  await enter(page, page.locator('a').filter({ has: found }).or(page.locator('a[data-figure="links"]')));
  await expect(page.getByRole('heading', { level: 1, name: 'Backlinks' })).toBeVisible();
  await expect(grid(page)).toBeVisible();
  await expectFocus(page);
});

test('by keys alone: a login is connected, a cap changed, and a dialog keeps the focus and gives it back', async ({ app }) => {
  const page = await openExplorer(app, '#/settings');
  await tabTo(page, page.getByLabel('API login'));
  await page.keyboard.type('user@example.com');
  await tabTo(page, page.getByLabel('API password'));
  await page.keyboard.type('right-password');
  await enter(page, page.getByRole('button', { name: 'Connect', exact: true }));
  await expect(page.getByText(/Connected as/)).toBeVisible();
  await expectFocus(page);

  const cap = page.getByLabel('Cap per day, in US dollars');
  await tabTo(page, cap);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('3.5');
  await press(page, 'Tab');
  await expect(page.getByText('of $3.50').first()).toBeVisible();

  const disconnect = page.getByRole('button', { name: 'Disconnect', exact: true });
  await enter(page, disconnect, 'Shift+Tab');
  const dialog = page.getByRole('dialog', { name: 'Disconnect this account?' });
  await expect(dialog).toBeVisible();
  for (let stops = 0; stops < 4; stops++) {
    // The browser's own frame is a stop as well; nothing of the page behind is.
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate(
        () => document.activeElement?.closest('dialog, body')?.localName === 'dialog' || document.activeElement === document.body,
      ),
    ).toBe(true);
  }
  await enter(page, dialog.getByRole('button', { name: 'Stay connected' }));
  await expect(disconnect).toBeFocused();
  await page.keyboard.press('Enter');
  await enter(page, dialog.getByRole('button', { name: 'Disconnect and forget' }));
  await expect(page.getByRole('heading', { name: 'Disconnected' })).toBeVisible();
  await expectFocus(page);
});

test('letters are keys only as long as the person wants them to be', async ({ app }) => {
  const page = await openExplorer(app, '#/anchors');
  const heading = page.getByRole('heading', { level: 1 });
  await heading.focus();
  await page.keyboard.press('/');
  await expect(page.getByRole('textbox', { name: 'Target' })).toBeFocused();
  await enter(page, page.getByRole('button', { name: 'Keys' }), 'Shift+Tab');
  await tabTo(page, page.getByLabel(/Letters are keys everywhere/));
  await page.keyboard.press('Space');
  await press(page, 'Escape');
  await page.reload();
  await heading.focus();
  await page.keyboard.press('/');
  await expect(heading).toBeFocused();
});
