import { type Ask, about, figuresOf, linksFor, type Make, pagesOf, worldAt } from './ask.ts';
import { type Link, linkersOf, linksOf, stamp, type TargetPage, targetPagesOf } from './links.ts';
import { grouped, metricsOf } from './metrics.ts';
import { hashOf, Random } from './random.ts';
import type { Facts } from './rows.ts';
import { changesOf, monthsOf, periodsOf, stoodAt } from './series.ts';
import { titleOf } from './sites.ts';
import { countsOf, DAY_MS, rankOf, tldOf, type World, yearOf } from './world.ts';

/** One record of the target's own figures. */
export const record: Make = about((ask, world) => ({ rows: [figuresOf(ask, world)] }));

/** Every link; `mode` and `custom_mode` leave a few of each group. */
export const linkRows: Make = about((ask, world) => {
  const { mode, custom_mode: custom } = ask.values as { mode?: string; custom_mode?: { field: string; value: number } };
  const field = custom?.field ?? { one_per_domain: 'domain_from', one_per_anchor: 'anchor' }[mode ?? ''];
  // The docs' own example of custom_mode groups by "domain".
  const name = field === 'domain' ? 'domain_from' : field;
  const rows = linksFor(ask, world).map(({ row }) => row);
  if (!name) return { rows };
  const thin = (sorted: readonly Facts[]) => {
    const counts = new Map<unknown, number>();
    for (const row of sorted) counts.set(row[name], (counts.get(row[name]) ?? 0) + 1);
    const taken = new Map<unknown, number>();
    return sorted.flatMap((row) => {
      const before = taken.get(row[name]) ?? 0;
      taken.set(row[name], before + 1);
      return before < (custom?.value ?? 1) ? [{ ...row, group_count: counts.get(row[name]) }] : [];
    });
  };
  return { rows, thin };
});

/** One row for each thing links have in common, most links first. */
const together = (keyOf: (link: Link, ask: Ask) => unknown, facts: (links: Link[], key: unknown, ask: Ask, world: World) => Facts): Make =>
  about((ask, world) => ({
    rows: [...grouped(linksFor(ask, world), (link) => keyOf(link, ask))]
      .map(([key, links]) => ({ links: links.reduce((sum, { weight }) => sum + weight, 0), row: facts(links, key, ask, world) }))
      .sort((a, b) => b.links - a.links)
      .map(({ row }) => row),
  }));

/** As `together`; what links have in common stands under the report's own key. */
const byKey = (keyOf: (link: Link, ask: Ask) => unknown): Make =>
  together(keyOf, (links, key, { endpoint }) => ({ [endpoint.key ?? '']: key, ...metricsOf(links) }));

export const byAnchor = byKey(({ row }) => row.anchor);
export const byDomain = byKey(({ row }) => row.domain_from);
export const byNetwork = byKey(({ row, subnet }, { values }) => (values.network_address_type === 'subnet' ? subnet : row.domain_from_ip));
export const byPage = byKey(({ row }) => row.url_to);

/** The target's pages with their content. */
export const pageRows: Make = together(
  ({ row }) => row.url_to,
  (links, url, ask, world) => {
    const page = pagesOf(ask, world).find((one) => one.url === url);
    return { ...(page ? pageFacts(ask, world, page) : {}), page_summary: metricsOf(links) };
  },
);

function pageFacts({ sky }: Ask, world: World, page: TargetPage): Facts {
  const random = new Random(`${sky.seed}content ${page.url}`);
  const title = (): string => titleOf(world.language, world.topic, random, yearOf(sky));
  const fetched = sky.today - random.whole(1, 90) * DAY_MS - random.whole(0, 86_399) * 1000;
  const visited = Math.max(world.bornAt, fetched - random.low(1500) * DAY_MS);
  const size = page.status === 200 ? random.whole(9_000, 240_000) : random.whole(150, 900);
  const isPacked = page.status === 200 && random.chance(0.8);
  return {
    page: page.url,
    status_code: page.status,
    location: page.redirect,
    // Nothing is known of the content of a page that redirects or fails.
    meta: page.status === 200 ? metaFacts(world, page, title, random) : null,
    first_visited: stamp(visited),
    prev_visited: fetched - visited > 60 * DAY_MS ? stamp(fetched - 50 * DAY_MS) : null,
    fetch_time: stamp(fetched),
    main_domain: world.main,
    domain: page.host,
    tld: tldOf(world.main),
    ip: world.info.ip_address,
    size,
    encoded_size: isPacked ? Math.round(size / 4.2) : size,
    content_encoding: isPacked ? random.pick(['gzip', 'br']) : null,
    media_type: 'text/html',
    server: world.info.server,
  };
}

