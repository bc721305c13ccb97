import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { safeHref } from '../../lib/safe-href.ts';

// A busy machine needs longer for a hundred random texts than the usual five seconds.
vi.setConfig({ testTimeout: 30_000 });

describe('an address becomes a link', () => {
  it.each([
    'https://example.com/',
    'http://example.com/path?q=1&r=%20#part',
    'https://xn--80ak6aa92e.com/',
    'http://example.com:8080/',
    'https://例え.jp/道',
  ])('%s', (address) => {
    expect(safeHref(address)).toBe(new URL(address).href);
  });
});

describe('an address stays text', () => {
  it.each([
    ' javascript:alert(1)',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'javascript&colon;alert(1)',
    'javascript://example.com/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'blob:https://example.com/1',
    'file:///etc/passwd',
    'ftp://example.com/',
    'about:config',
    'view-source:https://example.com',
    'chrome-extension://x/options.html',
    'moz-extension://x/o.html',
    'tel:1',
    'mailto:a@example.com',
    '//example.com/',
    '/options.html#/wipe',
    'example.com',
    'https://user:pw@example.com/',
    'https://user@example.com/',
    'https://@example.com:pw@example.org/',
    'https://good.example\\@evil.example/',
    'https:\\\\example.com',
    'https:example.com',
    'https:///example.com',
    'https://example.com/\u202egpj.exe',
    'https://exam\u200bple.com/',
    'https://example.com/a b',
    ' https://example.com/',
    'https://example.com/\n',
    'http://[::1',
    'https://',
    '',
    '?',
    'undefined',
    `https://example.com/${'a'.repeat(2048)}`,
    `https://example.com/${'é'.repeat(1000)}`,
  ])('%j', (address) => {
    expect(safeHref(address)).toBeNull();
  });

  it.each([null, undefined, 1, true, {}, ['https://example.com/']])('what is no text: %j', (value) => {
    expect(safeHref(value)).toBeNull();
  });
});

it('is http or https without a login, whatever the text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string({ unit: 'binary' })), (text) => {
      const href = safeHref(text);
      if (href === null) return;
      const { protocol, username, password } = new URL(href);
      expect(['http:', 'https:']).toContain(protocol);
      expect(username + password).toBe('');
    }),
  );
});
