import type { Page } from '@playwright/test';
import { keepBooks, sumOf } from './books.ts';
import { type App, expect, test } from './fixtures.ts';
import { say, summary, watcher } from './say.ts';
import { connect, figure, openExplorer, paid, popupOn, set } from './steps.ts';

/** The faults of the reliability matrix in a real browser, on the extension that ships. Each test's name begins with its fault's id. */

const spent = async (page: Page): Promise<unknown> => (await say<Record<string, unknown>>(page, 'status')).spentTodayUsd;

/** Runs in the background before anything else of ours does: the worker is started anew for it. */
async function inFreshWorker(app: App, run: () => void): Promise<void> {
  await app.stopWorker();
  await (await app.worker()).evaluate(run);
}

test('R1 killed in mid-call: said at once, one hit, and looked up for nothing: charged, its answer lost', async ({ app }) => {
  const booked = keepBooks(app.server);
  await connect(app);
  const page = await watcher(app);
  app.server.faults.push({ path: '/summary/live', delayMs: 3000 });
  const asking = say(page, 'ask', summary('forbes.com')).catch(() => null);
  await expect.poll(() => paid(app).length).toBe(1);
  await page.waitForTimeout(500);
  await app.stopWorker();
  await asking;
  expect(await say(page, 'ask', summary('forbes.com', { buy: 'never' }))).toMatchObject({
    failure: { kind: 'interrupted', spent: 'maybe' },
  });
  expect(await say(page, 'ask', summary('forbes.com'))).toMatchObject({ failure: { kind: 'interrupted' } });
  // The killed request never came to its answer here; DataForSEO would have worked on.
  booked.push({
    id: 'x',
    url: 'https://api.dataforseo.com/v3/backlinks/summary/live',
    cost: 0.0245,
    at: Date.now(),
    metadata: bodyOf(app),
  });
  expect(await say(page, 'checkLost')).toMatchObject({
    ok: true,
    value: { open: 0, charged: [{ costUsd: 0.0245, target: 'forbes.com' }] },
  });
  expect(await spent(page)).toBe(0.0245);
  await page.waitForTimeout(3000);
  expect(paid(app)).toHaveLength(1);
});

const bodyOf = (app: App): Record<string, unknown> => (paid(app).at(-1)?.body as Record<string, unknown>[] | undefined)?.[0] ?? {};

test('R7 a hundred asks from four pages are one hit, and all get the same', async ({ app }) => {
  await connect(app);
  const pages = await Promise.all([1, 2, 3, 4].map(() => watcher(app)));
  const gate = app.server.hold('/summary/live');
  const asks = pages.flatMap((page) => Array.from({ length: 25 }, () => say(page, 'ask', summary('forbes.com'))));
  await gate.arrived;
  gate.release();
  const said = await Promise.all(asks);
  expect(new Set(said.map(({ value }) => JSON.stringify(value?.rows))).size).toBe(1);
  expect(said.every(({ ok }) => ok)).toBe(true);
  expect(paid(app)).toHaveLength(1);
});

test('R16 a refused login stops what waits', async ({ app }) => {
  await connect(app);
  await set(app, { dayCapUsd: 100 });
  const page = await watcher(app);
  app.server.account.password = 'changed';
  const said = await Promise.all(Array.from({ length: 100 }, (_, at) => say(page, 'ask', summary(`site-${at}.com`))));
  expect(new Set(said.map(({ failure }) => failure?.kind))).toEqual(new Set(['bad-credentials']));
  expect(paid(app).length).toBeLessThanOrEqual(4);
  expect(await spent(page)).toBe(0);
});

for (const [status, hits] of [
  [402, 1],
  [403, 1],
  [404, 1],
  [429, 3],
  [500, 1],
  [502, 1],
  [503, 1],
  [504, 1],
] as const)
  test(`R17 HTTP ${status} reaches the server ${hits === 1 ? 'once' : 'three times, as it asks to wait'}`, async ({ app }) => {
    await connect(app);
    const page = await watcher(app);
    app.server.faults.push({
      path: '/summary/live',
      times: 10,
      status,
      body: '<h1>No</h1>',
      contentType: 'text/html',
      headers: { 'retry-after': '1' },
    });
    expect((await say(page, 'ask', summary('forbes.com'))).ok).toBe(false);
    await say(page, 'ask', summary('forbes.com', { buy: 'never' }));
    expect(paid(app)).toHaveLength(hits);
  });

