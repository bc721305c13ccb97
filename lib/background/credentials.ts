/**
 * The only file that knows the credentials. No message, log, error or address ever holds them; they leave as the header of a request to
 * DataForSEO and in no other way.
 *
 * Ways of keeping (SECURITY.md says what each protects against):
 * - `session`: in `storage.session`, which is never on disk and empties when the browser closes.
 * - `computer`: in IndexedDB, sealed with a key that cannot be exported. Whoever can read the browser profile can read both.
 * - `passphrase`: in IndexedDB, sealed with a key made from a passphrase; the key is in `storage.session` while unlocked.
 * Never in `storage.local` or `storage.sync`: in Firefox any content script can read those.
 */
import { type DBSchema, deleteDB, openDB } from 'idb';
import { browser } from 'wxt/browser';
import type { Keeping } from '../messages.ts';
import { failed, good, type Outcome } from '../outcome.ts';

export type Credentials = { login: string; password: string };

type Bytes = Uint8Array<ArrayBuffer>;
type Sealed = { v: 1; iv: Bytes; sealed: ArrayBuffer } & (
  | { mode: 'computer'; key: CryptoKey }
  /** How the key is made of the passphrase; raised when it is next unlocked, where we have come to ask for more. */
  | { mode: 'passphrase'; kdf: { name: 'PBKDF2-SHA-256'; rounds: number }; salt: Bytes }
);

interface Vault extends DBSchema {
  account: { key: 'sealed'; value: Sealed };
}

const SESSION_KEY = 'backlens-account-secret';
const UNLOCKED_KEY = 'backlens-unlocked';
const TRIES_KEY = 'backlens-tries';
const VAULT = 'backlens-vault';

const ROUNDS = 600_000;
/** A login nobody uses locks itself. */
const IDLE_MS = 15 * 60_000;
const LONGEST_WAIT_MS = 60_000;

const openVault = () =>
  openDB<Vault>(VAULT, 1, {
    upgrade: (db) => {
      db.createObjectStore('account');
    },
  });

/** Binds a sealed record to this extension and its version, so that it cannot be moved elsewhere. */
const boundTo = (): Bytes => new TextEncoder().encode(`${browser.runtime.id}|1|api.dataforseo.com`);

const isCredentials = (value: unknown): value is Credentials =>
  typeof value === 'object' &&
  value !== null &&
  'login' in value &&
  'password' in value &&
  typeof value.login === 'string' &&
  typeof value.password === 'string';

/** Keeps the credentials in one way and forgets them in every other. */
export async function keepCredentials({ login, password }: Credentials, keeping: Keeping, passphrase = ''): Promise<void> {
  await forgetCredentials();
  if (keeping === 'session') {
    await browser.storage.session.set({ [SESSION_KEY]: { login, password } });
    return;
  }
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify({ login, password }));
  const sealedBy = async (key: CryptoKey): Promise<{ v: 1; iv: Bytes; sealed: ArrayBuffer }> => {
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: boundTo() }, key, plain);
    plain.fill(0);
    return { v: 1, iv, sealed };
  };
  let record: Sealed;
  if (keeping === 'computer') {
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    record = { ...(await sealedBy(key)), mode: 'computer', key };
  } else {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const raw = await derived(passphrase, salt, ROUNDS);
    record = { ...(await sealedBy(await keyOf(raw))), mode: 'passphrase', kdf: { name: 'PBKDF2-SHA-256', rounds: ROUNDS }, salt };
    await rememberUnlocked(raw);
  }
  const vault = await openVault();
  await vault.put('account', record, 'sealed');
  vault.close();
}

