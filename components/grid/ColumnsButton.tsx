import { t } from '../../lib/words.ts';
import './tools.css';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { initialLayout, type Layout, STEP_PX, stepped, widthOf, withShown, withWidth } from '../../lib/layout.ts';
import { visibleText } from '../../lib/visible-text.ts';
import type { GridColumn } from './columns.ts';

type Props = { columns: readonly GridColumn[]; layout: Layout; onLayout: (layout: Layout) => void };

/** Which columns are shown: a list to search and tick, in the order of the columns. */
export function ColumnsButton({ columns, layout, onLayout }: Props) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const shown = columns.length - layout.hidden.length;
  return (
    <>
      <button type="button" class="columns-button" popovertarget={id} aria-haspopup="dialog" aria-expanded={isOpen}>
        {t`Columns`}
        <span class="muted num">{t`${shown} of ${columns.length}`}</span>
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t`Columns`}
        class="columns-chooser"
        onToggle={({ newState }) => setOpen(newState === 'open')}
      >
        {isOpen && <Chooser {...{ columns, layout, onLayout }} />}
      </div>
    </>
  );
}

function Chooser({ columns, layout, onLayout }: Props) {
  const search = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => search.current?.focus(), []);
  const [wanted, setWanted] = useState('');
  const byId = new Map(columns.map((column) => [column.id, column]));
  const away = new Set(layout.hidden);
  const words = wanted.trim().toLowerCase();
  const found = layout.order.flatMap((id) => {
    const column = byId.get(id);
    return column && `${column.of} ${column.label} ${column.id}`.toLowerCase().includes(words) ? [column] : [];
  });
  // What dragging a heading's edge does, for those who cannot drag.
  const widen = (column: GridColumn, step: number) => onLayout(withWidth(layout, column.id, widthOf(layout, column) + step * STEP_PX));
  const isLast = layout.order.length - away.size === 1;
  return (
    <>
      <input
        ref={search}
        type="search"
        value={wanted}
        placeholder={t`Find a column`}
        aria-label={t`Find a column`}
        onInput={({ currentTarget }) => setWanted(currentTarget.value)}
      />
      <ul>
        {found.map((column) => {
          const { id, label, of, help } = column;
          return (
            <li key={id}>
              <label title={help || undefined}>
                <input
                  type="checkbox"
                  checked={!away.has(id)}
                  disabled={isLast && !away.has(id)}
                  onClick={({ currentTarget }) => onLayout(withShown(layout, id, currentTarget.checked))}
                />
                <span>
                  {label}
                  {of && <small class="muted"> {visibleText(of, 60)}</small>}
                </span>
              </label>
              {!away.has(id) && words === '' && (
                <span class="moves">
                  <button
                    type="button"
                    class="icon"
                    aria-label={t`${label}: further left`}
                    onClick={() => onLayout(stepped(layout, id, -1))}
                  >
                    ↑
                  </button>
                  <button
                    type="button"
                    class="icon"
                    aria-label={t`${label}: further right`}
                    onClick={() => onLayout(stepped(layout, id, 1))}
                  >
                    ↓
                  </button>
                  <button type="button" class="icon" aria-label={t`${label}: narrower`} onClick={() => widen(column, -1)}>
                    −
                  </button>
                  <button type="button" class="icon" aria-label={t`${label}: wider`} onClick={() => widen(column, 1)}>
                    +
                  </button>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {found.length === 0 && <p class="muted small">{t`No column has this in its name.`}</p>}
      <p class="foot">
        <button
          type="button"
          class="link"
          onClick={() => onLayout({ ...initialLayout(columns), density: layout.density })}
        >{t`Reset columns`}</button>
      </p>
    </>
  );
}
