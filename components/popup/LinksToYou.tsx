import { count, day, momentOf, money } from '../../lib/format.ts';
import { displayHost } from '../../lib/host-display.ts';
import type { LinkToDomain } from '../../lib/messages.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';

/** Whether a site links to the person's own domains and to rivals, from what was bought already. */
export function LinksToYou({ found, explorer }: { found: readonly LinkToDomain[]; explorer: (hash: string) => string }) {
  if (found.length === 0) return null;
  return (
    <details class="to-you num small">
      <summary>{summaryOf(found)}</summary>
      <ul>
        {found.map((each) => (
          <li key={`${each.isMine} ${each.domain}`}>
            <span>
              <bdi>{visibleText(displayHost(each.domain).text, 60)}</bdi> <span class="muted">{each.isMine ? t`yours` : t`rival`}</span>
              {': '}
              {wordsOf(each)}
            </span>
            <a href={explorer(each.hash)} target="_blank" rel="noopener">
              {each.state === 'no-copy' ? t`Get it` : each.state === 'links' || each.state === 'lost' ? t`Its links` : t`More of it`}{' '}
              <span class="price muted">{money(each.priceUsd)}</span>
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

const linked = ({ state }: LinkToDomain): boolean => state === 'links';
const isKnown = ({ state }: LinkToDomain): boolean => state !== 'no-copy';

/** One line for all: the person's own first. */
function summaryOf(found: readonly LinkToDomain[]): string {
  const mine = found.filter(({ isMine }) => isMine);
  const rivals = found.filter(({ isMine }) => !isMine);
  const best = mine.filter(linked).sort((a, b) => (b.links ?? 0) - (a.links ?? 0))[0] ?? mine.find(isKnown) ?? mine[0];
  const yours = best && t`To ${mine.length > 1 ? visibleText(displayHost(best.domain).text, 30) : 'you'}: ${wordsOf(best)}`;
  const copied = rivals.filter(isKnown).length;
  const theirs =
    rivals.length > 0 && t`rivals: ${copied > 0 ? t`${count(rivals.filter(linked).length)} of ${count(copied)}` : t`no copy yet`}`;
  return [yours, theirs].filter(Boolean).join(' · ');
}

/** What a copy says of one domain. */
function wordsOf({ state, links, nofollow, firstSeen, lostDate, copyAt, copied, total }: LinkToDomain): string {
  const copy = t`the copy of ${day(copyAt)}`;
  switch (state) {
    case 'no-copy':
      return t`no copy of who links there yet`;
    case 'absent':
      return t`no link in ${copy}, which has all ${count(copied)}`;
    case 'not-in-copy':
      return t`not in ${copy} (${count(copied)} of ${count(total)})`;
    case 'lost':
      return t`links lost by ${day(momentOf(lostDate))}`;
    case 'links': {
      const dofollow = links !== null && nofollow !== null ? t`, about ${count(Math.max(0, links - nofollow))} dofollow` : '';
      return links === 1
        ? t`${count(links)} link${dofollow}, since ${day(momentOf(firstSeen))}`
        : t`${count(links)} links${dofollow}, since ${day(momentOf(firstSeen))}`;
    }
  }
}
