import { count, group, words } from '../fields.ts';
import { choice } from '../params.ts';
import type { WireTask } from './define.ts';

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
  'Counted links',
  'The docs say: all counts every backlink, partial only those that intersect.',
  ['all', 'partial'],
  'all',
);

export const intersectionHead = { targets: words('Targets', 'The targets by their numbers.') };

export const intersectionSummary = group('Hits', {
  intersections_count: count('Intersections', 'How many of the targets it links to.'),
});
