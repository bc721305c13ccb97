import { useCallback, useLayoutEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';

/** The page in front: its tab, its address (null where the browser does not tell, as on its own pages), whether its window is private. */
export type Page = { tabId: number | null; windowId: number | undefined; url: string | null; inPrivate: boolean };

async function pageInFront(): Promise<Page> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return { tabId: tab?.id ?? null, windowId: tab?.windowId, url: tab?.url || null, inPrivate: tab?.incognito ?? false };
}

const isSame = (a: Page, b: Page): boolean => (Object.keys(b) as (keyof Page)[]).every((key) => a[key] === b[key]);

/**
 * Follows the page in front, also when it navigates or another tab comes forward while we are open; `page` is null until it is known. A press
 * on our button lets us see one page more and no event tells of it, so that we look again whenever we are gone to.
 */
export function usePage(): { page: Page | null; look: () => void } {
  const [page, setPage] = useState<Page | null>(null);
  const look = useCallback(() => {
    void pageInFront().then((found) => setPage((known) => (known && isSame(known, found) ? known : found)));
  }, []);
  // Not after a frame, as effects are: the browser draws none of a popup before it is shown.
  useLayoutEffect(() => {
    look();
    browser.tabs.onActivated.addListener(look);
    browser.tabs.onUpdated.addListener(look);
    addEventListener('focus', look);
    document.documentElement.addEventListener('pointerenter', look);
    return () => {
      browser.tabs.onActivated.removeListener(look);
      browser.tabs.onUpdated.removeListener(look);
      removeEventListener('focus', look);
      document.documentElement.removeEventListener('pointerenter', look);
    };
  }, [look]);
  return { page, look };
}
