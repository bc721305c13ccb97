/**
 * Looks at backlinks in the person's own browser: opens the page that is said to link in a background tab, reads it, closes it. Free, and
 * nothing is told to anybody but the page itself, as with any visit.
 */
import { browser } from 'wxt/browser';
import {
  judge,
  type LinkCheck,
  type LinkToCheck,
  mayChange,
  type PageFacts,
  unreadable,
  type Verdict,
} from '../../lib/link-check/verdict.ts';
import { sendMessage } from '../../lib/messages.ts';
import type { Scan } from '../../lib/page-links/scan.ts';
import { safeHref } from '../../lib/safe-href.ts';

/** At most so many tabs at once: a person's own visit, not a crawler's. */
const MOST_TABS = 3;
const LOAD_MS = 20_000;
/** How long a loaded page may take to put the link there by script. */
const SETTLE_MS = 6_000;
const BETWEEN_LOOKS_MS = 500;
/** A site that was just taken back lets a look wait for ever. */
const LOOK_MS = 10_000;
/** Opening these would save a file instead of showing a page. */
const files = /\.(zip|gz|rar|7z|exe|dmg|pkg|deb|apk|iso|pdf|docx?|xlsx?|pptx?|csv|mp[34]|avi|mov)$/i;

const originsOf = (address: string): string[] => {
  const { hostname } = new URL(address);
  return [`https://${hostname}/*`, `http://${hostname}/*`];
};

/** Whether the browser lets us read a site; the person may take it back at any time. */
const mayRead = (address: string): Promise<boolean> => browser.permissions.contains({ origins: originsOf(address) }).catch(() => false);

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** What the page says of itself beside its links. Travels into the page as text, so that it may use nothing from outside itself. */
function factsOfPage(): PageFacts {
  const [entry] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & { responseStatus?: number })[];
  const hrefs = (selector: string) => [...document.querySelectorAll<HTMLLinkElement>(selector)].map(({ href }) => href).filter(Boolean);
  return {
    title: (document.querySelector('head > title')?.textContent ?? '').slice(0, 300),
    status: entry?.responseStatus ?? 0,
    canonical: hrefs('link[rel~=canonical i][href]')[0] ?? null,
    headLinks: hrefs('link[rel~=canonical i][href],link[rel~=alternate i][href]').slice(0, 200),
    isChallenge:
      document.querySelector(
        '#challenge-form,#challenge-running,.g-recaptcha,.h-captcha,[id^=px-captcha],iframe[src*="captcha"],script[src*="/cdn-cgi/challenge-platform/"]',
      ) !== null && document.querySelectorAll('a[href]').length < 15,
  };
}

/** Resolves when the tab has loaded its page, and with false where it does not in time. */
function loaded(tabId: number): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isLoaded: boolean) => {
      clearTimeout(timer);
      browser.tabs.onUpdated.removeListener(hear);
      resolve(isLoaded);
    };
    const hear = (id: number, { status }: { status?: string }) => id === tabId && status === 'complete' && end(true);
    const timer = setTimeout(() => end(false), LOAD_MS);
    browser.tabs.onUpdated.addListener(hear);
    // It may have been faster than we were.
    void browser.tabs.get(tabId).then(
      ({ status }) => status === 'complete' && end(true),
      () => end(false),
    );
  });
}

/** One look at what a tab shows. */
const lookAt = (tabId: number, link: LinkToCheck): Promise<Verdict> =>
  Promise.race([read(tabId, link), pause(LOOK_MS).then(() => unreadable('elsewhere'))]);

async function read(tabId: number, link: LinkToCheck): Promise<Verdict> {
  try {
    const [scanned] = await browser.scripting.executeScript({ target: { tabId }, files: ['/links.js'] });
    const [told] = await browser.scripting.executeScript({ target: { tabId }, func: factsOfPage });
    const scan = scanned?.result as Scan | undefined;
    return scan && told?.result ? judge(link, { scan, facts: told.result }) : unreadable('unreachable');
  } catch (error) {
    // The browser names the two cases only in its words: an error page of its own, and a site we may not read.
    return unreadable(/error page|showing error/i.test(String(error)) ? 'unreachable' : 'elsewhere');
  }
}

/** Tabs of ours that are open, to be closed when this page goes. */
const open = new Set<number>();
addEventListener('pagehide', () => {
  for (const tabId of open) void browser.tabs.remove(tabId);
});

async function visit(link: LinkToCheck): Promise<Verdict> {
  const { id: tabId } = await browser.tabs.create({ url: link.from, active: false });
  if (tabId === undefined) return unreadable('unreachable');
  open.add(tabId);
  try {
    void browser.tabs.update(tabId, { muted: true }).catch(() => {});
    const isLoaded = await loaded(tabId);
    const end = Date.now() + (isLoaded ? SETTLE_MS : 0);
    for (;;) {
      if (!(await mayRead(link.from))) return unreadable('no-permission');
      const verdict = await lookAt(tabId, link);
      // Seen is seen; absence is only believed of a page that has finished.
      if (!mayChange(verdict) && !(verdict.why === 'elsewhere' && Date.now() < end)) return verdict;
      if (!isLoaded) return unreadable('timeout');
      if (Date.now() >= end) return verdict;
      await pause(BETWEEN_LOOKS_MS);
    }
  } finally {
    open.delete(tabId);
    await browser.tabs.remove(tabId).catch(() => {});
  }
}

/** Why a page is not even opened; null where it may be. */
async function reasonAgainst(from: string): Promise<NonNullable<Verdict['why']> | null> {
  const href = safeHref(from);
  if (!href) return 'private';
  if (files.test(new URL(href).pathname)) return 'not-a-page';
  const reading = await sendMessage('readTarget', { text: new URL(href).hostname, allows: 'site' });
  if (!reading.ok) return 'private';
  return (await mayRead(href)) ? null : 'no-permission';
}

/**
 * Checks links one after the other, three at a time, and keeps every verdict. Must be called in the press itself: the browser then asks for
 * the sites of these links and no others. Permissions that came with it are given back at the end.
 */
export async function verifyLinks(
  links: readonly LinkToCheck[],
  how: { signal: AbortSignal; onChecked: (check: LinkCheck) => void },
): Promise<void> {
  const origins = [...new Set(links.flatMap(({ from }) => (safeHref(from) ? originsOf(from) : [])))];
  const asked = origins.length > 0 ? browser.permissions.request({ origins }).catch(() => false) : Promise.resolve(false);
  const isAllowed = await asked;
  const waiting = [...links];
  const work = async () => {
    for (let link = waiting.shift(); link && !how.signal.aborted; link = waiting.shift()) {
      const against = isAllowed ? await reasonAgainst(link.from) : 'no-permission';
      const seen = against ? unreadable(against) : await visit(link);
      // A permission that was taken back while the page was open reads as if the page had led elsewhere.
      const verdict = seen.why === 'elsewhere' && !(await mayRead(link.from)) ? unreadable('no-permission') : seen;
      const check: LinkCheck = { from: link.from, to: link.to, at: Date.now(), verdict };
      // A refusal is no finding.
      if (verdict.why !== 'no-permission') await sendMessage('keepCheck', check).catch(() => {});
      how.onChecked(check);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(MOST_TABS, waiting.length) }, work));
  } finally {
    if (isAllowed) await browser.permissions.remove({ origins }).catch(() => {});
  }
}
