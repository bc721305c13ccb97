/**
 * Looks at watched sites. A look is only a kept record and a loop of asks, as a pull is: every step is a question like any other and comes
 * through `ask`, with its caps, its journal and its store. So a look may be cut off anywhere, and goes on at its first step that was not bought.
 */
import type { PlannedCall } from '../bulk/plan.ts';
import { agreedTo } from '../caps.ts';
import type { Stored } from '../messages.ts';
import { isNeverSent } from '../never-send.ts';
import { ends, type Failure, failed, type Outcome } from '../outcome.ts';
import { hostOfTarget } from '../params.ts';
import type { EnvironmentName, Settings } from '../settings.ts';
import { mayHaveLost, merged } from '../watch/compare.ts';
import type { Watched, Watchlist, WatchRun, WatchStep } from '../watch/define.ts';
import { rowsOfLook } from '../watch/look.ts';
import { callsOf, dearestCalls, fitting, lossCall, priceOf, totalUsd } from '../watch/plan.ts';
import { begun, nextAfter, pendingOf, withClock } from '../watch/schedule.ts';
import { ask } from './desk.ts';
import { readSettings } from './preferences.ts';
import { refreshAccount } from './sign-in.ts';
import type { Store } from './store.ts';
import { isNews, tellOfHold, tellOfRun } from './watch-notice.ts';
import { changeWatch, readRun, readWatchlist } from './watch-store.ts';

export type Place = { environment: EnvironmentName; store: Store };

/** What costs so many times its estimate was not agreed to. */
const DEAR = 2;

const stepOf = ({ key, endpoint, request, priceUsd }: PlannedCall): WatchStep => ({
  ...{ key, endpoint: endpoint.id, request, priceUsd, state: 'open', costUsd: null, failure: null, priorAt: null },
});

/** The list as it may be looked at: by the time as it is known now, and without sites of which nothing is ever sent. */
const sendable = (list: Watchlist, { neverSend }: Settings, now: number): Watchlist => {
  const sites = list.sites.filter(({ target }) => !isNeverSent(hostOfTarget(target), neverSend));
  return begun(withClock({ ...list, sites }, now), now);
};

/** Why nothing more is looked at: the cap that leaves the least. */
async function overCap({ store }: Place, settings: Settings, price: number): Promise<Failure> {
  const { watchUsd, dayUsd, monthUsd } = await store.spending();
  const caps = [
    { said: 'watchlist', spent: watchUsd, cap: settings.watchCapUsd },
    { said: 'day', spent: dayUsd, cap: settings.dayCapUsd },
    { said: 'month', spent: monthUsd, cap: settings.monthCapUsd },
  ];
  const [least] = caps.sort((a, b) => a.cap - a.spent - (b.cap - b.spent));
  return failed('over-cap', { said: least?.said ?? 'watchlist', amounts: { price, spent: least?.spent ?? 0, cap: least?.cap ?? 0 } })
    .failure;
}

/** What all caps leave for the watchlist now, in US dollars. */
async function leftUsd({ store }: Place, { watchCapUsd, dayCapUsd, monthCapUsd }: Settings): Promise<number> {
  const { watchUsd, dayUsd, monthUsd } = await store.spending();
  return Math.max(0, Math.min(watchCapUsd - watchUsd, dayCapUsd - dayUsd, monthCapUsd - monthUsd));
}

/** Lets the list stand still and says why: to the page always, by a notice once. */
export async function hold({ environment }: Pick<Place, 'environment'>, failure: Failure): Promise<void> {
  let isToTell = false;
  await changeWatch(environment, null, (list) => {
    if (!list) return undefined;
    isToTell = isNews(failure, list);
    return { list: { ...list, hold: failure, told: isToTell ? failure.kind : list.told } };
  });
  if (isToTell) await tellOfHold().catch(() => {});
}

