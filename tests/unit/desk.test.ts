import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Ask } from '../../lib/messages.ts';
import type { Settings } from '../../lib/settings.ts';
import { type Background, soon, startBackground } from '../fixtures/background.ts';

/**
 * The money path against a network that is replaced at `fetch`. A background that dies is a fresh set of modules over the same database,
 * as in a browser.
 */
type Posted = { url: string; body: Record<string, unknown> };

let posted: Posted[] = [];
let reply: (posted: Posted) => Promise<Response> | Response;

const COST = 0.024036;
const taskReply = (task: Record<string, unknown>): Response =>
  new Response(JSON.stringify({ status_code: 20000, status_message: 'Ok.', tasks: [{ status_code: 20000, cost: COST, ...task }] }));
const summaryReply = (rank = 500): Response => taskReply({ result: [{ rank, backlinks: 7 }] });

async function connected(settings: Partial<Settings> = {}): Promise<Background> {
  const desk = await startBackground();
  reply = () =>
    new Response(JSON.stringify({ status_code: 20000, tasks: [{ status_code: 20000, cost: 0, result: [{ money: { balance: 40 } }] }] }));
  expect(await desk.connect({ login: 'user@example.com', password: 'secret', keeping: 'session' })).toMatchObject({ ok: true });
  if (Object.keys(settings).length > 0) await desk.changeSettings(settings);
  posted = [];
  reply = () => summaryReply();
  return desk;
}

const about = (target: string, buy: Ask['buy'] = 'unless-fresh', more: Partial<Ask> = {}): Ask => ({
  endpoint: 'summary',
  request: { target },
  askedBy: 'popup',
  buy,
  ...more,
});

