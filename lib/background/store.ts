/**
 * What is bought and what was spent, in IndexedDB, one database per environment. `calls` is both journal and ledger: a row is written before
 * a request is sent and settled in the same transaction that stores its answer, so money and answer cannot disagree.
 */
import type { EndpointId } from '../endpoints/index.ts';
import type { CacheHits, Call, Figures, Recent } from '../messages.ts';
import type { Limit } from '../outcome.ts';
import { dayOf } from '../params.ts';
import { countedUsd, roundUsd } from '../price.ts';
import type { EnvironmentName } from '../settings.ts';
import { type AccountFacts, type Clock, type KeptAnswer, type KeptPull, labelOf, newestLost, openDatabase } from './database.ts';
import type { KeptFigures } from './figures.ts';
import { shelfOver } from './shelf.ts';

export const DAY_MS = 86_400_000;

/** The UTC day and month of a moment begin here; the API's own day is UTC too. */
export const dayStart = (at: number): number => new Date(at).setUTCHours(0, 0, 0, 0);
export const monthStart = (at: number): number => Date.UTC(new Date(at).getUTCFullYear(), new Date(at).getUTCMonth(), 1);

/** A clock this far off is wrong and not only slow: a call itself may take 130 s. */
const WRONG_MS = 300_000;

/** How far back DataForSEO's list of past calls tells what a call was. */
export const LOOKED_UP_FOR_MS = 30 * DAY_MS;

/** `watchUsd`: what of the day the watchlist spent. */
export type Spending = { dayUsd: number; monthUsd: number; watchUsd: number };

/** What is not known to be over counts for the day at hand, whenever it began: DataForSEO may have charged it today. */
function spendingOf(calls: readonly Call[], now: number): Spending {
  const isOpen = ({ state }: Call): boolean => state === 'sent' || state === 'unknown';
  const sum = (since: number, some = calls): number =>
    roundUsd(some.reduce((total, call) => (isOpen(call) || call.at >= since ? total + countedUsd(call) : total), 0));
  const watched = calls.filter(({ askedBy }) => askedBy === 'watch');
  return { dayUsd: sum(dayStart(now)), monthUsd: sum(monthStart(now)), watchUsd: sum(dayStart(now), watched) };
}

/** `isOurDayLater`: by our own clock a new day has begun since DataForSEO last told the time, so the refusal may be out of date. */
export type Reservation =
  | { ok: true }
  | { ok: false; cap: 'day' | 'month' | 'watchlist'; capUsd: number; spentUsd: number; isOurDayLater: boolean };

/** What became known of a call later. */
export type Amendment = Pick<Call, 'opId'> & Partial<Pick<Call, 'at' | 'state' | 'costUsd' | 'checkedAt' | 'missedAt'>>;

export type Caps = { dayCapUsd: number; monthCapUsd: number; watchCapUsd: number };

type Index<Q> = { getAll(query: Q): Promise<Call[]> };

export type Store = Awaited<ReturnType<typeof openStore>>;

/** Every day's figures of one target by one endpoint. */
const pastOf = (endpoint: EndpointId, target: string): IDBKeyRange => IDBKeyRange.bound([endpoint, target], [endpoint, target, []]);

