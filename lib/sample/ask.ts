import type { Endpoint } from '../endpoints/define.ts';
import type { Filter } from '../filters.ts';
import { testFor, valueAt } from './filter.ts';
import { type Link, type Linker, linkersOf, linksOf, stamp, type TargetPage, targetPagesOf } from './links.ts';
import { metricsOf } from './metrics.ts';
import type { Facts } from './rows.ts';
import { placeOf, type Sky, type World, worldOf } from './world.ts';

/** A request as its maker sees it: values by wire name with defaults filled in, targets always a list. */
export type Ask = {
  sky: Sky;
  endpoint: Endpoint;
  values: Facts;
  /** Makes a thing once and keeps it while it is in use. */
  keep: <T>(key: string, make: () => T) => T;
};

/** All rows a request could return, before filters, order and paging. Null where the index knows nothing of the target. */
export type Made = {
  rows: readonly Facts[];
  /** What stands beside the rows, where it is not simply what was asked. */
  head?: Facts;
  /** Takes few of the filtered and sorted rows. */
  thin?: (rows: readonly Facts[]) => Facts[];
} | null;

export type Make = (ask: Ask) => Made;

export const worldAt = (sky: Sky, target: string): World =>
  worldOf(sky, placeOf(target) ?? { target, host: target, main: target, page: null });

/** A report about one target: nothing where the index has never met it. */
export const about =
  (make: (ask: Ask, world: World) => Made): Make =>
  (ask) => {
    const world = worldAt(ask.sky, String(ask.values.target));
    return world.isUnknown ? null : make(ask, world);
  };

export const pagesOf = ({ sky, keep }: Ask, world: World): TargetPage[] => keep(`pages ${world.target}`, () => targetPagesOf(sky, world));
export const linkers = ({ sky, keep }: Ask, world: World): Linker[] => keep(`linkers ${world.target}`, () => linkersOf(sky, world));

/** The links a request is about: live or lost, with subdomains or without, and whatever `backlinks_filters` says. */
export function inScope({ values }: Ask, { host }: World, links: Link[]): Link[] {
  const { backlinks_status_type: status = 'live', backlinks_filters: filter } = values;
  const passes = filter ? testFor(filter as Filter, valueAt) : null;
  return links.filter(
    ({ row }) =>
      (status === 'all' || row.is_lost === (status === 'lost')) &&
      (values.include_subdomains !== false || row.domain_to?.replace(/^www\./, '') === host) &&
      (values.include_indirect_links !== false || !row.is_indirect_link) &&
      (!passes || passes(row)),
  );
}

/** The links of a target a request is about, those that pass on most first. */
export function linksFor(ask: Ask, world: World): Link[] {
  const all = ask.keep(`links ${world.target}`, () => {
    const pages = pagesOf(ask, world);
    const links = linkers(ask, world).flatMap((linker) => linksOf(ask.sky, world, linker, pages));
    return links.sort((a, b) => Number(b.row.rank) - Number(a.row.rank));
  });
  return inScope(ask, world, all);
}

/** The target's own figures, as `summary` has them. */
export function figuresOf(ask: Ask, world: World): Facts {
  const metrics = metricsOf(linksFor(ask, world), world.weight);
  return {
    ...metrics,
    target: world.target,
    rank: world.rank,
    first_seen: metrics.first_seen ?? stamp(world.bornAt),
    lost_date: world.lostAt && stamp(world.lostAt),
    info: world.info,
    crawled_pages: world.crawledPages,
    internal_links_count: world.crawledPages * 12,
    external_links_count: world.crawledPages * 4,
    backlinks_nofollow: metrics.referring_links_attributes?.nofollow ?? 0,
  };
}
