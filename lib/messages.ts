/** What pages may ask of the background, and what it answers. The background refuses every type that is not here and every other sender. */
import { defineExtensionMessaging } from '@webext-core/messaging';
import type { Answer, AnyRequest } from './endpoints/define.ts';
import type { EndpointId } from './endpoints/index.ts';
import type { LinkCheck } from './link-check/verdict.ts';
import type { AllowOnce, Failure, FailureKind, Limit, Outcome } from './outcome.ts';
import type { Allows } from './params.ts';
import type { PriceList } from './price.ts';
import type { EnvironmentName, Settings } from './settings.ts';
import type { TargetReading, TargetScope } from './target.ts';
import type { WatchRun, WatchSetup, WatchView } from './watch/define.ts';

/** Which surface asked; the ledger keeps it. */
export type AskedBy = 'popup' | 'menu' | 'explorer' | 'watch';

/** How the credentials are kept: until the browser closes, on this computer, or on this computer locked with a passphrase. */
export type Keeping = 'session' | 'computer' | 'passphrase';

/** A cap and how much of it is used, in US dollars. `reached`: the highest of these percentages that is passed. */
export type CapState = { capUsd: number; spentUsd: number; leftUsd: number; reached: 0 | 50 | 80 | 100; resetsAt: number };

/**
 * Why nothing can be written: `blocked` by the browser or another window, a disk or quota that is `full`, a database that a `newer` Backlens
 * wrote, or a `broken` one.
 */
export type StorageTrouble = 'blocked' | 'full' | 'newer' | 'broken';

/** An answer with where and when it came from. `rows` is empty where the API has no data, which is an answer and was paid for. */
export type Stored = Answer & {
  endpoint: EndpointId;
  request: AnyRequest;
  environment: EnvironmentName;
  /** When it was fetched, in ms since 1970. */
  fetchedAt: number;
  costUsd: number;
  /** Younger than its lifetime. */
  fresh: boolean;
  /** How long such an answer counts as fresh, in days: the person's own figure, else the endpoint's. */
  freshDays: number;
  /** True where this answer came from the store and cost nothing now. */
  cached: boolean;
  /** It is paid for and shown, but could not be stored: it is gone with this page. */
  unsaved?: boolean;
};

/** What every surface shows about the account and its spending, in US dollars. */
export type Status = {
  settings: Settings;
  /** The environment needs no account, or has one that is not locked. */
  ready: boolean;
  /** The login is here, behind its passphrase. */
  locked: boolean;
  /** The connected login, masked; null where none is. */
  login: string | null;
  keeping: Keeping | null;
  spentTodayUsd: number;
  spentThisMonthUsd: number;
  /** The caps of the day and month (UTC, by DataForSEO's clock). */
  caps: { day: CapState; month: CapState };
  /** Calls that may have been charged and brought no answer, and what they count. */
  lost: { calls: number; usd: number };
  /** DataForSEO refused for the account's own daily limit, which holds until this moment; null where it did not. */
  accountLimitUntil: number | null;
  balanceUsd: number | null;
  balanceAt: number | null;
  prices: PriceList | null;
  /** Answers are only in memory because nothing can be stored, and why; null where all is well. */
  storageTrouble: StorageTrouble | null;
};

/**
 * One paid call. `sent` counts its estimate; so does `unknown` (may have been charged, answer lost); `settled` counts what the API says it
 * cost; `refused` cost nothing.
 */
export type Call = {
  opId: string;
  key: string;
  endpoint: EndpointId;
  /** Null for calls from private windows. */
  target: string | null;
  askedBy: AskedBy;
  at: number;
  state: 'sent' | 'settled' | 'refused' | 'unknown';
  estimateUsd: number;
  costUsd: number | null;
  rows: number | null;
  /** Why there is no answer; null where there is one, or none yet. */
  failure: FailureKind | null;
  /** The limit that the person knowingly let it pass. */
  allowed?: Limit;
  /** How often it was sent, where more than once: DataForSEO said before that it did and charged nothing. */
  sends?: number;
  /** When DataForSEO's list of past calls was first seen without it. */
  missedAt?: number;
  /** When that list last settled what it cost. */
  checkedAt?: number;
};

