import type { linkMetrics, RowOf } from '../fields.ts';
import type { Link } from './links.ts';

export type Metrics = RowOf<ReturnType<typeof linkMetrics>>;

/** The figures of a set of links, as every aggregate report has them. `weight` is how many websites each website stands for. */
export function metricsOf(links: readonly Link[], weight = 1): Metrics {
  const newSet = () => new Set<unknown>();
  const [mains, unfollowedMains, hosts, unfollowedHosts] = [newSet(), newSet(), newSet(), newSet()];
  const [ips, subnets, broken] = [newSet(), newSet(), newSet()];
  const newMap = () => new Map<string, number>();
  const [tlds, types, attributes] = [newMap(), newMap(), newMap()];
  const [platforms, places, countries] = [newMap(), newMap(), newMap()];
  let [all, unfollowed, brokenLinks, spam, rank] = [0, 0, 0, 0, 0];
  const seen: string[] = [];
  const lost: string[] = [];
  for (const { row, weight: share, main, subnet } of links) {
    const tell = (map: Map<string, number>, word: string | null) => map.set(word ?? '', (map.get(word ?? '') ?? 0) + share);
    all += share;
    spam += share * Number(row.backlink_spam_score);
    rank = Math.max(rank, Number(row.rank));
    mains.add(main);
    hosts.add(row.domain_from);
    ips.add(row.domain_from_ip);
    subnets.add(subnet);
    if (!row.dofollow) {
      unfollowed += share;
      unfollowedMains.add(main);
      unfollowedHosts.add(row.domain_from);
    }
    if (row.is_broken) {
      brokenLinks += share;
      broken.add(row.url_to);
    }
    seen.push(String(row.first_seen));
    if (row.is_lost) lost.push(String(row.last_seen));
    tell(tlds, row.tld_from);
    tell(types, row.item_type);
    for (const word of row.attributes ?? []) tell(attributes, word);
    for (const word of row.domain_from_platform_type ?? []) tell(platforms, word);
    tell(places, row.semantic_location);
    tell(countries, row.domain_from_country);
  }
  const scaled = (counted: number) => Math.round(counted * weight);
  // A page that links from two addresses counts once.
  const pages = (counted: number) => scaled(counted - Math.floor(counted / 25));
  return {
    // Many links pass on more than the best of them alone.
    rank: all && Math.min(1000, Math.round(rank + 12 * Math.log(all))),
    backlinks: scaled(all),
    referring_main_domains: scaled(mains.size),
    referring_main_domains_nofollow: scaled(unfollowedMains.size),
    referring_domains: scaled(hosts.size),
    referring_domains_nofollow: scaled(unfollowedHosts.size),
    referring_pages: pages(all),
    referring_pages_nofollow: pages(unfollowed),
    referring_ips: scaled(ips.size),
    referring_subnets: scaled(subnets.size),
    backlinks_spam_score: all && Math.round(spam / all),
    broken_backlinks: scaled(brokenLinks),
    broken_pages: broken.size,
    first_seen: seen.sort()[0] ?? null,
    lost_date: lost.length === links.length ? (lost.sort().at(-1) ?? null) : null,
    referring_links_tld: tallyOf(tlds, weight),
    referring_links_types: tallyOf(types, weight),
    referring_links_attributes: tallyOf(attributes, weight),
    referring_links_platform_types: tallyOf(platforms, weight),
    referring_links_semantic_locations: tallyOf(places, weight),
    referring_links_countries: tallyOf(countries, weight),
  };
}

/** A distribution, most frequent first; one without entries is null, as recorded. */
function tallyOf(map: Map<string, number>, weight: number): Record<string, number> | null {
  const entries = [...map].sort(([, a], [, b]) => b - a);
  return entries.length ? Object.fromEntries(entries.map(([word, share]) => [word, Math.max(1, Math.round(share * weight))])) : null;
}

/** The same figures at another size: of an earlier day, say. Ranks, scores and dates stay. */
export function resized<T extends Record<string, unknown>>(figures: T, factor: number): T {
  const resize = (name: string, value: unknown): unknown => {
    if (typeof value === 'number') return /rank$|score$/.test(name) ? value : Math.round(value * factor);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const kept = Object.entries(value)
      .map(([word, counted]) => [word, resize(word, counted)])
      .filter(([, counted]) => counted !== 0);
    return kept.length ? Object.fromEntries(kept) : null;
  };
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, resize(name, value)])) as T;
}

/** Links by what they have in common, in the order first met. */
export function grouped(links: readonly Link[], keyOf: (link: Link) => unknown): Map<unknown, Link[]> {
  const groups = new Map<unknown, Link[]>();
  for (const link of links) {
    const key = keyOf(link);
    const group = groups.get(key);
    if (group) group.push(link);
    else groups.set(key, [link]);
  }
  return groups;
}
