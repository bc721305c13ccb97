import type { Page } from '@playwright/test';
import { focusFaults, motionFaults, nameFaults, reflowFaults, sizeFaults } from './access.ts';
import { answered, everyPage } from './every-page.ts';
import { expect, test } from './fixtures.ts';
import { connect, figure, openExplorer, popupOn, set } from './steps.ts';

/** Every page zoomed, narrow, heard, without motion and in the system's colours. */

/** 1280 × 800 at 200 %, and the narrowest that must do (WCAG 1.4.10). */
const windows = [
  { width: 640, height: 400 },
  { width: 320, height: 640 },
] as const;

const still = { reducedMotion: 'reduce', forcedColors: 'none' } as const;
const forced = { reducedMotion: 'reduce', forcedColors: 'active' } as const;

/** Everything that is wrong with what is on screen, in every one of those windows. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults = [...(await nameFaults(page)), ...(await motionFaults(page))];
  const add = (what: string, found: readonly string[]) => faults.push(...found.map((fault) => `${what}: ${fault}`));
  for (const size of windows) {
    await page.setViewportSize(size);
    add(`${size.width} px`, [...(await reflowFaults(page)), ...(await sizeFaults(page)), ...(await focusFaults(page))]);
  }
  await page.emulateMedia(forced);
  add('forced colours', await focusFaults(page));
  await page.emulateMedia(still);
  return faults;
}

for (const [kind, addressesOf] of Object.entries(everyPage)) {
  test(`nothing is cut off, covered, nameless, too small or moving: ${kind}`, async ({ app }) => {
    test.setTimeout(240_000);
    await connect(app);
    await set(app, { dayCapUsd: 5, monthCapUsd: 50, confirmAboveUsd: 5 });
    const page = await openExplorer(app, '#/no-such-page');
    await page.emulateMedia(still);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    for (const address of await addressesOf(page)) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(app.url(`options.html${address}`));
      await answered(page);
      expect.soft(await faultsOf(page), address).toEqual([]);
    }
  });
}

for (const file of ['popup.html', 'sidepanel.html']) {
  test(`nothing is cut off, covered, nameless, too small or moving: ${file}`, async ({ app }) => {
    await connect(app);
    const page = await app.context.newPage();
    await page.emulateMedia(still);
    await page.goto(app.url(file));
    const field = page.getByLabel('Domain or page to look at');
    await expect(field).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
    await field.fill('forbes.com');
    await field.press('Enter');
    const get = page.getByRole('button', { name: /^Get figures/ });
    await expect(get.or(figure(page, 'rank'))).toBeVisible();
    if (await get.isVisible()) await get.click();
    await expect(figure(page, 'rank')).toHaveText('689');
    expect(await faultsOf(page)).toEqual([]);
  });
}

test('the popup the browser opens is as wide as ever, and its links of the page are named and in sight', async ({ app }) => {
  await connect(app);
  const { popup } = await popupOn(app, 'https://news.example.com/a/page');
  await expect(figure(popup, 'rank')).toHaveText(/\d/);
  const faults = async () => [
    ...(await nameFaults(popup)),
    ...(await reflowFaults(popup)),
    ...(await sizeFaults(popup)),
    ...(await focusFaults(popup)),
  ];
  expect(await popup.evaluate(() => document.body.offsetWidth)).toBe(400);
  expect(await faults()).toEqual([]);
  await popup.getByRole('button', { name: 'Links on this page' }).click();
  await expect(popup.getByRole('heading', { level: 1, name: 'Links on this page' })).toBeVisible();
  await expect(popup.locator('.links-list')).toBeVisible();
  expect(await faults()).toEqual([]);
});

/** Remembers the live regions that stand now: only what changes in these is sure to be read out. */
const stand = (page: Page) =>
  page.evaluate(() => {
    Object.assign(globalThis, { stood: new Set(document.querySelectorAll('[role="status"], [role="alert"], [aria-live]')) });
  });

/** The words in the regions that stood before. */
const heard = (page: Page) =>
  page.evaluate(() =>
    [...(globalThis as unknown as { stood: Set<Element> }).stood].map(({ textContent }) => textContent?.trim()).join(' | '),
  );

