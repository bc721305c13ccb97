import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { visibleText } from '../../lib/visible-text.ts';

// A busy machine needs longer for a hundred random texts than the usual five seconds.
vi.setConfig({ testTimeout: 30_000 });

describe('a stranger’s text', () => {
  it.each([
    ['a right-to-left override', 'a\u202egpj.exe', 'a[U+202E]gpj.exe'],
    ['an isolate and an override', '\u2066\u202eabc\u2069', '[U+2066][U+202E]abc[U+2069]'],
    ['a right-to-left mark', '\u200f\u05d0 abc', '[U+200F]\u05d0 abc'],
    ['a zero-width space', 'exam\u200bple', 'exam[U+200B]ple'],
    ['a run of joiners between Latin letters', 'a\u200d\u200db', 'a[U+200D][U+200D]b'],
    ['a NUL', 'a\0b', 'a␀b'],
    ['line ends and a tab', 'a\r\n\tb', 'a␍␊␉b'],
    ['a delete', 'a\x7fb', 'a␡b'],
    ['exotic line breaks', 'a\u0085b\u2028c\u2029d', 'a[U+0085]b[U+2028]c[U+2029]d'],
    ['half of a pair', 'a\ud800b', 'a\ufffdb'],
    ['characters that look blank', '\u115f\u3164\uffa0', '[U+115F][U+3164][U+FFA0]'],
    ['hidden tags', '\u{e0041}\u{e0042}', '[U+E0041][U+E0042]'],
    ['a soft hyphen', 'Donau\u00addampf', 'Donau[U+00AD]dampf'],
    ['spaces alone', '   ', '␣␣␣'],
  ])('shows %s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it.each([
    ['an emoji of several parts', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'],
    ['a heart and a keycap with their variation selectors', '\u2764\ufe0f 1\ufe0f\u20e3'],
    ['an emoji with a skin tone and a trade', '\u{1f469}\u{1f3fd}\u200d\u{1f680}'],
    ['a Persian word with its non-joiner', 'می\u200cخواهم'],
    ['a Hindi conjunct with its joiner', 'क्\u200dष'],
    ['Arabic, Cyrillic and Japanese', 'فوربس Форбс フォーブス'],
    ['the empty text', ''],
  ])('leaves %s as it is', (_, text) => {
    expect(visibleText(text)).toBe(text);
  });

  it('is cut at 300 characters, in no pair, however long it is', () => {
    expect(visibleText('a'.repeat(300))).toBe('a'.repeat(300));
    expect(visibleText('a'.repeat(301))).toBe(`${'a'.repeat(300)}…`);
    expect(visibleText(`${'a'.repeat(299)}\u{1f600}b`)).toBe(`${'a'.repeat(299)}…`);
    const began = performance.now();
    expect(visibleText('\u202e'.repeat(10_000_000))).toHaveLength(300 * '[U+202E]'.length + 1);
    expect(performance.now() - began).toBeLessThan(500);
  });

  it('never has a control, a character that turns its neighbours, or half of a pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(visibleText(text)).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });
});
