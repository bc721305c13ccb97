import { browser } from 'wxt/browser';
import { PAGE_SCRIPT, type PageScript } from '../../lib/page-links/page.ts';

/** What a page's script read, or null where the browser lets nobody look: its own pages, its store, pages nobody pressed the button on. */
export type Reading = ReturnType<PageScript['scan']>;

/** Puts the script into the page, or finds it there, and reads the page's links. Only from a press, which is what allows it. */
export async function readLinks(tabId: number): Promise<Reading | null> {
  try {
    const [frame] = await browser.scripting.executeScript({ target: { tabId }, files: ['/links.js'] });
    return (frame?.result as Reading | undefined) ?? null;
  } catch {
    return null;
  }
}

/** Has the page's script do something. Answers come back as values: the page has no way to send us a message. */
export async function tell<K extends 'mark' | 'show' | 'close'>(
  tabId: number,
  what: K,
  ...values: Parameters<PageScript[K]>
): Promise<ReturnType<PageScript[K]> | null> {
  try {
    const [frame] = await browser.scripting.executeScript({
      target: { tabId },
      func: (script: string, name: string, given: unknown[]) =>
        (globalThis as unknown as Record<string, Record<string, (...all: unknown[]) => unknown> | undefined>)[script]?.[name]?.(...given) ??
        null,
      args: [PAGE_SCRIPT, what, values],
    });
    return (frame?.result ?? null) as ReturnType<PageScript[K]> | null;
  } catch {
    return null;
  }
}