test('R18 five bodies that are no answer are counted as perhaps spent, and quoted as text', async ({ app }) => {
  await connect(app);
  const page = await watcher(app);
  for (const [at, body] of ['<script>alert(1)</script>', '', '{"a": NaN}', ")]}'\n{}", '{}{}'].entries()) {
    app.server.faults.push({ path: '/summary/live', body });
    expect(await say(page, 'ask', summary(`site-${at}.com`))).toMatchObject({ failure: { kind: 'unreadable-reply', spent: 'maybe' } });
  }
  expect(paid(app)).toHaveLength(5);
});

test('R23 a connection that breaks in mid-call is looked up when there is one again', async ({ app }) => {
  const booked = keepBooks(app.server);
  await connect(app);
  const page = await watcher(app);
  app.server.faults.push({ path: '/summary/live', destroy: 'unanswered' });
  expect(await say(page, 'ask', summary('forbes.com'))).toMatchObject({ failure: { kind: 'unreachable', spent: 'maybe' } });
  expect(booked).toHaveLength(1);
  await (await app.worker()).evaluate(() => dispatchEvent(new Event('online')));
  await expect.poll(async () => (await say<{ state: string }[]>(page, 'ledger'))[0]?.state).toBe('settled');
  expect(await spent(page)).toBe(sumOf(booked));
});

test('a request the browser sends twice by itself is charged twice, and the ledger comes to know it', async ({ app }) => {
  const booked = keepBooks(app.server);
  await connect(app);
  app.server.keepAlive = true;
  const page = await watcher(app);
  expect((await say(page, 'ask', summary('forbes.com'))).ok).toBe(true);
  app.server.faults.push({ path: '/summary/live', destroy: 'unanswered' });
  const outcome = await say(page, 'ask', summary('example.com'));
  await say(page, 'checkLost');
  expect(await spent(page)).toBe(sumOf(booked));
  const hits = paid(app).filter(({ body }) => JSON.stringify(body).includes('example.com'));
  expect(booked).toHaveLength(1 + hits.length);
  expect(new Set(hits.map(({ body }) => (body as { tag: string }[])[0]?.tag)).size).toBe(1);
  expect(outcome.ok).toBe(hits.length === 2);
});

test('R25 a captive portal that redirects gets no login and no second request', async ({ app }) => {
  await connect(app);
  const page = await watcher(app);
  app.server.faults.push({ path: '/summary/live', status: 302, headers: { location: 'https://portal.example.com/login' } });
  expect(await say(page, 'ask', summary('forbes.com'))).toMatchObject({ failure: { kind: 'unreachable', spent: 'maybe' } });
  expect(app.server.calls.map(({ host }) => host)).toEqual(['api.dataforseo.com']);
});

test('R27 an answer that cannot be saved is shown and said to be unsaved', async ({ app }) => {
  await connect(app);
  await inFreshWorker(app, () => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...given) {
      if (this.name === 'answers') throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, given);
    };
  });
  const page = await watcher(app);
  expect(await say(page, 'ask', summary('forbes.com'))).toMatchObject({ ok: true, value: { unsaved: true, rows: [{ rank: 689 }] } });
  expect(await say(page, 'status')).toMatchObject({ storageTrouble: 'full' });
  expect(await say(page, 'ask', summary('forbes.com'))).toMatchObject({ ok: true, value: { cached: true } });
  expect(paid(app)).toHaveLength(1);
});

