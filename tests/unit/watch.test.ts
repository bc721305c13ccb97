import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { alertsOf, alertWords, changedFigures, digestOf, mayHaveLost, merged } from '../../lib/watch/compare.ts';
import { rivalLines } from '../../lib/watch/csv.ts';
import { type Known, type Thresholds, usualThresholds, type Watched, type WatchRow } from '../../lib/watch/define.ts';
import { figuresOf, lossesOf, rowsOfLook } from '../../lib/watch/look.ts';
import { callsOf, dearestCalls, fitting, priceOf, totalUsd, usualFigures } from '../../lib/watch/plan.ts';
import { doorOfChange, historyRows, tableOfList, tableOfLook } from '../../lib/watch/rows.ts';
import { begun, nextAfter, nextRoundAt, pendingOf, withClock } from '../../lib/watch/schedule.ts';

const DAY = 86_400_000;
const at = (written: string): number => Date.parse(`${written}Z`);
const NOON = at('2026-11-14T12:00:00');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
});
afterEach(() => {
  vi.useRealTimers();
});

const site = (target: string, more: Partial<Watched> = {}): Watched => ({
  ...{ target, isRival: false, addedAt: NOON - 30 * DAY, lookedAt: NOON - 7 * DAY, last: {} },
  ...more,
});
const list = (sites: Watched[], roundAt: number | null = NOON - 7 * DAY) => ({ sites, roundAt, every: 'week' as const });

describe('when sites are looked at', () => {
  it('is a day, a week or a month later, and in a shorter month its last day', () => {
    expect(nextAfter(NOON, 'day')).toBe(NOON + DAY);
    expect(nextAfter(NOON, 'week')).toBe(NOON + 7 * DAY);
    expect(nextAfter(at('2026-01-31T18:30:00'), 'month')).toBe(at('2026-02-28T18:30:00'));
    expect(nextAfter(at('2026-12-05T00:00:00'), 'month')).toBe(at('2027-01-05T00:00:00'));
  });

  it('is at once for a new list, and at the very moment the period is over', () => {
    expect(nextRoundAt(list([], null))).toBe(0);
    const due = list([site('a.com')]);
    expect(begun(due, nextRoundAt(due) - 1)).toBe(due);
    expect(pendingOf(begun(due, nextRoundAt(due)))).toHaveLength(1);
  });

  it('is once for any number of missed periods', () => {
    const late = begun(list([site('a.com')], NOON - 70 * DAY), NOON);
    expect(late.roundAt).toBe(NOON);
    const looked = { ...late, sites: late.sites.map((each) => ({ ...each, lookedAt: NOON })) };
    expect(pendingOf(begun(looked, NOON + 60_000))).toEqual([]);
    expect(nextRoundAt(looked)).toBe(NOON + 7 * DAY);
  });

  it('begins with the site that waits for the longest, and one that was added since waits for the next round', () => {
    const round = list(
      [
        site('b.com', { lookedAt: NOON - 8 * DAY }),
        site('new.com', { addedAt: NOON, lookedAt: null }),
        site('a.com', { lookedAt: NOON - 20 * DAY }),
      ],
      NOON - DAY,
    );
    expect(pendingOf(round).map(({ target }) => target)).toEqual(['a.com', 'b.com']);
    expect(pendingOf({ ...round, roundAt: NOON })).toHaveLength(3);
  });

  it('begins no round while sites of the one before wait', () => {
    const capped = list([site('a.com', { lookedAt: NOON - 9 * DAY })], NOON - 8 * DAY);
    expect(begun(capped, NOON)).toBe(capped);
  });

  it('is not kept away by moments that a wrong clock wrote', () => {
    const ahead = list([site('a.com', { lookedAt: NOON + 365 * DAY })], NOON + 365 * DAY);
    const right = withClock(ahead, NOON);
    expect(right).toMatchObject({ roundAt: NOON, sites: [{ lookedAt: NOON }] });
    expect(pendingOf(begun(right, NOON + 7 * DAY))).toHaveLength(1);
    const sound = list([site('a.com')]);
    expect(withClock(sound, NOON)).toBe(sound);
  });
});

