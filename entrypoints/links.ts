import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createPageScript, PAGE_SCRIPT, type PageScript } from '../lib/page-links/page.ts';

/** Opens closed shadow trees too, where the browser lets extensions do so. */
const shadowOf = (element: Element): ShadowRoot | null => {
  if (element.shadowRoot) return element.shadowRoot;
  // Only elements of a page's own making are worth the question; it is asked for every element of the page.
  if (!element.localName.includes('-')) return null;
  return browser.dom?.openOrClosedShadowRoot?.(element as HTMLElement) ?? null;
};

/** Put into a page on the person's press, under `activeTab`; its value is the page's links. It sends no message and listens to none. */
export default defineUnlistedScript(() => {
  const world = globalThis as unknown as Record<string, PageScript | undefined>;
  const script = world[PAGE_SCRIPT] ?? createPageScript(document, shadowOf, () => browser.runtime?.id !== undefined);
  world[PAGE_SCRIPT] = script;
  return script.scan();
});
