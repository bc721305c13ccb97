import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Pull } from '../../lib/messages.ts';
import type { Outcome } from '../../lib/outcome.ts';
import type { Settings } from '../../lib/settings.ts';
import { type Background, startBackground } from '../fixtures/background.ts';

/**
 * Long lists against a network that is replaced at `fetch` and a list whose rows are numbered. A background that dies is a fresh set of
 * modules over the same database; the old one gets nothing any more from the browser, so it stands still where it was.
 */
type Task = { offset?: number; limit: number; search_after_token?: string };

// Ten thousand rows take the in-memory database a second, and more on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const PAGE_USD = 0.06;
const request = { target: 'example.com', limit: 1000 };
const list = { endpoint: 'backlinks' as const, request };
const all = { ...list, perPage: 1000, upTo: null };

let posted: Task[] = [];
let total = 10_000;
let reply: (task: Task) => Promise<Response> | Response;
/** What is asked of the browser before every call; a background that is to stand still gets no answer. */
let permission: () => Promise<boolean>;

const taskReply = (task: Record<string, unknown>): Response =>
  new Response(JSON.stringify({ status_code: 20000, status_message: 'Ok.', tasks: [{ status_code: 20000, ...task }] }));

function pageReply({ offset, limit, search_after_token: token }: Task, most = Number.POSITIVE_INFINITY): Response {
  const begin = token ? Number(token) : (offset ?? 0);
  const rows = Math.max(0, Math.min(limit, total - begin, most));
  const items = Array.from({ length: rows }, (_, at) => ({ url_from: `https://site${begin + at}.com/` }));
  const cost = Math.round((0.024 + 0.000036 * rows) * 1e6) / 1e6;
  return taskReply({
    cost,
    result: [{ total_count: total, items, search_after_token: begin + rows < total ? String(begin + rows) : null }],
  });
}

const offsets = (): number[] => posted.map(({ offset, search_after_token: token }) => (token ? Number(token) : (offset ?? 0)));
const thousands = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => (from + at) * 1000);

/** A background as after a start of the worker. Its predecessor hears nothing from the browser any more. */
async function wake(): Promise<Background> {
  permission = async () => true;
  return startBackground();
}

async function connected(settings: Partial<Settings> = {}): Promise<Background> {
  const background = await wake();
  reply = () =>
    new Response(JSON.stringify({ status_code: 20000, tasks: [{ status_code: 20000, cost: 0, result: [{ money: { balance: 40 } }] }] }));
  expect(await background.connect({ login: 'user@example.com', password: 'secret', keeping: 'session' })).toMatchObject({ ok: true });
  await background.changeSettings({ dayCapUsd: 100, monthCapUsd: 100, confirmAboveUsd: 100, ...settings });
  posted = [];
  reply = pageReply;
  return background;
}

const value = (outcome: Outcome<Pull>): Pull => {
  if (!outcome.ok) throw new Error(outcome.failure.kind);
  return outcome.value;
};

/** Waits as the explorer does, by looking. */
async function until(background: Background, state: Pull['state'], of: Parameters<Background['pullOf']>[0] = list): Promise<Pull> {
  let pull: Pull | null = null;
  await vi.waitFor(
    async () => {
      pull = await background.pullOf(of);
      expect(pull).toMatchObject({ state, isAsking: false });
    },
    { timeout: 20_000, interval: 10 },
  );
  return pull as unknown as Pull;
}

const sent = (calls: number): Promise<void> => vi.waitFor(() => expect(posted).toHaveLength(calls), { timeout: 20_000 });

/** Reads a list as the explorer does; fails where a page is not in the store. */
async function rowsOf(background: Background, of = list): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (const page of await background.readPages(of)) {
    const answer = await background.ask({ endpoint: of.endpoint, request: page.request, askedBy: 'explorer', buy: 'never' });
    if (!answer.ok) throw new Error(answer.failure.kind);
    expect(page).toMatchObject({ from: rows.length, rows: answer.value.rows.length });
    rows.push(...answer.value.rows.map(({ url_from }) => url_from));
  }
  return rows;
}

