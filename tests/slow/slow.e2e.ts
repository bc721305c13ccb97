import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import puppeteer, { type Page } from 'puppeteer-core';
import { createSample } from '../../lib/sample/index.ts';
import { findChromium } from '../browser/find.ts';
import { startServer } from '../server/server.ts';

/**
 * Answers as slow as they may be, in real time. Nothing is attached to the service worker here, for a debugger would keep it alive: the
 * browser ends it after 30 s of idleness wherever we do not.
 */

const target = 'forbes.com';

/** Sends the background a message; null where it was cut off. */
const say = (page: Page, type: string, data?: object): Promise<unknown> =>
  page.evaluate(
    ([type, data]) =>
      new Promise((done) => {
        const { chrome } = globalThis as unknown as {
          chrome: { runtime: { sendMessage(message: object, reply: (said: unknown) => void): void } };
        };
        chrome.runtime.sendMessage({ id: 1, type, data, timestamp: Date.now() }, (said) =>
          done((said as { res?: never } | undefined)?.res ?? null),
        );
      }),
    [type, data ?? null] as const,
  );

for (const seconds of [35, 60, 119])
  test(`R12 an answer after ${seconds} s is kept though the page that asked was closed (R11)`, async () => {
    test.setTimeout((seconds + 120) * 1000);
    const server = await startServer({ answer: createSample() });
    const browser = await puppeteer.launch({
      executablePath: await findChromium(),
      pipe: true,
      enableExtensions: true,
      targetFilter: (one) => one.type() !== 'service_worker',
      args: [
        '--no-sandbox',
        '--no-proxy-server',
        `--host-resolver-rules=MAP *.dataforseo.com 127.0.0.1:${server.port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
        `--ignore-certificate-errors-spki-list=${server.spki}`,
      ],
    });
    try {
      const id = await browser.installExtension(path.resolve(import.meta.dirname, '../../.output/chrome-mv3'));
      const open = async () => {
        const page = await browser.newPage();
        await page.goto(`chrome-extension://${id}/options.html#/settings`);
        return page;
      };
      const asker = await open();
      expect(await say(asker, 'connect', { ...server.account, keeping: 'session' })).toMatchObject({ ok: true });
      server.calls.length = 0;
      server.faults.push({ path: '/summary/live', delayMs: seconds * 1000 });
      const question = { endpoint: 'summary', request: { target }, askedBy: 'explorer' };
      void say(asker, 'ask', { ...question, buy: 'unless-fresh' }).catch(() => null);
      await sleep(1500);
      await asker.close();
      await sleep(seconds * 1000 + 3000);
      expect(await say(await open(), 'ask', { ...question, buy: 'never' })).toMatchObject({ ok: true, value: { cached: true } });
      expect(server.calls.filter(({ path }) => path.endsWith('/live'))).toHaveLength(1);
    } finally {
      await browser.close();
      await server.close();
    }
  });
