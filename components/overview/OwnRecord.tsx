import { useMemo, useState } from 'preact/hooks';
import type { Column } from '../../lib/columns.ts';
import { day } from '../../lib/format.ts';
import type { Figures, Stored } from '../../lib/messages.ts';
import { t } from '../../lib/words.ts';
import { LineChart, type SaveFile } from '../charts/Chart.tsx';
import type { ChartData } from '../charts/data.ts';
import { Switches } from '../charts/Switches.tsx';
import { headPaths } from './HeadFigures.tsx';

type Props = { columns: readonly Column[]; past: readonly Figures[]; stored: Stored; onSave: SaveFile };

const usual = ['rank', 'referring_main_domains'];

/** Rank and counts in every summary of the target that was ever bought: a record that grows by itself and costs nothing. */
export function OwnRecord({ columns, past, stored, onSave }: Props) {
  const figures = useMemo(() => headPaths.flatMap((path) => columns.filter((column) => column.path === path)), [columns]);
  const [on, setOn] = useState<ReadonlySet<string>>(new Set(usual));
  const data = useMemo(
    (): ChartData => ({
      at: past.map(({ fetchedAt }) => fetchedAt),
      nameOf: day,
      partial: null,
      series: figures
        .filter(({ path }) => on.has(path))
        .map((column) => ({
          id: column.path,
          label: String(stored.request.target ?? ''),
          panel: column.label,
          tone: 1,
          values: past.map(({ row }) => {
            const value = column.value(row);
            return typeof value === 'number' ? value : null;
          }),
        })),
    }),
    [past, figures, on, stored],
  );
  if (past.length < 2)
    return past.length === 0 ? null : (
      <p
        class="muted small"
        data-state="first-record"
      >{t`This is the first summary of it that you bought. From the second on, what changed is shown here for nothing.`}</p>
    );
  return (
    <LineChart
      title={t`Your own record of it`}
      data={data}
      about={{
        targets: [String(stored.request.target ?? '')],
        endpoint: `${stored.endpoint}_record`,
        request: stored.request,
        environment: stored.environment,
        fetchedAt: stored.fetchedAt,
        costUsd: 0,
      }}
      height={80 + on.size * 90}
      note={<p>{t`Every summary you bought, one point a day. Nothing is asked for it.`}</p>}
      onSave={onSave}
    >
      <Switches label={t`Figures`} options={figures.map(({ path, label, help }) => ({ id: path, label, help }))} on={on} onChange={setOn} />
    </LineChart>
  );
}
