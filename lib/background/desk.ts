/**
 * The desk every question comes to: it knows the person's settings, the environment's store, what is under way and what may be spent.
 * `ask` is the money path; it reads top to bottom.
 */
import PQueue from 'p-queue';
import { browser } from 'wxt/browser';
import { type AnyRequest, condensed, type Endpoint } from '../endpoints/define.ts';
import { type EndpointId, endpointOf } from '../endpoints/index.ts';
import type { Ask, Call, Figures, Keeping, Protocol, Recent, Status, Stored } from '../messages.ts';
import { failed, good, type Outcome } from '../outcome.ts';
import { estimateUsd, roundUsd } from '../price.ts';
import { identityOf } from '../request.ts';
import type { EnvironmentName, Settings } from '../settings.ts';
import { settingsSchema } from '../settings.ts';
import { readAccount } from './account.ts';
import { stayAwake } from './awake.ts';
import { checkRequest } from './check.ts';
import { callApi } from './client.ts';
import { credentialsFrom, forgetCredentials, keepCredentials, maskedLogin, readCredentials } from './credentials.ts';
import { type Environment, environmentOf, isReachable } from './environments.ts';
import { figuresIn, spelled } from './figures.ts';
import { forgetSettings, readSettings, writeSettings } from './preferences.ts';
import { type KeptAnswer, openStore, type Store } from './store.ts';

/** How long a lost call stands in the way of the same question being asked by itself: the person must ask again knowingly. */
const LOST_FOR_MS = 24 * 3_600_000;
const DAY_MS = 86_400_000;
/** Balance and prices are read again after this long; the account call is free, and limited to 6 a minute. */
const ACCOUNT_FRESH_MS = 10 * 60_000;
const MOST_RECENT = 8;
const MOST_PRIVATE = 50;

/** The API takes 30 requests at once and 2,000 a minute; 4 at once is plenty for one person and leaves room for their other tools. */
const queue = new PQueue({ concurrency: 4, interval: 60_000, intervalCap: 2_000 });

const stores = new Map<EnvironmentName, Promise<Store>>();
const underWay = new Map<string, Promise<Outcome<Stored>>>();
/** Answers for private windows: in memory only, gone with the worker. */
const privateAnswers = new Map<string, KeptAnswer>();
/** Calls from private windows that may have been charged and brought no answer; nothing of them is written down but the amount. */
const privateLosses = new Map<string, Call>();
/** Counts sign-outs: what was asked before one must not be written down after it. */
let signOuts = 0;

function storeOf(name: EnvironmentName): Promise<Store> {
  let store = stores.get(name);
  if (!store) {
    store = openStore(name);
    // A database that could not be opened is tried again by the next question.
    store.catch(() => stores.delete(name));
    stores.set(name, store);
  }
  return store;
}

/** What is kept of an environment; null where the browser refuses to store anything. */
export const storeIfAny = (name: EnvironmentName): Promise<Store | null> => storeOf(name).catch(() => null);

const ageLimit = (endpoint: Endpoint): number => endpoint.freshDays * DAY_MS;

function storedOf(kept: KeptAnswer, environment: EnvironmentName, cached: boolean): Stored {
  const { endpoint, request, fetchedAt, costUsd, rows, head, totalCount } = kept;
  const fresh = Date.now() - fetchedAt < ageLimit(endpointOf(endpoint));
  return { endpoint, request, environment, fetchedAt, costUsd, fresh, cached, rows, head, totalCount };
}

/** True for hosts of which the person wants nothing sent. */
export const isKeptFromSending = (hosts: readonly string[], { neverSend }: Settings): boolean =>
  hosts.some((host) => neverSend.some((listed) => host === listed || host.endsWith(`.${listed}`)));

/**
 * Answers a question: from the store, by joining the same question under way, or, where the ask allows it, by buying. `within` holds it to
 * an environment, for work that began there and must not move to another because the person switched meanwhile.
 */
