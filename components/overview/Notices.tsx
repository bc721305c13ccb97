import type { AnyRequest } from '../../lib/endpoints/define.ts';
import type { Rows } from '../../lib/endpoints/index.ts';
import { count, momentOf, percent, day as writtenDay } from '../../lib/format.ts';
import { hashOfLinks, hashOnward } from '../../lib/reports/onward.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';

type Notice = { id: string; text: string; door: string | null; href: string | null };

/** From this share on, redirects or broken links are what the figures are about. */
const MUCH = 0.2;
const MOST = 0.5;

/** What changes how every figure below is read: the target lost its links, is dead, or got its links by redirects. */
export function noticesOf(row: Rows['summary'], request: AnyRequest): Notice[] {
  const notices: Notice[] = [];
  const links = row.backlinks ?? 0;
  const lostAt = momentOf(row.lost_date);
  const host = (target: unknown): string =>
    String(target ?? '')
      .replace(/^https?:\/\//, '')
      .replace(/\/$/, '');
  if (row.target && host(row.target) !== host(request.target))
    notices.push({ id: 'other-target', text: t`DataForSEO answered for ${visibleText(row.target, 200)}.`, door: null, href: null });
  if (lostAt !== null)
    notices.push({
      id: 'lost',
      text: t`The last link was lost by ${writtenDay(lostAt)}: what is counted here is of the past.`,
      door: t`See the lost links`,
      href: hashOnward('backlinks', request, { backlinks_status_type: 'lost', order_by: ['last_seen,desc'] }),
    });
  const broken = row.broken_backlinks ?? 0;
  if (links > 0 && broken / links >= MOST)
    notices.push({
      id: 'broken',
      text: t`${percent(broken, links)} of the links lead to pages that answer with an error. The site may have moved, or lost its pages.`,
      door: t`See the broken pages`,
      href: hashOnward('domain_pages', request, { filters: [['status_code', '>=', 400], 'and', ['page_summary.backlinks', '>', 0]] }),
    });
  const types = row.referring_links_types ?? {};
  const moved = (types.redirect ?? 0) + (types.canonical ?? 0);
  if (links > 0 && moved / links >= MUCH)
    notices.push({
      id: 'redirects',
      text: t`${percent(moved, links)} of the links (${count(moved)}) are redirects and canonicals: other addresses lead here, and what was linked is theirs.`,
      door: t`See who redirects here`,
      href: hashOfLinks(['item_type', 'in', ['redirect', 'canonical']], request),
    });
  return notices;
}

export function Notices({ row, request }: { row: Rows['summary']; request: AnyRequest }) {
  return (
    <>
      {noticesOf(row, request).map(({ id, text, door, href }) => (
        <p key={id} class="banner" data-notice={id}>
          {text} {door && href && <a href={href}>{door}</a>}
        </p>
      ))}
    </>
  );
}
