/** What pages may see of what is kept: the ledger, the shelf, figures, and facts for a bug report. Nothing here is sent anywhere. */
import { browser } from 'wxt/browser';
import { endpointOf } from '../endpoints/index.ts';
import { isFresh, lifetimeOf } from '../lifetime.ts';
import type { CacheFacts, CacheGroup, CacheHits, Call, Diagnostics, Figures, Protocol, Recent, Status } from '../messages.ts';
import { roundUsd } from '../price.ts';
import { readCredentials } from './credentials.ts';
import { desk } from './desk.ts';
import { driftSoFar } from './drift.ts';
import { spelled } from './figures.ts';
import { readSettings } from './preferences.ts';
import { MOST_BYTES } from './shelf.ts';
import { status } from './status.ts';
import type { Store } from './store.ts';

const MOST_RECENT = 8;

/** The store of the environment in use; null where nothing can be stored. */
const here = async (): Promise<Store | null> => desk.stores.ifAny((await readSettings()).environment);

export const recent = async (): Promise<Recent[]> => (await (await here())?.recent(MOST_RECENT)) ?? [];

/** Every paid call of the environment in use, newest first. */
export const ledger = async (): Promise<Call[]> => (await (await here())?.calls()) ?? [];

export const cacheHits = async (): Promise<CacheHits[]> => (await (await here())?.hits()) ?? [];

/** What is known of these targets, each by its newest figures. */
export async function knownFigures({ endpoints, targets }: Parameters<Protocol['knownFigures']>[0]): Promise<Figures[]> {
  const asked = [...new Set(targets.flatMap((target) => spelled(target) ?? []))];
  return (await (await here())?.knownFigures(endpoints, asked)) ?? [];
}

/** Everything that was ever said of a target, oldest first. */
export async function pastFigures({ endpoints, target }: Parameters<Protocol['pastFigures']>[0]): Promise<Figures[]> {
  return (await (await here())?.pastFigures(endpoints, spelled(target) ?? '')) ?? [];
}

/** What is stored, by endpoint and target. */
export async function cacheFacts(): Promise<CacheFacts> {
  const [settings, store] = await Promise.all([readSettings(), here()]);
  const groups = new Map<string, CacheGroup>();
  for (const { endpoint, target, fetchedAt, costUsd, rows, bytes } of (await store?.labels()) ?? []) {
    const id = `${endpoint} ${target}`;
    const none = { endpoint, target, answers: 0, rows: 0, bytes: 0, stale: 0, oldestAt: fetchedAt, newestAt: fetchedAt, paidUsd: 0 };
    const so = groups.get(id) ?? none;
    const isOld = !isFresh({ fetchedAt, rows }, lifetimeOf(endpointOf(endpoint), settings), store?.now() ?? Date.now());
    groups.set(id, {
      ...{ endpoint, target, answers: so.answers + 1, rows: so.rows + rows, bytes: so.bytes + bytes, stale: so.stale + Number(isOld) },
      ...{ oldestAt: Math.min(so.oldestAt, fetchedAt), newestAt: Math.max(so.newestAt, fetchedAt) },
      paidUsd: roundUsd(so.paidUsd + costUsd),
    });
  }
  const list = [...groups.values()].sort((a, b) => b.bytes - a.bytes);
  const sum = (of: (group: CacheGroup) => number): number => list.reduce((total, group) => total + of(group), 0);
  const figures = (await store?.counts())?.figures ?? 0;
  return { groups: list, answers: sum((group) => group.answers), bytes: sum((group) => group.bytes), mostBytes: MOST_BYTES, figures };
}

export async function clearCache(which: Parameters<Protocol['clearCache']>[0]): Promise<CacheFacts> {
  await (await here())?.clear(which);
  return cacheFacts();
}

/** Begins a new database in place of one that cannot be used; one that can is left alone. */
export async function rebuildStorage(): Promise<Status> {
  const { environment } = await readSettings();
  if (!(await here())) await desk.stores.rebuild(environment);
  return status();
}

/** Facts for a bug report. Numbers, our own words and names of fields only: no login, no target, nothing an API said. */
export async function diagnostics(): Promise<Diagnostics> {
  const [settings, store, account] = await Promise.all([readSettings(), here(), readCredentials()]);
  const [calls, kept, facts] = await Promise.all([store?.calls(), store?.counts(), store?.account()]);
  const estimate = await navigator.storage?.estimate?.().catch(() => null);
  const outcomes: Record<string, number> = {};
  for (const { state, failure } of calls ?? []) {
    const outcome = failure ? `${state}: ${failure}` : state;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  const { neverSend, myDomains, rivals } = settings;
  const { permissions = [], origins = [] } = await browser.permissions.getAll();
  return {
    version: browser.runtime.getManifest().version,
    browser: navigator.userAgent,
    environment: settings.environment,
    online: navigator.onLine,
    keeping: account?.keeping ?? null,
    locked: account !== null && account.credentials === null,
    permissions: [...permissions, ...origins],
    settings: { ...settings, neverSend: neverSend.length, myDomains: myDomains.length, rivals: rivals.length },
    storage: {
      trouble: desk.stores.troubleOf(settings.environment),
      usedBytes: estimate?.usage ?? null,
      quotaBytes: estimate?.quota ?? null,
      kept: kept ?? {},
    },
    calls: outcomes,
    clockSkewMs: store?.clock().skewMs ?? 0,
    pricesReadAt: facts?.prices?.readAt ?? null,
    drift: driftSoFar(),
  };
}
