import { count, group, words } from '../fields.ts';
import { choice } from '../params.ts';
import { t } from '../words.ts';
import type { RequestIssue, WireTask } from './define.ts';

/** The wire wants the targets of an intersection under the keys "1" … "20". */
export function numberTargets<R extends { targets: string[] }>({ targets, ...rest }: R): WireTask {
  return { targets: Object.fromEntries(targets.map((target, at) => [String(at + 1), target])), ...rest };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Rows of an intersection. A real recording of 2021 has the numbered keys directly in the row; today they stand under the endpoint's own
 * name with `summary` beside them. Both read the same.
 */
export const numberedRows =
  (name: string) =>
  (result: readonly unknown[]): readonly unknown[] => {
    const first = result[0];
    const items = isRecord(first) && Array.isArray(first.items) ? first.items : [];
    return items.map((item) => {
      if (!isRecord(item) || name in item) return item;
      const numbered = Object.entries(item).filter(([key]) => /^\d+$/.test(key));
      return numbered.length > 0 ? { [name]: Object.fromEntries(numbered), summary: item.summary ?? null } : item;
    });
  };

export const intersectionMode = choice(
  t`Counted links`,
  t`The docs say: all counts every backlink, partial only those that intersect.`,
  ['all', 'partial'],
  'all',
);

export const intersectionHead = { targets: words(t`Targets`, t`The targets by their numbers.`) };

export const intersectionSummary = group(t`Hits`, {
  intersections_count: count(t`Intersections`, t`How many of the targets it links to.`),
});

const placeOf = (target: string): { host: string; page: string | null } => {
  const [, host = '', path] = /^(?:https?:\/\/)?(?:www\.)?([^/?#]*)(.*)$/is.exec(target) ?? [];
  return { host: host.toLowerCase(), page: /^https?:\/\//i.test(target) ? (path ?? '') : null };
};

/** Whether everybody who links to `target` links to `site` too: it is the same, or a part of it. Both as they are sent. */
export function isWithin(target: string, site: string, withSubdomains = true): boolean {
  const [inner, outer] = [placeOf(target), placeOf(site)];
  if (inner.host === '' || outer.host === '') return false;
  if (outer.page === null) return inner.host === outer.host || (withSubdomains && inner.host.endsWith(`.${outer.host}`));
  if (inner.page === null || inner.host !== outer.host) return false;
  // The docs exclude `https://site/path/*`.
  return outer.page.endsWith('*') ? inner.page.startsWith(outer.page.slice(0, -1)) : inner.page === outer.page;
}

/** Whoever links to a target that is excluded is left out, so that nothing could be found of it, at the full price. */
export function notExcluded(request: { targets: string[]; exclude_targets?: string[]; include_subdomains?: boolean }): RequestIssue | null {
  const { targets, exclude_targets: excluded = [], include_subdomains: withSubdomains } = request;
  const both = targets.find((target) => excluded.some((site) => isWithin(target, site, withSubdomains)));
  return both === undefined
    ? null
    : {
        param: 'targets',
        message: t`“${both.slice(0, 80)}” is excluded, so nobody who links to it could be found. Take it out of one of the lists.`,
      };
}
