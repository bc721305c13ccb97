/**
 * Rows for spreadsheets: CSV files by RFC 4180 and tab-separated text for the clipboard, values as the API gave them, and no text that a
 * spreadsheet would run.
 */
import type { Column, Row } from '../columns.ts';
import { type About, aboutLines } from './about.ts';
import { inChunks, type WriteOptions } from './define.ts';
import { harmless, textOf } from './text.ts';

type Dialect = {
  delimiter: string;
  lineEnd: string;
  /** Writes a text that is safe already. */
  quoted: (text: string) => string;
};

const inQuotes = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Every text is quoted: what needs it differs by reader. */
const commas: Dialect = { delimiter: ',', lineEnd: '\r\n', quoted: inQuotes };

/**
 * Pasted text has no escape for tabs and line ends that every spreadsheet knows, and a second line would be judged as a cell of its own, so
 * they become spaces. Quotes are doubled, because a cell that begins with one is unwrapped, and might be a formula inside.
 */
const tabs: Dialect = {
  delimiter: '\t',
  lineEnd: '\n',
  quoted: (text) => {
    const line = text.replace(/[\t\n\r\u2028\u2029]+/g, ' ');
    return line.includes('"') ? inQuotes(line) : line;
  },
};

function cell(value: unknown, { quoted }: Dialect): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'boolean') return String(value);
  return quoted(harmless(textOf(value)));
}

/** A line that readers skip. What would split it into cells goes: one of them might be a formula. */
const comment = (what: string, value: string | number): string =>
  `# ${what}: ${textOf(String(value))
    .replaceAll('"', "'")
    .replace(/[,;|\s]+/g, ' ')}`;

function* linesOf(dialect: Dialect, columns: readonly Column[], rows: readonly Row[], about: About, options: WriteOptions) {
  const { delimiter, lineEnd } = dialect;
  if (options.comments) for (const [what, value] of aboutLines(about)) yield comment(what, value) + lineEnd;
  yield columns.map(({ path }) => cell(path, dialect)).join(delimiter) + lineEnd;
  for (const row of rows) {
    yield columns.map(({ value }) => cell(value(row), dialect)).join(delimiter) + lineEnd;
    options.onRow?.();
  }
}

/** The rows as CSV, headed by the paths of the columns. */
export function* csv(columns: readonly Column[], rows: readonly Row[], about: About, options: WriteOptions = {}): Generator<string> {
  if (options.byteOrderMark) yield '\ufeff';
  yield* inChunks(linesOf(commas, columns, rows, about, options));
}

/** The rows as tab-separated text, which spreadsheets take from the clipboard. */
export const tsv = (columns: readonly Column[], rows: readonly Row[], about: About, options: WriteOptions = {}): Generator<string> =>
  inChunks(linesOf(tabs, columns, rows, about, options));
