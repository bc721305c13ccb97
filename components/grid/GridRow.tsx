import { ChevronRight, PanelRightOpen } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Row } from '../../lib/columns.ts';
import { t } from '../../lib/words.ts';
import { Cell } from '../explorer/Cell.tsx';
import { Icon } from '../Icon.tsx';
import { CompositeCell } from './CompositeCell.tsx';
import type { GridColumn } from './columns.ts';
import type { ColumnWindow } from './virtual.ts';

/** What a row may be asked to do; the grid tells by these words what was pressed. */
type Acts = { canSelect: boolean; canExpand: boolean; canDetail: boolean };

type Props = Acts & {
  id: string;
  row: Row;
  /** Where the row is on screen, from 0. */
  place: number;
  start: number;
  columns: readonly GridColumn[];
  window: ColumnWindow;
  isSelected: boolean;
  isActive: boolean;
  /** The column the keyboard is in, from 0; -1 for the row as a whole, or another row. */
  activeColumn: number;
  isOpen: boolean;
};

const classOf = ({ isRight, main, composite }: GridColumn): string => (isRight ? 'r' : composite ? composite.cell : main.kind);

/** A row is drawn once: the same elements come back until something it shows is another. */
export function GridRow(props: Props) {
  const { id, row, place, start, columns, isSelected, isActive, activeColumn, isOpen, canSelect, canExpand, canDetail } = props;
  const { from, to } = props.window;
  const first = columns[0];
  const hasLead = canSelect || canExpand;
  const before = hasLead ? 2 : 1;
  // Cells know nothing of where their row is, so that sorting and scrolling draw none of them anew.
  const cells = useMemo(
    () =>
      columns
        .slice(from, to)
        .map((column, at) => (
          <GridCell
            key={column.id}
            column={column}
            row={row}
            index={from + at + before}
            isFirstDrawn={at === 0}
            id={cellId(id, activeColumn, from + at)}
          />
        )),
    [row, columns, from, to, before, id, activeColumn],
  );
  return useMemo(
    () => (
      <tr
        id={id}
        data-place={place}
        class={`${isActive ? 'active' : ''} ${isOpen ? 'open' : ''}`}
        aria-rowindex={place + 2}
        aria-selected={canSelect ? isSelected : undefined}
        style={{ transform: `translateY(${start}px)` }}
      >
        {hasLead && (
          <td class="lead" aria-colindex={1}>
            {canSelect && <input type="checkbox" tabIndex={-1} data-act="select" aria-label={t`Select this row`} checked={isSelected} />}
            {canExpand && (
              <button
                type="button"
                class="icon"
                tabIndex={-1}
                data-act="expand"
                aria-label={t`What is behind this row`}
                aria-expanded={isOpen}
              >
                <Icon node={ChevronRight} />
              </button>
            )}
          </td>
        )}
        {first && (
          <td class={`first ${classOf(first)} ${activeColumn === 0 ? 'at' : ''}`} aria-colindex={before} id={cellId(id, activeColumn, 0)}>
            <Value column={first} row={row} />
            {canDetail && (
              <button
                type="button"
                class="icon detail"
                tabIndex={-1}
                data-act="detail"
                aria-label={t`Every field of this row`}
                title={t`Every field (d)`}
              >
                <Icon node={PanelRightOpen} />
              </button>
            )}
          </td>
        )}
        {cells}
      </tr>
    ),
    [id, row, place, start, first, cells, isSelected, isActive, activeColumn, isOpen, canSelect, canExpand, canDetail, hasLead, before],
  );
}

/** Only the cell the keyboard is in needs a name. */
const cellId = (rowId: string, active: number, at: number): string | undefined => (active === at ? `${rowId}-at` : undefined);

type CellProps = { column: GridColumn; row: Row; index: number; isFirstDrawn: boolean; id: string | undefined };

function GridCell({ column, row, index, isFirstDrawn, id }: CellProps) {
  return (
    <td class={`${classOf(column)} ${isFirstDrawn ? 'drawn' : ''} ${id ? 'at' : ''}`} aria-colindex={index} id={id}>
      <Value column={column} row={row} />
    </td>
  );
}

function Value({ column, row }: { column: GridColumn; row: Row }) {
  const { composite, main } = column;
  if (column.draw) return <>{column.draw(row)}</>;
  if (composite) return <CompositeCell column={column} row={row} composite={composite} />;
  return <Cell kind={main.kind} value={main.value(row)} href={main.href?.(row)} isExact={main.isExact} />;
}

/** What is behind a row, under it; as high as it turns out to be. */
export function Expanded({
  start,
  onHeight,
  children,
  span,
}: {
  start: number;
  onHeight: (px: number) => void;
  span: number;
  children: ComponentChildren;
}) {
  const cell = useRef<HTMLTableCellElement>(null);
  const tell = useRef(onHeight);
  tell.current = onHeight;
  useLayoutEffect(() => {
    const element = cell.current;
    if (!element) return undefined;
    const box = element.closest('.grid-box');
    const measure = () => {
      // As wide as the box, not as all columns are.
      if (box && box.clientWidth > 0) element.style.width = `${box.clientWidth}px`;
      tell.current(element.offsetHeight);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    if (box) observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return (
    <tr class="more" style={{ top: `${start}px` }}>
      <td ref={cell} colSpan={span}>
        {children}
      </td>
    </tr>
  );
}
