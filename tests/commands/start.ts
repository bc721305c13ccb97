/**
 * Shows the extension at work: opens a page, the popup and the explorer, prints the figures and takes pictures. On sample data, or on a
 * real account where DATAFORSEO_LOGIN and DATAFORSEO_PASSWORD are set; those few calls are then paid ones.
 */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { type LaunchedChromium, launchChromium } from '../browser/chromium.ts';
import { startServer } from '../server/server.ts';

const target = 'forbes.com';
const patienceMs = 30_000;
const folder = path.resolve(import.meta.dirname, '../../artifacts/start');
const { DATAFORSEO_LOGIN: login, DATAFORSEO_PASSWORD: password, CI, DISPLAY, WAYLAND_DISPLAY } = process.env;
const account = login && password ? { login, password } : undefined;
const hasScreen = Boolean(DISPLAY || WAYLAND_DISPLAY) || process.platform === 'darwin' || process.platform === 'win32';
const isHeaded = hasScreen && (!CI || CI === 'false');

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

// It plays the web; as the API it only says that nobody is there, for the sample data needs none.
const server = await startServer({ answer: () => new Response('No API here', { status: 503 }) });
const app = await launchChromium({
  server,
  api: account ? 'internet' : 'server',
  headless: !isHeaded,
  viewport: isHeaded ? null : { width: 1280, height: 800 },
});
try {
  await show(app);
  if (isHeaded) {
    console.log('\nThe browser stays open; close its window to end.');
    // Not the end of the browser: on macOS it outlives its windows.
    while (app.context.pages().length > 0) await sleep(500);
  }
} catch (error) {
  console.error(error);
  for (const [index, page] of app.context.pages().entries()) await picture(page, `failure-${index + 1}`).catch(() => {});
  console.error(`\nIt did not work; what the pages looked like is in ${folder}`);
  process.exitCode = 1;
} finally {
  await app.close().catch(() => {});
  await server.close();
}

async function show({ context, url }: LaunchedChromium): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage());
  if (account) {
    console.log('Signing in with the account of the environment; the calls of this demonstration are paid from it (a few cents).');
    await signIn(page, url('options.html#/settings'), account);
  } else console.log('On sample data. Set DATAFORSEO_LOGIN and DATAFORSEO_PASSWORD to use an account.');

  await page.goto(`https://${target}/`);
  const popup = await popupWithFigures(page);
  console.log(`\nThe popup on https://${target}/:\n`);
  console.log(await textOf(popup));
  await pictures(popup, 'popup');

  const summary = await context.newPage();
  await summary.goto(url(`options.html#/summary?target=${target}`));
  await run(summary);
  await pictures(summary, 'summary');

  const backlinks = await context.newPage();
  await backlinks.goto(url(`options.html#/backlinks?target=${target}&limit=100`));
  await run(backlinks);
  await pictures(backlinks, 'backlinks');
  console.log(`\nPictures of the popup and the explorer, light and dark: ${folder}`);

  // Other tabs have taken the focus, and with it the popup.
  if (isHeaded) await app.openPopup(page);
}

async function signIn(page: Page, settings: string, { login, password }: { login: string; password: string }): Promise<void> {
  await page.goto(settings);
  await page.getByLabel('API login').fill(login);
  await page.getByLabel('API password').fill(password);
  const connect = page.getByRole('button', { name: 'Connect', exact: true });
  await connect.click();
  await connect.waitFor({ state: 'hidden', timeout: patienceMs }).catch(async () => {
    throw new Error(`The account could not be connected. The page says:\n${await textOf(page)}`);
  });
}

/** The real popup, with its figures; from the welcome screen it goes by the sample data. */
async function popupWithFigures(page: Page): Promise<Page> {
  let popup = await app.openPopup(page);
  const sample = popup.getByRole('button', { name: 'Explore sample data' });
  await sample.or(rankIn(popup)).first().waitFor({ timeout: patienceMs });
  if (await sample.isVisible()) {
    await sample.click();
    await rankIn(popup)
      .waitFor({ timeout: patienceMs })
      .catch(() => {}); // the click may have closed the popup
    if (popup.isClosed()) popup = await app.openPopup(page);
  }
  await rankIn(popup).waitFor({ timeout: patienceMs });
  return popup;
}

/** Presses the button that spends, where the page has one, and waits for what comes. */
async function run(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: /^Run/ });
  await button.or(rankIn(page)).first().waitFor({ timeout: patienceMs });
  if ((await button.isVisible()) && (await button.isEnabled())) await button.click();
  await page.locator('[data-field], table tbody tr, [role="row"]').filter({ hasText: /\d/ }).first().waitFor({ timeout: patienceMs });
}

function rankIn(page: Page) {
  return page.locator('[data-field="rank"]').filter({ hasText: /\d/ }).first();
}

async function textOf(page: Page): Promise<string> {
  return (await page.locator('body').innerText()).replace(/\n{2,}/g, '\n').trim();
}

async function pictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await picture(page, `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: null });
}

async function picture(page: Page, name: string): Promise<void> {
  // A popup in a window of its own has no room to grow for `fullPage`.
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
}
