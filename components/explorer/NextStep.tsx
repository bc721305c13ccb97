import { allowanceFor, wordsOf } from '../../lib/failure-words.ts';
import { money } from '../../lib/format.ts';
import type { AllowOnce, Failure } from '../../lib/outcome.ts';
import { t } from '../../lib/words.ts';
import { AllowThisOnce } from '../AllowThisOnce.tsx';

const DASHBOARD = 'https://app.dataforseo.com/';

type Props = {
  failure: Failure;
  priceUsd: number | null;
  onAsk: (how: 'unless-fresh' | 'again', allow?: AllowOnce) => void;
  onFix: () => void;
  onAllow: () => void;
  onSample: () => void;
};

/** The one thing to do about a failure. */
export function NextStep({ failure, priceUsd, onAsk, onFix, onAllow, onSample }: Props) {
  const price = priceUsd !== null && priceUsd > 0 && <span class="price">{money(priceUsd)}</span>;
  // A call whose end is not known stands in the way of the same question until the person asks knowingly.
  const isLost = failure.kind === 'interrupted' || failure.spent !== 'no';
  const again = (
    <button type="button" onClick={() => onAsk(isLost ? 'again' : 'unless-fresh')}>
      {isLost ? t`Ask again` : t`Try again`} {price}
    </button>
  );
  if (failure.kind === 'signed-out') return <WaysIn onSample={onSample} />;
  // A limit is looked at last: what else stood in the way, the person has passed knowingly.
  const allow = allowanceFor(failure);
  if (allow)
    return (
      <p class="row">
        <AllowThisOnce allow={allow} onAllow={(once) => onAsk('again', once)} />
      </p>
    );
  switch (wordsOf(failure).next) {
    case 'connect':
    case 'settings':
      return <a class="button" href="#/settings">{t`Open Settings`}</a>;
    case 'unlock':
      return (
        <p class="row">
          <button type="button" onClick={() => document.getElementById('unlock')?.focus()}>{t`Type the passphrase`}</button>
          <button type="button" onClick={() => onAsk('unless-fresh')}>
            {t`Try again ${price}`}
          </button>
        </p>
      );
    case 'fix':
      return <button type="button" onClick={onFix}>{t`Change the request`}</button>;
    case 'permission':
      return <button type="button" class="primary" onClick={onAllow}>{t`Allow access`}</button>;
    case 'reload':
      return <button type="button" onClick={() => location.reload()}>{t`Reload this tab`}</button>;
    case 'top-up':
    case 'dashboard':
      return <a class="button" href={DASHBOARD} target="_blank" rel="noopener noreferrer">{t`Open the DataForSEO dashboard`}</a>;
    case 'report':
      return (
        <p class="row">
          {again}
          <a href="#/diagnostics">{t`Facts for a report`}</a>
        </p>
      );
    default:
      return again;
  }
}

/** For a person without an account: to connect one, or to look around for nothing. */
export function WaysIn({ onSample }: { onSample: () => void }) {
  return (
    <p class="row">
      <a class="button primary" href="#/settings">{t`Connect in Settings`}</a>
      <button type="button" onClick={onSample}>{t`Explore sample data`}</button>
    </p>
  );
}
