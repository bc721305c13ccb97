import { useRef, useState } from 'preact/hooks';
import { type Layout, moved, STEP_PX, stepped, widthOf, withWidth } from '../../lib/layout.ts';
import type { SortBy } from '../../lib/local-view.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';
import type { GridColumn } from './columns.ts';
import { useColumnDrag, useGrip } from './drag.ts';
import { nextSort } from './sorting.ts';

type Props = {
  columns: readonly GridColumn[];
  layout: Layout;
  onLayout: (layout: Layout) => void;
  sort: readonly SortBy[];
  onSort: (sort: SortBy[]) => void;
  /** A width while it is being dragged, before it is settled. */
  onWidth: (id: string, width: number | null) => void;
  /** The text that says what keys do here. */
  hintId: string;
  /** The box that selects every row, in a column of its own; null for none. */
  all: { isAll: boolean; isSome: boolean; onToggle: () => void } | null;
  hasLead: boolean;
  /** To the rows. */
  onLeave: () => void;
};

/** The headings: sorting, widths and order. One of them is a stop of the Tab key, arrows lead to the others. */
export function GridHead({ columns, layout, onLayout, sort, onSort, onWidth, hintId, all, hasLead, onLeave }: Props) {
  const line = useRef<HTMLTableRowElement>(null);
  const [stop, setStop] = useState<string | null>(null);
  const drag = useColumnDrag(line, (id, before) => onLayout(moved(layout, id, before)));
  const grip = useGrip(onWidth, (id, width) => onLayout(withWidth(layout, id, width)));
  const stopAt = Math.max(
    0,
    columns.findIndex(({ id }) => id === stop),
  );

  const onKeyDown = (event: KeyboardEvent, column: GridColumn, at: number) => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (event.key === 'ArrowDown' && !event.altKey) onLeave();
    else if (step === 0) return;
    else if (event.altKey && event.shiftKey) onLayout(stepped(layout, column.id, step));
    else if (event.altKey) onLayout(withWidth(layout, column.id, widthOf(layout, column) + step * STEP_PX));
    else {
      const next = columns[at + step];
      if (next) setStop(next.id);
      line.current?.querySelectorAll<HTMLElement>('th[data-field] > button')[at + step]?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <thead>
      <tr ref={line} aria-rowindex={1}>
        {hasLead && (
          <th class="lead" scope="col" aria-colindex={1} aria-label={all ? t`Selected` : t`Unfold`}>
            {all && (
              <input
                type="checkbox"
                aria-label={t`Select every row that passes the filter`}
                checked={all.isAll}
                ref={(box) => {
                  if (box) box.indeterminate = all.isSome && !all.isAll;
                }}
                onClick={all.onToggle}
              />
            )}
          </th>
        )}
        {columns.map((column, at) => {
          const { id, main, label, help, isRight } = column;
          const place = sort.findIndex(({ path }) => path === main.path);
          const direction = sort[place]?.direction;
          const of = visibleText(column.of, 60);
          return (
            <th
              key={id}
              scope="col"
              data-field={id}
              class={`${at === 0 ? 'first' : ''} ${isRight ? 'r' : ''} ${direction ? 'sorted' : ''}`}
              aria-colindex={at + (hasLead ? 2 : 1)}
              aria-sort={place === 0 ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}
            >
              <button
                type="button"
                title={help || undefined}
                tabIndex={at === stopAt ? 0 : -1}
                aria-describedby={hintId}
                onFocus={() => setStop(id)}
                onKeyDown={(event) => onKeyDown(event, column, at)}
                onClick={(event) => {
                  if (!drag.wasDragged()) onSort(nextSort(column, sort, event.shiftKey));
                }}
                onPointerDown={(event) => drag.start(event, id)}
              >
                {of && <small title={of}>{of} </small>}
                <span>
                  {label}
                  {direction && (
                    <i aria-hidden="true">
                      {direction === 'asc' ? ' ↑' : ' ↓'}
                      {sort.length > 1 && <sup>{place + 1}</sup>}
                    </i>
                  )}
                  {place > 0 && <span class="visually-hidden">{direction === 'asc' ? t`, then sorted up` : t`, then sorted down`}</span>}
                </span>
              </button>
              <span class="grip" aria-hidden="true" onPointerDown={(event) => grip(event, id, widthOf(layout, column))} />
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
