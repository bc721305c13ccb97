import { describe, expect, it } from 'vitest';
import { classify, facets, filtered, hostsOf, linkedSites } from '../../lib/page-links/classify.ts';
import { type Scan, scanPage } from '../../lib/page-links/scan.ts';

const siteOf = (host: string): string | null => (host.includes('.') ? host.split('.').slice(-2).join('.') : null);

function read(html: string, url = 'https://www.forbes.com/page'): Scan {
  (globalThis as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(url);
  document.body.innerHTML = html;
  return { ...scanPage(document, (element) => element.shadowRoot).scan, tookMs: 0 };
}
const judged = (html: string, url?: string) => classify(read(html, url), siteOf);

describe('reading a page', () => {
  it('says of each link its text, its rel and its place', () => {
    const { links } = read(`
      <header><nav><a href="/news" rel="NoFollow author">  News
        of today </a></nav><a href="/">Home</a></header>
      <div role="complementary"><p><a href="https://a.example/" rel="ugc sponsored">Side</a></p></div>
      <main><article><footer><a href="https://b.example/">Note</a></footer><a href="https://c.example/">Body</a></article></main>
      <a name="here">No link</a><a href="">Empty</a>`);
    expect(links.map(({ text, rel, place }) => [text, rel.join(' '), place])).toEqual([
      ['News of today', 'nofollow', 'nav'],
      ['Home', '', 'header'],
      ['Side', 'ugc sponsored', 'aside'],
      ['Note', '', 'footer'],
      ['Body', '', 'article'],
      ['Empty', '', 'body'],
    ]);
    expect(links.map(({ at }) => at)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('knows links that are images, and those whose images say nothing', () => {
    const { links } = read(`
      <a href="/1"><img alt="A shop"></a><a href="/2"><img alt=" "></a><a href="/3"><img></a>
      <a href="/4"><img alt="">with words</a><a href="/5" aria-label="Cart"><img></a><a href="/6"></a>`);
    expect(links.map(({ text, image }) => [text, image])).toEqual([
      ['A shop', 'alt'],
      ['', 'no-alt'],
      ['', 'no-alt'],
      ['with words', 'none'],
      ['Cart', 'alt'],
      ['', 'none'],
    ]);
  });

  it('reads what the page tells search engines, and cuts what is endless', () => {
    const page = new DOMParser().parseFromString(
      `<!doctype html><head><meta name="ROBOTS" content="NoIndex, nofollow"></head><a href="https://a.example/${'x'.repeat(9000)}">${'y'.repeat(9000)}</a>`,
      'text/html',
    );
    const { scan } = scanPage(page, () => null);
    expect(scan.robots).toEqual(['noindex', 'nofollow']);
    expect(scan.links[0]?.href).toHaveLength(2048);
    expect(scan.links[0]?.text).toHaveLength(200);
  });
});

describe('judging links', () => {
  it('tells external from internal by the registrable domain, and knows what is neither', () => {
    const links = judged(`<a href="/a">a</a><a href="https://shop.forbes.com/">b</a><a href="https://example.org/">c</a>
      <a href="#top">d</a><a href="mailto:a@b.example">e</a><a href="javascript:void 0">f</a><a href="http://localhost/">g</a>`);
    expect(links.map(({ kind }) => kind)).toEqual(['internal', 'internal', 'external', 'in-page', 'other', 'other', 'external']);
    expect(links.map(({ site }) => site)).toEqual(['forbes.com', 'forbes.com', 'example.org', 'forbes.com', '', '', 'localhost']);
  });

  it('finds repeated addresses, plain http, and where redirectors lead', () => {
    const links = judged(`<a href="https://example.org/x#1">a</a><a href="https://example.org/x#2">b</a><a href="http://example.org/">c</a>
      <a href="https://www.google.com/url?q=https%3A%2F%2Fexample.com%2Fz">d</a>`);
    expect(links.map(({ isRepeated }) => isRepeated)).toEqual([false, true, false, false]);
    expect(links.map(({ isInsecure }) => isInsecure)).toEqual([false, false, true, false]);
    expect(links[3]).toMatchObject({ host: 'example.com', via: 'google.com', to: 'https://example.com/z' });
    expect(judged('<a href="http://example.org/">c</a>', 'http://forbes.com/')[0]?.isInsecure).toBe(false);
  });

  it('counts nothing as dofollow where the page says nofollow', () => {
    const scan = { ...read('<a href="https://example.org/">a</a>'), robots: ['noindex', 'nofollow'] };
    expect(classify(scan, siteOf)[0]?.isDofollow).toBe(false);
  });

  it('names every host once, also those that redirectors hide', () => {
    expect(hostsOf(read('<a href="https://www.example.org/">a</a><a href="https://example.org/b">b</a><a href="tel:1">c</a>'))).toEqual([
      'forbes.com',
      'example.org',
    ]);
    expect(hostsOf(read('<a href="https://duckduckgo.com/l/?uddg=https%3A%2F%2Fhidden.example%2F">a</a>'))).toContain('hidden.example');
  });

  it('filters by all pressed ways, the place and the words at once, and counts websites', () => {
    const links =
      judged(`<nav><a href="https://a.example/1" rel="nofollow">One</a></nav><a href="https://a.example/2" rel="nofollow">Two</a>
      <a href="https://a.example/3">Three</a><a href="https://b.example/">Four</a>`);
    const texts = (how: Partial<Parameters<typeof filtered>[1]>) =>
      filtered(links, { facets: [], place: '', text: '', ...how }).map(({ text }) => text);
    expect(texts({ facets: ['external', 'nofollow'] })).toEqual(['One', 'Two']);
    expect(texts({ facets: ['nofollow'], place: 'nav' })).toEqual(['One']);
    expect(texts({ text: ' B.EXAMPLE ' })).toEqual(['Four']);
    expect(linkedSites(links)).toEqual([
      { site: 'a.example', links: 3, dofollow: 1 },
      { site: 'b.example', links: 1, dofollow: 1 },
    ]);
    expect(new Set(facets.map(({ id }) => id)).size).toBe(facets.length);
  });
});
