import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { WatchSetup, WatchView } from '../../lib/watch/define.ts';
import { priceOf } from '../../lib/watch/plan.ts';
import {
  accountReply,
  type Background,
  connectedBackground,
  installNetwork,
  type Posted,
  startBackground,
  taskReply,
} from '../fixtures/background.ts';

/** Watched sites against a network that is replaced at `fetch`; alarms are fired by hand, and a background that dies is a fresh set of modules. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOON = Date.UTC(2026, 10, 14, 12);
/** A little more than a week: waiting moves the clock of these tests by some milliseconds. */
const DUE = 7 * DAY + HOUR;

vi.setConfig({ testTimeout: 30_000 });

let network: ReturnType<typeof installNetwork>;
let notices: { title: string; message: string }[];
let granted: Set<string>;
/** What the API says of each site now. */
let figures: Record<string, Record<string, number | null>>;

const targetsOf = ({ body }: Posted): string[] => (body.targets as string[] | undefined) ?? [String(body.target)];
/** The last word of each paid call's path: `bulk_ranks`. */
const asked = (): string[] => network.posted.map(({ url }) => url.split('/').at(-2) ?? '');

function reply(posted: Posted): Response {
  const targets = targetsOf(posted);
  const key = posted.url.includes('bulk_pages_summary') ? 'url' : 'target';
  const items = posted.url.includes('/backlinks/backlinks/') ? [] : targets.map((target) => ({ [key]: target, ...figures[target] }));
  const rows = Math.max(1, targets.length);
  return taskReply({ cost: Math.round((0.024 + 0.000036 * rows) * 1e6) / 1e6, result: [{ items_count: items.length, items }] });
}

type Listener = (event: { name: string; scheduledTime: number }) => void;
let listeners: Listener[] = [];
/** Fires the alarm as the browser does, and waits until nothing is looked at any more. */
async function fire(background: Background, times = 1): Promise<WatchView> {
  for (let n = 0; n < times; n++) listeners.at(-1)?.({ name: 'watch', scheduledTime: Date.now() });
  return idle(background);
}

async function idle(background: Background): Promise<WatchView> {
  // The look is entered after its listener has returned.
  await new Promise((go) => setTimeout(go, 20));
  await vi.waitFor(() => expect(background.isLooking()).toBe(false), { timeout: 20_000, interval: 10 });
  return background.viewWatch();
}

/** A moment, give or take what waiting moves the clock by. */
const about = (moment: number) => expect.toSatisfy((value: number) => Math.abs(value - moment) < 20_000);

const alarm = () => fakeBrowser.alarms.get('watch');
const at = (now: number): void => {
  vi.setSystemTime(now);
  network.tell(now);
};

async function wake(): Promise<Background> {
  const background = await startBackground();
  background.listenForWatch();
  return background;
}

const setup = (targets: readonly string[], more: Partial<WatchSetup> = {}): WatchSetup => {
  const whole = {
    sites: targets.map((target) => ({ target, isRival: target.startsWith('rival') })),
    every: 'week' as const,
    figures: ['bulk_ranks', 'bulk_referring_domains'],
    thresholds: { dropPercent: 10, lostWebsites: 5, strongLossRank: null, spamUp: 10, rivalGains: 20 },
    notify: true,
    nameSites: false,
    ...more,
  };
  return { ...whole, agreedUsd: priceOf(whole, targets, 0.1, null).lookUsd };
};

/** A list that was looked at once. */
async function watching(targets: readonly string[], more: Partial<WatchSetup> = {}): Promise<Background> {
  await connectedBackground();
  const background = await wake();
  network.reply = reply;
  const saved = await background.saveWatch(setup(targets, more));
  expect(saved).toMatchObject({ ok: true });
  await idle(background);
  return background;
}

