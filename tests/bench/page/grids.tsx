/** The same rows and columns in three grids, behind one set of handles. */
import { AllCommunityModule, createGrid, ModuleRegistry } from 'ag-grid-community';
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { TabulatorFull } from 'tabulator-tables';
import 'tabulator-tables/dist/css/tabulator.min.css';
import { gridColumns } from '../../../components/grid/columns.ts';
import { Grid } from '../../../components/grid/Grid.tsx';
import { nothing } from '../../../components/grid/selection.ts';
import { type Column, type Direction, isNumeric, type Row } from '../../../lib/columns.ts';
import { initialLayout } from '../../../lib/layout.ts';
import { localView, noFilter, type SortBy } from '../../../lib/local-view.ts';
import type { ReportColumn } from '../../../lib/reports/define.ts';
import type { Data } from './data.ts';

/** A grid on the page: how it is told to sort and filter, what scrolls, and what its first row says. */
export type Handle = {
  sort: (path: string, direction: Direction) => void;
  filter: (text: string) => void;
  scroller: () => HTMLElement;
  rowSelector: string;
  end: () => void;
};

export type Maker = (box: HTMLElement, data: Data, shown: readonly Column[]) => Handle;

const ours =
  (chosen: (shown: readonly Column[]) => readonly ReportColumn[]): Maker =>
  (box, { columns, rows }, shown) => {
    const view = localView(columns, rows, columns[0]?.path);
    const all = gridColumns(columns, chosen(shown));
    const handle = { sort: (_: SortBy[]) => {}, filter: (_: string) => {} };
    function Bench() {
      const [layout, onLayout] = useState(() => initialLayout(all));
      const [sort, setSort] = useState<readonly SortBy[]>([]);
      const [filter, setFilter] = useState(noFilter);
      const [selection, onSelection] = useState(nothing);
      handle.sort = setSort;
      handle.filter = (text) => setFilter((now) => ({ ...now, text }));
      return <Grid caption="Rows" columns={all} {...{ view, layout, onLayout, sort, filter, selection, onSelection }} onSort={setSort} />;
    }
    render(<Bench />, box);
    return {
      sort: (path, direction) => handle.sort([{ path, direction }]),
      filter: (text) => handle.filter(text),
      scroller: () => box.querySelector('.grid-box') as HTMLElement,
      rowSelector: '.grid-box tbody tr[data-place="0"]',
      end: () => render(null, box),
    };
  };

const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

ModuleRegistry.registerModules([AllCommunityModule]);

const agGrid: Maker = (box, { rows }, shown) => {
  const api = createGrid<Row>(box, {
    rowData: [...rows],
    columnDefs: shown.map(({ path, label, kind, value }) => ({
      colId: path,
      headerName: label,
      width: 140,
      valueGetter: ({ data }) => (data ? value(data) : null),
      valueFormatter: ({ value: each }) => textOf(each),
      getQuickFilterText: ({ value: each }) => textOf(each),
      type: isNumeric(kind) ? 'rightAligned' : undefined,
      cellDataType: false,
    })),
    cacheQuickFilter: true,
    animateRows: false,
    rowHeight: 40,
  });
  return {
    sort: (colId, sort) => api.applyColumnState({ state: [{ colId, sort }], defaultState: { sort: null } }),
    filter: (text) => api.setGridOption('quickFilterText', text),
    scroller: () => box.querySelector('.ag-grid-viewport') as HTMLElement,
    rowSelector: '.ag-grid-scrolling-container [row-index="0"]',
    end: () => api.destroy(),
  };
};

const tabulator: Maker = (box, { rows }, shown) => {
  const table = new TabulatorFull(box, {
    data: rows.map((row) => Object.fromEntries(shown.map(({ path, value }) => [path.replaceAll('.', '·'), value(row)]))),
    columns: shown.map(({ path, label, kind }) => ({
      field: path.replaceAll('.', '·'),
      title: label,
      width: 140,
      sorter: isNumeric(kind) ? 'number' : 'string',
      formatter: (cell: { getValue: () => unknown }) => {
        const text = document.createElement('span');
        text.textContent = textOf(cell.getValue());
        return text;
      },
    })),
    height: '100%',
    rowHeight: 40,
    renderVertical: 'virtual',
    layout: 'fitData',
  });
  const fields = shown.map(({ path }) => path.replaceAll('.', '·'));
  return {
    sort: (path, direction) => table.setSort(path.replaceAll('.', '·'), direction),
    filter: (text) => {
      if (!text) return table.clearFilter(true);
      table.setFilter((row: Record<string, unknown>) => fields.some((field) => textOf(row[field]).toLowerCase().includes(text)));
    },
    scroller: () => box.querySelector('.tabulator-tableholder') as HTMLElement,
    rowSelector: '.tabulator-table .tabulator-row',
    end: () => table.destroy(),
  };
};

export const makers = {
  /** One plain column per field, as the others have them. */
  ours: ours((shown) => shown.map(({ path }) => ({ path, width: 140 }))),
  'AG Grid': agGrid,
  Tabulator: tabulator,
} satisfies Record<string, Maker>;
