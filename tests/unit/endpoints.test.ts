import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnyRequest, Endpoint } from '../../lib/endpoints/define.ts';
import { type EndpointId, endpointNamed, endpointOf, endpoints, isEndpointId } from '../../lib/endpoints/index.ts';
import { aRequest } from '../fixtures/arbitraries.ts';
import { lossesOfAnswer, undeclaredIn } from '../fixtures/losses.ts';
import { fieldPaths } from '../fixtures/raw.ts';
import { endpointOfReply, fixture, fixtures, resultOf } from '../fixtures/replies.ts';

/** Half an hour before midnight UTC: east of Greenwich it is tomorrow already. */
const NOW = '2026-03-01T23:30:00Z';

// Made-up requests by the dozen take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) });
});
afterEach(() => {
  vi.useRealTimers();
});

const posts = endpoints.filter(({ method }) => method === 'POST');
const sites = (many: number): string[] => Array.from({ length: many }, (_, at) => `site-${at}.example`);

/** A request with nothing but what the endpoint requires. */
const least = ({ request }: Endpoint): AnyRequest => ({
  ...(request.target ? { target: 'lamps.example' } : {}),
  ...(request.targets ? { targets: ['lamps.example', 'towers.example'] } : {}),
  ...(request.datetime_from?.required ? { datetime_from: '2026-02-01 00:00:00 +00:00', datetime_to: '2026-02-02 00:00:00 +00:00' } : {}),
});

/** Everything that is wrong with a request, each with the parameter's name. */
function faultsOf(endpoint: Endpoint, request: unknown): { param: string; message: string }[] {
  const read = endpoint.schema.safeParse(request);
  if (!read.success) return read.error.issues.map(({ path, message }) => ({ param: String(path[0] ?? ''), message }));
  const fault = endpoint.check?.(read.data);
  return fault ? [fault] : [];
}

const faultsWith = (id: EndpointId, changes: AnyRequest): string[] => {
  const endpoint = endpointOf(id);
  return faultsOf(endpoint, { ...least(endpoint), ...changes }).map(({ message }) => message);
};

