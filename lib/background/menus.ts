import { type Browser, browser } from 'wxt/browser';
import { endpointOf } from '../endpoints/index.ts';
import { hashOf, hashOfRequest } from '../route.ts';
import { inferScope, targetOf } from '../target.ts';
import { ask } from './desk.ts';
import { overviewOf } from './popup-view.ts';
import { readSettings } from './preferences.ts';

const items = [
  { id: 'analyze-link', title: 'Analyze this link', contexts: ['link'] },
  { id: 'analyze-page', title: 'Analyze this page', contexts: ['page'] },
  { id: 'analyze-selection', title: 'Analyze “%s”', contexts: ['selection'] },
] as const;

/** Puts our entries into the context menu. Called when installed or updated; the browser keeps them. */
export async function createMenus(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const { id, title, contexts } of items)
    browser.contextMenus.create({
      id,
      title,
      contexts: [...contexts],
      ...(id === 'analyze-selection' ? {} : { documentUrlPatterns: ['http://*/*', 'https://*/*'] }),
    });
}

/**
 * Opens the explorer's overview of what was clicked. The click is the ask, as opening the popup is: it may buy one summary, unless the
 * person wants to be asked first. The page that opens only reads the store or joins this call.
 */
export async function onMenuClick(
  { menuItemId, linkUrl, pageUrl, selectionText }: Browser.contextMenus.OnClickData,
  tab: Browser.tabs.Tab | undefined,
): Promise<void> {
  const isSelection = menuItemId === 'analyze-selection';
  const text = (menuItemId === 'analyze-link' ? linkUrl : isSelection ? selectionText : pageUrl) ?? '';
  const reading = targetOf(text, { from: isSelection ? 'typed' : 'tab', scope: isSelection ? inferScope(text) : 'host' });
  const endpoint = endpointOf('summary');
  // The explorer says what is wrong with a target it cannot take; nothing has been sent.
  const request = overviewOf(reading.ok ? reading.target : text.slice(0, 2048));
  const { whenToFetch } = await readSettings();
  if (reading.ok && whenToFetch === 'on-open')
    void ask({ endpoint: 'summary', request, askedBy: 'menu', buy: 'unless-fresh', inPrivate: tab?.incognito ?? false });
  await browser.tabs.create({
    url: browser.runtime.getURL(`/options.html${text ? hashOfRequest(endpoint, request) : hashOf('summary')}` as '/options.html'),
    // A private window shows no pages of extensions; the browser opens a normal one, where that tab's place means nothing.
    ...(tab && !tab.incognito ? { index: tab.index + 1, openerTabId: tab.id } : {}),
  });
}
