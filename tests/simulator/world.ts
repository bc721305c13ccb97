import { AsyncLocalStorage } from 'node:async_hooks';
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { KeptPull } from '../../lib/background/database.ts';
import { createDesk, type Desk } from '../../lib/background/desk.ts';
import { cancelPull, pausePull, resumePull, startPull } from '../../lib/background/pull.ts';
import { checkLost } from '../../lib/background/reconcile.ts';
import { endpoints } from '../../lib/endpoints/index.ts';
import type { Ask, Call } from '../../lib/messages.ts';
import type { AllowOnce } from '../../lib/outcome.ts';
import { countedUsd, roundUsd } from '../../lib/price.ts';
import { chanceOf } from '../../lib/sample/random.ts';

/**
 * One world: an API that charges and remembers, a browser whose background may die at any moment, and a clock that may be wrong. The code
 * under test is the real one. A background that is dead gets nothing any more: what it had not committed is rolled back, and whatever it
 * does next never happens.
 */

/** What becomes of a call on its way. */
export type Fate =
  | 'answered'
  | 'no data'
  | 'not sent'
  | 'answer lost'
  | 'sent twice'
  | 'too many'
  | 'failed for money'
  | 'no funds'
  | 'silent';
export const fates: readonly Fate[] = [
  ...(['answered', 'no data', 'not sent', 'answer lost', 'sent twice', 'too many', 'failed for money', 'no funds', 'silent'] as const),
];

type Charge = { opId: string; path: string; at: number; listedAt: number; costUsd: number; isSecond: boolean; metadata: unknown };
type Life = { isAlive: boolean; desk: Desk; transactions: Set<IDBTransaction> };
type Caps = { dayCapUsd: number; monthCapUsd: number };
type Sent = { opId: string; ask: Ask | undefined };

const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
const realImmediate = setImmediate;
const turn = () => new Promise<void>((go) => realImmediate(go));
const lives = new AsyncLocalStorage<{ life: Life; ask?: Ask }>();
const never = new Promise<never>(() => {});

export const paid = endpoints.filter(({ free }) => !free);

/** Every list has so many rows, and is read by pages of two: three calls. */
const ROWS = 5;
const PER_PAGE = 2;

/** The plainest question an endpoint takes about a target. */
export function question(at: number, target: string, buy: Ask['buy'], more: Partial<Ask> = {}): Ask {
  const endpoint = paid[at % paid.length] as (typeof paid)[number];
  const needed = Object.entries(endpoint.request).filter(([, { required }]) => required);
  const request = Object.fromEntries(needed.map(([name, { control }]) => [name, control === 'targets' ? [target, 'b.org'] : target]));
  return { endpoint: endpoint.id, request, askedBy: 'explorer', buy, ...more };
}

let world: World;
let tasks = 0;

/** Puts the world in the place of the browser: once per test file. */
export function install(): void {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
  vi.stubGlobal('setImmediate', (run: () => void) => {
    tasks += 1;
    return realImmediate(() => {
      tasks -= 1;
      run();
    });
  });
  vi.stubGlobal('navigator', { onLine: true });
  // A seed is worth something only where nothing else is left to chance.
  vi.spyOn(Math, 'random').mockImplementation(() => world.luck());
  vi.spyOn(crypto, 'randomUUID').mockImplementation(() => {
    const [head, tail] = [world.luck(), world.luck()].map((part) =>
      Math.floor(part * 2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    );
    return `${head}-0000-4000-8000-0000${tail}`;
  });
  vi.stubGlobal('fetch', (request: Request) => world.receive(request));
  Object.assign(fakeBrowser.runtime, { getPlatformInfo: async () => ({ os: 'linux' }) });
  Object.assign(fakeBrowser.permissions, { contains: async () => world.point().then(() => true) });
  for (const area of [fakeBrowser.storage.local, fakeBrowser.storage.session]) {
    const get = area.get.bind(area) as (keys: unknown) => Promise<unknown>;
    Object.assign(area, { get: (keys: unknown) => world.point().then(() => get(keys)) });
  }
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...given: Parameters<typeof transaction>) {
    const { life } = lives.getStore() ?? {};
    // What a dead one opens never begins.
    if (life && !life.isAlive) return Reflect.construct(IDBTransaction, [[given[0]].flat(), given[1], 'default', this]);
    const opened = transaction.apply(this, given);
    if (life && opened.mode !== 'versionchange') world.watch(life, opened);
    return opened;
  };
  for (const [prototype, names] of [
    [IDBObjectStore.prototype, ['get', 'getAll', 'getKey', 'put', 'add', 'delete', 'clear', 'openCursor']],
    [IDBIndex.prototype, ['getAll', 'openCursor']],
  ] as const)
    for (const name of names) {
      const real = (prototype as unknown as Record<string, (...given: unknown[]) => unknown>)[name] as (...given: unknown[]) => unknown;
      Object.assign(prototype, {
        [name](this: IDBObjectStore | IDBIndex, ...given: unknown[]) {
          world.step();
          const { life } = lives.getStore() ?? {};
          if (life && !life.isAlive) return Reflect.construct(IDBRequest, []);
          if (name === 'add' && this.name === 'calls') world.journalled(given[0] as Call);
          return real.apply(this, given);
        },
      });
    }
}

