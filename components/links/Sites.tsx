import { useState } from 'preact/hooks';
import { count } from '../../lib/format.ts';
import { displayHost } from '../../lib/host-display.ts';
import type { SiteFigures } from '../../lib/messages.ts';
import type { LinkedSite } from '../../lib/page-links/classify.ts';
import { hashOf } from '../../lib/route.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';
import { SpamPill } from '../SpamPill.tsx';

type Props = {
  sites: readonly LinkedSite[];
  figuresOf: (site: string) => SiteFigures | undefined;
  /** How many rows are drawn. */
  shown: number;
  onSite: (site: string) => void;
  explorer: (hash: string) => string;
};

const columns = [
  { id: 'links', label: t`Links`, of: ({ links }: LinkedSite) => links },
  { id: 'dofollow', label: t`Dofollow`, of: ({ dofollow }: LinkedSite) => dofollow },
  { id: 'rank', label: t`Rank`, of: (_: LinkedSite, figures?: SiteFigures) => figures?.rank ?? null },
  { id: 'spam', label: t`Spam`, of: (_: LinkedSite, figures?: SiteFigures) => figures?.spam ?? null },
] as const;

/** The websites a page links to, with what is known of them. */
export function Sites({ sites, figuresOf, shown, onSite, explorer }: Props) {
  const [by, setBy] = useState<(typeof columns)[number]>(columns[0]);
  const ordered = [...sites].sort((a, b) => (by.of(b, figuresOf(b.site)) ?? -1) - (by.of(a, figuresOf(a.site)) ?? -1));
  return (
    <table class="num">
      <thead>
        <tr>
          <th scope="col">{t`Website`}</th>
          {columns.map((column) => (
            <th key={column.id} scope="col" aria-sort={column === by ? 'descending' : undefined}>
              <button type="button" class="link" title={t`Most first: ${column.label}`} onClick={() => setBy(column)}>
                {column.label}
                {column === by && <span aria-hidden="true"> ↓</span>}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ordered.slice(0, shown).map((each) => {
          const { site, links, dofollow } = each;
          const figures = figuresOf(site);
          return (
            <tr key={site}>
              <th scope="row">
                <button type="button" class="link" title={t`Show its links: ${displayHost(site).text}`} onClick={() => onSite(site)}>
                  <bdi>{visibleText(displayHost(site).text)}</bdi>
                </button>
              </th>
              <td>{count(links)}</td>
              <td>{count(dofollow)}</td>
              <td data-field="rank">
                <a
                  href={explorer(hashOf('summary', new URLSearchParams({ target: site })))}
                  target="_blank"
                  rel="noopener"
                  title={t`Its overview`}
                >
                  {count(figures?.rank)}
                </a>
              </td>
              <td data-field="spam">
                <span class="with-pill">
                  {count(figures?.spam)} <SpamPill score={figures?.spam} />
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
