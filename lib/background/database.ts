/**
 * The database of an environment: what is in it, how an older one becomes this one, and what is put right when a background starts.
 */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import type { Answer, AnyRequest } from '../endpoints/define.ts';
import type { EndpointId } from '../endpoints/index.ts';
import type { CacheHits, Call, Pull, PulledPage, StorageTrouble } from '../messages.ts';
import { type AllowOnce, failed } from '../outcome.ts';
import type { PriceList } from '../price.ts';
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

/** What is known of a kept answer without reading its rows: to count what is stored, and to choose what goes when room is needed. */
export type Label = Pick<KeptAnswer, 'key' | 'endpoint' | 'target' | 'fetchedAt' | 'costUsd'> & {
  rows: number;
  bytes: number;
  usedAt: number;
};

/** What was last read of the account. */
export type AccountFacts = { balanceUsd: number | null; prices: PriceList | null; readAt: number };

/**
 * DataForSEO's time, as its replies last told it, and how far our clock was behind it. The caps' days are counted by it: a clock that is
 * wrong, or set back, must not open a new budget. `lookedAt`: when its list of past calls was
 * last asked for, by our own clock; `lookedTo`: up to when, by its own, it was looked through.
 */
export type Clock = { serverAt: number; skewMs: number; lookedAt: number; lookedTo?: number };

/** A page of a pull. Its answer is under `key`; `after` is its cursor, where it named one. */
type KeptPage = PulledPage & { key: string; fetchedAt: number; after: string | null };

/** A pull as kept: which pages are here, and which one is being asked for. The rows are among the answers. */
export type KeptPull = Omit<Pull, 'loaded' | 'pages' | 'hasMore' | 'pageSize' | 'isAsking' | 'fetchedAt'> & {
  pages: KeptPage[];
  /** The key of the page whose call is under way; written before the call is. */
  asking: string | null;
  /** The limit its pages may pass, and what of the allowed amount is left. */
  allow?: AllowOnce;
};

interface Schema extends DBSchema {
  answers: { key: string; value: KeptAnswer; indexes: { fetchedAt: number } };
  labels: { key: string; value: Label };
  calls: { key: string; value: Call; indexes: { at: number; key: string; state: string } };
  account: { key: 'facts'; value: AccountFacts };
  clock: { key: 'clock'; value: Clock };
  pulls: { key: string; value: KeptPull };
  figures: { key: [string, string, string]; value: KeptFigures };
  hits: { key: [string, string, string]; value: Omit<CacheHits, 'target'> & { target: string } };
}

export type Database = IDBPDatabase<Schema>;

export const databaseOf = (environment: EnvironmentName): string => `backlens-${environment}`;
const VERSION = 3;

/** How long a database may take to open before we go on without it. */
const PATIENCE_MS = 5_000;

/**
 * Opens the database of an environment. An upgrade is one transaction: where it fails, the old database stays as it was. `onClosed` is told
 * when the browser takes the database away.
 */
export async function openDatabase(environment: EnvironmentName, onClosed: () => void): Promise<Database> {
  const opening = openDB<Schema>(databaseOf(environment), VERSION, {
    upgrade(db, from, _, tx) {
      // Where it fails, opening does.
      tx.done.catch(() => {});
      if (from < 1) {
        db.createObjectStore('answers', { keyPath: 'key' }).createIndex('fetchedAt', 'fetchedAt');
        const calls = db.createObjectStore('calls', { keyPath: 'opId' });
        calls.createIndex('at', 'at');
        calls.createIndex('key', 'key');
        calls.createIndex('state', 'state');
        db.createObjectStore('account');
      }
      if (from < 2) db.createObjectStore('pulls', { keyPath: 'id' });
      if (from < 3) {
        db.createObjectStore('figures', { keyPath: ['endpoint', 'target', 'day'] });
        db.createObjectStore('hits', { keyPath: ['day', 'endpoint', 'target'] });
        db.createObjectStore('clock');
        db.createObjectStore('labels', { keyPath: 'key' });
        if (from > 0) void labelAll(tx).catch(() => tx.abort());
      }
    },
    // Another part of us wants to delete or upgrade it; what is asked next opens it anew.
    blocking: (_old, _new, { target }) => {
      (target as IDBDatabase).close();
      onClosed();
    },
    terminated: onClosed,
  });
  const late = Symbol();
  const timer = Promise.withResolvers<typeof late>();
  const alarm = setTimeout(() => timer.resolve(late), PATIENCE_MS);
  try {
    const db = await Promise.race([opening, timer.promise]);
    if (db === late) throw new DOMException('It did not open in time.', 'TimeoutError');
    await putRight(db);
    return db;
  } finally {
    clearTimeout(alarm);
  }
}

/** Labels the answers of a database that has none yet. */
async function labelAll(tx: IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>): Promise<void> {
  const labels = tx.objectStore('labels');
  for (let at = await tx.objectStore('answers').openCursor(); at; at = await at.continue()) await labels.put(labelOf(at.value));
}

export const labelOf = ({ key, endpoint, target, fetchedAt, costUsd, rows, head }: KeptAnswer): Label => ({
  ...{ key, endpoint, target, fetchedAt, costUsd, rows: rows.length, usedAt: fetchedAt },
  bytes: JSON.stringify([rows, head]).length,
});

/**
 * Calls found `sent` were cut off with an earlier background: their outcome is unknown from here on. Pulls found running were cut off too;
 * they wait for the person, for nothing is ever bought because a browser started.
 */
async function putRight(db: Database): Promise<void> {
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
}

/** Of the calls for one key the newest that was or may have been charged and brought no answer, not older than `since`. */
export const newestLost = (calls: readonly Call[], since: number): Call | undefined =>
  calls
    .filter(({ state, failure, at }) => (state === 'unknown' || (state === 'settled' && failure !== null)) && at >= since)
    .sort((a, b) => b.at - a.at)[0];

/** What is wrong where a database cannot be opened or written. */
export function troubleOf(error: unknown): StorageTrouble {
  const name = error instanceof Error ? error.name : '';
  if (name === 'VersionError') return 'newer';
  if (name === 'QuotaExceededError') return 'full';
  return name === 'TimeoutError' || name === 'InvalidStateError' || name === 'SecurityError' ? 'blocked' : 'broken';
}
