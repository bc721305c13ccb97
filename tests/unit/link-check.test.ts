import { describe, expect, it } from 'vitest';
import { judge, type LinkToCheck, mayChange, type PageFacts, sameAddress, unreadable } from '../../lib/link-check/verdict.ts';
import { sentencesOf, titleOf } from '../../lib/link-check/words.ts';
import type { Scan, ScannedLink } from '../../lib/page-links/scan.ts';

const link: LinkToCheck = { from: 'https://blog.example/post', to: 'https://www.mine.example/shoes/', type: 'anchor' };
const anchor = (href: string, more: Partial<ScannedLink> = {}): ScannedLink => ({
  at: 0,
  href,
  base: 0,
  text: 'Shoes',
  rel: [],
  place: 'article',
  image: 'none',
  ...more,
});
const page = (links: ScannedLink[], scan: Partial<Scan> = {}, facts: Partial<PageFacts> = {}) => ({
  scan: { url: link.from, links, bases: [scan.url ?? link.from], more: 0, closedFrames: 0, robots: [], tookMs: 1, ...scan },
  facts: { title: 'A post', status: 200, canonical: null, headLinks: [], isChallenge: false, ...facts },
});
const verdict = (...of: Parameters<typeof page>) => judge(link, page(...of));

describe('the verdict on a link', () => {
  it('is present however the address is written, with rel and place', () => {
    for (const href of ['http://mine.example/shoes', 'https://mine.example/shoes/#size', '//www.mine.example/shoes'])
      expect(verdict([anchor(href)])).toMatchObject({ state: 'present', isDofollow: true, place: 'article', anchor: 'Shoes' });
    expect(verdict([anchor('https://www.google.com/url?q=https%3A%2F%2Fmine.example%2Fshoes')])).toMatchObject({ state: 'present' });
    expect(verdict([anchor(link.to, { rel: ['ugc'], place: 'footer' })])).toMatchObject({
      state: 'present',
      isDofollow: false,
      rel: ['ugc'],
    });
    expect(verdict([anchor(link.to, { rel: ['nofollow'] }), anchor(link.to)])).toMatchObject({ isDofollow: true });
  });

  it('says of the page that it is not indexed, follows nothing, or names another one as its original', () => {
    expect(verdict([anchor(link.to)], { robots: ['noindex'] })).toMatchObject({ state: 'present', isDofollow: true, isNoindex: true });
    expect(verdict([anchor(link.to)], { robots: ['none'] })).toMatchObject({ isDofollow: false, isNoindex: true });
    expect(verdict([anchor(link.to)], {}, { canonical: 'https://blog.example/post/' }).canonical).toBeNull();
    expect(verdict([anchor(link.to)], {}, { canonical: 'https://blog.example/original' }).canonical).toBe('https://blog.example/original');
  });

  it('is not found only on a page that was read', () => {
    expect(verdict([anchor('https://other.example/')])).toMatchObject({ state: 'not-found', instead: null });
    expect(verdict([anchor('https://mine.example/hats')])).toMatchObject({ state: 'not-found', instead: 'https://mine.example/hats' });
    expect(verdict([], {}, { status: 404 })).toMatchObject({ state: 'page-gone', status: 404 });
    expect(verdict([], {}, { status: 410 }).state).toBe('page-gone');
  });

  it.each([401, 403, 407, 429, 451, 503])('is blocked and never “lost” where the server says %i', (status) => {
    expect(verdict([], {}, { status })).toMatchObject({ state: 'blocked', status });
  });

  it('is blocked where the page wants a proof of being human, unless the link is there all the same', () => {
    expect(verdict([], {}, { title: 'Just a moment...' }).state).toBe('blocked');
    expect(verdict([], {}, { isChallenge: true }).state).toBe('blocked');
    expect(verdict([anchor(link.to)], {}, { isChallenge: true }).state).toBe('present');
    expect(verdict([], {}, { status: 500 })).toMatchObject({ state: 'unconfirmed' });
  });

  it('follows a redirect, and says so', () => {
    const moved = { url: 'https://blog.example/new-post' };
    expect(verdict([anchor(link.to)], moved)).toMatchObject({ state: 'present', redirectedTo: moved.url });
    expect(verdict([], moved)).toMatchObject({ state: 'redirected', redirectedTo: moved.url });
    expect(verdict([], { url: 'http://www.blog.example/post/' })).toMatchObject({ state: 'not-found', redirectedTo: null });
  });

  it('knows links that are no anchors: redirects, canonicals, alternates', () => {
    expect(judge({ ...link, type: 'redirect' }, page([], { url: link.to }))).toMatchObject({ state: 'present' });
    expect(judge({ ...link, type: 'canonical' }, page([], {}, { headLinks: [link.to] }))).toMatchObject({
      state: 'present',
      place: 'head',
    });
  });

  it('compares addresses that are none without throwing', () => {
    expect(sameAddress('no address')).toBe('no address');
    expect(judge({ from: '', to: '', type: null }, page([anchor('javascript:void 0')])).state).toBe('redirected');
  });

  it('has words for all of it, and waits only where waiting may change something', () => {
    const all = [
      verdict([anchor(link.to, { rel: ['sponsored'] })], { robots: ['noindex', 'nofollow'] }, { canonical: 'https://x.example/' }),
      verdict([]),
      verdict([], {}, { status: 404 }),
      verdict([], {}, { status: 403 }),
      verdict([], { url: 'https://else.example/' }),
      ...(['no-permission', 'timeout', 'unreachable', 'not-a-page', 'private', 'elsewhere'] as const).map(unreadable),
    ];
    for (const each of all) {
      expect(titleOf(each).title).not.toBe('');
      expect(sentencesOf(each).length).toBeGreaterThan(0);
    }
    expect(all.map(mayChange)).toEqual([false, true, false, true, true, false, false, false, false, false, false]);
    for (const each of all.slice(3)) expect(JSON.stringify([titleOf(each), sentencesOf(each)])).not.toMatch(/\blost\b|not found/i);
  });
});
