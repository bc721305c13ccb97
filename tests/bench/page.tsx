/** The page the measurements are taken in. `window.bench` is what the driver calls; all times are from the call to the frame being painted. */
import '../../components/theme.css';
import './page.css';
import type { Column, Direction } from '../../lib/columns.ts';
import type { EndpointId } from '../../lib/endpoints/index.ts';
import { type Data, rowsOf } from './data.ts';
import { showDemo } from './demo.tsx';
import { type Handle, makers } from './grids.tsx';

export type Name = keyof typeof makers;

const box = document.getElementById('box') as HTMLElement;
let data: Data = { columns: [], rows: [] };
let shown: Column[] = [];
let handle: Handle | null = null;

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

/** When what is drawn in this frame is on its way to the screen. */
async function painted(): Promise<number> {
  await frame();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now());
    port2.postMessage(null);
  });
}

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

const bench = {
  load: async (id: EndpointId, rows: number, columns: number) => {
    data = await rowsOf(id, rows);
    shown = data.columns.slice(0, columns);
    return { rows: data.rows.length, columns: shown.length, paths: shown.map(({ path, kind }) => ({ path, kind })) };
  },
  /** From rows in memory to rows on screen. */
  mount: async (name: Name) => {
    box.replaceChildren();
    const own = box.appendChild(document.createElement('div'));
    own.className = 'own'; // each grid gets a box of its own, as high as the window
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
    box.replaceChildren();
    await painted();
  },
  sort: (path: string, direction: Direction) => until(() => handle?.sort(path, direction)),
  filter: (text: string) => until(() => handle?.filter(text)),
  /** Scrolls by so many px a frame and gives the length of every frame in ms. */
  scroll: async (frames: number, px: number) => {
    const element = handle?.scroller();
    if (!element) throw new Error('Nothing scrolls');
    element.scrollTop = 0;
    await painted();
    await painted();
    const lengths: number[] = [];
    let last = await frame();
    for (let at = 0; at < frames; at++) {
      element.scrollTop += px;
      const now = await frame();
      lengths.push(now - last);
      last = now;
    }
    return lengths;
  },
  demo: showDemo,
};

export type Bench = typeof bench;
Object.assign(globalThis, { bench });
