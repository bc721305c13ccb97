/**
 * The desk every question comes to: it knows the person's settings, the environment's store, what is under way and what may be spent.
 * `ask` is the money path; it reads top to bottom.
 */
import { type AnyRequest, condensed, type Endpoint } from '../endpoints/define.ts';
import { type EndpointId, endpointOf } from '../endpoints/index.ts';
import { isFresh, lifetimeOf } from '../lifetime.ts';
import type { Ask, Call, Stored } from '../messages.ts';
import { isNeverSent } from '../never-send.ts';
import { type AllowOnce, type Failure, type FailureKind, failed, good, type Limit, limits, type Outcome } from '../outcome.ts';
import { countedUsd, estimateUsd, roundUsd } from '../price.ts';
import { identityOf } from '../request.ts';
import type { EnvironmentName, Settings } from '../settings.ts';
import { factsIn, readAccount } from './account.ts';
import { stayAwake } from './awake.ts';
import { checkRequest } from './check.ts';
import { type Credentials, readCredentials } from './credentials.ts';
import type { KeptAnswer } from './database.ts';
import { noteDrift } from './drift.ts';
import { type Environment, environmentOf, isReachable } from './environments.ts';
import { figuresIn } from './figures.ts';
import { createLane } from './lane.ts';
import { callPatiently } from './patience.ts';
import { readSettings } from './preferences.ts';
import { weightOf } from './shelf.ts';
import type { Store } from './store.ts';
import { createStores } from './stores.ts';

const MOST_PRIVATE = 50;
/** The API takes 30 requests at once; 4 are plenty for one person and leave room for their other tools. */
const AT_ONCE = 4;

/** Refusals that the next call would meet too: what waits is not sent any more. */
const stopping: readonly FailureKind[] = [
  ...(['bad-credentials', 'unverified-account', 'account-blocked', 'no-funds', 'account-limit'] as const),
  ...(['no-access', 'repeat-limit', 'ip-not-allowed'] as const),
];

/** Whether the person let a call of this price pass a limit. */
const allows = (allow: AllowOnce | undefined, limit: Limit, priceUsd: number): boolean =>
  allow !== undefined && limits.indexOf(allow.past) >= limits.indexOf(limit) && priceUsd <= allow.upToUsd;

const isKeptFromSending = (hosts: readonly string[], { neverSend }: Settings): boolean =>
  hosts.some((host) => isNeverSent(host, neverSend));

const freshBy = ({ endpoint, fetchedAt, rows }: KeptAnswer, settings: Settings, now: number): boolean =>
  isFresh({ fetchedAt, rows: rows.length }, lifetimeOf(endpointOf(endpoint), settings), now);

/** What a call that may have been charged says to the next ask for the same. */
const lostFailure = ({ estimateUsd: price, costUsd, state }: Call): { ok: false; failure: Failure } =>
  state === 'settled' && costUsd !== null
    ? failed('interrupted', { spent: 'yes', costUsd, amounts: { price: costUsd } })
    : failed('interrupted', { spent: 'maybe', amounts: { price } });

/** What may be asked, checked and spelled as it is sent. */
type Question = { endpoint: Endpoint; request: AnyRequest };

type Purchase = {
  environment: Environment;
  endpoint: Endpoint & { id: EndpointId };
  request: AnyRequest;
  target: string | null;
  key: string;
  slot: string;
  askedBy: Ask['askedBy'];
  settings: Settings;
  inPrivate: boolean;
  kept: KeptAnswer | undefined;
  /** The person was told that an earlier call for the same may have been charged, and asks all the same. */
  knowingly: boolean;
  /** The person wants another answer than the stored one, however fresh that is. */
  anew: boolean;
  allow: AllowOnce | undefined;
  planUsd: number;
};

