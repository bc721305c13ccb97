import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { type Column, columnsOf, type Row, rowFilter, sortedBy } from '../../lib/columns.ts';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import { count } from '../../lib/format.ts';
import type { Stored } from '../../lib/messages.ts';
import { DataTable, type Sort } from './DataTable.tsx';

/** How many rows are drawn at a time; more are one press away and free. */
const STEP = 100;

type Props = {
  endpoint: Endpoint;
  stored: Stored;
  /** How many rows are loaded is said elsewhere. */
  isCounted: boolean;
  /** What stands in the line above the table, after the counts; it is told what is on screen. */
  tools: (view: OnScreen) => ComponentChildren;
};

/** The rows that pass the free filter, in their order on screen, and their columns. */
export type OnScreen = { columns: readonly Column[]; found: readonly Row[] };

/** The rows of an answer as a table. */
export function TableResult({ endpoint, stored, isCounted, tools }: Props) {
  const columns = useMemo(() => columnsOf(endpoint, stored), [endpoint, stored]);
  const { rows, totalCount } = stored;
  return <Rows caption={endpoint.title} columns={columns} rows={rows} totalCount={totalCount} isCounted={isCounted} tools={tools} />;
}

type RowsProps = Pick<Props, 'isCounted' | 'tools'> & {
  caption: string;
  columns: readonly Column[];
  rows: readonly Row[];
  /** How many there are in all; null where nobody says. */
  totalCount: number | null;
};

/** Rows that can be sorted, searched and unrolled without asking anybody anything. */
export function Rows({ caption, columns, rows, totalCount, isCounted, tools }: RowsProps) {
  const filter = useMemo(() => rowFilter(columns), [columns]);
  const [wanted, setWanted] = useState('');
  const [sort, setSort] = useState<Sort>(null);
  const [shown, setShown] = useState(STEP);

  const found = useMemo(() => filter(rows, wanted), [filter, rows, wanted]);
  const ordered = useMemo(() => {
    const column = columns.find(({ path }) => path === sort?.path);
    return column && sort ? sortedBy(found, column, sort.direction) : found;
  }, [columns, found, sort]);

  const left = ordered.length - shown;
  /** Another order begins at its top. */
  const order = (by: Sort) => {
    setSort(by);
    setShown(STEP);
  };
  return (
    <>
      <div class="strip num">
        <label class="find">
          <span class="visually-hidden">Filter loaded rows</span>
          <input
            type="search"
            value={wanted}
            placeholder="Filter loaded rows, free"
            onInput={({ currentTarget }) => setWanted(currentTarget.value)}
          />
        </label>
        <span data-field="loaded" aria-live="polite">
          {wanted.trim() ? (
            <>
              <b>{count(ordered.length)}</b> of {count(rows.length)} rows
            </>
          ) : isCounted ? null : (
            <>
              <b>{count(rows.length)}</b> {totalCount === null ? '' : `of ${count(totalCount)} `}loaded
            </>
          )}
        </span>
        {tools({ columns, found: ordered })}
      </div>
      {ordered.length > 0 ? (
        <DataTable caption={caption} columns={columns} rows={ordered.slice(0, shown)} sort={sort} onSort={order} />
      ) : (
        <section class="notice" data-state="filtered-out">
          <h2>No loaded row has “{wanted.trim().slice(0, 80)}”</h2>
          <p>The filter looks at the {count(rows.length)} loaded rows alone.</p>
          <button type="button" onClick={() => setWanted('')}>
            Clear the filter
          </button>
        </section>
      )}
      {left > 0 && (
        <p class="unroll">
          <button type="button" onClick={() => setShown(shown + STEP)}>
            Show {count(Math.min(STEP, left))} more of the {count(ordered.length)} {wanted.trim() ? 'found' : 'loaded'}
          </button>
        </p>
      )}
    </>
  );
}
