import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { expect, test } from './fixtures.ts';
import { connect, openExplorer, paid, set } from './steps.ts';

const part = (page: Page, name: 'stock' | 'flow' | 'history') => page.locator(`[data-part="${name}"]`);
const spend = (page: Page) => page.locator('.trend-form .run');
const bodies = (calls: { body: unknown }[]) => calls.map(({ body }) => (body as Record<string, unknown>[])[0]);

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

test('a trend costs what its button says, once; looking again, reloading and going back are free', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/trends?target=forbes.com');
  await expect(spend(page)).toHaveText(/^Get 2 series\s*\$0\.0489/);
  expect(paid(app)).toHaveLength(0);
  await spend(page).click();
  await expect(part(page, 'stock').locator('.line path').first()).toBeVisible();
  await expect(part(page, 'flow').locator('.columns path').first()).toBeVisible();
  await expect(part(page, 'flow')).toContainText('do not add up');
  expect(bodies(paid(app))).toMatchObject([
    { target: 'forbes.com', group_range: 'month' },
    { target: 'forbes.com', group_range: 'month' },
  ]);
  await page.reload();
  await expect(part(page, 'stock').locator('.line path').first()).toBeVisible();
  await expect(spend(page)).toHaveText(/^Refresh 2 series/);
  await page.getByRole('button', { name: '30 d' }).click();
  await expect(page).toHaveURL(/range=30d/);
  await expect(spend(page)).toHaveText(/^Get 2 series\s*\$0\.0502/);
  await expect(page.getByRole('combobox', { name: 'By' })).toHaveValue('day');
  expect(paid(app)).toHaveLength(2);
});

test('a range of one’s own is held within what the API knows, and is the address', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/trends?target=forbes.com');
  await expect(page.locator('[data-state="not-bought"]')).toContainText('2 times, for at most $0.0489');
  await page.getByRole('button', { name: 'Custom' }).click();
  await expect(page.getByLabel('From', { exact: true })).toHaveValue(/^\d{4}-\d{2}-01$/);
  await page.getByLabel('From', { exact: true }).fill('2010-05-05');
  await expect(page.getByLabel('From', { exact: true })).toHaveValue('2019-01-30');
  await page.getByLabel('To', { exact: true }).fill('2024-02-29');
  await page.getByRole('combobox', { name: 'By' }).selectOption('year');
  await spend(page).click();
  await expect(part(page, 'flow').locator('.columns path').first()).toBeVisible();
  expect(bodies(paid(app))[0]).toMatchObject({ date_from: '2019-01-30', date_to: '2024-02-29', group_range: 'year' });
  await page.reload();
  await expect(page.getByLabel('To', { exact: true })).toHaveValue('2024-02-29');
  await expect(page.getByRole('combobox', { name: 'By' })).toHaveValue('year');
  expect(paid(app)).toHaveLength(2);
});

test('one series fails alone; what came stays, and the failed one is asked again by itself', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/trends?target=forbes.com&with=moz.com');
  app.server.faults.push({ path: 'timeseries_new_lost_summary', status: 500, body: 'broken' });
  await expect(spend(page)).toHaveText(/^Get 3 series/);
  await spend(page).click();
  await expect(part(page, 'flow').locator('[data-failure]')).toBeVisible();
  await expect(part(page, 'stock').locator('.line')).toHaveCount(4);
  await expect(part(page, 'stock').locator('[data-failure]')).toHaveCount(0);
  expect(paid(app)).toHaveLength(3);
  await part(page, 'flow').getByRole('button', { name: /again/ }).click();
  await expect(part(page, 'flow').locator('.columns path').first()).toBeVisible();
  expect(paid(app)).toHaveLength(4);
});

test('up to four domains are drawn beside, each a call of its own; a plan above the threshold is listed first', async ({ app }) => {
  await connect(app);
  await set(app, { confirmAboveUsd: 0.06 });
  const page = await openExplorer(app, '#/trends?target=forbes.com');
  const beside = page.getByLabel('Domain to draw beside');
  await beside.fill('localhost');
  await beside.press('Enter');
  await expect(page.locator('#overlay-fault')).toContainText('not on the public internet');
  await beside.fill('https://www.moz.com/about');
  await beside.press('Enter');
  await expect(page).toHaveURL(/with=moz\.com$/);
  await beside.fill('moz.com');
  await beside.press('Enter');
  await expect(page.locator('#overlay-fault')).toContainText('drawn already');
  await spend(page).click();
  await expect(page.getByRole('dialog')).toContainText('Timeseries of moz.com');
  await page.getByRole('button', { name: 'Not now' }).click();
  expect(paid(app)).toHaveLength(0);
  await spend(page).click();
  await page.getByRole('button', { name: /^Buy 3 calls/ }).click();
  await expect(part(page, 'stock').locator('.line')).toHaveCount(4);
  await expect(part(page, 'stock').locator('.key li')).toHaveText(['forbes.com', 'moz.com']);
  expect(paid(app)).toHaveLength(3);
  await page.getByRole('button', { name: 'Remove moz.com' }).click();
  await expect(part(page, 'stock').locator('.line')).toHaveCount(2);
  expect(paid(app)).toHaveLength(3);
});

