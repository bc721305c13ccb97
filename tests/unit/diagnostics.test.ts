import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { diagnosticsText } from '../../lib/diagnostics.ts';
import { type Background, startBackground } from '../fixtures/background.ts';

/** Every place a person or the API puts text into holds this word. */
const CANARY = 'canary';
const secrets = { login: `${CANARY}@${CANARY}-login.com`, password: `${CANARY}-password`, passphrase: `${CANARY} ${CANARY} passphrase` };

let background: Background;
let reply: () => Response | Promise<never>;

const answered = (result: unknown, more: object = {}) =>
  new Response(
    JSON.stringify({ status_code: 20000, tasks: [{ status_code: 20000, cost: 0.024, result, status_message: `Ok ${CANARY}`, ...more }] }),
  );

beforeEach(async () => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
  Object.assign(fakeBrowser.permissions, {
    contains: async () => true,
    getAll: async () => ({ permissions: ['storage'], origins: ['https://api.dataforseo.com/*'] }),
  });
  Object.assign(fakeBrowser.runtime, { getPlatformInfo: async () => ({ os: 'linux' }), getManifest: () => ({ version: '0.1.0' }) });
  vi.stubGlobal('navigator', { onLine: true, userAgent: 'A browser' });
  reply = () => answered([{ login: secrets.login, money: { balance: 12 } }]);
  vi.stubGlobal('fetch', async () => reply());
  background = await startBackground();
});
afterEach(() => vi.unstubAllGlobals());

it('facts for a bug report hold no login, password, passphrase, target or text of the API, whatever happened before', async () => {
  const { ask, connect, changeSettings, unlock, lock, diagnostics } = background;
  await connect({ ...secrets, keeping: 'passphrase' });
  await changeSettings({ neverSend: [`never-${CANARY}.com`], lifetimes: { anchors: 3 }, confirmAboveUsd: 1 });
  const target = `${CANARY}-site.com`;
  const question = { endpoint: 'anchors' as const, askedBy: 'explorer' as const, buy: 'always' as const };

  reply = () => answered([{ items: [{ anchor: CANARY, backlinks: CANARY, [CANARY]: 1 }] }]);
  expect(await ask({ ...question, request: { target } })).toMatchObject({ ok: true });
  reply = () => answered(null, { status_code: 40501, status_message: `Invalid Field: '${CANARY}'.` });
  expect(await ask({ ...question, request: { target: `two.${target}` } })).toMatchObject({ ok: false });
  reply = () => Promise.reject(new Error(CANARY));
  expect(await ask({ ...question, request: { target: `three.${target}` } })).toMatchObject({ ok: false, failure: { spent: 'maybe' } });
  await lock();
  await unlock({ passphrase: `wrong ${secrets.passphrase}` });

  const text = diagnosticsText(await diagnostics());
  expect(text.toLowerCase()).not.toContain(CANARY);
  // Nor in another spelling of the same.
  for (const secret of [...Object.values(secrets), target]) {
    expect(text).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12));
    expect(text).not.toContain(encodeURIComponent(secret));
  }
  // And it is of use all the same.
  expect(text).toContain('Backlens 0.1.0');
  expect(text).toContain('Login kept: passphrase, locked');
  expect(text).toMatch(/unknown: unreachable: 1/);
  expect(text).toMatch(/settled: 1/);
  expect(text).toContain('neverSend: 1');
});
