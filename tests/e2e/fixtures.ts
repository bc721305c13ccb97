import { test as base, expect } from '@playwright/test';
import { createSample } from '../../lib/sample/index.ts';
import { type LaunchedChromium, launchChromium } from '../browser/chromium.ts';
import { inManifest, type Manifest, withCopy } from '../browser/copies.ts';
import { findFirefox } from '../browser/find.ts';
import { type LaunchedFirefox, launchFirefox } from '../browser/firefox.ts';
import { startServer, type TestServer } from '../server/server.ts';

export { expect } from '@playwright/test';

/** The extension, just installed, in a browser of its own, and the server that plays the API and the web to it. */
export interface App extends LaunchedChromium {
  server: TestServer;
}

/** A browser of its own, for what is chosen at its start: a changed copy of the extension, or a language. */
export async function inOwnBrowser(options: { extension?: string; language?: string }, use: (app: App) => Promise<void>): Promise<void> {
  const server = await startServer({ answer: createSample() });
  const chromium = await launchChromium({ server, ...options });
  try {
    await use({ ...chromium, server });
  } finally {
    await chromium.close();
    await server.close();
  }
}

/** The same with the extension's manifest changed. */
export const withManifest = (change: (manifest: Manifest) => Partial<Manifest>, use: (app: App) => Promise<void>): Promise<void> =>
  withCopy(inManifest(change), (extension) => inOwnBrowser({ extension }, use));

/** With a permission given that the browser would ask a person for, which a driver cannot answer. What asks for it is the same code. */
export const withPermission = (permission: string, use: (app: App) => Promise<void>): Promise<void> =>
  withManifest(({ permissions }) => ({ permissions: [...permissions, permission] }), use);

/** With the permission for every site given. */
export const withEverySite = (use: (app: App) => Promise<void>): Promise<void> =>
  withManifest(({ host_permissions }) => ({ host_permissions: [...host_permissions, 'https://*/*', 'http://*/*'] }), use);

/**
 * Tests of the built extension in Chromium: `test('…', async ({ app, page }) => …)`. All tests of a worker share one browser; each starts
 * with the extension reinstalled, one empty tab and a server that remembers nothing. `page` is a tab of that browser.
 */
export const test = base.extend<{ app: App }, { launched: App }>({
  launched: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const server = await startServer({ answer: createSample() });
      const chromium = await launchChromium({ server });
      await use({ ...chromium, server });
      await chromium.close();
      await server.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  app: async ({ launched }, use) => {
    await startAfresh(launched);
    await use(launched);
  },

  // Playwright's own `page` fixture makes its tab here.
  context: async ({ app }, use) => {
    await use(app.context);
  },
});

async function startAfresh({ context, server, closePopup, stopWorker, reinstall }: App): Promise<void> {
  // While the network is cut or a popup hangs on its tab, the browser opens no new page.
  await context.setOffline(false);
  await closePopup();
  // The old worker must not reach the server after the reset.
  await stopWorker();
  const empty = await context.newPage();
  for (const page of context.pages()) if (page !== empty) await page.close();
  await context.unrouteAll();
  server.reset();
  server.answer = createSample(); // it may remember what it was asked
  await reinstall();
}

/** The extension, just installed, in a Firefox, and the server that plays the API and the web to it. */
export interface FirefoxApp extends LaunchedFirefox {
  server: TestServer;
}

/**
 * Tests of the built extension in Firefox: `firefoxTest('…', async ({ firefox }) => …)`; skipped where there is no Firefox. All tests of a
 * worker share one browser; each starts with the extension reinstalled, one empty tab and a server that remembers nothing.
 */
export const firefoxTest = base.extend<{ firefox: FirefoxApp }, { launchedFirefox: FirefoxApp | null }>({
  launchedFirefox: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      if (findFirefox() === null) return use(null);
      const server = await startServer({ answer: createSample() });
      const firefox = await launchFirefox({ server });
      await use({ ...firefox, server });
      await firefox.close();
      await server.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  firefox: async ({ launchedFirefox }, use, testInfo) => {
    if (!launchedFirefox) return testInfo.skip(true, 'skipped: no Firefox');
    const { server, startAfresh, watch } = launchedFirefox;
    await startAfresh();
    server.reset();
    server.answer = createSample(); // it may remember what it was asked
    const seen = await watch();
    await use(launchedFirefox);
    // Whatever a test is about: the extension asks nobody but the API, its policy has nothing to refuse, and nothing is thrown uncaught.
    const { asked, troubles } = await seen();
    expect(asked.filter((url) => !url.startsWith('https://api.dataforseo.com/'))).toEqual([]);
    expect(troubles).toEqual([]);
  },
});
