import type { Page } from '@playwright/test';
import { columnsOf } from '../../lib/columns.ts';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import { endpointOf, endpoints } from '../../lib/endpoints/index.ts';
import { reportOf } from '../../lib/reports/index.ts';
import { createSample } from '../../lib/sample/index.ts';
import { addressOf, corpusIsHere, hostileAnswer, hostileTexts, poisonedResult, type Reply } from '../fixtures/hostile.ts';
import { type App, expect, test } from './fixtures.ts';
import { expectHarmless, expectPlainFiles, foreignRequests, isWide, makeRoom, SMALL, watch } from './hostile-steps.ts';
import { connect, figure, popupOn, set } from './steps.ts';

/** Asks for a report in hostile texts and looks at it in every width, with every row, field and file of it. */
async function expectReportHarmless(app: App, page: Page, endpoint: Endpoint, sent: Map<Endpoint, unknown[]>): Promise<void> {
  const { id, view, title } = endpoint;
  await page.setViewportSize(SMALL);
  await page.goto(app.url(`options.html${addressOf(endpoint)}`));
  await page.getByRole('button', { name: /^Run/ }).click();
  const isRecord = view === 'record' || view === 'overview';
  const shown = isRecord ? page.locator('.record [data-field]') : page.locator('.grid-area tr[data-place]');
  await expect(shown.first(), id).toBeVisible();
  for (const width of [720, 1280]) {
    await page.setViewportSize({ ...SMALL, width });
    expect(await isWide(page), `${id} at ${width} px`).toBe(false);
  }
  if (isRecord) return expectHarmless(page, id);

  const answer = endpoint.read(sent.get(endpoint) ?? []);
  await expectPlainFiles(page, answer.rows.length, id);
  await makeRoom(page);
  await expect(page.locator('.grid-area tr[data-place]')).toHaveCount(answer.rows.length);
  await expectHarmless(page, id);

  if (!reportOf(id)) return;
  // Every field as a column of its own, where the report shows a choice of them.
  const order = columnsOf(endpoint, answer).map(({ path }) => path);
  await page.evaluate(([name, layout]) => localStorage.setItem(`layout ${name}`, layout), [
    title,
    JSON.stringify({ order, hidden: [] }),
  ] as const);
  await page.setViewportSize(SMALL);
  await page.reload();
  await expect(page.locator('.grid-area tr[data-place]').first()).toBeVisible();
  await makeRoom(page);
  await expect(page.locator('.grid-area tr[data-place]')).toHaveCount(answer.rows.length);
  await expect(page.locator('.grid-area th[data-field]').nth(order.length - 1)).toBeVisible();
  await expectHarmless(page, `${id}, every column`);
}

test('the larger corpus of hostile texts takes part', () => {
  test.skip(!corpusIsHere, `skipped: no corpus beside the repository; ${hostileTexts.length} texts of our own take part`);
  expect(hostileTexts.length).toBeGreaterThan(80);
});

for (const groups of [['Links'], ['Overview', 'Pages', 'Compare'], ['Bulk', 'Trends'], ['Account']]) {
  test(`R41 every text of every report may be hostile: ${groups.join(', ')}`, async ({ app }) => {
    test.setTimeout(300_000);
    await connect(app);
    await set(app, { dayCapUsd: 5 });
    const foreign = foreignRequests(app);
    const page = await app.context.newPage();
    await watch(page);
    const sent = new Map<Endpoint, unknown[]>();
    app.server.answer = hostileAnswer({ onResult: (endpoint, result) => sent.set(endpoint, result) });
    for (const endpoint of endpoints.filter(({ group }) => groups.includes(group))) await expectReportHarmless(app, page, endpoint, sent);
    expect(foreign).toEqual([]);
    expect(app.server.errors).toEqual([]);
  });
}

