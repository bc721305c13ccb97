import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { about, connectedBackground, installNetwork, startBackground } from '../fixtures/background.ts';

/** What older versions have stored, as they stored it. A version that ships gets its fixture here before the next one changes anything. */

type Table = { keyPath?: string; indexes?: string[]; rows: Record<string, unknown>[]; keys?: string[] };

const AT = Date.UTC(2026, 10, 1, 9);
const answer = {
  ...{ key: 'summary?{"internal_list_limit":50,"target":"a.com"}', endpoint: 'summary', target: 'a.com', fetchedAt: AT, costUsd: 0.024 },
  ...{ request: { target: 'a.com', internal_list_limit: 50 }, rows: [{ target: 'a.com', rank: 7 }], head: {}, totalCount: null },
};
const call = {
  ...{ opId: 'op-1', key: answer.key, endpoint: 'summary', target: 'a.com', askedBy: 'popup', at: AT, state: 'settled' },
  ...{ estimateUsd: 0.024036, costUsd: 0.024, rows: 1, failure: null },
};
const lost = {
  ...call,
  opId: 'op-2',
  key: 'summary?{"internal_list_limit":50,"target":"b.com"}',
  target: 'b.com',
  state: 'sent',
  costUsd: null,
  rows: null,
};
const account = { balanceUsd: 12, prices: null, readAt: AT };
const pull = {
  ...{ id: 'backlinks?{"limit":1000,"target":"a.com"}', endpoint: 'backlinks', request: { target: 'a.com', limit: 1000 }, state: 'paused' },
  ...{ perPage: 1000, upTo: 2000, pages: [], asking: null, totalCount: null, firstTotalCount: null, costUsd: 0, maybeUsd: 0 },
  ...{ since: { at: AT, loaded: 0 }, startedAt: AT, updatedAt: AT, failure: null },
};

const first: Record<string, Table> = {
  answers: { keyPath: 'key', indexes: ['fetchedAt'], rows: [answer] },
  calls: { keyPath: 'opId', indexes: ['at', 'key', 'state'], rows: [call, lost] },
  account: { rows: [account], keys: ['facts'] },
};
const versions: [number, Record<string, Table>][] = [
  [1, first],
  [2, { ...first, pulls: { keyPath: 'id', rows: [pull] } }],
];

/** Writes a database as an older version left it. */
const write = (version: number, tables: Record<string, Table>): Promise<void> =>
  new Promise((done) => {
    const request = indexedDB.open('backlens-production', version);
    request.onupgradeneeded = () => {
      for (const [name, { keyPath, indexes = [], rows, keys }] of Object.entries(tables)) {
        const store = request.result.createObjectStore(name, keyPath ? { keyPath } : {});
        for (const index of indexes) store.createIndex(index, index);
        rows.forEach((row, at) => {
          store.put(row, keys?.[at]);
        });
      }
    };
    request.onsuccess = () => {
      request.result.close();
      done();
    };
  });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: AT + 60_000 });
  installNetwork();
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe.each(versions)('a database of version %i', (version, tables) => {
  it('keeps its answers, its ledger and its account, and has what it lacked', async () => {
    await write(version, tables);
    const background = await startBackground();
    expect(await background.ask(about('a.com', 'never'))).toMatchObject({
      ok: true,
      value: { cached: true, rows: [{ rank: 7 }], costUsd: 0.024 },
    });
    expect((await background.ledger()).map(({ opId, state }) => [opId, state])).toEqual(
      expect.arrayContaining([
        ['op-1', 'settled'],
        ['op-2', 'unknown'],
      ]),
    );
    expect(await background.status()).toMatchObject({ balanceUsd: 12, spentTodayUsd: 0.048036, lost: { calls: 1 }, storageTrouble: null });
    expect(await background.cacheFacts()).toMatchObject({ answers: 1, groups: [{ endpoint: 'summary', target: 'a.com', rows: 1 }] });
    if (version > 1) expect(await background.pullOf({ endpoint: 'backlinks', request: pull.request })).toMatchObject({ state: 'paused' });
    await background.connect({ login: 'user@example.com', password: 'secret', keeping: 'session' });
    expect(await background.ask(about('c.com'))).toMatchObject({ ok: true });
    expect(await background.ask(about('b.com'))).toMatchObject({ ok: false, failure: { kind: 'interrupted' } });
  });

  it('R32 stays as it was where its upgrade fails half-way, and is upgraded by the next start', async () => {
    await write(version, tables);
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
      if (this.name === 'labels') throw new DOMException('no', 'UnknownError');
      return put.apply(this, given);
    });
    const unlucky = await startBackground();
    expect((await unlucky.status()).storageTrouble).not.toBeNull();
    expect(await unlucky.ask(about('a.com', 'never'))).toMatchObject({ ok: false });
    vi.restoreAllMocks();
    const open = indexedDB.open('backlens-production');
    const db = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
    expect(db.version).toBe(version);
    db.close();
    const next = await startBackground();
    expect(await next.ask(about('a.com', 'never'))).toMatchObject({ ok: true });
    expect(await next.ledger()).toHaveLength(2);
  });
});

it('a database of this version is opened as it is', async () => {
  const background = await connectedBackground();
  await background.ask(about('a.com'));
  const next = await startBackground();
  expect(await next.ask(about('a.com', 'never'))).toMatchObject({ ok: true });
});
