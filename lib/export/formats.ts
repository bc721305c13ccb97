/** The ways of writing loaded rows down, in the order they are offered. */
import { t } from '../words.ts';
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
    help: t`Any spreadsheet or script`,
    load: async () => csv,
  },
  xlsx: {
    label: 'XLSX',
    ending: 'xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    help: t`Excel, with real dates and an About sheet`,
    load: async () => (await import('./xlsx.ts')).xlsx,
  },
  tsv: {
    label: 'TSV',
    ending: 'tsv',
    type: 'text/tab-separated-values;charset=utf-8',
    help: t`To paste into a spreadsheet`,
    load: async () => tsv,
  },
  json: {
    label: 'JSON',
    ending: 'json',
    type: 'application/json',
    help: t`Every field, with where it came from`,
    load: async () => json,
  },
  jsonl: {
    label: t`JSON Lines`,
    ending: 'jsonl',
    type: 'application/jsonl',
    help: t`Every field, one row a line`,
    load: async () => jsonLines,
  },
  markdown: {
    label: t`Markdown`,
    ending: 'md',
    type: 'text/markdown;charset=utf-8',
    help: t`A table for an AI assistant`,
    load: async () => markdown,
  },
} satisfies Record<string, Format>;

export type FormatId = keyof typeof formats;