const sites = (many: number, lookedAt: number | null = NOON - DAY) =>
  Array.from({ length: many }, (_, n) => site(`site${n}.com`, { lookedAt }));
const wanted = { figures: [...usualFigures], thresholds: usualThresholds };
const four = {
  ...wanted,
  figures: ['bulk_ranks', 'bulk_spam_score', 'bulk_backlinks', 'bulk_referring_domains'],
};

describe('what a look takes', () => {
  it('is one call for each figure, whose sites are all of them', () => {
    const calls = callsOf(four, sites(50), null);
    expect(calls.map(({ endpoint }) => endpoint.id)).toEqual(four.figures);
    expect(totalUsd(calls)).toBe(0.1032);
  });

  it('asks for what a summary has anyway only once', () => {
    const calls = callsOf({ ...four, figures: [...four.figures, 'bulk_pages_summary'] }, sites(50), null);
    expect(calls.map(({ endpoint }) => endpoint.id)).toEqual(['bulk_pages_summary', 'bulk_spam_score']);
  });

  it('counts what was won and lost since the look before, by its day, and not at a first look', () => {
    const mixed = [
      ...sites(2, NOON - DAY),
      ...sites(1, NOON - 3 * DAY).map((each) => ({ ...each, target: 'c.com' })),
      site('new.com', { lookedAt: null }),
    ];
    const calls = callsOf({ ...wanted, figures: ['bulk_new_lost_referring_domains'] }, mixed, null);
    expect(calls.map(({ request }) => [request.date_from, (request.targets as string[]).length])).toEqual([
      ['2026-11-13', 2],
      ['2026-11-11', 1],
    ]);
  });

  it('counts a call for lost links of every site before it is known which lost any', () => {
    const strong = { ...four, thresholds: { ...usualThresholds, strongLossRank: 300 } };
    expect(dearestCalls(strong, sites(50), null)).toHaveLength(54);
    expect(dearestCalls(strong, sites(50, null), null)).toHaveLength(4);
  });

  it('fits as many sites as an amount is enough for, the first ones', () => {
    expect(fitting(four, sites(200), 0.1, null)).toHaveLength(27);
    expect(fitting(four, sites(200), 0.096 + 4 * 27 * 0.000036, null)).toHaveLength(27);
    expect(fitting(four, sites(3), 1, null)).toHaveLength(3);
    expect(fitting(four, sites(3), 0.09, null)).toEqual([]);
  });

  it('says the price of a month, and on how many days a cap spreads one look', () => {
    const named = (many: number) => sites(many).map(({ target }) => target);
    expect(priceOf({ ...four, every: 'week' }, named(50), 0.2, null)).toMatchObject({
      calls: 4,
      lookUsd: 0.1032,
      days: 1,
      isAtMost: false,
    });
    expect(priceOf({ ...four, every: 'week' }, named(50), 0.2, null).monthUsd).toBeCloseTo(0.449, 3);
    expect(priceOf({ ...four, every: 'day' }, named(50), 0.2, null).monthUsd).toBeCloseTo(3.1412, 4);
    expect(priceOf({ ...four, every: 'month' }, named(50), 0.2, null).monthUsd).toBe(0.1032);
    // 27 sites a day of 200: eight days for one look, so a daily list is looked at every eighth day.
    const spread = priceOf({ ...four, every: 'day' }, named(200), 0.1, null);
    expect(spread.days).toBe(8);
    expect(spread.monthUsd).toBeLessThan(0.1 * 30.5);
    expect(priceOf({ ...four, every: 'day' }, named(1), 0.05, null)).toMatchObject({ days: 0, monthUsd: 0 });
  });
});