const numbered = (to: number): string[] => Array.from({ length: to }, (_, at) => `https://site${at}.com/`);

/** A pull whose background dies after its third page, before the fourth is asked for. */
async function diesAfterThird(): Promise<Background> {
  const first = await connected();
  let calls = 0;
  permission = () => (++calls > 3 ? new Promise(() => {}) : Promise.resolve(true));
  value(await first.startPull(all));
  await vi.waitFor(() => expect(calls).toBe(4), { timeout: 20_000 });
  return wake();
}

/** A pull whose background dies while its fourth page is on its way. */
async function diesInFourth(): Promise<Background> {
  const first = await connected();
  reply = (task) => (posted.length < 4 ? pageReply(task) : new Promise(() => {}));
  value(await first.startPull(all));
  await sent(4);
  reply = pageReply;
  return wake();
}

beforeEach(() => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
  permission = async () => true;
  Object.assign(fakeBrowser.permissions, { contains: () => permission() });
  Object.assign(fakeBrowser.runtime, { getPlatformInfo: async () => ({ os: 'linux' }) });
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('fetch', async (call: Request) => {
    const task = call.method === 'POST' ? ((await call.json()) as Task[])[0] : undefined;
    if (task) posted.push(task);
    return reply(task ?? { limit: 0 });
  });
  posted = [];
  total = 10_000;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('loading a list', () => {
  it('asks for each page once, counts what it costs, and leaves every page to be read for nothing', async () => {
    const background = await connected();
    expect(value(await background.startPull(all))).toMatchObject({ state: 'running', loaded: 0, upTo: null });
    const pull = await until(background, 'done');
    expect(offsets()).toEqual(thousands(0, 10));
    expect(pull).toMatchObject({
      loaded: 10_000,
      pages: 10,
      upTo: 10_000,
      totalCount: 10_000,
      costUsd: 0.6,
      hasMore: false,
      failure: null,
    });
    expect((await background.status()).spentTodayUsd).toBe(0.6);
    expect(await rowsOf(background)).toEqual(numbered(10_000));
    expect(posted).toHaveLength(10);
  });

  it('begins with the page that is on screen, and goes on from wherever it stands', async () => {
    const background = await connected();
    const short = { endpoint: 'backlinks' as const, request: { target: 'www.Example.com', limit: 100 } };
    await background.ask({ ...short, askedBy: 'explorer', buy: 'unless-fresh' });
    expect(await background.pullOf(short)).toBeNull();
    expect(await background.readPages(short)).toMatchObject([{ from: 0, rows: 100 }]);
    value(await background.startPull({ ...short, perPage: 1000, upTo: 1100 }));
    expect(await until(background, 'done', short)).toMatchObject({ loaded: 1100, hasMore: true, costUsd: 0.0876 });
    value(await background.startPull({ ...short, perPage: 1000, upTo: 2100 }));
    await until(background, 'done', short);
    value(await background.startPull({ ...short, perPage: 1000, upTo: null }));
    expect(await until(background, 'done', short)).toMatchObject({ loaded: 10_000, pages: 11 });
    expect(offsets()).toEqual([0, 100, ...thousands(1, 10).map((at) => at + 100)]);
    expect(posted.at(-1)).toMatchObject({ limit: 900 });
    expect(await rowsOf(background, short)).toEqual(numbered(10_000));
  });

  it('goes past row 20,000 by cursors', async () => {
    total = 23_500;
    const background = await connected();
    value(await background.startPull(all));
    expect(await until(background, 'done')).toMatchObject({ loaded: 23_500 });
    expect(offsets()).toEqual(thousands(0, 24));
    expect(posted.filter((task) => 'search_after_token' in task)).toHaveLength(3);
    expect(posted.every((task) => !('search_after_token' in task && 'offset' in task))).toBe(true);
    expect(await rowsOf(background)).toEqual(numbered(23_500));
  });

  it('says that the total changed between pages, and buys no more rows than it said', async () => {
    const background = await connected();
    reply = (task) => {
      total = posted.length > 1 ? 10_400 : 10_000;
      return pageReply(task);
    };
    value(await background.startPull(all));
    expect(await until(background, 'done')).toMatchObject({ loaded: 10_000, firstTotalCount: 10_000, totalCount: 10_400, hasMore: true });
    expect(posted).toHaveLength(10);
  });

  it('ends where a page comes short, for small pages would cost a request each', async () => {
    const background = await connected();
    reply = (task) => pageReply(task, posted.length > 1 ? 640 : undefined);
    value(await background.startPull(all));
    expect(await until(background, 'done')).toMatchObject({ loaded: 1640, totalCount: 10_000, hasMore: true });
    expect(posted).toHaveLength(2);
    reply = pageReply;
    value(await background.startPull({ ...all, upTo: 2640 }));
    await until(background, 'done');
    expect(offsets()).toEqual([0, 1000, 1640]);
    expect(await rowsOf(background)).toEqual(numbered(2640));
  });

  it('is one pull however often it is started at once', async () => {
    const background = await connected();
    const started = await Promise.all(Array.from({ length: 20 }, () => background.startPull(all)));
    expect(started.every(({ ok }) => ok)).toBe(true);
    await until(background, 'done');
    expect(offsets()).toEqual(thousands(0, 10));
  });

  it('works in the sample environment, where nothing is sent', async () => {
    const background = await connected({ environment: 'sample' });
    const forbes = { endpoint: 'backlinks' as const, request: { target: 'forbes.com', limit: 100 } };
    value(await background.startPull({ ...forbes, perPage: 1000, upTo: 2100 }));
    expect(await until(background, 'done', forbes)).toMatchObject({ loaded: 2100 });
    const urls = await rowsOf(background, forbes);
    expect(new Set(urls).size).toBe(2100);
    expect(posted).toHaveLength(0);
  });

  it('refuses what is no list, and what cannot be asked, before anything is sent', async () => {
    const background = await connected();
    for (const wrong of [
      { ...all, endpoint: 'summary' as const, request: { target: 'example.com' } },
      { ...all, request: { target: 'localhost' } },
    ])
      expect(await background.startPull(wrong)).toMatchObject({ ok: false, failure: { kind: 'invalid-request', spent: 'no' } });
    expect(await background.pausePull({ id: 'none' })).toBeNull();
    expect(await background.resumePull({ id: 'none', again: true })).toBeNull();
    expect(posted).toHaveLength(0);
  });

  it('begins anew where the first page was bought anew, and fresh pages are free to take', async () => {
    const background = await connected();
    value(await background.startPull({ ...all, upTo: 3000 }));
    await until(background, 'done');
    await new Promise((resolve) => setTimeout(resolve, 5));
    await background.ask({ ...list, askedBy: 'explorer', buy: 'always' });
    expect(await background.pullOf(list)).toBeNull();
    expect(await background.readPages(list)).toHaveLength(1);
    value(await background.startPull({ ...all, upTo: 3000 }));
    expect(await until(background, 'done')).toMatchObject({ loaded: 3000 });
    expect(offsets()).toEqual([0, 1000, 2000, 0]);
  });
});

describe('a pull that is stopped', () => {
  it('after page 3 of 10 by the death of the background goes on at page 4, for nothing twice', async () => {
    const background = await diesAfterThird();
    const pull = await until(background, 'paused');
    expect(pull).toMatchObject({ loaded: 3000, costUsd: 0.18, failure: null });
    expect(await background.resumePull({ id: pull.id })).toMatchObject({ state: 'running' });
    expect(await until(background, 'done')).toMatchObject({ loaded: 10_000, costUsd: 0.6, maybeUsd: 0 });
    expect(offsets()).toEqual(thousands(0, 10));
    expect(await rowsOf(background)).toEqual(numbered(10_000));
  });

  it('spends nothing when the browser starts', async () => {
    const background = await diesAfterThird();
    await background.status();
    await background.pullOf(list);
    await background.readPages(list);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(posted).toHaveLength(3);
  });

  it('inside page 4 says that it may have been charged, and asks for that page again only knowingly', async () => {
    const background = await diesInFourth();
    const lost = await until(background, 'paused');
    expect(lost).toMatchObject({ loaded: 3000, failure: { kind: 'interrupted', spent: 'maybe', amounts: { price: PAGE_USD } } });
    expect(await background.resumePull({ id: lost.id })).toMatchObject({ state: 'paused', failure: { kind: 'interrupted' } });
    expect(value(await background.startPull(all))).toMatchObject({ state: 'paused', failure: { kind: 'interrupted' } });
    expect(posted).toHaveLength(4);
    expect(await background.resumePull({ id: lost.id, again: true })).toMatchObject({ state: 'running', maybeUsd: PAGE_USD });
    expect(await until(background, 'done')).toMatchObject({ loaded: 10_000, costUsd: 0.6, maybeUsd: PAGE_USD });
    expect(offsets()).toEqual([0, 1000, 2000, 3000, ...thousands(3, 10)]);
    expect((await background.status()).spentTodayUsd).toBe(0.66);
  });

  it('inside page 4 does not forget that on the day after', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 3) });
    const background = await diesInFourth();
    const { id } = await until(background, 'paused');
    vi.setSystemTime(Date.UTC(2026, 10, 5));
    expect(await background.resumePull({ id })).toMatchObject({ state: 'paused', failure: { kind: 'interrupted' } });
    expect(posted).toHaveLength(4);
  });

  it('inside page 4 goes on without asking for it again where the page was bought meanwhile', async () => {
    const background = await diesInFourth();
    const { id } = await until(background, 'paused');
    await background.ask({ ...list, request: { ...request, offset: 3000 }, askedBy: 'explorer', buy: 'again' });
    expect(posted).toHaveLength(5);
    expect(await background.resumePull({ id })).toMatchObject({ state: 'running' });
    await until(background, 'done');
    expect(offsets()).toEqual([0, 1000, 2000, 3000, ...thousands(3, 10)]);
  });

  it('at a page that another question lost asks for it only knowingly too', async () => {
    const first = await connected();
    await first.ask({ ...list, askedBy: 'explorer', buy: 'unless-fresh' });
    reply = () => new Promise(() => {});
    void first.ask({ ...list, request: { ...request, offset: 1000 }, askedBy: 'explorer', buy: 'unless-fresh' });
    await sent(2);
    reply = pageReply;
    const background = await wake();
    const { id } = value(await background.startPull({ ...all, upTo: 3000 }));
    expect(await until(background, 'paused')).toMatchObject({ loaded: 1000, failure: { kind: 'interrupted', spent: 'maybe' } });
    expect(posted).toHaveLength(2);
    await background.resumePull({ id, again: true });
    await until(background, 'done');
    expect(offsets()).toEqual([0, 1000, 1000, 2000]);
  });

  it('between the answer and its record has that page for nothing', async () => {
    const first = await connected();
    reply = (task) => (posted.length < 2 ? pageReply(task) : new Promise(() => {}));
    value(await first.startPull(all));
    await sent(2);
    // The answer is in, the record is not: as if the page had been written by a background that died right after.
    const background = await wake();
    const { id } = await until(background, 'paused');
    reply = pageReply;
    await background.ask({ ...list, request: { ...request, offset: 1000 }, askedBy: 'explorer', buy: 'again' });
    const db = await openDB('backlens-production');
    await db.put('pulls', { ...(await db.get('pulls', id)), state: 'running', asking: null, failure: null });
    db.close();
    const again = await wake();
    await again.resumePull({ id });
    await until(again, 'done');
    expect(offsets()).toEqual([0, 1000, ...thousands(1, 10)]);
  });

  it('by the person takes the page under way in, and goes on when told', async () => {
    const background = await connected();
    let arrive: () => void = () => {};
    reply = (task) => (posted.length === 3 ? new Promise((resolve) => (arrive = () => resolve(pageReply(task)))) : pageReply(task));
    const { id } = value(await background.startPull(all));
    await sent(3);
    expect(await background.pausePull({ id })).toMatchObject({ state: 'paused', isAsking: true });
    arrive();
    expect(await until(background, 'paused')).toMatchObject({ loaded: 3000, failure: null });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(posted).toHaveLength(3);
    await background.resumePull({ id });
    await until(background, 'done');
    expect(offsets()).toEqual(thousands(0, 10));
  });

  it('and told to go on before its page is in has one loop still', async () => {
    const background = await connected();
    let arrive: () => void = () => {};
    reply = (task) => (posted.length === 3 ? new Promise((resolve) => (arrive = () => resolve(pageReply(task)))) : pageReply(task));
    const { id } = value(await background.startPull(all));
    await sent(3);
    for (let times = 0; times < 5; times++) {
      await background.pausePull({ id });
      await background.resumePull({ id });
    }
    arrive();
    await until(background, 'done');
    expect(offsets()).toEqual(thousands(0, 10));
  });

  it('for good keeps what it has, and is no hindrance to loading more later', async () => {
    const background = await connected();
    reply = async (task) => {
      if (posted.length === 4) await background.cancelPull({ id });
      return pageReply(task);
    };
    const { id } = value(await background.startPull(all));
    expect(await until(background, 'stopped')).toMatchObject({ loaded: 4000, hasMore: true });
    expect(await background.resumePull({ id })).toMatchObject({ state: 'stopped' });
    expect(posted).toHaveLength(4);
    expect(await rowsOf(background)).toEqual(numbered(4000));
    value(await background.startPull({ ...all, upTo: 5000 }));
    await until(background, 'done');
    expect(offsets()).toEqual(thousands(0, 5));
  });
});

