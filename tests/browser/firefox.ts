import path from 'node:path';
import puppeteer, { type Page, type Browser as PuppeteerBrowser } from 'puppeteer-core';
import type { TestServer } from '../server/server.ts';
import { apiHosts, pageHosts } from '../server/tls.ts';
import { findFirefox } from './find.ts';
import { until, windowOf } from './firefox-window.ts';

const root = path.resolve(import.meta.dirname, '../..');

export interface FirefoxOptions {
  /** The built extension's folder, from the repository's. */
  extension?: string;
  server: Pick<TestServer, 'port'>;
  headless?: boolean;
}

export type LaunchedFirefox = Awaited<ReturnType<typeof launchFirefox>>;

/**
 * Starts Firefox with the built extension, unchanged, over WebDriver BiDi (Playwright's Firefox takes no extensions). As in Chromium, the
 * API's and the pages' hosts lead to the test server, and no other name exists.
 * @throws when there is no Firefox; ask findFirefox() first
 */
export async function launchFirefox({ extension = '.output/firefox-mv3', server, headless = true }: FirefoxOptions) {
  const executablePath = findFirefox();
  if (!executablePath) throw new Error('No Firefox to run the extension in. Set FIREFOX_PATH, or install one.');
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless,
    acceptInsecureCerts: true, // the test server's certificate
    args: ['--remote-allow-system-access'], // lets BiDi into moz-extension: pages and the browser's own window
    extraPrefsFirefox: {
      'network.dns.localDomains': [...apiHosts, ...plainHosts()].join(','),
      'network.socket.forcePort': `443=${server.port}`,
      'network.dns.disabled': true, // looks up no other name; the local ones still work
      'network.proxy.type': 0, // a proxy of the machine's would resolve the names itself
    },
  });
  try {
    return await withExtension(browser, path.resolve(root, extension));
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Firefox knows no patterns here: each pattern stands for itself without the star, and with www. */
function plainHosts(): string[] {
  return [...new Set(pageHosts.flatMap((host) => [host.replace('*.', 'www.'), host.replace('*.', host === '*.test' ? 'page.' : '')]))];
}

async function withExtension(browser: PuppeteerBrowser, folder: string) {
  const id = await browser.installExtension(folder);
  const own = windowOf(browser, id);
  // Firefox makes up another origin at each install.
  let host = await own.hostOfExtension();
  const url = (file: string) => `moz-extension://${host}/${file}`;

  /** Opens one of the extension's pages in a tab. Its `url()` stays about:blank; ask `location.href` in it. */
  async function open(file: string, page?: Page): Promise<Page> {
    const target = page ?? (await browser.newPage());
    // No navigation event comes for an extension's page, so goto() would wait for ever. The tab may change its process on the way.
    target.goto(url(file), { timeout: 0 }).catch(() => {});
    const isThere = (address: string) => location.href === address && document.readyState === 'complete';
    await until(() => target.evaluate(isThere, url(file)), `a tab shows ${file}`);
    return target;
  }

  /** Opens the popup by a click on the toolbar button while `page` is in front. */
  async function openPopup(page: Page): Promise<void> {
    await page.bringToFront();
    await own.pressAction();
  }

  /** Removes the extension and installs it again: at another origin, with nothing in any of its storage. Only an empty tab stays open. */
  async function startAfresh(): Promise<void> {
    await own.closePopup();
    const empty = await browser.newPage();
    await browser.uninstallExtension(id);
    await own.tidy();
    for (const page of await browser.pages()) if (page !== empty) await page.close().catch(() => {}); // closed with the extension
    await browser.installExtension(folder);
    host = await own.hostOfExtension();
  }

  /** Ends the browser; the server is the caller's to close. */
  async function close(): Promise<void> {
    await browser.close();
  }

  return { ...own, browser, id, url, open, openPopup, startAfresh, close };
}
