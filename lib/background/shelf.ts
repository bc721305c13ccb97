/** The stored answers as a shelf with an end: what stands on it, and what goes when room is needed. */
import type { EndpointId } from '../endpoints/index.ts';
import { type Database, type KeptAnswer, type Label, labelOf } from './database.ts';

/** Past this many bytes of answers those go that were not looked at for the longest, down to four fifths of it. */
export const MOST_BYTES = 200_000_000;
const ROOM_AFTER = 0.8;

/** Which answers: of an endpoint, of a target, of both, or all. */
export type Which = { endpoint?: EndpointId | undefined; target?: string | null | undefined };

const isOf = ({ endpoint, target }: Which, label: Pick<Label, 'endpoint' | 'target'>): boolean =>
  (endpoint === undefined || label.endpoint === endpoint) && (target === undefined || label.target === target);

export function shelfOver(db: Database) {
  /** What was looked at since this background started: enough to know what is in use, without a write for every look. */
  const looked = new Set<string>();

  async function look(key: string): Promise<void> {
    if (looked.has(key)) return;
    looked.add(key);
    const tx = db.transaction('labels', 'readwrite');
    const label = await tx.store.get(key);
    if (label) await tx.store.put({ ...label, usedAt: Date.now() });
    await tx.done;
  }

  /** Takes answers away, and with them the pulls they are pages of: a list with a gap would read as whole. */
  async function remove(labels: readonly Label[]): Promise<void> {
    const keys = new Set(labels.map(({ key }) => key));
    const tx = db.transaction(['answers', 'labels', 'pulls'], 'readwrite');
    for (const key of keys) {
      await tx.objectStore('answers').delete(key);
      await tx.objectStore('labels').delete(key);
    }
    for (const { id, pages } of await tx.objectStore('pulls').getAll())
      if (pages.some(({ key }) => keys.has(key))) await tx.objectStore('pulls').delete(id);
    await tx.done;
  }

  return {
    async answer(key: string): Promise<KeptAnswer | undefined> {
      const found = await db.get('answers', key);
      if (found) void look(key).catch(() => {});
      return found;
    },
    /** What is known of these answers without reading their rows, which takes long and counts as looking at them. */
    labelsOf(keys: readonly string[]): Promise<(Label | undefined)[]> {
      const { store } = db.transaction('labels');
      return Promise.all(keys.map((key) => store.get(key)));
    },
    /** Whether there is an answer, without reading its rows. */
    hasAnswer: async (key: string): Promise<boolean> => (await db.getKey('answers', key)) !== undefined,

    /** Stores the answer of a free call. */
    async keep(answer: KeptAnswer): Promise<void> {
      const tx = db.transaction(['answers', 'labels'], 'readwrite');
      await tx.objectStore('answers').put(answer);
      await tx.objectStore('labels').put(labelOf(answer));
      await tx.done;
    },

    labels: (): Promise<Label[]> => db.getAll('labels'),

    /** How many entries each part of the database has. */
    async counts(): Promise<Record<string, number>> {
      const names = [...db.objectStoreNames];
      const counts = await Promise.all(names.map((name) => db.count(name)));
      return Object.fromEntries(names.map((name, at) => [name, counts[at] ?? 0]));
    },

    /** Makes room once the answers weigh more than `most` bytes. The pages of a list that is being loaded stay. */
    async makeRoom(most = MOST_BYTES): Promise<void> {
      const labels = (await db.getAll('labels')).sort((a, b) => a.usedAt - b.usedAt);
      let left = weightOf(labels);
      if (left <= most) return;
      const atWork = (await db.getAll('pulls')).filter(({ state, asking }) => state === 'running' || asking !== null);
      const inUse = new Set(atWork.flatMap(({ pages }) => pages.map(({ key }) => key)));
      const going: Label[] = [];
      for (const label of labels.filter(({ key }) => !inUse.has(key))) {
        if (left <= most * ROOM_AFTER) break;
        going.push(label);
        left -= label.bytes;
      }
      await remove(going);
    },

    /** Forgets answers and figures. */
    async clear(which: Which): Promise<void> {
      await remove((await db.getAll('labels')).filter((label) => isOf(which, label)));
      const tx = db.transaction('figures', 'readwrite');
      for (let at = await tx.store.openCursor(); at; at = await at.continue()) if (isOf(which, at.value)) await at.delete();
      await tx.done;
    },
  };
}

/** What answers weigh together, in bytes. */
export const weightOf = (labels: readonly Label[]): number => labels.reduce((sum, { bytes }) => sum + bytes, 0);
