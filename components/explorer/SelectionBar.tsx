import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Row } from '../../lib/columns.ts';
import { count } from '../../lib/format.ts';
import { type Layout, shownColumns } from '../../lib/layout.ts';
import { t } from '../../lib/words.ts';
import type { GridColumn } from '../grid/columns.ts';
import { rowsText } from '../grid/copy.ts';

type Props = {
  columns: readonly GridColumn[];
  layout: Layout;
  selected: readonly Row[];
  onClear: () => void;
  /** What else can be done with them. */
  children?: ComponentChildren;
};

/** What the selected rows are for. It is there while there are any. */
export function SelectionBar({ columns, layout, selected, onClear, children }: Props) {
  const [said, setSaid] = useState('');
  const isAny = selected.length > 0;
  const copy = () =>
    navigator.clipboard.writeText(rowsText(shownColumns(layout, columns), selected)).then(
      () => setSaid(t`Copied`),
      () => setSaid(t`The browser did not allow copying`),
    );
  return (
    <div class={isAny ? 'selection-bar' : 'visually-hidden'}>
      {/* It stands there before it says anything, so that it is heard. */}
      <span role="status" class="num">
        {isAny && t`${count(selected.length)} selected`}
      </span>
      {isAny && <button type="button" onClick={() => void copy()}>{t`Copy rows`}</button>}
      {children}
      {isAny && <button type="button" onClick={onClear}>{t`Clear`}</button>}
      <span role="status" class="muted small">
        {isAny && said}
      </span>
    </div>
  );
}
