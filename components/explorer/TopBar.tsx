import { Keyboard, Menu } from 'lucide';
import { leftWords, nearestCap } from '../../lib/caps.ts';
import { age, count, money } from '../../lib/format.ts';
import type { Status } from '../../lib/messages.ts';
import { t } from '../../lib/words.ts';
import { Icon } from '../Icon.tsx';
import { Ribbon } from '../Ribbon.tsx';

type Props = { status: Status | null; isMenuOpen: boolean; onMenu: () => void; onKeys: () => void };

/** The product's name, the way to the reports where the rail has no room, and what was spent of what may be. */
export function TopBar({ status, isMenuOpen, onMenu, onKeys }: Props) {
  return (
    <header>
      {status && <Ribbon environment={status.settings.environment} />}
      <div class="top">
        <button type="button" class="icon menu" aria-expanded={isMenuOpen} aria-controls="rail" aria-label={t`Reports`} onClick={onMenu}>
          <Icon node={Menu} />
        </button>
        <p class="brand">
          <i aria-hidden="true" />
          {t`Backlens`}
        </p>
        {status && <Money status={status} />}
        <button type="button" class="icon keys" aria-label={t`Keys`} title={t`Keys (?)`} onClick={onKeys}>
          <Icon node={Keyboard} />
        </button>
      </div>
    </header>
  );
}

function Money({ status }: { status: Status }) {
  const { balanceUsd, balanceAt, lost, storageTrouble } = status;
  const { of, cap, alert } = nearestCap(status);
  const tone = alert?.tone ? `${alert.tone}-text` : '';
  return (
    <p class="money num">
      {lost.calls > 0 && (
        <>
          <a class="warn-text" href="#/spending" title={t`They may have cost ${money(lost.usd)}. Looking is free.`}>
            {t`${lost.calls === 1 ? t`1 call` : t`${count(lost.calls)} calls`} without an answer`}
          </a>
          {' · '}
        </>
      )}
      <a class="spent" href="#/spending" title={t`${leftWords(of, cap)}. Opens the spending.`}>
        {of === 'month' && (
          <>{t`This month ${money(cap.spentUsd)} of ${money(cap.capUsd)}${<span class={tone}>, {alert?.text}</span>} ·`} </>
        )}
        {t`Today ${storageTrouble && t`at least `}${<span data-field="spent_today">{money(status.spentTodayUsd)}</span>} of ${money(status.settings.dayCapUsd)}`}
        <span role="status" class={tone}>
          {of === 'day' && alert && `, ${alert.text}`}
        </span>
      </a>
      {balanceUsd !== null && (
        <span title={balanceAt === null ? undefined : t`Read ${age(balanceAt)}`}>
          {' '}
          {t`· Balance`} <span data-field="balance">{money(balanceUsd)}</span>
        </span>
      )}
    </p>
  );
}
