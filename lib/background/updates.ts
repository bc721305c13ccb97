import { browser } from 'wxt/browser';
import { tellUpdateWaits } from '../messages.ts';
import { whenIdle } from './awake.ts';

/** Whether a page of ours is open, in a tab or beside one. */
async function isPageOpen(): Promise<boolean> {
  // Firefox has only the older way.
  if (!browser.runtime.getContexts) return browser.extension.getViews().some((view) => view !== globalThis.window);
  return (await browser.runtime.getContexts({ contextTypes: ['TAB', 'POPUP', 'SIDE_PANEL'] })).length > 0;
}

/**
 * Installs an update that waits, after the calls under way: their answers are paid for and cannot be fetched again. The browser closes our
 * pages with it, and what is typed there would be lost: where one is open, its person says when.
 */
export async function installUpdate(): Promise<void> {
  await whenIdle();
  if (await isPageOpen()) tellUpdateWaits();
  else browser.runtime.reload();
}