/** Goes on with the look that was cut off, or begins one where a round is due; true where it came to its end and there may be more to look at. */
export async function look(place: Place, by: WatchRun['by']): Promise<boolean> {
  const { environment, store } = place;
  const list = await readWatchlist(environment);
  // What cost more than was said waits for the person.
  if (!list?.isOn || list.hold?.kind === 'dearer') return false;
  if (list.run !== null) return proceed(place, list.run);
  const settings = await readSettings();
  const isDue = (now: number): boolean => pendingOf(sendable(list, settings, now)).length > 0;
  // A clock that jumped must neither buy nor keep anything from being bought: the free account call tells the time, and today's prices.
  if (!isDue(store.now()) && !isDue(Date.now())) return false;
  await refreshAccount();
  const id = await start(place, by);
  return id !== null && proceed(place, id);
}

/** Writes down a look at as many sites as the caps leave room for, those that wait for the longest; null where there is none to be made. */
async function start(place: Place, by: WatchRun['by']): Promise<string | null> {
  const { environment, store } = place;
  const [kept, settings, facts] = [await readWatchlist(environment), await readSettings(), await store.account()];
  const now = store.now();
  const list = kept && sendable(kept, settings, now);
  const pending = list ? pendingOf(list) : [];
  if (!list || pending.length === 0) return null;
  const prices = facts?.prices ?? null;
  const targets = list.sites.map(({ target }) => target);
  const { lookUsd: whole } = priceOf(list, targets, settings.watchCapUsd, prices);
  if (whole > list.agreedUsd * DEAR) {
    await hold(place, failed('dearer', { amounts: { price: list.agreedUsd, cost: whole } }).failure);
    return null;
  }
  const sites = fitting(list, pending, await leftUsd(place, settings), prices);
  if (sites.length === 0) {
    await hold(place, await overCap(place, settings, totalUsd(dearestCalls(list, pending.slice(0, 1), prices))));
    return null;
  }
  const run: WatchRun = {
    ...{ id: new Date(now).toISOString(), by, startedAt: now, finishedAt: null, waiting: pending.length - sites.length },
    ...{ sites: sites.map(({ target, isRival }) => ({ target, isRival })), isLast: false, rows: [] },
    steps: callsOf(list, sites, prices).map(stepOf),
  };
  const { list: after } = await changeWatch(environment, run.id, (current) => {
    if (!current?.isOn || current.run !== null) return undefined;
    return { list: { ...withClock(current, now), roundAt: list.roundAt, run: run.id, hold: null }, run };
  });
  return after?.run === run.id ? run.id : null;
}

/** Whether a step is still to be asked. One that may have been charged is not: it would be bought twice. */
const isOpen = ({ state, failure }: WatchStep): boolean => state === 'open' || state === 'asked' || failure?.spent === 'no';

/** Asks for one step after the other; true where the look came to its end. */
async function proceed(place: Place, id: string): Promise<boolean> {
  const { environment, store } = place;
  const tried = new Set<string>();
  for (;;) {
    const [list, run, settings] = [await readWatchlist(environment), await readRun(environment, id), await readSettings()];
    if (!list || !run) {
      await changeWatch(environment, null, (kept) => kept && { list: { ...kept, run: null } });
      return false;
    }
    // What cannot be seen must not go on spending.
    if (!list.isOn || settings.environment !== environment) return false;
    // A look that was cut off for so long that the next one is due is closed with what it has.
    const isLate = nextAfter(run.startedAt, list.every) <= store.now();
    const step = isLate ? undefined : run.steps.find((each) => isOpen(each) && !tried.has(each.key));
    if (step) {
      tried.add(step.key);
      if (!(await take(place, run, step, settings))) return false;
      continue;
    }
    const found = run.steps.find(({ failure }) => failure)?.failure;
    if (found && !isLate && run.steps.every(({ failure }) => failure?.spent === 'no')) {
      await hold(place, found);
      return false;
    }
    if (run.isLast || isLate) {
      await finish(place, run.id);
      return true;
    }
    await addLossSteps(place, run, list);
  }
}

