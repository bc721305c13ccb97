import { type Ask, about, inScope, linkers, type Made, type Make, pagesOf, worldAt } from './ask.ts';
import { type Link, type Linker, linksOf } from './links.ts';
import { grouped, metricsOf } from './metrics.ts';
import { Random } from './random.ts';
import type { Facts } from './rows.ts';
import { SITES, siteOf } from './sites.ts';
import { TOPICS } from './vocabulary.ts';
import { countsOf, isGiant, rankOf, rivals, type World } from './world.ts';

/** Sites about the same thing that share linking websites with the target, and the few everybody shares them with. */
export const competitors: Make = about(({ sky, values }, world) => {
  const sites = countsOf(world).referring_main_domains;
  const random = new Random(`${sky.seed}rivals ${world.main}`);
  const wanted = sites ? Math.min(sky.most / 5, 6 + Math.floor(sites / 3)) : 0;
  const famous = rivals.filter((main) => main !== world.main && (values.exclude_large_domains === false || !isGiant(main)));
  const named = new Set<string>();
  for (let at = 0; named.size < wanted && at < wanted * 3; at++) {
    const site = siteOf(sky, (world.topic + TOPICS * random.low(SITES / TOPICS - 1, 1)) % SITES);
    const host = values.main_domain === false && random.chance(0.3) ? site.secondHost : site.main;
    const name = at % 5 === 3 ? (famous[(at - 3) / 5] ?? host) : host;
    // Who gets links from the same websites has some of its own.
    if (site.main !== world.main && site.rank > 0) named.add(name);
  }
  const rows = [...named].map((target, at) => ({
    target,
    intersections: Math.max(1, Math.round(sites * 0.6 * (at + 1) ** -0.7)),
    rank: rankOf(sky, target),
  }));
  return { rows };
});

type Hit = { index: number; by: Map<number, Linker> };

/**
 * Which websites link to which of the targets, those that link to most first. Websites that link to an excluded target are left out. In the
 * mode `partial` only those remain that link to several.
 */
function hitsOf(ask: Ask, worlds: World[]): Hit[] {
  const { exclude_targets: excluded = [], intersection_mode: mode, backlinks_status_type: status } = ask.values;
  const without = new Set<number>();
  for (const target of excluded as string[]) {
    // The docs show excluded pages with a wildcard at the end.
    const world = worldAt(ask.sky, target.replace(/\*$/, ''));
    for (const { index, isLost } of linkers(ask, world)) if (!isLost) without.add(index);
  }
  const hits = new Map<number, Hit>();
  for (const [at, world] of worlds.entries()) {
    if (world.isUnknown) continue;
    for (const linker of linkers(ask, world)) {
      if (without.has(linker.index) || (status !== 'all' && linker.isLost !== (status === 'lost'))) continue;
      const hit = hits.get(linker.index) ?? { index: linker.index, by: new Map<number, Linker>() };
      hit.by.set(at, linker);
      hits.set(linker.index, hit);
    }
  }
  const least = mode === 'partial' && worlds.length > 1 ? 2 : 1;
  const sorted = [...hits.values()].filter(({ by }) => by.size >= least).sort((a, b) => b.by.size - a.by.size || a.index - b.index);
  // Twenty targets may have as many linkers each as one has in its own report; the most telling are enough.
  let seen = 0;
  const enough = sorted.findIndex(({ by }) => {
    seen += by.size;
    return seen > ask.sky.most * 2;
  });
  return enough < 0 ? sorted : sorted.slice(0, enough);
}

/** Rows of an intersection: what each website's links come to for each target, under the targets' numbers. */
function intersect(ask: Ask, rowsOf: (links: Map<number, Link[]>, hit: Hit) => (Facts | null)[][]): Made {
  const worlds = (ask.values.targets as string[]).map((target) => worldAt(ask.sky, target));
  if (worlds.every(({ isUnknown }) => isUnknown)) return null;
  const [name] = Object.entries(ask.endpoint.row).find(([, { kind }]) => kind === 'perTarget') ?? [''];
  const pages = worlds.map((world) => pagesOf(ask, world));
  const rows = hitsOf(ask, worlds).flatMap((hit) => {
    const links = new Map<number, Link[]>();
    for (const [at, linker] of hit.by) {
      const world = worlds[at] as World;
      const some = inScope(ask, world, linksOf(ask.sky, world, linker, pages[at] ?? []));
      if (some.length) links.set(at, some);
    }
    return rowsOf(links, hit).map((byTarget) => ({
      // Targets without a link are missing or null, as it comes.
      [name]: Object.fromEntries(
        byTarget.flatMap((one, at): [string, unknown][] => (one || (hit.index + at) % 2 ? [[String(at + 1), one ?? null]] : [])),
      ),
      summary: { intersections_count: byTarget.filter(Boolean).length },
    }));
  });
  return { rows: rows.sort((a, b) => b.summary.intersections_count - a.summary.intersections_count).slice(0, ask.sky.most) };
}

/** Every target's entry in the order of the targets. */
const eachTarget = ({ values }: Ask, entryOf: (at: number) => Facts | null): (Facts | null)[] =>
  (values.targets as string[]).map((_, at) => entryOf(at));

/** Websites that link to several targets. */
export const sharedSites: Make = (ask) =>
  intersect(ask, (links, hit) => {
    if (!links.size) return [];
    const target = siteOf(ask.sky, hit.index).host;
    return [
      eachTarget(ask, (at) => {
        const some = links.get(at);
        return some ? { target, ...metricsOf(some) } : null;
      }),
    ];
  });

/** Pages that link to several targets. */
export const sharedPages: Make = (ask) =>
  intersect(ask, (links) => {
    const byTarget = new Map([...links].map(([at, some]) => [at, grouped(some, ({ row }) => row.url_from)]));
    const pages = new Set([...byTarget.values()].flatMap((some) => [...some.keys()]));
    return [...pages].map((url) =>
      eachTarget(ask, (at) => {
        const some = byTarget.get(at)?.get(url);
        return some ? (some.map(({ row }) => row) as unknown as Facts) : null;
      }),
    );
  });
