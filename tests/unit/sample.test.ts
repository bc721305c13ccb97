import { describe, expect, it } from 'vitest';
import { endpointOf, endpoints } from '../../lib/endpoints/index.ts';
import type { Filter } from '../../lib/filters.ts';
import { estimateUsd } from '../../lib/price.ts';
import { createSample, type SampleOptions } from '../../lib/sample/index.ts';
import { siteOf } from '../../lib/sample/sites.ts';
import { targetOf } from '../../lib/target.ts';

type Row = Record<string, unknown>;
type Result = Row & { total_count: number; items_count: number; items: Row[] };

const now = () => Date.UTC(2026, 10, 22, 8);
const shared = createSample({ now, scale: 0.2 });

/** Posts a body as it is. */
async function post(path: string, body: unknown, sample = shared) {
  const request = new Request(`https://api.dataforseo.com${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const reply = await sample(request);
  const text = await reply.text();
  return { status: reply.status, text, json: JSON.parse(text) };
}

/** The first result of a Live call. */
async function ask(name: string, task: Row, sample = shared): Promise<Result> {
  const { json } = await post(`/v3/backlinks/${name}/live`, [task], sample);
  expect(json.tasks[0], JSON.stringify(task)).toMatchObject({ status_code: 20000 });
  return json.tasks[0].result[0];
}

const fault = async (name: string, task: Row): Promise<string> => {
  const { json } = await post(`/v3/backlinks/${name}/live`, [task]);
  expect(json).toMatchObject({ status_code: 20000, tasks_error: 1, cost: 0, tasks: [{ cost: 0, result: null, result_count: 0 }] });
  return `${json.tasks[0].status_code} ${json.tasks[0].status_message}`;
};

const allOf = async (name: string, task: Row): Promise<Row[]> => {
  const rows: Row[] = [];
  for (let total = 1; rows.length < total; ) {
    const page = await ask(name, { ...task, limit: 1000, offset: rows.length });
    rows.push(...page.items);
    total = page.total_count;
  }
  return rows;
};

const target = 'forbes.com';
const sum = (numbers: unknown[]): number => numbers.reduce<number>((all, one) => all + Number(one), 0);

describe('the same request', () => {
  const task = [{ target, limit: 50, filters: ['dofollow', '=', true], order_by: ['first_seen,asc'] }];
  const bytes = async (options: SampleOptions) =>
    (await post('/v3/backlinks/backlinks/live', task, createSample({ scale: 0.1, ...options }))).text;

  it('gives the same bytes all day, from any sample, after any other request', async () => {
    const sample = createSample({ now, scale: 0.1 });
    await post('/v3/backlinks/anchors/live', [{ target }], sample);
    const first = (await post('/v3/backlinks/backlinks/live', task, sample)).text;
    expect((await post('/v3/backlinks/backlinks/live', task, sample)).text).toBe(first);
    expect(await bytes({ now: () => now() + 15 * 3_600_000 })).toBe(first);
  });

  it('gives other bytes on another day and with another seed', async () => {
    const first = await bytes({ now });
    expect(await bytes({ now: () => now() + 86_400_000 })).not.toBe(first);
    expect(await bytes({ now, seed: 'other' })).not.toBe(first);
  });
});

describe('pages of rows', () => {
  it.each(['backlinks', 'anchors', 'referring_domains', 'referring_networks', 'domain_pages', 'domain_pages_summary', 'competitors'])(
    '%s cover total_count without overlaps',
    async (name) => {
      const whole = await ask(name, { target, limit: 1000 });
      const step = Math.max(7, Math.ceil(whole.total_count / 6));
      const keys: unknown[] = [];
      const key = endpoints.find(({ id }) => id === name)?.key ?? '';
      for (let offset = 0; offset < whole.total_count; offset += step)
        keys.push(...(await ask(name, { target, limit: step, offset })).items.map((row) => row[key]));
      expect(keys).toHaveLength(whole.total_count);
      expect(new Set(keys).size).toBe(whole.total_count);
      const past = await ask(name, { target, offset: whole.total_count });
      expect(past).toMatchObject({ items: [], items_count: 0, total_count: whole.total_count });
    },
  );

  it('go on after the cursor, which belongs to its request', async () => {
    const task = { target, limit: 200, order_by: ['domain_from_rank,desc'] };
    const all = (await allOf('backlinks', task)).map((row) => row.url_from);
    const urls: unknown[] = [];
    let page = await ask('backlinks', task);
    urls.push(...page.items.map((row) => row.url_from));
    while (page.search_after_token) {
      page = await ask('backlinks', { ...task, search_after_token: page.search_after_token });
      urls.push(...page.items.map((row) => row.url_from));
    }
    expect(urls).toEqual(all);
    const { search_after_token: token } = await ask('backlinks', task);
    const wrong = "40501 Invalid Field: 'search_after_token'.";
    expect(await fault('backlinks', { ...task, limit: 100, search_after_token: token })).toBe(wrong);
    expect(await fault('backlinks', { ...task, search_after_token: 'x' })).toBe(wrong);
  });

  it('are quick once the rows exist', async () => {
    const sample = createSample({ now });
    const task = { target, limit: 1000, filters: ['rank', '>', 2], order_by: ['page_from_rank,desc', 'domain_from,asc'] };
    await ask('backlinks', { target, limit: 1 }, sample);
    const took: number[] = [];
    for (const offset of [0, 1000, 2000]) {
      const before = process.cpuUsage();
      await ask('backlinks', { ...task, offset }, sample);
      const { user, system } = process.cpuUsage(before);
      took.push((user + system) / 1000);
    }
    // 60 ms are promised; a busy machine gets more.
    expect(Math.min(...took)).toBeLessThan(150);
  });
});

describe('filters', () => {
  const rows = allOf('backlinks', { target });
  const text = (value: unknown): string => String(value).toLowerCase();
  const time = '2024-06-01 00:00:00 +00:00';
  const cases: [filter: Filter, passes: (row: Row) => boolean][] = [
    [['rank', '<', 20], ({ rank }) => Number(rank) < 20],
    [['rank', '<=', 20], ({ rank }) => Number(rank) <= 20],
    [['rank', '>', 20], ({ rank }) => Number(rank) > 20],
    [['rank', '>=', 20], ({ rank }) => Number(rank) >= 20],
    [['links_count', '=', 2], (row) => row.links_count === 2],
    [['links_count', '<>', 1], (row) => row.links_count !== 1],
    [['url_to_status_code', 'in', [301, 404]], (row) => row.url_to_status_code === 301 || row.url_to_status_code === 404],
    [['url_to_status_code', 'not_in', [200, 404]], (row) => row.url_to_status_code !== 200 && row.url_to_status_code !== 404],
    [['tld_from', 'in', ['de', 'co.uk']], ({ tld_from: tld }) => tld === 'de' || tld === 'co.uk'],
    [['dofollow', '=', true], (row) => row.dofollow === true],
    [['dofollow', '<>', true], (row) => row.dofollow === false],
    [['anchor', '=', 'Forbes'], (row) => row.anchor === 'Forbes'],
    [['page_from_title', 'like', '%guide%'], (row) => row.page_from_title !== null && String(row.page_from_title).includes('guide')],
    [['page_from_title', 'ilike', 'THE BEST%'], (row) => text(row.page_from_title).startsWith('the best')],
    [['page_from_title', 'not_like', '%guide%'], (row) => !String(row.page_from_title).includes('guide')],
    [['page_from_title', 'not_ilike', 'THE BEST%'], (row) => !text(row.page_from_title).startsWith('the best')],
    [['url_from', 'regex', '^https://[^/]+/$'], (row) => /^https:\/\/[^/]+\/$/.test(String(row.url_from))],
    [['url_from', 'regex', '(?i)WIKI'], (row) => /wiki/i.test(String(row.url_from))],
    [['url_from', 'not_regex', 'e'], (row) => !String(row.url_from).includes('e')],
    [['anchor', 'match', 'guide'], (row) => row.anchor !== null && text(row.anchor).includes('guide')],
    [['anchor', 'not_match', 'guide'], (row) => row.anchor === null || !text(row.anchor).includes('guide')],
    [
      ['domain_from_platform_type', 'has', 'blogs'],
      (row) => (row.domain_from_platform_type as string[] | null)?.includes('blogs') ?? false,
    ],
    [['domain_from_platform_type', 'has_not', 'blogs'], (row) => !(row.domain_from_platform_type as string[] | null)?.includes('blogs')],
    [['first_seen', '>', time], (row) => String(row.first_seen) > time],
    [['first_seen', '<', time], (row) => String(row.first_seen) < time],
    [[['is_new', '=', true]], (row) => row.is_new === true],
    [
      [['is_broken', '=', true], 'and', [['item_type', '=', 'image'], 'or', ['page_from_language', '=', 'ja']]],
      (row) => row.is_broken === true && (row.item_type === 'image' || row.page_from_language === 'ja'),
    ],
  ];

  it.each(cases)('%j', async (filter, passes) => {
    const wanted = (await rows).filter(passes);
    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.length).toBeLessThan((await rows).length);
    expect(await allOf('backlinks', { target, filters: filter })).toEqual(wanted);
  });

  it('reach into groups, keys of distributions and numbered targets', async () => {
    const pages = await allOf('domain_pages', {
      target,
      filters: [['page_summary.backlinks', '>', 3], 'and', ['meta.language', '=', 'en']],
    });
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.every((row) => Number((row.page_summary as Row).backlinks) > 3 && (row.meta as Row).language === 'en')).toBe(true);
    const filters = [['referring_links_tld.co.uk', '>', 0], 'and', ['referring_links_semantic_locations.$empty', '>', 0]];
    const anchors = await allOf('anchors', { target, internal_list_limit: 1000, filters });
    expect(anchors.length).toBeGreaterThan(0);
    for (const { referring_links_tld: tlds, referring_links_semantic_locations: places } of anchors)
      expect([(tlds as Row)['co.uk'], (places as Row)['']].every(Boolean)).toBe(true);
    const gap = await ask('domain_intersection', {
      targets: { 1: target, 2: 'medium.com' },
      filters: ['2.backlinks', '>', 5],
      limit: 1000,
    });
    expect(gap.items.length).toBeGreaterThan(0);
    expect(gap.items.every((row) => Number(((row.domain_intersection as Row)[2] as Row).backlinks) > 5)).toBe(true);
  });

  it('count ranks on the scale asked for', async () => {
    const task = { target, rank_scale: 'one_hundred', limit: 1000, filters: ['domain_from_rank', '>', 50] };
    const { items } = await ask('backlinks', task);
    const same = await ask('backlinks', { target, limit: 1000, filters: ['domain_from_rank', '>=', 338] });
    expect(items.every((row) => Number(row.domain_from_rank) > 50 && Number(row.domain_from_rank) <= 100)).toBe(true);
    expect(items.map((row) => row.url_from)).toEqual(same.items.map((row) => row.url_from));
    expect((await ask('summary', { target, rank_scale: 'one_hundred' })).rank).toBe(Math.round(Math.sin(689 / 636.62) * 100));
  });
});

describe('order', () => {
  it('has missing values last both ways and takes several sorts', async () => {
    for (const direction of ['asc', 'desc']) {
      const titles = (await allOf('backlinks', { target, order_by: [`page_from_title,${direction}`] })).map((row) => row.page_from_title);
      const first = titles.indexOf(null);
      expect(first).toBeGreaterThan(0);
      expect(titles.slice(first).every((title) => title === null)).toBe(true);
      const sorted = titles.slice(0, first) as string[];
      expect(sorted).toEqual([...sorted].sort((a, b) => (a < b ? -1 : Number(a > b)) * (direction === 'asc' ? 1 : -1)));
    }
    const rows = await allOf('backlinks', { target, order_by: ['domain_from,asc', 'rank,desc'] });
    for (const [at, row] of rows.entries()) {
      const next = rows[at + 1];
      if (next?.domain_from === row.domain_from) expect(Number(next?.rank)).toBeLessThanOrEqual(Number(row.rank));
      else if (next) expect(String(next.domain_from) > String(row.domain_from)).toBe(true);
    }
  });
});

describe('what a request is about', () => {
  it('live and lost links are apart, and together all', async () => {
    const [live, lost, all] = await Promise.all(
      ['live', 'lost', 'all'].map((backlinks_status_type) => allOf('backlinks', { target, backlinks_status_type })),
    );
    expect(live?.every((row) => row.is_lost === false)).toBe(true);
    expect(lost?.length).toBeGreaterThan(0);
    expect(lost?.every((row) => row.is_lost === true && row.is_new === false)).toBe(true);
    expect(all).toHaveLength((live?.length ?? 0) + (lost?.length ?? 0));
    const gone = await ask('referring_domains', { target, backlinks_status_type: 'lost' });
    expect(gone.items.every((row) => row.lost_date !== null)).toBe(true);
  });

  it('mode and custom_mode leave a few of each group', async () => {
    const rows = await allOf('backlinks', { target });
    for (const [mode, field] of [
      ['one_per_domain', 'domain_from'],
      ['one_per_anchor', 'anchor'],
    ] as const) {
      const few = await allOf('backlinks', { target, mode });
      expect(few).toHaveLength(new Set(rows.map((row) => row[field])).size);
      expect(sum(few.map((row) => row.group_count))).toBe(rows.length);
    }
    const custom = await allOf('backlinks', { target, mode: 'one_per_domain', custom_mode: { field: 'page_from_language', value: 3 } });
    const languages = new Set(rows.map((row) => row.page_from_language));
    expect(custom.length).toBe(
      sum([...languages].map((language) => Math.min(3, rows.filter((row) => row.page_from_language === language).length))),
    );
  });

  it('subdomains, indirect links and a filter of links narrow every figure', async () => {
    const whole = await ask('summary', { target });
    for (const scope of [{ include_subdomains: false }, { include_indirect_links: false }, { backlinks_filters: ['dofollow', '=', true] }])
      expect(Number((await ask('summary', { target, ...scope })).backlinks)).toBeLessThan(Number(whole.backlinks));
    const rows = await allOf('backlinks', { target, include_subdomains: false });
    expect(new Set(rows.map((row) => String(row.domain_to).replace('www.', '')))).toEqual(new Set([target]));
    const dofollow = await ask('summary', { target, backlinks_filters: ['dofollow', '=', true] });
    expect(dofollow.referring_pages_nofollow).toBe(0);
  });

  it('distributions have as many keys as asked for', async () => {
    const ten = await ask('summary', { target });
    const all = await ask('summary', { target, internal_list_limit: 1000 });
    expect(Object.keys(ten.referring_links_countries as Row)).toHaveLength(10);
    expect(Object.keys(all.referring_links_countries as Row).length).toBeGreaterThan(15);
    expect(Object.keys(all.referring_links_countries as Row)).toEqual(expect.arrayContaining(['', 'WW', 'US']));
  });

  it('networks are addresses or subnets', async () => {
    const { items: ips } = await ask('referring_networks', { target });
    const { items: subnets } = await ask('referring_networks', { target, network_address_type: 'subnet' });
    expect(ips.every((row) => /^(\d+\.){3}[1-9]\d*$/.test(String(row.network_address)))).toBe(true);
    expect(subnets.every((row) => /^(\d+\.){3}0$/.test(String(row.network_address)))).toBe(true);
    expect(subnets.some((row) => Number(row.referring_main_domains) > 1)).toBe(true);
  });

  it('competitors are main domains, and giants only if asked for', async () => {
    const { items } = await ask('competitors', { target: 'medium.com', limit: 1000 });
    const { items: others } = await ask('competitors', {
      target: 'medium.com',
      limit: 1000,
      main_domain: false,
      exclude_large_domains: false,
    });
    expect(items.some((row) => row.target === 'forbes.com')).toBe(true);
    expect(items.some((row) => row.target === 'google.com')).toBe(false);
    expect(others.some((row) => row.target === 'google.com')).toBe(true);
    expect(others.some((row) => String(row.target).split('.').length > 2)).toBe(true);
    expect(items.map((row) => row.intersections)).toEqual(items.map((row) => row.intersections).sort((a, b) => Number(b) - Number(a)));
  });
});

describe('figures agree', () => {
  it('the lists of a site add up to its summary, and its bulk figures are the same', async () => {
    const site = 'moz.com';
    const summary = await ask('summary', { target: site, internal_list_limit: 1000 });
    expect(Number(summary.referring_main_domains)).toBeGreaterThan(20);
    for (const name of ['anchors', 'referring_domains', 'referring_networks', 'domain_pages_summary']) {
      const total = sum((await allOf(name, { target: site })).map((row) => row.backlinks));
      expect(Math.abs(total / Number(summary.backlinks) - 1), name).toBeLessThan(0.02);
    }
    for (const map of ['referring_links_types', 'referring_links_countries', 'referring_links_tld', 'referring_links_semantic_locations'])
      expect(Math.abs(sum(Object.values(summary[map] as Row)) / Number(summary.backlinks) - 1), map).toBeLessThan(0.02);
    const domains = await ask('referring_domains', { target: site });
    expect(domains.total_count).toBe(summary.referring_domains);
    const bulk: Row = {};
    for (const name of ['bulk_ranks', 'bulk_backlinks', 'bulk_referring_domains'])
      Object.assign(bulk, (await ask(name, { targets: [site] })).items[0]);
    for (const [name, value] of Object.entries(bulk)) expect(value, name).toBe(summary[name]);
    expect((await ask('bulk_spam_score', { targets: [site] })).items[0]?.spam_score).toBe((summary.info as Row).target_spam_score);
  });

  it('forbes.com is a giant, and a page has less than its site', async () => {
    const site = await ask('summary', { target });
    const page = await ask('summary', { target: 'https://forbes.com/lists/' });
    expect(site).toMatchObject({ rank: 689, info: { target_spam_score: 4 } });
    expect(Number(site.backlinks)).toBeGreaterThan(10_000_000);
    for (const name of ['rank', 'backlinks', 'referring_main_domains']) expect(Number(page[name])).toBeLessThan(Number(site[name]));
  });

  it('links look like links: most dofollow, some of everything, in many scripts', async () => {
    const rows = await allOf('backlinks', { target });
    const share = (passes: (row: Row) => boolean) => rows.filter(passes).length / rows.length;
    expect(share((row) => row.dofollow === true)).toBeGreaterThan(0.72);
    expect(share((row) => row.dofollow === true)).toBeLessThan(0.88);
    expect(share((row) => Number(row.backlink_spam_score) > 60)).toBeGreaterThan(0.01);
    for (const field of [
      'anchor',
      'alt',
      'text_pre',
      'prev_seen',
      'page_from_title',
      'domain_from_country',
      'url_to_status_code',
      'semantic_location',
    ])
      expect(
        share((row) => row[field] === null),
        field,
      ).toBeGreaterThan(0);
    for (const script of ['Latin', 'Cyrillic', 'Arabic', 'Hebrew', 'Devanagari', 'Han', 'Katakana'])
      expect(
        share((row) => new RegExp(`\\p{Script=${script}}`, 'u').test(`${row.anchor} ${row.page_from_title}`)),
        script,
      ).toBeGreaterThan(0);
    expect(share((row) => String(row.domain_from).includes('xn--'))).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row.is_broken).toBe(Number(row.url_to_status_code) >= 400);
      expect(String(row.first_seen) <= String(row.last_seen)).toBe(true);
      expect(String(row.last_seen) < '2026-11-22').toBe(true);
      expect(new URL(String(row.url_from)).hostname).toBe(row.domain_from);
      expect(String(row.domain_from).endsWith(`.${row.tld_from}`)).toBe(true);
    }
  });

  it('bulk has one row per target, in an order of its own', async () => {
    const targets = Array.from({ length: 40 }, (_, at) => `site-${at}.com`);
    const { items } = await ask('bulk_pages_summary', { targets });
    const urls = items.map((row) => row.url);
    expect(urls).not.toEqual(targets);
    expect([...urls].sort()).toEqual([...targets].sort());
  });

  it('time series end today with today’s figures, in whole periods', async () => {
    const summary = await ask('summary', { target });
    for (const [group_range, date_from, dates] of [
      ['day', '2026-11-20', ['2026-11-20', '2026-11-21', '2026-11-22']],
      ['week', '2026-11-10', ['2026-11-15', '2026-11-22']],
      ['month', '2026-09-20', ['2026-09-30', '2026-10-31', '2026-11-30']],
      ['year', '2025-03-01', ['2025-12-31', '2026-12-31']],
    ] as const) {
      const { items, ...head } = await ask('timeseries_summary', { target, group_range, date_from });
      expect(items.map((row) => String(row.date).slice(0, 10))).toEqual(dates);
      expect(head).toMatchObject({ date_from, date_to: '2026-11-22', group_range });
      expect(items.at(-1)).toMatchObject({
        backlinks: summary.backlinks,
        referring_main_domains: summary.referring_main_domains,
        rank: 689,
      });
      const changes = await ask('timeseries_new_lost_summary', { target, group_range, date_from });
      expect(changes.items.map((row) => row.date)).toEqual(items.map((row) => row.date));
    }
    const { items } = await ask('history', { target, date_from: '2019-01-01' });
    expect(items).toHaveLength(95);
    expect(items.find((row) => String(row.date) < '2021-05' && row.new_backlinks !== 0)).toBeUndefined();
    expect(items.some((row) => row.backlinks === 0)).toBe(true);
  });

  it('intersections count the targets each row links to, without those that link to an excluded one', async () => {
    const targets = { 1: 'forbes.com', 2: 'medium.com', 3: 'gardenhome.com' };
    for (const name of ['domain_intersection', 'page_intersection']) {
      const rows = await allOf(name, { targets });
      for (const row of rows) {
        const found = Object.values(row[name] as Row).filter(Boolean).length;
        expect((row.summary as Row).intersections_count).toBe(found);
      }
      expect(rows.some((row) => Object.values(row[name] as Row).includes(null))).toBe(true);
      const partial = await ask(name, { targets, intersection_mode: 'partial', limit: 1000 });
      expect(partial.total_count).toBeGreaterThan(0);
    }
    const mine = new Set((await allOf('referring_domains', { target: 'gardenhome.com' })).map((row) => row.domain));
    const gap = await allOf('domain_intersection', { targets: { 1: 'forbes.com', 2: 'medium.com' }, exclude_targets: ['gardenhome.com'] });
    const linking = gap.map((row) => (Object.values(row.domain_intersection as Row).find(Boolean) as Row).target);
    expect(linking.length).toBeGreaterThan(0);
    expect(linking.filter((domain) => mine.has(domain))).toEqual([]);
  });
});

describe('linking sites', () => {
  it('have hosts of their own that the product takes as targets', () => {
    const sky = { seed: '', today: now(), most: 100 };
    const sites = Array.from({ length: 4000 }, (_, at) => siteOf(sky, at));
    expect(new Set(sites.map(({ host }) => host)).size).toBe(sites.length);
    expect(sites.some(({ host }) => host.length > 60)).toBe(true);
    for (const { host, main } of sites) expect(targetOf(host, { from: 'typed', scope: 'root' })).toMatchObject({ ok: true, target: main });
  });
});

describe('nothing to tell', () => {
  it('is null for hosts the index has never met, and is charged', async () => {
    const { json } = await post('/v3/backlinks/summary/live', [{ target: 'nodata.example.org' }]);
    expect(json).toMatchObject({
      cost: 0.024036,
      tasks_error: 0,
      tasks: [{ status_code: 20000, result_count: 0, result: null, cost: 0.024036 }],
    });
    const { items } = await ask('bulk_ranks', { targets: ['unknown.example.com', target] });
    expect(items.find((row) => row.target === 'unknown.example.com')?.rank).toBe(0);
  });

  it('is an empty list for a site that lost all its links', async () => {
    expect(await ask('summary', { target: 'lost-cause.org' })).toMatchObject({ backlinks: 0, lost_date: expect.stringMatching(/^2026-/) });
    expect(await ask('anchors', { target: 'lost-cause.org' })).toMatchObject({ total_count: 0, items: [] });
    expect((await ask('anchors', { target: 'lost-cause.org', backlinks_status_type: 'lost' })).total_count).toBeGreaterThan(0);
  });
});

describe('money', () => {
  it('is the fee and the rows that came; an estimate is never below it', async () => {
    for (const [name, task, rows] of [
      ['anchors', { target, limit: 10 }, 10],
      ['summary', { target }, 1],
      ['bulk_ranks', { targets: ['a-b.com', 'c-d.com', 'e-f.com'] }, 3],
      ['history', { target, date_from: '2026-01-01' }, 11],
    ] as const) {
      const { json } = await post(`/v3/backlinks/${name}/live`, [task]);
      expect(json.cost).toBe(Number((0.024 + 0.000036 * rows).toFixed(6)));
      expect(json.tasks[0].cost).toBe(json.cost);
      expect(estimateUsd(endpointOf(name), task, null)).toBeGreaterThanOrEqual(json.cost);
    }
  });

  it('is nothing for what is free', async () => {
    for (const { path, method, free } of endpoints.filter((endpoint) => endpoint.free && endpoint.method === 'GET')) {
      const reply = await (await shared(new Request(`https://api.dataforseo.com${path}`, { method }))).json();
      expect([free, reply.cost, reply.tasks[0].status_code]).toEqual([true, 0, 20000]);
    }
  });
});

