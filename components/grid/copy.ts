/** What Ctrl+C takes: tab-separated text as the export writes it, in which nothing is a formula. */
import type { Column, Row } from '../../lib/columns.ts';
import type { About } from '../../lib/export/about.ts';
import { tsv } from '../../lib/export/csv.ts';
import type { Composite } from '../../lib/reports/define.ts';
import type { GridColumn } from './columns.ts';

/** Only comments say where rows came from, and pasted text has none. */
const unsaid = {} as About;

/** The paths a composite cell shows, the one it is about first. */
export function pathsOf(composite: Composite): string[] {
  if (composite.cell === 'ranks') return [...composite.ranks];
  const { cell, ...paths } = composite;
  const named = [
    'url',
    'anchor',
    'title',
    'host',
    'country',
    'language',
    'before',
    'after',
    'alt',
    'type',
    'place',
    'status',
    'redirect',
    'isBroken',
  ];
  return named.flatMap((name) => (name in paths ? [String(paths[name as keyof typeof paths])] : []));
}

/** The fields of the columns on screen, each once. */
export function fieldsOf(columns: readonly GridColumn[]): Column[] {
  const fields = columns.flatMap(({ main, composite, fieldAt }) =>
    composite ? pathsOf(composite).flatMap((path) => fieldAt(path) ?? []) : [main],
  );
  return [...new Set(fields)];
}

/** One value of a cell: for composite ones the address, the anchor or the first rank. */
export function cellText({ main, composite, fieldAt }: GridColumn, row: Row): string {
  const path = composite && pathsOf(composite)[0];
  return withoutHead([(path && fieldAt(path)) || main], [row]).trimEnd();
}

export const rowText = (columns: readonly GridColumn[], row: Row): string => withoutHead(fieldsOf(columns), [row]);

/** Rows under the paths of their fields. */
export const rowsText = (columns: readonly GridColumn[], rows: readonly Row[]): string => written(fieldsOf(columns), rows);

const written = (fields: readonly Column[], rows: readonly Row[]): string => [...tsv(fields, rows, unsaid)].join('');

function withoutHead(fields: readonly Column[], rows: readonly Row[]): string {
  const text = written(fields, rows);
  return text.slice(text.indexOf('\n') + 1);
}
