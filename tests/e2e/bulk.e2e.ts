import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { createSample } from '../../lib/sample/index.ts';
import { type App, expect, test } from './fixtures.ts';
import { connect, openExplorer, paid, set } from './steps.ts';

type Reply = { tasks: { result: { items: Record<string, unknown>[] }[] }[] };

const run = (page: Page) => page.getByRole('button', { name: /^Run/ });
const list = (page: Page) => page.getByLabel('Sites or pages, one per line');
const reading = (page: Page) => page.locator('[data-field="reading"]');
const grid = (page: Page) => page.getByRole('grid');
const tick = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true });
const sites = (many: number, from = 0): string[] => Array.from({ length: many }, (_, at) => `site-${from + at}.com`);
const targetsOf = (app: App, at: number) => (paid(app)[at]?.body as { targets: string[] }[] | undefined)?.[0]?.targets ?? [];

/** What is wrong with a page's accessibility. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

async function expectNoFaults(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await faultsOf(page), colorScheme).toEqual([]);
  }
}

/** Pastes a text over what is there. Typing so many lines would take the browser half a minute. */
async function paste(app: App, page: Page, text: string): Promise<void> {
  await app.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await list(page).focus();
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
}

/** The rows of the table, as they are saved. */
async function saved(page: Page): Promise<Map<string, Record<string, string>>> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const text = await readFile(await (await downloading).path(), 'utf8');
  const { data } = Papa.parse<Record<string, string>>(text.replace(/^\ufeff/, ''), { header: true, skipEmptyLines: true });
  return new Map(data.map((row) => [row.target ?? '', row]));
}

test('a list of 1,000 targets with 137 invalid and 60 duplicate lines is one call, whose shuffled and shortened answer is joined by target', async ({
  app,
}) => {
  test.setTimeout(120_000);
  await connect(app);
  const truth = new Map<string, unknown>();
  const answer = createSample();
  app.server.answer = async (request) => {
    const reply = (await (await answer(request)).json()) as Reply;
    const items = reply.tasks[0]?.result[0]?.items ?? [];
    for (const { target, rank } of items) truth.set(String(target), rank);
    // Backwards, spelled otherwise here and there, without the first seven, and with one that nobody asked for.
    const odd = items
      .slice(7)
      .reverse()
      .map((item, at) => (at % 10 === 0 ? { ...item, target: `www.${item.target}` } : item));
    if (reply.tasks[0]?.result[0]) reply.tasks[0].result[0].items = [...odd, { target: 'stranger.com', rank: 999 }];
    return Response.json(reply);
  };

  const junk = Array.from({ length: 137 }, (_, at) => ['localhost', 'not a site', '10.0.0.1', 'co.uk', `me-${at}@example.com`][at % 5]);
  const lines = [...sites(1000), ...junk, ...sites(60).map((site) => `https://WWW.${site}`)];
  // Any order will do: a target is a duplicate wherever it stands.
  const mixed = lines.map((line, at) => ({ line, by: (at * 7919) % lines.length })).sort((a, b) => a.by - b.by);
  const page = await openExplorer(app, '#/bulk');
  await tick(page, 'Spam score').uncheck();
  await paste(app, page, mixed.map(({ line }) => line).join('\n'));
  await expect(reading(page)).toHaveText('1,000 targets · 60 duplicates · 137 lines left out');
  await page.getByText('Lines that are not sent').click();
  await expect(page.locator('.unlisted tbody tr')).toHaveCount(197);
  await expect(page.locator('.unlisted')).toContainText('This is an IP address.');
  await expect(page.locator('.unlisted')).toContainText(/The same as on line \d/);
  await expect(run(page)).toHaveText('Run 1 call · $0.060');
  expect(paid(app)).toHaveLength(0);

  await run(page).click();
  await expect(grid(page)).toBeVisible();
  expect(paid(app)).toHaveLength(1);
  expect(targetsOf(app, 0)).toHaveLength(1000);
  expect(new Set(targetsOf(app, 0)).size).toBe(1000);
  await expect(page.locator('[data-field="unanswered"]')).toContainText('no row for 7 targets');
  await expect(page.getByText(/1 row came for targets that were not asked for/)).toBeVisible();

  const rows = await saved(page);
  expect(rows.size).toBe(1000);
  const unanswered = new Set([...truth.keys()].slice(0, 7));
  for (const [target, rank] of truth) expect(rows.get(target)?.rank ?? '', target).toBe(unanswered.has(target) ? '' : String(rank));

  // Nothing is bought twice: not what came, not what did not, not after a reload, not for one target more.
  await expect(run(page)).toHaveAttribute('aria-disabled', 'true');
  await paste(app, page, [...sites(1000), 'one-more.com'].join('\n'));
  await expect(run(page)).toHaveText('Run 1 call · $0.024');
  await run(page).click();
  await expect(run(page)).toHaveText('Run');
  expect(targetsOf(app, 1)).toEqual(['one-more.com']);

  await expect(page).toHaveURL(/list=[0-9a-f]{12}/);
  await page.reload();
  await expect(reading(page)).toHaveText('1,001 targets');
  await expect(grid(page)).toBeVisible();
  // Of those without a row nothing is stored, so they are offered once more, with their price.
  await expect(run(page)).toHaveText(/^Run 1 call · \$0\.0243$/);
  expect(paid(app)).toHaveLength(2);
  await page.getByLabel(/Buy known figures again/).check();
  await expect(run(page)).toHaveText('Run 2 calls · $0.084');
  expect(paid(app)).toHaveLength(2);
});

