import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createSample } from '../../lib/sample/index.ts';
import { launchChromium } from '../browser/chromium.ts';
import type { Manifest } from '../browser/copies.ts';
import { startServer, type TestServer } from '../server/server.ts';
import { expect, test, withManifest } from './fixtures.ts';
import { say, summary, watcher } from './say.ts';

/** Faults that need a browser of their own: a profile that is used again, another network, another manifest. */

const server = () => startServer({ answer: createSample() });
const bytesOf = (text: string): Buffer[] => [
  Buffer.from(text),
  Buffer.from(text, 'utf16le'),
  Buffer.from(Buffer.from(text).toString('base64').slice(2, -4)),
];

/** The files below a folder that hold one of these byte strings. */
async function filesWith(folder: string, needles: Buffer[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(path.join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0));
    if (needles.some((needle) => bytes.includes(needle))) found.push(entry.name);
  }
  return found;
}

for (const keeping of ['session', 'passphrase'] as const)
  test(`the profile on disk holds no trace of a login that is kept ${keeping === 'session' ? 'until the browser closes' : 'behind a passphrase'}`, async () => {
    test.setTimeout(120_000);
    const api = await server();
    const profile = await mkdtemp(path.join(os.tmpdir(), 'backlens-canary-'));
    const [password, passphrase] = ['CANARY-PASSWORD-8f3a', 'CANARY-PASSPHRASE-77c1'];
    api.account.password = password;
    const needles = [password, passphrase].flatMap(bytesOf);
    try {
      const first = await launchChromium({ server: api, profile });
      const page = await watcher(first);
      expect(await say(page, 'connect', { login: api.account.login, password, keeping, passphrase })).toMatchObject({ ok: true });
      expect(await say(page, 'ask', summary('forbes.com'))).toMatchObject({ ok: true });
      await first.close();
      expect(await filesWith(profile, needles)).toEqual([]);
      // What is on disk is found by such a search.
      expect(await filesWith(profile, [Buffer.from('forbes.com')])).not.toEqual([]);

      // R6: after a restart nothing is spent, and the login is gone or locked.
      api.calls.length = 0;
      const second = await launchChromium({ server: api, profile });
      const after = await watcher(second);
      expect(await say(after, 'status')).toMatchObject({ ready: false, locked: keeping === 'passphrase' });
      expect(await say(after, 'ask', summary('forbes.com', { buy: 'never' }))).toMatchObject({ ok: true, value: { cached: true } });
      if (keeping === 'passphrase') {
        expect(await say(after, 'ask', summary('example.com'))).toMatchObject({ failure: { kind: 'locked', spent: 'no' } });
        expect(await say(after, 'unlock', { passphrase: 'not the passphrase' })).toMatchObject({ failure: { kind: 'wrong-passphrase' } });
        expect(await say(after, 'unlock', { passphrase })).toMatchObject({ ok: true, value: { ready: true } });
        expect(await say(after, 'ask', summary('example.com'))).toMatchObject({ ok: true });
        await say(after, 'lock');
        expect(await say(after, 'status')).toMatchObject({ ready: false, locked: true });
      }
      await second.close();
      expect(await filesWith(profile, needles)).toEqual([]);
    } finally {
      await api.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => {});
    }
  });

test('R6 a restart of the browser goes on with nothing by itself: a pull waits, and the login is asked for', async () => {
  test.setTimeout(120_000);
  const api = await server();
  const profile = await mkdtemp(path.join(os.tmpdir(), 'backlens-restart-'));
  const list = { endpoint: 'backlinks', request: { target: 'forbes.com', limit: 1000 } };
  try {
    const first = await launchChromium({ server: api, profile });
    const page = await watcher(first);
    await say(page, 'connect', { ...api.account, keeping: 'session' });
    await say(page, 'changeSettings', { dayCapUsd: 10, confirmAboveUsd: 10 });
    await say(page, 'startPull', { ...list, perPage: 1000, upTo: 5000 });
    await expect
      .poll(async () => (await say<{ loaded: number } | null>(page, 'pullOf', list))?.loaded, { timeout: 20_000 })
      .toBeGreaterThan(0);
    await first.close();
    const before = api.calls.length;
    const second = await launchChromium({ server: api, profile });
    const after = await watcher(second);
    expect(['paused', 'done']).toContain((await say<{ state: string }>(after, 'pullOf', list)).state);
    expect(await say(after, 'status')).toMatchObject({ ready: false });
    await after.waitForTimeout(25_000);
    expect(api.calls.length).toBe(before);
    await second.close();
  } finally {
    await api.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => {});
  }
});

for (const [name, bend] of [
  [
    'a name that does not exist',
    (api: TestServer) => ({ server: api, args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] }),
  ],
  [
    'a certificate of somebody else',
    (api: TestServer) => ({ server: { port: api.port, spki: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' } }),
  ],
] as const)
  test(`R24 ${name} is not blamed on the login, and sends nothing`, async () => {
    const api = await server();
    const browser = await launchChromium(bend(api));
    try {
      const page = await watcher(browser);
      const said = await say(page, 'connect', { ...api.account, keeping: 'session' });
      expect(said).toMatchObject({ ok: false, failure: { kind: 'unreachable' } });
      expect(api.calls).toEqual([]);
    } finally {
      await browser.close();
      await api.close();
    }
  });

test('R44 without the permission for the host nothing is sent, and it is said', async () => {
  const noHost = ({ host_permissions, optional_host_permissions }: Manifest) => ({
    host_permissions: [],
    optional_host_permissions: [...host_permissions, ...optional_host_permissions],
  });
  await withManifest(noHost, async (app) => {
    const page = await watcher(app);
    expect(await say(page, 'connect', { ...app.server.account, keeping: 'session' })).toMatchObject({
      failure: { kind: 'no-permission', spent: 'no' },
    });
    expect(app.server.calls).toEqual([]);
  });
});
