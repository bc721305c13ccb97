import type { backlinkFields, RowOf } from '../fields.ts';
import { dayOf } from '../params.ts';
import { hashOf, Random, shareOf } from './random.ts';
import { filled, type Page, pageOf, pathOf, SITES, type Site, siteOf, titleOf } from './sites.ts';
import { byVisitors, followed, itemTypes, places, spamAnchors, TOPICS, unfollowed } from './vocabulary.ts';
import { DAY_MS, SECOND_HOST, type Sky, UNFOLLOWED, type World, yearOf } from './world.ts';

/** A website that links to a target, and how often; `rows` of its links are in the sample, the rest is counted. */
export type Linker = { index: number; place: number; isLost: boolean; links: number; rows: number };

/** A backlink as the API writes it, with what sums are made of. */
export type Link = {
  row: RowOf<typeof backlinkFields> & Record<string, unknown>;
  /** How many links of the sample this one stands for. */
  weight: number;
  main: string;
  subnet: string;
};

const days = new Map<number, string>();
const two = (number: number): string => (number < 10 ? `0${number}` : String(number));

/** A moment as the API writes it. A sample writes thousands at once, so days are written once only. */
export function stamp(at: number): string {
  const day = Math.floor(at / DAY_MS);
  const seconds = Math.floor((at - day * DAY_MS) / 1000);
  const date = days.get(day) ?? dayOf(at);
  days.set(day, date);
  return `${date} ${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)} +00:00`;
}

/**
 * Who links to a target, then who no longer does. All targets of one site draw the same row of linkers and take as many as they need; sites
 * about the same topic draw from the same shelf, so rivals share linkers and link gaps are not empty.
 */
export function linkersOf(sky: Sky, world: World): Linker[] {
  const random = new Random(`${sky.seed}linkers ${world.main}`);
  const met = new Set<number>();
  const draw = (): number => {
    const skewed = random.next() ** 3.5;
    let index = random.chance(0.45) ? Math.floor((SITES / TOPICS) * skewed) * TOPICS + world.topic : Math.floor(SITES * skewed);
    // First others about the same thing, then any: steps of which the second reaches every site.
    for (let tries = 0; met.has(index); tries++) index = (index + (tries < 40 ? 125 * TOPICS : 1009)) % SITES;
    met.add(index);
    return index;
  };
  const live = world.shown;
  const tails = Array.from({ length: live }, (_, place) => (1 - shareOf(`${world.main} tail ${place}`) * 0.9999) ** -0.8);
  const sum = tails.reduce((all, tail) => all + tail, 0);
  const spare = world.links - live - Math.floor(live / SECOND_HOST);
  const linkers = tails.map((tail, place) => ({
    index: draw(),
    place,
    isLost: false,
    links: 1 + Number(place % SECOND_HOST === SECOND_HOST - 1) + Math.floor((tail / sum) * spare),
    rows: 1,
  }));
  const rest = world.links - linkers.reduce((all, { links }) => all + links, 0);
  for (const linker of linkers.slice(0, rest)) linker.links++;
  const room = Math.floor(sky.most * 0.9) - live;
  const more = world.links - live;
  for (const linker of linkers) {
    const least = linker.place % SECOND_HOST === SECOND_HOST - 1 ? 2 : 1;
    linker.rows = more <= room ? linker.links : Math.max(least, 1 + Math.floor(((linker.links - 1) / more) * room));
  }
  const gone = Math.min(world.gone, Math.max(1, Math.floor(sky.most * 0.1)));
  for (let place = 0; place < gone && world.gone; place++) linkers.push({ index: draw(), place, isLost: true, links: 1, rows: 1 });
  return linkers;
}

/** A page of the target: where links lead. */
export type TargetPage = { url: string; host: string; status: number; redirect: string | null; spam: number; title: string };

/** The pages of a target that have links. */
export const targetPagesOf = (sky: Sky, world: World): TargetPage[] =>
  Array.from({ length: world.pages }, (_, at) => targetPageOf(sky, world, at));

