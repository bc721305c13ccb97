import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { createSample } from '../../lib/sample/index.ts';
import { type App, expect, test } from './fixtures.ts';
import { connect, figure, goOffline, openExplorer, paid, set } from './steps.ts';

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

/** What a press saves, as text. */
async function saved(page: Page, name: string | RegExp, within = page.locator('main')): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    within.getByRole('button', { name, exact: typeof name === 'string' }).click(),
  ]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/** Runs the playbook at an address to its end. */
async function runAt(app: App, hash: string): Promise<Page> {
  const page = await openExplorer(app, hash);
  await runButton(page).click();
  await expect(figure(page, 'plan')).toHaveText(/stored: looking is free/, { timeout: 30_000 });
  return page;
}

/** The website of a row of an intersection, as it links to one target. */
const linking = (target: string, rank: number) => ({ domain_intersection: { 1: { target, rank, backlinks: 2 } } });

const profile = (url: string, rank: number) => ({ url, rank, backlinks: rank * 2, referring_main_domains: rank });

const world: Rows = {
  summary: () => [
    {
      target: 'forbes.com',
      rank: 321,
      backlinks: 1000,
      referring_main_domains: 50,
      backlinks_spam_score: 62,
      referring_links_attributes: {},
    },
  ],
  backlinks: () => [
    link('spam.example', 0, {
      backlink_spam_score: 90,
      domain_from_ip: '203.0.113.1',
      anchor: 'cheap loans',
      first_seen: '2026-01-02 03:04:05 +00:00',
    }),
    link('dead.example', 44, { url_to: 'https://forbes.com/gone', is_broken: true, url_to_status_code: 404 }),
  ],
  anchors: () => [
    { anchor: 'Forbes', referring_main_domains: 60, backlinks: 100 },
    { anchor: 'cheap loans', referring_main_domains: 25, backlinks: 30 },
    { anchor: 'here', referring_main_domains: 15, backlinks: 15 },
  ],
  domain_pages: () => [{ page: 'https://forbes.com/gone', status_code: 404, page_summary: { backlinks: 31, referring_main_domains: 7 } }],
  competitors: () => [
    { target: 'forbes.com', intersections: 99 },
    { target: 'rival.com', intersections: 9 },
  ],
  domain_intersection: () => [linking('weak.com', 1), linking('strong.com', 90)],
  bulk_ranks: () => [
    { target: 'strong.com', rank: 700 },
    { target: 'weak.com', rank: 100 },
  ],
  bulk_spam_score: () => [
    { target: 'strong.com', spam_score: 10 },
    { target: 'weak.com', spam_score: 0 },
  ],
  bulk_pages_summary: () => [profile('forbes.com', 20), profile('rival.com', 30)],
  referring_domains: () => [{ domain: 'a.example', backlinks: 900, backlinks_spam_score: 5 }],
  referring_networks: () => [{ network_address: '203.0.113.0', referring_main_domains: 13 }],
  timeseries_summary: () => [
    { date: '2026-01-31 00:00:00 +00:00', referring_main_domains: 100 },
    { date: '2026-02-28 00:00:00 +00:00', referring_main_domains: 50 },
  ],
  timeseries_new_lost_summary: () => [
    { date: '2026-02-28 00:00:00 +00:00', new_referring_main_domains: 1, lost_referring_main_domains: 51 },
  ],
};

test('every playbook answers with the figures the API gave, and has no fault axe can find', async ({ app }) => {
  test.setTimeout(180_000);
  playRows(app, world);
  await connect(app);
  await set(app, { dayCapUsd: 5 });
  const figures: Record<string, Record<string, string>> = {
    '#/answer-strongest-links?target=forbes.com': { links: '2', median_rank: '22' },
    '#/answer-earned-links?target=forbes.com': { pages: '1', websites_of_first: '7' },
    '#/answer-opportunities?target=forbes.com': { rivals: '1', candidates: '2', opportunities: '2', median_rank: '400' },
    '#/answer-wasted-links?target=forbes.com': { dead: '1', dead_links: '31', targets: '1' },
    '#/answer-benchmark?target=forbes.com&rival=rival.com': { you_ahead: '0', rival_ahead: '3', only_rival: '2' },
    '#/answer-anchor-health?target=forbes.com&keywords=cheap+loans': { share_brand: '60%', share_exact: '25%', share_generic: '15%' },
    '#/answer-risk?target=forbes.com&keywords=cheap+loans': { looked_at: '2', scheme: '1', worthless: '1', both: '1' },
    '#/answer-due-diligence?target=forbes.com': { rank: '321', fall: '50%', top_ten: '90%', top_subnet: '26%' },
  };
  for (const [hash, told_] of Object.entries(figures)) {
    const page = await runAt(app, hash);
    for (const [id, text] of Object.entries(told_)) await expect(told(page, id).first(), `${hash} ${id}`).toHaveText(text);
    expect(await violations(page), hash).toEqual([]);
    await page.close();
  }
  const gaps = paid(app).filter(({ path }) => path.includes('domain_intersection'));
  for (const { body } of gaps) {
    const [task] = body as { targets: Record<string, string>; exclude_targets: string[] }[];
    expect(Object.values(task?.targets ?? {})).toEqual(['rival.com']);
    expect(task?.exclude_targets).toEqual(['forbes.com']);
  }
  const list = await openExplorer(app, '#/answers?target=forbes.com');
  await expect(list.getByRole('article')).toHaveCount(8);
  expect(await violations(list)).toEqual([]);
});

