import { describe, expect, it } from 'vitest';
import { noticesOf } from '../../components/overview/Notices.tsx';
import { changeOf, pointsOf } from '../../components/overview/past.ts';
import { columnsOf } from '../../lib/columns.ts';
import type { Rows } from '../../lib/endpoints/index.ts';
import { endpointOf } from '../../lib/endpoints/index.ts';
import type { Figures, Stored } from '../../lib/messages.ts';
import { firstPriceUsd, hashOfLinks, hashOnward } from '../../lib/reports/onward.ts';
import { linksOfSegment } from '../../lib/reports/segments.ts';
import { requestOf, routeOf } from '../../lib/route.ts';

const summary = endpointOf('summary');
const backlinks = endpointOf('backlinks');
const asked = { target: 'forbes.com', backlinks_status_type: 'all', include_subdomains: false, internal_list_limit: 50 };

describe('a segment of a distribution', () => {
  it.each([
    ['referring_links_types', 'image', ['item_type', '=', 'image']],
    ['referring_links_tld', 'co.uk', ['tld_from', '=', 'co.uk']],
    ['referring_links_platform_types', 'blogs', ['domain_from_platform_type', 'has', 'blogs']],
    ['referring_links_semantic_locations', 'article', ['semantic_location', '=', 'article']],
    ['referring_links_attributes', 'nofollow', ['dofollow', '=', false]],
  ])('%s %s lists its links, of the same target and scope', (distribution, key, condition) => {
    const found = linksOfSegment(distribution, key, asked);
    expect(found).toEqual({
      request: { target: 'forbes.com', backlinks_status_type: 'all', include_subdomains: false, mode: 'as_is', filters: [condition] },
    });
    expect('request' in found && backlinks.schema.safeParse(found.request).success).toBe(true);
  });

  it('says why where the API cannot list it', () => {
    expect(linksOfSegment('referring_links_countries', 'US', asked)).toEqual({
      why: 'DataForSEO gives this of a link (country) but cannot filter by it.',
    });
    expect(linksOfSegment('referring_links_attributes', 'ugc', asked)).toMatchObject({ why: expect.stringContaining('cannot filter') });
    expect(linksOfSegment('referring_links_semantic_locations', '', asked)).toMatchObject({ why: expect.stringContaining('not known') });
    expect(linksOfSegment('referring_links_moods', 'glad', asked)).toHaveProperty('why');
    const full = Array.from({ length: 8 }, () => ['rank', '>', 1]).flatMap((each, at) => (at ? ['and', each] : [each]));
    expect(linksOfSegment('referring_links_types', 'image', { ...asked, backlinks_filters: full })).toHaveProperty('why');
  });

  it('takes a hostile key as a value and nothing else', () => {
    const found = linksOfSegment('referring_links_tld', '__proto__', asked);
    expect('request' in found && found.request.filters).toEqual([['tld_from', '=', '__proto__']]);
    expect(linksOfSegment('constructor', 'x', asked)).toHaveProperty('why');
  });
});

describe('the ways onward', () => {
  it('keep what the report takes too, and nothing it does not', () => {
    const { page, values } = routeOf(hashOnward('referring_domains', asked));
    expect(page).toBe('referring_domains');
    expect(requestOf(endpointOf('referring_domains'), values)).toEqual(asked);
    const links = routeOf(hashOfLinks(['is_broken', '=', true], asked) ?? '');
    expect(requestOf(backlinks, links.values)).toMatchObject({ target: 'forbes.com', filters: [['is_broken', '=', true]] });
    expect(links.values.has('internal_list_limit')).toBe(false);
  });

  it('have the price of their first question', () => {
    expect(firstPriceUsd('backlinks', asked, null)).toBeCloseTo(0.0276, 6);
  });
});

describe('what is said before the figures', () => {
  const row = (more: Partial<Rows['summary']>) => ({ target: 'forbes.com', backlinks: 100, ...more }) as Rows['summary'];
  const ids = (more: Partial<Rows['summary']>) => noticesOf(row(more), asked).map(({ id }) => id);

  it('is nothing for a site that lives', () => {
    expect(ids({ broken_backlinks: 3, referring_links_types: { anchor: 95, redirect: 5 } })).toEqual([]);
    expect(ids({ backlinks: null, broken_backlinks: null, referring_links_types: null })).toEqual([]);
    expect(noticesOf(row({ target: 'https://forbes.com/' }), asked)).toEqual([]);
  });

  it('is that its links are lost, broken or redirects, or that the answer is of another', () => {
    expect(ids({ lost_date: '2026-01-02 03:04:05 +00:00' })).toEqual(['lost']);
    expect(ids({ broken_backlinks: 50 })).toEqual(['broken']);
    expect(ids({ referring_links_types: { redirect: 15, canonical: 5 } })).toEqual(['redirects']);
    expect(ids({ target: 'example.com' })).toEqual(['other-target']);
  });
});

describe('the past of a figure', () => {
  const [rank] = columnsOf(summary, { rows: [], head: {} }).filter(({ path }) => path === 'rank');
  const at = (day: number, value: number | null): Figures => ({
    endpoint: 'summary',
    target: 'forbes.com',
    fetchedAt: day,
    row: { rank: value },
  });
  const stored = { rows: [{ rank: 689 }], fetchedAt: 30 } as unknown as Stored;

  it('is what earlier answers said; an answer without it is left out', () => {
    if (!rank) throw new Error('no rank');
    const past = [at(10, 686), at(20, null), at(30, 689)];
    expect(pointsOf(rank, past)).toEqual([
      { at: 10, value: 686 },
      { at: 30, value: 689 },
    ]);
    expect(changeOf(rank, stored, past)).toEqual({ words: '+3', before: 686, at: 10 });
    expect(changeOf(rank, stored, [at(10, 700), at(30, 689)])?.words).toBe('−11');
    expect(changeOf(rank, stored, [at(10, 689), at(30, 689)])).toBeNull();
    expect(changeOf(rank, stored, [at(30, 689)])).toBeNull();
  });
});