/** Page `at` of a target. The first is its home page; some are gone, some moved, some stand on a subdomain. */
function targetPageOf(sky: Sky, world: World, at: number): TargetPage {
  const random = new Random(`${sky.seed}to ${world.target} ${at}`);
  const host =
    at % 9 === 7 ? `${random.pick(['blog', 'shop', 'help'])}.${world.host}` : shareOf(world.main) < 0.5 ? `www.${world.host}` : world.host;
  const path = at === 0 ? '/' : pathOf(world.kind, world.language, world.topic, world.brand.toLowerCase().replaceAll(' ', '-'), at);
  const luck = at === 0 ? 1 : random.next();
  const url = world.page ?? `http${random.chance(0.04) ? '' : 's'}://${host}${path}`;
  return {
    url,
    host: world.page ? new URL(url).hostname : host,
    status: world.isLost || luck < 0.07 ? 404 : luck < 0.12 ? 301 : luck < 0.13 ? 500 : 200,
    redirect: luck >= 0.07 && luck < 0.12 && !world.isLost ? `https://${host}/` : null,
    spam: Math.max(0, world.spam + random.whole(-3, 3)),
    title: titleOf(world.language, world.topic, random, yearOf(sky)),
  };
}

/** The links of one linker, as `backlinks` returns them. */
export function linksOf(sky: Sky, world: World, linker: Linker, pages: readonly TargetPage[]): Link[] {
  const site = siteOf(sky, linker.index);
  const first = Math.floor(shareOf(`${world.main} first ${linker.index}`) ** 2 * 6);
  const subnet = site.ip.replace(/\d+$/, '0');
  return Array.from({ length: linker.rows }, (_, at) => {
    const isSecond = at === 1 && !linker.isLost && linker.place % SECOND_HOST === SECOND_HOST - 1;
    const host = isSecond ? site.secondHost : site.host;
    const random = new Random(`${sky.seed}link ${world.target} ${linker.index} ${at}`);
    const page = pageOf(sky, site, first + at, host);
    const isFollowed = !(linker.place % UNFOLLOWED === UNFOLLOWED - 1 && (at === 0 || isSecond || random.chance(0.75)));
    const to = pages[Math.floor(pages.length * random.next() ** 2.5)] as TargetPage;
    return {
      row: rowOf(sky, world, { site, host, page, to, isFollowed, isLost: linker.isLost }, random),
      weight: linker.links / linker.rows,
      main: site.main,
      subnet,
    };
  });
}

type Between = { site: Site; host: string; page: Page; to: TargetPage; isFollowed: boolean; isLost: boolean };

