import { count, money } from '../../lib/format.ts';
import type { Every } from '../../lib/watch/define.ts';
import type { Price } from '../../lib/watch/plan.ts';

const adverbs: Record<Every, string> = { day: 'Daily', week: 'Weekly', month: 'Monthly' };

type Props = { price: Price; every: Every; sites: number; capUsd: number };

/** What watching costs, before it is saved: one look, a month, and what the cap makes of it. */
export function PriceLine({ price: { calls, lookUsd, isAtMost, monthUsd, days }, every, sites, capUsd }: Props) {
  if (sites === 0) return <p class="muted">Name a site, and its price is here.</p>;
  return (
    <div class="watch-price num">
      <p>
        One look at {count(sites)} {sites === 1 ? 'site' : 'sites'}: {count(calls)} {calls === 1 ? 'call' : 'calls'} ·{' '}
        <b data-field="look_usd">{money(lookUsd)}</b>
        {isAtMost && ' at most'}. {adverbs[every]} that is about <b data-field="month_usd">{money(monthUsd)}</b> a month.
      </p>
      {days > 1 && (
        <p class="warn-text small" data-field="spread">
          More than the watchlist’s cap of {money(capUsd)} a day: one look takes {count(days)} days, the sites that wait for the longest
          first.
        </p>
      )}
      {days === 0 && (
        <p class="bad-text small" role="alert">
          The watchlist’s cap of {money(capUsd)} a day is not enough for one site. Raise it, or tick fewer figures.
        </p>
      )}
    </div>
  );
}
