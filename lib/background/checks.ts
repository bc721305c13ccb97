/** Verdicts on links that the person's own browser looked at, in a database of their own: they are of the web, whatever the environment. */
import { type DBSchema, openDB } from 'idb';
import type { LinkCheck } from '../link-check/verdict.ts';

interface Schema extends DBSchema {
  checks: { key: [string, string]; value: LinkCheck };
}

const open = () =>
  openDB<Schema>('backlens-checks', 1, {
    upgrade(db) {
      db.createObjectStore('checks', { keyPath: ['from', 'to'] });
    },
  });

export async function keepCheck(check: LinkCheck): Promise<void> {
  const db = await open();
  await db.put('checks', check);
  db.close();
}

/** The last verdict on each of these links that has one. */
export async function checksOf({ links }: { links: { from: string; to: string }[] }): Promise<LinkCheck[]> {
  const db = await open();
  const { store } = db.transaction('checks');
  const found = await Promise.all(links.map(({ from, to }) => store.get([from, to])));
  db.close();
  return found.filter((check) => check !== undefined);
}

export async function forgetChecks(): Promise<void> {
  const db = await open();
  await db.clear('checks');
  db.close();
}