/** Makes one call of a look; false where the look has to stop after it. */
async function take(place: Place, run: WatchRun, step: WatchStep, settings: Settings): Promise<boolean> {
  const { environment } = place;
  const write = (change: Partial<WatchStep>) =>
    changeWatch(
      environment,
      run.id,
      (_, kept) => kept && { run: { ...kept, steps: kept.steps.map((each) => (each.key === step.key ? { ...each, ...change } : each)) } },
    );
  const outcome = await answerOf(place, run, step, settings, write);
  if (outcome.ok) {
    const { costUsd } = outcome.value;
    await write({ state: 'done', costUsd, failure: null });
    if (costUsd <= step.priceUsd * DEAR) return true;
    await hold(place, failed('dearer', { spent: 'yes', costUsd, amounts: { price: step.priceUsd, cost: costUsd } }).failure);
    return false;
  }
  const { failure } = outcome;
  const isEnd = ends.has(failure.kind);
  if (isEnd && failure.spent === 'no') await write({ state: 'open', failure: null });
  else await write({ state: 'failed', costUsd: failure.spent === 'yes' ? failure.costUsd : null, failure });
  if (isEnd) await hold(place, failure);
  return !isEnd;
}

/** The answer of a step: bought, or found where it was bought before the background died. */
async function answerOf(
  { environment }: Place,
  run: WatchRun,
  { state, endpoint, request, priorAt }: WatchStep,
  settings: Settings,
  write: (change: Partial<WatchStep>) => Promise<unknown>,
): Promise<Outcome<Stored>> {
  // The person asked for this when they saved the list with its price, or pressed for a look: an alarm only says when.
  const question = { endpoint, request, environment, askedBy: 'watch' as const };
  const kept = await ask({ ...question, buy: 'never' }, environment);
  const keptAt = kept.ok ? kept.value.fetchedAt : null;
  // By the answer that was there before and not by the clock, which may have been put right in between.
  if (state === 'asked' && kept.ok && keptAt !== priorAt) return kept;
  if (state !== 'asked') await write({ state: 'asked', priorAt: keptAt });
  // Where an earlier call for the same was lost, the desk refuses: nothing that may have been charged is sent again.
  return ask({ ...question, buy: 'always', ...agreedTo(totalUsd(run.steps), settings) }, environment);
}

/** The answers of a look that are in the store, which are paid for. */
async function answersOf({ environment }: Place, { steps }: WatchRun): Promise<Stored[]> {
  const answers = await Promise.all(
    steps
      .filter(({ state }) => state === 'done')
      .map(({ endpoint, request }) => ask({ endpoint, request, environment, askedBy: 'watch', buy: 'never' }, environment)),
  );
  return answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
}

const sitesOf = ({ sites }: WatchRun, list: Watchlist): Watched[] => {
  const named = new Set(sites.map(({ target }) => target));
  return list.sites.filter(({ target }) => named.has(target));
};

/** Adds the calls that name lost links, for the sites that may have lost some, now that this is known. */
async function addLossSteps(place: Place, run: WatchRun, list: Watchlist): Promise<void> {
  const rank = list.thresholds.strongLossRank;
  const prices = (await place.store.account())?.prices ?? null;
  const rows = rank === null ? [] : rowsOfLook(sitesOf(run, list), await answersOf(place, run), list.thresholds);
  const steps = rows
    .filter((row) => !row.isRival && row.beforeAt !== null && mayHaveLost(row))
    .map(({ target, beforeAt }) => stepOf(lossCall(rank ?? 0, { target, lookedAt: beforeAt }, prices)));
  await changeWatch(place.environment, run.id, (_, kept) => kept && { run: { ...kept, isLast: true, steps: [...kept.steps, ...steps] } });
}

/** Closes a look: its sites have been looked at, whatever it brought of them, and what is worth a word is said in one notice. */
async function finish(place: Place, id: string): Promise<void> {
  const { environment, store } = place;
  const before = await readRun(environment, id);
  const answers = before ? await answersOf(place, before) : [];
  const { list, run } = await changeWatch(environment, id, (kept, looked) => {
    if (!kept || !looked) return undefined;
    const rows = rowsOfLook(sitesOf(looked, kept), answers, kept.thresholds);
    const byTarget = new Map(rows.map((row) => [row.target, row]));
    const sites = kept.sites.map((site) => {
      const row = byTarget.get(site.target);
      return row ? { ...site, lookedAt: looked.startedAt, last: merged(site.last, row.now) } : site;
    });
    const told = looked.waiting > 0 ? kept.told : null;
    return { list: { ...kept, sites, run: null, hold: null, told }, run: { ...looked, finishedAt: store.now(), rows } };
  });
  if (list && run) await tellOfRun(run, list).catch(() => {});
}
