import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { createSample } from '../../lib/sample/index.ts';
import { type App, expect, test } from './fixtures.ts';
import { connect, openExplorer, paid } from './steps.ts';

/** Sites of the sample: one with rivals that share many of its linking domains, and some that have few. */
const me = 'myuldorlocuisine.fr';
const rivals = ['ullemmarcocina.com.mx', 'kiroltucooking.blog'];
const small = ['seltuselhealth.ru', 'miririhealth.com.au', 'health-gannorcor.com'];

const run = (page: Page) => page.getByRole('button', { name: /^Run/ });
const grid = (page: Page) => page.getByRole('grid').first();
const tab = (page: Page, title: string) => page.getByRole('tab', { name: new RegExp(`^${title} `) });
const rowCount = async (page: Page) => Number(await grid(page).getAttribute('aria-rowcount')) - 1;
const chips = (page: Page, list: string) => page.getByRole('list', { name: list }).getByRole('listitem').locator('bdi');

const gapOf = (
  rivals: readonly string[],
  excluded: readonly string[] = [],
  more: Record<string, string> = {},
  id = 'domain_intersection',
) => {
  const values = new URLSearchParams(more);
  for (const rival of rivals) values.append('targets', rival);
  for (const site of excluded) values.append('exclude_targets', site);
  return `#/${id}?${values}`;
};

type Part = Record<string, unknown>;
type Line = { entries: Record<string, Part | Part[] | null> };

/** What the server answers from now on, by the last part of each path. */
function record(app: App): Map<string, Part[]> {
  const answer = createSample();
  const replies = new Map<string, Part[]>();
  app.server.answer = async (request) => {
    const reply = await answer(request);
    const { tasks } = (await reply.clone().json()) as { tasks: { result: { items: Part[] }[] | null }[] };
    replies.set(new URL(request.url).pathname.split('/')[3] ?? '', tasks[0]?.result?.[0]?.items ?? []);
    return reply;
  };
  return replies;
}

const linesOf = (items: readonly Part[], name: string): Line[] => items.map((item) => ({ entries: item[name] as Line['entries'] }));
const hitsOf = ({ entries }: Line): number => Object.values(entries).filter(Boolean).length;

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

