import { useEffect } from 'preact/hooks';
import type { LocalView } from '../../lib/local-view.ts';
import type { GridColumn } from './columns.ts';

/** Longest stretch of work between two turns of everybody else, in ms. */
const SLICE = 6;
const LATEST = 500;

/** Lets a view work ahead while the page has nothing to do, so that the first sort and the first letter typed are as fast as the next ones. */
export function usePreparing(view: LocalView, shown: readonly GridColumn[]): void {
  useEffect(() => {
    const paths = shown.map(({ main }) => main.path);
    const stop = whenIdle((end) => view.prepare(paths, () => performance.now() < end));
    return stop;
  }, [view, shown]);
}

/** Does work in slices until it says that it is through. */
function whenIdle(work: (end: number) => boolean): () => void {
  let isStopped = false;
  const turn = () => {
    if (!isStopped && !work(performance.now() + SLICE)) later();
  };
  // Not every browser has idle times to give away.
  const later = () => ('requestIdleCallback' in globalThis ? requestIdleCallback(turn, { timeout: LATEST }) : setTimeout(turn, 30));
  later();
  return () => {
    isStopped = true;
  };
}
