import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { along, t } from '../../lib/words.ts';
import './grid.css';
import type { Row } from '../../lib/columns.ts';
import { type Layout, shownColumns, widthOf } from '../../lib/layout.ts';
import type { LocalFilter, LocalView, SortBy } from '../../lib/local-view.ts';
import type { GridColumn } from './columns.ts';
import { GridHead } from './GridHead.tsx';
import { Expanded, GridRow } from './GridRow.tsx';
import { allToggled, countSelected, type Selection } from './selection.ts';
import { useActs } from './use-acts.ts';
import { useKeptFocus } from './use-focus.ts';
import { usePreparing } from './use-preparing.ts';
import { useColumnWindow, useSlots, useVirtualRows } from './virtual.ts';

export type GridProps = {
  /** What the table is, for those who hear it. */
  caption: string;
  view: LocalView;
  columns: readonly GridColumn[];
  layout: Layout;
  onLayout: (layout: Layout) => void;
  sort: readonly SortBy[];
  onSort: (sort: SortBy[]) => void;
  filter: LocalFilter;
  selection: Selection;
  /** Without it no row can be selected. */
  onSelection?: (selection: Selection) => void;
  /** What is behind a row; without it no row unfolds. */
  renderExpanded?: (row: Row) => ComponentChildren;
  /** Every field of a row is asked for. */
  onDetail?: (row: Row) => void;
  /** The keyboard is in another cell, or in none; the column is null where it is on a row as a whole. */
  onActive?: (row: Row | null, column: string | null) => void;
};

const HEAD_PX = 34;
const GROUPED_HEAD_PX = 44;
const CHECK_PX = 36;
const CHEVRON_PX = 28;
/** What an unfolded part is taken to be before it is drawn. */
const GUESS_PX = 160;