export async function ask(
  { endpoint: id, request: asked, askedBy, buy, form, environment: expected, inPrivate = false }: Ask,
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
  const store = await storeIfAny(environment.name);
  // A private window's explorer opens in a normal one, and finds there what its popup has just bought.
  const hidden = `${environment.name} private ${identity}`;
  const written = await store?.answer(identity);
  const kept = inPrivate ? (privateAnswers.get(hidden) ?? written) : (written ?? privateAnswers.get(hidden));
  const stored = kept ? storedOf(kept, environment.name, true) : null;

  // Nothing is awaited between the look at what is under way and the entry into it, so equal questions always join.
  const joined = underWay.get(slot) ?? underWay.get(hidden);
  if (joined && (buy !== 'unless-fresh' || !stored?.fresh)) return joined;
  if (stored && (buy === 'never' || (buy === 'unless-fresh' && stored.fresh))) return good(stored);
  if (buy === 'never') {
    const lost = privateLosses.get(slot) ?? (await store?.lostCall(key, Date.now() - LOST_FOR_MS));
    return lost ? failed('interrupted', { spent: 'maybe', amounts: { price: lost.estimateUsd } }) : failed('not-cached');
  }

  const buying = stayAwake(() =>
    purchase({ environment, endpoint, request, target, key, slot, askedBy, settings, inPrivate, kept, knowingly: buy === 'again' }),
  );
  underWay.set(slot, buying);
  try {
    return await buying;
  } finally {
    underWay.delete(slot);
  }
}

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
};

/** One call and its money: refuse, reserve, send once, settle. */
async function purchase(deal: Purchase): Promise<Outcome<Stored>> {
  const { environment, endpoint, request, key, settings } = deal;
  const begunAt = signOuts;

  const account = environment.needsAccount ? await readCredentials() : null;
  if (environment.needsAccount && !account) return failed('signed-out');
  if (environment.permission && !navigator.onLine) return failed('offline');
  if (!(await isReachable(environment))) return failed('no-permission');

  const store = await storeIfAny(environment.name);
  if (!store) return failed('no-ledger');
  const lost = privateLosses.get(deal.slot) ?? (await store.lostCall(key, Math.max(Date.now() - LOST_FOR_MS, deal.kept?.fetchedAt ?? 0)));
  if (lost && !deal.knowingly) return failed('interrupted', { spent: 'maybe', amounts: { price: lost.estimateUsd } });

  const prices = (await store.account())?.prices ?? null;
  const call: Call = {
    opId: crypto.randomUUID(),
    key: deal.inPrivate ? '' : key,
    endpoint: endpoint.id,
    target: deal.inPrivate ? null : deal.target,
    askedBy: deal.askedBy,
    at: Date.now(),
    state: 'sent',
    estimateUsd: estimateUsd(endpoint, request, prices),
    costUsd: null,
    rows: null,
    failure: null,
  };
  if (!endpoint.free) {
    const reserved = await store.reserve(call, settings).catch(() => null);
    if (!reserved) return failed('no-ledger');
    if (!reserved.ok) {
      const amounts = { price: call.estimateUsd, spent: reserved.spentUsd, cap: reserved.capUsd };
      return failed('over-cap', { said: reserved.cap, amounts });
    }
  }

  const task = endpoint.task('tag' in endpoint.request ? { tag: call.opId, ...request } : request);
  // What waited while the person signed out is not sent any more.
  const reply = await queue.add(() =>
    signOuts === begunAt ? callApi(environment, endpoint, task, account?.credentials ?? null) : failed('signed-out'),
  );

  if (signOuts !== begunAt) Object.assign(call, { key: '', target: null });
  if (!reply.ok) {
    const { failure } = reply;
    if (deal.inPrivate && failure.spent !== 'no') privateLosses.set(deal.slot, call);
    const state = failure.spent === 'maybe' ? 'unknown' : failure.spent === 'yes' ? 'settled' : 'refused';
    if (!endpoint.free) await store.settle({ ...call, state, costUsd: failure.costUsd, failure: failure.kind }, null, []).catch(() => {});
    return failed(failure.kind, { ...failure, amounts: { price: failure.costUsd ?? call.estimateUsd } });
  }

  const answer = endpoint.read(reply.value.result);
  const costUsd = endpoint.free ? 0 : (reply.value.costUsd ?? call.estimateUsd);
  const bought: KeptAnswer = { ...answer, key, endpoint: endpoint.id, request, target: deal.target, fetchedAt: Date.now(), costUsd };
  privateLosses.delete(deal.slot);
  if (deal.inPrivate && signOuts === begunAt) rememberPrivately(deal.slot, bought);
  const toKeep = deal.inPrivate || signOuts !== begunAt ? null : bought;
  // The answer is paid for: it is shown even where it cannot be kept.
  if (endpoint.free) await (toKeep ? store.keep(toKeep) : Promise.resolve()).catch(() => {});
  else {
    const figures = toKeep ? figuresIn(endpoint, request, answer.rows, bought.fetchedAt) : [];
    await store.settle({ ...call, state: 'settled', costUsd, rows: answer.rows.length }, toKeep, figures).catch(() => {});
  }
  if (!endpoint.free) void lowerBalance(store, costUsd);
  return good(storedOf(bought, environment.name, false));
}

