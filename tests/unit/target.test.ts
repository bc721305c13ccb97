import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayHost } from '../../lib/host-display.ts';
import { decodeLabel, decodePunycode, encodePunycode } from '../../lib/punycode.ts';
import { refusalWords } from '../../lib/refusal-words.ts';
import {
  type Dropped,
  inferScope,
  type TargetReading,
  type TargetRefusal,
  type TargetScope,
  targetOf,
  wireTargetOf,
} from '../../lib/target.ts';

const tab = (input: string, scope: TargetScope = 'host') => targetOf(input, { from: 'tab', scope });
const typed = (input: string, scope: TargetScope = 'host') => targetOf(input, { from: 'typed', scope });

/** A reading as a table holds it: the target and what was dropped, or the reason of the refusal. */
const brief = (reading: TargetReading) => (reading.ok ? [reading.target, ...reading.dropped] : reading.reason);

describe('the address of a tab', () => {
  it.each<[string, TargetScope, [string, ...Dropped[]]]>([
    // A page keeps its scheme, its www. and its path, which is never empty.
    ['https://shop.test-site.com/', 'page', ['https://shop.test-site.com/']],
    ['http://bikes.org', 'page', ['http://bikes.org/']],
    ['HTTPS://WWW.Bikes.Org/Tours/%7Eanna', 'page', ['https://www.bikes.org/Tours/%7Eanna']],
    ['https://bikes.org/a/./b/../c d', 'page', ['https://bikes.org/a/c%20d']],
    ['https://bikes.org//two//slashes', 'page', ['https://bikes.org//two//slashes']],
    ['https://bikes.org/a|b', 'page', ['https://bikes.org/a%7Cb']],
    ['https://bikes.org\\tours\\1', 'page', ['https://bikes.org/tours/1']],
    // A host loses scheme, path and one www., if a domain remains.
    ['https://www.bikes.org/tours', 'host', ['bikes.org', 'path']],
    ['https://www.www.bikes.org/', 'host', ['www.bikes.org']],
    ['https://www.com.au/', 'host', ['www.com.au']],
    ['https://www.net/', 'host', ['www.net']],
    ['https://m.shop.bikes.co.uk/', 'host', ['m.shop.bikes.co.uk']],
    ['http:bikes.org', 'host', ['bikes.org']],
    ['https:///bikes.org', 'host', ['bikes.org']],
    ['  https://bikes\t.o\nrg/  ', 'host', ['bikes.org']],
    // A root is what somebody registered; private suffixes count.
    ['https://m.shop.bikes.co.uk/x', 'root', ['bikes.co.uk', 'path']],
    ['https://blog.anna.github.io/', 'root', ['anna.github.io']],
    ['https://github.io/', 'root', ['github.io']],
    ['https://github.io/', 'host', ['github.io']],
    ['https://www.bikes.org/', 'root', ['bikes.org']],
    ['https://city.kawasaki.jp/', 'root', ['city.kawasaki.jp']],
    // Endings that only the list of top-level domains knows.
    ['https://bikes.io/', 'host', ['bikes.io']],
    ['https://bikes.dev/', 'root', ['bikes.dev']],
    // What must not leave the browser.
    ['https://anna:secret@bikes.org/', 'host', ['bikes.org', 'userinfo']],
    ['https://:secret@bikes.org/', 'page', ['https://bikes.org/', 'userinfo']],
    ['https://@bikes.org/', 'host', ['bikes.org']],
    ['https://a@b@bikes.org/', 'host', ['bikes.org', 'userinfo']],
    ['https://bikes.org/reset?token=secret#secret', 'page', ['https://bikes.org/reset', 'hash', 'query']],
    ['https://u:p@bikes.org:81/a?b#c', 'host', ['bikes.org', 'port', 'userinfo', 'hash', 'query', 'path']],
    ['https://bikes.org?#', 'page', ['https://bikes.org/']],
    ['https://evil.org#@bikes.org/', 'host', ['evil.org', 'hash']],
    ['https://bikes.org/?next=https://u:p@nas.local/', 'host', ['bikes.org', 'query']],
    // Ports: the scheme's own is none, another one is dropped from a host.
    ['https://bikes.org:443/', 'page', ['https://bikes.org/']],
    ['http://bikes.org:80/', 'page', ['http://bikes.org/']],
    ['http://bikes.org:443/', 'host', ['bikes.org', 'port']],
    ['https://bikes.org:0/', 'host', ['bikes.org', 'port']],
    ['https://bikes.org:/', 'page', ['https://bikes.org/']],
    // One host, many spellings.
    ['https://bikes.org./', 'page', ['https://bikes.org/']],
    ['https://%62ikes.org/', 'host', ['bikes.org']],
    ['https://bikes%2Eorg/', 'host', ['bikes.org']],
    ['https://ｂｉｋｅｓ。org/', 'host', ['bikes.org']],
    ['https://bi\u00adkes.org/', 'host', ['bikes.org']],
    ['https://fahrräder.de/', 'page', ['https://xn--fahrrder-4za.de/']],
    ['https://XN--Fahrrder-4ZA.de/', 'host', ['xn--fahrrder-4za.de']],
    ['https://straße.de/', 'host', ['xn--strae-oqa.de']],
    ['https://пример.рф/', 'root', ['xn--e1afmkfd.xn--p1ai']],
    ['https://i❤.ws/', 'host', ['xn--i-7iq.ws']],
    // Labels.
    ['https://_dmarc.my_shop.org/', 'host', ['_dmarc.my_shop.org']],
    ['https://r3---sn-4g5e.bikes.org/', 'host', ['r3---sn-4g5e.bikes.org']],
    [`https://${'b'.repeat(63)}.org/`, 'host', [`${'b'.repeat(63)}.org`]],
    [`https://bikes.org/${'p'.repeat(5000)}`, 'host', ['bikes.org', 'path']],
  ])('%s for the %s', (input, scope, expected) => {
    expect(brief(tab(input, scope))).toEqual(expected);
  });

  it.each<[TargetRefusal, string[]]>([
    [
      'special-scheme',
      ['chrome://settings/', 'about:blank', 'moz-extension://1/a.html', 'view-source:https://bikes.org/', 'file:///etc/hosts'],
    ],
    ['special-scheme', ['data:text/html,x', 'blob:https://bikes.org/1', 'javascript:alert(1)', 'ftp://bikes.org/', 'wss://bikes.org/']],
    ['unparseable', ['', '   ', 'bikes.org', '//bikes.org/', 'not a url', 'https://', 'https:///', 'https://?a', 'https://:80/']],
    [
      'unparseable',
      ['https://bi kes.org/', 'https://bi%20kes.org/', 'https://bikes.org%00.evil.org/', 'https://bikes%2Forg/', 'https://%zz.org/'],
    ],
    ['unparseable', ['https://bikes.org:65536/', 'https://bikes.org:8a/', 'https://bikes:org/']],
    [
      'unparseable',
      ['https://bikes..org/', 'https://.bikes.org/', 'https://bikes.org../', 'https://./', 'https://-bikes.org/', 'https://bikes-.org/'],
    ],
    ['unparseable', ['https://*.bikes.org/', 'https://a,b.org/', 'https://"bikes".org/', 'https://bi+kes.org/', 'https://é*.org/']],
    [
      'unparseable',
      ['https://xn--/', 'https://xn--a.org/', 'https://xn--bikes-.org/', 'https://xn--99999999.org/', 'https://www.xn--a.org/'],
    ],
    ['unparseable', [`https://${'b'.repeat(64)}.org/`, `https://${'bikes.'.repeat(42)}org/`, 'https://evil.org%2Fé.org/']],
    [
      'ip-address',
      ['http://127.0.0.1/', 'http://127.1/', 'http://0x7f000001/', 'http://0177.0.0.1/', 'http://2130706433/', 'http://8.8.8.8./'],
    ],
    [
      'ip-address',
      ['http://[::1]/', 'http://[2001:db8::1]:8080/', 'http://[::ffff:10.0.0.1]/', 'http://１２７.0.0.1/', 'http://%31.1/', 'http://0x/'],
    ],
    ['unparseable', ['http://1.2.3.4.5/', 'http://256.1.1.1/', 'http://bikes.1/', 'http://09.1/', 'http://[::zz]/', 'http://[1.2.3.4]/']],
    ['not-public', ['http://localhost:3000/', 'http://LOCALHOST./', 'http://router/', 'http://com/', 'http://intranet/wiki?q=merger']],
    [
      'not-public',
      ['http://nas.local/', 'http://wiki.corp/', 'http://db.internal/', 'http://tv.lan/', 'http://gw.home.arpa/', 'http://home.arpa/'],
    ],
    [
      'not-public',
      ['http://a.test/', 'http://a.example/', 'http://a.invalid/', 'http://a.onion/', 'http://a.alt/', 'http://a.b.localhost/'],
    ],
    ['not-public', ['http://bikes.notanending/', 'http://app.default.svc/', 'https://例え.テスト/', 'http://bikes.mail/']],
    ['public-suffix', ['https://co.uk/', 'https://com.au./', 'https://x.kawasaki.jp/', 'https://公司.cn/']],
  ])('is refused as %s: %j', (reason, inputs) => {
    for (const input of inputs) {
      for (const scope of ['root', 'host', 'page'] as const) expect([input, brief(tab(input, scope))]).toEqual([input, reason]);
    }
  });

  it('refuses a page with a port, once its host is fine', () => {
    expect(brief(tab('https://bikes.org:8443/admin', 'page'))).toBe('port');
    expect(brief(tab('http://localhost:3000/', 'page'))).toBe('not-public');
    expect(brief(tab('http://10.0.0.1:8080/', 'page'))).toBe('ip-address');
  });

  it('keeps the query of a page when told to, and never that of a host', () => {
    const url = 'https://bikes.org/find?q=b%C3%A4r&p=a|b#top';
    expect(brief(targetOf(url, { from: 'tab', scope: 'page', keepQuery: true }))).toEqual([
      'https://bikes.org/find?q=b%C3%A4r&p=a|b',
      'hash',
    ]);
    expect(brief(targetOf(url, { from: 'tab', scope: 'host', keepQuery: true }))).toEqual(['bikes.org', 'hash', 'query', 'path']);
  });

  it('gives the host beside the target, without www.', () => {
    expect(tab('https://www.bikes.co.uk/a', 'page')).toMatchObject({ kind: 'page', host: 'bikes.co.uk' });
    expect(tab('https://m.bikes.co.uk/a', 'root')).toMatchObject({ kind: 'root', target: 'bikes.co.uk', host: 'm.bikes.co.uk' });
    expect(tab('https://www.com.au/', 'host')).toMatchObject({ kind: 'host', host: 'www.com.au' });
  });

  it('refuses a page whose address is too long to send', () => {
    expect(brief(tab(`https://bikes.org/${'p'.repeat(5000)}`, 'page'))).toBe('too-long');
    expect(brief(tab(`https://bikes.org/?${'q'.repeat(5000)}`, 'page'))).toEqual(['https://bikes.org/', 'query']);
  });
});

