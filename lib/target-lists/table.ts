/** Text that is a table: which marks part its cells, which line each record begins on, and which column has the targets. */

import Papa from 'papaparse';
import { t } from '../words.ts';

/** One record with the line it begins on; a quoted cell may go over several. */
export type TextRecord = { line: number; cells: string[] };

export type TableColumn = {
  at: number;
  /** The cell above it, or its number where there is none. */
  name: string;
  /** How many of its cells read as targets, of those that are not empty: 0 to 1. */
  share: number;
};

export type Table = {
  records: TextRecord[];
  columns: TableColumn[];
  /** The place of the record that names the columns, among the records; -1 where none does. */
  heading: number;
  /** The column that reads as targets. */
  best: number;
};

/** In the order of trust: a tab is never part of an address, a comma often is. */
const delimiters = ['\t', ';', ',', '|'];
/** Records that are enough to tell what a text is. */
const PREVIEW = 200;
/** Of the records, how many must have as many cells as the table; of the cells, how many must read as targets. */
const MOST = 0.8;
const HALF = 0.5;

const page = /^https?:\/\/[^\s/?#]+\S*$/i;
const site = /^(?:[\p{L}\p{M}\p{N}_-]+\.)+\p{L}[\p{L}\p{M}\p{N}-]*\.?(?::\d+)?(?:[/?#]\S*)?$/u;
/** Longer cells are not looked at: nobody names a site in so many words. */
const LONGEST = 4096;

/** Whether a text has the shape of a host or an address. What it is in truth, only the background can say. */
export function looksLikeTarget(text: string): boolean {
  return text.length <= LONGEST && (page.test(text) || site.test(text));
}

/** A cell as it is meant: without blanks, quotes and brackets around it, and without what ends it in a sentence. */
export function cleaned(cell: string): string {
  const text = cell.trim();
  const inner = /^(?:"(.*)"|'(.*)'|“(.*)”|‘(.*)’|<(.*)>|\((.*)\)|`(.*)`)[,;]?$/s.exec(text);
  const held = inner?.slice(1).find((part) => part !== undefined);
  return (held ?? text).replace(/[,;]+$/, '').trim();
}

/** The records of a text whose lines end in `\n`. Where its quotes do not match, they are taken as letters, so that none swallows a line. */
function recordsOf(text: string, delimiter: string, preview = 0): TextRecord[] {
  const parse = (fastMode: boolean | undefined): { records: TextRecord[]; isSound: boolean } => {
    const records: TextRecord[] = [];
    let isSound = true;
    let line = 1;
    let from = 0;
    Papa.parse<string[]>(text, {
      ...{ delimiter, newline: '\n', preview, fastMode },
      step: ({ data, errors, meta }) => {
        if (errors.some(({ type }) => type === 'Quotes')) isSound = false;
        records.push({ line, cells: data });
        for (let end = text.indexOf('\n', from); end >= 0 && end < meta.cursor; end = text.indexOf('\n', end + 1)) line++;
        from = meta.cursor;
      },
    });
    return { records, isSound };
  };
  const quoted = parse(undefined);
  return quoted.isSound ? quoted.records : parse(true).records;
}

/** A line that says something about the others, as our own files begin with. */
export const isRemark = ({ cells }: TextRecord): boolean => (cells[0] ?? '').trimStart().startsWith('#');

export const isBlank = ({ cells }: TextRecord): boolean => cells.every((cell) => cell.trim() === '');

/** The number of cells that most records have; 0 where there is no such number. */
function widthOf(records: readonly TextRecord[]): number {
  const widths = new Map<number, number>();
  for (const { cells } of records) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  const [width = 0, many = 0] = [...widths].sort((a, b) => b[1] - a[1])[0] ?? [];
  return many >= records.length * MOST ? width : 0;
}

const shareOf = (records: readonly TextRecord[], at: number): number => {
  const cells = records.map(({ cells }) => cleaned(cells[at] ?? '')).filter(Boolean);
  return cells.length === 0 ? 0 : cells.filter(looksLikeTarget).length / cells.length;
};

/** Words that head a column of targets. */
export const headings =
  /^(?:(?:referring|linking|source|target|root|main|page)[ _-]?)?(?:domains?|urls?|websites?|sites?|targets?|pages?|hosts?|links?|address(?:es)?)(?:[ _-]?(?:from|names?|urls?))?$/i;

/** The text as a table; null where it is a list of lines. */
export function tableIn(text: string): Table | null {
  for (const delimiter of delimiters) {
    if (!text.includes(delimiter)) continue;
    const width = widthOf(recordsOf(text, delimiter, PREVIEW).filter((record) => !isBlank(record) && !isRemark(record)));
    if (width < 2) continue;
    const table = tableOf(recordsOf(text, delimiter), width);
    if (table) return table;
  }
  return null;
}

function tableOf(records: TextRecord[], width: number): Table | null {
  const first = records.findIndex((record) => record.cells.length === width && !isBlank(record) && !isRemark(record));
  const isHeading = first >= 0 && !(records[first]?.cells ?? []).some((cell) => looksLikeTarget(cleaned(cell)));
  const heading = isHeading ? first : -1;
  const body = records.filter((record, at) => at !== heading && record.cells.length === width && !isBlank(record));
  const columns = Array.from({ length: width }, (_, at): TableColumn => {
    const above = isHeading ? cleaned(records[heading]?.cells[at] ?? '') : '';
    return { at, name: above || t`Column ${at + 1}`, share: shareOf(body, at) };
  });
  const liking = ({ name, share }: TableColumn): number => share + (headings.test(name) ? 0.1 : 0);
  const best = [...columns].sort((a, b) => liking(b) - liking(a) || a.at - b.at)[0];
  if (!best || best.share < HALF) return null;
  // A few lines with commas in their addresses are no table, and neither is a single line that is one sentence.
  if (body.length < 2 && !isHeading && columns.some(({ share }) => share < 1)) return null;
  return { records, columns, heading, best: best.at };
}
