import { expect, test } from './fixtures.ts';
import { connect, openExplorer, popupOn, pressLast, set } from './steps.ts';

/** What a person is told before anything is sent, and what is left once they have gone. */

test('every first screen says what is sent and to whom, and nothing is before', async ({ app }) => {
  const settings = await openExplorer(app, '');
  await expect(settings.getByText(/Nothing is sent before you press Connect.*DataForSEO.*a site’s name/)).toBeVisible();

  const report = await openExplorer(app, '#/anchors?target=forbes.com');
  await expect(report.getByRole('link', { name: 'Connect in Settings' })).toBeVisible();

  const consent = /Sending begins only when you connect.*site’s name.*your API login to DataForSEO/;
  const { page, popup } = await popupOn(app, 'https://forbes.com/a-page?token=1');
  await expect(popup.getByText(consent)).toBeVisible();
  const panel = await app.openPopup(page, {
    file: 'sidepanel.html',
    by: async () => {
      const second = await app.openPopup(page);
      await pressLast(second.getByRole('button', { name: 'Keep open' }));
    },
  });
  await expect(panel.getByText(consent)).toBeVisible();
  expect(app.server.calls).toEqual([]);
});

test('signing out says that a person’s own work goes too, and leaves none of it behind', async ({ app }) => {
  await connect(app);
  await set(app, { myDomains: ['canary-mine.com'], rivals: ['canary-rival.com'] });
  const page = await openExplorer(app, '#/domain_intersection');
  await page.getByLabel('My site').fill('canary-mine.com');
  await page.getByLabel('My site').press('Enter');
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain('canary-mine.com');
  await page.evaluate(async () => {
    const { chrome } = globalThis as unknown as { chrome: { storage: { local: { set(values: object): Promise<void> } } } };
    const lists = ['prospects', 'reviews', 'redirects', 'words', 'looks', 'agency'];
    await chrome.storage.local.set(Object.fromEntries(lists.map((name) => [`list ${name}`, `canary-${name}`])));
  });

  await page.goto(app.url('options.html#/settings'));
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByRole('dialog')).toContainText('prospects, decisions, redirects, brand words');
  await page.getByRole('button', { name: 'Disconnect and forget' }).click();
  await expect(page.locator('[data-state="disconnected"]')).toBeVisible();
  const left = await page.evaluate(async () => {
    const { chrome } = globalThis as unknown as { chrome: { storage: Record<'local' | 'session', { get(): Promise<object> }> } };
    return JSON.stringify([{ ...localStorage }, await chrome.storage.local.get(), await chrome.storage.session.get()]);
  });
  expect(left).not.toContain('canary');
  expect(left).toContain('dayCapUsd');
});
