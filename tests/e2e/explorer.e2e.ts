import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { endpoints } from '../../lib/endpoints/index.ts';
import { storedRows } from '../fixtures/databases.ts';
import { expect, test } from './fixtures.ts';
import { addressOf, connect, figure, openExplorer, paid, popupOn, set } from './steps.ts';

const run = (page: Page) => page.getByRole('button', { name: /^Run/ });

/** What is wrong with a page's accessibility. In one frame (legacy mode), because the popup's door can open no helper page. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

test('every endpoint’s page runs and shows what the API answered, and reading it again is free', async ({ app }) => {
  test.setTimeout(300_000);
  await connect(app);
  await set(app, { dayCapUsd: 5 });
  const page = await openExplorer(app, '#/settings');
  for (const endpoint of endpoints) {
    const address = addressOf(endpoint);
    await page.goto(app.url(`options.html${address}`));
    await expect(page.getByRole('heading', { level: 1, name: endpoint.title })).toBeVisible();
    await run(page).click();
    const isRecord = endpoint.view === 'record' || endpoint.view === 'overview';
    const shown = isRecord ? page.locator('.record [data-field]') : page.locator('tbody tr');
    await expect(shown.first(), endpoint.id).toBeVisible();
    // Every row of the table is a row of the reply, under headings that are the wire's own names.
    if (!isRecord) expect(await page.locator('th[data-field]').count(), endpoint.id).toBeGreaterThan(1);
  }
  const calls = app.server.calls.length;
  expect(calls).toBe(endpoints.length);
  for (const endpoint of endpoints.filter(({ freshDays }) => freshDays > 0)) {
    await page.goto(app.url(`options.html${addressOf(endpoint)}`));
    await expect(page.getByText(/^(Bought|Free, fetched)|loaded ·/).first(), endpoint.id).toBeVisible();
  }
  expect(app.server.calls).toHaveLength(calls);
});

test('a deep link, reload, Back and Forward never spend', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/anchors?target=forbes.com&limit=100');
  await expect(run(page)).toHaveText(/\$0\.0276/);
  for (let again = 0; again < 5; again++) await page.reload();
  await page.goto(app.url('options.html#/backlinks?target=forbes.com&limit=1000'));
  await expect(run(page)).toHaveText(/\$0\.060/);
  await page.goBack();
  await page.goForward();
  await expect(run(page)).toHaveText(/\$0\.060/);
  expect(paid(app)).toHaveLength(0);
});

test('the address is the request: parameters of every kind reach the wire as they were written', async ({ app }) => {
  await connect(app);
  const filters = JSON.stringify([['rank', '>', 10], 'and', ['anchor', 'like', '%a%']]);
  const values = new URLSearchParams({
    target: 'https://www.Forbes.com/lists?x=1',
    limit: '50',
    filters,
    include_subdomains: 'false',
    mode: 'one_per_anchor',
  });
  values.append('order_by', 'rank,desc');
  values.append('order_by', 'first_seen,asc');
  const page = await openExplorer(app, `#/backlinks?${values}`);
  await run(page).click();
  await expect(page.locator('tbody tr, [data-state="no-data"]').first()).toBeVisible();
  expect(paid(app)[0]?.body).toMatchObject([
    {
      target: 'https://www.forbes.com/lists?x=1',
      limit: 50,
      filters: [['rank', '>', 10], 'and', ['anchor', 'like', '%a%']],
      include_subdomains: false,
      mode: 'one_per_anchor',
      order_by: ['rank,desc', 'first_seen,asc'],
    },
  ]);
});

test('the site of the tab the popup was on is suggested as a target', async ({ app }) => {
  await connect(app);
  await set(app, { whenToFetch: 'ask' });
  const { popup } = await popupOn(app, 'https://news.example.com/a/page?q=secret');
  await expect(popup.getByRole('button', { name: /\$0\.024/ }).first()).toBeVisible();
  const page = await openExplorer(app, '#/anchors');
  await page.getByRole('button', { name: /^This tab: example\.com/ }).click();
  await expect(page.getByRole('textbox', { name: /Target/ }).first()).toHaveValue('example.com');
  expect(app.server.calls.filter(({ path }) => path.startsWith('/v3/backlinks'))).toHaveLength(0);
});

test('what cannot be asked is said at its field before anything is sent', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/backlinks?target=localhost&limit=1001');
  await run(page).click();
  await expect(page.getByText(/At most 1,000/)).toBeVisible();
  await page.getByLabel('Rows', { exact: true }).fill('10');
  await run(page).click();
  await expect(page.getByText(/not on the public internet/).first()).toBeVisible();
  expect(paid(app)).toHaveLength(0);
});

test('a table sorts and filters loaded rows for free, and its CSV is what is on screen', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/referring_domains?target=forbes.com&limit=100');
  await run(page).click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '101');
  const backlinks = page.locator('th[data-field="backlinks"]');
  await backlinks.getByRole('button').click();
  await expect(backlinks).toHaveAttribute('aria-sort', 'descending');
  await backlinks.getByRole('button').click();
  await expect(backlinks).toHaveAttribute('aria-sort', 'ascending');

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).first().click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^forbes\.com_referring_domains_\d{8}_100-of-\d+\.csv$/);
  const { data } = Papa.parse<Record<string, string>>(await readFile(await download.path(), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  expect(data).toHaveLength(100);
  expect(Object.keys(data[0] ?? {})).toContain('referring_main_domains');
  expect(paid(app)).toHaveLength(1);
});

test('a ready-made question, the filter editor and the sorts are one request, whose chips say what it asks', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/backlinks?target=forbes.com');
  await page.getByRole('button', { name: 'Strongest dofollow' }).click();
  await expect(page.getByRole('button', { name: 'Strongest dofollow' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Remove: Spam of link ≤ 30' }).click();
  await page.getByText('More options').click();
  await page.getByRole('button', { name: 'Condition', exact: true }).first().click();
  await page.keyboard.type('Rank of link');
  await page.keyboard.press('Tab');
  await page
    .getByLabel(/^Value/)
    .last()
    .fill('50');
  await expect(page.getByText('2 of 8 conditions').first()).toBeVisible();
  expect(paid(app)).toHaveLength(0);
  await run(page).click();
  await expect(page.locator('tbody tr').first()).toBeVisible();
  expect(paid(app)[0]?.body).toMatchObject([
    {
      target: 'forbes.com',
      mode: 'one_per_domain',
      filters: [['dofollow', '=', true], 'and', ['rank', expect.any(String), 50]],
      order_by: ['rank,desc'],
    },
  ]);
  await page.reload();
  await expect(page.locator('tbody tr').first()).toBeVisible();
  expect(paid(app)).toHaveLength(1);
});

test('the rest of a list is loaded at a price known before, never twice, and is there again after a reload for nothing', async ({
  app,
}) => {
  await connect(app);
  const page = await openExplorer(app, '#/referring_domains?target=forbes.com&limit=100');
  await run(page).click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '101');
  await page.getByRole('button', { name: /^Load next 1,000 · \$0\.060/ }).click();
  await expect(page.locator('.load [data-field="loaded"]')).toContainText('1,100 of');
  expect(paid(app).map(({ body }) => (body as { offset?: number; limit: number }[])[0])).toMatchObject([
    { limit: 100 },
    { offset: 100, limit: 1000 },
  ]);
  await page.reload();
  await expect(page.locator('.load [data-field="loaded"]')).toContainText('1,100 of');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '1101');
  expect(paid(app)).toHaveLength(2);
});

test('loading everything above the threshold is listed first, and declining costs nothing', async ({ app }) => {
  await connect(app);
  await set(app, { confirmAboveUsd: 0.025 });
  const page = await openExplorer(app, '#/anchors?target=forbes.com&limit=10');
  await run(page).click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '11');
  await page.getByRole('button', { name: /^Load all/ }).click();
  await expect(page.getByRole('dialog')).toContainText(/calls? to DataForSEO/);
  await page.getByRole('button', { name: 'Not now' }).click();
  expect(paid(app)).toHaveLength(1);
});

test('every paid call has its line in the ledger, which agrees with what the server charged', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/summary?target=forbes.com');
  await run(page).click();
  await expect(figure(page, 'rank').first()).toHaveText('689');
  app.server.faults.push({ path: '/anchors/live', destroy: 'after' });
  await page.goto(app.url('options.html#/anchors?target=forbes.com'));
  await run(page).click();
  await expect(page.locator('[data-failure="unreachable"]')).toBeVisible();
  await page.goto(app.url('options.html#/spending'));
  const lines = page.getByRole('grid').locator('tbody tr');
  await expect(lines).toHaveCount(2);
  await expect(lines.first()).toContainText('may have been charged');
  await expect(lines.last()).toContainText('$0.024');
  // One answer of $0.024036, and one call whose outcome is not known, counted at its price of $0.0276.
  await expect(figure(page, 'spent_today_total')).toHaveText('$0.0516');
  expect(await faultsOf(page)).toEqual([]);
  expect(paid(app)).toHaveLength(2);
});

test('the settings: a wrong password is said, the right one connects, disconnecting forgets everything', async ({ app }) => {
  const page = await openExplorer(app, '#/settings');
  await page.getByLabel('API login').fill('user@example.com');
  await page.getByLabel('API password').fill('CANARY_PASSWORD');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.locator('[data-failure="bad-credentials"]')).toContainText('API password');
  await page.getByLabel('API password').fill('right-password');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText(/Connected as us…@example\.com/)).toBeVisible();
  expect(await page.content()).not.toMatch(/right-password|CANARY_PASSWORD/);

  await page.goto(app.url('options.html#/summary?target=forbes.com'));
  await run(page).click();
  await expect(figure(page, 'rank').first()).toHaveText('689');
  await page.goto(app.url('options.html#/settings'));
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByLabel('API login')).toBeVisible();
  await page.goto(app.url('options.html#/summary?target=forbes.com'));
  await expect(page.locator('[data-state="not-bought"], [data-failure="signed-out"]').first()).toBeVisible();
  const left = JSON.stringify(await page.evaluate(storedRows));
  expect(left).not.toMatch(/forbes|right-password|user@example/);
});

test('credentials stand in no page, storage area, message or address, and only in the header to the API', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/summary?target=forbes.com');
  await run(page).click();
  await expect(figure(page, 'rank').first()).toHaveText('689');
  const stored = await page.evaluate(async () => {
    const { chrome } = globalThis as unknown as { chrome: { storage: Record<'local' | 'sync', { get(): Promise<object> }> } };
    return JSON.stringify([await chrome.storage.local.get(), await chrome.storage.sync.get()]);
  });
  const pair = Buffer.from('user@example.com:right-password').toString('base64');
  for (const text of [stored, await page.content()]) for (const secret of ['right-password', pair]) expect(text).not.toContain(secret);
  const [call] = paid(app);
  expect(call?.headers.authorization).toBe(`Basic ${pair}`);
  expect(JSON.stringify({ ...call, headers: { ...call?.headers, authorization: '' } })).not.toMatch(/right-password|user@example/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no page has an accessibility fault, ${colorScheme}`, async ({ app }) => {
    test.setTimeout(120_000);
    const page = await openExplorer(app, '#/settings');
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Explore sample data' }).click();
    for (const address of [
      '#/summary?target=forbes.com',
      '#/backlinks?target=forbes.com',
      '#/domain_intersection?targets=moz.com&targets=ahrefs.com',
    ]) {
      await page.goto(app.url(`options.html${address}`));
      await run(page).click();
      await expect(page.getByText(/^(Bought|Made up)|loaded ·/).first()).toBeVisible();
      expect(await faultsOf(page), address).toEqual([]);
    }
    const site = await app.context.newPage();
    await site.goto('https://forbes.com/');
    const popup = await app.openPopup(site);
    await popup.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(figure(popup, 'rank')).toHaveText('689');
    expect(await faultsOf(popup)).toEqual([]);
  });
}