/** Rows under their columns, as many as there are: only those in sight are drawn. Everything it shows is told to it. */
export function Grid(props: GridProps) {
  const { caption, view, columns, layout, onLayout, sort, onSort, filter, selection, onSelection, renderExpanded, onDetail } = props;
  const id = useId();
  const box = useRef<HTMLElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const slotsOf = useSlots();
  const [wide, setWide] = useState<{ id: string; width: number } | null>(null);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());

  const shown = useMemo(() => shownColumns(layout, columns), [layout.order, layout.hidden, columns]);
  const widths = useMemo(() => shown.map((column) => widthOf(layout, column)), [shown, layout.widths]);
  const { order } = view.shown(filter, sort);
  const keys = view.keys();
  const keyAt = (place: number): string => keys[order[place] ?? -1] ?? '';
  const rowAt = (place: number): Row | undefined => view.rows[order[place] ?? -1];

  const hasLead = onSelection !== undefined || renderExpanded !== undefined;
  const leadPx = (onSelection ? CHECK_PX : 0) + (renderExpanded ? CHEVRON_PX : 0);
  const rowPx = layout.density === 'compact' ? 32 : shown.some(({ composite }) => composite && composite.cell !== 'ranks') ? 50 : 40;
  const headPx = shown.some(({ of }) => of !== '') ? GROUPED_HEAD_PX : HEAD_PX;

  const acts = useActs({
    ...{ view, order, keyAt, rowAt, selection, onSelection, onDetail, id, box, table },
    columnCount: shown.length,
    canExpand: renderExpanded !== undefined,
    onUnfold: (key) => setUnfolded((now) => without(now, key) ?? new Set(now).add(key)),
    page: () => Math.max(1, Math.floor(((box.current?.clientHeight ?? 0) - headPx) / rowPx) - 1),
    reveal: (place) => rows.reveal(place),
    shown,
  });
  const { place, column } = acts.active;
  const tellActive = props.onActive;
  useEffect(() => tellActive?.(place < 0 ? null : (rowAt(place) ?? null), shown[column]?.id ?? null), [tellActive, place, column, order]);

  // Before the rows: it reads how far the box is scrolled, which is quick only until rows are drawn for it.
  const columnWindow = useColumnWindow(box, widths, leadPx);
  const isOpen = (at: number): boolean => unfolded.size > 0 && unfolded.has(keyAt(at));
  const rows = useVirtualRows({
    ...{ box, headPx },
    count: order.length,
    pinned: place,
    heightAt: (at) => rowPx + (isOpen(at) ? (heights.get(keyAt(at)) ?? GUESS_PX) : 0),
    // Which row is where matters as soon as not all are equally high.
    heights: useMemo(() => ({}), [rowPx, headPx, unfolded, heights, unfolded.size > 0 ? order : null]),
  });
  const drawn = useMemo(() => columnWindow, [columnWindow.from, columnWindow.to]);

  // Another order, or other rows, begin at the top.
  useAfterFirst(() => {
    if (box.current) box.current.scrollTop = 0;
  }, [sort, filter]);
  useRevealedCell(box, column, shown, leadPx + (widths[0] ?? 0));
  usePreparing(view, shown);
  const focus = useKeptFocus(box, table);

  const slots = slotsOf(rows.items.map(({ index }) => keyAt(index)));
  const drawnRows = rows.items.map(({ index, start }, at) => ({ place: index, start: start - headPx, slot: slots[at] ?? 0 }));
  // Elements that stay where they are among each other are quick to fill anew; in their order they are for whoever reads or tabs through.
  if (rows.isScrolling) drawnRows.sort((one, other) => one.slot - other.slot);

  const selected = useMemo(() => countSelected(selection, keyAt, order.length), [selection, order, keys]);
  const tracks = widths.map((width, at) => (wide && shown[at]?.id === wide.id ? wide.width : width));
  const total = tracks.reduce((sum, width) => sum + width, leadPx);
  const style = {
    // The first column takes what is left of the box.
    '--tracks': `${hasLead ? `${leadPx}px ` : ''}${tracks.map((width, at) => (at === 0 ? `minmax(${width}px, 1fr)` : `${width}px`)).join(' ')}`,
    '--total': `${total}px`,
    '--lead': `${leadPx}px`,
    '--first': `${tracks[0] ?? 0}px`,
    '--drawn': String(drawn.from + (hasLead ? 2 : 1)),
    '--row': `${rowPx}px`,
    '--head': `${headPx}px`,
  };
  return (
    <section ref={box} class="grid-box" data-density={layout.density} style={style} aria-label={caption} {...focus}>
      <p
        id={`${id}-hint`}
        class="visually-hidden"
      >{t`Enter sorts, Shift+Enter adds to the sort, Alt with arrows changes the width, Alt+Shift with arrows the place.`}</p>
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows the keyboard walks is a grid
        role="grid"
        tabIndex={0}
        aria-label={caption}
        aria-rowcount={order.length + 1}
        aria-colcount={shown.length + (hasLead ? 1 : 0)}
        aria-multiselectable={onSelection !== undefined}
        aria-activedescendant={place < 0 ? undefined : `${id}-${place}${column >= 0 ? '-at' : ''}`}
        {...acts.listeners}
      >
        <GridHead
          {...{ columns: shown, layout, onLayout, sort, onSort, hasLead }}
          hintId={`${id}-hint`}
          onWidth={(column, width) => setWide(width === null ? null : { id: column, width })}
          onLeave={() => table.current?.focus()}
          all={
            onSelection
              ? {
                  isAll: selected > 0 && selected === order.length,
                  isSome: selected > 0,
                  onToggle: () => onSelection(allToggled(selection, keyAt, order.length)),
                }
              : null
          }
        />
        <tbody style={{ height: `${rows.height}px` }}>
          {drawnRows.map(({ place: at, slot, start }) => {
            const row = rowAt(at);
            if (!row) return null;
            const key = keyAt(at);
            const isUnfolded = isOpen(at) && renderExpanded !== undefined;
            return [
              <GridRow
                key={slot}
                id={`${id}-${at}`}
                {...{ row, place: at, start, columns: shown, window: drawn }}
                isSelected={selection.has(key)}
                isActive={at === place}
                activeColumn={at === place ? column : -1}
                isOpen={isUnfolded}
                canSelect={onSelection !== undefined}
                canExpand={renderExpanded !== undefined}
                canDetail={onDetail !== undefined}
              />,
              isUnfolded && (
                <Expanded
                  key={key}
                  start={start + rowPx}
                  span={shown.length + (hasLead ? 1 : 0)}
                  onHeight={(px) => setHeights((now) => (now.get(key) === px ? now : new Map(now).set(key, px)))}
                >
                  {renderExpanded(row)}
                </Expanded>
              ),
            ];
          })}
        </tbody>
      </table>
    </section>
  );
}

/** The set without a name; null where it has not got it. */
function without(names: ReadonlySet<string>, name: string): ReadonlySet<string> | null {
  const next = new Set(names);
  return next.delete(name) ? next : null;
}

function useAfterFirst(effect: () => void, changes: unknown[]): void {
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    if (!isFirst.current) effect();
    isFirst.current = false;
  }, changes);
}

/** Scrolls sideways to the column the keyboard is in. */
function useRevealedCell(box: { current: HTMLElement | null }, column: number, shown: readonly GridColumn[], coveredPx: number): void {
  useEffect(() => {
    const element = box.current;
    const heading = element?.querySelectorAll<HTMLElement>('th[data-field]')[column];
    if (!element || !heading || column <= 0 || !shown[column]) return;
    const { offsetLeft, offsetWidth } = heading;
    const start = along === 1 ? offsetLeft : element.clientWidth - offsetLeft - offsetWidth;
    const most = start - coveredPx;
    const least = start + offsetWidth - element.clientWidth;
    const scrolled = element.scrollLeft * along;
    if (scrolled > most) element.scrollLeft = most * along;
    else if (scrolled < least) element.scrollLeft = least * along;
  }, [column]);
}
