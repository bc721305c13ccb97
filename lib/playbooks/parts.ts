/** What several playbooks say alike: inputs, columns, doors, and the arithmetic of short lists. */
import type { Column, ColumnKind, Row } from '../columns.ts';
import type { AnyRequest } from '../endpoints/define.ts';
import type { EndpointId, Requests } from '../endpoints/index.ts';
import { free, type Param, whole } from '../params.ts';
import type { Door } from './define.ts';
import { hashOfCall } from './plan.ts';

/** A whole number to set, with what it is unless it is set. */
export const number = (label: string, help: string, least: number, most: number, ours: number): Param<number, false> => ({
  ...whole(label, help, least, most, ours),
  ours,
});

/** The same among the inputs in sight. */
export const commonNumber = (label: string, help: string, least: number, most: number, ours: number): Param<number, false> => ({
  ...number(label, help, least, most, ours),
  common: true,
});

/** Words or phrases in one field, with commas between them. */
export const phrases = (label: string, help: string): Param<string, false> => ({ ...free(label, help, 2000), common: true });

/** The phrases of such a field, each once. */
export const phrasesIn = (text: string | undefined): string[] => [
  ...new Set(
    (text ?? '')
      .split(/[,;\n]/)
      .map((phrase) => phrase.trim())
      .filter(Boolean),
  ),
];

/** A column of a playbook's own rows. */
export const column = (path: string, label: string, kind: ColumnKind, help = ''): Column => ({
  ...{ path, label, kind, help, of: '' },
  value: (row: Row) => (Object.hasOwn(row, path) ? (row[path] ?? null) : null),
});

/** A way to a report's rows. */
export const door = <Id extends EndpointId>(label: string, endpoint: Id, request: Requests[Id]): Door => ({
  label,
  hash: hashOfCall({ endpoint }, request as AnyRequest),
});

/** The host of a target, a page or a host, without `www.`, in lower case. */
export const hostOf = (target: string): string =>
  target
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?#:].*$/, '')
    .replace(/^www\./, '');

/** Whether two targets are of one site as far as their names tell: the same host, or one below the other. */
export function isSameSite(one: string, other: string): boolean {
  const [a, b] = [hostOf(one), hostOf(other)];
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}

/** Largest first; what is not known comes last, whatever stands before it. */
export const byLargest = (a: number | null | undefined, b: number | null | undefined): number =>
  a == null || b == null ? Number(a == null) - Number(b == null) : b - a;

/** By name, so that ties have one order everywhere. */
export const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The value in the middle; between the two middle ones where they are even. Null of nothing. */
export function median(values: readonly (number | null | undefined)[]): number | null {
  const sorted = values.filter((value): value is number => value != null).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}

/** A part of a whole in percent, to a tenth; null where the whole is nothing or not known. */
export const shareOf = (part: number | null | undefined, of: number | null | undefined): number | null =>
  part == null || of == null || of <= 0 ? null : Math.round((part / of) * 1000) / 10;

/** The rows by what a function says of them, in the order they come first; rows it says null of are left out. */
export function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string | null | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key == null || key === '') continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** The sum of what is known; null where nothing is. */
export function sumOf(values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((value): value is number => value != null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}