const names = (many: number): string[] => Array.from({ length: many }, (_, n) => `site${n}.com`);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  network = installNetwork();
  network.tell(NOON);
  network.free = () => accountReply();
  notices = [];
  listeners = [];
  figures = {};
  granted = new Set(['notifications']);
  Object.assign(fakeBrowser.permissions, {
    contains: async ({ permissions = [], origins = [] }: { permissions?: string[]; origins?: string[] }) =>
      permissions.every((each) => granted.has(each)) && !origins.some((each) => granted.has(`not ${each}`)),
    onAdded: { addListener: () => {} },
    onRemoved: { addListener: (listener: () => void) => (revoked = listener) },
  });
  Object.assign(fakeBrowser.alarms.onAlarm, { addListener: (listener: Listener) => listeners.push(listener) });
  Object.assign(fakeBrowser.notifications, {
    create: async (_id: string, notice: { title: string; message: string }) => notices.push(notice),
    getAll: async () => ({}),
    clear: async () => true,
  });
});
let revoked: () => void = () => {};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('a list that is saved', () => {
  it('is looked at at once for the price on its button, and its next look is a week later', async () => {
    const background = await watching(['a.com', 'b.com']);
    expect(asked()).toEqual(['bulk_ranks', 'bulk_referring_domains']);
    expect(await background.viewWatch()).toMatchObject({
      list: {
        isOn: true,
        hold: null,
        run: null,
        sites: [
          { target: 'a.com', lookedAt: about(NOON) },
          { target: 'b.com', lookedAt: about(NOON) },
        ],
      },
      runs: [{ sites: 2, alerted: 0, failed: 0, costUsd: 0.048144, by: 'person' }],
      nextAt: about(NOON + 7 * DAY),
      cap: { spentUsd: 0.048144, capUsd: 0.1 },
    });
    expect(await alarm()).toMatchObject({ scheduledTime: about(NOON + 7 * DAY) });
    expect(await background.ledger()).toMatchObject([{ askedBy: 'watch' }, { askedBy: 'watch' }]);
    expect((await background.status()).spentTodayUsd).toBe(0.048144);
    expect(notices).toEqual([]);
  });

  it('is not taken where it costs more than its button said', async () => {
    const background = await connectedBackground();
    const dear = { ...setup(['a.com']), agreedUsd: 0.01 };
    expect(await background.saveWatch(dear)).toMatchObject({ ok: false, failure: { kind: 'dearer' } });
    expect((await background.viewWatch()).list).toBeNull();
    expect(network.posted).toEqual([]);
  });

  it('keeps what is known of its sites when it is saved again, and looks at new ones in the next round', async () => {
    figures = { 'a.com': { rank: 300 } };
    const background = await watching(['a.com']);
    await background.saveWatch(setup(['a.com', 'new.com']));
    const view = await idle(background);
    expect(view.list?.sites).toMatchObject([
      { target: 'a.com', last: { rank: 300 } },
      { target: 'new.com', lookedAt: null },
    ]);
    expect(network.posted).toHaveLength(2);
    at(NOON + DUE);
    await fire(background);
    expect(network.posted.slice(2).map(targetsOf)).toEqual([
      ['new.com', 'a.com'],
      ['new.com', 'a.com'],
    ]);
  });

  it('says in one notice how many sites changed, without their names, and which only where that is allowed', async () => {
    figures = {
      'a.com': { referring_main_domains: 100 },
      'rival.com': { referring_main_domains: 100 },
      'c.com': { referring_main_domains: 7 },
    };
    const background = await watching(['a.com', 'rival.com', 'c.com']);
    figures = {
      'a.com': { referring_main_domains: 90 },
      'rival.com': { referring_main_domains: 120 },
      'c.com': { referring_main_domains: 7 },
    };
    at(NOON + DUE);
    const view = await fire(background);
    expect(view.runs[0]).toMatchObject({ changed: 2, alerted: 2 });
    expect(notices).toEqual([
      {
        type: 'basic',
        iconUrl: expect.any(String),
        title: '2 of your watched sites changed',
        message: 'Open Backlens to see which, and how.',
      },
    ]);
    const look = await background.readLook({ id: view.runs[0]?.id ?? '' });
    expect(look?.rows).toMatchObject([
      { target: 'a.com', before: { referring_main_domains: 100 }, now: { referring_main_domains: 90 }, alerts: [{ kind: 'drop' }] },
      { target: 'rival.com', alerts: [{ kind: 'gain', after: 20 }] },
      { target: 'c.com', alerts: [] },
    ]);
    await background.saveWatch(setup(['a.com', 'rival.com', 'c.com'], { nameSites: true }));
    await idle(background);
    figures = { 'a.com': { referring_main_domains: 9 } };
    at(NOON + 2 * DUE);
    await fire(background);
    expect(notices[1]?.message).toBe('a.com: Referring websites fell by 90 %, from 90 to 9');
  });

  it('asks which strong links were lost of those sites alone that may have lost some', async () => {
    figures = { 'a.com': { referring_main_domains: 100 }, 'b.com': { referring_main_domains: 100 } };
    const thresholds = { ...setup([]).thresholds, strongLossRank: 300 };
    const background = await watching(['a.com', 'b.com'], { thresholds });
    network.posted.length = 0;
    figures = { 'a.com': { referring_main_domains: 99 }, 'b.com': { referring_main_domains: 100 } };
    network.reply = (posted) =>
      posted.url.includes('/backlinks/backlinks/')
        ? taskReply({
            cost: 0.02436,
            result: [{ items: [{ domain_from: 'big.com', domain_from_rank: 700, url_from: 'https://big.com/' }] }],
          })
        : reply(posted);
    at(NOON + DUE);
    const view = await fire(background);
    expect(asked()).toEqual(['bulk_ranks', 'bulk_referring_domains', 'backlinks']);
    expect(network.posted[2]?.body).toMatchObject({ target: 'a.com', backlinks_status_type: 'lost', limit: 10 });
    expect((await background.readLook({ id: view.runs[0]?.id ?? '' }))?.rows[0]).toMatchObject({
      losses: [{ domain: 'big.com', rank: 700 }],
      alerts: [{ kind: 'strong-loss' }],
    });
  });
});

