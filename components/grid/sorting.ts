import { type Direction, isNumeric } from '../../lib/columns.ts';
import type { SortBy } from '../../lib/local-view.ts';
import type { GridColumn } from './columns.ts';

/** Down first for what is counted or dated, up first for words. */
function firstOf({ main: { kind } }: GridColumn): Direction {
  return isNumeric(kind) || kind === 'tally' || kind === 'time' || kind === 'list' || kind === 'flag' ? 'desc' : 'asc';
}

/**
 * The sort after a press on a heading: its first direction, the other one, none, which is the order of the API. With `isAdded` the column
 * is one more behind those that are there.
 */
export function nextSort(column: GridColumn, sort: readonly SortBy[], isAdded: boolean): SortBy[] {
  const { path } = column.main;
  const now = sort.find((each) => each.path === path);
  const isOnly = now !== undefined && sort.length === 1;
  const first = firstOf(column);
  const other: Direction = first === 'asc' ? 'desc' : 'asc';
  const next = now && (isAdded || isOnly) ? (now.direction === first ? other : null) : first;
  if (!isAdded) return next === null ? [] : [{ path, direction: next }];
  if (!now) return next === null ? [...sort] : [...sort, { path, direction: next }];
  return sort.flatMap((each) => (each.path !== path ? [each] : next === null ? [] : [{ path, direction: next }]));
}
