import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Column, type Direction, isNumeric, type Row } from '../../lib/columns.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { Cell } from './Cell.tsx';

export type Sort = { path: string; direction: Direction } | null;

type Props = {
  caption: string;
  columns: readonly Column[];
  rows: readonly Row[];
  sort: Sort;
  /** Missing where the rows are too few to need an order. */
  onSort?: (sort: Sort) => void;
};

/** A row, and the headings with borders and a scroll bar: few rows need no box as high as the window. */
const ROW_PX = 32;
const AROUND_PX = 62;

const classOf = ({ kind }: Column): string => (isNumeric(kind) ? 'r' : kind);

/** Down first for figures, up first for words; a third press gives the order of the API back. */
function nextSort(column: Column, sort: Sort): Sort {
  const first: Direction = isNumeric(column.kind) || column.kind === 'tally' || column.kind === 'time' ? 'desc' : 'asc';
  if (sort?.path !== column.path) return { path: column.path, direction: first };
  return sort.direction === first ? { path: column.path, direction: first === 'asc' ? 'desc' : 'asc' } : null;
}

/** Rows under their columns, in a box of its own that scrolls both ways. */
export function DataTable({ caption, columns, rows, sort, onSort }: Props) {
  const hasGroups = columns.some(({ of }) => of !== '');
  const table = useRef<HTMLTableElement>(null);
  const [widths, setWidths] = useState<number[]>([]);
  // The first rows give the columns their widths. They keep them, so that nothing moves when rows come, go or change places, and the
  // browser need not measure every cell again.
  useLayoutEffect(() => {
    const headings = table.current?.tHead?.rows[0]?.cells ?? [];
    setWidths(Array.from(headings, (heading) => Math.ceil(heading.getBoundingClientRect().width)));
  }, [columns]);
  const isMeasured = widths.length === columns.length && widths.every((width) => width > 0);
  const whole = widths.reduce((sum, width) => sum + width, 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section class="table-box" aria-label={caption} tabIndex={0} style={{ maxHeight: `${rows.length * ROW_PX + AROUND_PX}px` }}>
      <table
        ref={table}
        class={`${hasGroups ? 'grouped' : ''} ${isMeasured ? 'measured' : ''}`}
        style={isMeasured ? { width: `max(100%, ${whole}px)` } : {}}
      >
        <caption class="visually-hidden">{caption}</caption>
        {isMeasured && (
          <colgroup>
            {columns.map(({ path }, at) => (
              <col key={path} style={{ width: `${widths[at]}px` }} />
            ))}
          </colgroup>
        )}
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.path} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={keyOf(row)} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const keys = new WeakMap<Row, number>();
let lastKey = 0;
/** Rows move as they are sorted; a key of their own lets the browser move them instead of drawing them anew. */
function keyOf(row: Row): number {
  const key = keys.get(row) ?? ++lastKey;
  keys.set(row, key);
  return key;
}

function Heading({ column, sort, onSort }: { column: Column; sort: Sort; onSort?: (sort: Sort) => void }) {
  const direction = sort?.path === column.path ? sort.direction : null;
  const of = visibleText(column.of, 60);
  const name = (
    <>
      {of && <small title={of}>{of} </small>}
      <span>
        {column.label}
        {direction && <i aria-hidden="true">{direction === 'asc' ? ' ↑' : ' ↓'}</i>}
      </span>
    </>
  );
  return (
    <th
      scope="col"
      class={classOf(column)}
      data-field={column.path}
      aria-sort={direction ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      {onSort ? (
        <button type="button" title={column.help || undefined} onClick={() => onSort(nextSort(column, sort))}>
          {name}
        </button>
      ) : (
        <span title={column.help || undefined}>{name}</span>
      )}
    </th>
  );
}

/** A row is drawn once: the same elements come back until the row or the columns are others. */
function TableRow({ row, columns }: { row: Row; columns: readonly Column[] }) {
  return useMemo(
    () => (
      <tr>
        {columns.map((column) => (
          <td key={column.path} class={classOf(column)}>
            <Cell kind={column.kind} value={column.value(row)} href={column.href?.(row)} />
          </td>
        ))}
      </tr>
    ),
    [row, columns],
  );
}
