import type { Locator, Page } from '@playwright/test';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { playbooks } from '../../lib/playbooks/index.ts';
import { hostileAnswer, hostilePage, hostileTexts } from '../fixtures/hostile.ts';
import { type App, expect, test } from './fixtures.ts';
import {
  expectHarmless,
  expectHarmlessInWidths,
  expectPlainFiles,
  exported,
  foreignRequests,
  makeRoom,
  SMALL,
  watch,
} from './hostile-steps.ts';
import { connect, popupOn, set } from './steps.ts';

/** The pages of ours that are made of several answers, with hostile texts in every answer and in what a person pastes. */

const run = (page: Page) => page.getByRole('button', { name: /^Run/ });
const rows = (page: Page) => page.locator('.grid-area tr[data-place]');

/** A tab of ours whose every refusal is noted; hands back what was asked of anybody but us and the API. */
async function openWatched(app: App, hash: string): Promise<{ page: Page; foreign: string[] }> {
  await connect(app);
  await set(app, { dayCapUsd: 100, monthCapUsd: 100, confirmAboveUsd: 100 });
  const foreign = foreignRequests(app);
  const page = await app.context.newPage();
  await watch(page);
  await page.setViewportSize(SMALL);
  await page.goto(app.url(`options.html${hash}`));
  return { page, foreign };
}

/** One target for each hostile text, so that each answer has each text once. */
const targets = hostileTexts.map((_, at) => `site-${at}.com`);

test('bulk: hostile lines are listed with what is wrong with them, and hostile figures stand beside their targets', async ({ app }) => {
  test.setTimeout(180_000);
  const { page, foreign } = await openWatched(app, '#/bulk');
  app.server.answer = hostileAnswer({ kept: ['target', 'url'] });
  await page.getByLabel('Sites or pages, one per line').fill([...hostileTexts.map((text) => text.toWellFormed()), ...targets].join('\n'));
  await expect(page.locator('[data-field="reading"]')).toContainText(/lines left out/);
  await page.getByText('Lines that are not sent').click();
  await expectHarmlessInWidths(page, 'the lines');
  for (const tick of await page.getByRole('checkbox').all()) await tick.check();
  await run(page).click();
  await expect(page.getByText('Everything here is known. Looking is free.')).toBeVisible({ timeout: 60_000 });
  await expectHarmlessInWidths(page, 'the figures');
  const count = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
  expect(count).toBeGreaterThanOrEqual(targets.length);
  await expectPlainFiles(page, count, 'bulk');
  await makeRoom(page);
  await expectHarmless(page, 'every row');
  expect(foreign).toEqual([]);
});

test('compare: hostile figures stay in their cells', async ({ app }) => {
  const { page, foreign } = await openWatched(
    app,
    `#/compare?${targets
      .slice(0, 5)
      .map((target) => `targets=${target}`)
      .join('&')}`,
  );
  app.server.answer = hostileAnswer({ kept: ['target', 'url'] });
  await run(page).click();
  await expect(page.getByText('Everything here is known. Looking is free.')).toBeVisible();
  await expectHarmlessInWidths(page, 'compare');
  expect(foreign).toEqual([]);
});

for (const kept of [['date'], []])
  test(`trends: hostile series ${kept.length > 0 ? 'on true days' : 'on days that are none'} are drawn as far as they can be`, async ({
    app,
  }) => {
    const { page, foreign } = await openWatched(app, '#/trends?target=forbes.com&with=moz.com');
    app.server.answer = hostileAnswer({ kept });
    await page.locator('.trend-form .run').click();
    await expect(page.locator('.trend-form .run')).toHaveText(/^Refresh/, { timeout: 20_000 });
    await expectHarmlessInWidths(page, 'trends');
    for (const button of await page.getByRole('button', { name: /^(Table|As a table)/ }).all()) await button.click();
    await expectHarmlessInWidths(page, 'trends as tables');
    expect(foreign).toEqual([]);
  });

