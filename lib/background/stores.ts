import { deleteDB } from 'idb';
import type { StorageTrouble } from '../messages.ts';
import type { EnvironmentName } from '../settings.ts';
import { databaseOf, troubleOf } from './database.ts';
import { openStore, type Store } from './store.ts';

/** A database that could not be opened is tried again by the next question; one that kept us waiting, not before this. */
const AGAIN_MS = 10_000;
const LONG_MS = 1_000;

/** The stores of this background, one per environment, opened when first needed. */
export function createStores() {
  const open = new Map<EnvironmentName, Promise<Store>>();
  const troubles = new Map<EnvironmentName, StorageTrouble>();

  function of(name: EnvironmentName): Promise<Store> {
    const opened = open.get(name);
    if (opened) return opened;
    const begun = performance.now();
    const store = openStore(name, () => open.delete(name));
    open.set(name, store);
    store.then(
      () => troubles.delete(name),
      (error: unknown) => {
        troubles.set(name, troubleOf(error));
        if (performance.now() - begun > LONG_MS) setTimeout(() => open.get(name) === store && open.delete(name), AGAIN_MS);
        else open.delete(name);
      },
    );
    return store;
  }

  return {
    /** What is kept of an environment; null where nothing can be stored. */
    ifAny: (name: EnvironmentName): Promise<Store | null> => of(name).catch(() => null),

    troubleOf: (name: EnvironmentName): StorageTrouble | null => troubles.get(name) ?? null,
    /** Notes what came of writing: an error, or nothing where it went well. */
    noteWrite(name: EnvironmentName, error?: unknown): void {
      if (error === undefined) troubles.delete(name);
      else troubles.set(name, troubleOf(error));
    },

    /** Throws a database away, with everything in it. */
    async rebuild(name: EnvironmentName): Promise<void> {
      (await of(name).catch(() => null))?.close();
      open.delete(name);
      await deleteDB(databaseOf(name)).catch(() => {});
      await of(name).catch(() => {});
    },
  };
}
