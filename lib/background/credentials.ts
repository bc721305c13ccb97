/**
 * The only file that knows the credentials. No message, log, error or address ever holds them; they leave as the header of a request to
 * DataForSEO and in no other way.
 *
 * Ways of keeping (SECURITY.md says what each protects against):
 * - `session`: in `storage.session`, which is never on disk and empties when the browser closes.
 * - `computer`: in IndexedDB, sealed with a key that cannot be exported. Whoever can read the browser profile can read both.
 * - `passphrase`: reserved; the record's version and mode leave room for it.
 * Never in `storage.local` or `storage.sync`: in Firefox any content script can read those.
 */
import { type DBSchema, deleteDB, openDB } from 'idb';
import { browser } from 'wxt/browser';
import type { Keeping } from '../messages.ts';

export type Credentials = { login: string; password: string };

type Sealed = { v: 1; mode: 'computer'; key: CryptoKey; iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer };

interface Vault extends DBSchema {
  account: { key: 'sealed'; value: Sealed };
}

const SESSION_KEY = 'backlens-account-secret';
const VAULT = 'backlens-vault';

const openVault = () =>
  openDB<Vault>(VAULT, 1, {
    upgrade: (db) => {
      db.createObjectStore('account');
    },
  });

/** Binds a sealed record to this extension and its version, so that it cannot be moved elsewhere. */
const boundTo = (): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`${browser.runtime.id}|1|api.dataforseo.com`);

const isCredentials = (value: unknown): value is Credentials =>
  typeof value === 'object' &&
  value !== null &&
  'login' in value &&
  'password' in value &&
  typeof value.login === 'string' &&
  typeof value.password === 'string';

/** Keeps the credentials in one way and forgets them in every other. */
export async function keepCredentials({ login, password }: Credentials, keeping: Keeping): Promise<void> {
  await forgetCredentials();
  if (keeping !== 'computer') {
    await browser.storage.session.set({ [SESSION_KEY]: { login, password } });
    return;
  }
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify({ login, password }));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: boundTo() }, key, plain);
  plain.fill(0);
  const vault = await openVault();
  await vault.put('account', { v: 1, mode: 'computer', key, iv, sealed }, 'sealed');
  vault.close();
}

/** The credentials and how they are kept; null where there are none or they cannot be opened. */
export async function readCredentials(): Promise<{ credentials: Credentials; keeping: Keeping } | null> {
  const { [SESSION_KEY]: inSession } = await browser.storage.session.get(SESSION_KEY);
  if (isCredentials(inSession)) return { credentials: inSession, keeping: 'session' };
  try {
    const vault = await openVault();
    const record = await vault.get('account', 'sealed');
    vault.close();
    if (!record) return null;
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: record.iv, additionalData: boundTo() }, record.key, record.sealed);
    const opened: unknown = JSON.parse(new TextDecoder().decode(plain));
    return isCredentials(opened) ? { credentials: opened, keeping: 'computer' } : null;
  } catch {
    // An unreadable vault is the same as none: the person is asked to connect again.
    return null;
  }
}

/** Removes the credentials from every place they may be in. */
export async function forgetCredentials(): Promise<void> {
  await browser.storage.session.remove(SESSION_KEY);
  await deleteDB(VAULT).catch(() => {});
}

/** The value of the `Authorization` header, Basic over UTF-8 (`btoa` alone would throw on an umlaut). */
export function authorizationOf({ login, password }: Credentials): string {
  const bytes = new TextEncoder().encode(`${login}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** What was typed, as credentials: trimmed, and a pasted Base64 `login:password` pair (as the API's own docs show it) taken apart. */
export function credentialsFrom(login: string, password: string): Credentials | null {
  const typed = { login: login.trim(), password: password.trim() };
  const pasted = typed.password || typed.login;
  if ((!typed.login || !typed.password) && /^(Basic )?[A-Za-z0-9+/]{8,}={0,2}$/.test(pasted)) {
    try {
      const bytes = Uint8Array.from(atob(pasted.replace(/^Basic /, '')), (letter) => letter.charCodeAt(0));
      const pair = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      const colon = pair.indexOf(':');
      if (colon > 0 && colon < pair.length - 1) return { login: pair.slice(0, colon), password: pair.slice(colon + 1) };
    } catch {
      // Not a Base64 pair after all.
    }
  }
  return typed.login && typed.password && !typed.login.includes(':') ? typed : null;
}

/** A login that can be shown: `us…@example.com`. */
export function maskedLogin(login: string): string {
  const [name = '', domain] = login.split('@');
  return `${name.slice(0, 2)}…${domain ? `@${domain}` : ''}`;
}
