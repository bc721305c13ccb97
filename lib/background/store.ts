/**
 * What is bought and what was spent, in IndexedDB, one database per environment. `calls` is both journal and ledger: a row is written before
 * a request is sent and settled in the same transaction that stores its answer, so money and answer cannot disagree.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Answer, AnyRequest } from '../endpoints/define.ts';
import type { EndpointId } from '../endpoints/index.ts';
import type { Call, Figures, Pull, PulledPage, Recent } from '../messages.ts';
import { failed } from '../outcome.ts';
import { countedUsd, type PriceList, roundUsd } from '../price.ts';
import type { EnvironmentName } from '../settings.ts';
import type { KeptFigures } from './figures.ts';

/** An answer as kept. `target` is what it is about, for lists of recent targets. */
export type KeptAnswer = Answer & {
  key: string;
  endpoint: EndpointId;
  request: AnyRequest;
  target: string | null;
  fetchedAt: number;
  costUsd: number;
};

/** What was last read of the account. */
export type AccountFacts = { balanceUsd: number | null; prices: PriceList | null; readAt: number };

/** A page of a pull. Its answer is under `key`; `after` is its cursor, where it named one. */
type KeptPage = PulledPage & { key: string; fetchedAt: number; after: string | null };

/** A pull as kept: which pages are here, and which one is being asked for. The rows are among the answers. */
export type KeptPull = Omit<Pull, 'loaded' | 'pages' | 'hasMore' | 'pageSize' | 'isAsking' | 'fetchedAt'> & {
  pages: KeptPage[];
  /** The key of the page whose call is under way; written before the call is. */
  asking: string | null;
};

interface Schema extends DBSchema {
  answers: { key: string; value: KeptAnswer; indexes: { fetchedAt: number } };
  calls: { key: string; value: Call; indexes: { at: number; key: string; state: string } };
  account: { key: 'facts'; value: AccountFacts };
  pulls: { key: string; value: KeptPull };
  figures: { key: [string, string, string]; value: KeptFigures };
}

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

/**
 * Opens the database of an environment. Calls found `sent` were cut off with an earlier worker: their outcome is unknown from here on. Pulls
 * found running were cut off too; they wait for the person, for nothing is ever bought because a browser started.
 */
export async function openStore(environment: EnvironmentName): Promise<Store> {
  const db = await openDB<Schema>(`backlens-${environment}`, 3, {
    upgrade(db, from) {
      if (from < 1) {
        db.createObjectStore('answers', { keyPath: 'key' }).createIndex('fetchedAt', 'fetchedAt');
        const calls = db.createObjectStore('calls', { keyPath: 'opId' });
        calls.createIndex('at', 'at');
        calls.createIndex('key', 'key');
        calls.createIndex('state', 'state');
        db.createObjectStore('account');
      }
      if (from < 2) db.createObjectStore('pulls', { keyPath: 'id' });
      if (from < 3) db.createObjectStore('figures', { keyPath: ['endpoint', 'target', 'day'] });
    },
  });
  const tx = db.transaction(['answers', 'calls', 'pulls'], 'readwrite');
  const calls = tx.objectStore('calls');
  for (const call of await calls.index('state').getAll('sent')) await calls.put({ ...call, state: 'unknown', failure: 'interrupted' });
  const pulls = tx.objectStore('pulls');
  for (const pull of await pulls.getAll()) {
    const { asking, state } = pull;
    if (state !== 'running' && asking === null) continue;
    const answer = asking === null ? undefined : await tx.objectStore('answers').get(asking);
    const lost = asking === null ? undefined : newestLost(await calls.index('key').getAll(asking), answer?.fetchedAt ?? 0);
    const failure = lost ? failed('interrupted', { spent: 'maybe', amounts: { price: lost.estimateUsd } }).failure : pull.failure;
    await pulls.put({ ...pull, state: state === 'running' ? 'paused' : state, asking: null, failure });
  }
  await tx.done;
  return storeOver(db);
}

/** Of the calls for one key the newest that was or may have been charged and brought no answer, not older than `since`. */
const newestLost = (calls: readonly Call[], since: number): Call | undefined =>
  calls
    .filter(({ state, failure, at }) => (state === 'unknown' || (state === 'settled' && failure !== null)) && at >= since)
    .sort((a, b) => b.at - a.at)[0];