function rowOf(sky: Sky, world: World, { site, host, page, to, isFollowed, isLost }: Between, random: Random): Link['row'] {
  const type = random.pick(itemTypes);
  const isText = type === 'anchor';
  // A page that redirects has nothing on it.
  const isEmpty = type === 'redirect';
  const isIndirect = !isEmpty && random.chance(0.04);
  const attributes = isFollowed
    ? random.pick(followed)
    : random.pick(site.kind === 'message-boards' || site.kind === 'blogs' ? byVisitors : unfollowed);
  const place = isEmpty ? '' : random.pick(places);
  const rank = Math.round((page.rank * 0.6 + site.rank * 0.2) * (isFollowed ? 1 : 0.4) * (0.5 + random.next() / 2));
  const keywords = isEmpty ? 0 : page.keywords;
  return {
    type: 'backlink',
    domain_from: host,
    url_from: page.url,
    url_from_https: site.https,
    domain_to: to.host,
    url_to: to.url,
    url_to_https: to.url.startsWith('https'),
    tld_from: site.tld,
    backlink_spam_score: page.spam,
    rank,
    page_from_rank: page.rank,
    domain_from_rank: site.rank,
    domain_from_platform_type: site.platforms,
    domain_from_is_ip: false,
    domain_from_ip: site.ip,
    domain_from_country: site.country,
    page_from_external_links: isEmpty ? 0 : Math.max(1, page.external),
    page_from_internal_links: isEmpty ? 0 : page.internal,
    page_from_size: isEmpty ? 0 : page.size,
    page_from_encoding: isEmpty ? null : page.encoding,
    page_from_language: isEmpty ? null : page.language,
    page_from_title: isEmpty ? null : page.title,
    page_from_status_code: isEmpty ? 301 : isLost && random.chance(0.4) ? 404 : 200,
    ...seen(sky, world, isLost, random),
    item_type: type,
    attributes: isEmpty ? null : attributes,
    dofollow: isFollowed,
    original: random.chance(0.4),
    alt: type === 'image' && random.chance(0.8) ? `${world.brand} – ${to.title}` : null,
    image_url: type === 'image' ? `http${site.https ? 's' : ''}://${host}/images/${world.topic}-${random.whole(100, 999)}.png` : null,
    anchor: isText ? anchorOf(sky, world, site, to, random) : type === 'image' && random.chance(0.15) ? world.brand : null,
    text_pre: isText && random.chance(0.6) ? random.pick(site.language.before) : type === 'image' && random.chance(0.1) ? '}' : null,
    // What stands around a link may be a piece of style sheet, as recorded.
    text_post:
      isText && random.chance(0.45)
        ? random.pick(site.language.after)
        : type === 'image' && random.chance(0.1)
          ? '@media (max-width: 700px) {'
          : null,
    semantic_location: place || null,
    links_count: random.chance(0.85) ? 1 : 2 + random.low(12),
    group_count: 0,
    is_broken: to.status >= 400,
    url_to_status_code: random.chance(0.05) && to.status === 200 ? null : to.status,
    url_to_spam_score: random.chance(0.05) ? null : to.spam,
    url_to_redirect_target: to.redirect,
    ranked_keywords_info: {
      page_from_keywords_count_top_3: Math.floor(keywords / 40),
      page_from_keywords_count_top_10: Math.floor(keywords / 12),
      page_from_keywords_count_top_100: keywords,
    },
    is_indirect_link: isIndirect,
    indirect_link_path: isIndirect
      ? [
          {
            type: random.chance(0.8) ? 'redirect' : 'canonical',
            status_code: random.pick([301, 302, 200]),
            url: `https://${site.name}.link/${hashOf(page.url).toString(36)}`,
          },
        ]
      : null,
  };
}

/** When a link was found and last met, and what follows from it. */
function seen(sky: Sky, world: World, isLost: boolean, random: Random) {
  const isNew = !isLost && random.chance(0.05);
  const age = (sky.today - world.bornAt) / DAY_MS;
  const daysAgo = isNew ? random.whole(0, 9) : isLost ? random.whole(3, Math.min(300, age - 20)) : random.whole(0, 70);
  const last = (world.lostAt && isLost ? world.lostAt : sky.today - daysAgo * DAY_MS) - random.whole(1, 86_399) * 1000;
  const first = isNew ? last : Math.max(world.bornAt, last - random.low(age, 1.4) * DAY_MS - random.whole(0, 86_399) * 1000);
  const previous = last - random.whole(10, 120) * DAY_MS;
  return {
    is_new: isNew,
    is_lost: isLost,
    first_seen: stamp(first),
    prev_seen: previous > first ? stamp(previous) : null,
    last_seen: stamp(last),
  };
}

/** What a link says: the brand, the address, what the page is about, or nothing much. */
function anchorOf(sky: Sky, world: World, site: Site, to: TargetPage, random: Random): string {
  const luck = random.next();
  const words = { t: site.language.topics[world.topic] as string, n: random.whole(1, 9) * 100, y: yearOf(sky) };
  if (site.spam > 60 && luck < 0.7) return filled(random.pick(spamAnchors), words);
  if (luck < 0.34) return random.chance(0.8) ? world.brand : `${world.brand} ${words.t}`;
  if (luck < 0.46) return world.host;
  if (luck < 0.53) return to.url;
  if (luck < 0.74) return filled(random.pick(site.language.exact), words);
  return luck < 0.9 ? random.pick(site.language.generic) : to.title;
}
