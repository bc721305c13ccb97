/**
 * Puts chunks together without holding the page up. Columns are functions and cannot go to a worker, and sending it 100,000 rows would hold
 * the page up by itself; so the work stays here and lets everybody else have a turn after each slice.
 */
import type { Chunk } from './define.ts';

/** Longest stretch of work between two turns, in ms: half a frame. One chunk more may come on top. */
const SLICE = 8;
/** Characters or bytes in one part of a blob: each part is encoded when it is full, not all of them at the end. */
const PART_SIZE = 512 * 1024;

export type Collecting = {
  /** Ends the work: what was made so far is thrown away, and `collect` rejects with the signal's reason. */
  signal?: AbortSignal;
  /** After each slice, with how long it took in ms. */
  onSlice?: (milliseconds: number) => void;
};

/**
 * A way to let input, drawing and timers have their turn. Messages, because timers wait longer and longer in hidden pages, and what follows
 * `scheduler.yield` goes ahead of all others, so that a long series of it would starve them.
 */
function turns(): { turn: () => Promise<void>; end: () => void } {
  const { port1, port2 } = new MessageChannel();
  let go = () => {};
  port1.onmessage = () => go();
  const turn = () =>
    new Promise<void>((resolve) => {
      go = resolve;
      port2.postMessage(null);
    });
  return { turn, end: () => port1.close() };
}

/** The chunks as one blob. */
export async function collect(chunks: Iterable<Chunk>, type: string, { signal, onSlice }: Collecting = {}): Promise<Blob> {
  const parts: Blob[] = [];
  let pending: Chunk[] = [];
  let size = 0;
  const flush = () => {
    parts.push(new Blob(pending));
    pending = [];
    size = 0;
  };
  const iterator = chunks[Symbol.iterator]();
  const { turn, end } = turns();
  try {
    for (let isDone = false; !isDone; ) {
      await turn();
      signal?.throwIfAborted();
      const began = performance.now();
      while (!isDone && performance.now() - began < SLICE) {
        const step = iterator.next();
        isDone = step.done === true;
        if (step.done || step.value.length === 0) continue;
        pending.push(step.value);
        size += step.value.length;
        if (size >= PART_SIZE) flush();
      }
      onSlice?.(performance.now() - began);
    }
  } finally {
    end();
  }
  if (size > 0) flush();
  return new Blob(parts, { type });
}
