/** What is known of every target, by what was asked for it. A book is never changed; a fuller one takes its place. */
import type { AnyRequest, Endpoint } from '../endpoints/define.ts';
import { endpointOf } from '../endpoints/index.ts';
import { isFresh, lifetimeOf } from '../lifetime.ts';
import type { Figures, Stored } from '../messages.ts';
import { identityOf } from '../request.ts';
import type { Settings } from '../settings.ts';
import { joined } from './join.ts';
import { type Metric, sourcesOf } from './metrics.ts';

/** What one answer said of one target. `row` is null where it was asked for and no row came. */
export type Known = { fetchedAt: number; row: Record<string, unknown> | null };

/** By the question without its targets, then by target. */
export type Book = ReadonlyMap<string, ReadonlyMap<string, Known>>;

export const emptyBook: Book = new Map();

/** What is wanted of every target: a metric's figures, and what its question says besides the targets. */
export type Want = { metric: Metric; extra: AnyRequest };

/** The page of the book that a question is written on. */
const pageOf = (endpoint: Endpoint, { targets: _, ...extra }: AnyRequest): string => identityOf(endpoint, extra);

/** The endpoints whose answers have a want's figures. Figures since another day are other figures. */
const endpointsOf = ({ metric, extra }: Want): Metric['endpoint'][] =>
  Object.keys(extra).length === 0 ? sourcesOf(metric) : [metric.endpoint];

function written(book: Book, page: string, entries: Iterable<readonly [string, Known]>): Book {
  const known = new Map(book.get(page));
  for (const [target, entry] of entries) if ((known.get(target)?.fetchedAt ?? 0) <= entry.fetchedAt) known.set(target, entry);
  return new Map(book).set(page, known);
}

/** The book with figures that the store has. */
export function withFigures(book: Book, figures: readonly Figures[]): Book {
  return [...Map.groupBy(figures, ({ endpoint }) => endpoint)].reduce(
    (fuller, [id, each]) =>
      written(
        fuller,
        pageOf(endpointOf(id), {}),
        each.map(({ target, fetchedAt, row }) => [target, { fetchedAt, row }] as const),
      ),
    book,
  );
}

/**
 * The book with an answer to a question about `targets`, as they stand in the list; its rows belong to the targets they name. Also how many
 * rows named none that was asked for.
 */
export function withAnswer(book: Book, targets: readonly string[], answer: Stored): { book: Book; strangers: number } {
  const { endpoint: id, request, rows, fetchedAt } = answer;
  const endpoint = endpointOf(id);
  const { byTarget, strangers } = joined(endpoint.key ?? 'target', targets, rows);
  const entries = targets.map((target) => [target, { fetchedAt, row: byTarget.get(target) ?? null }] as const);
  return { book: written(book, pageOf(endpoint, request), entries), strangers: strangers.length };
}

/** What a book says of one want. */
export type Reader = {
  /** The newest row that has the figures of a target, old ones too; null where none came or nothing was asked. */
  rowOf: (target: string) => { fetchedAt: number; row: Record<string, unknown> } | null;
  /** A target was asked about, and no answer had a row for it. */
  isUnanswered: (target: string) => boolean;
  /** Nothing needs to be bought for a target. */
  isKnown: (target: string, when: Fresh) => boolean;
};

/** What counts as fresh: at what moment, nothing fetched before `since`, and for how long, where the person wants it otherwise. */
export type Fresh = { now: number; since: number; lifetimes: Settings['lifetimes'] };

/** Opens a book at the pages of a want, once for all targets. */
export function readerOf(book: Book, want: Want): Reader {
  const pages = endpointsOf(want).flatMap((endpoint) => {
    const known = book.get(pageOf(endpoint, want.extra));
    return known ? [{ known, endpoint }] : [];
  });
  const entriesOf = (target: string) =>
    pages.flatMap(({ known, endpoint }) => {
      const entry = known.get(target);
      return entry ? [{ ...entry, endpoint }] : [];
    });
  return {
    rowOf: (target) => {
      let newest: ReturnType<Reader['rowOf']> = null;
      for (const { fetchedAt, row } of entriesOf(target)) if (row && fetchedAt >= (newest?.fetchedAt ?? 0)) newest = { fetchedAt, row };
      return newest;
    },
    isUnanswered: (target) => {
      const entries = entriesOf(target);
      return entries.length > 0 && entries.every(({ row }) => row === null);
    },
    isKnown: (target, { now, since, lifetimes }) =>
      entriesOf(target).some(
        ({ fetchedAt, row, endpoint }) =>
          fetchedAt >= since && isFresh({ fetchedAt, rows: row ? 1 : 0 }, lifetimeOf(endpoint, { lifetimes }), now),
      ),
  };
}
