import { browser } from 'wxt/browser';
import type { Allows } from '../../../lib/params.ts';
import type { Place } from '../../../lib/target-lists/read.ts';

/** A list as the person gave it, with how it is read. */
export type KeptList = { text: string; place?: Place; allows: Allows };

const PREFIX = 'list-';
/** The browser keeps 10 MB for the session; these are a part of it. */
const MOST_KEPT = 6;
const MOST_CHARACTERS = 1_000_000;

type Entry = KeptList & { at: number };

/**
 * Keeps a list in memory until the browser closes or the person signs out; gives its key for the address. The same list has the same key. Null
 * where it is too long to keep or the browser refuses.
 */
export async function keepList(list: KeptList): Promise<string | null> {
  if (list.text.length > MOST_CHARACTERS) return null;
  try {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(list)));
    const key = Array.from(new Uint8Array(digest).slice(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join('');
    await makeRoom(`${PREFIX}${key}`);
    await browser.storage.session.set({ [`${PREFIX}${key}`]: { ...list, at: Date.now() } satisfies Entry });
    return key;
  } catch {
    return null;
  }
}

async function makeRoom(besides: string): Promise<void> {
  const kept = Object.entries(await browser.storage.session.get()).filter(([key]) => key.startsWith(PREFIX) && key !== besides);
  const oldest = kept.sort(([, a], [, b]) => (b as Entry).at - (a as Entry).at).slice(MOST_KEPT - 1);
  await browser.storage.session.remove(oldest.map(([key]) => key));
}

/** The list of a key; null where it is gone. */
export async function keptList(key: string): Promise<KeptList | null> {
  const found: Record<string, unknown> = await browser.storage.session.get(`${PREFIX}${key}`).catch(() => ({}));
  return (found[`${PREFIX}${key}`] as Entry | undefined) ?? null;
}
