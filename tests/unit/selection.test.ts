import { describe, expect, it } from 'vitest';
import { targetsInText } from '../../lib/selection.ts';

describe('the targets in a selected text', () => {
  it.each([
    ['one host', ' theverge.com ', ['theverge.com']],
    ['a host in a sentence', 'See www.theverge.com. It says so.', ['theverge.com']],
    ['hosts in a sentence', 'between example.com, “moz.com” and (ahrefs.com)!', ['example.com', 'moz.com', 'ahrefs.com']],
    [
      'addresses under each other',
      'https://example.com/a?b=1\nhttps://example.com/c\n',
      ['https://example.com/a?b=1', 'https://example.com/c'],
    ],
    ['a list with marks', '• example.com – 3\n• moz.com – 4', ['example.com', 'moz.com']],
    ['the same twice', 'moz.com MOZ.com https://moz.com', ['moz.com']],
    ['no address', 'Who links here, e.g. this one? Nobody.', []],
    ['private and other names', 'localhost nas.local 10.0.0.1 me@example.com file:///etc', []],
    ['nothing', '', []],
  ])('%s', (_, text, targets) => {
    expect(targetsInText(text)).toEqual(targets);
  });

  it('stops at as many as one call takes', () => {
    expect(targetsInText(Array.from({ length: 3000 }, (_, n) => `site${n}.com`).join(' '))).toHaveLength(1000);
  });
});
