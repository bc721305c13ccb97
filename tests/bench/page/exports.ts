/** The same rows written to a file by us and by a library made for that alone. */
import { utils, write } from '@e965/xlsx';
import Papa from 'papaparse';
import type { Column, Row } from '../../../lib/columns.ts';
import { collect } from '../../../lib/export/collect.ts';
import { formats } from '../../../lib/export/formats.ts';
import { type Data, rowsOf } from './data.ts';

const about = {
  ...{ targets: ['forbes.com'], title: 'Backlinks', endpoint: 'backlinks', request: {}, environment: 'production' },
  ...{ fetchedAt: 0, rows: 0, total: null, scope: 'loaded' as const, costUsd: 0 },
};

const textOf = (value: unknown): unknown => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value);
const tableOf = (columns: readonly Column[], rows: readonly Row[]): unknown[][] => [
  columns.map(({ path }) => path),
  ...rows.map((row) => columns.map(({ value }) => textOf(value(row)))),
];

type Written = { blob: Blob; longest: number };
type Writer = (data: Data) => Promise<Written> | Written;

const ours =
  (id: 'csv' | 'xlsx'): Writer =>
  async ({ columns, rows }) => {
    let longest = 0;
    const onSlice = (time: number) => {
      longest = Math.max(longest, time);
    };
    const write = await formats[id].load();
    return { blob: await collect(write(columns, rows, about), formats[id].type, { onSlice }), longest };
  };

/** A library writes in one go, so that the page waits for all of it. */
const atOnce =
  (writeAll: (data: Data) => BlobPart): Writer =>
  (data) => {
    const from = performance.now();
    const blob = new Blob([writeAll(data)]);
    return { blob, longest: performance.now() - from };
  };

const writers = {
  csv: { ours: ours('csv'), 'Papa Parse': atOnce(({ columns, rows }) => Papa.unparse(tableOf(columns, rows))) },
  xlsx: {
    ours: ours('xlsx'),
    SheetJS: atOnce(({ columns, rows }) => {
      const book = utils.book_new();
      utils.book_append_sheet(book, utils.aoa_to_sheet(tableOf(columns, rows)), 'Rows');
      return write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer;
    }),
  },
} satisfies Record<string, Record<string, Writer>>;

let data: Data | null = null;

export const exports = {
  load: async (rows: number) => {
    data = await rowsOf('backlinks', rows);
    return data.columns.length;
  },
  /** How long the whole takes and how long it holds the page up at most, in ms, and how large the file is, in kB. */
  write: async (format: keyof typeof writers, name: string) => {
    const writer = (writers[format] as Record<string, Writer>)[name];
    if (!data || !writer) throw new Error('Nothing to write');
    const from = performance.now();
    const { blob, longest } = await writer(data);
    return { time: performance.now() - from, longest, size: blob.size / 1000 };
  },
};
