import type { Column } from '../../lib/columns.ts';
import { count, listed } from '../../lib/format.ts';
import type { SortBy } from '../../lib/local-view.ts';
import { t } from '../../lib/words.ts';

/** The way to a list in an order of the API's: which fields it can be had by, and the press that puts them into the request. */
export type ServerSort = { can: (path: string) => boolean; ask: (sort: readonly SortBy[]) => void };

type Props = {
  columns: readonly Column[];
  sort: readonly SortBy[];
  /** The free filter in words; empty where every loaded row passes. */
  inForce: string;
  loaded: number;
  total: number | null;
  serverSort: ServerSort | null;
  onSort: (sort: SortBy[]) => void;
};

/** Says over what the rows are sorted and filtered: what is loaded, which is free, and not the list the API has. */
export function SortedOver({ columns, sort, inForce, loaded, total, serverSort, onSort }: Props) {
  if (sort.length === 0 && (inForce === '' || total === null || total <= loaded)) return null;
  const isPart = total !== null && total > loaded;
  const acts = [
    sort.length > 0 && t`sorted by ${sort.map((by) => sortWords(columns, by)).join(t`, then `)}`,
    inForce && t`filtered by ${inForce}`,
  ];
  const words = listed(acts.flatMap((act) => act || []));
  const canAsk = isPart && serverSort !== null && sort.length > 0 && sort.every(({ path }) => serverSort.can(path));
  return (
    <p class="sorted-over small muted num" role="status">
      <span>{t`${words.charAt(0).toUpperCase() + words.slice(1)} over ${count(loaded)} loaded${isPart && t` of ${count(total)}`}`}</span>
      {canAsk && (
        <button type="button" class="link" onClick={() => serverSort.ask(sort)}>{t`Ask for all ${count(total)} in this order`}</button>
      )}
      {sort.length > 0 && <button type="button" class="link" onClick={() => onSort([])}>{t`Back to the order of the API`}</button>}
    </p>
  );
}

function sortWords(columns: readonly Column[], { path, direction }: SortBy): string {
  const column = columns.find((each) => each.path === path);
  return `${column?.label ?? path} ${direction === 'asc' ? '↑' : '↓'}`;
}
