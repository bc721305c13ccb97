/**
 * Long lists, page by page. A page is an ordinary question: the list's own request with an offset, or with the cursor of the page before where
 * the offset ends. Pages may differ in size and tile all the same, since an offset counts rows.
 */
import type { Answer, AnyRequest, Endpoint } from './endpoints/define.ts';
import { estimateUsd, type PriceList, roundUsd } from './price.ts';

/** The most rows a page has. A request costs as much as 667 rows, so pages are as large as the API lets them be. */
export const MOST_PER_PAGE = 1000;

/** How far a list is read, and how far it is to be. */
export type Reading = {
  /** The list's own request, which is its first page's. */
  request: AnyRequest;
  perPage: number;
  /** The row to stop at, counted from the list's first; null for its end. */
  upTo: number | null;
  /** What the API says there is, as it said last. */
  totalCount: number | null;
  /** Rows read so far. */
  loaded: number;
  /** The cursor of the last page; null where it named none. */
  after: string | null;
  /** How many rows the last page asked for and brought; null before the first page. */
  last: { limit: number; rows: number } | null;
};

/** Whether a report is a list that can be read on. */
export const isPaged = ({ request }: Pick<Endpoint, 'request'>): boolean => 'limit' in request && 'offset' in request;

const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

/** The rows a list skips by its own request. */
const skippedBy = (request: AnyRequest): number => numberOr(request.offset, 0);

/** How many rows a list has, of all that the API counts; null where nobody can tell. */
export const rowsOf = (request: AnyRequest, totalCount: number | null): number | null =>
  totalCount === null || request.search_after_token ? null : Math.max(0, totalCount - skippedBy(request));

/** Whether the page that begins at row `from` can only be named by the cursor of the page before. */
const needsCursor = (endpoint: Endpoint, request: AnyRequest, from: number): boolean =>
  Boolean(request.search_after_token) || skippedBy(request) + from > numberOr(endpoint.request.offset?.most, Number.MAX_SAFE_INTEGER);

/**
 * The request of the page that begins at row `from` of the list `request`. The first page is the list's own request, so that it is the same
 * question and the same stored answer. `after` is the cursor of the page before. Null where the list cannot be read further.
 */
export function pageRequest(
  endpoint: Endpoint,
  request: AnyRequest,
  from: number,
  after: string | null,
  limit: unknown = request.limit,
): AnyRequest | null {
  if (from === 0) return request;
  const { offset, ...rest } = request;
  if (!needsCursor(endpoint, request, from)) return { ...rest, limit, offset: skippedBy(request) + from };
  return after && 'search_after_token' in endpoint.request ? { ...rest, limit, search_after_token: after } : null;
}

/** How many rows the pages from here on ask for. A cursor is only good for the request it came with, so its page is as large as that. */
export const pageSizeOf = (endpoint: Endpoint, { request, perPage, loaded, last }: Reading): number =>
  last && needsCursor(endpoint, request, loaded) ? last.limit : perPage;

/** The request of the next page; null where nothing is left to read. */
export function nextPage(endpoint: Endpoint, reading: Reading): AnyRequest | null {
  const { request, upTo, totalCount, loaded, after, last } = reading;
  if (last === null) return request;
  // A list without rows has no second page, and where nobody counts, a page that is not full is the last.
  if (loaded === 0 || (totalCount === null && last.rows < last.limit)) return null;
  const end = Math.min(upTo ?? Number.POSITIVE_INFINITY, rowsOf(request, totalCount) ?? Number.POSITIVE_INFINITY);
  if (loaded >= end) return null;
  const size = pageSizeOf(endpoint, reading);
  const limit = needsCursor(endpoint, request, loaded) ? size : Math.min(size, end - loaded);
  return pageRequest(endpoint, request, loaded, after, limit);
}

/** How many requests the rows after the loaded ones take. */
export const pagesLeft = (total: number, loaded: number, perPage: number): number => Math.max(0, Math.ceil((total - loaded) / perPage));

/** What the rows from `loaded` to `total` cost at most, in US dollars, before the first of their requests. */
export function priceOfRest(
  endpoint: Endpoint,
  request: AnyRequest,
  { loaded, total, perPage }: { loaded: number; total: number; perPage: number },
  prices: PriceList | null,
): number {
  const pages = pagesLeft(total, loaded, perPage);
  if (pages === 0) return 0;
  const priceOf = (limit: number): number => estimateUsd(endpoint, { ...request, limit }, prices);
  return roundUsd(priceOf(perPage) * (pages - 1) + priceOf(total - loaded - perPage * (pages - 1)));
}

type Merged = {
  rows: Answer['rows'];
  /** Rows left out because an earlier page has them already. */
  dropped: number;
  /** The API counted another total on one page than on another: the list changed while it was read. */
  hasTotalChanged: boolean;
};

/**
 * The rows of all pages in order. A list that changes while it is read shows a row on two pages; by the dotted path of what tells rows apart
 * it is kept once. Rows without a key, and rows that are alike on one page, all stay: they were paid for.
 */
export function mergeRows(pages: readonly Pick<Answer, 'rows' | 'totalCount'>[], key: string | undefined): Merged {
  const steps = key?.split('.');
  const seen = new Set<unknown>();
  const rows: Answer['rows'] = [];
  let dropped = 0;
  for (const page of pages) {
    const met: unknown[] = [];
    for (const row of page.rows) {
      const name = steps ? nameOf(row, steps) : null;
      if (name !== null && seen.has(name)) dropped++;
      else rows.push(row);
      if (name !== null) met.push(name);
    }
    for (const name of met) seen.add(name);
  }
  const totals = new Set(pages.flatMap(({ totalCount }) => totalCount ?? []));
  return { rows, dropped, hasTotalChanged: totals.size > 1 };
}

/** What a row is known by: a text or a number at a path of own keys; null where there is none. */
function nameOf(row: unknown, steps: readonly string[]): string | number | null {
  let value = row;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return null;
    value = (value as Record<string, unknown>)[step];
  }
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? value : null;
}
