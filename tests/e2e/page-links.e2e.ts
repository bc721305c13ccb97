import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { type App, expect, test } from './fixtures.ts';
import { connect, paid, popupOn } from './steps.ts';

/** A press on "Links on this page" in the popup over a page. */
async function linksOf(app: App, page: Page): Promise<Page> {
  const popup = await app.openPopup(page);
  await popup.getByRole('button', { name: 'Links on this page' }).click();
  await expect(popup.getByRole('heading', { name: 'Links on this page' })).toBeVisible();
  return popup;
}

async function pageWith(app: App, address: string, html: string): Promise<Page> {
  app.server.pages[address] = html;
  const page = await app.context.newPage();
  await page.goto(`https://${address}`);
  return page;
}

/** Sample data: no account is needed to read a page's links, and nothing is bought on the way. */
const facet = (popup: Page, id: string) => popup.locator(`[data-facet="${id}"]`);

/** What the page's own document is, to the byte. */
const domOf = (page: Page) => page.evaluate(() => document.documentElement.outerHTML);

test('lists a page’s links with what they are, without an account and without a call', async ({ app }) => {
  const { page, popup } = await popupOn(app, 'https://forbes.com/');
  await popup.getByRole('button', { name: 'Links on this page' }).click();
  await expect(facet(popup, 'external')).toHaveText(/External 9/);
  await expect(facet(popup, 'internal')).toHaveText(/Internal 6/);
  await expect(facet(popup, 'nofollow')).toHaveText(/Nofollow 1/);
  await expect(facet(popup, 'sponsored')).toHaveText(/Sponsored 1/);
  await expect(facet(popup, 'insecure')).toHaveText(/http 1/);
  await popup.screenshot({ path: 'artifacts/links-first.png' });
  expect(await domOf(page)).not.toContain('backlens');
  expect(app.server.calls).toEqual([]);
});
