import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { createSample } from '../../lib/sample/index.ts';
import { type App, expect, test } from './fixtures.ts';
import { connect, figure, openExplorer, paid, popupOn, set } from './steps.ts';

const run = (page: Page) => page.getByRole('button', { name: /^Run/ });
const go = (app: App, page: Page, hash: string) => page.goto(app.url(`options.html${hash}`));
const allowOnce = (page: Page) => page.getByRole('button', { name: /^Allow this once/ });

/** What the server's replies said they cost, in millionths of a dollar: the truth the ledger is held to. */
function countCosts(app: App): { total: () => number } {
  const answer = createSample();
  let total = 0;
  app.server.answer = async (request) => {
    const reply = await answer(request);
    const { cost } = (await reply.clone().json()) as { cost?: number };
    total += Math.round((cost ?? 0) * 1_000_000);
    return reply;
  };
  return { total: () => total };
}

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

test('after a mixed run the ledger, its sums and its file agree with the server to the millionth', async ({ app }) => {
  test.setTimeout(90_000);
  const costs = countCosts(app);
  await connect(app);
  await set(app, { dayCapUsd: 5 });
  const page = await openExplorer(app, '#/summary?target=forbes.com');
  const shown = page.locator('.record [data-field], tbody tr, [data-failure]').first();
  for (const hash of [
    '#/summary?target=forbes.com',
    '#/anchors?target=forbes.com&limit=37',
    '#/backlinks?target=moz.com&limit=250',
    '#/domain_intersection?targets=moz.com&targets=ahrefs.com',
  ]) {
    await go(app, page, hash);
    await run(page).click();
    await expect(shown).toBeVisible();
  }
  // A page of a list, a refusal that costs nothing, and a look that the store answers.
  await go(app, page, '#/referring_domains?target=forbes.com&limit=100');
  await run(page).click();
  await page.getByRole('button', { name: /^Load next/ }).click();
  await expect(page.locator('.load [data-field="loaded"]')).toContainText('1,100 of');
  app.server.faults.push({
    path: '/anchors/live',
    body: JSON.stringify({
      status_code: 20000,
      cost: 0,
      tasks: [{ status_code: 40501, status_message: 'Invalid Field', cost: 0, result: null }],
    }),
  });
  await go(app, page, '#/anchors?target=moz.com');
  await run(page).click();
  await expect(page.locator('[data-failure]')).toBeVisible();

  await go(app, page, '#/spending?by=report');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '8');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export CSV' }).click()]);
  const { data } = Papa.parse<Record<string, string>>(await readFile(await download.path(), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  expect(data).toHaveLength(7);
  const counted = data.reduce((sum, row) => sum + Math.round(Number(row.counted_usd) * 1_000_000), 0);
  expect(counted).toBe(costs.total());
  expect(
    data.every(({ environment, id, at }) => environment === 'production' && id && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(at ?? '')),
  ).toBe(true);
  const total = `$${(Math.round(counted / 100) / 10_000).toFixed(4)}`;
  await expect(figure(page, 'spent_today_total')).toHaveText(total.replace(/0$/, ''));

  // A sum is a door to its calls, and Back leads back.
  await page.getByRole('link', { name: 'Referring domains' }).last().click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '3');
  await page.goBack();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '8');
});

test('allowing once lets exactly one call pass the cap, and the ledger says so', async ({ app }) => {
  await connect(app);
  await set(app, { dayCapUsd: 0.03 });
  const page = await openExplorer(app, '#/summary?target=forbes.com');
  await run(page).click();
  await expect(figure(page, 'rank').first()).toHaveText('689');
  await expect(page.getByText(', 80% used')).toBeVisible();
  await go(app, page, '#/anchors?target=forbes.com');
  await run(page).click();
  await expect(page.locator('[data-failure="over-cap"]')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Change the cap in Settings' })).toBeVisible();
  expect(paid(app)).toHaveLength(1);
  await expect(allowOnce(page)).toHaveText('Allow this once · $0.0276');
  await allowOnce(page).click();
  await expect(page.getByRole('grid')).toBeVisible();
  expect(paid(app)).toHaveLength(2);
  await go(app, page, '#/anchors?target=moz.com');
  await run(page).click();
  await expect(page.locator('[data-failure="over-cap"]')).toBeVisible();
  expect(paid(app)).toHaveLength(2);
  await go(app, page, '#/spending');
  await expect(page.locator('[data-cap="day"]')).toContainText('cap reached');
  await page.getByLabel('Filter loaded rows').fill('cap per day');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '2');
  await expect(page.getByText(', cap reached').first()).toBeVisible();

  const { popup } = await popupOn(app, 'https://www.theverge.com/');
  await expect(popup.locator('[data-failure="over-cap"]')).toBeVisible();
  await expect(popup.locator('footer')).toContainText('cap reached');
  await allowOnce(popup).click();
  await expect(figure(popup, 'rank')).toBeVisible();
  expect(paid(app)).toHaveLength(3);
});

