import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  authorizationOf,
  credentialsFrom,
  forgetCredentials,
  keepCredentials,
  maskedLogin,
  readCredentials,
} from '../../lib/background/credentials.ts';

const jörg = { login: 'jörg@example.com', password: 'pä:ss wörd' };

beforeEach(() => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
});

describe('credentials', () => {
  it.each(['session', 'computer'] as const)(
    'kept “%s” are read back, and are in no storage area a content script could read',
    async (keeping) => {
      await keepCredentials(jörg, keeping);
      expect(await readCredentials()).toEqual({ credentials: jörg, keeping });
      expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toMatch(/example|wörd/);
      expect(JSON.stringify(await fakeBrowser.storage.sync.get(null))).not.toMatch(/example|wörd/);
    },
  );

  it('kept on this computer are sealed: neither word stands in the record, and the key cannot be exported', async () => {
    await keepCredentials(jörg, 'computer');
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('backlens-vault');
      request.onsuccess = () => resolve(request.result);
    });
    const record = await new Promise<{ key: CryptoKey; sealed: ArrayBuffer }>((resolve) => {
      const request = db.transaction('account').objectStore('account').get('sealed');
      request.onsuccess = () => resolve(request.result);
    });
    expect(new TextDecoder().decode(record.sealed)).not.toContain('example.com');
    await expect(crypto.subtle.exportKey('raw', record.key)).rejects.toThrow();
    db.close();
  });

  it('are in one place only, and in none once forgotten', async () => {
    await keepCredentials(jörg, 'computer');
    await keepCredentials({ login: 'new@example.com', password: 'x' }, 'session');
    expect(await readCredentials()).toMatchObject({ keeping: 'session', credentials: { login: 'new@example.com' } });
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('backlens-vault');
    await forgetCredentials();
    expect(await readCredentials()).toBeNull();
  });

  it('go out as Basic over UTF-8', () => {
    expect(Buffer.from(authorizationOf(jörg).slice(6), 'base64').toString('utf8')).toBe('jörg@example.com:pä:ss wörd');
  });

  const pair = Buffer.from('user@example.com:pass:word').toString('base64');
  it.each([
    [' user@example.com ', ' secret ', { login: 'user@example.com', password: 'secret' }],
    [pair, '', { login: 'user@example.com', password: 'pass:word' }],
    ['', `Basic ${pair}`, { login: 'user@example.com', password: 'pass:word' }],
    ['user@example.com', '', null],
    ['', 'secret', null],
    ['user:x', 'secret', null],
  ])('typed as %j and %j are understood', (login, password, expected) => {
    expect(credentialsFrom(login, password)).toEqual(expected);
  });

  it('show only a masked login', () => {
    expect(maskedLogin('someone@example.com')).toBe('so…@example.com');
    expect(maskedLogin('abc')).toBe('ab…');
  });
});
