import { useState } from 'preact/hooks';
import { count, money } from '../../lib/format.ts';
import type { LinksView } from '../../lib/messages.ts';
import type { Failure } from '../../lib/outcome.ts';
import { roundUsd } from '../../lib/price.ts';
import { Notice } from '../Notice.tsx';

type Props = {
  view: LinksView;
  isBusy: boolean;
  /** What went wrong with the last press; each call fails for itself. */
  failures: readonly Failure[];
  settingsHref: string;
  /** `again`: the person knows that an earlier call may have been charged. */
  onBuy: (how: 'unless-fresh' | 'again') => void;
};

/** How many of the page's other websites are known, and what the rest would cost. */
export function RankOffer({ view: { count: all, unknown, offers, status }, isBusy, failures, settingsHref, onBuy }: Props) {
  const [isConfirming, setConfirming] = useState(false);
  if (all === 0) return null;
  const priceUsd = roundUsd(offers.reduce((sum, offer) => sum + offer.priceUsd, 0));
  const isLost = failures.some(({ kind, spent }) => kind === 'interrupted' || spent !== 'no');
  const buy = () => {
    setConfirming(false);
    onBuy(isLost ? 'again' : 'unless-fresh');
  };
  return (
    <section class="rank-offer num" aria-label="Rank and spam of the websites">
      {failures.map((failure) => (
        <Notice key={failure.kind} failure={failure} />
      ))}
      <p class="row small">
        <span class="grow muted" role="status">
          {count(all)} {all === 1 ? 'website' : 'websites'}, {count(all - unknown)} known{unknown > 0 && `, ${count(unknown)} to buy`}
        </span>
        {isBusy ? (
          <span class="muted">Asking DataForSEO…</span>
        ) : unknown === 0 ? null : !status.ready ? (
          <a class="button" href={settingsHref} target="_blank" rel="noopener">
            Connect to rank them
          </a>
        ) : isConfirming ? (
          <>
            <button type="button" class="primary" onClick={buy}>
              Yes, spend <span class="price">{money(priceUsd)}</span>
            </button>
            <button type="button" onClick={() => setConfirming(false)}>
              No
            </button>
          </>
        ) : (
          <button type="button" class="primary" onClick={() => (priceUsd > status.settings.confirmAboveUsd ? setConfirming(true) : buy())}>
            {isLost ? 'Ask again' : 'Rank and spam'} <span class="price">{money(priceUsd)}</span>
          </button>
        )}
      </p>
    </section>
  );
}