test('the rest of a list that a cap stopped goes on for its whole price, once allowed', async ({ app }) => {
  await connect(app);
  await set(app, { dayCapUsd: 0.1, confirmAboveUsd: 1 });
  app.server.answer = createSample({ scale: 3 });
  const page = await openExplorer(app, '#/backlinks?target=forbes.com&limit=1000');
  await run(page).click();
  await page.getByRole('button', { name: /^Load next 1,000/ }).click();
  await expect(page.locator('.load [data-failure="over-cap"]')).toBeVisible();
  expect(paid(app)).toHaveLength(1);
  await expect(allowOnce(page)).toHaveText('Allow this once · $0.060');
  await allowOnce(page).click();
  await expect(page.locator('.load [data-field="loaded"]')).toContainText('2,000 of');
  expect(paid(app)).toHaveLength(2);
});

test('what costs more than one action may is asked for by its whole price first, and declining costs nothing', async ({ app }) => {
  await connect(app);
  await set(app, { confirmAboveUsd: 0.05 });
  const page = await openExplorer(app, '#/anchors?target=forbes.com&limit=1000');
  await run(page).click();
  await expect(page.getByRole('dialog')).toContainText('Anchors of forbes.com, $0.060 at most');
  await page.getByRole('button', { name: 'Not now' }).click();
  expect(paid(app)).toHaveLength(0);
  await run(page).click();
  await page.getByRole('button', { name: /^Buy 1 call \$0\.060/ }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  expect(paid(app)).toHaveLength(1);
  await go(app, page, '#/summary?target=forbes.com');
  await run(page).click();
  await expect(figure(page, 'rank').first()).toHaveText('689');
  expect(paid(app)).toHaveLength(2);
});

test('a free look settles a call whose answer was lost: once charged, once never', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/anchors?target=forbes.com');
  app.server.faults.push({ path: '/anchors/live', destroy: 'after' });
  await run(page).click();
  await expect(page.locator('[data-failure="unreachable"]')).toBeVisible();
  await expect(page.getByRole('link', { name: '1 call without an answer' })).toBeVisible();
  const [task] = paid(app).map(({ body }) => (body as { tag: string }[])[0]);
  const at = new Date().toISOString().slice(0, 19).replace('T', ' ');
  const listed = { id: '1', url: 'https://api.dataforseo.com/v3/backlinks/anchors/live', datetime_posted: `${at} +00:00` };
  app.server.faults.push({
    path: 'id_list',
    times: 5,
    body: JSON.stringify({
      status_code: 20000,
      cost: 0,
      tasks: [
        { status_code: 20000, cost: 0, result: [{ ...listed, datetime_done: `${at} +00:00`, cost: 0.0276, metadata: { tag: task?.tag } }] },
      ],
    }),
  });
  await go(app, page, '#/spending');
  const lost = page.locator('[data-state="lost-calls"]');
  await expect(lost).toContainText('1 call brought no answer');
  await expect(lost).toContainText('forbes.com');
  await lost.getByRole('button', { name: 'Check (free)' }).click();
  await expect(lost).toContainText('DataForSEO charged $0.0276 for 1 call');
  await expect(page.getByText('charged without an answer, by DataForSEO’s own list')).toBeVisible();
  await expect(page.getByRole('link', { name: '1 call without an answer' })).toHaveCount(0);
  expect(paid(app)).toHaveLength(1);
});

test('what is cleared is said with its price before, and is paid for again at the next Run', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/summary?target=forbes.com');
  await run(page).click();
  await expect(figure(page, 'rank').first()).toHaveText('689');
  await go(app, page, '#/anchors?target=forbes.com');
  await run(page).click();
  await expect(page.getByRole('grid')).toBeVisible();
  await go(app, page, '#/cache');
  await expect(figure(page, 'stored_answers')).toHaveText('2');
  await page.getByRole('combobox', { name: 'Report', exact: true }).selectOption({ label: 'Anchors' });
  await page.getByRole('button', { name: 'Clear 1 answer…' }).click();
  await expect(page.getByRole('dialog')).toContainText('would have to be bought again, for about $0.0276');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(figure(page, 'stored_answers')).toHaveText('2');
  await page.getByRole('button', { name: 'Clear 1 answer…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Clear 1 answer' }).click();
  await expect(figure(page, 'stored_answers')).toHaveText('1');
  await go(app, page, '#/anchors?target=forbes.com');
  await expect(page.locator('[data-state="not-bought"]')).toBeVisible();
  await run(page).click();
  await expect(page.getByRole('grid')).toBeVisible();
  expect(paid(app)).toHaveLength(3);
  // The other answer is as free as before.
  await go(app, page, '#/summary?target=forbes.com');
  await expect(figure(page, 'rank').first()).toHaveText('689');
  expect(paid(app)).toHaveLength(3);
});

