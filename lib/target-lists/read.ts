/**
 * Pasted text and files as pieces that may be targets. Every line that is not blank becomes at least one piece, or is left out with its
 * number and the reason; which pieces are targets, only the background can say.
 */
import { cleaned, headings, isBlank, isRemark, looksLikeTarget, type Table, type TableColumn, tableIn } from './table.ts';

/** What stands for one target, and on which line. */
export type Piece = { line: number; text: string };

/** What can be told of a line without reading it as a target. */
export type LeftOut = Piece & { why: 'heading' | 'remark' | 'empty-cell' | 'beyond' };

/** Where a table's targets are: in one column, or in every cell. `lines` is for text that only looks like a table. */
export type Place = number | 'cells' | 'lines';

export type ReadText = {
  pieces: Piece[];
  leftOut: LeftOut[];
  /** The table's columns and where its targets were taken from; null where the text is a list of lines. */
  table: { columns: TableColumn[]; place: Place } | null;
};

/** The most pieces of one text: twenty calls of each figure. */
export const MOST_PIECES = 20_000;

/** Longest text of a line that is shown again. */
const LONGEST = 10_000;

/** Reads a text. `place` is the person's choice of column; without it the column that reads as targets is found. */
export function readText(given: string, place?: Place): ReadText {
  const text = given.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const table = tableIn(text);
  const read = !table ? readLines(text) : readTable(table, text, place ?? usualPlace(table));
  return withinReason(read);
}

/** Every cell where all columns read as targets and nobody named them: a list with several to a line. */
const usualPlace = ({ columns, heading, best }: Table): Place =>
  heading < 0 && columns.every(({ share }) => share === 1) ? 'cells' : best;

function readTable({ records, columns, heading }: Table, text: string, place: Place): ReadText {
  const table = { columns, place };
  if (place === 'lines') return { ...readLines(text), table };
  const pieces: Piece[] = [];
  const leftOut: LeftOut[] = [];
  for (const [at, record] of records.entries()) {
    if (isBlank(record)) continue;
    const { line, cells } = record;
    const whole = cells.join(' ').trim().slice(0, LONGEST);
    if (at === heading) leftOut.push({ line, text: whole, why: 'heading' });
    else if (isRemark(record)) leftOut.push({ line, text: whole, why: 'remark' });
    else {
      const taken = (place === 'cells' ? cells : [cells[place] ?? '']).map(cleaned).filter(Boolean);
      if (taken.length === 0) leftOut.push({ line, text: whole, why: 'empty-cell' });
      for (const each of taken) pieces.push({ line, text: each.slice(0, LONGEST) });
    }
  }
  return { pieces, leftOut, table };
}

function readLines(text: string): ReadText {
  const pieces: Piece[] = [];
  const leftOut: LeftOut[] = [];
  let isFirst = true;
  for (const [at, each] of text.split('\n').entries()) {
    if (each.trim() === '') continue;
    const line = at + 1;
    const shown = each.trim().slice(0, LONGEST);
    if (shown.startsWith('#')) {
      leftOut.push({ line, text: shown, why: 'remark' });
      continue;
    }
    if (isFirst && headings.test(cleaned(each))) leftOut.push({ line, text: shown, why: 'heading' });
    else for (const piece of piecesOf(each)) pieces.push({ line, text: piece.slice(0, LONGEST) });
    isFirst = false;
  }
  return { pieces, leftOut, table: null };
}

/** What stands before an entry of a written list. */
const bullet = /^\s*(?:[-*•–—]|\d{1,5}[.)])\s+/;

/**
 * The pieces of one line. Tabs and a comma or semicolon with a blank after it stand between two; a comma alone and a blank do only where
 * both sides read as targets, for addresses have commas and sentences have blanks.
 */
function piecesOf(line: string): string[] {
  const text = line.replace(bullet, '');
  const parts = (by: RegExp): string[] => text.split(by).map(cleaned).filter(Boolean);
  for (const [by, isSure] of separators) {
    const found = parts(by);
    if (found.length > 1 && (isSure ? found.some(looksLikeTarget) : found.every(looksLikeTarget))) return found;
  }
  // A line of nothing but quotes and commas is still a line.
  return [cleaned(text) || line.trim()];
}

const separators: readonly (readonly [RegExp, boolean])[] = [
  [/\t+|[,;|]\s+/, true],
  [/\s+/, false],
  [/[,;|]/, false],
];

function withinReason({ pieces, leftOut, table }: ReadText): ReadText {
  if (pieces.length <= MOST_PIECES) return { pieces, leftOut, table };
  const beyond = pieces.slice(MOST_PIECES).map((piece): LeftOut => ({ ...piece, why: 'beyond' }));
  return { pieces: pieces.slice(0, MOST_PIECES), leftOut: [...leftOut, ...beyond], table };
}