test('every field of a hostile row may be read in the panel, and ten megabytes in one field stop nothing', async ({ app }) => {
  test.setTimeout(120_000);
  await connect(app);
  const foreign = foreignRequests(app);
  const page = await app.context.newPage();
  await watch(page);
  const worst = hostileTexts.slice(0, 12);
  const sample = createSample();
  const backlinks = endpointOf('backlinks');
  app.server.answer = async (request) => {
    const reply = (await (await sample(request)).json()) as Reply;
    const [task] = reply.tasks;
    if (!task?.result) return Response.json(reply);
    task.result = poisonedResult(backlinks, task.result, { texts: worst });
    const [first] = task.result as { items: Record<string, unknown>[] }[];
    first?.items.push({ ...first.items[0], url_from: 'https://big.com/', anchor: 'A'.repeat(10_485_760) });
    return Response.json(reply);
  };
  await page.goto(app.url('options.html#/backlinks?target=forbes.com'));
  await page.getByRole('button', { name: /^Run/ }).click();
  const grid = page.getByRole('grid').first();
  await expect(grid).toHaveAttribute('aria-rowcount', String(worst.length + 2), { timeout: 30_000 });
  await grid.focus();
  const panel = page.getByRole('complementary', { name: /Every field/ });
  for (const text of worst) {
    await page.keyboard.press('d');
    await expect(panel.locator('[data-field="anchor"]'), text.slice(0, 60)).toBeVisible();
    await expectHarmless(page, `the panel of ${text.slice(0, 60)}`);
    expect(await isWide(page)).toBe(false);
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('End');
  await page.keyboard.press('d');
  await expect(panel.locator('[data-field="url_from"]')).toContainText('big.com');
  expect(await page.evaluate(() => document.body.innerText.length)).toBeLessThan(250_000);
  expect(foreign).toEqual([]);
});

test('R41 the popup shows hostile names and maps as text', async ({ app }) => {
  await connect(app);
  const foreign = foreignRequests(app);
  const sites = { 'forbes.com': hostileTexts, 'example.com': ['constructor', '__proto__', 'toString'] };
  for (const [site, texts] of Object.entries(sites)) {
    app.server.answer = hostileAnswer({ texts });
    const { popup } = await popupOn(app, `https://${site}/`);
    await expect(figure(popup, 'rank')).toHaveText(/\d/);
    await expectHarmless(popup, site);
    expect(await isWide(popup)).toBe(false);
  }
  expect(foreign.filter((url) => !sites[new URL(url).hostname as keyof typeof sites])).toEqual([]);
});

test('the API’s own words for a failure are quoted as text, and lead nowhere', async ({ app }) => {
  await connect(app);
  const foreign = foreignRequests(app);
  const page = await app.context.newPage();
  await watch(page);
  for (const text of hostileTexts.slice(0, 12)) {
    const task = { id: '1', status_code: 40501, status_message: text, cost: 0, result: null };
    const body = { status_code: 20000, status_message: text, cost: 0, tasks_error: 1, tasks: [task] };
    app.server.faults.push({ path: '/anchors/live', body: JSON.stringify(body) });
    await page.goto(app.url('options.html#/anchors?target=forbes.com'));
    await page.reload();
    await page.getByRole('button', { name: /^Run/ }).click();
    await expect(page.locator('[data-failure]'), text.slice(0, 60)).toBeVisible();
    await expectHarmless(page, text.slice(0, 60));
    expect(await isWide(page), text.slice(0, 60)).toBe(false);
    // The whole of a message of kilobytes helps nobody.
    expect((await page.locator('[data-failure]').innerText()).length).toBeLessThan(1500);
  }
  expect(foreign).toEqual([]);
});

test('an address full of hostile texts is a slip like any other, and asks for nothing', async ({ app }) => {
  await connect(app);
  const foreign = foreignRequests(app);
  test.setTimeout(180_000);
  const page = await app.context.newPage();
  await watch(page);
  for (const text of hostileTexts.slice(0, 14)) {
    const written = encodeURIComponent(text.toWellFormed());
    for (const hash of [
      `anchors?target=${written}&filters=${written}&limit=${written}`,
      `trends?target=${written}&with=${written}`,
      `bulk?targets=${written}&targets=moz.com`,
      `compare?targets=${written}&targets=${written}`,
      `page_intersection?targets=${written}&exclude_targets=${written}`,
      `answer-risk?target=${written}&keywords=${written}`,
      `spending?by=${written}&only=${written}`,
      written,
    ]) {
      await page.goto(app.url(`options.html#/${hash}`));
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectHarmless(page, hash.slice(0, 80));
      expect(await isWide(page), hash.slice(0, 80)).toBe(false);
    }
  }
  expect(foreign).toEqual([]);
  expect(app.server.calls).toEqual([]);
});
