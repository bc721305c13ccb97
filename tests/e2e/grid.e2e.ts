import { readFile } from 'node:fs/promises';
import { read, utils } from '@e965/xlsx';
import type { Page } from '@playwright/test';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { reports } from '../../lib/reports/index.ts';
import { expect, test } from './fixtures.ts';
import { connect, openExplorer, paid, set } from './steps.ts';

const run = (page: Page) => page.getByRole('button', { name: /^Run/ });
const grid = (page: Page) => page.getByRole('grid').first();
const rowCount = async (page: Page) => Number(await grid(page).getAttribute('aria-rowcount')) - 1;
const headings = (page: Page) => page.locator('.grid-area > .grid-box > table > thead th[data-field]');
const fieldsOf = (page: Page) => headings(page).evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.field ?? ''));

for (const { endpoint: id, opens } of reports) {
  test(`${id}: filtered and sorted for free and on the server, a column hidden, expanded, exported, restored`, async ({ app }) => {
    test.setTimeout(60_000);
    await connect(app);
    await set(app, { dayCapUsd: 5 });
    const page = await openExplorer(app, `#/${id}?target=forbes.com&limit=50`);
    await run(page).click();
    await expect(grid(page)).toBeVisible();
    const loaded = await rowCount(page);
    expect(loaded).toBeGreaterThan(3);

    // Free: a sort over what is loaded, said to be that.
    const sorted = headings(page).nth(1);
    await sorted.getByRole('button').click();
    await expect(sorted).toHaveAttribute('aria-sort', /ascending|descending/);
    await expect(page.locator('.sorted-over')).toContainText(`over ${loaded} loaded`);

    // Free: a text of one row's, and a condition on a column.
    const text = ((await page.locator('tr[data-place="0"] td.first bdi').first().textContent()) ?? '').slice(0, 12);
    await page.getByLabel('Filter loaded rows').fill(text);
    expect(await rowCount(page)).toBeLessThanOrEqual(loaded);
    await page.getByLabel('Filter loaded rows').fill('no row has these words');
    await expect(page.locator('[data-state="filtered-out"]')).toBeVisible();
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    expect(await rowCount(page)).toBe(loaded);

    // A hidden column stays hidden.
    const before = await fieldsOf(page);
    const hidden = before.at(-1) ?? '';
    await page.getByRole('button', { name: /^Columns/ }).click();
    const boxes = page.locator('.columns-chooser input[type="checkbox"]:checked');
    await boxes.last().click();
    await page.keyboard.press('Escape');
    expect(await fieldsOf(page)).toEqual(before.slice(0, -1));

    // What is behind a row costs a press with its price.
    const spent = paid(app).length;
    if (opens) {
      await grid(page).focus();
      await page.keyboard.press('Enter');
      const load = page.locator('.expansion').getByRole('button', { name: /^Load/ });
      await expect(load).toHaveText(/\$0\.0\d+/);
      expect(paid(app)).toHaveLength(spent);
      await load.click();
      await expect(page.locator('.expansion').locator('table[role="grid"], .record, .overview, p.muted').first()).toBeVisible();
      expect(paid(app)).toHaveLength(spent + 1);
      expect(paid(app).at(-1)?.path).toBe(endpointOf(opens.endpoint).path);
      await grid(page).focus();
      await page.keyboard.press('Enter');
    }

    // Two selected rows are what is exported.
    await grid(page).focus();
    await page.keyboard.press('x');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(page.getByText('2 selected')).toBeVisible();
    await page.getByRole('button', { name: 'More formats' }).click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: /^Export XLSX/ }).click();
    const book = read(await readFile(await (await downloading).path()));
    const sheet = book.Sheets[book.SheetNames[0] ?? ''];
    expect(sheet && utils.sheet_to_json(sheet)).toHaveLength(2);

    // The same address is the same answer, for nothing, and the layout is the person's.
    const calls = app.server.calls.length;
    await page.reload();
    await expect(grid(page)).toBeVisible();
    expect(await rowCount(page)).toBe(loaded);
    expect(await fieldsOf(page)).not.toContain(hidden);
    expect(app.server.calls).toHaveLength(calls);

    // On the server: the sort over all rows goes into the request, and waits for Run with its price.
    const sortable = headings(page)
      .filter({ hasText: /Spam|Backlinks|Shared|First seen/ })
      .first();
    await sortable.getByRole('button').click();
    const askForAll = page.getByRole('button', { name: /^Ask for all/ });
    if ((await askForAll.count()) > 0) {
      await askForAll.click();
      await expect(run(page)).toBeFocused();
      expect(app.server.calls).toHaveLength(calls);
      await page.keyboard.press('Enter');
      await expect.poll(() => app.server.calls.length).toBe(calls + 1);
      expect(paid(app).at(-1)).toMatchObject({
        path: endpointOf(id).path,
        body: [{ order_by: [expect.stringMatching(/^[a-z_.]+,(asc|desc)$/)] }],
      });
    }
  });
}

test('the explorer is worked by keys alone, and none of them spends', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/anchors?target=forbes.com');
  await run(page).click();
  await expect(grid(page)).toBeVisible();
  const spent = app.server.calls.length;
  await page.getByRole('heading', { level: 1 }).focus();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('f');
  await expect(page.getByLabel('Filter loaded rows')).toBeFocused();
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('j');
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('d');
  await expect(page.getByRole('complementary', { name: /Every field/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary', { name: /Every field/ })).toHaveCount(0);
  await page.keyboard.press('r');
  await expect(run(page)).toBeFocused();
  await page.keyboard.press('/');
  await expect(page.getByRole('textbox', { name: /Target/ }).first()).toBeFocused();
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await expect(page.getByRole('heading', { level: 1, name: 'Backlinks' })).toBeVisible();
  expect(page.url()).toContain('target=forbes.com');
  expect(app.server.calls).toHaveLength(spent);
});

test('free conditions of every kind narrow loaded rows, and say what is wrong with a pattern', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/backlinks?target=forbes.com');
  await run(page).click();
  await expect(grid(page)).toBeVisible();
  const add = page.getByRole('button', { name: 'Free condition' });
  const column = page.getByLabel('Column of free condition 1');

  await add.click();
  await expect(column).toBeFocused();
  await column.selectOption('dofollow');
  await page.getByRole('group', { name: 'Free condition 1' }).getByLabel('yes').uncheck();
  await expect.poll(() => rowCount(page)).toBeLessThan(100);
  const withoutDofollow = await rowCount(page);
  await column.selectOption('domain_from_rank');
  await page.getByLabel(/^From, of free condition 1/).fill('500');
  await expect.poll(() => rowCount(page)).not.toBe(withoutDofollow);
  await column.selectOption('first_seen');
  await page.getByLabel(/^To, of free condition 1/).fill('2020-01-01');
  await column.selectOption('anchor');
  await page.getByLabel('Test of free condition 1').selectOption('regex');
  await page.getByLabel('Value of free condition 1').fill('(a+)+b');
  await expect(page.getByText(/could take for ever/)).toBeVisible();
  expect(await rowCount(page)).toBe(100);
  await page.getByLabel('Test of free condition 1').selectOption('set');
  await page.getByText('Choose values').click();
  await page.locator('.set-choice input').first().check();
  await expect.poll(() => rowCount(page)).toBeLessThan(100);
  expect(paid(app)).toHaveLength(1);
});
