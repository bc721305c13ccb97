import type { ComponentChildren } from 'preact';
import { useCallback, useMemo, useState } from 'preact/hooks';
import { type Column, columnsOf, type Row } from '../../lib/columns.ts';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import { count, listed } from '../../lib/format.ts';
import { conditionWords, filledIn } from '../../lib/local-filter.ts';
import { type ColumnFilter, localView, type SortBy } from '../../lib/local-view.ts';
import type { Stored } from '../../lib/messages.ts';
import type { ReportColumn } from '../../lib/reports/define.ts';
import { reportOf } from '../../lib/reports/index.ts';
import { t } from '../../lib/words.ts';
import type { Look } from '../gap/GapBuilder.tsx';
import { ColumnsButton } from '../grid/ColumnsButton.tsx';
import { type GridColumn, gridColumns } from '../grid/columns.ts';
import { DensitySwitch } from '../grid/DensitySwitch.tsx';
import { DetailPanel } from '../grid/DetailPanel.tsx';
import { Grid, type GridProps } from '../grid/Grid.tsx';
import { nothing, type Selection } from '../grid/selection.ts';
import { useLayout } from '../grid/use-layout.ts';
import { AddLocalFilter, LocalFilters } from './LocalFilters.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { type ServerSort, SortedOver } from './SortedOver.tsx';

/** What the page does with rows beyond drawing them; a table without any of it is a table all the same. */
export type RowActs = {
  /** What is behind a row, under it. */
  renderExpanded?: (row: Row) => ComponentChildren;
  /** What can be done with one row, at the head of its details. */
  renderActs?: (row: Row) => ComponentChildren;
  /** What can be done with the selected rows. */
  renderSelected?: (rows: readonly Row[]) => ComponentChildren;
  /** The way to the whole list in another order. */
  serverSort?: ServerSort | null;
  /** What is stored of another report, to read rows by. Never spends. */
  onLook?: Look;
};

type Props = {
  endpoint: Endpoint;
  stored: Stored;
  /** How many rows are loaded is said elsewhere. */
  isCounted: boolean;
  /** What stands in the line above the table, after the counts; it is told what is on screen. */
  tools: (view: OnScreen) => ComponentChildren;
  acts?: RowActs;
};

/** The rows that pass the free filter, in their order on screen, those of them that are selected, and their columns. */
export type OnScreen = { columns: readonly Column[]; found: readonly Row[]; selected: readonly Row[] };

/** The rows of an answer as a table. */
export function TableResult({ endpoint, stored, isCounted, tools, acts }: Props) {
  const columns = useMemo(() => columnsOf(endpoint, stored), [endpoint, stored]);
  const report = reportOf(endpoint.id);
  const { rows, totalCount } = stored;
  return (
    <Rows
      caption={endpoint.title}
      columns={columns}
      chosen={report?.columns}
      keyPath={report?.key ?? endpoint.key}
      rows={rows}
      totalCount={totalCount}
      isCounted={isCounted}
      tools={tools}
      acts={acts}
    />
  );
}

type RowsProps = Pick<Props, 'isCounted' | 'tools' | 'acts'> & {
  /** What the table is. Its layout is remembered under this name. */
  caption: string;
  columns: readonly Column[];
  /** The columns shown at first; without them every field is. */
  chosen?: readonly ReportColumn[];
  /** The field that tells rows apart. */
  keyPath?: string;
  /** The order on screen before the person chose one; the API's where it is missing. */
  firstSort?: readonly SortBy[];
  /** How cells of some columns are drawn and how wide they are, where that is not by their kind. */
  drawn?: ReadonlyMap<string, Pick<GridColumn, 'draw' | 'width'>>;
  /** Every field of a row, where that is more than its columns. */
  fieldsOf?: (row: Row) => readonly Column[];
  onActive?: GridProps['onActive'];
  rows: readonly Row[];
  /** How many there are in all; null where nobody says. */
  totalCount: number | null;
};

/** Rows beyond this get a box that fills the window; fewer are as high as they are. */
const FEW = 8;
const noFilters: readonly ColumnFilter[] = [];
const noSort: readonly SortBy[] = [];