const asks = (page: Page) => page.getByRole('button', { name: /^Run/ }).click();

test('a report on its way, answered, empty and failed is said where screen readers already listen', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/anchors?target=forbes.com');
  await page.emulateMedia(still);
  await expect(page.locator('[data-state="not-bought"]')).toBeVisible();
  await stand(page);
  const gate = app.server.hold('/anchors/live');
  await asks(page);
  await expect.poll(() => heard(page)).toContain('Asking DataForSEO');
  expect(await faultsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  gate.release();
  await expect.poll(() => heard(page)).toContain('100 rows of');

  await page.goto(app.url('options.html#/anchors?target=nodata.example.org'));
  await expect(page.locator('[data-state="not-bought"]')).toBeVisible();
  await stand(page);
  await asks(page);
  await expect.poll(() => heard(page)).toContain('Nothing found');
  expect(await faultsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });

  app.server.answer = async () => new Response('', { status: 500 });
  await page.goto(app.url('options.html#/anchors?target=moz.com'));
  await expect(page.locator('[data-state="not-bought"]')).toBeVisible();
  await stand(page);
  await asks(page);
  await expect.poll(() => heard(page)).toContain('DataForSEO has trouble');
  expect(await faultsOf(page)).toEqual([]);
});

test('the popup’s wait and its trouble are said where screen readers already listen', async ({ app }) => {
  await connect(app);
  await set(app, { whenToFetch: 'ask' });
  const { popup } = await popupOn(app, 'https://forbes.com/');
  const get = popup.getByRole('button', { name: /^Get figures/ });
  await expect(get).toBeVisible();
  await stand(popup);
  app.server.answer = async () => new Response('', { status: 500 });
  const gate = app.server.hold('/summary/live');
  await get.click();
  await expect.poll(() => heard(popup)).toContain('Asking DataForSEO');
  gate.release();
  await expect.poll(() => heard(popup)).toContain('DataForSEO has trouble');
});

test('in the system’s colours what is chosen, on and selected differs from what is not', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/timeseries_summary?target=forbes.com');
  await page.emulateMedia(forced);
  await asks(page);
  await expect(page.locator('.switch').first()).toBeVisible();
  await page.locator('[data-act="select"]').first().click();
  const look = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  for (const [chosen, other] of [
    ['.switch[aria-pressed="true"]', '.switch[aria-pressed="false"]'],
    ['.density-switch [aria-pressed="true"]', '.density-switch [aria-pressed="false"]'],
    ['#rail a[aria-current]', '#rail a:not([aria-current])'],
    ['tr[aria-selected="true"] > td', 'tr[aria-selected="false"] > td'],
  ] as const)
    expect(await look(chosen), chosen).not.toBe(await look(other));
  const lines = await page.locator('.line path').evaluateAll((paths) => paths.map((path) => getComputedStyle(path).stroke));
  expect(lines.length).toBeGreaterThan(0);
  expect(lines).not.toContain('none');
});

test('a column is moved and made wider without a drag', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/anchors?target=forbes.com&limit=10');
  await asks(page);
  const headings = page.locator('th[data-field]');
  await expect(headings.first()).toBeVisible();
  const [, second = ''] = await headings.evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.field ?? ''));
  const heading = page.locator(`th[data-field="${second}"]`);
  const name =
    (await heading.locator('button').innerText())
      .replace(/[↑↓\d\s]+$/, '')
      .split('\n')
      .at(-1) ?? '';
  const width = async () => (await heading.boundingBox())?.width ?? 0;
  const before = await width();
  await page.getByRole('button', { name: /^Columns/ }).click();
  const chooser = page.getByRole('dialog', { name: 'Columns' });
  await chooser.getByText(name, { exact: true }).first().hover();
  await chooser.getByRole('button', { name: `${name}: wider` }).click();
  await expect.poll(width).toBe(before + 16);
  await chooser.getByRole('button', { name: `${name}: further right` }).click();
  await expect.poll(() => headings.evaluateAll((all) => (all[2] as HTMLElement | undefined)?.dataset.field)).toBe(second);
});
