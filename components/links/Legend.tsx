import type { PageLink } from '../../lib/page-links/classify.ts';
import { type Look, looks } from '../../lib/page-links/overlay.ts';
import { t } from '../../lib/words.ts';
import { lookOf } from './looks.ts';

/** What each kind of line on the page means. */
export function Legend({ links }: { links: readonly PageLink[] }) {
  const used = new Set(links.map(lookOf));
  return (
    <ul class="legend small" aria-label={t`Legend of the marks`}>
      {(Object.keys(looks) as Look[])
        .filter((look) => used.has(look))
        .map((look) => (
          <li key={look}>
            <svg viewBox="0 0 22 8" aria-hidden="true">
              <path d="M1 4h20" stroke={looks[look].colour} stroke-dasharray={looks[look].dash.join(' ') || undefined} />
            </svg>
            {look}
          </li>
        ))}
    </ul>
  );
}
