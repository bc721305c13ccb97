/**
 * What is bought and what was spent, in IndexedDB, one database per environment. `calls` is both journal and ledger: a row is written before
 * a request is sent and settled in the same transaction that stores its answer, so money and answer cannot disagree.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Answer, AnyRequest } from '../endpoints/define.ts';
import type { EndpointId } from '../endpoints/index.ts';
import type { AskedBy, Recent } from '../messages.ts';
import type { FailureKind } from '../outcome.ts';
import { type PriceList, roundUsd } from '../price.ts';
import type { EnvironmentName } from '../settings.ts';

/** An answer as kept. `target` is what it is about, for lists of recent targets. */
export type KeptAnswer = Answer & {
  key: string;
  endpoint: EndpointId;
  request: AnyRequest;
  target: string | null;
  fetchedAt: number;
  costUsd: number;
};

/**
 * One paid call. `sent` counts its estimate; so does `unknown` (may have been charged, answer lost); `settled` counts what the API says it
 * cost; `refused` cost nothing.
 */
export type Call = {
  opId: string;
  key: string;
  endpoint: EndpointId;
  /** Null for calls from private windows. */
  target: string | null;
  askedBy: AskedBy;
  at: number;
  state: 'sent' | 'settled' | 'refused' | 'unknown';
  estimateUsd: number;
  costUsd: number | null;
  rows: number | null;
  failure: FailureKind | null;
};

/** What was last read of the account. */
export type AccountFacts = { balanceUsd: number | null; prices: PriceList | null; readAt: number };

interface Schema extends DBSchema {
  answers: { key: string; value: KeptAnswer; indexes: { fetchedAt: number } };
  calls: { key: string; value: Call; indexes: { at: number; key: string; state: string } };
  account: { key: 'facts'; value: AccountFacts };
}

/** What a call counts against the caps, in US dollars. */
export const countedUsd = ({ state, costUsd, estimateUsd }: Call): number => (state === 'refused' ? 0 : (costUsd ?? estimateUsd));

/** The UTC day and month of a moment begin here; the API's own day is UTC too. */
export const dayStart = (at: number): number => new Date(at).setUTCHours(0, 0, 0, 0);
export const monthStart = (at: number): number => Date.UTC(new Date(at).getUTCFullYear(), new Date(at).getUTCMonth(), 1);

export type Spending = { dayUsd: number; monthUsd: number };

function spendingOf(calls: readonly Call[], now: number): Spending {
  const sum = (since: number): number => roundUsd(calls.reduce((total, call) => (call.at >= since ? total + countedUsd(call) : total), 0));
  return { dayUsd: sum(dayStart(now)), monthUsd: sum(monthStart(now)) };
}

export type Reservation = { ok: true } | { ok: false; cap: 'day' | 'month'; capUsd: number; spentUsd: number };

export type Store = ReturnType<typeof storeOver>;

/** Opens the database of an environment. Calls found `sent` were cut off with an earlier worker: their outcome is unknown from here on. */
export async function openStore(environment: EnvironmentName): Promise<Store> {
  const db = await openDB<Schema>(`backlens-${environment}`, 1, {
    upgrade(db) {
      db.createObjectStore('answers', { keyPath: 'key' }).createIndex('fetchedAt', 'fetchedAt');
      const calls = db.createObjectStore('calls', { keyPath: 'opId' });
      calls.createIndex('at', 'at');
      calls.createIndex('key', 'key');
      calls.createIndex('state', 'state');
      db.createObjectStore('account');
    },
  });
  const tx = db.transaction('calls', 'readwrite');
  for (const call of await tx.store.index('state').getAll('sent'))
    await tx.store.put({ ...call, state: 'unknown', failure: 'interrupted' });
  await tx.done;
  return storeOver(db);
}

function storeOver(db: IDBPDatabase<Schema>) {
  return {
    answer: (key: string): Promise<KeptAnswer | undefined> => db.get('answers', key),

    /** Targets that were bought, newest first, each once. */
    async recent(most: number): Promise<Recent[]> {
      const found = new Map<string, Recent>();
      let cursor = await db.transaction('answers').store.index('fetchedAt').openCursor(null, 'prev');
      while (cursor && found.size < most) {
        const { target, fetchedAt } = cursor.value;
        if (target && !found.has(target)) found.set(target, { target, fetchedAt });
        cursor = await cursor.continue();
      }
      return [...found.values()];
    },

    async spending(now: number): Promise<Spending> {
      return spendingOf(await db.getAllFromIndex('calls', 'at', IDBKeyRange.lowerBound(Math.min(monthStart(now), dayStart(now)))), now);
    },

    /** A call for this key whose answer was lost and that may have been charged, not older than `since`. */
    async lostCall(key: string, since: number): Promise<Call | undefined> {
      const calls = await db.getAllFromIndex('calls', 'key', key);
      return calls.filter(({ state, at }) => state === 'unknown' && at >= since).sort((a, b) => b.at - a.at)[0];
    },

    /**
     * Reserves a call's estimate under the caps and writes its journal row, in one durable transaction: two asks at once cannot both fit
     * into what is left for one.
     */
    async reserve(call: Call, caps: { dayCapUsd: number; monthCapUsd: number }): Promise<Reservation> {
      const tx = db.transaction('calls', 'readwrite', { durability: 'strict' });
      const { dayUsd, monthUsd } = spendingOf(await tx.store.index('at').getAll(IDBKeyRange.lowerBound(monthStart(call.at))), call.at);
      if (roundUsd(dayUsd + call.estimateUsd) > caps.dayCapUsd) {
        await tx.done;
        return { ok: false, cap: 'day', capUsd: caps.dayCapUsd, spentUsd: dayUsd };
      }
      if (roundUsd(monthUsd + call.estimateUsd) > caps.monthCapUsd) {
        await tx.done;
        return { ok: false, cap: 'month', capUsd: caps.monthCapUsd, spentUsd: monthUsd };
      }
      await tx.store.add(call);
      await tx.done;
      return { ok: true };
    },

    /** Stores a paid answer and what it cost, together or not at all. Without an answer (private window, failure) only the call. */
    async settle(call: Call, answer: KeptAnswer | null): Promise<void> {
      const tx = db.transaction(['answers', 'calls'], 'readwrite', { durability: 'strict' });
      await tx.objectStore('calls').put(call);
      if (answer) await tx.objectStore('answers').put(answer);
      await tx.done;
    },

    /** Stores the answer of a free call. */
    async keep(answer: KeptAnswer): Promise<void> {
      await db.put('answers', answer);
    },

    account: (): Promise<AccountFacts | undefined> => db.get('account', 'facts'),
    async setAccount(facts: AccountFacts): Promise<void> {
      await db.put('account', facts, 'facts');
    },

    /** Forgets answers, targets and the account. Amounts stay: a sign-out must not open the caps anew. */
    async wipe(): Promise<void> {
      const tx = db.transaction(['answers', 'calls', 'account'], 'readwrite');
      await tx.objectStore('answers').clear();
      await tx.objectStore('account').clear();
      const calls = tx.objectStore('calls');
      for (const call of await calls.getAll()) await calls.put({ ...call, key: '', target: null });
      await tx.done;
    },
  };
}
