import { browser } from 'wxt/browser';

/**
 * The addresses of this window's tabs, without their queries and fragments, which hold tokens and search words. Null where the person does
 * not allow it. Must be called in the press itself: browsers take the question from nowhere else.
 */
export async function takeTabs(): Promise<string[] | null> {
  const isAllowed = await browser.permissions.request({ permissions: ['tabs'] }).catch(() => false);
  if (!isAllowed) return null;
  const tabs = await browser.tabs.query({ currentWindow: true });
  const own = browser.runtime.getURL('/');
  return tabs.flatMap(({ url }) => (url && !url.startsWith(own) ? [url.replace(/[?#].*$/s, '')] : []));
}