describe('the list of endpoints', () => {
  it('has the 27 endpoints of the Backlinks API and the account', () => {
    expect(endpoints.map(({ id }) => id).sort()).toEqual([
      'anchors',
      'appendix_errors',
      'appendix_status',
      'appendix_user_data',
      'available_filters',
      'backlinks',
      'bulk_backlinks',
      'bulk_new_lost_backlinks',
      'bulk_new_lost_referring_domains',
      'bulk_pages_summary',
      'bulk_ranks',
      'bulk_referring_domains',
      'bulk_spam_score',
      'competitors',
      'domain_intersection',
      'domain_pages',
      'domain_pages_summary',
      'errors',
      'history',
      'id_list',
      'index',
      'page_intersection',
      'referring_domains',
      'referring_networks',
      'summary',
      'timeseries_new_lost_summary',
      'timeseries_summary',
    ]);
  });

  it('has no id, path or title twice', () => {
    for (const facts of [endpoints.map(({ id }) => id), endpoints.map(({ path }) => path), endpoints.map(({ title }) => title)])
      expect(new Set(facts).size).toBe(endpoints.length);
  });

  it.each(endpoints)('explains $id in sentences, and every parameter and field has a label', ({ explains, request, row, head }) => {
    expect(explains).toMatch(/^[A-Z].*\.$/);
    for (const param of Object.values(request))
      expect([param.label, param.help]).toEqual([expect.stringMatching(/./), expect.stringMatching(/^[\w].*\.$/)]);
    for (const { path, field } of [...fieldPaths(row), ...fieldPaths(head)]) expect(field.label, path.join('.')).toMatch(/^[A-Z#]/);
    for (const [name, field] of Object.entries(row)) if (!field.fields) expect(field.help, name).toMatch(/^.*[.…]$/);
  });

  it.each(endpoints)('tells the rows of $id apart by a field it has', ({ key, row }) => {
    if (key !== undefined) expect(fieldPaths(row).map(({ path }) => path.join('.'))).toContain(key);
  });

  it.each(endpoints)('never asks $id for a value of ours that it refuses, or that the API assumes anyway', ({ request }) => {
    for (const [name, { ours, apiDefault, schema }] of Object.entries(request)) {
      if (ours !== undefined) expect(schema.safeParse(ours).success, name).toBe(true);
      if (apiDefault !== undefined) expect(schema.safeParse(apiDefault).success, name).toBe(true);
    }
  });

  it('charges for POSTs alone, and for none of the account’s own', () => {
    const free = endpoints.filter((endpoint) => endpoint.free).map(({ id }) => id);
    expect(free.sort()).toEqual([
      'appendix_errors',
      'appendix_status',
      'appendix_user_data',
      'available_filters',
      'errors',
      'id_list',
      'index',
    ]);
    expect(endpoints.filter(({ free: isFree, method }) => !isFree && method === 'GET')).toEqual([]);
  });
});

describe('the endpoint a word means', () => {
  it.each<[word: string, id: EndpointId]>([
    ['summary', 'summary'],
    ['backlinks', 'backlinks'],
    ['backlinks/summary', 'summary'],
    ['backlinks_summary', 'summary'],
    ['backlinks/backlinks', 'backlinks'],
    ['backlinks/domain_pages_summary', 'domain_pages_summary'],
    ['errors', 'errors'],
    ['backlinks/errors', 'errors'],
    ['backlinks_errors', 'errors'],
    ['appendix/errors', 'appendix_errors'],
    ['appendix/user_data', 'appendix_user_data'],
    ['appendix_user_data', 'appendix_user_data'],
    ['backlinks/id_list', 'id_list'],
    ['backlinks/index', 'index'],
  ])('%s is %s', (word, id) => {
    expect(endpointNamed(word)?.id).toBe(id);
  });

  it.each(['', 'settings', 'Summary', 'serp/summary', '/v3/backlinks/summary/live', '__proto__', 'constructor', 'toString'])(
    '“%s” is none',
    (word) => {
      expect(endpointNamed(word)).toBeNull();
      expect(isEndpointId(word)).toBe(false);
    },
  );

  it('is found again by every id, and an unknown id is a bug', () => {
    for (const endpoint of endpoints) {
      expect(isEndpointId(endpoint.id)).toBe(true);
      expect(endpointOf(endpoint.id)).toBe(endpoint);
      expect(endpointNamed(endpoint.id)).toBe(endpoint);
    }
    expect(() => endpointOf('nonsense' as EndpointId)).toThrow('There is no endpoint “nonsense”.');
  });
});

describe('a request', () => {
  it.each(endpoints)('of $id needs nothing but what is required', (endpoint) => {
    expect(faultsOf(endpoint, least(endpoint))).toEqual([]);
    const required = Object.keys(endpoint.request).filter((name) => endpoint.request[name]?.required);
    expect(faultsOf(endpoint, {}).map(({ param }) => param)).toEqual(required);
  });

  it.each(endpoints)('of $id with an unknown parameter is refused by its name', (endpoint) => {
    expect(faultsOf(endpoint, { ...least(endpoint), limt: 5 })).toEqual([{ param: '', message: 'There is no parameter “limt” here.' }]);
  });

  it('that is no object is refused in words', () => {
    for (const request of [null, undefined, 5, 'target=a.example', []])
      expect(faultsOf(endpointOf('summary'), request)).toEqual([
        { param: '', message: 'A request names its parameters and their values.' },
      ]);
  });

  it('keeps its values as they are, and numbers the targets of an intersection alone', () => {
    for (const endpoint of posts) {
      const request = least(endpoint);
      const numbered = { ...request, targets: { '1': 'lamps.example', '2': 'towers.example' } };
      const isIntersection = endpoint.id.endsWith('_intersection');
      expect(endpoint.task(request), endpoint.id).toEqual(isIntersection ? numbered : request);
    }
  });

  it('keeps the order of twenty targets, from "1" to "20"', () => {
    const { task } = endpointOf('domain_intersection');
    const { targets } = task({ targets: sites(20), limit: 5 }) as { targets: Record<string, string> };
    expect(Object.entries(targets)).toEqual(sites(20).map((site, at) => [String(at + 1), site]));
  });

  it.each(posts)('of $id made of good values is taken', (endpoint) => {
    fc.assert(
      fc.property(aRequest(endpoint), (request) => {
        const read = endpoint.schema.safeParse(request);
        expect(read.success && read.data).toEqual(request);
        expect(endpoint.billedRows(request)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the target', () => {
  it.each<[allows: string, EndpointId[]]>([
    ['domain', ['history', 'timeseries_new_lost_summary', 'timeseries_summary']],
    ['site', ['domain_pages']],
  ])('may be but a %s for %j', (allows, ids) => {
    expect(
      endpoints
        .filter(({ request }) => request.target?.allows === allows)
        .map(({ id }) => id as string)
        .sort(),
    ).toEqual(ids);
  });
});

describe('the limits', () => {
  const lists = posts.filter(({ request }) => request.limit);

  it.each(lists)('let $id have 1 to 1,000 rows', ({ id }) => {
    expect([0, 1, 1000, 1001, 1.5, '5'].map((limit) => faultsWith(id, { limit }))).toEqual([
      ['At least 1.'],
      [],
      [],
      ['At most 1,000.'],
      ['A whole number.'],
      ['A whole number.'],
    ]);
  });

  it('let backlinks skip 20,000 rows and no more, others as many as there are', () => {
    expect([-1, 0, 20_000, 20_001].map((offset) => faultsWith('backlinks', { offset }))).toEqual([
      ['At least 0.'],
      [],
      [],
      ['At most 20,000.'],
    ]);
    for (const { id } of lists.filter(({ id: other }) => other !== 'backlinks')) expect(faultsWith(id, { offset: 20_001 }), id).toEqual([]);
  });

  it.each<[EndpointId, most: number, message: string]>([
    ['domain_intersection', 20, 'One request takes at most 20 targets.'],
    ['page_intersection', 20, 'One request takes at most 20 targets.'],
    ['bulk_ranks', 1000, 'One request takes at most 1,000 targets.'],
    ['bulk_spam_score', 1000, 'One request takes at most 1,000 targets.'],
    ['bulk_backlinks', 1000, 'One request takes at most 1,000 targets.'],
    ['bulk_referring_domains', 1000, 'One request takes at most 1,000 targets.'],
    ['bulk_new_lost_backlinks', 1000, 'One request takes at most 1,000 targets.'],
    ['bulk_new_lost_referring_domains', 1000, 'One request takes at most 1,000 targets.'],
  ])('let %s have 1 to %i targets', (id, most, message) => {
    expect([0, 1, most, most + 1].map((many) => faultsWith(id, { targets: sites(many) }))).toEqual([
      ['Give at least one target.'],
      [],
      [],
      [message],
    ]);
  });

  it.each<EndpointId>(['domain_intersection', 'page_intersection'])('let %s exclude at most 10 targets', (id) => {
    expect([0, 10, 11].map((many) => faultsWith(id, { exclude_targets: sites(many) }))).toEqual([
      [],
      [],
      ['At most 10 targets can be excluded.'],
    ]);
  });

  it('let bulk summaries have 1,000 pages of at most 100 domains, however each is written', () => {
    const pages = (many: number, domains: number) => Array.from({ length: many }, (_, at) => `https://site-${at % domains}.example/${at}`);
    const written = [
      'lamps.example',
      'www.lamps.example',
      'http://lamps.example',
      'https://www.lamps.example/?a=1',
      'https://lamps.example?b',
    ];
    const message = 'One request takes pages of at most 100 different domains; these are of 101.';
    expect(faultsWith('bulk_pages_summary', { targets: pages(1000, 100) })).toEqual([]);
    expect(faultsWith('bulk_pages_summary', { targets: pages(101, 101) })).toEqual([message]);
    expect(faultsWith('bulk_pages_summary', { targets: [...sites(99), ...written] })).toEqual([]);
    expect(faultsWith('bulk_pages_summary', { targets: [...sites(100), ...written] })).toEqual([message]);
    expect(faultsWith('bulk_pages_summary', { targets: pages(1001, 1) })).toEqual(['One request takes at most 1,000 targets.']);
  });
});

describe('the days', () => {
  const notADay = 'A day is written yyyy-mm-dd and must exist.';
  const tables: [EndpointId, params: string[], earliest: string, dayBefore: string][] = [
    ['history', ['date_from', 'date_to'], '2019-01-01', '2018-12-31'],
    ['timeseries_summary', ['date_from', 'date_to'], '2019-01-30', '2019-01-29'],
    ['timeseries_new_lost_summary', ['date_from', 'date_to'], '2019-01-30', '2019-01-29'],
    ['bulk_new_lost_backlinks', ['date_from'], '2025-03-01', '2025-02-28'],
    ['bulk_new_lost_referring_domains', ['date_from'], '2025-03-01', '2025-02-28'],
  ];

  it.each(tables)('of %s (%j) reach from %s to today in UTC', (id, params, earliest, dayBefore) => {
    for (const param of params) {
      const faults = (day: unknown): string[] => faultsWith(id, { [param]: day });
      expect(faults(earliest), param).toEqual([]);
      expect(faults(dayBefore), param).toEqual([`Not before ${earliest}.`]);
      expect(faults('2026-03-01'), param).toEqual([]);
      expect(faults('2026-03-02'), param).toEqual(['Not after today (UTC).']);
      for (const none of ['2025-02-30', '2025-13-01', '2025-1-1', '01.02.2025', '2025-02-01 00:00:00', '', 'yesterday', 20250201, null])
        expect(faults(none), `${param} ${none}`).toEqual([notADay]);
      expect(faults('2025-06-30'), param).toEqual([]);
    }
  });

  it.each<EndpointId>(['history', 'timeseries_summary', 'timeseries_new_lost_summary'])('of %s cannot run backwards', (id) => {
    expect(faultsWith(id, { date_from: '2026-01-02', date_to: '2026-01-01' })).toEqual(['The last day is before the first.']);
    expect(faultsWith(id, { date_from: '2026-01-02', date_to: '2026-01-02' })).toEqual([]);
    expect(faultsWith(id, { date_to: '2026-01-01' })).toEqual([]);
  });

  it.each<EndpointId>(['id_list', 'errors'])('and moments of %s cannot either, whatever their time zone', (id) => {
    const faults = (from: string, to: string) => faultsWith(id, { datetime_from: from, datetime_to: to });
    expect(faults('2026-02-02 00:00:00 +00:00', '2026-02-01 23:59:59 +00:00')).toEqual(['The end is before the beginning.']);
    expect(faults('2026-02-02 00:30:00 +02:00', '2026-02-01 23:00:00 +00:00')).toEqual([]);
    expect(faults('2026-02-01 23:30:00 -02:00', '2026-02-02 00:30:00 +00:00')).toEqual(['The end is before the beginning.']);
    expect(faultsWith('errors', { datetime_from: '2026-02-02 00:00:00 +00:00' })).toEqual([]);
  });
});

describe('what a request may be billed for', () => {
  it.each<[EndpointId, AnyRequest, rows: number]>([
    ['summary', {}, 1],
    ['backlinks', {}, 100],
    ['backlinks', { limit: 5 }, 5],
    ['anchors', { limit: 1000 }, 1000],
    ['referring_domains', {}, 100],
    ['referring_networks', { limit: 7 }, 7],
    ['domain_pages', {}, 100],
    ['domain_pages_summary', { limit: 1 }, 1],
    ['competitors', {}, 100],
    ['domain_intersection', { limit: 20 }, 20],
    ['page_intersection', {}, 100],
    ['bulk_ranks', { targets: sites(1000) }, 1000],
    ['bulk_spam_score', {}, 2],
    ['bulk_backlinks', {}, 2],
    ['bulk_referring_domains', {}, 2],
    ['bulk_new_lost_backlinks', {}, 2],
    ['bulk_new_lost_referring_domains', {}, 2],
    ['bulk_pages_summary', { targets: sites(3) }, 3],
    ['history', { date_from: '2025-11-18', date_to: '2026-01-18' }, 3],
    ['history', { date_from: '2026-03-01' }, 1],
    ['history', {}, 87],
    ['timeseries_summary', { date_from: '2025-11-18', date_to: '2026-01-18' }, 3],
    ['timeseries_summary', { date_from: '2026-02-01', date_to: '2026-02-28', group_range: 'day' }, 28],
    ['timeseries_summary', {}, 87],
    ['timeseries_new_lost_summary', { date_from: '2025-11-18', date_to: '2026-01-18', group_range: 'month' }, 3],
  ])('by %s with %j is %i rows', (id, changes, rows) => {
    const endpoint = endpointOf(id);
    expect(endpoint.billedRows({ ...least(endpoint), ...changes })).toBe(rows);
  });

  it('by a range of days is never fewer than the weeks, months or years it touches', () => {
    const day = 86_400_000;
    const from = Date.parse('2019-01-30');
    const touched: Record<string, (at: number) => unknown> = {
      day: (at) => at,
      // 1 January 1970 was a Thursday; weeks end on Sunday.
      week: (at) => Math.floor((at / day + 3) / 7),
      month: (at) => new Date(at).toISOString().slice(0, 7),
      year: (at) => new Date(at).getUTCFullYear(),
    };
    const { billedRows } = endpointOf('timeseries_summary');
    fc.assert(
      fc.property(fc.nat(2500), fc.nat(400), fc.constantFrom('day', 'week', 'month', 'year'), (start, length, group_range) => {
        const days = Array.from({ length: length + 1 }, (_, at) => from + (start + at) * day);
        const written = (at: number | undefined) => new Date(at ?? 0).toISOString().slice(0, 10);
        const periods = new Set(days.map((at) => touched[group_range]?.(at))).size;
        const billed = billedRows({ target: 'a.example', group_range, date_from: written(days[0]), date_to: written(days.at(-1)) });
        expect(billed).toBeGreaterThanOrEqual(periods);
        // One more than fits may come; a leap year counts as one day of the next.
        expect(billed).toBeLessThanOrEqual(periods + 2);
      }),
    );
  });
});

describe('what is said of a bad request', () => {
  const bad = [undefined, null, 0, -1, 1.5, 1e9, Number.NaN, '', ' ', 'x', 'x'.repeat(20_000), true, [], {}, [1], ['x'], [[]], { a: 1 }];

  it.each(endpoints)('of $id is always a sentence for a person', (endpoint) => {
    const good = least(endpoint);
    const requests = [
      ...Object.keys(endpoint.request).flatMap((name) => bad.map((value) => ({ ...good, [name]: value }))),
      ...bad,
      { ...good, nonsense: 1, 'more nonsense': 2 },
      { ...good, custom_mode: { field: 'x' } },
      { ...good, custom_mode: { field: 'anchor', value: 1001, more: 1 } },
      { ...good, targets: sites(1001), exclude_targets: sites(11) },
      { ...good, order_by: ['rank,up', 'a,asc', 'b,asc', 'c,asc'] },
      { ...good, date_from: '2026-03-01', date_to: '2026-02-01' },
    ];
    const messages = new Set(requests.flatMap((request) => faultsOf(endpoint, request)).map(({ message }) => message));
    expect(messages.size).toBeGreaterThan(0);
    for (const message of messages) {
      expect(message).toMatch(/^[A-Z“].{3,}\.$/s);
      expect(message).not.toMatch(/Invalid|expected|received|undefined|NaN|\[object|zod/);
    }
  });
});

describe('a reply', () => {
  const answers = fixtures.filter(({ reply }) => endpointOfReply(reply));

  it('among our own is always an endpoint’s', () => {
    const good = fixtures.filter(({ reply }) => reply.status_code === 20000 && reply.tasks?.[0]?.status_code === 20000);
    expect(answers.map(({ name }) => name)).toEqual(good.map(({ name }) => name));
  });

  it.each(answers)('of the shape $name is read without a loss and holds nothing unknown', ({ reply }) => {
    const endpoint = endpointOfReply(reply) as Endpoint;
    expect(lossesOfAnswer(endpoint, resultOf(reply))).toEqual([]);
    expect(endpoint.rows(resultOf(reply)).flatMap((row) => undeclaredIn(endpoint.row, row))).toEqual([]);
  });

  it.each(endpoints)('of $id that holds nothing has no rows, a silent head and no count', (endpoint) => {
    const nothing = Object.fromEntries(Object.keys(endpoint.head).map((name) => [name, null]));
    for (const result of [[], [null], ['x'], [[]]]) expect(endpoint.read(result)).toEqual({ rows: [], head: nothing, totalCount: null });
  });

  it.each(endpoints.filter(({ method, free }) => method === 'POST' && !free))('of $id with odd items or counts is no rows', (endpoint) => {
    if (endpoint.view === 'record' || endpoint.view === 'overview') return;
    for (const items of [null, undefined, {}, 'x', 5])
      expect(endpoint.read([{ items, total_count: '5' }])).toMatchObject({ rows: [], totalCount: null });
    for (const total_count of [Number.NaN, Number.POSITIVE_INFINITY, null, '1', [1]])
      expect(endpoint.read([{ items: [], total_count }]).totalCount).toBeNull();
    expect(endpoint.read([{ items: [], total_count: 0 }]).totalCount).toBe(0);
  });

  it('without data is no rows, and that is no fault', () => {
    expect(fixture('summary.none').tasks?.[0]?.result).toBeNull();
    expect(endpointOf('summary').read(resultOf(fixture('summary.none'))).rows).toEqual([]);
    expect(endpointOf('anchors').read(resultOf(fixture('anchors.empty')))).toMatchObject({ rows: [], totalCount: 0 });
  });

  it('as one flat object is one row', () => {
    const { rows, totalCount } = endpointOf('summary').read(resultOf(fixture('summary')));
    expect(totalCount).toBeNull();
    expect(rows).toEqual([
      expect.objectContaining({
        target: 'lighthouse-makers.example',
        rank: 214,
        external_links_count: 0,
        lost_date: null,
        info: expect.objectContaining({ is_ip: false, cms: null, platform_type: ['blogs', 'cms'] }),
        referring_links_countries: { '': 19, WW: 3, NL: 8 },
      }),
    ]);
  });

  it('as items has a row for each, the count of all and the cursor', () => {
    const { rows, head, totalCount } = endpointOf('backlinks').read(resultOf(fixture('backlinks')));
    expect(totalCount).toBe(3_000_000_000);
    expect(head).toEqual({
      target: 'lighthouse-makers.example',
      mode: 'as_is',
      custom_mode: { field: 'domain_from', value: 3 },
      search_after_token: 'bm90IGEgcmVhbCBjdXJzb3I=',
    });
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ anchor: '灯塔', is_lost: false, indirect_link_path: [{ status_code: 302 }, { type: 'canonical' }] });
    // An older recording lacks what was added since.
    expect(rows[1]).toMatchObject({ url_from: expect.any(String), domain_from_country: null, ranked_keywords_info: null });
  });

  it('of the link gap reads the same in the shape of today and of 2021', () => {
    const { read } = endpointOf('domain_intersection');
    const today = read(resultOf(fixture('domain_intersection')));
    const past = read(resultOf(fixture('domain_intersection.2021')));
    const side = { target: 'harbour-blog.example', rank: 214, backlinks: 37 };
    expect(today.head).toEqual({ targets: { '1': 'lamp-rivals.example', '2': 'tower-rivals.example' } });
    expect(past.head).toEqual(today.head);
    expect(today.rows).toMatchObject([
      { domain_intersection: { '1': side, '2': { ...side, rank: 88 } }, summary: { intersections_count: 2 } },
    ]);
    expect(past.rows).toMatchObject([
      { domain_intersection: { '1': side, '2': side }, summary: null },
      { domain_intersection: { '1': { target: 'sea-news.example', referring_links_countries: null } }, summary: null },
    ]);
    expect(Object.keys(past.rows[1]?.domain_intersection as object)).toEqual(['1']);
  });

  it('of the page intersection has every link of every target', () => {
    const { rows, head, totalCount } = endpointOf('page_intersection').read(resultOf(fixture('page_intersection')));
    expect(totalCount).toBe(1);
    expect(head.targets).toEqual({ '1': 'lamp-rivals.example', '2': 'https://tower-rivals.example/towers/' });
    expect(rows).toMatchObject([
      {
        page_intersection: {
          '1': [{ domain_to: 'lamp-rivals.example' }, { domain_to: 'www.lamp-rivals.example', item_type: 'anchor' }],
          '2': [{ domain_to: 'tower-rivals.example', indirect_link_path: null }],
        },
        summary: { intersections_count: 2 },
      },
    ]);
  });

  it('along time keeps its order and its span', () => {
    const history = endpointOf('history').read(resultOf(fixture('history')));
    expect(history.rows.map(({ date }) => date)).toEqual(['2026-09-01 00:00:00 +00:00', '2026-10-01 00:00:00 +00:00']);
    expect(history.rows.map(({ info }) => (info as { server: string } | null)?.server)).toEqual([undefined, 'nginx']);
    const flow = endpointOf('timeseries_new_lost_summary').read(resultOf(fixture('timeseries_new_lost_summary')));
    expect(flow.totalCount).toBe(2);
    expect(flow.head).toEqual({
      target: 'lighthouse-makers.example',
      date_from: '2026-09-01',
      date_to: '2026-10-31',
      group_range: 'month',
    });
  });

  it('in bulk keeps the targets’ own words and tells nought from nothing', () => {
    expect(endpointOf('bulk_ranks').read(resultOf(fixture('bulk_ranks'))).rows).toEqual([
      { target: 'https://tower-rivals.example/towers/', rank: 0 },
      { target: 'nobody-links-here.example', rank: null },
      { target: 'www.lamp-rivals.example', rank: 1000 },
    ]);
  });

  it('about the account has a row for each element of the result', () => {
    const read = (id: EndpointId, name: string = id) => endpointOf(id).read(resultOf(fixture(name))).rows;
    expect(read('appendix_user_data')).toMatchObject([{ money: { balance: 48.927964 }, backlinks_subscription_expiry_date: null }]);
    expect(read('id_list')).toMatchObject([
      { metadata: { tag: 'b7b1a5c0' }, cost: 0.024036 },
      { datetime_done: null, cost: 0 },
    ]);
    expect(read('errors', 'backlinks_errors')).toMatchObject([{ error_code: 40501, http_time: 0 }]);
    expect(read('appendix_errors')).toEqual([
      { code: 20000, message: 'Ok.' },
      { code: 40501, message: 'Invalid Field.' },
    ]);
    expect(read('appendix_status')).toMatchObject([{ api: 'backlinks', endpoints: [{ endpoint: 'live' }] }]);
    expect(read('index')).toMatchObject([
      { total_domains: 345678901, index_history: [{ total_domains: 345678901 }, { total_domains: null }] },
    ]);
    expect(read('available_filters')).toMatchObject([{ content_duplicates: { rank: 'num', first_seen: 'time' } }]);
  });

  it('with a row that is no object keeps the row’s place, empty', () => {
    const { rows } = endpointOf('anchors').read([{ items: [{ anchor: 'a' }, null, 5, { anchor: 'b' }] }]);
    expect(rows.map(({ anchor }) => anchor)).toEqual(['a', null, null, 'b']);
    expect(Object.keys(rows[1] ?? {})).toEqual(Object.keys(rows[0] ?? {}));
  });
});