test('a table is dropped, its column found, and one tick taken for three', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/bulk?get=bulk_ranks&get=bulk_backlinks&get=bulk_referring_domains');
  const rows = sites(30).map((site, at) => `${at},"Notes, with ""quotes""\nand a second line",https://${site}/page`);
  await page.locator('input[type="file"]').setInputFiles({
    name: 'export.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\ufeffNo,Notes,URL,Linked\r\n${rows.map((row) => `${row},moz.com`).join('\r\n')}`),
  });
  await expect(reading(page)).toHaveText('30 targets · 1 heading or remark');
  await expect(page.getByLabel('Take', { exact: true })).toHaveValue('2');
  await page.getByLabel('Take', { exact: true }).selectOption('Linked');
  await expect(reading(page)).toHaveText('1 target · 29 duplicates · 1 heading or remark');
  await page.getByLabel('Take', { exact: true }).selectOption('URL');
  await expect(run(page)).toHaveText('Run 3 calls · $0.0752');
  await expect(page.locator('.hint')).toContainText('$0.0251 instead of $0.0752');
  await page.getByRole('button', { name: 'Take Summary instead' }).click();
  await expect(run(page)).toHaveText('Run 1 call · $0.0251');
  await run(page).click();
  await expect(grid(page)).toBeVisible();
  expect(paid(app).map(({ path }) => path)).toEqual(['/v3/backlinks/bulk_pages_summary/live']);
  // The same figures are known now under their own ticks.
  await tick(page, 'Summary').uncheck();
  await tick(page, 'Rank').check();
  await tick(page, 'Backlinks').check();
  await expect(page.getByText('Everything here is known. Looking is free.')).toBeVisible();
  await page.locator('input[type="file"]').setInputFiles({ name: 'book.xlsx', mimeType: '', buffer: Buffer.from('PK\u0003\u0004…') });
  await expect(page.getByRole('alert')).toContainText('Save the sheet as CSV');
});

test('a call fails alone, says so, and is asked again only knowingly; what is bought stays bought', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/bulk?targets=forbes.com&targets=moz.com&get=bulk_ranks&get=bulk_spam_score&get=bulk_backlinks');
  app.server.faults.push({ path: 'bulk_spam_score', status: 500, body: 'busy' });
  await run(page).click();
  await expect(page.locator('.failed-call')).toContainText('Spam score, 2 targets');
  await expect(page.getByRole('alert')).toContainText('It may have cost');
  await expect(grid(page)).toBeVisible();
  expect(paid(app).map(({ path }) => path.split('/')[3])).toEqual(['bulk_ranks', 'bulk_spam_score', 'bulk_backlinks']);
  // What may have been charged is not in the run any more, whatever the list becomes.
  await list(page).fill('forbes.com\nmoz.com\nahrefs.com');
  await expect(run(page)).toHaveText('Run 3 calls · $0.0721');
  await run(page).click();
  await expect(page.getByText(/What failed may have been charged/)).toBeVisible();
  await expect
    .poll(() =>
      paid(app)
        .slice(3)
        .map((_, at) => targetsOf(app, at + 3)),
    )
    .toEqual([['ahrefs.com'], ['ahrefs.com'], ['ahrefs.com']]);
  await page.getByRole('button', { name: /^Ask again/ }).click();
  await expect.poll(() => targetsOf(app, 6)).toEqual(['forbes.com', 'moz.com']);
  await expect(page.locator('.failed-call')).toHaveCount(0);
  await expect(page.getByText('Everything here is known. Looking is free.')).toBeVisible();
});

