/**
 * Loads a list page by page. A pull is only a record and a loop: every page is a question like any other and comes through `ask`, which
 * holds the caps, the journal and the throttle, and keeps each page as an answer of its own. So a pull may be cut off anywhere, and goes on
 * after the last stored page.
 */

import type { AnyRequest, Endpoint } from '../endpoints/define.ts';
import { type EndpointId, endpointOf } from '../endpoints/index.ts';
import type { Protocol, Pull, PulledPage, Stored } from '../messages.ts';
import { type AllowOnce, type Failure, failed, good, type Outcome } from '../outcome.ts';
import { isPaged, nextPage, pageSizeOf, priceOfRest, type Reading, rowsOf } from '../pages.ts';
import { estimateUsd, type PriceList, roundUsd } from '../price.ts';
import { identityOf } from '../request.ts';
import type { EnvironmentName } from '../settings.ts';
import { t } from '../words.ts';
import { stayAwake } from './awake.ts';
import { checkRequest } from './check.ts';
import type { KeptPull } from './database.ts';
import { type Desk, desk as ours } from './desk.ts';
import { readSettings } from './preferences.ts';
import type { Store } from './store.ts';

/** A balance older than this stops nothing: it may have been topped up. */
const BALANCE_FRESH_MS = 15 * 60_000;
/** What costs so many times its estimate was not agreed to. */
const DEAR = 2;

/** A loop at work. `renewed`: its pull was set going again meanwhile, knowingly for a lost page or not. */
type Run = { renewed: { again: boolean } | null };
/** The pulls each background is at, by environment and id. */
const loops = new WeakMap<Desk, Map<string, Run>>();

/** Where pulls are kept, who asks for their pages, and which of them a loop is at. */
type Place = { environment: EnvironmentName; store: Store; desk: Desk; running: Map<string, Run> };
const slotOf = ({ environment }: Place, id: string): string => `${environment} ${id}`;
const isRunning = (place: Place, id: string): boolean => place.running.has(slotOf(place, id));

async function here(desk: Desk): Promise<Place | null> {
  const { environment } = await readSettings();
  const store = await desk.stores.ifAny(environment);
  const running = loops.get(desk) ?? new Map<string, Run>();
  loops.set(desk, running);
  return store && { environment, store, desk, running };
}

const loadedOf = ({ pages }: KeptPull): number => pages.reduce((sum, { rows }) => sum + rows, 0);

function readingOf(pull: KeptPull): Reading {
  const { request, perPage, upTo, totalCount } = pull;
  const last = pull.pages.at(-1);
  return {
    ...{ request, perPage, upTo, totalCount },
    loaded: loadedOf(pull),
    after: last?.after ?? null,
    last: last ? { limit: Number(last.request.limit), rows: last.rows } : null,
  };
}

const nextOf = (pull: KeptPull): AnyRequest | null => nextPage(endpointOf(pull.endpoint), readingOf(pull));

/** A pull as pages see it. One that no loop is at does not run, whatever its record says. */
function viewOf(pull: KeptPull, isAtWork: boolean): Pull {
  const { pages, asking, ...shown } = pull;
  const endpoint = endpointOf(pull.endpoint);
  const reading = readingOf(pull);
  return {
    ...shown,
    state: pull.state === 'running' && !isAtWork ? 'paused' : pull.state,
    loaded: reading.loaded,
    pages: pages.length,
    hasMore: nextPage(endpoint, { ...reading, upTo: null }) !== null,
    pageSize: pageSizeOf(endpoint, reading),
    isAsking: isAtWork && asking !== null,
    fetchedAt: pages.length > 0 ? Math.min(...pages.map(({ fetchedAt }) => fetchedAt)) : null,
  };
}

/** The pull of a list. Where the first page was bought anew since, the list is another one and has none. */
async function pullAt(place: Place, id: string): Promise<KeptPull | undefined> {
  const pull = await place.store.pull(id);
  const first = pull?.pages[0];
  if (!first || isRunning(place, id)) return pull;
  return (await place.store.answer(id))?.fetchedAt === first.fetchedAt ? pull : undefined;
}

