/** The watchlist: when it wakes, what pages may do with it, and what they are shown. */

import { type Browser, browser } from 'wxt/browser';
import type { Protocol } from '../messages.ts';
import { failed, good, type Outcome } from '../outcome.ts';
import { wireTargetOf } from '../target.ts';
import { lineOf } from '../watch/compare.ts';
import type { Watched, Watchlist, WatchRun, WatchSetup, WatchView } from '../watch/define.ts';
import { priceOf } from '../watch/plan.ts';
import { nextRoundAt, pendingOf } from '../watch/schedule.ts';
import { t } from '../words.ts';
import { stayAwake } from './awake.ts';
import { storeIfAny } from './desk.ts';
import { environmentOf, isReachable } from './environments.ts';
import { readSettings } from './preferences.ts';
import { capState } from './status.ts';
import { DAY_MS, dayStart } from './store.ts';
import { clearNotices, mayNotify, watchNotices } from './watch-notice.ts';
import { hold, look, type Place } from './watch-run.ts';
import { changeWatch, forgetWatch, readRun, readRuns, readWatchlist } from './watch-store.ts';

const ALARM = 'watch';
const MINUTE_MS = 60_000;
/** What waits (for a cap, the network, an unlocked login) is tried again after this; a try that may not buy costs nothing. */
const RETRY_MS = 60 * MINUTE_MS;
/** After a start of the browser nothing is bought for so long, whatever was missed. */
const AFTER_START_MS = 5 * MINUTE_MS;
/** A background that dies during a look is woken again after this. */
const REVIVE_MS = 2 * MINUTE_MS;

async function here(): Promise<Place | null> {
  const { environment } = await readSettings();
  const store = await storeIfAny(environment);
  return store && { environment, store };
}

/** The browser wakes us at `inMs`, and every hour from then on in case we miss it. */
const setAlarm = (inMs: number): Promise<void> =>
  browser.alarms.create(ALARM, { when: Date.now() + inMs, periodInMinutes: RETRY_MS / MINUTE_MS });

/** Sets the alarm for what is next, and none where nothing is. `leastMs`: not sooner than this; `retryMs`: when what waits is tried again. */
async function plan({ leastMs = MINUTE_MS, retryMs = RETRY_MS } = {}): Promise<void> {
  const place = await here();
  const list = place && (await readWatchlist(place.environment));
  if (!place || !list?.isOn || (list.hold?.kind === 'no-permission' && !(await isReachable(environmentOf(place.environment))))) {
    await browser.alarms.clear(ALARM);
    return;
  }
  const isWaiting = list.run !== null || pendingOf(list).length > 0;
  await setAlarm(Math.max(leastMs, isWaiting ? retryMs : nextRoundAt(list) - place.store.now()));
}

/** Until then a browser that has just started is left alone, also by alarms that it kept and fires at once. */
let quietUntil = 0;

/** The look at work; an alarm that fires meanwhile joins it. */
let atWork: Promise<void> | null = null;

/** Looks at what is due, in one look at a time however often it is called. */
function wake(by: WatchRun['by'] = 'alarm'): Promise<void> {
  atWork ??= stayAwake(async () => {
    const place = await here();
    if (!place || (by === 'alarm' && Date.now() < quietUntil)) return;
    await setAlarm(REVIVE_MS);
    while (await look(place, by));
  })
    // The store failed; the alarm tries again.
    .catch(() => {})
    .then(() => plan({ leastMs: Math.max(MINUTE_MS, quietUntil - Date.now()) }).catch(() => {}))
    .finally(() => {
      atWork = null;
    });
  return atWork;
}

export const isLooking = (): boolean => atWork !== null;

/** Registers all that wakes the watchlist. Must be called before anything is awaited. */
export function listenForWatch(): void {
  browser.alarms.onAlarm.addListener(({ name }: Browser.alarms.Alarm) => void (name === ALARM && wake()));
  // Browsers may forget alarms when they close or when we are updated.
  browser.runtime.onStartup.addListener(() => {
    quietUntil = Date.now() + AFTER_START_MS;
    void plan({ leastMs: AFTER_START_MS, retryMs: AFTER_START_MS }).catch(() => {});
  });
  browser.runtime.onInstalled.addListener(() => void plan({ leastMs: AFTER_START_MS, retryMs: AFTER_START_MS }).catch(() => {}));
  browser.permissions.onRemoved.addListener(() => void onPermissionRemoved().catch(() => {}));
  browser.permissions.onAdded.addListener(() => {
    watchNotices();
    planSoon();
  });
  watchNotices();
}

/** Something changed that the watchlist may have waited for. */
export const planSoon = (): void => void plan({ retryMs: MINUTE_MS }).catch(() => {});

async function onPermissionRemoved(): Promise<void> {
  const place = await here();
  if (!place || (await isReachable(environmentOf(place.environment)))) return;
  await hold(place, failed('no-permission').failure);
  await plan();
}