/** What there is to tell of a page's content; its numbers are any. */
const metaFacts = ({ brand, info, language }: World, page: TargetPage, title: () => string, random: Random): Facts => ({
  title: `${page.title} | ${brand}`,
  page_spam_score: page.spam,
  images_count: random.low(50, 2),
  canonical: random.chance(0.7) ? page.url : null,
  language: language.code,
  charset: 'utf-8',
  h1: [page.title],
  h2: Array.from({ length: random.whole(0, 5) }, title),
  h3: random.chance(0.4) ? [title()] : null,
  images_alt: random.chance(0.6) ? [brand, title()] : null,
  powered_by: info.cms && [info.cms],
  platform_type: info.platform_type,
  social_media_tags: random.chance(0.7) ? { 'og:title': page.title, 'og:type': 'article' } : null,
  technologies: info.server && { 'Web servers': info.server },
});

/** One row per target, in an order of the API's own: rows are to be matched by name. */
export function bulk(ask: Ask): ReturnType<Make> {
  const { sky, endpoint, values } = ask;
  const since = values.date_from ? Date.parse(String(values.date_from)) : sky.today - 30 * DAY_MS;
  const targets = [...(values.targets as string[])].sort((a, b) => hashOf(a) - hashOf(b));
  const rows = targets.map((target) => {
    const world = worldAt(sky, target);
    const known = world.isUnknown ? { ...world, rank: 0, spam: 0, shown: 0, links: 0, gone: 0 } : world;
    return {
      target,
      url: target,
      rank: known.rank,
      spam_score: known.spam,
      main_domain_rank: known.isUnknown ? 0 : rankOf(sky, world.main),
      // Distributions of a thousand targets are drawn from a few links of each.
      ...('referring_links_tld' in endpoint.row
        ? { ...fewLinksOf(ask, known), rank: known.rank, lost_date: known.lostAt && stamp(known.lostAt) }
        : {}),
      ...countsOf(known),
      ...changesOf(sky, known, { end: sky.today, days: (sky.today - since) / DAY_MS }),
    };
  });
  return { rows, head: { total_count: rows.length } };
}

function fewLinksOf(ask: Ask, world: World): Facts {
  const sky = { ...ask.sky, most: 20 };
  const few = world.isUnknown ? world : worldAt(sky, world.target);
  const pages = targetPagesOf(sky, few);
  const links = linkersOf(sky, few).flatMap((linker) => linksOf(sky, few, linker, pages));
  return metricsOf(
    links.filter(({ row }) => !row.is_lost),
    few.weight,
  );
}

const span = ({ values }: Ask): [string, string] => [String(values.date_from), String(values.date_to)];
const range = ({ values }: Ask) => values.group_range as 'day' | 'week' | 'month' | 'year';

/** How things stood at the end of each period. */
export const standing: Make = about((ask, world) => {
  const figures = Object.fromEntries(Object.entries(figuresOf(ask, world)).filter(([name]) => name in ask.endpoint.row));
  return {
    rows: periodsOf(ask.sky, range(ask), ...span(ask)).map(({ date, end }) => ({ ...stoodAt(ask.sky, world, figures, end), date })),
  };
});

/** What each period won and lost. */
export const winsAndLosses: Make = about((ask, world) => ({
  rows: periodsOf(ask.sky, range(ask), ...span(ask)).map((period) => ({ date: period.date, ...changesOf(ask.sky, world, period) })),
}));

/** The first month `history` counts wins and losses in. https://docs.dataforseo.com/v3/backlinks/history/live/ */
const COUNTED_SINCE = '2021-05';

/** How things stood on the first day of each month, with what the month before it won and lost. */
export const monthly: Make = about((ask, world) => {
  const figures = figuresOf(ask, world);
  return {
    rows: monthsOf(ask.sky, ...span(ask)).map((month) => ({
      ...stoodAt(ask.sky, world, figures, month.end),
      ...changesOf(ask.sky, world, month.date < COUNTED_SINCE ? { ...month, days: 0 } : month),
      info: world.info,
      date: month.date,
    })),
  };
});
