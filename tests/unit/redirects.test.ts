import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destinationOf, faultOfDestination, type Redirect, redirectFormats } from '../../lib/redirects.ts';

/** A word of a configuration in double quotes, as Apache and nginx read it. */
const unquoted = (word: string): string => word.slice(1, -1).replace(/\\(["\\])/g, '$1');
const words = (line: string): string[] => line.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];

/** Where an Apache server with these lines would send a request. */
function apacheLeads(file: string, address: string): string | null {
  const url = new URL(address);
  const path = decodeURIComponent(url.pathname);
  const subjects: Record<string, string> = { '%{HTTP_HOST}': url.host, '%{QUERY_STRING}': url.search.slice(1) };
  let holds = true;
  for (const line of file.split('\n')) {
    const [directive, subject = '', test = '', flags = ''] = words(line);
    if (directive === 'RewriteCond') holds &&= new RegExp(unquoted(test), flags.includes('NC') ? 'i' : '').test(subjects[subject] ?? '');
    if (directive !== 'RewriteRule') continue;
    if (holds && new RegExp(unquoted(subject), 'u').test(path)) {
      const to = unquoted(test);
      // A reference that is not escaped would be filled in.
      expect(to.replace(/\\./g, '')).not.toMatch(/[$%]/);
      const plain = to.replace(/\\(.)/g, '$1');
      return flags.includes('QSD') || !url.search || plain.includes('?') ? plain : `${plain}${url.search}`;
    }
    holds = true;
  }
  return null;
}

/** Where an nginx server with this map would send a request. */
function nginxLeads(file: string, address: string): string | null {
  const url = new URL(address);
  for (const line of file.split('\n')) {
    const [from = '', to = ''] = words(line.replace(/;$/, ''));
    if (!from.startsWith('"~')) continue;
    if (!new RegExp(unquoted(from).slice(1)).test(`${url.host}${url.pathname}${url.search}`)) continue;
    expect(to).not.toContain('$');
    return unquoted(to);
  }
  return null;
}

const netlifyRules = (file: string): string[][] =>
  file
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' '));

const hard: Redirect[] = [
  { from: 'https://me.example/old', to: 'https://me.example/new' },
  { from: 'https://me.example/old?a=1&b=%20x', to: 'https://me.example/other?c=$1&d=%41' },
  { from: 'https://www.me.example/a%20b(c)[d]+$.html', to: 'https://me.example/100%25?x={y}' },
  { from: 'https://blog.me.example/"quoted\'', to: 'https://me.example/q' },
  { from: 'https://me.example/*:splat', to: 'https://me.example/:a*' },
  { from: 'https://me.example/ü#part', to: 'https://other.example/' },
];

describe('redirect maps', () => {
  it('lead where they should in Apache, queries before paths and no further than the page', () => {
    const file = redirectFormats.apache.write(hard);
    expect(apacheLeads(file, 'https://www.me.example/old')).toBe('https://me.example/new');
    expect(apacheLeads(file, 'https://me.example/old?a=1&b=%20x')).toBe('https://me.example/other?c=$1&d=%41');
    expect(apacheLeads(file, 'https://me.example/a%20b(c)[d]+$.html')).toBe('https://me.example/100%25?x=%7By%7D');
    expect(apacheLeads(file, 'https://me.example/%C3%BC')).toBe('https://other.example/');
    expect(apacheLeads(file, 'https://me.example/older')).toBeNull();
    expect(apacheLeads(file, 'https://meXexample/old')).toBeNull();
    expect(apacheLeads(file, 'https://blog.me.example/old')).toBeNull();
  });

  it('lead where they should in nginx', () => {
    const file = redirectFormats.nginx.write(hard);
    expect(nginxLeads(file, 'https://me.example/old')).toBe('https://me.example/new');
    expect(nginxLeads(file, 'https://me.example/old?utm_source=x')).toBe('https://me.example/new');
    expect(nginxLeads(file, 'https://me.example/old?a=1&b=%20x')).toBe('https://me.example/other?c=%241&d=%41');
    expect(nginxLeads(file, 'https://me.example/a%20b(c)[d]+$.html')).toBe('https://me.example/100%25?x=%7By%7D');
    expect(nginxLeads(file, 'https://me.example/OLD')).toBeNull();
  });

  it('are rules of four words or more in Netlify, with nothing that would be a placeholder', () => {
    const rules = netlifyRules(redirectFormats.netlify.write(hard));
    expect(rules).toHaveLength(hard.length);
    for (const rule of rules) {
      expect(rule.at(-1)).toBe('301');
      expect(rule.at(-2)).toMatch(/^https:\/\//);
      expect(rule[0]?.replace(/^https:\/\//, '')).not.toMatch(/[*:]/);
    }
    expect(rules.find(([from]) => from === 'https://me.example/old')?.slice(1)).toEqual([
      'a=1',
      'b=%20x',
      'https://me.example/other?c=$1&d=%41',
      '301',
    ]);
    expect(netlifyRules(redirectFormats.netlify.write(hard.slice(0, 1)))).toEqual([['/old', 'https://me.example/new', '301']]);
  });

  it('hold for any path, and no address breaks out of its line', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.webQueryParameters(), fc.string(), (path, query, fragment) => {
        const from = new URL(`https://me.example${path || '/'}`);
        from.search = query;
        const to = destinationOf(from.href, `https://me.example/x/${encodeURIComponent(fragment.toWellFormed())}`);
        if (!to || to === from.href) return;
        const redirects = [{ from: from.href, to }];
        for (const { write } of Object.values(redirectFormats)) expect(write(redirects).split('\n').length).toBeLessThanOrEqual(9);
        expect(nginxLeads(redirectFormats.nginx.write(redirects), from.href)).not.toBeNull();
        const apache = redirectFormats.apache.write(redirects);
        if (apache.includes('RewriteRule')) expect(apacheLeads(apache, from.href)).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('take only what is an address or a path, each dead page once', () => {
    const from = 'https://me.example/old';
    expect(destinationOf(from, ' /new?x=1 ')).toBe('https://me.example/new?x=1');
    for (const wrong of [
      '',
      'new',
      '//other.example',
      'javascript:alert(1)',
      'https://u:p@other.example/',
      '/a b',
      '/a\\b',
      '/a\nRewriteRule x',
    ]) {
      expect(destinationOf(from, wrong), wrong).toBeNull();
      expect(faultOfDestination(from, wrong)).toMatch(/whole address/);
    }
    expect(faultOfDestination(from, '/old')).toBe('It leads to itself.');
    expect(faultOfDestination(from, '/new')).toBeNull();
    const twice = redirectFormats.netlify.write([
      { from, to: 'https://me.example/1' },
      { from, to: 'https://me.example/2' },
      { from: 'no', to: from },
    ]);
    expect(twice).toBe('/old https://me.example/2 301\n');
  });
});
