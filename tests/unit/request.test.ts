import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endpointOf, endpoints } from '../../lib/endpoints/index.ts';
import { ASSUMED_PRICE, estimateUsd, priceListOf } from '../../lib/price.ts';
import { identityOf, withOurs } from '../../lib/request.ts';

const backlinks = endpointOf('backlinks');
const summary = endpointOf('summary');

describe('the identity of a request', () => {
  it('is the same however its keys are ordered, whether defaults are said, and whatever its tag', () => {
    const one = { target: 'example.com', limit: 1000, filters: ['rank', '>', 80] };
    const same = {
      tag: 'x',
      filters: ['rank', '>', 80],
      mode: 'as_is',
      backlinks_status_type: 'live',
      include_subdomains: true,
      limit: 1000,
      target: 'example.com',
    };
    expect(identityOf(backlinks, same)).toBe(identityOf(backlinks, one));
  });

  it('is another for every value that changes the answer', () => {
    const base = identityOf(backlinks, { target: 'example.com' });
    for (const more of [
      { mode: 'one_per_domain' },
      { limit: 99 },
      { include_subdomains: false },
      { offset: 1 },
      { rank_scale: 'one_hundred' },
    ])
      expect(identityOf(backlinks, { target: 'example.com', ...more })).not.toBe(base);
    expect(identityOf(summary, { target: 'example.com' })).not.toBe(base);
  });

  it('does not depend on the order of keys, nested or not', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 6 }), (values) => {
        const turned = Object.fromEntries(Object.entries(values).reverse());
        expect(identityOf(summary, turned)).toBe(identityOf(summary, values));
      }),
    );
  });
});

describe('our own values', () => {
  it('fill in silence and give way to what was asked', () => {
    expect(withOurs(summary, { target: 'a.com' })).toEqual({ target: 'a.com', internal_list_limit: 50 });
    expect(withOurs(summary, { target: 'a.com', internal_list_limit: 10 })).toEqual({ target: 'a.com', internal_list_limit: 10 });
    expect(withOurs(backlinks, { target: 'a.com', limit: '' })).toEqual({ target: 'a.com', limit: 100 });
  });

  it('leave unknown names in place, for validation to name them', () => {
    const full = withOurs(summary, { target: 'a.com', limt: 5 });
    expect(full.limt).toBe(5);
    expect(summary.schema.safeParse(full).success).toBe(false);
  });
});

describe('prices', () => {
  it('of the documentation: a summary, 100 and 1,000 rows, 60 domains in bulk', () => {
    expect(estimateUsd(summary, { target: 'a.com' }, null)).toBe(0.024036);
    expect(estimateUsd(backlinks, { target: 'a.com', limit: 100 }, null)).toBe(0.0276);
    expect(estimateUsd(backlinks, { target: 'a.com', limit: 1000 }, null)).toBe(0.06);
    expect(estimateUsd(endpointOf('bulk_ranks'), { targets: Array(60).fill('a.com') }, null)).toBe(0.02616);
  });

  it('are the account’s own where they are known, by function', () => {
    const live = (request: number, row: number) => ({
      live: {
        priority_normal: [
          { cost_type: 'per_request', cost: request },
          { cost_type: 'per_result', cost: row },
        ],
      },
    });
    const list = priceListOf({ backlinks: { summary: live(0.01, 0.001), backlinks: live(0.5, 0) } }, 5);
    expect(estimateUsd(summary, { target: 'a.com' }, list)).toBe(0.011);
    expect(estimateUsd(backlinks, { target: 'a.com', limit: 1000 }, list)).toBe(0.5);
    expect(estimateUsd(endpointOf('anchors'), { limit: 1 }, list)).toBeCloseTo(ASSUMED_PRICE.requestUsd + ASSUMED_PRICE.rowUsd, 9);
  });

  it('that are only half there are not used', () => {
    for (const price of [
      null,
      {},
      { backlinks: { summary: { live: { priority_normal: [{ cost_type: 'per_request', cost: 1 }] } } } },
      { backlinks: 5 },
    ])
      expect(priceListOf(price, 0)).toBeNull();
  });

  it('of free calls are nothing', () => {
    for (const endpoint of endpoints.filter(({ free }) => free)) expect(estimateUsd(endpoint, {}, null)).toBe(0);
  });
});
