import { alertOf, leftWords } from '../../lib/caps.ts';
import { money } from '../../lib/format.ts';
import type { CapState } from '../../lib/messages.ts';
import { t } from '../../lib/words.ts';

const titles = { day: t`Today`, month: t`This month` } as const;

type Props = {
  of: 'day' | 'month';
  cap: CapState;
  /** The ledger can be read, so that nothing more was spent than this. */
  isKnown: boolean;
};

/** A cap, what is used of it and what is left. */
export function CapCard({ of, cap, isKnown }: Props) {
  const alert = alertOf(of, cap);
  const share = cap.capUsd > 0 ? Math.min(100, (cap.spentUsd / cap.capUsd) * 100) : 100;
  return (
    <section class="card" data-cap={of}>
      <h2>{titles[of]}</h2>
      <p>
        {t`${!isKnown && t`At least `}${(
          <b class="amount" data-field={of === 'day' ? 'spent_today_total' : 'spent_month_total'}>
            {money(cap.spentUsd)}
          </b>
        )} of ${money(cap.capUsd)}`}{' '}
        {alert && <span class={`pill ${alert.tone}`}>{alert.text}</span>}
      </p>
      <div class={`cap-meter ${alert?.tone ?? ''}`} aria-hidden="true">
        <i style={{ width: `${share}%` }} />
      </div>
      <p class="muted small">{t`${leftWords(of, cap)} (00:00 UTC)`}</p>
    </section>
  );
}
