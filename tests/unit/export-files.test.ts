import { type CellObject, read } from '@e965/xlsx';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type Column, columnsOf, type Row } from '../../lib/columns.ts';
import { endpoints } from '../../lib/endpoints/index.ts';
import { collect } from '../../lib/export/collect.ts';
import { type FormatId, formats } from '../../lib/export/formats.ts';
import { json, jsonLines } from '../../lib/export/json.ts';
import { markdown } from '../../lib/export/markdown.ts';
import { LONGEST_CELL, letterOf } from '../../lib/export/sheet.ts';
import { xlsx } from '../../lib/export/xlsx.ts';
import { rawRow } from '../fixtures/raw.ts';
import { about, bytesOf, column, hostile, hostileRows, manyRows, wholeOf } from './export-parts.ts';

const workbookOf = (columns: readonly Column[], rows: readonly Row[]) => read(bytesOf(xlsx(columns, rows, about)), { cellNF: true });

/** The cells of a sheet, by their names, as an independent reader has them. */
function sheetOf(columns: readonly Column[], rows: readonly Row[], name = 'Rows'): Record<string, CellObject> {
  return workbookOf(columns, rows).Sheets[name] as Record<string, CellObject>;
}

/** What a text is in a cell: no controls, one kind of line end, no more than a cell holds. */
const inCell = (text: string): string => {
  const clean = text
    .replace(/(?![\t\n\r])[\p{Cc}\p{Cs}]/gu, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\ufffe\uffff]/g, '');
  return clean.length > LONGEST_CELL ? `${clean.slice(0, LONGEST_CELL - 1)}…` : clean;
};

describe('a workbook', () => {
  it('has numbers, flags and dates as what they are, and no cell for null', () => {
    const columns = [column('n', 'count'), column('d', 'usd'), column('f', 'flag'), column('t', 'time'), column('no', 'time'), column('s')];
    const sheet = sheetOf(columns, [{ n: -3_000_000_000, d: 0.0276, f: false, t: '2026-10-30 21:22:23 +00:00', no: null, s: '5' }]);
    expect(sheet.A2).toMatchObject({ t: 'n', v: -3_000_000_000, z: '#,##0' });
    expect(sheet.B2).toMatchObject({ t: 'n', v: 0.0276, z: '"$"#,##0.00####' });
    expect(sheet.C2).toMatchObject({ t: 'b', v: false });
    expect(sheet.D2).toMatchObject({ t: 'n', w: '2026-10-30 21:22:23' });
    expect(sheet.E2).toBeUndefined();
    expect(sheet.F2).toMatchObject({ t: 's', v: '5' });
  });

  it.each(['soon', '', '0001-01-01 00:00:00 +00:00', '12026-01-01', '1899-12-31 00:00:00 +00:00'])('keeps the moment %j as text', (t) => {
    expect(sheetOf([column('t', 'time')], [{ t }]).A2).toMatchObject({ t: 's', v: t });
  });

  it('writes what no number is as nothing', () => {
    const rows = [Number.NaN, Number.POSITIVE_INFINITY].map((n) => ({ n }));
    expect(Object.keys(sheetOf([column('n', 'count')], rows)).filter((name) => /^A[23]$/.test(name))).toEqual([]);
  });

  it('has a frozen, bold heading and no formula anywhere', () => {
    const parts = unzipSync(bytesOf(xlsx([column('v'), column('w')], hostileRows.slice(0, 30), about)));
    const text = (name: string) => new TextDecoder().decode(parts[name]);
    expect(text('xl/worksheets/sheet1.xml')).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(text('xl/worksheets/sheet1.xml')).toContain('<c r="A1" s="1" t="inlineStr">');
    expect(text('xl/styles.xml').match(/<xf /g)).toHaveLength(7);
    expect(text('xl/styles.xml')).toMatch(/fontId="1"[^>]*applyFont="1"/);
    expect(Object.keys(parts)).toHaveLength(7);
    for (const name of Object.keys(parts)) expect(text(name)).not.toMatch(/<f[ >/]/);
  });

  it('marks as text what a spreadsheet would run once it is edited, and leaves its value alone', () => {
    const xml = wholeOf([
      unzipSync(bytesOf(xlsx([column('v')], [{ v: '=1+1' }, { v: 'plain' }], about)))['xl/worksheets/sheet1.xml'] ?? '',
    ]);
    expect(xml).toContain('<c r="A2" s="5" t="inlineStr"><is><t>=1+1</t></is></c>');
    expect(xml).toContain('<c r="A3" t="inlineStr">');
  });

  it('gives back every hostile text, as text', { timeout: 60_000 }, () => {
    const sheet = sheetOf([column('v'), column('w')], hostileRows);
    for (const [at, text] of hostile.entries()) {
      const cell = sheet[`A${at + 2}`];
      expect(cell?.t).toBe('s');
      expect(cell?.v === inCell(text), JSON.stringify(text.slice(0, 60))).toBe(true);
      expect(cell?.f).toBeUndefined();
      expect(sheet[`B${at + 2}`]?.v).toBe('x');
    }
  });

  it('gives back whatever text there is', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 30 }), (texts) => {
        const sheet = sheetOf(
          [column('v')],
          texts.map((v) => ({ v })),
        );
        for (const [at, text] of texts.entries()) expect(sheet[`A${at + 2}`]).toMatchObject({ t: 's', v: inCell(text) });
      }),
      { numRuns: 25 },
    );
  });

  it('says on a second sheet where the rows are from and what the columns mean', () => {
    const sheet = sheetOf([column('v')], [], 'About');
    const said = Object.entries(sheet).flatMap(([name, cell]) => (/^[ABC]\d+$/.test(name) ? [String(cell.v)] : []));
    expect(said).toEqual(
      expect.arrayContaining(['DataForSEO', 'forbes.com', JSON.stringify(about.request), '2026-11-22 12:30:01', 'Filtered view', '48213']),
    );
    expect(said.slice(-3)).toEqual(['v', 'v', 'What v means']);
  });

  it('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });

  it.each(endpoints.map((endpoint) => [endpoint.id, endpoint] as const))('of %s has every column once, and its values', (_, endpoint) => {
    const rows = [rawRow(endpoint.row), {}] as Row[];
    const columns = columnsOf(endpoint, { rows, head: rawRow(endpoint.head) });
    const sheet = sheetOf(columns, rows);
    expect(new Set(columns.map((_, index) => sheet[`${letterOf(index)}1`]?.v)).size).toBe(columns.length);
    for (const [index, { value, kind }] of columns.entries()) {
      const raw = value(rows[0] as Row);
      const cell = sheet[`${letterOf(index)}2`];
      if (raw === null) expect(cell).toBeUndefined();
      else if (kind === 'time') expect(cell?.w).toBe('2026-10-30 21:22:23');
      else expect(cell?.v).toBe(typeof raw === 'object' ? JSON.stringify(raw) : raw);
      expect(sheet[`${letterOf(index)}3`]).toBeUndefined();
    }
  });
});