describe('refusals', () => {
  it('name the field', async () => {
    expect(await fault('summary', {})).toBe("40501 Invalid Field: 'target'.");
    for (const wrong of [' ', 'localhost', 'https://', 'exa mple.com', 'https://forbes.com/']) {
      const name = wrong.startsWith('https://f') ? 'history' : 'summary';
      expect(await fault(name, { target: wrong }), wrong).toBe("40501 Invalid Field: 'target'.");
    }
    expect(await fault('anchors', { target, limit: 1001 })).toBe("40501 Invalid Field: 'limit'.");
    expect(await fault('anchors', { target, filters: ['no_such_field', '=', 1] })).toBe("40501 Invalid Field: 'filters'.");
    expect(await fault('anchors', { target, filters: ['rank', 'like', '%1%'] })).toBe("40501 Invalid Field: 'filters'.");
    expect(await fault('backlinks', { target, filters: ['domain_from_country', '=', 'DE'] })).toBe("40501 Invalid Field: 'filters'.");
    expect(await fault('anchors', { target, backlinks_filters: ['broken_pages', '>', 1] })).toBe(
      "40501 Invalid Field: 'backlinks_filters'.",
    );
    expect(await fault('anchors', { target, order_by: ['referring_links_tld.com,desc'] })).toBe("40501 Invalid Field: 'order_by'.");
    expect(await fault('domain_intersection', { targets: ['a-b.com'] })).toBe("40501 Invalid Field: 'targets'.");
    expect(await fault('timeseries_summary', { target, date_from: '2026-11-02', date_to: '2026-11-01' })).toBe(
      "40501 Invalid Field: 'date_to'.",
    );
  });

  it('of bodies, tasks, fields and paths are the API’s', async () => {
    expect((await post('/v3/backlinks/summary/live', '')).json).toMatchObject({ status_code: 40502, tasks: null });
    expect((await post('/v3/backlinks/summary/live', '[]')).json).toMatchObject({ status_code: 40502 });
    for (const body of ['{', '{"target":"forbes.com"}', '[1]'])
      expect((await post('/v3/backlinks/summary/live', body)).json.status_code).toBe(40503);
    expect(await fault('summary', { target, tarGet: 1 })).toBe('40506 Unknown Fields in POST Data.');
    const two = (await post('/v3/backlinks/summary/live', [{ target }, { target }])).json;
    expect(two).toMatchObject({ tasks_count: 2, tasks_error: 2, cost: 0, tasks: [{ status_code: 40000 }, { status_code: 40000 }] });
    const { status, json } = await post('/v3/backlinks/no_such_thing/live', [{ target }]);
    expect([status, json.status_code]).toEqual([404, 40402]);
    expect((await post('/v3/backlinks/index', [{}])).status).toBe(404);
  });
});

