/** The grid as a page would use it, to be looked at. */
import { render } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { ColumnsButton } from '../../../components/grid/ColumnsButton.tsx';
import { gridColumns } from '../../../components/grid/columns.ts';
import { DensitySwitch } from '../../../components/grid/DensitySwitch.tsx';
import { DetailPanel } from '../../../components/grid/DetailPanel.tsx';
import { Grid } from '../../../components/grid/Grid.tsx';
import { nothing } from '../../../components/grid/selection.ts';
import type { Row } from '../../../lib/columns.ts';
import { type EndpointId, endpointOf } from '../../../lib/endpoints/index.ts';
import { count } from '../../../lib/format.ts';
import { initialLayout } from '../../../lib/layout.ts';
import { localView, noFilter, type SortBy } from '../../../lib/local-view.ts';
import { reportOf } from '../../../lib/reports/index.ts';
import { type Data, rowsOf } from './data.ts';

function Demo({ id, data }: { id: EndpointId; data: Data }) {
  const { columns, rows } = data;
  const report = reportOf(id);
  const view = useMemo(() => localView(columns, rows, report?.key ?? endpointOf(id).key), [columns, rows, report, id]);
  const all = useMemo(() => gridColumns(columns, report?.columns ?? null), [columns, report]);
  const [layout, onLayout] = useState(() => initialLayout(all));
  const [sort, onSort] = useState<readonly SortBy[]>([]);
  const [filter, setFilter] = useState(noFilter);
  const [selection, onSelection] = useState(nothing);
  const [detail, setDetail] = useState<Row | null>(null);
  return (
    <div class={`demo ${detail ? 'with-detail' : ''}`}>
      <div class="strip num">
        <input
          type="search"
          placeholder="Filter loaded rows, free"
          value={filter.text}
          onInput={({ currentTarget }) => setFilter({ ...filter, text: currentTarget.value })}
        />
        <span class="muted small">
          {count(view.shown(filter, sort).order.length)} of {count(rows.length)} rows, {count(selection.size)} selected
        </span>
        <span class="grow" />
        <DensitySwitch layout={layout} onLayout={onLayout} />
        <ColumnsButton columns={all} layout={layout} onLayout={onLayout} />
      </div>
      <Grid
        caption={endpointOf(id).title}
        columns={all}
        {...{ view, layout, onLayout, sort, onSort, filter, selection, onSelection, onDetail: setDetail }}
        renderExpanded={(row) => <p>Links from {String(row.domain_from ?? row.domain)} would stand here.</p>}
      />
      {detail && <DetailPanel title="Every field" row={detail} columns={columns} onClose={() => setDetail(null)} />}
    </div>
  );
}

export async function showDemo(id: EndpointId, rows: number): Promise<void> {
  const data = await rowsOf(id, rows);
  const box = document.getElementById('box') as HTMLElement;
  render(null, box);
  render(<Demo id={id} data={data} />, box);
}