test('opportunities become prospects with status and note, kept over a reload and carried by CSV', async ({ app }) => {
  playRows(app, world);
  await connect(app);
  const page = await runAt(app, '#/answer-opportunities?target=forbes.com');
  await expect(cells(page, 'Link opportunities', 0)).toContainText(['', 'strong.com', '84', '700', '1', '10']);
  await page.getByRole('grid', { name: 'Link opportunities' }).locator('thead input[type="checkbox"]').click();
  await page.getByRole('button', { name: 'Add to prospects' }).click();
  await expect(page.getByText('2 added.')).toBeVisible();

  await page.getByRole('link', { name: 'Open the prospects' }).click();
  const grid = page.getByRole('grid', { name: 'Prospects' });
  await expect(grid.locator('tbody tr')).toHaveCount(2);
  await grid
    .getByRole('row', { name: /strong\.com/ })
    .getByRole('button')
    .first()
    .click();
  await page.getByLabel('Status', { exact: true }).selectOption('contacted');
  await page.getByLabel('Note').fill('=wrote on Monday');
  await page.getByLabel('Note').blur();
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await expect(grid.getByRole('row', { name: /strong\.com/ })).toContainText('contacted');

  const { text, name } = await saved(page, 'Export CSV');
  expect(name).toMatch(/^prospects_\d{8}_2-of-2\.csv$/);
  const { data } = Papa.parse<Record<string, string>>(text.replace(/^\ufeff/, ''), { header: true, skipEmptyLines: true });
  expect(data.find(({ domain }) => domain === 'strong.com')).toMatchObject({
    status: 'contacted',
    note: "'=wrote on Monday",
    rank: '700',
    spam: '10',
    target: 'forbes.com',
  });

  await grid.locator('thead input[type="checkbox"]').click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('No prospects yet')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page
    .getByLabel('CSV file of prospects')
    .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(`${text}nonsense,\r\n`) });
  await expect(page.getByText('2 added, 1 line has no domain')).toBeVisible();
  await expect(grid.getByRole('row', { name: /strong\.com/ })).toContainText('=wrote on Monday');
});

test('dead pages get new addresses, kept and saved as redirects; decisions become a disavow file behind its question', async ({ app }) => {
  playRows(app, world);
  await connect(app);
  const page = await runAt(app, '#/answer-wasted-links?target=forbes.com');
  const field = page.getByLabel('Where forbes.com/gone should lead');
  await field.fill('nowhere');
  await field.blur();
  await expect(page.getByText('A whole address such as')).toBeVisible();
  await field.fill('/here?a=1');
  await expect(page.getByText('1 of 1 have a new address')).toBeVisible();
  await page.waitForTimeout(300);
  await page.reload();
  await expect(field).toHaveValue('/here?a=1');
  expect((await saved(page, 'Apache')).text).toContain('RewriteRule "^/?gone$" "https://forbes.com/here?a=1" [R=301,L,NE]');
  expect((await saved(page, 'nginx')).text).toContain('"https://forbes.com/here?a=1";');
  expect(await saved(page, 'Netlify')).toEqual({ name: '_redirects', text: '/gone https://forbes.com/here?a=1 301\n' });
  expect(Papa.parse((await saved(page, 'CSV')).text.trim()).data[1]).toEqual([
    'https://forbes.com/gone',
    'https://forbes.com/here?a=1',
    '301',
  ]);

  const risk = await runAt(app, '#/answer-risk?target=forbes.com&keywords=cheap+loans');
  await risk.getByRole('grid', { name: 'Websites with something to see' }).locator('thead input[type="checkbox"]').click();
  await risk.getByRole('button', { name: 'Disavow', exact: true }).click();
  await expect(figure(risk, 'decided')).toHaveText(/disavow 1\./);
  await expect(risk.getByRole('button', { name: 'Save disavow.txt' })).toHaveCount(0);
  await risk.getByLabel('No, neither').check();
  await expect(risk.getByText('most likely nothing to disavow')).toBeVisible();
  await expect(risk.getByRole('button', { name: 'Save disavow.txt' })).toHaveCount(0);
  await risk.getByLabel('Yes, Search Console shows one').check();
  await risk.getByLabel(/The file Google has now/).fill('# ours\ndomain:older.example');
  expect(await violations(risk)).toEqual([]);
  const { text } = await saved(risk, 'Save disavow.txt');
  const lines = text.trim().split('\n');
  expect(lines.slice(0, 2)).toEqual(['# ours', 'domain:older.example']);
  expect(lines.at(-1)).toBe('domain:spam.example');
  expect(lines.filter((line) => line.startsWith('# spam.example: Scheme: the anchor is exactly the keyword'))).toHaveLength(1);
  await risk.reload();
  await expect(figure(risk, 'decided')).toHaveText(/disavow 1\./);
});

