import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../browser/firefox-window.ts';
import { storedRows } from '../fixtures/databases.ts';
import { connect, paid, popupOn, press, say, says } from './firefox-steps.ts';
import { expect, firefoxTest as test } from './fixtures.ts';

/** How many px a page is wider than its window. */
const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

const rank = () => document.querySelector('[data-field="rank"]')?.textContent;

/** Everything that is stored outside of databases. Runs in a page of ours. */
async function storedElsewhere(): Promise<unknown[]> {
  const { browser } = globalThis as unknown as { browser: { storage: Record<'local' | 'session' | 'sync', { get(): Promise<object> }> } };
  const areas = (['local', 'session', 'sync'] as const).map((area) => browser.storage[area].get());
  return [...(await Promise.all(areas)), { ...localStorage }];
}

test('Firefox: connect, the popup on a page, the same page again for free, and one report', async ({ firefox }) => {
  await connect(firefox);
  const page = await popupOn(firefox, 'https://www.forbes.com/an/article');
  expect(await firefox.popup.wait(rank)).toBe('689');
  expect(paid(firefox)).toHaveLength(1);
  await firefox.closePopup();

  await firefox.stopBackground();
  await firefox.openPopup(page);
  await firefox.popup.wait(() => document.querySelector('.fresh')?.textContent?.includes('free to look at'));
  expect(await firefox.popup.evaluate(rank)).toBe('689');
  expect(paid(firefox)).toHaveLength(1);
  await firefox.closePopup();

  const report = await firefox.open('options.html#/anchors?target=forbes.com&limit=100');
  await press(report, 'Run');
  await report.waitForFunction(() => document.querySelectorAll('tbody tr').length > 10, { timeout: 15_000 });
  expect(await report.evaluate(() => document.querySelector('th[data-field="anchor"]') !== null)).toBe(true);
  expect(paid(firefox)).toHaveLength(2);
  // Its address is the request: opened again, and after the background has gone, it costs nothing.
  await report.close();
  await firefox.stopBackground();
  const again = await firefox.open('options.html#/anchors?target=forbes.com&limit=100');
  await again.waitForFunction(() => document.querySelectorAll('tbody tr').length > 10, { timeout: 15_000 });
  expect(paid(firefox)).toHaveLength(2);
  const spending = await firefox.open('options.html#/spending');
  await says(spending, '[data-field="saved"]', '$0.0');
});

test('Firefox: what is granted at install is what its store is told is collected, and one host', async ({ firefox }) => {
  const page = await firefox.open('options.html#/settings');
  const all = await page.evaluate(() =>
    (globalThis as unknown as { browser: { permissions: { getAll(): Promise<Record<string, string[]>> } } }).browser.permissions.getAll(),
  );
  expect(all.data_collection?.sort()).toEqual(['authenticationInfo', 'browsingActivity']);
  expect(all.origins).toEqual(['https://api.dataforseo.com/*']);
  expect(all.permissions?.sort()).toEqual(['activeTab', 'alarms', 'contextMenus', 'scripting', 'storage']);
});

test('Firefox: a real right click on a link analyzes where it leads, in one call', async ({ firefox }) => {
  await connect(firefox);
  const page = await firefox.browser.newPage();
  await page.goto('https://www.forbes.com/an/article');
  await page.bringToFront();
  await (await page.waitForSelector('#verge'))?.click({ button: 'right' });
  await firefox.chooseMenuItem('Analyze the linked site');
  await until(() => paid(firefox).length > 0, 'a paid call');
  expect(paid(firefox)[0]?.body).toMatchObject([{ target: 'theverge.com' }]);
  const report = firefox.url('options.html#/summary?target=theverge.com');
  await until(async () => (await firefox.addressInFront()).startsWith(report), 'the overview is in front');
  expect(paid(firefox)).toHaveLength(1);
});

test('Firefox: a real right click on the page opens its links, read without a call', async ({ firefox }) => {
  const page = await firefox.browser.newPage();
  await page.goto('https://forbes.com/an/article');
  await page.bringToFront();
  await (await page.waitForSelector('h1'))?.click({ button: 'right' });
  await firefox.chooseMenuItem('Links on this page');
  const rows = await firefox.popup.wait(() =>
    [...document.querySelectorAll<HTMLElement>('.link-row')].map((row) => row.innerText).join('\n'),
  );
  expect(rows).toContain('The Verge wrote');
  expect(firefox.server.calls).toEqual([]);
});