describe('typed text', () => {
  it.each<[string, TargetScope, [string, ...Dropped[]]]>([
    ['bikes.org', 'host', ['bikes.org']],
    ['bikes.org', 'page', ['https://bikes.org/']],
    ['\ufeff\u00a0 WWW.Bikes.Org. \r\n', 'host', ['bikes.org']],
    ['bikes.org\u0000', 'host', ['bikes.org']],
    ['bikes.org/tours?q=1#h', 'host', ['bikes.org', 'hash', 'query', 'path']],
    ['bikes.org/tours?q=1#h', 'page', ['https://bikes.org/tours', 'hash', 'query']],
    ['bikes.org:8080', 'host', ['bikes.org', 'port']],
    ['bikes.org:8080/a', 'root', ['bikes.org', 'port', 'path']],
    ['//bikes.org/x', 'host', ['bikes.org', 'path']],
    ['medium.com/@anna', 'page', ['https://medium.com/@anna']],
    ['http://bikes.org\\tours', 'host', ['bikes.org', 'path']],
    ['https://u:p@bikes.org/', 'host', ['bikes.org', 'userinfo']],
    ['fahrräder.de', 'host', ['xn--fahrrder-4za.de']],
    ['fahrra\u0308der.de', 'host', ['xn--fahrrder-4za.de']],
  ])('%j for the %s', (input, scope, expected) => {
    expect(brief(typed(input, scope))).toEqual(expected);
  });

  it.each<[TargetRefusal, string[]]>([
    [
      'invisible-characters',
      ['bi\u200bkes.org', 'bi\u202ekes.org', 'bi\u00adkes.org', 'bikes.org\u200d', 'bikes.org/a\u2066b', 'bi\ufeffkes.org'],
    ],
    ['email-or-userinfo', ['anna@bikes.org', 'anna@bikes.org:80/x', '//anna@bikes.org']],
    [
      'special-scheme',
      ['anna:pw@bikes.org', 'mailto:anna@bikes.org', 'javascript:alert(1)', 'about:blank', 'chrome://settings', 'ftp://bikes.org'],
    ],
    [
      'unparseable',
      ['', ' ', 'bikes.org shops.org', 'https://bikes.org\nhttps://shops.org', 'bikes.org/a b', 'bi\tkes.org', 'bikes.org, shops.org'],
    ],
    [
      'unparseable',
      ['bikes.org,shops.org', 'bikes.org;shops.org', '*.bikes.org', '"bikes.org"', '..', 'bikes..org', 'http://', '/bikes.org', '?q=1'],
    ],
    ['not-public', ['localhost', 'localhost:3000', 'bikes', '-', '__proto__', '=HYPERLINK("http://x")', 'com', 'nas.local']],
    ['ip-address', ['192.168.0.1', '1.2.3', '[::1]', '[::1]:8080', '::1', 'fe80::1', '192.168.0.1:8080/admin', 'http://0x7f.1']],
    ['public-suffix', ['co.uk', 'https://com.au']],
    ['too-long', [`${'x'.repeat(5000)}.com`, `bikes.org/${'p'.repeat(5000)}`]],
  ])('is refused as %s: %j', (reason, inputs) => {
    for (const input of inputs) expect([input, brief(typed(input))]).toEqual([input, reason]);
  });

  it.each<[string, TargetScope]>([
    ['bikes.org', 'host'],
    ['bikes.org/', 'host'],
    ['bikes.org#top', 'host'],
    ['bikes.org:8080', 'host'],
    ['https://bikes.org', 'host'],
    ['//bikes.org/', 'host'],
    ['https://bikes.org/', 'page'],
    ['bikes.org/tours', 'page'],
    [' bikes.org/tours ', 'page'],
    ['//bikes.org/tours', 'page'],
    ['bikes.org:8080/x', 'page'],
    ['bikes.org/?p=1', 'page'],
    ['https://bikes.org?p=1', 'page'],
    ['', 'host'],
  ])('%j means the %s', (input, scope) => {
    expect(inferScope(input)).toBe(scope);
  });
});

