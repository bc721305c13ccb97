/** The watchlist of each environment and its looks, in a database of their own: the ledger's must not wait for theirs. */
import { type DBSchema, openDB } from 'idb';
import type { EnvironmentName } from '../settings.ts';
import type { Watchlist, WatchRun } from '../watch/define.ts';

/** Looks that are kept of an environment; the oldest go. */
const MOST_RUNS = 100;

interface Schema extends DBSchema {
  lists: { key: EnvironmentName; value: Watchlist };
  runs: { key: [EnvironmentName, string]; value: WatchRun };
}

const open = () =>
  openDB<Schema>('backlens-watch', 1, {
    upgrade(db) {
      db.createObjectStore('lists');
      db.createObjectStore('runs');
    },
  });

async function withStore<T>(use: (db: Awaited<ReturnType<typeof open>>) => Promise<T>): Promise<T> {
  const db = await open();
  try {
    return await use(db);
  } finally {
    db.close();
  }
}

/** What a change makes of the list and of the look it concerns; a part that is missing stays as it was. */
type Change = { list?: Watchlist; run?: WatchRun };

export const readWatchlist = (environment: EnvironmentName): Promise<Watchlist | undefined> =>
  withStore((db) => db.get('lists', environment));

export const readRun = (environment: EnvironmentName, id: string): Promise<WatchRun | undefined> =>
  withStore((db) => db.get('runs', [environment, id]));

/** Every kept look of an environment, newest first. */
export const readRuns = async (environment: EnvironmentName): Promise<WatchRun[]> =>
  (await withStore((db) => db.getAll('runs', IDBKeyRange.bound([environment, ''], [environment, []])))).reverse();

/**
 * Changes the list and one of its looks as they stand at this moment, in one durable transaction: a look is never half of the list and half
 * not. Undefined leaves both alone.
 */
export function changeWatch(
  environment: EnvironmentName,
  id: string | null,
  change: (list: Watchlist | undefined, run: WatchRun | undefined) => Change | undefined,
): Promise<Change> {
  return withStore(async (db) => {
    const tx = db.transaction(['lists', 'runs'], 'readwrite', { durability: 'strict' });
    const runs = tx.objectStore('runs');
    const before = {
      list: await tx.objectStore('lists').get(environment),
      run: id === null ? undefined : await runs.get([environment, id]),
    };
    const after = change(before.list, before.run);
    if (after?.list) await tx.objectStore('lists').put(after.list, environment);
    if (after?.run) {
      await runs.put(after.run, [environment, after.run.id]);
      const keys = await runs.getAllKeys(IDBKeyRange.bound([environment, ''], [environment, []]));
      for (const key of keys.slice(0, Math.max(0, keys.length - MOST_RUNS))) await runs.delete(key);
    }
    await tx.done;
    return { ...(before.list && { list: before.list }), ...(before.run && { run: before.run }), ...after };
  });
}

/** Forgets the list and the looks of an environment; without one, of all. */
export const forgetWatch = (only?: EnvironmentName): Promise<void> =>
  withStore(async (db) => {
    const tx = db.transaction(['lists', 'runs'], 'readwrite');
    await tx.objectStore('lists').delete(only ?? IDBKeyRange.lowerBound(''));
    await tx.objectStore('runs').delete(only ? IDBKeyRange.bound([only, ''], [only, []]) : IDBKeyRange.lowerBound([]));
    await tx.done;
  });
