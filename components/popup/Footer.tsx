import { money } from '../../lib/format.ts';
import type { Status } from '../../lib/messages.ts';

/** What was spent today of the cap, and what is left in the account. */
export function Footer({ status }: { status: Status }) {
  const { spentTodayUsd, settings, balanceUsd, storageTrouble } = status;
  const { dayCapUsd } = settings;
  const share = dayCapUsd > 0 ? Math.min(100, (spentTodayUsd / dayCapUsd) * 100) : 100;
  const tone = share >= 100 ? 'bad' : share >= 80 ? 'warn' : '';
  return (
    <footer class="num">
      <span>
        {settings.environment === 'production' ? 'Today' : 'Play money today'} <span data-field="spent_today">{money(spentTodayUsd)}</span>{' '}
        of {money(dayCapUsd)}
      </span>
      <span class={`meter ${tone}`} aria-hidden="true">
        <i style={{ width: `${share}%` }} />
      </span>
      {storageTrouble ? (
        <span class="bad-text">Storage blocked</span>
      ) : (
        <span>{settings.environment !== 'production' || balanceUsd === null ? '' : `Balance ${money(balanceUsd)}`}</span>
      )}
    </footer>
  );
}