/** What the rows that are still to come cost at most, in US dollars; null where nobody knows yet how many there are. */
function restUsd(pull: KeptPull, prices: PriceList | null): number | null {
  const { request, upTo, totalCount } = pull;
  const end = Math.min(upTo ?? Number.POSITIVE_INFINITY, rowsOf(request, totalCount) ?? Number.POSITIVE_INFINITY);
  if (!Number.isFinite(end)) return null;
  const endpoint = endpointOf(pull.endpoint);
  const reading = readingOf(pull);
  return priceOfRest(endpoint, request, { loaded: reading.loaded, total: end, perPage: pageSizeOf(endpoint, reading) }, prices);
}

/** Why the whole of a pull must not go on without the person: it costs more than is allowed at once, or than the account has. */
async function refusalOf({ store }: Place, pull: KeptPull): Promise<Failure | null> {
  const { confirmAboveUsd } = await readSettings();
  const facts = await store.account();
  const price = restUsd(pull, facts?.prices ?? null) ?? 0;
  if (price > confirmAboveUsd && !(pull.allow && pull.allow.upToUsd >= price))
    return failed('over-cap', { said: 'action', limit: 'action', amounts: { price, spent: 0, cap: confirmAboveUsd } }).failure;
  const isKnown = facts?.balanceUsd != null && Date.now() - facts.readAt < BALANCE_FRESH_MS;
  return isKnown && (facts.balanceUsd ?? 0) < price ? failed('no-funds', { amounts: { price } }).failure : null;
}

type List = { endpoint: Endpoint & { id: EndpointId }; request: AnyRequest; id: string };

function listOf({ endpoint: named, request: asked }: { endpoint: EndpointId; request: AnyRequest }): Outcome<List> {
  const endpoint = endpointOf(named);
  const checked = checkRequest(endpoint, asked);
  if (!checked.ok) return checked;
  if (!isPaged(endpoint))
    return failed('invalid-request', { issues: [{ param: 'limit', message: t`This report comes whole; it has no further pages.` }] });
  const { request } = checked.value;
  return good({ endpoint, request, id: identityOf(endpoint, request) });
}

/** Loads a list up to a row. What is loaded of it already stays; only the rows after that are asked for. */
export async function startPull(data: Parameters<Protocol['startPull']>[0], desk: Desk = ours): Promise<Outcome<Pull>> {
  const list = listOf(data);
  if (!list.ok) return list;
  const place = await here(desk);
  if (!place) return failed('no-ledger');
  const { endpoint, request, id } = list.value;
  const { perPage, upTo, allow } = data;
  const before = await pullAt(place, id);
  const isAnswered = before !== undefined && (await isAnsweredSince(place, before));
  const at = Date.now();
  const allowing = allow ? { allow } : {};
  const fresh: KeptPull = {
    ...{ id, endpoint: endpoint.id, request, perPage, upTo, state: 'running', pages: [], asking: null, ...allowing },
    ...{ totalCount: null, firstTotalCount: null, costUsd: 0, maybeUsd: 0, since: { at, loaded: 0 } },
    ...{ startedAt: at, updatedAt: at, failure: null },
  };
  const refusal = await refusalOf(place, { ...(before ?? fresh), perPage, upTo: upTo ?? before?.upTo ?? null, ...allowing });
  if (refusal) return { ok: false, failure: refusal };
  const pull = await place.store.changePull(id, (kept) => {
    // One that was set going since the look at it is as good as the one looked at.
    const base = before || isRunning(place, id) ? kept : undefined;
    if (base) return goingOn({ ...base, perPage, upTo: upTo ?? rowsOf(request, base.totalCount), ...allowing }, false, isAnswered);
    return fresh;
  });
  return pull ? good(set(place, pull, false)) : failed('no-ledger');
}

/** Lets the page under way come in, and asks for no other. */
export const pausePull = ({ id }: { id: string }, desk: Desk = ours): Promise<Pull | null> =>
  changed(desk, id, (pull) => (pull.state === 'running' ? { ...pull, state: 'paused', failure: null } : pull));

/** As a pause, and gives up the rows that are not here. */
export const cancelPull = ({ id }: { id: string }, desk: Desk = ours): Promise<Pull | null> =>
  changed(desk, id, (pull) => (pull.state === 'done' ? pull : { ...pull, state: 'stopped' }));

async function changed(desk: Desk, id: string, change: (pull: KeptPull) => KeptPull): Promise<Pull | null> {
  const place = await here(desk);
  const pull = await place?.store.changePull(id, (kept) => kept && change(kept));
  return place && pull ? viewOf(pull, isRunning(place, id)) : null;
}

