import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { EndpointId } from '../../lib/endpoints/index.ts';
import { endpoints } from '../../lib/endpoints/index.ts';
import type { Ask } from '../../lib/messages.ts';
import { type Background, startBackground } from '../fixtures/background.ts';

let result: unknown[] = [];
let desk: Background;

const ask = (endpoint: EndpointId, request: Record<string, unknown>, more: Partial<Ask> = {}) =>
  desk.ask({ endpoint, request, askedBy: 'explorer', buy: 'always', ...more });
const items = (...rows: unknown[]) => [{ items: rows }];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 1, 9) });
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
  Object.assign(fakeBrowser.permissions, { contains: async () => true });
  Object.assign(fakeBrowser.runtime, { getPlatformInfo: async () => ({ os: 'linux' }) });
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal(
    'fetch',
    async () => new Response(JSON.stringify({ status_code: 20000, tasks: [{ status_code: 20000, cost: 0.024, result }] })),
  );
  desk = await startBackground();
  await desk.connect({ login: 'user@example.com', password: 'secret', keeping: 'session' });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('figures', () => {
  it('of every target an answer names are known from then on, the newest of each', async () => {
    result = items({ target: 'a.com', rank: 10 }, { target: 'b.com', rank: null });
    await ask('bulk_ranks', { targets: ['a.com', 'b.com', 'c.com'] });
    vi.setSystemTime(Date.UTC(2026, 10, 2));
    result = [{ target: 'a.com', rank: 11, backlinks: 5, info: { target_spam_score: 3 } }];
    await ask('summary', { target: 'a.com' });
    result = items({ target: 'a.com', rank: 12 });
    await ask('bulk_ranks', { targets: ['a.com'] });
    expect(await desk.knownFigures({ endpoints: ['bulk_ranks'], targets: ['www.A.com', 'b.com', 'c.com', 'not a site'] })).toMatchObject([
      { endpoint: 'bulk_ranks', target: 'a.com', fetchedAt: Date.UTC(2026, 10, 2), row: { rank: 12 } },
      { target: 'b.com', fetchedAt: Date.UTC(2026, 10, 1, 9), row: { rank: null } },
    ]);
    const past = await desk.pastFigures({ endpoints: ['summary', 'bulk_ranks'], target: 'a.com' });
    expect(past.map(({ endpoint, row }) => [endpoint, row.rank])).toEqual([
      ['bulk_ranks', 10],
      ['summary', 11],
      ['bulk_ranks', 12],
    ]);
    expect(past[1]?.row).toMatchObject({ backlinks: 5, info: { target_spam_score: 3 } });
  });

  it('of one day are the last answer’s', async () => {
    for (const rank of [1, 2, 3]) {
      result = items({ target: 'a.com', rank });
      await ask('bulk_ranks', { targets: ['a.com'] });
    }
    expect(await desk.pastFigures({ endpoints: ['bulk_ranks'], target: 'a.com' })).toMatchObject([{ row: { rank: 3 } }]);
  });

  it('of pages are found by the page’s address', async () => {
    result = items({ url: 'https://www.a.com/x', backlinks: 4 }, { url: 'a.com', backlinks: 9 });
    await ask('bulk_pages_summary', { targets: ['https://www.a.com/x', 'a.com'] });
    const known = await desk.knownFigures({ endpoints: ['bulk_pages_summary'], targets: ['https://www.a.com/x', 'a.com'] });
    expect(known.map(({ row }) => row.backlinks)).toEqual([4, 9]);
  });

  it('that were asked for in another way, or are of a target nobody asked for, are not mixed in', async () => {
    result = items({ target: 'a.com', rank: 10 }, { target: 'evil.com', rank: 1000 }, { rank: 4 }, null);
    await ask('bulk_ranks', { targets: ['a.com'], rank_scale: 'one_hundred' });
    await ask('bulk_ranks', { targets: ['b.com'] });
    await ask('bulk_ranks', { targets: ['a.com'] }, { form: 'ai' });
    expect(await desk.knownFigures({ endpoints: ['bulk_ranks'], targets: ['a.com', 'b.com', 'evil.com'] })).toEqual([]);
  });

  it('from private windows are not kept, and none outlives a sign-out', async () => {
    result = items({ target: 'a.com', rank: 10 });
    await ask('bulk_ranks', { targets: ['a.com'] }, { inPrivate: true });
    expect(await desk.pastFigures({ endpoints: ['bulk_ranks'], target: 'a.com' })).toEqual([]);
    await ask('bulk_ranks', { targets: ['a.com'] });
    expect(await desk.pastFigures({ endpoints: ['bulk_ranks'], target: 'a.com' })).toHaveLength(1);
    await desk.disconnect();
    expect(await desk.pastFigures({ endpoints: ['bulk_ranks'], target: 'a.com' })).toEqual([]);
  });

  it('of 1,000 targets and every endpoint that has some are read in a moment', async () => {
    const targets = Array.from({ length: 1000 }, (_, at) => `site-${at}.com`);
    result = items(...targets.map((target, rank) => ({ target, rank })));
    await ask('bulk_ranks', { targets });
    const kept = endpoints.filter(({ figuresOf }) => figuresOf).map(({ id }) => id);
    expect(kept).toHaveLength(8);
    const start = performance.now();
    expect(await desk.knownFigures({ endpoints: kept, targets })).toHaveLength(1000);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
