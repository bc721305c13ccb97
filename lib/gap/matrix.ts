/** Rows of an intersection as a matrix: who links, and what there is of it for each target. */

import type { Matrix } from '../endpoints/define.ts';
import type { Fields } from '../fields.ts';
import { momentOf } from '../format.ts';
import { t } from '../words.ts';

/** An object of a reply, of which nothing is certain. */
type Facts = Record<string, unknown>;

/** What a row has under one target's number. Every figure may be missing though there is a link. */
export type Cell = {
  /** How many links there are. */
  links: number | null;
  rank: number | null;
  spam: number | null;
  /** The earliest, as the API writes it. */
  since: string | null;
  /** The object or objects as they came. */
  parts: readonly Facts[];
};

/** A site or page that links, with a cell for each target in their order; null where it does not link. */
export type Linker = {
  row: Facts;
  who: string | null;
  cells: readonly (Cell | null)[];
  /** How many of the targets it links to. */
  hits: number;
  bestRank: number | null;
  worstSpam: number | null;
  since: string | null;
};

const isRecord = (value: unknown): value is Facts => typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (row: unknown, name: string): unknown => (isRecord(row) && Object.hasOwn(row, name) ? row[name] : null);
const numberAt = (row: Facts, name: string): number | null => (typeof row[name] === 'number' ? row[name] : null);

const most = (values: readonly (number | null)[]): number | null =>
  values.reduce((best, value) => (value === null || (best !== null && best >= value) ? best : value), null);

/** The earliest of moments as the API writes them. */
const earliest = (moments: readonly (string | null)[]): string | null =>
  moments.reduce((first, moment) => {
    const at = momentOf(moment);
    return at === null || (momentOf(first) ?? Number.POSITIVE_INFINITY) <= at ? first : moment;
  }, null);

/** The field of a row that has what is known of each target under its number; null where rows have none. */
export const numberedField = (row: Fields): string | null => Object.entries(row).find(([, { kind }]) => kind === 'perTarget')?.[0] ?? null;

/** The names of the targets by their numbers: what the answer says they are, else what was asked for. */
export function rivalsOf(head: Facts, asked: unknown): string[] {
  const named = isRecord(head.targets) ? head.targets : {};
  const list = Array.isArray(asked) ? asked.map(String) : [];
  const numbers = Object.keys(named).filter((key) => /^[1-9]\d?$/.test(key));
  const count = Math.max(list.length, ...numbers.map(Number));
  return Array.from({ length: count }, (_, at) => {
    const name = Object.hasOwn(named, String(at + 1)) ? named[String(at + 1)] : null;
    return typeof name === 'string' && name ? name : (list[at] ?? t`Target ${at + 1}`);
  });
}

function cellOf(entry: unknown, { count, rank, spam, since }: Matrix): Cell | null {
  const parts = (Array.isArray(entry) ? entry : [entry]).filter(isRecord);
  if (parts.length === 0) return null;
  const links = Array.isArray(entry) || count === undefined ? parts.length : numberAt(parts[0] as Facts, count);
  // The API names a target with no link at all now and then, with zeros.
  if (links === 0) return null;
  return {
    links,
    rank: most(parts.map((part) => numberAt(part, rank))),
    spam: most(parts.map((part) => numberAt(part, spam))),
    since: earliest(parts.map((part) => (typeof part[since] === 'string' ? (part[since] as string) : null))),
    parts,
  };
}

/** One row as a line of the matrix. */
export function linkerOf(row: Facts, field: string, matrix: Matrix, targets: number): Linker {
  const entries = own(row, field);
  const cells = Array.from({ length: targets }, (_, at) => cellOf(own(entries, String(at + 1)), matrix));
  const hits = cells.filter((cell) => cell !== null);
  const names = hits.flatMap(({ parts }) => parts.map((part) => part[matrix.who]));
  return {
    row,
    who: names.find((name): name is string => typeof name === 'string' && name !== '') ?? null,
    cells,
    hits: hits.length,
    bestRank: most(hits.map(({ rank }) => rank)),
    worstSpam: most(hits.map(({ spam }) => spam)),
    since: earliest(hits.map(({ since }) => since)),
  };
}

/** Every different value that the links of a row have in a field, in the order met. Of a list, its words are values. */
export function valuesOf({ cells }: Linker, field: string): (string | number | boolean)[] {
  const found = new Set<string | number | boolean>();
  for (const cell of cells) {
    for (const part of cell?.parts ?? []) {
      const value = part[field];
      for (const each of Array.isArray(value) ? value : [value]) {
        if (typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean') found.add(each);
      }
    }
  }
  return [...found];
}
