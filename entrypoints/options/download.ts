import type { Column, Row } from '../../lib/columns.ts';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import type { About, Scope } from '../../lib/export/about.ts';
import { type Collecting, collect } from '../../lib/export/collect.ts';
import type { Chunk, WriteOptions } from '../../lib/export/define.ts';
import { fileNameOf } from '../../lib/export/file-name.ts';
import { type Format, type FormatId, formats } from '../../lib/export/formats.ts';
import { type ExportEnd, saveFile } from '../../lib/export/save.ts';
import type { Stored } from '../../lib/messages.ts';

export { type ExportEnd, saveFile };

export type Watch = {
  /** Ends it; nothing is saved or copied then. */
  signal?: AbortSignal;
  /** Several times a second, with how many rows are written. */
  onProgress?: (written: number) => void;
};

/** What is exported: rows in their order on screen, under the columns that are wanted. */
export type Exported = {
  endpoint: Endpoint;
  stored: Stored;
  columns: readonly Column[];
  rows: readonly Row[];
  scope: Scope;
};

/** Ms between two words on how far it is. */
const BETWEEN_TELLING = 150;

/** What an answer is about, for the name of its file. */
function targetsOf({ request }: Endpoint, stored: Stored): string[] {
  return Object.entries(request).flatMap(([name, { control, required }]) => {
    const value = stored.request[name];
    if (!required || (control !== 'target' && control !== 'targets')) return [];
    return Array.isArray(value) ? value.map(String) : [String(value)];
  });
}

const aboutOf = ({ endpoint, stored, rows, scope }: Exported): About => ({
  targets: targetsOf(endpoint, stored),
  title: endpoint.title,
  endpoint: endpoint.id,
  request: stored.request,
  environment: stored.environment,
  fetchedAt: stored.fetchedAt,
  rows: rows.length,
  total: stored.totalCount,
  scope,
  costUsd: stored.costUsd,
});

/** Copies chunks of text. Only from a press: the clipboard is asked for at once, while the press counts, and waits for its text. */
export async function copyText(chunks: Iterable<Chunk> | Promise<Iterable<Chunk>>, how: Collecting = {}): Promise<ExportEnd> {
  const text = Promise.resolve(chunks).then((each) => collect(each, 'text/plain', how));
  // Met by the clipboard; where that refuses first, nobody else listens.
  text.catch(() => {});
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]);
    return how.signal?.aborted ? 'cancelled' : 'done';
  } catch {
    return how.signal?.aborted ? 'cancelled' : 'refused';
  }
}

/** The chunks of an export, and how the page hears of them. */
function begin(format: Format, exported: Exported, options: WriteOptions, { signal, onProgress }: Watch) {
  let written = 0;
  let told = 0;
  const onRow = () => written++;
  const tell = () => {
    // Drawing it takes longer than a slice.
    if (performance.now() - told < BETWEEN_TELLING) return;
    told = performance.now();
    onProgress?.(written);
  };
  const { columns, rows } = exported;
  return {
    chunks: format.load().then((write) => write(columns, rows, aboutOf(exported), { ...options, onRow })),
    how: { signal, onSlice: tell },
  };
}

/** Saves rows as a file of one of the formats. */
export async function exportRows(id: FormatId, exported: Exported, options: WriteOptions = {}, watch: Watch = {}): Promise<ExportEnd> {
  const { chunks, how } = begin(formats[id], exported, options, watch);
  return saveFile(await chunks, fileNameOf(aboutOf(exported), formats[id].ending), formats[id].type, how);
}

/** Copies rows in one of the formats. Only from a press. */
export function copyRows(id: FormatId, exported: Exported, options: WriteOptions = {}, watch: Watch = {}): Promise<ExportEnd> {
  const { chunks, how } = begin(formats[id], exported, options, watch);
  return copyText(chunks, how);
}
