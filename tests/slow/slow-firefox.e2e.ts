import { setTimeout as sleep } from 'node:timers/promises';
import { connect, paid, say } from '../e2e/firefox-steps.ts';
import { expect, firefoxTest as test } from '../e2e/fixtures.ts';

/** The twins in Firefox, which ends an idle event page after 30 s, of the answers that are as slow as they may be. Nothing keeps it alive but us. */
for (const seconds of [35, 60, 119])
  test(`Firefox: R12 an answer after ${seconds} s is kept though the page that asked was closed (R11)`, async ({ firefox }) => {
    test.setTimeout((seconds + 120) * 1000);
    const asker = await connect(firefox);
    firefox.server.faults.push({ path: '/summary/live', delayMs: seconds * 1000 });
    const question = { endpoint: 'summary', request: { target: 'forbes.com' }, askedBy: 'explorer' };
    void say(asker, 'ask', { ...question, buy: 'unless-fresh' }).catch(() => null);
    await sleep(1500);
    await asker.close();
    await sleep(seconds * 1000 + 3000);
    const page = await firefox.open('options.html#/settings');
    expect(await say(page, 'ask', { ...question, buy: 'never' })).toMatchObject({ ok: true, value: { cached: true } });
    expect(paid(firefox)).toHaveLength(1);
  });
