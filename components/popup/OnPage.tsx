import { List } from 'lucide';
import { Icon } from '../Icon.tsx';

/** What the popup can tell of the page itself, for nothing. */
export function OnPage({ onLinks }: { onLinks: () => void }) {
  return (
    <nav class="on-page" aria-label="This page">
      <button type="button" class="link" onClick={onLinks}>
        <Icon node={List} />
        Links on this page
      </button>
    </nav>
  );
}
