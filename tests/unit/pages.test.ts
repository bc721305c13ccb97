import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyRequest, Endpoint } from '../../lib/endpoints/define.ts';
import { endpointOf, endpoints } from '../../lib/endpoints/index.ts';
import { isPaged, mergeRows, nextPage, pageRequest, pagesLeft, priceOfRest, type Reading, rowsOf } from '../../lib/pages.ts';
import { estimateUsd } from '../../lib/price.ts';
import { identityOf } from '../../lib/request.ts';

const backlinks = endpointOf('backlinks');
const anchors = endpointOf('anchors');

type Range = { perPage: number; total: number; upTo?: number | null };
type Asked = { request: AnyRequest; begin: number; rows: number };

/** Reads a list of `total` rows to its end as the API would give it; cursors are the row they continue at. */
function readAll(endpoint: Endpoint, request: AnyRequest, { perPage, total, upTo = null }: Range): Asked[] {
  const asked: Asked[] = [];
  const reading: Reading = { request, perPage, upTo, totalCount: null, loaded: 0, after: null, last: null };
  for (let page = nextPage(endpoint, reading); page; page = nextPage(endpoint, reading)) {
    expect(endpoint.schema.safeParse(page).success, JSON.stringify(page)).toBe(true);
    const begin = Number(page.search_after_token ?? page.offset ?? 0);
    const limit = Number(page.limit);
    const rows = Math.max(0, Math.min(limit, total - begin));
    asked.push({ request: page, begin, rows });
    const after = begin + rows < total ? String(begin + rows) : null;
    Object.assign(reading, { totalCount: total, loaded: reading.loaded + rows, after, last: { limit, rows } });
    expect(asked.length).toBeLessThan(2000);
  }
  return asked;
}

describe('a list', () => {
  it('is what takes a limit and an offset', () => {
    const paged = endpoints.filter(isPaged).map(({ id }) => id);
    expect(paged).toEqual([
      'backlinks',
      'anchors',
      'referring_domains',
      'referring_networks',
      'domain_pages',
      'domain_pages_summary',
      'competitors',
      'domain_intersection',
      'page_intersection',
      'id_list',
      'errors',
    ]);
  });

  it('is tiled by its pages without gap or overlap, whatever their sizes, where it begins and how long it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('backlinks' as const, 'anchors' as const, 'competitors' as const),
        // Behind the offset's end, pages keep the size of the first: fewer rows would be thousands of pages.
        fc.integer({ min: 20, max: 1000 }),
        fc.integer({ min: 100, max: 1000 }),
        fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 15_000, max: 45_000 })),
        fc.option(fc.integer({ min: 0, max: 20_000 })),
        (id, limit, perPage, total, offset) => {
          const request = { target: 'example.com', limit, ...(offset === null ? {} : { offset }) };
          const asked = readAll(endpointOf(id), request, { perPage, total });
          let next = offset ?? 0;
          for (const { begin, rows } of asked) {
            expect(begin).toBe(next);
            next += rows;
          }
          expect(next).toBe(Math.max(offset ?? 0, total));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('stops at the row asked for, exactly where an offset leads there', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1001, max: 15_000 }),
        (limit, perPage, upTo) => {
          const asked = readAll(anchors, { target: 'example.com', limit }, { perPage: Math.max(perPage, 50), total: 48_213, upTo });
          expect(asked.reduce((sum, { rows }) => sum + rows, 0)).toBe(upTo);
        },
      ),
    );
  });

  it('has the plain request as its first page, so that page is the same stored answer', () => {
    const request = { target: 'example.com', limit: 100, order_by: ['rank,desc'] };
    const first = pageRequest(backlinks, request, 0, 'a cursor', 1000);
    expect(first).toEqual(request);
    expect(identityOf(backlinks, first ?? {})).toBe(identityOf(backlinks, request));
    const asked = readAll(backlinks, request, { perPage: 1000, total: 2500 });
    expect(asked.map(({ request: { offset, limit } }) => [offset, limit])).toEqual([
      [undefined, 100],
      [100, 1000],
      [1100, 1000],
      [2100, 400],
    ]);
    expect(new Set(asked.map(({ request }) => identityOf(backlinks, request))).size).toBe(4);
  });

  it('goes on by the cursor of the page before where an offset would pass 20,000, with nothing else changed from there', () => {
    const asked = readAll(backlinks, { target: 'example.com', limit: 100, mode: 'one_per_domain' }, { perPage: 1000, total: 23_456 });
    const byCursor = asked.filter(({ request }) => 'search_after_token' in request);
    expect(byCursor.map(({ request }) => request)).toEqual(
      [20_100, 21_100, 22_100, 23_100].map((after) => ({
        target: 'example.com',
        mode: 'one_per_domain',
        limit: 1000,
        search_after_token: String(after),
      })),
    );
    expect(asked.at(-5)?.request).toMatchObject({ offset: 19_100, limit: 1000 });
    const smallFirst = readAll(backlinks, { target: 'example.com', limit: 10, offset: 20_000 }, { perPage: 1000, total: 20_035 });
    // A cursor is good only for the request it came with, limit included.
    expect(smallFirst.map(({ request }) => request.limit)).toEqual([10, 10, 10, 10]);
  });

  it('cannot be read further where the offset ends and no cursor came, and says so by null', () => {
    expect(pageRequest(backlinks, { target: 'a.com', limit: 1000 }, 20_000, null)).toMatchObject({ offset: 20_000 });
    expect(pageRequest(backlinks, { target: 'a.com', limit: 1000 }, 20_001, null)).toBeNull();
    expect(pageRequest(anchors, { target: 'a.com', limit: 1000 }, 90_000, null)).toMatchObject({ offset: 90_000 });
  });

  it('that begins by a cursor of its own goes on by cursors, and nobody knows how many rows it has', () => {
    const request = { target: 'a.com', limit: 100, search_after_token: '5000' };
    expect(rowsOf(request, 48_213)).toBeNull();
    expect(pageRequest(backlinks, request, 100, '5100')).toEqual({ ...request, search_after_token: '5100' });
    expect(pageRequest(backlinks, request, 100, null)).toBeNull();
  });

  it('whose rows nobody counts ends with a page that is not full', () => {
    const reading = { request: { limit: 1000 }, perPage: 1000, upTo: null, totalCount: null, after: null };
    expect(nextPage(endpointOf('id_list'), { ...reading, loaded: 1000, last: { limit: 1000, rows: 1000 } })).toMatchObject({
      offset: 1000,
    });
    expect(nextPage(endpointOf('id_list'), { ...reading, loaded: 1400, last: { limit: 1000, rows: 400 } })).toBeNull();
  });
});

