import { describe, expect, it } from 'vitest';
import { part, spokenAt, tableOf } from '../../components/charts/data.ts';
import { domainOf, indexAt, plotOf } from '../../components/charts/geometry.ts';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { dayOf } from '../../lib/params.ts';
import { midnightOf } from '../../lib/ranges.ts';
import { flowsOf, groupOf, momentsOf, periodsIn, sinceCounted, stocksOf, valuesAt } from '../../lib/series.ts';
import { flowQuestion, historyQuestion, priceOfAll, stockQuestion, trendViewOf, usualTrendUsd, valuesOfTrend } from '../../lib/trends.ts';

const standing = endpointOf('timeseries_summary');
const moving = endpointOf('timeseries_new_lost_summary');
const history = endpointOf('history');
const stamp = (day: string) => `${day} 00:00:00 +00:00`;
const stood = (day: string, backlinks: number | null) => ({
  date: stamp(day),
  backlinks,
  referring_main_domains: backlinks,
  rank: backlinks,
});

describe('the figures of series', () => {
  it('are told apart by the registry alone', () => {
    expect(stocksOf(standing).map(({ path }) => path)).toEqual(expect.arrayContaining(['rank', 'backlinks', 'backlinks_nofollow']));
    expect(flowsOf(standing)).toEqual([]);
    expect(stocksOf(moving)).toEqual([]);
    expect(flowsOf(moving).map(({ id }) => id)).toEqual(['referring_main_domains', 'referring_domains', 'backlinks']);
    expect(flowsOf(moving)[0]).toMatchObject({ label: 'Referring websites', lost: { path: 'lost_referring_main_domains' } });
    expect(flowsOf(history).map(({ id }) => id)).toEqual(['backlinks', 'referring_domains']);
    expect(stocksOf(history).some(({ path }) => path.startsWith('new_') || path.includes('.'))).toBe(false);
  });

  it('are grouped as was asked, by month where nothing was said', () => {
    expect(groupOf(standing, { group_range: 'week' })).toBe('week');
    expect(groupOf(standing, {})).toBe('month');
    expect(groupOf(history, {})).toBe('month');
    expect(groupOf(standing, { group_range: 'fortnight' })).toBe('month');
  });
});

describe('periods of an answer', () => {
  const backlinks = stocksOf(standing).find(({ path }) => path === 'backlinks');

  it('stand in their order, and one that is missing or has zeros everywhere is a gap', () => {
    const periods = periodsIn(
      standing,
      [stood('2026-05-31', 5), stood('2026-01-31', 1), stood('2026-03-31', 0), stood('2026-02-28', 2)],
      'month',
    );
    expect(periods.map(({ at, row }) => [dayOf(at), row === null])).toEqual([
      ['2026-01-01', false],
      ['2026-02-01', false],
      ['2026-03-01', true],
      ['2026-04-01', true],
      ['2026-05-01', false],
    ]);
    expect(backlinks && valuesAt(momentsOf([periods]), periods, backlinks)).toEqual([1, 2, null, null, 5]);
  });

  it('keep a zero that stands beside other figures', () => {
    const periods = periodsIn(standing, [{ date: stamp('2026-01-31'), backlinks: 0, rank: 12 }], 'month');
    expect(backlinks && valuesAt(momentsOf([periods]), periods, backlinks)).toEqual([0]);
  });

  it('take months by their first day and by their last as the same month, and leave out what has no date', () => {
    const rows = [stood('2024-02-29', 1), { ...stood('2024-03-01', 2) }, { date: 'soon', backlinks: 3 }, { date: null, backlinks: 4 }, {}];
    expect(periodsIn(standing, rows, 'month').map(({ at }) => dayOf(at))).toEqual(['2024-02-01', '2024-03-01']);
  });

  it('of days cross a leap day, and of weeks the end of a year, without a hole', () => {
    const days = periodsIn(standing, [stood('2024-02-28', 1), stood('2024-03-02', 1)], 'day');
    expect(days.map(({ at }) => dayOf(at))).toEqual(['2024-02-28', '2024-02-29', '2024-03-01', '2024-03-02']);
    const weeks = periodsIn(standing, [stood('2025-12-28', 1), stood('2026-01-11', 1)], 'week');
    expect(weeks.map(({ at }) => dayOf(at))).toEqual(['2025-12-22', '2025-12-29', '2026-01-05']);
  });

  it('cannot be made endless by a stray date', () => {
    expect(periodsIn(standing, [stood('0001-01-01', 1), stood('2026-01-01', 1)], 'day').length).toBeLessThanOrEqual(5000);
    expect(periodsIn(standing, [], 'day')).toEqual([]);
  });

  it('of won and lost begin with the first that won or lost anything; nothing later is a gap', () => {
    const [flow] = flowsOf(moving);
    const row = (day: string, won: number, lost: number) => ({
      date: stamp(day),
      new_referring_main_domains: won,
      lost_referring_main_domains: lost,
    });
    const periods = periodsIn(
      moving,
      [row('2021-03-31', 0, 0), row('2021-04-30', 0, 0), row('2021-05-31', 3, 0), row('2021-06-30', 0, 0)],
      'month',
    );
    const counted = flow ? sinceCounted(periods, flow) : [];
    expect(flow && valuesAt(momentsOf([counted]), counted, flow.gained)).toEqual([null, null, 3, 0]);
  });

  it('of several domains share their moments', () => {
    const one = periodsIn(standing, [stood('2026-01-31', 1), stood('2026-02-28', 2)], 'month');
    const two = periodsIn(standing, [stood('2026-02-28', 7), stood('2026-03-31', 8)], 'month');
    const at = momentsOf([one, two]);
    expect(backlinks && [valuesAt(at, one, backlinks), valuesAt(at, two, backlinks)]).toEqual([
      [1, 2, null],
      [null, 7, 8],
    ]);
  });
});