export type Ask = {
  endpoint: EndpointId;
  request: AnyRequest;
  askedBy: AskedBy;
  /**
   * `never` reads the store or joins a call under way; `unless-fresh` buys where nothing fresh is stored; `always` buys anew;
   * `again` does so although an earlier call for the same may have been charged.
   */
  buy: 'never' | 'unless-fresh' | 'always' | 'again';
  /** The environment whose ribbon and price the person saw; nothing is asked where it has changed since. */
  environment?: EnvironmentName;
  /** The endpoint's condensed form for language models; a question of its own, at the same price. */
  form?: 'ai';
  /** The limit that this call may pass, because the person said so. */
  allow?: AllowOnce;
  /** The whole price of the plan this call is a part of; it is what the limit on a single action holds. */
  planUsd?: number;
  /** From a private window: nothing of it is written down. */
  inPrivate?: boolean;
};

/** What an answer said of one target, and when. `row` is the answer's own row without its long parts (tallies stay). */
export type Figures = { endpoint: EndpointId; target: string; fetchedAt: number; row: Record<string, unknown> };

/** One line of the list of what is already bought. */
export type Recent = { target: string; fetchedAt: number };

/** A report the popup offers for what it shows, with its price; `keptAt` where it is bought already and free to look at. */
export type PopupAction = {
  endpoint: EndpointId;
  request: AnyRequest;
  label: string;
  hash: string;
  priceUsd: number;
  keptAt: number | null;
};

/** What came of looking for lost calls in DataForSEO's own list. */
export type LostCheck = {
  /** Calls whose outcome is still unknown. Those not in the list are looked for again, five minutes later or more. */
  open: number;
  /** Found: charged, and their answers lost; or charged otherwise than the ledger had it. */
  charged: Call[];
  /** Not in the list, twice: not charged, and counted no more. */
  notCharged: Call[];
  /** When the list may be asked for again: at most once a minute. */
  mayCheckAt: number;
};

/** Answers of one endpoint about one target, as they are stored. */
export type CacheGroup = {
  endpoint: EndpointId;
  target: string | null;
  answers: number;
  rows: number;
  bytes: number;
  /** How many are older than their lifetime. They stay until room is needed. */
  stale: number;
  oldestAt: number;
  newestAt: number;
  paidUsd: number;
};

/** What is stored of the environment in use. Beyond `mostBytes` the answers go that were not looked at for the longest. */
export type CacheFacts = { groups: CacheGroup[]; answers: number; bytes: number; mostBytes: number; figures: number };

/** What answers from the store saved on a UTC day, against buying them again. */
export type CacheHits = { day: string; endpoint: EndpointId; target: string | null; hits: number; savedUsd: number };

/** Facts for a bug report: no login, no target, no text of the API. */
export type Diagnostics = {
  version: string;
  browser: string;
  environment: EnvironmentName;
  online: boolean;
  keeping: Keeping | null;
  locked: boolean;
  permissions: string[];
  /** Of lists of sites only how long they are. */
  settings: Omit<Settings, 'neverSend' | 'myDomains' | 'rivals'> & Record<'neverSend' | 'myDomains' | 'rivals', number>;
  storage: { trouble: StorageTrouble | null; usedBytes: number | null; quotaBytes: number | null; kept: Record<string, number> };
  /** How many calls ended how: `settled`, `unknown`, `refused: offline` … */
  calls: Record<string, number>;
  /** How far our clock is behind DataForSEO's, in ms. */
  clockSkewMs: number;
  pricesReadAt: number | null;
  /** Documented fields that replies lacked or had in another shape, and how often since the background started. */
  drift: Record<string, number>;
};

/** What the popup needs for its first figures, in one reply. */
export type PopupView = {
  status: Status;
  reading: TargetReading;
  request: AnyRequest | null;
  priceUsd: number;
  outcome: Outcome<Stored>;
  /** The registrable domain, where the target is a subdomain of it. */
  root: string | null;
  /** The address of the explorer's overview of the same. */
  hash: string;
  actions: PopupAction[];
  /** The same question is being answered right now. */
  underWay: boolean;
  recent: Recent[];
};

/** What is known of a site that a page links to; `fetchedAt` is when the older of its figures was. */
export type SiteFigures = { site: string; rank: number | null; spam: number | null; fetchedAt: number };

