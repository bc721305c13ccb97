import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrapped } from '../../lib/redirectors.ts';

const inner = 'https://example.com/shoes?id=1&x=2#top';
const carried = encodeURIComponent(inner);

describe('a link through a redirector', () => {
  it.each([
    ['Google', `https://www.google.com/url?sa=t&url=${carried}&usg=AOv`],
    ['Google, older', `https://www.google.co.uk/url?q=${carried}&sa=U`],
    ['Google images', `https://www.google.de/imgres?imgurl=https%3A%2F%2Fcdn.example%2Fa.jpg&imgrefurl=${carried}`],
    ['Facebook', `https://l.facebook.com/l.php?u=${carried}&h=AT0`],
    ['Facebook, mobile', `https://lm.facebook.com/l.php?u=${carried}`],
    ['Instagram', `https://l.instagram.com/?u=${carried}&e=AT`],
    ['Reddit', `https://out.reddit.com/t3_1?url=${carried}&token=x`],
    ['Tumblr', `https://t.umblr.com/redirect?z=${carried}&t=y`],
    ['DuckDuckGo', `https://duckduckgo.com/l/?uddg=${carried}&rut=1`],
    ['YouTube', `https://www.youtube.com/redirect?event=video&q=${carried}`],
    ['LinkedIn', `https://www.linkedin.com/redir/redirect?url=${carried}`],
    ['VK', `https://vk.com/away.php?to=${carried}`],
    ['Outlook', `https://eur01.safelinks.protection.outlook.com/?url=${carried}&data=05`],
    ['Yahoo', `https://r.search.yahoo.com/_ylt=A/RV=2/RE=1/RO=10/RU=${carried}/RK=2/RS=x-`],
    ['Bing', `https://www.bing.com/ck/a?!&&p=1&u=a1${Buffer.from(inner).toString('base64url')}&ntb=1`],
    ['two, one in the other', `https://www.google.com/url?q=${encodeURIComponent(`https://l.facebook.com/l.php?u=${carried}`)}`],
  ])('of %s ends where it says', (_, address) => {
    expect(unwrapped(address)).toBe(inner);
  });

  it.each([
    'https://www.google.com/search?q=https://example.com/',
    'https://www.google.com/url?q=javascript:alert(1)',
    'https://www.google.com/url?q=example.com',
    'https://google.com.evil.example/url?q=https://example.com/',
    'https://notl.facebook.com/l.php?u=https://example.com/',
    'https://www.bing.com/ck/a?u=a1%%%',
    'https://t.co/abc',
    'https://example.com/url?q=https://other.example/',
    'mailto:a@example.com',
    'no address',
    '',
  ])('and nothing else: %s', (address) => {
    expect(unwrapped(address)).toBe(address);
  });

  it('ends, whatever leads to itself', () => {
    let address = 'https://www.google.com/url?q=x';
    for (let turn = 0; turn < 10; turn++) address = `https://www.google.com/url?q=${encodeURIComponent(address)}`;
    expect(unwrapped(address)).toMatch(/^https:/);
  });

  it('never throws and gives web addresses or what it was given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (given) => {
        for (const address of [given, `https://www.google.com/url?q=${given}`, `https://www.bing.com/ck/a?u=a1${given}`]) {
          const to = unwrapped(address);
          expect(to === address || /^https?:\/\//.test(to)).toBe(true);
        }
      }),
    );
  });
});