describe('alarms', () => {
  it('R46 missed for ten weeks are made up for by one look', async () => {
    const background = await watching(['a.com']);
    at(NOON + 70 * DAY);
    const view = await fire(background);
    expect(network.posted).toHaveLength(4);
    expect(view).toMatchObject({ nextAt: about(NOON + 77 * DAY), runs: [{ by: 'alarm' }, { by: 'person' }] });
    await fire(background);
    expect(network.posted).toHaveLength(4);
  });

  it('R46 that fire twice, during a look and after it, make one look', async () => {
    const background = await watching(['a.com']);
    at(NOON + DUE);
    await fire(background, 3);
    await fire(background, 2);
    expect(network.posted).toHaveLength(4);
    expect((await background.viewWatch()).runs).toHaveLength(2);
  });

  it('R46 by a clock that jumped ahead buy nothing: DataForSEO is asked for the time first', async () => {
    const background = await watching(['a.com']);
    vi.setSystemTime(NOON + 365 * DAY);
    network.tell(NOON + HOUR);
    await fire(background);
    expect(network.posted).toHaveLength(2);
    vi.setSystemTime(NOON + 2 * HOUR);
    network.tell(NOON + 2 * HOUR);
    await fire(background);
    expect(network.posted).toHaveLength(2);
    at(NOON + DUE);
    await fire(background);
    expect(network.posted).toHaveLength(4);
  });

  it('R46 by a clock that was set back are early, and the round comes when it is due', async () => {
    const background = await watching(['a.com']);
    vi.setSystemTime(NOON - 30 * DAY);
    await fire(background);
    expect(network.posted).toHaveLength(2);
    at(NOON + DUE);
    await fire(background);
    expect(network.posted).toHaveLength(4);
  });

  it('R46 are set again when the browser starts, and not for the first five minutes', async () => {
    await watching(['a.com']);
    await fakeBrowser.alarms.clearAll();
    at(NOON + 9 * DAY);
    const started = await wake();
    await fakeBrowser.runtime.onStartup.trigger();
    await vi.waitFor(async () => expect(await alarm()).toMatchObject({ scheduledTime: about(NOON + 9 * DAY + 5 * MINUTE) }));
    // An alarm that the browser kept, and fires as soon as it has started.
    await fire(started);
    expect(network.posted).toHaveLength(2);
    at(NOON + 9 * DAY + 6 * MINUTE);
    await fire(started);
    expect(network.posted).toHaveLength(4);
  });

  it('go on with a look whose background died between two calls, and buy none of them twice', async () => {
    await watching(['a.com']);
    at(NOON + DUE);
    let contained = 0;
    const { contains } = fakeBrowser.permissions;
    // The second call is never let through, so the background dies ahead of it.
    Object.assign(fakeBrowser.permissions, {
      contains: (what: { origins?: string[] }) => (what.origins && ++contained > 2 ? new Promise(() => {}) : contains(what)),
    });
    listeners.at(-1)?.({ name: 'watch', scheduledTime: Date.now() });
    await vi.waitFor(() => expect(contained).toBe(3), { timeout: 10_000 });
    expect(await alarm()).toMatchObject({ scheduledTime: about(NOON + DUE + 2 * MINUTE) });
    Object.assign(fakeBrowser.permissions, { contains });
    const next = await wake();
    at(NOON + DUE + 2 * MINUTE);
    const view = await fire(next);
    expect(asked()).toEqual(['bulk_ranks', 'bulk_referring_domains', 'bulk_ranks', 'bulk_referring_domains']);
    expect(view.runs).toHaveLength(2);
    expect(view.runs[0]).toMatchObject({ failed: 0, costUsd: 0.048072 });
  });

  it('do not ask again for a call during which the background died', async () => {
    await watching(['a.com']);
    at(NOON + DUE);
    network.reply = () => new Promise(() => {});
    listeners.at(-1)?.({ name: 'watch', scheduledTime: Date.now() });
    await vi.waitFor(() => expect(network.posted).toHaveLength(3), { timeout: 10_000 });
    network.reply = reply;
    const next = await wake();
    const view = await fire(next);
    expect(asked().slice(2)).toEqual(['bulk_ranks', 'bulk_referring_domains']);
    expect(view.runs[0]).toMatchObject({ failed: 1 });
    await fire(next);
    expect(network.posted).toHaveLength(4);
  });

  it('close a look that was cut off for longer than its period with what it has, and begin the next one', async () => {
    await watching(['a.com']);
    at(NOON + DUE);
    network.reply = (posted) => (posted.url.includes('referring') ? new Promise(() => {}) : reply(posted));
    listeners.at(-1)?.({ name: 'watch', scheduledTime: Date.now() });
    await vi.waitFor(() => expect(network.posted).toHaveLength(4), { timeout: 10_000 });
    network.reply = reply;
    const next = await wake();
    at(NOON + 3 * DUE);
    const view = await fire(next);
    expect(view.runs).toHaveLength(3);
    expect(view.runs[1]).toMatchObject({ finishedAt: about(NOON + 3 * DUE), costUsd: 0.024036 });
    // The call that was lost weeks ago stands in its question's way until it is known what became of it.
    expect(asked().slice(4)).toEqual(['bulk_ranks']);
  });

  it('find the answer that came before the look could note it', async () => {
    const background = await watching(['a.com']);
    at(NOON + DUE);
    // What the dead background left: the first step asked, and its answer stored.
    network.reply = (posted) => (posted.url.includes('referring') ? new Promise(() => {}) : reply(posted));
    listeners.at(-1)?.({ name: 'watch', scheduledTime: Date.now() });
    await vi.waitFor(() => expect(network.posted).toHaveLength(4), { timeout: 10_000 });
    const { changeWatch } = await import('../../lib/background/watch-store.ts');
    const run = (await background.viewWatch()).list?.run ?? '';
    await changeWatch(
      'production',
      run,
      (_, kept) =>
        kept && {
          run: { ...kept, steps: kept.steps.map((step, n) => (n === 0 ? { ...step, state: 'asked' as const, costUsd: null } : step)) },
        },
    );
    network.reply = reply;
    const view = await fire(await wake());
    expect(asked().filter((each) => each === 'bulk_ranks')).toHaveLength(2);
    expect(view.runs[0]).toMatchObject({ costUsd: 0.024036, failed: 1 });
  });
});