test('Firefox: the sidebar shows what the popup bought and the page’s links, follows a press of the button, and buys only by its own', async ({
  firefox,
}) => {
  await connect(firefox);
  const page = await popupOn(firefox, 'https://forbes.com/an/article');
  await firefox.popup.wait(rank);
  await firefox.popup.press('Keep open');
  expect(await firefox.sidebar.wait(rank)).toBe('689');
  expect(paid(firefox)).toHaveLength(1);
  // As narrow as Firefox makes it by itself, nothing stands outside of it.
  expect(await firefox.sidebar.evaluate(overflow)).toBe(0);

  await firefox.sidebar.press('Links on this page');
  await firefox.sidebar.wait(() => document.querySelector('.link-row') !== null);
  const rows = await firefox.sidebar.evaluate(() => [...document.querySelectorAll<HTMLElement>('.link-row')].map((row) => row.innerText));
  expect(rows.join('\n')).toContain('The Verge wrote');
  expect(await firefox.sidebar.evaluate(overflow)).toBe(0);
  await firefox.sidebar.press('Mark');
  await until(() => page.evaluate(() => document.documentElement.lastElementChild?.localName !== 'body'), 'the links are marked');
  expect(paid(firefox)).toHaveLength(1);

  await firefox.sidebar.press('Back to the figures');

  // On another page the popup would buy by being opened; the sidebar that is there already shows a price.
  await say(await firefox.open('options.html#/settings'), 'changeSettings', { whenToFetch: 'ask' });
  await popupOn(firefox, 'https://example.com/');
  await firefox.closePopup();
  await firefox.sidebar.wait(() => {
    document.documentElement.dispatchEvent(new Event('pointerenter')); // it looks again when it is gone to
    return [...document.querySelectorAll('button')].some(({ innerText }) => /^Get figures\s*\$0\.024/.test(innerText));
  });
  expect(paid(firefox)).toHaveLength(1);
  await firefox.sidebar.press('Get figures');
  await firefox.sidebar.wait(rank);
  expect(paid(firefox)).toHaveLength(2);
});

test('Firefox: an event page killed in mid-call is said, counted and not sent again', async ({ firefox }) => {
  await connect(firefox);
  const gate = firefox.server.hold('/summary/live');
  const page = await firefox.open('options.html#/summary?target=forbes.com');
  await press(page, 'Run');
  await gate.arrived;
  await firefox.stopBackground();
  await gate.dropped;
  gate.release();
  await says(page, '[data-failure="interrupted"]', '$0.024 may have been charged');

  // Looking again, the popup, which would buy by itself, and the ledger say the same; nothing is asked for anew.
  await page.close();
  const again = await firefox.open('options.html#/summary?target=forbes.com');
  await says(again, '[data-failure="interrupted"]', 'may have been charged');
  await popupOn(firefox, 'https://forbes.com/');
  await firefox.popup.wait(() => document.querySelector('[data-failure="interrupted"]')?.textContent?.includes('may have been charged'));
  await firefox.closePopup();
  const spending = await firefox.open('options.html#/spending');
  await says(spending, '[data-state="lost-calls"]', 'It may have been charged $0.024, and counts as spent');
  expect(paid(firefox)).toHaveLength(1);
});

test('Firefox: idle, the event page ends; a paid call keeps it alive though who asked has gone', async ({ firefox }) => {
  test.setTimeout(120_000);
  const settings = await connect(firefox);
  await firefox.setPreference('extensions.background.idle.timeout', 500);
  await firefox.stopBackground();
  await say(settings, 'status');
  await until(async () => (await firefox.backgroundState()) === 'stopped', 'the event page has ended');

  // By itself Firefox ends it after 30 s, even while a reply is awaited. Longer than our beat, and no longer than a test should wait:
  const idleMs = 21_000;
  await firefox.setPreference('extensions.background.idle.timeout', idleMs);
  const gate = firefox.server.hold('/summary/live');
  const asker = await firefox.open('options.html#/summary?target=forbes.com');
  await press(asker, 'Run');
  await gate.arrived;
  await asker.close();
  await sleep(idleMs + 4_000);
  expect(await firefox.backgroundState()).toBe('running');
  gate.release();
  const page = await firefox.open('options.html#/summary?target=forbes.com');
  await page.waitForFunction(() => document.querySelector('[data-field="rank"]')?.textContent === '689', { timeout: 15_000 });
  expect(paid(firefox)).toHaveLength(1);
});

test('Firefox: in private windows it is not there, and nothing of them is stored', async ({ firefox }) => {
  const settings = await connect(firefox);
  await popupOn(firefox, 'https://forbes.com/');
  await firefox.popup.wait(rank);
  await firefox.closePopup();
  const calls = firefox.server.calls.length;
  expect(await firefox.lookPrivately('https://www.theverge.com/canary')).toEqual({ isSeen: false, hasButton: false });
  expect(firefox.server.visits.map(({ address }) => address)).toContain('www.theverge.com/canary');
  const all = JSON.stringify([await settings.evaluate(storedRows), await settings.evaluate(storedElsewhere)]);
  expect(all).toContain('forbes.com');
  expect(all).not.toMatch(/theverge|canary/);
  expect(firefox.server.calls).toHaveLength(calls);
});

test('Firefox: without the permission for the API’s host, which a person may take back, nothing is sent, and it is said', async ({
  firefox,
}) => {
  await connect(firefox);
  await firefox.withdraw(['https://api.dataforseo.com/*']);
  const page = await firefox.open('options.html#/summary?target=forbes.com');
  await press(page, 'Run');
  await says(page, '[data-failure="no-permission"]', 'does not let Backlens reach DataForSEO');
  await says(page, '[data-failure="no-permission"] button', 'Allow');
  expect(firefox.server.calls).toEqual([]);
});
