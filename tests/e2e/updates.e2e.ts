import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type App, expect, test } from './fixtures.ts';
import { say, summary, watcher } from './say.ts';
import { connect, openExplorer, paid } from './steps.ts';

/** An update that is installed, or would be, while Backlens is in use. */

/** Tells the background that an update waits; gives whether it went on to install it. */
async function updateWaits(app: App): Promise<() => Promise<boolean>> {
  const worker = await app.worker();
  await worker.evaluate(() => {
    type Runtime = { reload(): void; onUpdateAvailable: { dispatch(details: object): void } };
    const { runtime } = (globalThis as unknown as { chrome: { runtime: Runtime } }).chrome;
    // The browser's own reload would take this test's extension with it.
    runtime.reload = () => Object.assign(globalThis, { wasReloaded: true });
    runtime.onUpdateAvailable.dispatch({ version: '9.9.9' });
  });
  return () => worker.evaluate(() => 'wasReloaded' in globalThis);
}

/** Takes from a page what an update takes from it. */
const outdate = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { runtime } = (globalThis as unknown as { chrome: { runtime: object } }).chrome;
    Object.defineProperty(runtime, 'id', { get: () => undefined });
    Object.defineProperty(runtime, 'sendMessage', {
      value: () => {
        throw new Error('Extension context invalidated.');
      },
    });
  });

test('R30 an update waits for the call under way; its answer is kept', async ({ app }) => {
  await connect(app);
  const page = await watcher(app);
  const gate = app.server.hold('/summary/live');
  void say(page, 'ask', summary('forbes.com')).catch(() => null);
  await gate.arrived;
  const wasReloaded = await updateWaits(app);
  await app.context.newPage();
  await page.close();
  await new Promise((go) => setTimeout(go, 2000));
  expect(await wasReloaded()).toBe(false);
  gate.release();
  await expect.poll(wasReloaded).toBe(true);
  expect(await say(await watcher(app), 'ask', summary('forbes.com', { buy: 'never' }))).toMatchObject({
    ok: true,
    value: { cached: true },
  });
  expect(paid(app)).toHaveLength(1);
});

test('R31 an update does not close pages under the person’s hands: it is offered, and what is typed stays', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/backlinks?target=forbes.com');
  const target = page.getByRole('textbox', { name: /^Target/ }).first();
  await target.fill('half-typed.exa');
  const wasReloaded = await updateWaits(app);
  const bar = page.locator('[data-update="waits"]');
  await expect(bar).toContainText('An update of Backlens is ready');
  await expect(bar.getByRole('button', { name: 'Install now' })).toBeVisible();
  expect(await wasReloaded()).toBe(false);
  await expect(target).toHaveValue('half-typed.exa');
  expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations.map(({ id }) => id)).toEqual([]);
});

test('R31 a page of the version before says so, breaks nothing and keeps what is typed', async ({ app }) => {
  await connect(app);
  const page = await openExplorer(app, '#/backlinks?target=forbes.com');
  const target = page.getByRole('textbox', { name: /^Target/ }).first();
  await expect(target).toHaveValue('forbes.com');
  const said: string[] = [];
  page.on('console', (line) => line.type() === 'error' && said.push(line.text()));
  page.on('pageerror', ({ message }) => said.push(message));
  await outdate(page);
  await expect(page.locator('[data-update="outdated"]')).toContainText('Backlens was updated – reload this tab.');
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(page.locator('[data-failure="outdated"]')).toContainText('Nothing was spent');
  await target.fill('half-typed.exa');
  await expect(target).toHaveValue('half-typed.exa');
  await page.screenshot({ path: 'artifacts/outdated.png' });
  expect(said).toEqual([]);
  expect(paid(app)).toHaveLength(0);
  await page.locator('[data-update="outdated"]').getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('[data-update="outdated"]')).toHaveCount(0);
});
