import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Book, emptyBook, readerOf, type Want, withAnswer, withFigures } from '../../lib/bulk/book.ts';
import { doorOf } from '../../lib/bulk/doors.ts';
import { joined, targetsIn } from '../../lib/bulk/join.ts';
import { comparison, covers, type Metric, metrics, sourcesOf } from '../../lib/bulk/metrics.ts';
import { batchesOf, hintOf, planOf, type Task } from '../../lib/bulk/plan.ts';
import { bestOf, tableOf } from '../../lib/bulk/rows.ts';
import { type EndpointId, endpoints } from '../../lib/endpoints/index.ts';
import type { Figures, Stored } from '../../lib/messages.ts';
import { dayOf, hostOfTarget } from '../../lib/params.ts';
import { routeOf } from '../../lib/route.ts';

const DAY = 86_400_000;
const NOW = Date.now();
const metric = (id: EndpointId): Metric => metrics.find(({ endpoint }) => endpoint.id === id) as Metric;
const want = (id: EndpointId, extra = {}): Want => ({ metric: metric(id), extra });
const sites = (many: number): string[] => Array.from({ length: many }, (_, at) => `site-${at}.com`);
const task = (wants: Want[], targets: string[], more: Partial<Task> = {}): Task => ({
  ...{ wants, targets, book: emptyBook, lost: [], now: NOW, since: 0, lifetimes: {}, prices: null },
  ...more,
});
const isKnown = (book: Book, of: Want, target: string): boolean =>
  readerOf(book, of).isKnown(target, { now: NOW, since: 0, lifetimes: {} });
const stored = (endpoint: EndpointId, targets: string[], rows: Record<string, unknown>[], extra = {}): Stored => ({
  ...{ endpoint, request: { targets, ...extra }, environment: 'production', fetchedAt: NOW, costUsd: 0.024 },
  ...{ fresh: true, freshDays: 7, cached: false, rows, head: {}, totalCount: null },
});

describe('the metrics', () => {
  it('are every bulk endpoint, each with the figures of its row', () => {
    expect(metrics.map(({ endpoint }) => endpoint.id)).toEqual(endpoints.filter(({ group }) => group === 'Bulk').map(({ id }) => id));
    expect(metrics.map(({ fields }) => Object.keys(fields)).slice(0, 4)).toEqual([
      ['rank'],
      ['spam_score'],
      ['backlinks'],
      ['referring_main_domains', 'referring_main_domains_nofollow', 'referring_domains', 'referring_domains_nofollow'],
    ]);
    expect(metrics.filter(({ since }) => since !== null).map(({ since }) => since)).toEqual(['date_from', 'date_from']);
  });

  it('are also had from other answers with the same figures, but spam of links is not spam of the site', () => {
    const sources = (id: EndpointId) => sourcesOf(metric(id)).map((endpoint) => endpoint.id);
    expect(sources('bulk_ranks')).toEqual(['bulk_ranks', 'summary', 'bulk_pages_summary']);
    expect(sources('bulk_backlinks')).toEqual(['bulk_backlinks', 'summary', 'bulk_pages_summary']);
    expect(sources('bulk_spam_score')).toEqual(['bulk_spam_score']);
    expect(sources('bulk_new_lost_backlinks')).toEqual(['bulk_new_lost_backlinks']);
    expect(sources('bulk_pages_summary')).toEqual(['bulk_pages_summary']);
    for (const section of comparison) expect(Object.keys(section.fields).length, section.title).toBeGreaterThan(0);
  });

  it('lead from every figure to the report that lists it', () => {
    for (const { fields } of metrics)
      for (const [name, { kind }] of Object.entries(fields)) {
        if (kind === 'tally' || kind === 'time') continue;
        const { page, values } = routeOf(doorOf(name, 'a.com', '2026-10-01') ?? '');
        expect(
          endpoints.map(({ id }) => id),
          name,
        ).toContain(page);
        expect(values.get('target'), name).toBe('a.com');
      }
    expect(routeOf(doorOf('new_backlinks', 'a.com', '2026-10-01') ?? '').values.get('filters')).toBe(
      '[["first_seen",">","2026-10-01 00:00:00 +00:00"]]',
    );
    expect(doorOf('constructor', 'a.com', null)).toBeNull();
  });
});

