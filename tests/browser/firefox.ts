import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import puppeteer, { type Page, type Browser as PuppeteerBrowser } from 'puppeteer-core';
import type { TestServer } from '../server/server.ts';
import { apiHosts, pageHosts } from '../server/tls.ts';
import { findFirefox } from './find.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The extension's origin: Firefox makes one up for each profile unless it is told. */
const uuid = '11111111-2222-4333-8444-555555555555';

export interface FirefoxOptions {
  /** The built extension's folder, from the repository's. */
  extension?: string;
  /** Its id in the manifest. */
  gid?: string;
  server: Pick<TestServer, 'port'>;
  headless?: boolean;
  prefs?: Record<string, string | number | boolean>;
}

export type LaunchedFirefox = Awaited<ReturnType<typeof launchFirefox>>;

/**
 * Starts Firefox with the built extension, unchanged, over WebDriver BiDi (Playwright's Firefox takes no extensions). As in Chromium, the
 * API's and the pages' hosts lead to the test server, and no other name exists.
 * @throws when there is no Firefox; ask findFirefox() first
 */
export async function launchFirefox({
  extension = '.output/firefox-mv3',
  gid = 'backlens@backlens.app',
  server,
  headless = true,
  prefs = {},
}: FirefoxOptions) {
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
      'extensions.webextensions.uuids': JSON.stringify({ [gid]: uuid }),
      ...prefs,
    },
  });
  try {
    const id = await browser.installExtension(path.resolve(root, extension));
    return withExtension(browser, id);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Firefox knows no patterns here: each pattern stands for itself without the star, and with www. */
function plainHosts(): string[] {
  return [...new Set(pageHosts.flatMap((host) => [host.replace('*.', 'www.'), host.replace('*.', host === '*.test' ? 'page.' : '')]))];
}

function withExtension(browser: PuppeteerBrowser, id: string) {
  const url = (file: string) => `moz-extension://${uuid}/${file}`;
  // puppeteer has no public road to the browser's own window; its BiDi connection has.
  const { connection } = browser as unknown as { connection: BidiConnection };
  let ownWindow: string | undefined;

  /** Runs a function in the browser's own window, where everything about the browser can be asked. Arguments and result are JSON. */
  async function inBrowser<Arguments extends unknown[], Result>(
    run: (...args: Arguments) => Result | Promise<Result>,
    ...args: Arguments
  ): Promise<Result> {
    ownWindow ??= (await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })).result.contexts?.[0]?.context;
    const { result } = await connection.send('script.callFunction', {
      functionDeclaration: `async (json) => JSON.stringify((await (${run})(...JSON.parse(json))) ?? null)`,
      awaitPromise: true,
      target: { context: ownWindow },
      arguments: [{ type: 'string', value: JSON.stringify(args) }],
    });
    if (result.exceptionDetails) throw new Error(result.exceptionDetails.text);
    return JSON.parse(result.result?.value ?? 'null');
  }

  /** Opens one of the extension's pages in a tab. Its `url()` stays about:blank; ask `location.href` in it. */
  async function open(file: string, page?: Page): Promise<Page> {
    const target = page ?? (await browser.newPage());
    // No navigation event comes for an extension's page, so goto() would wait for ever.
    target.goto(url(file), { timeout: 0 }).catch(() => {});
    const isThere = (address: string) => location.href === address && document.readyState === 'complete';
    await target.waitForFunction(isThere, { timeout: 20_000 }, url(file));
    return target;
  }

  /** A click on the toolbar button while `page` is in front: opens the real popup and grants activeTab, as a user's click does. */
  async function openPopup(page: Page): Promise<void> {
    await closePopup();
    await page.bringToFront();
    await inBrowser((gid) => {
      const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
      ExtensionParent.apiManager.global.browserActionFor(WebExtensionPolicy.getByID(gid).extension).triggerAction(window);
    }, id);
    await waitInPopup(() => location.protocol === 'moz-extension:' && document.readyState === 'complete');
  }

  async function closePopup(): Promise<void> {
    await inBrowser(() => {
      for (const panel of document.querySelectorAll<XulPanel>('panel')) if (panel.state === 'open') panel.hidePopup();
    });
  }

  /**
   * Runs a function in the open popup, with its own `window`, `document` and `location`. No protocol reaches it (it is in no tab), so it
   * goes by the browser's way into its own pages. Arguments and result are JSON; nothing from outside the function can be used in it.
   */
  async function inPopup<Arguments extends unknown[], Result>(
    run: (...args: Arguments) => Result | Promise<Result>,
    ...args: Arguments
  ): Promise<Result> {
    const script = `(async (window, document, location) => JSON.stringify((await (${run})(...${JSON.stringify(args)})) ?? null))
      (content, content.document, content.location)
      .then((json) => sendAsyncMessage('backlens', { json }), (error) => sendAsyncMessage('backlens', { error: String(error) }));`;
    const { json, error } = await inBrowser(async (source) => {
      const popup = document.querySelector<XulBrowser>('browser[webextension-view-type="popup"]');
      // Until its panel is open Firefox may still move it from one <browser> to another, and a script would be lost on the way.
      if (popup?.closest<XulPanel>('panel')?.state !== 'open') return { json: undefined, error: 'No popup is open' };
      const { messageManager } = popup;
      return new Promise<{ json?: string; error?: string }>((resolve) => {
        const finish = (answer: { json?: string; error?: string }) => {
          messageManager.removeMessageListener('backlens', onMessage);
          resolve(answer);
        };
        const onMessage = ({ data }: { data: { json?: string; error?: string } }) => finish(data);
        messageManager.addMessageListener('backlens', onMessage);
        messageManager.loadFrameScript(`data:,${encodeURIComponent(source)}`, false);
        setTimeout(finish, 5000, { error: 'The popup did not answer' });
      });
    }, script);
    if (error !== undefined) throw new Error(error);
    return JSON.parse(json ?? 'null');
  }

  /** Asks again and again in the popup, until the answer is not false, empty or null; gives that answer. */
  async function waitInPopup<Result>(ask: () => Result | Promise<Result>, { timeout = 15_000 } = {}): Promise<Result> {
    const end = Date.now() + timeout;
    for (;;) {
      const answer = await inPopup(ask).catch((error: unknown) => {
        if (Date.now() > end) throw error; // it may not be open yet
        return undefined;
      });
      if (answer) return answer;
      if (Date.now() > end) throw new Error(`Not so in the popup within ${timeout} ms: ${ask}`);
      await sleep(50);
    }
  }

  /** Chooses an entry of the context menu, which a right click (`element.click({ button: 'right' })`) has opened. */
  async function chooseMenuItem(label: string): Promise<void> {
    await inBrowser(async (wanted) => {
      const menu = document.getElementById('contentAreaContextMenu') as XulMenu | null;
      for (let tries = 0; tries < 100 && menu?.state !== 'open'; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
      const item = [...(menu?.querySelectorAll<XulMenuItem>('menuitem') ?? [])].find((one) => one.label === wanted);
      if (!menu || !item) throw new Error(`The context menu has no entry "${wanted}"`);
      menu.activateItem(item);
    }, label);
  }

  /** Ends the background page, as Firefox does after a while; the next event or message starts it again. */
  async function stopBackground(): Promise<void> {
    await inBrowser(
      (gid) =>
        WebExtensionPolicy.getByID(gid).extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true }),
      id,
    );
  }

  /** Sets one of the browser's preferences, from now on. */
  async function setPreference(name: string, value: number): Promise<void> {
    await inBrowser(
      (wanted, to) => {
        const { Preferences } = ChromeUtils.importESModule('resource://gre/modules/Preferences.sys.mjs');
        Preferences.set(wanted, to);
      },
      name,
      value,
    );
  }

  /** What prefers-color-scheme says from now on, in every page. */
  const setColorScheme = (scheme: 'dark' | 'light'): Promise<void> =>
    setPreference('layout.css.prefers-color-scheme.content-override', scheme === 'dark' ? 0 : 1);

  /** Opens a private window on an address; gives whether the extension may see that window, and whether its button is in it. */
  async function openPrivateWindow(address: string): Promise<{ isSeen: boolean; hasButton: boolean }> {
    return inBrowser(
      async (gid, to) => {
        const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
        const policy = WebExtensionPolicy.getByID(gid);
        const opened = (window as unknown as FirefoxWindow).OpenBrowserWindow({ private: true });
        await new Promise((loaded) => opened.addEventListener('load', loaded, { once: true }));
        for (let tries = 0; tries < 100 && !opened.gBrowser?.selectedBrowser; tries++) await new Promise((done) => setTimeout(done, 50));
        const { selectedBrowser } = opened.gBrowser;
        selectedBrowser.fixupAndLoadURIString(to, { triggeringPrincipal: opened.document.nodePrincipal });
        const isThere = () => selectedBrowser.currentURI.spec === to;
        for (let tries = 0; tries < 200 && !isThere(); tries++) await new Promise((done) => setTimeout(done, 50));
        if (!isThere()) throw new Error(`The private window shows ${selectedBrowser.currentURI.spec}`);
        const { widget } = ExtensionParent.apiManager.global.browserActionFor(policy.extension);
        const { node } = widget.forWindow(opened) ?? {};
        return { isSeen: policy.canAccessWindow(opened), hasButton: Boolean(node && !node.hidden) };
      },
      id,
      address,
    );
  }

  /** The address of the tab in front. */
  const addressInFront = (): Promise<string> =>
    inBrowser(() => (window as unknown as FirefoxWindow).gBrowser.selectedBrowser.currentURI.spec);

  /** Ends the browser; the server is the caller's to close. */
  async function close(): Promise<void> {
    await browser.close();
  }

  return {
    browser,
    id,
    url,
    open,
    openPopup,
    closePopup,
    inPopup,
    waitInPopup,
    chooseMenuItem,
    stopBackground,
    setPreference,
    setColorScheme,
    openPrivateWindow,
    addressInFront,
    inBrowser,
    close,
  };
}