beforeEach(() => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
  Object.assign(fakeBrowser.permissions, { contains: async () => true });
  Object.assign(fakeBrowser.runtime, { getPlatformInfo: async () => ({ os: 'linux' }) });
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('fetch', async (request: Request) => {
    const body = request.method === 'POST' ? ((await request.json()) as Record<string, unknown>[])[0] : {};
    const call = { url: request.url, body: body ?? {} };
    posted.push(call);
    return reply(call);
  });
  posted = [];
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a question', () => {
  it('is bought once and then free, however it is spelled', async () => {
    const desk = await connected();
    expect(await desk.ask(about('Example.com'))).toMatchObject({
      ok: true,
      value: { cached: false, costUsd: COST, rows: [{ rank: 500 }] },
    });
    for (const spelling of ['example.com', 'WWW.example.com.', ' EXAMPLE.com ', 'example.com/'])
      expect(await desk.ask(about(spelling))).toMatchObject({ ok: true, value: { cached: true, fresh: true } });
    expect(posted).toHaveLength(1);
    expect(posted[0]?.body).toMatchObject({ target: 'example.com', internal_list_limit: 50 });
    expect((await desk.status()).spentTodayUsd).toBe(COST);
  });

  it('asked from many surfaces at once is one call, and all get its answer', async () => {
    const desk = await connected();
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => desk.ask(about('example.com'))));
    expect(posted).toHaveLength(1);
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
  });

  it('that only looks never buys, and joins what is under way', async () => {
    const desk = await connected();
    expect(await desk.ask(about('example.com', 'never'))).toMatchObject({ ok: false, failure: { kind: 'not-cached', spent: 'no' } });
    expect(posted).toHaveLength(0);
    let let_go: (response: Response) => void = () => {};
    reply = () => new Promise((resolve) => (let_go = resolve));
    const buying = desk.ask(about('example.com'));
    await soon(() => expect(posted).toHaveLength(1));
    const looking = desk.ask(about('example.com', 'never'));
    let_go(summaryReply());
    expect(await looking).toMatchObject({ ok: true });
    expect(await buying).toMatchObject({ ok: true });
    expect(posted).toHaveLength(1);
  });

  it('carries our operation’s id as its tag, and no other note', async () => {
    const desk = await connected();
    await desk.ask(about('example.com'));
    expect(posted[0]?.body.tag).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('without data is an answer too, and remembered', async () => {
    const desk = await connected();
    reply = () => taskReply({ result: null, result_count: 0 });
    expect(await desk.ask(about('example.com'))).toMatchObject({ ok: true, value: { rows: [], costUsd: COST } });
    expect(await desk.ask(about('example.com'))).toMatchObject({ ok: true, value: { rows: [], cached: true } });
    expect(posted).toHaveLength(1);
  });

  it('grows stale after a week: shown to those who look, bought anew by those who buy', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 1) });
    const desk = await connected();
    await desk.ask(about('example.com'));
    vi.setSystemTime(Date.UTC(2026, 10, 8, 1));
    expect(await desk.ask(about('example.com', 'never'))).toMatchObject({ ok: true, value: { fresh: false, cached: true } });
    expect(await desk.ask(about('example.com'))).toMatchObject({ ok: true, value: { fresh: true, cached: false } });
    expect(posted).toHaveLength(2);
  });

  it('that cannot be asked says why, before anything is sent', async () => {
    const desk = await connected();
    for (const [request, word] of [
      [{ target: 'localhost' }, /public/],
      [{ target: '192.168.0.1' }, /IP/],
      [{ target: '' }, /Type a domain/],
      [{ target: 'example.com', internal_list_limit: 1001 }, /1,000/],
      [{ target: 'example.com', limit: 5 }, /limit/],
    ] as const)
      expect(await desk.ask({ ...about(''), request })).toMatchObject({
        ok: false,
        failure: { kind: 'invalid-request', spent: 'no', issues: [{ message: expect.stringMatching(word) }] },
      });
    expect(posted).toHaveLength(0);
  });

  it('about a host on the never-send list, or below it, is not sent', async () => {
    const desk = await connected({ neverSend: ['mybank.com'] });
    for (const target of ['mybank.com', 'online.mybank.com', 'https://mybank.com/account'])
      expect(await desk.ask(about(target))).toMatchObject({ ok: false, failure: { kind: 'never-send' } });
    expect(await desk.ask(about('notmybank.com'))).toMatchObject({ ok: true });
    expect(posted).toHaveLength(1);
  });

  it('without account, network or permission is refused at once and costs nothing', async () => {
    const signedOut = await startBackground();
    expect(await signedOut.ask(about('example.com'))).toMatchObject({ ok: false, failure: { kind: 'signed-out' } });
    const desk = await connected();
    vi.stubGlobal('navigator', { onLine: false });
    expect(await desk.ask(about('example.com'))).toMatchObject({ ok: false, failure: { kind: 'offline' } });
    vi.stubGlobal('navigator', { onLine: true });
    Object.assign(fakeBrowser.permissions, { contains: async () => false });
    expect(await desk.ask(about('example.com'))).toMatchObject({ ok: false, failure: { kind: 'no-permission' } });
    expect(posted).toHaveLength(0);
    expect((await desk.status()).spentTodayUsd).toBe(0);
  });

  it('from a private window leaves nothing behind but the amount', async () => {
    const desk = await connected();
    await desk.ask(about('secret-site.com', 'unless-fresh', { inPrivate: true }));
    expect(await desk.ask(about('secret-site.com', 'unless-fresh', { inPrivate: true }))).toMatchObject({
      ok: true,
      value: { cached: true },
    });
    expect(posted).toHaveLength(1);
    expect((await desk.status()).spentTodayUsd).toBe(COST);
    expect(await desk.recent()).toEqual([]);
    const again = await startBackground();
    expect(await again.ask(about('secret-site.com', 'never'))).toMatchObject({ ok: false });
    expect(await dump()).not.toContain('secret-site');
  });

  it('of a page that shows another environment than the one in use is not asked', async () => {
    const desk = await connected();
    expect(await desk.ask({ ...about('example.com'), environment: 'sample' })).toMatchObject({
      ok: false,
      failure: { kind: 'other-environment' },
    });
    expect(posted).toHaveLength(0);
  });

  it('bought in a private window is found by the explorer, which browsers open in a normal one', async () => {
    const desk = await connected();
    await desk.ask(about('example.com', 'unless-fresh', { inPrivate: true }));
    expect(await desk.ask(about('example.com', 'never', { askedBy: 'explorer' }))).toMatchObject({ ok: true, value: { cached: true } });
    expect(posted).toHaveLength(1);
  });

  it('in its condensed form is a question of its own, to its own address, and its rows stay as they came', async () => {
    const desk = await connected();
    await desk.ask(about('example.com'));
    reply = () =>
      new Response(JSON.stringify({ id: 'x', status_code: 20000, status_message: 'Ok.', items: [{ rank: 500, target: 'example.com' }] }));
    const asked = { ...about('example.com'), form: 'ai' as const };
    expect(await desk.ask(asked)).toMatchObject({ ok: true, value: { rows: [{ rank: 500, target: 'example.com' }], costUsd: COST } });
    expect(await desk.ask(asked)).toMatchObject({ ok: true, value: { cached: true } });
    expect(posted.map(({ url }) => url.replace(/^.*\/v3/, ''))).toEqual(['/backlinks/summary/live', '/backlinks/summary/live.ai']);
    expect((await desk.ask(about('example.com'))).ok).toBe(true);
    expect(posted).toHaveLength(2);
  });

  it('in the sample environment needs no account and no network', async () => {
    const desk = await startBackground();
    await desk.changeSettings({ environment: 'sample' });
    expect(await desk.ask(about('forbes.com'))).toMatchObject({ ok: true, value: { environment: 'sample' } });
    expect(posted).toHaveLength(0);
    await desk.changeSettings({ environment: 'production' });
    expect((await desk.status()).spentTodayUsd).toBe(0);
    expect(await desk.ask(about('forbes.com', 'never'))).toMatchObject({ ok: false, failure: { kind: 'not-cached' } });
  });
});

