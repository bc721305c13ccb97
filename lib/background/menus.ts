import { type Browser, browser } from 'wxt/browser';
import { unwrapped } from '../redirectors.ts';
import { type TargetScope, targetOf } from '../target.ts';
import { t } from '../words.ts';
import { ask } from './desk.ts';
import { type Door, doorOfText, doorTo, doorWith, explorerUrl } from './doors.ts';
import { readSettings } from './preferences.ts';

type Clicked = Browser.contextMenus.OnClickData;
type Item = {
  id: string;
  title: string;
  context: 'link' | 'page' | 'selection';
  /** Where the click leads; null where it opens the popup instead. */
  door: ((clicked: Clicked) => Door) | null;
};

/** The site or the exact page of an address, where a redirector leads nowhere else. */
function doorOfAddress(address: string, scope: TargetScope): Door {
  const reading = targetOf(unwrapped(address), { from: 'tab', scope, keepQuery: true });
  if (!reading.ok) return doorWith(address);
  const door = doorTo(reading.target);
  // A query may carry what nobody wants to send: the explorer shows the whole address first, with the price on Run.
  return reading.target.includes('?') ? { ...door, overview: null } : door;
}

const items: readonly Item[] = [
  { id: 'analyze-link', title: t`Analyze the linked site`, context: 'link', door: ({ linkUrl = '' }) => doorOfAddress(linkUrl, 'host') },
  {
    id: 'analyze-link-page',
    title: t`Analyze the linked page`,
    context: 'link',
    door: ({ linkUrl = '' }) => doorOfAddress(linkUrl, 'page'),
  },
  { id: 'analyze-page', title: t`Analyze this site`, context: 'page', door: ({ pageUrl = '' }) => doorOfAddress(pageUrl, 'host') },
  { id: 'links-on-page', title: t`Links on this page`, context: 'page', door: null },
  { id: 'analyze-selection', title: t`Analyze “%s”`, context: 'selection', door: ({ selectionText = '' }) => doorOfText(selectionText) },
];

/** Puts our entries into the context menu. Called when installed or updated; the browser keeps them. */
export async function createMenus(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const { id, title, context } of items)
    browser.contextMenus.create({
      id,
      title,
      contexts: [context],
      ...(context === 'selection' ? {} : { documentUrlPatterns: ['http://*/*', 'https://*/*'] }),
    });
}

/**
 * Opens the explorer for what was clicked. The click is the ask, as opening the popup is: it may buy one summary, unless the person wants to
 * be asked first. The page that opens only reads the store or joins this call.
 */
export async function onMenuClick(clicked: Clicked, tab: Browser.tabs.Tab | undefined): Promise<void> {
  const item = items.find(({ id }) => id === clicked.menuItemId);
  if (!item) return;
  if (!item.door) return openLinks(tab);
  const { hash, overview } = item.door(clicked);
  const { whenToFetch } = await readSettings();
  if (overview && whenToFetch === 'on-open')
    void ask({ endpoint: 'summary', request: overview, askedBy: 'menu', buy: 'unless-fresh', inPrivate: tab?.incognito ?? false });
  await browser.tabs.create({
    url: explorerUrl(hash),
    // A private window shows no pages of extensions; the browser opens a normal one, where that tab's place means nothing.
    ...(tab && !tab.incognito ? { index: tab.index + 1, openerTabId: tab.id } : {}),
  });
}

/** Opens the popup at the page's links. The click allows reading this page, as a press on the button does. */
async function openLinks(tab: Browser.tabs.Tab | undefined): Promise<void> {
  const tabId = tab?.id;
  if (tabId === undefined) return;
  // Not awaited: Firefox lets a popup be opened in the click itself and no later.
  void browser.action.setPopup({ tabId, popup: '/popup.html#links' });
  try {
    // Chrome before 127 opens no popup; the panel has the same.
    await (browser.action.openPopup ? browser.action.openPopup() : browser.sidePanel.open({ tabId }));
  } finally {
    await browser.action.setPopup({ tabId, popup: '/popup.html' });
  }
}