const found = (before: Known, now: Known, more: Partial<WatchRow> = {}): WatchRow => ({
  ...{ target: 'a.com', isRival: false, before, beforeAt: NOON - 7 * DAY, now, losses: [], alerts: [] },
  ...more,
});
const none: Thresholds = { dropPercent: null, lostWebsites: null, strongLossRank: null, spamUp: null, rivalGains: null };
const kinds = (row: WatchRow, limits: Partial<Thresholds>) => alertsOf(row, { ...none, ...limits }).map(({ kind }) => kind);

describe('what is worth a word', () => {
  it('is a fall by the very percent, and not by less', () => {
    expect(kinds(found({ backlinks: 1000 }, { backlinks: 900 }), { dropPercent: 10 })).toEqual(['drop']);
    expect(kinds(found({ backlinks: 1000 }, { backlinks: 901 }), { dropPercent: 10 })).toEqual([]);
    expect(
      kinds(found({ backlinks: 3, referring_main_domains: 3 }, { backlinks: 2, referring_main_domains: 2 }), { dropPercent: 33 }),
    ).toHaveLength(2);
    expect(kinds(found({ backlinks: 3 }, { backlinks: 2 }), { dropPercent: 34 })).toEqual([]);
    expect(kinds(found({ backlinks: 5 }, { backlinks: 0 }), { dropPercent: 100 })).toEqual(['drop']);
  });

  it('is nothing where a side is not known, where all was zero, or where nothing changed', () => {
    expect(kinds(found({}, { backlinks: 5 }), { dropPercent: 1 })).toEqual([]);
    expect(kinds(found({ backlinks: 5 }, {}), { dropPercent: 1 })).toEqual([]);
    expect(kinds(found({ backlinks: 0 }, { backlinks: 0 }), { dropPercent: 1 })).toEqual([]);
    expect(kinds(found({ backlinks: 7 }, { backlinks: 7 }), { dropPercent: 1 })).toEqual([]);
  });

  it('is lost websites and a rise of spam from the very number on', () => {
    expect(kinds(found({}, { lost_referring_main_domains: 5 }), { lostWebsites: 5 })).toEqual(['lost']);
    expect(kinds(found({}, { lost_referring_main_domains: 4 }), { lostWebsites: 5 })).toEqual([]);
    expect(kinds(found({ spam_score: 10 }, { spam_score: 20 }), { spamUp: 10 })).toEqual(['spam']);
    expect(kinds(found({ spam_score: 10 }, { spam_score: 19 }), { spamUp: 10 })).toEqual([]);
    expect(kinds(found({ spam_score: 0 }, { spam_score: 10 }), { spamUp: 10 })).toEqual(['spam']);
    expect(kinds(found({}, { spam_score: 90 }), { spamUp: 10 })).toEqual([]);
  });

  it('is a strong link that was lost, where that is asked for', () => {
    const row = found({}, {}, { losses: [{ domain: 'big.com', rank: 700, url: null }] });
    expect(kinds(row, { strongLossRank: 300 })).toEqual(['strong-loss']);
    expect(kinds(row, {})).toEqual([]);
    expect(kinds(found({}, {}), { strongLossRank: 300 })).toEqual([]);
  });

  it('of a rival is what it gained, and nothing else', () => {
    const rival = (before: Known, now: Known) => found(before, now, { isRival: true });
    expect(kinds(rival({}, { new_referring_main_domains: 20 }), { rivalGains: 20 })).toEqual(['gain']);
    expect(kinds(rival({}, { new_referring_main_domains: 19 }), { rivalGains: 20 })).toEqual([]);
    expect(kinds(rival({ referring_main_domains: 100 }, { referring_main_domains: 120 }), { rivalGains: 20 })).toEqual(['gain']);
    expect(kinds(rival({}, { referring_main_domains: 120 }), { rivalGains: 20 })).toEqual([]);
    expect(kinds(rival({ backlinks: 9 }, { backlinks: 1, spam_score: 99 }), { dropPercent: 1, spamUp: 1 })).toEqual([]);
    expect(kinds(found({}, { new_referring_main_domains: 99 }), { rivalGains: 1 })).toEqual([]);
  });

  it('stands in a sentence', () => {
    const said = (row: WatchRow) => alertsOf(row, { ...usualThresholds, strongLossRank: 1 }).map(alertWords);
    expect(said(found({ backlinks: 1000, spam_score: 1 }, { backlinks: 876, spam_score: 40, lost_referring_main_domains: 12 }))).toEqual([
      'Backlinks fell by 12 %, from 1,000 to 876',
      'Lost 12 referring websites',
      'Spam score rose from 1 to 40',
    ]);
  });

  it('says in a notice how many, and which only where names may be seen', () => {
    const alerts = alertsOf(found({ backlinks: 10 }, { backlinks: 5 }), usualThresholds);
    const rows = ['a.com', 'b.com', 'c.com', 'd.com'].map((target) => found({}, {}, { target, alerts }));
    expect(digestOf({ rows: [found({}, {})] }, { nameSites: true })).toBeNull();
    const hidden = digestOf({ rows }, { nameSites: false });
    expect(hidden?.title).toBe('4 of your watched sites changed');
    expect(JSON.stringify(hidden)).not.toMatch(/[abcd]\.com/);
    expect(digestOf({ rows }, { nameSites: true })?.message.split('\n')).toEqual([
      ...['a.com', 'b.com', 'c.com'].map((target) => `${target}: Backlinks fell by 50 %, from 10 to 5`),
      'and 1 more',
    ]);
  });
});

