import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { checkRequest } from '../../lib/background/check.ts';
import { readEnvelope } from '../../lib/background/client.ts';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { spentWords, wordsOf } from '../../lib/failure-words.ts';
import { messages } from '../../lib/sample/account.ts';
import { about, connectedBackground, installNetwork, soon, startBackground, summaryReply, taskReply } from '../fixtures/background.ts';

/** The faults of the reliability matrix that need no browser. Each test's name begins with its fault's id. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = Date.UTC(2026, 10, 14, 12);
const COST = 0.024036;

let network: ReturnType<typeof installNetwork>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  network = installNetwork();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Lets waits between resends pass at once. */
const hurry = () =>
  vi.stubGlobal('setTimeout', (run: () => void, ms = 0) =>
    ms > 100_000 ? 0 : (setImmediate(run) as unknown as ReturnType<typeof setTimeout>),
  );

const spentToday = async (background: Awaited<ReturnType<typeof startBackground>>) => (await background.status()).spentTodayUsd;

describe('a background that dies', () => {
  it('R2 before it sent: the list lacks the call twice, five minutes apart, and its reservation is released', async () => {
    network.tell(NOON);
    const background = await connectedBackground();
    network.reply = () => new Promise(() => {});
    void background.ask(about('a.com'));
    await soon(() => expect(network.posted).toHaveLength(1));
    const next = await startBackground();
    network.free = () => taskReply({ cost: 0, result: [] });
    for (const [minutes, open, spent] of [
      [5, 1, COST],
      [8, 1, COST],
      [11, 0, 0],
    ] as const) {
      vi.setSystemTime(NOON + minutes * 60_000);
      network.tell(NOON + minutes * 60_000);
      expect(await next.checkLost()).toMatchObject({ ok: true, value: { open } });
      expect(await spentToday(next)).toBe(spent);
    }
    expect(await next.ledger()).toMatchObject([{ state: 'refused', costUsd: 0, checkedAt: expect.any(Number) }]);
    network.reply = () => summaryReply();
    expect(await next.ask(about('a.com'))).toMatchObject({ ok: true });
  });

  it('R3 between answer and saving has either both or neither, and the list tells what it cost', async () => {
    const background = await connectedBackground();
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => new IDBRequest());
    network.reply = () => summaryReply();
    void background.ask(about('a.com'));
    await soon(() => expect(network.posted).toHaveLength(1));
    await new Promise((go) => setTimeout(go, 50));
    vi.restoreAllMocks();
    const next = await startBackground();
    expect(await next.ask(about('a.com', 'never'))).toMatchObject({ ok: false, failure: { kind: 'interrupted', spent: 'maybe' } });
    const tag = network.posted[0]?.body.tag;
    const row = { datetime_posted: '2026-11-14 12:00:00 +00:00', datetime_done: '2026-11-14 12:00:01 +00:00', status: 'Ok.' };
    network.free = () =>
      taskReply({ cost: 0, result: [{ ...row, id: '1', url: network.posted[0]?.url, cost: 0.02401, metadata: { tag } }] });
    expect(await next.checkLost()).toMatchObject({ ok: true, value: { open: 0, charged: [{ costUsd: 0.02401 }] } });
    expect(await spentToday(next)).toBe(0.02401);
    expect(await next.ask(about('a.com'))).toMatchObject({ ok: false, failure: { kind: 'interrupted', spent: 'yes', costUsd: 0.02401 } });
    expect(network.posted).toHaveLength(1);
  });
});