for (const id of ['domain_intersection', 'page_intersection'] as const)
  test(`${endpointOf(id).title}: every tab, and every field of a hostile row in the panel`, async ({ app }) => {
    test.setTimeout(120_000);
    const { page, foreign } = await openWatched(app, `#/${id}?targets=moz.com&targets=ahrefs.com&exclude_targets=forbes.com&limit=100`);
    app.server.answer = hostileAnswer();
    await run(page).click();
    await expect(rows(page).first()).toBeVisible();
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await expectHarmlessInWidths(page, await tab.innerText());
    }
    await page.getByRole('tab', { name: /^Any/ }).click();
    await page.getByRole('grid').first().focus();
    const panel = page.getByRole('complementary', { name: /Every field/ });
    for (let at = 0; at < 12; at++) {
      await page.keyboard.press('d');
      await expect(panel).toBeVisible();
      await expectHarmlessInWidths(page, `the panel of row ${at}`);
      await page.keyboard.press('Escape');
      await page.keyboard.press('ArrowDown');
    }
    expect(foreign).toEqual([]);
  });

test('answers: what is derived from hostile answers is text, on the page and in the reports that are saved', async ({ app }) => {
  test.setTimeout(300_000);
  const { page, foreign } = await openWatched(app, '#/settings');
  app.server.answer = hostileAnswer();
  for (const { id } of playbooks) {
    await page.setViewportSize(SMALL);
    await page.goto(app.url(`options.html#/answer-${id}?target=forbes.com&rival=moz.com&rivals=moz.com&rivals=ahrefs.com`));
    await page.reload(); // each alone, with nothing but what is stored
    await run(page).click();
    await expect(page.locator('.answer-run'), id).toHaveAttribute('data-state', 'running');
    await expect(page.locator('.answer-run'), id).toHaveAttribute('data-state', 'resting', { timeout: 30_000 });
    await expectHarmlessInWidths(page, id);
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expectSavedHarmless(app, page, dialog, id);
    await dialog.getByRole('button', { name: 'Close' }).click();
  }
  expect(foreign.filter((url) => !url.startsWith('file:'))).toEqual([]);
});

/** The report as one file does nothing and asks nobody when it is opened, without the extension's policy around it. */
async function expectSavedHarmless(app: App, page: Page, dialog: Locator, what: string): Promise<void> {
  const html = (await exported(page, /^Save as HTML/, dialog)).toString('utf8');
  const opened = await app.context.newPage();
  const asked: string[] = [];
  opened.on('request', ({ url }) => asked.push(url()));
  await opened.setContent(html);
  expect(await opened.locator('h1').count(), what).toBeGreaterThan(0);
  const made = await opened.evaluate(() => ({
    ran: (globalThis as { __pwn?: unknown }).__pwn ?? null,
    elements: document.querySelectorAll('script, iframe, object, embed, form, base, link[rel=stylesheet]').length,
    links: [...document.querySelectorAll<HTMLAnchorElement>('a[href]')]
      .map(({ href }) => href)
      .filter((href) => !/^(https?:|#|about:blank#)/.test(href)),
  }));
  expect(made, what).toEqual({ ran: null, elements: 0, links: [] });
  expect(asked, what).toEqual([]);
  await opened.close();
}

test('the links of a page that means harm are text in the popup', async ({ app }) => {
  await connect(app);
  app.server.pages['forbes.com/hostile'] = hostilePage();
  const { popup } = await popupOn(app, 'https://forbes.com/hostile');
  await popup.getByRole('button', { name: 'Links on this page' }).click();
  await popup.getByRole('button', { name: /^All/ }).click();
  await expect(popup.locator('.link-row').first()).toBeVisible();
  expect(await popup.locator('.link-row').count()).toBeGreaterThan(hostileTexts.length);
  await expectHarmless(popup, 'the links');
  expect(await popup.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  await popup.getByRole('button', { name: /^Websites/ }).click();
  await expectHarmless(popup, 'the websites');
});
