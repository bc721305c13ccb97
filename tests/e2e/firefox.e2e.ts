import type { ElementHandle, Page } from 'puppeteer-core';
import { expect, firefoxTest } from './fixtures.ts';

/** Writes into the field that a label names; this browser's driver has no locators by role. */
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
async function press(page: Page, words: string): Promise<void> {
  const button = await page.waitForFunction(
    (begin) => [...document.querySelectorAll('button')].find(({ innerText }) => innerText.startsWith(begin)),
    { timeout: 15_000 },
    words,
  );
  await (button as ElementHandle<HTMLButtonElement>).click();
}

firefoxTest('Firefox: connect, the popup on a page, the same page again for free, and one report', async ({ firefox }) => {
  const paid = () => firefox.server.calls.filter(({ path }) => path.endsWith('/live'));

  const settings = await firefox.open('options.html#/settings');
  await settings.waitForSelector('#api-login');
  await fill(settings, 'API login', 'user@example.com');
  await fill(settings, 'API password', 'right-password');
  await press(settings, 'Connect');
  await settings.waitForFunction(() => document.body.innerText.includes('Connected as'), { timeout: 15_000 });

  const page = await firefox.browser.newPage();
  await page.goto('https://www.forbes.com/an/article');
  await firefox.openPopup(page);
  const rank = await firefox.waitInPopup(() => document.querySelector('[data-field="rank"]')?.textContent);
  expect(rank).toBe('689');
  expect(paid()).toHaveLength(1);
  await firefox.closePopup();

  await firefox.stopBackground();
  await firefox.openPopup(page);
  await firefox.waitInPopup(() => document.querySelector('.fresh')?.textContent?.includes('free to look at'));
  expect(paid()).toHaveLength(1);
  await firefox.closePopup();

  const report = await firefox.open('options.html#/anchors?target=forbes.com&limit=100');
  await press(report, 'Run');
  await report.waitForFunction(() => document.querySelectorAll('tbody tr').length > 10, { timeout: 15_000 });
  expect(await report.evaluate(() => document.querySelector('th[data-field="anchor"]') !== null)).toBe(true);
  expect(paid()).toHaveLength(2);
});