describe('the questions of trends', () => {
  const now = Date.parse('2026-11-22T23:59:59Z');
  const view = (query: string) => trendViewOf(new URLSearchParams(query), now);

  it('are twelve months by month unless the address says otherwise', () => {
    expect(view('target=forbes.com')).toEqual({
      target: 'forbes.com',
      span: '12m',
      group: 'month',
      range: { from: '2025-11-01', to: '2026-11-22' },
      overlays: [],
    });
    expect(view('target=a.com&range=30d').group).toBe('day');
    expect(view('target=a.com&range=all&group_range=week')).toMatchObject({ span: 'all', group: 'week', range: { from: '2019-01-30' } });
    expect(view('target=a.com&range=forever&group_range=hour')).toMatchObject({ span: '12m', group: 'month' });
    expect(view('date_from=1999-01-01&date_to=2031-01-01')).toMatchObject({
      span: 'custom',
      range: { from: '2019-01-30', to: '2026-11-22' },
    });
  });

  it('take at most four other domains, each once and never the first', () => {
    expect(view('target=a.com&with=a.com&with=b.com&with=b.com&with=c.com&with=d.com&with=e.com&with=f.com').overlays).toEqual([
      'b.com',
      'c.com',
      'd.com',
      'e.com',
    ]);
  });

  it('are their address, and back', () => {
    for (const query of [
      'target=a.com',
      'target=a.com&range=3y',
      'target=a.com&date_from=2024-02-29&date_to=2024-03-31&group_range=day&with=b.com',
    ])
      expect(valuesOfTrend(view(query)).toString()).toBe(query);
  });

  it('do not name today, so that they are the same question tomorrow', () => {
    expect(stockQuestion('a.com', view('target=a.com'), now)).toEqual({
      endpoint: 'timeseries_summary',
      request: { target: 'a.com', date_from: '2025-11-01', group_range: 'month' },
    });
    expect(flowQuestion('a.com', view('date_from=2026-01-05&date_to=2026-02-28'), now).request).toMatchObject({ date_to: '2026-02-28' });
    expect(historyQuestion('a.com', view('range=all'), now).request).toEqual({ target: 'a.com', date_from: '2019-01-01' });
    for (const { endpoint, request } of [stockQuestion, flowQuestion, historyQuestion].map((of) => of('a.com', view('range=all'), now)))
      expect(endpointOf(endpoint).schema.safeParse(request).success, endpoint).toBe(true);
  });

  it('cost their calls and every period', () => {
    expect(usualTrendUsd('a.com', null, now)).toBeCloseTo(2 * 0.024 + 26 * 0.000036, 6);
    const days = view('range=30d');
    expect(priceOfAll([stockQuestion('a.com', days, now)], null)).toBeCloseTo(0.024 + 30 * 0.000036, 6);
  });
});

