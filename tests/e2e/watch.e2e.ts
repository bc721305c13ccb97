import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { createSample } from '../../lib/sample/index.ts';
import { type App, test as base, expect, withPermission } from './fixtures.ts';
import { connect, figure, openExplorer, paid, set } from './steps.ts';

/** Sites that are looked at by alarms. Time passes by making the kept list older; the alarm is fired in the worker as the browser fires it. */

/** The extension as it ships, but with notices allowed in its manifest: a driver cannot answer the browser's question. */
const test = base.extend<{ watcher: App }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  watcher: async ({}, use) => withPermission('notifications', use),
});

type Chrome = {
  alarms: {
    onAlarm: { dispatch(alarm: object): void };
    get(name: string): Promise<{ scheduledTime: number } | undefined>;
    getAll(): Promise<object[]>;
  };
  notifications: { getAll(): Promise<Record<string, true>>; onClicked: { dispatch(id: string): void } };
  permissions: { contains(asked: { origins?: string[] }): Promise<boolean>; onRemoved: { dispatch(what: object): void } };
};

const inWorker = async <T, A>(app: App, run: (arg: A) => Promise<T> | T, arg: A): Promise<T> =>
  (await app.worker()).evaluate(run as (arg: unknown) => T, arg as unknown) as Promise<T>;

/** The browser fires the alarm so many times in a row. */
const fire = (app: App, times = 1) =>
  inWorker(
    app,
    (many: number) => {
      const { chrome } = globalThis as unknown as { chrome: Chrome };
      for (let n = 0; n < many; n++) chrome.alarms.onAlarm.dispatch({ name: 'watch', scheduledTime: Date.now() });
    },
    times,
  );

/** Makes the kept list so many days older. */
const pass = (app: App, days: number) =>
  inWorker(
    app,
    (by: number) =>
      new Promise<void>((done, fail) => {
        const opening = indexedDB.open('backlens-watch');
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const tx = db.transaction('lists', 'readwrite');
          const lists = tx.objectStore('lists');
          const reading = lists.get('production');
          reading.onsuccess = () => {
            const list = reading.result;
            const earlier = (at: number | null) => (at === null ? null : at - by * 86_400_000);
            for (const site of list.sites) Object.assign(site, { addedAt: earlier(site.addedAt), lookedAt: earlier(site.lookedAt) });
            lists.put({ ...list, roundAt: earlier(list.roundAt) }, 'production');
          };
          tx.oncomplete = () => {
            db.close();
            done();
          };
        };
      }),
    days,
  );

/** Every bulk answer from here on with fewer referring websites and backlinks. */
function shrink(app: App, factor: number): void {
  const sample = createSample();
  app.server.answer = async (request: Request) => {
    const reply = await sample(request);
    if (!request.url.includes('/bulk_')) return reply;
    const envelope = await reply.json();
    for (const item of envelope.tasks?.[0]?.result?.[0]?.items ?? [])
      for (const name of ['referring_main_domains', 'backlinks']) if (item[name]) item[name] = Math.floor(item[name] * factor);
    return Response.json(envelope);
  };
}

/** Sets a list up as a person does. */
async function watch(app: App, sites: string[], before: (page: Page) => Promise<unknown> = async () => {}): Promise<Page> {
  const page = await openExplorer(app, '#/watch');
  await page.getByLabel('Sites or pages, one per line').fill(sites.join('\n'));
  await before(page);
  await expect(figure(page, 'look_usd')).toHaveText(/\$/);
  await page.getByRole('button', { name: /^Watch \d+ sites? · \$/ }).click();
  await expect(figure(page, 'next')).toHaveText(/^Next look: /);
  return page;
}

async function clean(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  }
}

const sites = ['forbes.com', 'moz.com', 'ahrefs.com'];

