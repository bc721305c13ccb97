/** A matrix as columns: who links, what it comes to, and a column for each rival. */

import { type Column, type ColumnKind, columnsOf, isNumeric, type Row } from '../columns.ts';
import type { Matrix } from '../endpoints/define.ts';
import type { Fields } from '../fields.ts';
import { t } from '../words.ts';
import { type Linker, valuesOf } from './matrix.ts';

/** A column with the width it has at first; those without are there to be chosen. */
export type MatrixColumn = Column & {
  width?: number;
  /** The rival it is about, from 0; null where it is about all. */
  rival: number | null;
};

/** What the cells of a rival's own column are. */
export const cellPath = (matrix: Matrix, rival: number): string => `${rival + 1}.${matrix.says ?? matrix.count ?? 'links'}`;

type Given = {
  matrix: Matrix;
  /** The fields of what a row has under a target's number. */
  fields: Fields;
  rivals: readonly string[];
  linkerAt: (row: Row) => Linker;
  /** How many links a row has to the own site; null where no site is named. */
  linksToMe: ((linker: Linker) => number | null) | null;
};

/** The columns of a matrix. Those of one rival have the paths by which the API filters and sorts: `3.rank`. */
export function matrixColumns({ matrix, fields, rivals, linkerAt, linksToMe }: Given): MatrixColumn[] {
  const known = new Map(columnsOf({ row: fields }, { rows: [], head: {} }).map((column) => [column.path, column]));
  const like = (name: string, more: Partial<MatrixColumn> & { value: Column['value'] }): MatrixColumn => {
    const { label = name, help = '', kind = 'text' as ColumnKind } = known.get(name) ?? {};
    return { path: name, label, help, kind, of: '', rival: null, ...more };
  };
  const each = (of: (linker: Linker) => unknown) => (row: Row) => of(linkerAt(row));

  const who = known.get(matrix.who);
  const first = (row: Row): Row => linkerAt(row).cells.find((cell) => cell !== null)?.parts[0] ?? {};
  const overall: MatrixColumn[] = [
    like(matrix.who, {
      width: 260,
      value: each((linker) => linker.who),
      ...(who?.href && { href: (row) => who.href?.(first(row)) ?? null }),
    }),
    {
      ...{ path: 'hits', label: t`Hits`, kind: 'count', of: '', rival: null, width: 84 },
      help: t`To how many of the ${rivals.length} rivals it links.`,
      value: each(({ hits }) => hits),
    },
    like(matrix.rank, { path: 'best_rank', label: t`Best rank`, width: 92, value: each(({ bestRank }) => bestRank) }),
    like(matrix.spam, { path: 'worst_spam', label: t`Worst spam`, width: 116, value: each(({ worstSpam }) => worstSpam) }),
  ];
  const mine: MatrixColumn[] = linksToMe
    ? [
        {
          ...{ path: 'links_to_me', label: t`Links to me`, kind: 'count', of: '', rival: null },
          help: t`Links to your own site, as far as a stored list of them says.`,
          value: each(linksToMe),
        },
      ]
    : [];
  const together = (matrix.also ?? []).map((name) => {
    const kind = known.get(name)?.kind ?? 'text';
    const width = isNumeric(kind) ? 92 : 128;
    return isNumeric(kind)
      ? like(name, { width, value: each((linker) => mostOf(valuesOf(linker, name))) })
      : like(name, { width, kind: 'text', value: each((linker) => valuesOf(linker, name).map(wordOf).join(', ') || null) });
  });
  const since = like(matrix.since, { path: 'first_seen', width: 112, value: each((linker) => linker.since) });
  return [...overall, ...rivals.flatMap((_, at) => ofRival(at)), ...together, since, ...mine];

  function ofRival(rival: number): MatrixColumn[] {
    const name = rivals[rival] ?? '';
    const figure = (field: string, of: (linker: Linker) => unknown, more: Partial<MatrixColumn> = {}) =>
      like(field, { path: `${rival + 1}.${field}`, of: name, rival, value: each(of), ...more });
    const { says, count = 'links', rank, spam, since: seen } = matrix;
    const links = figure(count, ({ cells }) => cells[rival]?.links ?? null, { kind: 'count' });
    const shown = says
      ? figure(says, ({ cells }) => said(cells[rival]?.parts ?? null, says), { kind: 'text', label: name, of: `${rival + 1}`, width: 148 })
      : { ...links, label: name, of: `${rival + 1}`, width: 88 };
    return [
      shown,
      ...(says ? [{ ...links, label: t`Links` }] : []),
      figure(rank, ({ cells }) => cells[rival]?.rank ?? null),
      figure(spam, ({ cells }) => cells[rival]?.spam ?? null),
      figure(seen, ({ cells }) => cells[rival]?.since ?? null),
    ];
  }
}

const wordOf = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? (value ? t`yes` : t`no`) : String(value) || t`none`;

const mostOf = (values: readonly unknown[]): number | null =>
  values.reduce<number | null>((most, value) => (typeof value === 'number' && (most === null || value > most) ? value : most), null);

/** What links say, one after the other; null where there is none. */
const said = (parts: readonly Record<string, unknown>[] | null, says: string): string | null =>
  parts?.map((part) => (typeof part[says] === 'string' && part[says] !== '' ? part[says] : t`no text`)).join('; ') ?? null;

/** The columns under headings that say by themselves what is below them, for a file. */
export const columnsForFile = (columns: readonly MatrixColumn[], rivals: readonly string[]): Column[] =>
  columns.map((column) => {
    const field = column.path.replace(/^\d+\./, '');
    // The API calls who links `target`, which in a file would read as what is linked to.
    const name = field === 'target' ? 'linking_domain' : field;
    return { ...column, path: column.rival === null ? name : `${rivals[column.rival]} ${field}` };
  });

/** Every field of every link of a row, target by target. */
export function fieldsOfLinker(fields: Fields, { cells }: Linker, rivals: readonly string[]): Column[] {
  const known = columnsOf({ row: fields }, { rows: [], head: {} });
  return cells.flatMap((cell, at) =>
    (cell?.parts ?? []).flatMap((part, index, { length }) =>
      known.map((column) => ({
        ...column,
        path: `${at + 1}.${length > 1 ? `${index}.` : ''}${column.path}`,
        of: length > 1 ? t`${rivals[at]}, link ${index + 1} of ${length}` : (rivals[at] ?? ''),
        value: () => column.value(part),
        ...(column.href && { href: () => column.href?.(part) ?? null }),
      })),
    ),
  );
}
