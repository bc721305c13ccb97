/** What earlier answers, which are paid for already, say of a figure. */
import type { Column } from '../../lib/columns.ts';
import { count } from '../../lib/format.ts';
import type { Figures, Stored } from '../../lib/messages.ts';

/** A figure as it was, oldest first; answers that did not have it are left out. */
export const pointsOf = (column: Column, past: readonly Figures[]): { at: number; value: number }[] =>
  past.flatMap(({ fetchedAt, row }) => {
    const value = column.value(row);
    return typeof value === 'number' ? [{ at: fetchedAt, value }] : [];
  });

export type Change = { words: string; before: number; at: number };

/** How a figure differs from the answer before this one; null where it does not, where there is none, or where either does not say. */
export function changeOf(column: Column, { rows, fetchedAt }: Stored, past: readonly Figures[]): Change | null {
  const before = pointsOf(column, past).findLast(({ at }) => at < fetchedAt);
  const now = column.value(rows[0] ?? {});
  if (!before || typeof now !== 'number' || now === before.value) return null;
  const by = now - before.value;
  const words = `${by > 0 ? '+' : '−'}${count(Math.abs(by))}`;
  return { words, before: before.value, at: before.at };
}
