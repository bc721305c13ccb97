import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'puppeteer-core';

/** Asks again and again until the answer is not false, empty or null, and gives it; what throws meanwhile is thrown when time is up. */
export async function until<Answer>(ask: () => Answer | Promise<Answer>, what: string, timeout = 15_000): Promise<NonNullable<Answer>> {
  const end = Date.now() + timeout;
  for (;;) {
    let thrown: unknown;
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      thrown = error;
    }
    if (Date.now() > end) throw new Error(`Not so within ${timeout} ms: ${what}`, { cause: thrown });
    await sleep(50);
  }
}

/** What the browser itself saw of the extension, in all of its pages and the background. */
export interface Seen {
  /** Every address the extension asked for, other than its own. */
  asked: string[];
  /** What the content security policy refused, and what was thrown in our files and not caught. */
  troubles: string[];
}

/** A page of the extension that is in no tab: its popup, or its sidebar. No protocol reaches it, so the browser is asked to run things there. */
export interface View {
  /** Runs a function in the page, as one of its own. Arguments and result are JSON; nothing from outside the function can be used in it. */
  evaluate<Arguments extends unknown[], Result>(
    run: (...args: Arguments) => Result | Promise<Result>,
    ...args: Arguments
  ): Promise<Awaited<Result>>;
  /** Asks in the page until the answer is not false, empty or null; gives that answer. */
  wait<Arguments extends unknown[], Result>(
    ask: (...args: Arguments) => Result | Promise<Result>,
    ...args: Arguments
  ): Promise<NonNullable<Awaited<Result>>>;
  /** A real press of the mouse on the first button or link whose name begins so, once it is there. */
  press(words: string): Promise<void>;
}