/** Whether the same question is being answered right now, and when its stored answer was fetched; null where there is none. */
export async function stateOf(
  endpoint: Endpoint,
  request: AnyRequest,
  inPrivate: boolean,
): Promise<{ underWay: boolean; keptAt: number | null }> {
  const { environment } = await readSettings();
  const identity = identityOf(endpoint, request);
  const kept = await (await storeIfAny(environment))?.answer(identity);
  const fresh = kept && Date.now() - kept.fetchedAt < ageLimit(endpoint);
  return { underWay: underWay.has(`${environment} ${inPrivate ? 'private ' : ''}${identity}`), keptAt: fresh ? kept.fetchedAt : null };
}

function rememberPrivately(slot: string, answer: KeptAnswer): void {
  privateAnswers.set(slot, answer);
  const oldest = privateAnswers.keys().next().value;
  if (privateAnswers.size > MOST_PRIVATE && oldest !== undefined) privateAnswers.delete(oldest);
}

/** Keeps the shown balance true between two readings of the account. */
async function lowerBalance(store: Store, costUsd: number): Promise<void> {
  const facts = await store.account();
  if (facts?.balanceUsd != null) await store.setAccount({ ...facts, balanceUsd: roundUsd(facts.balanceUsd - costUsd) });
}

/** What every surface shows of account, settings and spending. Reads the store only. */
export async function status(): Promise<Status> {
  const settings = await readSettings();
  const environment = environmentOf(settings.environment);
  const [account, store] = await Promise.all([readCredentials(), storeIfAny(environment.name)]);
  const [facts, spending] = store
    ? await Promise.all([store.account(), store.spending(Date.now())])
    : [undefined, { dayUsd: 0, monthUsd: 0 }];
  return {
    settings,
    ready: !environment.needsAccount || account !== null,
    login: account ? maskedLogin(account.credentials.login) : null,
    keeping: account?.keeping ?? null,
    spentTodayUsd: spending.dayUsd,
    spentThisMonthUsd: spending.monthUsd,
    balanceUsd: facts?.balanceUsd ?? null,
    balanceAt: facts?.readAt ?? null,
    prices: facts?.prices ?? null,
    storageTrouble: store === null,
  };
}

export async function recent(): Promise<Recent[]> {
  const { environment } = await readSettings();
  return (await (await storeIfAny(environment))?.recent(MOST_RECENT)) ?? [];
}