export function uninstall(): void {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
}

/** What the in-memory database has inside a transaction. */
type Inner = {
  _state: string;
  _started: boolean;
  _rollbackLog: (() => void)[];
  _requests: unknown[];
  _markFinished(): void;
  db: { _rawDatabase: { processTransactions(): void } };
};

/** Rolls a transaction back without a word to the one who began it. */
function undo(transaction: Inner): void {
  if (transaction._state === 'finished' || transaction._state === 'committing') return;
  for (const back of transaction._rollbackLog.reverse()) back();
  transaction._requests.length = 0;
  transaction._markFinished();
  transaction.db._rawDatabase.processTransactions();
}

type Raw = { records: { clear(): void; values(): Iterable<{ value: unknown }> } };
type RawStore = Raw & { rawIndexes: Map<string, Raw> };
type RawDatabase = { rawObjectStores: Map<string, RawStore>; connections: unknown[]; transactions: unknown[] };
const database = (): RawDatabase | undefined =>
  (indexedDB as unknown as { _databases: Map<string, RawDatabase> })._databases.get('backlens-production');

/** A database as after its making. Making it anew for every world would take longer than all the rest. */
function empty(): void {
  const raw = database();
  if (!raw) return;
  Object.assign(raw, { connections: [], transactions: [] });
  for (const store of raw.rawObjectStores.values()) {
    store.records.clear();
    for (const index of store.rawIndexes.values()) index.records.clear();
  }
}

export class World {
  /** What was wrong, in words. */
  readonly faults: string[] = [];
  readonly charges: Charge[] = [];
  readonly asks: { ask: Ask; sends: number }[] = [];
  /** Fates of the calls to come, in order; afterwards all are answered. */
  readonly fates: Fate[] = [];
  steps = 0;
  kills = 0;
  /** The step at which the background dies. */
  dieAt = Number.POSITIVE_INFINITY;
  private life: Life | null = null;
  private waiting: (() => void)[] = [];
  private silent: { opId: string; until: number }[] = [];
  /** How far the browser's clock is ahead of the true time. */
  private aheadMs = 0;
  /** The true day on which each call was journalled. */
  private readonly days = new Map<string, number>();
  private readonly allowed = new Map<number, number>();
  private readonly sent: Sent[] = [];
  private readonly refusedSends = new Map<string, number>();
  /** The lists of which the person lets one lost page be asked for once more, by their target. */
  private readonly mayPullAgain = new Set<string>();
  private readonly chance: () => number;
  /** What the background itself leaves to chance. */
  readonly luck: () => number;

  private readonly caps: Caps;

  constructor(seed: number, caps: Caps = { dayCapUsd: 10, monthCapUsd: 100 }) {
    this.caps = caps;
    this.chance = chanceOf(seed);
    this.luck = chanceOf(~seed);
    world = this;
    vi.clearAllTimers();
    empty();
    vi.setSystemTime(Date.UTC(2026, 9, 30, 22));
    void fakeBrowser.storage.session.set({ 'backlens-account-secret': { login: 'a@b.c', password: 'x' } });
    const settings = { environment: 'production', confirmAboveUsd: 10_000, ...caps };
    void fakeBrowser.storage.local.set({ settings });
  }

  /** The true time, which is DataForSEO's. */
  trueNow(): number {
    return Date.now() - this.aheadMs;
  }

  // ---- the background's life

  background(): Desk {
    this.life ??= { isAlive: true, desk: createDesk(), transactions: new Set() };
    return this.life.desk;
  }