describe('the target of a request field', () => {
  it.each<[string, 'any' | 'site', [string, ...Dropped[]]]>([
    ['https://Bikes.org/Tours?x=1#top', 'any', ['https://bikes.org/Tours?x=1', 'hash']],
    ['https://Bikes.org/Tours?x=1', 'site', ['bikes.org', 'query', 'path']],
    ['WWW.Bikes.org.', 'any', ['bikes.org']],
    ['https://www.bikes.org/', 'any', ['https://www.bikes.org/']],
    ['https://www.bikes.org/', 'site', ['bikes.org']],
    ['https://www.bikes.org', 'any', ['bikes.org']],
    ['bikes.org?p=1', 'any', ['https://bikes.org/?p=1']],
  ])('%j where %s may be asked', (text, allows, expected) => {
    expect(brief(wireTargetOf(text, allows))).toEqual(expected);
  });

  it('is refused for the same reasons', () => {
    expect(brief(wireTargetOf('anna@bikes.org', 'any'))).toBe('email-or-userinfo');
    expect(brief(wireTargetOf('bikes.org:81/a', 'any'))).toBe('port');
    expect(brief(wireTargetOf('bikes.org:81/a', 'site'))).toEqual(['bikes.org', 'port', 'path']);
  });
});

describe('every refusal', () => {
  it.each(Object.entries(refusalWords))('%s says what was wrong and what to do, and that it cost nothing', (_, { title, advice }) => {
    expect(title).toMatch(/^This /);
    expect(advice).toMatch(/\. Nothing was sent and nothing was spent\.$/);
  });
});

