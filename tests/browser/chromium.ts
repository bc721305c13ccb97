import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page, type Worker } from '@playwright/test';
import type { TestServer } from '../server/server.ts';
import { apiHosts, pageHosts } from '../server/tls.ts';
import { findChromium } from './find.ts';

const root = path.resolve(import.meta.dirname, '../..');

type ContextOptions = NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>;

export interface ChromiumOptions extends Omit<ContextOptions, 'executablePath' | 'ignoreDefaultArgs' | 'chromiumSandbox'> {
  /** The built extension's folder, from the repository's. */
  extension?: string;
  server: Pick<TestServer, 'port' | 'spki'>;
  /** A profile folder to use and to keep, for a restart of the browser. Without it, a new one that is deleted at the end. */
  profile?: string;
  /** The language of the browser's own words, which is the extension's; English whatever the machine's is. */
  language?: string;
  /** Who answers for the API's hosts. With `internet`, only the pages' hosts lead to the server and all other names are real. */
  api?: 'server' | 'internet';
}

/** Where the files go that a browser with this profile saves. */
const downloadsIn = (folder: string): string => path.join(folder, 'downloads');

export type LaunchedChromium = Awaited<ReturnType<typeof launchChromium>>;

/**
 * Starts Chromium with the built extension, unchanged: its names are led to the test server by the browser's resolver, so a page's
 * address is `https://forbes.com/…` with no port, and every name that is not mapped does not exist.
 */
export async function launchChromium({
  extension = '.output/chrome-mv3',
  server,
  profile,
  language = 'en-US',
  api = 'server',
  headless = true,
  args = [],
  ...options
}: ChromiumOptions) {
  const executablePath = await findChromium();
  const folder = profile ?? (await mkdtemp(path.join(os.tmpdir(), 'backlens-chromium-')));
  const deleteFolder = async () => {
    // Chromium's last processes may still be writing.
    if (!profile) await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => {});
  };
  let context: BrowserContext | undefined;
  try {
    context = await chromium.launchPersistentContext(folder, {
      executablePath,
      headless,
      chromiumSandbox: process.getuid?.() !== 0, // Chromium has no sandbox for root
      downloadsPath: downloadsIn(folder),
      ignoreDefaultArgs: ['--disable-extensions'],
      // Chromium takes its language from here on Linux, and from the argument elsewhere.
      env: { ...process.env, LANGUAGE: language },
      args: [
        `--lang=${language}`,
        '--enable-unsafe-extension-debugging', // the Extensions domain: Chrome itself has no --load-extension any more
        '--remote-debugging-port=0', // a second door, for the popup
        '--test-type', // no bar about unsupported flags
        `--host-resolver-rules=${resolverRules(server.port, api)}`,
        `--ignore-certificate-errors-spki-list=${server.spki}`, // trusts this one key and nothing else
        ...(api === 'server' ? ['--no-proxy-server'] : []), // a proxy of the machine's would resolve the names itself
        ...args,
      ],
      ...options,
    });
    return await withExtension(context, { extension: path.resolve(root, extension), folder, deleteFolder });
  } catch (error) {
    await context?.close();
    await deleteFolder();
    throw error;
  }
}

export function resolverRules(port: number, api: 'server' | 'internet'): string {
  const hosts = api === 'server' ? [...apiHosts, ...pageHosts] : pageHosts;
  const rules = hosts.map((host) => `MAP ${host} 127.0.0.1:${port}`);
  if (api === 'server') rules.push('MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1');
  return rules.join(', ');
}