describe('the envelope', () => {
  it('echoes the request, and ids are the API’s', async () => {
    const task = { target, tag: 'mine', limit: 3 };
    const { json } = await post('/v3/backlinks/anchors/live', [task]);
    expect(json).toMatchObject({ version: expect.any(String), status_code: 20000, status_message: 'Ok.', tasks_count: 1, tasks_error: 0 });
    expect(json.time).toMatch(/^\d\.\d{4} sec\.$/);
    expect(json.tasks[0]).toMatchObject({
      path: ['v3', 'backlinks', 'anchors', 'live'],
      data: { api: 'backlinks', function: 'anchors', ...task },
    });
    expect(json.tasks[0].id).toMatch(/^1122\d{4}-1535-0\d{3}-0000-[0-9a-f]{12}$/);
  });

  it('is gone in the condensed form, and so is all that is empty', async () => {
    const { json } = await post('/v3/backlinks/backlinks/live.ai', [{ target }]);
    expect(Object.keys(json)).toEqual(['id', 'status_code', 'status_message', 'items']);
    expect(json.items).toHaveLength(10);
    const empty = (value: unknown): boolean =>
      !value || (typeof value === 'object' && (Object.keys(value).length === 0 || Object.values(value).some(empty)));
    expect(json.items.some(empty)).toBe(false);
    const failed = (await post('/v3/backlinks/summary/live.ai', [{ target: '' }])).json;
    expect(failed).toMatchObject({ status_code: 40501, status_message: "Invalid Field: 'target'." });
    expect((await post('/v3/backlinks/summary/live.ai', [{ target }])).json.items).toHaveLength(1);
  });
});

