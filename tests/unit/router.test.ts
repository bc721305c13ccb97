import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Browser, browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { answer, handlers, isOurPage } from '../../lib/background/router.ts';
import type { Protocol } from '../../lib/messages.ts';

const id = 'test-extension-id';
const origin = `chrome-extension://${id}`;
type Sender = Browser.runtime.MessageSender;

const ours: Record<string, Sender> = {
  popup: { id, origin, url: `${origin}/popup.html` },
  'options page in a tab': { id, origin, url: `${origin}/options.html#/summary`, frameId: 0, tab: { id: 1 } as Browser.tabs.Tab },
  'page without an origin': { id, url: `${origin}/popup.html` },
};

const hostile: Record<string, Sender> = {
  'content script': { id, origin: 'https://evil.test', url: 'https://evil.test/', frameId: 0, tab: { id: 1 } as Browser.tabs.Tab },
  'content script that says nothing': { id, tab: { id: 1 } as Browser.tabs.Tab },
  'frame of ours inside a page': { id, origin, url: `${origin}/popup.html`, frameId: 7, tab: { id: 1 } as Browser.tabs.Tab },
  'other extension': { id: 'another', origin: 'chrome-extension://another', url: 'chrome-extension://another/popup.html' },
  'other extension under our address': { id: 'another', origin, url: `${origin}/popup.html` },
  'address that begins like ours': { id, origin: `${origin}.evil.test`, url: `${origin}.evil.test/popup.html` },
  'sandboxed page': { id, origin: 'null', url: 'https://evil.test/' },
  'web page under our id': { id, origin: 'https://evil.test', url: `${origin}/popup.html` },
  nobody: {},
};

/** Types that take nothing, or whatever settings are; what comes along is not looked at. */
const withoutPayload: string[] = [
  ...['status', 'recent', 'ledger', 'disconnect', 'changeSettings', 'checkLost', 'cacheHits', 'cacheFacts'],
  ...['rebuildStorage', 'diagnostics', 'lock', 'watchlist', 'lookNow', 'forgetWatchlist'],
];

const types = Object.keys(handlers) as (keyof Protocol)[];

beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(browser.runtime, { id, getURL: (path: string) => `${origin}${path}` });
});

describe('the router', () => {
  it.each(Object.entries(ours))('knows our %s', (_, sender) => {
    expect(isOurPage(sender)).toBe(true);
  });

  it.each(types.flatMap((type) => Object.entries(hostile).map(([name, sender]) => [type, name, sender] as const)))(
    'refuses “%s” from a %s',
    async (type, _, sender) => {
      const run = vi.spyOn(handlers[type] as unknown as { run: () => unknown }, 'run');
      await expect(answer(type, {}, sender)).rejects.toThrow('Refused');
      expect(run).not.toHaveBeenCalled();
      run.mockRestore();
    },
  );

  const odd: unknown[] = [
    null,
    5,
    'x',
    [],
    { text: 5 },
    { endpoint: 'constructor', request: {}, askedBy: 'popup', buy: 'always' },
    { environment: 'https://evil.test' },
  ];
  it.each(types.filter((type) => !withoutPayload.includes(type)))('refuses “%s” with payloads of another shape', async (type) => {
    const run = vi.spyOn(handlers[type] as unknown as { run: () => unknown }, 'run').mockImplementation((() => 'ran') as never);
    for (const payload of odd) {
      const outcome = await answer(type, payload, ours.popup as Sender).catch((error: Error) => error.message);
      expect(outcome).toMatch(/^Refused/);
    }
    expect(run).not.toHaveBeenCalled();
    run.mockRestore();
  });

  it('does not let a page speak as the context menu, nor keep credentials in a way that is not offered', async () => {
    const ask = { endpoint: 'summary', request: {}, buy: 'always' };
    await expect(answer('ask', { ...ask, askedBy: 'menu' }, ours.popup as Sender)).rejects.toThrow('Refused');
    await expect(answer('connect', { login: 'a', password: 'b', keeping: 'cloud' }, ours.popup as Sender)).rejects.toThrow('Refused');
  });

  it('changes no setting that is not one, nor to a value it cannot have', async () => {
    for (const change of [
      { environment: 'https://evil.test' },
      { dayCapUsd: -1 },
      { dayCapUsd: '5' },
      { keeping: 'computer' },
      { __proto__: null, x: 1 },
    ])
      expect(await answer('changeSettings', change, ours.popup as Sender)).toMatchObject({
        ok: false,
        failure: { kind: 'invalid-request' },
      });
  });
});