/** Goes on with a paused pull. Where a call was lost that may have been charged, only `again` asks for its page once more. */
export async function resumePull(
  { id, again = false, allow }: Parameters<Protocol['resumePull']>[0],
  desk: Desk = ours,
): Promise<Pull | null> {
  const place = await here(desk);
  const before = await place?.store.pull(id);
  if (!place || !before) return null;
  const isAnswered = await isAnsweredSince(place, before);
  const pull = await place.store.changePull(
    id,
    (kept) =>
      kept &&
      (kept.state === 'paused' || kept.state === 'running' ? goingOn({ ...kept, ...(allow ? { allow } : {}) }, again, isAnswered) : kept),
  );
  return pull ? set(place, pull, again) : null;
}

const isLost = ({ failure }: KeptPull): boolean => failure?.spent === 'maybe';

/** Whether the page that a pull lost was bought since, by another question for the same. */
async function isAnsweredSince({ store }: Place, pull: KeptPull): Promise<boolean> {
  const request = isLost(pull) ? nextOf(pull) : null;
  const answer = request && (await store.answer(identityOf(endpointOf(pull.endpoint), request)));
  return answer ? answer.fetchedAt >= pull.updatedAt : false;
}

/** A pull set going; one that lost a page stays paused unless the person knows, or the page is here after all. */
function goingOn(pull: KeptPull, again: boolean, isAnswered: boolean): KeptPull {
  if (isLost(pull) && !again && !isAnswered) return { ...pull, state: 'paused' };
  const maybeUsd = isLost(pull) && !isAnswered ? roundUsd(pull.maybeUsd + (pull.failure?.amounts?.price ?? 0)) : pull.maybeUsd;
  return { ...pull, state: 'running', failure: null, maybeUsd, since: { at: Date.now(), loaded: loadedOf(pull) } };
}

/** Sees to it that a loop is at a pull whose record says that it runs. There is never a second one. */
function set(place: Place, pull: KeptPull, again: boolean): Pull {
  if (pull.state !== 'running') return viewOf(pull, false);
  const slot = slotOf(place, pull.id);
  const already = place.running.get(slot);
  if (already) {
    already.renewed = { again };
    return viewOf(pull, true);
  }
  const run: Run = { renewed: { again } };
  place.running.set(slot, run);
  void stayAwake(async () => {
    try {
      // Nothing is awaited between the last look and the farewell, so a pull set going again is never left without its loop.
      for (let turn = run.renewed; turn; turn = run.renewed) {
        run.renewed = null;
        await load(place, pull.id, turn.again);
      }
    } catch {
      // The store failed. A pull without a loop reads as paused, and every page bought is an answer in its own right.
    } finally {
      place.running.delete(slot);
    }
  });
  return viewOf(pull, true);
}

/** Asks for one page after the other while the record says so. */
async function load(place: Place, id: string, again: boolean): Promise<void> {
  const { environment, store, desk } = place;
  for (let isKnowing = again; ; isKnowing = false) {
    const pull = await store.pull(id);
    if (pull?.state !== 'running') return;
    const request = nextOf(pull);
    if (!request) {
      await store.changePull(id, (kept) => kept && (nextOf(kept) ? kept : { ...kept, state: 'done' }));
      continue;
    }
    if ((await readSettings()).environment !== environment) {
      // What cannot be seen must not go on spending.
      await store.changePull(id, (kept) => kept && (kept.state === 'running' ? { ...kept, state: 'paused' } : kept));
      return;
    }
    const refusal = await refusalOf(place, pull);
    if (refusal) {
      await store.changePull(id, (kept) => kept && failedBy(kept, refusal));
      return;
    }
    const endpoint = endpointOf(pull.endpoint);
    const asking = identityOf(endpoint, request);
    const marked = await store.changePull(id, (kept) => (kept?.state === 'running' ? { ...kept, asking } : kept));
    if (marked?.state !== 'running') return;

    const page = { desk, environment, endpoint: endpoint.id, request, isFirst: pull.pages.length === 0, allow: pull.allow };
    const outcome = await pageOf(page, isKnowing);
    const isHere = outcome.ok && (await store.hasAnswer(asking));
    const expected = estimateUsd(endpoint, request, (await store.account())?.prices ?? null);
    await store.changePull(id, (kept) => {
      if (!kept) return kept;
      if (!outcome.ok) return failedBy(kept, outcome.failure);
      // Paid for but not kept (a full disk): the next page would be lost the same way.
      if (!isHere) return failedBy(kept, failed('no-ledger', { spent: 'yes', costUsd: outcome.value.costUsd }).failure);
      const { cached, costUsd } = outcome.value;
      const after = withPage(kept, { request, key: asking }, outcome.value);
      if (cached || costUsd <= expected * DEAR) return after;
      return { ...after, state: after.state === 'running' ? 'paused' : after.state, failure: dearer(expected, costUsd) };
    });
  }
}

