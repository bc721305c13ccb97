/** What was spent, added up by day, month, report or target. */

import { endpointNamed } from './endpoints/index.ts';
import type { CacheHits, Call } from './messages.ts';
import { dayOf } from './params.ts';
import { countedUsd, roundUsd } from './price.ts';
import { locale, t } from './words.ts';

/** The ways to add up. Days and months are UTC, as DataForSEO and the caps count them. */
export const groupings = ['day', 'month', 'report', 'target'] as const;
export type Grouping = (typeof groupings)[number];

/** One sum. `usd` is what counts against the caps, `savedUsd` what looks at stored answers would have cost. */
export type Total = { id: string; label: string; usd: number; calls: number; lost: number; hits: number; savedUsd: number };

/** The word for calls from private windows, and for those whose target was forgotten at a sign-out. */
const NO_TARGET = t`no target kept`;

type Named = Pick<CacheHits, 'endpoint' | 'target'> & { day: string };

const idOf: Record<Grouping, (named: Named) => string> = {
  day: ({ day }) => day,
  month: ({ day }) => day.slice(0, 7),
  report: ({ endpoint }) => endpoint,
  target: ({ target }) => target ?? '',
};

const monthName = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const dayName = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** What a sum is called. An id that names nothing is its own name. */
export function labelOf(by: Grouping, id: string): string {
  if (by === 'target') return id === '' ? NO_TARGET : id;
  if (by === 'report') return endpointNamed(id)?.title ?? id;
  const at = Date.parse(id);
  return Number.isNaN(at) ? id : (by === 'month' ? monthName : dayName).format(at);
}

const namedOf = ({ at, endpoint, target }: Call): Named => ({ day: dayOf(at), endpoint, target });

/** The calls and looks of one sum; all of them where `id` is null. */
export function partOf(calls: readonly Call[], hits: readonly CacheHits[], by: Grouping, id: string | null) {
  const isIn = (named: Named): boolean => id === null || idOf[by](named) === id;
  return { calls: calls.filter((call) => isIn(namedOf(call))), hits: hits.filter(isIn) };
}

/** The sums: of days and months newest first, of reports and targets largest first. */
export function totalsBy(calls: readonly Call[], hits: readonly CacheHits[], by: Grouping): Total[] {
  const totals = new Map<string, Total>();
  const totalOf = (named: Named): Total => {
    const id = idOf[by](named);
    const total = totals.get(id) ?? { id, label: labelOf(by, id), usd: 0, calls: 0, lost: 0, hits: 0, savedUsd: 0 };
    totals.set(id, total);
    return total;
  };
  for (const call of calls) {
    const total = totalOf(namedOf(call));
    total.usd = roundUsd(total.usd + countedUsd(call));
    total.calls += 1;
    total.lost += Number(call.state === 'unknown');
  }
  for (const each of hits) {
    const total = totalOf(each);
    total.hits += each.hits;
    total.savedUsd = roundUsd(total.savedUsd + each.savedUsd);
  }
  const isOfTime = by === 'day' || by === 'month';
  return [...totals.values()].sort((a, b) => (isOfTime ? (a.id < b.id ? 1 : -1) : b.usd - a.usd || b.savedUsd - a.savedUsd));
}

/** Amounts in what the account says of its limits, by their names there: `day backlinks summary live`. Zeros mean no limit. */
export function limitsIn(limits: unknown, names: readonly string[] = []): { name: string; usd: number }[] {
  if (typeof limits === 'number') return limits > 0 ? [{ name: names.join(' ').replaceAll('_', ' '), usd: limits }] : [];
  if (typeof limits !== 'object' || limits === null) return [];
  return Object.entries(limits).flatMap(([name, inner]) => limitsIn(inner, [...names, name]));
}
