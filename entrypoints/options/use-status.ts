import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { type Status, sendMessage } from '../../lib/messages.ts';

/** What every part of the page shows about account, settings and spending; read again whenever the page comes to the front. */
export function useStatus() {
  const [status, setStatus] = useState<Status | null>(null);
  const refresh = useCallback(() => {
    // Where the background does not answer, what was last known stays; the next question will say what is wrong.
    sendMessage('status').then(setStatus, () => {});
  }, []);

  useEffect(() => {
    refresh();
    const look = () => document.visibilityState === 'visible' && refresh();
    document.addEventListener('visibilitychange', look);
    // Another window may change the settings while this one is in sight.
    browser.storage.local.onChanged.addListener(refresh);
    return () => {
      document.removeEventListener('visibilitychange', look);
      browser.storage.local.onChanged.removeListener(refresh);
    };
  }, [refresh]);

  const theme = status?.settings.theme ?? 'system';
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);

  return { status, setStatus, refresh };
}
