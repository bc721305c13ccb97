import type { Page } from 'puppeteer-core';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import { endpoints } from '../../lib/endpoints/index.ts';
import { addressOf, hostileAnswer, hostileTexts } from '../fixtures/hostile.ts';
import { connect, popupOn, press, say } from './firefox-steps.ts';
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

/** Asks for a report in hostile texts and looks at it in two widths, with every row and its file. */
async function expectReportHarmless(firefox: FirefoxApp, endpoint: Endpoint, sent: Map<Endpoint, unknown[]>): Promise<void> {
  const { id, view } = endpoint;
  const page = await firefox.open(`options.html${addressOf(endpoint)}`);
  await press(page, 'Run');
  const isRecord = view === 'record' || view === 'overview';
  const rows = '.grid-area tr[data-place]';
  await page.waitForSelector(isRecord ? '.record [data-field]' : rows, { timeout: 20_000 });
  for (const width of [720, 1280]) {
    await page.setViewport({ width, height: 800 });
    expect(await isWide(page), `${id} at ${width} px`).toBe(false);
  }
  if (!isRecord) {
    const { length } = endpoint.read(sent.get(endpoint) ?? []).rows;
    expect(faultsInCsv(await saved(page), length), id).toEqual([]);
    await page.setViewport({ width: 4000, height: hostileTexts.length * 50 + 900 });
    const isDrawn = (selector: string, rows: number) => document.querySelectorAll(selector).length === rows;
    await page.waitForFunction(isDrawn, { timeout: 20_000 }, rows, length);
  }
  expect(await page.evaluate(faultsIn), id).toEqual([]);
  await page.close();
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
  await expect.poll(async () => (await seen()).refused.length).toBe(2);
  expect(await page.evaluate(() => (globalThis as { __pwn?: number }).__pwn ?? null)).toBeNull();
  await firefox.watch(); // forgets it
});

for (const groups of [
  ['Links', 'Overview', 'Bulk'],
  ['Pages', 'Compare', 'Trends', 'Account'],
])
  test(`Firefox: every text of every report may be hostile: ${groups.join(', ')}`, async ({ firefox }) => {
    test.setTimeout(240_000);
    const settings = await connect(firefox);
    await say(settings, 'changeSettings', { dayCapUsd: 5 });
    const sent = new Map<Endpoint, unknown[]>();
    firefox.server.answer = hostileAnswer({ onResult: (endpoint, result) => sent.set(endpoint, result) });
    for (const endpoint of endpoints.filter(({ group }) => groups.includes(group))) await expectReportHarmless(firefox, endpoint, sent);
    expect(firefox.server.errors).toEqual([]);
  });

test('Firefox: the popup shows hostile figures and a page’s hostile links as text', async ({ firefox }) => {
  await connect(firefox);
  firefox.server.answer = hostileAnswer();
  await popupOn(firefox, 'https://forbes.com/');
  await firefox.popup.wait(() => document.querySelector('[data-field="rank"]')?.textContent === '689');
  expect(await firefox.popup.evaluate(faultsIn)).toEqual([]);
});
