import { List, PanelRight } from 'lucide';
import { Icon } from '../Icon.tsx';

type Props = {
  onLinks: () => void;
  /** Puts all this beside the page; null where it is there already. */
  onPanel: (() => void) | null;
};

/** What the popup can tell of the page itself, for nothing. */
export function OnPage({ onLinks, onPanel }: Props) {
  return (
    <nav class="on-page" aria-label="This page">
      <button type="button" class="link" onClick={onLinks}>
        <Icon node={List} />
        Links on this page
      </button>
      {onPanel && (
        <button type="button" class="link" title="The same beside the page; it stays open and follows the tabs" onClick={onPanel}>
          <Icon node={PanelRight} />
          Keep open
        </button>
      )}
    </nav>
  );
}
