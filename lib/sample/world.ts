import type { RowOf, siteInfo } from '../fields.ts';
import { registrableDomain } from '../public-suffix.ts';
import { Random, shareOf } from './random.ts';
import { kindShares, type Language, languageOf, languageShares, languages, TOPICS } from './vocabulary.ts';

/** What everything in a sample depends on: the same in, the same out. */
export type Sky = {
  seed: string;
  /** Midnight UTC of the sample's day, in milliseconds. */
  today: number;
  /** The most rows any list holds. */
  most: number;
};

export const DAY_MS = 86_400_000;

export const yearOf = ({ today }: Sky): number => new Date(today).getUTCFullYear();

/** What a target names: a site, or one page of it. */
export type Place = { target: string; host: string; main: string; page: string | null };

/**
 * Reads a target as the API wants it: a host without scheme and `www.`, or an absolute address of a page. Null where it is neither, which
 * the API answers with 40501.
 */
export function placeOf(target: string): Place | null {
  const isPage = /^https?:\/\//i.test(target);
  if (!isPage && /[^\p{L}\p{N}\p{M}.-]/u.test(target)) return null;
  const address = parsed(isPage ? target : `http://${target}`);
  const host = address?.hostname.replace(/^www\./, '') ?? '';
  if (!/^([a-z\d]([\w-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]+$/.test(host)) return null;
  return { target, host, main: mainOf(host), page: isPage ? target : null };
}

function parsed(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

/** The part of a host that one registers. */
const mainOf = (host: string): string => registrableDomain(host) ?? host;

/** Top-level domain as the API writes it: `com`, but also `co.uk` and `pages.dev`. */
export const tldOf = (host: string): string => mainOf(host).replace(/^[^.]+\./, '');

/** Sites everybody knows, by rank, spam, referring websites and links of each: a reader would notice wrong figures. */
const known: Record<string, [number, number, number, number]> = {
  'forbes.com': [689, 4, 486_213, 126],
  'medium.com': [652, 9, 611_870, 94],
  'reddit.com': [671, 12, 702_455, 61],
  'pinterest.com': [664, 6, 655_031, 143],
  'wikipedia.org': [842, 1, 1_912_440, 210],
  'amazon.com': [871, 3, 1_480_902, 187],
  'facebook.com': [948, 2, 4_210_336, 240],
  'youtube.com': [936, 2, 3_876_120, 198],
  'google.com': [970, 1, 3_954_871, 222],
};
/** The well-known rivals any site may have. */
export const rivals = Object.keys(known);
/** What `exclude_large_domains` leaves out. */
export const isGiant = (main: string): boolean => (known[main]?.[0] ?? 0) > 800;

/**
 * How many websites link to a site: none for some, tens of thousands for few. Short names are long established, so they get more; the long
 * names of the invented linking sites stay small.
 */
function sitesOf({ seed }: Sky, main: string): number {
  const exponent = Math.min(2.4, Math.max(0.5, main.indexOf('.') * 0.13 - 0.25));
  return known[main]?.[2] ?? Math.floor(Math.exp(shareOf(`${seed}sites ${main}`) ** exponent * 10.4)) - 1;
}

const rankFor = (sites: number, luck: number): number => Math.min(1000, Math.round(Math.log(1 + sites) * (45 + 17 * luck)));

/** Rank of a site, 0 to 1,000; in step with how many websites link to it. */
export const rankOf = (sky: Sky, main: string): number =>
  known[main]?.[0] ?? rankFor(sitesOf(sky, main), shareOf(`${sky.seed}rank ${main}`));

/** Spam score of a site from the first part of its domain: most are clean, some are not, a few with long names are nothing else. */
export function spamOf({ seed }: Sky, label: string): number {
  const luck = shareOf(`${seed}spam ${label}`) * (label.length < 9 ? 0.8 : 1);
  if (luck < 0.68) return Math.floor(luck * 14);
  return luck < 0.9 ? Math.floor(10 + (luck - 0.68) * 110) : Math.floor(37 + (luck - 0.9) * 620);
}

/** Many sites share few networks, and those that sell links share fewest. */
export function addressOf(seed: string, main: string, spam: number): string {
  const crowd = shareOf(`${seed}net ${main}`) ** 2 * (spam > 60 ? 12 : 4000);
  const net = new Random(`${seed}net ${Math.floor(crowd)} ${spam > 60}`);
  const first = net.pick([23, 45, 51, 64, 78, 89, 93, 104, 136, 141, 151, 163, 185, 188, 195, 203, 212]);
  return `${first}.${net.whole(1, 250)}.${net.whole(1, 250)}.${1 + Math.floor(shareOf(main) * 40)}`;
}

/** What the sample knows of a target before it looks at single links. */
export type World = Place & {
  /** The index has never met it. */
  isUnknown: boolean;
  /** All its links are gone. */
  isLost: boolean;
  rank: number;
  spam: number;
  topic: number;
  language: Language;
  kind: string;
  brand: string;
  /** Live linking websites, in the index and in the sample; each of the sample's stands for `weight` of the index. */
  sites: number;
  shown: number;
  weight: number;
  /** Live links of the websites in the sample. */
  links: number;
  /** Websites that do not link any more. */
  gone: number;
  /** Pages that have links. */
  pages: number;
  /** When the first link was found, in milliseconds. */
  bornAt: number;
  lostAt: number | null;
  info: RowOf<typeof siteInfo.fields>;
  crawledPages: number;
};

/** Every 16th linking website links from a second host, every 4th with nofollow: countable without looking at the links. */
export const SECOND_HOST = 16;
export const UNFOLLOWED = 4;

/** Makes the world of a target from its name alone. A subdomain or a page gets a share of what its site has. */
export function worldOf(sky: Sky, place: Place): World {
  const { host, main, page } = place;
  const name = main.replace(/\..*/, '');
  const random = new Random(`${sky.seed}world ${main}`);
  const own = new Random(`${sky.seed}world ${page ?? host}`);
  const siteWide = sitesOf(sky, main);
  const isHome = page !== null && /^https?:\/\/[^/]+\/?$/.test(page);
  const share = (host === main ? 1 : 0.05 + 0.3 * own.next() ** 2) * (page ? (isHome ? 0.45 : 0.001 + 0.12 * own.next() ** 3) : 1);
  const whole = Math.round(siteWide * share);
  const isLost = host.includes('lost') || (name.length > 12 && whole > 0 && whole < 120 && own.chance(0.06));
  const sites = isLost ? 0 : whole;
  const shown = Math.min(sites, Math.floor(sky.most * 0.6));
  const perSite = known[main]?.[3] ?? 1.5 + 14 * random.next() ** 3;
  const language =
    languages.find(({ tlds }) => tlds[0] === tldOf(host)) ??
    (random.chance(0.85) ? languageOf(0) : languageOf(random.pick(languageShares)));
  const spam = known[main]?.[1] ?? spamOf(sky, name);
  const kind = random.pick(kindShares);
  const pages = page ? 1 : Math.min(400, 1 + Math.floor(2 * sites ** 0.5));
  const bornAt = sky.today - (400 + Math.floor(random.next() * 1800 + 220 * Math.log(1 + whole))) * DAY_MS + random.whole(0, 86_399) * 1000;
  return {
    ...place,
    isUnknown: /nodata|^unknown\./.test(host),
    isLost,
    rank: share === 1 && !isLost ? rankOf(sky, main) : rankFor(sites, random.next() * 0.5),
    spam,
    topic: Math.floor(shareOf(`${sky.seed}topic ${main}`) * TOPICS),
    language,
    kind,
    brand: name.startsWith('xn--') ? main : name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' '),
    sites,
    shown,
    weight: shown ? sites / shown : 1,
    links: Math.max(shown + Math.floor(shown / SECOND_HOST), Math.round(shown * perSite)),
    gone: isLost ? Math.max(1, whole) : Math.ceil(shown * 0.12),
    pages,
    bornAt,
    lostAt: isLost ? sky.today - random.whole(20, 300) * DAY_MS : null,
    info: {
      target_spam_score: spam,
      platform_type: kind === 'unknown' ? ['unknown'] : random.chance(0.5) && kind !== 'cms' ? ['cms', kind] : [kind],
      cms: random.pick([null, null, null, 'WordPress 6.8.3', 'Drupal 11', 'Ghost 6.1']),
      server: random.pick(['cloudflare', 'nginx', 'Apache', 'LiteSpeed', null]),
      ip_address: addressOf(sky.seed, main, spam),
      country: random.chance(0.25) ? null : random.pick([...language.countries, 'WW']),
      is_ip: false,
    },
    crawledPages: 1 + Math.floor((pages * pages) / 3 + pages * random.next() * 9),
  };
}

/** The figures of a world that need no look at its links, so that a thousand targets are as quick as one. They agree with the links. */
export function countsOf({ shown, weight, links }: World) {
  const scaled = (counted: number) => Math.round(counted * weight);
  const second = Math.floor(shown / SECOND_HOST);
  const unfollowed = Math.floor(shown / UNFOLLOWED);
  return {
    backlinks: scaled(links),
    referring_main_domains: scaled(shown),
    referring_main_domains_nofollow: scaled(unfollowed),
    referring_domains: scaled(shown + second),
    referring_domains_nofollow: scaled(unfollowed + second),
  };
}
