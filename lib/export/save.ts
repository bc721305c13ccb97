/** Gives a page's reader a file. Apart from the formats, so that a page loads no more of them than it writes. */
import { type Collecting, collect } from './collect.ts';
import type { Chunk } from './define.ts';

/** `refused` is the browser's no to the clipboard. */
export type ExportEnd = 'done' | 'cancelled' | 'refused';

/**
 * Saves chunks as a file, made in slices so that the page goes on. `done` says that the browser has it; where it then lies and whether
 * somebody keeps it is the browser's affair.
 */
export async function saveFile(chunks: Iterable<Chunk>, name: string, type: string, how: Collecting = {}): Promise<ExportEnd> {
  try {
    offer(await collect(chunks, type, how), name);
    return 'done';
  } catch (error) {
    if (how.signal?.aborted) return 'cancelled';
    throw error;
  }
}

function offer(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
