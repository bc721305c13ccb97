/** The ways of writing loaded rows down, in the order they are offered. */
import { csv, tsv } from './csv.ts';
import type { Writer } from './define.ts';
import { json, jsonLines } from './json.ts';
import { markdown } from './markdown.ts';

export type Format = {
  label: string;
  ending: string;
  /** Media type of a file. */
  type: string;
  /** What it is good for, in a few words. */
  help: string;
  /** The writer, loaded when it is first needed where it is large. */
  load: () => Promise<Writer>;
};

export const formats = {
  csv: {
    label: 'CSV',
    ending: 'csv',
    type: 'text/csv;charset=utf-8',
    help: 'Any spreadsheet or script',
    load: async () => csv,
  },
  xlsx: {
    label: 'XLSX',
    ending: 'xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    help: 'Excel, with real dates and an About sheet',
    load: async () => (await import('./xlsx.ts')).xlsx,
  },
  tsv: {
    label: 'TSV',
    ending: 'tsv',
    type: 'text/tab-separated-values;charset=utf-8',
    help: 'To paste into a spreadsheet',
    load: async () => tsv,
  },
  json: {
    label: 'JSON',
    ending: 'json',
    type: 'application/json',
    help: 'Every field, with where it came from',
    load: async () => json,
  },
  jsonl: {
    label: 'JSON Lines',
    ending: 'jsonl',
    type: 'application/jsonl',
    help: 'Every field, one row a line',
    load: async () => jsonLines,
  },
  markdown: {
    label: 'Markdown',
    ending: 'md',
    type: 'text/markdown;charset=utf-8',
    help: 'A table for an AI assistant',
    load: async () => markdown,
  },
} satisfies Record<string, Format>;

export type FormatId = keyof typeof formats;