describe('money', () => {
  it('stops before the page that would pass a cap', async () => {
    const background = await connected({ dayCapUsd: 0.15 });
    const { id } = value(await background.startPull(all));
    expect(await until(background, 'paused')).toMatchObject({
      loaded: 2000,
      costUsd: 0.12,
      failure: { kind: 'over-cap', spent: 'no', said: 'day', amounts: { price: PAGE_USD, spent: 0.12, cap: 0.15 } },
    });
    expect(posted).toHaveLength(2);
    await background.changeSettings({ dayCapUsd: 5 });
    await background.resumePull({ id });
    await until(background, 'done');
    expect(offsets()).toEqual(thousands(0, 10));
  });

  it('is never spent past a cap by many pulls at once', async () => {
    const background = await connected({ dayCapUsd: 0.6 });
    const lists = Array.from({ length: 20 }, (_, at) => ({ ...list, request: { target: `site${at}.com`, limit: 1000 } }));
    await Promise.all(lists.map((each) => background.startPull({ ...each, perPage: 1000, upTo: null })));
    for (const each of lists) await until(background, 'paused', each);
    expect(posted).toHaveLength(10);
    expect((await background.status()).spentTodayUsd).toBeCloseTo(0.6, 6);
  });

  it.each([
    ['a refused login', () => new Response('{"status_code":40100,"status_message":"No."}', { status: 401 }), 'bad-credentials', 'no'],
    ['a broken connection', () => Promise.reject(new TypeError('Failed to fetch')), 'unreachable', 'maybe'],
    ['a task that fails for money', () => taskReply({ status_code: 40401, cost: 0.02, result: null }), expect.any(String), 'yes'],
  ] as const)('is not tried twice: %s pauses the pull with its words', async (_, fault, kind, spent) => {
    const background = await connected();
    reply = (task) => (posted.length === 3 ? fault() : pageReply(task));
    const { id } = value(await background.startPull(all));
    const paused = await until(background, 'paused');
    expect(paused).toMatchObject({ loaded: 2000, failure: { kind, spent }, costUsd: spent === 'yes' ? 0.14 : 0.12 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(posted).toHaveLength(3);
    await background.resumePull({ id, again: spent !== 'no' });
    expect(await until(background, 'done')).toMatchObject({ loaded: 10_000 });
    expect(posted).toHaveLength(11);
  });

  it('stops at a page that was paid for and could not be kept', async () => {
    const background = await connected();
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
      if (this.name === 'answers' && posted.length === 3) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, args);
    });
    value(await background.startPull(all));
    expect(await until(background, 'paused')).toMatchObject({
      loaded: 2000,
      failure: { kind: 'no-ledger', spent: 'yes', costUsd: PAGE_USD },
      costUsd: 0.18,
    });
    expect(posted).toHaveLength(3);
  });

  it('is not spent on where the person switches to another environment, and the pull is found again there', async () => {
    const background = await connected();
    reply = async (task) => {
      if (posted.length === 2) await background.changeSettings({ environment: 'sample' });
      return pageReply(task);
    };
    const { id } = value(await background.startPull(all));
    await sent(2);
    // Its loop has ended there; before that, whoever switches back finds it at work.
    const db = await openDB('backlens-production');
    await vi.waitFor(async () => expect(await db.get('pulls', id)).toMatchObject({ state: 'paused' }), { timeout: 20_000 });
    db.close();
    expect(posted).toHaveLength(2);
    expect(await background.pullOf(list)).toBeNull();
    expect(await background.resumePull({ id })).toBeNull();
    await background.changeSettings({ environment: 'production' });
    expect(await until(background, 'paused')).toMatchObject({ loaded: 2000, failure: null });
  });

  it('ends with the account: nothing is asked for after a sign-out, and nothing of the pull is left', async () => {
    const background = await connected();
    reply = async (task) => {
      if (posted.length === 2) await background.disconnect();
      return pageReply(task);
    };
    value(await background.startPull(all));
    await sent(2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(posted).toHaveLength(2);
    expect(await background.pullOf(list)).toBeNull();
    const db = await openDB('backlens-production');
    expect(await db.getAll('pulls')).toEqual([]);
    db.close();
  });
});

