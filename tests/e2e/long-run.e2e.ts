import type { Page } from '@playwright/test';
import { keepBooks, sumOf } from './books.ts';
import { expect, test } from './fixtures.ts';
import { say, summary, watcher } from './say.ts';
import { connect, figure, popupOn, set } from './steps.ts';

/** Everything that costs money, at once and again and again, on a network that breaks and with a background that is killed. */

type Row = { opId: string; state: string; costUsd: number | null };

const ROUNDS = 20;
const kinds = ['summary', 'anchors', 'backlinks', 'referring_domains', 'competitors', 'history', 'timeseries_summary'];
const faults = [
  { destroy: 'unanswered' as const },
  { destroy: 'during' as const },
  { destroy: 'after' as const },
  { body: '<html>Sign in to the network' },
  { status: 500, body: '{"status_code":50000,"status_message":"Internal Error."}' },
  null,
];

const ledgerOf = (page: Page): Promise<Row[]> => say<Row[]>(page, 'ledger');
const spentOf = async (page: Page): Promise<number> => Number((await say<Record<string, unknown>>(page, 'status')).spentTodayUsd);

test('after a long mixed run the ledger and the server agree to the cent, call by call, and nothing is open', async ({ app }) => {
  test.setTimeout(300_000);
  const booked = keepBooks(app.server);
  await connect(app);
  await set(app, { dayCapUsd: 100, monthCapUsd: 100, confirmAboveUsd: 10 });
  const page = await watcher(app);
  app.server.keepAlive = true;
  const list = { endpoint: 'backlinks', request: { target: 'forbes.com', limit: 1000 } };

  for (let round = 0; round < ROUNDS; round += 1) {
    const fault = faults[round % faults.length];
    if (fault) app.server.faults.push({ path: '/live', ...fault });
    const asks = [0, 1, 2, 3].map((at) => {
      const endpoint = kinds[(round + at) % kinds.length];
      return say(page, 'ask', { ...summary(`site-${round % 15}-${at}.com`), endpoint }).catch(() => null);
    });
    if (round % 5 === 1) asks.push(say(page, 'startPull', { ...list, perPage: 1000, upTo: 3000 }).catch(() => null));
    if (round % 5 === 2)
      asks.push(
        say(page, 'ask', { ...summary(''), endpoint: 'bulk_ranks', request: { targets: [`a-${round}.com`, `b-${round}.com`] } }).catch(
          () => null,
        ),
      );
    if (round % 5 === 3) {
      const pull = await say<{ id: string } | null>(page, 'pullOf', list).catch(() => null);
      if (pull) asks.push(say(page, 'resumePull', { id: pull.id, again: true }).catch(() => null));
    }
    // The cap refuses what is asked in the meantime.
    if (round === 9) await say(page, 'changeSettings', { dayCapUsd: 0.01 });
    if (round === 11) await say(page, 'changeSettings', { dayCapUsd: 100 });
    if (round % 6 === 5) {
      await page.waitForTimeout(150);
      await app.stopWorker();
    }
    await Promise.race([Promise.all(asks), page.waitForTimeout(4000)]);
  }
  app.server.faults.length = 0;
  const { popup } = await popupOn(app, 'https://forbes.com/');
  await expect(figure(popup, 'rank')).toHaveText('689');
  await app.closePopup();
  await expect.poll(async () => (await ledgerOf(page)).some(({ state }) => state === 'sent')).toBe(false);

  // Before anything is looked up nothing that was charged is left out but what the browser itself sent twice.
  const first = new Set<unknown>();
  const once = booked.filter(({ metadata: { tag } }) => !first.has(tag) && first.add(tag));
  expect(await spentOf(page)).toBeGreaterThanOrEqual(sumOf(once) - 1e-6);

  // What the list lacks twice, five minutes apart, was never charged.
  const { answer } = app.server;
  for (const minutes of [7, 14, 21]) {
    const later = new Date(Date.now() + minutes * 60_000).toUTCString();
    app.server.answer = async (request) => {
      const reply = await answer(request);
      reply.headers.set('date', later);
      return reply;
    };
    await (await app.worker()).evaluate((ms) => {
      const { now } = performance;
      Date.now = () => performance.timeOrigin + now.call(performance) + ms;
    }, minutes * 60_000);
    expect(await say(page, 'checkLost')).toMatchObject({ ok: true });
  }
  const ledger = await ledgerOf(page);
  expect(ledger.filter(({ state }) => state === 'unknown')).toEqual([]);
  expect(await spentOf(page)).toBeCloseTo(sumOf(booked), 6);
  for (const { opId, state, costUsd } of ledger) {
    const charged = sumOf(booked.filter(({ metadata }) => metadata.tag === opId));
    expect(state === 'refused' ? 0 : costUsd, `${opId} ${state}`).toBeCloseTo(charged, 6);
  }
  expect(ledger.length).toBeGreaterThan(50);
  console.log(`${ledger.length} calls, ${booked.length} charged, $${sumOf(booked)}`);
});
