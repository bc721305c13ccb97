import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { about, connectedBackground, installNetwork, taskReply } from '../fixtures/background.ts';

const COST = 0.024036;
let network: ReturnType<typeof installNetwork>;

beforeEach(() => {
  network = installNetwork();
});
afterEach(() => vi.unstubAllGlobals());

describe('what stored answers save', () => {
  it('counts each popup that opens on one, and neither the panel that stands beside the page nor a private window', async () => {
    const background = await connectedBackground();
    const { viewPopup } = await import('../../lib/background/popup-view.ts');
    const page = { text: 'https://a.com/', from: 'tab', scope: 'host', inPrivate: false, isAsk: true } as const;
    await viewPopup(page);
    expect(await background.cacheHits()).toEqual([]);
    await background.ask(about('a.com'));
    for (const hits of [1, 2]) {
      await viewPopup(page);
      await vi.waitFor(
        async () =>
          expect(await background.cacheHits()).toMatchObject([{ endpoint: 'summary', target: 'a.com', hits, savedUsd: hits * COST }]),
        { timeout: 10_000 },
      );
    }
    await viewPopup({ ...page, isAsk: false });
    await viewPopup({ ...page, inPrivate: true });
    await background.ask(about('a.com'));
    await vi.waitFor(async () => expect(await background.cacheHits()).toMatchObject([{ hits: 3 }]), { timeout: 10_000 });
    expect(network.posted).toHaveLength(1);
  });
});

describe('the balance', () => {
  it('R48 is what the account’s own report said last: what another machine spent shows too', async () => {
    const background = await connectedBackground();
    expect(await background.status()).toMatchObject({ balanceUsd: 40 });
    network.free = () => taskReply({ cost: 0, result: [{ money: { balance: 12.5 } }] });
    await background.ask({ endpoint: 'appendix_user_data', request: {}, askedBy: 'explorer', buy: 'always' });
    expect(await background.status()).toMatchObject({ balanceUsd: 12.5 });
    network.free = () => taskReply({ cost: 0, result: [] });
    await background.ask({ endpoint: 'appendix_user_data', request: {}, askedBy: 'explorer', buy: 'always' });
    expect(await background.status()).toMatchObject({ balanceUsd: 12.5 });
  });
});
