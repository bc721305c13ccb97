import { describe, expect, it } from 'vitest';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { failed, good } from '../../lib/outcome.ts';
import { classifier } from '../../lib/playbooks/anchor-classes.ts';
import { anchorHealth } from '../../lib/playbooks/anchor-health.ts';
import { benchmark } from '../../lib/playbooks/benchmark.ts';
import { dueDiligence } from '../../lib/playbooks/due-diligence.ts';
import { earnedLinks } from '../../lib/playbooks/earned-links.ts';
import { playbooks } from '../../lib/playbooks/index.ts';
import { opportunities, scoreOf } from '../../lib/playbooks/opportunities.ts';
import { byLargest, isSameSite, median, phrasesIn, shareOf } from '../../lib/playbooks/parts.ts';
import { fullRequest, hashOfCall, newestOf, offerOf, standingOf, walk } from '../../lib/playbooks/plan.ts';
import { risk, subnetOf } from '../../lib/playbooks/risk.ts';
import { strongestLinks } from '../../lib/playbooks/strongest-links.ts';
import { wastedLinks } from '../../lib/playbooks/wasted-links.ts';
import { requestOf, routeOf } from '../../lib/route.ts';
import { figuresIn, partOf, played, type Replies, rowsIn, storedWith } from '../fixtures/playbook-answers.ts';

const sampleInputs: Record<string, Record<string, unknown>> = {
  opportunities: { target: 'me.example', rivals: ['one.example', 'two.example'] },
  benchmark: { target: 'me.example', rival: 'rival.example' },
};

describe('every playbook', () => {
  it.each(playbooks.map((playbook) => [playbook.id, playbook] as const))(
    '%s asks only what its endpoints take, at the price it says',
    async (id, playbook) => {
      const inputs = sampleInputs[id] ?? { target: 'me.example' };
      const {
        asked,
        answers,
        inputs: full,
      } = await played(playbook, inputs, Object.fromEntries(playbook.plan.map((step) => [step.id, () => []])));
      expect(playbook.schema.safeParse(full).success).toBe(true);
      for (const [step, request] of asked) {
        const endpoint = endpointOf(playbook.plan.find((each) => each.id === step)?.endpoint ?? 'summary');
        expect(endpoint.schema.safeParse(request).success, JSON.stringify(request)).toBe(true);
        expect(endpoint.check?.(request) ?? null).toBeNull();
      }
      const before = offerOf(playbook, full, {}, null);
      expect(before.buys).toBe(before.calls.length);
      expect(before.buys).toBeGreaterThanOrEqual(asked.length);
      expect(offerOf(playbook, full, answers, null)).toMatchObject({ buys: 0, priceUsd: 0 });
      // Nothing was found at all, and every part can say so.
      for (const section of playbook.sections) expect(() => section.derive(full, answers)).not.toThrow();
      for (const section of playbook.sections)
        for (const step of [...section.needs, ...(section.uses ?? [])]) expect(playbook.plan.map((each) => each.id)).toContain(step);
    },
  );

  it.each(playbooks.map((playbook) => [playbook.id, playbook] as const))(
    '%s reads rows of nulls and leads to requests the explorer reads again',
    async (id, playbook) => {
      const inputs = sampleInputs[id] ?? { target: 'me.example' };
      const { answers, inputs: full } = await played(
        playbook,
        inputs,
        Object.fromEntries(playbook.plan.map((step) => [step.id, () => [{}, {}]])),
      );
      const parts = playbook.sections.map((section) => section.derive(full, answers));
      const doors = [
        ...parts.flatMap(({ figures = [], notes = [], table }) => [
          ...figures.flatMap(({ door }) => door ?? []),
          ...notes.flatMap((note) => note.doors ?? []),
          ...(table?.rows.flatMap((row) => table.doors?.(row) ?? []) ?? []),
        ]),
        ...playbook.next(full, answers),
      ];
      for (const { hash } of doors) {
        const { page, values } = routeOf(hash);
        const endpoint = endpointOf(page as 'summary');
        expect(endpoint.schema.safeParse(requestOf(endpoint, values)).success, hash).toBe(true);
      }
    },
  );

  it('prices: the calls of each plan before the first of them', () => {
    const prices = Object.fromEntries(
      playbooks.map((playbook) => {
        const { buys, priceUsd, isAtMost } = offerOf(playbook, sampleInputs[playbook.id] ?? { target: 'me.example' }, {}, null);
        return [playbook.id, [buys, priceUsd, isAtMost]];
      }),
    );
    expect(prices).toEqual({
      'strongest-links': [2, 0.0552, false],
      'earned-links': [4, 0.1104, true],
      // The rivals are named, so their call is saved.
      opportunities: [3, 0.1224, true],
      'wasted-links': [2, 0.12, false],
      benchmark: [3, 0.076032, true],
      'anchor-health': [1, 0.06, false],
      risk: [2, 0.0876, false],
      'due-diligence': [7, 0.215772, false],
    });
  });
});