describe('what stands in the way', () => {
  it('R47 a list of 200 after a week off spends no more than its own cap, looks at the oldest first, and says how many wait', async () => {
    const background = await watching(names(200), {
      every: 'day',
      figures: ['bulk_ranks', 'bulk_referring_domains', 'bulk_backlinks', 'bulk_spam_score'],
    });
    const looked = (view: WatchView) => view.list?.sites.filter(({ lookedAt }) => lookedAt !== null).map(({ target }) => target);
    expect(looked(await background.viewWatch())).toEqual(names(27));
    expect(await background.viewWatch()).toMatchObject({
      waiting: 173,
      list: { hold: { kind: 'over-cap', said: 'watchlist' } },
      runs: [{ sites: 27, waiting: 173 }],
    });
    expect((await background.status()).spentTodayUsd).toBeLessThanOrEqual(0.1);
    // Hourly tries of the same day buy nothing and say nothing more.
    const said = notices.length;
    expect(said).toBe(1);
    await fire(background);
    expect(network.posted).toHaveLength(4);
    at(NOON + 8 * DAY);
    const view = await fire(background);
    expect(looked(view)).toEqual(names(54));
    expect((await background.status()).spentTodayUsd).toBeLessThanOrEqual(0.1);
    expect(network.posted).toHaveLength(8);
    expect(notices).toHaveLength(said);
    for (let day = 9; day <= 14; day++) {
      at(NOON + day * DAY);
      await fire(background);
      expect((await background.status()).spentTodayUsd).toBeLessThanOrEqual(0.1);
    }
    expect((await background.viewWatch()).list?.sites.every(({ lookedAt }) => lookedAt !== null)).toBe(true);
  });

  it('the cap reached in mid-run stops before the next call; the look goes on the day after with nothing bought twice', async () => {
    const background = await watching(['a.com']);
    at(NOON + DUE);
    network.reply = async (posted) => {
      await background.changeSettings({ watchCapUsd: 0.03 });
      return reply(posted);
    };
    const held = await fire(background);
    expect(asked().slice(2)).toEqual(['bulk_ranks']);
    expect(held).toMatchObject({
      list: { hold: { kind: 'over-cap', said: 'watchlist', amounts: { cap: 0.03 } } },
      cap: { spentUsd: 0.024036 },
    });
    expect(notices.map(({ title }) => title)).toEqual(['The watchlist waits']);
    network.reply = reply;
    await fire(background);
    expect(network.posted).toHaveLength(3);
    at(NOON + 8 * DAY);
    const view = await fire(background);
    expect(asked().slice(2)).toEqual(['bulk_ranks', 'bulk_referring_domains']);
    expect(view).toMatchObject({ list: { hold: null, run: null }, runs: [{ sites: 1, failed: 0 }, {}] });
  });

  it('the general caps hold it too', async () => {
    const background = await watching(['a.com']);
    await background.changeSettings({ monthCapUsd: 0.05 });
    at(NOON + DUE);
    expect(await fire(background)).toMatchObject({ list: { hold: { kind: 'over-cap', said: 'month' } } });
    expect(network.posted).toHaveLength(2);
  });

  it('R45 a permission that is withdrawn stops the alarm at once and is said; given back, it goes on', async () => {
    const background = await watching(['a.com']);
    granted.add('not https://api.dataforseo.com/*');
    revoked();
    await vi.waitFor(async () => expect(await alarm()).toBeFalsy());
    expect(await background.viewWatch()).toMatchObject({ list: { hold: { kind: 'no-permission' } } });
    expect(notices).toHaveLength(1);
    at(NOON + DUE);
    await fire(background);
    expect(network.posted).toHaveLength(2);
    granted.delete('not https://api.dataforseo.com/*');
    background.planSoon();
    await vi.waitFor(async () => expect(await alarm()).toMatchObject({ scheduledTime: about(NOON + DUE + MINUTE) }));
    expect(await fire(background)).toMatchObject({ list: { hold: null } });
    expect(network.posted).toHaveLength(4);
  });

  it('a missing or locked login is said once, and nothing is asked until it is back', async () => {
    const background = await watching(['a.com']);
    await fakeBrowser.storage.session.clear();
    const late = await wake();
    at(NOON + DUE);
    for (let hour = 0; hour < 3; hour++) {
      at(NOON + DUE + hour * HOUR);
      expect(await fire(late)).toMatchObject({ list: { hold: { kind: 'signed-out' } } });
    }
    expect(network.posted).toHaveLength(2);
    expect(notices).toHaveLength(1);
    await late.connect({ login: 'user@example.com', password: 'secret', keeping: 'session' });
    expect(await fire(late)).toMatchObject({ list: { hold: null } });
    expect(network.posted).toHaveLength(4);
    expect(background).toBeTruthy();
  });

  it('without the permission for notices nothing is shown and the look is made all the same', async () => {
    figures = { 'a.com': { referring_main_domains: 100 } };
    const background = await watching(['a.com']);
    granted.delete('notifications');
    figures = { 'a.com': { referring_main_domains: 1 } };
    at(NOON + DUE);
    expect(await fire(background)).toMatchObject({ mayNotify: false, runs: [{ alerted: 1 }, {}] });
    expect(notices).toEqual([]);
  });

  it('R34 a call that costs more than twice what was said stops the list until the person lets it go on', async () => {
    const background = await watching(['a.com']);
    at(NOON + DUE);
    network.reply = (posted) => taskReply({ cost: 0.06, result: [{ items: targetsOf(posted).map((target) => ({ target, rank: 1 })) }] });
    expect(await fire(background)).toMatchObject({ list: { hold: { kind: 'dearer' } } });
    await fire(background);
    expect(network.posted).toHaveLength(3);
    network.reply = reply;
    at(NOON + 8 * DAY);
    await background.setWatching({ isOn: true });
    await idle(background);
    expect(asked().slice(2)).toEqual(['bulk_ranks', 'bulk_referring_domains']);
  });

  it('a paused list wakes nobody; a failed call leaves the others standing', async () => {
    const background = await watching(['a.com']);
    expect(await background.setWatching({ isOn: false })).toMatchObject({ nextAt: null });
    expect(await alarm()).toBeFalsy();
    at(NOON + DUE);
    await fire(background);
    expect(network.posted).toHaveLength(2);
    network.reply = (posted) =>
      posted.url.includes('bulk_ranks') ? taskReply({ status_code: 40501, status_message: 'Invalid Field', cost: 0 }) : reply(posted);
    await background.setWatching({ isOn: true });
    expect(await idle(background)).toMatchObject({ runs: [{ failed: 1 }, {}], list: { run: null } });
  });

  it('a paused list whose sites are marked or taken off stays paused, and no site is added that way', async () => {
    const background = await watching(['a.com', 'b.com']);
    await background.setWatching({ isOn: false });
    at(NOON + DUE);
    const sites = [
      { target: 'b.com', isRival: true },
      { target: 'c.com', isRival: false },
    ];
    expect((await background.keepWatched({ sites })).list).toMatchObject({ isOn: false, sites: [{ target: 'b.com', isRival: true }] });
    await fire(background);
    expect(network.posted).toHaveLength(2);
  });

  it('sites on the never-send list are left out', async () => {
    const background = await watching(['a.com', 'b.com']);
    await background.changeSettings({ neverSend: ['b.com'] });
    at(NOON + DUE);
    await fire(background);
    expect(network.posted.slice(2).map(targetsOf)).toEqual([['a.com'], ['a.com']]);
  });

  it('belongs to its environment: another one has its own list', async () => {
    const background = await watching(['a.com']);
    await background.changeSettings({ environment: 'sample' });
    at(NOON + DUE);
    expect(await fire(background)).toMatchObject({ list: null, runs: [] });
    expect(network.posted).toHaveLength(2);
  });

  it('goes with everything else at a sign-out', async () => {
    const background = await watching(['a.com']);
    await background.disconnect();
    expect(await background.viewWatch()).toMatchObject({ list: null, runs: [] });
    await fire(background);
    expect(await alarm()).toBeFalsy();
    expect(network.posted).toHaveLength(2);
  });
});