/** The credentials and how they are kept; without them where they are locked, null where there are none or they cannot be opened. */
export async function readCredentials(): Promise<{ credentials: Credentials | null; keeping: Keeping } | null> {
  const { [SESSION_KEY]: inSession, [UNLOCKED_KEY]: unlocked } = await browser.storage.session.get([SESSION_KEY, UNLOCKED_KEY]);
  if (isCredentials(inSession)) return { credentials: inSession, keeping: 'session' };
  try {
    const record = await readVault();
    if (!record) return null;
    if (record.mode === 'computer') return { credentials: await opened(record, record.key), keeping: 'computer' };
    const raw = stillUnlocked(unlocked);
    if (!raw) {
      if (unlocked) await lockCredentials();
      return { credentials: null, keeping: 'passphrase' };
    }
    const credentials = await opened(record, await keyOf(raw));
    await rememberUnlocked(raw);
    return { credentials, keeping: 'passphrase' };
  } catch {
    // An unreadable vault is the same as none: the person is asked to connect again.
    return null;
  }
}

/** Opens a locked login. A wrong passphrase costs a wait: none for the first two, then 1, 2, 4 … 60 s. */
export async function unlockCredentials(passphrase: string): Promise<Outcome<null>> {
  const { [TRIES_KEY]: noted } = await browser.storage.session.get(TRIES_KEY);
  const { failures = 0, until = 0 } = (noted ?? {}) as { failures?: number; until?: number };
  // A clock that was set back must not lock the person out for longer than the wait.
  const waitMs = Math.min(until - Date.now(), LONGEST_WAIT_MS);
  if (waitMs > 0) return failed('wrong-passphrase', { waitMs });
  const record = await readVault().catch(() => undefined);
  if (record?.mode !== 'passphrase') return failed('signed-out');
  const raw = await derived(passphrase, record.salt, record.kdf.rounds);
  try {
    const credentials = await opened(record, await keyOf(raw));
    if (record.kdf.rounds < ROUNDS) await keepCredentials(credentials, 'passphrase', passphrase);
    else await rememberUnlocked(raw);
    await browser.storage.session.remove(TRIES_KEY);
    return good(null);
  } catch {
    const next = failures + 1 < 3 ? 0 : Math.min(2 ** (failures - 2) * 1000, LONGEST_WAIT_MS);
    await browser.storage.session.set({ [TRIES_KEY]: { failures: failures + 1, until: Date.now() + next } });
    return failed('wrong-passphrase', { waitMs: next });
  }
}

/** Forgets the key of a login that is kept behind a passphrase. */
export const lockCredentials = (): Promise<void> => browser.storage.session.remove(UNLOCKED_KEY);

/** Removes the credentials from every place they may be in. */
export async function forgetCredentials(): Promise<void> {
  await browser.storage.session.remove([SESSION_KEY, UNLOCKED_KEY, TRIES_KEY]);
  await deleteDB(VAULT).catch(() => {});
}

async function readVault(): Promise<Sealed | undefined> {
  const vault = await openVault();
  const record = await vault.get('account', 'sealed');
  vault.close();
  return record;
}

/** What a key opens; throws where it is the wrong one. */
async function opened({ iv, sealed }: Sealed, key: CryptoKey): Promise<Credentials> {
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: boundTo() }, key, sealed);
  const credentials: unknown = JSON.parse(new TextDecoder().decode(plain));
  if (!isCredentials(credentials)) throw new Error('The vault holds no login.');
  return credentials;
}

async function derived(passphrase: string, salt: Bytes, iterations: number): Promise<Bytes> {
  // Composed, so that an umlaut typed on another keyboard is the same one.
  const typed = new TextEncoder().encode(passphrase.normalize('NFC'));
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveBits']);
  typed.fill(0);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, material, 256));
}

const keyOf = (raw: Bytes): Promise<CryptoKey> => crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);

/** `storage.session` takes JSON only, and is never on disk. */
const rememberUnlocked = (raw: Bytes): Promise<void> =>
  browser.storage.session.set({ [UNLOCKED_KEY]: { key: [...raw], usedAt: Date.now() } });

function stillUnlocked(noted: unknown): Bytes | null {
  const { key, usedAt } = (noted ?? {}) as { key?: number[]; usedAt?: number };
  return key && usedAt !== undefined && Math.abs(Date.now() - usedAt) < IDLE_MS ? Uint8Array.from(key) : null;
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
