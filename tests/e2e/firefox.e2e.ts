import { setTimeout as sleep } from 'node:timers/promises';
import type { ElementHandle, Page } from 'puppeteer-core';
import type { LaunchedFirefox } from '../browser/firefox.ts';
import { hostileAnswer, hostileTexts } from '../fixtures/hostile.ts';
import type { TestServer } from '../server/server.ts';
import { expect, firefoxTest } from './fixtures.ts';
import { faultsIn } from './hostile-faults.ts';

type Firefox = LaunchedFirefox & { server: TestServer };

/** Writes into the field that a label names; this browser's driver has no locators by role. */
async function fill(page: Page, label: string, value: string): Promise<void> {
  await page.evaluate(
    (name, text) => {
      const named = [...document.querySelectorAll('label')].find(({ textContent }) => textContent?.trim() === name);
      const control = named?.control as HTMLInputElement;
      control.value = text;
      control.dispatchEvent(new Event('input', { bubbles: true }));
    },
    label,
    value,
  );
}

/** Presses the first button whose words begin so, once it is there. */
async function press(page: Page, words: string): Promise<void> {
  const button = await page.waitForFunction(
    (begin) => [...document.querySelectorAll('button')].find(({ innerText }) => innerText.startsWith(begin)),
    { timeout: 15_000 },
    words,
  );
  await (button as ElementHandle<HTMLButtonElement>).click();
}

const paid = ({ server }: Firefox) => server.calls.filter(({ path }) => path.endsWith('/live'));

/** Signs in on the settings page, which stays open. */
async function connect(firefox: Firefox): Promise<Page> {
  const settings = await firefox.open('options.html#/settings');
  await settings.waitForSelector('#api-login');
  await fill(settings, 'API login', 'user@example.com');
  await fill(settings, 'API password', 'right-password');
  await press(settings, 'Connect');
  await settings.waitForFunction(() => document.body.innerText.includes('Connected as'), { timeout: 15_000 });
  return settings;
}

/** Everything that is stored in any database and area, as one text. Runs in a page of ours. */
async function stored(): Promise<string> {
  const found: unknown[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => done(request.result);
    });
    for (const store of db.objectStoreNames) {
      const all = db.transaction(store).objectStore(store).getAll();
      found.push(await new Promise((done) => (all.onsuccess = () => done(all.result))));
    }
    db.close();
  }
  const { browser } = globalThis as unknown as { browser: { storage: Record<'local' | 'session' | 'sync', { get(): Promise<object> }> } };
  for (const area of ['local', 'session', 'sync'] as const) found.push(await browser.storage[area].get());
  return JSON.stringify(found);
}

firefoxTest('Firefox: connect, the popup on a page, the same page again for free, and one report', async ({ firefox }) => {
  await connect(firefox);
  const page = await firefox.browser.newPage();
  await page.goto('https://www.forbes.com/an/article');
  await firefox.openPopup(page);
  const rank = await firefox.waitInPopup(() => document.querySelector('[data-field="rank"]')?.textContent);
  expect(rank).toBe('689');
  expect(paid(firefox)).toHaveLength(1);
  await firefox.closePopup();

  await firefox.stopBackground();
  await firefox.openPopup(page);
  await firefox.waitInPopup(() => document.querySelector('.fresh')?.textContent?.includes('free to look at'));
  expect(paid(firefox)).toHaveLength(1);
  await firefox.closePopup();

  const report = await firefox.open('options.html#/anchors?target=forbes.com&limit=100');
  await press(report, 'Run');
  await report.waitForFunction(() => document.querySelectorAll('tbody tr').length > 10, { timeout: 15_000 });
  expect(await report.evaluate(() => document.querySelector('th[data-field="anchor"]') !== null)).toBe(true);
  expect(paid(firefox)).toHaveLength(2);
});

firefoxTest('Firefox: says what is collected as its store wants it, and has no other permission', async ({ firefox }) => {
  const page = await firefox.open('options.html#/settings');
  const all = await page.evaluate(() =>
    (globalThis as unknown as { browser: { permissions: { getAll(): Promise<Record<string, string[]>> } } }).browser.permissions.getAll(),
  );
  expect(all.data_collection?.sort()).toEqual(['authenticationInfo', 'browsingActivity']);
  expect(all.origins).toEqual(['https://api.dataforseo.com/*']);
  expect(all.permissions?.sort()).toEqual(['activeTab', 'contextMenus', 'storage']);
});

