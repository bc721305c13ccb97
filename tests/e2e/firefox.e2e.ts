import { expect, firefoxTest } from './fixtures.ts';

firefoxTest('Firefox: connect, the popup on a page, the same page again for free, and one report', async ({ firefox }) => {
  const paid = () => firefox.server.calls.filter(({ path }) => path.endsWith('/live'));

  const settings = await firefox.open('options.html#/settings');
  const field = (label: string) => settings.locator(`::-p-aria([name="${label}"][role="textbox"])`);
  await field('API login').fill('user@example.com');
  await field('API password').fill('right-password');
  await settings.locator('::-p-aria([name="Connect"][role="button"])').click();
  await settings.waitForFunction(() => document.body.innerText.includes('Connected as'));

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
  await report
    .locator('::-p-aria([role="button"][name^="Run"])')
    .setTimeout(10_000)
    .click()
    .catch(async () => {
      // Where the browser's accessibility query knows no prefixes, the button is found by its text.
      await report.evaluate(() =>
        [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.startsWith('Run'))?.click(),
      );
    });
  await report.waitForFunction(() => document.querySelectorAll('tbody tr').length > 10, { timeout: 15_000 });
  expect(await report.evaluate(() => document.querySelector('th[data-field="anchor"]') !== null)).toBe(true);
  expect(paid()).toHaveLength(2);
});
