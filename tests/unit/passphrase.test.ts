import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOfPassphrase, strengthOf } from '../../lib/passphrase.ts';

describe('the word on a passphrase', () => {
  it('counts characters as people do, and says how many are wanted', () => {
    expect(faultOfPassphrase('🔑🔑🔑🔑🔑')).toBe('A passphrase has at least 10 characters.');
    expect(faultOfPassphrase('🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑')).toBeNull();
    expect(strengthOf('short').advice).toBe('5 more characters at least.');
    expect(strengthOf('ninechars').advice).toBe('1 more character at least.');
  });

  it.each(['aaaaaaaaaaaaaaaa', '1234567890', 'abcdefghijklmnop', 'password2026', 'qwertyqwerty1', 'abababababababab', 'Letmein1999!'])(
    'calls “%s” weak',
    (text) => {
      expect(strengthOf(text).word).toBe('Weak');
    },
  );

  it.each([
    ['correct horse battery', 'Fair'],
    ['correct horse battery staple lantern', 'Strong'],
    ['grüße aus der stillen bucht am meer', 'Strong'],
    ['f9$Kq!2xTz#8Lm&w', 'Strong'],
  ])('calls “%s” %s', (text, word) => {
    expect(strengthOf(text).word).toBe(word);
  });

  it('says a word on anything', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => ['Too short', 'Weak', 'Fair', 'Strong'].includes(strengthOf(text).word)),
    );
  });
});