/** What the background knows of the hosts that a page's links lead to. Reads the store only. */
export type LinksView = {
  status: Status;
  /** The registrable domain of each host, in their order; null for hosts that are not public. */
  sites: (string | null)[];
  figures: SiteFigures[];
  /** How many other sites may be asked about, and of how many something is not known yet. */
  count: number;
  unknown: number;
  /** The calls that bring what is not known: at most one for ranks and one for spam scores. */
  offers: { endpoint: EndpointId; request: AnyRequest; priceUsd: number }[];
};

/**
 * Whether a site links to one of the person's own or a rival's, as the bought copy of that domain's referring domains has it. `lost`: it
 * did once. `absent`: the copy has all of them and not this one. `not-in-copy`: the copy has some. `no-copy`: nothing was bought.
 */
export type LinkToDomain = {
  domain: string;
  isMine: boolean;
  state: 'links' | 'lost' | 'absent' | 'not-in-copy' | 'no-copy';
  links: number | null;
  /** How many of them are nofollow; null where that is not known. */
  nofollow: number | null;
  /** As the API writes moments. */
  firstSeen: string | null;
  lostDate: string | null;
  /** When the copy was fetched, and how many referring domains it has, of how many. */
  copyAt: number | null;
  copied: number;
  total: number | null;
  /** Where the links themselves are listed, or the copy is bought, with the price of that. */
  hash: string;
  priceUsd: number;
};

/** A list that is loaded page by page, and how far that has come. Each page is a stored answer of its own. */
export type Pull = {
  id: string;
  endpoint: EndpointId;
  /** The list's own request, which is its first page's. */
  request: AnyRequest;
  /** `done` where the rows asked for are here or the list ended; `stopped` where the person gave it up. Pages bought stay in any case. */
  state: 'running' | 'paused' | 'done' | 'stopped';
  perPage: number;
  /** The row to stop at, counted from the list's first. Null (the list's end) becomes the number of rows once that is known. */
  upTo: number | null;
  loaded: number;
  pages: number;
  /** What the API counted at the last page and at the first: the list may change while it is loaded. */
  totalCount: number | null;
  firstTotalCount: number | null;
  /** There are rows after the loaded ones, and a way to ask for them. */
  hasMore: boolean;
  /** How many rows the pages from here on ask for: `perPage`, but where a cursor fixes it. */
  pageSize: number;
  /** A page is on its way; a pull that was just paused or cancelled still takes it in. */
  isAsking: boolean;
  /** What the loaded pages cost, whenever they were bought, and calls that brought none. */
  costUsd: number;
  /** What lost calls may have cost that were knowingly made again. */
  maybeUsd: number;
  /** When it was last set going, and how many rows were here then: what a rate is counted from. */
  since: { at: number; loaded: number };
  startedAt: number;
  updatedAt: number;
  /** When the oldest page was fetched; null before the first. */
  fetchedAt: number | null;
  /** Why it is paused; null where the person or a restart of the browser paused it. */
  failure: Failure | null;
};

/** A stored page of a list: it begins at row `from`; its rows are the answer to `request`, which is free to read. */
export type PulledPage = { from: number; rows: number; request: AnyRequest };

/** The most texts that are read as targets by one message. */
export const MOST_TEXTS = 5000;

