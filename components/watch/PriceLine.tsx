import { count, money } from '../../lib/format.ts';
import type { Every } from '../../lib/watch/define.ts';
import type { Price } from '../../lib/watch/plan.ts';
import { t } from '../../lib/words.ts';

const adverbs: Record<Every, string> = { day: t`Daily`, week: t`Weekly`, month: t`Monthly` };

type Props = { price: Price; every: Every; sites: number; capUsd: number };

/** What watching costs, before it is saved: one look, a month, and what the cap makes of it. */
export function PriceLine({ price: { calls, lookUsd, isAtMost, monthUsd, days }, every, sites, capUsd }: Props) {
  if (sites === 0) return <p class="muted">{t`Name a site, and its price is here.`}</p>;
  return (
    <div class="watch-price num">
      <p>
        {t`One look at ${sites === 1 ? t`${count(sites)} site` : t`${count(sites)} sites`}: ${calls === 1 ? t`${count(calls)} call` : t`${count(calls)} calls`} · ${<b data-field="look_usd">{money(lookUsd)}</b>}${isAtMost && t` at most`}. ${adverbs[every]} that is about ${<b data-field="month_usd">{money(monthUsd)}</b>} a month.`}
      </p>
      {days > 1 && (
        <p
          class="warn-text small"
          data-field="spread"
        >{t`More than the watchlist’s cap of ${money(capUsd)} a day: one look takes ${count(days)} days, the sites that wait for the longest first.`}</p>
      )}
      {days === 0 && (
        <p
          class="bad-text small"
          role="alert"
        >{t`The watchlist’s cap of ${money(capUsd)} a day is not enough for one site. Raise it, or tick fewer figures.`}</p>
      )}
    </div>
  );
}
