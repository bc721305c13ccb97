/** A verdict in words. */
import { hostOf } from '../page-links/classify.ts';
import type { CheckState, Verdict } from './verdict.ts';

type Words = { title: string; tone: 'good' | 'warn' | 'bad' | 'none' };

const titles: Record<CheckState, Words> = {
  present: { title: 'Present', tone: 'good' },
  'not-found': { title: 'Not found', tone: 'bad' },
  'page-gone': { title: 'Page gone', tone: 'bad' },
  redirected: { title: 'Redirected', tone: 'warn' },
  blocked: { title: 'Blocked', tone: 'none' },
  unconfirmed: { title: 'Unconfirmed', tone: 'none' },
};

const reasons: Record<NonNullable<Verdict['why']>, string> = {
  'no-permission': 'The browser was not allowed to open this site for Backlens.',
  timeout: 'The page did not finish loading in time.',
  unreachable: 'The page could not be loaded.',
  'not-a-page': 'The address is a file, not a page.',
  private: 'The address is not on the public internet, so it was not opened.',
  elsewhere: 'It led to another site, which Backlens may not read.',
};

/** The verdict in one or two words, with its tone. A present link that is not followed is not as good as one that is. */
export function titleOf({ state, isDofollow, why }: Verdict): Words {
  if (why === 'no-permission') return { title: 'Not allowed by the browser', tone: 'none' };
  if (state === 'present')
    return isDofollow ? { title: 'Present, dofollow', tone: 'good' } : { title: 'Present, not followed', tone: 'warn' };
  return titles[state];
}

/** Everything else that was seen, each in a sentence. */
export function sentencesOf(verdict: Verdict): string[] {
  const { state, rel, place, anchor, isNoindex, canonical, redirectedTo, status, instead, why } = verdict;
  return [
    ...(state === 'present' && place ? [`In the ${place === 'body' ? 'page' : place}${anchor ? `, as “${anchor}”` : ''}.`] : []),
    ...(rel.length > 0 ? [`rel=${rel.join(' ')}.`] : []),
    ...(state === 'present' && rel.length === 0 && verdict.isDofollow === false ? ['The whole page says nofollow.'] : []),
    ...(isNoindex ? ['The page asks not to be indexed.'] : []),
    ...(canonical ? [`The page names another one as its original: ${canonical}`] : []),
    ...(redirectedTo ? [`The page leads to ${redirectedTo}`] : []),
    ...(state === 'not-found' ? ['The page was read, with what its scripts put there, and has no such link.'] : []),
    ...(instead ? [`It links to another page of ${hostOf(instead)} instead: ${instead}`] : []),
    ...(state === 'page-gone' ? [`The server says the page does not exist (${status}).`] : []),
    ...(state === 'blocked'
      ? [`The site asked for a proof or refused${status ? ` (${status})` : ''}; that says nothing about the link.`]
      : []),
    ...(why ? [reasons[why]] : []),
  ];
}
