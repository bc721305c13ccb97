import type { SiteFigures } from '../../lib/messages.ts';
import type { PageLink } from '../../lib/page-links/classify.ts';
import type { Look } from '../../lib/page-links/overlay.ts';
import { t } from '../../lib/words.ts';

/** How a link is marked on the page: by the strongest thing it tells search engines, else by where it leads. */
export function lookOf({ rel, kind, isDofollow }: PageLink): Look {
  if (rel.includes('sponsored')) return 'sponsored';
  if (rel.includes('ugc')) return 'ugc';
  if (kind === 'other') return 'other';
  if (!isDofollow) return 'nofollow';
  return kind === 'external' ? 'dofollow' : 'internal';
}

/** What is wrong with a link, or special, in words of one breath. */
export const wordsOf = ({ rel, isInsecure, image, isRepeated, via, isDofollow }: PageLink): string[] => [
  ...rel,
  ...(rel.length === 0 && !isDofollow ? [t`nofollow by the page`] : []),
  ...(isInsecure ? ['http'] : []),
  ...(image === 'none' ? [] : [image === 'alt' ? t`image` : t`no alt`]),
  ...(isRepeated ? [t`repeated`] : []),
  ...(via ? [t`via ${via}`] : []),
];

/** What stands beside a link on the page: what is special of it, and what is known of the website it leads to. */
export const noteOf = (link: PageLink, figures: SiteFigures | undefined): string =>
  [
    ...wordsOf(link).slice(0, 1),
    ...(link.kind === 'external' && figures?.rank != null ? [t`rank ${figures.rank}`] : []),
    ...(link.kind === 'external' && figures?.spam != null ? [t`spam ${figures.spam}`] : []),
  ].join(' · ');