describe('caps', () => {
  it('refuse before sending, and say what is left', async () => {
    const desk = await connected({ dayCapUsd: 0.05 });
    await desk.ask(about('a.com'));
    await desk.ask(about('b.com'));
    expect(await desk.ask(about('c.com'))).toMatchObject({
      ok: false,
      failure: { kind: 'over-cap', spent: 'no', said: 'day', amounts: { price: COST, cap: 0.05, spent: 0.048072 } },
    });
    expect(posted).toHaveLength(2);
    expect(await desk.ask(about('a.com'))).toMatchObject({ ok: true, value: { cached: true } });
  });

  it('hold for a hundred asks at once: exactly as many are sent as fit', async () => {
    const desk = await connected({ dayCapUsd: 0.241 });
    const outcomes = await Promise.all(Array.from({ length: 100 }, (_, at) => desk.ask(about(`site${at}.com`))));
    expect(posted).toHaveLength(10);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(10);
    expect((await desk.status()).spentTodayUsd).toBeLessThanOrEqual(0.241);
  });

  it('of the month hold across days', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 3) });
    const desk = await connected({ dayCapUsd: 1, monthCapUsd: 0.05 });
    for (const at of [4, 5, 6]) {
      vi.setSystemTime(Date.UTC(2026, 10, at));
      await desk.ask(about(`site${at}.com`));
    }
    expect(posted).toHaveLength(2);
    vi.setSystemTime(Date.UTC(2026, 11, 1));
    expect(await desk.ask(about('site7.com'))).toMatchObject({ ok: true });
  });

  it('count what the reply says it cost, nothing for a refusal, and the estimate for what is unknown', async () => {
    const desk = await connected();
    reply = () => taskReply({ cost: 0.5, result: [{ rank: 1 }] });
    await desk.ask(about('dear.com'));
    expect((await desk.status()).spentTodayUsd).toBe(0.5);
    reply = () => taskReply({ status_code: 40501, status_message: "Invalid Field: 'target'.", cost: 0, result: null });
    expect(await desk.ask(about('refused.com'))).toMatchObject({ ok: false, failure: { kind: 'rejected-request', spent: 'no' } });
    expect((await desk.status()).spentTodayUsd).toBe(0.5);
    reply = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await desk.ask(about('lost.com'))).toMatchObject({ ok: false, failure: { kind: 'unreachable', spent: 'maybe' } });
    expect((await desk.status()).spentTodayUsd).toBe(0.524036);
  });
});

describe('a background that dies mid-call', () => {
  const diesMidCall = async (): Promise<Background> => {
    const desk = await connected();
    reply = () => new Promise(() => {});
    void desk.ask(about('example.com'));
    await soon(() => expect(posted).toHaveLength(1));
    return startBackground();
  };

  it('leaves a call that may have been charged: counted, said, and never sent again by itself', async () => {
    const desk = await diesMidCall();
    expect((await desk.status()).spentTodayUsd).toBe(COST);
    for (const buy of ['never', 'unless-fresh', 'always'] as const)
      expect(await desk.ask(about('example.com', buy))).toMatchObject({
        ok: false,
        failure: { kind: 'interrupted', spent: 'maybe', amounts: { price: COST } },
      });
    expect(posted).toHaveLength(1);
  });

  it('lets the person ask again knowingly, once, and is then out of the way', async () => {
    const desk = await diesMidCall();
    reply = () => summaryReply();
    expect(await desk.ask(about('example.com', 'again'))).toMatchObject({ ok: true });
    expect(posted).toHaveLength(2);
    expect(await desk.ask(about('example.com'))).toMatchObject({ ok: true, value: { cached: true } });
    expect(await desk.ask(about('example.com', 'always'))).toMatchObject({ ok: true, value: { cached: false } });
    expect((await desk.status()).spentTodayUsd).toBe(0.072108);
  });

  it('is like a call that failed and was charged: looking again does not pay again', async () => {
    const desk = await connected();
    reply = () => taskReply({ status_code: 40103, status_message: 'Task execution failed', cost: 0.02, result: null });
    expect(await desk.ask(about('example.com'))).toMatchObject({
      ok: false,
      failure: { kind: 'task-failed', spent: 'yes', costUsd: 0.02 },
    });
    expect(await desk.ask(about('example.com'))).toMatchObject({ ok: false, failure: { kind: 'interrupted' } });
    expect(posted).toHaveLength(1);
    reply = () => summaryReply();
    expect(await desk.ask(about('example.com', 'again'))).toMatchObject({ ok: true });
    expect((await desk.status()).spentTodayUsd).toBe(0.044036);
  });

  it('from a private window is not made again by looking again either', async () => {
    const desk = await connected();
    reply = () => Promise.reject(new TypeError('Failed to fetch'));
    const hidden = about('example.com', 'unless-fresh', { inPrivate: true });
    expect(await desk.ask(hidden)).toMatchObject({ ok: false, failure: { spent: 'maybe' } });
    expect(await desk.ask(hidden)).toMatchObject({ ok: false, failure: { kind: 'interrupted' } });
    expect(posted).toHaveLength(1);
  });

  it('does not stand in the way of other questions', async () => {
    const desk = await diesMidCall();
    reply = () => summaryReply();
    expect(await desk.ask(about('other.com'))).toMatchObject({ ok: true });
  });
});

