/**
 * What a person's own browser saw of a backlink: is it there, what does it tell search engines, and if it is not seen, why. Absence is only
 * claimed of a page that was read; a page that refused to be read says nothing about its links.
 */
import { hostOf } from '../page-links/classify.ts';
import type { Place, RelWord, Scan } from '../page-links/scan.ts';
import { unwrapped } from '../redirectors.ts';

/** A backlink to look for, as a row of the API names it. */
export type LinkToCheck = {
  /** The page that is said to link. */
  from: string;
  /** The address it is said to link to. */
  to: string;
  /** anchor, image, redirect, canonical …; null where nobody says. */
  type: string | null;
};

/**
 * `present`, `not-found` (the page was read and has no such link), `page-gone` (404 or 410), `redirected` (the page leads elsewhere and the
 * link is not there), `blocked` (a refusal or a captcha), `unconfirmed` (it could not be read at all).
 */
export type CheckState = 'present' | 'not-found' | 'page-gone' | 'redirected' | 'blocked' | 'unconfirmed';

export type Verdict = {
  state: CheckState;
  /** Nothing tells search engines not to follow it; null where no link was seen. */
  isDofollow: boolean | null;
  rel: RelWord[];
  place: Place | 'head' | null;
  anchor: string | null;
  /** The page asks not to be indexed. */
  isNoindex: boolean;
  /** The address the page names as its original, where that is another one. */
  canonical: string | null;
  /** Where the page led, where that is another address than the one asked for. */
  redirectedTo: string | null;
  /** What the server answered; null where the browser does not say. */
  status: number | null;
  /** Another page of the linked site that is linked instead. */
  instead: string | null;
  /** Why a page could not be read. */
  why: 'no-permission' | 'timeout' | 'unreachable' | 'not-a-page' | 'private' | 'elsewhere' | null;
};

/** A verdict as it is kept. */
export type LinkCheck = Pick<LinkToCheck, 'from' | 'to'> & { at: number; verdict: Verdict };

/** What a page in a tab says of itself, beside its links. */
export type PageFacts = {
  title: string;
  /** The status of the answer the page was made of; 0 where the browser does not say. */
  status: number;
  canonical: string | null;
  /** The addresses in the head that name other versions of the page. */
  headLinks: string[];
  /** Has what only pages that ask for a proof of being human have. */
  isChallenge: boolean;
};

export type Sighting = { scan: Scan; facts: PageFacts };

const nothing: Omit<Verdict, 'state'> = {
  isDofollow: null,
  rel: [],
  place: null,
  anchor: null,
  isNoindex: false,
  canonical: null,
  redirectedTo: null,
  status: null,
  instead: null,
  why: null,
};

/** The verdict on a page that could not be read. */
export const unreadable = (why: NonNullable<Verdict['why']>): Verdict => ({ ...nothing, state: 'unconfirmed', why });

/** An address as two are compared: without scheme, `www.`, fragment and a last slash, which lead to the same page nearly everywhere. */
export function sameAddress(address: string): string {
  try {
    const { hostname, port, pathname, search } = new URL(unwrapped(address));
    return `${hostname.replace(/^www\./, '')}:${port}${pathname.replace(/\/+$/, '')}${search}`;
  } catch {
    return address;
  }
}

const challengeTitle =
  /just a moment|attention required|access denied|are you (a )?(human|robot)|captcha|verif(y|ying) (that )?you|checking your browser|security check|pardon our interruption|request blocked/i;

const resolved = (href: string, base: string | undefined): string => {
  try {
    return new URL(href, base).href;
  } catch {
    return href;
  }
};

/** What a page that was read says about a link. */
export function judge({ from, to, type }: LinkToCheck, { scan, facts }: Sighting): Verdict {
  const wanted = sameAddress(to);
  const links = scan.links.map((link) => ({ ...link, url: resolved(link.href, scan.bases[link.base]) }));
  const matches = links.filter(({ url }) => sameAddress(url) === wanted);
  const isClosed = scan.robots.includes('nofollow') || scan.robots.includes('none');
  // The link that counts most is the one without any word against it.
  const best = matches.find(({ rel }) => rel.length === 0) ?? matches[0];
  const isRedirected = sameAddress(scan.url) !== sameAddress(from);
  const about: Omit<Verdict, 'state'> = {
    ...nothing,
    status: facts.status || null,
    isNoindex: scan.robots.includes('noindex') || scan.robots.includes('none'),
    canonical: facts.canonical && sameAddress(facts.canonical) !== sameAddress(scan.url) ? facts.canonical : null,
    redirectedTo: isRedirected ? scan.url : null,
  };

  if (best)
    return {
      ...about,
      state: 'present',
      isDofollow: best.rel.length === 0 && !isClosed,
      rel: best.rel,
      place: best.place,
      anchor: best.text,
    };
  // Redirects and canonicals link by being what they are.
  if (type === 'redirect' && sameAddress(scan.url) === wanted) return { ...about, state: 'present', isDofollow: true };
  if (facts.headLinks.some((href) => sameAddress(href) === wanted)) return { ...about, state: 'present', isDofollow: true, place: 'head' };

  if (facts.status === 404 || facts.status === 410) return { ...about, state: 'page-gone' };
  const isRefused = [401, 402, 403, 407, 429, 451, 503].includes(facts.status);
  if (isRefused || facts.isChallenge || challengeTitle.test(facts.title)) return { ...about, state: 'blocked' };
  if (facts.status >= 400) return { ...about, state: 'unconfirmed', why: 'unreachable' };
  if (isRedirected) return { ...about, state: 'redirected' };
  const site = hostOf(to);
  return { ...about, state: 'not-found', instead: links.find(({ url }) => hostOf(unwrapped(url)) === site)?.url ?? null };
}

/** Whether waiting may still change a verdict: scripts put links into pages after they have loaded, and challenges go by themselves. */
export const mayChange = ({ state }: Verdict): boolean => state === 'not-found' || state === 'blocked' || state === 'redirected';
