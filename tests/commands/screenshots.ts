/**
 * Takes the pictures of the README and of the stores from the real product on its sample data: no account, no network. In docs/screenshots
 * the popup, the links of a page and the reports, light and dark, 1280 × 800; in docs/store what is made of them.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { type LaunchedChromium, launchChromium } from '../browser/chromium.ts';
import { startServer } from '../server/server.ts';

const target = 'forbes.com';
const docs = path.resolve(import.meta.dirname, '../../docs');

const sites = [
  ...['forbes.com', 'moz.com', 'ahrefs.com', 'semrush.com', 'bbc.co.uk', 'wikipedia.org', 'trustpilot.com', 'github.com', 'mozilla.org'],
  ...['theverge.com', 'nytimes.com', 'guardian.co.uk', 'lemonde.fr', 'spiegel.de', 'elpais.com', 'bücher.de', 'archive.org', 'w3.org'],
  ...['medium.com', 'substack.com', 'wordpress.org', 'stackoverflow.com', 'nature.com', 'nasa.gov', 'mit.edu'],
];

/** Presses the one button that gets what the page is about. */
const get = (page: Page) => page.getByRole('button', { name: /^(Run|Get) .*\$/ }).click();

/** Every report that has its picture: its address, how it is got where that is more than a press, and what shows that it is there. */
const reports: { name: string; address: string; getBy?: (page: Page) => Promise<unknown>; shown: string }[] = [
  { name: 'overview', address: `summary?target=${target}`, shown: '[data-field="rank"]' },
  { name: 'backlinks', address: `backlinks?target=${target}&mode=one_per_domain&limit=100`, shown: 'tbody tr' },
  { name: 'trends', address: `trends?target=${target}&with=medium.com`, shown: '[data-part="flow"] .columns path' },
  { name: 'gap', address: 'domain_intersection?targets=moz.com&targets=ahrefs.com&exclude_targets=semrush.com', shown: 'tbody tr' },
  {
    name: 'bulk',
    address: 'bulk',
    getBy: async (page) => {
      await page.getByLabel('Sites or pages, one per line').fill(sites.join('\n'));
      await get(page);
    },
    shown: '[role="grid"] tbody tr',
  },
  { name: 'answer', address: `answer-opportunities?target=${target}`, shown: '[data-section="opportunities"] tbody tr' },
  // Last, so that there is something to add up; looking at it is free.
  { name: 'spending', address: 'spending', getBy: async () => {}, shown: '.totals tbody tr' },
];

// As the API it only says that nobody is there, for the sample data needs none.
const server = await startServer({ answer: () => new Response('No API here', { status: 503 }) });
// On the 800 × 600 screen that a browser without one assumes, the popup finds no room.
const app = await launchChromium({ server, viewport: { width: 1280, height: 800 }, args: ['--screen-info={1600x1200}'] });
try {
  await exploreSample(app);
  await takePopup(app);
  for (const report of reports) await take(app, report);
  await compose(app);
  console.log(`\nRenewed the pictures in ${docs}`);
} finally {
  await app.close().catch(() => {});
  await server.close();
}

async function exploreSample({ context, url }: LaunchedChromium): Promise<void> {
  const page = await context.newPage();
  await page.goto(url('options.html#/settings'));
  await page.getByRole('button', { name: 'Explore sample data' }).click();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await page.close();
}

async function take({ context, url }: LaunchedChromium, { name, address, getBy = get, shown }: (typeof reports)[number]): Promise<void> {
  const page = await context.newPage();
  await page.goto(url(`options.html#/${address}`));
  await page.getByRole('heading', { level: 1 }).waitFor();
  await getBy(page);
  await page.locator(shown).filter({ visible: true }).first().waitFor();
  await page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'hidden' });
  await lightAndDark(page, `explorer-${name}`);
  await page.close();
}

async function takePopup({ context, openPopup }: LaunchedChromium): Promise<void> {
  const page = await context.newPage();
  await page.goto(`https://${target}/`);
  const popup = await openPopup(page);
  await popup.locator('[data-field="rank"]').filter({ hasText: /\d/ }).waitFor();
  // The browser fits the popup's window to what is in it a little later.
  await popup.waitForFunction(() => innerWidth === document.body.offsetWidth && innerHeight >= document.body.offsetHeight);
  await lightAndDark(popup, 'popup');
  await popup.getByRole('button', { name: 'Links on this page' }).click();
  await popup.getByRole('button', { name: /^Rank and spam/ }).click();
  await popup.getByText(/\d+ websites, (\d+) known$/).waitFor();
  await lightAndDark(popup, 'links');
}

async function lightAndDark(page: Page, name: string): Promise<void> {
  // A ring around the button just pressed is no part of what the picture is to show.
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    for (const field of document.querySelectorAll('textarea')) field.scrollTop = 0;
  });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: path.join(docs, 'screenshots', `${name}-${colorScheme}.png`), animations: 'disabled' });
  }
}

/** The store's pictures that are no screenshot as it is: the popup on a ground of its own size, and the small tile. */
async function compose({ context }: LaunchedChromium): Promise<void> {
  const dataOf = async (file: string, type: string) => `data:${type};base64,${(await readFile(path.join(docs, file))).toString('base64')}`;
  const [icon, light, dark] = await Promise.all([
    dataOf('icon.svg', 'image/svg+xml'),
    dataOf('screenshots/popup-light.png', 'image/png'),
    dataOf('screenshots/popup-dark.png', 'image/png'),
  ]);
  const page = await context.newPage();
  const style = `* { margin: 0; box-sizing: border-box } body { font: 20px/1.4 Inter, system-ui, sans-serif; color: #12151c;
    background: #eef2fe; height: 100vh; display: flex; align-items: center; justify-content: center; gap: 40px; overflow: hidden }
    h1 { font-size: 2.2em; line-height: 1.1; letter-spacing: -0.02em } p { margin-top: .8em; color: #4a5161 }
    .shot { border-radius: 12px; box-shadow: 0 12px 40px rgb(16 24 64 / 22%); display: block }`;
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.setContent(`<style>${style}</style>
    <div style="width: 300px"><img src="${icon}" width="56" alt=""><h1 style="margin-top: 16px">Who links to this page?</h1>
      <p>Rank, spam, backlinks and referring websites for one call on your own DataForSEO account.</p></div>
    <img class="shot" src="${light}" width="400" alt=""><img class="shot" src="${dark}" width="400" alt="">`);
  await picture(page, 'popup-1280x800.png');
  await page.setViewportSize({ width: 440, height: 280 });
  await page.setContent(`<style>${style}</style>
    <div style="width: 168px"><img src="${icon}" width="40" alt=""><h1 style="margin-top: 10px; font-size: 28px">Backlens</h1>
      <p style="font-size: 17px; margin-top: 6px">Who links to<br>this page?</p></div>
    <img class="shot" src="${light}" width="190" alt="" style="align-self: flex-start; margin-top: 30px">`);
  await picture(page, 'tile-440x280.png');
}

async function picture(page: Page, name: string): Promise<void> {
  await page.waitForFunction(() => [...document.images].every((one) => one.complete));
  await writeFile(path.join(docs, 'store', name), await page.screenshot());
}