describe('the list of past calls', () => {
  const listed = (url: string | undefined, cost: number, metadata: object | null, at = '2026-11-14 12:00:00 +00:00') => ({
    ...{ id: String(Math.random()), url, datetime_posted: at, datetime_done: at, status: 'Ok.', cost, metadata },
  });

  it('counts both charges where the browser itself sent a call twice, though it was answered', async () => {
    const background = await connectedBackground();
    await background.ask(about('a.com'));
    const { url, body } = network.posted[0] ?? {};
    network.free = () => taskReply({ cost: 0, result: [listed(url, COST, { tag: body?.tag }), listed(url, COST, { tag: body?.tag })] });
    expect(await background.checkLost()).toMatchObject({ ok: true, value: { charged: [{ costUsd: 2 * COST, failure: null }] } });
    expect(await spentToday(background)).toBe(2 * COST);
  });

  it('is asked for once a minute at most, and says when again', async () => {
    const background = await connectedBackground();
    await background.checkLost();
    expect(await background.checkLost()).toMatchObject({ ok: false, failure: { kind: 'too-soon', waitMs: 60_000 } });
    vi.setSystemTime(NOON + 61_000);
    expect(await background.checkLost()).toMatchObject({ ok: true });
  });

  it('matches by address, parameters and time where it has no tags, and no other tool’s calls', async () => {
    const background = await connectedBackground();
    network.reply = () => Promise.reject(new TypeError('Failed to fetch'));
    await background.ask({ ...about(''), endpoint: 'domain_intersection', request: { targets: ['a.com', 'b.org'] } });
    const { url } = network.posted[0] ?? {};
    const { tag: _, ...sent } = network.posted[0]?.body ?? {};
    const told = { api: 'backlinks', function: 'domain_intersection', ...sent };
    network.free = () =>
      taskReply({
        cost: 0,
        result: [
          listed(url, 0.9, { ...told, targets: { 1: 'other.com' } }),
          listed(url, 0.8, told, '2026-11-14 09:00:00 +00:00'),
          listed(url, 0.7, { ...told, tag: 'another tool' }),
          listed(`${url}.ai`, 0.6, told),
          listed(url, 0.0272, told),
        ],
      });
    expect(await background.checkLost()).toMatchObject({ ok: true, value: { open: 0, charged: [{ costUsd: 0.0272 }] } });
  });

  it('of another account releases nothing that was lost before a sign-out', async () => {
    const background = await connectedBackground();
    network.reply = () => Promise.reject(new TypeError('Failed to fetch'));
    await background.ask(about('a.com'));
    await background.disconnect();
    await background.connect({ login: 'other@example.com', password: 'secret', keeping: 'session' });
    for (const minutes of [10, 20, 30]) {
      vi.setSystemTime(NOON + minutes * 60_000);
      network.free = () => taskReply({ cost: 0, result: [] });
      await background.checkLost();
    }
    expect(await spentToday(background)).toBe(COST);
    expect(JSON.stringify(await background.ledger())).not.toContain('a.com');
  });
});

it('R8 one question in 1,000 spellings is one call', async () => {
  const background = await connectedBackground();
  const spelling = fc.tuple(
    fc.constantFrom('', 'www.', 'WWW.', 'https://', 'http://www.'),
    fc.mixedCase(fc.constant('example.com')),
    fc.constantFrom('', '.'),
    fc.boolean(),
  );
  await fc.assert(
    fc.asyncProperty(spelling, async ([before, host, after, isTurned]) => {
      const target = `${before}${host}${after}`;
      const request = isTurned ? { internal_list_limit: 50, target } : { target, include_subdomains: true };
      expect(await background.ask({ ...about(''), request })).toMatchObject({ ok: true });
    }),
    { numRuns: 1000 },
  );
  expect(network.posted).toHaveLength(1);
});

it('R14 every documented code, and some nobody documented, has its own words and says what it cost', () => {
  const seen = new Set<string>();
  for (const code of [
    ...Object.keys(messages)
      .map(Number)
      .filter((code) => code >= 40000),
    60000,
    '40501',
    undefined,
  ]) {
    const outcome = readEnvelope(
      200,
      JSON.stringify({ status_code: 20000, tasks: [{ status_code: code, status_message: 'Said.', cost: 0.02 }] }),
    );
    if (outcome.ok) throw new Error(String(code));
    const { title, advice } = wordsOf(outcome.failure);
    expect(`${title} ${advice}`).not.toMatch(/undefined|null|NaN/);
    expect(spentWords(outcome.failure)).toBe('It cost $0.02.'.replace('0.02', '0.020'));
    seen.add(title);
  }
  expect(seen.size).toBeGreaterThan(20);
});

it('R15 a good envelope that counts an error in its task is a named failure', () => {
  const task = { status_code: 40501, status_message: "Invalid Field: 'target'.", cost: 0 };
  expect(readEnvelope(200, JSON.stringify({ status_code: 20000, tasks_error: 1, tasks: [task] }))).toMatchObject({
    ok: false,
    failure: { kind: 'rejected-request', said: "Invalid Field: 'target'.", spent: 'no' },
  });
});

