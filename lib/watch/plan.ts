/** Which calls a look takes, what they cost, and how many sites a cap leaves room for. */
import { emptyBook, type Want } from '../bulk/book.ts';
import { type Metric, metrics } from '../bulk/metrics.ts';
import { type PlannedCall, planOf } from '../bulk/plan.ts';
import { type EndpointId, endpointOf } from '../endpoints/index.ts';
import { dayOf, yearAgo } from '../params.ts';
import { estimateUsd, type PriceList, roundUsd } from '../price.ts';
import { identityOf } from '../request.ts';
import type { Watched, WatchSetup } from './define.ts';
import { nextAfter, roundsPerMonth } from './schedule.ts';

const DAY_MS = 86_400_000;

/** What is wanted of a look, besides its sites. */
export type Wanted = Pick<WatchSetup, 'figures' | 'thresholds'>;
type Site = Pick<Watched, 'target' | 'lookedAt'>;

/**
 * The figures that are watched where nobody says: one summary brings rank, links and websites for the price of one of them, as long as there
 * are few sites.
 */
export const usualFigures: readonly EndpointId[] = ['bulk_pages_summary', 'bulk_spam_score', 'bulk_new_lost_referring_domains'];

export const metricsOf = ({ figures }: Pick<Wanted, 'figures'>): Metric[] =>
  metrics.filter(({ endpoint }) => figures.includes(endpoint.id));

/** What new and lost ones are counted since: the day of the look before, at most a year back. */
const sinceOf = (lookedAt: number): string => {
  const [day, earliest] = [dayOf(lookedAt), yearAgo()];
  return day < earliest ? earliest : day;
};

const bulkCalls = (wants: readonly Want[], targets: readonly string[], prices: PriceList | null): PlannedCall[] =>
  planOf({ wants, targets, book: emptyBook, lost: [], prices, now: 0, since: 0, lifetimes: {} }).calls;

/**
 * The bulk calls of a look. What was won and lost counts since the look before, so sites of another day are another call, and a site's first
 * look has none.
 */
export function callsOf(wanted: Wanted, sites: readonly Site[], prices: PriceList | null): PlannedCall[] {
  const chosen = metricsOf(wanted);
  const plain = chosen.filter(({ since }) => since === null).map((metric): Want => ({ metric, extra: {} }));
  const counting = chosen.flatMap(({ since, ...metric }) => (since === null ? [] : [{ since, metric: { ...metric, since } }]));
  const days = Map.groupBy(
    sites.filter(({ lookedAt }) => lookedAt !== null),
    ({ lookedAt }) => sinceOf(lookedAt ?? 0),
  );
  const named = (some: readonly Site[]): string[] => some.map(({ target }) => target);
  return [
    ...bulkCalls(plain, named(sites), prices),
    ...[...days].flatMap(([day, some]) =>
      bulkCalls(
        counting.map(({ since, metric }): Want => ({ metric, extra: { [since]: day } })),
        named(some),
        prices,
      ),
    ),
  ];
}

/** Rows that name the strongest lost links of a site; more would be another question. */
const MOST_LOSSES = 10;

/** The call that names the strong links a site lost since its look before. */
export function lossCall(rank: number, { target, lookedAt }: Site, prices: PriceList | null): PlannedCall {
  const endpoint = endpointOf('backlinks');
  const request = {
    ...{ target, mode: 'one_per_domain', backlinks_status_type: 'lost', limit: MOST_LOSSES, order_by: ['domain_from_rank,desc'] },
    filters: [
      ...[['dofollow', '=', true], 'and', ['domain_from_rank', '>=', rank], 'and'],
      ['last_seen', '>=', `${sinceOf(lookedAt ?? 0)} 00:00:00 +00:00`],
    ],
  };
  return { key: identityOf(endpoint, request), endpoint, request, serves: [], priceUsd: estimateUsd(endpoint, request, prices) };
}

export const totalUsd = (calls: readonly Pick<PlannedCall, 'priceUsd'>[]): number =>
  roundUsd(calls.reduce((sum, { priceUsd }) => sum + priceUsd, 0));

/** Every call a look may take: also those for lost links, which only sites that lost websites need. */
export function dearestCalls(wanted: Wanted, sites: readonly Site[], prices: PriceList | null): PlannedCall[] {
  const rank = wanted.thresholds.strongLossRank;
  const losses = rank === null ? [] : sites.filter(({ lookedAt }) => lookedAt !== null).map((site) => lossCall(rank, site, prices));
  return [...callsOf(wanted, sites, prices), ...losses];
}

/** As many of the sites, from the first, as an amount is enough for. */
export function fitting<S extends Site>(wanted: Wanted, sites: readonly S[], leftUsd: number, prices: PriceList | null): S[] {
  const isEnough = (many: number): boolean => totalUsd(dearestCalls(wanted, sites.slice(0, many), prices)) <= leftUsd;
  let [fits, tooMany] = [0, sites.length + 1];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (isEnough(middle)) fits = middle;
    else tooMany = middle;
  }
  return sites.slice(0, fits);
}

export type Price = {
  /** One look at all sites. */
  calls: number;
  lookUsd: number;
  /** Some of it is an upper bound. */
  isAtMost: boolean;
  monthUsd: number;
  /** On how many days one look is made where the cap leaves no more a day; 0 where it leaves not even one site. */
  days: number;
};

/** What watching costs, before anything is saved: as any look after the first one, with nothing known and everything asked. */
export function priceOf(
  { every, ...wanted }: Wanted & Pick<WatchSetup, 'every'>,
  targets: readonly string[],
  capUsd: number,
  prices: PriceList | null,
): Price {
  const lookedAt = Date.now() - DAY_MS;
  const sites = targets.map((target): Site => ({ target, lookedAt }));
  const calls = dearestCalls(wanted, sites, prices);
  const lookUsd = totalUsd(calls);
  let [days, roundUsdSum] = [0, 0];
  const perDay = lookUsd <= capUsd ? sites.length : fitting(wanted, sites, capUsd, prices).length;
  for (let from = 0; perDay > 0 && from < sites.length; from += perDay) {
    days += 1;
    roundUsdSum += totalUsd(dearestCalls(wanted, sites.slice(from, from + perDay), prices));
  }
  const periodDays = (nextAfter(lookedAt, every) - lookedAt) / DAY_MS;
  // A round that takes longer than its period makes the next one wait.
  const rounds = days > periodDays ? roundsPerMonth.day / days : roundsPerMonth[every];
  const isAtMost = wanted.thresholds.strongLossRank !== null;
  return { calls: calls.length, lookUsd, isAtMost, monthUsd: roundUsd(roundUsdSum * rounds), days };
}
