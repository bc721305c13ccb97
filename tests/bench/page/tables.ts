import type { Column, Direction } from '../../../lib/columns.ts';
import type { EndpointId } from '../../../lib/endpoints/index.ts';
import { type Data, rowsOf } from './data.ts';
import { freshBox, painted, scrolled } from './frames.ts';
import { type Handle, makers } from './grids.tsx';

export type Name = keyof typeof makers;

let data: Data = { columns: [], rows: [] };
let shown: Column[] = [];
let handle: Handle | null = null;

const firstRow = (): string => (handle && document.querySelector(handle.rowSelector)?.textContent) || '';

/** Does something and waits until the first row is another one and painted; null where it stays the same for a second. */
async function until(act: () => void): Promise<number | null> {
  const before = firstRow();
  await painted();
  const from = performance.now();
  act();
  for (;;) {
    const at = await painted();
    if (firstRow() !== before) return at - from;
    if (at - from > 1000) return null;
  }
}

/** What is done with a table; all times are from the call to the frame being painted. */
export const tables = {
  load: async (id: EndpointId, rows: number, columns: number) => {
    data = await rowsOf(id, rows);
    shown = data.columns.slice(0, columns);
    return { rows: data.rows.length, columns: shown.length, paths: shown.map(({ path, kind }) => ({ path, kind })) };
  },
  /** From rows in memory to rows on screen. */
  mount: async (name: Name) => {
    const own = freshBox();
    await painted();
    const from = performance.now();
    handle = makers[name](own, data, shown);
    for (;;) {
      const at = await painted();
      if (firstRow() !== '') return at - from;
      if (at - from > 20_000) throw new Error(`${name} draws no row`);
    }
  },
  unmount: async () => {
    handle?.end();
    handle = null;
    freshBox();
    await painted();
  },
  sort: (path: string, direction: Direction) => until(() => handle?.sort(path, direction)),
  filter: (text: string) => until(() => handle?.filter(text)),
  scroll: (frames: number, px: number) => {
    const element = handle?.scroller();
    if (!element) throw new Error('Nothing scrolls');
    return scrolled(element, frames, px);
  },
};