it('R18 what is not JSON is quoted short, counted and not asked for again by itself', async () => {
  const background = await connectedBackground();
  for (const [at, body] of [
    '<html>proxy</html>',
    '',
    '\uFEFF',
    '{"status_code": NaN}',
    ")]}'\n{}",
    '{}{}',
    '[]',
    'null',
    '"x"',
  ].entries()) {
    network.reply = () => new Response(body);
    const target = `site-${at}.com`;
    expect(await background.ask(about(target))).toMatchObject({ ok: false, failure: { spent: 'maybe' } });
    expect(await background.ask(about(target))).toMatchObject({ ok: false, failure: { kind: 'interrupted' } });
  }
  expect(network.posted).toHaveLength(9);
});

it('R19 an answer cut off at every 1 % is never taken for whole', () => {
  const whole = JSON.stringify({
    status_code: 20000,
    tasks: [{ status_code: 20000, cost: COST, result: [{ items: [{ rank: 1 }, { rank: 2 }] }] }],
  });
  for (let cut = 0; cut < whole.length; cut += 1) expect(readEnvelope(200, whole.slice(0, cut)).ok).toBe(false);
});

it('R21 no data is an answer of its own: neither a failure nor zeros', async () => {
  const background = await connectedBackground();
  for (const [at, result] of [null, [], [null], [{ items: null }], [{ items: [], total_count: 0 }]].entries()) {
    network.reply = () => taskReply({ result });
    const outcome = await background.ask({ ...about(''), endpoint: 'anchors', request: { target: `a${at}.com` } });
    expect(outcome).toMatchObject({ ok: true, value: { rows: [], costUsd: COST } });
  }
});

describe('R26 a wrong clock', () => {
  const skews = [DAY, -DAY, 365 * DAY, -365 * DAY, HOUR, -HOUR];
  it.each(skews)('set by %i ms opens no new budget, buys nothing that is stored again, and is put right in the ledger', async (skew) => {
    network.tell(NOON);
    const background = await connectedBackground({ dayCapUsd: 0.05 });
    await background.ask(about('a.com'));
    await background.ask(about('b.com'));
    vi.setSystemTime(NOON + skew);
    network.tell(NOON + 60_000);
    expect(await background.ask(about('a.com'))).toMatchObject({ ok: true });
    expect(await background.ask(about('c.com'))).toMatchObject({ ok: false, failure: { kind: 'over-cap' } });
    const later = await startBackground();
    expect(await later.ask(about('c.com'))).toMatchObject({ ok: false, failure: { kind: 'over-cap' } });
    expect(network.posted).toHaveLength(2);
    // DataForSEO's next day is a new one, whatever our clock says.
    network.tell(NOON + DAY);
    vi.setSystemTime(NOON + skew + DAY);
    expect(await later.ask(about('c.com'))).toMatchObject({ ok: true });
    const day = (await later.ledger()).map(({ at }) => new Date(at).toISOString().slice(0, 10));
    expect(day).toEqual(['2026-11-15', '2026-11-14', '2026-11-14']);
  });

  it('at the change to daylight saving time changes nothing: days are UTC', async () => {
    vi.setSystemTime(Date.UTC(2026, 2, 29, 0, 30));
    const background = await connectedBackground({ dayCapUsd: 0.05 });
    await background.ask(about('a.com'));
    await background.ask(about('b.com'));
    vi.setSystemTime(Date.UTC(2026, 2, 29, 2, 30));
    expect(await background.ask(about('c.com'))).toMatchObject({ ok: false, failure: { kind: 'over-cap' } });
  });
});

/** An opening of a database that ends with an error. */
const opening = (name: string) => (): IDBOpenDBRequest =>
  Object.assign(Object.create(IDBOpenDBRequest.prototype), {
    addEventListener: (type: string, heard: () => void) => type === 'error' && setImmediate(heard),
    removeEventListener() {},
    error: new DOMException('no', name),
  });

