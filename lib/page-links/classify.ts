/** What the links of a page are, as a person sorts them: whose they lead to, what they tell search engines, what is wrong with them. */

import { unwrapped } from '../redirectors.ts';
import { t } from '../words.ts';
import type { Scan, ScannedLink } from './scan.ts';

/** `in-page` stays on this page; `other` is no web address: mailto, tel, javascript. */
export type LinkKind = 'external' | 'internal' | 'in-page' | 'other';

export type PageLink = ScannedLink & {
  kind: LinkKind;
  /** Absolute, as the browser would open it; as written where it is no address. */
  url: string;
  /** Where it ends: the address itself, or what a redirector's address carries. */
  to: string;
  /** The host it ends at, without `www.`; empty for other than web addresses. */
  host: string;
  /** The registrable domain it ends at; the host itself where that is not public. */
  site: string;
  /** The redirector it leads through; null for most. */
  via: string | null;
  /** The same address as an earlier link of the page. */
  isRepeated: boolean;
  /** A plain http address on an https page. */
  isInsecure: boolean;
  /** Nothing tells search engines not to follow it, neither it nor the whole page. */
  isDofollow: boolean;
};

/** The registrable domain of a host; null where the host is not public. */
export type SiteOf = (host: string) => string | null;

function webUrl(address: string): URL | null {
  try {
    const url = new URL(address);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
  } catch {
    return null;
  }
}

export const hostOf = (address: string): string => webUrl(address)?.hostname.replace(/^www\./, '') ?? '';

function resolved({ href, base }: ScannedLink, bases: readonly string[]): string {
  try {
    return new URL(href, bases[base]).href;
  } catch {
    return href;
  }
}

/** Every host that a page and its links name, once: what `siteOf` will be asked for. */
export const hostsOf = ({ url, links, bases }: Scan): string[] =>
  [...new Set([url, ...links.map((link) => unwrapped(resolved(link, bases)))].map(hostOf))].filter(Boolean);

const withoutHash = (address: string): string => address.replace(/#.*$/s, '');

/** Judges the links of a scan. */
export function classify(scan: Scan, siteOf: SiteOf): PageLink[] {
  const here = hostOf(scan.url);
  const siteHere = siteOf(here) ?? here;
  const isSecure = scan.url.startsWith('https:');
  const isOpen = !scan.robots.includes('nofollow') && !scan.robots.includes('none');
  const seen = new Set<string>();

  return scan.links.map((link) => {
    const url = resolved(link, scan.bases);
    const to = unwrapped(url);
    const host = hostOf(to);
    const site = siteOf(host) ?? host;
    const address = withoutHash(to);
    const isInPage = address === scan.url && to.includes('#');
    const kind: LinkKind = !host ? 'other' : isInPage ? 'in-page' : site === siteHere ? 'internal' : 'external';
    const isCounted = kind === 'external' || kind === 'internal';
    const isRepeated = isCounted && seen.has(address);
    if (isCounted) seen.add(address);
    return {
      ...link,
      kind,
      url,
      to,
      host,
      site,
      via: to === url ? null : hostOf(url),
      isRepeated,
      isInsecure: isSecure && isCounted && to.startsWith('http:'),
      isDofollow: isOpen && link.rel.length === 0,
    };
  });
}

/** A way to look at the links: what it is called, what it means, and which links it keeps. */
export type Facet = { id: string; label: string; help: string; keeps: (link: PageLink) => boolean };

/** Every way, in the order of the buttons. Pressed together they narrow each other. */
export const facets: readonly Facet[] = [
  { id: 'external', label: t`External`, help: t`Links to other websites.`, keeps: ({ kind }) => kind === 'external' },
  { id: 'internal', label: t`Internal`, help: t`Links to this website, its subdomains too.`, keeps: ({ kind }) => kind === 'internal' },
  {
    id: 'dofollow',
    label: t`Dofollow`,
    help: t`Nothing tells search engines not to follow them.`,
    keeps: ({ isDofollow, host }) => isDofollow && host !== '',
  },
  { id: 'nofollow', label: t`Nofollow`, help: t`rel=nofollow: not to be followed.`, keeps: ({ rel }) => rel.includes('nofollow') },
  { id: 'ugc', label: 'UGC', help: t`rel=ugc: written by users.`, keeps: ({ rel }) => rel.includes('ugc') },
  { id: 'sponsored', label: t`Sponsored`, help: t`rel=sponsored: paid for.`, keeps: ({ rel }) => rel.includes('sponsored') },
  { id: 'repeated', label: t`Repeated`, help: t`The same address as an earlier link.`, keeps: ({ isRepeated }) => isRepeated },
  {
    id: 'no-alt',
    label: t`Image without alt`,
    help: t`An image links, and neither an alternative text nor a label says where to.`,
    keeps: ({ image }) => image === 'no-alt',
  },
  { id: 'insecure', label: 'http', help: t`Plain http addresses on a page served over https.`, keeps: ({ isInsecure }) => isInsecure },
  { id: 'in-page', label: t`In-page`, help: t`Links to a place on this same page.`, keeps: ({ kind }) => kind === 'in-page' },
  { id: 'other', label: t`Not web`, help: t`E-mail addresses, telephone numbers, scripts.`, keeps: ({ kind }) => kind === 'other' },
];

/** One website that a page links to. */
export type LinkedSite = { site: string; links: number; dofollow: number };

/** The other websites a page links to, most linked first. */
export function linkedSites(links: readonly PageLink[]): LinkedSite[] {
  const sites = new Map<string, LinkedSite>();
  for (const { kind, site, isDofollow } of links) {
    if (kind !== 'external') continue;
    const entry = sites.get(site) ?? { site, links: 0, dofollow: 0 };
    entry.links++;
    if (isDofollow) entry.dofollow++;
    sites.set(site, entry);
  }
  return [...sites.values()].sort((a, b) => b.links - a.links);
}

/** A filter over a page's links: those that all pressed facets keep, in the place, with the text in anchor or address. */
export function filtered(links: readonly PageLink[], how: { facets: readonly string[]; place: string; text: string }): PageLink[] {
  const pressed = facets.filter(({ id }) => how.facets.includes(id));
  const wanted = how.text.trim().toLowerCase();
  return links.filter(
    (link) =>
      pressed.every(({ keeps }) => keeps(link)) &&
      (how.place === '' || link.place === how.place) &&
      (wanted === '' || link.to.toLowerCase().includes(wanted) || link.text.toLowerCase().includes(wanted)),
  );
}
