import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Column, isNumeric, type Row } from '../../lib/columns.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { Cell } from './Cell.tsx';

type Props = {
  caption: string;
  columns: readonly Column[];
  rows: readonly Row[];
};

/** A row, and the headings with borders and a scroll bar: few rows need no box as high as the window. */
const ROW_PX = 32;
const AROUND_PX = 62;

const classOf = ({ kind }: Column): string => (isNumeric(kind) ? 'r' : kind);

/** A few rows under their columns, as a list inside a record has them; for rows of a report there is the grid. */
export function DataTable({ caption, columns, rows }: Props) {
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
              <Heading key={column.path} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <TableRow key={at} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Heading({ column }: { column: Column }) {
  const of = visibleText(column.of, 60);
  return (
    <th scope="col" class={classOf(column)} data-field={column.path}>
      <span title={column.help || undefined}>
        {of && <small title={of}>{of} </small>}
        <span>{column.label}</span>
      </span>
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
