import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callFor, findBadTarget, mayBeTarget, namedIn, searchOf } from '../../lib/bulk/bad-target.ts';
import { metrics } from '../../lib/bulk/metrics.ts';
import type { PlannedCall } from '../../lib/bulk/plan.ts';
import { failed } from '../../lib/outcome.ts';
import { roundUsd } from '../../lib/price.ts';

const [metric] = metrics;
const sites = (many: number): string[] => Array.from({ length: many }, (_, at) => `site-${at}.com`);
const bare = { endpoint: metric?.endpoint, serves: [], request: {}, key: '', priceUsd: 0 } as unknown as PlannedCall;
const planned = (targets: readonly string[]) => callFor(bare, targets, null);
const refused = (more: object) => mayBeTarget(failed('rejected-request', { code: 40501, ...more }).failure);

describe('one bad target among many', () => {
  it('R40 is looked for only where the refusal cost nothing and is not about something else', () => {
    expect(refused({ costUsd: 0 })).toBe(true);
    expect(refused({ said: "Invalid Field: 'targets'." })).toBe(true);
    expect(refused({ said: "Invalid Field: 'date_from'." })).toBe(false);
    expect(refused({ spent: 'yes', costUsd: 0.02 })).toBe(false);
    expect(mayBeTarget(failed('server-trouble', { spent: 'maybe' }).failure)).toBe(false);
  });

  it.each([
    ["Invalid Field: 'targets'. Bad-Site.com is not allowed.", ['bad-site.com']],
    ['“bad-site.com/page” cannot be resolved', ['bad-site.com/page']],
    ['not-bad-site.com and bad-site.community and www.bad-site.com', []],
    [null, []],
  ])('R40 %s names %j', (said, named) => {
    expect(namedIn(said, ['site-1.com', 'bad-site.com', 'bad-site.com/page'])).toEqual(named);
  });

  it('R40 is found in ten steps at most, for no more than was said, and each half that was taken is bought once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 1000 }), fc.nat(), async (many, nth) => {
        const targets = sites(many);
        const bad = targets[nth % many] as string;
        const { steps, priceUsd } = searchOf(planned(targets), null);
        let [asks, spentUsd] = [0, 0];
        const bought: string[] = [];
        const found = await findBadTarget(targets, async (half) => {
          asks += 1;
          if (half.includes(bad)) return { said: null };
          bought.push(...half);
          spentUsd += planned(half).priceUsd;
          return 'answered';
        });
        expect(found?.target).toBe(bad);
        expect(asks).toBeLessThanOrEqual(Math.min(10, steps));
        expect(roundUsd(spentUsd)).toBeLessThanOrEqual(priceUsd);
        expect(new Set(bought).size).toBe(bought.length);
      }),
    );
  });

  it('R40 ends where a step fails for another reason, and at once where a step names it', async () => {
    let asks = 0;
    const search = (came: Parameters<typeof findBadTarget>[1]) => {
      asks = 0;
      return findBadTarget(sites(64), (half, step) => {
        asks += 1;
        return came(half, step);
      });
    };
    expect(await search(async () => 'ended')).toBeNull();
    expect(asks).toBe(1);
    expect(await search(async () => ({ said: 'site-7.com is not a domain' }))).toEqual({
      target: 'site-7.com',
      said: 'site-7.com is not a domain',
    });
    expect(asks).toBe(1);
  });
});
