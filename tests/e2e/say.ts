import type { Page } from '@playwright/test';
import type { App } from './fixtures.ts';
import { openExplorer } from './steps.ts';

type Chrome = { runtime: { sendMessage(message: object, reply: (reply: { res: unknown; err?: unknown }) => void): void } };
/** An outcome as it comes over the wire. */
export type Said = { ok: boolean; value?: Record<string, unknown>; failure?: { kind: string; spent: string } };

/** Sends the background a message, as a page of ours does. */
export const say = <T = Said>(page: Page, type: string, data?: unknown): Promise<T> =>
  page.evaluate(
    ([type, data]) =>
      new Promise<unknown>((done) =>
        (globalThis as unknown as { chrome: Chrome }).chrome.runtime.sendMessage({ id: 1, type, data, timestamp: Date.now() }, (reply) =>
          done(reply?.res ?? reply?.err ?? null),
        ),
      ),
    [type, data] as const,
  ) as Promise<T>;

/** The question of the overview of a target. */
export const summary = (target: string, more: object = {}) => ({
  ...{ endpoint: 'summary', request: { target }, askedBy: 'explorer', buy: 'unless-fresh' },
  ...more,
});
/** A page of ours that asks for nothing by itself. */
export const watcher = (app: Pick<App, 'context' | 'url'>): Promise<Page> => openExplorer(app as App, '#/settings');
