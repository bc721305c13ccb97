/** What the answers of a look say of each site. */
import { joined, targetsIn } from '../bulk/join.ts';
import { endpointOf } from '../endpoints/index.ts';
import type { Stored } from '../messages.ts';
import { alertsOf } from './compare.ts';
import type { Known, StrongLoss, Thresholds, Watched, WatchRow } from './define.ts';

type Answer = Pick<Stored, 'endpoint' | 'request' | 'rows'>;

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The figures of a row; what is missing or null is not known and is left out. */
const knownIn = (row: Record<string, unknown>): Known =>
  Object.fromEntries(Object.entries(row).filter((entry): entry is [string, number] => Number.isFinite(entry[1])));

/** What bulk answers say of a site: the figures of all of them together. */
export function figuresOf(target: string, answers: readonly Answer[]): Known {
  const rows = answers.map(({ endpoint, request, rows }) =>
    joined(endpointOf(endpoint).key ?? 'target', targetsIn(request), rows).byTarget.get(target),
  );
  return Object.assign({}, ...rows.map((row) => (row ? knownIn(row) : {})));
}

/** The strong links that a site lost, by the answer of its own call. */
export function lossesOf(target: string, answers: readonly Answer[]): StrongLoss[] {
  const rows = answers.filter(({ request }) => request.target === target).flatMap(({ rows }) => rows);
  return rows.flatMap((row) => {
    const domain = textOf(row.domain_from);
    return domain
      ? [{ domain, rank: Number.isFinite(row.domain_from_rank) ? (row.domain_from_rank as number) : null, url: textOf(row.url_from) }]
      : [];
  });
}

/** The rows of a look, one for each of its sites. */
export function rowsOfLook(sites: readonly Watched[], answers: readonly Answer[], thresholds: Thresholds): WatchRow[] {
  return sites.map(({ target, isRival, lookedAt, last }) => {
    const found = { target, isRival, before: last, beforeAt: lookedAt, now: figuresOf(target, answers), losses: lossesOf(target, answers) };
    return { ...found, alerts: lookedAt === null ? [] : alertsOf(found, thresholds) };
  });
}