/** What the page shows. Reads the store only. */
export async function viewWatch(): Promise<WatchView> {
  const [place, settings, isAllowed] = [await here(), await readSettings(), await mayNotify()];
  const now = place?.store.now() ?? Date.now();
  const list = (place && (await readWatchlist(place.environment))) ?? null;
  const runs = place ? await readRuns(place.environment) : [];
  const open = runs.find(({ id }) => id === list?.run);
  const { watchUsd } = (await place?.store.spending()) ?? { watchUsd: 0 };
  return {
    list,
    runs: runs.map(lineOf),
    isLooking: isLooking(),
    progress:
      atWork && open
        ? { done: open.steps.filter(({ state }) => state === 'done' || state === 'failed').length, of: open.steps.length }
        : null,
    nextAt: list?.isOn ? Math.max(now, nextRoundAt(list)) : null,
    waiting: list ? pendingOf(list).length : 0,
    cap: capState(watchUsd, settings.watchCapUsd, dayStart(now) + DAY_MS),
    mayNotify: isAllowed,
  };
}

export async function readLook({ id }: { id: string }): Promise<WatchRun | null> {
  const place = await here();
  return (place && (await readRun(place.environment, id))) ?? null;
}

const wrong = (message: string) => failed('invalid-request', { issues: [{ param: 'sites', message }] });

/** Each target as it is sent, each once; the first that is none is refused. */
function sitesOf({ sites }: WatchSetup, before: Watchlist | undefined, now: number): Outcome<Watched[]> {
  const known = new Map(before?.sites.map((site) => [site.target, site]));
  const found = new Map<string, Watched>();
  for (const { target: text, isRival } of sites) {
    const reading = wireTargetOf(text, 'any');
    if (!reading.ok) return wrong(t`“${text.slice(0, 80)}” is no site that can be asked about.`);
    const { target } = reading;
    found.set(target, { ...(known.get(target) ?? { target, addedAt: now, lookedAt: null, last: {} }), isRival });
  }
  return good([...found.values()]);
}

/** Keeps the list. This press, with the price on it, is the ask for every look that follows. */
export async function saveWatch(setup: Parameters<Protocol['saveWatch']>[0]): Promise<Outcome<WatchView>> {
  const place = await here();
  if (!place) return failed('no-ledger');
  const before = await readWatchlist(place.environment);
  const sites = sitesOf(setup, before, place.store.now());
  if (!sites.ok) return sites;
  const { watchCapUsd } = await readSettings();
  const prices = (await place.store.account())?.prices ?? null;
  const { lookUsd } = priceOf(
    setup,
    sites.value.map(({ target }) => target),
    watchCapUsd,
    prices,
  );
  if (lookUsd > setup.agreedUsd) return failed('dearer', { amounts: { price: setup.agreedUsd, cost: lookUsd } });
  await changeWatch(place.environment, null, (kept) => ({
    list: { ...setup, sites: sites.value, isOn: true, roundAt: kept?.roundAt ?? null, run: kept?.run ?? null, hold: null, told: null },
  }));
  return good(await begin('person'));
}

/** Takes sites off the list, or changes whose they are. It can only cost less, so it needs no new price, and a paused list stays paused. */
export async function keepWatched({ sites }: Parameters<Protocol['keepWatched']>[0]): Promise<WatchView> {
  const kept = new Map(sites.map(({ target, isRival }) => [target, isRival]));
  await changeWatch(
    (await readSettings()).environment,
    null,
    (list) =>
      list && {
        list: {
          ...list,
          sites: list.sites.flatMap((site) => (kept.has(site.target) ? [{ ...site, isRival: kept.get(site.target) ?? site.isRival }] : [])),
        },
      },
  );
  return viewWatch();
}

/** Begins what is due, without waiting for its end. */
async function begin(by: WatchRun['by']): Promise<WatchView> {
  void wake(by);
  return viewWatch();
}

export async function lookNow(): Promise<Outcome<WatchView>> {
  const place = await here();
  if (!place) return failed('no-ledger');
  const { list } = await changeWatch(
    place.environment,
    null,
    (kept) => kept && { list: { ...kept, isOn: true, hold: null, told: null, roundAt: place.store.now() } },
  );
  return list ? good(await begin('person')) : wrong(t`Nothing is watched yet.`);
}

export async function setWatching({ isOn }: { isOn: boolean }): Promise<WatchView> {
  const { environment } = await readSettings();
  await changeWatch(environment, null, (kept) => kept && { list: { ...kept, isOn, hold: null, told: null } });
  if (isOn) return begin('alarm');
  await plan();
  return viewWatch();
}

/** Forgets the list with its looks. */
export async function forgetWatchlist(): Promise<WatchView> {
  await forgetWatch((await readSettings()).environment);
  await stopWatching();
  return viewWatch();
}

/** Takes away what would still wake us or stand on the screen, when the list is gone. */
export async function stopWatching(): Promise<void> {
  await browser.alarms.clear(ALARM);
  await clearNotices().catch(() => {});
}
