import type { Page } from 'puppeteer-core';
import { columnsOf } from '../../lib/columns.ts';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import { endpoints } from '../../lib/endpoints/index.ts';
import { reportOf } from '../../lib/reports/index.ts';
import { addressOf, hostileAnswer, hostilePage, hostileTexts } from '../fixtures/hostile.ts';
import { connect, popupOn, press, say, says } from './firefox-steps.ts';
import { expect, type FirefoxApp, firefoxTest as test } from './fixtures.ts';
import { faultsIn } from './hostile-faults.ts';
import { faultsInCsv } from './hostile-steps.ts';

/** The fixture adds to each of these that nobody but the API was asked and that the policy had nothing to refuse. */

const isWide = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

/** The file that the page saves at a press, read before the browser has it. */
async function saved(page: Page): Promise<string> {
  await page.evaluate(() => {
    const world = globalThis as { __saved?: Blob };
    URL.createObjectURL = (blob) => {
      world.__saved = blob as Blob;
      return 'blob:kept';
    };
    HTMLAnchorElement.prototype.click = () => {};
  });
  await press(page, 'Export CSV');
  await page.waitForFunction(() => (globalThis as { __saved?: Blob }).__saved, { timeout: 20_000 });
  return page.evaluate(() => (globalThis as { __saved?: Blob }).__saved?.text() ?? '');
}

/** Looks at a page in two widths. */
async function expectHarmless(page: Page, what: string): Promise<void> {
  for (const width of [720, 1280]) {
    await page.setViewport({ width, height: 800 });
    expect(await isWide(page), `${what} at ${width} px`).toBe(false);
  }
  expect(await page.evaluate(faultsIn), what).toEqual([]);
}

/** Looks at every row of a table at once. */
async function expectRowsHarmless(page: Page, rows: number, what: string): Promise<void> {
  await page.setViewport({ width: 6000, height: hostileTexts.length * 50 + 900 });
  const areDrawn = (wanted: number) => document.querySelectorAll('.grid-area tr[data-place]').length === wanted;
  await page.waitForFunction(areDrawn, { timeout: 20_000 }, rows);
  expect(await page.evaluate(faultsIn), what).toEqual([]);
}

/** Asks for a report in hostile texts and looks at it in two widths, with its file, every row and every column. */
async function expectReportHarmless(firefox: FirefoxApp, endpoint: Endpoint, sent: Map<Endpoint, unknown[]>): Promise<void> {
  const { id, view, title } = endpoint;
  const address = `options.html${addressOf(endpoint)}`;
  const page = await firefox.open(address);
  await press(page, 'Run');
  const isRecord = view === 'record' || view === 'overview';
  await page.waitForSelector(isRecord ? '.record [data-field]' : '.grid-area tr[data-place]', { timeout: 20_000 });
  await expectHarmless(page, id);
  if (isRecord) return page.close();

  const answer = endpoint.read(sent.get(endpoint) ?? []);
  expect(faultsInCsv(await saved(page), answer.rows.length), id).toEqual([]);
  if (!reportOf(id)) {
    await expectRowsHarmless(page, answer.rows.length, id);
    return page.close();
  }
  // Every field as a column of its own, where the report shows a choice of them.
  const layout = JSON.stringify({ order: columnsOf(endpoint, answer).map(({ path }) => path), hidden: [] });
  await page.evaluate((name, layout) => localStorage.setItem(`layout ${name}`, layout), title, layout);
  await page.close();
  const again = await firefox.open(address);
  await expectRowsHarmless(again, answer.rows.length, `${id}, every column`);
  await again.close();
}

test('Firefox: what a page of ours must not do is refused, and is seen', async ({ firefox }) => {
  const seen = await firefox.watch();
  const page = await firefox.open('options.html#/settings');
  await page.evaluate(() => {
    const script = document.createElement('script');
    try {
      script.text = 'globalThis.__pwn = 1';
    } catch {}
    const image = new Image();
    image.src = 'https://page.test/pixel.png';
    document.body.append(script, image);
    const link = Object.assign(document.createElement('a'), { href: 'https://page.test/elsewhere', target: '_blank' });
    document.body.append(link);
    link.click();
  });
  await expect.poll(async () => (await seen()).asked).toEqual(['https://page.test/elsewhere']);
  await expect.poll(async () => (await seen()).troubles.length).toBe(2);
  expect(await page.evaluate(() => (globalThis as { __pwn?: number }).__pwn ?? null)).toBeNull();
  await firefox.watch(); // forgets it
});

for (const groups of [
  ['Links', 'Overview', 'Bulk'],
  ['Pages', 'Compare', 'Trends', 'Account'],
])
  test(`Firefox: every text of every report may be hostile: ${groups.join(', ')}`, async ({ firefox }) => {
    test.setTimeout(300_000);
    const settings = await connect(firefox);
    await say(settings, 'changeSettings', { dayCapUsd: 5 });
    const sent = new Map<Endpoint, unknown[]>();
    firefox.server.answer = hostileAnswer({ onResult: (endpoint, result) => sent.set(endpoint, result) });
    for (const endpoint of endpoints.filter(({ group }) => groups.includes(group))) await expectReportHarmless(firefox, endpoint, sent);
    expect(firefox.server.errors).toEqual([]);
  });

test('Firefox: pages made of several answers show hostile ones as text', async ({ firefox }) => {
  test.setTimeout(120_000);
  const settings = await connect(firefox);
  await say(settings, 'changeSettings', { dayCapUsd: 5, confirmAboveUsd: 5 });
  firefox.server.answer = hostileAnswer({ kept: ['target', 'url', 'date'] });
  const targets = hostileTexts.slice(0, 50).map((_, at) => `targets=site-${at}.com`);
  for (const [hash, until] of [
    [`bulk?${targets.join('&')}`, 'Looking is free'],
    [`compare?${targets.slice(0, 5).join('&')}`, 'Looking is free'],
    ['trends?target=forbes.com', 'Refresh 2 series'],
  ] as const) {
    const page = await firefox.open(`options.html#/${hash}`);
    // Until the targets are read the button names no number of calls, and a press is nothing.
    await says(page, 'button', hash.startsWith('trends') ? 'Get 2 series' : ' call');
    await press(page, hash.startsWith('trends') ? 'Get 2 series' : 'Run');
    await says(page, 'main', until);
    await expectHarmless(page, hash.slice(0, 20));
    await page.close();
  }
  expect(firefox.server.errors).toEqual([]);
});

test('Firefox: the popup shows hostile figures and a page’s hostile links as text', async ({ firefox }) => {
  await connect(firefox);
  firefox.server.answer = hostileAnswer();
  firefox.server.pages['forbes.com/hostile'] = hostilePage();
  await popupOn(firefox, 'https://forbes.com/hostile');
  await firefox.popup.wait(() => document.querySelector('[data-field="rank"]')?.textContent === '689');
  expect(await firefox.popup.evaluate(faultsIn)).toEqual([]);
  await firefox.popup.press('Links on this page');
  await firefox.popup.press('All');
  await firefox.popup.wait((least) => document.querySelectorAll('.link-row').length > least, hostileTexts.length);
  expect(await firefox.popup.evaluate(faultsIn)).toEqual([]);
});
