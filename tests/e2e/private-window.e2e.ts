import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from '@playwright/test';
import { createSample } from '../../lib/sample/index.ts';
import { launchChromium } from '../browser/chromium.ts';
import { startServer } from '../server/server.ts';
import { expect, test } from './fixtures.ts';
import { say, watcher } from './say.ts';

/** A private window, with the extension let into it as its person would. */

const SECRET = 'canary-8f3a.forbes.com';

/** The files below a folder that hold a text. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const needles = [Buffer.from(text), Buffer.from(text, 'utf16le')];
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const found = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const bytes = await readFile(path.join(parentPath, name)).catch(() => Buffer.alloc(0));
      return needles.some((needle) => bytes.includes(needle)) ? [name] : [];
    }),
  );
  return found.flat();
}

test('R43 in a private window figures are bought and shown, and nothing of the site is written down', async () => {
  test.setTimeout(120_000);
  const server = await startServer({ answer: createSample() });
  const profile = await mkdtemp(path.join(os.tmpdir(), 'backlens-private-'));
  const app = await launchChromium({ server, profile });
  try {
    const cdp = await (app.context.browser() as Browser).newBrowserCDPSession();
    const send = (method: string, how: object): Promise<unknown> => cdp.send(method as 'Target.getTargets', how);
    const id = new URL(app.url('')).host;
    await send('Extensions.uninstall', { id });
    await send('Extensions.loadUnpacked', { path: path.resolve(import.meta.dirname, '../../.output/chrome-mv3'), enableInIncognito: true });
    const page = await watcher(app);
    await say(page, 'connect', { ...server.account, keeping: 'session' });
    server.calls.length = 0;

    const worker = await app.worker();
    await worker.evaluate((url) => {
      const { windows } = (globalThis as unknown as { chrome: { windows: { create(how: object): Promise<unknown> } } }).chrome;
      return windows.create({ incognito: true, url }).then(() => {});
    }, `https://${SECRET}/`);
    const tabs = async () => {
      const filter = [{ type: 'tab', exclude: false }, { exclude: true }];
      return ((await send('Target.getTargets', { filter })) as { targetInfos: { targetId: string; url: string }[] }).targetInfos;
    };
    await expect.poll(async () => (await tabs()).some(({ url }) => url.includes(SECRET))).toBe(true);
    const targetId = (await tabs()).find(({ url }) => url.includes(SECRET))?.targetId;
    const bought = () => server.calls.filter(({ path }) => path.endsWith('/live')).length;
    // A press on a window that is still being made comes to nothing.
    const press = async () => {
      if (bought() === 0) await send('Extensions.triggerAction', { id, targetId });
      return bought();
    };
    await expect.poll(press, { intervals: [4000], timeout: 30_000 }).toBe(1);

    await expect.poll(async () => (await say<{ state: string }[]>(page, 'ledger'))[0]?.state).toBe('settled');
    expect(await say(page, 'ledger')).toMatchObject([{ target: null, key: '', costUsd: expect.any(Number) }]);
    expect(await say(page, 'recent')).toEqual([]);
    expect(await say(page, 'cacheFacts')).toMatchObject({ answers: 0, figures: 0 });
    expect(await say(page, 'cacheHits')).toEqual([]);
    expect(JSON.stringify(await say(page, 'diagnostics'))).not.toContain('canary');
    // The amount counts all the same.
    expect((await say<Record<string, unknown>>(page, 'status')).spentTodayUsd).toBeGreaterThan(0);
    await app.close();
    expect(await filesWith(profile, SECRET)).toEqual([]);
    // What is on disk is found by such a search.
    expect(await filesWith(profile, 'options.html')).not.toEqual([]);
  } finally {
    await app.close().catch(() => {});
    await server.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => {});
  }
});
