import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { createSample } from '../../lib/sample/index.ts';
import { type App, expect, test } from './fixtures.ts';
import { connect, figure, openExplorer, paid, set } from './steps.ts';

/** Rows by the endpoint's word in its path; the task asked for may change them. */
type Rows = Record<string, (task: Record<string, unknown>) => object[]>;

/** Lets the server answer some endpoints with fixed rows, billed as the API does, and all others from the sample. */
function playRows(app: App, rows: Rows): void {
  const sample = createSample();
  app.server.answer = async (request) => {
    const name = new URL(request.url).pathname.split('/')[3] ?? '';
    const make = rows[name];
    if (!make) return sample(request);
    const [task = {}] = JSON.parse(await request.text()) as Record<string, unknown>[];
    const items = make(task);
    const cost = Number((0.024 + 0.000036 * Math.max(1, items.length)).toFixed(6));
    return Response.json({
      version: 'test',
      status_code: 20000,
      status_message: 'Ok.',
      cost,
      tasks_count: 1,
      tasks_error: 0,
      tasks: [
        {
          id: '1',
          status_code: 20000,
          status_message: 'Ok.',
          cost,
          result_count: 1,
          path: [],
          data: task,
          result: name === 'summary' ? items : [{ total_count: items.length, items_count: items.length, items }],
        },
      ],
    });
  };
}

/** A figure of an answer. */
const told = (page: Page, id: string) => page.locator(`[data-figure="${id}"]`);
const runButton = (page: Page) => page.getByRole('button', { name: /^(Run|Go on|Up to date)/ });
const cells = (page: Page, caption: string, at: number) =>
  page.getByRole('grid', { name: caption }).locator('tbody tr').nth(at).locator('td');

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

const link = (domain_from: string, domain_from_rank: number | null, more: object = {}) => ({
  ...{ url_from: `https://${domain_from}/page`, domain_from, domain_from_rank, page_from_rank: 10, item_type: 'anchor', dofollow: true },
  ...{ anchor: 'Forbes', url_to: 'https://forbes.com/', backlink_spam_score: 5 },
  ...more,
});

test('the strongest links are those the API gave, the price is known before, and looking again is free', async ({ app }) => {
  playRows(app, {
    backlinks: () => [link('b.example', 300, { dofollow: false }), link('a.example', 900), link('a.example', 800), link('n.example', null)],
    anchors: () => [{ anchor: 'Forbes', referring_main_domains: 77, backlinks: 99 }],
  });
  await connect(app);
  const page = await openExplorer(app, '#/answer-strongest-links?target=forbes.com');
  await expect(figure(page, 'plan')).toHaveText('2 calls · $0.0552');
  expect(paid(app)).toHaveLength(0);
  await runButton(page).click();
  await expect(told(page, 'links')).toHaveText('3');
  await expect(told(page, 'dofollow')).toHaveText('2');
  await expect(told(page, 'median_rank')).toHaveText('600');
  await expect(cells(page, 'Strongest links', 0)).toContainText(['', 'a.example', '900']);
  await expect(cells(page, 'Anchors of the strongest links', 0)).toContainText(['', 'Forbes', '3', '77', '99']);
  expect(paid(app)).toHaveLength(2);
  await expect(figure(page, 'plan')).toHaveText('2 calls, all of them stored: looking is free');
  expect(await violations(page)).toEqual([]);

  await page.reload();
  await expect(told(page, 'links')).toHaveText('3');
  await told(page, 'links').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Backlinks');
  await expect(page.getByRole('grid', { name: 'Backlinks' })).toBeVisible();
  expect(paid(app)).toHaveLength(2);
});

test('a run that is killed between two calls goes on where it was, and buys nothing twice', async ({ app }) => {
  playRows(app, {
    domain_pages: () => [1, 2, 3].map((at) => ({ page: `https://forbes.com/${at}`, page_summary: { referring_main_domains: 9 - at } })),
    anchors: ({ target }) => [{ anchor: `to ${target}`, referring_main_domains: 4, backlinks: 5 }],
  });
  await connect(app);
  const page = await openExplorer(app, '#/answer-earned-links?target=forbes.com');
  await expect(figure(page, 'plan')).toHaveText('4 calls · at most $0.1104');
  // The third call is never let through to the browser's permissions, so the background dies ahead of it.
  await (await app.worker()).evaluate(() => {
    const { permissions } = (globalThis as unknown as { chrome: { permissions: { contains(asked: object): Promise<boolean> } } }).chrome;
    const contains = permissions.contains.bind(permissions);
    let calls = 0;
    permissions.contains = (asked) => (++calls > 2 ? new Promise(() => {}) : contains(asked));
  });
  await runButton(page).click();
  await expect.poll(() => paid(app).length).toBe(2);
  await expect(page.getByLabel('The plan')).toContainText('call 3 of 4');
  await page.close();
  await app.stopWorker();

  const again = await openExplorer(app, '#/answer-earned-links?target=forbes.com');
  await expect(figure(again, 'plan')).toHaveText(/^4 calls, 2 of them stored and free · \$0\.0552$/);
  await runButton(again).click();
  await expect(figure(again, 'plan')).toHaveText('4 calls, all of them stored: looking is free');
  const targets = paid(app).map(({ body }) => (body as { target: string }[])[0]?.target);
  expect(targets).toEqual(['forbes.com', 'https://forbes.com/1', 'https://forbes.com/2', 'https://forbes.com/3']);
});

test('above the limit the whole plan is listed first; a call that fails says so in its part and the rest stands', async ({ app }) => {
  playRows(app, { backlinks: () => [link('a.example', 900)] });
  await connect(app);
  await set(app, { confirmAboveUsd: 0.05 });
  app.server.faults.push({ path: '/anchors/live', status: 500, body: 'no' });
  const page = await openExplorer(app, '#/answer-strongest-links?target=forbes.com');
  await expect(figure(page, 'plan')).toHaveText('2 calls · $0.0552');
  await runButton(page).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('2 calls to DataForSEO, together $0.0552 at most');
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Not now' }).click();
  expect(paid(app)).toHaveLength(0);
  await runButton(page).click();
  await dialog.getByRole('button', { name: /^Buy 2 calls/ }).click();
  await expect(page.locator('[data-section="anchors"] [data-failure="server-trouble"]')).toBeVisible();
  await expect(told(page, 'links')).toHaveText('1');
  expect(paid(app)).toHaveLength(2);
});