test('a gap is built from typed, pasted and refused names by keys alone, and only Run asks for it', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/domain_intersection');
  await page.getByLabel('My site').focus();
  await page.keyboard.type('https://www.Moz.com/lists');
  await page.keyboard.press('Enter');
  // A page was typed, and a page is taken.
  await expect(chips(page, 'My site')).toHaveText(['moz.com/lists']);
  await page.getByRole('button', { name: /^Remove moz.com/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('My site').focus();
  await page.keyboard.type('moz.com');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Add rivals')).toBeFocused();

  await page.getByLabel('Add rivals').evaluate((field) => {
    const data = new DataTransfer();
    data.setData(
      'text/plain',
      'trustpilot.com\r\nseltuselhealth.ru\tlocalhost\nwww.trustpilot.com, blog.moz.com;https://ahrefs.com/r/seo,x\n',
    );
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(chips(page, 'Rivals')).toHaveText(['trustpilot.com', 'seltuselhealth.ru', 'ahrefs.com/r/seo,x']);
  await expect(page.locator('.not-added li')).toHaveText([
    /^localhost .*not on the public internet/,
    /^www\.trustpilot\.com .*listed twice/,
    /^blog\.moz\.com .*your own site/,
  ]);
  // What is typed and not taken yet is not silently left behind: Enter takes it and sends nothing.
  await page.getByLabel('Add rivals').focus();
  await page.keyboard.type('health-gannorcor.com');
  await page.keyboard.press('Enter');
  await expect(chips(page, 'Rivals')).toHaveCount(4);
  await page.getByLabel('What of ahrefs.com/r/seo,x').selectOption('site');
  await expect(chips(page, 'Rivals').nth(2)).toHaveText('ahrefs.com');
  await page.getByText('Also leave out who links to').click();
  await page.getByLabel('Add sites to leave out').fill('trustpilot.com wikipedia.org');
  await page.keyboard.press('Enter');
  await expect(page.locator('.not-added li')).toHaveText([/^trustpilot\.com .*trustpilot\.com is a rival/]);
  expect(app.server.calls).toHaveLength(0);

  await expect(run(page)).toHaveText(/\$0\.0276/);
  await run(page).click();
  await expect(grid(page)).toBeVisible();
  expect(paid(app)).toHaveLength(1);
  expect(paid(app)[0]?.body).toMatchObject([
    {
      targets: { 1: 'trustpilot.com', 2: 'seltuselhealth.ru', 3: 'ahrefs.com', 4: 'health-gannorcor.com' },
      exclude_targets: ['moz.com', 'wikipedia.org'],
    },
  ]);
  await page.reload();
  await expect(grid(page)).toBeVisible();
  await expect(chips(page, 'Rivals')).toHaveText(['trustpilot.com', 'seltuselhealth.ru', 'ahrefs.com', 'health-gannorcor.com']);
  await expect(chips(page, 'My site')).toHaveText(['moz.com']);
  expect(paid(app)).toHaveLength(1);
});

test('an address that has the own site among the rivals too is refused before anything is sent', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, gapOf(['moz.com', 'blog.forbes.com'], ['forbes.com']));
  await run(page).click();
  await expect(page.getByText(/“blog\.forbes\.com” is excluded/).first()).toBeVisible();
  expect(app.server.calls).toHaveLength(0);
});

test('the tabs count what the rows say, free, and rows are sorted, filtered, selected and saved', async ({ app }) => {
  await connect(app);
  const replies = record(app);
  const three = [...rivals, 'seltuselhealth.ru'];
  const page = await openExplorer(app, gapOf(three, ['moz.com'], { limit: '200' }));
  await run(page).click();
  await expect(grid(page)).toBeVisible();
  const lines = linesOf(replies.get('domain_intersection') ?? [], 'domain_intersection');
  expect(lines).toHaveLength(200);
  const expected = {
    All: lines.filter((line) => hitsOf(line) === 3).length,
    'Two or more': lines.filter((line) => hitsOf(line) >= 2).length,
    Any: 200,
    'Missing for me': 200,
    Weak: 0,
    Unique: lines.filter((line) => hitsOf(line) === 1).length,
  };
  for (const [title, count] of Object.entries(expected)) await expect(tab(page, title)).toHaveText(`${title} ${count}`);

  // By keys: the chosen tab is the one stop, arrows lead on.
  await tab(page, 'Any').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(tab(page, 'Two or more')).toBeFocused();
  await expect(tab(page, 'Two or more')).toHaveAttribute('aria-selected', 'true');
  expect(await rowCount(page)).toBe(expected['Two or more']);
  await tab(page, 'Weak').click();
  await expect(page.locator('[data-state="empty-tab"]')).toBeVisible();
  await page.getByRole('button', { name: 'Show any of the 200' }).click();
  expect(await rowCount(page)).toBe(200);

  // The cell the keyboard is in is said in words.
  await grid(page).focus();
  for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowRight');
  await expect(page.locator('.cell-words')).toContainText(`${three[0]}: `);

  // A figure leads to the links it counts.
  const door = page.locator('a.hit').first();
  expect(decodeURIComponent((await door.getAttribute('href')) ?? '')).toMatch(/^#\/backlinks\?.*filters=\[\["domain_from","=",".+"\]\]/);

  await page.keyboard.press('Home');
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('3 selected')).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const { data } = Papa.parse<Record<string, string>>(await readFile(await (await downloading).path(), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  expect(data).toHaveLength(3);
  for (const row of data) {
    const line = lines.find(({ entries }) => Object.values(entries).some((entry) => (entry as Part | null)?.target === row.linking_domain));
    expect(row.hits).toBe(String(line && hitsOf(line)));
    for (const [at, rival] of three.entries())
      expect(row[`${rival} backlinks`]).toBe(String((line?.entries[at + 1] as Part | null)?.backlinks ?? ''));
  }
  expect(paid(app)).toHaveLength(1);
});

test('conditions and sorts on a rival are chosen by its name, reach the server by its number, and follow it', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, gapOf(['trustpilot.com', ...rivals], ['moz.com']));
  await page.getByText('More options').click();
  await page.getByRole('button', { name: 'Condition', exact: true }).first().click();
  await page.keyboard.type(`${rivals[0]}: Backlinks`);
  await page.keyboard.press('Tab');
  await page.getByLabel('Value of condition 1').fill('1');
  await page.getByRole('button', { name: 'Sort', exact: true }).click();
  await page.getByLabel('Field of sort 1').selectOption({ label: `${rivals[1]}: Rank` });
  await run(page).click();
  await expect(grid(page)).toBeVisible();
  expect(paid(app)[0]?.body).toMatchObject([{ filters: ['2.backlinks', '>=', 1], order_by: ['3.rank,desc'] }]);

  await page.getByRole('button', { name: 'Remove trustpilot.com' }).click();
  await expect(page.getByRole('button', { name: `Remove ${rivals[0]}` })).toBeFocused();
  await run(page).click();
  await expect.poll(() => paid(app).length).toBe(2);
  expect(paid(app)[1]?.body).toMatchObject([
    { targets: { 1: rivals[0], 2: rivals[1] }, filters: ['1.backlinks', '>=', 1], order_by: ['2.rank,desc'] },
  ]);
  await expect(grid(page)).toBeVisible();

  // A heading sorts what is loaded; all of it in that order is the server's, and waits for Run.
  await page.locator('th[data-field="1.backlinks"] button').click();
  const askForAll = page.getByRole('button', { name: /^Ask for all/ });
  if ((await askForAll.count()) > 0) {
    await askForAll.click();
    await expect(run(page)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect.poll(() => paid(app).length).toBe(3);
    expect(paid(app)[2]?.body).toMatchObject([{ order_by: ['1.backlinks,desc'] }]);
  }
});

test('who links less to me is known from a list of my own that is stored, and is not guessed before', async ({ app }) => {
  await connect(app);
  const replies = record(app);
  const page = await openExplorer(app, gapOf(rivals, [me], { limit: '500' }));
  await page.getByLabel('Leave out who links to me already').uncheck();
  await run(page).click();
  await expect(grid(page)).toBeVisible();
  expect(paid(app)[0]?.body).not.toHaveProperty('0.exclude_targets');
  await tab(page, 'Weak').click();
  await expect(tab(page, 'Weak')).toHaveText('Weak –');
  await expect(page.locator('[data-state="empty-tab"]')).toContainText(`Who links to ${me} is not stored`);
  await page.getByRole('link', { name: 'Open that list' }).click();
  await run(page).click();
  await expect(grid(page)).toBeVisible();
  await page.goBack();
  await expect(tab(page, 'Weak')).not.toHaveText('Weak –');

  const mine = new Map(
    (replies.get('referring_domains') ?? []).map(({ domain, backlinks }) => [String(domain).replace(/^www\./, ''), Number(backlinks)]),
  );
  const lines = linesOf(replies.get('domain_intersection') ?? [], 'domain_intersection');
  const weak = lines.filter(({ entries }) => {
    const links = Object.values(entries).flatMap((entry) => (entry ? [entry as Part] : []));
    const own = mine.get(String(links[0]?.target).replace(/^www\./, ''));
    return own !== undefined && own > 0 && own < Math.max(...links.map(({ backlinks }) => Number(backlinks)));
  });
  await expect(tab(page, 'Weak')).toHaveText(`Weak ${weak.length}`);
  expect(paid(app)).toHaveLength(2);
});

test('ticked competitors become the rivals of a gap, by their report and by the list in the builder', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/competitors?target=moz.com');
  await run(page).click();
  await expect(grid(page)).toBeVisible();
  const names = await page.locator('tr[data-place] td.first bdi').allTextContents();
  for (const place of [0, 2]) await page.locator(`tr[data-place="${place}"] input`).click();
  await expect(page.getByRole('link', { name: 'Bulk rank of 2' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Compare 2' })).toHaveAttribute(
    'href',
    `#/compare?${new URLSearchParams([
      ['targets', 'moz.com'],
      ['targets', names[0] ?? ''],
      ['targets', names[2] ?? ''],
    ])}`,
  );
  await page.getByRole('link', { name: 'Build link gap with 2' }).click();
  await expect(chips(page, 'Rivals')).toHaveText([names[0] ?? '', names[2] ?? '']);
  await expect(chips(page, 'My site')).toHaveText(['moz.com']);
  await page.getByText('Choose from competitors already loaded').click();
  await page
    .getByRole('list', { name: 'Competitors of moz.com' })
    .getByLabel(names[4] ?? '')
    .check();
  await expect(chips(page, 'Rivals')).toHaveText([names[0] ?? '', names[2] ?? '', names[4] ?? '']);
  await page
    .getByRole('list', { name: 'Competitors of moz.com' })
    .getByLabel(names[0] ?? '')
    .uncheck();
  await expect(chips(page, 'Rivals')).toHaveText([names[2] ?? '', names[4] ?? '']);
  expect(paid(app)).toHaveLength(1);
});

test('a page intersection says each anchor, and its details have every link of every target', async ({ app }) => {
  await connect(app);
  const replies = record(app);
  const page = await openExplorer(app, gapOf([rivals[0] ?? '', me], ['moz.com'], {}, 'page_intersection'));
  await run(page).click();
  await expect(grid(page)).toBeVisible();
  const lines = linesOf(replies.get('page_intersection') ?? [], 'page_intersection');
  await expect(tab(page, 'Two or more')).toHaveText(`Two or more ${lines.filter((line) => hitsOf(line) >= 2).length}`);
  await expect(page.locator('th[data-field="attributes"]')).toBeAttached();

  // A cell opens what is behind it.
  await page.locator('button.hit').first().click();
  const panel = page.getByRole('complementary', { name: /Every field/ });
  await expect(panel).toBeVisible();
  const source = await panel.locator('[data-field$=".url_from"] a').first().getAttribute('href');
  const line = lines.find(({ entries }) =>
    Object.values(entries).some((parts) =>
      (parts as Part[] | null)?.some(({ url_from }) => source?.startsWith(String(url_from).slice(0, 60))),
    ),
  );
  const links = Object.values(line?.entries ?? {}).flatMap((parts) => (parts as Part[] | null) ?? []);
  expect(links.length).toBeGreaterThan(1);
  await expect(panel.locator('[data-field$=".url_to"]')).toHaveCount(links.length);
  await page.keyboard.press('Escape');
  expect(paid(app)).toHaveLength(1);
});

test('a thousand rows against twenty rivals are drawn as far as they are in sight', async ({ app }) => {
  test.setTimeout(90_000);
  await connect(app);
  const more = ['pawesolcooking.com.au', 'cocina-15657.es', 'kochen-by-kiryopa.de', 'mykirlodorcooking.com', 'zanzankahealth.com'];
  const few = Array.from({ length: 9 }, (_, at) => `rival-${at + 1}.com`);
  const page = await openExplorer(app, gapOf([me, ...rivals, ...small, ...more, ...few], ['moz.com'], { limit: '1000' }));
  await run(page).click();
  await expect(grid(page)).toBeVisible({ timeout: 30_000 });
  expect(await rowCount(page)).toBe(1000);
  expect(await page.locator('tbody tr').count()).toBeLessThan(60);
  await grid(page).focus();
  await page.keyboard.press('End');
  await expect(page.locator('tr[data-place="999"]')).toBeVisible();
  expect(await page.locator('tbody tr').count()).toBeLessThan(60);
});

for (const id of ['domain_intersection', 'page_intersection'])
  test(`${id}: builder and matrix have no accessibility faults, light and dark, wide and narrow`, async ({ app }) => {
    test.setTimeout(120_000);
    await connect(app);
    const page = await openExplorer(app, gapOf(small, [me, 'wikipedia.org'], {}, id));
    await page.getByLabel('Add rivals').fill('localhost');
    await page.keyboard.press('Enter');
    await expect(page.locator('.not-added')).toBeVisible();
    await run(page).click();
    await expect(grid(page)).toBeVisible();
    await page.getByText('Choose from competitors already loaded').click();
    await grid(page).focus();
    await page.keyboard.press('x');
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 720],
    ] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      expect(await faultsOf(page), `${colorScheme} ${width}`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
  });
