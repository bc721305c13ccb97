/** A report's rows as a flat table: one column per value, under the dotted path it has on the wire. */

import type { Answer, Endpoint } from './endpoints/define.ts';
import type { Field, FieldKind, Fields } from './fields.ts';
import { jumpHref } from './text-fragment.ts';
import { t } from './words.ts';

/** The kinds a column may have; groups and targets are spread over several columns. */
export type ColumnKind = Exclude<FieldKind, 'group' | 'perTarget'>;

export type Row = Record<string, unknown>;

export type Column = {
  /** Where the value stands in a row: `page_summary.backlinks`, `domain_intersection.1.backlinks`. */
  path: string;
  label: string;
  /** What the value is of, where its label alone would not say: the group's label, or the target's name. */
  of: string;
  kind: ColumnKind;
  help: string;
  value: (row: Row) => unknown;
  /** A moment that is told to the second; others are told by their day. */
  isExact?: boolean;
  /** Where the cell leads, where that is more than its value says; null for nowhere. */
  href?: (row: Row) => string | null;
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at a path; null where nothing does. Only own keys count, so `__proto__` is a name like any other. */
function at(row: unknown, steps: readonly string[]): unknown {
  let value = row;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return null;
    value = (value as Record<string, unknown>)[step];
  }
  return value ?? null;
}

/**
 * The columns of an answer. What an answer is about is numbered in rows that compare targets; their names are in the head, and only numbers
 * that are there get columns.
 */
export function columnsOf({ row }: Pick<Endpoint, 'row'>, { rows, head }: Pick<Answer, 'rows' | 'head'>): Column[] {
  const names = isRecord(head.targets) ? head.targets : {};

  const spread = (fields: Fields, steps: string[], of: string): Column[] =>
    Object.entries(fields).flatMap(([name, field]) => columnsOfField(field, [...steps, name], of));

  const columnsOfField = (field: Field, steps: string[], of: string): Column[] => {
    if (field.kind === 'group') return spread(field.fields ?? {}, steps, joined(of, field.label));
    if (field.kind === 'perTarget') return numbersAt(rows, steps, names).flatMap((number) => columnsOfTarget(field, [...steps, number]));
    return [columnOf(field, field.kind, steps, of)];
  };

  const columnsOfTarget = (field: Field, steps: string[]): Column[] => {
    const number = steps.at(-1) ?? '';
    const name = Object.hasOwn(names, number) ? names[number] : null;
    const of = typeof name === 'string' && name ? name : `${field.label} ${number}`;
    const isList = rows.some((each) => Array.isArray(at(each, steps)));
    if (!isList) return spread(field.fields ?? {}, steps, of);
    // Of several links to one target the first is spread out; all of them are in the column after.
    return [...spread(field.fields ?? {}, [...steps, '0'], of), columnOf({ ...field, label: t`${field.label}, all` }, 'list', steps, of)];
  };

  return spread(row, [], '');
}

const joined = (of: string, label: string): string => (of ? `${of}, ${label}` : label);

const columnOf = ({ label, help, linkAt }: Field, kind: ColumnKind, steps: string[], of: string): Column => ({
  path: steps.join('.'),
  label,
  of,
  kind,
  help,
  value: (row) => at(row, steps),
  ...(linkAt && { href: (row: Row) => linkOf(row, steps, linkAt) }),
});

/** The address of the page at `steps`, leading to the link on it that the texts beside it describe. */
function linkOf(row: Row, steps: readonly string[], { before, anchor, after }: NonNullable<Field['linkAt']>): string | null {
  const beside = (name: string): string | null => {
    const text = at(row, [...steps.slice(0, -1), name]);
    return typeof text === 'string' ? text : null;
  };
  return jumpHref(at(row, steps), { before: beside(before), anchor: beside(anchor), after: beside(after) });
}

/** The numbers of the targets that rows or the head name, in order. */
function numbersAt(rows: readonly Row[], steps: string[], names: Record<string, unknown>): string[] {
  const numbers = new Set(Object.keys(names));
  for (const row of rows) {
    const entries = at(row, steps);
    if (isRecord(entries)) for (const number of Object.keys(entries)) numbers.add(number);
  }
  return [...numbers].filter((number) => /^\d+$/.test(number)).sort((a, b) => Number(a) - Number(b));
}

const numeric: ReadonlySet<ColumnKind> = new Set(['count', 'bytes', 'rank', 'spam', 'httpStatus', 'usd']);

/** True for kinds whose values are numbers, to be aligned and compared as such. */
export const isNumeric = (kind: ColumnKind): boolean => numeric.has(kind);

/** The sum of a tally, of which its shares are parts. */
export const totalOf = (tally: unknown): number =>
  isRecord(tally) ? Object.values(tally).reduce<number>((sum, each) => sum + (typeof each === 'number' ? each : 0), 0) : 0;

export type Direction = 'asc' | 'desc';
