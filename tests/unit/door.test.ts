import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Browser, browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { answer, handlers } from '../../lib/background/router.ts';
import type { Protocol } from '../../lib/messages.ts';

/** The router's own test holds who may knock; this one makes every combination of type, sender and payload from the table of handlers. */
const id = 'test-extension-id';
const origin = `chrome-extension://${id}`;
type Sender = Browser.runtime.MessageSender;
type Type = keyof Protocol;

const ours: Sender = { id, origin, url: `${origin}/options.html`, frameId: 0 };
const question = { endpoint: 'anchors', request: { target: 'forbes.com' } };

/** One good payload of every type: a new type does not compile until it has its own. */
const good: Record<Type, unknown> = {
  status: undefined,
  recent: undefined,
  ledger: undefined,
  readTarget: { text: 'forbes.com', allows: 'any' },
  readTargets: { texts: ['forbes.com'], allows: 'site' },
  viewPopup: { text: 'https://forbes.com/', from: 'tab', scope: 'host', inPrivate: false },
  linksToDomains: { text: 'https://forbes.com/', from: 'tab' },
  keepCheck: { from: 'https://a.example/', to: 'https://forbes.com/', at: 1, verdict: { kind: 'present' } },
  checksOf: { links: [{ from: 'https://a.example/', to: 'https://forbes.com/' }] },
  viewLinks: { hosts: ['forbes.com'], inPrivate: false },
  ask: { ...question, askedBy: 'explorer', buy: 'always', environment: 'production', form: 'ai', inPrivate: false, planUsd: 0.1 },
  startPull: { ...question, perPage: 100, upTo: 1000 },
  pausePull: { id: 'a' },
  resumePull: { id: 'a', again: true },
  cancelPull: { id: 'a' },
  pullOf: question,
  readPages: question,
  knownFigures: { endpoints: ['summary'], targets: ['forbes.com'] },
  pastFigures: { endpoints: ['summary'], target: 'forbes.com' },
  checkLost: undefined,
  cacheHits: undefined,
  cacheFacts: undefined,
  clearCache: { endpoint: 'summary', target: 'forbes.com' },
  rebuildStorage: undefined,
  diagnostics: undefined,
  watchlist: undefined,
  watchRun: { id: '2026-11-22T08:00:00.000Z' },
  saveWatch: {
    ...{ sites: [{ target: 'forbes.com', isRival: false }], every: 'week', figures: ['bulk_ranks'], notify: true, nameSites: false },
    ...{ thresholds: { dropPercent: 10, lostWebsites: 1, strongLossRank: null, spamUp: 5, rivalGains: 20 }, agreedUsd: 0.1 },
  },
  keepWatched: { sites: [{ target: 'forbes.com', isRival: true }] },
  lookNow: undefined,
  setWatching: { isOn: true },
  forgetWatchlist: undefined,
  connect: { login: 'a', password: 'b', keeping: 'passphrase', passphrase: 'correct horse' },
  changeKeeping: { keeping: 'session', passphrase: 'correct horse' },
  unlock: { passphrase: 'correct horse' },
  lock: undefined,
  disconnect: undefined,
  changeSettings: { dayCapUsd: 1 },
};
const types = Object.keys(handlers) as Type[];

const tab = { id: 1 } as Browser.tabs.Tab;
const hostile: Record<string, Sender> = {
  'content script': { id, origin: 'https://evil.test', url: 'https://evil.test/', frameId: 0, tab },
  'content script without an origin': { id, url: 'https://evil.test/', frameId: 0, tab },
  'content script that says nothing': { id, tab },
  'frame of ours inside a page': { id, origin, url: `${origin}/options.html`, frameId: 1, tab },
  'page of ours with another origin': { id, origin: 'https://evil.test', url: `${origin}/options.html`, frameId: 0 },
  'web page with our origin': { id, origin, url: 'https://evil.test/', frameId: 0 },
  'sandboxed frame': { id, origin: 'null', url: 'https://evil.test/', frameId: 0 },
  'data address': { id, origin: 'null', url: 'data:text/html,x', frameId: 0 },
  'blob of a web page': { id, origin: 'https://evil.test', url: 'blob:https://evil.test/1', frameId: 0 },
  file: { id, origin: 'file://', url: 'file:///etc/passwd', frameId: 0 },
  'other extension': { id: 'another', origin: 'chrome-extension://another', url: 'chrome-extension://another/options.html' },
  'other extension under our address': { id: 'another', origin, url: `${origin}/options.html` },
  'origin that begins like ours': { id, origin: `${origin}.evil.test`, url: `${origin}.evil.test/options.html` },
  'address that has ours in it': { id, origin: 'https://evil.test', url: `https://evil.test/${origin}/options.html` },
  nobody: {},
};

