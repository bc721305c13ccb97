/** What the person is told when no page of ours is open. Notices are an optional permission; without it the page of the watchlist says the same. */

import { browser } from 'wxt/browser';
import type { Failure, FailureKind } from '../outcome.ts';
import { hashOf } from '../route.ts';
import { digestOf } from '../watch/compare.ts';
import type { Watchlist, WatchRun } from '../watch/define.ts';
import { t } from '../words.ts';
import { explorerUrl } from './doors.ts';

const PREFIX = 'watch ';

/** Trouble that passes by itself: the next try says nothing either. */
const passing: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'offline',
  'other-environment',
  'service-paused',
  'unreachable',
  'timeout',
]);

export const mayNotify = (): Promise<boolean> => browser.permissions.contains({ permissions: ['notifications'] }).catch(() => false);

async function show(id: string, title: string, message: string): Promise<void> {
  if (!(await mayNotify())) return;
  await browser.notifications?.create(`${PREFIX}${id}`, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title,
    message,
  });
}

/** One notice for a whole look, and none where nothing passed a threshold. */
export async function tellOfRun(run: WatchRun, list: Pick<Watchlist, 'notify' | 'nameSites'>): Promise<void> {
  const digest = list.notify ? digestOf(run, list) : null;
  if (digest) await show(run.id, digest.title, digest.message);
}

/** Whether the person has to do something about a hold and was not told of it. */
export const isNews = ({ kind }: Failure, { notify, told }: Pick<Watchlist, 'notify' | 'told'>): boolean =>
  notify && kind !== told && !passing.has(kind);

/** The words for each failure stay with the pages: the background is to be small, and a notice leads there. */
export const tellOfHold = (): Promise<void> => show('hold', t`The watchlist waits`, t`Open Backlens to see why, and what to do about it.`);

/** Opens the page of the look that a notice was about. */
async function onNoticeClicked(notice: string): Promise<void> {
  if (!notice.startsWith(PREFIX)) return;
  const id = notice.slice(PREFIX.length);
  await browser.tabs.create({ url: explorerUrl(hashOf('watch', id === 'hold' ? null : new URLSearchParams({ look: id }))) });
  await browser.notifications.clear(notice);
}

const onClicked = (notice: string): void => void onNoticeClicked(notice).catch(() => {});

/** Listens to presses on notices. Without the permission there is nothing to listen to; it is called again when that is given. */
export function watchNotices(): void {
  if (browser.notifications && !browser.notifications.onClicked.hasListener(onClicked))
    browser.notifications.onClicked.addListener(onClicked);
}

/** Takes our notices off the screen. */
export async function clearNotices(): Promise<void> {
  for (const id of Object.keys((await browser.notifications?.getAll()) ?? {}))
    if (id.startsWith(PREFIX)) await browser.notifications.clear(id);
}