describe('storage', () => {
  const failing = (name: string, error: Error, isNow = () => true) => {
    for (const method of ['put', 'add'] as const) {
      const real = IDBObjectStore.prototype[method];
      vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (this: IDBObjectStore, ...given) {
        if (this.name === name && isNow()) throw error;
        return real.apply(this, given);
      });
    }
  };
  const full = new DOMException('full', 'QuotaExceededError');

  it('R27 that is full shows the answer and says that it was not saved; what was not looked at for the longest goes first', async () => {
    const background = await connectedBackground();
    await background.ask(about('old.com'));
    vi.setSystemTime(NOON + HOUR);
    await background.ask(about('new.com'));
    failing('answers', full, () => network.posted.length === 3);
    expect(await background.ask(about('c.com'))).toMatchObject({ ok: true, value: { unsaved: true, rows: [{ rank: 500 }] } });
    expect((await background.status()).storageTrouble).toBe('full');
    expect(await background.ask(about('c.com', 'never'))).toMatchObject({ ok: true, value: { cached: true } });
    expect(await background.ask(about('old.com', 'never'))).toMatchObject({ ok: false, failure: { kind: 'not-cached' } });
    expect(await background.ask(about('new.com', 'never'))).toMatchObject({ ok: true });
    expect((await background.ledger()).map(({ state }) => state)).toEqual(['settled', 'settled', 'settled']);
    await background.ask(about('d.com'));
    expect((await background.status()).storageTrouble).toBeNull();
  });

  it.each([
    [
      'throws',
      () => {
        throw new DOMException('no', 'SecurityError');
      },
      'blocked',
    ],
    ['fails', opening('UnknownError'), 'broken'],
    ['is of a newer version', opening('VersionError'), 'newer'],
    ['has no room', opening('QuotaExceededError'), 'full'],
  ] as const)(
    'R28 whose opening %s falls back to memory, buys nothing unless the person allows it, and says so',
    async (_, open, trouble) => {
      const background = await connectedBackground();
      await background.ask(about('a.com'));
      vi.spyOn(indexedDB, 'open').mockImplementation(open as never);
      const blind = await startBackground();
      expect(await blind.ask(about('b.com'))).toMatchObject({
        ok: false,
        failure: { kind: 'no-ledger', limit: 'ledger', spent: 'no', amounts: { price: COST } },
      });
      expect((await blind.status()).storageTrouble).toBe(trouble);
      expect(network.posted).toHaveLength(1);
      const allowed = about('b.com', 'unless-fresh', { allow: { past: 'ledger', upToUsd: COST } });
      expect(await blind.ask(allowed)).toMatchObject({ ok: true, value: { unsaved: true } });
      expect(await blind.ask(about('b.com'))).toMatchObject({ ok: true, value: { cached: true } });
      expect(await spentToday(blind)).toBe(COST);
      expect(network.posted).toHaveLength(2);
      vi.mocked(indexedDB.open).mockRestore();
      expect(await blind.ask(about('a.com', 'never'))).toMatchObject({ ok: true });
      expect((await blind.status()).storageTrouble).toBeNull();
    },
  );

  it('R28 that is deleted under us is opened anew', async () => {
    const background = await connectedBackground();
    await background.ask(about('a.com'));
    await new Promise((done) => (indexedDB.deleteDatabase('backlens-production').onsuccess = done));
    expect(await background.ask(about('a.com', 'never'))).toMatchObject({ ok: false, failure: { kind: 'not-cached' } });
    expect(await background.ask(about('a.com'))).toMatchObject({ ok: true });
  });

  it('R29 that refuses the journal row stops every call before it is sent', async () => {
    const background = await connectedBackground();
    failing('calls', full);
    for (let at = 0; at < 20; at += 1)
      expect(await background.ask(about(`a${at}.com`))).toMatchObject({ ok: false, failure: { kind: 'no-ledger', spent: 'no' } });
    expect(network.posted).toHaveLength(0);
  });
});

