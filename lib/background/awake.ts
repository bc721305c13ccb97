import { browser } from 'wxt/browser';

/** How often an API call resets the browser's 30-second idle timer. */
const BEAT_MS = 20_000;

let atWork = 0;
let waiting: (() => void)[] = [];
let beat: ReturnType<typeof setInterval> | undefined;

/**
 * Keeps the background alive while (and only while) a paid call is in flight. Without it Chrome ends the worker 30 s after the asking popup
 * closes, and Firefox 30 s after the last event even while a page waits; the API may take 120 s, and its answer cannot be fetched again.
 */
export async function stayAwake<T>(work: () => Promise<T>): Promise<T> {
  atWork += 1;
  beat ??= setInterval(() => void browser.runtime.getPlatformInfo(), BEAT_MS);
  try {
    return await work();
  } finally {
    atWork -= 1;
    if (atWork === 0) {
      clearInterval(beat);
      beat = undefined;
      for (const go of waiting) go();
      waiting = [];
    }
  }
}

/** Resolves once no paid call has been in flight for a second: the pages that asked have their answers. */
export async function whenIdle(): Promise<void> {
  for (;;) {
    if (atWork > 0) await new Promise<void>((go) => waiting.push(go));
    await new Promise((go) => setTimeout(go, 1_000));
    if (atWork === 0) return;
  }
}
