/**
 * Made the recorded day in tests/bench/browsing-day.json, once: `node tests/bench/make-day.ts` writes the same again. 200 page views of 60
 * sites, few of them often and many once; on 30 of them the popup is opened; of 5 of those sites several reports are opened, some twice.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { chanceOf } from '../../lib/sample/random.ts';
import type { DayEvent } from './day.ts';

const SEED = 20261122;
const [VIEWS, SITES, POPUPS, DIVES] = [200, 60, 30, 5];

const hosts = [
  ...['en.wikipedia.org', 'www.youtube.com', 'news.ycombinator.com', 'github.com', 'www.reddit.com', 'stackoverflow.com', 'www.bbc.co.uk'],
  ...[
    'www.forbes.com',
    'www.theverge.com',
    'moz.com',
    'ahrefs.com',
    'www.semrush.com',
    'searchengineland.com',
    'www.searchenginejournal.com',
  ],
  ...['backlinko.com', 'www.nytimes.com', 'www.theguardian.com', 'www.lemonde.fr', 'www.spiegel.de', 'elpais.com', 'arstechnica.com'],
  ...['techcrunch.com', 'www.wired.com', 'medium.com', 'substack.com', 'wordpress.org', 'www.shopify.com', 'www.hubspot.com', 'zapier.com'],
  ...['www.trustpilot.com', 'www.g2.com', 'www.capterra.com', 'www.producthunt.com', 'www.w3.org', 'developer.mozilla.org', 'web.dev'],
  ...['www.nature.com', 'www.nasa.gov', 'www.mit.edu', 'www.stanford.edu', 'www.amazon.com', 'www.ebay.com', 'www.etsy.com'],
  ...[
    'www.booking.com',
    'www.tripadvisor.com',
    'www.imdb.com',
    'www.weather.com',
    'www.espn.com',
    'www.allrecipes.com',
    'www.healthline.com',
  ],
  ...[
    'www.investopedia.com',
    'www.bloomberg.com',
    'www.reuters.com',
    'apnews.com',
    'www.statista.com',
    'www.similarweb.com',
    'archive.org',
  ],
  ...['www.cloudflare.com', 'www.npmjs.com', 'crates.io'],
];

const chance = chanceOf(SEED);
const oneOf = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
const shuffled = <T>(list: readonly T[]): T[] =>
  list
    .map((value) => ({ value, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);

const sites = hosts.slice(0, SITES);
if (new Set(sites).size !== SITES) throw new Error(`There are ${new Set(sites).size} sites`);
/** The nth site is met about as often as 1 / n. */
function someSite(): string {
  const weights = sites.map((_, at) => 1 / (at + 1));
  let left = chance() * weights.reduce((sum, weight) => sum + weight, 0);
  const at = weights.findIndex((weight) => {
    left -= weight;
    return left <= 0;
  });
  return sites[at] ?? (sites[0] as string);
}

const visits = shuffled([...sites, ...Array.from({ length: VIEWS - SITES }, someSite)]);
const pages = visits.map(
  (host) => `https://${host}/${oneOf(['', 'about', 'news', 'blog', 'guide'])}${chance() < 0.5 ? '' : `/${Math.floor(chance() * 90)}`}`,
);
const opened = new Set(shuffled(pages.map((_, at) => at)).slice(0, POPUPS));
const divedInto = new Set(shuffled([...opened]).slice(0, DIVES));
const reports = ['backlinks', 'anchors', 'referring_domains', 'domain_pages', 'competitors', 'timeseries_summary'] as const;

const events = pages.flatMap((url, at): DayEvent[] => {
  const found: DayEvent[] = [['view', url]];
  if (opened.has(at)) found.push(['popup', url]);
  if (divedInto.has(at)) {
    const chosen = shuffled(reports).slice(0, 3 + Math.floor(chance() * 3));
    // Back to the first one, as one does after the others.
    for (const report of [...chosen, chosen[0] as (typeof reports)[number]]) found.push(['report', url, report]);
  }
  return found;
});

const file = path.resolve(import.meta.dirname, 'browsing-day.json');
writeFileSync(file, `[\n${events.map((event) => `  ${JSON.stringify(event).replaceAll('","', '", "')}`).join(',\n')}\n]\n`);
