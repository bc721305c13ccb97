import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';

/** The page in front: its tab, its address (null where the browser does not tell, as on its own pages), whether its window is private. */
export type Page = { tabId: number | null; url: string | null; inPrivate: boolean };

async function pageInFront(): Promise<Page> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return { tabId: tab?.id ?? null, url: tab?.url || null, inPrivate: tab?.incognito ?? false };
}

/** Follows the page in front, also when it navigates or another tab comes forward while the popup is open. Null until known. */
export function usePage(): Page | null {
  const [page, setPage] = useState<Page | null>(null);
  useEffect(() => {
    const look = () =>
      void pageInFront().then((found) =>
        setPage((known) => (known && (Object.keys(found) as (keyof Page)[]).every((key) => known[key] === found[key]) ? known : found)),
      );
    look();
    browser.tabs.onActivated.addListener(look);
    browser.tabs.onUpdated.addListener(look);
    return () => {
      browser.tabs.onActivated.removeListener(look);
      browser.tabs.onUpdated.removeListener(look);
    };
  }, []);
  return page;
}
