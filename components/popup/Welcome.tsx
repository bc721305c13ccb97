import { money } from '../../lib/format.ts';
import { ASSUMED_PRICE } from '../../lib/price.ts';
import { t } from '../../lib/words.ts';

/** The first screen of a person without an account: what this is, what it costs, and a way to look around for nothing. */
export function Welcome({ onConnect, onSample }: { onConnect: () => void; onSample: () => void }) {
  return (
    <section class="notice" aria-labelledby="welcome">
      <h2 id="welcome">{t`See who links to this page`}</h2>
      <p>{t`Backlens asks DataForSEO with your own account and nobody in between. One look at a site costs about ${money(ASSUMED_PRICE.requestUsd)} and then stays free to look at for a week.`}</p>
      <p class="row">
        <button type="button" class="primary" onClick={onConnect}>{t`Connect`}</button>
        <button type="button" onClick={onSample}>{t`Explore sample data`}</button>
      </p>
      <p class="muted small">{t`Sending begins only when you connect. Then opening the popup sends the site’s name, without path or query, and your API login to DataForSEO; you can choose to be asked first.`}</p>
    </section>
  );
}
