import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { LinkToDomain, Stored } from '../../lib/messages.ts';

type Desk = typeof import('../../lib/background/desk.ts');
type Look = typeof import('../../lib/background/links-to-domains.ts');
type Records = typeof import('../../lib/background/records.ts');
type SignIn = typeof import('../../lib/background/sign-in.ts');
let desk: Desk;
let look: Look;
let records: Records;
let signIn: SignIn;

/** Buys a list of who links to a domain, of the sample data. */
async function buy(target: string, request: Record<string, unknown> = {}): Promise<Stored> {
  const outcome = await desk.ask({
    endpoint: 'referring_domains',
    request: { target, limit: 100, order_by: ['rank,desc'], ...request },
    askedBy: 'explorer',
    buy: 'unless-fresh',
  });
  if (!outcome.ok) throw new Error(outcome.failure.kind);
  return outcome.value;
}

const about = async (site: string): Promise<LinkToDomain[]> => look.linksToDomains({ text: site, from: 'typed' });

beforeEach(async () => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
  Object.assign(fakeBrowser.permissions, { contains: async () => true });
  Object.assign(fakeBrowser.runtime, { getPlatformInfo: async () => ({ os: 'linux' }) });
  vi.resetModules();
  desk = await import('../../lib/background/desk.ts');
  records = await import('../../lib/background/records.ts');
  signIn = await import('../../lib/background/sign-in.ts');
  look = await import('../../lib/background/links-to-domains.ts');
  await signIn.changeSettings({ environment: 'sample', myDomains: ['forbes.com'], rivals: ['theverge.com'], dayCapUsd: 5 });
});

describe('links to the person’s domains', () => {
  it('says nothing where no domain is named, and “no copy” with a price where none was bought', async () => {
    expect(await about('example.com')).toMatchObject([
      { domain: 'forbes.com', isMine: true, state: 'no-copy', priceUsd: 0.06 },
      { domain: 'theverge.com', isMine: false, state: 'no-copy', hash: expect.stringMatching(/^#\/referring_domains\?.*limit=1000/) },
    ]);
    await signIn.changeSettings({ myDomains: [], rivals: [] });
    expect(await about('example.com')).toEqual([]);
  });

  it('answers from one purchase for every site, with how many links since when', async () => {
    const { rows } = await buy('forbes.com');
    const [row] = rows;
    const [found] = await about(String(row?.domain));
    expect(found).toMatchObject({
      state: 'links',
      links: row?.backlinks,
      firstSeen: row?.first_seen,
      hash: expect.stringContaining('#/backlinks?target=forbes.com'),
    });
    const calls = (await records.ledger()).length;
    for (const { domain } of rows.slice(0, 20)) expect((await about(String(domain)))[0]?.state).toBe('links');
    expect(await records.ledger()).toHaveLength(calls);
  });

  it('tells what is not in a part of the list from what is in none of it', async () => {
    await buy('forbes.com');
    expect((await about('never-in-the-sample.com'))[0]).toMatchObject({ state: 'not-in-copy', copied: 100 });
    // A site of which every linking domain fits into one answer.
    await signIn.changeSettings({ myDomains: ['tiny-new-shop.com'] });
    const { rows, totalCount } = await buy('tiny-new-shop.com', { limit: 1000 });
    if (totalCount !== null && rows.length >= totalCount)
      expect((await about('never-in-the-sample.com'))[0]).toMatchObject({ state: 'absent' });
  });

  it('takes in what is bought later, counts subdomains, and knows links that were lost', async () => {
    expect((await about('example.com'))[0]?.state).toBe('no-copy');
    const { rows } = await buy('forbes.com', { backlinks_status_type: 'lost' });
    const lost = rows.find(({ lost_date }) => lost_date);
    expect((await about(String(lost?.domain)))[0]).toMatchObject({ state: 'lost', lostDate: lost?.lost_date });
    const live = await buy('forbes.com');
    const sub = live.rows.find(({ domain }) => String(domain).split('.').length > 2);
    if (sub) expect((await about(String(sub.domain).split('.').slice(-2).join('.')))[0]?.state).toBe('links');
  });

  it('leaves out the site itself, what a filtered list did not ask for, and everything after a sign-out', async () => {
    expect((await about('forbes.com')).map(({ domain }) => domain)).toEqual(['theverge.com']);
    await buy('forbes.com', { filters: ['rank', '>', 100000] });
    expect((await about('example.com'))[0]?.state).not.toBe('absent');
    await signIn.disconnect();
    await signIn.changeSettings({ environment: 'sample', myDomains: ['forbes.com'] });
    expect((await about('example.com'))[0]?.state).toBe('no-copy');
  });
});
