import type { ElementHandle, Page } from 'puppeteer-core';
import type { FirefoxApp } from './fixtures.ts';

/** Steps of a person in Firefox, whose driver has no locators by role. */

/** Writes into the field that a label names. */
async function fill(page: Page, label: string, value: string): Promise<void> {
  await page.evaluate(
    (name, text) => {
      const named = [...document.querySelectorAll('label')].find(({ textContent }) => textContent?.trim() === name);
      const control = named?.control as HTMLInputElement;
      control.value = text;
      control.dispatchEvent(new Event('input', { bubbles: true }));
    },
    label,
    value,
  );
}

/** Presses the first button whose words begin so, once it is there. */
export async function press(page: Page, words: string): Promise<void> {
  const button = await page.waitForFunction(
    (begin) => [...document.querySelectorAll('button')].find(({ innerText }) => innerText.startsWith(begin)),
    { timeout: 15_000 },
    words,
  );
  await (button as ElementHandle<HTMLButtonElement>).click();
}

/** Waits until something on the page holds these words. */
export async function says(page: Page, selector: string, words: string): Promise<void> {
  await page.waitForFunction(
    (where, wanted) => [...document.querySelectorAll<HTMLElement>(where)].some(({ innerText }) => innerText.includes(wanted)),
    { timeout: 30_000 },
    selector,
    words,
  );
}

/** Signs in on the settings page, which stays open; the free account call is forgotten. */
export async function connect(firefox: FirefoxApp): Promise<Page> {
  const settings = await firefox.open('options.html#/settings');
  await settings.waitForSelector('#api-login');
  await fill(settings, 'API login', 'user@example.com');
  await fill(settings, 'API password', 'right-password');
  await press(settings, 'Connect');
  await says(settings, 'body', 'Connected as');
  firefox.server.calls.length = 0;
  return settings;
}

/** Opens a page of the web and the popup on it. */
export async function popupOn(firefox: FirefoxApp, address: string): Promise<Page> {
  const page = await firefox.browser.newPage();
  await page.goto(address);
  await firefox.openPopup(page);
  return page;
}

/** Sends the background a message, as a page of ours does. */
export const say = (page: Page, type: string, data: object | null = null): Promise<unknown> =>
  page.evaluate(
    (type, data) => {
      const { browser } = globalThis as unknown as { browser: { runtime: { sendMessage(message: object): Promise<{ res?: unknown }> } } };
      return browser.runtime.sendMessage({ id: 1, type, data, timestamp: Date.now() }).then((said) => said?.res ?? null);
    },
    type,
    data,
  );

/** The paid calls the server saw. */
export const paid = ({ server }: FirefoxApp) => server.calls.filter(({ path }) => path.endsWith('/live'));
