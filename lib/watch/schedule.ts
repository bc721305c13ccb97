/**
 * When sites are looked at. A round looks at each of them once; the next one is due a day, a week or a month after it began. However many
 * were missed, one makes up for them. Moments are in ms since 1970, by DataForSEO's clock as far as it is known.
 */
import { dayOf } from '../params.ts';
import { addMonths, midnightOf } from '../ranges.ts';
import { t } from '../words.ts';
import type { Every, Watched, Watchlist } from './define.ts';

const DAY_MS = 86_400_000;

/** How often a round comes about in a month of 30.44 days. */
export const roundsPerMonth: Record<Every, number> = { day: 365.25 / 12, week: 365.25 / 12 / 7, month: 1 };

export const adverbs: Record<Every, string> = { day: t`daily`, week: t`weekly`, month: t`monthly` };

/** When the round after one is due. A month later is the same day, or the month's last. */
export function nextAfter(at: number, every: Every): number {
  if (every === 'month') return midnightOf(addMonths(dayOf(at), 1)) + (at % DAY_MS);
  return at + (every === 'day' ? 1 : 7) * DAY_MS;
}

/** The list without moments that are still to come: they were written by a clock that was wrong, and would keep a round away for long. */
export function withClock<L extends Pick<Watchlist, 'roundAt' | 'sites'>>(list: L, now: number): L {
  const isAhead = (at: number | null): boolean => at !== null && at > now;
  if (!isAhead(list.roundAt) && !list.sites.some(({ addedAt, lookedAt }) => isAhead(addedAt) || isAhead(lookedAt))) return list;
  const sites = list.sites.map((site) => ({
    ...site,
    addedAt: Math.min(site.addedAt, now),
    lookedAt: site.lookedAt === null ? null : Math.min(site.lookedAt, now),
  }));
  return { ...list, roundAt: list.roundAt === null ? null : Math.min(list.roundAt, now), sites };
}

/** Sites of the round at hand that are still to be looked at, the one that waits for the longest first. One that was added later waits for the next. */
export function pendingOf({ roundAt, sites }: Pick<Watchlist, 'roundAt' | 'sites'>): Watched[] {
  if (roundAt === null) return [];
  const pending = sites.filter(({ addedAt, lookedAt }) => addedAt <= roundAt && (lookedAt === null || lookedAt < roundAt));
  return pending.sort((a, b) => (a.lookedAt ?? 0) - (b.lookedAt ?? 0));
}

/** When the next round is due; at once where there was none. */
export const nextRoundAt = ({ roundAt, every }: Pick<Watchlist, 'roundAt' | 'every'>): number =>
  roundAt === null ? 0 : nextAfter(roundAt, every);

/** The list with a new round begun where one is due. What the round before left over comes first, so rounds never pile up. */
export function begun<L extends Pick<Watchlist, 'roundAt' | 'sites' | 'every'>>(list: L, now: number): L {
  return pendingOf(list).length === 0 && nextRoundAt(list) <= now ? { ...list, roundAt: now } : list;
}
