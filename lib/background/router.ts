/**
 * The one door into the background. It is shut by default: a type without a handler, a payload of another shape and a sender that is not a
 * page of ours are refused before anything happens.
 */
import { type Browser, browser } from 'wxt/browser';
import { isEndpointId } from '../endpoints/index.ts';
import { MOST_TEXTS, onMessage, type Protocol } from '../messages.ts';
import { limits } from '../outcome.ts';
import { MOST_PER_PAGE } from '../pages.ts';
import { environments } from '../settings.ts';
import { wireTargetOf } from '../target.ts';
import { watchSetupSchema } from '../watch/define.ts';
import { z } from '../zod.ts';
import { clearBadges, refreshBadge, watchTabs } from './badge.ts';
import { checksOf, keepCheck } from './checks.ts';
import { ask } from './desk.ts';
import { linksToDomains } from './links-to-domains.ts';
import { viewLinks } from './links-view.ts';
import { viewPopup } from './popup-view.ts';
import * as pull from './pull.ts';
import { checkLost } from './reconcile.ts';
import * as records from './records.ts';
import * as signIn from './sign-in.ts';
import { status } from './status.ts';
import * as watch from './watch.ts';

const text = (longest: number) => z.string().check(z.maxLength(longest));
const scope = z.enum(['root', 'host', 'page']);
const from = z.enum(['tab', 'typed']);
const allows = z.enum(['any', 'site', 'domain']);
const nothing = z.optional(z.unknown());
const endpointId = text(100).check(z.refine(isEndpointId));
const endpointIds = z.array(endpointId).check(z.maxLength(100));
const question = { endpoint: endpointId, request: z.record(z.string(), z.unknown()) };
const pullId = text(100_000);
const allow = z.optional(z.object({ past: z.enum(limits), upToUsd: z.number() }));
const passphrase = text(1_000);
const keeping = z.enum(['session', 'computer', 'passphrase']);

type Type = keyof Protocol;
type Payload<T extends Type> = Parameters<Protocol[T]>[0];
type Handler<T extends Type> = {
  takes: z.ZodMiniType;
  run: (data: Payload<T>) => Promise<ReturnType<Protocol[T]>> | ReturnType<Protocol[T]>;
};

/** What the watchlist waited for may be here afterwards. */
async function retrying<T>(work: Promise<T>): Promise<T> {
  const done = await work;
  watch.planSoon();
  return done;
}

