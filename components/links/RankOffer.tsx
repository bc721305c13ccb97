import { useState } from 'preact/hooks';
import { allowanceFor } from '../../lib/failure-words.ts';
import { count, money } from '../../lib/format.ts';
import type { LinksView } from '../../lib/messages.ts';
import type { AllowOnce, Failure } from '../../lib/outcome.ts';
import { roundUsd } from '../../lib/price.ts';
import { t } from '../../lib/words.ts';
import { Alert } from '../Alert.tsx';
import { Notice } from '../Notice.tsx';
import { PlanConfirm } from '../PlanConfirm.tsx';

type Props = {
  view: LinksView;
  isBusy: boolean;
  /** What went wrong with the last press; each call fails for itself. */
  failures: readonly Failure[];
  settingsHref: string;
  /** `again`: the person knows that an earlier call may have been charged. */
  onBuy: (how: 'unless-fresh' | 'again', allow?: AllowOnce) => void;
};

/** How many of the page's other websites are known, and what the rest would cost. */
export function RankOffer({ view: { count: all, unknown, offers, status }, isBusy, failures, settingsHref, onBuy }: Props) {
  const [isConfirming, setConfirming] = useState(false);
  if (all === 0) return null;
  const priceUsd = roundUsd(offers.reduce((sum, offer) => sum + offer.priceUsd, 0));
  const isLost = failures.some(({ kind, spent }) => kind === 'interrupted' || spent !== 'no');
  const held = failures.map(allowanceFor).find((allow) => allow !== null);
  const how = isLost ? 'again' : 'unless-fresh';
  const press = () => (priceUsd > status.settings.confirmAboveUsd ? setConfirming(true) : onBuy(how));
  // The same trouble of both calls is said once.
  const said = [...new Map(failures.map((failure) => [failure.kind, failure])).values()];
  return (
    <section class="rank-offer num" aria-label={t`Rank and spam of the websites`}>
      <Alert>
        {said.map((failure) => (
          <Notice key={failure.kind} failure={failure} />
        ))}
      </Alert>
      <p class="row small">
        <span class="grow muted" role="status">
          {all === 1
            ? t`${count(all)} website, ${count(all - unknown)} known${unknown > 0 && t`, ${count(unknown)} to buy`}`
            : t`${count(all)} websites, ${count(all - unknown)} known${unknown > 0 && t`, ${count(unknown)} to buy`}`}
        </span>
        {isBusy ? (
          <span class="muted">{t`Asking DataForSEO…`}</span>
        ) : unknown === 0 ? null : !status.ready ? (
          <a class="button" href={settingsHref} target="_blank" rel="noopener">
            {status.locked ? t`Unlock to rank them` : t`Connect to rank them`}
          </a>
        ) : held ? (
          <button type="button" onClick={() => onBuy(how, { ...held, upToUsd: Math.max(held.upToUsd, priceUsd) })}>
            {t`Allow once`} <span class="price">{money(priceUsd)}</span>
          </button>
        ) : (
          <button type="button" class="primary" onClick={press}>
            {isLost ? t`Ask again` : t`Rank and spam`} <span class="price">{money(priceUsd)}</span>
          </button>
        )}
      </p>
      {isConfirming && (
        <PlanConfirm
          calls={offers.map(({ endpoint, priceUsd: usd }, at) => ({ label: labels[endpoint] ?? `Call ${at + 1}`, priceUsd: usd }))}
          totalUsd={priceUsd}
          onYes={() => {
            setConfirming(false);
            onBuy(how, { past: 'action', upToUsd: priceUsd });
          }}
          onNo={() => setConfirming(false)}
        />
      )}
    </section>
  );
}

/** What each call brings, in the person's words. */
const labels: Partial<Record<LinksView['offers'][number]['endpoint'], string>> = {
  bulk_ranks: t`The ranks of the websites`,
  bulk_spam_score: t`Their spam scores`,
};
