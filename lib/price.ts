import type { AnyRequest, Endpoint } from './endpoints/define.ts';
import type { Call } from './messages.ts';

/** What a call costs, in US dollars. */
export type Price = { requestUsd: number; rowUsd: number };

/** Prices by the API's name of the function, as the account's `user_data` lists them, and when they were read. */
export type PriceList = { readAt: number; byFunction: Record<string, Price> };

/**
 * What every paid Backlinks call costs since 2026-07-01, from recorded costs. Only used until the account's own prices have been read, and
 * then said to be assumed.
 */
export const ASSUMED_PRICE: Price = { requestUsd: 0.024, rowUsd: 0.000036 };
export const ASSUMED_SINCE = '2026-07-01';

/** The least DataForSEO lets one pay in, by its pricing page. */
export const SMALLEST_DEPOSIT_USD = 50;

/** The name `user_data` has for an endpoint's function. */
const functionOf = ({ path }: Endpoint): string => path.split('/')[3] ?? '';

export const priceOf = (endpoint: Endpoint, list: PriceList | null): Price => list?.byFunction[functionOf(endpoint)] ?? ASSUMED_PRICE;

/** The most a request can cost, in US dollars: its fee and every row it may return. A request without rows is billed one. */
export function estimateUsd(endpoint: Endpoint, request: AnyRequest, list: PriceList | null): number {
  if (endpoint.free) return 0;
  const { requestUsd, rowUsd } = priceOf(endpoint, list);
  return roundUsd(requestUsd + rowUsd * Math.max(1, endpoint.billedRows(request)));
}

/** What a call counts against the caps, in US dollars. */
export const countedUsd = ({ state, costUsd, estimateUsd }: Call): number => (state === 'refused' ? 0 : (costUsd ?? estimateUsd));

/** Dollars to the millionth, as the API writes costs; sums of floats otherwise drift past a cap. */
export const roundUsd = (usd: number): number => Math.round(usd * 1_000_000) / 1_000_000;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Reads `user_data`'s `price` object: `price.backlinks.<function>.live.priority_normal[] = { cost_type, cost }`. */
export function priceListOf(price: unknown, readAt: number): PriceList | null {
  const functions = isRecord(price) ? price.backlinks : null;
  if (!isRecord(functions)) return null;
  const byFunction: Record<string, Price> = {};
  for (const [name, modes] of Object.entries(functions)) {
    const live = isRecord(modes) ? modes.live : null;
    const entries = isRecord(live) ? live.priority_normal : null;
    if (!Array.isArray(entries)) continue;
    const costOf = (type: string): number | undefined =>
      entries.find((entry): entry is { cost: number } => isRecord(entry) && entry.cost_type === type && typeof entry.cost === 'number')
        ?.cost;
    const requestUsd = costOf('per_request');
    const rowUsd = costOf('per_result');
    // A price that is only half there would make a wrong promise on a button.
    if (requestUsd !== undefined && rowUsd !== undefined && requestUsd >= 0 && rowUsd >= 0) byFunction[name] = { requestUsd, rowUsd };
  }
  return Object.keys(byFunction).length > 0 ? { readAt, byFunction } : null;
}
