/** The ways from the rest of the browser into the explorer: the context menu and the address bar. */
import { type Browser, browser } from 'wxt/browser';
import type { AnyRequest } from '../endpoints/define.ts';
import { endpointOf } from '../endpoints/index.ts';
import { hashOf, hashOfRequest } from '../route.ts';
import { targetsInText } from '../selection.ts';
import { overviewOf } from './popup-view.ts';

/** An address of the explorer; with the overview's request, where it is one of a target that may be asked about. */
export type Door = { hash: string; overview: AnyRequest | null };

/** The overview of one target, as it would be sent. */
export function doorTo(target: string): Door {
  const overview = overviewOf(target);
  return { hash: hashOfRequest(endpointOf('summary'), overview), overview };
}

/** The overview's form with a text in it that is no target; the explorer says what is wrong with it. */
export const doorWith = (text: string): Door => ({
  hash: text ? doorTo(text.slice(0, 2048)).hash : hashOf('summary'),
  overview: null,
});

/** What a text names: one target's overview, or the bulk page for several. */
export function doorOfText(text: string): Door {
  const targets = targetsInText(text);
  const [only] = targets;
  if (only === undefined) return doorWith(text.trim());
  if (targets.length === 1) return doorTo(only);
  return { hash: hashOf('bulk', new URLSearchParams(targets.map((target) => ['targets', target]))), overview: null };
}

export const explorerUrl = (hash: string): string => browser.runtime.getURL(`/options.html${hash}` as '/options.html');

/** Where the person wants what they typed after the keyword: in this tab, or a new one. Reads the store only; nothing is bought here. */
export async function onKeywordEntered(text: string, where: `${Browser.omnibox.OnInputEnteredDisposition}`): Promise<void> {
  const url = explorerUrl(doorOfText(text).hash);
  if (where === 'currentTab') await browser.tabs.update({ url });
  else await browser.tabs.create({ url, active: where === 'newForegroundTab' });
}