test('what costs more than the limit is listed first; a run stops between two calls and at the cap', async ({ app }) => {
  test.setTimeout(90_000);
  await connect(app);
  await set(app, { confirmAboveUsd: 0.05, dayCapUsd: 0.11 });
  const page = await openExplorer(app, '#/bulk?targets=forbes.com&targets=moz.com&get=bulk_ranks&get=bulk_spam_score&get=bulk_backlinks');
  await run(page).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('3 calls for $0.0722?');
  await expect(dialog).toContainText('Spam score: 1 call for 2 targets, $0.0241');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(paid(app)).toHaveLength(0);

  const gate = app.server.hold('bulk_ranks');
  await run(page).click();
  await dialog.getByRole('button', { name: /^Buy 3 calls/ }).click();
  await gate.arrived;
  await expect(page.locator('[data-field="progress"]')).toHaveText('Rank: call 1 of 3');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.locator('[data-field="progress"]')).toContainText('Stopping');
  gate.release();
  await expect(run(page)).toHaveText('Run 2 calls · $0.0481');
  expect(paid(app)).toHaveLength(1);
  await expect(grid(page)).toBeVisible();

  // Two more pass the cap of what is left with a third list's calls; the rest is not even tried.
  await list(page).fill('forbes.com\nmoz.com\nahrefs.com');
  await expect(page.getByText(/Your caps leave \$0\.0859/)).toBeHidden();
  await tick(page, 'New and lost backlinks').check();
  await expect(page.getByText(/Your caps leave \$0\.0859, so the run stops/)).toBeVisible();
  await run(page).click();
  await dialog.getByRole('button', { name: /^Buy 4 calls/ }).click();
  await expect(page.locator('.failed-call')).toHaveCount(1);
  await expect(page.getByRole('alert')).toContainText('Your day cap is reached');
  expect(paid(app)).toHaveLength(4);
});

test('the tabs of the window are taken where the person allows it, without their queries', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/bulk');
  const stub = (isAllowed: boolean) =>
    page.evaluate((allowed) => {
      const { chrome } = globalThis as unknown as { chrome: { permissions: object; tabs: object } };
      Object.assign(chrome.permissions, {
        request: async ({ permissions }: { permissions: string[] }) => allowed && permissions[0] === 'tabs',
      });
      Object.assign(chrome.tabs, {
        query: async () =>
          ['https://forbes.com/lists/?token=secret#top', 'chrome://settings/', 'https://moz.com/blog', location.href].map((url) => ({
            url,
          })),
      });
    }, isAllowed);
  await stub(false);
  await page.getByRole('button', { name: 'Take this window’s tabs' }).click();
  await expect(page.getByRole('alert')).toContainText('not allowed');
  await stub(true);
  await page.getByRole('button', { name: 'Take this window’s tabs' }).click();
  await expect(list(page)).toHaveValue('https://forbes.com/lists/\nchrome://settings/\nhttps://moz.com/blog');
  await expect(reading(page)).toHaveText('2 targets · 1 line left out');
});

test('an address that names a list says so when the list is gone', async ({ app }) => {
  const page = await openExplorer(app, '#/bulk?list=0123456789ab&get=bulk_ranks');
  await expect(page.locator('[data-state="list-gone"]')).toContainText('kept until the browser closed');
  await expect(run(page)).toHaveAttribute('aria-disabled', 'true');
  await list(page).fill('forbes.com');
  await expect(page.locator('[data-state="list-gone"]')).toBeHidden();
  await expect(page).toHaveURL(/targets=forbes\.com&get=bulk_ranks$/);
});

test('it is worked by keys alone, from the list to the chosen rows, and has no faults in either theme', async ({ app }) => {
  test.setTimeout(180_000);
  await connect(app);
  const page = await openExplorer(app, '#/bulk');
  await expectNoFaults(page);
  await list(page).focus();
  await page.keyboard.insertText('forbes.com\nmoz.com\nahrefs.com\nlocalhost');
  await expect(run(page)).toHaveText('Run 2 calls · $0.0482');
  await page.getByText('Lines that are not sent').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.unlisted')).toBeVisible();
  await tick(page, 'Referring domains').focus();
  await page.keyboard.press('Space');
  await expect(run(page)).toHaveText(/^Run 3 calls/);
  await expectNoFaults(page);
  await run(page).focus();
  await page.keyboard.press('Enter');
  await expect(grid(page)).toBeVisible();
  await expect(page.getByText('Everything here is known. Looking is free.')).toBeVisible();
  // The strongest first, and the best of each figure with a word.
  await expect(page.locator('tr[data-place="0"]')).toContainText(/Rank/);
  await grid(page).focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('2 selected')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Build link gap of 2' })).toBeVisible();
  await expectNoFaults(page);
  await page.setViewportSize({ width: 720, height: 800 });
  await expectNoFaults(page);
  const calls = app.server.calls.length;
  await page.getByRole('link', { name: 'Compare 2' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible();
  await expect(page.locator('tr[data-figure="rank"] td').first()).toHaveText(/\d/);
  expect(app.server.calls).toHaveLength(calls);
});