describe('comparing looks', () => {
  it('tells what differs; won and lost differ where there are any', () => {
    expect(changedFigures(found({ rank: 5, backlinks: 7 }, { rank: 5, backlinks: 8, new_backlinks: 0, lost_backlinks: 2 }))).toEqual([
      'backlinks',
      'lost_backlinks',
    ]);
    expect(changedFigures(found({}, { rank: 5 }))).toEqual([]);
  });

  it('keeps what a look did not bring, and no flow of another look', () => {
    expect(merged({ rank: 5, backlinks: 7 }, { backlinks: 8, lost_backlinks: 3 })).toEqual({ rank: 5, backlinks: 8 });
  });

  it('asks for lost links only where some may be lost', () => {
    expect(mayHaveLost(found({}, { lost_referring_main_domains: 0 }))).toBe(false);
    expect(mayHaveLost(found({}, { lost_referring_main_domains: 1 }))).toBe(true);
    expect(mayHaveLost(found({ referring_main_domains: 5 }, { referring_main_domains: 5 }))).toBe(false);
    expect(mayHaveLost(found({ referring_main_domains: 5 }, { referring_main_domains: 4 }))).toBe(true);
    expect(mayHaveLost(found({}, {}))).toBe(true);
  });

  it('leads from a change to the rows it counts, since the look before', () => {
    expect(doorOfChange(found({}, {}), 'new_referring_main_domains')).toContain('2026-11-07');
    expect(doorOfChange(found({}, {}), 'no_such_figure')).toBeNull();
  });

  it('puts rows to the sites they name, whatever their order; null and missing are not known', () => {
    const request = { targets: ['a.com', 'b.com', 'c.com'] };
    const answers = [
      {
        endpoint: 'bulk_ranks' as const,
        request,
        rows: [
          { target: 'www.b.com', rank: 0 },
          { target: 'a.com', rank: 200 },
        ],
      },
      { endpoint: 'bulk_spam_score' as const, request, rows: [{ target: 'a.com', spam_score: null }] },
      {
        ...{ endpoint: 'backlinks' as const, request: { target: 'a.com' } },
        rows: [{ domain_from: 'big.com', domain_from_rank: 700, url_from: 'https://big.com/x' }, { domain_from: null }],
      },
    ];
    expect(figuresOf('a.com', answers)).toEqual({ rank: 200 });
    expect(figuresOf('b.com', answers)).toEqual({ rank: 0 });
    expect(figuresOf('c.com', answers)).toEqual({});
    expect(lossesOf('a.com', answers)).toEqual([{ domain: 'big.com', rank: 700, url: 'https://big.com/x' }]);
    const [first, second] = rowsOfLook(
      [site('a.com', { last: { rank: 100 } }), site('b.com', { lookedAt: null })],
      answers,
      usualThresholds,
    );
    expect(first).toMatchObject({ before: { rank: 100 }, now: { rank: 200 }, alerts: [] });
    expect(second).toMatchObject({ before: {}, beforeAt: null, alerts: [] });
  });
});