const broken: [string, () => void, string][] = [
  [
    'throws',
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('no', 'SecurityError');
      };
    },
    'blocked',
  ],
  [
    'is of a newer version',
    () => {
      const { open } = IDBFactory.prototype;
      open.call(indexedDB, 'backlens-newer', 99);
      IDBFactory.prototype.open = function (name) {
        return open.call(this, name.startsWith('backlens-p') ? 'backlens-newer' : name, name.startsWith('backlens-p') ? 3 : 1);
      };
    },
    'newer',
  ],
  [
    'never ends',
    () => {
      const { open } = IDBFactory.prototype;
      IDBFactory.prototype.open = function (...given) {
        const request = open.apply(this, given);
        if (given[0].startsWith('backlens-p')) request.addEventListener = () => {};
        return request;
      };
    },
    'blocked',
  ],
  [
    'has no room',
    () => {
      const { open } = IDBFactory.prototype;
      IDBFactory.prototype.open = function (...given) {
        if (given[0].startsWith('backlens-p')) throw new DOMException('full', 'QuotaExceededError');
        return open.apply(this, given);
      };
    },
    'full',
  ],
];
for (const [name, breakIt, trouble] of broken)
  test(`R28 a database whose opening ${name}: nothing is bought unless the person allows it once`, async ({ app }) => {
    await connect(app);
    await inFreshWorker(app, breakIt);
    const page = await watcher(app);
    expect(await say(page, 'ask', summary('forbes.com'))).toMatchObject({ failure: { kind: 'no-ledger', limit: 'ledger', spent: 'no' } });
    expect(paid(app)).toHaveLength(0);
    expect(await say(page, 'status')).toMatchObject({ storageTrouble: trouble });
    const allowed = summary('forbes.com', { allow: { past: 'ledger', upToUsd: 0.03 } });
    expect(await say(page, 'ask', allowed)).toMatchObject({ ok: true, value: { unsaved: true } });
    expect(await say(page, 'ask', summary('forbes.com'))).toMatchObject({ ok: true, value: { cached: true } });
    expect(paid(app)).toHaveLength(1);
  });

test('R35 a pull stops before the page that would pass the cap', async ({ app }) => {
  await connect(app);
  await set(app, { dayCapUsd: 0.12, confirmAboveUsd: 10 });
  const page = await watcher(app);
  const list = { endpoint: 'backlinks', request: { target: 'forbes.com', limit: 1000 } };
  await say(page, 'startPull', { ...list, perPage: 1000, upTo: 5000 });
  await expect
    .poll(() => say(page, 'pullOf', list))
    .toMatchObject({ state: 'paused', loaded: 2000, failure: { kind: 'over-cap', limit: 'day' } });
  expect(paid(app)).toHaveLength(2);
});

test('R36 of a hundred asks at once with a budget for ten, ten reach the server', async ({ app }) => {
  await connect(app);
  await set(app, { dayCapUsd: 0.24036 });
  const page = await watcher(app);
  const said = await Promise.all(Array.from({ length: 100 }, (_, at) => say(page, 'ask', summary(`site-${at}.com`))));
  expect(said.filter(({ ok }) => ok)).toHaveLength(10);
  expect(paid(app)).toHaveLength(10);
});

test('R38 bulk answers that come shuffled and short stand under their own targets', async ({ app }) => {
  await connect(app);
  const page = await watcher(app);
  const targets = ['a-one.com', 'b-two.com', 'c-three.com'];
  const items = [
    { target: 'c-three.com', rank: 3 },
    { target: 'a-one.com', rank: 1 },
  ];
  app.server.answer = () => Response.json({ status_code: 20000, tasks: [{ status_code: 20000, cost: 0.0241, result: [{ items }] }] });
  await say(page, 'ask', { ...summary(''), endpoint: 'bulk_ranks', request: { targets } });
  const known = await say<{ target: string; row: { rank: number } }[]>(page, 'knownFigures', { endpoints: ['bulk_ranks'], targets });
  expect(known.map(({ target, row }) => [target, row.rank])).toEqual([
    ['a-one.com', 1],
    ['c-three.com', 3],
  ]);
});

test('R50 the popup without a page to be about does not break', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/settings');
  await page.goto(app.url('popup.html'));
  await expect(page.getByLabel('Domain or page to look at')).toBeVisible();
  expect(paid(app)).toHaveLength(0);
});

test('a cap that is reached can be passed once, by a press that shows the price', async ({ app }) => {
  await connect(app);
  await set(app, { dayCapUsd: 0.01 });
  const { popup } = await popupOn(app, 'https://forbes.com/');
  await popup.getByRole('button', { name: 'Allow this once · $0.024' }).click();
  await expect(figure(popup, 'rank')).toHaveText('689');
  expect(paid(app)).toHaveLength(1);
});
