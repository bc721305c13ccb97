import { List, PanelRight } from 'lucide';
import { t } from '../../lib/words.ts';
import { Icon } from '../Icon.tsx';

type Props = {
  onLinks: () => void;
  /** Puts all this beside the page; null where it is there already. */
  onPanel: (() => void) | null;
};

/** What the popup can tell of the page itself, for nothing. */
export function OnPage({ onLinks, onPanel }: Props) {
  return (
    <nav class="on-page" aria-label={t`This page`}>
      <button type="button" class="link" onClick={onLinks}>
        <Icon node={List} />
        {t`Links on this page`}
      </button>
      {onPanel && (
        <button type="button" class="link" title={t`The same beside the page; it stays open and follows the tabs`} onClick={onPanel}>
          <Icon node={PanelRight} />
          {t`Keep open`}
        </button>
      )}
    </nav>
  );
}