describe('the watchlist in tables and files', () => {
  it('puts what passed a threshold first, and leads from each figure to its rows', () => {
    const alerts = alertsOf(found({ backlinks: 10 }, { backlinks: 5 }), usualThresholds);
    const rows = [
      found({ rank: 5 }, { rank: 5 }, { target: 'same.com' }),
      found({ rank: 5 }, { rank: 9 }, { target: 'other.com' }),
      found({ backlinks: 10 }, { backlinks: 5 }, { target: 'fell.com', alerts }),
      found({}, {}, { target: 'none.com' }),
      found({}, { rank: 1 }, { target: 'first.com', beforeAt: null }),
    ];
    const table = tableOfLook(rows);
    expect(table.rows.map(({ target, found: words }) => [target, words])).toEqual([
      ['fell.com', 'Backlinks fell by 50 %, from 10 to 5'],
      ['other.com', 'Rank changed'],
      ['same.com', 'Nothing changed'],
      ['none.com', 'No figures came'],
      ['first.com', 'First look'],
    ]);
    expect(table.figures).toEqual(['rank', 'backlinks']);
    const links = table.columns.find(({ path }) => path === 'backlinks');
    expect(links?.href?.(table.rows[0] ?? {})).toContain('#/backlinks?target=fell.com');
    const change = table.columns.find(({ path }) => path === 'change of backlinks');
    expect(table.rows.map((row) => change?.value(row))).toEqual([-5, null, null, null, null]);
  });

  it('shows the newest figures of the list, also of sites that the newest look left out', () => {
    const table = tableOfList(
      [site('a.com', { last: { rank: 7 } }), site('b.com', { last: { rank: 3 }, isRival: true })],
      [found({ rank: 5 }, { rank: 7 }, { target: 'a.com' })],
    );
    expect(table.rows).toMatchObject([
      { target: 'a.com', rank: 7, found: 'Rank changed', watched_as: 'yours', looked: '2026-11-07 12:00:00 +00:00' },
      { target: 'b.com', rank: 3, found: null, watched_as: 'rival' },
    ]);
  });

  it('makes one row of a day of what several answers said, and takes only figures', () => {
    const past = [
      { fetchedAt: NOON, row: { target: 'a.com', rank: 5, type: 'x' } },
      { fetchedAt: NOON + 3_600_000, row: { rank: 6, backlinks: 2 } },
      { fetchedAt: NOON + DAY, row: { spam_score: null } },
    ];
    expect(historyRows(past)).toEqual([
      { date: '2026-11-14 13:00:00 +00:00', rank: 6, backlinks: 2 },
      { date: '2026-11-15 12:00:00 +00:00' },
    ]);
  });

  it('reads from its own file who is a rival, and from any other that nobody is', () => {
    expect([...rivalLines('\ufefftarget,watched_as\r\n"a.com","yours"\r\n"b.com","Rival"\r\n')]).toEqual([3]);
    expect([...rivalLines('domain;Watched as\nb.com;rival\nc.com;yours\n')]).toEqual([2]);
    expect([...rivalLines('a.com\nb.com')]).toEqual([]);
    expect([...rivalLines('target,note\na.com,rival\nb.com,x')]).toEqual([]);
  });
});
