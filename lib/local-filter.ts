/** The words and first values of conditions on loaded rows, by what a column holds. */

import { type Column, type ColumnKind, isNumeric } from './columns.ts';
import { count } from './format.ts';
import type { ColumnFilter } from './local-view.ts';
import { t } from './words.ts';

export type LocalTest = ColumnFilter['test'];

export const testWords: Record<LocalTest, string> = {
  contains: t`contains`,
  without: t`does not contain`,
  regex: t`matches the pattern`,
  set: t`is one of`,
  range: t`is between`,
  days: t`is between`,
  flag: t`is`,
};

/** What can be asked of a column, the usual question first. */
export function testsOf(kind: ColumnKind): readonly LocalTest[] {
  if (kind === 'flag') return ['flag'];
  if (kind === 'time') return ['days'];
  if (isNumeric(kind)) return ['range', 'set'];
  if (kind === 'tally' || kind === 'list') return ['range'];
  return ['contains', 'without', 'set', 'regex'];
}

/** A condition that keeps every row until it is filled in. */
export function openFilter({ path }: Pick<Column, 'path'>, test: LocalTest): ColumnFilter {
  switch (test) {
    case 'range':
    case 'days':
      return { path, test, from: null, to: null };
    case 'flag':
      return { path, test, values: ['yes', 'no', 'unknown'] };
    case 'set':
      return { path, test, values: [] };
    default:
      return { path, test, text: '' };
  }
}

/** A condition that still keeps every row; it is not counted as one. */
export function isOpen(filter: ColumnFilter): boolean {
  switch (filter.test) {
    case 'range':
    case 'days':
      return filter.from === null && filter.to === null;
    case 'flag':
      return filter.values.length === 3;
    case 'set':
      return filter.values.length === 0;
    default:
      return filter.text === '';
  }
}

/** The conditions that are filled in: what rows are tested by. */
export const filledIn = (filters: readonly ColumnFilter[]): ColumnFilter[] => filters.filter((filter) => !isOpen(filter));

/** How many conditions are in force, in words; empty for none. */
export const conditionWords = (filters: readonly ColumnFilter[]): string => {
  const set = filledIn(filters).length;
  return set === 0 ? '' : set === 1 ? t`${count(set)} condition` : t`${count(set)} conditions`;
};
