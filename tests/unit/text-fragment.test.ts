import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeHref } from '../../lib/safe-href.ts';
import { jumpHref, type LinkText } from '../../lib/text-fragment.ts';

const page = 'https://blog.example/lamps';
const jump = (link: LinkText, url: unknown = page): string | null => jumpHref(url, link);

/** What a browser reads in the address, by the grammar of the specification. */
function readBack(href: string | null): { prefix?: string; start: string; end?: string; suffix?: string } {
  const directive = href?.split(':~:text=')[1] ?? '';
  const found = /^(?:([^&,-]+)-,)?([^&,-]+)(?:,([^&,-]+))?(?:,-([^&,-]+))?$/.exec(directive);
  if (!found) throw new Error(`Not a text directive: ${directive}`);
  const [prefix, start = '', end, suffix] = found.slice(1).map((part) => (part === undefined ? undefined : decodeURIComponent(part)));
  return { prefix, start, end, suffix };
}

describe('an address at a link', () => {
  it('names the anchor between three words before it and three after it', () => {
    expect(jump({ before: 'You will find it in the', anchor: 'best lamps', after: 'of this year, says Ann.' })).toBe(
      `${page}#:~:text=it%20in%20the-,best%20lamps,-of%20this%20year`,
    );
  });

  it('writes dashes, commas and ampersands as numbers', () => {
    expect(jump({ before: 'so-called, R&D:', anchor: 'A-Z, B & C', after: '- no, really' })).toBe(
      `${page}#:~:text=called%2C%20R%26D%3A-,A%2DZ%2C%20B%20%26%20C,-%2D%20no%2C%20really`,
    );
  });

  it('takes white space as a page shows it', () => {
    expect(readBack(jump({ before: ' a\n\tb ', anchor: ' best\u00a0\r\n lamps ', after: '\n' }))).toEqual({
      prefix: 'a b',
      start: 'best lamps',
      end: undefined,
      suffix: undefined,
    });
  });

  it('names a long anchor by its ends', () => {
    const anchor = 'One two three four five six seven eight nine ten eleven twelve.';
    expect(readBack(jump({ anchor }))).toMatchObject({ start: 'One two three four', end: 'nine ten eleven twelve.' });
    expect(readBack(jump({ anchor: `${anchor} ${'and more '.repeat(100_000)} to the very end` }))).toMatchObject({
      start: 'One two three four',
      end: 'to the very end',
    });
  });

  it('knows words of scripts without spaces', () => {
    const read = readBack(
      jump({ before: '私たちはこの冬のために', anchor: '最高のランプ', after: 'を選びました。とても明るいです。' }) ?? '',
    );
    expect(read?.start).toBe('最高のランプ');
    expect('私たちはこの冬のために'.endsWith(read?.prefix ?? '-')).toBe(true);
    expect(read?.prefix?.length).toBeLessThan(11);
    expect('を選びました。'.startsWith(read?.suffix ?? '-')).toBe(true);
  });

  it('keeps the fragment the address has, and replaces a text directive', () => {
    expect(jump({ anchor: 'lamps' }, `${page}#best`)).toBe(`${page}#best:~:text=lamps`);
    expect(jump({ anchor: 'lamps' }, `${page}#best:~:text=other`)).toBe(`${page}#best:~:text=lamps`);
    expect(jump({ anchor: 'lamps' }, `${page}#:~:text=other&text=more`)).toBe(`${page}#:~:text=lamps`);
    expect(jump({ anchor: 'lamps' }, `${page}?a=1&b=2`)).toBe(`${page}?a=1&b=2#:~:text=lamps`);
  });

  it.each([
    null,
    undefined,
    '',
    '   ',
    '}',
    '@media',
    '@media (max-width: 600px)',
    '@font-face',
    '.a{color:red}',
    '»',
    '→',
    '<img src=x>',
    '</a>',
    'function (a)',
    '\ud800x',
    'lost \ufffd text',
  ])('is the plain page where the anchor is %j', (anchor) => {
    expect(jump({ before: 'before', anchor, after: 'after' })).toBe(page);
  });

  it.each(['@handle', 'C#', 'A => B', '2 < 3', '50 %'])('finds the anchor %j all the same', (anchor) => {
    expect(readBack(jump({ anchor })).start).toBe(anchor);
  });

  it('leaves out what is no text around the link', () => {
    expect(jump({ before: '@media', anchor: 'lamps', after: '}' })).toBe(`${page}#:~:text=lamps`);
    expect(jump({ before: '.a{color:red}', anchor: 'lamps', after: 'x'.repeat(500) })).toBe(`${page}#:~:text=lamps`);
  });

  it('is the plain page where it would grow too long for a link', () => {
    const long = `${page}?${'a'.repeat(2000)}`;
    expect(jump({ anchor: 'lamps of the year' }, long)).toBe(long);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://a.example/', 'https://user:pw@evil.test/', '', null, 7])(
    'is none for %j',
    (url) => {
      expect(jump({ anchor: 'lamps' }, url)).toBeNull();
    },
  );
});

describe('whatever the texts', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.lorem({ maxCount: 30 }),
    fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-', ',', '&', '#', '%', ':', '~', '=', '.', '灯'), maxLength: 60 }),
  );
  const normal = (given: string): string => given.replace(/[\s\p{Cc}]+/gu, ' ').trim();

  it('the address stays safe, its directive is well formed, and every part reads back as a piece of its text', () => {
    fc.assert(
      fc.property(text, text, text, fc.webUrl({ withFragments: true, withQueryParameters: true }), (before, anchor, after, url) => {
        const href = jumpHref(url, { before, anchor, after });
        const plain = safeHref(url);
        expect(href === null).toBe(plain === null);
        if (href === null || href === plain) return;
        expect(safeHref(href)).toBe(href);
        expect(href.startsWith(plain ?? '-')).toBe(true);
        expect(href).toMatch(/:~:text=[\w.!~*'()%,-]+$/);
        const { prefix = '', start, end, suffix = '' } = readBack(href);
        expect(normal(before).endsWith(prefix)).toBe(true);
        expect(normal(after).startsWith(suffix)).toBe(true);
        expect(normal(anchor).startsWith(start)).toBe(true);
        expect(normal(anchor).endsWith(end ?? start)).toBe(true);
        if (end === undefined) expect(start).toBe(normal(anchor));
      }),
      { numRuns: 500 },
    );
  });
});
