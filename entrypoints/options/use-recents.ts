import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { RecentTarget } from '../../components/request/TargetBar.tsx';
import { sendMessage } from '../../lib/messages.ts';
import { TAB_SITE } from '../../lib/tab-site.ts';

/** Targets that were asked about before, newest first; looking at them again is free. */
export function useRecents(): readonly RecentTarget[] {
  const [recents, setRecents] = useState<RecentTarget[]>([]);
  useEffect(() => {
    sendMessage('recent').then(
      (found) => setRecents(found.map(({ target, fetchedAt }) => ({ value: target, isHostAlone: false, at: fetchedAt }))),
      () => {},
    );
  }, []);
  return recents;
}

/** The site the popup was last opened on; null where it was not, or the browser was closed since. */
export function useTabSite(): string | null {
  const [site, setSite] = useState<string | null>(null);
  useEffect(() => {
    browser.storage.session.get(TAB_SITE).then(
      ({ [TAB_SITE]: found }) => setSite(typeof found === 'string' ? found : null),
      () => {},
    );
  }, []);
  return site;
}