test('a dossier is saved, everything is forgotten, and it opens again offline with no request', async ({ app }) => {
  playRows(app, world);
  await connect(app);
  const page = await runAt(app, '#/answer-due-diligence?target=forbes.com');
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await page.getByLabel('Your name or agency').fill('Acme <SEO>');
  await page.getByLabel('Your name or agency').blur();
  expect(await violations(page)).toEqual([]);
  const html = await saved(page, 'Save as HTML', dialog);
  const markdown = await saved(page, 'Save as Markdown', dialog);
  const dossier = await saved(page, 'Save as dossier', dialog);
  expect([html.name, markdown.name, dossier.name].map((name) => name.replace(/_\d{8}_/, '_day_'))).toEqual([
    'forbes.com_due-diligence_day_11-of-11.html',
    'forbes.com_due-diligence_day_11-of-11.md',
    'forbes.com_due-diligence_day_11-of-11.dossier.json',
  ]);
  expect(markdown.text).toContain('**Red flag**: The average spam score of the links is 62 of 100.');
  expect(html.text).toContain('Acme &lt;SEO&gt;');

  const settings = await openExplorer(app, '#/settings');
  await settings
    .getByRole('button', { name: /Disconnect/ })
    .first()
    .click();
  const sure = settings.getByRole('button', { name: 'Disconnect and forget' });
  if (await sure.isVisible()) await sure.click();
  await expect(settings.getByLabel('API login')).toBeVisible();
  app.server.calls.length = 0;
  await goOffline(app);

  const again = await openExplorer(app, '#/dossiers');
  await expect(again.getByText('No dossier is open')).toBeVisible();
  await again
    .getByLabel('Dossier file')
    .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"format":"other"}') });
  await expect(again.getByRole('alert')).toHaveText('It is not a dossier of Backlens.');
  await again
    .getByLabel('Dossier file')
    .setInputFiles({ name: dossier.name, mimeType: 'application/json', buffer: Buffer.from(dossier.text) });
  await expect(told(again, 'rank')).toHaveText('321');
  await expect(told(again, 'fall')).toHaveText('50%');
  await expect(again.getByText('The average spam score of the links is 62 of 100.')).toBeVisible();
  expect(await violations(again)).toEqual([]);
  await told(again, 'top_subnet').click();
  await expect(again.getByRole('grid', { name: 'Networks' })).toContainText('203.0.113.0');
  await again.getByRole('link', { name: 'Back to the dossier' }).click();
  await expect(told(again, 'rank')).toHaveText('321');
  expect(app.server.calls).toEqual([]);

  // The page for clients stands on its own, in a browser that has no network.
  const printed = await app.context.newPage();
  const asked: string[] = [];
  printed.on('request', (request) => asked.push(request.url()));
  await printed.setContent(html.text);
  await expect(printed.getByRole('heading', { level: 1 })).toHaveText('Due diligence');
  expect(asked).toEqual([]);
  expect(await violations(printed)).toEqual([]);
});

test('a look at newer answers says what has changed since, and words are kept for the site', async ({ app }) => {
  let exact = 25;
  playRows(app, {
    ...world,
    anchors: () => [
      { anchor: 'Forbes', referring_main_domains: 100 - exact },
      { anchor: 'cheap loans', referring_main_domains: exact },
    ],
  });
  await connect(app);
  const page = await runAt(app, '#/answer-anchor-health?target=forbes.com&keywords=cheap+loans');
  await expect(told(page, 'share_exact')).toHaveText('25%');
  await page.waitForTimeout(600);
  exact = 30;
  await page.getByRole('button', { name: /^Run again/ }).click();
  await expect(told(page, 'share_exact')).toHaveText('30%');
  await expect(page.getByText('+5% since the last look')).toBeVisible();
  expect(paid(app)).toHaveLength(2);
  const other = await openExplorer(app, '#/answer-risk?target=forbes.com');
  await expect(other.getByLabel('Keywords')).toHaveValue('cheap loans');
});

test('a selection and an overview are reports too', async ({ app }) => {
  playRows(app, world);
  await connect(app);
  const page = await openExplorer(app, '#/backlinks?target=forbes.com');
  await page.getByRole('button', { name: /^Run/ }).click();
  await page
    .getByRole('row', { name: /dead\.example/ })
    .getByRole('checkbox')
    .click();
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  const html = await saved(page, 'Save as HTML', page.getByRole('dialog'));
  expect(html.text).toContain('dead.example');
  expect(html.text).not.toContain('spam.example');
  const overview = await openExplorer(app, '#/summary?target=forbes.com');
  await overview.getByRole('button', { name: /^Run/ }).click();
  await overview.getByRole('button', { name: 'Report', exact: true }).click();
  expect((await saved(overview, 'Save as Markdown', overview.getByRole('dialog'))).text).toContain('- Rank: **321**');
});
