/** What is known of a list as one table: a row per target, a column per figure, and who has the best of each. */

import { type Column, columnsOf, type Row } from '../columns.ts';
import { endpointOf } from '../endpoints/index.ts';
import { type Fields, host, tags, time } from '../fields.ts';
import { momentOf } from '../format.ts';
import { hashOfRequest } from '../route.ts';
import { t } from '../words.ts';
import { type Book, readerOf, type Want } from './book.ts';
import { doorOf } from './doors.ts';
import { better } from './metrics.ts';

/** More equals than these, and the best is no distinction. */
const MOST_BEST = 10;

/** The figures that are best among targets, by field: who has them. */
export type Best = ReadonlyMap<string, ReadonlySet<Row>>;

/** The rows that have the best of each figure. Where all are alike, or too many are, none is. */
export function bestOf(rows: readonly Row[], fields: readonly string[], most = MOST_BEST): Best {
  const best = new Map<string, ReadonlySet<Row>>();
  for (const field of fields) {
    const end = better[field];
    const known = rows.filter((row) => typeof row[field] === 'number');
    if (!end || known.length < 2) continue;
    const values = known.map((row) => row[field] as number);
    const top = values.reduce((a, b) => (end === 'most' ? Math.max(a, b) : Math.min(a, b)));
    const winners = known.filter((row) => row[field] === top);
    if (winners.length < known.length && winners.length <= most) best.set(field, new Set(winners));
  }
  return best;
}

/** A moment as the API writes it. */
const stampOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} +00:00`;

/** The figures of targets, as far as they are known; `fetched` is when the oldest of a target's was. A name that is not there is not known. */
export function figuresOf(book: Book, wants: readonly Want[], targets: readonly string[]): Row[] {
  const readers = wants.map((want) => ({ names: Object.keys(want.metric.fields), rowOf: readerOf(book, want).rowOf }));
  return targets.map((target) => {
    const figures: Row = { target };
    let oldest = Number.POSITIVE_INFINITY;
    for (const { names, rowOf } of readers) {
      const known = rowOf(target);
      if (!known) continue;
      oldest = Math.min(oldest, known.fetchedAt);
      for (const name of names) figures[name] = known.row[name] ?? null;
    }
    return Number.isFinite(oldest) ? { ...figures, fetched: stampOf(oldest) } : figures;
  });
}

export type BulkTable = {
  columns: Column[];
  /** The columns shown at first: figures of which one can be better than another, and when they were fetched. */
  chosen: { path: string; width?: number }[];
  rows: Row[];
  /** Targets that were asked for and got no row in some answer. */
  unanswered: string[];
  /** When the oldest figure was fetched; now where there is none. */
  fetchedAt: number;
};

/** The fields of a table, in the order of the ticks; a figure that two ticks bring is one column. */
const fieldsOf = (wants: readonly Want[]): Fields => Object.assign({}, ...wants.map(({ metric }) => metric.fields));

/** Rows by one figure, the best first; those without it come last, and equal ones keep their order. */
function bestFirst(rows: readonly Row[], field: string | undefined): Row[] {
  if (field === undefined) return [...rows];
  const sign = better[field] === 'least' ? 1 : -1;
  const [known, unknown] = [rows.filter((row) => typeof row[field] === 'number'), rows.filter((row) => typeof row[field] !== 'number')];
  return [...known.sort((a, b) => sign * ((a[field] as number) - (b[field] as number))), ...unknown];
}

/** Every target's row, the best by the first figure first; those nothing is known of have no figures yet. */
export function tableOf(book: Book, wants: readonly Want[], targets: readonly string[]): BulkTable {
  const fields = fieldsOf(wants);
  const figures = bestFirst(
    figuresOf(book, wants, targets),
    Object.keys(fields).find((name) => better[name]),
  );
  const best = bestOf(figures, Object.keys(fields));
  const rows = figures.map((row): Row => {
    const labels = [...best].flatMap(([field, winners]) => (winners.has(row) ? [fields[field]?.label ?? field] : []));
    return { ...row, best_in: labels.length > 0 ? labels : null };
  });
  const readers = wants.map((want) => readerOf(book, want));
  return {
    rows,
    columns: columnsFor(fields, wants, rows),
    chosen: [
      { path: 'target', width: 260 },
      ...['best_in', ...Object.keys(fields).filter((name) => better[name]), 'fetched'].map((path) => ({ path })),
    ],
    unanswered: targets.filter((target) => readers.some(({ isUnanswered }) => isUnanswered(target))),
    fetchedAt: rows.reduce((oldest, { fetched }) => Math.min(oldest, momentOf(String(fetched ?? '')) ?? oldest), Date.now()),
  };
}

const sinceOf = ({ metric, extra }: Want): string | null =>
  metric.since !== null && typeof extra[metric.since] === 'string' ? String(extra[metric.since]) : null;

function columnsFor(fields: Fields, wants: readonly Want[], rows: readonly Row[]): Column[] {
  const row: Fields = {
    target: host(t`Target`, t`As it is sent. It leads to its overview.`),
    best_in: tags(t`Best in`, t`The figures of this list in which it is the best.`),
    ...fields,
    fetched: time(t`Fetched`, t`When the oldest of these figures was bought.`),
  };
  const since = wants.map(sinceOf).find((day) => day !== null) ?? null;
  return columnsOf({ row }, { rows: [...rows], head: {} }).map((column) => {
    const { path } = column;
    const overview = ({ target }: Row): string => hashOfRequest(endpointOf('summary'), { target });
    if (path === 'target') return { ...column, href: overview };
    return { ...column, href: (row: Row) => doorOf(path, String(row.target), since) };
  });
}