  /** Ends the background as a browser does: at once. What it had not committed is undone. */
  kill(): void {
    const { life } = this;
    if (!life) return;
    life.isAlive = false;
    this.kills += 1;
    this.life = null;
    this.dieAt = Number.POSITIVE_INFINITY;
    for (const transaction of life.transactions) undo(transaction as unknown as Inner);
  }

  /** The person has connected: DataForSEO has told the time once. */
  async connect(): Promise<void> {
    const desk = this.background();
    const told = lives.run({ life: this.life as Life }, async () => {
      const store = await desk.stores.ifAny('production');
      store?.hear(this.trueNow());
      await store?.setAccount({ balanceUsd: 40, prices: null, readAt: this.trueNow() });
    });
    await this.pump();
    await told;
  }

  step(): void {
    this.steps += 1;
    if (this.steps >= this.dieAt) this.kill();
  }

  /** A moment at which the background waits for the browser: others may go first, and it may die. */
  async point(): Promise<void> {
    const { life } = lives.getStore() ?? {};
    this.step();
    if (life && !life.isAlive) await never;
    await new Promise<void>((go) => this.waiting.push(go));
    this.step();
    if (life && !life.isAlive) await never;
  }

  watch(life: Life, transaction: IDBTransaction): void {
    life.transactions.add(transaction);
    const over = () => {
      life.transactions.delete(transaction);
      this.step();
      this.check();
    };
    transaction.addEventListener('complete', over);
    transaction.addEventListener('abort', () => life.transactions.delete(transaction));
  }

  // ---- what a person does

  ask(ask: Ask): Promise<unknown> {
    const desk = this.background();
    const life = this.life as Life;
    this.asks.push({ ask, sends: 0 });
    return lives.run({ life, ask }, () => desk.ask(ask));
  }

  reconcile(): Promise<unknown> {
    return this.tell((desk) => checkLost(desk));
  }

  /** Loads a list page by page. */
  pull(target: string, upTo: number | null): Promise<unknown> {
    const list = { endpoint: 'backlinks' as const, request: { target, limit: PER_PAGE }, perPage: PER_PAGE, upTo };
    return this.tell((desk) => startPull(list, desk));
  }
  /** Goes on with every list that waits. */
  resume(again: boolean, allow?: AllowOnce): void {
    for (const { id, request } of this.pulls()) {
      if (again) this.mayPullAgain.add(String(request.target));
      void this.tell((desk) => resumePull({ id, again, ...(allow ? { allow } : {}) }, desk));
    }
  }
  halt(isForGood: boolean): void {
    for (const { id } of this.pulls()) void this.tell((desk) => (isForGood ? cancelPull : pausePull)({ id }, desk));
  }
  private pulls(): KeptPull[] {
    return this.table<KeptPull>('pulls');
  }

  private tell<T>(message: (desk: Desk) => T): T {
    const desk = this.background();
    return lives.run({ life: this.life as Life }, () => message(desk));
  }

  /** Lets everything happen that can without time passing, in an order left to chance. */
  async pump(): Promise<void> {
    for (let idle = 0; idle < 2; ) {
      const [before, busy] = [this.steps, tasks > 0];
      await turn();
      if (this.waiting.length > 0) {
        const [go] = this.waiting.splice(Math.floor(this.chance() * this.waiting.length), 1);
        go?.();
        idle = 0;
      } else idle = busy || tasks > 0 || this.steps !== before ? 0 : idle + 1;
    }
  }

