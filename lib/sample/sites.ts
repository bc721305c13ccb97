import { hashOf, Random, shareOf } from './random.ts';
import {
  emoji,
  kindShares,
  type Language,
  LONG_HOST,
  LONG_QUERY,
  languageOf,
  languageShares,
  shapesOf,
  slugFirst,
  slugLast,
  spamTlds,
  syllables,
  TOPICS,
  topicWord,
} from './vocabulary.ts';
import { addressOf, rankOf, type Sky, spamOf, yearOf } from './world.ts';

/** How many sites of the sample web link at all; each has a name of three syllables of its own. */
export const SITES = syllables.length ** 3;

/** A site that links to others. */
export type Site = {
  index: number;
  name: string;
  host: string;
  main: string;
  /** Where a second host of the same owner is found. */
  secondHost: string;
  language: Language;
  topic: number;
  kind: string;
  platforms: string[] | null;
  ip: string;
  country: string | null;
  tld: string;
  rank: number;
  spam: number;
  https: boolean;
};

/** Puts values into the {slots} of a text. */
export const filled = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w)\}/g, (_, slot: string) => String(values[slot] ?? ''));

const syllable = (at: number): string => syllables[at % syllables.length] as string;

/** The site of a number. Numbers leave a remainder by topic, so that sites about one thing are found by stepping. */
export function siteOf(sky: Sky, index: number): Site {
  const random = new Random(`${sky.seed}site ${index}`);
  const scattered = (index * 7919 + 131) % SITES;
  const name =
    syllable(scattered) + syllable(Math.floor(scattered / syllables.length)) + syllable(Math.floor(scattered / syllables.length ** 2));
  const language = languageOf(random.pick(languageShares));
  const topic = index % TOPICS;
  const kind = random.pick(kindShares);
  const words = { n: name, h: topicWord(language, topic) };
  let host = filled(random.pick(shapesOf(kind, 0)), words);
  const luck = random.next();
  if (luck < 0.012 && language.code === 'en') host = filled(LONG_HOST, words);
  // Written in its own letters; URL turns that into punycode as a browser does.
  if (luck > 0.96 && language.code !== 'en') host = new URL(`http://${language.topics[topic]}-${index}.com`).hostname.slice(0, -4);
  const label = host.slice(host.lastIndexOf('.') + 1);
  const spam = spamOf(sky, label);
  const tld = spam > 60 && random.chance(0.7) ? random.pick(spamTlds) : random.pick(language.tlds);
  const main = `${label}.${tld}`;
  const country = random.next();
  return {
    index,
    name,
    host: `${host === label && random.chance(0.3) ? 'www.' : ''}${host}.${tld}`,
    main,
    secondHost: `${random.pick(['archive', 'en', 'm', 'old'])}.${main}`,
    language,
    topic,
    kind,
    platforms:
      kind === 'unknown' ? (random.chance(0.15) ? null : ['unknown']) : random.chance(0.4) && kind !== 'cms' ? ['cms', kind] : [kind],
    ip: addressOf(sky.seed, main, spam),
    country: country < 0.42 ? null : country < 0.48 ? 'WW' : random.pick(language.countries),
    tld,
    rank: rankOf(sky, main),
    spam,
    https: random.chance(0.91),
  };
}

/** The address of page `at` of a site, without its host: as different as sites are, and never the same twice on one site. */
export function pathOf(kind: string, language: Language, topic: number, name: string, at: number): string {
  const shapes = shapesOf(kind, 1);
  const chance = hashOf(`${name} ${at}`);
  const series = Math.floor(at / (slugFirst.length * slugLast.length));
  const h = topicWord(language, topic);
  const slug = [slugFirst[at % slugFirst.length], h, slugLast[Math.floor(at / slugFirst.length + at) % slugLast.length], series || ''];
  const words = {
    s: slug.filter(Boolean).join('-'),
    e: encodeURIComponent(String(language.topics[topic])),
    i: 1000 + at,
    y: 2015 + (chance % 12),
    d: 1 + (chance % 9),
    n: name,
    h,
  };
  const path = filled(shapes[chance % shapes.length] as string, words);
  return chance % 50 === 0 && !path.includes('?') ? path + filled(LONG_QUERY, words) : path;
}

/** What a page is called, in the language of its site. */
export function titleOf(language: Language, topic: number, random: Random, year: number): string {
  const values = { t: language.topics[topic] as string, y: year - random.low(8, 2), n: random.whole(3, 49) };
  const title = filled(random.pick(language.titles), values);
  return random.chance(0.04) ? `${random.pick(emoji)} ${title}` : title;
}

/** One page of a linking site. It is the same page whichever target it links to. */
export type Page = {
  url: string;
  title: string | null;
  language: string | null;
  encoding: string | null;
  rank: number;
  spam: number;
  size: number;
  external: number;
  internal: number;
  keywords: number;
};

const OLD_ENCODINGS: Record<string, string> = { ru: 'windows-1251', ja: 'shift_jis', zh: 'gb2312', de: 'iso-8859-1', fr: 'iso-8859-1' };

/** Page `at` of a linking site, on its first or second host. */
export function pageOf(sky: Sky, site: Site, at: number, host: string): Page {
  const random = new Random(`${sky.seed}page ${site.index} ${at}`);
  const isHome = at === 0 && shareOf(site.name) < 0.3;
  const title = titleOf(site.language, site.topic, random, yearOf(sky));
  const rank = isHome ? Math.round(site.rank * 0.9) : random.chance(0.45) ? 0 : random.low(site.rank, 2);
  return {
    url: `http${site.https ? 's' : ''}://${host}${isHome ? '/' : pathOf(site.kind, site.language, site.topic, site.name, at)}`,
    title: random.chance(0.03) ? null : random.chance(0.4) ? `${title} | ${site.name.charAt(0).toUpperCase()}${site.name.slice(1)}` : title,
    language: random.chance(0.06) ? null : site.language.code,
    encoding: random.chance(0.03) ? null : random.chance(0.12) ? (OLD_ENCODINGS[site.language.code] ?? 'utf-8') : 'utf-8',
    rank,
    spam: Math.min(100, Math.max(0, site.spam + random.whole(-6, 6))),
    size: random.whole(4_000, 60_000) + random.low(600_000, 4),
    external: random.low(site.spam > 60 ? 900 : 140, 2),
    internal: random.low(380, 2),
    keywords: random.chance(0.5) ? 0 : random.low(rank * 12),
  };
}
