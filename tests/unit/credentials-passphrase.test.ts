import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { keepCredentials, lockCredentials, readCredentials, unlockCredentials } from '../../lib/background/credentials.ts';
import { storedRows } from '../fixtures/databases.ts';

const login = { login: 'user@example.com', password: 'CANARY-PASSWORD' };
const passphrase = 'correct höርse battery';
const MINUTE = 60_000;

/** All that storage holds, as text. */
async function dump(): Promise<string> {
  const found: unknown[] = [await fakeBrowser.storage.local.get(null), await fakeBrowser.storage.session.get(null)];
  for (const row of await storedRows()) found.push({ ...row, sealed: new TextDecoder().decode(row.sealed as ArrayBuffer | undefined) });
  return JSON.stringify(found);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 1) });
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => vi.useRealTimers());

describe('a login behind a passphrase', () => {
  it('is open where it was typed, locked after a restart, and opened by the passphrase alone', async () => {
    await keepCredentials(login, 'passphrase', passphrase);
    expect(await readCredentials()).toEqual({ credentials: login, keeping: 'passphrase' });
    await fakeBrowser.storage.session.clear();
    expect(await readCredentials()).toEqual({ credentials: null, keeping: 'passphrase' });
    expect(await unlockCredentials('correct horse battery')).toMatchObject({ ok: false, failure: { kind: 'wrong-passphrase', waitMs: 0 } });
    expect(await readCredentials()).toMatchObject({ credentials: null });
    // The same letters, composed otherwise by another keyboard.
    expect(await unlockCredentials(passphrase.normalize('NFD'))).toMatchObject({ ok: true });
    expect(await readCredentials()).toEqual({ credentials: login, keeping: 'passphrase' });
  });

  it('stands nowhere in the clear, nor does its passphrase', async () => {
    await keepCredentials(login, 'passphrase', passphrase);
    const text = await dump();
    for (const secret of [login.password, login.login, passphrase]) expect(text).not.toContain(secret);
    expect(text).toContain('"rounds":600000');
  });

  it('locks itself when nobody used it for a quarter of an hour, or at once when told', async () => {
    await keepCredentials(login, 'passphrase', passphrase);
    vi.setSystemTime(Date.now() + 14 * MINUTE);
    expect(await readCredentials()).toMatchObject({ credentials: login });
    vi.setSystemTime(Date.now() + 14 * MINUTE);
    expect(await readCredentials()).toMatchObject({ credentials: login });
    vi.setSystemTime(Date.now() + 16 * MINUTE);
    expect(await readCredentials()).toMatchObject({ credentials: null });
    expect(JSON.stringify(await fakeBrowser.storage.session.get(null))).toBe('{}');
    await unlockCredentials(passphrase);
    await lockCredentials();
    expect(await readCredentials()).toMatchObject({ credentials: null });
  });

  it('makes each wrong try wait longer, up to a minute, and never locks anybody out', async () => {
    await keepCredentials(login, 'passphrase', passphrase);
    await lockCredentials();
    const waits: number[] = [];
    for (let at = 0; at < 9; at += 1) {
      const outcome = await unlockCredentials('wrong passphrase');
      const waitMs = outcome.ok ? -1 : (outcome.failure.waitMs ?? 0);
      waits.push(waitMs / 1000);
      if (waitMs > 0) {
        // Too early: not even looked at.
        expect(await unlockCredentials(passphrase)).toMatchObject({ ok: false, failure: { kind: 'wrong-passphrase' } });
        vi.setSystemTime(Date.now() + waitMs);
      }
    }
    expect(waits).toEqual([0, 0, 1, 2, 4, 8, 16, 32, 60]);
    expect(await unlockCredentials(passphrase)).toMatchObject({ ok: true });
  });

  it('is made anew with more rounds where it was made with fewer', async () => {
    const salt = new Uint8Array(16).fill(7);
    const iv = new Uint8Array(12).fill(9);
    const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase.normalize('NFC')), 'PBKDF2', false, [
      'deriveBits',
    ]);
    const raw = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 1000 }, material, 256);
    const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
    const additionalData = new TextEncoder().encode(`${fakeBrowser.runtime.id}|1|api.dataforseo.com`);
    const sealed = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData },
      key,
      new TextEncoder().encode(JSON.stringify(login)),
    );
    await new Promise<void>((done) => {
      const request = indexedDB.open('backlens-vault', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('account');
      request.onsuccess = () => {
        const tx = request.result.transaction('account', 'readwrite');
        tx.objectStore('account').put(
          { v: 1, mode: 'passphrase', kdf: { name: 'PBKDF2-SHA-256', rounds: 1000 }, salt, iv, sealed },
          'sealed',
        );
        tx.oncomplete = () => {
          request.result.close();
          done();
        };
      };
    });
    expect(await readCredentials()).toEqual({ credentials: null, keeping: 'passphrase' });
    expect(await unlockCredentials(passphrase)).toMatchObject({ ok: true });
    expect(await dump()).toContain('"rounds":600000');
    expect(await readCredentials()).toEqual({ credentials: login, keeping: 'passphrase' });
  });
});
