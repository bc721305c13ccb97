import type { Page } from '@playwright/test';
import { createSample } from '../../lib/sample/index.ts';
import { type App, test as base, expect, withEverySite } from './fixtures.ts';
import { say, summary, watcher } from './say.ts';
import { connect, openExplorer, paid } from './steps.ts';

/** Permissions that are refused, or taken back while they are in use. */

/** The extension as it ships, but with what is optional given in its manifest: a driver cannot answer the browser's question. */
const test = base.extend<{ allowed: App }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  allowed: async ({}, use) => withEverySite(use),
});

type Access = { updateExtensionConfiguration(how: object): Promise<void>; addHostPermission(id: string, host: string): Promise<void> };

/** Withdraws all sites, or all but one, as a person does on the browser's own page of extensions. */
async function withdraw(app: App, butFor: string | null): Promise<void> {
  const page = await app.context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    async ([extensionId, host]) => {
      const { developerPrivate } = (globalThis as unknown as { chrome: { developerPrivate: Access } }).chrome;
      await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: host ? 'ON_SPECIFIC_SITES' : 'ON_CLICK' });
      if (host) await developerPrivate.addHostPermission(extensionId, host);
    },
    [new URL(app.url('')).host, butFor] as const,
  );
  await page.close();
}

/** What is refused where the browser asks its person. */
const refuse = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { permissions } = (globalThis as unknown as { chrome: { permissions: object } }).chrome;
    Object.assign(permissions, { request: () => Promise.resolve(false) });
  });

test('R45 a permission that is refused leaves its feature off, says so, and the rest works', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/settings');
  await refuse(page);
  const box = page.getByRole('checkbox', { name: 'Show the rank of the page in front on the toolbar button' });
  // A press that does not stay: the box is as the setting is.
  await box.click();
  await expect(page.getByText('The browser does not show Backlens which page is in front, so nothing changed.')).toBeVisible();
  expect(await say(page, 'status')).toMatchObject({ settings: { badge: false } });
  await expect(box).not.toBeChecked();
  expect(await say(page, 'ask', summary('forbes.com'))).toMatchObject({ ok: true });
});

test('R45 sites that are taken back while links are checked: it is said, nothing is claimed, and reports go on', async ({
  allowed: app,
}) => {
  test.setTimeout(120_000);
  const sources = ['https://slow.example.com/a', 'https://quick.example.com/a'];
  const sample = createSample();
  app.server.answer = async (request) => {
    const response = await sample(request.clone());
    if (!request.url.includes('/backlinks/backlinks/live')) return response;
    const reply = await response.json();
    const [result] = reply.tasks[0].result;
    result.items = sources.map((url_from, at) => ({ ...result.items[at], url_from, url_to: 'https://forbes.com/shoes' }));
    result.items_count = result.total_count = sources.length;
    return Response.json(reply);
  };
  for (const source of sources) app.server.pages[source.slice(8)] = '<p>Nothing here yet</p>';
  await connect(app);
  const page = await openExplorer(app, '#/backlinks?target=forbes.com&limit=100');
  await page.getByRole('button', { name: /^Run/ }).click();
  await page.getByRole('grid').first().focus();
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Check 2 links live free' }).click();
  await expect.poll(() => app.server.visits.length).toBeGreaterThan(0);
  await withdraw(app, 'https://api.dataforseo.com/*');
  await expect(page.getByText(/Looking in background tabs/)).toHaveCount(0, { timeout: 40_000 });
  const links = sources.map((from) => ({ from, to: 'https://forbes.com/shoes' }));
  expect(await say(page, 'checksOf', { links })).toEqual([]);
  await expect(page.getByText('2 not allowed by the browser')).toBeVisible();
  expect(await say(page, 'ask', summary('example.com'))).toMatchObject({ ok: true });
});

test('R44 the host that is taken back in the browser’s settings: nothing is sent, what is stored is shown, and there is a way back', async ({
  app,
}) => {
  await connect(app);
  const page = await watcher(app);
  expect(await say(page, 'ask', summary('forbes.com'))).toMatchObject({ ok: true });
  await withdraw(app, null);
  expect(await say(page, 'ask', summary('example.com'))).toMatchObject({ failure: { kind: 'no-permission', spent: 'no' } });
  expect(await say(page, 'ask', summary('forbes.com'))).toMatchObject({ ok: true, value: { cached: true } });
  expect(paid(app)).toHaveLength(1);
  const report = await openExplorer(app, '#/summary?target=example.com');
  await report.getByRole('button', { name: /^Run/ }).click();
  await expect(report.getByRole('button', { name: 'Allow access' })).toBeVisible();
  expect(paid(app)).toHaveLength(1);
});
