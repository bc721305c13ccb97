/** What is known of every target, by what was asked for it. A book is never changed; a fuller one takes its place. */
import type { AnyRequest, Endpoint } from '../endpoints/define.ts';
import { endpointOf } from '../endpoints/index.ts';
import type { Figures, Stored } from '../messages.ts';
import { identityOf } from '../request.ts';
import { joined } from './join.ts';
import { type Metric, sourcesOf } from './metrics.ts';

/** What one answer said of one target. `row` is null where it was asked for and no row came. */
export type Known = { fetchedAt: number; row: Record<string, unknown> | null };

/** By the question without its targets, then by target. */
export type Book = ReadonlyMap<string, ReadonlyMap<string, Known>>;

export const emptyBook: Book = new Map();

/** What is wanted of every target: a metric's figures, and what its question says besides the targets. */
export type Want = { metric: Metric; extra: AnyRequest };

const DAY_MS = 86_400_000;

/** The page of the book that a question is written on. */
const pageOf = (endpoint: Endpoint, { targets: _, ...extra }: AnyRequest): string => identityOf(endpoint, extra);

/** The pages that have a want's figures, with how long each keeps fresh. Figures since another day are other figures. */
const pagesOf = ({ metric, extra }: Want): { page: string; freshMs: number }[] => {
  const isPlain = Object.keys(extra).length === 0;
  const sources = isPlain ? sourcesOf(metric) : [metric.endpoint];
  return sources.map((endpoint) => ({ page: pageOf(endpoint, extra), freshMs: endpoint.freshDays * DAY_MS }));
};

function written(book: Book, page: string, entries: Iterable<readonly [string, Known]>): Book {
  const known = new Map(book.get(page));
  for (const [target, entry] of entries) if ((known.get(target)?.fetchedAt ?? 0) <= entry.fetchedAt) known.set(target, entry);
  return new Map(book).set(page, known);
}

/** The book with figures that the store has. */
export function withFigures(book: Book, figures: readonly Figures[]): Book {
  const byPage = new Map<string, [string, Known][]>();
  for (const { endpoint, target, fetchedAt, row } of figures) {
    const page = pageOf(endpointOf(endpoint), {});
    byPage.set(page, [...(byPage.get(page) ?? []), [target, { fetchedAt, row }]]);
  }
  return [...byPage].reduce((fuller, [page, entries]) => written(fuller, page, entries), book);
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

/** What is known of a want for a target, newest first, old figures too. */
function knownOf(book: Book, want: Want, target: string): (Known & { freshMs: number })[] {
  return pagesOf(want)
    .flatMap(({ page, freshMs }) => {
      const known = book.get(page)?.get(target);
      return known ? [{ ...known, freshMs }] : [];
    })
    .sort((a, b) => b.fetchedAt - a.fetchedAt);
}

/** The newest row that has a want's figures for a target; null where none came or nothing was asked. */
export const rowOf = (book: Book, want: Want, target: string): { fetchedAt: number; row: Record<string, unknown> } | null => {
  const found = knownOf(book, want, target).find(({ row }) => row !== null);
  return found?.row ? { fetchedAt: found.fetchedAt, row: found.row } : null;
};

/** Whether a want was asked for a target and the answer had no row for it. */
export const isUnanswered = (book: Book, want: Want, target: string): boolean => {
  const known = knownOf(book, want, target);
  return known.length > 0 && known.every(({ row }) => row === null);
};

/** Whether nothing needs to be bought of a want for a target. What was asked before `since` does not count. */
export const isKnown = (book: Book, want: Want, target: string, { now, since }: { now: number; since: number }): boolean =>
  knownOf(book, want, target).some(({ fetchedAt, freshMs }) => fetchedAt >= since && now - fetchedAt < freshMs);