describe('the database of the version before', () => {
  it('keeps its answers, calls and account, and takes pulls', async () => {
    const answer = {
      key: 'backlinks?{"limit":1000,"target":"example.com"}',
      endpoint: 'backlinks',
      request,
      target: 'example.com',
      fetchedAt: Date.now() - 1000,
      costUsd: PAGE_USD,
      rows: numbered(1000).map((url_from) => ({ url_from })),
      head: {},
      totalCount: 2000,
    };
    const call = { opId: 'a', key: answer.key, endpoint: 'backlinks', target: 'example.com', askedBy: 'explorer', at: Date.now() };
    const old = await openDB('backlens-production', 1, {
      upgrade(db) {
        db.createObjectStore('answers', { keyPath: 'key' }).createIndex('fetchedAt', 'fetchedAt');
        const calls = db.createObjectStore('calls', { keyPath: 'opId' });
        calls.createIndex('at', 'at');
        calls.createIndex('key', 'key');
        calls.createIndex('state', 'state');
        db.createObjectStore('account');
      },
    });
    await old.put('answers', answer);
    await old.put('calls', { ...call, state: 'settled', estimateUsd: PAGE_USD, costUsd: PAGE_USD, rows: 1000, failure: null });
    await old.put('account', { balanceUsd: 12.5, prices: null, readAt: Date.now() }, 'facts');
    old.close();

    const before = await wake();
    expect(await before.status()).toMatchObject({ spentTodayUsd: PAGE_USD, balanceUsd: 12.5 });
    expect(await before.recent()).toMatchObject([{ target: 'example.com' }]);
    const background = await connected();
    expect(await rowsOf(background)).toEqual(numbered(1000));
    total = 2000;
    value(await background.startPull(all));
    expect(await until(background, 'done')).toMatchObject({ loaded: 2000, costUsd: 0.12 });
    expect(offsets()).toEqual([1000]);
  });
});
