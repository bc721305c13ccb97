import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { t } from '../../lib/words.ts';

const what = { permissions: ['tabs' as const] };

/** For the panel beside the page: without it the browser shows us only pages that our button was pressed on. */
export function FollowTabs({ onAllowed }: { onAllowed: () => void }) {
  const [isAllowed, setAllowed] = useState(true);
  useEffect(() => {
    const look = () => void browser.permissions.contains(what).then(setAllowed, () => {});
    look();
    browser.permissions.onRemoved.addListener(look);
    return () => browser.permissions.onRemoved.removeListener(look);
  }, []);
  if (isAllowed) return null;
  const ask = async () => {
    if (!(await browser.permissions.request(what).catch(() => false))) return;
    setAllowed(true);
    onAllowed();
  };
  return (
    <p>
      <button type="button" onClick={() => void ask()}>{t`Let this panel follow every tab`}</button>
    </p>
  );
}