/** Every message type with the shape of its payload. The tests of hostile senders are generated from this table. */
export const handlers: { [T in Type]: Handler<T> } = {
  status: { takes: nothing, run: () => status() },
  recent: { takes: nothing, run: () => records.recent() },
  ledger: { takes: nothing, run: () => records.ledger() },
  readTarget: {
    takes: z.object({ text: text(10_000), allows }),
    run: ({ text, allows }) => wireTargetOf(text, allows),
  },
  readTargets: {
    takes: z.object({ texts: z.array(text(10_000)).check(z.maxLength(MOST_TEXTS)), allows }),
    run: ({ texts, allows }) => texts.map((text) => wireTargetOf(text, allows)),
  },
  viewPopup: {
    takes: z.object({ text: text(100_000), from, scope, inPrivate: z.boolean(), isAsk: z.optional(z.boolean()) }),
    run: async (data) => {
      const view = await viewPopup(data);
      void signIn.refreshAccount();
      return view;
    },
  },
  linksToDomains: { takes: z.object({ text: text(100_000), from }), run: (data) => linksToDomains(data) },
  keepCheck: {
    takes: z.object({ from: text(10_000), to: text(10_000), at: z.number(), verdict: z.record(z.string(), z.unknown()) }),
    run: (data) => keepCheck(data),
  },
  checksOf: {
    takes: z.object({ links: z.array(z.object({ from: text(10_000), to: text(10_000) })).check(z.maxLength(10_000)) }),
    run: (data) => checksOf(data),
  },
  viewLinks: {
    takes: z.object({ hosts: z.array(text(1_000)).check(z.maxLength(20_001)), inPrivate: z.boolean() }),
    run: (data) => viewLinks(data),
  },
  ask: {
    takes: z.object({
      ...question,
      askedBy: z.enum(['popup', 'explorer']),
      buy: z.enum(['never', 'unless-fresh', 'always', 'again']),
      environment: z.optional(z.enum(environments)),
      form: z.optional(z.literal('ai')),
      inPrivate: z.optional(z.boolean()),
      allow,
      planUsd: z.optional(z.number()),
    }),
    run: async (data) => {
      const outcome = await ask(data);
      if (outcome.ok && !outcome.value.cached) void refreshBadge();
      return outcome;
    },
  },
  startPull: {
    takes: z.object({
      ...question,
      perPage: z.int().check(z.minimum(1), z.maximum(MOST_PER_PAGE)),
      upTo: z.nullable(z.int().check(z.minimum(1))),
      allow,
    }),
    run: (data) => pull.startPull(data),
  },
  pausePull: { takes: z.object({ id: pullId }), run: (data) => pull.pausePull(data) },
  resumePull: { takes: z.object({ id: pullId, again: z.optional(z.boolean()), allow }), run: (data) => pull.resumePull(data) },
  cancelPull: { takes: z.object({ id: pullId }), run: (data) => pull.cancelPull(data) },
  pullOf: { takes: z.object(question), run: (data) => pull.pullOf(data) },
  readPages: { takes: z.object(question), run: (data) => pull.readPages(data) },
  knownFigures: {
    takes: z.object({ endpoints: endpointIds, targets: z.array(text(2_048)).check(z.maxLength(1000)) }),
    run: (data) => records.knownFigures(data),
  },
  pastFigures: { takes: z.object({ endpoints: endpointIds, target: text(2_048) }), run: (data) => records.pastFigures(data) },
  checkLost: { takes: nothing, run: () => checkLost() },
  cacheHits: { takes: nothing, run: () => records.cacheHits() },
  cacheFacts: { takes: nothing, run: () => records.cacheFacts() },
  clearCache: {
    takes: z.strictObject({ endpoint: z.optional(endpointId), target: z.optional(z.nullable(text(2_048))) }),
    run: (data) => records.clearCache(data),
  },
  rebuildStorage: { takes: nothing, run: () => records.rebuildStorage() },
  diagnostics: { takes: nothing, run: () => records.diagnostics() },
  watchlist: { takes: nothing, run: () => watch.viewWatch() },
  watchRun: { takes: z.object({ id: text(100) }), run: (data) => watch.readLook(data) },
  saveWatch: { takes: watchSetupSchema, run: (data) => watch.saveWatch(data) },
  keepWatched: { takes: z.object({ sites: watchSetupSchema.shape.sites }), run: (data) => watch.keepWatched(data) },
  lookNow: { takes: nothing, run: () => watch.lookNow() },
  setWatching: { takes: z.object({ isOn: z.boolean() }), run: (data) => watch.setWatching(data) },
  forgetWatchlist: { takes: nothing, run: () => watch.forgetWatchlist() },
  connect: {
    takes: z.object({ login: text(1_000), password: text(1_000), keeping, passphrase: z.optional(passphrase) }),
    run: (data) => retrying(signIn.connect(data)),
  },
  changeKeeping: {
    takes: z.object({ keeping, passphrase: z.optional(passphrase) }),
    run: (data) => signIn.changeKeeping(data),
  },
  unlock: { takes: z.object({ passphrase }), run: (data) => retrying(signIn.unlock(data)) },
  lock: { takes: nothing, run: () => signIn.lock() },
  disconnect: {
    takes: nothing,
    run: () => {
      void clearBadges();
      void watch.stopWatching();
      return signIn.disconnect();
    },
  },
  // The desk checks the values, so that one that is not possible is answered with words.
  changeSettings: {
    takes: z.record(z.string(), z.unknown()),
    run: async (data) => {
      const saved = await signIn.changeSettings(data);
      void watchTabs();
      watch.planSoon();
      return saved;
    },
  },
};

/** Only our own pages, in their own tab or popup: the extension's origin, and no frame inside something else. */
export function isOurPage({ id, origin, url, frameId }: Browser.runtime.MessageSender): boolean {
  const ours = browser.runtime.getURL('/').replace(/\/$/, '');
  // `origin` is missing in older Firefox; the address of the sending page says the same.
  const from = origin ?? (url ? new URL(url).origin : null);
  const address = url?.startsWith(`${ours}/`) ?? false;
  return (
    id === browser.runtime.id && (from === ours || (from === 'null' && address)) && address && (frameId === undefined || frameId === 0)
  );
}

/** Answers one message, or refuses it by throwing, which rejects the sender's promise. Exported for the tests of hostile senders. */
export async function answer<T extends Type>(type: T, data: unknown, sender: Browser.runtime.MessageSender): Promise<unknown> {
  if (!isOurPage(sender)) throw new Error('Refused: not a page of Backlens.');
  const handler: Handler<T> = handlers[type];
  if (!handler.takes.safeParse(data).success) throw new Error(`Refused: “${type}” was asked with a payload of another shape.`);
  return handler.run(data as Payload<T>);
}

/** Listens. Must be called before anything is awaited, or messages that wake the background are lost. */
export function listen(): void {
  for (const type of Object.keys(handlers) as Type[]) onMessage(type, ({ data, sender }) => answer(type, data, sender) as never);
}
