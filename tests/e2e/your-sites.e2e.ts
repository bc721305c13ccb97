import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { connect, openExplorer, paid, pressLast, set } from './steps.ts';

test('named once and bought once, every popup says for nothing whether the site links to you', async ({ app }) => {
  test.setTimeout(120_000);
  await connect(app);
  await set(app, { whenToFetch: 'ask' });
  const settings = await openExplorer(app, '#/settings');
  await settings.getByLabel('Your sites, one per line').fill('https://www.forbes.com/about\n');
  await settings.getByLabel('Your sites, one per line').blur();
  await expect(settings.getByText('Saved.')).toBeVisible();
  await expect(settings.getByLabel('Your sites, one per line')).toHaveValue('forbes.com');
  await settings.getByLabel('Rivals’ sites, one per line').fill('theverge.com');
  await settings.getByLabel('Rivals’ sites, one per line').blur();
  await settings.screenshot({ path: 'artifacts/your-sites-settings.png', fullPage: true });

  const page = await app.context.newPage();
  await page.goto('https://example.org/');
  const first = await app.openPopup(page);
  await expect(first.getByText('To you: no copy of who links there yet')).toBeVisible();
  await first.locator('.to-you summary').click();
  const opened = app.context.waitForEvent('page');
  await pressLast(first.getByRole('link', { name: 'Get it $0.060' }).first());
  const report = await opened;
  expect(paid(app)).toEqual([]);
  await report.getByRole('button', { name: /^Run.*\$0\.060/ }).click();
  await expect.poll(() => paid(app).length).toBe(1);
  const { tasks } = JSON.parse(
    await (
      await app.server.answer(
        new Request(`https://${paid(app)[0]?.host}${paid(app)[0]?.path}`, { method: 'POST', body: JSON.stringify(paid(app)[0]?.body) }),
      )
    ).text(),
  );
  const linker: string = tasks[0].result[0].items[0].domain;
  await expect(report.getByText(linker).first()).toBeVisible();

  await app.closePopup();
  await page.bringToFront();
  const second = await app.openPopup(page);
  await expect(second.getByText(/^To you: not in the copy of .* \(1,000 of /)).toBeVisible();
  await app.closePopup();
  await page.goto('about:blank');
  const third = await app.openPopup(page);
  await third.getByLabel('Domain or page to look at').fill(linker);
  await third.getByRole('button', { name: 'Look' }).click();
  await expect(third.locator('.to-you summary')).toHaveText(
    /^To you: [\d,]+ links?, about [\d,]+ dofollow, since .* · rivals: no copy yet$/,
  );
  await third.locator('.to-you summary').click();
  await expect(third.getByRole('link', { name: 'Its links $0.0276' })).toBeVisible();
  await third.screenshot({ path: 'artifacts/your-sites.png' });
  const { violations } = await new AxeBuilder({ page: third })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations).toEqual([]);
  expect(paid(app)).toHaveLength(1);
});