export interface Protocol {
  status(): Status;
  /** How a typed target would be sent by an endpoint that takes such targets. */
  readTarget(data: { text: string; allows: Allows }): TargetReading;
  /** The same of up to 5,000 at once, in their order. */
  readTargets(data: { texts: string[]; allows: Allows }): TargetReading[];
  /** `isAsk`: being opened is the person's ask, so that a stored answer saves its price. */
  viewPopup(data: { text: string; from: 'tab' | 'typed'; scope: TargetScope; inPrivate: boolean; isAsk?: boolean }): PopupView;
  /** The person's own domains first, then the rivals'; empty where none are named or the text names no site. Reads the store only. */
  linksToDomains(data: { text: string; from: 'tab' | 'typed' }): LinkToDomain[];
  /** Keeps what the person's own browser saw of a link; the last verdict counts. */
  keepCheck(data: LinkCheck): void;
  /** The last verdict on each of these links that has one. */
  checksOf(data: { links: Pick<LinkCheck, 'from' | 'to'>[] }): LinkCheck[];
  /** The page's own host comes first; the others are those its links lead to. */
  viewLinks(data: { hosts: string[]; inPrivate: boolean }): LinksView;
  ask(data: Ask): Outcome<Stored>;
  recent(): Recent[];
  /** Every paid call of the environment, newest first. */
  ledger(): Call[];
  /** Loads a list up to a row (null: to its end). Goes on in the background when the page closes. */
  startPull(data: { endpoint: EndpointId; request: AnyRequest; perPage: number; upTo: number | null; allow?: AllowOnce }): Outcome<Pull>;
  /** Stops after the page under way; that one is kept. */
  pausePull(data: { id: string }): Pull | null;
  /** Goes on after the last stored page. `again`: a page whose call was lost is knowingly asked for again. */
  resumePull(data: { id: string; again?: boolean; allow?: AllowOnce }): Pull | null;
  cancelPull(data: { id: string }): Pull | null;
  /** How far a list is loaded; null where only its first page, or nothing, was asked for. Reads the store only. */
  pullOf(data: { endpoint: EndpointId; request: AnyRequest }): Pull | null;
  /** The stored pages of a list, without gap, each to be read by `ask` with `never`. */
  readPages(data: { endpoint: EndpointId; request: AnyRequest }): PulledPage[];
  /**
   * The newest figures of these targets that any answer of these endpoints brought. Reads the store only; targets nothing is known of are
   * left out. At most 1000 targets.
   */
  knownFigures(data: { endpoints: EndpointId[]; targets: string[] }): Figures[];
  /** Everything answers of these endpoints ever said of a target, oldest first: one entry per day and endpoint. Reads the store only. */
  pastFigures(data: { endpoints: EndpointId[]; target: string }): Figures[];
  /** Looks for lost calls in DataForSEO's list of past calls. Free; at most once a minute. */
  checkLost(): Outcome<LostCheck>;
  /** What answers from the store saved, oldest day first. */
  cacheHits(): CacheHits[];
  cacheFacts(): CacheFacts;
  /** Forgets stored answers and figures: those of a target, of an endpoint, of both together, or all. */
  clearCache(data: { endpoint?: EndpointId; target?: string | null }): CacheFacts;
  /** Throws a database away that cannot be opened, with its answers and its ledger, and begins a new one. */
  rebuildStorage(): Status;
  diagnostics(): Diagnostics;
  /** The watchlist of the environment in use, and its looks. Reads the store only. */
  watchlist(): WatchView;
  /** One look with every row and step. */
  watchRun(data: { id: string }): WatchRun | null;
  /** Keeps the list at the price that was on the button. The first look at a new list begins at once. */
  saveWatch(data: WatchSetup): Outcome<WatchView>;
  /** Which of the watched sites stay, and as whose; it can name no other. */
  keepWatched(data: Pick<WatchSetup, 'sites'>): WatchView;
  /** Looks at every site now, at the price that was on the button. */
  lookNow(): Outcome<WatchView>;
  /** Pauses the list, or lets it go on. */
  setWatching(data: { isOn: boolean }): WatchView;
  /** Forgets the list and its looks. Answers that were bought stay. */
  forgetWatchlist(): WatchView;
  /** A passphrase has at least 10 characters. */
  connect(data: { login: string; password: string; keeping: Keeping; passphrase?: string }): Outcome<Status>;
  /** Keeps the connected login in another way, or under another passphrase. Where it is locked, unlock it first. */
  changeKeeping(data: { keeping: Keeping; passphrase?: string }): Outcome<Status>;
  unlock(data: { passphrase: string }): Outcome<Status>;
  lock(): Status;
  disconnect(): Status;
  changeSettings(data: Partial<Settings>): Outcome<Status>;
}

export const { sendMessage, onMessage } = defineExtensionMessaging<Protocol>();

/** Where the background tells every open page that the person signed out. */
const channel = 'backlens-signed-out';

export function tellSignedOut(): void {
  const telling = new BroadcastChannel(channel);
  telling.postMessage(null);
  telling.close();
}

/** What a page shows must go when its person signs out in another one. */
export function whenSignedOut(then: () => void): void {
  new BroadcastChannel(channel).onmessage = then;
}

/** Where the background tells every open page that an update waits for it to be closed. */
const updates = 'backlens-update-waits';

export function tellUpdateWaits(): void {
  const telling = new BroadcastChannel(updates);
  telling.postMessage(null);
  telling.close();
}

/** Gives what ends the listening. */
export function whenUpdateWaits(then: () => void): () => void {
  const listening = new BroadcastChannel(updates);
  listening.onmessage = then;
  return () => listening.close();
}