test('a lifetime of one’s own decides what is fresh, and can be set back', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/summary?target=forbes.com');
  await run(page).click();
  await expect(figure(page, 'rank').first()).toHaveText('689');
  await go(app, page, '#/cache');
  await page.getByText('how long an answer counts as fresh').click();
  const days = page.getByRole('spinbutton', { name: 'Overview' });
  await days.fill('0');
  await days.press('Tab');
  await expect(page.getByText('Saved.')).toBeVisible();
  await days.fill('-1');
  await days.press('Tab');
  await expect(page.getByText('Not below zero.')).toBeVisible();
  await days.fill('0');
  await days.press('Tab');
  const { popup } = await popupOn(app, 'https://forbes.com/');
  await expect(figure(popup, 'rank')).toHaveText('689');
  await expect.poll(() => paid(app).length).toBe(2);
  await app.closePopup();
  await page.bringToFront();
  await page.getByRole('button', { name: 'Back to 7' }).click();
  await expect(days).toHaveValue('7');
});

test('while nothing can be written every page says so, and a paid call goes only if allowed knowingly', async ({ app }) => {
  await connect(app);
  await app.stopWorker();
  await (await app.worker()).evaluate(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The disk is broken', 'UnknownError');
    };
  });
  const page = await openExplorer(app, '#/anchors?target=forbes.com');
  await run(page).click();
  const banner = page.locator('[data-trouble]');
  await expect(banner).toContainText('Paid calls are refused while the ledger cannot be written');
  await expect(page.locator('[data-failure="no-ledger"]')).toBeVisible();
  expect(paid(app)).toHaveLength(0);
  expect(await faultsOf(page)).toEqual([]);
  await allowOnce(page).click();
  await expect(page.getByRole('grid')).toBeVisible();
  await expect(page.getByText(/could not be stored/)).toBeVisible();
  expect(paid(app)).toHaveLength(1);
  for (const hash of ['#/spending', '#/cache', '#/settings', '#/diagnostics']) {
    await go(app, page, hash);
    await expect(banner).toBeVisible();
  }
  await go(app, page, '#/spending');
  await expect(page.locator('[data-state="no-ledger"]')).toBeVisible();
  await expect(page.locator('[data-cap="day"]')).toContainText('At least $0.0276');
  await go(app, page, '#/diagnostics');
  await expect(figure(page, 'facts')).toContainText(/Storage: .*(damaged|blocked)/);
  const { popup } = await popupOn(app, 'https://forbes.com/');
  await expect(popup.locator('footer')).toContainText(/Storage is/);
});

test('a passphrase: locked it asks for nothing but itself, a wrong one is said, the right one opens every surface', async ({ app }) => {
  test.setTimeout(90_000);
  const page = await openExplorer(app, '#/settings');
  await page.getByLabel('API login').fill('user@example.com');
  await page.getByLabel('API password').fill('right-password');
  await page.getByLabel('On this computer, locked with a passphrase').click();
  await page.getByLabel('Passphrase', { exact: true }).fill('too short');
  await page.getByLabel('The same again').fill('too short');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('A passphrase has at least 10 characters.')).toBeVisible();
  expect(app.server.calls).toHaveLength(0);
  for (const label of ['Passphrase', 'The same again']) await page.getByLabel(label, { exact: true }).fill('five words in a canary row');
  await expect(page.getByText('Strong.')).toBeVisible();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText(/Connected as/)).toBeVisible();
  expect(await page.content()).not.toMatch(/canary row|right-password/);

  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page.getByText(/locked with your passphrase/)).toBeVisible();
  await go(app, page, '#/summary?target=forbes.com');
  await expect(page.getByText('Your login is locked.')).toBeVisible();
  await run(page).click();
  await expect(page.locator('[data-failure="locked"]')).toBeVisible();
  expect(paid(app)).toHaveLength(0);

  const { popup } = await popupOn(app, 'https://forbes.com/');
  await popup.getByLabel('Passphrase').fill('not the right one');
  await popup.getByRole('button', { name: 'Unlock' }).click();
  await expect(popup.locator('[data-failure="wrong-passphrase"]')).toContainText('This is not the passphrase');
  await expect(popup.getByLabel('Passphrase')).toHaveValue('');
  await popup.getByLabel('Passphrase').fill('five words in a canary row');
  await popup.getByLabel('Passphrase').press('Enter');
  await expect(figure(popup, 'rank')).toHaveText('689');
  await app.closePopup();
  expect(paid(app)).toHaveLength(1);

  await page.bringToFront();
  await page.reload();
  await expect(page.getByText('Your login is locked.')).toHaveCount(0);
  await expect(figure(page, 'rank').first()).toHaveText('689');

  // Under another passphrase, and then without any.
  await go(app, page, '#/settings');
  await page.getByText('Change the passphrase, or how the login is kept').click();
  for (const label of ['Passphrase', 'The same again']) await page.getByLabel(label, { exact: true }).fill('another five quiet words here');
  await page.getByRole('button', { name: 'Change the passphrase', exact: true }).click();
  await expect(page.getByText('Saved.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page.getByText(/locked with your passphrase/)).toBeVisible();
  await page.getByLabel('Passphrase', { exact: true }).fill('another five quiet words here');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByText(/Connected as us…@example\.com/)).toBeVisible();
});