/** Opens the store of an environment. `onClosed` is told when the browser takes it away. */
export async function openStore(environment: EnvironmentName, onClosed: () => void = () => {}) {
  const db = await openDatabase(environment, onClosed);
  const clock: Clock = (await db.get('clock', 'clock')) ?? { serverAt: 0, skewMs: 0, lookedAt: 0 };
  const shelf = shelfOver(db);

  /** The time as DataForSEO would tell it, as far as we know. Never before it last did. */
  const now = (): number => Math.max(clock.serverAt, Date.now() + clock.skewMs);

  /** The calls that may count for the month of a moment, by the table's indexes. */
  async function callsOf(at: number, byTime: Index<IDBKeyRange>, byState: Index<string>): Promise<Call[]> {
    const open = [...(await byState.getAll('sent')), ...(await byState.getAll('unknown'))];
    // Those that cannot be looked up any more are over in any case.
    const early = open.filter((call) => call.at < monthStart(at) && call.at > at - LOOKED_UP_FOR_MS);
    return [...early, ...(await byTime.getAll(IDBKeyRange.lowerBound(monthStart(at))))];
  }

  return {
    ...shelf,
    now,
    clock: (): Readonly<Clock> => clock,
    /** Our clock says a time that DataForSEO's has passed already: it was set back, and no day can be told by it. */
    isBehind: (): boolean => clock.serverAt - (Date.now() + clock.skewMs) > WRONG_MS,

    /** Takes DataForSEO's time from a reply; it is written down with what the reply brought. */
    hear(serverAt: number | undefined): void {
      if (serverAt !== undefined) Object.assign(clock, { serverAt: Math.max(clock.serverAt, serverAt), skewMs: serverAt - Date.now() });
    },
    /** Notes that DataForSEO's list of past calls is being asked for. */
    async look(): Promise<void> {
      clock.lookedAt = Date.now();
      await db.put('clock', { ...clock }, 'clock');
    },
    /** Notes up to when that list was looked through. */
    async lookedThrough(to: number): Promise<void> {
      clock.lookedTo = to;
      await db.put('clock', { ...clock }, 'clock');
    },

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
    lostCalls: (): Promise<Call[]> => db.getAllFromIndex('calls', 'state', 'unknown'),

    async spending(): Promise<Spending> {
      const { store } = db.transaction('calls');
      return spendingOf(await callsOf(now(), store.index('at'), store.index('state')), now());
    },

    /**
     * A call for this key whose answer was lost after this moment: as long as nobody knows whether it was charged, and where it was, for a
     * day more. So long the same question is not asked by itself.
     */
    async lostCall(key: string, after: number): Promise<Call | undefined> {
      const calls = await db.getAllFromIndex('calls', 'key', key);
      return newestLost(
        calls.filter(({ state, at }) => state === 'unknown' || at >= now() - DAY_MS),
        after,
      );
    },

    /**
     * Reserves a call's estimate under the caps and writes its journal row, in one durable transaction: two asks at once cannot both fit
     * into what is left for one. What the person allowed is not held against the cap it is about.
     */
    async reserve(call: Call, caps: Caps, allowed?: Limit): Promise<Reservation> {
      const tx = db.transaction('calls', 'readwrite', { durability: 'strict' });
      const today = clock.serverAt || call.at;
      const { dayUsd, monthUsd, watchUsd } = spendingOf(await callsOf(today, tx.store.index('at'), tx.store.index('state')), today);
      const isOver = (spentUsd: number, capUsd: number): boolean => roundUsd(spentUsd + call.estimateUsd) > capUsd;
      const refused = (cap: 'day' | 'month' | 'watchlist', capUsd: number, spentUsd: number): Reservation => ({
        ...{ ok: false, cap, capUsd, spentUsd },
        isOurDayLater: dayStart(call.at) > dayStart(today),
      });
      const mayPassMonth = allowed === 'month' || allowed === 'ledger';
      const refusal =
        isOver(monthUsd, caps.monthCapUsd) && !mayPassMonth
          ? refused('month', caps.monthCapUsd, monthUsd)
          : isOver(dayUsd, caps.dayCapUsd) && !mayPassMonth && allowed !== 'day'
            ? refused('day', caps.dayCapUsd, dayUsd)
            : call.askedBy === 'watch' && isOver(watchUsd, caps.watchCapUsd)
              ? refused('watchlist', caps.watchCapUsd, watchUsd)
              : null;
      if (!refusal) await tx.store.add(call);
      await tx.done;
      return refusal ?? { ok: true };
    },

    /** Writes down what became known of a call. */
    async note(call: Call): Promise<void> {
      await db.transaction('calls', 'readwrite', { durability: 'strict' }).store.put(call);
    },

    /** Changes calls as they stand at this moment; gives them as they then are. */
    async amend(amendments: readonly Amendment[]): Promise<Call[]> {
      const tx = db.transaction('calls', 'readwrite', { durability: 'strict' });
      const amended: Call[] = [];
      for (const amendment of amendments) {
        const call = await tx.store.get(amendment.opId);
        if (!call) continue;
        amended.push({ ...call, ...amendment });
        await tx.store.put({ ...call, ...amendment });
      }
      await tx.done;
      return amended;
    },

    /**
     * Stores a paid answer and what it cost, together or not at all. Without an answer (private window, failure) only the call. Its day is
     * DataForSEO's where our own clock turns out to be wrong.
     */
    async settle(call: Call, answer: KeptAnswer | null, figures: readonly KeptFigures[], answeredAt?: number): Promise<void> {
      const at = answeredAt !== undefined && Math.abs(answeredAt - call.at) > WRONG_MS ? answeredAt : call.at;
      const tx = db.transaction(['answers', 'labels', 'calls', 'figures', 'clock'], 'readwrite', { durability: 'strict' });
      await tx.objectStore('calls').put({ ...call, at });
      if (answer) await tx.objectStore('answers').put(answer);
      if (answer) await tx.objectStore('labels').put(labelOf(answer));
      await tx.objectStore('clock').put({ ...clock }, 'clock');
      for (const each of figures) await tx.objectStore('figures').put(each);
      await tx.done;
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

    /** Counts an answer that was here already and would have been bought. */
    async countHit(endpoint: EndpointId, target: string | null, savedUsd: number): Promise<void> {
      const tx = db.transaction('hits', 'readwrite');
      const id = { day: dayOf(now()), endpoint, target: target ?? '' };
      const before = await tx.store.get([id.day, endpoint, id.target]);
      await tx.store.put({ ...id, hits: (before?.hits ?? 0) + 1, savedUsd: roundUsd((before?.savedUsd ?? 0) + savedUsd) });
      await tx.done;
    },
    async hits(): Promise<CacheHits[]> {
      return (await db.getAll('hits')).map((each) => ({ ...each, target: each.target || null }));
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
      const tx = db.transaction(['account', 'clock'], 'readwrite');
      await tx.objectStore('account').put(facts, 'facts');
      await tx.objectStore('clock').put({ ...clock }, 'clock');
      await tx.done;
    },

    /**
     * Forgets answers, figures, pulls, targets and the account. Amounts stay: a sign-out must not open the caps anew. Calls whose outcome is
     * not known count as charged from here on: another account's list of calls could not tell.
     */
    async wipe(): Promise<void> {
      const tx = db.transaction(['answers', 'labels', 'calls', 'account', 'pulls', 'figures', 'hits'], 'readwrite');
      for (const name of ['answers', 'labels', 'account', 'pulls', 'figures', 'hits'] as const) await tx.objectStore(name).clear();
      const calls = tx.objectStore('calls');
      for (const call of await calls.getAll())
        await calls.put({ ...call, key: '', target: null, state: call.state === 'unknown' ? 'settled' : call.state });
      await tx.done;
    },

    close: (): void => db.close(),
  };
}
