import type { RefObject } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Row } from '../../lib/columns.ts';
import type { LocalView } from '../../lib/local-view.ts';
import type { GridColumn } from './columns.ts';
import { cellText, rowsText, rowText } from './copy.ts';
import { commandOf, isTaken, placeAfter } from './keys.ts';
import { allToggled, nothing, type Selection, toggled, withRange } from './selection.ts';

type Situation = {
  view: LocalView;
  order: Uint32Array;
  keyAt: (place: number) => string;
  rowAt: (place: number) => Row | undefined;
  shown: readonly GridColumn[];
  columnCount: number;
  selection: Selection;
  onSelection?: (selection: Selection) => void;
  onDetail?: (row: Row) => void;
  canExpand: boolean;
  onUnfold: (key: string) => void;
  /** How many rows a page key goes. */
  page: () => number;
  reveal: (place: number) => void;
  id: string;
  box: RefObject<HTMLElement | null>;
  table: RefObject<HTMLTableElement | null>;
};

/** The row the keyboard is on, by its key, and the column in it; -1 for the whole row. */
type Active = { key: string; column: number };

/** What pointer and keyboard do on rows: walk, select, unfold, open, copy. */
export function useActs(now: Situation) {
  const [active, setActive] = useState<Active | null>(null);
  /** Where a range begins. */
  const anchor = useRef<string | null>(null);
  /** Where the keyboard was, for the next step from a row that is no longer shown. */
  const lastPlace = useRef(-1);

  const keys = now.view.keys();
  const placeOf = (key: string | null): number => {
    if (key === null) return -1;
    const row = keys.indexOf(key);
    return row < 0 ? -1 : now.order.indexOf(row);
  };
  const place = useMemo(() => placeOf(active?.key ?? null), [active, now.order, keys]);
  if (place >= 0) lastPlace.current = place;
  const column = place < 0 ? -1 : Math.min(active?.column ?? -1, now.columnCount - 1);

  const go = (to: number, side = column) => {
    if (to < 0 || to >= now.order.length) return;
    setActive({ key: now.keyAt(to), column: side });
    now.reveal(to);
  };

  const select = (to: number, isRange: boolean) => {
    if (!now.onSelection || to < 0) return;
    const from = isRange ? placeOf(anchor.current) : -1;
    if (from >= 0) return now.onSelection(withRange(now.selection, now.keyAt, from, to));
    anchor.current = now.keyAt(to);
    now.onSelection(toggled(now.selection, now.keyAt(to)));
  };

  const detail = (at: number) => {
    const row = now.rowAt(at);
    if (row) now.onDetail?.(row);
  };

  const open = () => {
    // The row's own link, which knows how to open itself safely.
    now.table.current?.querySelector<HTMLElement>(`:scope > tbody > tr[data-place="${place}"] a[href]`)?.click();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isTaken(event.target, event.key, now.table.current)) return;
    const command = commandOf(event, now.page());
    if (!command) return;
    const at = place >= 0 ? place : Math.min(Math.max(lastPlace.current, 0), now.order.length - 1);
    switch (command.does) {
      case 'move': {
        // The first step from nowhere leads to where the keyboard would be.
        const to = place < 0 && command.move.to === 'by' ? at : placeAfter(command.move, at, now.order.length);
        if (command.isExtending && now.onSelection) {
          if (placeOf(anchor.current) < 0) anchor.current = now.keyAt(at);
          now.onSelection(withRange(now.selection, now.keyAt, placeOf(anchor.current), to));
        }
        go(to);
        break;
      }
      case 'side':
        go(at, Math.min(now.columnCount - 1, Math.max(-1, column + command.step)));
        break;
      case 'expand':
        if (place < 0) return;
        if (now.canExpand) now.onUnfold(now.keyAt(place));
        else detail(place);
        break;
      case 'detail':
        detail(place);
        break;
      case 'open':
        open();
        break;
      case 'select':
        select(place, false);
        break;
      case 'all':
        now.onSelection?.(allToggled(now.selection, now.keyAt, now.order.length));
        break;
      case 'clear':
        if (now.selection.size === 0) return;
        now.onSelection?.(nothing);
        break;
    }
    event.preventDefault();
  };

  const placeAtEvent = (event: Event): number => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('tr[data-place]') : null;
    // Rows of a table that is unfolded in this one are that table's.
    return row && row.closest('table') === now.table.current ? Number(row.dataset.place) : -1;
  };

  const onClick = (event: MouseEvent) => {
    const at = placeAtEvent(event);
    if (at < 0 || !(event.target instanceof Element)) return;
    const act = event.target.closest<HTMLElement>('[data-act]')?.dataset.act;
    const isModified = event.shiftKey || event.ctrlKey || event.metaKey;
    const isLink = event.target.closest('a') !== null;
    // First, as a table that gets the focus goes to a row of its own accord.
    if (!isLink) now.table.current?.focus({ preventScroll: true });
    setActive({ key: now.keyAt(at), column: -1 });
    if (act === 'expand') now.onUnfold(now.keyAt(at));
    else if (act === 'detail') detail(at);
    else if (act === 'select' || (isModified && !isLink)) select(at, event.shiftKey);
    else if (!isLink) anchor.current = now.keyAt(at);
  };

  /** A range of rows is not a range of text. */
  const onMouseDown = (event: MouseEvent) => {
    if (event.shiftKey && placeAtEvent(event) >= 0) event.preventDefault();
  };

  const onDblClick = (event: MouseEvent) => {
    const isPressed = event.target instanceof Element && event.target.closest('a, button, input') !== null;
    if (!isPressed) detail(placeAtEvent(event));
  };

  /** Whoever comes to the rows is somewhere: where they were, or on the first row. */
  const onFocusIn = (event: FocusEvent) => {
    const at = placeAtEvent(event);
    if (at >= 0 && at !== place) setActive({ key: now.keyAt(at), column: -1 });
    if (event.target === now.table.current && place < 0 && now.order.length > 0) {
      setActive({ key: now.keyAt(Math.min(Math.max(lastPlace.current, 0), now.order.length - 1)), column: -1 });
    }
  };

  const onCopy = (event: ClipboardEvent) => {
    const isText = document.getSelection()?.isCollapsed === false;
    if (isText || !event.clipboardData || isTaken(event.target, '', now.table.current)) return;
    const text = copied();
    if (text === null) return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
  };

  /** A cell where the keyboard is in one, else the selected rows on screen, else the row. */
  const copied = (): string | null => {
    const row = now.rowAt(place);
    const at = now.shown[column];
    if (row && at) return cellText(at, row);
    if (now.selection.size > 0) {
      const rows = [...now.order].flatMap((each) => (now.selection.has(keys[each] ?? '') ? [now.view.rows[each] as Row] : []));
      if (rows.length > 0) return rowsText(now.shown, rows);
    }
    return row ? rowText(now.shown, row) : null;
  };

  return { active: { place, column }, listeners: { onKeyDown, onClick, onMouseDown, onDblClick, onFocusIn, onCopy } };
}