describe('a plan', () => {
  const inputs = { target: 'me.example', n: 10, anchor_pages: 2 };
  const pages = [{ page: 'https://me.example/a', page_summary: { referring_main_domains: 2 } }, { page: 'https://me.example/b' }];

  it('counts what is stored as free, and what is stale or failed as to be bought', async () => {
    const { answers } = await played(earnedLinks, inputs, {
      pages: () => pages,
      anchors: ({ target }) => (target === 'https://me.example/b' ? null : []),
    });
    const offer = offerOf(earnedLinks, inputs, answers, null);
    expect(offer).toMatchObject({ buys: 1, priceUsd: 0.0276, isAtMost: false });
    expect(offer.calls.map(({ isStored }) => isStored)).toEqual([true, true, false]);
    const stale = {
      ...answers,
      pages: (answers.pages ?? []).map((asked) => ({ ...asked, stored: asked.stored && { ...asked.stored, fresh: false } })),
    };
    // The pages will be others, so will their anchors.
    expect(offerOf(earnedLinks, inputs, stale, null)).toMatchObject({ buys: 3, isAtMost: true, priceUsd: 0.0828 });
  });

  it('says which call is a second try for one that may have been charged', async () => {
    const { answers } = await played(strongestLinks, { target: 'me.example' }, { links: () => [] });
    const lost = {
      ...answers,
      anchors: [
        { request: { target: 'me.example', limit: 100 }, stored: null, failure: failed('interrupted', { spent: 'maybe' }).failure },
      ],
    };
    expect(offerOf(strongestLinks, { target: 'me.example' }, lost, null).calls.map(({ isAgain }) => isAgain)).toEqual([false, true]);
  });

  it('goes on after a failure, leaves out what is made of it, and stops where all would fail', async () => {
    const one = await played(earnedLinks, inputs, { pages: () => null });
    expect(one.asked).toHaveLength(1);
    expect(standingOf({ needs: ['pages'], uses: ['anchors'] }, one.answers)).toMatchObject({ isReady: false, isWhole: false });
    let calls = 0;
    await walk(
      dueDiligence,
      { target: 'me.example' },
      { ask: async () => (++calls === 2 ? failed('over-cap') : good(storedWith('summary', {}, []))) },
    );
    expect(calls).toBe(2);
    calls = 0;
    await walk(dueDiligence, { target: 'me.example' }, { ask: async () => (++calls === 3 ? null : good(storedWith('summary', {}, []))) });
    expect(calls).toBe(3);
  });

  it('asks as the explorer does, so that both share one answer', () => {
    expect(fullRequest({ endpoint: 'anchors' }, { target: 'me.example', limit: 100 })).toMatchObject({
      order_by: ['referring_main_domains,desc'],
      internal_list_limit: 50,
    });
    expect(hashOfCall({ endpoint: 'anchors' }, { target: 'me.example', limit: 100 })).toMatch(/^#\/anchors\?target=me\.example&/);
    expect(newestOf({})).toBeNull();
  });
});

describe('arithmetic of short lists', () => {
  it('keeps null apart from zero', () => {
    expect([3, null, 0, 5, undefined].sort(byLargest)).toEqual([5, 3, 0, null, undefined]);
    expect(median([null, 4, 1])).toBe(2.5);
    expect(median([null])).toBeNull();
    expect(shareOf(0, 0)).toBeNull();
    expect(shareOf(0, 5)).toBe(0);
    expect(shareOf(null, 5)).toBeNull();
    expect(shareOf(1, 3)).toBe(33.3);
  });

  it('knows a site by its name and what is below it, and no other', () => {
    expect(isSameSite('https://www.Me.example/a', 'blog.me.example')).toBe(true);
    expect(isSameSite('notme.example', 'me.example')).toBe(false);
    expect(phrasesIn(' a, b;a\nc ,, ')).toEqual(['a', 'b', 'c']);
    expect(subnetOf('203.0.113.9')).toBe('203.0.113');
    expect(subnetOf('2001:db8::1')).toBeNull();
  });
});

const link = (domain_from: string | null, more: object = {}) => ({ domain_from, url_from: `https://${domain_from}/`, ...more });

describe('strongest links', () => {
  it('takes one link per website, breaks ties by the page and the address, and puts unknown ranks last', async () => {
    const rows = [
      link('b.example', { domain_from_rank: 500, page_from_rank: 1 }),
      link('a.example', { domain_from_rank: 500, page_from_rank: 9 }),
      link('a.example', { domain_from_rank: 500, page_from_rank: 2 }),
      link('c.example', { domain_from_rank: null, dofollow: true }),
      link('d.example', { domain_from_rank: 0 }),
      link(null, { domain_from_rank: 1000 }),
    ];
    const run = await played(strongestLinks, { target: 'me.example', n: 4 }, { links: () => rows, anchors: () => [] });
    expect(rowsIn(partOf(strongestLinks, 'links', run), 'domain_from')).toEqual([
      ['a.example'],
      ['b.example'],
      ['d.example'],
      ['c.example'],
    ]);
    expect(figuresIn(partOf(strongestLinks, 'links', run))).toEqual({ links: 4, dofollow: 1, median_rank: 500, top_page: null });
  });

  it('joins anchors with how many websites use them, and knows nothing of those beyond the list', async () => {
    const run = await played(
      strongestLinks,
      { target: 'me.example' },
      {
        links: () => [link('a.example', { anchor: 'Me' }), link('b.example', { anchor: 'Me' }), link('c.example', { anchor: null })],
        anchors: () => [{ anchor: 'Me', referring_main_domains: 7, backlinks: 9 }],
      },
    );
    expect(rowsIn(partOf(strongestLinks, 'anchors', run), 'anchor', 'links', 'websites')).toEqual([
      ['Me', 2, 7],
      ['', 1, null],
    ]);
  });
});

describe('what earns links', () => {
  it('sorts pages by websites, asks for the anchors of the first, and shares them by websites', async () => {
    const pages = [
      { page: 'https://me.example/low', page_summary: { referring_main_domains: 1, backlinks: 99 } },
      { page: 'https://me.example/null', page_summary: { referring_main_domains: null } },
      { page: 'https://me.example/top', page_summary: { referring_main_domains: 5, backlinks: 5 }, status_code: 404 },
    ];
    const run = await played(
      earnedLinks,
      { target: 'me.example', path: '/', n: 3, anchor_pages: 1 },
      {
        pages: () => pages,
        anchors: () => [{ anchor: 'b', referring_main_domains: 1 }, { anchor: 'a', referring_main_domains: 3 }, { anchor: null }],
      },
    );
    expect(run.asked.map(([step, { target }]) => [step, target])).toEqual([
      ['pages', 'me.example'],
      ['anchors', 'https://me.example/top'],
    ]);
    expect(run.asked[0]?.[1].filters).toEqual([['page', 'like', '%/%']]);
    const part = partOf(earnedLinks, 'pages', run);
    expect(rowsIn(part, 'page', 'websites', 'anchors')).toEqual([
      ['https://me.example/top', 5, ['a 75%', 'b 25%', '(no text)']],
      ['https://me.example/low', 1, null],
      ['https://me.example/null', null, null],
    ]);
    expect(figuresIn(part)).toEqual({ pages: 3, websites_of_first: 5, broken_among: 1 });
    expect(earnedLinks.check({ target: 'me.example', path: '50%' })).toMatchObject({ param: 'path' });
  });
});

const hit = (target: string, more: object = {}) => ({ target, backlinks: 1, rank: 10, ...more });

describe('link opportunities', () => {
  const gap = [
    { domain_intersection: { 1: hit('both.example', { backlinks: 3 }), 2: hit('both.example', { rank: 90, backlinks_spam_score: 7 }) } },
    { domain_intersection: { 1: hit('one-only.example'), 2: null } },
    { domain_intersection: { 1: hit('spammy.example'), 2: null } },
    { domain_intersection: { 1: hit('blog.me.example'), 2: null } },
    { domain_intersection: { 1: hit('two.example'), 2: null } },
    { domain_intersection: { 1: hit('counts-none.example', { backlinks: 0 }) } },
  ];
  const replies: Replies = {
    rivals: () => [
      { target: 'me.example', intersections: 999 },
      { target: 'www.me.example', intersections: 998 },
      { target: 'two.example', intersections: 5, rank: 1 },
      { target: 'one.example', intersections: 5, rank: 9 },
      { target: 'far.example', intersections: 1 },
    ],
    gap: () => gap,
    ranks: () => [
      { target: 'both.example', rank: 200 },
      { target: 'one-only.example', rank: 900 },
    ],
    spam: () => [
      { target: 'both.example', spam_score: 60 },
      { target: 'spammy.example', spam_score: 61 },
    ],
  };

  it('never puts the own site among the targets: it is found as a competitor, typed as a rival, or excluded', async () => {
    const found = await played(opportunities, { target: 'me.example', take: 2 }, replies);
    expect(found.asked[1]).toEqual([
      'gap',
      expect.objectContaining({ targets: ['one.example', 'two.example'], exclude_targets: ['me.example'] }),
    ]);
    const typed = await played(opportunities, { target: 'me.example', rivals: ['me.example', 'blog.me.example', 'one.example'] }, replies);
    expect(typed.asked.map(([step]) => step)).toEqual(['gap', 'ranks', 'spam']);
    expect(typed.asked[0]?.[1]).toMatchObject({ targets: ['one.example'], exclude_targets: ['me.example'] });
    expect(opportunities.check({ target: 'me.example', rivals: ['www.me.example'] })).toMatchObject({ param: 'rivals' });
  });

  it('scores by rank, hits and spam; takes the limit in, leaves out the own site, rivals and what is above it', async () => {
    const run = await played(opportunities, { target: 'me.example', take: 2 }, replies);
    expect(run.asked[2]?.[1].targets).toEqual(['both.example', 'one-only.example', 'spammy.example']);
    expect(rowsIn(partOf(opportunities, 'opportunities', run), 'domain', 'score', 'rank', 'hits', 'spam', 'links', 'passed')).toEqual([
      ['one-only.example', 63, 900, 1, null, 1, 10],
      ['both.example', 51, 200, 2, 60, 4, 90],
    ]);
    expect(scoreOf({ rank: 1000, hits: 2, spam: 0 }, 2)).toBe(100);
    expect(scoreOf({ rank: null, hits: 0, spam: null }, 0)).toBe(0);
    const both = await played(opportunities, { target: 'me.example', take: 2, least: 2, most_spam: 59 }, replies);
    expect(partOf(opportunities, 'opportunities', both).table?.rows).toEqual([]);
  });

  it('says so where there is no rival, and asks for nothing more', async () => {
    const run = await played(opportunities, { target: 'me.example' }, { ...replies, rivals: () => [{ target: 'me.example' }] });
    expect(run.asked.map(([step]) => step)).toEqual(['rivals']);
    expect(partOf(opportunities, 'opportunities', run).notes?.[0]).toMatchObject({ tone: 'warn' });
  });
});

describe('wasted links', () => {
  const replies: Replies = {
    pages: () => [
      { page: 'https://me.example/31', status_code: 404, page_summary: { backlinks: 31, referring_main_domains: 3 } },
      { page: 'https://me.example/30', status_code: 404, page_summary: { backlinks: 30 } },
      { page: 'https://me.example/moved', status_code: 301, location: 'https://me.example/', page_summary: { backlinks: 40 } },
      { page: 'https://me.example/ok', status_code: 200, page_summary: { backlinks: 900 } },
      { page: 'https://me.example/unknown', status_code: null, page_summary: { backlinks: 900 } },
    ],
    links: () => [
      link('low.example', { url_to: 'https://me.example/31', is_broken: true, domain_from_rank: 1, url_to_status_code: 404 }),
      link('top.example', { url_to: 'https://me.example/31', is_broken: true, domain_from_rank: 9, url_to_status_code: 404 }),
      link('top.example', { url_to: 'https://me.example/gone', is_broken: null, domain_from_rank: 9, url_to_status_code: 410 }),
      link('top.example', { url_to: 'https://me.example/moved', is_broken: false, domain_from_rank: 9, url_to_status_code: 301 }),
    ],
  };

  it('takes pages above the limit and not on it, most links first, with their strongest websites', async () => {
    const run = await played(wastedLinks, { target: 'me.example' }, replies);
    const part = partOf(wastedLinks, 'pages', run);
    expect(rowsIn(part, 'page', 'backlinks', 'top')).toEqual([
      ['https://me.example/moved', 40, ['top.example']],
      ['https://me.example/31', 31, ['top.example', 'low.example']],
    ]);
    expect(figuresIn(part)).toEqual({ dead: 1, dead_links: 31, redirected: 1, redirected_links: 40 });
  });

  it('groups broken links by the dead page, most websites first', async () => {
    const run = await played(wastedLinks, { target: 'me.example' }, replies);
    expect(rowsIn(partOf(wastedLinks, 'reclaim', run), 'url', 'status_code', 'links', 'websites')).toEqual([
      ['https://me.example/31', 404, 2, 2],
      ['https://me.example/gone', 410, 1, 1],
    ]);
  });
});

describe('benchmark', () => {
  it('compares by what is better, with nobody ahead where a figure is not known or both are even', async () => {
    const run = await played(
      benchmark,
      { target: 'me.example', rival: 'rival.example', n: 2 },
      {
        profiles: () => [
          { url: 'rival.example', rank: 300, backlinks: 5, referring_main_domains: null, backlinks_spam_score: 40, referring_ips: 2 },
          { url: 'me.example', rank: 200, backlinks: 9, referring_main_domains: 7, backlinks_spam_score: 10, referring_ips: 2 },
        ],
        gap: () => [
          { domain_intersection: { 1: hit('weak.example', { rank: 1 }) } },
          { domain_intersection: { 1: hit('tie-b.example', { rank: 50, backlinks: 2 }) } },
          { domain_intersection: { 1: hit('tie-a.example', { rank: 50, backlinks: 2 }) } },
          { domain_intersection: { 1: hit('shop.me.example', { rank: 999 }) } },
        ],
        ranks: () => [{ target: 'tie-b.example', rank: 8 }],
      },
    );
    expect(rowsIn(partOf(benchmark, 'profiles', run), 'measure', 'me', 'rival', 'difference', 'ahead').slice(0, 2)).toEqual([
      ['Rank', 200, 300, -100, 'rival'],
      ['Referring websites', 7, null, null, null],
    ]);
    expect(figuresIn(partOf(benchmark, 'profiles', run))).toEqual({ you_ahead: 2, rival_ahead: 1 });
    expect(run.asked[1]?.[1]).toMatchObject({ targets: ['rival.example'], exclude_targets: ['me.example'] });
    expect(run.asked[2]?.[1].targets).toEqual(['tie-a.example', 'tie-b.example']);
    expect(rowsIn(partOf(benchmark, 'gap', run), 'domain', 'rank', 'links')).toEqual([
      ['tie-b.example', 8, 2],
      ['tie-a.example', null, 2],
    ]);
    expect(benchmark.check({ target: 'me.example', rival: 'www.me.example' })).toMatchObject({ param: 'rival' });
  });
});

describe('anchor classes', () => {
  const classOf = classifier('www.acme-tools.co.uk', ['ACME', 'Acmé Tools'], ['cordless drill', 'acme']);
  it.each([
    [null, 'empty'],
    [' \n', 'empty'],
    ['★★★', 'empty'],
    ['https://acme-tools.co.uk/x', 'url'],
    ['www.other.example', 'url'],
    ['Acme-Tools.co.uk', 'url'],
    ['Acme', 'brand'],
    ['the acme tools shop', 'brand'],
    ['acmé tools', 'brand'],
    ['Cordless  Drill!', 'exact'],
    ['best cordless drill of 2026', 'partial'],
    ['cordless drills', 'generic'],
    ['acme cordless drill', 'brand'],
    ['click here', 'generic'],
    ['acmeology', 'generic'],
  ])('%j is %s', (anchor, expected) => {
    expect(classOf(anchor)).toBe(expected);
  });
});

describe('anchor health', () => {
  const anchors = (exact: number, brand: number, rest: number): Replies => ({
    anchors: () => [
      { anchor: 'drill', referring_main_domains: exact, backlinks: 1 },
      { anchor: 'Me', referring_main_domains: brand, backlinks: 2 },
      { anchor: 'here', referring_main_domains: rest, backlinks: null },
      { anchor: null, referring_main_domains: null },
    ],
  });
  const tonesOf = async (replies: Replies, keywords = 'drill') => {
    const run = await played(anchorHealth, { target: 'me.example', keywords }, replies);
    return partOf(anchorHealth, 'classes', run).notes?.map(({ tone }) => tone);
  };

  it('shares by websites, and has reached a threshold that it stands on', async () => {
    const run = await played(anchorHealth, { target: 'me.example', keywords: 'drill' }, anchors(10, 30, 60));
    expect(figuresIn(partOf(anchorHealth, 'classes', run))).toEqual({
      ...{ share_brand: 30, share_exact: 10, share_partial: 0, share_url: 0, share_generic: 60, share_empty: 0 },
    });
    expect(await tonesOf(anchors(10, 30, 60))).toEqual(['warn', 'good']);
    expect(await tonesOf(anchors(99, 300, 601))).toEqual(['good', 'good']);
    expect(await tonesOf(anchors(20, 30, 50))).toEqual(['bad', 'good']);
    expect(await tonesOf(anchors(199, 299, 502))).toEqual(['warn', 'warn']);
    expect(await tonesOf(anchors(20, 30, 50), '')).toEqual(['plain', 'good']);
  });

  it('says nothing of shares where nothing is known, and keeps every anchor as evidence', async () => {
    expect(await tonesOf({ anchors: () => [{ anchor: 'x' }] })).toEqual([]);
    const run = await played(anchorHealth, { target: 'me.example', keywords: 'drill' }, anchors(10, 30, 60));
    expect(rowsIn(partOf(anchorHealth, 'evidence', run), 'anchor', 'class')).toEqual([
      ['here', 'Generic'],
      ['Me', 'Brand'],
      ['drill', 'Exact keyword'],
      ['', 'Empty'],
    ]);
    expect(anchorHealth.check({ target: 'me.example', exact_watch: 21, exact_alarm: 20 })).toMatchObject({ param: 'exact_alarm' });
  });
});

describe('risk', () => {
  const signs = async (rows: object[], networks: object[] = [], inputs: object = {}) => {
    const run = await played(risk, { target: 'me.example', keywords: 'drill', ...inputs }, { links: () => rows, networks: () => networks });
    return rowsIn(partOf(risk, 'axes', run), 'domain', 'scheme', 'worthless');
  };

  it('notes what is on a threshold for spam, subnets and days, and what is above it for external links', async () => {
    expect(await signs([link('spam.example', { backlink_spam_score: 61 }), link('clean.example', { backlink_spam_score: 60 })])).toEqual([
      ['spam.example', [], ['spam 61']],
    ]);
    expect(
      await signs([link('a.example', { page_from_external_links: 201 }), link('b.example', { page_from_external_links: 200 })]),
    ).toEqual([['a.example', [], ['201 external links']]]);
    const near = ['a', 'b', 'c'].map((name, at) => link(`${name}.example`, { domain_from_ip: `203.0.113.${at}` }));
    expect((await signs(near)).map(([, scheme]) => scheme)).toEqual([['3 in one subnet'], ['3 in one subnet'], ['3 in one subnet']]);
    expect(await signs(near.slice(0, 2))).toEqual([]);
    expect(await signs(near.slice(0, 1), [{ network_address: '203.0.113.0/24', referring_main_domains: 9 }])).toEqual([
      ['a.example', ['9 in one subnet'], []],
    ]);
    const days = Array.from({ length: 5 }, (_, at) => link(`${at}.example`, { first_seen: '2026-01-02 03:04:05 +00:00' }));
    expect(await signs(days)).toHaveLength(5);
    expect(await signs(days.slice(0, 4))).toEqual([]);
  });

  it('keeps the axes apart, puts signs of a scheme first, and takes what is not known for nothing', async () => {
    const rows = [
      link('worthless.example', { domain_from_rank: 0, page_from_status_code: 404, domain_from_is_ip: true }),
      link('scheme.example', { anchor: 'Drill', dofollow: true, links_count: 50 }),
      link('nofollow.example', { anchor: 'drill', dofollow: false, links_count: 49 }),
      link('unknown.example'),
    ];
    expect(await signs(rows)).toEqual([
      ['scheme.example', ['keyword anchor', '50 links'], []],
      ['worthless.example', [], ['no rank', 'bare IP', 'answers 404']],
    ]);
    const run = await played(risk, { target: 'me.example', keywords: 'drill' }, { links: () => rows, networks: () => [] });
    expect(figuresIn(partOf(risk, 'axes', run))).toEqual({ looked_at: 4, scheme: 1, worthless: 1, both: 0 });
  });
});

describe('due diligence', () => {
  const month = (at: number, more: object) => ({ date: `2026-0${at}-28 00:00:00 +00:00`, ...more });
  const calm: Replies = {
    summary: () => [
      {
        ...{ rank: 300, backlinks: 1000, referring_main_domains: 100, backlinks_spam_score: 30, broken_backlinks: 199 },
        ...{ info: { target_spam_score: 0 }, referring_links_attributes: { nofollow: 599 }, referring_links_countries: { '': 9, DE: 1 } },
      },
    ],
    trend: () => [
      month(3, { referring_main_domains: 81 }),
      month(1, { referring_main_domains: 50 }),
      month(2, { referring_main_domains: 100 }),
    ],
    flow: () => [
      month(1, { new_referring_main_domains: 19, lost_referring_main_domains: 0 }),
      month(2, { new_referring_main_domains: 1, lost_referring_main_domains: 20 }),
    ],
    anchors: () => [
      { anchor: 'elsewhere', referring_main_domains: 9 },
      { anchor: 'me', referring_main_domains: 90 },
    ],
    domains: () =>
      Array.from({ length: 11 }, (_, at) => ({
        domain: `${at}.example`,
        backlinks: 49,
        backlinks_spam_score: at === 0 ? 61 : at === 1 ? null : 30,
      })),
    networks: () => [{ network_address: '203.0.113.0', referring_main_domains: 9 }],
    lost: () => [],
  };
  const flagsOf = async (replies: Replies) => {
    const run = await played(dueDiligence, { target: 'me.example' }, { ...calm, ...replies });
    return (partOf(dueDiligence, 'flags', run).notes ?? [])
      .filter(({ tone }) => tone === 'warn' || tone === 'bad')
      .map(({ tone, text }) => [tone, text]);
  };

  it('raises no flag just below its thresholds', async () => {
    expect(await flagsOf({})).toEqual([]);
  });

  it.each<[string, Replies, string, RegExp]>([
    ['spam of links', { summary: () => [{ backlinks_spam_score: 31 }] }, 'warn', /31 of 100/],
    ['spam of the site', { summary: () => [{ info: { target_spam_score: 61 } }] }, 'bad', /own spam score is 61/],
    ['a fall', { trend: () => [month(1, { referring_main_domains: 100 }), month(2, { referring_main_domains: 80 })] }, 'warn', /20% below/],
    [
      'a great fall',
      { trend: () => [month(1, { referring_main_domains: 100 }), month(2, { referring_main_domains: 50 })] },
      'bad',
      /50% below/,
    ],
    ['losses', { flow: () => [month(1, { new_referring_main_domains: 4, lost_referring_main_domains: 5 })] }, 'warn', /5 websites ceased/],
    [
      'a burst',
      { flow: () => [1, 2, 3].map((at) => month(at, { new_referring_main_domains: at === 3 ? 30 : 10, lost_referring_main_domains: 0 })) },
      'warn',
      /30 new/,
    ],
    ['an anchor', { anchors: () => [{ anchor: 'casino', referring_main_domains: 20 }] }, 'bad', /“casino”.*20%/],
    ['a subnet', { networks: () => [{ network_address: 'x', referring_main_domains: 10 }] }, 'warn', /10%/],
    ['concentration', { domains: () => [{ backlinks: 500, backlinks_spam_score: 0 }] }, 'warn', /50%/],
    ['spammy websites', { domains: () => [0, 0, 0, 61].map((score) => ({ backlinks: 1, backlinks_spam_score: score })) }, 'bad', /25%/],
    ['broken links', { summary: () => [{ backlinks: 100, broken_backlinks: 20 }] }, 'warn', /20%/],
    ['nofollow', { summary: () => [{ backlinks: 100, referring_links_attributes: { nofollow: 60 } }] }, 'warn', /60%/],
  ])('flags %s on its threshold', async (_, replies, tone, words) => {
    expect(await flagsOf(replies)).toContainEqual([tone, expect.stringMatching(words)]);
  });

  it('says what could not be tested, and lets the rest stand where calls fail', async () => {
    const run = await played(dueDiligence, { target: 'me.example' }, { summary: calm.summary ?? (() => null) });
    const notes = partOf(dueDiligence, 'flags', run).notes ?? [];
    expect(notes.at(-1)?.text).toMatch(/^Not known, so not tested: spammy websites, a fall/);
    expect(figuresIn(partOf(dueDiligence, 'profile', run))).toMatchObject({
      rank: 300,
      websites: 100,
      country: 'DE 10%',
      lost_date: null,
    });
    const sections = dueDiligence.sections.map((section) => [section.id, standingOf(section, run.answers).isReady]);
    expect(sections).toEqual([
      ['flags', true],
      ['profile', true],
      ['trend', false],
      ['spread', false],
      ['anchors', false],
      ['networks', false],
      ['lost', false],
    ]);
  });

  it('joins months with their gains, and counts unknown spam apart', async () => {
    const run = await played(dueDiligence, { target: 'me.example' }, calm);
    expect(rowsIn(partOf(dueDiligence, 'trend', run), 'referring_main_domains', 'won', 'lost')).toEqual([
      [50, 19, 0],
      [100, 1, 20],
      [81, null, null],
    ]);
    expect(rowsIn(partOf(dueDiligence, 'spread', run), 'websites', 'share')).toEqual([
      [9, 81.8],
      [0, 0],
      [1, 9.1],
      [1, 9.1],
    ]);
    expect(figuresIn(partOf(dueDiligence, 'spread', run))).toEqual({ top_ten: 49, top_subnet: 9 });
  });
});