test('signing out says what is forgotten, and afterwards where to make a new API password', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/settings');
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByRole('dialog')).toContainText('every stored answer');
  await page.getByRole('button', { name: 'Disconnect and forget' }).click();
  await expect(page.locator('[data-state="disconnected"]')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Make a new API password' })).toHaveAttribute(
    'href',
    'https://app.dataforseo.com/api-access',
  );
  await expect(page.getByLabel('API login')).toBeVisible();
});

test('the facts for a bug report name no site, login or passphrase', async ({ app }) => {
  await connect(app);
  await set(app, { neverSend: ['canary-never.com'] });
  const page = await openExplorer(app, '#/summary?target=canary-site.com');
  await run(page).click();
  await expect(page.locator('.record [data-field], [data-state="no-data"]').first()).toBeVisible();
  await go(app, page, '#/diagnostics');
  await expect(figure(page, 'facts')).toContainText('Backlens');
  const text = (await figure(page, 'facts').textContent()) ?? '';
  expect(text).toContain('settled: 1');
  expect(text).not.toMatch(/canary|user@example|right-password/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no page about money has an accessibility fault, ${colorScheme}`, async ({ app }) => {
    test.setTimeout(120_000);
    await connect(app);
    await set(app, { dayCapUsd: 0.06 });
    const page = await openExplorer(app, '#/summary?target=forbes.com');
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await run(page).click();
    await expect(figure(page, 'rank').first()).toHaveText('689');
    app.server.faults.push({ path: '/anchors/live', destroy: 'after' });
    await go(app, page, '#/anchors?target=forbes.com');
    await run(page).click();
    await expect(page.locator('[data-failure="unreachable"]')).toBeVisible();
    await go(app, page, '#/backlinks?target=forbes.com');
    await run(page).click();
    await expect(allowOnce(page)).toBeVisible();
    expect(await faultsOf(page), 'allow once').toEqual([]);
    for (const width of [1280, 720]) {
      await page.setViewportSize({ width, height: 800 });
      await go(app, page, '#/spending?by=target');
      await expect(page.getByRole('grid')).toBeVisible();
      await page.getByText('Prices', { exact: true }).click();
      expect(await faultsOf(page), `spending ${width}`).toEqual([]);
      await go(app, page, '#/cache');
      await expect(page.getByRole('grid')).toBeVisible();
      await page.getByText('how long an answer counts as fresh').click();
      expect(await faultsOf(page), `cache ${width}`).toEqual([]);
      await go(app, page, '#/diagnostics');
      await expect(figure(page, 'facts')).toBeVisible();
      expect(await faultsOf(page), `diagnostics ${width}`).toEqual([]);
    }
    await go(app, page, '#/cache');
    await page.getByRole('button', { name: /^Clear 1 answer/ }).click();
    expect(await faultsOf(page), 'clear').toEqual([]);
    await page.keyboard.press('Escape');
    await go(app, page, '#/settings');
    await page.getByText('Change how the login is kept').click();
    await page.getByLabel('On this computer, locked with a passphrase').click();
    await page.getByLabel('Passphrase', { exact: true }).fill('five words in a canary row');
    await page.getByLabel('The same again').fill('five words in a canary row');
    expect(await faultsOf(page), 'passphrase').toEqual([]);
    await page.getByRole('button', { name: 'Keep it so' }).click();
    await page.getByRole('button', { name: 'Lock now' }).click();
    expect(await faultsOf(page), 'locked settings').toEqual([]);
    await go(app, page, '#/summary?target=forbes.com');
    await expect(page.getByText('Your login is locked.')).toBeVisible();
    expect(await faultsOf(page), 'locked').toEqual([]);
    const { popup } = await popupOn(app, 'https://forbes.com/');
    await popup.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(popup.getByLabel('Passphrase')).toBeVisible();
    expect(await faultsOf(popup), 'locked popup').toEqual([]);
  });
}