describe('properties', () => {
  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);
  const ending = fc.constantFrom('com', 'org', 'co.uk', 'io', 'github.io', 'xn--p1ai');
  const host = fc.tuple(label, ending).map((parts) => `own${parts.join('.')}`);
  const secret = fc.stringMatching(/^[a-z0-9]{4,12}$/).map((text) => `canary${text}`);
  const scope = fc.constantFrom<TargetScope>('root', 'host', 'page');
  const how = fc.record({ from: fc.constantFrom<'tab' | 'typed'>('tab', 'typed'), scope, keepQuery: fc.boolean() });
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc
      .tuple(fc.constantFrom('https://', 'http:', '//', '', 'xn--'), fc.string({ unit: 'binary' }), fc.constantFrom('', '.com', '.com/x'))
      .map((parts) => parts.join('')),
    fc
      .array(fc.constantFrom('a', 'xn--', '.', ':', '/', '@', '[', '%', '%2e', '?', '#', '\\', '0x', '1', 'é', '。', '\ud800', ' '), {
        maxLength: 12,
      })
      .map((parts) => parts.join('')),
  );

  it('never throws, and what it gives can be sent and read again', () => {
    fc.assert(
      fc.property(anyText, how, (text, options) => {
        displayHost(text);
        inferScope(text);
        const reading = targetOf(text, options);
        if (!reading.ok) return reading.reason in refusalWords;
        const again = targetOf(reading.target, { ...options, from: 'typed' });
        return again.ok && (options.scope === 'host' || again.target === reading.target);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives one host for all its spellings', () => {
    const scheme = fc.constantFrom('https://', 'http://', 'HTTPS://', '//', '');
    fc.assert(
      fc.property(host, scheme, fc.boolean(), fc.boolean(), fc.boolean(), (name, before, www, dot, upper) => {
        const spelling = `${www ? 'www.' : ''}${name}${dot ? '.' : ''}`;
        const text = ` ${before}${upper ? spelling.toUpperCase() : spelling}/ `;
        expect(typed(text)).toEqual({ ok: true, kind: 'host', target: name, host: name, dropped: [] });
        if (before.startsWith('h')) expect(tab(text)).toEqual(typed(text));
      }),
    );
  });

  it('never lets user names, passwords, queries and fragments through', () => {
    fc.assert(
      fc.property(host, scope, fc.array(secret, { minLength: 4, maxLength: 4 }), (name, asked, [user, password, query, hash]) => {
        const url = `https://${user}:${password}@${name}/path?${query}=${query}#${hash}`;
        for (const reading of [tab(url, asked), typed(url, asked)]) {
          expect(reading.ok).toBe(true);
          expect(JSON.stringify(reading)).not.toContain('canary');
        }
      }),
    );
  });
});

describe('punycode', () => {
  // From RFC 3492 §7.1.
  it.each([
    ['ليهمابتكلموشعربي؟', 'egbpdaj6bu4bxfgehfvwxn'],
    ['他们为什么不说中文', 'ihqwcrb4cv8a8dqg056pqjye'],
    ['почемужеонинеговорятпорусски', 'b1abfaaepdrnnbgefbadotcwatmq2g4l'],
    ['3年b組金八先生', '3b-ww4c5e180e575a65lsy2b'],
    ['-> $1.00 <-', '-> $1.00 <--'],
  ])('%s is %s', (text, code) => {
    expect([encodePunycode(text), decodePunycode(code)]).toEqual([code, text]);
  });

  it('comes back from every text, as browsers encode it', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => decodePunycode(encodePunycode(text)) === text));
    expect(new URL('https://düsseldorf-łódź.de').hostname).toBe(`xn--${encodePunycode('düsseldorf-łódź')}.de`);
  });

  it.each(['', 'bcher', 'xn--', 'xn--a', 'xn--bikes-', 'xn--99999999', 'xn--a-', 'xn--bcher-kv', 'xn--\u00fc', `xn--${'a'.repeat(60)}`])(
    'the label %j is no name',
    (label) => {
      expect(decodeLabel(label)).toBeNull();
    },
  );

  it.each([
    ['a capital', 'Äb'],
    ['a wide letter', 'ａ'],
    ['a zero-width space', 'bi\u200bkes'],
    ['a joiner between Latin letters', 'bi\u200dkes'],
    ['a turn of direction', 'bi\u202ekes'],
    ['a space', 'bi\u00a0kes'],
    ['an accent at the start', '\u0301a'],
    ['a letter in parts', 'bu\u0308cher'],
  ])('a label of %s is no name', (_, text) => {
    expect(decodeLabel(`xn--${encodePunycode(text)}`)).toBeNull();
  });

  it.each(['bücher', 'straße', 'ελλάς', 'i❤', 'نامه\u200cای', 'クリック'])('%s is a name', (text) => {
    expect(decodeLabel(`xn--${encodePunycode(text)}`)).toBe(text);
  });
});