test('a page and a subdomain are told that trends exist for domains, whose trend is one priced press away', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, `#/trends?${new URLSearchParams({ target: 'https://www.forbes.com/lists/' })}`);
  const notice = page.locator('[data-state="part-of-domain"]');
  await expect(notice).toContainText('one page of forbes.com');
  expect(paid(app)).toHaveLength(0);
  await notice.getByRole('button', { name: /Show the trend of forbes\.com\s*\$0\.0489/ }).click();
  await expect(page).toHaveURL(/#\/trends\?target=forbes\.com$/);
  await expect(part(page, 'flow').locator('.columns path').first()).toBeVisible();
  expect(bodies(paid(app))).toMatchObject([{ target: 'forbes.com' }, { target: 'forbes.com' }]);
  await page.goto(app.url('options.html#/trends?target=news.bbc.co.uk'));
  await expect(notice).toContainText('one host of bbc.co.uk');
});

test('a chart is read by keyboard, zoomed and shown whole again, and drawn by pointer', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/trends?target=forbes.com&range=3y');
  await spend(page).click();
  const chart = page.getByRole('figure', { name: /Referring websites and backlinks by month/ });
  const cursor = chart.getByRole('slider');
  await expect(cursor).toHaveAttribute('aria-valuetext', /so far: Referring websites [\d,]+; Backlinks [\d,]+/);
  await cursor.focus();
  await page.keyboard.press('Home');
  const first = (await cursor.getAttribute('aria-valuetext')) ?? '';
  expect(first).toMatch(/2023: Referring websites/);
  await page.keyboard.press('ArrowRight');
  await expect(cursor).toHaveAttribute('aria-valuenow', '1');
  await expect(chart.locator('.read-out')).toContainText('Dec 2023');
  // The crawler of the sample missed two months; they are gaps and not zeros.
  const texts: string[] = [];
  for (let at = 0; at < 37; at++) {
    texts.push((await cursor.getAttribute('aria-valuetext')) ?? '');
    await page.keyboard.press('ArrowRight');
  }
  expect(texts.some((text) => text.includes('not known'))).toBe(true);
  expect(texts.some((text) => / 0(;|$)/.test(text))).toBe(false);
  await expect(chart).toContainText('has a gap');

  await page.keyboard.press('+');
  await expect(chart.getByRole('button', { name: 'Show all' })).toBeVisible();
  expect(Number(await cursor.getAttribute('aria-valuemax'))).toBeLessThan(36);
  await page.keyboard.press('Escape');
  await expect(cursor).toHaveAttribute('aria-valuemax', '36');

  const box = await cursor.boundingBox();
  if (!box) throw new Error('the chart is not in sight');
  const path = chart.locator('.line path').first();
  const drawn = await path.elementHandle();
  await page.mouse.move(box.x + box.width * 0.3, box.y + 60);
  await expect(chart.locator('.read-out b')).toHaveCount(2);
  // Hovering draws nothing again.
  expect(await path.evaluate((now, before) => now === before, drawn)).toBe(true);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await expect(chart.getByRole('button', { name: 'Show all' })).toBeVisible();
  await page.mouse.dblclick(box.x + box.width * 0.5, box.y + 60);
  await expect(cursor).toHaveAttribute('aria-valuemax', '36');
  expect(paid(app)).toHaveLength(2);
});

test('a chart is a table, a CSV, an SVG and a PNG of the same figures', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/trends?target=forbes.com');
  await spend(page).click();
  const chart = page.getByRole('figure', { name: /^New and lost/ });
  await chart.getByRole('button', { name: 'Table' }).click();
  await expect(chart.locator('tbody tr')).toHaveCount(13);
  const saved = async (name: string) => {
    const downloading = page.waitForEvent('download');
    await chart.getByRole('button', { name: `Save as ${name}` }).click();
    const download = await downloading;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const csv = await saved('CSV');
  expect(csv.name).toMatch(/^forbes\.com_timeseries_new_lost_summary_\d{8}_13-of-13\.csv$/);
  const { data } = Papa.parse<Record<string, string>>(csv.bytes.toString('utf8').replace(/^\ufeff/, ''), {
    header: true,
    skipEmptyLines: true,
  });
  expect(data).toHaveLength(13);
  expect(Object.keys(data[0] ?? {})).toEqual(['date', 'new_referring_main_domains', 'lost_referring_main_domains']);
  expect(Number(data[12]?.lost_referring_main_domains)).toBeGreaterThan(0);
  const svg = (await saved('SVG')).bytes.toString('utf8');
  expect(svg).toContain('New and lost referring websites by month');
  expect(svg).toContain('forbes.com · DataForSEO, fetched');
  expect(svg).not.toMatch(/var\(|class=|currentColor/);
  const { bytes } = await saved('PNG');
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  const drawn = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    return { width: image.width, height: image.height };
  }, bytes.toString('base64'));
  expect(drawn.width).toBeGreaterThan(1000);
  expect(drawn.height).toBeGreaterThan(400);
});