describe('money', () => {
  const costs = [
    ['nothing', 0, 0],
    ['half', COST / 2, COST / 2],
    ['2 % more', COST * 1.02, COST * 1.02],
    ['three times as much', COST * 3, COST * 3],
    ['no amount', undefined, COST],
    ['a negative amount', -1, COST],
    ['a text', '0.02', COST],
    ['no number', Number.NaN, COST],
  ] as const;
  it.each(costs)('R34 a reply that names %s counts as it says, or else as estimated', async (_, cost, counted) => {
    const background = await connectedBackground();
    network.reply = () => taskReply({ cost, result: [{ rank: 1 }] });
    await background.ask(about('a.com'));
    expect(await spentToday(background)).toBeCloseTo(counted, 6);
    expect(await background.ledger()).toMatchObject([{ estimateUsd: COST, costUsd: counted === COST ? null : expect.closeTo(counted, 9) }]);
  });

  it('R34 a page that costs more than twice its price pauses the pull, with its rows kept', async () => {
    const background = await connectedBackground({ confirmAboveUsd: 100 });
    const items = Array.from({ length: 1000 }, (_, at) => ({ url_from: `https://s${at}.com/` }));
    network.reply = () => taskReply({ cost: 0.2, result: [{ total_count: 5000, items }] });
    const list = { endpoint: 'backlinks' as const, request: { target: 'a.com', limit: 1000 } };
    await background.startPull({ ...list, perPage: 1000, upTo: 5000 });
    await soon(async () => expect(await background.pullOf(list)).toMatchObject({ state: 'paused', loaded: 1000, isAsking: false }));
    expect(await background.pullOf(list)).toMatchObject({ failure: { kind: 'dearer', spent: 'yes', costUsd: 0.2 } });
    expect(network.posted).toHaveLength(1);
  });

  it('R35 a pull stops before the page that would pass a cap, and goes on where the person allows it once', async () => {
    const background = await connectedBackground({ confirmAboveUsd: 100, dayCapUsd: 0.15 });
    network.reply = ({ body }) => {
      const items = Array.from({ length: 1000 }, (_, at) => ({ url_from: `https://s${Number(body.offset ?? 0) + at}.com/` }));
      return taskReply({ cost: 0.06, result: [{ total_count: 4000, items }] });
    };
    const list = { endpoint: 'backlinks' as const, request: { target: 'a.com', limit: 1000 } };
    const started = await background.startPull({ ...list, perPage: 1000, upTo: 4000 });
    const until = (state: string, loaded: number) =>
      vi.waitFor(async () => expect(await background.pullOf(list)).toMatchObject({ state, loaded, isAsking: false }), { timeout: 10_000 });
    await until('paused', 2000);
    expect(await background.pullOf(list)).toMatchObject({ failure: { kind: 'over-cap', limit: 'day' } });
    const { id } = started.ok ? started.value : { id: '' };
    await background.resumePull({ id, allow: { past: 'day', upToUsd: 0.06 } });
    await until('paused', 3000);
    await background.resumePull({ id, allow: { past: 'day', upToUsd: 0.06 } });
    await until('done', 4000);
    expect((await background.ledger()).map(({ allowed }) => allowed)).toEqual(['day', 'day', undefined, undefined]);
  });

  it('R36 of a hundred asks at once with a budget for ten exactly ten are sent', async () => {
    const background = await connectedBackground({ dayCapUsd: 10 * COST });
    await Promise.all(Array.from({ length: 100 }, (_, at) => background.ask(about(`a${at}.com`))));
    expect(network.posted).toHaveLength(10);
  });

  it('R37 a pull that costs more than the account has is not begun', async () => {
    const background = await connectedBackground({ confirmAboveUsd: 1000 });
    const list = { endpoint: 'backlinks' as const, request: { target: 'a.com', limit: 1000 }, perPage: 1000 };
    expect(await background.startPull({ ...list, upTo: 1_000_000 })).toMatchObject({
      ok: false,
      failure: { kind: 'no-funds', spent: 'no' },
    });
    expect(network.posted).toHaveLength(0);
  });

  it('a call or plan above the person’s own limit is sent only when it is knowingly allowed, and the ledger says so', async () => {
    const background = await connectedBackground({ confirmAboveUsd: 0.02 });
    expect(await background.ask(about('a.com'))).toMatchObject({
      ok: false,
      failure: { kind: 'over-cap', limit: 'action', amounts: { price: COST, cap: 0.02 } },
    });
    expect(await background.ask(about('a.com', 'unless-fresh', { allow: { past: 'action', upToUsd: 0.02 } }))).toMatchObject({ ok: false });
    expect(await background.ask(about('a.com', 'unless-fresh', { allow: { past: 'action', upToUsd: COST } }))).toMatchObject({ ok: true });
    expect(await background.ledger()).toMatchObject([{ allowed: 'action' }]);
    await background.changeSettings({ confirmAboveUsd: 0.25 });
    expect(await background.ask(about('b.com', 'unless-fresh', { planUsd: 0.3 }))).toMatchObject({
      ok: false,
      failure: { limit: 'action' },
    });
    const list = { endpoint: 'backlinks' as const, request: { target: 'a.com', limit: 1000 }, perPage: 1000, upTo: 9000 };
    expect(await background.startPull(list)).toMatchObject({ ok: false, failure: { limit: 'action', amounts: { price: 0.54 } } });
    expect(network.posted).toHaveLength(1);
  });

  it('a cap says what is left, and how much of it is reached', async () => {
    const background = await connectedBackground({ dayCapUsd: 0.048072, monthCapUsd: 0.1 });
    const reached = async () => {
      const { day, month } = (await background.status()).caps;
      return [day.reached, month.reached, day.leftUsd];
    };
    expect(await reached()).toEqual([0, 0, 0.048072]);
    await background.ask(about('a.com'));
    expect(await reached()).toEqual([50, 0, COST]);
    await background.ask(about('b.com'));
    expect(await reached()).toEqual([100, 0, 0]);
    await background.ask(about('c.com', 'unless-fresh', { allow: { past: 'day', upToUsd: 1 } }));
    await background.ask(about('d.com', 'unless-fresh', { allow: { past: 'day', upToUsd: 1 } }));
    expect(await reached()).toEqual([100, 80, 0]);
    expect((await background.status()).caps.day.resetsAt).toBe(Date.UTC(2026, 10, 15));
    expect((await background.status()).caps.month.resetsAt).toBe(Date.UTC(2026, 11, 1));
    // The month's cap is another one.
    expect(await background.ask(about('e.com', 'unless-fresh', { allow: { past: 'day', upToUsd: 1 } }))).toMatchObject({
      failure: { limit: 'month' },
    });
  });

  it('the account’s own daily limit is said with the time it ends', async () => {
    const background = await connectedBackground();
    network.reply = () => taskReply({ status_code: 40203, status_message: 'The cost limit…', cost: 0, result: null });
    expect(await background.ask(about('a.com'))).toMatchObject({ ok: false, failure: { kind: 'account-limit', spent: 'no' } });
    expect((await background.status()).accountLimitUntil).toBe(Date.UTC(2026, 10, 15));
    network.reply = () => summaryReply();
    await background.ask(about('a.com'));
    expect((await background.status()).accountLimitUntil).toBeNull();
  });
});