describe('JSON', () => {
  it('has the rows as they were, and what they are about', () => {
    const read = JSON.parse(wholeOf(json([], hostileRows.slice(0, 40), about)));
    expect(read.rows).toEqual(hostileRows.slice(0, 40));
    expect(read.about).toMatchObject({
      source: 'DataForSEO',
      targets: ['forbes.com'],
      fetched_at: '2026-11-22T12:30:01.000Z',
      total: 48_213,
    });
    expect(JSON.parse(wholeOf(json([], [], about))).rows).toEqual([]);
  });

  it('by lines has one row on each and nothing else', { timeout: 60_000 }, () => {
    const lines = wholeOf(jsonLines([], hostileRows, about))
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(hostileRows);
  });
});

describe('Markdown', () => {
  const tableOf = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('|'));

  it('has one line a row, with as many cells as columns, whatever the texts', { timeout: 60_000 }, () => {
    const lines = tableOf(wholeOf(markdown([column('v'), column('w')], hostileRows, about)));
    expect(lines).toHaveLength(hostile.length + 2);
    for (const line of lines) expect(line.replace(/\\./gs, '').split('|')).toHaveLength(4);
  });

  it('neither loads images, nor opens markup, nor hides anything', { timeout: 60_000 }, () => {
    const text = wholeOf(markdown([column('v')], hostileRows, about)).replace(/\\./gs, '');
    expect(text).not.toMatch(/!\[|<|[\u200b\u202e\ufeff]|\p{Cs}|[\u{e0000}-\u{e007f}]/u);
  });

  it('leaves out columns without values', () => {
    const [head, rule] = tableOf(wholeOf(markdown([column('v'), column('none'), column('w')], [{ v: 1, w: null }, { w: 'x' }], about)));
    expect([head, rule]).toEqual(['|v|w|', '|-|-|']);
  });
});

describe('collecting', () => {
  const ids = Object.keys(formats) as FormatId[];
  const { columns, rows } = manyRows(100_000);

  it.each(ids)('100,000 rows of 24 columns as %s never holds the page up', { timeout: 120_000 }, async (id) => {
    const write = await formats[id].load();
    let written = 0;
    // The thread's own time: on a busy machine the clock also counts what others do.
    const busy = (): number => process.threadCpuUsage().user / 1000;
    let before = busy();
    const slices: { clock: number; busy: number }[] = [];
    const onSlice = (clock: number) => {
      const now = busy();
      slices.push({ clock, busy: now - before });
      before = now;
    };
    const began = performance.now();
    const blob = await collect(write(columns, rows, about, { onRow: () => written++ }), formats[id].type, { onSlice });
    const took = performance.now() - began;
    const longest = (of: 'clock' | 'busy') => Math.max(...slices.map((slice) => slice[of]));
    const all = slices.reduce((sum, slice) => sum + slice.busy, 0);
    console.log(
      `${id}: ${(blob.size / 1e6).toFixed(1)} MB in ${(took / 1000).toFixed(1)} s (${(all / 1000).toFixed(1)} s of work), ` +
        `${slices.length} slices, the longest ${longest('clock').toFixed(0)} ms (${longest('busy').toFixed(0)} ms of work)`,
    );
    expect(written).toBe(rows.length);
    expect(blob.type).toBe(formats[id].type);
    expect(slices.length).toBeGreaterThan(10);
    expect(longest('busy')).toBeLessThan(200);
  });

  it('stops when it is told to, with nothing to show', async () => {
    const stop = new AbortController();
    const collecting = collect(xlsx(columns, rows, about), 'x', { signal: stop.signal, onSlice: () => stop.abort() });
    await expect(collecting).rejects.toThrow(/abort/i);
    await expect(collect(['a'], 'x', { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });

  it('puts text and bytes together in order', async () => {
    const chunks = ['a', '', new Uint8Array([0xc3, 0xa9]), 'x'.repeat(600_000), 'ü'];
    expect(await (await collect(chunks, 'text/plain')).text()).toBe(`aé${'x'.repeat(600_000)}ü`);
    expect((await collect([], 'text/plain')).size).toBe(0);
  });
});
