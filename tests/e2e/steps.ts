import type { Locator, Page } from '@playwright/test';
import type { endpoints } from '../../lib/endpoints/index.ts';
import { type App, expect } from './fixtures.ts';

/** Steps that several tests take as a person would. */

/** Opens the explorer at an address such as `#/settings`. */
export async function openExplorer(app: App, hash: string): Promise<Page> {
  const page = await app.context.newPage();
  await page.goto(app.url(`options.html${hash}`));
  return page;
}

/** Signs in on the settings page; the free account call is the only one that reaches the server, and is forgotten here. */
export async function connect(app: App): Promise<void> {
  const page = await openExplorer(app, '#/settings');
  await page.getByLabel('API login').fill('user@example.com');
  await page.getByLabel('API password').fill('right-password');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText(/Connected as/)).toBeVisible();
  await page.close();
  app.server.calls.length = 0;
}

/** Opens a page of the web and the popup on it. */
export async function popupOn(app: App, address: string): Promise<{ page: Page; popup: Page }> {
  const page = await app.context.newPage();
  await page.goto(address);
  return { page, popup: await app.openPopup(page) };
}

/** Changes settings as the settings page does, by the same message. */
export async function set(app: App, settings: Record<string, unknown>): Promise<void> {
  const page = await openExplorer(app, '#/settings');
  await page.evaluate(
    (data) =>
      new Promise((done) =>
        (
          globalThis as unknown as { chrome: { runtime: { sendMessage(message: object, reply: (value: unknown) => void): void } } }
        ).chrome.runtime.sendMessage({ id: 1, type: 'changeSettings', data, timestamp: Date.now() }, done),
      ),
    settings,
  );
  await page.close();
}

/** A press that closes the popup it is in, perhaps before the driver has seen its end. */
export async function pressLast(control: Locator): Promise<void> {
  await control.click().catch((error: unknown) => {
    if (!/closed/.test(String(error))) throw error;
  });
}

/** The paid calls the server saw. */
export const paid = (app: App) => app.server.calls.filter(({ path }) => path.endsWith('/live'));

/** The text of a figure. */
export const figure = (page: Page, field: string) => page.locator(`[data-field="${field}"]`);

/** Cuts the network, and tells the background so as a browser without one does; emulation alone reaches only pages. */
export async function goOffline(app: App): Promise<void> {
  await app.context.setOffline(true);
  await (await app.worker()).evaluate(() => Object.defineProperty(navigator, 'onLine', { get: () => false }));
}

/** An address for every report, made from what the registry says it takes. */
export const addressOf = ({ id, request }: (typeof endpoints)[number]): string => {
  const values = new URLSearchParams();
  if (request.target) values.set('target', 'forbes.com');
  if (request.targets) for (const target of ['moz.com', 'ahrefs.com', 'https://example.com/a/page']) values.append('targets', target);
  if (request.datetime_from?.required) values.set('datetime_from', '2026-10-30 00:00:00 +00:00');
  if (request.datetime_to?.required) values.set('datetime_to', '2026-11-20 00:00:00 +00:00');
  return `#/${id}${values.size > 0 ? `?${values}` : ''}`;
};
