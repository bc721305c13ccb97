import { Keyboard, Menu } from 'lucide';
import { age, money } from '../../lib/format.ts';
import type { Status } from '../../lib/messages.ts';
import { Icon } from '../Icon.tsx';
import { Ribbon } from '../Ribbon.tsx';

type Props = { status: Status | null; isMenuOpen: boolean; onMenu: () => void; onKeys: () => void };

/** The product's name, the way to the reports where the rail has no room, and what was spent of what may be. */
export function TopBar({ status, isMenuOpen, onMenu, onKeys }: Props) {
  return (
    <header>
      {status && <Ribbon environment={status.settings.environment} />}
      <div class="top">
        <button type="button" class="icon menu" aria-expanded={isMenuOpen} aria-controls="rail" aria-label="Reports" onClick={onMenu}>
          <Icon node={Menu} />
        </button>
        <p class="brand">
          <i aria-hidden="true" />
          Backlens
        </p>
        {status && <Money status={status} />}
        <button type="button" class="icon keys" aria-label="Keys" title="Keys (?)" onClick={onKeys}>
          <Icon node={Keyboard} />
        </button>
      </div>
    </header>
  );
}

function Money({ status }: { status: Status }) {
  const { spentTodayUsd, settings, balanceUsd, balanceAt, storageTrouble } = status;
  const isAtCap = spentTodayUsd >= settings.dayCapUsd;
  return (
    <p class="money num">
      {storageTrouble && <span class="bad-text">Storage blocked · </span>}
      <span class={isAtCap ? 'bad-text' : ''}>
        Today <span data-field="spent_today">{money(spentTodayUsd)}</span> of {money(settings.dayCapUsd)}
        {isAtCap && ', cap reached'}
      </span>
      {balanceUsd !== null && (
        <span title={balanceAt === null ? undefined : `Read ${age(balanceAt)}`}>
          {' · '}Balance <span data-field="balance">{money(balanceUsd)}</span>
        </span>
      )}
    </p>
  );
}