test('says the price of a month before it is saved, looks at once, and then by its alarm; one notice says how many changed', async ({
  watcher: app,
}) => {
  test.setTimeout(120_000);
  await connect(app);
  const page = await openExplorer(app, '#/watch');
  await expect(page.getByRole('heading', { name: 'Watchlist', level: 1 })).toBeVisible();
  await page.getByLabel('Sites or pages, one per line').fill(`# mine\n${sites.join('\n')}\nnot a site`);
  // Three calls of three rows: 3 × ($0.024 + 3 × $0.000036), and 4.35 weeks in a month.
  await expect(figure(page, 'look_usd')).toHaveText('$0.0723');
  await expect(figure(page, 'month_usd')).toHaveText('$0.3145');
  await page.getByLabel('Daily').click();
  await expect(page.getByRole('button', { name: 'Watch 3 sites · $2.20 a month' })).toBeVisible();
  await page.getByLabel('Weekly').click();
  await page.getByLabel('Tell me by one notice').click();
  await expect(page.getByLabel('Name the sites in it')).not.toBeChecked();
  await clean(page);
  expect(paid(app)).toEqual([]);
  await page.getByRole('button', { name: 'Watch 3 sites · $0.3145 a month' }).click();
  await expect(figure(page, 'next')).toHaveText(/^Next look: /);
  // A first look has nothing to count lost websites since.
  expect(paid(app).map(({ path: asked }) => asked.split('/').at(-2))).toEqual(['bulk_spam_score', 'bulk_pages_summary']);
  await expect(figure(page, 'watch_spent')).toHaveText('Spent by it today $0.0482 of $0.100');
  await expect(page.getByRole('gridcell', { name: 'forbes.com' })).toBeVisible();

  // Both looks are of one day to the ledger.
  await set(app, { watchCapUsd: 1 });
  await pass(app, 8);
  shrink(app, 0.8);
  await fire(app, 2);
  await expect.poll(() => paid(app).length).toBe(5);
  await page.reload();
  await expect(page.locator('[data-look]')).toHaveCount(2);
  await fire(app);
  await page.waitForTimeout(1000);
  expect(paid(app)).toHaveLength(5);

  const notices = await inWorker(
    app,
    async () => Object.keys(await (globalThis as unknown as { chrome: Chrome }).chrome.notifications.getAll()),
    null,
  );
  expect(notices).toHaveLength(1);
  await clean(page);
  const opened = app.context.waitForEvent('page');
  await inWorker(
    app,
    (id: string) => (globalThis as unknown as { chrome: Chrome }).chrome.notifications.onClicked.dispatch(id),
    notices[0] ?? '',
  );
  const look = await opened;
  await expect(look.getByRole('heading', { name: 'Worth a word' })).toBeVisible();
  await expect(look.locator('[data-site]')).toHaveCount(3);
  const sentence = look.locator('[data-site="forbes.com"]').getByRole('link', { name: /^Referring websites fell by 20 %, from/ });
  await expect(sentence).toHaveAttribute('href', /referring_domains\?target=forbes\.com/);
  await clean(look);
  await look.getByRole('link', { name: 'forbes.com' }).first().click();
  await expect(look.locator('[data-state="no-history"]')).toBeVisible();
  await look.goto(app.url('options.html#/spending'));
  await expect(look.getByRole('gridcell', { name: 'watchlist' }).first()).toBeVisible();
});

test('a worker that dies between two calls goes on with the look, and a call during which it died is not made again', async ({
  watcher: app,
}) => {
  test.setTimeout(120_000);
  await connect(app);
  const page = await watch(app, sites);
  await set(app, { watchCapUsd: 1 });
  await pass(app, 8);
  // The second call is never let through to the browser's permissions, so the background dies ahead of it.
  await inWorker(
    app,
    () => {
      const { permissions } = (globalThis as unknown as { chrome: Chrome }).chrome;
      const contains = permissions.contains.bind(permissions);
      let calls = 0;
      permissions.contains = (asked) => (asked.origins && ++calls > 1 ? new Promise(() => {}) : contains(asked));
    },
    null,
  );
  await fire(app);
  await expect.poll(() => paid(app).length).toBe(3);
  await page.waitForTimeout(500);
  await app.stopWorker();
  await openExplorer(app, '#/spending');
  await fire(app);
  await expect.poll(() => paid(app).length).toBe(5);
  await page.waitForTimeout(500);
  const asked = () => paid(app).map(({ path: each }) => each.split('/').at(-2));
  expect(asked().slice(2)).toEqual(['bulk_spam_score', 'bulk_pages_summary', 'bulk_new_lost_referring_domains']);

  await pass(app, 8);
  const gate = app.server.hold();
  await fire(app);
  await gate.arrived;
  await app.stopWorker();
  gate.release();
  await openExplorer(app, '#/spending');
  await fire(app);
  await expect.poll(() => paid(app).length).toBe(8);
  await page.reload();
  await expect(page.locator('[data-look]')).toHaveCount(3);
  await expect(page.locator('[data-look]').first()).toContainText('1 call failed');
  expect(new Set(asked().slice(5)).size).toBe(3);
});