const dearer = (price: number, cost: number): Failure =>
  failed('dearer', { spent: 'yes', costUsd: cost, amounts: { price, cost } }).failure;

type Page = {
  desk: Desk;
  environment: EnvironmentName;
  endpoint: EndpointId;
  request: AnyRequest;
  isFirst: boolean;
  allow: AllowOnce | undefined;
};

async function pageOf({ desk, environment, endpoint, request, isFirst, allow }: Page, isKnowing: boolean): Promise<Outcome<Stored>> {
  const question = { endpoint, request, askedBy: 'explorer' as const, ...(allow ? { allow } : {}) };
  // The first page is what the person looks at: it is taken as it is, however old.
  const kept = isFirst ? await desk.ask({ ...question, buy: 'never' }, environment) : null;
  if (kept?.ok) return kept;
  const outcome = await desk.ask({ ...question, buy: 'unless-fresh' }, environment);
  const isInTheWay = !outcome.ok && outcome.failure.kind === 'interrupted';
  return isInTheWay && isKnowing ? desk.ask({ ...question, buy: 'again' }, environment) : outcome;
}

function withPage(
  pull: KeptPull,
  page: { request: AnyRequest; key: string },
  { rows, head, totalCount, fetchedAt, costUsd, cached }: Stored,
): KeptPull {
  const from = loadedOf(pull);
  const isFirst = pull.pages.length === 0;
  const after = typeof head.search_after_token === 'string' && head.search_after_token ? head.search_after_token : null;
  const paid = cached ? 0 : costUsd;
  const now: KeptPull = {
    ...pull,
    ...(pull.allow ? { allow: { ...pull.allow, upToUsd: roundUsd(pull.allow.upToUsd - paid) } } : {}),
    pages: [...pull.pages, { ...page, from, rows: rows.length, fetchedAt, after }],
    asking: null,
    totalCount: totalCount ?? pull.totalCount,
    firstTotalCount: pull.firstTotalCount ?? totalCount,
    // The price was said for the rows that were known then; more rows than that are another decision.
    upTo: pull.upTo ?? rowsOf(pull.request, totalCount),
    costUsd: roundUsd(pull.costUsd + costUsd),
  };
  // A page shorter than asked ends it, whatever the API counts: pages of a few rows would cost a request each. The person may go on.
  const isShort = !isFirst && rows.length < Number(page.request.limit);
  return isShort || !nextOf(now) ? { ...now, state: 'done' } : now;
}

/** Any failure pauses: most would befall the next page too, and the person decides about money. */
const failedBy = (pull: KeptPull, failure: Failure): KeptPull => ({
  ...pull,
  state: pull.state === 'running' ? 'paused' : pull.state,
  asking: null,
  failure,
  costUsd: roundUsd(pull.costUsd + (failure.spent === 'yes' ? (failure.costUsd ?? 0) : 0)),
});

/** How far a list is loaded; null where there is no pull of it. */
export async function pullOf(data: Parameters<Protocol['pullOf']>[0], desk: Desk = ours): Promise<Pull | null> {
  const list = listOf(data);
  const place = list.ok ? await here(desk) : null;
  const pull = list.ok && place ? await pullAt(place, list.value.id) : undefined;
  return place && pull ? viewOf(pull, isRunning(place, pull.id)) : null;
}

/** The stored pages of a list, without gap: those of its pull, else its first page, else none. */
export async function readPages(data: Parameters<Protocol['readPages']>[0], desk: Desk = ours): Promise<PulledPage[]> {
  const list = listOf(data);
  const place = list.ok ? await here(desk) : null;
  if (!list.ok || !place) return [];
  const pull = await pullAt(place, list.value.id);
  if (pull?.pages.length) return pull.pages.map(({ from, rows, request }) => ({ from, rows, request }));
  const first = await place.store.answer(list.value.id);
  return first ? [{ from: 0, rows: first.rows.length, request: first.request }] : [];
}