/** Values of every type that JSON has, and one that no parameter of ours is. */
const strange: unknown[] = [null, 5, 'constructor', true, [], [[]], {}, { toString: 1 }];
const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
/** What may be null beside its own type. */
const nullable = new Set(['startPull.upTo', 'clearCache.target']);

/** The payload with one field of another type, for each field and type. */
function spoiled(type: Type): [string, unknown][] {
  const payload = good[type] as Record<string, unknown>;
  return Object.entries(payload).flatMap(([field, value]) =>
    strange
      .filter((other) => kindOf(other) !== kindOf(value) && !(other === null && nullable.has(`${type}.${field}`)))
      .map((other): [string, unknown] => [`${field} as ${JSON.stringify(other)}`, { ...payload, [field]: other }]),
  );
}

const taking = types.filter((type) => good[type] !== undefined && type !== 'changeSettings');

beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(browser.runtime, { id, getURL: (path: string) => `${origin}${path}` });
});

function guarded(type: Type) {
  return vi.spyOn(handlers[type] as unknown as { run: () => unknown }, 'run').mockImplementation((() => 'ran') as never);
}

describe('the door', () => {
  it.each(types)('opens for “%s” from our own page with a good payload', async (type) => {
    const run = guarded(type);
    await expect(answer(type, good[type], ours)).resolves.toBe('ran');
    run.mockRestore();
  });

  it.each(types)(`stays shut for “%s” with a good payload from ${Object.keys(hostile).length} kinds of strangers`, async (type) => {
    const run = guarded(type);
    for (const [name, sender] of Object.entries(hostile)) await expect(answer(type, good[type], sender), name).rejects.toThrow('Refused');
    expect(run).not.toHaveBeenCalled();
    run.mockRestore();
  });

  it.each(taking)('stays shut for “%s” when one field is of another type', async (type) => {
    const run = guarded(type);
    const cases = spoiled(type);
    expect(cases.length).toBeGreaterThan(3);
    for (const [what, payload] of cases) await expect(answer(type, payload, ours), what).rejects.toThrow('Refused');
    expect(run).not.toHaveBeenCalled();
    run.mockRestore();
  });

  it.each(taking)('stays shut for “%s” with texts and lists longer than anything honest', async (type) => {
    const run = guarded(type);
    const payload = good[type] as Record<string, unknown>;
    const long = 'a'.repeat(200_000);
    for (const [field, value] of Object.entries(payload)) {
      const longer = typeof value === 'string' ? long : Array.isArray(value) ? Array.from({ length: 40_000 }, () => value[0]) : undefined;
      if (longer !== undefined) await expect(answer(type, { ...payload, [field]: longer }, ours), field).rejects.toThrow('Refused');
    }
    expect(run).not.toHaveBeenCalled();
    run.mockRestore();
  });

  it('lets no payload change what objects are', async () => {
    const evil = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as Record<string, unknown>;
    for (const type of types) {
      const run = guarded(type);
      const payload = { ...(good[type] as object), ...evil, request: { ...question.request, ...evil } };
      await answer(type, payload, ours).catch(() => {});
      run.mockRestore();
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('answers only with what a failure may say: no refusal repeats the payload', async () => {
    const secret = 'CANARY_PASSWORD';
    const refusal = await answer('connect', { login: 5, password: secret, keeping: 'session' }, ours).catch(
      (error: Error) => error.message,
    );
    expect(refusal).toMatch(/^Refused/);
    expect(refusal).not.toContain(secret);
  });
});
