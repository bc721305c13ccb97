/** Rows for programs, as they were answered: every field, also those no column shows. */
import type { Column, Row } from '../columns.ts';
import { type About, aboutRecord } from './about.ts';
import { inChunks, type WriteOptions } from './define.ts';

function* documentOf(rows: readonly Row[], about: About, onRow?: () => void) {
  yield `{"about":${JSON.stringify(aboutRecord(about))},\n"rows":[`;
  let separator = '\n';
  for (const row of rows) {
    yield separator + JSON.stringify(row);
    separator = ',\n';
    onRow?.();
  }
  yield '\n]}\n';
}

function* recordsOf(rows: readonly Row[], onRow?: () => void) {
  for (const row of rows) {
    yield `${JSON.stringify(row)}\n`;
    onRow?.();
  }
}

/** One document: `{ about, rows }`. */
export const json = (_: readonly Column[], rows: readonly Row[], about: About, options: WriteOptions = {}): Generator<string> =>
  inChunks(documentOf(rows, about, options.onRow));

/** One row per line and nothing else, for tools that read lines. */
export const jsonLines = (_: readonly Column[], rows: readonly Row[], __: About, options: WriteOptions = {}): Generator<string> =>
  inChunks(recordsOf(rows, options.onRow));