/** Rows that can be sorted, searched, selected and taken apart without asking anybody anything. */
export function Rows(props: RowsProps) {
  const { caption, columns, chosen, keyPath, firstSort = noSort, drawn, rows, totalCount, isCounted, tools, acts = {} } = props;
  const shownColumns = useMemo(
    () => gridColumns(columns, chosen ?? null).map((column) => ({ ...column, ...drawn?.get(column.id) })),
    [columns, chosen, drawn],
  );
  const view = useMemo(() => localView(columns, rows, keyPath), [columns, rows, keyPath]);
  const [layout, setLayout] = useLayout(caption, shownColumns);
  const [text, setText] = useState('');
  const [filters, setFilters] = useState(noFilters);
  const [sort, setSort] = useState(firstSort);
  const [selection, setSelection] = useState<Selection>(nothing);
  const [detail, setDetail] = useState<Row | null>(null);

  const filter = useMemo(() => ({ text, columns: filledIn(filters) }), [text, filters]);
  const { order, faults } = view.shown(filter, sort);
  const found = useMemo(() => Array.from(order, (at) => rows[at] as Row), [order, rows]);
  const selected = useMemo(() => {
    const keys = view.keys();
    return selection.size === 0 ? [] : [...order].flatMap((at) => (selection.has(keys[at] ?? '') ? [rows[at] as Row] : []));
  }, [selection, view, order, rows]);

  const isFiltered = found.length < rows.length;
  const inForce = listed([text.trim() && `“${text.trim().slice(0, 40)}”`, conditionWords(filters)].filter(Boolean));
  const clear = useCallback(() => {
    setText('');
    setFilters(noFilters);
  }, []);
  return (
    <div class="table-result">
      <div class="strip num">
        <label class="find">
          <span class="visually-hidden">{t`Filter loaded rows`}</span>
          <input
            type="search"
            value={text}
            placeholder={t`Filter loaded rows, free`}
            data-shortcut="filter"
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <AddLocalFilter columns={columns} filters={filters} onFilters={setFilters} />
        <span data-field="loaded" aria-live="polite">
          {isFiltered ? (
            <>
              <b>{count(found.length)}</b> {t`of ${count(rows.length)} loaded rows`}
            </>
          ) : isCounted ? null : (
            <>
              <b>{count(rows.length)}</b> {t`${totalCount === null ? '' : t`of ${count(totalCount)} `}loaded`}
            </>
          )}
        </span>
        {tools({ columns, found, selected })}
        <ColumnsButton columns={shownColumns} layout={layout} onLayout={setLayout} />
        <DensitySwitch layout={layout} onLayout={setLayout} />
      </div>
      <LocalFilters columns={columns} filters={filters} faults={faults} tops={view.tops} onFilters={setFilters} />
      <SortedOver
        columns={columns}
        sort={sort}
        inForce={isFiltered ? inForce : ''}
        loaded={rows.length}
        total={totalCount}
        serverSort={acts.serverSort ?? null}
        onSort={setSort}
      />
      <SelectionBar columns={shownColumns} layout={layout} selected={selected} onClear={() => setSelection(nothing)}>
        {selected.length > 0 && acts.renderSelected?.(selected)}
      </SelectionBar>
      {found.length > 0 ? (
        <div class={`grid-area ${found.length > FEW ? 'long' : ''}`}>
          <Grid
            caption={caption}
            view={view}
            columns={shownColumns}
            layout={layout}
            onLayout={setLayout}
            sort={sort}
            onSort={setSort}
            filter={filter}
            selection={selection}
            onSelection={setSelection}
            renderExpanded={acts.renderExpanded}
            onDetail={setDetail}
            onActive={props.onActive}
          />
          {detail && (
            <DetailPanel
              title={t`Every field of the row`}
              row={detail}
              columns={props.fieldsOf?.(detail) ?? columns}
              onClose={() => setDetail(null)}
            >
              {acts.renderActs?.(detail)}
            </DetailPanel>
          )}
        </div>
      ) : (
        <section class="notice" data-state="filtered-out">
          <h2>{t`No loaded row has ${inForce}`}</h2>
          <p>{t`The free filters look at the ${count(rows.length)} loaded rows alone.`}</p>
          <button type="button" onClick={clear}>{t`Clear the filters`}</button>
        </section>
      )}
    </div>
  );
}