  async pass(ms: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms);
    await this.pump();
  }

  /** The clock of the browser's machine is set. */
  setClock(aheadMs: number): void {
    vi.setSystemTime(this.trueNow() + aheadMs);
    this.aheadMs = aheadMs;
  }

  // ---- the API

  async receive(request: Request): Promise<Response> {
    const { life, ask } = lives.getStore() ?? {};
    await this.point();
    const { pathname } = new URL(request.url);
    const [task = {}] = request.method === 'POST' ? ((await request.json()) as Record<string, unknown>[]) : [];
    if (life && !life.isAlive) return never;
    if (!endpoints.some(({ path, free }) => path === pathname && !free)) return this.answerFree(pathname, task, life);

    const opId = String(task.tag);
    this.mayBeSent(opId, ask);
    const fate = this.fates.shift() ?? 'answered';
    const charge = (costUsd: number, isSecond = false): void => {
      const at = this.trueNow();
      const { tag: _, ...rest } = task;
      // The list of past calls may lag behind.
      const listedAt = at + (this.chance() < 0.3 ? 4 * MINUTE : 0);
      this.charges.push({ opId, path: pathname, at, listedAt, costUsd, isSecond, metadata: { ...rest, tag: opId, api: 'backlinks' } });
    };
    const priceUsd = 0.024 + Math.floor(this.chance() * 2) * 0.000036;
    const said = (body: object): Response =>
      new Response(JSON.stringify({ status_code: 20000, ...body }), { headers: { date: new Date(this.trueNow()).toUTCString() } });
    const failed = (code: number, costUsd: number): Response => said({ tasks: [{ status_code: code, cost: costUsd }] });
    const answered = (): Response => {
      const [offset, limit] = [Number(task.offset ?? 0), Number(task.limit ?? 1)];
      const items = Array.from({ length: Math.max(0, Math.min(limit, ROWS - offset)) }, (_, at) => ({ rank: offset + at }));
      const result = fate === 'no data' ? null : [{ rank: 1, total_count: ROWS, items }];
      return said({ tasks: [{ status_code: 20000, cost: priceUsd, result }] });
    };

    if (fate === 'not sent') return this.broken();
    if (fate === 'too many' || fate === 'no funds') {
      this.refusedSends.set(opId, (this.refusedSends.get(opId) ?? 0) + 1);
      await this.point();
      return failed(fate === 'too many' ? 40202 : 40210, 0);
    }
    charge(priceUsd);
    if (fate === 'sent twice') charge(priceUsd, true);
    this.check();
    if (fate === 'answer lost') return this.broken();
    if (fate === 'silent') {
      this.silent.push({ opId, until: this.trueNow() + 200_000 });
      return new Promise((_, fail) => request.signal.addEventListener('abort', () => fail(request.signal.reason)));
    }
    await this.point();
    return fate === 'failed for money' ? failed(50000, priceUsd) : answered();
  }

  private async broken(): Promise<never> {
    await this.point();
    throw new TypeError('Failed to fetch');
  }

  private async answerFree(pathname: string, task: Record<string, unknown>, life: Life | undefined): Promise<Response> {
    await this.point();
    if (life && !life.isAlive) return never;
    const written = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} +00:00`;
    const listed = this.charges
      .filter(
        ({ at, listedAt }) =>
          listedAt <= this.trueNow() && written(at) >= String(task.datetime_from) && written(at) <= String(task.datetime_to),
      )
      .map(({ opId, path, at, costUsd, metadata }) => ({
        ...{ id: opId, url: `https://api.dataforseo.com${path}`, datetime_posted: written(at), status: 'Ok.', cost: costUsd, metadata },
        datetime_done: this.silent.some((one) => one.opId === opId && one.until > this.trueNow()) ? null : written(at),
      }));
    const result = pathname.includes('id_list') ? listed : [{ money: { balance: 40 } }];
    const body = { status_code: 20000, tasks: [{ status_code: 20000, cost: 0, result }] };
    return new Response(JSON.stringify(body), { headers: { date: new Date(this.trueNow()).toUTCString() } });
  }

  // ---- what must hold

  get sends(): number {
    return this.sent.length;
  }

  /** The ledger as it stands in the database, without waiting. */
  ledger(): Call[] {
    return this.table<Call>('calls');
  }

  private table<T>(name: string): T[] {
    const records = database()?.rawObjectStores.get(name)?.records;
    return records ? [...records.values()].map(({ value }) => value as T) : [];
  }

  journalled(call: Call): void {
    const day = Math.floor(this.trueNow() / DAY);
    this.days.set(call.opId, day);
    if (call.allowed === 'day' || call.allowed === 'month') this.allowed.set(day, (this.allowed.get(day) ?? 0) + call.estimateUsd);
  }

  /** `ask` is what the person asked; undefined where a pull asks for its next page. */
  private mayBeSent(opId: string, ask: Ask | undefined): void {
    const row = this.ledger().find((call) => call.opId === opId);
    if (!row) return void this.faults.push('a request was sent without a journal row');
    if (row.state !== 'sent') this.faults.push(`a request was sent although its row says ${row.state}`);
    const before = this.sent.filter((one) => one.opId === opId).length;
    if (before > (this.refusedSends.get(opId) ?? 0)) this.faults.push('a call that may have been charged was sent again');
    this.sent.push({ opId, ask });
    const entry = ask && this.asks.find((one) => one.ask === ask);
    if (entry && before === 0) entry.sends += 1;
    if (entry && entry.sends > 1) this.faults.push('one ask was bought twice');
    const lost = this.ledger().find((call) => call.key === row.key && call.opId !== opId && call.state === 'unknown');
    const isKnowing = ask ? ask.buy === 'again' : this.mayPullAgain.has(row.target ?? '');
    if (lost && !isKnowing && this.trueNow() - (this.charges.find((one) => one.opId === lost.opId)?.at ?? 0) < DAY)
      this.faults.push('a lost call was asked for again by itself');
    if (lost && !ask) this.mayPullAgain.delete(row.target ?? '');
    const kept = this.table<{ key: string; fetchedAt: number }>('answers').find(({ key }) => key === row.key);
    if (kept && (!ask || ask.buy === 'unless-fresh') && this.trueNow() - kept.fetchedAt < 7 * DAY)
      this.faults.push('a fresh stored answer was bought again');
  }

  /** The ledger counts at least what was truly charged, and no day's purchases pass its cap. */
  check(): void {
    const ledger = this.ledger();
    const counted = roundUsd(ledger.reduce((sum, call) => sum + countedUsd(call), 0));
    // What the browser sent twice by itself nobody can know before it is looked up.
    const charged = roundUsd(this.charges.reduce((sum, { costUsd, isSecond }) => (isSecond ? sum : sum + costUsd), 0));
    if (counted < charged) this.faults.push(`the ledger has $${counted} where $${charged} were charged`);
    const byDay = new Map<number, number>();
    for (const { opId, costUsd, isSecond } of this.charges) {
      const day = this.days.get(opId) ?? 0;
      if (!isSecond) byDay.set(day, roundUsd((byDay.get(day) ?? 0) + costUsd));
    }
    for (const [day, spent] of byDay)
      if (spent > roundUsd(this.caps.dayCapUsd + (this.allowed.get(day) ?? 0))) this.faults.push(`$${spent} were spent on day ${day}`);
    const month = roundUsd([...byDay].filter(([day]) => new Date(day * DAY).getUTCMonth() === 9).reduce((sum, [, usd]) => sum + usd, 0));
    const beyond = [...this.allowed.values()].reduce((sum, usd) => sum + usd, 0);
    if (month > roundUsd(this.caps.monthCapUsd + beyond)) this.faults.push(`$${month} were spent in October`);
  }

  private isOpen(): boolean {
    return this.ledger().some(({ state }) => state === 'unknown' || state === 'sent');
  }

  /** Every list that nobody gave up can be read to its end, and its pages are in the store, without gap. */
  private async finishPulls(): Promise<void> {
    for (let round = 0; round < 4; round += 1) {
      this.resume(true, { past: 'month', upToUsd: 1 });
      await this.pump();
    }
    const kept = new Set(this.table<{ key: string }>('answers').map(({ key }) => key));
    for (const { state, pages, failure } of this.pulls()) {
      if (state !== 'done' && state !== 'stopped') this.faults.push(`a list cannot be read to its end: ${state}, ${failure?.kind}`);
      if (pages.some(({ key }) => !kept.has(key))) this.faults.push('a list has a page that is not stored');
      if (pages.some(({ from }, at) => from !== pages.slice(0, at).reduce((sum, { rows }) => sum + rows, 0)))
        this.faults.push('the pages of a list have a gap');
    }
  }

  /** Looks lost calls up until nothing is open; then ledger and charges are the same to the cent. */
  async settleAll(): Promise<void> {
    this.dieAt = Number.POSITIVE_INFINITY;
    this.fates.length = 0;
    await this.pass(4 * MINUTE);
    this.kill();
    await this.pump();
    await this.finishPulls();
    // At least once, for what the browser sent twice; three times where a clock was wrong.
    for (let round = 0; round < 1 || (round < 6 && this.isOpen()); round += 1) {
      await this.pass(6 * MINUTE);
      void this.reconcile();
      await this.pump();
    }
    const ledger = this.ledger();
    const kept = new Set(this.table<{ key: string }>('answers').map(({ key }) => key));
    if (ledger.some(({ state, failure, key }) => state === 'settled' && failure === null && !kept.has(key)))
      this.faults.push('an answer was paid for and is not stored');
    if (this.isOpen()) this.faults.push('a call is still open after all was looked up');
    const counted = roundUsd(ledger.reduce((sum, call) => sum + countedUsd(call), 0));
    const charged = roundUsd(this.charges.reduce((sum, { costUsd }) => sum + costUsd, 0));
    if (counted !== charged) this.faults.push(`after looking all up the ledger has $${counted} where $${charged} were charged`);
  }
}