describe('the plan', () => {
  it('splits at 1,000 targets, and summaries at 100 domains', () => {
    const counts = (id: EndpointId, targets: string[]) =>
      planOf(task([want(id)], targets)).calls.map(({ request }) => targetsIn(request).length);
    expect(counts('bulk_ranks', sites(1000))).toEqual([1000]);
    expect(counts('bulk_ranks', sites(1001))).toEqual([1000, 1]);
    expect(counts('bulk_ranks', [])).toEqual([]);
    expect(counts('bulk_pages_summary', sites(250))).toEqual([100, 100, 50]);
    expect(
      counts(
        'bulk_pages_summary',
        Array.from({ length: 900 }, (_, at) => `https://site-${at % 90}.com/${at}`),
      ),
    ).toEqual([900]);
  });

  it('costs what its calls cost: a request each, and a row per target', () => {
    const { calls, priceUsd } = planOf(task([want('bulk_ranks'), want('bulk_spam_score')], sites(1001)));
    expect(calls).toHaveLength(4);
    expect(priceUsd).toBeCloseTo(4 * 0.024 + 2 * 1001 * 0.000036, 6);
  });

  it('asks once for what one answer brings', () => {
    const { calls } = planOf(
      task([want('bulk_ranks'), want('bulk_backlinks'), want('bulk_pages_summary'), want('bulk_spam_score')], sites(50)),
    );
    expect(calls.map(({ endpoint }) => endpoint.id)).toEqual(['bulk_pages_summary', 'bulk_spam_score']);
    const compared = planOf(
      task(
        comparison.map((each) => ({ metric: each, extra: {} })),
        sites(5),
      ),
    );
    expect(compared.calls.map(({ endpoint }) => endpoint.id)).toEqual([
      ...['bulk_pages_summary', 'bulk_spam_score', 'bulk_new_lost_referring_domains', 'bulk_new_lost_backlinks'],
    ]);
  });

  it('does not buy what is known and fresh, from whichever answer, unless it is wanted anew', () => {
    const figures = (endpoint: EndpointId, target: string, days: number): Figures => ({
      ...{ endpoint, target, fetchedAt: NOW - days * DAY },
      row: { rank: 5, backlinks: 7, referring_main_domains: 1, referring_main_domains_nofollow: 1, referring_domains: 1 },
    });
    const book = withFigures(emptyBook, [
      figures('bulk_ranks', 'a.com', 29),
      figures('summary', 'b.com', 6),
      figures('summary', 'c.com', 8),
      figures('bulk_ranks', 'd.com', 31),
    ]);
    const asked = (more: Partial<Task>) =>
      planOf(task([want('bulk_ranks')], ['a.com', 'b.com', 'c.com', 'd.com', 'e.com'], { book, ...more })).calls.map(
        ({ request }) => request,
      );
    expect(asked({})).toEqual([{ targets: ['c.com', 'd.com', 'e.com'] }]);
    expect(asked({ lifetimes: { bulk_ranks: 90, summary: 1 } })).toEqual([{ targets: ['b.com', 'c.com', 'e.com'] }]);
    expect(asked({ since: NOW })).toEqual([{ targets: ['a.com', 'b.com', 'c.com', 'd.com', 'e.com'] }]);
    expect(readerOf(book, want('bulk_ranks')).rowOf('c.com')?.row.rank).toBe(5);
    // New ones since another day are other figures.
    const since = dayOf(NOW - 90 * DAY);
    const known = withFigures(emptyBook, [figures('bulk_new_lost_backlinks', 'a.com', 1)]);
    expect(isKnown(known, want('bulk_new_lost_backlinks'), 'a.com')).toBe(true);
    expect(isKnown(known, want('bulk_new_lost_backlinks', { date_from: since }), 'a.com')).toBe(false);
    const answered = withAnswer(
      emptyBook,
      ['a.com'],
      stored('bulk_new_lost_backlinks', ['a.com'], [{ target: 'a.com' }], { date_from: since }),
    );
    expect(isKnown(answered.book, want('bulk_new_lost_backlinks', { date_from: since }), 'a.com')).toBe(true);
    expect(isKnown(answered.book, want('bulk_new_lost_backlinks'), 'a.com')).toBe(false);
  });

  it('leaves out what was asked and may have been charged, whatever else the list has now', () => {
    const [lost] = planOf(task([want('bulk_ranks')], ['a.com', 'b.com'])).calls;
    const { calls } = planOf(task([want('bulk_ranks'), want('bulk_backlinks')], ['a.com', 'b.com', 'c.com'], { lost: lost ? [lost] : [] }));
    expect(calls.map(({ endpoint, request }) => [endpoint.id, targetsIn(request)])).toEqual([
      ['bulk_ranks', ['c.com']],
      ['bulk_backlinks', ['a.com', 'b.com', 'c.com']],
    ]);
  });

  it('names the tick that has the same for less, and only then', () => {
    const three = [want('bulk_ranks'), want('bulk_backlinks'), want('bulk_referring_domains')];
    const hint = hintOf(task([...three, want('bulk_spam_score')], sites(100)));
    expect(hint?.instead.endpoint.id).toBe('bulk_pages_summary');
    expect(hint?.of.map(({ endpoint }) => endpoint.id)).toEqual(['bulk_ranks', 'bulk_backlinks', 'bulk_referring_domains']);
    expect(hint?.priceUsd).toBeCloseTo(2 * (0.024 + 100 * 0.000036), 6);
    // 1,000 sites are ten calls of a hundred.
    expect(hintOf(task(three, sites(1000)))).toBeNull();
    expect(hintOf(task([want('bulk_ranks')], sites(10)))).toBeNull();
    expect(hintOf(task([want('bulk_spam_score'), want('bulk_new_lost_backlinks')], sites(10)))).toBeNull();
  });

  it('makes batches within every limit, of all targets once, and of plain lists as few as can be', () => {
    const aTarget = fc
      .tuple(fc.nat(150), fc.nat(30))
      .map(([site, page]) => (page === 0 ? `site-${site}.com` : `https://site-${site}.com/${page}`));
    fc.assert(
      fc.property(
        fc.uniqueArray(aTarget, { maxLength: 400 }),
        fc.integer({ min: 1, max: 120 }),
        fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
        (targets, most, mostHosts) => {
          const batches = batchesOf({ most, ...(mostHosts ? { mostHosts } : {}) }, targets);
          expect(batches.flat().sort()).toEqual([...targets].sort());
          const hosts = (batch: string[]): number => new Set(batch.map(hostOfTarget)).size;
          for (const batch of batches) expect(batch.length > 0 && batch.length <= most && hosts(batch) <= (mostHosts ?? 1e9)).toBe(true);
          const least = Math.max(Math.ceil(targets.length / most), Math.ceil(hosts(targets) / (mostHosts ?? 1e9)));
          expect(batches.length).toBeGreaterThanOrEqual(least);
          if (!mostHosts) expect(batches.length).toBe(least);
          // Where all fit into one call, or every host has one target, fewer are not possible.
          if (least === 1) expect(batches).toHaveLength(1);
          if (mostHosts && hosts(targets) === targets.length)
            expect(batches).toHaveLength(Math.ceil(targets.length / Math.min(most, mostHosts)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('fills calls where a large site stands among small ones', () => {
    const pages = (many: number) => Array.from({ length: many }, (_, at) => `https://large.com/${at}`);
    expect(batchesOf({ most: 1000, mostHosts: 100 }, [...sites(198), ...pages(1802)]).map(({ length }) => length)).toEqual([1000, 1000]);
  });
});

describe('the join', () => {
  it('knows a row by its target, not by its place', () => {
    const targets = ['a.com', 'https://www.b.com/x', 'c.com'];
    const { byTarget, missing, strangers } = joined('target', targets, [
      { target: 'c.com', rank: 3 },
      { target: 'z.com', rank: 9 },
      { target: 'a.com', rank: 1 },
    ]);
    expect([...byTarget].map(([target, { rank }]) => [target, rank])).toEqual([
      ['c.com', 3],
      ['a.com', 1],
    ]);
    expect(missing).toEqual(['https://www.b.com/x']);
    expect(strangers).toEqual([{ target: 'z.com', rank: 9 }]);
  });

  it.each<[string, string, string]>([
    ['www.', 'a.com', 'www.a.com'],
    ['capitals', 'a.com', 'A.COM'],
    ['a scheme', 'a.com', 'https://a.com'],
    ['a slash', 'a.com', 'a.com/'],
    ['a page without its www.', 'https://www.a.com/x?y=1', 'https://a.com/x?y=1'],
    ['its own letters', 'xn--bcher-kva.de', 'bücher.de'],
  ])('takes a row that spells its target with %s', (_, asked, named) => {
    expect([...joined('target', [asked], [{ target: named }]).byTarget.keys()]).toEqual([asked]);
  });

  it('guesses nothing where two targets could be meant, and takes the first of two rows', () => {
    const two = joined('target', ['a.com', 'https://a.com/'], [{ target: 'http://www.a.com' }, { target: 'https://a.com/', rank: 1 }]);
    expect([...two.byTarget.keys()]).toEqual(['https://a.com/']);
    expect(two.strangers).toHaveLength(1);
    const twice = joined(
      'target',
      ['a.com'],
      [
        { target: 'www.a.com', rank: 2 },
        { target: 'a.com', rank: 1 },
        { target: 'a.com', rank: 3 },
      ],
    );
    expect(twice.byTarget.get('a.com')).toEqual({ target: 'a.com', rank: 1 });
    expect(twice.strangers).toHaveLength(2);
  });

  it('is right for any shuffled, shortened and odd answer', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(500), { minLength: 1, maxLength: 80 }),
        fc.func(fc.double({ min: 0, max: 1, noNaN: true })),
        fc.array(fc.constantFrom<unknown>(null, {}, { target: 5 }, { target: 'other.com' }, { target: '://' }), { maxLength: 5 }),
        (numbers, draw, odd) => {
          const targets = numbers.map((number) => `site-${number}.com`);
          const came = targets.filter((_, at) => draw(at) > 0.3);
          const rows = [...came.map((target) => ({ target, rank: Number(target.match(/\d+/)?.[0]) })), ...odd.map((row) => row ?? {})];
          const shuffled = rows.map((row, at) => ({ row, by: draw(at + 1000) })).sort((a, b) => a.by - b.by);
          const answer = stored(
            'bulk_ranks',
            targets,
            shuffled.map(({ row }) => row as Record<string, unknown>),
          );
          const { book, strangers } = withAnswer(emptyBook, targets, answer);
          expect(strangers).toBe(odd.length);
          for (const target of targets) {
            const row = readerOf(book, want('bulk_ranks')).rowOf(target)?.row ?? null;
            expect(row?.rank ?? null).toBe(came.includes(target) ? Number(target.match(/\d+/)?.[0]) : null);
            expect(readerOf(book, want('bulk_ranks')).isUnanswered(target)).toBe(!came.includes(target));
          }
          // What was asked is not asked again by itself, whether or not a row came.
          expect(planOf(task([want('bulk_ranks')], targets, { book })).calls).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the table', () => {
  const rowsOf = (values: Record<string, number | null>) => Object.entries(values).map(([target, rank]) => ({ target, rank }));

  it('has the best first, figures of all ticks once, and null apart from zero', () => {
    const targets = ['a.com', 'b.com', 'c.com', 'd.com'];
    const wants = [want('bulk_ranks'), want('bulk_spam_score')];
    let { book } = withAnswer(emptyBook, targets, stored('bulk_ranks', targets, rowsOf({ 'b.com': 9, 'a.com': 3, 'c.com': null })));
    ({ book } = withAnswer(
      book,
      targets,
      stored('bulk_spam_score', targets, [
        { target: 'a.com', spam_score: 0 },
        { target: 'b.com', spam_score: 40 },
      ]),
    ));
    const { rows, columns, unanswered } = tableOf(book, wants, targets);
    expect(rows.map(({ target, rank, spam_score, best_in }) => [target, rank, spam_score, best_in])).toEqual([
      ['b.com', 9, 40, ['Rank']],
      ['a.com', 3, 0, ['Spam']],
      ['c.com', null, undefined, null],
      ['d.com', undefined, undefined, null],
    ]);
    expect(columns.map(({ path }) => path)).toEqual(['target', 'best_in', 'rank', 'spam_score', 'fetched']);
    expect(unanswered).toEqual(['c.com', 'd.com']);
    expect(columns[2]?.href?.(rows[0] ?? {})).toBe('#/summary?target=b.com');
  });

  it('marks the best of a figure, at its better end, and nobody where all are alike or too many equal', () => {
    const marked = (field: string, values: (number | null)[]) => {
      const rows = values.map((value, at) => ({ target: `${at}`, [field]: value }));
      return [...(bestOf(rows, [field], 3).get(field) ?? [])].map(({ target }) => target);
    };
    expect(marked('rank', [1, 5, null, 5])).toEqual(['1', '3']);
    expect(marked('spam_score', [4, 0, 9])).toEqual(['1']);
    expect(marked('lost_backlinks', [4, 1])).toEqual(['1']);
    expect(marked('rank', [5, 5])).toEqual([]);
    expect(marked('rank', [5, null])).toEqual([]);
    expect(marked('rank', [5, 5, 5, 5, 1])).toEqual([]);
    expect(marked('referring_domains_nofollow', [1, 2])).toEqual([]);
  });

  it('has every figure of every metric in its answer’s row', () => {
    for (const each of metrics) expect(covers(each.endpoint, each), each.title).toBe(true);
  });
});