test('stops at its own cap in mid-run and says so; withdrawn access stops its alarm', async ({ watcher: app }) => {
  test.setTimeout(120_000);
  await connect(app);
  const page = await watch(app, sites);
  await pass(app, 8);
  const sample = createSample();
  app.server.answer = async (request: Request) => {
    if (request.url.includes('bulk_spam_score')) await set(app, { watchCapUsd: 0.08 });
    return sample(request);
  };
  // What today's first look spent is 0.048, so the second call of this one would pass the cap.
  await set(app, { watchCapUsd: 0.2 });
  await fire(app);
  await expect.poll(() => paid(app).length).toBe(3);
  await page.reload();
  await expect(page.locator('[data-hold="over-cap"]')).toContainText('Your watchlist cap is reached');
  await expect(page.locator('[data-look]').first()).toContainText('Not over yet');
  await clean(page);
  await fire(app);
  await page.waitForTimeout(800);
  expect(paid(app)).toHaveLength(3);
  await set(app, { watchCapUsd: 0.2 });
  await fire(app);
  await expect.poll(() => paid(app).length).toBe(5);

  const alarms = () => inWorker(app, async () => (await (globalThis as unknown as { chrome: Chrome }).chrome.alarms.getAll()).length, null);
  await expect.poll(alarms).toBe(1);
  await inWorker(
    app,
    () => {
      const { permissions } = (globalThis as unknown as { chrome: Chrome }).chrome;
      permissions.contains = async () => false;
      permissions.onRemoved.dispatch({ origins: ['https://api.dataforseo.com/*'] });
    },
    null,
  );
  await expect.poll(alarms, { timeout: 1000 }).toBe(0);
  await page.reload();
  await expect(page.locator('[data-hold="no-permission"]')).toBeVisible();
});

test('doors lead to it, a rival is marked, the list goes out and comes in as a file, and forgetting takes it all away', async ({
  watcher: app,
}) => {
  test.setTimeout(120_000);
  await connect(app);
  const report = await openExplorer(app, '#/summary?target=forbes.com');
  await report.getByRole('button', { name: /^Run/ }).click();
  await report.getByRole('link', { name: 'Watch this' }).click();
  await expect(report.getByLabel('Sites or pages, one per line')).toHaveValue('forbes.com');
  await report.close();

  const page = await watch(app, sites);
  await page
    .getByRole('row', { name: /moz\.com/ })
    .getByRole('checkbox')
    .click();
  await page.getByRole('button', { name: 'Mark as a rival' }).click();
  await expect(page.getByText('1 of them a rival')).toBeVisible();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export the list' }).click();
  const file = await (await coming).path();
  const text = await readFile(file, 'utf8');
  expect(text.split('\r\n').slice(0, 1)[0]).toContain('target,watched_as'.split(',')[0]);
  expect(text).toContain('rival');

  // Above the limit on one action the look is listed with its whole price first.
  const calls = paid(app).length;
  await set(app, { confirmAboveUsd: 0.05 });
  await page.reload();
  await page.getByRole('button', { name: 'Look now · $0.0723' }).click();
  await expect(page.getByRole('dialog')).toContainText('A look is 3 calls to DataForSEO, together $0.0723 at most.');
  await clean(page);
  await page.getByRole('button', { name: 'Not now' }).click();
  expect(paid(app)).toHaveLength(calls);
  await set(app, { confirmAboveUsd: 0.25, watchCapUsd: 1 });
  await page.reload();
  await page.getByRole('button', { name: 'Stop watching and forget the list' }).click();
  await page.getByRole('button', { name: 'Forget the watchlist' }).click();
  await expect(page.getByLabel('Sites or pages, one per line')).toHaveValue('');
  await page.locator('input[type="file"]').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: /^Watch 3 sites/ }).click();
  await expect(page.getByText('1 of them a rival')).toBeVisible();
  await expect.poll(() => paid(app).length).toBe(calls + 2);
});