/** What is known of these targets, each by its newest figures. Reads the store only. */
export async function knownFigures({ endpoints, targets }: Parameters<Protocol['knownFigures']>[0]): Promise<Figures[]> {
  const { environment } = await readSettings();
  const asked = [...new Set(targets.flatMap((target) => spelled(target) ?? []))];
  return (await (await storeIfAny(environment))?.knownFigures(endpoints, asked)) ?? [];
}

/** Everything that was ever said of a target, oldest first. Reads the store only. */
export async function pastFigures({ endpoints, target }: Parameters<Protocol['pastFigures']>[0]): Promise<Figures[]> {
  const { environment } = await readSettings();
  return (await (await storeIfAny(environment))?.pastFigures(endpoints, spelled(target) ?? '')) ?? [];
}

/** Every paid call of the environment in use, newest first. */
export async function ledger(): Promise<Call[]> {
  const { environment } = await readSettings();
  return (await (await storeIfAny(environment))?.calls()) ?? [];
}

/** Tries a login by the free account call and keeps it if DataForSEO takes it. Leaves the sample environment. */
export async function connect({
  login,
  password,
  keeping,
}: {
  login: string;
  password: string;
  keeping: Keeping;
}): Promise<Outcome<Status>> {
  const credentials = credentialsFrom(login, password);
  if (!credentials)
    return failed('invalid-request', {
      issues: [{ param: 'login', message: 'Type the API login and the API password, or paste their Base64 pair.' }],
    });
  const settings = await readSettings();
  const name = settings.environment === 'sample' ? 'production' : settings.environment;
  const environment = environmentOf(name);
  if (!navigator.onLine) return failed('offline');
  if (!(await isReachable(environment))) return failed('no-permission');
  const account = await readAccount(environment, credentials, Date.now());
  if (!account.ok) return account;
  await keepCredentials(credentials, keeping);
  // Read anew: the person may have changed something while DataForSEO was thinking.
  await writeSettings({ ...(await readSettings()), environment: name });
  await (await storeIfAny(name))?.setAccount(account.value).catch(() => {});
  return good(await status());
}

/** Reads balance and prices again if they are old. Free, and silent where it fails: what is shown then says its age. */
export async function refreshAccount(): Promise<void> {
  const begunAt = signOuts;
  const environment = environmentOf((await readSettings()).environment);
  const store = await storeIfAny(environment.name);
  const facts = await store?.account();
  if (!store || (facts && Date.now() - facts.readAt < ACCOUNT_FRESH_MS)) return;
  const account = environment.needsAccount ? await readCredentials() : null;
  if ((environment.needsAccount && !account) || (environment.permission && !navigator.onLine) || !(await isReachable(environment))) return;
  const read = await readAccount(environment, account?.credentials ?? null, Date.now());
  if (read.ok && signOuts === begunAt) await store.setAccount(read.value).catch(() => {});
}

/** Signs out: forgets credentials, answers, targets, account and settings, in every environment. Amounts spent stay counted. */
export async function disconnect(): Promise<Status> {
  const { neverSend: _, myDomains: __, rivals: ___, ...kept } = await readSettings();
  signOuts += 1;
  await forgetCredentials();
  privateAnswers.clear();
  privateLosses.clear();
  // Again: what began while the login was being forgotten must not be written down either.
  signOuts += 1;
  for (const name of ['production', 'sandbox', 'sample'] as const) await (await storeIfAny(name))?.wipe();
  await forgetSettings();
  await browser.storage.session.clear();
  // Lists of hosts are traces; all else is none, and losing a low cap or "ask me first" could cost money.
  await writeSettings({ ...(await readSettings()), ...kept });
  return status();
}

export async function changeSettings(change: Partial<Settings>): Promise<Outcome<Status>> {
  const parsed = settingsSchema.safeParse({ ...(await readSettings()), ...change });
  if (!parsed.success)
    return failed('invalid-request', {
      issues: parsed.error.issues.map(({ path, message }) => ({ param: String(path[0] ?? ''), message })),
    });
  await writeSettings(parsed.data);
  return good(await status());
}