async function withExtension(
  context: BrowserContext,
  { extension, folder, deleteFolder }: { extension: string; folder: string; deleteFolder(): Promise<void> },
) {
  const cdp = await (context.browser() as Browser).newBrowserCDPSession();
  let opened: { door: Browser; targetId: string } | undefined;
  const id = await load();
  const url = (page: string) => `chrome-extension://${id}/${page}`;
  const isOurs = (worker: Worker) => worker.url().startsWith(`chrome-extension://${id}/`);

  async function load(): Promise<string> {
    return (await cdp.send('Extensions.loadUnpacked', { path: extension })).id;
  }

  /** A page to ask the browser things through, which a test may have closed all of. */
  async function anyPage(): Promise<Page> {
    return context.pages()[0] ?? (await context.newPage());
  }

  /** The running service worker; it is started when it is not running. */
  async function worker(): Promise<Worker> {
    await workerIs('running', (session) => session.send('ServiceWorker.startWorker', { scopeURL: url('') }));
    return context.serviceWorkers().find(isOurs) ?? (await context.waitForEvent('serviceworker', { predicate: isOurs, timeout: 15_000 }));
  }

  /** Kills the service worker, also in the middle of a call; resolves when it is gone. The next event or message starts a new one. */
  async function stopWorker(): Promise<void> {
    const isGone = async () => !(await targets('service_worker')).some((one) => one.url.startsWith(url('')));
    await workerIs('stopped', (session) => session.send('ServiceWorker.stopAllWorkers'), isGone);
  }

  /** Does `act` and waits until the browser says that our worker is in `status`, or `isSo` sees it: now and then the browser does not say it. */
  async function workerIs(
    status: 'running' | 'stopped',
    act: (session: CDPSession) => Promise<unknown>,
    isSo = async () => false,
  ): Promise<void> {
    const session = await context.newCDPSession(await anyPage());
    let again: NodeJS.Timeout | undefined;
    try {
      const reached = new Promise<void>((resolve) => {
        // Just after an install there may be nothing to start yet, and a worker that is just starting is not stopped by being told once.
        again = setInterval(() => {
          act(session)
            .then(isSo)
            .then((is) => is && resolve())
            .catch(() => {});
        }, 2_000);
        session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
          // A redundant one is what a reinstall has left behind.
          const ours = versions.filter((one) => one.scriptURL.startsWith(url('')) && one.status !== 'redundant');
          if (ours.some((one) => one.runningStatus === status)) resolve();
        });
      });
      await session.send('ServiceWorker.enable');
      await act(session).catch(() => {});
      await within(15_000, reached, `The service worker is not ${status}`);
    } finally {
      clearInterval(again);
      await session.detach().catch(() => {});
    }
  }

  /** Removes the extension and loads it again: the same id, and nothing in any of its storage. Its pages close. */
  async function reinstall(): Promise<void> {
    await closePopup();
    if (context.pages().every((page) => page.url().startsWith(url('')))) await context.newPage(); // a window must be left
    await cdp.send('Extensions.uninstall', { id });
    await load();
    await worker();
  }

  /**
   * A click on the toolbar button while `page` is in front: opens the real popup and grants activeTab, as a user's click does.
   * `by` opens it in another way, which may grant nothing. Gives the popup as a page; it lives until it closes itself, is closed, loses the focus, or another one opens.
   */
  async function openPopup(
    page: Page,
    { file = 'popup.html', timeout = 10_000, by = undefined as (() => Promise<unknown>) | undefined } = {},
  ): Promise<Page> {
    await closePopup();
    await page.bringToFront();
    const before = new Set((await targets('page')).map(({ targetId }) => targetId));
    if (by) await by();
    else await cdp.send('Extensions.triggerAction', { id, targetId: await tabOf(page) });
    const targetId = await popupTarget(file, before, timeout);
    // Playwright's own connection never attaches to an action's popup. A new one finds it among the pages that are already there.
    const [port] = (await readFile(path.join(folder, 'DevToolsActivePort'), 'utf8')).split('\n');
    const door = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const popup = await pageOf(door, targetId);
    if (!popup) {
      await door.close();
      throw new Error('The popup closed as soon as it had opened');
    }
    opened = { door, targetId };
    popup.on('close', () => void leave(door));
    return popup;
  }

  /** Closes the popup, where one is open. */
  async function closePopup(): Promise<void> {
    if (!opened) return;
    const { door, targetId } = opened;
    opened = undefined;
    await cdp.send('Target.closeTarget', { targetId }).catch(() => {}); // it may have closed itself
    await leave(door);
  }

  /** A connection that ends takes with it where downloads go; without this they would go to the person's own folder. */
  async function leave(door: { close(): Promise<void> }): Promise<void> {
    await door.close().catch(() => {});
    await cdp
      .send('Browser.setDownloadBehavior', { behavior: 'allowAndName', downloadPath: downloadsIn(folder), eventsEnabled: true })
      .catch(() => {}); // the browser may have ended
  }

  async function popupTarget(file: string, before: Set<string>, timeout: number): Promise<string> {
    const end = Date.now() + timeout;
    for (;;) {
      // The same file may be open in a tab as well, which is not the popup.
      const popup = (await targets('page')).find((one) => one.url.startsWith(url(file)) && !before.has(one.targetId));
      if (popup) return popup.targetId;
      if (Date.now() > end) throw new Error(`The popup did not open within ${timeout} ms`);
      await sleep(10);
    }
  }

  async function pageOf(door: Browser, targetId: string): Promise<Page | undefined> {
    for (const page of door.contexts().flatMap((one) => one.pages())) {
      if (page.url().startsWith(url('')) && (await targetOf(page)).targetId === targetId) return page;
    }
    return undefined;
  }

  /** The target of the tab that shows the page. It has another id than the page's own, so it is known by its address. */
  async function tabOf(page: Page): Promise<string> {
    const address = (await targetOf(page)).url;
    const tabs = (await targets('tab')).filter((one) => one.url === address);
    const tab = tabs.find((one) => (one as { embedderData?: { tabActive?: boolean } }).embedderData?.tabActive) ?? tabs[0];
    if (!tab) throw new Error(`No tab shows ${address}`);
    return tab.targetId;
  }

  async function targets(type: 'page' | 'tab' | 'service_worker') {
    return (await cdp.send('Target.getTargets', { filter: [{ type }] })).targetInfos;
  }

  /** What the browser would do at a click on one of our context menu entries. It grants no activeTab. */
  async function dispatchMenuClick(info: object, tab?: object): Promise<void> {
    await (await worker()).evaluate(
      ([clicked, at]) => {
        const { chrome } = globalThis as unknown as { chrome: { contextMenus: { onClicked: { dispatch(...args: unknown[]): void } } } };
        chrome.contextMenus.onClicked.dispatch(clicked, at);
      },
      [info, tab] as const,
    );
  }

  /** Ends the browser; the server is the caller's to close. */
  async function close(): Promise<void> {
    await closePopup();
    await context.close();
    await deleteFolder();
  }

  await worker();
  return { context, id, url, worker, stopWorker, reinstall, openPopup, closePopup, dispatchMenuClick, close };
}

async function targetOf(page: Page) {
  const session = await page.context().newCDPSession(page);
  try {
    return (await session.send('Target.getTargetInfo')).targetInfo;
  } finally {
    await session.detach().catch(() => {});
  }
}

async function within<T>(ms: number, promise: Promise<T>, otherwise: string): Promise<T> {
  const timer = new AbortController();
  const late = sleep(ms, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`${otherwise} after ${ms} ms`);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.abort();
    late.catch(() => {});
  }
}
