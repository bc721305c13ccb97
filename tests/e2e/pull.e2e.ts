import type { Page } from '@playwright/test';
import { createSample } from '../../lib/sample/index.ts';
import { type App, expect, test } from './fixtures.ts';
import { connect, openExplorer, paid } from './steps.ts';

type Pull = { id: string; state: string; loaded: number; failure: { kind: string } | null };
type Chrome = {
  runtime: { sendMessage(message: object, reply: (reply: { res: unknown }) => void): void };
  permissions: { contains(asked: object): Promise<boolean> };
};

const list = { endpoint: 'backlinks', request: { target: 'forbes.com', limit: 1000 } };
const thousands = (to: number): number[] => Array.from({ length: to }, (_, at) => at * 1000);

/** Sends the background a message, as a page of ours does. */
const send = (page: Page, type: string, data: object): Promise<unknown> =>
  page.evaluate(
    ([type, data]) =>
      new Promise<unknown>((done) =>
        (globalThis as unknown as { chrome: Chrome }).chrome.runtime.sendMessage({ id: 1, type, data, timestamp: Date.now() }, ({ res }) =>
          done(res),
        ),
      ),
    [type, data] as const,
  );

/** A page of ours that looks on; what spends is started from others. */
const watch = (app: App): Promise<Page> => openExplorer(app, '#/settings');
const pullOf = async (watcher: Page) => (await send(watcher, 'pullOf', list)) as Pull;

/** Starts to load ten pages from a tab that closes at once. */
async function start(app: App): Promise<Pull> {
  const tab = await openExplorer(app, '#/settings');
  const started = (await send(tab, 'startPull', { ...list, perPage: 1000, upTo: 10_000, allow: { past: 'action', upToUsd: 0.6 } })) as {
    ok: true;
    value: Pull;
  };
  await tab.close();
  expect(started.ok).toBe(true);
  return started.value;
}

/** The rows at which the server was asked to begin. */
const offsets = (app: App): number[] => paid(app).map(({ body }) => (body as { offset?: number }[])[0]?.offset ?? 0);

/** Every page is stored, they tile, and no row is there twice. */
async function expectWhole(watcher: Page): Promise<void> {
  await expect.poll(() => pullOf(watcher), { timeout: 30_000 }).toMatchObject({ state: 'done', loaded: 10_000 });
  const pages = (await send(watcher, 'readPages', list)) as { from: number; request: object }[];
  expect(pages.map(({ from }) => from)).toEqual(thousands(10));
  const urls = await watcher.evaluate(
    async (requests) => {
      const found = new Set<unknown>();
      for (const request of requests) {
        const data = { endpoint: 'backlinks', request, askedBy: 'explorer', buy: 'never' };
        const rows = await new Promise<Record<string, unknown>[]>((done) =>
          (globalThis as unknown as { chrome: Chrome }).chrome.runtime.sendMessage(
            { id: 1, type: 'ask', data, timestamp: Date.now() },
            ({ res }) => done((res as { value: { rows: Record<string, unknown>[] } }).value.rows),
          ),
        );
        for (const { url_from } of rows) found.add(url_from);
      }
      return found.size;
    },
    pages.map(({ request }) => request),
  );
  expect(urls).toBe(10_000);
}

test.describe('a list of ten pages', () => {
  // Ten thousand rows are made, sent, stored and read back.
  test.setTimeout(90_000);

  test('R4 goes on when its tab closes; killed between two pages it is resumed, and the server sees each offset once', async ({ app }) => {
    app.server.answer = createSample({ scale: 3 });
    await connect(app);
    // The fourth page gets no answer from the browser about its permission, so the background dies ahead of its call.
    await (await app.worker()).evaluate(() => {
      const { permissions } = (globalThis as unknown as { chrome: Chrome }).chrome;
      const contains = permissions.contains.bind(permissions);
      let calls = 0;
      permissions.contains = (asked) => (++calls > 3 ? new Promise(() => {}) : contains(asked));
    });
    const watcher = await watch(app);
    const { id } = await start(app);
    await expect.poll(() => pullOf(watcher), { timeout: 30_000 }).toMatchObject({ state: 'running', loaded: 3000, isAsking: true });

    await app.stopWorker();
    await expect.poll(() => pullOf(watcher)).toMatchObject({ state: 'paused', loaded: 3000, failure: null });
    expect(offsets(app)).toEqual(thousands(3));

    expect(await send(watcher, 'resumePull', { id })).toMatchObject({ state: 'running' });
    await expectWhole(watcher);
    expect(offsets(app)).toEqual(thousands(10));
    expect(await pullOf(watcher)).toMatchObject({ costUsd: 0.6, maybeUsd: 0 });
  });

  test('R5 killed inside a page waits, and asks for that one page again only knowingly', async ({ app }) => {
    await connect(app);
    const answer = createSample({ scale: 3 });
    let gate: ReturnType<App['server']['hold']> | undefined;
    app.server.answer = (request) => {
      // The call after this answer is the fourth.
      if (paid(app).length === 3) gate ??= app.server.hold('/backlinks/live');
      return answer(request);
    };
    const watcher = await watch(app);
    const { id } = await start(app);
    await expect.poll(() => paid(app).length, { timeout: 30_000 }).toBe(4);

    await app.stopWorker();
    await gate?.dropped;
    gate?.release();
    await expect.poll(() => pullOf(watcher)).toMatchObject({ state: 'paused', loaded: 3000, failure: { kind: 'interrupted' } });
    expect(await send(watcher, 'resumePull', { id })).toMatchObject({ state: 'paused', failure: { kind: 'interrupted' } });
    expect(paid(app)).toHaveLength(4);

    expect(await send(watcher, 'resumePull', { id, again: true })).toMatchObject({ state: 'running', maybeUsd: 0.06 });
    await expectWhole(watcher);
    expect(offsets(app)).toEqual([...thousands(4), ...thousands(10).slice(3)]);
  });
});
