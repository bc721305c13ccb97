/** What every way of writing loaded rows down has in common. */
import type { Column, Row } from '../columns.ts';
import type { About } from './about.ts';

/** A piece of a file. Small enough that making one never holds a page up; it may be empty where only time has passed. */
export type Chunk = string | Uint8Array<ArrayBuffer>;

export type WriteOptions = {
  /** CSV: begin with a byte order mark, without which spreadsheets read the file in the alphabet of the machine. */
  byteOrderMark?: boolean;
  /** CSV and TSV: begin with lines of `# what: …`, which not every reader skips. */
  comments?: boolean;
  /** Called once per row that is written. */
  onRow?: () => void;
};

/** Writes rows, chunk by chunk, as they are asked for. */
export type Writer = (columns: readonly Column[], rows: readonly Row[], about: About, options?: WriteOptions) => Iterable<Chunk>;

/** Characters of text in one chunk: about a millisecond's work. */
const CHUNK_LENGTH = 16_384;

/** Pieces of text, joined until a chunk is worth handing over. */
export function* inChunks(pieces: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk) yield chunk;
}