firefoxTest('Firefox: a real right click on a link analyzes where it leads, in one call', async ({ firefox }) => {
  await connect(firefox);
  const page = await firefox.browser.newPage();
  await page.goto('https://www.forbes.com/an/article');
  await page.bringToFront();
  const link = await page.waitForSelector('#verge');
  await link?.click({ button: 'right' });
  await firefox.chooseMenuItem('Analyze this link');
  await expect.poll(() => paid(firefox).length, { timeout: 15_000 }).toBe(1);
  expect(paid(firefox)[0]?.body).toMatchObject([{ target: 'theverge.com' }]);
  await expect
    .poll(() => firefox.addressInFront(), { timeout: 15_000 })
    .toContain(firefox.url('options.html#/summary?target=theverge.com'));
});

firefoxTest('Firefox: an event page killed in mid-call is said, counted and not sent again', async ({ firefox }) => {
  await connect(firefox);
  const gate = firefox.server.hold('/summary/live');
  const page = await firefox.open('options.html#/summary?target=forbes.com');
  await press(page, 'Run');
  await gate.arrived;
  await firefox.stopBackground();
  await gate.dropped;
  gate.release();
  const saysSo = () => document.querySelector('[data-failure="interrupted"]')?.textContent?.includes('may have been charged');
  await page.waitForFunction(saysSo, { timeout: 15_000 });

  // Looking again, and the ledger, say the same; nothing is asked for anew.
  await page.close();
  const again = await firefox.open('options.html#/summary?target=forbes.com');
  await again.waitForFunction(saysSo, { timeout: 15_000 });
  const spending = await firefox.open('options.html#/spending');
  await spending.waitForFunction(() => document.querySelector('tbody tr')?.textContent?.includes('may have been charged'), {
    timeout: 15_000,
  });
  expect(paid(firefox)).toHaveLength(1);
});

firefoxTest('Firefox: a paid call keeps the event page alive for as long as it takes', async ({ firefox }) => {
  await connect(firefox);
  // Firefox ends an idle event page after 30 s, even while a reply is awaited; this is as long as a test should wait.
  await firefox.setPreference('extensions.background.idle.timeout', 22_000);
  await firefox.stopBackground();
  const gate = firefox.server.hold('/summary/live');
  const page = await firefox.open('options.html#/summary?target=forbes.com');
  await press(page, 'Run');
  await gate.arrived;
  await sleep(28_000);
  gate.release();
  await page.waitForFunction(() => document.querySelector('[data-field="rank"]')?.textContent === '689', { timeout: 15_000 });
  expect(paid(firefox)).toHaveLength(1);
});

firefoxTest('Firefox: in private windows it is not there, and nothing of them is stored', async ({ firefox }) => {
  const settings = await connect(firefox);
  const calls = firefox.server.calls.length;
  expect(await firefox.openPrivateWindow('https://www.theverge.com/canary')).toEqual({ isSeen: false, hasButton: false });
  expect(await settings.evaluate(stored)).not.toMatch(/theverge|canary/);
  expect(firefox.server.calls).toHaveLength(calls);
});

firefoxTest('Firefox: hostile texts in every field of a report and in the popup are shown as text', async ({ firefox }) => {
  await connect(firefox);
  firefox.server.answer = hostileAnswer();
  for (const report of ['backlinks', 'anchors', 'referring_domains']) {
    const page = await firefox.open(`options.html#/${report}?target=forbes.com&limit=100`);
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { __refused: seen });
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        seen.push(`${violatedDirective} ${blockedURI}`),
      );
    });
    await press(page, 'Run');
    await page.waitForFunction(
      (rows) => Number(document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount')) === rows,
      { timeout: 20_000 },
      hostileTexts.length + 1,
    );
    await page.setViewport({ width: 2400, height: hostileTexts.length * 50 + 900 });
    await page.waitForFunction(
      (rows) => document.querySelectorAll('tr[data-place]').length === rows,
      { timeout: 20_000 },
      hostileTexts.length,
    );
    expect(await page.evaluate(faultsIn), report).toEqual([]);
    await page.close();
  }
  const page = await firefox.browser.newPage();
  await page.goto('https://www.forbes.com/an/article');
  await firefox.openPopup(page);
  await firefox.waitInPopup(() => document.querySelector('[data-field="rank"]')?.textContent === '689');
  const marks = await firefox.inPopup(() => [
    (globalThis as { __pwn?: unknown }).__pwn ?? null,
    document.querySelectorAll('iframe, body script:not([src])').length,
  ]);
  expect(marks).toEqual([null, 0]);
});