test('the reports of series have their charts above their tables', async ({ app }) => {
  await connect(app);
  for (const [report, charts] of [
    ['timeseries_summary', 1],
    ['timeseries_new_lost_summary', 1],
    ['history', 2],
  ] as const) {
    const page = await openExplorer(app, `#/${report}?target=forbes.com`);
    await page.getByRole('button', { name: /^Run/ }).click();
    await expect(page.getByRole('figure'), report).toHaveCount(charts);
    await expect(page.locator('tbody tr').first()).toBeVisible();
    await page.close();
  }
  expect(paid(app)).toHaveLength(3);
});

test('four domains of 2,600 days each are drawn and hovered without holding the page up', async ({ app }) => {
  test.setTimeout(120_000);
  await connect(app);
  await set(app, { confirmAboveUsd: 5, dayCapUsd: 5 });
  const page = await openExplorer(app, '#/trends?target=forbes.com&range=all&group_range=day&with=moz.com&with=medium.com&with=reddit.com');
  await spend(page).click();
  await expect(part(page, 'stock').locator('.line')).toHaveCount(8);
  // By turns ours, and eight bare lines of as many points: a busy machine makes both longer.
  const { drawn, bare } = await page.evaluate(async () => {
    const button = [...document.querySelectorAll<HTMLButtonElement>('.switch')].find(({ textContent }) => textContent === 'Rank');
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const lines = () => {
      svg.replaceChildren(
        ...Array.from({ length: 8 }, (_, line) => {
          const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
          path.setAttribute(
            'd',
            Array.from({ length: 2600 }, (_, at) => `${at ? 'L' : 'M'}${at * 0.3},${line * 20 + 10 * Math.sin(at)}`).join(''),
          );
          return path;
        }),
      );
      document.querySelector('main')?.append(svg);
    };
    const timed = async (act: () => void) => {
      await new Promise((done) => setTimeout(done, 200));
      const frame = new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done)));
      const began = performance.now();
      act();
      await frame;
      return performance.now() - began;
    };
    const drawn: number[] = [];
    const bare: number[] = [];
    for (let at = 0; at < 6; at++) {
      drawn.push(await timed(() => button?.click()));
      bare.push(await timed(lines));
      svg.remove();
    }
    return { drawn, bare };
  });
  console.log(
    'a panel of 4 × 2,600 points switched, and bare lines, ms',
    drawn.map(Math.round).join(' '),
    '|',
    bare.map(Math.round).join(' '),
  );
  // By turns a frame in which the pointer moves and one in which nothing does: a busy machine makes both longer.
  const frames = await page.evaluate(async () => {
    const cursor = document.querySelector<HTMLElement>('.cursor');
    if (!cursor) return { hovered: [], idle: [] };
    const { left, top, width } = cursor.getBoundingClientRect();
    const frame = async () => {
      const before = performance.now();
      await new Promise(requestAnimationFrame);
      return performance.now() - before;
    };
    const hovered: number[] = [];
    const idle: number[] = [];
    for (let at = 0; at < 120; at++) {
      const clientX = left + 60 + ((width - 90) * at) / 120;
      cursor.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY: top + 40, bubbles: true }));
      hovered.push(await frame());
      idle.push(await frame());
    }
    return { hovered, idle };
  });
  const median = (all: number[]) => all.toSorted((one, other) => one - other)[60] ?? Number.NaN;
  const [hovered, idle] = [median(frames.hovered), median(frames.idle)];
  console.log('hover and idle, median frames, ms', hovered.toFixed(1), idle.toFixed(1));
  expect(Math.min(...drawn) - Math.min(...bare)).toBeLessThan(70);
  expect(hovered - idle).toBeLessThan(33);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`trends have no accessibility fault, ${colorScheme}`, async ({ app }) => {
    await connect(app);
    const page = await openExplorer(app, '#/trends?target=forbes.com&with=moz.com');
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await faultsOf(page)).toEqual([]);
    await spend(page).click();
    await expect(part(page, 'flow').locator('.columns path').first()).toBeVisible();
    const chart = page.getByRole('figure').first();
    await chart.getByRole('button', { name: 'Table' }).click();
    await chart.getByRole('slider').focus();
    await page.keyboard.press('End');
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 720, height: 800 });
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
}
