import { nearestCap } from '../../lib/caps.ts';
import { money } from '../../lib/format.ts';
import type { Status } from '../../lib/messages.ts';
import { troubleTitles } from '../../lib/storage-words.ts';
import { t } from '../../lib/words.ts';

/** What was spent today of the cap, and what is left in the account. */
export function Footer({ status }: { status: Status }) {
  const { settings, balanceUsd, storageTrouble } = status;
  const { of, cap, alert } = nearestCap(status);
  const share = cap.capUsd > 0 ? Math.min(100, (cap.spentUsd / cap.capUsd) * 100) : 100;
  const when = of === 'day' ? t`today` : t`this month`;
  const words = settings.environment === 'production' ? `${when[0]?.toUpperCase()}${when.slice(1)}` : t`Play money ${when}`;
  return (
    <footer class="num">
      <span>
        {t`${words} ${<span data-field={of === 'day' ? 'spent_today' : 'spent_this_month'}>{money(cap.spentUsd)}</span>} of ${money(cap.capUsd)}`}
        {alert && <span class={alert.tone && `${alert.tone}-text`}>, {alert.text}</span>}
      </span>
      <span class={`meter ${alert?.tone ?? ''}`} aria-hidden="true">
        <i style={{ width: `${share}%` }} />
      </span>
      {storageTrouble ? (
        <span class="bad-text">{troubleTitles[storageTrouble]}</span>
      ) : (
        <span>{settings.environment !== 'production' || balanceUsd === null ? '' : t`Balance ${money(balanceUsd)}`}</span>
      )}
    </footer>
  );
}