interface BidiConnection {
  send(
    method: string,
    params: object,
  ): Promise<{ result: { contexts?: { context: string }[]; result?: { value?: string }; exceptionDetails?: { text: string } } }>;
}

// What there is in Firefox's own window, as far as it is used here.
interface FirefoxExtension {
  terminateBackground(options: { ignoreDevToolsAttached: boolean; disableResetIdleForTest: boolean }): Promise<void>;
}
interface FirefoxAction {
  triggerAction(window: Window): void;
  widget: { forWindow(window: Window): { node: HTMLElement | null } | null };
}
interface XulPanel extends Element {
  state: string;
  hidePopup(): void;
}
interface XulMenuItem extends Element {
  label: string;
}
interface XulMenu extends XulPanel {
  activateItem(item: XulMenuItem): void;
}
interface XulBrowser extends Element {
  messageManager: {
    addMessageListener(name: string, listener: (message: { data: { json?: string; error?: string } }) => void): void;
    removeMessageListener(name: string, listener: (message: { data: { json?: string; error?: string } }) => void): void;
    loadFrameScript(url: string, allowDelayed: boolean): void;
  };
}
interface FirefoxWindow extends Window {
  OpenBrowserWindow(options: { private: boolean }): FirefoxWindow;
  gBrowser: {
    selectedBrowser: {
      currentURI: { spec: string };
      fixupAndLoadURIString(address: string, options: { triggeringPrincipal: unknown }): void;
    };
  };
  document: Document & { nodePrincipal: unknown };
}
declare const WebExtensionPolicy: { getByID(id: string): { extension: FirefoxExtension; canAccessWindow(window: Window): boolean } };
declare const ChromeUtils: {
  importESModule(url: 'resource://gre/modules/ExtensionParent.sys.mjs'): {
    ExtensionParent: { apiManager: { global: { browserActionFor(extension: FirefoxExtension): FirefoxAction } } };
  };
  importESModule(url: 'resource://gre/modules/Preferences.sys.mjs'): { Preferences: { set(name: string, value: number): void } };
};