/** Everything one background knows while it lives; it begins with nothing. */
export function createDesk() {
  const stores = createStores();
  const inLane = createLane(AT_ONCE);
  const underWay = new Map<string, Promise<Outcome<Stored>>>();
  /** Answers that are not written down, for private windows or for want of a store: in memory only, gone with the background. */
  const unwritten = new Map<string, KeptAnswer>();
  /** Calls from private windows that may have been charged and brought no answer; nothing of them is written down but the amount. */
  const privateLosses = new Map<string, Call>();
  /** Calls that the person allowed although no ledger could be written. */
  const offTheBooks: Call[] = [];
  /** Counts sign-outs: what was asked before one must not be written down after it. */
  let signOuts = 0;
  /** The last refusal that every call would meet, and how many there were. */
  let stop: { failure: Failure; at: number } | null = null;
  let stops = 0;

  function storedOf(kept: KeptAnswer, environment: EnvironmentName, settings: Settings, now: number): Stored {
    const { endpoint, request, fetchedAt, costUsd, rows, head, totalCount } = kept;
    const freshDays = lifetimeOf(endpointOf(endpoint), settings);
    const fresh = freshBy(kept, settings, now);
    return { endpoint, request, environment, fetchedAt, costUsd, fresh, freshDays, cached: true, rows, head, totalCount };
  }

  /**
   * Answers a question: from the store, by joining the same question under way, or, where the ask allows it, by buying. `within` holds it to
   * an environment, for work that began there and must not move to another because the person switched meanwhile.
   */
  async function ask(
    { endpoint: id, request: asked, askedBy, buy, form, environment: expected, inPrivate = false, allow, planUsd = 0 }: Ask,
    within?: EnvironmentName,
  ): Promise<Outcome<Stored>> {
    const endpoint = form === 'ai' ? condensed(endpointOf(id)) : endpointOf(id);
    const settings = await readSettings();
    const environment = environmentOf(within ?? settings.environment);
    if (expected && expected !== environment.name) return failed('other-environment');

    const checked = checkRequest(endpoint, asked);
    if (!checked.ok) return checked;
    const { request, target, hosts } = checked.value;
    if (isKeptFromSending(hosts, settings)) return failed('never-send');

    const identity = `${form ? `${form} ` : ''}${identityOf(endpoint, request)}`;
    const key = inPrivate ? `private ${identity}` : identity;
    const slot = `${environment.name} ${key}`;
    const store = await stores.ifAny(environment.name);
    // A private window's explorer opens in a normal one, and finds there what its popup has just bought.
    const hidden = `${environment.name} private ${identity}`;
    const written = (await store?.answer(identity).catch(() => undefined)) ?? unwritten.get(`${environment.name} ${identity}`);
    const kept = inPrivate ? (unwritten.get(hidden) ?? written) : (written ?? unwritten.get(hidden));
    const stored = kept ? storedOf(kept, environment.name, settings, store?.now() ?? Date.now()) : null;
    const countHit = (savedUsd: number): void => {
      if (!inPrivate && !endpoint.free) void store?.countHit(endpoint.id, target, savedUsd).catch(() => {});
    };

    // Nothing is awaited between the look at what is under way and the entry into it, so equal questions always join.
    const joined = underWay.get(slot) ?? underWay.get(hidden);
    if (joined && (buy !== 'unless-fresh' || !stored?.fresh)) return joined;
    if (stored && buy === 'unless-fresh' && stored.fresh) {
      countHit(stored.costUsd);
      return good(stored);
    }
    if (stored && buy === 'never') return good(stored);
    if (buy === 'never') {
      const lost = privateLosses.get(slot) ?? (await store?.lostCall(key, 0));
      return lost ? lostFailure(lost) : failed('not-cached');
    }

    const deal = { environment, endpoint, request, target, key, slot, askedBy, settings, inPrivate, kept, allow, planUsd };
    const buying = stayAwake(() => purchase({ ...deal, knowingly: buy === 'again', anew: buy !== 'unless-fresh' }));
    underWay.set(slot, buying);
    try {
      return await buying;
    } finally {
      underWay.delete(slot);
    }
  }

  /** One call and its money: refuse, reserve, send once, settle. */
  async function purchase(deal: Purchase): Promise<Outcome<Stored>> {
    const { environment, endpoint, request, key, settings, allow } = deal;
    const begunAt = signOuts;
    const stopsBefore = stops;

    const account = environment.needsAccount ? await readCredentials() : null;
    if (environment.needsAccount && !account) return failed('signed-out');
    if (account && !account.credentials) return failed('locked');
    const credentials = account?.credentials ?? null;
    if (environment.permission && !navigator.onLine) return failed('offline');
    if (!(await isReachable(environment))) return failed('no-permission');

    const store = await stores.ifAny(environment.name);
    const lost = privateLosses.get(deal.slot) ?? (await store?.lostCall(key, deal.kept?.fetchedAt ?? 0).catch(() => undefined));
    if (lost && !deal.knowingly) return lostFailure(lost);

    // By a clock that was set back or ahead, a day would begin anew, and what is bought would look old.
    const isOnlyOurs = store !== null && !deal.anew && deal.kept && freshBy(deal.kept, settings, store.clock().serverAt || store.now());
    if (store && (isOnlyOurs || store.isBehind())) {
      if (!(await askTheTime(environment, store, credentials)) && store.isBehind()) return failed('unreachable');
      if (isOnlyOurs && deal.kept && freshBy(deal.kept, settings, store.now()))
        return good(storedOf(deal.kept, environment.name, settings, store.now()));
    }

    const facts = await store?.account().catch(() => undefined);
    const call: Call = {
      opId: crypto.randomUUID(),
      key: deal.inPrivate ? '' : key,
      endpoint: endpoint.id,
      target: deal.inPrivate ? null : deal.target,
      askedBy: deal.askedBy,
      at: store?.now() ?? Date.now(),
      state: 'sent',
      estimateUsd: estimateUsd(endpoint, request, facts?.prices ?? null),
      costUsd: null,
      rows: null,
      failure: null,
    };
    const price = Math.max(call.estimateUsd, deal.planUsd);
    if (price > settings.confirmAboveUsd && !allows(allow, 'action', price)) {
      const amounts = { price, spent: 0, cap: settings.confirmAboveUsd };
      return failed('over-cap', { said: 'action', limit: 'action', amounts });
    }
    if (!endpoint.free) {
      const refusal = await reserve(deal, call, store, credentials);
      if (refusal) return refusal;
    }

    const task = endpoint.task('tag' in endpoint.request ? { tag: call.opId, ...request } : request);
    // What waited while the person signed out, or while the account was refused, is not sent any more.
    const reply = await inLane(async () => {
      if (signOuts !== begunAt) return failed('signed-out');
      if (stop && stops !== stopsBefore) return failed(stop.failure.kind, { ...stop.failure, costUsd: null, spent: 'no' });
      const mayGoOn = async (sends: number): Promise<boolean> => {
        if (signOuts !== begunAt || stops !== stopsBefore) return false;
        call.sends = sends;
        // Where the journal cannot be written, nothing is sent.
        return (
          endpoint.free ||
          !store ||
          store.note(call).then(
            () => true,
            () => false,
          )
        );
      };
      const came = await callPatiently({ wire: environment, endpoint, task, credentials, mayGoOn });
      // Before the lane is free for the next one.
      if (!came.ok && stopping.includes(came.failure.kind)) {
        stop = { failure: came.failure, at: store?.now() ?? Date.now() };
        stops += 1;
      }
      return came;
    });

    if (signOuts !== begunAt) Object.assign(call, { key: '', target: null });
    const answeredAt = reply.ok ? reply.value.answeredAt : reply.failure.answeredAt;
    store?.hear(answeredAt);
    if (!reply.ok) {
      const { failure } = reply;
      if (deal.inPrivate && failure.spent !== 'no') privateLosses.set(deal.slot, call);
      // After a sign-out nobody can look it up: it counts as charged.
      const state = failure.spent === 'maybe' && signOuts === begunAt ? 'unknown' : failure.spent === 'no' ? 'refused' : 'settled';
      const settled: Call = { ...call, state, costUsd: failure.costUsd, failure: failure.kind };
      if (!endpoint.free) await store?.settle(settled, null, [], answeredAt).catch(() => {});
      return failed(failure.kind, { ...failure, amounts: { price: failure.costUsd ?? call.estimateUsd } });
    }

    stop = null;
    const { result, costUsd: said } = reply.value;
    const answer = endpoint.read(result);
    noteDrift(endpoint, endpoint.rows(result)[0]);
    const settled: Call = { ...call, state: 'settled', costUsd: endpoint.free ? 0 : said, rows: answer.rows.length };
    const fetchedAt = store?.now() ?? Date.now();
    const costUsd = countedUsd(settled);
    const bought: KeptAnswer = { ...answer, key, endpoint: endpoint.id, request, target: deal.target, fetchedAt, costUsd };
    privateLosses.delete(deal.slot);
    const mayWrite = !deal.inPrivate && signOuts === begunAt;
    // The answer is paid for: it is shown even where it cannot be kept.
    const isKept = store !== null && (await keep(deal, store, settled, mayWrite ? bought : null, answeredAt));
    if (signOuts === begunAt && (deal.inPrivate || !isKept)) rememberUnwritten(deal.slot, bought);
    if (store && !endpoint.free) void lowerBalance(store, costUsd).catch(() => {});
    if (store && endpoint.tellsAccount && answer.rows.length > 0) await store.setAccount(factsIn(answer, fetchedAt)).catch(() => {});
    const shown = { ...storedOf(bought, environment.name, settings, fetchedAt), cached: false };
    return good(isKept || deal.inPrivate ? shown : { ...shown, unsaved: true });
  }

  /**
   * Reserves a call under the caps and writes its journal row; the refusal where it may not be sent. The day is DataForSEO's: where only
   * our clock tells another, it is asked for the time by the free account call before a budget is opened or a call refused.
   */
  async function reserve(
    { environment, settings, allow }: Purchase,
    call: Call,
    store: Store | null,
    credentials: Credentials | null,
  ): Promise<{ ok: false; failure: Failure } | null> {
    const price = call.estimateUsd;
    const allowed = allow && price <= allow.upToUsd ? allow.past : undefined;
    if (allowed) call.allowed = allowed;
    const tryIt = async () => {
      call.at = store?.now() ?? call.at;
      const reserved = await store?.reserve(call, settings, allowed).catch((error: unknown) => stores.noteWrite(environment.name, error));
      return reserved ?? null;
    };
    let reserved = await tryIt();
    if (store && reserved && !reserved.ok && reserved.isOurDayLater && (await askTheTime(environment, store, credentials)))
      reserved = await tryIt();
    if (reserved?.ok) return null;
    if (!reserved) {
      if (!allows(allow, 'ledger', price)) return failed('no-ledger', { limit: 'ledger', amounts: { price } });
      offTheBooks.push(call);
      return null;
    }
    const { cap, capUsd, spentUsd } = reserved;
    const amounts = { price, spent: spentUsd, cap: capUsd };
    // Nobody is there to let a watched site pass its own cap.
    return failed('over-cap', { said: cap, ...(cap === 'watchlist' ? {} : { limit: cap }), amounts });
  }

  /** Stores an answer with its call; where there is no room, what was not looked at for the longest goes first. */
  async function keep(
    { environment, endpoint, request }: Purchase,
    store: Store,
    call: Call,
    answer: KeptAnswer | null,
    answeredAt: number | undefined,
  ): Promise<boolean> {
    const figures = answer ? figuresIn(endpoint, request, answer.rows, answer.fetchedAt) : [];
    const write = (kept: KeptAnswer | null) => {
      if (!endpoint.free) return store.settle(call, kept, kept ? figures : [], answeredAt);
      return kept ? store.keep(kept) : Promise.resolve();
    };
    try {
      await write(answer).catch(async () => {
        await store.makeRoom(weightOf(await store.labels()) - 1);
        await write(answer);
      });
      stores.noteWrite(environment.name);
      if (answer) void store.makeRoom().catch(() => {});
      return answer !== null;
    } catch (error) {
      stores.noteWrite(environment.name, error);
      await write(null).catch(() => {});
      return false;
    }
  }

  function rememberUnwritten(slot: string, answer: KeptAnswer): void {
    unwritten.set(slot, answer);
    const oldest = unwritten.keys().next().value;
    if (unwritten.size > MOST_PRIVATE && oldest !== undefined) unwritten.delete(oldest);
  }

  return {
    ask,
    stores,

    /** Of each question whether it is being answered right now, and when its fresh stored answer was fetched; null where there is none. */
    async statesOf(questions: readonly Question[], inPrivate: boolean): Promise<{ underWay: boolean; keptAt: number | null }[]> {
      const settings = await readSettings();
      const { environment } = settings;
      const store = await stores.ifAny(environment);
      const identities = questions.map(({ endpoint, request }) => identityOf(endpoint, request));
      const labels = (await store?.labelsOf(identities)) ?? [];
      return questions.map(({ endpoint }, at) => {
        const label = labels[at];
        const isKept = label && store && isFresh(label, lifetimeOf(endpoint, settings), store.now());
        return {
          underWay: underWay.has(`${environment} ${inPrivate ? 'private ' : ''}${identities[at]}`),
          keptAt: isKept ? label.fetchedAt : null,
        };
      });
    },

    /** Counts a stored answer that was looked at in place of buying it. */
    async countLook({ environment, endpoint, request: { target }, costUsd }: Stored): Promise<void> {
      const store = await stores.ifAny(environment);
      await store?.countHit(endpoint, typeof target === 'string' ? target : null, costUsd).catch(() => {});
    },

    /** Forgets what is only in memory; what is under way is not written down when it comes. */
    forget(): void {
      signOuts += 1;
      unwritten.clear();
      privateLosses.clear();
    },
    /** Tells whether the person signed out since it was last asked for. */
    signOuts: (): number => signOuts,
    /** What calls cost that no ledger could be written for, in US dollars. */
    offTheBooksUsd: (): number => roundUsd(offTheBooks.reduce((sum, call) => sum + countedUsd(call), 0)),
    /** The last refusal that every call would meet. */
    stop: (): { failure: Failure; at: number } | null => stop,
  };
}

/** Asks DataForSEO what time it is, by the free account call; whether it answered. */
async function askTheTime(environment: Environment, store: Store, credentials: Credentials | null): Promise<boolean> {
  const read = environment.needsAccount ? await readAccount(environment, credentials, store.now()) : null;
  if (!read?.ok) return false;
  store.hear(read.value.answeredAt);
  await store.setAccount(read.value.facts).catch(() => {});
  return true;
}

/** Keeps the shown balance true between two readings of the account. */
async function lowerBalance(store: Store, costUsd: number): Promise<void> {
  const facts = await store.account();
  if (facts?.balanceUsd != null) await store.setAccount({ ...facts, balanceUsd: roundUsd(facts.balanceUsd - costUsd) });
}

export type Desk = ReturnType<typeof createDesk>;

/** The desk of this background. */
export const desk = createDesk();
export const { ask, statesOf } = desk;
export const storeIfAny = desk.stores.ifAny;
