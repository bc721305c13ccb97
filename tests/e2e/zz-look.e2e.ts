import { expect, test } from './fixtures.ts';
import { connect, openExplorer, set, paid } from './steps.ts';

const out = '/tmp/shots';
const shots = async (page: import('@playwright/test').Page, name: string) => {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const [w, h] of [[1280, 800], [720, 800]] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width: w, height: h });
      await page.waitForTimeout(150);
      await page.screenshot({ path: `${out}/${name}-${w}-${colorScheme}.png` });
    }
};
test('look', async ({ app }) => {
  test.setTimeout(180_000);
  await connect(app);
  await set(app, { dayCapUsd: 0.35 });
  const page = await openExplorer(app, '#/settings');
  const run = async (hash: string) => {
    await page.goto(app.url(`options.html${hash}`));
    await page.getByRole('button', { name: /^Run/ }).click();
    await page.waitForTimeout(700);
  };
  await run('#/summary?target=forbes.com');
  await run('#/summary?target=a-very-long-host-name-that-goes-on-and-on.subdomain.example-company-international.co.uk');
  await run('#/anchors?target=forbes.com');
  await run('#/backlinks?target=xn--bcher-kva.de&limit=1000');
  await run('#/domain_intersection?targets=moz.com&targets=ahrefs.com');
  app.server.faults.push({ path: '/anchors/live', destroy: 'after' });
  await run('#/anchors?target=moz.com');
  await run('#/referring_domains?target=moz.com&limit=1000');
  await page.goto(app.url('options.html#/spending'));
  await page.waitForTimeout(800);
  await shots(page, 'spending');
  await page.goto(app.url('options.html#/spending?by=target'));
  await page.waitForTimeout(300);
  await page.setViewportSize({ width: 1280, height: 1600 });
  await page.screenshot({ path: `${out}/spending-tall.png` });
  await page.getByRole('button', { name: 'Check (free)' }).click();
  await page.waitForTimeout(1500);
  await page.getByText('Prices').first().click();
  await page.screenshot({ path: `${out}/spending-checked.png` });
  await page.goto(app.url('options.html#/cache'));
  await page.waitForTimeout(800);
  await shots(page, 'cache');
  await page.setViewportSize({ width: 1280, height: 1600 });
  await page.getByText('Lifetimes').first().click();
  await page.screenshot({ path: `${out}/cache-tall.png` });
});
