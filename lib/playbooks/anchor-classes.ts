/** What an anchor is made of, judged by a person's own lists of brand names and keywords. */
import { t } from '../words.ts';
import { hostOf } from './parts.ts';

export const anchorClasses = ['brand', 'exact', 'partial', 'url', 'generic', 'empty'] as const;
export type AnchorClass = (typeof anchorClasses)[number];

export const classWords: Record<AnchorClass, { label: string; help: string }> = {
  brand: { label: t`Brand`, help: t`Holds one of the brand names, alone or with other words.` },
  exact: { label: t`Exact keyword`, help: t`Is one of the keywords and nothing else.` },
  partial: { label: t`Partial keyword`, help: t`Holds a keyword among other words.` },
  url: { label: 'URL', help: t`Is an address, or the name of the site.` },
  generic: { label: t`Generic`, help: t`Says neither brand nor keyword: click here, read more, a headline.` },
  empty: { label: t`Empty`, help: t`Has no text: images, redirects and bare links.` },
};

/** The words of a text, in lower case, without marks and accents: "Crème-Brûlée!" is "creme brulee". */
export const wordsIn = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const holds = (words: string, phrase: string): boolean => phrase !== '' && ` ${words} `.includes(` ${phrase} `);

/** The name a site goes by, from its host: the longest of its labels but the last, as in `news.bbc.co.uk`. */
export function nameOfSite(target: string): string {
  const labels = hostOf(target).split('.').slice(0, -1);
  return labels.reduce((longest, label) => (label.length >= longest.length ? label : longest), '');
}

/** Judges anchors of a target. Brand names win over keywords they hold, as a brand made of keywords is named honestly. */
export function classifier(target: string, brands: readonly string[], keywords: readonly string[]): (anchor: string | null) => AnchorClass {
  const names = [...brands, nameOfSite(target)].map(wordsIn).filter(Boolean);
  const wanted = keywords.map(wordsIn).filter(Boolean);
  const host = hostOf(target);
  return (anchor) => {
    const text = (anchor ?? '').trim();
    if (text === '') return 'empty';
    if (isAddress(text, host)) return 'url';
    const words = wordsIn(text);
    // Nothing but marks and pictures is no text a reader could search for.
    if (words === '') return 'empty';
    if (names.some((name) => name === words)) return 'brand';
    if (wanted.includes(words)) return 'exact';
    if (names.some((name) => holds(words, name))) return 'brand';
    return wanted.some((keyword) => holds(words, keyword)) ? 'partial' : 'generic';
  };
}

function isAddress(text: string, host: string): boolean {
  if (/^(https?:\/\/|www\.)\S+$/i.test(text)) return true;
  return /^\S+$/.test(text) && (hostOf(text) === host || /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(\/\S*)?$/u.test(text));
}
