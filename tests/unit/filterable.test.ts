import { describe, expect, it } from 'vitest';
import { endpointOf, endpoints } from '../../lib/endpoints/index.ts';
import { filterableAt, filterableOf, labelAt } from '../../lib/filterable.ts';
import { orderSchema } from '../../lib/filters.ts';
import { filtersOf } from '../../lib/sample/filter.ts';

const pathsOf = (id: Parameters<typeof endpointOf>[0], targets?: string[]): string[] =>
  filterableOf(endpointOf(id), null, { targets }).map(({ path }) => path);

/** https://docs.dataforseo.com/v3/backlinks/filters/, backlinks. */
const documented = [
  'domain_from url_from url_from_https domain_to url_to url_to_https tld_from is_new is_lost backlink_spam_score rank page_from_rank',
  'domain_from_rank domain_from_platform_type domain_from_is_ip domain_from_ip page_from_external_links page_from_internal_links',
  'page_from_size page_from_encoding page_from_language page_from_title page_from_status_code first_seen prev_seen last_seen item_type',
  'dofollow original alt anchor text_pre text_post semantic_location links_count group_count is_broken url_to_status_code',
  'url_to_spam_score',
].flatMap((line) => line.split(' '));

describe('what the docs say can be filtered', () => {
  it('of backlinks is their list, no field more or less', () => {
    expect(pathsOf('backlinks').sort()).toEqual([...documented].sort());
  });

  it('of page intersection is the same under each target’s number', () => {
    const paths = pathsOf('page_intersection', ['a.example', 'b.example']);
    expect(paths.filter((path) => path.startsWith('2.')).sort()).toEqual(documented.map((path) => `2.${path}`).sort());
    expect(paths).toContain('intersections_count');
    expect(paths).toHaveLength(documented.length * 2 + 1);
  });

  it('of anchors are its metrics, and its distributions by key', () => {
    const fields = filterableOf(endpointOf('anchors'), null);
    expect(fields.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['anchor', 'rank', 'backlinks', 'referring_main_domains', 'referring_links_tld.$tld', 'lost_date']),
    );
    expect(filterableAt(fields, 'referring_links_types.redirect')?.type).toBe('num');
    expect(filterableAt(fields, 'type')).toBeNull();
  });

  it('of pages are their content and links by dotted path, labelled by both', () => {
    const fields = filterableOf(endpointOf('domain_pages'), null);
    expect(labelAt(fields, 'page_summary.backlinks')).toBe('Links, Backlinks');
    expect(labelAt(fields, 'meta.words_count')).toBe('Content, Words');
    expect(labelAt(fields, 'page_summary.referring_links_tld.co.uk')).toBe('Links, TLDs, co.uk');
    expect(labelAt(fields, 'page_summary.referring_links_semantic_locations.$empty')).toBe('Links, Placement, none');
    expect(labelAt(fields, 'page_summary.referring_links_tld.$tld')).toBe('Links, TLDs, one tld');
  });

  it('of competitors are three fields', () => {
    expect(pathsOf('competitors')).toEqual(['target', 'intersections', 'rank']);
  });

  it.each(endpoints.filter(({ request }) => request.filters).map(({ id }) => id))('of %s: labels differ, and sorts are sorts', (id) => {
    const fields = filterableOf(endpointOf(id), null, { targets: ['a.example', 'b.example'] });
    expect(fields.length).toBeGreaterThan(2);
    expect(new Set(fields.map(({ label }) => label.toLowerCase())).size).toBe(fields.length);
    for (const { path, canSort } of fields) {
      const sort = `${path.replace(/\$(?!empty)\w+$/, 'x')},desc`;
      expect(orderSchema.safeParse([sort]).success, path).toBe(canSort);
    }
  });
});

describe('what the API says can be filtered', () => {
  it('wins over the documented list', () => {
    const answer = { backlinks: { rank: 'num', brand_new: 'str', nonsense: 'blob', none: null } };
    expect(filterableOf(endpointOf('backlinks'), answer)).toEqual([
      expect.objectContaining({ path: 'rank', label: 'Rank of link', type: 'num', canSort: true }),
      expect.objectContaining({ path: 'brand_new', label: 'brand_new', type: 'str', canSort: true }),
    ]);
  });

  it.each([null, {}, { anchors: null }, { anchors: {} }, { anchors: { rank: 'blob' } }, { anchors: ['rank'] }])(
    'is of no use as %j, and the documented list stands',
    (answer) => {
      expect(filterableOf(endpointOf('anchors'), answer).length).toBeGreaterThan(10);
    },
  );

  it('has each target’s fields under its number, called by its name', () => {
    const answer = { domain_intersection: { '$key.rank': 'num', '$key.referring_links_tld.$tld': 'num', intersections_count: 'num' } };
    const fields = filterableOf(endpointOf('domain_intersection'), answer, { targets: ['a.example', 'b.example'] });
    expect(fields.map(({ path, label, canSort }) => [path, label, canSort])).toEqual([
      ['intersections_count', 'Intersections', true],
      ['1.rank', 'a.example: Rank', true],
      ['1.referring_links_tld.$tld', 'a.example: TLDs, one tld', false],
      ['2.rank', 'b.example: Rank', true],
      ['2.referring_links_tld.$tld', 'b.example: TLDs, one tld', false],
    ]);
    expect(labelAt(fields, '2.referring_links_tld.co.uk')).toBe('b.example: TLDs, co.uk');
    expect(filterableOf(endpointOf('domain_intersection'), answer)[0]?.label).toBe('Target 1: Rank');
  });

  it.each(endpoints.filter(({ request }) => request.filters).map(({ id }) => id))('of %s is read in the sample’s form', (id) => {
    const endpoint = endpointOf(id);
    const family = filtersOf(endpoint.row);
    const fields = filterableOf(endpoint, { [id]: family }, { targets: ['a.example'] });
    expect(fields.map(({ path }) => path)).toEqual(Object.keys(family).map((path) => path.replace('$key.', '1.')));
    // The sample knows keys of distributions; those are fields of their own then.
    for (const { path, label } of fields) expect(label, path).not.toContain('_');
  });
});
