import { browser } from 'wxt/browser';
import { targetOf } from '../target.ts';
import { readSettings, writeSettings } from './preferences.ts';
import { knownFigures } from './records.ts';

const COLOUR = '#2a55e5';

/** The newest known rank of the site at an address; null where nothing is known. Reads the store only. */
async function rankOf(url: string): Promise<number | null> {
  const reading = targetOf(url, { from: 'tab', scope: 'host' });
  if (!reading.ok) return null;
  const figures = await knownFigures({ endpoints: ['summary', 'bulk_ranks'], targets: [reading.target] });
  const [newest] = figures.sort((a, b) => b.fetchedAt - a.fetchedAt);
  return typeof newest?.row.rank === 'number' ? newest.row.rank : null;
}

/** Writes the known rank of the pages in front on the button, where the person wants that. Never asks anybody anything. */
export async function refreshBadge(): Promise<void> {
  const { badge } = await readSettings();
  if (!badge) return;
  for (const { id, url, incognito } of await browser.tabs.query({ active: true })) {
    // Without the permission to see addresses there is none here.
    const rank = url && !incognito ? await rankOf(url) : null;
    await browser.action.setBadgeBackgroundColor({ tabId: id, color: COLOUR });
    await browser.action.setBadgeText({ tabId: id, text: rank === null ? '' : String(rank) });
  }
}

/** Takes the ranks off the button, for all tabs. */
export async function clearBadges(): Promise<void> {
  for (const { id } of await browser.tabs.query({})) await browser.action.setBadgeText({ tabId: id, text: '' });
}

/** Where the person takes back that we see the addresses of tabs, the rank on the button ends with it. */
export async function onPermissionsRemoved({ permissions = [] }: { permissions?: readonly string[] }): Promise<void> {
  if (!permissions.includes('tabs')) return;
  await writeSettings({ ...(await readSettings()), badge: false });
  await watchTabs();
  await clearBadges();
}

const onTab = (): void => void refreshBadge().catch(() => {});

/**
 * Follows the tabs while the badge is wanted, and only then: a listener wakes us at every change of tabs. It is set late, after the settings
 * are read; the event that woke us is made up for by looking at once.
 */
export async function watchTabs(): Promise<void> {
  const { badge } = await readSettings();
  const isWatching = browser.tabs.onActivated.hasListener(onTab);
  if (badge && !isWatching) {
    browser.tabs.onActivated.addListener(onTab);
    browser.tabs.onUpdated.addListener(onTab);
  } else if (!badge && isWatching) {
    browser.tabs.onActivated.removeListener(onTab);
    browser.tabs.onUpdated.removeListener(onTab);
    await clearBadges();
  }
  if (badge) onTab();
}