describe('a chart', () => {
  const at = Array.from({ length: 24 }, (_, month) => Date.UTC(2025, month, 1));
  const series = (id: string, panel: string, values: (number | null)[]) => ({ id, label: id, tone: 1 as const, panel, values });
  const chart = {
    at,
    nameOf: (moment: number) => dayOf(moment),
    partial: at[23] ?? null,
    series: [
      series(
        'a',
        'Links',
        at.map((_, n) => (n === 5 ? null : n)),
      ),
    ],
  };
  const size = { width: 800, height: 260, spacing: 'points' as const };

  it('has its first and last period on its edges, or a band for each', () => {
    const points = plotOf(chart, size);
    expect([points.xs[0], points.xs.at(-1)]).toEqual([points.left, points.right]);
    const bands = plotOf(chart, { ...size, spacing: 'bands' });
    expect(bands.xs[0]).toBeCloseTo(bands.left + bands.step / 2);
    expect(indexAt(points, points.left - 50)).toBe(0);
    expect(indexAt(points, 10_000)).toBe(23);
    expect(points.ticks.length).toBeGreaterThan(3);
    expect(new Set(points.ticks.map((tick) => tick.label)).size).toBeGreaterThan(3);
  });

  it('gives each panel its room and an axis of its own', () => {
    const two = plotOf(
      {
        ...chart,
        series: [
          ...chart.series,
          series(
            'b',
            'Rank',
            at.map(() => 700),
          ),
        ],
      },
      size,
    );
    expect(two.panels.map(({ label }) => label)).toEqual(['Links', 'Rank']);
    expect(two.panels[0]?.bottom).toBeLessThan(two.panels[1]?.top ?? 0);
    expect(two.panels[1]?.y(700)).toBeGreaterThan(two.panels[1]?.top ?? 0);
  });

  it('begins at zero where columns or wide ranges do, and never divides by nothing', () => {
    expect(domainOf([series('a', '', [1000, 1010])], 'points')).toEqual([1000, 1010]);
    expect(domainOf([series('a', '', [10, 1010])], 'points')).toEqual([0, 1010]);
    expect(domainOf([series('a', '', [5, 7]), series('b', '', [3, 1]), series('c', '', [-4, -9])], 'bands')).toEqual([-9, 8]);
    expect(domainOf([series('a', '', [null, null])], 'points')).toEqual([0, 1]);
    expect(domainOf([series('a', '', [0])], 'bands')).toEqual([0, 1]);
    for (const values of [[], [null], [0], [7]]) {
      const moments = values.map((_, n) => midnightOf('2026-01-01') + n);
      const plot = plotOf({ ...chart, at: moments, series: [series('a', 'x', values)] }, size);
      for (const x of plot.xs) expect(Number.isFinite(x)).toBe(true);
    }
  });

  it('is read out with exact figures, null as not known, and what is lost without a sign', () => {
    expect(spokenAt(chart, 5)).toBe('2025-06-01: a not known');
    expect(
      spokenAt(
        {
          ...chart,
          series: [
            series(
              'Lost',
              '',
              at.map(() => -12_408),
            ),
          ],
        },
        23,
      ),
    ).toMatch(/^2026-12-01 so far: Lost 12.408$/);
    expect(spokenAt(chart, 99)).toBe('');
  });

  it('has its figures as rows too, and a part of it as fewer', () => {
    const { columns, rows } = tableOf(part(chart, [4, 6]));
    expect(columns.map(({ path }) => path)).toEqual(['date', 'a']);
    expect(rows).toEqual([
      { date: '2025-05-01', a: 4 },
      { date: '2025-06-01', a: null },
      { date: '2025-07-01', a: 6 },
    ]);
  });
});
