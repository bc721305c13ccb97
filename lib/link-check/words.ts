/** A verdict in words. */

import { hostOf } from '../page-links/classify.ts';
import { t } from '../words.ts';
import type { CheckState, Verdict } from './verdict.ts';

type Words = { title: string; tone: 'good' | 'warn' | 'bad' | 'none' };

const titles: Record<CheckState, Words> = {
  present: { title: t`Present`, tone: 'good' },
  'not-found': { title: t`Not found`, tone: 'bad' },
  'page-gone': { title: t`Page gone`, tone: 'bad' },
  redirected: { title: t`Redirected`, tone: 'warn' },
  blocked: { title: t`Blocked`, tone: 'none' },
  unconfirmed: { title: t`Unconfirmed`, tone: 'none' },
};

const reasons: Record<NonNullable<Verdict['why']>, string> = {
  'no-permission': t`The browser was not allowed to open this site for Backlens.`,
  timeout: t`The page did not finish loading in time.`,
  unreachable: t`The page could not be loaded.`,
  'not-a-page': t`The address is a file, not a page.`,
  private: t`The address is not on the public internet, so it was not opened.`,
  elsewhere: t`It led to another site, which Backlens may not read.`,
};

/** The verdict in one or two words, with its tone. A present link that is not followed is not as good as one that is. */
export function titleOf({ state, isDofollow, why }: Verdict): Words {
  if (why === 'no-permission') return { title: t`Not allowed by the browser`, tone: 'none' };
  if (state === 'present')
    return isDofollow ? { title: t`Present, dofollow`, tone: 'good' } : { title: t`Present, not followed`, tone: 'warn' };
  return titles[state];
}

const places: Record<NonNullable<Verdict['place']>, string> = {
  nav: t`In the navigation`,
  header: t`In the header`,
  footer: t`In the footer`,
  aside: t`In the sidebar`,
  article: t`In the article`,
  main: t`In the main content`,
  body: t`In the page`,
  head: t`In the page’s head`,
};

/** Everything else that was seen, each in a sentence. */
export function sentencesOf(verdict: Verdict): string[] {
  const { state, rel, place, anchor, isNoindex, canonical, redirectedTo, status, instead, why } = verdict;
  return [
    ...(state === 'present' && place ? [`${places[place]}${anchor ? t`, as “${anchor}”` : ''}.`] : []),
    ...(rel.length > 0 ? [`rel=${rel.join(' ')}.`] : []),
    ...(state === 'present' && rel.length === 0 && verdict.isDofollow === false ? [t`The whole page says nofollow.`] : []),
    ...(isNoindex ? [t`The page asks not to be indexed.`] : []),
    ...(canonical ? [t`The page names another one as its original: ${canonical}`] : []),
    ...(redirectedTo ? [t`The page leads to ${redirectedTo}`] : []),
    ...(state === 'not-found' ? [t`The page was read, with what its scripts put there, and has no such link.`] : []),
    ...(instead ? [t`It links to another page on ${hostOf(instead)} instead: ${instead}`] : []),
    ...(state === 'page-gone' ? [t`The server says the page does not exist (${status}).`] : []),
    ...(state === 'blocked'
      ? [t`The site wanted proof that a person asks, or refused${status ? ` (${status})` : ''}; that says nothing about the link.`]
      : []),
    ...(why ? [reasons[why]] : []),
  ];
}
