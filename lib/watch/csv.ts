/** The watchlist in files: one line for each site, as our own export writes it and any list of sites is read. */

import { type Column, columnsOf } from '../columns.ts';
import { host, text } from '../fields.ts';
import { cleaned, tableIn } from '../target-lists/table.ts';
import { t } from '../words.ts';

const RIVAL = 'rival';
const isHeading = (name: string): boolean => /^watched[ _]as$/i.test(name.trim());

/** The columns of the file. */
export const fileColumns: readonly Column[] = columnsOf(
  { row: { target: host(t`Target`), watched_as: text(t`Watched as`) } },
  { rows: [], head: {} },
);

/** The lines of a text whose site is a rival’s, where a column says so. */
export function rivalLines(given: string): ReadonlySet<number> {
  const table = tableIn(given.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
  const at = table?.columns.find(({ name }) => isHeading(name))?.at;
  if (!table || at === undefined) return new Set();
  return new Set(table.records.flatMap(({ line, cells }) => (cleaned(cells[at] ?? '').toLowerCase() === RIVAL ? [line] : [])));
}