describe('a host on show', () => {
  it.each([
    ['bikes.org', 'bikes.org'],
    ['xn--bcher-kva.de', 'bücher.de (xn--bcher-kva.de)'],
    ['bücher.de', 'bücher.de (xn--bcher-kva.de)'],
    ['shop.xn--e1afmkfd.xn--p1ai', 'shop.пример.рф (shop.xn--e1afmkfd.xn--p1ai)'],
    ['xn--fsqu00a.xn--fiqs8s', '例子.中国 (xn--fsqu00a.xn--fiqs8s)'],
    ['xn--eckwd4c7c777u.jp', 'ドメイン名.jp (xn--eckwd4c7c777u.jp)'],
    ['сор.рф', 'сор.рф (xn--n1aeb.xn--p1ai)'],
    ['москва.com', 'москва.com (xn--80adxhks.com)'],
    ['faß.de', 'faß.de (xn--fa-hia.de)'],
    ['हिन्दी.com', 'हिन्दी.com (xn--j2bd4cyah0f.com)'],
  ])('%s reads %s', (host, text) => {
    expect(displayHost(host)).toEqual({ text, note: null });
  });

  it.each([
    ['all look-alikes', 'xn--80ak6aa92e.com', 'xn--80ak6aa92e.com'],
    ['all look-alikes, in Unicode', 'аррӏе.com', 'xn--80ak6aa92e.com'],
    ['in one label only', 'www.xn--80ak6aa92e.com', 'www.xn--80ak6aa92e.com'],
    ['Greek look-alikes', 'κοινο.com', `xn--${encodePunycode('κοινο')}.com`],
    ['mixed alphabets', 'paypаl.com', `xn--${encodePunycode('paypаl')}.com`],
    ['Latin among Japanese', 'abcドメイン.jp', `xn--${encodePunycode('abcドメイン')}.jp`],
    ['a slash that is a letter', 'ノ.com', `xn--${encodePunycode('ノ')}.com`],
    ['a dotless i', 'bıkes.com', `xn--${encodePunycode('bıkes')}.com`],
    ['piled accents', 'a\u0301\u0301b.com', `xn--${encodePunycode('á\u0301b')}.com`],
    ['a sign', 'xn--i-7iq.ws', 'xn--i-7iq.ws'],
    ['no name at all', 'xn--a.com', 'xn--a.com'],
  ])('is encoded and explained: %s', (_, host, text) => {
    expect(displayHost(host)).toEqual({ text, note: expect.stringContaining('shown in its encoded form') });
  });

  it('is ASCII, or has its ASCII form beside it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 3 }), (labels) => {
        const { text, note } = displayHost(labels.join('.'));
        return /^\p{ASCII}*$/u.test(text) || (note === null && /^[\p{L}\p{M}\p{ASCII}]* \(\p{ASCII}*xn--\p{ASCII}*\)$/u.test(text));
      }),
      { numRuns: 1000 },
    );
  });
});

/** A larger set of addresses with the agreed outcome of each, kept beside the repository and not in it. */
const corpus = fileURLToPath(new URL('../../../shared/corpus/urls.json', import.meta.url));

describe('the kept set of addresses', () => {
  it.skipIf(!existsSync(corpus))('gives the agreed outcome for each', () => {
    type Case = { from: 'tab' | 'typed'; scope: TargetScope; input: string; keepQuery?: boolean; expect: object };
    const { cases } = JSON.parse(readFileSync(corpus, 'utf8')) as { cases: Case[] };
    const outcome = (reading: TargetReading) => {
      if (!reading.ok) return reading;
      const { host: _, ...agreed } = reading;
      return agreed;
    };
    expect(cases.length).toBeGreaterThan(200);
    expect(cases.map((one) => ({ ...one, expect: outcome(targetOf(one.input, one)) }))).toEqual(cases);
  });
});
