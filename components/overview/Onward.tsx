import type { AnyRequest } from '../../lib/endpoints/define.ts';
import { type EndpointId, endpointOf } from '../../lib/endpoints/index.ts';
import { money } from '../../lib/format.ts';
import type { PriceList } from '../../lib/price.ts';
import { firstPriceUsd, hashOnward } from '../../lib/reports/onward.ts';
import { hashOf } from '../../lib/route.ts';
import { usualTrendUsd } from '../../lib/trends.ts';
import { t } from '../../lib/words.ts';

const reports: readonly EndpointId[] = [
  'backlinks',
  'anchors',
  'referring_domains',
  'referring_networks',
  'domain_pages',
  'domain_pages_summary',
  'competitors',
];

/** The reports behind the overview, with what each costs as it is asked at first. Opening one never spends. */
export function Onward({ request, prices }: { request: AnyRequest; prices: PriceList | null }) {
  const target = String(request.target ?? '');
  return (
    <nav class="card onward" aria-label={t`Reports about this target`}>
      <h2>{t`Look closer`}</h2>
      <p class="row">
        {reports.map((id) => (
          <a
            key={id}
            class="button"
            href={hashOnward(id, request)}
            title={t`${endpointOf(id).explains} Opening it is free; running it costs this at most.`}
          >
            {endpointOf(id).title} <span class="price muted">{money(firstPriceUsd(id, request, prices))}</span>
          </a>
        ))}
        <a
          class="button"
          href={hashOf('trends', new URLSearchParams({ target }))}
          title={t`Twelve months of links and websites, and what was won and lost.`}
        >
          {t`Trends`} <span class="price muted">{money(usualTrendUsd(target, prices, Date.now()))}</span>
        </a>
        <a
          class="button"
          href={hashOf('watch', new URLSearchParams({ add: target }))}
          title={t`Opens the watchlist with it; nothing is watched before you save it with its price.`}
        >{t`Watch this`}</a>
      </p>
    </nav>
  );
}
