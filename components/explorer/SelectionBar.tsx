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
  const copy = () =>
    navigator.clipboard.writeText(rowsText(shownColumns(layout, columns), selected)).then(
      () => setSaid(t`Copied`),
      () => setSaid(t`The browser did not allow copying`),
    );
  return (
    <div class="selection-bar" hidden={selected.length === 0}>
      <span role="status" class="num">
        {selected.length > 0 && t`${count(selected.length)} selected`}
      </span>
      <button type="button" onClick={() => void copy()}>{t`Copy rows`}</button>
      {children}
      <button type="button" onClick={onClear}>{t`Clear`}</button>
      <span role="status" class="muted small">
        {said}
      </span>
    </div>
  );
}