/** Every day's figures of one target by one endpoint. */
const pastOf = (endpoint: EndpointId, target: string): IDBKeyRange => IDBKeyRange.bound([endpoint, target], [endpoint, target, []]);

function storeOver(db: IDBPDatabase<Schema>) {
  return {
    answer: (key: string): Promise<KeptAnswer | undefined> => db.get('answers', key),
    /** Whether there is an answer, without reading its rows. */
    hasAnswer: async (key: string): Promise<boolean> => (await db.getKey('answers', key)) !== undefined,

    /** The keys of the answers fetched since a moment, oldest first, without reading their rows. */
    answersSince: (since: number): Promise<string[]> => db.getAllKeysFromIndex('answers', 'fetchedAt', IDBKeyRange.lowerBound(since)),

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

    /** Every call of the ledger, newest first. */
    async calls(): Promise<Call[]> {
      return (await db.getAllFromIndex('calls', 'at')).reverse();
    },

    async spending(now: number): Promise<Spending> {
      return spendingOf(await db.getAllFromIndex('calls', 'at', IDBKeyRange.lowerBound(Math.min(monthStart(now), dayStart(now)))), now);
    },

    /** A call for this key whose answer was lost and that may have been charged, not older than `since`. */
    async lostCall(key: string, since: number): Promise<Call | undefined> {
      return newestLost(await db.getAllFromIndex('calls', 'key', key), since);
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
    async settle(call: Call, answer: KeptAnswer | null, figures: readonly KeptFigures[]): Promise<void> {
      const tx = db.transaction(['answers', 'calls', 'figures'], 'readwrite', { durability: 'strict' });
      await tx.objectStore('calls').put(call);
      if (answer) await tx.objectStore('answers').put(answer);
      for (const each of figures) await tx.objectStore('figures').put(each);
      await tx.done;
    },

    /** Stores the answer of a free call. */
    async keep(answer: KeptAnswer): Promise<void> {
      await db.put('answers', answer);
    },

    /** The newest figures of these targets, one per endpoint and target at most. */
    async knownFigures(endpoints: readonly EndpointId[], targets: readonly string[]): Promise<Figures[]> {
      const { store } = db.transaction('figures');
      const pairs = endpoints.flatMap((endpoint) => targets.map((target) => pastOf(endpoint, target)));
      const found = await Promise.all(pairs.map(async (range) => (await store.openCursor(range, 'prev'))?.value));
      return found.flatMap((each) => each ?? []);
    },

    /** Everything these endpoints said of a target, oldest first. */
    async pastFigures(endpoints: readonly EndpointId[], target: string): Promise<Figures[]> {
      const { store } = db.transaction('figures');
      const found = await Promise.all(endpoints.map((endpoint) => store.getAll(pastOf(endpoint, target))));
      return found.flat().sort((a, b) => a.fetchedAt - b.fetchedAt);
    },

    pull: (id: string): Promise<KeptPull | undefined> => db.get('pulls', id),

    /** Changes a pull as it stands at this moment, or makes it; undefined leaves it alone. Pauses and pages written at once both count. */
    async changePull(id: string, change: (pull: KeptPull | undefined) => KeptPull | undefined): Promise<KeptPull | undefined> {
      const tx = db.transaction('pulls', 'readwrite');
      const before = await tx.store.get(id);
      const after = change(before);
      if (after && after !== before) await tx.store.put({ ...after, updatedAt: Date.now() });
      await tx.done;
      return after;
    },

    account: (): Promise<AccountFacts | undefined> => db.get('account', 'facts'),
    async setAccount(facts: AccountFacts): Promise<void> {
      await db.put('account', facts, 'facts');
    },

    /** Forgets answers, figures, pulls, targets and the account. Amounts stay: a sign-out must not open the caps anew. */
    async wipe(): Promise<void> {
      const tx = db.transaction(['answers', 'calls', 'account', 'pulls', 'figures'], 'readwrite');
      await tx.objectStore('answers').clear();
      await tx.objectStore('account').clear();
      await tx.objectStore('pulls').clear();
      await tx.objectStore('figures').clear();
      const calls = tx.objectStore('calls');
      for (const call of await calls.getAll()) await calls.put({ ...call, key: '', target: null });
      await tx.done;
    },
  };
}
