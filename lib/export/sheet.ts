/** The cells of a workbook as SpreadsheetML (ECMA-376), part 1 §18.3. */
import type { ColumnKind } from '../columns.ts';
import { momentOf } from '../format.ts';
import { isFormula, textOf } from './text.ts';

/** Longest text of a cell, in UTF-16 units: a file with a longer one counts as broken. */
export const LONGEST_CELL = 32_767;
/** Most rows of a sheet, the headings among them. */
export const MOST_SHEET_ROWS = 1_048_576;

const DAY = 86_400_000;
/** Days from the day that spreadsheets call 0 to 1970. */
const EPOCH = 25_569;
/** The first day of which all spreadsheets think the same (1 March 1900), and the day after the last one. */
const FIRST_DAY = 61;
const END_OF_DAYS = 2_958_466;

/** Cell formats, by their place in `styles`. */
const style = { plain: 0, heading: 1, moment: 2, whole: 3, money: 4, literal: 5 } as const;

/**
 * `quotePrefix` is the apostrophe that a person types before a formula that shall stay text: the value is not changed by it, and it stays
 * text when somebody edits the cell.
 */
export const styles =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>' +
  '<numFmt numFmtId="165" formatCode="&quot;$&quot;#,##0.00####"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="6">' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" quotePrefix="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>' +
  '</cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
  '</styleSheet>';

const entity: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** The text inside an element: no character that XML forbids, and no `_x0041_` that would be read as a letter. */
function escaped(text: string): string {
  if (!/[&<>\r_\ufffe\uffff]/.test(text)) return text;
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\ufffe\uffff]/g, '')
    .replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replace(/[&<>]/g, (char) => entity[char] ?? char);
}

/** The text as far as a cell can hold it, with "…" where more follows. */
function fitting(text: string): string {
  if (text.length <= LONGEST_CELL) return text;
  const end = LONGEST_CELL - 1;
  return `${text.slice(0, /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end - 1 : end)}…`;
}

/** The name of a column, from 0: A, B, … Z, AA. */
export const letterOf = (index: number): string =>
  (index >= 26 ? letterOf(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

const styled = (at: string, which: number, rest: string): string => `<c r="${at}"${which ? ` s="${which}"` : ''}${rest}</c>`;

function textCell(at: string, text: string, which?: number): string {
  const shown = fitting(text);
  const format = which ?? (isFormula(shown) ? style.literal : style.plain);
  const space = /^\s|\s$|[\t\n\r]| {2}/.test(shown) ? ' xml:space="preserve"' : '';
  return styled(at, format, ` t="inlineStr"><is><t${space}>${escaped(shown)}</t></is>`);
}

export const headingCell = (at: string, text: string): string => textCell(at, textOf(text), style.heading);

/** The day a spreadsheet counts for a moment, in UTC; null outside of the years it knows. */
function serialOf(at: number | null): number | null {
  if (at === null) return null;
  const serial = at / DAY + EPOCH;
  return serial >= FIRST_DAY && serial < END_OF_DAYS ? serial : null;
}

const numberStyle = (kind: ColumnKind | undefined): number =>
  kind === 'usd' ? style.money : kind === 'count' || kind === 'bytes' ? style.whole : style.plain;

/** A cell with a value of its own type; nothing for null. Never a formula. */
export function valueCell(at: string, value: unknown, kind?: ColumnKind): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? styled(at, numberStyle(kind), `><v>${value}</v>`) : '';
  if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  const serial = kind === 'time' && typeof value === 'string' ? serialOf(momentOf(value)) : null;
  // To the second; a day's fraction has no exact end.
  if (serial !== null) return styled(at, style.moment, `><v>${Number(serial.toFixed(8))}</v>`);
  return textCell(at, textOf(value));
}
