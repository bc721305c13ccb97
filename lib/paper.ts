/** A report to hand on, before it is a file: what was asked, what came of it, and the calls it is made of. */

import { type Column, isNumeric, type Row } from './columns.ts';
import { endpointOf } from './endpoints/index.ts';
import { count, day, largest, momentOf, money } from './format.ts';
import type { Stored } from './messages.ts';
import { t } from './words.ts';

export type PaperCell = { text: string /** An address a link may lead to, judged by whoever makes one. */; address?: string };

export type PaperTable = {
  caption: string;
  columns: readonly { label: string; isNumber: boolean }[];
  rows: readonly (readonly PaperCell[])[];
  /** Rows that were left out. */
  more: number;
};

export type PaperPart = {
  title: string;
  explains: string;
  figures: readonly { label: string; text: string }[];
  notes: readonly { tone: 'good' | 'warn' | 'bad' | 'plain'; text: string }[];
  table: PaperTable | null;
  /** Why the part is not whole, in words; null where it is. */
  missing: string | null;
};

export type PaperCall = {
  title: string;
  endpoint: string;
  request: string;
  fetchedAt: number;
  rows: number;
  total: number | null;
  costUsd: number;
};

export type Paper = {
  title: string;
  question: string;
  targets: readonly string[];
  environment: string;
  /** In ms since 1970. */
  madeAt: number;
  parts: readonly PaperPart[];
  cautions: readonly string[];
  calls: readonly PaperCall[];
};

/** Who hands it on: a name, and a picture as a data address; both may be missing. */
export type Agency = { name: string; logo: string };

/** A picture that a page of ours made of a file: raster formats alone, which cannot carry scripts. */
export const isPicture = (address: string): boolean => /^data:image\/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+={0,2}$/.test(address);

export const MOST_LOGO_BYTES = 300_000;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as text; nothing where it is not known. */
function textOf(kind: Column['kind'], value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return kind === 'usd' ? money(value) : kind === 'httpStatus' ? String(value) : count(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (kind === 'time' && typeof value === 'string') return momentOf(value) === null ? value : day(momentOf(value));
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.every((each) => typeof each === 'string') ? value.join(', ') : t`${count(value.length)} entries`;
  if (kind === 'tally' && isRecord(value))
    return largest(value as Record<string, number | null>, 3)
      .map(([key, many]) => `${key || t`not known`} ${count(many)}`)
      .join(', ');
  return JSON.stringify(value);
}

function cellOf({ kind, value, href }: Column, row: Row): PaperCell {
  const found = value(row);
  const text = textOf(kind, found);
  const address = kind === 'url' && typeof found === 'string' ? (href?.(row) ?? found) : undefined;
  return address === undefined ? { text } : { text, address };
}

/** Rows as a table of at most so many. */
export const paperTable = (caption: string, columns: readonly Column[], rows: readonly Row[], most: number): PaperTable => ({
  caption,
  columns: columns.map(({ label, of, kind }) => ({ label: of ? `${of}: ${label}` : label, isNumber: isNumeric(kind) })),
  rows: rows.slice(0, most).map((row) => columns.map((column) => cellOf(column, row))),
  more: Math.max(0, rows.length - most),
});

export const callOf = (stored: Stored): PaperCall => ({
  title: endpointOf(stored.endpoint).title,
  endpoint: stored.endpoint,
  request: JSON.stringify(stored.request),
  fetchedAt: stored.fetchedAt,
  rows: stored.rows.length,
  total: stored.totalCount,
  costUsd: stored.costUsd,
});

/** What an answer is about. */
export const targetsOf = ({ endpoint, request }: Stored): string[] =>
  Object.entries(endpointOf(endpoint).request).flatMap(([name, { control, required }]) =>
    required && (control === 'target' || control === 'targets') ? [request[name] ?? []].flat().map(String) : [],
  );

/** One record as figures, its distributions by their largest shares; or rows, all or some, as a table. */
export function paperOfRows(stored: Stored, columns: readonly Column[], rows: readonly Row[], most: number): Paper {
  const { title, explains, view } = endpointOf(stored.endpoint);
  const isRecordOnly = (view === 'record' || view === 'overview') && rows.length === 1;
  const [first = {}] = rows;
  const filled = columns.filter(({ value }) => rows.some((row) => value(row) !== null));
  const part: PaperPart = {
    title: isRecordOnly ? t`Figures` : rows.length === 1 ? t`${count(rows.length)} row` : t`${count(rows.length)} rows`,
    explains: '',
    figures: isRecordOnly
      ? filled.map((column) => ({ label: column.of ? `${column.of}: ${column.label}` : column.label, text: cellOf(column, first).text }))
      : [],
    notes: [],
    table: isRecordOnly ? null : paperTable(title, filled, rows, most),
    missing: null,
  };
  return {
    ...{ title, question: explains, targets: targetsOf(stored), environment: stored.environment, madeAt: Date.now() },
    ...{ parts: [part], cautions: [], calls: [callOf(stored)] },
  };
}
