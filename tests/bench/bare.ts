/**
 * Chromium with nothing attached to what is measured: a debugger on a worker or a popup makes the browser stop and ask at each start. It is
 * told what to do through its own pipe, and a popup tells in its title when it was painted.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { resolverRules } from '../browser/chromium.ts';
import { findChromium } from '../browser/find.ts';
import type { TestServer } from '../server/server.ts';

type Said = { id?: number; method?: string; sessionId?: string; params?: unknown; result?: unknown; error?: { message: string } };
type Target = { targetId: string; type: string; url: string; title: string };
type Versions = { versions: { runningStatus: string; scriptURL: string }[] };

export type Bare = Awaited<ReturnType<typeof launchBare>>;
/** A tab that is spoken to. */
export type Tab = { targetId: string; sessionId: string };

/** As long as the settling of a closed popup or a stopped worker takes. */
const SETTLE_MS = 300;
const PATIENCE_MS = 20_000;

export async function launchBare(server: Pick<TestServer, 'port' | 'spki'>) {
  const profile = await mkdtemp(path.join(tmpdir(), 'backlens-bare-'));
  const child = spawn(
    await findChromium(),
    [
      ...['--headless=new', '--remote-debugging-pipe', '--enable-unsafe-extension-debugging', `--user-data-dir=${profile}`],
      ...['--no-first-run', '--no-default-browser-check', '--test-type', '--disable-background-networking', '--disable-component-update'],
      ...['--disable-sync', '--password-store=basic', '--use-mock-keychain', '--no-proxy-server', '--disable-default-apps'],
      ...['--window-size=1280,900', '--screen-info={1600x1200}', '--js-flags=--expose-gc'],
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--host-resolver-rules=${resolverRules(server.port, 'server')}`,
      `--ignore-certificate-errors-spki-list=${server.spki}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const [, , , toBrowser, fromBrowser] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  const listeners = new Set<(said: Said) => void>();
  let last = 0;

  function hear(said: Said): void {
    for (const listener of listeners) listener(said);
    const { resolve, reject } = waiting.get(said.id ?? 0) ?? {};
    waiting.delete(said.id ?? 0);
    if (said.error) reject?.(new Error(said.error.message));
    else resolve?.(said.result as never);
  }
  let rest: Buffer[] = [];
  fromBrowser.on('data', (bytes: Buffer) => {
    let from = 0;
    for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, from)) {
      hear(JSON.parse(Buffer.concat([...rest, bytes.subarray(from, end)]).toString('utf8')));
      rest = [];
      from = end + 1;
    }
    rest.push(bytes.subarray(from));
  });

  function send<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    last += 1;
    const id = last;
    return new Promise<T>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      toBrowser.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  const targets = async (type: 'page' | 'tab' = 'page'): Promise<Target[]> =>
    (await send<{ targetInfos: Target[] }>('Target.getTargets', { filter: [{ type }] })).targetInfos;

  async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(40)) {
      const found = await look();
      if (found !== undefined) return found;
    }
    throw new Error(`${what} did not happen within ${PATIENCE_MS / 1000} s`);
  }

  /** The value of an expression in a tab, awaited. */
  async function evaluate<T>({ sessionId }: Tab, expression: string): Promise<T> {
    const asked = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = await send<{ result: { value: T }; exceptionDetails?: { exception?: { description?: string } } }>(
      'Runtime.evaluate',
      asked,
      sessionId,
    );
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'An expression failed');
    return result.value;
  }

  async function openTab(url: string): Promise<Tab> {
    const { targetId } = await send<{ targetId: string }>('Target.createTarget', { url });
    const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
    const tab = { targetId, sessionId };
    await until(`The load of ${url}`, async () =>
      (await evaluate<string>(tab, 'location.href + document.readyState')) === `${url}complete` ? true : undefined,
    );
    return tab;
  }

  async function closeTab({ targetId }: Pick<Tab, 'targetId'>): Promise<void> {
    await send('Target.closeTarget', { targetId });
    await until('The end of a page', async () => ((await targets()).every((one) => one.targetId !== targetId) ? true : undefined));
  }

  /** Ends every worker there is, and waits until they are gone. */
  async function stopWorkers({ sessionId }: Tab): Promise<void> {
    const running = new Set<string>();
    const listener = ({ method, params }: Said) => {
      if (method !== 'ServiceWorker.workerVersionUpdated') return;
      for (const { scriptURL, runningStatus } of (params as Versions).versions)
        if (runningStatus === 'stopped') running.delete(scriptURL);
        else running.add(scriptURL);
    };
    listeners.add(listener);
    await send('ServiceWorker.enable', {}, sessionId);
    await until('The end of the workers', async () => {
      await send('ServiceWorker.stopAllWorkers', {}, sessionId);
      await sleep(SETTLE_MS);
      // Some event may have started one again.
      return running.size === 0 ? true : undefined;
    });
    await send('ServiceWorker.disable', {}, sessionId);
    listeners.delete(listener);
  }

  /** A press on an extension's button while a tab is in front: what its popup's title says at last. The popup is closed again. */
  async function popupTitle(extension: string, { targetId }: Tab): Promise<string> {
    await send('Target.activateTarget', { targetId });
    const { url } = (await targets()).find((one) => one.targetId === targetId) as Target;
    const tab = (await targets('tab')).find((one) => one.url === url) as Target;
    await send('Extensions.triggerAction', { id: extension, targetId: tab.targetId });
    await sleep(SETTLE_MS);
    const popup = await until('The painting of a popup', async () =>
      (await targets()).find((one) => one.url.startsWith(`chrome-extension://${extension}/popup.html`) && one.title.startsWith('painted ')),
    );
    await closeTab(popup);
    await sleep(SETTLE_MS);
    return popup.title;
  }

  async function close(): Promise<void> {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await send('Browser.close').catch(() => {});
    await Promise.race([ended, sleep(5_000)]);
    child.kill('SIGKILL');
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => {});
  }

  return {
    send,
    evaluate,
    openTab,
    closeTab,
    stopWorkers,
    popupTitle,
    close,
    load: async (folder: string): Promise<string> => (await send<{ id: string }>('Extensions.loadUnpacked', { path: folder })).id,
    /** The heap of a tab after everything that can go has gone, in MB. */
    async heapOf({ sessionId }: Tab): Promise<number> {
      await send('HeapProfiler.collectGarbage', {}, sessionId);
      await send('HeapProfiler.collectGarbage', {}, sessionId);
      return (await send<{ usedSize: number }>('Runtime.getHeapUsage', {}, sessionId)).usedSize / 1e6;
    },
  };
}