/** Firefox's own window, where everything about the browser can be asked and done that a person would do there; `gid` is the extension's id. */
export function windowOf(browser: Browser, gid: string) {
  // puppeteer has no public road to the browser's own window; its BiDi connection has.
  const { connection } = browser as unknown as { connection: BidiConnection };
  const changed = new Set<string>();
  let context: string | undefined;

  /** Runs a function in the browser's own window. Arguments and result are JSON. */
  async function inBrowser<Arguments extends unknown[], Result>(
    run: (...args: Arguments) => Result | Promise<Result>,
    ...args: Arguments
  ): Promise<Result> {
    context ??= (await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })).result.contexts?.[0]?.context;
    const { result } = await connection.send('script.callFunction', {
      functionDeclaration: `async (json) => JSON.stringify((await (${run})(...JSON.parse(json))) ?? null)`,
      awaitPromise: true,
      target: { context },
      arguments: [{ type: 'string', value: JSON.stringify(args) }],
    });
    if (result.exceptionDetails) throw new Error(result.exceptionDetails.text);
    return JSON.parse(result.result?.value ?? 'null');
  }

  /** Runs the text of a script in a view, with all rights there; the script answers by `sendAsyncMessage('backlens', …)`. */
  async function inView(kind: 'popup' | 'sidebar', script: string): Promise<string> {
    const { json, error } = await inBrowser(
      async (kind, source) => {
        const panels = document.getElementById('sidebar') as XulBrowser | null;
        const place = kind === 'popup' ? document : panels?.contentDocument;
        const view = place?.querySelector<XulBrowser>(`browser[webextension-view-type="${kind}"]`);
        // Until its panel is open Firefox may still move a popup from one <browser> to another, and a script would be lost on the way.
        if (!view || (kind === 'popup' && view.closest<XulPanel>('panel')?.state !== 'open')) return { error: `There is no ${kind}` };
        const { messageManager } = view;
        return new Promise<Said>((resolve) => {
          const finish = (answer: Said) => {
            messageManager.removeMessageListener('backlens', onMessage);
            resolve(answer);
          };
          const onMessage = ({ data }: { data: Said }) => finish(data);
          messageManager.addMessageListener('backlens', onMessage);
          messageManager.loadFrameScript(`data:,${encodeURIComponent(source)}`, false);
          setTimeout(finish, 5000, { error: `The ${kind} did not answer` });
        });
      },
      kind,
      script,
    );
    if (error !== undefined) throw new Error(error);
    return json ?? 'null';
  }

  function view(kind: 'popup' | 'sidebar'): View {
    const evaluate: View['evaluate'] = async (run, ...args) => {
      // In a sandbox with the page's own rights and names: what the page has changed of its world is seen, and its policy stops no test.
      const call = `(async () => JSON.stringify((await (${run})(...${JSON.stringify(args)})) ?? null))()`;
      const script = `(async () => Cu.evalInSandbox(${JSON.stringify(call)}, new Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false })))()
        .then((json) => sendAsyncMessage('backlens', { json }), (error) => sendAsyncMessage('backlens', { error: String(error) }));`;
      return JSON.parse(await inView(kind, script));
    };
    const wait: View['wait'] = async (ask, ...args) =>
      (await until(() => evaluate(ask, ...args), `${ask} in the ${kind}`)) as NonNullable<Awaited<ReturnType<typeof ask>>>;
    const press = async (words: string) => {
      // As the mouse does it: what only a person may do, as opening the sidebar, is refused to a click that a script makes.
      const script = `{
        const isIt = (one) => (one.ariaLabel || one.innerText.trim()).startsWith(${JSON.stringify(words)});
        const button = [...content.document.querySelectorAll('button, a[href]')].find(isIt);
        sendAsyncMessage('backlens', { json: JSON.stringify(button !== undefined) });
        if (button) {
          button.scrollIntoView({ block: 'center' });
          const { left, top, width, height } = button.getBoundingClientRect();
          for (const type of ['mousemove', 'mousedown', 'mouseup'])
            content.synthesizeMouseEvent(type, left + width / 2, top + height / 2, { button: 0, clickCount: 1 }, { isDOMEventSynthesized: false });
        }
      }`;
      await until(async () => JSON.parse(await inView(kind, script)), `a button “${words}” in the ${kind}`);
    };
    return { evaluate, wait, press };
  }

  const popup = view('popup');

  /** A click on the toolbar button: opens the real popup and grants activeTab, as a person's click does. */
  async function pressAction(): Promise<void> {
    await closePopup();
    await inBrowser((gid) => {
      const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
      ExtensionParent.apiManager.global.browserActionFor(WebExtensionPolicy.getByID(gid).extension).triggerAction(window);
    }, gid);
    await popup.wait(() => location.protocol === 'moz-extension:' && document.readyState === 'complete');
  }

  async function closePopup(): Promise<void> {
    await inBrowser(() => {
      for (const panel of document.querySelectorAll<XulPanel>('panel')) if (panel.state === 'open') panel.hidePopup();
    });
  }

  /** Chooses one of our entries of the context menu, which a right click (`element.click({ button: 'right' })`) has opened. */
  async function chooseMenuItem(label: string): Promise<void> {
    await inBrowser(async (wanted) => {
      const isOpen = async (popup: XulPanel | null) => {
        for (let tries = 0; tries < 100 && popup?.state !== 'open'; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
      };
      const menu = document.getElementById('contentAreaContextMenu') as XulPopup | null;
      await isOpen(menu);
      const items = [...(menu?.querySelectorAll<XulMenuItem>('menuitem') ?? [])];
      const item = items.find((one) => one.label === wanted);
      if (!item) throw new Error(`The context menu has no entry “${wanted}”, but ${items.map((one) => one.label).join(', ')}`);
      // Several entries of one extension stand in a menu of its own.
      const inner = item.closest<XulMenu>('menu');
      inner?.openMenu(true);
      const list = item.closest<XulPopup>('menupopup');
      await isOpen(list);
      list?.activateItem(item);
    }, label);
  }

  /** Ends the background page at once, as Firefox does after a while; the next event or message starts it again. */
  async function stopBackground(): Promise<void> {
    await inBrowser(
      (gid) =>
        WebExtensionPolicy.getByID(gid).extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true }),
      gid,
    );
  }

  /** Whether the background page runs: `running`, `suspending`, `stopped` or `starting`. */
  const backgroundState = (): Promise<string> => inBrowser((gid) => WebExtensionPolicy.getByID(gid).extension.backgroundState, gid);

  /** Takes back the permission to reach these addresses, as a person does on the browser's page of add-ons. */
  async function withdraw(origins: string[]): Promise<void> {
    await inBrowser(
      async (gid, origins) => {
        const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
        const { extension } = WebExtensionPolicy.getByID(gid);
        await ExtensionPermissions.remove(gid, { permissions: [], origins, data_collection: [] }, extension);
      },
      gid,
      origins,
    );
  }

  /** Sets one of the browser's preferences, until the extension is installed anew. */
  async function setPreference(name: string, value: number): Promise<void> {
    changed.add(name);
    await inBrowser((wanted, to) => Services.prefs.setIntPref(wanted, to), name, value);
  }

  /** Takes away what an extension that was removed has left: the preferences, and its popup's place, at which the next one would hang. */
  async function tidy(): Promise<void> {
    await inBrowser(
      (names) => {
        for (const name of names) Services.prefs.clearUserPref(name);
        for (const view of document.querySelectorAll('panelview[id^="PanelUI-webext-"]')) view.remove();
      },
      [...changed],
    );
    changed.clear();
  }

  /** Opens a private window on an address for a moment; gives whether the extension may see that window, and whether its button is in it. */
  async function lookPrivately(address: string): Promise<{ isSeen: boolean; hasButton: boolean }> {
    return inBrowser(
      async (gid, to) => {
        const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
        const policy = WebExtensionPolicy.getByID(gid);
        const opened = (window as unknown as FirefoxWindow).OpenBrowserWindow({ private: true });
        try {
          const isAt = async (address: string) => {
            const at = () => opened.gBrowser?.selectedBrowser.currentURI.spec;
            for (let tries = 0; tries < 300 && at() !== address; tries++) await new Promise((done) => setTimeout(done, 50));
            if (at() !== address) throw new Error(`The private window shows ${at()} in place of ${address}`);
          };
          // Its own first page would take the place of one that is loaded before it.
          await isAt('about:privatebrowsing');
          opened.gBrowser.selectedBrowser.fixupAndLoadURIString(to, { triggeringPrincipal: opened.document.nodePrincipal });
          await isAt(to);
          const { widget } = ExtensionParent.apiManager.global.browserActionFor(policy.extension);
          const node = widget.forWindow(opened)?.node;
          return { isSeen: policy.canAccessWindow(opened), hasButton: Boolean(node && !node.hidden) };
        } finally {
          opened.close();
        }
      },
      gid,
      address,
    );
  }

  /** Has the browser note from now on, and from nothing, what the extension asks for and what goes wrong in it; gives the way to read that. */
  async function watch(): Promise<() => Promise<Seen>> {
    await inBrowser((gid) => {
      const own = window as unknown as { backlensSeen?: Seen };
      const isWatched = own.backlensSeen !== undefined;
      own.backlensSeen = { asked: [], troubles: [] };
      if (isWatched) return;
      const seen = () => own.backlensSeen as Seen;
      const requests = {
        observe(subject: FirefoxRequest) {
          const { URI, loadInfo } = subject.QueryInterface(Ci.nsIHttpChannel);
          const isOurs = [loadInfo.triggeringPrincipal, loadInfo.loadingPrincipal].some((one) => one?.addonId === gid);
          if (isOurs) seen().asked.push(URI.spec);
        },
      };
      const messages = {
        observe({ message }: { message: string }) {
          // What waited for an answer when its page was closed is told of as well, and is nobody's fault.
          const isThrown = /^\[JavaScript Error.*\{file: "moz-extension:/s.test(message) && !/after context unloaded/.test(message);
          if (isThrown || /Content-Security-Policy/.test(message)) seen().troubles.push(message.slice(0, 300));
        },
      };
      Services.obs.addObserver(requests, 'http-on-modify-request');
      Services.console.registerListener(messages);
    }, gid);
    return () => inBrowser(() => (window as unknown as { backlensSeen: Seen }).backlensSeen);
  }

  return {
    inBrowser,
    popup,
    sidebar: view('sidebar'),
    pressAction,
    closePopup,
    chooseMenuItem,
    stopBackground,
    backgroundState,
    withdraw,
    setPreference,
    tidy,
    lookPrivately,
    watch,
    /** The part of the extension's addresses that is made up anew at each install. */
    hostOfExtension: (): Promise<string> => inBrowser((gid) => WebExtensionPolicy.getByID(gid).mozExtensionHostname, gid),
    /** The address of the tab in front. */
    addressInFront: (): Promise<string> => inBrowser(() => (window as unknown as FirefoxWindow).gBrowser.selectedBrowser.currentURI.spec),
    /** What prefers-color-scheme says from now on, in every page. */
    setColorScheme: (scheme: 'dark' | 'light'): Promise<void> =>
      setPreference('layout.css.prefers-color-scheme.content-override', scheme === 'dark' ? 0 : 1),
  };
}

interface BidiConnection {
  send(
    method: string,
    params: object,
  ): Promise<{ result: { contexts?: { context: string }[]; result?: { value?: string }; exceptionDetails?: { text: string } } }>;
}

type Said = { json?: string; error?: string };

// What there is in Firefox's own window, as far as it is used here.
interface FirefoxExtension {
  backgroundState: string;
  terminateBackground(options: { ignoreDevToolsAttached: boolean; disableResetIdleForTest: boolean }): Promise<void>;
}
interface FirefoxPolicy {
  extension: FirefoxExtension;
  mozExtensionHostname: string;
  canAccessWindow(window: Window): boolean;
}
interface FirefoxAction {
  triggerAction(window: Window): void;
  widget: { forWindow(window: Window): { node: HTMLElement | null } | null };
}
interface FirefoxRequest {
  QueryInterface(kind: unknown): {
    URI: { spec: string };
    loadInfo: Record<'triggeringPrincipal' | 'loadingPrincipal', { addonId: string } | null>;
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
interface XulPanel extends Element {
  state: string;
  hidePopup(): void;
}
interface XulMenuItem extends Element {
  label: string;
}
interface XulMenu extends Element {
  openMenu(isOpen: boolean): void;
}
interface XulPopup extends XulPanel {
  activateItem(item: XulMenuItem): void;
}
interface XulBrowser extends Element {
  contentDocument: Document | null;
  messageManager: {
    addMessageListener(name: string, listener: (message: { data: Said }) => void): void;
    removeMessageListener(name: string, listener: (message: { data: Said }) => void): void;
    loadFrameScript(url: string, allowDelayed: boolean): void;
  };
}
declare const WebExtensionPolicy: { getByID(id: string): FirefoxPolicy };
declare const Ci: { nsIHttpChannel: unknown };
declare const Services: {
  prefs: { setIntPref(name: string, value: number): void; clearUserPref(name: string): void };
  obs: { addObserver(observer: object, topic: string): void };
  console: { registerListener(listener: object): void };
};
declare const ChromeUtils: {
  importESModule(url: 'resource://gre/modules/ExtensionParent.sys.mjs'): {
    ExtensionParent: { apiManager: { global: { browserActionFor(extension: FirefoxExtension): FirefoxAction } } };
  };
  importESModule(url: 'resource://gre/modules/ExtensionPermissions.sys.mjs'): {
    ExtensionPermissions: { remove(id: string, permissions: Record<string, string[]>, emitter: FirefoxExtension): Promise<void> };
  };
};
