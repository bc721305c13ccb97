import { readFile } from 'node:fs/promises';
import { read } from '@e965/xlsx';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { columnsOf } from '../../lib/columns.ts';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import { endpointOf, endpoints } from '../../lib/endpoints/index.ts';
import { isFormula } from '../../lib/export/text.ts';
import { reportOf } from '../../lib/reports/index.ts';
import { createSample } from '../../lib/sample/index.ts';
import { corpusIsHere, hostileTexts, poisonedResult } from '../fixtures/hostile.ts';
import { type App, expect, test } from './fixtures.ts';
import { connect, figure, popupOn, set } from './steps.ts';

/** An address for every report, made from what the registry says it takes. */
function addressOf({ id, request }: Endpoint): string {
  const values = new URLSearchParams();
  if (request.target) values.set('target', 'forbes.com');
  if (request.targets) for (const target of ['moz.com', 'ahrefs.com']) values.append('targets', target);
  if (request.limit) values.set('limit', String(hostileTexts.length));
  if (request.datetime_from?.required) values.set('datetime_from', '2026-10-30 00:00:00 +00:00');
  if (request.datetime_to?.required) values.set('datetime_to', '2026-11-20 00:00:00 +00:00');
  return `#/${id}${values.size > 0 ? `?${values}` : ''}`;
}

type Reply = { tasks: { result: unknown[] | null }[] };

/** From now on the API answers in hostile texts; gives the last result of each endpoint. */
function poison(app: App): Map<Endpoint, unknown[]> {
  const sample = createSample();
  const sent = new Map<Endpoint, unknown[]>();
  app.server.answer = async (request) => {
    const reply = (await (await sample(request)).json()) as Reply;
    const endpoint = endpoints.find(({ path }) => path === new URL(request.url).pathname);
    const [task] = reply.tasks;
    if (endpoint && task?.result) {
      task.result = poisonedResult(endpoint, task.result);
      sent.set(endpoint, task.result);
    }
    return Response.json(reply);
  };
  return sent;
}

/** Every address that the browser asks for, but our own pages and the API. */
function foreignRequests(app: App): string[] {
  const found: string[] = [];
  app.context.on('request', (request) => {
    if (!/^(chrome-extension:|data:|blob:chrome-extension:|https:\/\/api\.dataforseo\.com\/)/.test(request.url()))
      found.push(request.url());
  });
  return found;
}

/** Counts what the content security policy refuses, from before anything of the page runs. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { __refused: seen });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      seen.push(`${violatedDirective} ${blockedURI}`),
    );
  });
}

/** What is wrong with a page that shows hostile texts; empty where nothing is. Runs in the page. */
function faultsIn(): string[] {
  const faults: string[] = [];
  const world = globalThis as unknown as { __pwn?: unknown; __refused?: string[] };
  if (world.__pwn !== undefined) faults.push('a text was run');
  if (({} as { polluted?: unknown }).polluted !== undefined) faults.push('a prototype was changed');
  for (const refused of world.__refused ?? []) faults.push(`the policy refused ${refused}`);
  for (const made of document.querySelectorAll('iframe, object, embed, base, form[action], body script, body link, body style'))
    faults.push(`there is a <${made.localName}>`);
  for (const image of document.images)
    if (!/^(data:|chrome-extension:)/.test(image.src)) faults.push(`an image of ${image.src.slice(0, 80)}`);

  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    const href = link.getAttribute('href') ?? '';
    if ((href.startsWith('#') && !link.target) || link.origin === location.origin) continue;
    const isSafe = /^https?:$/.test(link.protocol) && link.username === '' && link.password === '';
    if (!isSafe || !/noopener noreferrer/.test(link.rel) || link.target !== '_blank') faults.push(`a link to ${href.slice(0, 80)}`);
  }

  // Nothing that turns text around is drawn, and no text stands in another place than its turn.
  const turns = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/;
  const turned = turns.exec(document.body.innerText);
  if (turned) faults.push(`U+${turned[0].charCodeAt(0).toString(16)} is drawn`);
  const isRightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let before: { of: Element | null; end: DOMRect | undefined } = { of: null, end: undefined };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || !node.textContent?.trim() || parent.closest('textarea, option, script, style')) continue;
    // What a sentence of ours quotes stands between words that hold their places.
    if (isRightToLeft.test(node.textContent.replace(/“[^”]*”/g, '')) && !parent.closest('bdi, text'))
      faults.push(`not isolated: ${node.textContent.slice(0, 60)}`);
    range.selectNodeContents(node);
    // Its first line, against the last one of the text before it.
    const lines = range.getClientRects();
    const start = lines[0];
    const of = parent.closest('td, th, dd, dt, li, p');
    const isNext = of && before.of === of && start && before.end && Math.abs(start.top - before.end.top) < 3 && start.width > 0;
    if (isNext && before.end && start.left < before.end.left - 1) faults.push(`out of its turn: ${node.textContent.slice(0, 60)}`);
    before = { of, end: lines[lines.length - 1] };
  }

  const rows = [...document.querySelectorAll<HTMLElement>('.grid-area tr[data-place]')];
  const heights = new Set(rows.map(({ offsetHeight }) => offsetHeight));
  if (heights.size > 1) faults.push(`rows are ${[...heights].join(', ')} px high`);
  for (const cell of document.querySelectorAll<HTMLElement>('.grid-area tr[data-place] > td:not(.lead)'))
    if (getComputedStyle(cell).overflowX === 'visible') faults.push('a cell cuts nothing off');
  return [...new Set(faults)];
}

const isWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > innerWidth || document.body.scrollWidth > innerWidth);

const SMALL = { width: 1280, height: 800 };

/** Gives the window room for every row and column, so that all are drawn. */
async function makeRoom(page: Page): Promise<void> {
  const tracks = await page
    .locator('.grid-area > .grid-box')
    .evaluateAll((boxes) => boxes.map((box) => (box as HTMLElement).style.getPropertyValue('--total')));
  await page.setViewportSize({
    width: Math.max(1280, ...tracks.map((px) => Number.parseInt(px, 10) + 400)),
    height: hostileTexts.length * 50 + 900,
  });
}

async function expectHarmless(page: Page, what: string): Promise<void> {
  expect(await page.evaluate(faultsIn), what).toEqual([]);
}

async function exported(page: Page, button: RegExp): Promise<Buffer> {
  const downloading = page.waitForEvent('download', { timeout: 30_000 });
  await page.getByRole('button', { name: button }).first().click();
  return readFile(await (await downloading).path());
}

/** The files hold every row, and no cell that a spreadsheet would run. */
async function expectPlainFiles(page: Page, rows: number, what: string): Promise<void> {
  const text = (await exported(page, /^Export CSV/)).toString('utf8').replace(/^\ufeff/, '');
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: true });
  expect(errors, what).toEqual([]);
  expect(data, what).toHaveLength(rows + 1);
  const isNumber = (cell: string) => cell !== '' && Number.isFinite(Number(cell));
  // The apostrophe in front makes the whole cell a text, its further lines too, which quotes keep in it.
  expect(
    data.flat().filter((cell) => isFormula(cell) && !cell.startsWith("'") && !isNumber(cell)),
    what,
  ).toEqual([]);
  expect(new Set(data.map(({ length }) => length)).size, what).toBe(1);

  await page.getByRole('button', { name: 'More formats' }).first().click();
  const book = read(await exported(page, /^Export XLSX/), { cellFormula: true });
  await page.keyboard.press('Escape');
  const cells = Object.values(book.Sheets).flatMap((sheet) => Object.entries(sheet).filter(([at]) => /^[A-Z]+\d+$/.test(at)));
  expect(cells.length, what).toBeGreaterThan(rows);
  expect(
    cells.filter(([, cell]) => cell.f !== undefined || cell.l !== undefined),
    what,
  ).toEqual([]);
}

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
    const sent = poison(app);
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
    task.result = poisonedResult(backlinks, task.result, worst);
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
  poison(app);
  const { popup } = await popupOn(app, 'https://forbes.com/');
  await expect(figure(popup, 'rank')).toHaveText('689');
  await expectHarmless(popup, 'the popup');
  expect(await isWide(popup)).toBe(false);
  expect(foreign.filter((url) => !url.startsWith('https://forbes.com/'))).toEqual([]);
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
  const page = await app.context.newPage();
  await watch(page);
  for (const text of hostileTexts.slice(0, 14)) {
    const written = encodeURIComponent(text.toWellFormed());
    for (const hash of [
      `anchors?target=${written}&filters=${written}&limit=${written}`,
      `trends?target=${written}&with=${written}`,
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
