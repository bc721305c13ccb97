import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createPageScript, PAGE_SCRIPT, type PageScript } from '../lib/page-links/page.ts';

/** Opens closed shadow trees too: Firefox by a property of the element, Chrome by a call. */
const shadowOf = (element: Element & { openOrClosedShadowRoot?: ShadowRoot | null }): ShadowRoot | null => {
  const shadow = element.openOrClosedShadowRoot ?? element.shadowRoot;
  // Only elements of a page's own making are worth the call; it would be made for every element of the page.
  if (shadow || !element.localName.includes('-')) return shadow;
  return browser.dom?.openOrClosedShadowRoot?.(element as HTMLElement) ?? null;
};

/** Put into a page on the person's press, under `activeTab`; its value is the page's links. It sends no message and listens to none. */
export default defineUnlistedScript(() => {
  const world = globalThis as unknown as Record<string, PageScript | undefined>;
  const script = world[PAGE_SCRIPT] ?? createPageScript(document, shadowOf, () => browser.runtime?.id !== undefined);
  world[PAGE_SCRIPT] = script;
  return script.scan();
});