describe('the account', () => {
  const get = async (path: string) => (await (await shared(new Request(`https://api.dataforseo.com/v3/${path}`))).json()).tasks[0].result;

  it('has prices for every paid function, in the real nesting', async () => {
    const [account] = await get('appendix/user_data');
    const paid = endpoints.filter(({ free }) => !free);
    expect(Object.keys(account.price.backlinks)).toHaveLength(paid.length);
    expect(account.price.backlinks.summary.live.priority_normal).toEqual([
      { cost_type: 'per_request', cost: 0.024 },
      { cost_type: 'per_result', cost: 0.000036 },
    ]);
  });

  it('lists filters by family as the documentation spells them', async () => {
    const [families] = await get('backlinks/available_filters');
    expect(families.backlinks).toMatchObject({
      rank: 'num',
      dofollow: 'bool',
      first_seen: 'time',
      anchor: 'str',
      domain_from_platform_type: 'array.str',
    });
    expect(families.backlinks).not.toHaveProperty('domain_from_country');
    expect(Object.keys(families.domain_pages)).toEqual(
      expect.arrayContaining(['page', 'meta.title', 'page_summary.referring_links_tld.$tld']),
    );
    expect(Object.keys(families.page_intersection)).toEqual(expect.arrayContaining(['$key.rank', '$key.dofollow']));
    expect(Object.keys(families.anchors)).toEqual(
      expect.arrayContaining(['referring_links_semantic_locations.$empty', 'referring_links_types.image']),
    );
  });

  it('tells past and failed calls of a span of time', async () => {
    const span = { datetime_from: '2026-11-10 00:00:00 +00:00', datetime_to: '2026-11-20 00:00:00 +00:00' };
    const past = (await post('/v3/backlinks/id_list', [{ ...span, sort: 'desc' }])).json.tasks[0].result as Row[];
    expect(past.length).toBeGreaterThan(5);
    expect(past.map((row) => row.datetime_done)).toEqual(
      past
        .map((row) => row.datetime_done)
        .sort()
        .reverse(),
    );
    expect(past.every((row) => String(row.datetime_done) > '2026-11-10' && String(row.datetime_done) < '2026-11-20')).toBe(true);
    const failed = (await post('/v3/backlinks/errors', [{}])).json.tasks[0].result as Row[];
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.every((row) => Number(row.error_code) >= 40000)).toBe(true);
  });
});
