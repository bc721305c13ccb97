/**
 * Rows as an Excel workbook: numbers, dates and flags as what they are, texts as inline strings, no formula anywhere; a second sheet says
 * where the rows came from and what each column means.
 *
 * Why written here, over fflate's synchronous `Zip`, and not with a library: SheetJS CE builds the whole file in one step (seconds during
 * which a page stands still), cannot freeze or embolden a heading in its free edition, and is thirteen times as large; exceljs needs
 * `new Function`, which the extension's CSP refuses; write-excel-file compresses in a blob worker, which Firefox refuses in extension pages
 * and then waits for ever. This one hands over chunk by chunk, so it needs no worker. Its files are read back by SheetJS in the tests.
 *
 * Loaded on demand: nobody who does not export a workbook pays for it.
 */

import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Column, ColumnKind, Row } from '../columns.ts';
import { t } from '../words.ts';
import { type About, aboutLines } from './about.ts';
import { type Chunk, inChunks, type WriteOptions } from './define.ts';
import { headingCell, letterOf, MOST_SHEET_ROWS, styles, valueCell } from './sheet.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PARTS = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Texts compress well at any level; higher ones cost time and save little. */
const LEVEL = 4;

/** The parts that are the same in every workbook. */
const frame: Record<string, string> = {
  '[Content_Types].xml':
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${PARTS}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${PARTS}.styles+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${PARTS}.worksheet+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet2.xml" ContentType="${PARTS}.worksheet+xml"/></Types>`,
  '_rels/.rels':
    `<Relationships xmlns="${RELATIONS}">` +
    `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml':
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
    '<sheet name="Rows" sheetId="1" r:id="rId1"/><sheet name="About" sheetId="2" r:id="rId2"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    `<Relationships xmlns="${RELATIONS}">` +
    `<Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>` +
    `<Relationship Id="rId2" Type="${OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>` +
    `<Relationship Id="rId3" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': styles,
};

const widths: Partial<Record<ColumnKind, number>> = { url: 48, text: 32, host: 28, time: 20, tally: 32, list: 32, json: 32, words: 32 };
const OTHER_WIDTH = 14;

/** Headings for people; where two would be the same, the path of the value tells them apart. */
export function headingsOf(columns: readonly Column[]): string[] {
  const plain = columns.map(({ label, of }) => (of ? `${of}: ${label}` : label));
  const met = new Map<string, number>();
  for (const heading of plain) met.set(heading, (met.get(heading) ?? 0) + 1);
  return plain.map((heading, index) => ((met.get(heading) ?? 0) > 1 ? `${heading} (${columns[index]?.path})` : heading));
}

const sheetBegin = (sizes: readonly number[], isFrozen: boolean): string =>
  `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView${isFrozen ? ' tabSelected="1"' : ''} workbookViewId="0">` +
  (isFrozen ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>' : '') +
  '</sheetView></sheetViews>' +
  (sizes.length > 0
    ? `<cols>${sizes.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`
    : '') +
  '<sheetData>';

function* rowsSheet(columns: readonly Column[], rows: readonly Row[], onRow?: () => void): Generator<string> {
  const letters = columns.map((_, index) => letterOf(index));
  yield sheetBegin(
    columns.map(({ kind }) => widths[kind] ?? OTHER_WIDTH),
    true,
  );
  const headings = headingsOf(columns);
  yield `<row r="1">${headings.map((heading, index) => headingCell(`${letters[index]}1`, heading)).join('')}</row>`;
  let number = 1;
  for (const row of rows) {
    number++;
    const cells = columns.map(({ value, kind }, index) => valueCell(`${letters[index]}${number}`, value(row), kind));
    yield `<row r="${number}">${cells.join('')}</row>`;
    onRow?.();
  }
  const filter = columns.length > 0 ? `<autoFilter ref="A1:${letters.at(-1)}${number}"/>` : '';
  yield `</sheetData>${filter}</worksheet>`;
}

function* aboutSheet(columns: readonly Column[], about: About): Generator<string> {
  yield sheetBegin([28, 36, 90], false);
  let number = 0;
  const line = (cells: readonly (string | number)[], isHeading = false): string => {
    number++;
    const cell = (value: string | number, index: number): string => {
      const at = `${letterOf(index)}${number}`;
      return isHeading ? headingCell(at, String(value)) : valueCell(at, value);
    };
    return `<row r="${number}">${cells.map(cell).join('')}</row>`;
  };
  yield line([t`About`], true);
  for (const entry of aboutLines(about)) yield line(entry);
  number++;
  yield line([t`Column`, t`Name in the API`, t`Meaning`], true);
  for (const [index, heading] of headingsOf(columns).entries()) {
    const { path = '', help = '' } = columns[index] ?? {};
    yield line([heading, path, help]);
  }
  yield '</sheetData></worksheet>';
}

/** The rows as a workbook. Throws where there are more than a sheet can hold. */
export function* xlsx(columns: readonly Column[], rows: readonly Row[], about: About, options: WriteOptions = {}): Generator<Chunk> {
  if (rows.length >= MOST_SHEET_ROWS) throw new RangeError(t`A sheet holds at most ${MOST_SHEET_ROWS - 1} rows.`);
  const ready: Chunk[] = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    ready.push(data as Chunk);
  });

  function* part(name: string, pieces: Iterable<string>): Generator<Chunk> {
    const file = new ZipDeflate(name, { level: LEVEL });
    zip.add(file);
    for (const text of inChunks(pieces)) {
      file.push(strToU8(text));
      // Nothing, where the compressor waits for more: time has passed all the same.
      yield* ready.length > 0 ? ready.splice(0) : [''];
    }
    file.push(new Uint8Array(0), true);
    yield* ready.splice(0);
  }

  for (const [name, xml] of Object.entries(frame)) yield* part(name, [XML, xml]);
  yield* part('xl/worksheets/sheet1.xml', rowsSheet(columns, rows, options.onRow));
  yield* part('xl/worksheets/sheet2.xml', aboutSheet(columns, about));
  zip.end();
  yield* ready.splice(0);
}
