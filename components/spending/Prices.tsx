import { endpoints } from '../../lib/endpoints/index.ts';
import { age, exactMoney, money } from '../../lib/format.ts';
import { ASSUMED_SINCE, estimateUsd, type PriceList, priceOf } from '../../lib/price.ts';
import { locale, t } from '../../lib/words.ts';

/** Prices below a tenth of a cent need more digits than amounts do. */

/** What each report costs this account, and since when that is known. */
export function Prices({ prices }: { prices: PriceList | null }) {
  return (
    <details class="card prices">
      <summary>
        <b>{t`Prices`}</b>{' '}
        <span class="muted small">
          {prices
            ? t`of your own account, read ${age(prices.readAt)} (${new Date(prices.readAt).toLocaleString(locale)})`
            : t`assumed: DataForSEO’s list of ${ASSUMED_SINCE}, until your account’s own are read`}
        </span>
      </summary>
      <div class="scroll">
        <table class="num">
          <thead>
            <tr>
              <th scope="col">{t`Report`}</th>
              {[t`A request`, t`Each row`, '100 rows', '1,000 rows'].map((head) => (
                <th key={head} scope="col" class="r">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {endpoints
              .filter(({ free }) => !free)
              .map((endpoint) => {
                const { requestUsd, rowUsd } = priceOf(endpoint, prices);
                const isList = 'limit' in endpoint.request;
                return (
                  <tr key={endpoint.id}>
                    <th scope="row">{endpoint.title}</th>
                    <td class="r">{exactMoney(requestUsd)}</td>
                    <td class="r">{exactMoney(rowUsd)}</td>
                    {[100, 1000].map((limit) => (
                      <td key={limit} class="r">
                        {isList ? money(estimateUsd(endpoint, { limit }, prices)) : '–'}
                      </td>
                    ))}
                  </tr>
                );
              })}
          </tbody>
        </table>
      </div>
    </details>
  );
}