describe('the price of the rest', () => {
  it('is said whole before the first request', () => {
    const request = { target: 'example.com', limit: 1000 };
    expect(priceOfRest(backlinks, request, { loaded: 1000, total: 2000, perPage: 1000 }, null)).toBe(0.06);
    // 48 requests and 47,213 rows.
    expect(priceOfRest(backlinks, request, { loaded: 1000, total: 48_213, perPage: 1000 }, null)).toBe(2.851668);
    expect(priceOfRest(backlinks, request, { loaded: 1000, total: 1000, perPage: 1000 }, null)).toBe(0);
    expect(priceOfRest(endpointOf('id_list'), request, { loaded: 1000, total: 9000, perPage: 1000 }, null)).toBe(0);
  });

  it('is the sum of what its pages can cost, one by one, for as many pages as are asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 0, max: 15_000 }),
        (limit, perPage, total) => {
          const request = { target: 'example.com', limit };
          const rest = readAll(anchors, request, { perPage: Math.max(perPage, 20), total }).slice(1);
          const range = { loaded: Math.min(limit, total), total, perPage: Math.max(perPage, 20) };
          expect(rest).toHaveLength(pagesLeft(total, range.loaded, range.perPage));
          const sum = rest.reduce((usd, page) => usd + estimateUsd(anchors, page.request, null), 0);
          expect(priceOfRest(anchors, request, range, null)).toBeCloseTo(sum, 6);
        },
      ),
    );
  });
});

describe('pages put together', () => {
  const page = (names: unknown[], totalCount: number | null = 10) => ({ rows: names.map((name) => ({ url_from: name })), totalCount });

  it('are all rows in order; a row that a later page has again is kept once', () => {
    const merged = mergeRows([page(['a', 'b', 'c']), page(['c', 'd']), page(['e', 'a'])], 'url_from');
    expect(merged.rows.map(({ url_from }) => url_from)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(merged).toMatchObject({ dropped: 2, hasTotalChanged: false });
  });

  it('keep rows without a key, rows alike on one page, and everything where rows have no key at all', () => {
    expect(mergeRows([page([null, 'a', 'a', '']), page([null, 'b', ''])], 'url_from')).toMatchObject({ dropped: 0 });
    expect(mergeRows([page(['a']), page(['a'])], undefined).rows).toHaveLength(2);
    expect(
      mergeRows(
        [
          { rows: [{ constructor: null }, {}], totalCount: 1 },
          { rows: [{}], totalCount: 1 },
        ],
        'constructor.name',
      ).dropped,
    ).toBe(0);
  });

  it('are told apart by a field inside a group', () => {
    const rows = (...ids: number[]) => ({ rows: ids.map((id) => ({ meta: { id } })), totalCount: null });
    expect(mergeRows([rows(1, 2), rows(2, 3)], 'meta.id')).toMatchObject({ dropped: 1, rows: [{}, {}, {}] });
  });

  it('say whether the API counted differently from page to page', () => {
    expect(mergeRows([page(['a'], 10), page(['b'], 11)], 'url_from').hasTotalChanged).toBe(true);
    expect(mergeRows([page(['a'], 10), page(['b'], null), page(['c'], 10)], 'url_from').hasTotalChanged).toBe(false);
  });

  it('lose no row and keep none twice, wherever pages overlap', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 0, max: 40 }).map(String)).map((names) => [...new Set(names)])), (lists) => {
        const { rows, dropped } = mergeRows(
          lists.map((names) => page(names)),
          'url_from',
        );
        const all = lists.flat();
        expect(rows.map(({ url_from }) => url_from)).toEqual([...new Set(all)]);
        expect(rows.length + dropped).toBe(all.length);
      }),
    );
  });
});