describe('a call is sent again by itself', () => {
  it.each([40202, 40209])(
    'R17 where DataForSEO says %i and charged nothing, three times at most, and the journal counts it',
    async (code) => {
      const background = await connectedBackground();
      hurry();
      let left = 2;
      network.reply = () => (left-- > 0 ? taskReply({ status_code: code, cost: 0, result: null }) : summaryReply());
      expect(await background.ask(about('a.com'))).toMatchObject({ ok: true });
      expect(await background.ledger()).toMatchObject([{ state: 'settled', sends: 3, costUsd: COST }]);
      left = 100;
      expect(await background.ask(about('b.com'))).toMatchObject({ ok: false, failure: { spent: 'no' } });
      expect(network.posted).toHaveLength(3 + 4);
      expect(new Set(network.posted.slice(3).map(({ body }) => body.tag)).size).toBe(1);
    },
  );

  it('R17 after HTTP 429 as it asks to wait, twice at most, and not where it asks for too long', async () => {
    const background = await connectedBackground();
    const waits: number[] = [];
    vi.stubGlobal('setTimeout', (run: () => void, ms = 0) => {
      if (ms < 100_000) waits.push(ms);
      return ms > 100_000 ? 0 : setImmediate(run);
    });
    network.reply = () => new Response('', { status: 429, headers: { 'retry-after': '7' } });
    await background.ask(about('a.com'));
    expect(network.posted).toHaveLength(3);
    expect(waits.filter((ms) => ms === 7000)).toHaveLength(2);
    network.reply = () => new Response('', { status: 429, headers: { 'retry-after': '61' } });
    await background.ask(about('b.com'));
    expect(network.posted).toHaveLength(4);
  });

  it.each([
    ['a broken connection', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['an error that may have been charged', () => taskReply({ status_code: 40101, result: null, cost: undefined })],
    ['an error that was charged', () => taskReply({ status_code: 50000, result: null, cost: 0.02 })],
    ['40202 that names a cost', () => taskReply({ status_code: 40202, result: null, cost: 0.02 })],
    ['HTTP 500', () => new Response('', { status: 500 })],
    ['HTTP 503 in HTML', () => new Response('<h1>busy</h1>', { status: 503 })],
    ['half an answer', () => new Response('{"status_code": 20000, "tas')],
    ['a refused login', () => new Response('{"status_code": 40100}', { status: 401 })],
    ['no funds', () => taskReply({ status_code: 40210, result: null, cost: 0 })],
  ])('never after %s (R17)', async (_, reply) => {
    const background = await connectedBackground();
    hurry();
    network.reply = reply as typeof network.reply;
    await background.ask(about('a.com'));
    await background.ask(about('a.com', 'never'));
    expect(network.posted).toHaveLength(1);
  });
});

it('R16 a refused login stops all that waits: as many hits as run at once, and no more', async () => {
  const background = await connectedBackground({ dayCapUsd: 100 });
  network.reply = () => new Response('{"status_code": 40100, "status_message": "No."}', { status: 401 });
  const outcomes = await Promise.all(Array.from({ length: 100 }, (_, at) => background.ask(about(`a${at}.com`))));
  expect(network.posted.length).toBeLessThanOrEqual(4);
  expect(new Set(outcomes.map((outcome) => (outcome.ok ? 'ok' : `${outcome.failure.kind} ${outcome.failure.spent}`)))).toEqual(
    new Set(['bad-credentials no']),
  );
  expect(await spentToday(background)).toBe(0);
  network.reply = () => summaryReply();
  expect(await background.ask(about('a1.com'))).toMatchObject({ ok: true });
});

it('R13 no answer within 130 s is unknown: counted, said, and looked up (R49 a machine that slept as well)', async () => {
  const background = await connectedBackground();
  vi.useRealTimers();
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'], now: NOON });
  network.reply = () => new Promise(() => {});
  const asking = background.ask(about('a.com'));
  await soon(() => expect(network.posted).toHaveLength(1));
  await vi.advanceTimersByTimeAsync(131_000);
  expect(await asking).toMatchObject({ ok: false, failure: { kind: 'timeout', spent: 'maybe' } });
  expect(await background.status()).toMatchObject({ lost: { calls: 1, usd: COST }, spentTodayUsd: COST });
});

describe('lists', () => {
  it('R38 of 1,000 targets are checked before paying: doubles are one, and the invalid are named', () => {
    const targets = Array.from({ length: 940 }, (_, at) => `site-${at}.com`);
    const doubled = [...targets, ...targets.slice(0, 60).map((target) => `www.${target.toUpperCase()}`)];
    const good = checkRequest(endpointOf('bulk_ranks'), { targets: doubled });
    expect(good.ok && (good.value.request.targets as string[]).length).toBe(940);
    const bad = checkRequest(endpointOf('bulk_ranks'), { targets: [...targets, 'localhost', '10.0.0.1', 'x y'] });
    expect(!bad.ok && bad.failure.issues?.map(({ message }) => message.slice(0, 12))).toEqual(
      ['“localhost”:', '“10.0.0.1”: ', '“x y”: Not a'].map((start) => expect.stringContaining(start.slice(0, 6))),
    );
  });

  it('R39 that are too long are refused before paying', () => {
    const names = (most: number) => Array.from({ length: most }, (_, at) => `site-${at}.com`);
    for (const [id, most] of [
      ['bulk_ranks', 1001],
      ['bulk_pages_summary', 101],
      ['domain_intersection', 21],
    ] as const)
      expect(checkRequest(endpointOf(id), { targets: names(most) })).toMatchObject({
        ok: false,
        failure: { kind: 'invalid-request', spent: 'no' },
      });
  });

  it('R33 that change while they are read say so and show no row twice', async () => {
    const { mergeRows } = await import('../../lib/pages.ts');
    const page = (from: number, totalCount: number) => ({ totalCount, rows: Array.from({ length: 100 }, (_, at) => ({ id: from + at })) });
    expect(mergeRows([page(0, 640), page(90, 641)], 'id')).toMatchObject({ dropped: 10, hasTotalChanged: true, rows: { length: 190 } });
  });
});

it('R43 a private window leaves no host anywhere, lost calls included', async () => {
  const background = await connectedBackground();
  const asked = (target: string) => background.ask(about(target, 'unless-fresh', { inPrivate: true }));
  await asked('canary-one.com');
  network.reply = () => Promise.reject(new TypeError('Failed to fetch'));
  await asked('canary-two.com');
  await background.checkLost();
  const dump = JSON.stringify([
    await background.ledger(),
    await background.cacheFacts(),
    await background.cacheHits(),
    await background.diagnostics(),
  ]);
  expect(dump).not.toContain('canary');
  expect(await spentToday(background)).toBe(2 * COST);
});

it('R44 a permission that is withdrawn is seen before sending', async () => {
  const background = await connectedBackground();
  Object.assign(fakeBrowser.permissions, { contains: async () => false });
  expect(await background.ask(about('a.com'))).toMatchObject({ ok: false, failure: { kind: 'no-permission', spent: 'no' } });
  expect(await background.checkLost()).toMatchObject({ ok: false, failure: { kind: 'no-permission' } });
  expect(network.posted).toHaveLength(0);
});

describe('the shelf', () => {
  it('counts what is there by endpoint and target, and gives it back', async () => {
    const background = await connectedBackground();
    await background.ask(about('a.com'));
    await background.ask(about('b.com'));
    await background.ask({ ...about(''), endpoint: 'bulk_ranks', request: { targets: ['a.com'] } });
    const facts = await background.cacheFacts();
    expect(facts).toMatchObject({ answers: 3, groups: { length: 3 } });
    expect(facts.groups.find(({ target }) => target === 'b.com')).toMatchObject({
      endpoint: 'summary',
      answers: 1,
      rows: 1,
      paidUsd: COST,
      stale: 0,
    });
    vi.setSystemTime(NOON + 8 * DAY);
    expect((await background.cacheFacts()).groups.map(({ stale }) => stale)).toEqual(expect.arrayContaining([1]));
    expect(await background.clearCache({ target: 'a.com' })).toMatchObject({ answers: 1 });
    expect(await background.ask(about('b.com', 'never'))).toMatchObject({ ok: true });
    expect(await background.clearCache({ endpoint: 'summary' })).toMatchObject({ answers: 0, groups: [] });
    expect(await background.ledger()).toHaveLength(3);
  });

  it('keeps answers as long as the person says, and counts what they saved', async () => {
    const background = await connectedBackground({ lifetimes: { summary: 30 } });
    await background.ask(about('a.com'));
    vi.setSystemTime(NOON + 20 * DAY);
    expect(await background.ask(about('a.com'))).toMatchObject({ ok: true, value: { cached: true, fresh: true, freshDays: 30 } });
    await background.ask(about('a.com'));
    expect(await background.cacheHits()).toMatchObject([
      { day: '2026-12-04', endpoint: 'summary', target: 'a.com', hits: 2, savedUsd: 2 * COST },
    ]);
    await background.changeSettings({ lifetimes: { summary: 0 } });
    expect(await background.ask(about('a.com'))).toMatchObject({ ok: true, value: { cached: false } });
  });
});

describe('facts for a bug report', () => {
  it('hold no login, no target and nothing the API said, in whatever state things are', async () => {
    const background = await connectedBackground({ neverSend: ['canary-bank.com'], lifetimes: { summary: 3 } });
    await background.ask(about('canary-site.com'));
    network.reply = () => taskReply({ status_code: 40501, status_message: 'CANARY-WORDS', cost: 0, result: null });
    await background.ask(about('canary-refused.com'));
    network.reply = () => taskReply({ result: [{ rank: 'canary-drift', 'CANARY-FIELD': 1 }] });
    await background.ask(about('canary-drift.com'));
    network.reply = () => Promise.reject(new TypeError('CANARY-ERROR'));
    await background.ask(about('canary-lost.com', 'unless-fresh', { inPrivate: true }));
    const facts = await background.diagnostics();
    expect(JSON.stringify(facts)).not.toMatch(/canary|user@example|us…@|secret/i);
    expect(facts).toMatchObject({
      version: '0.0.0',
      calls: { settled: 2, 'refused: rejected-request': 1, 'unknown: unreachable': 1 },
      settings: { neverSend: 1 },
      storage: { trouble: null, kept: { answers: 2, calls: 4 } },
      drift: { 'summary.rank': 1 },
    });
  });
});