describe('a profile that refuses to store', () => {
  it('gets no paid call, since it could not be counted', async () => {
    const desk = await connected();
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('no', 'UnknownError');
    });
    const blind = await startBackground();
    expect(await blind.ask(about('example.com'))).toMatchObject({ ok: false, failure: { kind: 'no-ledger', spent: 'no' } });
    expect((await blind.status()).storageTrouble).toBe('broken');
    open.mockRestore();
    expect(posted).toHaveLength(0);
    expect(await desk.ask(about('example.com'))).toMatchObject({ ok: true });
  });
});

describe('the account', () => {
  it('is not kept when DataForSEO refuses it', async () => {
    const desk = await startBackground();
    reply = () => new Response(JSON.stringify({ status_code: 40100, status_message: 'You are not authorized' }), { status: 401 });
    expect(await desk.connect({ login: 'user@example.com', password: 'wrong', keeping: 'session' })).toMatchObject({
      ok: false,
      failure: { kind: 'bad-credentials', spent: 'no' },
    });
    expect((await desk.status()).login).toBeNull();
  });

  it('shows a masked login, a balance that falls with every call, and never the password', async () => {
    const desk = await connected();
    await desk.ask(about('example.com'));
    const status = await desk.status();
    expect(status).toMatchObject({ login: 'us…@example.com', keeping: 'session', ready: true });
    await soon(async () => expect((await desk.status()).balanceUsd).toBe(39.975964));
    expect(JSON.stringify(status)).not.toContain('secret');
  });

  it('leaves with everything but the amounts when disconnected', async () => {
    const desk = await connected({ dayCapUsd: 0.5, whenToFetch: 'ask', neverSend: ['mybank.com'] });
    await desk.ask(about('example.com'));
    const status = await desk.disconnect();
    expect(status).toMatchObject({ login: null, ready: false, balanceUsd: null, spentTodayUsd: COST });
    expect(status.settings).toMatchObject({ dayCapUsd: 0.5, whenToFetch: 'ask', neverSend: [] });
    expect(await desk.recent()).toEqual([]);
    const left = await dump();
    for (const word of ['example.com', 'secret', 'mybank']) expect(left).not.toContain(word);
    expect(await fakeBrowser.storage.session.get(null)).toEqual({});
  });

  it('leaves nothing of a call that was under way when the person disconnected', async () => {
    const desk = await connected();
    let answer: (response: Response) => void = () => {};
    reply = () => new Promise((resolve) => (answer = resolve));
    const asking = desk.ask(about('example.com'));
    await soon(() => expect(posted).toHaveLength(1));
    await desk.disconnect();
    answer(summaryReply());
    expect(await asking).toMatchObject({ ok: true });
    expect(await dump()).not.toContain('example.com');
    expect((await desk.status()).spentTodayUsd).toBe(COST);
  });
});

/** Everything in every database and storage area, as text. */
async function dump(): Promise<string> {
  const found: unknown[] = [await fakeBrowser.storage.local.get(null), await fakeBrowser.storage.session.get(null)];
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of db.objectStoreNames) {
      const all = db.transaction(store).objectStore(store).getAll();
      found.push(await new Promise((resolve) => (all.onsuccess = () => resolve(all.result))));
    }
    db.close();
  }
  return JSON.stringify(found);
}
